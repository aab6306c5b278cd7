"""Make one run: build the world, step to the end, write its parts, return its id."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from typing import Any

from experiments.spec import RunSpec
from experiments.store import Store

Factory = Callable[[RunSpec, tuple[int, ...]], Any]
Tick = Callable[[int, int], None]
LONGEST_ERROR = 4000


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
        **dict(spec.overrides),
    )


def run_one(spec: RunSpec, store: Store, factory: Factory = labour_market, tick: Tick | None = None) -> str:
    """Make a run and write its parts; an error of the model is written down, not raised.

    Parameters
    ----------
    tick : callable, optional
        Told the weeks done and the weeks in all, now and then.

    Returns
    -------
    str
        The run id, and nothing else: results travel by the folder.
    """
    started = time.perf_counter()
    try:
        model = factory(spec, ())
        weeks = run_to_end(model, tick)
        tables = model.recorder.tables()
    except Exception as error:
        store.write_failure(spec, _told(error), time.perf_counter() - started)
    else:
        store.write_run(spec, tables, weeks, time.perf_counter() - started)
    return spec.run_id


def run_to_end(model: Any, tick: Tick | None = None) -> int:
    """Step a world to its last week; gives the number of weeks."""
    first = model.week
    while model.running:
        model.step()
        if tick is not None and (model.week - first) % 13 == 0:
            tick(model.week - first, getattr(model, "last_week", model.week) - first)
    return model.week - first


def _told(error: Exception) -> str:
    """What went wrong and where, the end of it kept if it is long."""
    text = "".join(traceback.format_exception(error)).strip()
    last = f"{type(error).__name__}: {error}"
    return f"{last}\n{text[-LONGEST_ERROR:]}"
