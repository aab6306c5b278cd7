"""The page of a result folder with one design point: what policies do, and paths over time."""

from __future__ import annotations

import functools
from collections.abc import Collection
from pathlib import Path
from typing import Any

from analysis.answers.columns import row_of
from analysis.answers.sections import Sections, published
from analysis.answers.sentences import over_all_policies, period_words, sentences_of
from analysis.answers.view import View, paths_of, view_of
from analysis.page.shell import PAGE, measure_texts, page_of, unit_names
from analysis.text.languages import in_each
from analysis.text.messages import family
from analysis.text.missing_values import LEAST_PAIRS
from experiments.store.store import Store

SCRIPTS = (
    "base.js",
    "effects.js",
    "sections.js",
    "spells.js",
    "passage.js",
    "report.js",
)  # one script, the last renders
SECTIONS = {
    "protection": (
        *("uninsured_share", "uninsured_after_job_loss_share", "homeless_stock", "homeless_after_job_loss_share"),
        *("triple_loss_per_year", "taken_eur_per_worker_week", "worker_weeks_losing_5"),
        *("rogue_worker_share", "rogue_agency_share", "rogue_agency_count"),
        *("wage_theft_eur_per_worker_week", "wage_recovered_share"),
    ),
    "costs": (
        *("hire_rate_eur_per_hour", "hirer_cost_eur_per_year", "hirer_cost_eur_per_hour"),
        *("agency_compliance_cost_eur_per_year", "state_cost_eur_per_year"),
    ),
    "side": (
        *("threshold_dismissals_per_year", "vacancy_unfilled_share", "honest_small_agency_exits_per_year"),
        "honest_small_agency_exit_rate_per_year",
        *("honest_small_agency_count", "agency_count", "crowded_bed_share", "migrants_present"),
    ),
    "displacement": ("displaced_share",),
}


def write_report(store: Store, lang: str) -> Path:
    """Write ``report.html`` into the folder and give its path."""
    store.write_text(PAGE, report_page(store, lang))
    return store.folder / PAGE


def report_page(store: Store, lang: str) -> str:
    """The page as text; raises as `view_of` does where no run is finished."""
    return page_of(page_data(store, lang), SCRIPTS, lang)


def page_data(store: Store, lang: str) -> dict[str, Any]:
    """All the page shows: the view and the sections that terminal and JSON show too, the paths, and its words."""
    view = view_of(store)
    sections = Sections(store, view)
    parts = {
        "payers": sections.payers,
        "groups": sections.groups,
        "splits": sections.splits,
        "durations": sections.durations,
        "curves": sections.curves,
    }
    paths = paths_of(store)
    shown = [*view.rows, *view.effects, *sections.splits]
    units = {entry["unit"] for entry in paths} | {row.unit for row in shown} | {"weeks", "EUR", "EUR/year"}
    periods = {step.period for step in sections.steps}
    return {
        "lang": lang,
        "words": family("page"),
        "units": unit_names(units),
        "view": view.facts(),
        "policies": _policies(view, sections),
        "findings": [in_each(effect.words) for effect in view.effects],
        "said": family("finding"),
        "verdicts": family("verdict"),
        "reasons": family("reason"),
        "least_pairs": LEAST_PAIRS,
        "sections": {name: list(metrics) for name, metrics in SECTIONS.items()},
        **{name: [published(row) for row in rows] for name, rows in parts.items()},
        # hundreds of rows, whose outcomes have their scope in the effects
        "steps": [_without(row_of(step), ("scope", "scope_nl", "better")) for step in sections.steps],
        "years": [_without(row_of(row), ("better", "outcomes")) for row in sections.years],
        "periods": {p: in_each(functools.partial(period_words, p)) for p in sorted(periods)},
        "parties": family("party"),
        "dimensions": family("dimension"),
        "group_names": sections.group_names(),
        "shifts": family("shift"),
        "paths": paths,
        "run_ids": store.run_ids(),
    }


def _without(row: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


def _policies(view: View, sections: Sections) -> list[dict[str, Any]]:
    """Policies with partners, with sentences in both languages on the last year and on the transition."""
    worlds = [(base, policy) for base, policy in view.worlds if view.effects_of(base, policy)]
    return [
        {"base": base, "policy": policy, "measures": measure_texts(view.measures.get(policy, []))}
        | in_each(functools.partial(sentences_of, view.effects_of(base, policy)))
        | {"way": in_each(functools.partial(sections.on_the_way, base, policy))}
        | {"all": in_each(functools.partial(over_all_policies, view.effects_of(base, policy)))}
        | {"worse": [w.worst.metric for w in sections.worse if (w.worst.base, w.worst.policy) == (base, policy)]}
        for base, policy in worlds
    ]
