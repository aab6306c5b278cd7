"""A `Week` made of the parts that a test has, to call one phase with; and a look at the phases of any week."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

import numpy as np

from sim.behaviour import Behaviour
from sim.cohorts import Numbering
from sim.core.calendar import Now
from sim.phase import Phase
from sim.rules import Rules
from sim.state.columns import State
from sim.state.ledger import Books
from sim.week import Week
from sim.world import Splits, World

SPLITS = Splits(
    province=(0.012, 0.01, 0.013, 0.04, 0.04, 0.09, 0.03, 0.13, 0.22, 0.025, 0.25, 0.14),
    sector=(0.18, 0.40, 0.16, 0.10, 0.16),
    origin=(0.728, 0.076, 0.032, 0.12, 0.044),
)


def week_of(
    now: Now, state: State, behaviour: Behaviour, rules: Rules, books: Books | None = None, **given: Any
) -> Week:
    """The week of this moment, state and law; ``given`` is any attribute of `Week`, or a group of the rules by name."""
    none = np.empty(0, np.int32)
    groups = {name: given.pop(name) for name in Rules._fields if name in given}
    rules = rules._replace(**groups)
    week = Week(now.seed, now.scale, state, World(), SPLITS, behaviour, rules, Numbering(0, now.week), none, none, none)
    week.now = now
    if books is not None:
        week.books = books
    for name, value in given.items():
        assert hasattr(week, name), name
        setattr(week, name, value)
    return week


def watching(watch: Callable[[Phase, Week], None]) -> AbstractContextManager:
    """While it lasts, ``watch`` is called in place of each phase, and lets it act by ``phase.rule(week)``."""
    return mock.patch.object(Phase, "__call__", watch)
