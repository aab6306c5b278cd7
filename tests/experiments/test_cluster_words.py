"""What a user hears of a cluster: no worker yet, none at all, one that ended; and nothing of dask's own log."""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from typing import Any

import pytest
from distributed import LocalCluster

from experiments.engine import dask_executor
from experiments.engine.batch import run_batch
from experiments.engine.cluster import local, running
from experiments.engine.dask_executor import Dask
from experiments.engine.executors import NoWorkers, Processes
from experiments.plan.plan import resolve
from experiments.store.store import Store
from sim.declare.params import InvalidInput
from tests.experiments.fake_market import ACCIDENT, FakeMarket, small_plan
from tests.health.checkout import PROJECT
from uitzendlab.cli import main

pytestmark = pytest.mark.slow  # real processes and schedulers: seconds for each


@contextlib.contextmanager
def scheduler_alone():
    where: dict[str, Any] = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0"}
    made: Any = LocalCluster(n_workers=0, silence_logs=50, **where)
    with made as cluster:
        yield cluster.scheduler_address


@contextlib.contextmanager
def accident_of(seed, what, tmp_path, monkeypatch):
    folder = tmp_path / "accidents"
    folder.mkdir()
    (folder / f"{seed}.accident").write_text(what)
    monkeypatch.setenv(ACCIDENT, str(folder))
    yield


def test_a_scheduler_without_workers_is_told_and_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(dask_executor, "REMIND", 1.5)
    told = []
    with scheduler_alone() as address:
        engine = Dask(lambda: running(address), FakeMarket, say=lambda key, **facts: told.append((key, facts)), wait=5)
        with pytest.raises(NoWorkers, match=r"no worker within 0\.0833"):
            run_batch(resolve(small_plan()), Store(tmp_path / "r"), lambda runs: engine)
    assert [key for key, _ in told] == ["no_worker_yet"] * len(told) and 2 <= len(told) <= 3
    assert told[0][1]["seconds"] >= 1
    assert Store(tmp_path / "r").manifest() is not None  # it can be resumed


def test_giving_up_on_workers_is_a_sentence_and_exit_1(tmp_path, capsys):
    with scheduler_alone() as address:
        words = ["run", "--size", "smoke", "--policies", "none", "--seeds", "1", "--out", str(tmp_path / "r")]
        assert main([*words, "--scheduler", address, "--wait-minutes", "0.05", "--lang", "en"]) == 1
    assert "No worker came within 0.05 minutes (--wait-minutes)." in (err := capsys.readouterr().err)
    assert f"uitzendlab resume {tmp_path / 'r'}" in err and "Traceback" not in err


@pytest.mark.parametrize("how", ["dask", "processes"])
def test_a_worker_that_ended_is_told_once(how, tmp_path, monkeypatch):
    told = []
    with accident_of(1, "killed-once", tmp_path, monkeypatch):
        engine = Dask(lambda: local(2), FakeMarket) if how == "dask" else Processes(2, FakeMarket)
        setattr(engine, "_say" if how == "dask" else "say", lambda key, **facts: told.append(key))
        batch = run_batch(resolve(small_plan(seeds=(0, 1, 2))), Store(tmp_path / "r"), lambda runs: engine)
    assert batch.failed == [] and told == ["worker_ended"]


CONNECTING = """
import sys
from experiments.engine.cluster import running
from sim.declare.params import InvalidInput
try:
    with running(sys.argv[1]):
        pass
except InvalidInput as error:
    print(error.mistakes[0].message, "|", error.mistakes[0].hint)
"""


@pytest.mark.parametrize(("scheme", "word"), [("tls", "Certificates"), ("tcp", "")])
def test_what_listens_and_is_no_scheduler_is_refused_soon_and_without_traces(scheme, word):
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=lambda: [server.accept() for _ in range(99)], daemon=True).start()
        command = [sys.executable, "-c", CONNECTING, f"{scheme}://127.0.0.1:{server.getsockname()[1]}"]
        started = time.monotonic()
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == "" and time.monotonic() - started < 20
    assert done.stdout.startswith("no scheduler answers there | " + word)


def test_where_nothing_listens_is_refused_at_once_and_not_for_its_certificates():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for scheme in ("tcp", "tls"):
        with pytest.raises(InvalidInput) as refused, running(f"{scheme}://127.0.0.1:{port}"):
            pass
        (mistake,) = refused.value.mistakes
        assert mistake.message == "no scheduler answers there" and "ertificates" not in mistake.hint


ENDING = """
import sys, time, logging
from experiments.engine.cluster import local
if __name__ == "__main__":
    with local(1):
        pass
    for name in ("distributed", "distributed.batched", "distributed.comm.tcp", "distributed.worker"):
        logging.getLogger(name).error("Batched Comm Closed")
"""


def test_dask_says_nothing_after_a_cluster_has_ended(tmp_path):
    (tmp_path / "ending.py").write_text(ENDING)
    command = [sys.executable, str(tmp_path / "ending.py")]
    done = subprocess.run(command, cwd=PROJECT, env=environment(), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stderr == ""


def environment():
    return {**os.environ, "PYTHONPATH": str(PROJECT)}
