"""A tiny world made by hand for tests of one phase: one province, everything open, nobody in it yet."""

from __future__ import annotations

import numpy as np

from sim.behaviour import Behaviour
from sim.core.calendar import now
from sim.phase import Phase
from sim.phases.agencies.exit import choose_ends, end_agencies
from sim.phases.employment.after_end import route_ended
from sim.phases.employment.ends import end_placements
from sim.phases.enforcement.sanction import claims_at_the_end
from sim.rules import Rules
from sim.state.codes import Contract, Cover, Housing, Registration, Work
from sim.state.columns import (
    Agencies,
    Blocks,
    Hirers,
    Landlords,
    Migrants,
    State,
    empty,
    empty_institutions,
)
from sim.state.ledger import ENDS, Account, Item, Tally, new_books
from sim.week import Ended, Week
from tests.one_week import week_of

NEVER = 32767
PROVINCE = 8


class Hand:
    """Persons are rows 0..n-1; agency k supplies hirer k in slot 0; place k belongs to nobody."""

    def __init__(self, persons: int, agencies: int = 2, places: int = 2, week: int = 100, beds: int = 20_000):
        m, a = empty(Migrants, persons), empty(Agencies, agencies)
        h, ld = empty(Hirers, agencies), empty(Landlords, places)
        self.inst = empty_institutions()
        m.person[:] = np.arange(persons)
        m.birth_year[:], m.province[:], m.network[:] = 1990, PROVINCE, 0.5
        m.knowledge[:] = 0.5
        a.alive[:], a.incarnation[:], a.price_factor[:] = 1, 0, 1.8
        h.province[:], h.normal_week[:], h.wage[:] = PROVINCE, 40, 1.0
        h.size[:] = h.orders[:] = persons
        h.supplier[:, 0], h.share[:, 0] = np.arange(agencies), 1.0
        ld.province[:], ld.beds[:], ld.crowding[:], ld.open[:], ld.rent[:] = PROVINCE, beds, 1.0, 1, 97.0
        self.inst.rental_stock[:] = 10_000.0
        self.inst.return_rates[:] = 0.5, 0.05
        begin = np.where(np.arange(13) > PROVINCE, agencies, 0).astype(np.int32)
        place_from = np.where(np.arange(13) > PROVINCE, places, 0).astype(np.int32)
        self.m, self.a, self.h, self.ld, self.blocks = (
            m,
            a,
            h,
            ld,
            Blocks(begin, place_from, np.arange(places + 1, dtype=np.int32)),
        )
        self.state = State(m, a, h, ld, self.inst, self.blocks)
        self.present = np.arange(persons, dtype=np.int32)
        self.rules, self.behaviour = Rules(), Behaviour()
        self.books = new_books()
        self.at(week)

    def at(self, week: int) -> None:
        """Go to a week with empty books."""
        self.now = now(1, week, 0.01)
        self.books.cents[:] = 0
        self.books.tally[:] = 0

    def live_in_nl(self, rows=None, work: Work = Work.JOBLESS, weeks: int = 60, savings: float = 0.0) -> None:
        """Put persons in NL, without a job, in the street, uncovered and known to nobody."""
        m, rows = self.m, self.present if rows is None else rows
        m.work[rows], m.housing[rows] = work, Housing.STREET
        m.weeks_in_nl[rows] = weeks
        m.first_week[rows] = m.arrival_week[rows] = self.now.week - weeks
        m.scope_week[rows] = m.last_agency_week[rows] = self.now.week
        m.cover[rows], m.uncovered[rows] = Cover.NONE, 1
        m.savings[rows] = m.savings_before[rows] = savings

    def employ(self, rows=None, hirer: int = 0, form: Contract = Contract.A_CLAUSE, weeks: int = 5) -> None:
        """Place persons at a hirer for the agency of its first slot, insured."""
        rows = self.present if rows is None else rows
        self.live_in_nl(rows, Work.AGENCY)
        m = self.m
        m.agency[rows] = m.last_agency[rows] = hirer
        m.hirer[rows], m.slot[rows], m.contract[rows] = hirer, 0, form
        m.spell_start[rows], m.phase_weeks[rows] = self.now.week - weeks, weeks
        m.housing[rows], m.rent[rows] = Housing.RENTAL, 120.0
        m.cover[rows], m.uncovered[rows], m.duty_week[rows] = Cover.EMPLOYER, 0, self.now.week - weeks
        m.registration[rows] = Registration.RNI
        self.h.filled[hirer, 0] += np.size(rows)
        self.h.target[hirer, 0] += np.size(rows)

    def tie(self, rows=None, place: int = 0, quick: int = 0) -> None:
        """Give persons a bed that comes with the job."""
        rows = self.present if rows is None else rows
        self.m.housing[rows], self.m.location[rows] = Housing.TIED, place
        self.m.rent[rows] = self.ld.rent[place]
        self.ld.occupants[place] += np.size(rows)
        self.ld.quick_eviction[place] = quick

    @property
    def placed(self) -> np.ndarray:
        """Rows of the placed."""
        return self.present[self.m.work == Work.AGENCY]

    def separation(self, **changes) -> None:
        """Change figures of the ends of placements; ranges are not looked at."""
        b = self.behaviour
        self.behaviour = b._replace(separation=b.separation._replace(**changes))

    def law(self, group: str, **changes) -> None:
        """Change figures of the law; ranges are not looked at."""
        self.rules = self.rules._replace(**{group: getattr(self.rules, group)._replace(**changes)})

    def act(self, group: str, **changes) -> None:
        """Change figures of behaviour; ranges are not looked at."""
        self.behaviour = self.behaviour._replace(**{group: getattr(self.behaviour, group)._replace(**changes)})

    def stay(self) -> None:
        """Nobody whose job ends leaves NL, moves on or goes to another agency."""
        none = dict.fromkeys(("leave_first_year", "leave_later", "onward_first_year", "onward_later", "hop"), 0.0)
        self.act("career", **none)

    def week(self, **given) -> Week:
        """This world as phases take it; ``given`` as in `week_of`."""
        known = {"rules": self.rules, "present": self.present, "placed": self.placed}
        return week_of(self.now, self.state, self.behaviour, books=self.books, **known | given)

    def call(self, phase: Phase, **given) -> Week:
        """Let this world live one phase; returns the week, with what the phase hands on."""
        week = self.week(**given)
        phase(week)
        return week

    def end(self) -> tuple[np.ndarray, np.ndarray]:
        """Phase 3: decide which placements end."""
        return self.call(end_placements).ended

    def route(self, rows: np.ndarray, causes: np.ndarray) -> None:
        """Let ends lead where they lead."""
        self.call(route_ended, ended=Ended(rows, causes))

    def close(self, claims: bool = False) -> list[int]:
        """Phase 12: firms end, if asked with the claims on them before; their rows."""
        week = self.call(choose_ends)
        rows = week.ending.rows.tolist()
        for phase in (claims_at_the_end, end_agencies) if claims else (end_agencies,):
            phase(week)
        return rows

    def eur(self, item: Item) -> float:
        """What was booked under an item."""
        return self.books.cents[item] / 100

    def count(self, tally: Tally) -> float:
        """What was counted."""
        return float(self.books.tally[tally])

    def net(self, account: Account) -> float:
        """What an account received less what it paid."""
        return net(self.books, account)


def net(books, account: Account) -> float:
    """What an account received less what it paid in a week's books."""
    into = sum(int(books.cents[i]) for i in Item if ENDS[i][1] == account)
    out = sum(int(books.cents[i]) for i in Item if ENDS[i][0] == account)
    return (into - out) / 100
