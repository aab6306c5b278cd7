"""What is taken from a deposit after a finding and at the end of a firm, in which order, and what hirers then pay."""

import numpy as np
import pytest

from sim.behaviour import Behaviour
from sim.measures import LEVERS
from sim.measures.lever import ALL_WEEKS, Standing
from sim.phases.enforcement.inspection import Enforcer
from sim.phases.enforcement.sanction import claims_at_the_end, sanction
from sim.phases.hirers.hirer_liability import expected_liability
from sim.rules import Rules
from sim.state.codes import ExitCause
from sim.state.ledger import Account, Item
from sim.week import Ended, Findings
from tests.levers.test_deposit import CASH, GUARANTEE, WEEK, firms
from tests.unit.phases.hand import Hand

WHOLE = Standing(1.0, WEEK - 50, 50, ALL_WEEKS)


def caught(form: int, wages_first: int, deposit: float) -> Hand:
    """A firm without money, found by the Inspectorate, that owes wages and a fine of 8,000."""
    world = firms(1, form, workers=4, deposit_wages_first=wages_first)
    a = world.a
    a.capital[:], a.deposit[:], a.worker_weeks_13[:], a.deposit_week[:] = 0.0, deposit, 13.0 * 4, WEEK - 50
    a.deposit_cash[:] = form == CASH
    a.extracted_wage[:], a.wage_debt[:] = 0.3, 40_000.0
    world.m.wage_owed[:], world.m.savings[:] = 10_000.0, 0.0
    world.act("enforcement", p_fine=1.0, claim_share=1.0, proof_records=1.0, claim_deposit=1.0)
    world.law("liability", wage_share=0.0, fine_hirer=0)
    world.law("inspection", claim_award=0.5)
    return world


def punish(world: Hand) -> None:
    found = Findings(np.array([0], np.int32), np.array([Enforcer.INSPECTORATE], np.int8), np.array([-1], np.int32))
    world.act("phoenix", vanish=0.0)
    world.call(sanction, findings=found)


@pytest.mark.parametrize("form", [CASH, GUARANTEE])
@pytest.mark.parametrize("wages_first, wages, fine", [(1, 7_000.0, 0.0), (0, 0.0, 7_000.0)])
def test_the_law_says_who_comes_first_when_the_deposit_is_short(form, wages_first, wages, fine):
    world = caught(form, wages_first, 7_000.0)
    punish(world)
    assert world.eur(Item.BACK_PAY) == pytest.approx(wages, abs=0.05)
    assert world.eur(Item.FINE) == pytest.approx(fine, abs=0.05)
    assert world.m.savings.sum() == pytest.approx(wages, abs=0.05)
    assert world.a.fines_unpaid[0] == pytest.approx(8_000.0 - fine, abs=0.05)
    used = Item.DEPOSIT_RELEASED if form == CASH else Item.DEPOSIT_FORFEIT
    other = Item.DEPOSIT_FORFEIT if form == CASH else Item.DEPOSIT_RELEASED
    assert (world.eur(used), world.eur(other)) == (7_000.0, 0.0)
    assert world.a.deposit[0] == 0.0
    assert world.net(Account.AGENCIES) == pytest.approx(world.a.capital[0], abs=0.005)


def test_a_deposit_that_is_large_enough_pays_all_in_either_order():
    paid = []
    for wages_first in (1, 0):
        world = caught(CASH, wages_first, 100_000.0)
        punish(world)
        paid.append((world.eur(Item.BACK_PAY), world.eur(Item.FINE)))
        left = world.a.deposit[0] + world.a.capital[0]  # shares of four persons are rounded to cents
        assert left == pytest.approx(100_000.0 - sum(paid[-1]), abs=0.001)
        assert world.a.fines_unpaid[0] == pytest.approx(0.0, abs=0.01)
    assert paid[0] == paid[1] and paid[0][0] > 1_000.0 and paid[0][1] == 8_000.0


def test_without_a_deposit_neither_is_paid():
    world = caught(CASH, 1, 0.0)
    punish(world)
    assert world.eur(Item.BACK_PAY) == world.eur(Item.FINE) == 0.0


def end(world: Hand) -> None:
    rows = np.flatnonzero(world.a.alive).astype(np.int32)
    world.call(claims_at_the_end, ending=Ended(rows, np.zeros(rows.size, np.int8)))


