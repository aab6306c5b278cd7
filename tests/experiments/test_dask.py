"""Runs on a dask cluster of this machine: the same bytes, killed workers, refused workers, nothing open to others."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time

import dask
import psutil
import pytest
from distributed import LocalCluster, Security

from experiments.engine import worker_code_check
from experiments.engine.batch import run_batch
from experiments.engine.cluster import _started, local, running
from experiments.engine.dask_executor import Dask, _Batch
from experiments.engine.run import families
from experiments.plan.plan import resolve
from experiments.store.store import DONE, FAILED, Store
from sim.declare.params import InvalidInput
from tests.experiments.fake_market import ACCIDENT, FakeMarket, contents, make, small_plan
from tests.health.checkout import PROJECT

pytestmark = pytest.mark.slow  # real processes and schedulers: seconds for each

EIGHT = {"seeds": tuple(range(8))}


@pytest.fixture
def accidents(tmp_path, monkeypatch):
    folder = tmp_path / "accidents"
    folder.mkdir()
    monkeypatch.setenv(ACCIDENT, str(folder))
    return folder


def make_by_dask(folder, workers=2, connect=None, **changes):
    resolved = resolve(small_plan(**changes))
    engine = Dask(connect or (lambda: local(workers)), FakeMarket)
    return run_batch(resolved, Store(folder), lambda runs: engine)


def test_the_bytes_are_those_of_one_process_and_nothing_listens_beyond_this_machine(tmp_path):
    seen = []

    @contextlib.contextmanager
    def watched():
        with local(2) as client:
            family = [psutil.Process(), *psutil.Process().children(recursive=True)]
            seen.extend(c for p in family for c in p.net_connections() if c.status == psutil.CONN_LISTEN)
            yield client

    assert make_by_dask(tmp_path / "dask", connect=watched, **EIGHT).failed == []
    make(tmp_path / "one", **EIGHT)
    assert contents(tmp_path / "dask") == contents(tmp_path / "one")
    assert len(seen) >= 3 and {c.laddr.ip for c in seen} == {"127.0.0.1"}


def test_a_worker_killed_while_the_cluster_starts_costs_another_start(monkeypatch):
    tried = []

    def start():
        tried.append(1)
        if len(tried) < 3:
            raise RuntimeError("Nanny failed to start.")
        return "cluster"

    assert _started(start) == "cluster" and len(tried) == 3
    tried.clear()
    with pytest.raises(RuntimeError, match="Nanny"):
        _started(start, tries=2)


def test_a_long_family_is_handed_over_in_parts_of_half_a_minute(tmp_path):
    points = tuple((("lever.deposit.deposit_eur", 50_000 + k),) for k in range(99))
    specs = resolve(small_plan(seeds=(0,), policies=("deposit",), design=points)).specs
    batch = _Batch(None, specs, Store(tmp_path), FakeMarket, print)
    batch._todo.extend(families(specs))
    parts = []
    for seconds in (0.0, 10.0, 100.0, 1.0, 1.0, 1.0):  # a run, as it is known when the next part is asked for
        batch._spent, batch._made = seconds, int(seconds > 0.0)
        parts.append(batch._packed())
    assert [[len(family) for family in part] for part in parts] == [[16], [4], [4], [30], [30], [16]]
    assert [spec for part in parts for family in part for spec in family] == list(families(specs)[0])


def test_a_local_cluster_talks_to_its_own_client_only():
    from distributed import Client, Security

    with local(1) as client:
        address = client.scheduler.address
        assert address.startswith("tls://127.0.0.1:")
        stranger = Security.temporary()  # with a certificate, but not of this cluster
        for name, security in ((address, stranger), (address.replace("tls", "tcp"), None)):
            with pytest.raises(OSError):
                Client(name, security=security, timeout="2s", set_as_default=False)


@pytest.mark.slow
def test_a_killed_worker_loses_nothing_and_one_that_always_dies_fails_alone(tmp_path, accidents):
    (accidents / "1.accident").write_text("killed-once")
    (accidents / "5.accident").write_text("killed")
    (accidents / "6.accident").write_text("error")
    batch = make_by_dask(tmp_path / "r", **EIGHT)
    assert {run["seed"]: run["error"].splitlines()[0] for run in batch.failed} == {
        5: "the process of this run was ended from outside, 4 times",
        6: "RuntimeError: no more houses",
    }
    statuses = Store(tmp_path / "r").read("runs")["status"].to_list()
    assert statuses.count(DONE) == 6 and statuses.count(FAILED) == 2


DRIVER = """
import sys
from pathlib import Path
from tests.experiments.test_dask import make_by_dask
if __name__ == "__main__":
    make_by_dask(Path(sys.argv[1]), seeds=tuple(range(8)))
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl-C"])
def test_no_process_outlives_the_driver_and_the_same_command_goes_on(tmp_path, accidents, how):
    (accidents / "7.accident").write_text("slow")
    (tmp_path / "driver.py").write_text(DRIVER)
    folder = tmp_path / "r"
    command = [sys.executable, str(tmp_path / "driver.py"), str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    driver = subprocess.Popen(command, cwd=PROJECT, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while len(list(folder.glob("status/*.json"))) < 3:
        assert time.monotonic() < until and driver.poll() is None
        time.sleep(0.05)
    family = psutil.Process(driver.pid).children(recursive=True)
    assert len(family) >= 2
    if how == signal.SIGINT:  # as a terminal does: to all at once
        os.killpg(driver.pid, how)
    else:
        os.kill(driver.pid, how)
    driver.wait(timeout=30)
    _, alive = psutil.wait_procs(family, timeout=20)
    assert alive == []
    (accidents / "7.accident").unlink()
    assert 1 <= make_by_dask(folder, **EIGHT).made <= 5
    make(tmp_path / "whole", **EIGHT)
    assert contents(folder) == contents(tmp_path / "whole")


def test_a_worker_with_other_sources_gets_no_work(tmp_path, monkeypatch):
    # A cluster of somebody else's making, so without our certificates.
    with LocalCluster(1, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0") as cluster:
        address = cluster.scheduler_address
        refused = pytest.raises(InvalidInput, match=r"worker 0 \(tcp://127.0.0.1:\d+\): other sources in sim/")
        with refused, monkeypatch.context() as changed:
            changed.setattr(worker_code_check, "code_hash", lambda: "f" * 64)
            make_by_dask(tmp_path / "r", connect=lambda: running(address))
        assert make_by_dask(tmp_path / "r", connect=lambda: running(address)).failed == []


def test_a_worker_that_comes_later_is_admitted_too(tmp_path, accidents):
    """The only worker is killed; the one that takes its place has to report before it works."""
    (accidents / "0.accident").write_text("killed-once")
    assert make_by_dask(tmp_path / "r", workers=1).failed == []


def certificate(folder):
    """A certificate of our own that is its own authority, as a user of one cluster makes it."""
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=uitzendlab"]
    words += ["-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)
    return str(folder / "cert.pem"), str(folder / "key.pem")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_a_scheduler_with_tls(tmp_path):
    cert, key = certificate(tmp_path)
    roles = {f"tls_{role}_{kind}": file for role in ("scheduler", "worker", "client")
             for kind, file in (("cert", cert), ("key", key))}  # fmt: skip
    security = Security(tls_ca_file=cert, require_encryption=True, **roles)
    told = {"distributed.comm.tls.ca-file": cert} | {
        f"distributed.comm.tls.client.{kind}": file for kind, file in (("cert", cert), ("key", key))
    }
    where = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "protocol": "tls://", "security": security}
    with LocalCluster(n_workers=1, threads_per_worker=2, silence_logs=50, **where) as cluster:
        address = cluster.scheduler_address
        assert address.startswith("tls://")
        with dask.config.set(told):
            assert make_by_dask(tmp_path / "r", connect=lambda: running(address)).failed == []
    with pytest.raises(InvalidInput, match="no scheduler answers"):
        make_by_dask(tmp_path / "s", connect=lambda: running("tcp://127.0.0.1:9"))
