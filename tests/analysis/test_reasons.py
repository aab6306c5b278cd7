"""What has no interval says why, and what rests on few persons is not shown."""

import polars as pl

from analysis.answers.view import paths_of, view_of
from analysis.text.missing_values import is_small, of_pairs, of_runs, reason
from analysis.text.verdict_words import FINDINGS, REASONS
from tests.experiments.fake_market import make_with_page


def test_reasons():
    assert [of_runs(n, lo) for n, lo in ((3, 0.1), (0, None), (1, None), (4, None))] == [
        *(None, "no_value", "one_run", "alike_runs")
    ]
    pairs = ((3, 0.1, 1.0), (1, None, None), (2, None, 1.0), (4, None, 0.0), (4, None, 1.0))
    assert [of_pairs(*given) for given in pairs] == [None, "one_pair", "few_pairs", "alike_pairs", "too_wide"]
    assert all(nl and en and nl != en for nl, en in REASONS.values())
    assert reason(None, "nl") == "" and reason("masked", "en") == REASONS["masked"][1] == FINDINGS["masked"][1]


def test_ten_simulated_persons_are_enough_and_agencies_are_no_persons():
    assert [is_small(value, "persons", 0.01) for value in (999.0, 1000.0, None)] == [True, False, False]
    assert not is_small(1.0, "agencies", 0.01) and not is_small(0.001, "share", 0.01)


def test_small_counts_are_masked_and_nothing_else_lacks_an_interval(tmp_path):
    store = make_with_page(tmp_path, seeds=(0, 1, 2), policies=("deposit",))  # every outcome lies between 0 and 1
    view = view_of(store)
    small = {row.metric for row in view.rows if row.level.no_interval == "masked"}
    assert small == {"agency_migrants_present", "migrants_present", "homeless_stock"}
    for row in view.rows:
        assert (row.level.lo is None) == (row.level.no_interval is not None)
        assert (row.level.value is None) == (row.metric in small)
    for effect in view.effects:
        for number in (effect.change, effect.relative, effect.level):
            assert (number.lo is None) == (number.no_interval is not None)
        persons = effect.unit in ("persons", "persons/year")
        assert (effect.finding == "masked") == (effect.change.value is None) == persons
    line = next(chart for chart in paths_of(store) if chart["name"] == "homeless_stock")["lines"][0]
    assert set(line["mean"]) == {None}


def test_a_policy_that_makes_a_count_small_is_shown(tmp_path):
    store = make_with_page(tmp_path, seeds=(0, 1, 2), policies=("deposit",))
    for path in (tmp_path / "yearly").glob("*.parquet"):
        frame = pl.read_parquet(path, memory_map=False)
        many = (pl.col("policy") == "base") & (pl.col("metric") == "homeless_stock")
        frame.with_columns(pl.when(many).then(5000.0).otherwise("value").alias("value")).write_parquet(path)
    effect = next(e for e in view_of(store).effects if e.metric == "homeless_stock")
    assert effect.with_policy is not None and effect.change.value is not None and effect.change.value < -4990
