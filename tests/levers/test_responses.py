"""What those touched by a measure do next: sister firms, beds rotated, investors, sales, shells."""

import numpy as np
import pytest

from sim.phases.agencies.admission import ATTEMPTS
from sim.phases.agencies.quarterly_review import decide, views_of
from sim.phases.agencies.sale import sell_agencies
from sim.phases.money.agency_books import keep_agency_books
from sim.phases.shared.contract_clocks import has_sister
from sim.state.codes import EndCause, ExitCause, Housing, Work
from sim.state.ledger import Account, Item, Tally
from tests.levers.test_certification import admit
from tests.levers.test_certification import firms as at_the_gate
from tests.levers.test_clause import LIMITED, dismissed
from tests.levers.test_deposit import GUARANTEE, settle
from tests.levers.test_deposit import firms as with_deposit
from tests.levers.test_housing import LEASE, N, tenants
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_ends import clock_world
from tests.unit.phases.test_home import go_home

WEEK = 100


def test_a_lasting_share_of_agencies_has_a_sister():
    held = np.array([has_sister(1, agency, 0.3) for agency in range(4000)])
    assert held.mean() == pytest.approx(0.3, abs=0.02)
    assert not any(has_sister(1, agency, 0.0) for agency in range(100))


def test_a_sister_firm_starts_the_clock_again_instead_of_a_dismissal():
    weeks = np.repeat(np.arange(20, 30), 500)
    world = clock_world(weeks)
    world.law("contract", clause_max_weeks=26, sister_share=1.0)
    assert dismissed(world).size == 0
    passed = weeks == 25
    assert (world.m.phase_weeks[passed] == 0).all() and (world.m.phase_weeks[~passed] == weeks[~passed]).all()
    assert (world.m.work == Work.AGENCY).all() and world.books.tally[Tally.SISTER_MOVES] == 500
    world = clock_world(weeks)
    world.law("contract", clause_max_weeks=26)
    assert dismissed(world).size > 5 and not world.books.tally[Tally.SISTER_MOVES]


def test_who_will_be_past_the_announced_clause_is_passed_on_in_the_last_week():
    for ahead, moved in ((2, 0), (1, 1500)):
        world = clock_world(np.repeat([10, 25, 40, 60], 500))
        coming = LIMITED._replace(sister_share=1.0)
        assert dismissed(world, coming, ahead).size == 0
        assert world.books.tally[Tally.SISTER_MOVES] == moved == (world.m.phase_weeks == 0).sum()


def test_landlords_that_rotate_beds_never_owe_a_lease_and_others_ask_more():
    world = tenants(**(LEASE | {"lease_compliance": 1.0, "lease_rotation": 0.4, "lease_rent": 1.1}))
    rent = world.m.rent[0]
    go_home(world)
    leased = world.m.housing == Housing.AGENCY_LEASE
    assert leased.mean() == pytest.approx(0.6, abs=0.06)
    assert world.m.rent[leased] == pytest.approx(1.1 * rent) and world.m.rent[~leased] == pytest.approx(rent)
    assert (world.m.bed_week[~leased] == WEEK).all() and world.books.tally[Tally.BED_ROTATIONS] == N - leased.sum()
    for week in range(WEEK + 1, WEEK + 40):
        world.at(week)
        go_home(world)
    assert ((world.m.housing == Housing.AGENCY_LEASE) == leased).all(), "always the same landlords"


def short_of_means(**law) -> Hand:
    world = with_deposit(2000, GUARANTEE, **law)
    world.a.start_size[:], world.a.capital[:], world.a.profit_year[:] = 0.5, 1_000.0, 2e6
    settle(world)
    return world


def test_some_owners_without_means_find_an_investor():
    for share in (0.0, 0.2, 1.0):
        world = short_of_means(deposit_investor=share)
        refused = world.a.ending_cause == ExitCause.REFUSED
        assert refused.mean() == pytest.approx(1.0 - share, abs=0.03)
        assert (world.a.funded == ~refused).all() and (world.a.deposit[~refused] == 100_000.0).all()


def test_an_investor_is_paid_on_what_he_puts_up_and_his_price_drives_out_who_earns_little():
    world = short_of_means(deposit_investor=1.0, investor_return=0.15)
    world.at(WEEK + 1)
    capital = world.a.capital.sum()
    world.call(keep_agency_books)
    weekly = 0.15 * world.behaviour.entry.collateral * 100_000.0 / 52
    assert world.eur(Item.INVESTOR_RETURN) == pytest.approx(2000 * weekly, abs=2000 * 0.005)
    assert world.net(Account.AGENCIES) == pytest.approx(world.a.capital.sum() - capital, abs=0.01)
    poor, dear = short_of_means(deposit_investor=1.0), Hand(1)
    dear = with_deposit(2000, GUARANTEE, deposit_investor=1.0, investor_return=0.5)
    dear.a.start_size[:], dear.a.capital[:], dear.a.profit_year[:] = 0.5, 1_000.0, 2e4
    settle(dear)
    assert not poor.a.ending_cause.any() and (dear.a.ending_cause == ExitCause.NOT_WORTH_IT).mean() > 0.2


def test_nobody_fears_for_the_money_of_a_straw_man():
    taken = []
    for funded in (0, 1):
        world = with_deposit(1, GUARANTEE)
        a = world.a
        a.integrity[0], a.perceived[0], a.deposit[0], a.funded[0] = 0.3, 0.15, 250_000.0, funded
        a.quarter_wages[0], a.quarter_hours[0], a.capital[0] = 1e5, 9e3, 0.0
        decide(world.now, 0, a, 1.8, world.rules, views_of(world.behaviour), 1.0)
        taken.append(a.extracted_wage[0] + a.extracted_tax[0] + a.extracted_health[0] + a.extracted_housing[0])
    assert taken[1] > taken[0] + 0.01


