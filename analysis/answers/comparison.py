"""What each policy changes: effects on the compared outcomes, and what may be said of each."""

from __future__ import annotations

import dataclasses
from typing import Any

import polars as pl

from analysis.answers.findings import finding
from analysis.answers.records import MASKED, NOTHING, Effect, Estimate, Interval, change_of, level_of, outcome_of
from analysis.answers.summary import directions, mean_and_interval, values_of
from analysis.statistics.domain import domains
from analysis.statistics.looks import ONCE, Looks, looks_at, t_quantile
from analysis.statistics.paired import compared, differences, pair_up
from analysis.statistics.verdict import Family, family_of
from analysis.text.codebook import WHOLE, Entry, codebook_of, over_all_years
from analysis.text.missing_values import FEW, is_small
from experiments.plan.run_spec import BASE
from experiments.store.store import Store

COMPARED = (
    "uninsured_share",
    "uninsured_after_job_loss_share",
    "homeless_stock",
    "homeless_after_job_loss_share",
    "triple_loss_per_year",
    "taken_eur_per_worker_week",
    "worker_weeks_losing_5",
    "rogue_worker_share",
    "rogue_agency_share",
    "rogue_agency_count",
    "wage_theft_eur_per_worker_week",
    "wage_recovered_share",
    "threshold_dismissals_per_year",
    "vacancy_unfilled_share",
    "hire_rate_eur_per_hour",
    "hirer_cost_eur_per_year",
    "hirer_cost_eur_per_hour",
    "agency_compliance_cost_eur_per_year",
    "state_cost_eur_per_year",
    "honest_small_agency_exits_per_year",
    "honest_small_agency_exit_rate_per_year",
    "honest_small_agency_count",
    "agency_count",
    "displaced_share",
    "crowded_bed_share",
    "migrants_present",
)


def effects_of(store: Store, period: str) -> list[Effect]:
    """Effects of every policy in a period, in the order of the plan and of ``COMPARED``; without pairs none."""
    values = values_of(store)
    if values.is_empty():
        return []
    return effects_among(store, values.filter(in_period(period)), period)


def effects_among(store: Store, values: pl.DataFrame, period: str, by_year: bool = False) -> list[Effect]:
    """``effects_of`` of the values given, each run with one value of an outcome; ``period`` is what they are called.

    With ``by_year`` outcomes that are told over all years are of this period too.
    """
    values = values.filter((pl.col("group_by") == "all") & pl.col("metric").is_in(COMPARED))
    pairs = pair_up(values)
    if pairs.is_empty():
        return []
    known, looks = domains(store), looks_at(store)
    levels = mean_and_interval(values.filter(pl.col("policy") == BASE), ("base", "metric"), known, looks)
    level = {(row["base"], row["metric"]): row for row in levels.to_dicts()}
    codebook, scale = codebook_of(store), scale_of(store)
    found = compared(pairs, directions(store), known, looks=looks).to_dicts()
    worlds = list(store.read("runs").select("base", "policy").unique(maintain_order=True).rows())
    found.sort(key=lambda row: (worlds.index((row["base"], row["policy"])), COMPARED.index(row["metric"])))
    whole = () if by_year else WHOLE
    effects: list[Effect] = []
    for row in found:
        entry, when = codebook[row["metric"]], period
        if row["metric"] in whole:
            entry, when = over_all_years(entry), "all"
        effects.append(_effect(row, level[row["base"], row["metric"]], entry, when, scale, looks))
    return effects


def in_period(period: str) -> pl.Expr:
    """Rows of a period; those of outcomes that are told over all years, of the whole period."""
    whole = pl.col("metric").is_in(WHOLE)
    return pl.when(whole).then(pl.col("period") == "all").otherwise(pl.col("period") == period)


def scale_of(store: Store) -> float:
    """Simulated persons per person of the country."""
    return float((store.manifest() or {"scale": 1.0})["scale"])


def _effect(
    row: dict[str, Any], level: dict[str, Any], entry: Entry, period: str, scale: float, looks: Looks
) -> Effect:
    change = change_of(row)
    why = no_relative(row, looks) if row["relative_lo"] is None and change.no_interval is None else change.no_interval
    same = ("base", "policy", "pairs", "without", "with_policy", "p_better", "correlation", "outcomes", "all_outcomes")
    effect = Effect(
        **{name: row[name] for name in (*same, "shown", "likely", "shown_all", "doubtful")},
        outcome=outcome_of(entry),
        period=period,
        level=level_of(level),
        change=change,
        relative=Estimate(row["relative"], row["relative_lo"], row["relative_hi"], why),
        alone=Interval(row["diff_lo"], row["diff_hi"]),
        overall=Interval(row["all_lo"], row["all_hi"]),
        finding=finding(row, entry["better"]),
    )
    small = all(is_small(row[name], entry["unit"], scale) for name in ("without", "with_policy"))
    return _masked(effect) if small else effect


def _masked(effect: Effect) -> Effect:
    """The effect without its numbers, which rest on too few simulated persons."""
    numbers: dict[str, Any] = dict.fromkeys(("without", "with_policy", "p_better", "correlation", "doubtful"))
    return dataclasses.replace(
        effect,
        **numbers,
        **dict.fromkeys(("level", "change", "relative"), MASKED),
        **dict.fromkeys(("alone", "overall"), NOTHING),
        **dict.fromkeys(("shown", "likely", "shown_all"), False),
        finding="masked",
    )


def no_relative(row: dict[str, Any], looks: Looks = ONCE) -> str:
    """Why there is no interval of the part of the base: the base is near zero, or there are too few pairs to tell.

    The interval of a whole table asks far more of a few pairs than the base's own interval does, so what it cannot tell
    from zero need not be near it.
    """
    n = row["pairs"]
    if n < FEW and row["without"] != 0:
        return "few_for_percent"
    own = float(t_quantile(n, 1, looks)) * (row["level_var"] / n) ** 0.5
    return "few_for_percent" if abs(row["without"]) > own else "near_zero"


def families_of(store: Store, period: str) -> dict[tuple[str, str], Family]:
    """By base and policy, the measure by which its effects in a period are judged.

    Other tables of the same period use it too, so that a quantity that stands in two of them has one interval and one
    verdict. They have fewer rows than there are compared outcomes, so that their intervals hold for all rows at once.
    """
    values = values_of(store)
    if values.is_empty():
        return {}
    pairs = pair_up(values.filter(in_period(period), pl.col("metric").is_in(COMPARED), group_by="all"))
    looks = looks_at(store)
    parts = differences(pairs, {}).group_by("base", "policy") if not pairs.is_empty() else ()
    return {(str(base), str(policy)): family_of(part, looks) for (base, policy), part in parts}
