"""Rules on contracts, postings and pay, on worlds made by hand: each bites, off where the law is as it was."""

import numpy as np
import pytest

from sim.phases.employment.filling import place_in_country
from sim.phases.enforcement.complaints import complain
from sim.phases.money.wages_and_households import pay_everyone
from sim.phases.shared.contract_clocks import chain_left, counted_at_hirer
from sim.rules import ContractRules
from sim.state.codes import Contract, EndCause, Work
from sim.state.ledger import Item, Tally
from tests.levers.test_measures import age
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_careers import still
from tests.unit.phases.test_ends import clock_world, fall_ill, sick_world

CHAIN = {"chain_max_contracts": 3, "chain_max_weeks": 156, "chain_gap_weeks": 26, "chain_term_weeks": 26}
LIMIT = {"posting_max_weeks": 78, "posting_gap_weeks": 26}
NOBODY_ELSE = {"individual_share": 0.0, "weibull_scale": 1e9}


def pay(world: Hand) -> Hand:
    world.call(pay_everyone)
    return world


def at_work(persons: int, weeks: int = 40, form: Contract = Contract.A_SERIES, **law) -> Hand:
    """Workers whose placements end for no other reason than the law of contracts."""
    world = Hand(persons)
    world.employ(form=form, weeks=weeks)
    world.separation(**NOBODY_ELSE)
    world.m.last_hirer[:] = 0
    world.law("contract", **law)
    return world


# the chain rule


def test_the_chain_counts_contracts_and_weeks():
    law = ContractRules(**CHAIN)
    assert chain_left(100, 100, 1, 0, law) == 78, "three contracts of 26 weeks"
    assert chain_left(100, 60, 1, 40, law) == 38 and chain_left(100, 100, 3, 50, law) == 26
    assert chain_left(100, 100, 1, 150, law) == 6, "the weeks run out first"
    assert chain_left(100, 60, 1, 40, law._replace(chain_max_contracts=0)) == 116
    assert chain_left(100, 20, 1, 80, law._replace(chain_from=90)) == 68, "contracts before the rule were not counted"
    assert chain_left(100, 20, 1, 80, law._replace(chain_new_from=90)) > 1000


@pytest.mark.parametrize("law, after", [({}, Contract.B), (CHAIN, Contract.C)])
def test_a_chain_that_is_used_up_gives_a_contract_without_end(law, after):
    world = still(Hand(2))
    world.employ(form=Contract.A_SERIES, weeks=77)
    world.m.spell_start[:] = 100 - 77, 90
    world.m.chain_weeks[:] = 77, 10
    world.law("contract", **law)
    age(world)
    assert world.m.contract[0] == after and world.m.contract[1] == Contract.B
    assert world.count(Tally.CHAIN_PERMANENT) == bool(law) and world.m.chain_weeks.tolist() == [78, 11]


def test_agencies_dismiss_in_the_weeks_before_the_chain_ends():
    world = clock_world(np.full(20_000, 30))
    world.m.contract[:] = Contract.A_SERIES
    world.m.chain_weeks[:] = 30 + np.arange(20_000) // 1000  # of 20 kinds, up to 49
    assert world.end()[0].size == 0
    world.law("contract", chain_max_weeks=45)
    rows, causes = world.end()
    assert set(world.m.chain_weeks[rows]) == {41, 42, 43, 44} and (causes == EndCause.THRESHOLD).all()
    assert rows.size > 0.8 * 20_000 / 20, "a contract for good is dear: nearly all are let go"


@pytest.mark.parametrize("contracts, gap, taken", [(2, 5, True), (3, 5, False), (3, 26, True)])
def test_who_used_up_the_chain_is_not_taken_back_until_the_gap_is_over(contracts, gap, taken):
    for law in ({}, CHAIN):
        world = Hand(40)
        world.live_in_nl()
        m, h = world.m, world.h
        m.last_agency[:], m.gap_weeks[:], m.chain_contracts[:], m.transfer[:] = 0, gap, contracts, 1
        h.target[0, 0] = 400
        h.target[1, 0] = 0
        world.act("placement", reservation=0.0, moves_province=1.0)
        world.law("contract", **law)
        world.call(place_in_country)
        assert (m.work == Work.AGENCY).all() == (taken or not law)
        if law and taken:
            assert (m.chain_contracts == (contracts + 1 if gap < 26 else 1)).all()
            assert (m.contract < Contract.B).all()


