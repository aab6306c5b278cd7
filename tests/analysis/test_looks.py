"""Intervals that hold over several looks: critical values, what they do to every interval, coverage by simulation."""

import numpy as np
import polars as pl
import pytest
from scipy.special import ndtri, stdtrit
from scipy.stats import multivariate_normal

from analysis.statistics.bootstrap import widening
from analysis.statistics.false_discovery import chosen
from analysis.statistics.looks import ONCE, chance_beyond, nominal_error, over_looks, t_quantile
from analysis.statistics.paired import compared, differences, pair_up
from analysis.statistics.variance import components
from analysis.text.missing_values import LEAST_PAIRS
from experiments.store.looks import FEWEST, FIRST, schedule

DOUBLING = (4, 8, 16, 32, 64)


def critical(looks, error=0.05):
    return -ndtri(nominal_error(looks, error) / 2)


@pytest.mark.parametrize("looks, value", [(2, 2.178), (3, 2.289), (4, 2.361), (5, 2.413), (10, 2.555)])
def test_critical_values_are_those_of_pocock(looks, value):
    """Jennison and Turnbull 2000, table 2.1: looks after equal numbers of pairs, 5% two-sided."""
    assert critical(tuple(range(10, 10 * looks + 1, 10))) == pytest.approx(value, abs=6e-4)


@pytest.mark.parametrize("looks, value", [
    ((4, 8), 2.178), ((4, 8, 16), 2.312), ((4, 8, 16, 32), 2.409), (DOUBLING, 2.484), ((10, 16, 32, 64), 2.396),
])  # fmt: skip
def test_critical_values_of_the_schedule_agree_with_the_multivariate_normal(looks, value):
    n = np.array(looks, float)
    correlation = np.sqrt(np.minimum.outer(n, n) / np.maximum.outer(n, n))
    z = critical(looks)
    law = multivariate_normal(np.zeros(n.size), correlation, maxpts=10**5, abseps=1e-5, seed=1)
    assert z == pytest.approx(value, abs=6e-4)
    assert 1 - law.cdf(np.full(n.size, z), lower_limit=np.full(n.size, -z)) == pytest.approx(0.05, abs=1e-4)


def test_more_looks_ask_more_and_never_more_than_chances_that_add_up():
    for error in (0.05, 0.05 / 26, 1e-5, 1e-15):
        levels = [nominal_error(schedule(2, most), error) for most in (4, 8, 16, 32, 64, 100)]
        assert levels[0] == error and sorted(levels, reverse=True) == levels
        assert all(error / k <= level for k, level in enumerate(levels, 1))


def test_looks_close_together_are_hardly_more_than_one():
    assert 0.04 < nominal_error((100, 101), 0.05) < 0.05
    assert nominal_error((100, 101, 102), 0.05) < nominal_error((100, 101), 0.05)


def test_p_values_over_looks_undo_the_nominal_level():
    errors = np.array([0.9, 0.05, 0.05 / 26, 1e-6, 1e-11])
    nominal = np.array([nominal_error(DOUBLING, error) for error in errors])
    assert over_looks(nominal, DOUBLING) == pytest.approx(errors, rel=1e-9)
    assert over_looks(np.array([0.0, 1e-20, 1.0]), DOUBLING) == pytest.approx([0.0, 5e-20, 1.0])
    assert chance_beyond(1.96, (8,)) == pytest.approx(0.05, abs=1e-4)


@pytest.mark.parametrize("looks", [ONCE, (8,)])
def test_one_look_changes_nothing_to_the_last_bit(looks):
    n, p = np.array([2, 4.0, 8, 64]), np.array([0.2, 0.013])
    assert (t_quantile(n, 1, looks) == stdtrit(np.maximum(n - 1, 1), 0.5 + 0.95 / 2)).all()
    assert (over_looks(p, looks) == p).all()
    found = compared(pairs(), {}, looks=looks)
    assert found.equals(compared(pairs(), {}))


def pairs(effect=0.3, seeds=8, outcomes=3):
    rng = np.random.default_rng(3)
    parts = []
    for k, metric in enumerate("abcdef"[:outcomes]):
        base = 10 + rng.standard_normal(seeds)
        policy = base + effect * k / 2 + 0.3 * rng.standard_normal(seeds)
        for name, values in (("base", base), ("p", policy)):
            facts = {"base": "b", "policy": name, "draw": "central", "metric": metric}
            frame = pl.DataFrame({"seed": np.arange(seeds), "value": values})
            parts.append(frame.with_columns(pl.lit(value).alias(key) for key, value in facts.items()))
    alike = {"group_by": "all", "group": "all", "period": "2021"}
    return pair_up(pl.concat(parts).with_columns(pl.lit(value).alias(key) for key, value in alike.items()))


