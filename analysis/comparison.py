"""What each policy changes: effects on the compared outcomes, and what may be said of each."""

from __future__ import annotations

import dataclasses
from typing import Any

import polars as pl
from scipy.special import stdtrit

from analysis.codebook import WHOLE, codebook_of, over_all_years
from analysis.paired import compared, pair_up
from analysis.reasons import FEW, is_small, of_pairs, of_runs, without_numbers
from analysis.summary import directions, mean_and_interval, shares, values_of
from experiments.spec import BASE
from experiments.store import Store

COMPARED = (
    "uninsured_share",
    "uninsured_after_job_loss_share",
    "homeless_stock",
    "homeless_after_job_loss_share",
    "triple_loss_per_year",
    "rogue_agency_count",
    "rogue_agency_share",
    "rogue_worker_share",
    "wage_theft_eur_per_worker_week",
    "wage_recovered_share",
    "threshold_dismissals_per_year",
    "vacancy_unfilled_share",
    "hire_rate_eur_per_hour",
    "hirer_cost_eur_per_year",
    "agency_compliance_cost_eur_per_year",
    "state_cost_eur_per_year",
    "honest_small_agency_exits_per_year",
    "honest_small_agency_count",
    "agency_count",
    "displaced_share",
    "crowded_bed_share",
    "migrants_present",
)
FINDINGS: dict[str, tuple[str, str]] = {
    "none": ("geen verschil aantoonbaar", "no difference can be shown"),
    "same": ("in elk paar gelijk", "the same in every pair"),
    "better": ("beter", "better"),
    "worse": ("slechter", "worse"),
    "likely_better": ("waarschijnlijk beter", "likely better"),
    "likely_worse": ("waarschijnlijk slechter", "likely worse"),
    "higher": ("hoger", "higher"),
    "lower": ("lager", "lower"),
    "one_pair": ("één paar: geen interval", "one pair: no interval"),
    "unknown": ("geen interval te schatten", "no interval can be estimated"),
    "masked": ("minder dan 10 gesimuleerde personen", "fewer than 10 simulated persons"),
    "few": ("(rust op enkele paren)", "(a few pairs carry it)"),
}


@dataclasses.dataclass(frozen=True)
class Effect:
    """Difference of one outcome between a policy and its base; values in ``unit``."""

    base: str
    policy: str
    metric: str
    label_nl: str
    label_en: str
    unit: str
    better: str
    scope: str
    scope_nl: str
    period: str
    base_value: float | None  # mean over all runs of the base, with its 95% interval
    base_lo: float | None
    base_hi: float | None
    no_base_interval: str | None  # key of REASONS
    without: float | None  # means over the pairs
    with_policy: float | None
    diff: float | None
    diff_lo: float | None  # 95%, of this outcome alone
    diff_hi: float | None
    sim_lo: float | None  # 95%, of all outcomes of the table at once
    sim_hi: float | None
    no_interval: str | None
    relative: float | None  # diff as a part of the size of ``without``
    relative_lo: float | None  # 95%, of all outcomes of the table at once (Fieller)
    relative_hi: float | None
    no_relative: str | None
    p_better: float | None
    correlation: float | None
    pairs: int
    outcomes: int
    shown: bool
    all_lo: float | None  # 95%, of all outcomes of all policies at once
    all_hi: float | None
    all_outcomes: int
    shown_all: bool
    doubtful: bool | None
    finding: str  # key of FINDINGS

    def words(self, lang: str) -> str:
        """What may be said of it."""
        k = 0 if lang == "nl" else 1
        return FINDINGS[self.finding][k] + (f" {FINDINGS['few'][k]}" if self.shown and self.doubtful else "")


