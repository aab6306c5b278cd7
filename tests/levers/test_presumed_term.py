"""The presumed term of work (6.2.A): what is awarded without books, to whom it counts, and what owners make of it."""

import numpy as np
import pytest

from sim.phases.enforcement.inspection import Enforcer
from sim.phases.enforcement.sanction import claims_at_the_end
from sim.state.ledger import Tally, new_books
from sim.week import Ended
from tests.levers.worlds import B, E, feared, rules
from tests.model.test_market_phases import copy_of, enforce, found
from tests.unit.phases.hand import Hand


@pytest.mark.parametrize("who", [Enforcer.INSPECTORATE, Enforcer.SECTOR_BODY])
def test_awards_on_a_presumed_term_are_counted_and_reach_what_is_owed_at_most(market, who):
    seen = []
    for weeks, books_kept in ((0.0, 0), (26.0, 0), (26.0, 1)):
        m, books = copy_of(market), new_books()
        a, p = m.agencies, m.migrants
        rows = np.flatnonzero((a.alive == 1) & (a.placed > 0))[:20]
        a.keeps_records[rows], a.extracted_wage[rows], a.capital[rows] = books_kept, 0.1, 1e7
        p.wage_owed[rows], a.wage_debt[rows] = 1_000.0, 1_000.0
        enforce(m, found(rows, who), books, rules=rules("inspection", presumed_weeks=weeks))
        t = books.tally
        assert t[Tally.AWARDED_EUR] <= 20 * 1_000.0 + 0.01
        seen.append((t[Tally.AWARDS], t[Tally.AWARDS_BY_TERM], t[Tally.AWARDED_EUR]))
    without, presumed, kept = seen
    assert without[:2] == kept[:2] == (20, 0) and presumed[:2] == (20, 20)
    assert presumed[2] > 2 * without[2] > 0


def test_a_firm_without_books_counts_with_all_it_owes_where_a_term_is_presumed():
    def fear(keeps_records: int, weeks: float) -> float:
        return feared(rules("inspection", presumed_weeks=weeks), keeps_records=keeps_records, capital=1e6)

    assert fear(1, 0.0) == fear(1, 26.0) and fear(0, 26.0) > 1.2 * fear(0, 0.0)
    owed = 4.0 * B.extraction.cap_wage * 13.0  # weeks of wages that a firm which takes all it can owes after a year
    assert fear(0, owed) == pytest.approx(fear(0, 52.0)), "no more than is owed"


def test_at_the_end_of_a_firm_without_books_its_workers_claim_on_the_term_too():
    awarded = []
    for weeks in (0.0, 26.0):
        world = Hand(10, agencies=1)
        world.employ()
        a, m = world.a, world.m
        m.wage_owed[:], a.wage_debt[:], a.deposit[:], a.worker_weeks_13[:] = 100.0, 1_000.0, 50_000.0, 130.0
        a.keeps_records[:], a.quarter_wages[:], a.quarter_hours[:] = 0, 52_000.0, 5_200.0
        world.law("inspection", presumed_weeks=weeks)
        world.call(claims_at_the_end, ending=Ended(np.zeros(1, np.int32), np.zeros(1, np.int8)))
        awarded.append((world.count(Tally.AWARDED_EUR), world.count(Tally.AWARDS_BY_TERM)))
    (proven, none), (presumed, by_term) = awarded
    assert (none, by_term) == (0, 1) and presumed == pytest.approx(proven / E.proof_no_records)
