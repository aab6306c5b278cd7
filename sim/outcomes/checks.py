"""Invariants of every week (model.md section 7): the world is looked at after the week, nothing is changed.

``Checks().check_week(...)`` raises `InvariantError` at the first thing that does not hold. It is for tests
and for runs with ``run.check=true``; it costs more than the week itself.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.core.calendar import LONG_AGO, Now
from sim.state.codes import Cover, Housing, Work
from sim.state.columns import Lists, State, columns
from sim.state.domains import domain
from sim.state.ledger import ENDS, Account, Books, Item, Tally

CENT = 0.01


class InvariantError(AssertionError):
    """Something that must hold in every week does not; says what, where and in which week."""


def _fail(week: int, what: str, rows: np.ndarray | None = None, detail: str = "") -> None:
    where = "" if rows is None else f" at rows {rows[:5].tolist()} ({rows.size} in all)"
    raise InvariantError(f"week {week}: {what}{where}{'; ' + detail if detail else ''}")


def _forbid(week: int, what: str, wrong: np.ndarray) -> None:
    rows = np.flatnonzero(wrong)
    if rows.size:
        _fail(week, what, rows)


def check_items() -> None:
    """Every item has two ends and they differ, so that all accounts sum to zero."""
    for item in Item:
        if item not in ENDS or ENDS[item][0] == ENDS[item][1]:
            raise InvariantError(f"item {item.name} does not move money from one account to another")


def check_domains(week: int, **states: Any) -> None:
    """Every column holds what `sim.state.columns` declares: codes, bounds, rows, weeks, finite numbers."""
    rows = {name: len(state[0]) for name, state in states.items()}
    for name, state in states.items():
        for column, declared in columns(state.__class__).items():
            values = getattr(state, column)
            allowed = domain(declared, week, rows)
            wrong = allowed.outside(values)
            if wrong.any():
                first = values[wrong][0]
                bad = np.flatnonzero(wrong.reshape(len(values), -1).any(axis=1))
                _fail(week, f"{name}.{column} holds {first}", bad, f"allowed: {allowed.text}")


def check_people(week: int, m: Any, present: np.ndarray) -> None:
    """Work, housing and cover of a person agree, and the list of those present is right."""
    here = m.work >= Work.AGENCY
    listed = np.zeros(here.size, np.int64)
    np.add.at(listed, present, 1)
    _forbid(week, "somebody is listed twice as present", listed > 1)
    _forbid(week, "somebody in NL and in scope is not listed as present", here & (listed == 0))
    _forbid(week, "somebody present has no bed state in NL", here & (m.housing == Housing.ABROAD))
    _forbid(week, "somebody present has no cover state in NL", here & (m.cover == Cover.ABROAD))
    placed = m.work == Work.AGENCY
    _forbid(
        week,
        "a placed person lacks agency, hirer or slot",
        placed & ((m.agency < 0) | (m.hirer < 0) | (m.slot < 0)),
    )
    elsewhere = here & ~placed & (m.hirer >= 0)
    _forbid(week, "somebody not placed has a hirer", elsewhere)
    other = (m.work >= Work.JOBLESS) & (m.agency >= 0)
    _forbid(week, "somebody jobless or in other work has an agency", other)
    gone = m.work == Work.LEFT
    _forbid(week, "somebody who left holds a bed or an agency", gone & ((m.location >= 0) | (m.agency >= 0)))


def check_places(week: int, m: Any, landlords: Any) -> None:
    """Occupants are the persons who live there, and no location holds more than its crowding allows."""
    lives = m.location[(m.work >= Work.AGENCY) & (m.location >= 0)]
    counted = np.bincount(lives, minlength=landlords.beds.size)
    _forbid(week, "occupants differ from the persons with that location", counted != landlords.occupants)
    # who must leave a house found crowded is still there until the notice ends
    staying = m.location[(m.work >= Work.AGENCY) & (m.location >= 0) & (m.notice < 0)]
    most = np.floor(landlords.beds * landlords.crowding + 1e-9)
    crowd = np.bincount(staying, minlength=landlords.beds.size) > most
    _forbid(week, "a location holds more persons than its crowding allows", crowd)
    tied = (m.work >= Work.AGENCY) & ((m.housing == Housing.TIED) | (m.housing == Housing.AGENCY_LEASE))
    _forbid(week, "a tied or leased bed has no location", tied & (m.location < 0))


def check_placements(week: int, m: Any, agencies: Any, hirers: Any) -> None:
    """Filled slots and agencies' workers are counts of persons, and nobody works for a dead agency."""
    placed = np.flatnonzero(m.work == Work.AGENCY)
    filled = np.zeros(hirers.filled.shape, np.int64)
    np.add.at(filled, (m.hirer[placed], m.slot[placed]), 1)
    _forbid(week, "hirers.filled differs from the persons placed", (filled != hirers.filled).any(axis=1))
    here = (m.work >= Work.AGENCY) & (m.agency >= 0)
    dead = np.flatnonzero(here)[agencies.alive[m.agency[here]] == 0]
    if dead.size:
        _fail(week, "somebody has a contract with a dead agency", dead)
    workers = np.bincount(m.agency[here], minlength=agencies.alive.size)
    _forbid(week, "agencies.workers differs from the persons with a contract", workers != agencies.workers)
    at_work = np.bincount(m.agency[placed], minlength=agencies.alive.size)
    _forbid(week, "agencies.placed differs from the persons placed", at_work != agencies.placed)


