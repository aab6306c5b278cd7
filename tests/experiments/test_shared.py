"""A store that several result folders share: what is looked for in it, what is put there, and what it stands."""

import os
import subprocess
import sys
import time

import pytest

from experiments.engine.batch import run_batch
from experiments.engine.executors import executor
from experiments.plan.plan import resolve
from experiments.store.compaction import compact
from experiments.store.run_cache import is_shared_store, waiting_runs
from experiments.store.store import Store
from tests.experiments.fake_market import FakeMarket, contents, make, small_plan
from tests.health.checkout import PROJECT
from uitzendlab.cli import main

pytestmark = pytest.mark.slow  # real processes and schedulers: seconds for each


def make_with(folder, shared, **changes):
    resolved = resolve(small_plan(**changes))
    return run_batch(resolved, Store(folder), lambda runs: executor(1, runs, FakeMarket), shared=shared)


def test_runs_of_the_store_are_not_waited_for(tmp_path):
    shared = Store(tmp_path / "store")
    make_with(tmp_path / "one", shared, seeds=(0, 1), record="yearly")
    resolved = resolve(small_plan(seeds=(0, 1, 2), record="yearly"))
    folder = Store(tmp_path / "new")
    assert [spec.seed for spec in waiting_runs(resolved, folder, None)] == [0, 1, 2]
    assert [spec.seed for spec in waiting_runs(resolved, folder, shared)] == [2]
    assert [spec.seed for spec in waiting_runs(resolved, Store(tmp_path / "one"), None)] == [2]
    more = resolve(small_plan(seeds=(0, 1), record="weekly"))
    assert len(waiting_runs(more, folder, shared)) == 2, "kept with less than is asked"
    assert not (tmp_path / "new").exists()


SMALL = ["run", "--size", "smoke", "--seeds", "2", "--policies", "none", "--record", "yearly", "--lang", "en"]


@pytest.fixture
def fake(monkeypatch):
    monkeypatch.setattr("experiments.engine.executors.executor", lambda workers, runs: executor(1, runs, FakeMarket))


@pytest.mark.parametrize("name", ["file", "file/store"])
def test_a_store_that_takes_no_runs_is_refused_beforehand(tmp_path, capsys, fake, name):
    (tmp_path / "file").write_text("mine")
    words = [*SMALL, "--out", str(tmp_path / "r")]
    assert main([*words, "--store", str(tmp_path / name)]) == 2
    err = capsys.readouterr().err
    assert err.count("store: ") == 1 and "Something went wrong" not in err and not (tmp_path / "r").exists()
    assert main(words) == 0
    assert main([*words, "--store", str(tmp_path / name)]) == 2, "also where all runs are there"
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("many", [200, 1])
def test_finished_runs_of_the_folder_are_put_in_the_store_too(tmp_path, many):
    made = small_plan(seeds=(0, 1), record="yearly")
    folder = Store(tmp_path / "r")
    run_batch(resolve(made), folder, lambda runs: executor(1, runs, FakeMarket))
    before = contents(tmp_path / "r")
    if many == 1:
        compact(folder)
    shared = Store(tmp_path / "store")
    batch = run_batch(resolve(made), folder, lambda runs: executor(1, runs, FakeMarket), shared=shared)
    assert batch.made == 0 and contents(tmp_path / "store") == before
    other = make_with(tmp_path / "other", shared, seeds=(0, 1), record="yearly")
    assert other.made == 0 and contents(tmp_path / "other") == before
    assert Store(tmp_path / "other").receipts() == folder.receipts()


def test_a_store_is_put_together_and_its_runs_are_taken_equal_to_the_byte(tmp_path, capsys):
    shared = Store(tmp_path / "store")
    make_with(tmp_path / "one", shared, seeds=(0, 1, 2), record="weekly")
    make_with(tmp_path / "two", shared, seeds=(3,), record="yearly")
    before = contents(tmp_path / "one")
    assert main(["compact", str(tmp_path / "store"), "--lang", "en"]) == 0
    assert "4 runs merged" in capsys.readouterr().out
    assert (
        not shared.alone("yearly") and len(shared.receipts()) == 4 and not (tmp_path / "store/manifest.json").exists()
    )
    taken = make_with(tmp_path / "new", shared, seeds=(0, 1, 2), record="weekly")
    assert taken.made == 0 and contents(tmp_path / "new") == before
    # more detail takes the place of less, and new runs come beside the large parts
    assert make_with(tmp_path / "more", shared, seeds=(2, 3, 4), record="weekly").made == 2
    assert make_with(tmp_path / "last", shared, seeds=(0, 1, 2, 3, 4), record="weekly").made == 0
    assert main(["compact", str(tmp_path / "store")]) == 0
    again = make_with(tmp_path / "again", shared, seeds=(0, 1, 2, 3, 4), record="weekly")
    assert again.made == 0 and contents(tmp_path / "again") == contents(tmp_path / "last")


def test_a_folder_with_nothing_in_it_is_no_store(tmp_path, capsys):
    assert main(["compact", str(tmp_path), "--lang", "en"]) == 2
    assert "no result folder" in capsys.readouterr().err


USES = """
import sys
from pathlib import Path
from experiments.store.store import Store
from tests.experiments.test_shared import make_with

folder, first = Path(sys.argv[1]), int(sys.argv[2])
seeds = range(first, first + 30)
for number in range(0, 30, 10):
    made = make_with(folder / f"r{first}-{number}", Store(folder / "store"), seeds=tuple(seeds)[number:number + 10],
                     record="yearly")
    assert not made.failed
"""


def test_two_experiments_and_a_compaction_use_a_store_at_once(tmp_path):
    (tmp_path / "uses.py").write_text(USES)
    environ = {**os.environ, "PYTHONPATH": str(PROJECT)}
    both = [
        subprocess.Popen([sys.executable, str(tmp_path / "uses.py"), str(tmp_path), first], env=environ, cwd=PROJECT)
        for first in ("0", "15")
    ]
    shared = Store(tmp_path / "store")
    while any(process.poll() is None for process in both):
        if is_shared_store(shared):
            main(["compact", str(tmp_path / "store"), "--quiet"])
        time.sleep(0.02)
    assert [process.returncode for process in both] == [0, 0]
    assert len(shared.receipts()) == 45, "no run that was put there is lost"
    every = make_with(tmp_path / "all", shared, seeds=tuple(range(45)), record="yearly")
    alone = make(tmp_path / "alone", seeds=tuple(range(45)), record="yearly")
    assert (every.made, alone.made) == (0, 45) and contents(tmp_path / "all") == contents(tmp_path / "alone")
