"""An owner who is caught pays, or empties the firm and vanishes: what he weighs, what is left to collect, who pays."""

import numpy as np
import pytest

from sim.phases.agencies.absconding import Owners, at_once, vanishes, worth_again, worth_going_on
from sim.phases.agencies.quarterly_review import views_of
from sim.phases.agencies.stakes import ATTEMPTS, may_lose_admission
from sim.phases.enforcement.inspection import Enforcer
from sim.phases.enforcement.sanction import sanction
from sim.rules import Rules
from sim.state.codes import AgencyType, ExitCause, Seat
from sim.state.ledger import Account, Item, Tally
from sim.week import Findings
from tests.levers.test_deposit import GUARANTEE, WEEK, firms
from tests.levers.worlds import B, feared, rules
from tests.unit.phases.hand import Hand


def caught(integrity: float = 0.2, years_left: float = 0.5, profit: float = 20_000.0, n: int = 1) -> Hand:
    """Firms of four that are about to leave, and have 15,000 euros."""
    world = firms(n, GUARANTEE, workers=4 if n == 1 else 0, deposit_wages_first=1)
    a = world.a
    a.founder_type[:], a.integrity[:] = AgencyType.HIT_AND_RUN, integrity
    a.capital[:], a.profit_year[:] = 15_000.0, profit
    a.start_size[:], a.worker_weeks_13[:] = 4.0, 13.0 * 4
    a.planned_end[:] = WEEK + int(52 * years_left)
    a.extracted_wage[:], a.wage_debt[:], a.initial_honest[:] = 0.2, 40_000.0, 0
    world.law("admission", deposit=0.0)
    return world


def owners(world: Hand, foreseen: Rules | None = None) -> Owners:
    b = world.behaviour
    return Owners(world.rules, foreseen or world.rules, views_of(b), b.exit, b.phoenix)


def decides(world: Hand, asked: float, fine: float = 0.0, i: int = 0) -> bool:
    return vanishes(world.now, world.a, i, asked, fine, owners(world))


def test_he_vanishes_where_little_is_left_to_lose_and_much_is_asked():
    assert decides(caught(), 14_000.0)
    assert not decides(caught(), 0.0) and not decides(caught(), 100.0)
    assert not decides(caught(profit=2e6, years_left=10.0), 14_000.0), "a firm that is worth much is kept"
    assert not decides(caught(integrity=1.2), 1e9), "an owner of integrity pays"
    lasting = caught()
    lasting.act("phoenix", vanish=0.0)
    assert not decides(lasting, 14_000.0)


def test_more_asked_or_less_worth_makes_more_of_them_vanish():
    world = caught(n=400)
    world.a.integrity[:], world.a.profit_year[:] = np.linspace(0.0, 1.0, 400), np.tile([1e4, 5e4, 1e5, 2e5], 100)
    world.a.planned_end[:], world.a.capital[:] = WEEK + 200, 1e6
    gone = np.array([[decides(world, asked, i=i) for i in range(400)] for asked in (1e3, 1e4, 5e4, 2e5)])
    by_sum, by_profit = gone.sum(axis=1), gone.reshape(4, 100, 4).sum(axis=(0, 1))
    assert by_sum[0] == 0 and (np.diff(by_sum) >= 0).all() and by_sum[2] < by_sum[3] < 400
    assert (np.diff(by_profit) <= 0).all() and by_profit[0] > by_profit[3]


def test_what_would_end_the_firm_anyway_is_not_waited_for():
    kind = {"years_left": 3.0}
    assert not decides(caught(**kind), 14_000.0)  # he can pay, and goes on for three years
    assert decides(caught(**kind), 16_000.0)  # a hit-and-run firm is closed when its capital does not do
    regular = caught(**kind)
    regular.a.founder_type[:] = AgencyType.REGULAR
    assert not decides(regular, 16_000.0) and decides(regular, 40_000.0), "half a year's profit is paid in again"