@pytest.mark.parametrize(
    "wages_first, wages, fine, tax", [(1, 20_000.0, 4_000.0, 0.0), (0, 11_000.0, 8_000.0, 5_000.0)]
)
def test_the_order_holds_when_a_firm_ends(wages_first, wages, fine, tax):
    world = caught(GUARANTEE, wages_first, 24_000.0)
    world.a.fines_unpaid[:], world.a.tax_unpaid[:] = 8_000.0, 5_000.0
    end(world)
    got = [world.eur(item) for item in (Item.BACK_PAY, Item.FINE, Item.TAX_ASSESSMENT)]
    assert got == pytest.approx([wages, fine, tax], abs=0.05)
    assert world.a.deposit[0] == pytest.approx(24_000.0 - sum(got), abs=0.05)
    assert world.m.wage_owed.sum() == pytest.approx(40_000.0 - wages, abs=0.05)
    assert world.net(Account.AGENCIES) == pytest.approx(world.a.capital[0], abs=0.005)


@pytest.mark.parametrize("share, deposit, own, hirers", [
    (0.0, 0.0, 0.0, 0.0), (0.5, 0.0, 0.0, 10_000.0), (1.0, 0.0, 0.0, 20_000.0), (0.5, 12_000.0, 12_000.0, 4_000.0),
])  # fmt: skip
def test_hirers_answer_for_what_a_firm_leaves_unpaid_at_its_end(share, deposit, own, hirers):
    world = caught(GUARANTEE, 1, deposit)
    world.rules = LEVERS["hirer_liability"].rewrite(
        world.rules, LEVERS["hirer_liability"].parameters._replace(wage_liability_share=share), WHOLE
    )
    end(world)
    assert world.eur(Item.BACK_PAY) == pytest.approx(own, abs=0.05)
    assert world.eur(Item.BACK_PAY_HIRER) == pytest.approx(hirers, abs=0.05)
    assert world.m.savings.sum() == pytest.approx(own + hirers, abs=0.05)
    assert world.m.wage_owed.sum() == pytest.approx(40_000.0 - own - hirers, abs=0.05)
    assert world.net(Account.MIGRANTS) == pytest.approx(own + hirers, abs=0.05)
    assert world.net(Account.AGENCIES) == pytest.approx(world.a.capital[0], abs=0.005)


@pytest.mark.parametrize("capital, own, hirers", [(-5e3, 0.0, 10e3), (4e3, 4e3, 8e3), (20e3, 0.0, 0.0)])
def test_a_firm_pays_before_its_hirers_and_one_that_can_pay_is_no_matter_of_theirs(capital, own, hirers):
    world = caught(GUARANTEE, 1, 0.0)
    world.a.capital[:] = capital
    world.law("liability", at_the_end=0.5)
    end(world)
    assert world.eur(Item.BACK_PAY) == pytest.approx(own, abs=0.05)
    assert world.eur(Item.BACK_PAY_HIRER) == pytest.approx(hirers, abs=0.05)
    assert world.a.capital[0] == pytest.approx(capital - own, abs=0.05)


@pytest.mark.parametrize("label, safe, hirers", [(1, 1, 0.0), (1, 0, 10_000.0), (0, 1, 10_000.0)])
def test_hirers_in_a_safe_harbour_owe_nothing_at_the_end_either(label, safe, hirers):
    world = caught(GUARANTEE, 1, 0.0)
    world.a.label[:] = label
    world.law("liability", at_the_end=0.5, safe_harbour=safe)
    end(world)
    assert world.eur(Item.BACK_PAY_HIRER) == pytest.approx(hirers, abs=0.05)


def test_the_week_asks_hirers_of_firms_that_end_without_a_deposit():
    world = caught(GUARANTEE, 1, 0.0)
    world.a.ending_cause[:] = ExitCause.PLANNED
    world.law("liability", at_the_end=0.5)
    assert world.close(claims=True) == [0]
    assert world.eur(Item.BACK_PAY_HIRER) == pytest.approx(10_000.0, abs=0.05)


def test_a_hirer_expects_to_answer_for_wages_once():
    """The same debt is asked for when it is awarded or when the firm ends."""
    r, b = Rules(), Behaviour()

    def expected(**law) -> float:
        liability = r.liability._replace(**law)
        return expected_liability(1.0, 20.0, 11.0, r.inspection, liability, b.enforcement, b.supplier)

    assert expected(wage_share=0.5, at_the_end=0.5) == expected(wage_share=0.5) == expected(at_the_end=0.5) > expected()
