"""The page of a result folder: one file that needs no network and may run nothing but its own two scripts."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from analysis.dutch import unit_name
from analysis.view import paths_of, view_of
from experiments.store import Store

PAGE = "report.html"
WORDS: dict[str, tuple[str, str]] = {
    "title": ("Uitkomsten van uitzendlab", "Results of uitzendlab"),
    "headline": ("Belangrijkste uitkomsten", "Key outcomes"),
    "outcome": ("uitkomst", "outcome"),
    "value": ("gemiddelde", "mean"),
    "mean": ("gemiddelde", "mean"),
    "interval": ("95%-interval", "95% interval"),
    "interval_is": ("95%-interval van het gemiddelde over seeds", "95% interval of the mean over seeds"),
    "unit": ("eenheid", "unit"),
    "runs": ("runs", "runs"),
    "scope": ("bereik", "scope"),
    "year": ("jaar", "year"),
    "whole": ("hele periode tot", "whole period until"),
    "to": ("tot", "to"),
    "paths": ("Verloop in de tijd", "Paths over time"),
    "band": (
        "Lijn: gemiddelde over de seeds. Band: 95%-interval van dat gemiddelde (t-verdeling). De band toont "
        "alleen toeval tussen runs, niet wat over de wereld onbekend is.",
        "Line: mean over the seeds. Band: 95% interval of that mean (Student's t). The band shows luck "
        "between runs only, not what is unknown about the world.",
    ),
    "per_week": ("per week", "by week"),
    "per_year": ("per jaar", "by year"),
    "table_of": ("Tabel", "Table"),
    "date": ("datum", "date"),
    "world": ("wereld", "world"),
    "size": ("Omvang", "Size"),
    "scale": ("schaal", "scale"),
    "nation": ("aantallen voor heel Nederland", "counts for the nation"),
    "seeds": ("seeds", "seeds"),
    "simulated": ("gesimuleerd", "simulated"),
    "euros": ("euro's van 2021", "euros of 2021"),
    "failed": ("Mislukte runs", "Failed runs"),
    "one_seed": ("Eén seed: geen interval.", "One seed: no interval."),
    "made_with": ("Gemaakt met", "Made with"),
    "run_ids": ("Runs op deze pagina", "Runs on this page"),
    "plumbing": (
        "Omvang smoke toetst alleen of alles werkt. Trek hieruit geen conclusies.",
        "Size smoke is plumbing only. Draw no conclusions from it.",
    ),
    "intended": (
        "Het model verkent wat beleid kan doen. Het voorspelt niet, beschrijft geen bestaande persoon of "
        "bedrijf en is niet bedoeld voor besluiten over personen of bedrijven.",
        "The model explores what policy may do. It is no forecast, describes no existing person or firm "
        "and is not meant for decisions about persons or firms.",
    ),
}


def write_report(store: Store, lang: str) -> Path:
    """Write ``report.html`` into the folder and give its path."""
    store.write_text(PAGE, report_page(store, lang))
    return store.folder / PAGE


def report_page(store: Store, lang: str) -> str:
    """The page as text."""
    from plotly.offline import get_plotlyjs

    data = page_data(store, lang)
    library = get_plotlyjs().replace("\r\n", "\n")
    ours, style = (_own(name) for name in ("report.js", "report.css"))
    allowed = " ".join(_hash(script) for script in (library, ours))
    # Plotly writes style elements of its own; nothing can be fetched or sent.
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    return "".join(
        [
            f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy, quote=True)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>uitzendlab</title>\n<style>{style}</style>\n</head>\n<body>\n",
            '<header class="top"><button type="button" data-lang="nl" lang="nl">Nederlands</button>',
            '<button type="button" data-lang="en" lang="en">English</button></header>\n<main></main>\n',
            f'<script type="application/json" id="data">{embedded(data)}</script>\n',
            f"<script>{library}</script>\n<script>{ours}</script>\n</body>\n</html>\n",
        ]
    )


def page_data(store: Store, lang: str) -> dict[str, Any]:
    """All the page shows: the view that terminal and JSON show too, the paths, and its words."""
    view = view_of(store)
    paths = paths_of(store)
    units = {entry["unit"] for entry in paths} | {row.unit for row in view.rows}
    return {
        "lang": lang,
        "words": {key: {"nl": nl, "en": en} for key, (nl, en) in WORDS.items()},
        "units": {unit: {"nl": unit_name(unit, "nl"), "en": unit_name(unit, "en")} for unit in sorted(units)},
        "view": view.facts(),
        "paths": paths,
        "run_ids": store.run_ids(),
    }


def embedded(data: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def _own(name: str) -> str:
    return files("analysis").joinpath("page", name).read_text("utf-8")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
