"""A world made by hand: weeks are written straight into the columns, no phase runs."""

from __future__ import annotations

import numpy as np

from sim.core import calendar
from sim.outcomes.recorder import Recorder
from sim.rules import Rules
from sim.state.codes import Contract, Cover, Housing, Registration, Work
from sim.state.columns import (
    Agencies,
    Blocks,
    Hirers,
    Institutions,
    Landlords,
    Lists,
    Migrants,
    State,
    empty,
    empty_institutions,
)
from sim.state.ledger import new_books


class SmallWorld:
    """Persons in NL unless moved; ``book`` books the next week."""

    def __init__(self, persons: int = 12, agencies: int = 3, first_week: int = 1, scale: float = 1.0, **options):
        self.m: Migrants = empty(Migrants, persons)
        self.m.person[:] = np.arange(persons)
        self.a: Agencies = empty(Agencies, agencies)
        self.h: Hirers = empty(Hirers, 4)
        self.l: Landlords = empty(Landlords, 3)
        self.i: Institutions = empty_institutions()
        self.books = new_books()
        self.rules = Rules()
        self.week, self.scale = first_week, scale
        self.a.alive[:], self.a.incarnation[:] = 1, 0
        self.a.worker_weeks_13[:] = 100.0
        self.l.beds[:], self.l.crowding[:] = 4, 1.0
        self.recorder = Recorder(persons, **options)

    def arrive(self, *people: int, work: Work = Work.AGENCY, agency: int = 0, week: int | None = None) -> None:
        """Put people in NL, covered and in a rental."""
        m, week = self.m, self.week if week is None else week
        for p in people:
            m.work[p], m.agency[p] = work, agency if Work.AGENCY <= work <= Work.SICK else -1
            m.contract[p] = Contract.A_CLAUSE if m.agency[p] >= 0 else Contract.NONE
            m.last_agency[p] = max(m.agency[p], m.last_agency[p])
            m.housing[p], m.cover[p], m.rent[p] = Housing.RENTAL, Cover.EMPLOYER, 100.0
            m.registration[p] = Registration.RESIDENT
            m.arrival_week[p] = m.spell_start[p] = week
            if m.first_week[p] == -32768:
                m.first_week[p] = week

    def leave(self, *people: int, to: Work = Work.LEFT) -> None:
        """Take people out of NL (or out of scope)."""
        for p in people:
            self.m.work[p], self.m.agency[p], self.m.contract[p] = to, -1, Contract.NONE
            self.m.housing[p], self.m.cover[p] = Housing.ABROAD, Cover.ABROAD

    def uninsure(self, *people: int, cause: int = 1) -> None:
        """Take cover away."""
        for p in people:
            self.m.cover[p], self.m.uncovered[p] = Cover.NONE, cause
            self.m.enrol_week[p] = self.m.duty_week[p] = 32767

    @property
    def state(self) -> State:
        no_blocks = Blocks(np.zeros(13, np.int32), np.zeros(13, np.int32), np.arange(4, dtype=np.int32))
        return State(self.m, self.a, self.h, self.l, self.i, no_blocks)

    def present(self) -> np.ndarray:
        return np.flatnonzero(self.m.work >= Work.AGENCY).astype(np.int32)

    def book(self, weeks: int = 1) -> dict[str, float | None]:
        """Book one or more identical weeks; outcomes of the last."""
        for _ in range(weeks):
            here = self.present()
            working = (self.m.work >= Work.AGENCY) & (self.m.work <= Work.SICK)
            self.m.last_agency_week[working] = self.week
            self.a.last_placed[self.a.worker_weeks_13 > 0.0] = self.week
            now = calendar.now(7, self.week, self.scale)
            lists = Lists(here, here)
            self.recorder.book_week(now, self.state, lists, self.books, self.rules)
            self.week += 1
        return self.recorder.outcomes()

    def spells(self, kind: str) -> list[tuple]:
        """Rows of one kind: person, start, end, left, right, cause, repaired."""
        t = {name: np.asarray(column) for name, column in self.recorder.tables()["spells"].items()}
        columns = ("person", "start_week", "end_week", "left_censored", "right_censored", "cause", "repaired")
        rows = np.flatnonzero(t["kind"] == kind)
        return [tuple(t[c][r] for c in columns) for r in rows]
