"""Invariants: a sound world passes, each broken one is named."""

import numpy as np
import pytest

from sim.core import calendar
from sim.outcomes import checks
from sim.outcomes.checks import Checks, InvariantError
from sim.state.codes import Cover, Housing, Work
from sim.state.columns import Lists
from sim.state.ledger import Account, Item, Tally
from tests.unit.outcomes.small_world import SmallWorld


@pytest.fixture
def world() -> SmallWorld:
    world = SmallWorld()
    world.arrive(0, 1, 2)
    world.arrive(3, work=Work.DIRECT)
    world.m.hirer[:3], world.m.slot[:3] = [0, 0, 1], 0
    world.h.filled[0, 0], world.h.filled[1, 0] = 2, 1
    world.a.workers[0] = world.a.placed[0] = 3
    world.m.housing[0], world.m.location[0], world.l.occupants[1] = Housing.TIED, 1, 1
    world.i.return_rates[:] = 0.1
    return world


def check(world: SmallWorld, checker: Checks | None = None) -> Checks:
    checker = checker or Checks()
    here = world.present()
    now = calendar.now(1, world.week, 1.0)
    checker.check_week(now, world.state, Lists(here, here), world.books)
    world.week += 1
    return checker


def test_sound_world_passes(world):
    checker = check(world)
    check(world, checker)


BREAKS = {
    r"migrants[.]work holds 40 .* allowed: Work: 0 ABROAD": lambda w: w.m.work.__setitem__(11, 40),
    "no cover state": lambda w: w.m.cover.__setitem__(3, Cover.ABROAD),
    "no bed state": lambda w: w.m.housing.__setitem__(3, Housing.ABROAD),
    "lacks agency": lambda w: w.m.hirer.__setitem__(2, -1),
    "has a hirer": lambda w: w.m.hirer.__setitem__(3, 1),
    "other work has an agency": lambda w: w.m.agency.__setitem__(3, 1),
    "occupants differ": lambda w: w.l.occupants.__setitem__(2, 1),
    "more persons than its crowding": lambda w: w.l.crowding.__setitem__(1, 0.2),
    "has no location": lambda w: (w.m.location.__setitem__(0, -1), w.l.occupants.__setitem__(1, 0)),
    "hirers.filled": lambda w: w.h.filled.__setitem__((1, 0), 2),
    "dead agency": lambda w: w.a.alive.__setitem__(0, 0),
    "agencies.workers": lambda w: w.a.workers.__setitem__(0, 4),
    "agencies.placed": lambda w: w.a.placed.__setitem__(1, 1),
    r"savings holds nan at rows \[5\] .* a finite number": lambda w: w.m.savings.__setitem__(5, np.nan),
    "tally is not a finite": lambda w: w.books.tally.__setitem__(2, np.inf),
    "holds a bed or an agency": lambda w: (w.m.work.__setitem__(9, Work.LEFT), w.m.agency.__setitem__(9, 1)),
    "before he arrives": lambda w: w.m.arrival_week.__setitem__(3, 9),
}


@pytest.mark.parametrize("what", BREAKS)
def test_broken_state_is_named(world, what):
    BREAKS[what](world)
    with pytest.raises(InvariantError, match=what):
        check(world)


def test_list_of_present_must_be_right(world):
    here = world.present()
    for wrong, what in ((here[1:], "not listed"), (np.append(here, here[0]), "listed twice")):
        with pytest.raises(InvariantError, match=what):
            Checks().check_week(calendar.now(1, 1, 1.0), world.state, Lists(wrong, here), world.books)


def test_flows_must_add_up_to_stocks(world):
    checker = check(world)
    world.arrive(4, work=Work.JOBLESS)
    world.books.tally[Tally.ARRIVALS] = 1
    check(world, checker)
    with pytest.raises(InvariantError, match="5 present, but 5 last week and 1 came"):
        check(world, checker)


def test_balances_must_agree_with_the_books(world):
    checker = check(world)
    world.books.cents[Item.WAGE] = 50_000
    world.m.savings[0], world.a.capital[0] = 500.0, -500.0
    check(world, checker)
    world.m.savings[0] += 500.0
    with pytest.raises(InvariantError, match=r"capital of agencies changed by 0[.]00 EUR, .* -500[.]00"):
        check(world, checker)


def test_savings_out_of_nothing_are_found(world):
    checker = check(world)
    world.m.savings[0] = 3.0
    with pytest.raises(InvariantError, match=r"savings of migrants changed by 3[.]00 EUR, .* 0[.]00"):
        check(world, checker)


def test_clocks_never_go_backwards(world):
    world.m.weeks_in_nl[2] = 8
    checker = check(world)
    world.m.weeks_in_nl[2] = 7
    with pytest.raises(InvariantError, match=r"weeks_in_nl went backwards at rows \[2\]"):
        check(world, checker)


def test_every_item_has_two_ends(monkeypatch):
    checks.check_items()
    ends = checks.ENDS | {Item.HIRE: (Account.STATE, Account.STATE)}
    monkeypatch.setattr(checks, "ENDS", ends)
    with pytest.raises(InvariantError, match="HIRE"):
        checks.check_items()
