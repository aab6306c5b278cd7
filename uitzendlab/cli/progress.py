"""A progress bar on stderr, where a terminal can show it and nobody asked for quiet."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any, Protocol

from uitzendlab.cli.output import Output


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


class _Rich:
    """One line for all runs together, with the time it will still take."""

    def __init__(self, bar: Any, runs: int) -> None:
        self._bar, self._parts = bar, {}
        self._task = bar.add_task("", total=runs)

    def progress(self, spec: Any, done: int, of: int) -> None:
        self._parts[spec.run_id] = done / max(of, 1)
        self._show(spec)

    def done(self, spec: Any, status: str) -> None:
        self._parts[spec.run_id] = 1.0
        self._show(spec)

    def _show(self, spec: Any) -> None:
        self._bar.update(self._task, completed=sum(self._parts.values()), description=f"{spec.policy} {spec.seed}")


@contextlib.contextmanager
def progress_bar(runs: int, out: Output) -> Iterator[Bar]:
    """The bar to tell, shown while inside."""
    if out.quiet or not sys.stderr.isatty():
        yield Silent()
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
        yield _Rich(bar, runs)
