"""A store that several result folders share: what is looked for in it, what is put there, and what it stands."""

from experiments.batch import run_batch
from experiments.executors import executor
from experiments.plan import resolve
from experiments.shared import waiting_runs
from experiments.store import Store
from tests.experiments.fake_market import FakeMarket, small_plan


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
