"""The command line with the real model: the same bytes side by side and after an accident, a life told again."""

import json
import os
import signal
import subprocess
import sys
import time

import polars as pl
import pytest

from experiments.engine.executors import executor
from experiments.store.store import DONE, TABLES, Store
from tests.experiments.fake_market import contents
from tests.health.checkout import PROJECT
from uitzendlab.cli import main

pytestmark = pytest.mark.slow

SHORT = ["run", "--size", "smoke", "--policies", "none", "--until", "2021-02-28", "--quiet", "--json"]


def run(folder, capsys, *words):
    assert main([*SHORT, "--out", str(folder), *words]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def one(tmp_path, capsys):
    """A folder of two short runs, made one after the other."""
    run(tmp_path / "one", capsys, "--workers", "1")
    return tmp_path / "one"


def test_processes_and_detail_do_not_change_a_number(one, tmp_path, capsys):
    told = run(tmp_path / "two", capsys, "--workers", "2")
    assert contents(one) == contents(tmp_path / "two") and told["runs_done"] == 2
    run(tmp_path / "less", capsys, "--workers", "1", "--record", "yearly", "--groups", "none")
    whole, less = Store(one).read("yearly"), Store(tmp_path / "less").read("yearly")
    assert whole.filter(whole["group_by"] == "all").equals(less)


def test_a_cluster_changes_nothing_and_a_run_made_again_is_equal_to_the_bit(one, tmp_path, capsys):
    run(tmp_path / "dask", capsys, "--workers", "2", "--executor", "dask", "--store", str(tmp_path / "store"))
    assert contents(one) == contents(tmp_path / "dask")
    run(tmp_path / "taken", capsys, "--max-hours", "1", "--max-gb", "50", "--store", str(tmp_path / "store"))
    assert contents(one) == contents(tmp_path / "taken")
    assert main(["rerun", str(one), Store(one).run_ids()[1], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["equal"] is True
    assert main([*SHORT, "--out", str(tmp_path / "never"), "--max-hours", "0.000001"]) == 2
    assert not (tmp_path / "never").exists()


def test_a_life_made_again_is_the_same_life(one):
    from analysis.answers.lives import choose_run, life_by_rerun, life_of

    store = Store(one)
    chosen = choose_run(store, None, None)["run_id"]
    person = store.rows_of("lives", chosen)["person"][0]
    assert life_of(store, chosen, person) == life_by_rerun(store, chosen, person)


def test_one_who_does_not_exist_is_refused(one, capsys):
    assert main(["life", str(one), "--person", "999999999", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["path"] == "person"


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise on Windows")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_tells_how_to_go_on(tmp_path, workers):
    words = ["run", "--size", "desk", "--seeds", "2", "--workers", workers, "--out", str(tmp_path / "r")]
    command = [sys.executable, "-m", "uitzendlab", *words]
    started = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not (tmp_path / "r/runs.parquet").exists():
        time.sleep(0.1)
        assert started.poll() is None
    time.sleep(2)
    os.killpg(started.pid, signal.SIGINT)
    said = started.communicate(timeout=120)[1]
    assert started.returncode == 130
    assert f"uitzendlab run --size desk --seeds 2 --workers {workers} --out" in said


def command(folder) -> list[str]:
    """Three runs by two workers: whatever moment the first one has come to, the third is still to be made."""
    words = [
        "run",
        "--size",
        "smoke",
        "--policies",
        "none",
        "--seeds",
        "3",
        "--workers",
        "2",
        "--quiet",
        "--out",
        str(folder),
    ]
    return [sys.executable, "-m", "uitzendlab", *words]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The folder of a command that nothing happened to."""
    folder = tmp_path_factory.mktemp("undisturbed") / "r"
    subprocess.run(command(folder), cwd=PROJECT, check=True, capture_output=True, timeout=900)
    return folder


@pytest.mark.skipif(os.name == "nt", reason="processes are killed otherwise on Windows")
@pytest.mark.parametrize(
    "moment",
    ["[!s]*/*.unfinished", "weekly/*.parquet", "status/*.json"],
    ids=["a part has begun", "a part is there", "a run has ended"],
)
def test_killed_half_way_the_same_command_completes_the_folder(undisturbed, tmp_path, moment):
    folder = tmp_path / "r"
    started = subprocess.Popen(command(folder), cwd=PROJECT, stdout=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + 300
    try:
        while not any(folder.glob(moment)):
            # an unfinished part of any table is there for a few milliseconds only: look without rest
            assert started.poll() is None and time.monotonic() < until
    finally:
        os.killpg(started.pid, signal.SIGKILL)  # the workers too, in whatever they were writing
    assert started.wait(timeout=60) == -signal.SIGKILL

    store = Store(folder)
    done = {run for run in store.run_ids() if (store.receipt(run) or {}).get("status") == DONE}
    assert len(store.run_ids()) == 3 > len(done)
    for file in folder.rglob("*.parquet"):
        assert pl.read_parquet(file).width > 0  # whole, or it would not open
    for table in TABLES:  # what a run without receipt has left is no result
        read = store.read(table)
        assert set(read["run_id"] if read.width else ()) == done, table

    subprocess.run(command(folder), cwd=PROJECT, check=True, capture_output=True, timeout=900)
    assert contents(folder) == contents(undisturbed)
    for table in ("summary", "codebook", "design"):
        assert store.read(table).equals(Store(undisturbed).read(table)), table
    assert store.read("runs").drop("seconds").equals(Store(undisturbed).read("runs").drop("seconds"))
    assert (folder / "report.html").is_file() and not list(folder.rglob("*.unfinished"))


def test_one_run_needs_no_other_process():
    assert type(executor(8, 1)).__name__ == "Serial"
