"""The rate that ``status`` tells, and what a folder of another code is told to do."""

import shlex
import time

import pytest

from experiments.design.experiment import Experiment
from experiments.design.ranges import choices_of
from experiments.store.reopen import command_for_new_folder, reopen
from experiments.store.status import progress_of
from experiments.store.store import Store
from sim.declare.params import InvalidInput
from tests.experiments.fake_market import make, make_sweep


def dated(store, attempt, ends):
    """The folder as if an attempt began then, and its runs ended then."""
    told = store.manifest()
    told["attempt"] = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(attempt))
    store.write_json("manifest.json", told)
    for run, end in zip(store.run_ids(), ends, strict=False):
        store.write_json(f"status/{run}.json", store.receipt(run) | {"ended": end})


def test_runs_that_end_together_do_not_make_the_rate(tmp_path):
    make(tmp_path, seeds=(0, 1, 2, 3), record="yearly")
    store, now = Store(tmp_path), float(int(time.time()))
    dated(store, now - 3600, [now - 1800.0, now - 1799.0, now - 1.0, now])
    assert progress_of(store)["runs_per_hour"] == pytest.approx(4, rel=0.01)
    dated(store, now - 3600, [now - 0.1, now])
    assert progress_of(store)["runs_per_hour"] == pytest.approx(4, rel=0.01)
    with store.locked():
        dated(store, now - 7200, [now - 7100.0] * 4)
        assert progress_of(store)["runs_per_hour"] == pytest.approx(2, rel=0.01), "time that goes on counts"


def test_a_pause_between_attempts_does_not_count(tmp_path):
    make(tmp_path, seeds=(0, 1, 2, 3), record="yearly")
    store, now = Store(tmp_path), float(int(time.time()))
    dated(store, now - 360, [now - 90_000.0, now - 89_000.0, now - 180.0, now])
    assert progress_of(store)["runs_per_hour"] == pytest.approx(20, rel=0.01)


def test_nothing_is_said_where_the_rate_is_not_known(tmp_path):
    make(tmp_path, seeds=(0, 1), record="yearly")
    store, now = Store(tmp_path), float(int(time.time()))
    dated(store, now, [now - 90.0, now - 80.0])
    assert progress_of(store)["runs_per_hour"] is None
    told = store.manifest()
    del told["attempt"]
    store.write_json("manifest.json", told)
    assert progress_of(store)["runs_per_hour"] is None, "of an earlier version"


def other_code(store, command):
    told = store.manifest() | {"command": command}
    told["run_ids"] = ["0" * 16, *told["run_ids"][1:]]
    store.write_json("manifest.json", told)
    with pytest.raises(InvalidInput) as refused:
        reopen(store)
    return refused.value.mistakes[0].hint


def test_a_folder_of_other_code_is_told_its_own_command_in_a_new_folder(tmp_path):
    vary = {"world.hirers": choices_of("world.hirers", [20_000, 30_000])}
    store = make_sweep(tmp_path / "s", Experiment(vary=vary, size="smoke", seeds=(0, 1)))
    hint = other_code(store, "uitzendlab sweep --size smoke --out 'my folder' --force world.hirers=20000,30000")
    assert "uitzendlab sweep --out NEW --size smoke world.hirers=20000,30000 " in hint
    assert "--force would remove the runs that are here" in hint and "my folder" not in hint
    assert "uitzendlab sweep --out NEW ..." in other_code(store, "uitzendlab extend s --points +2")
    assert "\x1b" not in other_code(store, "uitzendlab run '\x1b[2J'")


def test_the_command_of_a_folder_that_was_extended_asks_all_its_runs(tmp_path):
    make(tmp_path / "r", policies=("deposit",), overrides=(("world.hirers", 20000),))
    told = Store(tmp_path / "r").manifest()
    words = shlex.split(command_for_new_folder(told | {"command": "uitzendlab extend r --seeds +1"}))
    assert words[:4] == ["uitzendlab", "run", "--out", "NEW"] and words[-1] == "world.hirers=20000"
    assert words[words.index("--seeds") + 1] == "0,1," and words[words.index("--policies") + 1] == "deposit"
