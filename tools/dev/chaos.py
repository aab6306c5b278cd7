"""Kill workers and the command itself at random until a batch of fake runs is done, then compare it with a quiet one.

    python -m tools.dev.chaos --runs 200 --kills 20 --driver-kills 3 --executor dask

The tables must be the same to the byte, no process may stay behind and nothing half-written may be left. Exit 1 if not.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tests.experiments.fake_market import contents, make_slowly

ROOT = Path(__file__).parents[2]
DRIVER = """
import sys
from pathlib import Path
from tests.experiments.fake_market import make_slowly
if __name__ == "__main__":
    make_slowly(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), int(sys.argv[5]))
"""


class Chaos:
    """One batch that is disturbed."""

    def __init__(self, folder: Path, executor: str, runs: int, seconds: float, many: int, luck: random.Random) -> None:
        self.folder, self.luck = folder, luck
        self.script = folder.with_name("driver.py")
        self.script.write_text(DRIVER)
        self.words = [str(folder), executor, str(runs), str(seconds), str(many)]
        self.ever: set[int] = set()  # processes of ours that were seen

    def start(self) -> psutil.Popen:
        """The command, in a session of its own."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, str(self.script), *self.words]
        return psutil.Popen(command, cwd=ROOT, env=environment, start_new_session=True, stdout=subprocess.DEVNULL)

    def workers(self, driver: psutil.Process) -> list[psutil.Process]:
        """Its processes that make runs."""
        try:
            below = driver.children(recursive=True)
            found = [p for p in below if "spawn_main" in " ".join(p.cmdline())]
        except psutil.NoSuchProcess:
            return []
        self.ever.update(p.pid for p in below)
        return found

    def done(self) -> int:
        """Runs with a receipt of their own."""
        return len(list(self.folder.glob("status/*.json")))

    def disturb(self, kills: int, driver_kills: int) -> tuple[int, int]:
        """Kill until enough was killed, then let it end; gives kills of workers and of the driver."""
        moments = ["worker"] * kills + ["driver"] * driver_kills
        self.luck.shuffle(moments)
        told = {"worker": 0, "driver": 0}
        driver, before = self.start(), 0
        while moments and psutil.pid_exists(driver.pid):
            time.sleep(self.luck.uniform(0.2, 1.5))
            what, workers = moments[-1], self.workers(driver)
            if driver.status() == psutil.STATUS_ZOMBIE:
                break
            # Mostly at work, now and then while it starts: killed at every start it could not get to work at all.
            if not workers or not self.done() or (self.done() == before and self.luck.random() < 0.8):
                continue
            moments.pop()
            victim = driver if what == "driver" else self.luck.choice(workers)
            try:
                os.kill(victim.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            told[what] += 1
            if what == "driver":
                driver.wait()
                psutil.wait_procs(workers, timeout=20)
                assert not [p for p in workers if p.is_running()], "a process stayed behind"
                driver, before = self.start(), self.done()
        assert driver.wait() == 0, "the last command failed"
        return told["worker"], told["driver"]


def chaos(folder: Path, executor: str, runs: int, kills: int, driver_kills: int, seconds: float, seed: int) -> str:
    """Disturb one batch and compare it with an undisturbed one.

    Returns
    -------
    str
        What was done, in a line.

    Raises
    ------
    AssertionError
        When anything was lost, doubled, half-written or left behind.
    """
    many = runs // 2  # so that the parts are put together in the end
    at_work = Chaos(folder / "disturbed", executor, runs, seconds, many, random.Random(seed))
    told = at_work.disturb(kills, driver_kills)
    make_slowly(folder / "quiet", "serial", runs, 0.0, many)
    assert contents(folder / "disturbed") == contents(folder / "quiet"), "the tables differ"
    assert not list((folder / "disturbed").rglob("*.unfinished")), "something half-written is left"
    assert not [pid for pid in at_work.ever if psutil.pid_exists(pid)], "a process stayed behind"
    return f"{executor}: {runs} runs, {told[0]} workers and {told[1]} commands killed, the same bytes"


def main() -> int:
    """Run one trial of chaos."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--driver-kills", type=int, default=3)
    parser.add_argument("--executor", choices=("processes", "dask"), default="dask")
    parser.add_argument("--seconds", type=float, default=0.3, help="of one run")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        told = chaos(folder, given.executor, given.runs, given.kills, given.driver_kills, given.seconds, given.seed)
    except AssertionError as error:
        print(f"seed {given.seed}: {error}; kept in {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    print(f"seed {given.seed}: {told}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
