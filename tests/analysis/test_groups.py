"""Effects by group: pairs within a group, small groups masked, no groups people can move between."""

import polars as pl
import pytest

from analysis.answers.groups import DIMENSIONS, OUTCOMES, group_effects_of, group_name
from experiments.store.store import Store
from sim.outcomes.metrics import BY_NAME
from tests.experiments.fake_market import make, make_with_page


@pytest.fixture
def store(tmp_path):
    """A folder in which every run has two origins: one large, one of three simulated persons."""
    make(tmp_path, policies=("deposit",), seeds=tuple(range(6)))
    found = Store(tmp_path)
    for path in (tmp_path / "yearly").glob("*.parquet"):
        frame = pl.read_parquet(path, memory_map=False)
        parts = [frame]
        for origin, heads in (("pl", 5000.0), ("bg", 300.0)):
            value = pl.when(pl.col("metric") == "migrants_present").then(heads).otherwise("value").alias("value")
            mine = frame.with_columns(value, pl.lit("origin").alias("group_by"), pl.lit(origin).alias("group"))
            parts += [mine, mine.with_columns(pl.lit("agency_size").alias("group_by"))]
        pl.concat(parts).write_parquet(path)
    return found


def test_effects_by_group(store):
    effects = group_effects_of(store, "2021", scale=0.01)
    assert [(e.group, e.metric) for e in effects] == [(g, m) for g in ("pl", "bg") for m in OUTCOMES]
    known = {row["metric"]: row["change"] for row in _changes(store)}
    for effect in effects:
        if effect.group == "bg":
            assert effect.change == effect.level == (None, None, None, "masked") and not effect.shown
        else:
            assert effect.pairs == 6 and effect.change.value == pytest.approx(known[effect.metric])
            assert effect.level.lo < effect.level.value < effect.level.hi and effect.change.no_interval is None


def test_a_group_that_a_policy_makes_small_is_masked_too(store):
    for path in (store.folder / "yearly").glob("*.parquet"):
        frame = pl.read_parquet(path, memory_map=False)
        few = (pl.col("policy") == "deposit") & (pl.col("group") == "pl") & (pl.col("metric") == "migrants_present")
        frame.with_columns(pl.when(few).then(900.0).otherwise("value").alias("value")).write_parquet(path)
    assert {e.change.no_interval for e in group_effects_of(store, "2021", scale=0.01)} == {"masked"}


def _changes(store):
    yearly = store.read("yearly").filter(group_by="all")
    mean = yearly.group_by("policy", "metric").agg(pl.col("value").mean())
    both = mean.filter(policy="deposit").join(mean.filter(policy="base"), on="metric")
    return both.select("metric", (pl.col("value") - pl.col("value_right")).alias("change")).to_dicts()


def test_without_groups_there_are_none(tmp_path):
    assert group_effects_of(make_with_page(tmp_path, policies=("deposit",)), "2021", 0.01) == []


def test_names():
    assert (group_name("ro", "nl"), group_name("noord_brabant", "en")) == ("Roemenië", "Noord-Brabant")
    assert set(OUTCOMES) <= set(BY_NAME) and "agency_size" not in DIMENSIONS
