"""Years since the start of a measure: the exact 52 weeks, the interval it has elsewhere, what looks back a year."""

import datetime as dt

import numpy as np
import polars as pl
import pytest

from analysis.answers.view import entry_of, view_of
from analysis.answers.years import year_values, years_of
from sim.core.calendar import monday
from sim.outcomes.history import WEEKS_PER_YEAR
from sim.outcomes.metrics import BY_NAME
from tests.experiments.fake_market import make_with_page
from uitzendlab.cli import main

ENTRY = "2021-07-05"  # the Monday of week 27
SEEDS = (0, 1, 2, 3)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Four pairs over three years: the State pays 1, 2, 3 more a week in the first, second and third year."""
    found = make_with_page(tmp_path_factory.mktemp("years"), seeds=SEEDS, policies=("deposit",))
    weeks = np.arange(1, 27 + 2 * 52 + 10)
    for run in found.read("runs").to_dicts():
        extra = (run["policy"] != "base") * np.maximum(0, (weeks - 27) // 52 + 1) * (1.0 + 0.01 * run["seed"])
        back = np.where(weeks < 52, np.nan, weeks / 1000.0)
        back = back + 0.001 * run["seed"] + 0.1 * (run["policy"] != "base")
        flows = (1e9 + extra * 1e6 + run["seed"] * 1e6) * WEEKS_PER_YEAR
        whose = {name: run[name] for name in ("run_id", "base", "policy", "seed", "draw")}
        frames = []
        for metric, values in (("state_cost_eur_per_year", flows), ("wage_recovered_share", back)):
            dates = [monday(int(week)) for week in weeks]
            told = {"metric": metric, "group_by": "all", "group": "all"}
            frame = pl.DataFrame({"date": dates, "value": values.tolist()}).with_columns(pl.col("value").fill_nan(None))
            frame = frame.with_columns(*(pl.lit(value).alias(name) for name, value in (whose | told).items()))
            frames.append(frame.with_columns(pl.col("seed").cast(pl.Int32)))
        pl.concat(frames).write_parquet(found.folder / "weekly" / f"{run['run_id']}.parquet")
    return found


def since(store, metric):
    measures = {"deposit": [{"enters": "2023-01-02"}, {"enters": ENTRY}]}
    return [e for e in years_of(store, measures) if e.kind == "since" and e.metric == metric]


def test_a_year_is_the_52_weeks_from_the_monday_of_entry(store):
    first, second = since(store, "state_cost_eur_per_year")
    assert (first.year, first.start, first.end) == (1, ENTRY, "2022-06-27")
    assert (second.year, second.start, second.end) == (2, "2022-07-04", "2023-06-26")
    rate = 1.015 * 1e6 * WEEKS_PER_YEAR  # by the seeds 1.00, 1.01, 1.02, 1.03
    assert (first.change.value, second.change.value) == pytest.approx((rate, 2 * rate)), (
        "the third year is not simulated to its end"
    )
    assert first.pairs == 4 and first.finding == "worse" and first.shown
    assert first.change.lo < first.change.value < first.change.hi


def test_what_looks_back_a_year_is_taken_at_its_end(store):
    assert BY_NAME["wage_recovered_share"].window == 52
    assert [e.without for e in since(store, "wage_recovered_share")] == pytest.approx([0.078 + 0.0015, 0.130 + 0.0015])


def test_a_week_without_value_gives_no_year(store):
    weekly = store.read("weekly")
    gap = pl.when(pl.col("date") == dt.date(2021, 9, 6)).then(None).otherwise(pl.col("value")).alias("value")
    found = year_values(weekly.with_columns(gap), dt.date.fromisoformat(ENTRY))
    assert found.filter(metric="state_cost_eur_per_year")["value"].null_count() == 2 * len(SEEDS)


def test_a_calendar_year_has_the_interval_it_has_among_the_effects(tmp_path):
    view = view_of(found := make_with_page(tmp_path, seeds=SEEDS, policies=("deposit",)))
    assert entry_of(view.measures["deposit"]) == view.entry("deposit") == ENTRY
    years = {e.metric: e for e in years_of(found, view.measures, view.effects)}
    same = [e for e in view.effects if e.period == "2021"]
    assert {e.kind for e in years.values()} == {"calendar"} and len(same) == len(view.effects) - 2
    for effect in same:
        other = years[effect.metric]
        assert (other.change, other.finding, other.year) == (effect.change, effect.finding, 2021)
        assert (other.start, other.end) == ("2021-01-04", "2021-12-27")


def test_both_stand_side_by_side(store, capsys):
    assert main(["compare", str(store.folder), "--show", "years", "--lang", "nl", "--quiet"]) == 0
    out = capsys.readouterr().out
    (line,) = [line for line in out.splitlines() if line.startswith("Netto kosten")]
    assert line.split()[2:5] != [] and " 1 " in line and " 2021 " in line and "** +53" in line
