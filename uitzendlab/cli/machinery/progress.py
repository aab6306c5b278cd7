"""A progress bar on stderr, where a terminal can show it and nobody asked for quiet."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Protocol

from uitzendlab.cli.machinery.output import Output

if TYPE_CHECKING:
    from experiments.plan.planning_progress import Tick

EVERY = 10.0  # seconds between two plain lines


class Bar(Protocol):
    """What a batch tells."""

    def progress(self, spec: Any, done: int, of: int) -> None:
        """A run has come this far."""
        ...

    def done(self, spec: Any, status: str) -> None:
        """A run ended."""
        ...


class Silent:
    """No bar."""

    def progress(self, spec: Any, done: int, of: int) -> None:
        """Say nothing."""

    def done(self, spec: Any, status: str) -> None:
        """Say nothing."""


class Lines:
    """Where no terminal can show a bar: a plain line now and then.

    How fast it goes is measured from the first weeks on that a run tells of: before, the model may still be compiled
    and its world made, which happens once.
    """

    def __init__(self, runs: int, out: Output, every: float = EVERY) -> None:
        self._runs, self._out, self._every = runs, out, every
        self._done = self._failed = 0
        self._started = self._said = time.monotonic()
        self._parts: dict[str, float] = {}  # of each run, how much of it is made
        self._before: float | None = None  # how much had been made when the measuring began

    def progress(self, spec: Any, done: int, of: int) -> None:
        """Note how far a run is; only whole runs are told."""
        self._parts[spec.run_id] = done / max(of, 1)
        if self._before is None:
            # the first line waits as long from here, so that it does not tell the speed of a moment
            self._started = self._said = time.monotonic()
            self._before = sum(self._parts.values())

    def done(self, spec: Any, status: str) -> None:
        """Say how far it is, unless that was said a moment ago."""
        self._done += status == "done"
        self._failed += status != "done"
        self._parts[spec.run_id] = 1.0
        from analysis.text.number_format import plain

        now, ended = time.monotonic(), self._done + self._failed
        if now - self._said >= self._every or ended == self._runs:
            self._said = now
            made = sum(self._parts.values())
            # where no run told of itself before its end, all of the time counts
            each = (now - self._started) / ((made - (self._before or 0.0)) or ended)
            facts = {"done": self._done, "runs": self._runs, "failed": self._failed}
            rate = plain(float(f"{60 / max(each, 1e-6):.3g}"), self._out.lang)
            left = duration(each * max(0.0, self._runs - made))
            self._out.note(self._out.say("line", rate=rate, left=left, **facts))


class PlanLines:
    """Of planning, where no terminal can show a bar: a plain line now and then; of a short one nothing."""

    def __init__(self, out: Output, every: float = EVERY) -> None:
        self._out, self._every = out, every
        self._said = time.monotonic()

    def __call__(self, what: str, done: int, of: int) -> None:
        """Say how far it is, unless that was said a moment ago."""
        if (now := time.monotonic()) - self._said >= self._every:
            self._said = now
            self._out.note(self._out.say("planning_line", what=self._out.say(f"planning_{what}"), done=done, of=of))


def duration(seconds: float) -> str:
    """Hours, minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


class _Rich:
    """One line for all runs together, with the time it will still take."""

    def __init__(self, bar: Any, runs: int, out: Output) -> None:
        self._bar, self._out = bar, out
        self._parts: dict[str, float] = {}
        self._failed = 0
        # until the first run tells of itself the model is compiled and worlds are made: no speed is known yet
        self._task = bar.add_task(out.say("bar_begins"), total=runs)

    def progress(self, spec: Any, done: int, of: int) -> None:
        self._parts[spec.run_id] = done / max(of, 1)
        self._show(spec)

    def done(self, spec: Any, status: str) -> None:
        self._parts[spec.run_id] = 1.0
        self._failed += status != "done"
        self._show(spec)

    def _show(self, spec: Any) -> None:
        self._bar.update(self._task, completed=sum(self._parts.values()), description=self._text(spec))

    def _text(self, spec: Any) -> str:
        return f"{spec.policy} {spec.seed}" + (self._out.say("bar_failed", failed=self._failed) if self._failed else "")


@contextlib.contextmanager
def progress_bar(runs: int, out: Output) -> Generator[Bar]:
    """The bar to tell, shown while inside."""
    if out.quiet:
        yield Silent()
        return
    if not sys.stderr.isatty():
        yield Lines(runs, out)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.1f}/{task.total:.0f}"),
    )
    with Progress(
        *columns, TimeElapsedColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        yield _Rich(bar, runs, out)


@contextlib.contextmanager
def planning(out: Output) -> Generator[Tick]:
    """What to tell of planning, which takes a while for large designs: a bar on a terminal, else plain lines."""
    if out.quiet:
        from experiments.plan.planning_progress import silent

        yield silent
        return
    if not sys.stderr.isatty():
        yield PlanLines(out)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tick(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(out.say(f"planning_{what}"), total=of)
            bar.update(tasks[what], completed=done, total=of)

        yield tick
