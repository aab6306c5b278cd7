"""Runs side by side and accidents: the same bytes whatever happens, and a lost run is that run alone."""

import os
import signal
import subprocess
import sys
import time

import pytest

from experiments.store.store import DONE, FAILED, Store
from tests.experiments.fake_market import ACCIDENT, contents, make
from tests.health.checkout import PROJECT

ALONE = """
import sys
from pathlib import Path
from tests.experiments.fake_market import make
if __name__ == "__main__":
    make(Path(sys.argv[1]), workers=int(sys.argv[2]), seeds=(0, 1, 2, 3))
"""
FOUR = {"seeds": (0, 1, 2, 3)}


@pytest.fixture
def accidents(tmp_path, monkeypatch):
    folder = tmp_path / "accidents"
    folder.mkdir()
    monkeypatch.setenv(ACCIDENT, str(folder))
    return folder


def statuses(folder):
    return Store(folder).read("runs")["status"].to_list()


def test_the_number_of_processes_and_the_order_do_not_matter(tmp_path):
    make(tmp_path / "one", workers=1, **FOUR)
    make(tmp_path / "two", workers=2, **FOUR)
    make(tmp_path / "back", workers=1, seeds=(3, 2, 1, 0))
    one = contents(tmp_path / "one")
    assert len(one) == 16 and one == contents(tmp_path / "two") == contents(tmp_path / "back")


def test_a_run_that_fails_is_written_down_and_tried_again_later(tmp_path, accidents):
    (accidents / "1.accident").write_text("error")
    batch = make(tmp_path / "r", **FOUR)
    assert statuses(tmp_path / "r") == [DONE, FAILED, DONE, DONE]
    assert [run["seed"] for run in batch.failed] == [1]
    assert "no more houses" in batch.failed[0]["error"] and "fake_market.py" in batch.failed[0]["error"]
    (accidents / "1.accident").unlink()
    assert make(tmp_path / "r", **FOUR).made == 1
    assert statuses(tmp_path / "r") == [DONE] * 4


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_that_does_not_come_again_costs_no_run(tmp_path, accidents, workers):
    make(tmp_path / "quiet", **FOUR)
    (accidents / "1.accident").write_text("error-once")
    assert make(tmp_path / "r", workers=workers, **FOUR).failed == []
    assert not (accidents / "1.accident").exists(), "it has happened"
    assert contents(tmp_path / "r") == contents(tmp_path / "quiet")


@pytest.mark.slow
def test_a_killed_worker_loses_nothing_when_it_happens_once(tmp_path, accidents):
    (accidents / "1.accident").write_text("killed-once")
    assert make(tmp_path / "r", workers=2, **FOUR).failed == []


@pytest.mark.slow
def test_a_run_that_kills_its_worker_fails_alone(tmp_path, accidents):
    (accidents / "2.accident").write_text("killed")
    batch = make(tmp_path / "r", workers=2, **FOUR)
    assert statuses(tmp_path / "r") == [DONE, DONE, FAILED, DONE]
    assert "exit code -9" in batch.failed[0]["error"]


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_in_the_middle_and_resumed_gives_the_same_bytes(tmp_path, accidents, workers):
    (accidents / "2.accident").write_text("slow")
    folder = tmp_path / "r"
    command = [sys.executable, "-c", ALONE, str(folder), str(workers)]
    if workers > 1:  # a spawned process reads the main module again, so it must be a file
        (tmp_path / "alone.py").write_text(ALONE)
        command = [sys.executable, str(tmp_path / "alone.py"), str(folder), str(workers)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    driver = subprocess.Popen(command, cwd=PROJECT, env=environment, start_new_session=True)
    wait_for(lambda: len(list(folder.glob("status/*.json"))) >= 2)
    os.kill(driver.pid, signal.SIGKILL)
    driver.wait()
    (accidents / "2.accident").unlink()
    assert len(list(folder.glob("status/*.json"))) < 4
    made = make(folder, workers=workers, **FOUR).made
    assert 1 <= made <= 2
    make(tmp_path / "whole", **FOUR)
    assert contents(folder) == contents(tmp_path / "whole")
    assert not list(folder.rglob("*.unfinished"))


def wait_for(condition, seconds=60):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)
