"""Compiles the kernels once: `python -m sim.compile_kernels`, used by set-up before any worker starts.

Two processes share the work through the kernel cache. One lives through small worlds as runs do, from the first phase
of a week to the booking; the other begins at the booking and takes the steps of the week from the last to the first,
until the two meet and each finds compiled what is left.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Generator
from typing import Any

from sim.measures.law_of_week import FAR, Law, Laws
from sim.model import LabourMarket
from sim.outcomes.recorder import Recorder
from sim.population.settling import settling_world
from sim.scenario.loading import load_base, load_policy
from sim.scenario.policy import plan_of
from sim.schedule import STEPS
from sim.week import Week

EVERY_LEVER = "all-four"
IN_FORCE = 500  # a week in which every measure of that policy stands


def warm() -> None:
    """Run small worlds, without and with levers, with every record and check on: that compiles each kernel."""
    checked: dict[str, Any] = {"run.check": True}
    for policy in (None, EVERY_LEVER):
        model = LabourMarket(rng=1, size="smoke", policy=policy, groups="all", **checked)
        while model.running:
            model.step()
        model.recorder.tables()


def warm_backwards() -> None:
    """Compile the same from the other end: first the booking, on a world of a crude start, then the week."""
    policy = load_policy(EVERY_LEVER)
    base = load_base(policy.base)
    rules = base.rules_at(1)
    late = Laws(plan_of(base.levers, policy.levers), anticipates=True).of_week(base.rules_at(IN_FORCE), IN_FORCE)
    week = settling_world(1, 0, base.world, base.splits, base.behaviour, rules)
    book(week)
    for law in (Law(rules, rules, FAR), late):
        week.open(week.now.week + 1, *law)
        for step in reversed(STEPS):
            for phase in step.phases:
                phase(week)


def book(week: Week) -> None:
    """Book two weeks in which nothing happens."""
    recorder = Recorder(week.state.migrants.work.size, groups="all")
    for number in (1, 2):
        week.open(number, week.rules)
        recorder.book_week(week.now, week.state, week.lists, week.books, week.rules)
    recorder.tables()


@contextlib.contextmanager
def helped() -> Generator[None]:
    """While it lasts, a second process compiles from the other end; that it fails is no reason to stop."""
    command = [sys.executable, "-m", "sim.compile_kernels", "backwards"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    helper = subprocess.Popen(command, **quiet)  # type: ignore[call-overload]
    try:
        yield
    finally:
        helper.terminate()
        helper.wait()


if __name__ == "__main__":
    if "backwards" in sys.argv:
        warm_backwards()
    else:
        start = time.perf_counter()
        with helped():
            warm()
        print(f"kernels compiled in {time.perf_counter() - start:.0f} s")