def for_sale(n: int = 60, cause: ExitCause = ExitCause.REFUSED) -> Hand:
    """Agency 0 is the smallest and must end; its ``n`` workers are at its own hirer. Agency 1 is larger."""
    world = Hand(n + 10, agencies=3, week=WEEK)
    world.employ(np.arange(n), hirer=0, weeks=20)
    world.employ(np.arange(n, n + 10), hirer=1)
    a = world.a
    a.start_size[:], a.selling_capacity[:], a.initial_honest[:] = [5.0, 50.0, 2.0], 1.0, 1
    a.worker_weeks_13[:] = 13.0 * np.array([n, 10, 1])
    a.ending_cause[0] = cause
    world.ld.owner[:] = 0, 1
    return world


def sell(world: Hand, chance: float = 1.0) -> None:
    world.act("exit", sale=chance)
    world.call(sell_agencies)


@pytest.mark.parametrize("cause", [ExitCause.REFUSED, ExitCause.NOT_WORTH_IT])
def test_a_firm_driven_out_passes_clients_workers_and_houses_to_a_larger_one(cause):
    world = for_sale(cause=cause)
    sell(world)
    m, a, h = world.m, world.a, world.h
    assert (m.agency == 1).all() and (m.work == Work.AGENCY).all() and (m.phase_weeks[:60] == 20).all()
    assert (m.end_cause[:60] == EndCause.TAKEN_OVER).all() and (m.last_agency == 1).all()
    assert h.supplier[:, 0].tolist() == [1, 1, 2] and h.filled[0, 0] == 60
    assert a.ending_cause.tolist() == [ExitCause.SOLD, 0, 0] and a.start_size[1] == 110.0
    assert a.worker_weeks_13.tolist() == [0.0, 13.0 * 70, 13.0] and world.ld.owner.tolist() == [1, 1]
    assert world.books.tally[Tally.FIRMS_SOLD] == 1
    world.a.last_placed[:], world.a.planned_end[:] = WEEK, 32767
    world.act("exit", hazard=0.0, floor=0.0)
    assert world.close() == [0] and a.exit_cause[0] == ExitCause.SOLD and (h.filled >= 0).all()


def test_a_buyer_that_is_there_already_gets_the_orders_in_his_own_slot():
    world = for_sale()
    world.h.supplier[0, 1], world.h.share[0, :2], world.h.target[0, 1], world.h.filled[0, 1] = 1, [0.7, 0.3], 4, 3
    sell(world)
    assert world.h.supplier[0].tolist() == [-1, 1, -1] and world.h.share[0].tolist() == pytest.approx([0.0, 1.0, 0.0])
    assert world.h.target[0].tolist() == [0, 64, 0] and world.h.filled[0].tolist() == [0, 63, 0]
    assert (world.m.slot[:60] == 1).all() and (world.m.slot[60:] == 0).all()


def test_who_is_not_sold():
    none = (
        {"chance": 0.0},
        {"initial_honest": 0},
        {"fines_unpaid": 1.0},
        {"ending_cause": ExitCause.REVOKED},
        {"start_size": 500.0},  # nobody is larger
    )
    for case in none:
        world = for_sale()
        chance = case.pop("chance", 1.0)
        for name, value in case.items():
            getattr(world.a, name)[0] = value
        before = world.a.ending_cause[0]
        sell(world, chance)
        assert (world.m.agency[:60] == 0).all() and world.a.ending_cause[0] == before, case


def refused_rogues(shells: float, **law) -> Hand:
    world = at_the_gate(200, rogue=True, start=-300, gate_enforced=1, stay_outside=0.0, **law)
    world.a.attempts[:], world.inst.shells[0] = ATTEMPTS, shells
    admit(world)
    return world


def test_refused_rogues_buy_the_shells_that_are_there():
    world = refused_rogues(30.0, shell_share=1.0, shell_price=20_000.0)
    bought = world.a.admitted == 1
    assert bought.sum() == 28 == world.books.tally[Tally.SHELLS_BOUGHT], "some are gone already, and no part is sold"
    assert (world.a.ending_cause[bought] == 0).all() and (world.a.barred[bought] == 0).all()
    assert (world.a.ending_cause[~bought] == ExitCause.REFUSED).all()
    assert world.eur(Item.SHELL_PRICE) == pytest.approx(28 * 20_000.0)
    assert (world.a.capital[bought] == 80_000.0).all() and (world.a.audit_week[bought] > WEEK).all()


@pytest.mark.parametrize("law, shells", [({"shell_share": 0.0}, 30.0), ({"shell_price": 200_000.0}, 30.0), ({}, 0.9)])
def test_no_shell_without_a_broker_the_price_or_a_firm_for_sale(law, shells):
    world = refused_rogues(shells, **({"shell_share": 1.0, "shell_price": 20_000.0} | law))
    assert not world.a.admitted.any() and not world.eur(Item.SHELL_PRICE)


def test_an_admitted_honest_firm_that_stops_leaves_a_shell():
    world = for_sale(cause=ExitCause.NOT_WORTH_IT)
    world.a.admitted[:2], world.a.last_placed[:], world.a.planned_end[:] = 1, WEEK, 32767
    sell(world)
    world.act("exit", hazard=0.0, floor=0.0)
    world.close()
    assert world.inst.shells[0] == 1.0


def test_the_admission_body_costs_the_state_what_fees_do_not_cover():
    world = at_the_gate(1, body_cost=5.2e6)
    admit(world)
    assert world.eur(Item.ADMISSION_BODY) == pytest.approx(5.2e6 / 52 * world.now.scale)
    assert world.net(Account.STATE) == pytest.approx(-world.eur(Item.ADMISSION_BODY))
