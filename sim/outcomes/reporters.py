"""What Mesa's data collector keeps of each week."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sim.outcomes.metrics import BY_NAME


def reporters() -> dict[str, Callable[[Any], Any]]:
    """Which week it was, and every outcome by name; each a function of the model."""
    when: dict[str, Callable[[Any], Any]] = {
        "week": lambda model: model.week,
        "date": lambda model: model.date,
        "warmup": lambda model: model.week < 1,
        "seed": lambda model: model.seed,
    }
    return when | {name: _reporter(name) for name in BY_NAME}


def _reporter(name: str) -> Callable[[Any], Any]:
    return lambda model: model.recorder.latest()[name]