def test_what_he_would_pay_himself_if_he_stayed():
    world = caught()
    a = world.a
    assert at_once(a, 0, 20_000.0) == 20_000.0
    a.deposit[:] = 12_000.0
    assert at_once(a, 0, 20_000.0) == 8_000.0, "his own deposit is lost to it either way"
    a.funded[:] = 1
    assert at_once(a, 0, 20_000.0) == 15_000.0, "beyond the capital it is an investor's that pays"


@pytest.mark.parametrize("fine, goes", [(0.0, True), (14_000.0, False)])
def test_a_manager_held_liable_for_a_fine_gains_nothing_by_vanishing_from_it(fine, goes):
    world = caught()
    world.law("inspection", manager_share=1.0, manager_means=50_000.0)
    assert decides(world, 14_000.0, fine) is goes


def test_an_admission_that_is_lost_anyway_makes_going_on_worth_less():
    world, worth = caught(years_left=3.0), {}
    world.a.admitted[:] = 1
    for gate, revoke in ((0, 0.9), (1, 0.0), (1, 0.6), (1, 0.9)):
        world.law("admission", gate=gate, revoke=revoke)
        worth[gate, revoke] = worth_going_on(world.a, 0, 30_000.0, 3.0, owners(world))
    assert worth[0, 0.9] == worth[1, 0.0] > worth[1, 0.6] > worth[1, 0.9] > 0.0
    world.a.admitted[:] = 0  # refused, and outside already
    assert worth_going_on(world.a, 0, 30_000.0, 3.0, owners(world)) == worth[0, 0.9]


@pytest.mark.parametrize("law", [
    {"deposit": 100_000.0}, {"gate": 1}, {"start_cost": 20_000.0}, {"restart_ban": 0.9, "straw_share": 0.0},
    {"record_share": 1.0, "record_refuse": 1.0, "record_straw_share": 1.0, "record_straw_cost": 9_000.0},
])  # fmt: skip
def test_what_makes_starting_again_dear_keeps_him_from_vanishing(law):
    world = caught(years_left=4.0)
    world.a.detections[:], world.a.start_size[:] = 2, 40.0
    free = worth_again(world.now, world.a, 0, 60_000.0, 2.0, owners(world))
    world.rules = rules("admission", **law)
    assert 0.0 <= worth_again(world.now, world.a, 0, 60_000.0, 2.0, owners(world)) < free - 1_000.0


def test_who_may_not_or_cannot_start_again_has_nothing_to_vanish_to():
    world = caught(years_left=4.0)
    world.a.start_size[:] = 2.0
    ahead = rules("admission", deposit=100_000.0, deposit_investor=0.0, deposit_starter_weeks=0)
    again = {
        name: worth_again(world.now, world.a, 0, 60_000.0, 2.0, owners(world, law))
        for name, law in (("free", world.rules), ("no means for what is announced", ahead))
    }
    assert again["free"] > 10_000.0 and again["no means for what is announced"] == 0.0
    world.law("admission", record_share=1.0, record_refuse=1.0, record_straw_share=0.0)
    assert worth_again(world.now, world.a, 0, 60_000.0, 2.0, owners(world)) == 0.0


def sanctioned(vanish: float, enforcers=(Enforcer.INSPECTORATE,), capital: float = 15_000.0, **law) -> Hand:
    """A firm found and fined, up to its end where its owner ran."""
    world = caught(years_left=0.1)
    world.act("enforcement", p_fine=1.0, claim_share=1.0, proof_records=1.0)
    world.act("phoenix", vanish=vanish)
    world.a.capital[:], world.a.extracted_tax[:] = capital, 0.15
    world.law("inspection", claim_award=0.5)
    world.law("liability", **({"wage_share": 0.0, "fine_hirer": 0, "tax_share": 0.0} | law))
    world.m.wage_owed[:], world.m.savings[:] = 10_000.0, 0.0
    n = len(enforcers)
    found = Findings(np.zeros(n, np.int32), np.array(enforcers, np.int8), np.full(n, -1, np.int32))
    world.call(sanction, findings=found)
    world.close(claims=True)
    return world