def test_part_of_those_without_the_clause_get_it():
    share = {}
    for moved in (0.0, 0.5):
        world = Hand(2000)
        world.live_in_nl()
        world.m.transfer[:], world.h.target[0, 0] = 1, 2000
        world.act("placement", reservation=0.0, moves_province=1.0)
        world.law("contract", chain_to_clause=moved, **CHAIN)
        world.call(place_in_country)
        share[moved] = (world.m.contract == Contract.A_CLAUSE).mean()
    assert share[0.0] == pytest.approx(0.5, abs=0.05) and share[0.5] == pytest.approx(0.75, abs=0.05)


def test_longer_contracts_mean_sick_pay_for_longer():
    terms = []
    for law in ({}, CHAIN):
        world = sick_world(1)
        world.m.contract[:] = Contract.A_SERIES
        world.law("contract", **law)
        fall_ill(world)
        terms.append(world.m.term_weeks.max())
    assert terms[0] <= 4 < 15 < terms[1] <= 26


# the limit to postings


def test_only_weeks_under_the_limit_count():
    law = ContractRules(**LIMIT)
    assert counted_at_hirer(100, 50, law) == 50
    assert counted_at_hirer(100, 50, law._replace(posting_from=90)) == 10
    assert counted_at_hirer(100, 50, law._replace(posting_new_from=90)) == 0
    assert counted_at_hirer(100, 8, law._replace(posting_new_from=90)) == 8


def limit_world(persons: int = 4000, **law) -> Hand:
    world = at_work(persons, **(LIMIT | law))
    world.m.weeks_at_hirer[:] = 68 + np.arange(persons) % 10  # 68 to 77
    return world


def test_at_the_limit_the_hirer_employs_some_and_the_others_leave_it():
    world = limit_world(posting_convert=0.3)
    m = world.m
    rows, causes = world.end()
    taken = rows[causes == EndCause.POSTING_LIMIT]
    off = np.flatnonzero(m.work == Work.IDLE)
    lost = rows[causes == EndCause.THRESHOLD]
    reached = taken.size + off.size + lost.size
    for some in (taken, off, lost):
        assert m.weeks_at_hirer[some].min() >= 74 and some.size > 0
    assert taken.size / reached == pytest.approx(0.3, abs=0.05) and world.count(Tally.POSTING_CONVERTED) == taken.size
    assert off.size / (off.size + lost.size) == pytest.approx(0.7, abs=0.05), "the agency tries another hirer"
    assert (m.weeks_at_hirer[m.work == Work.AGENCY][m.contract[m.work == Work.AGENCY] == 2] <= 77).all()
    share = world.h.agency_share[0]
    world.route(rows, causes)
    assert (m.work[taken] == Work.DIRECT).all() and world.count(Tally.DIRECT_HIRES) >= taken.size
    assert share - world.h.agency_share[0] == pytest.approx(taken.size / 4000), "it asks for as many fewer"
    assert world.h.direct_share[0] > 1.0 and world.h.sub_share[0] == 1.0


@pytest.mark.parametrize("law", [{"posting_max_weeks": 0}, {"posting_bound": 0.0}, {"posting_from": 90}])
def test_without_a_limit_that_holds_postings_go_on(law):
    world = limit_world(posting_convert=0.3, **{k: v for k, v in law.items() if k != "posting_max_weeks"})
    world.law("contract", **law)
    assert world.end()[0].size == 0 and (world.m.work == Work.AGENCY).all()


def test_part_of_the_work_goes_on_under_a_contractor():
    world = limit_world(posting_convert=0.0, posting_relabel=1.0)
    rows, causes = world.end()
    world.route(rows, causes)
    assert rows.size > 900 and (world.m.work[rows] == Work.SUBCONTRACTED).all() and world.h.sub_share[0] > 1.0


