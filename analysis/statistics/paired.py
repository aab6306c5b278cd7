"""Policy minus base, seed by seed: the same draws in both worlds, so variation that both share falls away.

All intervals are of Student's t on the differences of pairs, cut off at what is possible
(`analysis.statistics.domain`). They show Monte Carlo variation between runs, not what is unknown about the world.
Where seeds are added while looking they hold over all looks together (`analysis.statistics.looks`).

There is no interval with fewer than three pairs; none where every pair differs by the same amount other than nothing
(seen with counts in small worlds: the spread cannot be estimated, which is not to say that there is none); and none
where it would span all that is possible.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from scipy.special import stdtr

from analysis.statistics.domain import BALANCE, NONE, Domains, difference_limits
from analysis.statistics.fieller import Moments, fieller
from analysis.statistics.looks import LEVEL, ONCE, Looks, t_quantile
from analysis.statistics.verdict import Family, family_of, p_values
from analysis.text.missing_values import LEAST_PAIRS
from experiments.plan.run_spec import BASE

KEYS = ("base", "policy", "metric", "group_by", "group", "period")
ROUNDING = 1e-12  # of the level: smaller differences come from the order of summing
LEAST_CORRELATED = 3  # two points always lie on a line
LEAST_SIGNS = 6  # with five pairs not even five equal signs are rarer than one in twenty
MOST_FLIPS = 4096


def pair_up(values: pl.DataFrame) -> pl.DataFrame:
    """One row per pair of a run with a policy and the run of its base with the same seed and draw.

    Parameters
    ----------
    values : DataFrame
        base, policy, seed, draw, metric, group_by, group, period, value; with ``point`` runs are paired
        within their design point.

    Returns
    -------
    DataFrame
        The columns given with ``value`` as ``with_policy``, ``without`` and ``change`` (with - without), in
        the unit of the metric. Runs without partner, and pairs in which either has no value, are left out.
    """
    same = [n for n in ("base", "point", "seed", "draw", *KEYS[2:]) if n in values.columns]
    bases = values.filter(pl.col("policy") == BASE).select(*same, pl.col("value").alias("without"))
    policies = values.filter(pl.col("policy") != BASE).rename({"value": "with_policy"})
    pairs = policies.join(bases, on=same, how="inner").drop_nulls(["with_policy", "without"])
    change = pl.col("with_policy") - pl.col("without")
    level = pl.max_horizontal(pl.col("with_policy").abs(), pl.col("without").abs())
    return pairs.with_columns(pl.when(change.abs() > ROUNDING * level).then(change).otherwise(0.0).alias("change"))


def differences(
    pairs: pl.DataFrame, better: Mapping[str, str], domains: Domains = NONE, looks: Looks = ONCE
) -> pl.DataFrame:
    """Mean difference of pairs with its 95% interval, by metric, group and period.

    Parameters
    ----------
    pairs : DataFrame
        As ``pair_up`` gives it.
    better : mapping
        ``lower``, ``higher`` or ``none`` by metric, as in the code book.
    domains : mapping
        Least and greatest value by metric; what is not in it may have any.
    looks : tuple of int
        Numbers of pairs at which it is looked at while seeds are added; the interval holds over all of them.

    Returns
    -------
    DataFrame
        The keys, pairs (number), without, with_policy (means over the pairs), diff, sd, diff_lo, diff_hi,
        p_better (chance that the mean difference is in the better direction; null where there is none),
        correlation (of policy and base over the pairs; null under three), level_var (variance of ``without``),
        covariance (of change and ``without``), least and most (the domain).
    """
    keys = [n for n in (*KEYS[:2], "point", *KEYS[2:]) if n in pairs.columns]
    ordered = pairs.sort("seed", "draw")  # so that sums do not depend on the order of the files
    found = ordered.group_by(keys, maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("pairs"),
        pl.col("without").mean(),
        pl.col("with_policy").mean(),
        pl.col("change").mean().alias("diff"),
        pl.col("change").std().alias("sd"),
        pl.col("change").abs().max().alias("largest"),
        pl.corr("with_policy", "without").alias("correlation"),
        pl.col("without").var().alias("level_var"),
        pl.cov("change", "without").alias("covariance"),
    )
    sd = pl.when(pl.col("sd") > ROUNDING * pl.col("largest")).then("sd").otherwise(pl.col("sd") * 0.0)
    enough = pl.col("correlation").is_finite() & (pl.col("pairs") >= LEAST_CORRELATED)
    found = found.with_columns(sd.alias("sd"), pl.when(enough).then("correlation").alias("correlation"))
    domain = [domains.get(metric, BALANCE) for metric in found["metric"]]
    found = found.with_columns(
        pl.Series("least", [d.least for d in domain], pl.Float64),
        pl.Series("most", [d.most for d in domain], pl.Float64),
    )
    chance = _p_better(found, [better.get(metric, "none") for metric in found["metric"]])
    return with_interval(found, 1, "diff_lo", "diff_hi", looks).with_columns(chance).drop("largest")


def with_interval(found: pl.DataFrame, outcomes: float, low: str, high: str, looks: Looks = ONCE) -> pl.DataFrame:
    """Add a 95% interval that holds for so many ``outcomes`` at once (Bonferroni: whatever their dependence).

    Over all ``looks`` too, each outcome for its part of the 5% (`analysis.statistics.looks`).

    Cut off at what is possible; null with too few pairs, without spread, and where both ends would be cut off.
    """
    n, diff, sd = (found[name].cast(pl.Float64).to_numpy() for name in ("pairs", "diff", "sd"))
    with np.errstate(invalid="ignore", divide="ignore"):
        arm = t_quantile(n, outcomes, looks) / np.sqrt(n)
        half = arm * sd
        lowest, highest = _limits(found, looks)
        within = (diff - half > lowest) | (diff + half < highest) | (sd == 0)
        ends = np.maximum(diff - half, lowest), np.minimum(diff + half, highest)
    return _with_ends(found, tuple(np.where(within, end, np.nan) for end in ends), (low, high))


def _limits(found: pl.DataFrame, looks: Looks) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and highest difference that are possible; where no domain is known every one is."""
    if "least" not in found.columns:
        return np.full(found.height, -np.inf), np.full(found.height, np.inf)
    names = ("pairs", "without", "with_policy", "level_var", "least", "most")
    n, without, with_policy, level_var, least, most = (found[name].cast(pl.Float64).to_numpy() for name in names)
    half = t_quantile(n, 1, looks) * np.sqrt(np.nan_to_num(level_var) / n)
    return difference_limits(without, with_policy, half, least, most)


