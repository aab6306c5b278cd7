"""A small world that lives years of its own before the start, so that lives and firms are at rest.

Where only the seed, law or conduct is another than in the base world, it begins with the population at rest that ships
(`sim.population.at_rest`) and lives four to six years: after that its persons are spread over work, homes and cover as
after 24 years of their own, which `tests/model/test_settling.py` holds. Every other world lives those 24 years.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from sim import schedule
from sim.behaviour import Behaviour
from sim.cohorts import Numbering, introduce_rows
from sim.core.calendar import NEVER
from sim.population.at_rest import LAST_WEEK, POOL, population_at_rest, shipped
from sim.population.frame import fit_rentals, frame, seat_all
from sim.population.making import Making
from sim.population.people import crude_start
from sim.population.populate import populate
from sim.population.settled import Settled, digest_of, keep, path_of, store, stored
from sim.population.turnover import Seen, Watch
from sim.rules import Rules
from sim.state.codes import Work
from sim.state.columns import Migrants, State, empty
from sim.week import Week
from sim.world import Splits, World

SETTLING_SCALE = 1 / 40
SETTLING_WEEKS = 1248  # of a world that begins with a crude guess
OWN_WEEKS = 104  # least of a world that begins with the population at rest
RENTALS_FIXED = 104  # weeks before the end in which rental markets no longer follow their renters
UNWATCHED = 52  # weeks until the firms of a new world show how firms live


def settling_world(seed: int, last_week: int, world: World, splits: Splits, behaviour: Behaviour, rules: Rules) -> Week:
    """A small world with a crude start, ready to live `SETTLING_WEEKS` up to ``last_week``."""
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
    """Let a world live up to ``last_week``; returns what its firms showed."""
    agencies, watch, first = week.state.agencies, Watch(), week.now.week + 1
    for number in range(first, last_week + 1):
        alive = agencies.alive == 1
        week.open(number, rules)
        schedule.live(week)
        if number >= first + UNWATCHED:
            watch.look(number, alive, agencies, week.behaviour)
        if number % 13 == 0 and number < last_week - RENTALS_FIXED:
            fit_rentals(week)
    return watch.seen()


@lru_cache(maxsize=2)
def settle(seed: int, last_week: int, world: World, splits: Splits, behaviour: Behaviour, rules: Rules) -> Settled:
    """The settled world of these arguments, from disk if it has been made before.

    Four years of some 160 firms say little of what firms earn and how they end; the pooled worlds say it better. So
    what other conduct changes is added to what they say: the difference to the same world with declared conduct.
    """
    start = population_at_rest(world, splits, behaviour) if last_week >= LAST_WEEK + OWN_WEEKS else None
    settled = _own(seed, last_week, world, splits, behaviour, rules, start)
    if start is None:
        return settled
    plain = settled
    if behaviour != Behaviour():
        plain = _own(seed, last_week, world, splits, Behaviour(), rules, start)
    settled = settled._replace(seen=start.seen.changed(settled.seen, plain.seen))
    if (last_week - LAST_WEEK) % 52:  # room goes with the season
        return settled
    return settled._replace(
        room=start.room + (settled.room - plain.room),
        tightness=start.tightness + (settled.tightness - plain.tightness),
    )


def _own(
    seed: int, last_week: int, world: World, splits: Splits, behaviour: Behaviour, rules: Rules, start: Settled | None
) -> Settled:
    """A world after years of its own, from disk if it has been made before."""
    made_from = digest_of(seed, last_week, world, splits, behaviour, rules, start and shipped()[1])
    path = path_of(made_from)
    settled = stored(path)
    if settled is None:
        if start is None:
            week = settling_world(seed, last_week, world, splits, behaviour, rules)
        else:
            weeks = last_week - LAST_WEEK
            making = Making(seed, SETTLING_SCALE, LAST_WEEK + 1, weeks, world, splits, behaviour, rules)
            week = populate(making, start, 1.0 / POOL, NEVER)
        settled = keep(week, live(week, last_week, rules), made_from)
        store(path, settled)
    return settled