def _net(cents: np.ndarray, account: Account) -> float:
    into = sum(int(cents[i]) for i in Item if ENDS[i][1] == account)
    out = sum(int(cents[i]) for i in Item if ENDS[i][0] == account)
    return (into - out) / 100.0


class Checks:
    """Invariants of a run; remembers last week where a rule speaks of change."""

    def __init__(self) -> None:
        check_items()
        self._present: int | None = None
        self._savings = self._capital = 0.0
        self._clocks: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        self._week = 0

    def check_week(self, now: Now, state: State, lists: Lists, books: Books) -> None:
        """Raise `InvariantError` if something does not hold after this week."""
        week, migrants, agencies = now.week, state.migrants, state.agencies
        tables = {"migrants": migrants, "agencies": agencies, "hirers": state.hirers, "landlords": state.landlords}
        check_domains(week, **tables, institutions=state.institutions)
        if not np.isfinite(books.tally).all():
            _fail(week, "a tally is not a finite number", np.flatnonzero(~np.isfinite(books.tally)))
        here = lists.present[migrants.work[lists.present] >= Work.AGENCY]
        check_people(week, migrants, here)
        check_places(week, migrants, state.landlords)
        check_placements(week, migrants, agencies, state.hirers)
        self._check_flows(week, here.size, books)
        self._check_balances(week, migrants, agencies, books)
        self._check_clocks(week, migrants, agencies)

    def _check_flows(self, week: int, present: int, books: Any) -> None:
        t = books.tally
        if self._present is not None:
            expected = self._present + t[Tally.ARRIVALS] - t[Tally.DEPARTURES] - t[Tally.SETTLED]
            if present != expected:
                flows = f"{t[Tally.ARRIVALS]:g} came, {t[Tally.DEPARTURES]:g} left, {t[Tally.SETTLED]:g} settled"
                _fail(week, f"{present} present, but {self._present} last week and {flows}")
        self._present = present

    def _check_balances(self, week: int, migrants: Any, agencies: Any, books: Any) -> None:
        savings, capital = float(migrants.savings.sum()), float(agencies.capital.sum())
        if self._week:
            for name, change, account, room in (
                ("savings of migrants", savings - self._savings, Account.MIGRANTS, self._present or 0),
                ("capital of agencies", capital - self._capital, Account.AGENCIES, int(agencies.alive.sum())),
            ):
                booked = _net(books.cents, account)
                # sums of floats are exact to about one part in 10**12 of the amounts added
                room_eur = CENT * (1 + room) + 1e-9 * (abs(savings) + abs(capital))
                if abs(change - booked) > room_eur:
                    _fail(week, f"{name} changed by {change:.2f} EUR, the books say {booked:.2f}")
        self._savings, self._capital, self._week = savings, capital, week or 1

    def _check_clocks(self, week: int, migrants: Any, agencies: Any) -> None:
        """Clocks and ages never go backwards."""
        clocks: dict[str, tuple[Any, Any]] = {
            "migrants.weeks_in_nl": (migrants.person, migrants.weeks_in_nl),
            # a person who is asked and does not come leaves the row to the next
            "migrants.last_agency_week": (
                migrants.person,
                np.where(migrants.work == Work.ABROAD, LONG_AGO, migrants.last_agency_week),
            ),
            "agencies.incarnation": (np.arange(agencies.incarnation.size), agencies.incarnation),
        }
        for name, (who, values) in clocks.items():
            if name in self._clocks:
                before, was = self._clocks[name]
                rows = min(who.size, before.size)  # persons change rows when their table is tidied
                same = who[:rows] == before[:rows]
                _forbid(week, f"{name} went backwards", same & (values[:rows] < was[:rows]))
            self._clocks[name] = who.copy(), values.copy()
        came = (migrants.work >= Work.AGENCY) & (migrants.arrival_week > week)
        _forbid(week, "somebody is present before he arrives", came)