def _with_relative(found: pl.DataFrame, outcomes: int, looks: Looks) -> pl.DataFrame:
    """Add the difference as a part of the base, with an interval that holds for so many ``outcomes`` at once.

    What cannot be below zero cannot fall by more than all of it. There is none where the difference has none.
    """
    names = ("diff", "without", "sd", "level_var", "covariance")
    diff, level, sd, level_var, covariance = (found[name].cast(pl.Float64).to_numpy() for name in names)
    n = found["pairs"].to_numpy().astype(float)
    moments = Moments(diff, level, sd**2, level_var, np.where(sd > 0, covariance, 0.0 * sd))
    low, high = fieller(moments, n, t_quantile(n, outcomes, looks))
    low = np.where(found["least"].to_numpy() >= 0.0, np.maximum(low, -1.0), low)
    told = found["sim_lo"].is_not_null().to_numpy()
    ends = tuple(np.where(told, end, np.nan) for end in (low, high))
    found = _with_ends(found, ends, ("relative_lo", "relative_hi"))
    base = pl.col("without").abs()
    return found.with_columns(pl.when(base > 0).then(pl.col("diff") / base).alias("relative"))


def _with_ends(found: pl.DataFrame, ends: tuple[np.ndarray, ...], names: tuple[str, str]) -> pl.DataFrame:
    """Add both ends; null where the spread cannot be estimated. Pairs that are all alike differ by nothing."""
    some = (pl.col("sd") > 0) & (pl.col("pairs") >= LEAST_PAIRS)
    none = (pl.col("sd") == 0) & (pl.col("diff") == 0) & (pl.col("pairs") >= 2)
    known = found.select((some | none).fill_null(False)).to_series().to_numpy()
    columns = [np.where(known, end, np.nan) for end in ends]
    return found.with_columns(pl.Series(n, end, nan_to_null=True) for n, end in zip(names, columns, strict=True))


def _p_better(found: pl.DataFrame, better: list[str]) -> pl.Series:
    """Chance by the t distribution of the mean; a tie counts half."""
    n, sd, diff = (found[c].cast(pl.Float64).to_numpy() for c in ("pairs", "sd", "diff"))
    sign = np.array([{"lower": -1.0, "higher": 1.0}.get(word, np.nan) for word in better])
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(diff == 0, 0.0, sign * diff / (sd / np.sqrt(n)))
    chance = np.where((n >= 2) & ((sd > 0) | (diff == 0)), stdtr(np.maximum(n - 1, 1), t), np.nan)
    return pl.Series("p_better", np.where(np.isnan(sign), np.nan, chance), nan_to_null=True)


