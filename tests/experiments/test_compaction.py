"""Parts put together: the same bytes whatever came before, and no reader misses a run or sees one twice."""

import threading

import duckdb
import polars as pl
import pytest

from experiments.engine.batch import run_batch
from experiments.engine.executors import executor
from experiments.plan.plan import resolve
from experiments.plan.run_spec import GROUPS
from experiments.store import compaction
from experiments.store.compaction import compact, recover
from experiments.store.store import Store
from tests.experiments.fake_market import FakeMarket, contents, make, small_plan


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    """Large parts of two runs of the weekly table."""
    monkeypatch.setattr(compaction, "ROWS", 5000)


TEN = {"seeds": tuple(range(10))}


@pytest.fixture(params=["exchanged", "renamed twice"])
def way(request, monkeypatch):
    """Both ways to put the new folder in place of the old."""
    if request.param == "renamed twice":
        monkeypatch.setattr(compaction, "_exchange", lambda one, other: False)


def put_together(folder, **changes):
    make(folder, **{**TEN, **changes})
    compact(Store(folder))
    return Store(folder)


def test_what_is_read_stays_the_same_and_opens_without_our_code(tmp_path, way):
    make(tmp_path / "r", **TEN)
    store = Store(tmp_path / "r")
    before = {name: store.read(name) for name in ("weekly", "yearly", "totals", "lives")}
    assert compact(store) == 10
    parts = sorted(path.name for path in (tmp_path / "r/weekly").iterdir())
    assert parts[0] == "index.json" and parts[1] == "part-00000.parquet" and 2 < len(parts) < 10
    assert [p.name for p in (tmp_path / "r/status").iterdir()] == ["receipts.json"]
    assert all(store.read(name).equals(frame) for name, frame in before.items())
    assert store.read("weekly")["run_id"].is_sorted()
    found = duckdb.sql(f"select count(*), count(distinct run_id) from read_parquet('{tmp_path}/r/weekly/*.parquet')")
    assert found.fetchall() == [(before["weekly"].height, 10)]
    assert make(tmp_path / "r", **TEN).made == 0
    assert not list((tmp_path / "r").rglob("*.unfinished"))


def test_the_bytes_follow_from_the_set_of_runs(tmp_path):
    put_together(tmp_path / "once")
    put_together(tmp_path / "twice", seeds=(7, 3, 9))
    put_together(tmp_path / "twice", force=True)
    put_together(tmp_path / "again", seeds=tuple(range(12)))
    put_together(tmp_path / "again", force=True)
    once = contents(tmp_path / "once")
    assert once and once == contents(tmp_path / "twice") == contents(tmp_path / "again")


def test_a_batch_of_many_is_put_together_by_itself(tmp_path):
    resolved = resolve(small_plan(**TEN))
    run_batch(resolved, Store(tmp_path), lambda runs: executor(1, runs, FakeMarket), many=10)
    assert not Store(tmp_path).alone("weekly") and Store(tmp_path).read("weekly")["run_id"].n_unique() == 10


def test_more_detail_and_another_plan_take_runs_out(tmp_path):
    put_together(tmp_path, record="summary", groups=GROUPS[0])
    assert make(tmp_path, **TEN).made == 10
    duck = duckdb.sql(f"select count(*) from read_parquet('{tmp_path}/yearly/*.parquet')").fetchall()
    assert duck == [(Store(tmp_path).read("yearly").height,)]
    compact(Store(tmp_path))
    make(tmp_path, seeds=(1, 2, 30), force=True)
    assert Store(tmp_path).read("weekly")["seed"].unique().sort().to_list() == [1, 2, 30]
    assert sorted(set(pl.read_parquet(f"{tmp_path}/totals/*.parquet")["seed"])) == [1, 2, 30]
    assert set(Store(tmp_path).receipts()) == set(Store(tmp_path).run_ids())


def test_readers_never_miss_or_double_a_run(tmp_path, way, monkeypatch):
    make(tmp_path, **TEN)
    store, wrong, over = Store(tmp_path), [], threading.Event()

    def look():
        while not over.is_set():
            frame = store.read("totals")
            runs = frame["run_id"].value_counts()["count"].to_list() if frame.width else []
            if len(runs) != 10 or len(set(runs)) != 1:
                wrong.append(runs)

    reader = threading.Thread(target=look)
    reader.start()
    for rows in (100, 500, 1000, 100, 500, 5000):
        monkeypatch.setattr(compaction, "ROWS", rows)
        compaction.rebuild(store, "totals", set(store.run_ids()))
        index = store.index("totals")
        for runs in index.values():  # and apart again, so that there is something to put together
            for run in runs:
                store.write_frame(f"totals/{run}.parquet", store.rows_of("totals", run))
    over.set()
    reader.join()
    assert wrong == []


def test_broken_off_between_two_renames_it_is_finished_later(tmp_path):
    make(tmp_path, **TEN)
    before = contents(tmp_path)
    (tmp_path / "weekly/mine.txt").write_text("mine")
    (tmp_path / "weekly").rename(tmp_path / "weekly.old.unfinished")
    (tmp_path / "weekly.0123abcd.unfinished").mkdir()
    recover(Store(tmp_path))
    assert contents(tmp_path) == before and (tmp_path / "weekly/mine.txt").read_text() == "mine"
    compact(Store(tmp_path))
    assert (tmp_path / "weekly/mine.txt").read_text() == "mine"
    assert not list(tmp_path.glob("*.unfinished"))
