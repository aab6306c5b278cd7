"""One smoke world per test process, settled and warmed up; tests get copies."""

from __future__ import annotations

import copy
import functools

import numpy as np

from sim.model import LabourMarket
from sim.phase import NAMES
from sim.state.columns import Agencies, Hirers, Institutions, Landlords, Migrants
from sim.state.ledger import Item, Tally
from sim.week import Week

TABLES = {
    "migrants": Migrants,
    "agencies": Agencies,
    "hirers": Hirers,
    "landlords": Landlords,
    "institutions": Institutions,
}


@functools.cache
def smoke(seed: int = 1, weeks: int = 20) -> LabourMarket:
    """A smoke world after some checked weeks; not to be changed."""
    model = LabourMarket(rng=seed, size="smoke", **{"run.check": 1})
    for _ in range(weeks):
        model.step()
    return model


def smoke_week(seed: int = 1) -> Week:
    """A copy of that world's state and phases, at the start of the next week."""
    model = smoke(seed)
    week = copy.deepcopy(model.world_week)
    week.open(week.now.week + 1, week.rules)
    return week


def snapshot(week: Week) -> dict[str, np.ndarray]:
    """All columns by ``table.column``, copied."""
    return {
        f"{table}.{name}": getattr(part, name).copy()
        for table, part in zip(TABLES, week.state[:5], strict=True)
        for name in TABLES[table]._fields
    }


def everything(week: Week) -> dict[str, np.ndarray]:
    """All that `sim.phase.fields` can name, copied: columns, payments, counts, and what phases hand on."""
    found = snapshot(week)
    found |= {f"books.{item.name}": week.books.cents[item : item + 1].copy() for item in Item}
    found |= {f"tally.{count.name}": week.books.tally[count : count + 1].copy() for count in Tally}
    for name in NAMES["week"]:
        value = getattr(week, name)
        parts = () if value is None else value if isinstance(value, tuple) else (value,)
        found[f"week.{name}"] = np.concatenate([np.ravel(part) for part in parts]) if parts else np.array([-1.0])
    return found


def changed(before: dict[str, np.ndarray], after: dict[str, np.ndarray]) -> set[str]:
    """Names of what differs; rows that a table has grown by do not count."""
    tables = tuple(TABLES)
    return {
        name
        for name, old in before.items()
        if not np.array_equal(old, after[name][: len(old)] if name.startswith(tables) else after[name])
    }


def same_table(one: dict, other: dict) -> list[str]:
    """Names of the columns of two recorded tables that differ by a bit; [] if they are identical."""
    assert one.keys() == other.keys()
    return [name for name in one if not identical(np.asarray(one[name]), np.asarray(other[name]))]


def identical(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two arrays are bit for bit the same, missing values included."""
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    if one.dtype == object:
        return one.tolist() == other.tolist()
    return one.tobytes() == other.tobytes()