def compared(
    pairs: pl.DataFrame,
    better: Mapping[str, str],
    domains: Domains = NONE,
    families: Mapping[tuple[str, str], Family] | None = None,
    looks: Looks = ONCE,
) -> pl.DataFrame:
    """``differences`` of outcomes shown together, with what may be said of all of them at once.

    Adds for each base and policy (each is one table): ``sim_lo``, ``sim_hi`` (simultaneous 95% interval), ``outcomes``
    (how many it holds for), ``relative``, ``relative_lo``, ``relative_hi`` (part of the size of the base, with an
    interval for as many at once), ``doubtful`` (the 95% interval of this outcome alone excludes zero, but flipping the
    signs of the differences at random gives as large a mean more than once in twenty: a few pairs carry it; null under
    six pairs), ``shown`` (the simultaneous interval excludes zero and it is not doubtful), ``likely`` (not shown, but
    chosen among the outcomes of the table), and ``all_lo``, ``all_hi``, ``all_outcomes``, ``shown_all`` (interval and
    verdict over the outcomes of all policies given).

    Parameters
    ----------
    families : mapping
        By base and policy, to judge by the measure of another table instead: a quantity that stands in both then has
        the same interval and verdict. Where it is None or lacks a policy the table is a family of its own.
    looks : tuple of int
        As in ``differences``: every interval and verdict holds over all of them.
    """
    parts: list[pl.DataFrame] = []
    found = differences(pairs, better, domains, looks)
    for (base, policy), part in found.group_by(["base", "policy"], maintain_order=True):
        family = (families or {}).get((str(base), str(policy))) or family_of(part, looks)
        wide = with_interval(part, family.outcomes, "sim_lo", "sim_hi", looks)
        wide = _with_relative(wide, family.outcomes, looks)
        likely = pl.Series("likely", p_values(part, looks) <= family.cutoff)
        parts.append(wide.with_columns(pl.lit(family.outcomes).alias("outcomes"), likely))
    if not parts:
        return found
    result = with_interval(pl.concat(parts), found.height, "all_lo", "all_hi", looks)
    result = result.with_columns(pl.lit(found.height).alias("all_outcomes"), _doubts(result, pairs))
    sure = ~pl.col("doubtful").fill_null(False)
    result = result.with_columns(
        (excludes_zero("sim") & sure).alias("shown"), (excludes_zero("all") & sure).alias("shown_all")
    )
    return result.with_columns((~pl.col("shown") & (pl.col("likely") | excludes_zero("sim"))).alias("likely"))


def _doubts(result: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """Whether a few pairs carry a difference whose own interval excludes zero."""
    keys = [n for n in KEYS if n in pairs.columns]
    changes = {key: part["change"].to_numpy() for key, part in pairs.sort("seed", "draw").group_by(keys)}
    doubts: list[bool | None] = []
    for row in result.iter_rows(named=True):
        alone = row["diff_lo"] is not None and (row["diff_lo"] > 0 or row["diff_hi"] < 0)
        mine = changes[tuple(row[key] for key in keys)]
        doubts.append(None if mine.size < LEAST_SIGNS else alone and sign_flips(mine) > 1 - LEVEL)
    return pl.Series("doubtful", doubts, dtype=pl.Boolean)


def excludes_zero(name: str) -> pl.Expr:
    """Whether an interval excludes zero; not where there is none."""
    return ((pl.col(f"{name}_lo") > 0) | (pl.col(f"{name}_hi") < 0)).fill_null(False)


def sign_flips(changes: np.ndarray) -> float:
    """How often a mean as far from zero comes about when the sign of each difference is chance.

    Every set of signs up to twelve pairs, beyond that 4096 drawn ones (always the same). Needs no normal
    distribution, only that each difference is as likely to be on either side if there is no effect.
    """
    n = changes.size
    if 2**n <= MOST_FLIPS:
        signs: np.ndarray = 1.0 - 2.0 * ((np.arange(2**n, dtype=np.int64)[:, None] >> np.arange(n)) & 1)
    else:
        signs = np.random.default_rng(0).choice([-1.0, 1.0], size=(MOST_FLIPS, n))
        signs[0] = 1.0
    means: np.ndarray = np.abs(signs @ changes)
    return float((means >= abs(changes.sum()) * (1 - ROUNDING)).mean())
