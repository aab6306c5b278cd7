"""Our statistics against those of scipy and statsmodels: the same numbers by code of others."""

import numpy as np
import polars as pl
import pytest
from scipy import stats
from scipy.optimize import brentq
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.multitest import multipletests

from analysis.statistics.bootstrap import DRAWS, interval, weights, widening
from analysis.statistics.fieller import Moments, fieller
from analysis.statistics.kaplan_meier import median, risk_table, still_running
from analysis.statistics.verdict import LEVEL, family_of, p_values

RNG = np.random.default_rng(20201214)


@pytest.mark.parametrize("size", [1, 2, 30, 300])
def test_likely_is_the_choice_of_benjamini_and_hochberg(size):
    """The step-up procedure as it is written in their paper, and as statsmodels has it."""
    for _ in range(40):
        sd = RNG.uniform(0.5, 2.0, size)
        frame = pl.DataFrame({"pairs": np.full(size, 8), "diff": RNG.normal(0.0, 2.0, size) * sd, "sd": sd})
        p, found = np.sort(p_values(frame)), family_of(frame)
        below = np.flatnonzero(p <= (1 - LEVEL) * np.arange(1, size + 1) / size)
        assert found.outcomes == size
        assert found.cutoff == ((1 - LEVEL) * (below[-1] + 1) / size if below.size else -1.0)
        assert (p <= found.cutoff).sum() == multipletests(p, 1 - LEVEL, method="fdr_bh")[0].sum()


def test_p_values_are_those_of_the_paired_t_test():
    change = RNG.normal(0.4, 1.0, (20, 9))
    frame = pl.DataFrame({"pairs": [9] * 20, "diff": change.mean(axis=1), "sd": change.std(axis=1, ddof=1)})
    assert p_values(frame) == pytest.approx(stats.ttest_1samp(change, 0.0, axis=1)[1])


def test_survival_with_spells_that_still_run():
    length, censored = RNG.integers(1, 60, 400), RNG.random(400) < 0.3
    ours = still_running(risk_table(np.full(400, 5), 5 + length, censored))
    theirs = stats.ecdf(stats.CensoredData.right_censored(length, censored)).sf
    assert ours[:60] == pytest.approx(theirs.evaluate(np.arange(60)))
    assert median(ours) == theirs.quantiles[theirs.probabilities <= 0.5][0]


def test_survival_with_late_entry():
    start, length = RNG.integers(-40, 30, 500), RNG.integers(1, 60, 500)
    censored, seen = RNG.random(500) < 0.2, start + length > 1
    ours = still_running(risk_table(start, start + length, censored))
    start, length, censored = start[seen], length[seen], censored[seen]
    theirs = SurvfuncRight(length, (~censored).astype(int), entry=np.maximum(1 - start, 0))
    assert ours[theirs.surv_times.astype(int)] == pytest.approx(theirs.surv_prob)


@pytest.mark.parametrize("pairs", [5, 12])
def test_bootstrap_of_a_mean(pairs):
    """Percentiles of resampled means are scipy's; our arms are longer by the factor that makes a normal mean exact."""
    change = RNG.normal(1.0, 2.0, pairs)
    low, high = interval(weights(pairs) @ change / pairs, change.mean(), pairs)
    theirs = stats.bootstrap((change,), np.mean, n_resamples=20 * DRAWS, method="percentile", rng=RNG)
    arms = np.array([change.mean() - low, high - change.mean()]) / widening(pairs)
    exact = np.array([change.mean() - theirs.confidence_interval.low, theirs.confidence_interval.high - change.mean()])
    assert arms == pytest.approx(exact, rel=0.15), "a thousand draws against twenty thousand"
    student = stats.ttest_1samp(change, 0.0).confidence_interval(LEVEL)
    assert high - low == pytest.approx(student.high - student.low, rel=0.15)


@pytest.mark.parametrize("level", [10.0, -10.0])
def test_fieller_by_trying_every_part(level):
    """The ends are where the t test of change less a part of the level turns."""
    base = RNG.normal(level, 1.0, 8)
    change = 0.2 * base + RNG.normal(0.0, 0.5, 8)
    covariance = np.cov(change, base)

    def turns(part: float) -> float:
        return stats.ttest_1samp(change - part * np.sign(level) * base, 0.0)[1] - (1 - LEVEL)

    moments = (change.mean(), base.mean(), covariance[0, 0], covariance[1, 1], covariance[0, 1])
    quantile = np.array([stats.t.ppf(0.5 + LEVEL / 2, 7)])
    low, high = fieller(Moments(*(np.array([x]) for x in moments)), np.array([8]), quantile)
    middle = change.mean() / abs(base.mean())
    assert low[0] == pytest.approx(brentq(turns, middle - 1.0, middle))
    assert high[0] == pytest.approx(brentq(turns, middle, middle + 1.0))
