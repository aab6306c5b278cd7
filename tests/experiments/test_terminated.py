"""SIGTERM, as `timeout` and SLURM send it, ends a command as Ctrl-C does."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from tests.experiments.fake_market import ACCIDENT
from tests.health.checkout import PROJECT

pytestmark = pytest.mark.slow  # real processes and schedulers: seconds for each

DRIVER = """
import sys
from experiments.engine import dask_executor, executors
from tests.experiments.fake_market import FakeMarket
from uitzendlab.cli import main
if __name__ == "__main__":
    old = dask_executor.Dask.__init__
    dask_executor.Dask.__init__ = lambda self, connect, **more: old(self, connect, FakeMarket, **more)
    real = executors.executor
    executors.executor = lambda workers, runs: real(workers, runs, FakeMarket)
    sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("everyone", [False, True], ids=["alone", "its group"])
@pytest.mark.parametrize("how", ["dask", "processes"])
def test_a_command_that_is_ended_tells_how_to_go_on_and_leaves_nothing(how, everyone, tmp_path):
    accidents = tmp_path / "accidents"
    accidents.mkdir()
    for seed in (2, 3):
        (accidents / f"{seed}.accident").write_text("slow")
    (tmp_path / "driver.py").write_text(DRIVER)
    folder = tmp_path / "r"
    words = ["run", "--size", "smoke", "--policies", "none", "--seeds", "4", "--workers", "2", "--out", str(folder)]
    words += ["--executor", how, "--lang", "en"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), ACCIDENT: str(accidents)}
    driver = subprocess.Popen([sys.executable, str(tmp_path / "driver.py"), *words], cwd=PROJECT, env=environment,
                              start_new_session=True, stderr=subprocess.PIPE, text=True)  # fmt: skip
    until = time.monotonic() + 60
    while len(list(folder.glob("status/*.json"))) < 2:
        assert time.monotonic() < until and driver.poll() is None
        time.sleep(0.05)
    family = psutil.Process(driver.pid).children(recursive=True)
    (os.killpg if everyone else os.kill)(driver.pid, signal.SIGTERM)
    _, said = driver.communicate(timeout=120)
    assert driver.returncode == 143, said
    _, alive = psutil.wait_procs(family, timeout=20)
    assert alive == [] and "leaked" not in said and "Traceback" not in said
    assert said.rstrip().endswith("Go on with:\n  uitzendlab " + " ".join(words))
