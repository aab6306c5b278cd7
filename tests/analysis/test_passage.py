"""The passage: half-years by hand, what is looked at, what is told, and what is not."""

import dataclasses
import datetime as dt

import numpy as np
import polars as pl
import pytest
from scipy import stats

from analysis.answers.comparison import COMPARED, effects_of
from analysis.answers.periods import half_years, is_full, periods_of
from analysis.answers.records import Estimate
from analysis.answers.sentences import passage_sentence, passage_sentences, period_words
from analysis.answers.transition import steps_of, worse_on_the_way
from sim.outcomes.metrics import BY_NAME
from tests.experiments.fake_market import make_with_page

NAMES = ["run_id", "base", "policy", "seed", "draw", "metric", "group_by", "group"]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Four pairs; homelessness is worse by 300 in the second half of 2021 only, and with the same noise in both."""
    found = make_with_page(tmp_path_factory.mktemp("store"), seeds=(0, 1, 2, 3), policies=("deposit",))
    late = pl.col("date") >= dt.date(2021, 7, 1)
    worse = (pl.col("policy") == "deposit") & late & (pl.col("metric") == "homeless_stock")
    noise = 3000.0 + 100.0 * pl.col("seed")
    for path in (found.folder / "weekly").glob("*.parquet"):
        frame = pl.read_parquet(path, memory_map=False)
        value = pl.when(worse).then(noise * 1.001 + 300.0).when(pl.col("metric") == "homeless_stock").then(noise)
        frame.with_columns(value.otherwise(0.5).alias("value")).write_parquet(path)
    for path in (found.folder / "yearly").glob("*.parquet"):
        frame = pl.read_parquet(path, memory_map=False)
        frame.with_columns(pl.lit(0.5).alias("value")).write_parquet(path)
    return found


def test_half_years_are_means_of_their_weeks():
    dates = [dt.date(2021, 6, 28), dt.date(2021, 6, 21), dt.date(2021, 7, 5)]
    frame = pl.DataFrame({name: ["x"] * 3 for name in NAMES} | {"date": dates, "value": [1.0, 3.0, 7.0]})
    assert half_years(frame).select("period", "value").rows() == [("2021-H1", 2.0), ("2021-H2", 7.0)]
    gap = frame.with_columns(value=pl.Series([None, 3.0, 7.0]))
    assert half_years(gap)["value"].to_list() == [None, 7.0]


def test_only_full_periods_count():
    assert [is_full("2021-H1", end) for end in ("2021-06-21", "2021-06-28")] == [False, True]
    assert [is_full("2021", end) for end in ("2021-12-20", "2021-12-27")] == [False, True]
    assert not is_full("2021-H2", "2021-07-05")


def test_outcomes_that_look_back_a_year_are_taken_by_year(store):
    values = periods_of(store)
    for (metric,), part in values.group_by("metric"):
        kinds = set(part["period"])
        assert kinds == ({"2021"} if BY_NAME[str(metric)].window > 1 else {"2021-H1", "2021-H2"})
        assert BY_NAME[str(metric)].better != "none" and metric in COMPARED


def test_without_weeks_every_outcome_is_taken_by_year(tmp_path):
    store = make_with_page(tmp_path, record="yearly", seeds=(0, 1, 2), policies=("deposit",))
    assert {step.period for step in steps_of(store)} == {"2021"}


def test_nothing_is_looked_at_before_the_first_difference(store):
    steps = steps_of(store)
    assert {step.period for step in steps} == {"2021", "2021-H2"}
    assert {step.outcomes for step in steps} == {len(steps)}
    (moved,) = (step for step in steps if step.finding not in ("same", "masked"))
    assert (moved.metric, moved.period, moved.finding) == ("homeless_stock", "2021-H2", "worse")
    # differences 303.0, 303.1, 303.2, 303.3: the interval holds for every outcome and period
    changes = np.array([303.0, 303.1, 303.2, 303.3])
    half = stats.t.ppf(1 - 0.025 / len(steps), 3) * changes.std(ddof=1) / 2
    assert moved.change.ends == pytest.approx((changes.mean() - half, changes.mean() + half))
    assert moved.level.value == pytest.approx(3150.0) and moved.level.lo < 3150 < moved.level.hi


def told(store, last_finding, numbers=(-20.0, -30.0, -10.0), shown=True):
    (effect,) = (e for e in effects_of(store, "2021") if e.metric == "homeless_stock")
    assert effect.unit == "persons"
    changes = {"without": 3150.0, "change": Estimate(*numbers, None), "shown": shown, "finding": last_finding}
    return worse_on_the_way(steps_of(store), [dataclasses.replace(effect, **changes, doubtful=False)])


def test_worse_on_the_way_is_told_where_the_last_year_hides_it(store):
    (found,) = told(store, "better")
    assert (found.periods, found.shown_worse, found.periods_of_it) == (["2021-H2"], 1, 1)
    assert passage_sentence(found, "en") == (
        "Homeless migrants: worse in 1 of 1 half-years (1 shown), most in the second half of 2021: 303 persons more "
        "than 3,150 in the base (95% interval +303 to +304 for all at once). 2021: 20 persons fewer than 3,150 in "
        "the base (95% interval -30 to -10), shown to be better."
    )
    assert "slechter in 1 van 1 halfjaren (1 aangetoond), het meest in de tweede helft" in passage_sentence(found, "nl")
    assert len(told(store, "none", shown=False)) == 1


def test_what_the_last_year_shows_as_bad_is_not_told_again(store):
    assert told(store, "worse", (250.0, 100.0, 400.0)) == []
    assert len(told(store, "worse", (250.0, 100.0, 200.0))) == 1


def test_the_intro_says_how_much_was_looked_at(store):
    steps = steps_of(store)
    intro, only = passage_sentences(told(store, "better"), steps, "2021", "en")
    assert intro == (
        f"During the transition, of {len(steps)} differences by half-year or year: 1 shown to be worse than the base, "
        "0 likely worse. Worse than in 2021:"
    )
    assert only.startswith("Homeless migrants")
    assert passage_sentences([], steps, "2021", "nl")[0].endswith(
        "slechter dan in 2021, voor zover 4 paren dat kunnen aantonen."
    )
    alone = [dataclasses.replace(step, pairs=1) for step in steps]
    assert passage_sentences([], alone, "2021", "en") == ["During the transition: one pair, so nothing is shown."]
    assert passage_sentences([], [], "2021", "en") == []


def test_the_base_alone_has_no_passage(tmp_path):
    assert steps_of(make_with_page(tmp_path)) == []


def test_periods_in_words():
    assert [period_words(p, "nl") for p in ("2022-H1", "2022-H2", "2022")] == [
        *("eerste helft van 2022", "tweede helft van 2022", "2022")
    ]
