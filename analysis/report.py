"""The page of a result folder: one file that needs no network and may run nothing but its own two scripts."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import html
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from analysis.decompose import SHIFT, splits_of
from analysis.durations import of_store as durations_of
from analysis.dutch import unit_name
from analysis.groups import DIMENSIONS, group_effects_of, group_name
from analysis.page_words import WORDS
from analysis.payers import NAMES, payers_of
from analysis.sentences import sentences_of
from analysis.view import View, paths_of, view_of
from experiments.store import Store

PAGE = "report.html"
SECTIONS = {
    "protection": (
        *("uninsured_share", "uninsured_after_job_loss_share", "homeless_stock", "homeless_after_job_loss_share"),
        *("triple_loss_per_year", "rogue_agency_count", "rogue_agency_share", "rogue_worker_share"),
        *("wage_theft_eur_per_worker_week", "wage_recovered_share"),
    ),
    "costs": (
        *("hire_rate_eur_per_hour", "hirer_cost_eur_per_year", "agency_compliance_cost_eur_per_year"),
        "state_cost_eur_per_year",
    ),
    "side": (
        *("threshold_dismissals_per_year", "vacancy_unfilled_share", "honest_small_agency_exits_per_year"),
        *("agency_count", "crowded_bed_share", "migrants_present"),
    ),
    "displacement": ("displaced_share",),
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
    ours, style = _own("effects.js") + _own("report.js"), _own("report.css")
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
    groups = group_effects_of(store, view.period, view.scale)
    paths = paths_of(store)
    units = {entry["unit"] for entry in paths} | {row.unit for row in (*view.rows, *view.effects)} | {"weeks", "EUR"}
    return {
        "lang": lang,
        "words": {key: {"nl": nl, "en": en} for key, (nl, en) in WORDS.items()},
        "units": {unit: {"nl": unit_name(unit, "nl"), "en": unit_name(unit, "en")} for unit in sorted(units)},
        "view": view.facts(),
        "policies": _policies(view),
        "findings": [{lang: effect.words(lang) for lang in ("nl", "en")} for effect in view.effects],
        "sections": {name: list(metrics) for name, metrics in SECTIONS.items()},
        "payers": [dataclasses.asdict(payer) for payer in payers_of(store, view.period)],
        "parties": {key: {"nl": nl, "en": en} for key, (nl, en) in NAMES.items()},
        "groups": [dataclasses.asdict(effect) for effect in groups],
        "dimensions": {key: {"nl": nl, "en": en} for key, (nl, en) in DIMENSIONS.items()},
        "group_names": {e.group: {lang: group_name(e.group, lang) for lang in ("nl", "en")} for e in groups},
        "splits": [dataclasses.asdict(split) for split in splits_of(store, view.period)],
        "shifts": {key: {"nl": nl, "en": en} for key, (nl, en) in SHIFT.items()},
        "durations": [dataclasses.asdict(duration) for duration in durations_of(store)[0]],
        "paths": paths,
        "run_ids": store.run_ids(),
    }


def _policies(view: View) -> list[dict[str, Any]]:
    """Policies with partners, with what is said of each in both languages."""
    worlds = [(base, policy) for base, policy in view.worlds if view.effects_of(base, policy)]
    return [
        {"base": base, "policy": policy}
        | {lang: sentences_of(view.effects_of(base, policy), lang) for lang in ("nl", "en")}
        for base, policy in worlds
    ]


def embedded(data: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def _own(name: str) -> str:
    return files("analysis").joinpath("page", name).read_text("utf-8")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
