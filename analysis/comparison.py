"""What each policy changes: effects on the compared outcomes, and what may be said of each."""

from __future__ import annotations

import dataclasses
from typing import Any

import polars as pl
from scipy.special import stdtrit

from analysis.codebook import WHOLE, codebook_of, over_all_years
from analysis.domain import domains
from analysis.paired import compared, differences, pair_up
from analysis.reasons import FEW, is_small, of_pairs, of_runs, without_numbers
from analysis.summary import directions, mean_and_interval, values_of
from analysis.verdict import VERDICTS, Family, family_of
from experiments.spec import BASE
from experiments.store import Store

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
DIRECTIONS = {"better": "beter", "worse": "slechter", "higher": "hoger", "lower": "lager"}
FINDINGS: dict[str, tuple[str, str]] = {
    "none": VERDICTS["not_shown"],
    "same": ("in elk paar gelijk", "the same in every pair"),
    **{way: (f"{VERDICTS['shown'][0]} {nl}", f"{VERDICTS['shown'][1]} to be {way}") for way, nl in DIRECTIONS.items()},
    **{
        f"likely_{way}": (f"{VERDICTS['likely'][0]} {nl}", f"{VERDICTS['likely'][1]} {way}")
        for way, nl in DIRECTIONS.items()
    },
    "one_pair": ("één paar: geen interval", "one pair: no interval"),
    "few_pairs": ("minder dan 3 paren: geen interval", "fewer than 3 pairs: no interval"),
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
    likely: bool  # not shown, but chosen among the outcomes of the table
    all_lo: float | None  # 95%, of all outcomes of all policies at once
    all_hi: float | None
    all_outcomes: int
    shown_all: bool
    doubtful: bool | None
    finding: str  # key of FINDINGS

    @property
    def verdict(self) -> str | None:
        """Key of VERDICTS; None where nothing can be said."""
        return verdict(self.finding)

    def words(self, lang: str) -> str:
        """What may be said of it."""
        k = 0 if lang == "nl" else 1
        few = self.verdict == "likely" and self.doubtful
        return FINDINGS[self.finding][k] + (f" {FINDINGS['few'][k]}" if few else "")


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
    known = domains(store)
    levels = mean_and_interval(values.filter(pl.col("policy") == BASE), ("base", "metric"), known)
    level = {(row["base"], row["metric"]): row for row in levels.to_dicts()}
    codebook, scale = codebook_of(store), scale_of(store)
    found = compared(pairs, directions(store), known).to_dicts()
    worlds = list(store.read("runs").select("base", "policy").unique(maintain_order=True).rows())
    found.sort(key=lambda row: (worlds.index((row["base"], row["policy"])), COMPARED.index(row["metric"])))
    whole = () if by_year else WHOLE
    effects = []
    for row in found:
        entry, when = codebook[row["metric"]], period
        if row["metric"] in whole:
            entry, when = over_all_years(entry), "all"
        effects.append(_effect(row, level[row["base"], row["metric"]], entry, when, scale))
    return effects


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
    reasons = [of_runs(level["n"], level["lo"]), *[of_pairs(row["pairs"], row["sim_lo"], row["sd"])] * 2]
    if row["relative_lo"] is None and reasons[2] is None:
        reasons[2] = no_relative(row)
    small = all(is_small(row[name], entry["unit"], scale) for name in ("without", "with_policy"))
    if small:
        row, level = without_numbers(row, _NUMBERS), without_numbers(level, ("mean", "lo", "hi"))
        row, reasons = row | {"shown": False, "likely": False, "shown_all": False, "doubtful": None}, ["masked"] * 3
    same = (
        "base",
        "policy",
        "metric",
        *_NUMBERS,
        "pairs",
        "outcomes",
        "shown",
        "likely",
        "all_outcomes",
        "shown_all",
        "doubtful",
    )
    return Effect(
        **{name: row[name] for name in same},
        **{name: entry[name] for name in ("label_nl", "label_en", "unit", "better", "scope", "scope_nl")},
        period=period,
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
    """Key of what may be said: a direction only where the difference is shown or likely."""
    if row["pairs"] < 2:
        return "one_pair"
    if row["sim_lo"] is None:
        why = of_pairs(row["pairs"], None, row.get("sd"))
        return {"alike_pairs": "unknown", "too_wide": "none"}.get(str(why), str(why))
    if not row["shown"] and not row.get("likely"):
        return "same" if row["diff"] == 0 and row["sim_lo"] == row["sim_hi"] else "none"
    way = direction = "higher" if row["diff"] > 0 else "lower"
    if better != "none":
        way = "better" if better == direction else "worse"
    return way if row["shown"] else f"likely_{way}"


def verdict(found: str) -> str | None:
    """Key of VERDICTS for a key of FINDINGS; None where there is no interval or the numbers are masked.

    Examples
    --------
    >>> verdict("worse"), verdict("likely_better"), verdict("same"), verdict("masked")
    ('shown', 'likely', 'not_shown', None)
    """
    if found in ("none", "same"):
        return "not_shown"
    return "likely" if found.startswith("likely") else "shown" if found in DIRECTIONS else None


def families_of(store: Store, period: str) -> dict[tuple[str, str], Family]:
    """By base and policy, the measure by which its effects in a period are judged.

    Other tables of the same period use it too, so that a quantity that stands in two of them has one interval and one
    verdict. They have fewer rows than there are compared outcomes, so that their intervals hold for all rows at once.
    """
    values = values_of(store)
    if values.is_empty():
        return {}
    pairs = pair_up(values.filter(in_period(period), pl.col("metric").is_in(COMPARED), group_by="all"))
    parts = differences(pairs, {}).group_by("base", "policy") if not pairs.is_empty() else ()
    return {(str(base), str(policy)): family_of(part) for (base, policy), part in parts}
