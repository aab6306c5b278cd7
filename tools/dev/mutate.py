"""Faults by hand against the tests of a phase: `python -m tools.dev.mutate [PHASE ...]` says which survive.

A file of `tools/dev/mutants` lists wrong rules and the tests that should find them. Each is put into a copy of the
project, and the tests run in pure Python, since a changed kernel would be compiled for minutes.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

import yaml

PROJECT = Path(__file__).parents[2]
MUTANTS = Path(__file__).with_name("mutants")
NEEDED = ("analysis", "conf", "experiments", "pyproject.toml", "scenarios", "sim", "tests", "tools", "uitzendlab")
PYTEST = ("-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", "-p", "tools.dev.pure_python", "-m", "not slow")
TIMES = 4.0  # a fault may make tests wait for ever: found, where they take so many times as long as without one


class Mutant(NamedTuple):
    """One wrong rule: a text of a file and what stands there instead."""

    file: Path  # from the project's folder
    was: str
    becomes: str
    fault: str

    def applied(self, text: str) -> str:
        """The text of the file with the fault in it.

        Raises
        ------
        ValueError
            Where the text to replace is not there, or is there more than once.
        """
        if (found := text.count(self.was)) != 1:
            raise ValueError(f"{self.file}: {self.was!r} is there {found} times; adapt the list of mutants")
        return text.replace(self.was, self.becomes)


def phases() -> list[str]:
    """Phases with a list of mutants."""
    return sorted(file.stem for file in MUTANTS.glob("*.yaml"))


def read(phase: str) -> tuple[list[str], list[Mutant]]:
    """What pytest is to run for a phase, and its mutants.

    Tests `without` which it does run whole worlds, for minutes in pure Python.
    """
    asked = yaml.safe_load((MUTANTS / f"{phase}.yaml").read_text("utf-8"))
    folder = Path("sim/phases")
    mutants = [Mutant(folder / m["in"], m["was"], m["becomes"], m["fault"]) for m in asked["mutants"]]
    without = [f"--deselect={test}" for test in asked.get("without", [])]
    return [*asked["tests"], *without], mutants


def copy_to(folder: Path) -> None:
    """What the tests need of the project."""
    for name in NEEDED:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(PROJECT / name, folder / name)


def pass_tests(folder: Path, tests: list[str], seconds: float | None = None) -> tuple[bool, str]:
    """Whether the tests pass in a folder, and the last lines they print; too slow is not passed."""
    env = os.environ | {"NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *PYTEST, *tests]
    try:
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return False, "took too long"
    return done.returncode == 0, "\n".join(done.stdout.splitlines()[-12:] + done.stderr.splitlines()[-5:])


class Bench:
    """Copies of the project, one for each thread that puts mutants into it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._mine = folder, threading.local()

    def survives(self, mutant: Mutant, tests: list[str], seconds: float) -> bool:
        """Whether all tests pass with the fault in the code."""
        if not hasattr(self._mine, "copy"):
            self._mine.copy = Path(tempfile.mkdtemp(dir=self._folder))
            copy_to(self._mine.copy)
        file: Path = self._mine.copy / mutant.file
        text = file.read_text("utf-8")
        file.write_text(mutant.applied(text), "utf-8")
        try:
            return pass_tests(self._mine.copy, tests, seconds)[0]
        finally:
            file.write_text(text, "utf-8")


def survivors(phase: str, bench: Bench, jobs: int) -> list[Mutant]:
    """The mutants of a phase that no test finds; prints each with what became of it.

    Raises
    ------
    SystemExit
        Where a test fails without any fault.
    """
    tests, mutants = read(phase)
    begun = time.monotonic()
    clean, lines = pass_tests(PROJECT, tests)
    if not clean:
        raise SystemExit(f"{phase}: the tests fail without a fault\n{lines}")
    seconds = TIMES * (time.monotonic() - begun) + 60.0
    alive = []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        found = pool.map(lambda mutant: bench.survives(mutant, tests, seconds), mutants)
        for number, (mutant, lives) in enumerate(zip(mutants, found, strict=True), 1):
            print(f"{phase} {number:2} {'SURVIVES' if lives else 'found   '} {mutant.fault}", flush=True)
            if lives:
                alive.append(mutant)
    print(f"{phase}: {len(mutants) - len(alive)} of {len(mutants)} found", flush=True)
    return alive


def main() -> int:
    """Exit code 1 where a mutant survives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phases", nargs="*", metavar="PHASE", help=f"{', '.join(phases())}; default all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="mutants at a time; default one per core")
    asked = parser.parse_args()
    if unknown := [name for name in asked.phases if name not in phases()]:
        parser.error(f"no mutants of {', '.join(unknown)}; there are lists for {', '.join(phases())}")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        alive = [mutant for name in asked.phases or phases() for mutant in survivors(name, bench, asked.jobs)]
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
