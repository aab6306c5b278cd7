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
from analysis.dutch import unit_name
from analysis.groups import DIMENSIONS, group_effects_of, group_name
from analysis.payers import NAMES, payers_of
from analysis.sentences import sentences_of
from analysis.survival import durations_of
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
    "effects": ("Wat het beleid doet", "What the policies do"),
    "compared": ("vergeleken met", "compared with"),
    "paired": (
        "Verschil met de basis, per seed gepaard. Het 95%-interval geldt voor alle uitkomsten van een beleid "
        "tegelijk (t-verdeling, Bonferroni) en toont alleen toeval tussen runs. % is van de basis; de kans op "
        "beter is van één uitkomst.",
        "Difference from the base, paired by seed. The 95% interval holds for all outcomes of a policy at once "
        "(Student's t, Bonferroni) and shows luck between runs only. % is of the base; the chance of better is of "
        "one outcome.",
    ),
    "simultaneous": ("95%-interval voor alle uitkomsten tegelijk", "95% interval for all outcomes at once"),
    "difference": ("verschil", "difference"),
    "base_level": ("basis", "base"),
    "percent": ("in %", "in %"),
    "p_better": ("kans op beter", "chance of better"),
    "correlation": ("correlatie met basis", "correlation with base"),
    "finding": ("bevinding", "finding"),
    "policy": ("beleid", "policy"),
    "pairs": ("paren", "pairs"),
    "charts": ("Verschil per uitkomst", "Difference by outcome"),
    "legend": (
        "Dicht punt: verschil aantoonbaar. Open grijs punt: geen verschil aantoonbaar. Streep: het interval.",
        "Filled point: a difference can be shown. Open grey point: no difference can be shown. Bar: the interval.",
    ),
    "protection": ("Bescherming en malafide bureaus", "Protection and rogue agencies"),
    "costs": ("Kosten", "Costs"),
    "side": ("Neveneffecten", "Side effects"),
    "displacement": ("Verschuiving naar ander werk", "Displacement to other work"),
    "payers": ("Wie betaalt", "Who pays"),
    "payers_text": (
        "Wat elke partij meer (+) of minder (−) overhoudt dan in de basis: ontvangen min betaald. Alles samen is nul.",
        "What each party has more (+) or less (−) than in the base: received less paid. All together is zero.",
    ),
    "party": ("partij", "party"),
    "groups": ("Wie erop vooruitgaat en wie achteruit", "Who gains and who loses"),
    "groups_text": (
        "Verschil per groep. Ieders groep ligt vast voor het beleid: herkomst, sector, eerste provincie. De "
        "intervallen gelden voor alle cellen van een tabel tegelijk; een * betekent dat het verschil aantoonbaar is. "
        "Groepen van minder dan 10 gesimuleerde personen blijven leeg.",
        "Difference by group. Everyone's group is fixed before the policy: origin, sector, first province. The "
        "intervals hold for all cells of a table at once; a * means that the difference can be shown. Groups of "
        "fewer than 10 simulated persons are left empty.",
    ),
    "splits": ("Hoofden en kans per hoofd", "Heads and rate per head"),
    "splits_text": (
        "Een verschil in aantal is een verschil in hoofden (mensen of bureaus, bij de kans van de basis) plus een "
        "verschil in kans per hoofd. De intervallen gelden voor alle delen van een beleid tegelijk.",
        "A difference in number is one in heads (people or agencies, at the rate of the base) plus one in the rate "
        "per head. The intervals hold for all parts of a policy at once.",
    ),
    "count": ("in aantal", "in number"),
    "by_heads": ("door hoofden", "by heads"),
    "by_rate": ("door kans per hoofd", "by rate per head"),
    "durations": ("Hoe lang het duurt", "How long it lasts"),
    "durations_text": (
        "Kaplan-Meier over alle perioden vanaf week 1; wie toen al in een periode zat, komt er op die duur bij. "
        "95%-interval: paren van runs opnieuw getrokken (bootstrap). Bij weinig paren is het te smal.",
        "Kaplan-Meier over all spells from week 1 on; those running then enter at the length they had. 95% "
        "interval: pairs of runs drawn anew (bootstrap). With few pairs it is too narrow.",
    ),
    "spell": ("periode", "spell"),
    "uninsured": ("onverzekerd", "uninsured"),
    "homeless": ("dakloos", "homeless"),
    "measure": ("maat", "measure"),
    "median": ("mediane duur", "median length"),
    "running_4": ("duurt langer dan 4 weken", "lasts over 4 weeks"),
    "running_13": ("duurt langer dan 13 weken", "lasts over 13 weeks"),
    "running_26": ("duurt langer dan 26 weken", "lasts over 26 weeks"),
    "with_policy": ("met beleid", "with policy"),
    "million": ("mln.", "m"),
    "billion": ("mld.", "bn"),
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
        "durations": [dataclasses.asdict(duration) for duration in durations_of(store)],
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