def test_who_vanishes_leaves_nothing_to_collect_and_has_the_next_firm_ready():
    stays, runs = sanctioned(0.0), sanctioned(1.0)
    assert stays.eur(Item.FINE) == 8_000.0 and stays.a.exit_cause[0] != ExitCause.VANISHED
    assert runs.eur(Item.FINE) == runs.eur(Item.BACK_PAY) == 0.0 and runs.eur(Item.PROFIT_OUT) == 15_000.0
    assert runs.a.alive[0] == 0 and runs.a.exit_cause[0] == ExitCause.VANISHED and runs.a.fines_unpaid[0] == 8_000.0
    assert WEEK < runs.a.restart_week[0] <= WEEK + B.phoenix.delay_max + 1
    assert runs.count(Tally.VANISHED) == 1 and runs.count(Tally.FINES_COLLECTED_EUR) == 0.0
    assert runs.net(Account.AGENCIES) == -15_000.0


@pytest.mark.parametrize("who, item", [(Enforcer.TAX, Item.TAX_ASSESSMENT), (Enforcer.SECTOR_BODY, Item.BACK_PAY)])
def test_he_vanishes_from_tax_and_claims_as_well(who, item):
    stays, runs = sanctioned(0.0, (who,)), sanctioned(1.0, (who,))
    assert stays.eur(item) > 5_000.0 and stays.count(Tally.VANISHED) == 0
    assert runs.eur(item) == 0.0 and runs.count(Tally.VANISHED) == 1


def test_he_vanishes_once_however_many_find_him():
    runs = sanctioned(1.0, (Enforcer.TAX, Enforcer.INSPECTORATE, Enforcer.SECTOR_BODY))
    assert runs.count(Tally.VANISHED) == 1 and runs.eur(Item.PROFIT_OUT) == 15_000.0
    assert runs.a.restart_week[0] < 32767


def test_an_empty_firm_is_not_emptied():
    runs = sanctioned(1.0, capital=-2_000.0)
    assert runs.count(Tally.VANISHED) == 0 and runs.eur(Item.PROFIT_OUT) == 0.0


def test_who_vanishes_over_a_small_debt_has_the_next_firm_ready_too():
    world = caught()
    world.a.ending_cause[:], world.a.fines_unpaid[:] = ExitCause.VANISHED, 300.0
    world.a.wage_debt[:] = 0.0
    world.close()
    assert world.a.restart_week[0] < 32767


def test_liable_hirers_pay_what_he_took_with_him():
    stays, runs = sanctioned(0.0, wage_share=1.0), sanctioned(1.0, wage_share=1.0)
    awarded = 0.5 * 0.2 * 4 * 38 * Rules().pay.minimum_wage_38 * 52
    for world in (stays, runs):
        paid = world.eur(Item.BACK_PAY), world.eur(Item.BACK_PAY_HIRER)
        assert sum(paid) == pytest.approx(world.m.savings.sum(), abs=0.01)
    assert stays.eur(Item.BACK_PAY) == pytest.approx(7_000.0, abs=0.05)
    assert runs.eur(Item.BACK_PAY) == 0.0 and runs.eur(Item.BACK_PAY_HIRER) == pytest.approx(awarded, rel=0.1)


def test_only_who_has_an_admission_to_lose_fears_for_it():
    law = rules("admission", gate=1, revoke=0.9, gate_new_from=WEEK)
    assert may_lose_admission(WEEK, 1, 0, 0, WEEK) and may_lose_admission(WEEK, 0, 1, 0, WEEK)
    assert not may_lose_admission(WEEK - 1, 0, 0, 0, WEEK), "a gate for new firms is none for him"
    assert not may_lose_admission(WEEK, 0, ATTEMPTS, 0, WEEK), "who was refused has nothing to lose"
    assert not may_lose_admission(WEEK, 0, 0, Seat.MOVED, WEEK) and may_lose_admission(WEEK, 1, 0, Seat.MOVED, WEEK)
    fears = [feared(law, profit_year=5e4, revocable=own) for own in (False, True)]
    assert fears[1] - fears[0] == pytest.approx(0.9 * B.deterrence.future_quarters * 5e4 / 4)
    assert feared(Rules(), profit_year=5e4, revocable=True) == fears[0]