def test_every_interval_of_a_table_is_wider_by_the_same_quantile_and_outcomes_stay_a_number():
    plain, wide = (compared(pairs(), {}, looks=looks).sort("metric") for looks in (ONCE, (4, 8, 16)))
    assert (wide["outcomes"] == 3).all() and (wide["all_outcomes"] == 3).all() and wide["diff"].equals(plain["diff"])
    for name, outcomes in (("diff", 1), ("sim", 3), ("all", 3)):
        ratio = stdtrit(7, 1 - nominal_error((4, 8, 16), 0.05 / outcomes) / 2) / stdtrit(7, 1 - 0.025 / outcomes)
        halves = [(found[f"{name}_hi"] - found[f"{name}_lo"]).to_numpy() for found in (plain, wide)]
        assert ratio > 1.15 and halves[1] / halves[0] == pytest.approx(ratio, rel=1e-6)
    spans = [(found["relative_hi"] - found["relative_lo"]).to_numpy() for found in (plain, wide)]
    assert (spans[1] > 1.15 * spans[0]).all()


def test_verdicts_follow_the_wider_interval():
    """Shown at one look is not shown at five; what is likely has an own interval without zero, and else has none."""
    many = pairs(0.3, seeds=8, outcomes=6)
    plain, wide = compared(many, {}), compared(many, {}, looks=DOUBLING)
    assert wide["shown"].sum() < plain["shown"].sum()
    told = chosen(differences(many, {}, looks=DOUBLING), DOUBLING)
    assert 0 < told["chosen"].sum() < chosen(differences(many, {}))["chosen"].sum()
    beyond = (told["own_lo"] > 0) | (told["own_hi"] < 0)
    assert (beyond == told["chosen"]).all()


def test_lengths_of_spells_and_parts_of_variance_are_widened_too():
    assert widening(8, DOUBLING) / widening(8) == pytest.approx(
        stdtrit(7, 1 - nominal_error(DOUBLING, 0.05) / 2) / stdtrit(7, 0.975)
    )
    rng = np.random.default_rng(0)
    points, seeds = np.repeat(np.arange(5), 8), np.tile(np.arange(8), 5)
    values = rng.standard_normal(5)[points] + rng.standard_normal(40)
    plain, wide = components(values, points, seeds), components(values, points, seeds, DOUBLING)
    assert plain and wide and wide.share == plain.share
    assert wide.high[0] > plain.high[0] and wide.low[2] < plain.low[2]


def test_the_schedule_begins_where_a_spread_is_known():
    assert FEWEST == LEAST_PAIRS <= FIRST


def stopped(looks, widths, runs, naive=False):
    """Share of intervals that hold the truth: at all looks together, and where each width asked for stops it.

    Differences are normal with mean 0 and deviation 1; ``widths`` are half widths in deviations.
    """
    rng = np.random.default_rng(7)
    half, hold = np.empty((2, runs, len(looks)))
    x = rng.standard_normal((runs, looks[-1]))
    for k, n in enumerate(looks):
        part = x[:, :n]
        half[:, k] = t_quantile(np.array(n), 1, ONCE if naive else looks) * part.std(axis=1, ddof=1) / n**0.5
        hold[:, k] = np.abs(part.mean(axis=1)) <= half[:, k]
    found = []
    for width in widths:
        enough = half <= width
        enough[:, -1] = True
        found.append(float(hold[np.arange(runs), enough.argmax(axis=1)].mean()))
    return float(hold.all(axis=1).mean()), found


WIDTHS = (2.0, 1.5, 1.2, 1.0, 0.8, 0.6, 0.5, 0.4, 0.3)


def test_an_interval_holds_where_the_search_stops_and_a_plain_one_does_not():
    """With four pairs too. The chance that any look misses is a little above 5%, since t differs from look to look."""
    together, after = stopped((4, 8, 16), WIDTHS, 20_000)
    assert 0.94 < together < 0.95 and min(after) > 0.955
    together, after = stopped((4, 8, 16), WIDTHS, 20_000, naive=True)
    assert together < 0.89 and min(after) < 0.935


@pytest.mark.slow
@pytest.mark.parametrize("looks", [(4, 8), (4, 8, 16), (4, 8, 16, 32), DOUBLING, (10, 16, 32, 64), (3, 4, 5, 6, 7, 8)])
def test_an_interval_holds_after_stopping_at_any_schedule(looks):
    together, after = stopped(looks, WIDTHS, 200_000)
    assert together > 0.939 and min(after) > 0.954
