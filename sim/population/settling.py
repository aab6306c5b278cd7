"""A small world that lives 24 years of its own before the start, so that lives and firms are at rest.

What the start needs of it is kept beside the compiled kernels, under a name that says everything it depends
on: a base and its policies, or the runs of a batch, settle once per seed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numba import config

from sim import schedule
from sim.behaviour import Behaviour
from sim.cohorts import Numbering, introduce_rows
from sim.population.frame import fit_rentals, frame, seat_all
from sim.population.making import Making
from sim.population.people import crude_start
from sim.population.places import capacity
from sim.population.turnover import Seen, Watch
from sim.rules import Rules
from sim.state.codes import Work
from sim.state.columns import Migrants, State, empty
from sim.week import Week
from sim.world import Splits, World

SETTLING_SCALE = 1 / 40
KEPT = 2e9  # bytes of settled worlds on disk; a batch of ten thousand seeds would leave ten times as much
SETTLING_WEEKS = 1248  # those who come and go and those who stay for good are each at rest after some twenty years only


class Settled(NamedTuple):
    """The persons of a settled world: those present first, then those abroad who may return."""

    migrants: Migrants
    present: int
    tightness: np.ndarray  # rental room over renters, float64[12]
    room: float  # persons that open places take in, over those who live there
    seen: Seen  # of its firms


def settling_world(seed: int, last_week: int, world: World, splits: Splits, behaviour: Behaviour, rules: Rules) -> Week:
    """A small world with a crude start, ready to settle for `SETTLING_WEEKS` up to ``last_week``."""
    scale, first = SETTLING_SCALE, last_week - SETTLING_WEEKS + 1
    making = Making(seed, scale, first, SETTLING_WEEKS, world, splits, behaviour, rules)
    agencies, hirers, places, institutions, blocks = frame(making)
    stock = round(world.agency_migrants * scale)
    people = round(stock * 1.75)
    migrants = empty(Migrants, people + people // 4)
    rows = np.arange(people, dtype=np.int32)
    migrants.person[rows] = rows
    introduce_rows(seed, first, migrants, rows, splits, behaviour)
    provinces = np.repeat(np.arange(12), np.diff(np.round(np.cumsum([0, *splits.province]) * people).astype(int)))
    migrants.province[rows] = provinces[(np.arange(people) * 7919) % people]
    crude_start(seed, first - 1, migrants, rows, stock)
    none = np.empty(0, np.int32)
    state = State(migrants, agencies, hirers, places, institutions, blocks)
    week = Week(seed, scale, state, world, splits, behaviour, rules, Numbering(people, first), rows, none, none)
    week.open(first - 1, rules)
    left = seat_all(seed, week, rows[:stock])
    migrants.work[left] = Work.JOBLESS
    migrants.contract[left] = 0
    week.list_up()
    return week


def live(week: Week, last_week: int, rules: Rules) -> Seen:
    """Let a settling world live up to ``last_week``; its rental market becomes fixed two years before.

    Returns what its firms showed once the first two years had passed.
    """
    agencies, watch = week.state.agencies, Watch()
    for number in range(last_week - SETTLING_WEEKS + 1, last_week + 1):
        alive = agencies.alive == 1
        week.open(number, rules)
        schedule.live(week)
        if number > last_week - SETTLING_WEEKS + 104:
            watch.look(number, alive, agencies, week.behaviour)
        if number % 13 == 0 and number < last_week - 104:
            fit_rentals(week)
    return watch.seen()


def _keep(week: Week, seen: Seen) -> Settled:
    rows = np.concatenate([week.present, week.leavers])
    before = week.state.institutions
    people = Migrants(*(column[rows] for column in week.state.migrants))
    places = week.state.landlords
    room = float(capacity(places)[places.open == 1].sum() / max(1, places.occupants.sum()))
    return Settled(people, week.present.size, before.rental_stock / np.maximum(before.renters, 1), room, seen)


@lru_cache(maxsize=2)
def settle(seed: int, last_week: int, world: World, splits: Splits, behaviour: Behaviour, rules: Rules) -> Settled:
    """The settled world of these arguments, from disk if it has been made before."""
    # the folder is named after the sources, so only the arguments are left to tell worlds apart
    name = hashlib.sha256(repr((seed, last_week, world, splits, behaviour, rules)).encode()).hexdigest()[:24]
    path = Path(str(config.CACHE_DIR)) / f"settled-{name}.npz"  # pyright: ignore[reportAttributeAccessIssue]
    with contextlib.suppress(OSError, ValueError, KeyError, EOFError), np.load(path, allow_pickle=False) as file:
        people = Migrants(*(file[column] for column in Migrants._fields))
        seen = Seen(file["seen_flow"], file["seen_ends"])
        room = float(file["bed_room"])
        with contextlib.suppress(OSError):  # of a cache that may only be read
            path.touch()  # used: the last to go
        return Settled(people, int(file["present_rows"]), file["rental_tightness"], room, seen)
    week = settling_world(seed, last_week, world, splits, behaviour, rules)
    settled = _keep(week, live(week, last_week, rules))
    _store(path, settled)
    return settled


def _store(path: Path, settled: Settled) -> None:
    """Write whole or not at all; a cache that cannot be written costs time only."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        with part.open("wb") as file:
            extra = {"present_rows": np.int64(settled.present), "rental_tightness": settled.tightness}
            extra |= {"bed_room": np.float64(settled.room)}
            extra |= {"seen_flow": settled.seen.flow, "seen_ends": settled.seen.ends}
            np.savez(file, **settled.migrants._asdict(), **extra)  # pyright: ignore[reportArgumentType]
        part.replace(path)
        make_room(path.parent)


def make_room(folder: Path, most: float = KEPT) -> None:
    """Remove the settled worlds used longest ago until the rest take at most ``most`` bytes; others may do so too."""
    found = []
    for path in folder.glob("settled-*.npz"):
        with contextlib.suppress(OSError):
            facts = path.stat()
            found.append((facts.st_mtime_ns, facts.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= most:
            return
        with contextlib.suppress(OSError):
            path.unlink()
        total -= size