@pytest.mark.parametrize("across, agency, back", [(0, 0, False), (0, 1, True), (1, 1, False)])
def test_who_reached_the_limit_does_not_come_back_to_that_hirer_unless_through_another_agency(across, agency, back):
    world = Hand(40)
    world.live_in_nl()
    m, h = world.m, world.h
    m.last_agency[:], m.last_hirer[:], m.weeks_at_hirer[:], m.transfer[:] = 0, 0, 77, 1
    h.supplier[0, 0], h.target[0, 0] = agency, 400
    world.act("placement", reservation=0.0, moves_province=1.0)
    world.law("contract", posting_across=across, **LIMIT)
    world.call(place_in_country)
    assert (m.work == Work.AGENCY).all() == back and (m.work == Work.AGENCY).any() == back
    m.last_agency_week[:] = world.now.week - 26
    m.transfer[:], m.work[:], m.agency[:] = 1, Work.JOBLESS, -1
    world.call(place_in_country)
    assert (m.work == Work.AGENCY).all(), "after the gap the clock starts again"
    assert (m.weeks_at_hirer == 0).all()


# replacement


def test_who_is_replaced_keeps_his_pay_for_some_weeks_and_is_not_sent_back():
    world = Hand(400)
    world.employ(form=Contract.A_CLAUSE)
    m = world.m
    m.last_hirer[:] = 0
    world.separation(weibull_scale=1e-6, replacement_share=1.0, individual_share=1.0)
    world.law("contract", replacement_forbidden=1.0, kept_pay_weeks=3)
    rows, _ = world.end()
    assert rows.size == 0 and (m.work == Work.IDLE).all() and world.count(Tally.KEPT_ON_PAY) == 400
    assert world.h.filled[0, 0] == 0, "the hirer has its way"
    paid = []
    for week in range(100, 105):
        world.at(week)
        rows, causes = world.call(place_in_country).ended
        pay(world)
        paid.append(world.eur(Item.IDLE_PAY) > 0)
        if rows.size:
            assert (causes == EndCause.DEMAND).all() and rows.size == 400
            break
    assert paid[:3] == [True] * 3 and week == 103 and (m.work == Work.IDLE).all(), "never back at the same hirer"


@pytest.mark.parametrize("forbidden, ended", [(0.0, 1.0), (0.7, 0.3), (1.0, 0.0)])
def test_a_ban_stops_its_part_of_the_replacements(forbidden, ended):
    world = Hand(4000)
    world.employ(form=Contract.A_CLAUSE)
    world.separation(weibull_scale=1e-6, replacement_share=1.0, individual_share=1.0)
    world.law("contract", replacement_forbidden=forbidden)
    rows, causes = world.end()
    assert (causes == EndCause.REPLACED).all() and rows.size / 4000 == pytest.approx(ended, abs=0.03)


def test_who_is_replaced_may_go_to_another_hirer_of_the_agency():
    world = Hand(40)
    world.employ(form=Contract.A_CLAUSE)
    world.m.last_hirer[:] = 0
    world.h.supplier[1, 0], world.h.target[1, 0] = 0, 400
    world.separation(weibull_scale=1e-6, replacement_share=1.0, individual_share=1.0)
    world.law("contract", replacement_forbidden=1.0, kept_pay_weeks=3)
    world.end()
    world.call(place_in_country)
    assert (world.m.work == Work.AGENCY).all() and (world.m.hirer == 1).all()


def test_the_clause_frightens_less_where_replacing_is_forbidden():
    made = []
    for forbidden in (0.0, 1.0):
        world = Hand(4000)
        world.employ(form=Contract.A_CLAUSE)
        world.a.extracted_wage[:], world.m.hours[:], world.m.reachable[:] = 0.3, 38.0, 1
        world.law("contract", replacement_forbidden=forbidden)
        world.act("complaint", rate=1.0, fear=4.0)
        world.call(complain)
        made.append(world.count(Tally.COMPLAINTS))
    assert made[1] > 1.5 * made[0] > 0
