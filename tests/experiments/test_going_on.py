"""Folders followed, continued, extended and checked; runs shared; a full disk; a failure told in full."""

import json
import subprocess
import sys

import pytest

from experiments.engine.batch import run_batch
from experiments.engine.estimate import Estimate, check, estimate
from experiments.engine.executors import executor
from experiments.engine.reproduce import rerun_and_compare
from experiments.plan.plan import resolve
from experiments.store.reopen import more_seeds, reopen, run_of
from experiments.store.status import progress_of
from experiments.store.store import DONE, FAILED, Store
from sim.declare.params import InvalidInput
from tests.experiments.fake_market import ACCIDENT, FakeMarket, contents, make, small_plan
from tests.health.checkout import PROJECT
from tests.unit.scenario_files import GOOD
from uitzendlab.cli import main


@pytest.fixture
def accidents(tmp_path, monkeypatch):
    folder = tmp_path / "accidents"
    folder.mkdir()
    monkeypatch.setenv(ACCIDENT, str(folder))
    return folder


def test_a_failure_is_told_with_its_settings_and_the_commands_that_make_it_again(tmp_path, accidents, capsys):
    (accidents / "1.accident").write_text("error")
    make(tmp_path / "r", seeds=(0, 1, 2), overrides=(("world.hirers", 20000),))
    told = progress_of(Store(tmp_path / "r"))
    assert (told["done"], told["failed"], told["waiting"], told["running"]) == (2, 1, 0, False)
    (failed,) = told["failures"]
    assert failed["settings"]["overrides"] == {"world.hirers": 20000} and failed["settings"]["seed"] == 1
    assert failed["rerun"].endswith(f"rerun {tmp_path / 'r'} {failed['run_id']}")
    assert "--seeds 1, --until 2021-12-27" in failed["command"] and "world.hirers=20000" in failed["command"]
    assert main(["status", str(tmp_path / "r"), "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert "2 of 3 runs done, 1 failed" in said.out and "no more houses" in said.out and failed["rerun"] in said.out
    assert "uitzendlab resume" in said.err
    main(["status", str(tmp_path / "r"), "--json"])
    assert json.loads(capsys.readouterr().out)["failures"][0]["run_id"] == failed["run_id"]


def test_fail_fast_stops_and_resuming_goes_on(tmp_path, accidents):
    (accidents / "1.accident").write_text("error")
    resolved = resolve(small_plan(seeds=(0, 1, 2, 3)))
    store = Store(tmp_path / "r")
    run_batch(resolved, store, lambda runs: executor(1, runs, FakeMarket), fail_fast=True)
    assert store.read("runs")["status"].to_list() == [DONE, FAILED, "waiting", "waiting"]
    (accidents / "1.accident").unlink()
    again = run_batch(reopen(store), store, lambda runs: executor(1, runs, FakeMarket))
    assert again.made == 3 and again.failed == []


def test_a_folder_is_reopened_from_its_own_files_and_extended(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text(GOOD)
    make(tmp_path / "r", policies=(str(mine),))
    before = contents(tmp_path / "r")
    mine.unlink()
    store = Store(tmp_path / "r")
    assert reopen(store).plan.facts() == store.manifest()["plan"]
    more = reopen(store, seeds=more_seeds("+2", (0, 1)))
    batch = run_batch(more, store, lambda runs: executor(1, runs, FakeMarket), force=True)
    assert batch.made == 4 and batch.runs.height == 8
    assert {name: content for name, content in contents(tmp_path / "r").items() if name in before} == before
    assert reopen(store).plan.seeds == (0, 1, 2, 3) and (tmp_path / "r/inputs/deposit-low.yaml").is_file()


@pytest.mark.parametrize(
    ("text", "seeds"), [("+3", (0, 4, 5, 6, 7)), ("0..2", (0, 4, 1, 2)), ("5,6", (0, 4, 5, 6)), ("2", (0, 4, 1))]
)
def test_more_seeds(text, seeds):
    assert more_seeds(text, (0, 4)) == seeds
    with pytest.raises(InvalidInput):
        more_seeds("3..1", (0, 4))


def test_a_complete_folder_resumed_or_extended_with_what_it_has_shows_its_answer(tmp_path, capsys):
    make(tmp_path / "r")
    for words in (["resume", str(tmp_path / "r")], ["extend", str(tmp_path / "r"), "--seeds", "2"]):
        assert main([*words, "--json", "--quiet"]) == 0
        assert json.loads(capsys.readouterr().out)["runs_done"] == 2
    assert main(["compact", str(tmp_path / "r"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["runs"] == 2


def test_a_run_made_again_is_equal_or_told_where_it_differs(tmp_path):
    make(tmp_path / "r")
    store = Store(tmp_path / "r")
    spec = run_of(store, store.run_ids()[0])
    assert rerun_and_compare(store, spec, FakeMarket).equal
    frame = store.rows_of("totals", spec.run_id)
    values = frame["value"].to_list()
    values[3] += 1e-15
    store.write_frame(f"totals/{spec.run_id}.parquet", frame.with_columns(value=frame["value"].scatter(3, values[3])))
    again = rerun_and_compare(store, spec, FakeMarket)
    assert not again.equal
    assert {(d["table"], d["column"], d["row"], d["rows"]) for d in again.differences} == {("totals", "value", 3, 1)}
    with pytest.raises(InvalidInput, match="no such run"):
        run_of(store, "0" * 16)


def test_finished_runs_are_shared_by_a_store(tmp_path):
    shared = Store(tmp_path / "store")

    def share(folder, **changes):
        resolved = resolve(small_plan(**changes))
        return run_batch(resolved, Store(tmp_path / folder), lambda runs: executor(1, runs, FakeMarket), shared=shared)

    assert share("a", record="yearly").made == 2
    assert share("b", record="yearly", seeds=(0, 1, 2)).made == 1
    assert share("c", record="weekly").made == 2  # more detail than is there
    assert share("d", record="yearly").made == 0
    make(tmp_path / "alone", record="weekly")
    assert contents(tmp_path / "c") == contents(tmp_path / "d") == contents(tmp_path / "alone")
    assert Store(tmp_path / "d").read("totals").height
    assert not list(tmp_path.rglob("*.unfinished"))


FULL = """
import resource, sys
from pathlib import Path
from experiments.engine.batch import NoRoom
from tests.experiments.fake_market import make
if __name__ == "__main__":
    make(Path(sys.argv[1]), seeds=(0,))
    resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))
    try:
        make(Path(sys.argv[1]), workers=int(sys.argv[2]), seeds=(0, 1, 2), force=True)
    except NoRoom as error:
        print(error)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="files are limited otherwise on Windows")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_where_no_more_can_be_written_the_batch_stops_with_one_sentence(tmp_path, workers):
    (tmp_path / "full.py").write_text(FULL)
    folder = tmp_path / "r"
    done = subprocess.run(
        [sys.executable, tmp_path / "full.py", folder, workers], cwd=PROJECT, capture_output=True, text=True,
        env={"PYTHONPATH": str(PROJECT), "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 1 and "File too large" in done.stdout
    store = Store(folder)
    assert store.read("weekly")["seed"].unique().to_list() == [0]
    assert make(folder, seeds=(0, 1, 2), force=True).made == 2 and store.read("weekly")["seed"].n_unique() == 3


@pytest.mark.slow
def test_an_estimate_and_its_limits():
    specs = resolve(small_plan(seeds=tuple(range(20)))).specs
    found = estimate(specs, 2, FakeMarket)
    assert found.runs == 20 and found.workers == 2
    assert 0 < found.hours < 0.01 and 0.05 < found.memory_gb < 4 and 0 < found.disk_gb < 0.1
    check(found, None, 100.0)
    asked = Estimate(runs=100, workers=2, worlds=100, hours=7.5, memory_gb=1.0, disk_gb=60.0)
    with pytest.raises(InvalidInput) as refused:
        check(asked, 5, 50)
    assert [(m.path, m.allowed) for m in refused.value.mistakes] == [
        ("max-hours", "at least 7.5 hours"),
        ("max-gb", "at least 60 GB"),
    ]
    assert estimate([], 2, FakeMarket).hours == 0


def test_the_job_script_of_slurm_is_shown_and_nothing_is_started(tmp_path, capsys):
    pytest.importorskip("dask_jobqueue")
    file = PROJECT / "conf/cluster/slurm.yaml"
    assert main(["run", "--slurm", str(file), "--dry-run"]) == 0
    script = capsys.readouterr().out
    assert "#SBATCH --cpus-per-task=16" in script and "#SBATCH -t 04:00:00" in script
    assert "tls://" in script and "--tls-ca-file" in script and "export OMP_NUM_THREADS=1" in script
    (tmp_path / "wrong.yaml").write_text("cors: 4\njobs: many\n")
    assert main(["run", "--slurm", str(tmp_path / "wrong.yaml"), "--dry-run", "--json"]) == 2
    told = {m["path"]: m for m in json.loads(capsys.readouterr().out)["errors"]}
    assert told["cors"]["hint"] == "Did you mean 'cores'?" and "jobs" in told and "tls_key" in told


@pytest.mark.parametrize("address", ["tcp://192.0.2.1:8786", "tcp://example.org:1", "http://127.0.0.1:1", "here"])
def test_a_scheduler_beyond_this_machine_needs_tls(address, tmp_path, capsys):
    words = ["run", "--size", "smoke", "--policies", "none", "--out", str(tmp_path / "r"), "--scheduler", address]
    assert main([*words, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["path"] == "scheduler"
