"""Execute runs: build the world, step to the end, write the parts. Runs of one seed share the weeks before the news."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from experiments.engine.free_memory import return_memory
from experiments.plan.run_spec import BASE, UNREACHED, RunSpec
from experiments.store.store import Store

Factory = Callable[[RunSpec, tuple[int, ...]], Any]
Tick = Callable[[int, int], None]
LONGEST_ERROR = 4000
NOT_WRITTEN = "the results could not be written"  # begins the error of a run that was made and found no room


def _silent(done: int, of: int) -> None:
    """Nobody asked."""


def labour_market(spec: RunSpec, follow: tuple[int, ...] = ()) -> Any:
    """The world of a run, before its first week."""
    from sim.model import LabourMarket

    return LabourMarket(
        rng=spec.seed,
        base=spec.base_source,
        policy=spec.policy_source or None,
        size=spec.size,
        until=spec.end,
        record=spec.record,
        groups=spec.groups,
        follow=follow,
        collect=False,
        **dict(spec.overrides),
    )


def run_one(spec: RunSpec, store: Store, factory: Factory = labour_market, tick: Tick = _silent) -> str:
    """Execute a run and write its parts; after an error it is retried once, then the failure is written, not raised.

    Parameters
    ----------
    tick : callable
        Told the weeks done and the weeks in all, now and then.

    Returns
    -------
    str
        The run id, and nothing else: results travel by the folder.
    """
    _make(spec, store, lambda: factory(spec, ()), tick, time.perf_counter(), None)
    return_memory()
    return spec.run_id


def run_family(
    family: Sequence[RunSpec],
    store: Store,
    factory: Factory = labour_market,
    tick: Callable[[RunSpec, int, int], None] = lambda spec, done, of: None,
) -> Iterator[RunSpec]:
    """Make runs that differ in their policy alone; gives each as soon as it is written.

    The world of the base lives once; before the first news of a policy a copy of it goes on under that policy,
    bit for bit as a run of its own would. Where the base fails, the rest are made one by one; where a copy fails, its
    run is made once more from the start.

    Parameters
    ----------
    family
        Runs of one base, seed, draw, size, end and detail in the order of their first news, as `families` gives
        them.
    tick : callable
        Told the run, its weeks done and its weeks in all, now and then.
    """
    rest, started = deque(family), time.perf_counter()
    # What goes wrong in the shared weeks is told by the runs, which then are made one by one.
    with contextlib.suppress(Exception):
        trunk = factory(_without_policy(rest[0]), ()) if len(rest) > 1 else None
        first = trunk.week if trunk else 0
        while hasattr(trunk, "branch") and rest:
            spec = rest[0]
            told = functools.partial(tick, spec)
            step_until(trunk, spec.news - 1, first, told)
            _make(spec, store, lambda spec=spec: _branch(trunk, spec), told, started, first, factory)
            return_memory()
            started = time.perf_counter()
            yield rest.popleft()
    for spec in rest:
        run_one(spec, store, factory, functools.partial(tick, spec))
        yield spec


def families(specs: Iterable[RunSpec], least: int = 1) -> list[tuple[RunSpec, ...]]:
    """Runs that begin alike, together, the earliest news first; in at least so many parts, if there are the runs."""
    alike: dict[RunSpec, list[RunSpec]] = {}
    for spec in sorted(specs, key=lambda spec: spec.news):
        alike.setdefault(dataclasses.replace(_without_policy(spec), run_id=""), []).append(spec)
    parts = -(-least // max(1, len(alike)))
    return [tuple(part) for family in alike.values() for part in _split(family, parts)]


def _split(family: list[RunSpec], parts: int) -> list[list[RunSpec]]:
    size = -(-len(family) // min(parts, len(family)))
    return [family[k : k + size] for k in range(0, len(family), size)]


def _without_policy(spec: RunSpec) -> RunSpec:
    """The run of the base with the same seed and draw."""
    read = tuple((key, value) for key, value in spec.overrides if not key.startswith("lever."))
    return dataclasses.replace(spec, policy=BASE, policy_source="", news=UNREACHED, overrides=read)


def _branch(trunk: Any, spec: RunSpec) -> Any:
    levers = {key: value for key, value in spec.overrides if key.startswith("lever.")}
    return trunk.branch(spec.policy_source, **levers) if spec.policy_source else trunk


def _make(
    spec: RunSpec,
    store: Store,
    build: Callable[[], Any],
    tick: Tick,
    started: float,
    first: int | None,
    factory: Factory | None = None,
) -> None:
    """Make a run and write it; the second try is a whole run by ``factory``, else built like the first."""
    try:
        weeks, tables = _lived(build(), tick, first)
    except Exception:
        # What fails by chance (no memory for a moment, a file of a network) does not fail twice.
        try:
            weeks, tables = _lived(factory(spec, ()) if factory else build(), tick, None if factory else first)
        except Exception as error:
            _try_to_tell(spec, store, _error_text(error), time.perf_counter() - started)
            return
    try:
        store.write_run(spec, tables, weeks, time.perf_counter() - started)
    except OSError as error:
        told = f"{NOT_WRITTEN}: {error.strerror or error}\n{store.folder}"
        _try_to_tell(spec, store, told, time.perf_counter() - started)


def _lived(model: Any, tick: Tick, first: int | None) -> tuple[int, Any]:
    """Weeks and tables of a world lived to its end."""
    return run_to_end(model, tick, first), model.recorder.tables()


def _try_to_tell(spec: RunSpec, store: Store, error: str, seconds: float) -> None:
    # On a full disk not even this can be written; the one who commands sees that there is no receipt.
    with contextlib.suppress(OSError):
        store.write_failure(spec, error, seconds)


def run_to_end(model: Any, tick: Tick = _silent, first: int | None = None) -> int:
    """Step a world to its last week; gives the number of weeks since ``first``, else since now."""
    since = model.week if first is None else first
    step_until(model, UNREACHED, since, tick)
    return model.week - since


def step_until(model: Any, week: int, first: int, tick: Tick) -> None:
    """Step a world to the end of a week, or to its own end."""
    while model.running and model.week < week:
        model.step()
        if (model.week - first) % 13 == 0:
            tick(model.week - first, getattr(model, "last_week", model.week) - first)


def _error_text(error: Exception) -> str:
    """The error with its traceback, cut to the end where it is long."""
    text = "".join(traceback.format_exception(error)).strip()
    last = f"{type(error).__name__}: {error}"
    return f"{last}\n{text[-LONGEST_ERROR:]}"