def effects_of(store: Store, period: str) -> list[Effect]:
    """Effects of every policy in a period, in the order of the plan and of ``COMPARED``; without pairs none."""
    values = values_of(store)
    if values.is_empty():
        return []
    values = values.filter(in_period(period) & (pl.col("group_by") == "all") & pl.col("metric").is_in(COMPARED))
    pairs = pair_up(values)
    if pairs.is_empty():
        return []
    levels = mean_and_interval(values.filter(pl.col("policy") == BASE), ("base", "metric"), shares(store))
    level = {(row["base"], row["metric"]): row for row in levels.to_dicts()}
    codebook, scale = codebook_of(store), scale_of(store)
    found = compared(pairs, directions(store)).to_dicts()
    worlds = list(store.read("runs").select("base", "policy").unique(maintain_order=True).rows())
    found.sort(key=lambda row: (worlds.index((row["base"], row["policy"])), COMPARED.index(row["metric"])))
    return [_effect(row, level[row["base"], row["metric"]], codebook[row["metric"]], period, scale) for row in found]


def in_period(period: str) -> pl.Expr:
    """Rows of a period; those of outcomes that are told over all years, of the whole period."""
    whole = pl.col("metric").is_in(WHOLE)
    return pl.when(whole).then(pl.col("period") == "all").otherwise(pl.col("period") == period)


def scale_of(store: Store) -> float:
    """Simulated persons per person of the country."""
    return float((store.manifest() or {"scale": 1.0})["scale"])


_NUMBERS = (
    *("without", "with_policy", "diff", "diff_lo", "diff_hi", "sim_lo", "sim_hi", "relative", "relative_lo"),
    *("relative_hi", "p_better", "correlation", "all_lo", "all_hi"),
)


def _effect(row: dict[str, Any], level: dict[str, Any], entry: dict[str, Any], period: str, scale: float) -> Effect:
    entry = over_all_years(entry)
    reasons = [of_runs(level["n"], level["lo"]), *[of_pairs(row["pairs"], row["sim_lo"])] * 2]
    if row["relative_lo"] is None and reasons[2] is None:
        reasons[2] = no_relative(row)
    small = all(is_small(row[name], entry["unit"], scale) for name in ("without", "with_policy"))
    if small:
        row, level = without_numbers(row, _NUMBERS), without_numbers(level, ("mean", "lo", "hi"))
        row, reasons = row | {"shown": False, "shown_all": False, "doubtful": None}, ["masked"] * 3
    same = (
        "base",
        "policy",
        "metric",
        *_NUMBERS,
        "pairs",
        "outcomes",
        "shown",
        "all_outcomes",
        "shown_all",
        "doubtful",
    )
    return Effect(
        **{name: row[name] for name in same},
        **{name: entry[name] for name in ("label_nl", "label_en", "unit", "better", "scope", "scope_nl")},
        period="all" if row["metric"] in WHOLE else period,
        base_value=level["mean"],
        base_lo=level["lo"],
        base_hi=level["hi"],
        **dict(zip(("no_base_interval", "no_interval", "no_relative"), reasons, strict=True)),
        finding="masked" if small else finding(row, entry["better"]),
    )


def no_relative(row: dict[str, Any]) -> str:
    """Why there is no interval of the part of the base: the base is near zero, or there are too few pairs to tell.

    The interval of a whole table asks far more of a few pairs than the base's own interval does, so what it cannot tell
    from zero need not be near it.
    """
    n = row["pairs"]
    if n < FEW and row["without"] != 0:
        return "few_for_percent"
    own = float(stdtrit(n - 1, 0.975)) * (row["level_var"] / n) ** 0.5
    return "few_for_percent" if abs(row["without"]) > own else "near_zero"


def finding(row: dict[str, Any], better: str) -> str:
    """Key of what may be said: a direction only where the simultaneous interval excludes zero."""
    if row["pairs"] < 2:
        return "one_pair"
    if row["sim_lo"] is None:
        return "unknown"
    if not row["shown"]:
        return "same" if row["diff"] == 0 and row["sim_lo"] == row["sim_hi"] else "none"
    direction = "higher" if row["diff"] > 0 else "lower"
    if better == "none":
        return direction
    return "better" if better == direction else "worse"
