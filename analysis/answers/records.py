"""The records of an answer: which outcome of which world, how far it moved, and what each section adds.

`OfWorld` says whose number it is and of what; `Compared` that it is one of pairs; `Difference` adds the change with its
interval and what may be said of it. Every section extends one of them and repeats nothing. Under which names they are
published is said in `analysis.answers.columns` and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from analysis.answers.findings import verdict
from analysis.text.languages import field
from analysis.text.messages import say
from analysis.text.missing_values import of_pairs, of_runs

Number = float | None


class Interval(NamedTuple):
    """A 95% interval; both None where there is none."""

    lo: Number
    hi: Number


class Estimate(NamedTuple):
    """A number with its 95% interval, or the reason why there is none."""

    value: Number
    lo: Number
    hi: Number
    no_interval: str | None  # key of a reason

    @property
    def ends(self) -> Interval:
        """The interval."""
        return Interval(self.lo, self.hi)


NOTHING = Interval(None, None)
MASKED = Estimate(None, None, None, "masked")  # rests on too few simulated persons


@dataclass(frozen=True)
class Outcome:
    """What is compared, in the words of the code book."""

    metric: str
    label_nl: str
    label_en: str
    unit: str
    better: str  # lower, higher or none
    scope: str
    scope_nl: str

    def label(self, lang: str) -> str:
        """The name a reader sees."""
        return field(self, "label", lang)

    def scope_in(self, lang: str) -> str:
        """Of whom or what it is, in words."""
        return field(self, "scope", lang)


@dataclass(frozen=True, kw_only=True)
class OfWorld:
    """One outcome of one world."""

    base: str
    policy: str
    outcome: Outcome

    @property
    def metric(self) -> str:
        """Name of the outcome."""
        return self.outcome.metric

    @property
    def unit(self) -> str:
        """Of every value of it."""
        return self.outcome.unit

    def label(self, lang: str) -> str:
        """The name of the outcome that a reader sees."""
        return self.outcome.label(lang)


@dataclass(frozen=True, kw_only=True)
class Row(OfWorld):
    """The level of an outcome in the period of the view."""

    level: Estimate  # mean over ``n`` runs
    n: int
    definition: str
    definition_nl: str


@dataclass(frozen=True, kw_only=True)
class PointRow(OfWorld):
    """An outcome at one design point.

    Of a policy ``estimate`` is the mean paired difference with the base at the same point, and its interval holds for
    all ``at_once`` rows of the table together. Without policies it is the mean level, with a 95% interval of its own.
    """

    point: int
    period: str
    n: int  # pairs, or runs
    without: Number  # mean of the base over the pairs
    estimate: Estimate
    at_once: int
    finding: str | None  # key of a finding; None of a level


@dataclass(frozen=True, kw_only=True)
class Compared(OfWorld):
    """One outcome of a policy beside its base, run by run with the same seed, draw and design point."""

    period: str  # a calendar year, a half of one (2022-H1), or all
    pairs: int


@dataclass(frozen=True, kw_only=True)
class Difference(Compared):
    """How far an outcome is from its base, in ``unit``, and what may be said of it."""

    change: Estimate  # mean of policy minus base; its interval holds for all ``outcomes`` at once
    outcomes: int
    shown: bool
    finding: str  # key of a finding

    @property
    def verdict(self) -> str | None:
        """Key of a verdict; None where nothing can be said."""
        return verdict(self.finding)


@dataclass(frozen=True, kw_only=True)
class Effect(Difference):
    """A difference in the year of the tables; at once: all outcomes of the table of one policy."""

    level: Estimate  # mean over all runs of the base
    without: Number  # means over the pairs
    with_policy: Number
    alone: Interval  # of the change, of this outcome alone
    relative: Estimate  # change as a part of the size of ``without``; interval (Fieller) for all of the table at once
    p_better: Number  # 0..1
    correlation: Number  # of policy and base over the pairs
    likely: bool  # not shown, but chosen among the outcomes of the table
    doubtful: bool | None  # a few pairs carry it
    overall: Interval  # of the change, for all outcomes of all policies at once
    all_outcomes: int
    shown_all: bool

    def words(self, lang: str) -> str:
        """What may be said of it."""
        few = self.verdict == "likely" and self.doubtful
        return say(f"finding.{self.finding}", lang) + (f" {say('finding.few', lang)}" if few else "")


@dataclass(frozen=True, kw_only=True)
class Step(Difference):
    """A difference in one period on the way: a half-year, or a year of outcomes that look back one.

    At once: all periods and outcomes of one policy.
    """

    level: Estimate  # mean over the runs of the base
    without: Number  # means over the pairs
    with_policy: Number
    own: Interval  # of the change, allowing for the choice of what is likely; none where this is not


@dataclass(frozen=True, kw_only=True)
class YearEffect(Difference):
    """A difference in one year; at once: all outcomes of one policy and year."""

    without: Number  # mean over the pairs
    kind: str  # since (the start) | calendar
    year: int  # 1, 2, 3 since the start, or the calendar year
    start: str  # first Monday of it
    end: str  # last Monday of it


@dataclass(frozen=True, kw_only=True)
class GroupEffect(Difference):
    """A difference in one group of people; at once: all cells of one policy and dimension."""

    group_by: str
    group: str
    level: Estimate  # mean over the runs of the base; masked, as the change is, where the group is too small to show


@dataclass(frozen=True, kw_only=True)
class Payer(Difference):
    """What a party (its outcome) receives less what it pays, EUR/year; judged by the measure of the effects."""


@dataclass(frozen=True, kw_only=True)
class Rival(Compared):
    """One policy beside another (``rival``)."""

    rival: str
    change: Estimate  # policy minus rival; its interval holds for all ``outcomes`` of this policy at once
    outcomes: int
    p_better: Number  # chance that the mean difference is in the better direction
    won: float  # share of pairs in which the policy is better; a tie counts half
    regret: float  # of the policy: mean distance from the best world of each pair
    regret_most: float


@dataclass(frozen=True, kw_only=True)
class Split(Compared):
    """The change of one count and its two parts.

    Their intervals are of the measure of the compared outcomes: they hold for as many at once, so for all parts of all
    counts of one policy.
    """

    of: str  # the stock of heads
    outcomes: int  # differences the intervals hold for
    parts: Mapping[str, Estimate]  # count, heads, rate; masked where the count rests on too few
    says: tuple[str, ...]  # keys of a shift


@dataclass(frozen=True, kw_only=True)
class Noise(Compared):
    """Variance of one effect; standard deviations in ``unit``."""

    points: int
    sd_pair: Number  # of one paired difference within a point
    sd_apart: Number  # of a difference between two runs with draws of their own
    saved: Number  # 1 - ratio of the variances; below zero where common draws did harm
    worth: Number  # independent pairs that give the same precision
    no_split: str | None  # key of a reason: why the next are None
    sd_points: Number  # of the effect between points, between seeds, and of the rest
    sd_seeds: Number
    sd_rest: Number
    doubt_share: Number  # of points, of the variance of a single difference, 0..1, with its 95% interval
    doubt_lo: Number
    doubt_hi: Number
    seeds_share: Number
    seeds_lo: Number
    seeds_hi: Number
    rest_share: Number
    rest_lo: Number
    rest_hi: Number


def outcome_of(entry: Mapping[str, Any]) -> Outcome:
    """The outcome of an entry of the code book."""
    words = {name: entry[name] for name in ("label_nl", "label_en", "unit", "better", "scope", "scope_nl")}
    return Outcome(metric=entry["name"], **words)


def level_of(row: Mapping[str, Any]) -> Estimate:
    """The mean over runs that a row of `analysis.answers.summary.mean_and_interval` holds."""
    return Estimate(row["mean"], row["lo"], row["hi"], of_runs(row["n"], row["lo"]))


def change_of(row: Mapping[str, Any]) -> Estimate:
    """The difference that a row of `analysis.statistics.paired` holds, with its interval for all at once (``sim``)."""
    why = of_pairs(row["pairs"], row["sim_lo"], row["sd"])
    return Estimate(row["diff"], row["sim_lo"], row["sim_hi"], why)
