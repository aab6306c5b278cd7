"""An owner who is caught pays, or empties the firm and vanishes: what he weighs, what is left to collect, who pays."""

import numpy as np
import pytest

from sim.books import Account, Item, Tally
from sim.kinds import AgencyType, ExitCause, Seat
from sim.phases.agencies import ATTEMPTS, full_stake, law_of, may_lose_admission, views_of
from sim.phases.exit import end_agencies
from sim.phases.inspection import Enforcer, Findings
from sim.phases.sanction import claims_at_the_end, sanction
from sim.phases.vanish import flee, spared, vanishes, worth_again
from sim.rules import Rules
from tests.levers.test_deposit import GUARANTEE, WEEK, firms
from tests.levers.worlds import B, E, rules
from tests.unit.phases.hand import Hand


def caught(theta: float = 0.2, years_left: float = 0.5, profit: float = 20_000.0, n: int = 1) -> Hand:
    """Firms of four that are about to leave, and have 15,000 euros."""
    world = firms(n, GUARANTEE, workers=4 if n == 1 else 0, deposit_wages_first=1)
    a = world.a
    a.type[:], a.theta[:], a.capital[:], a.profit_year[:] = AgencyType.HIT_AND_RUN, theta, 15_000.0, profit
    a.start_size[:], a.worker_weeks_13[:] = 4.0, 13.0 * 4
    a.planned_end[:] = WEEK + int(52 * years_left)
    a.e_wage[:], a.wage_debt[:], a.initial_honest[:] = 0.2, 40_000.0, 0
    world.law("admission", deposit=0.0)
    return world


def decides(world: Hand, asked: float) -> bool:
    return vanishes(world.now, world.a, 0, asked, world.behaviour.phoenix, world.rules, views_of(world.behaviour))


def test_he_vanishes_where_little_is_left_to_lose_and_much_is_asked():
    assert decides(caught(), 20_000.0)
    assert not decides(caught(), 0.0)
    assert not decides(caught(profit=2e6, years_left=10.0), 20_000.0), "a firm that is worth much is kept"
    assert not decides(caught(theta=1.2), 1e9), "an owner of integrity pays"
    lasting = caught()
    lasting.act("phoenix", vanish=0.0)
    assert not decides(lasting, 20_000.0)


def test_more_asked_makes_more_of_them_vanish():
    world = caught(n=400)
    world.a.theta[:], world.a.profit_year[:] = np.linspace(0.0, 1.0, 400), np.tile([1e4, 5e4, 1e5, 2e5], 100)
    world.a.planned_end[:] = WEEK + 200
    b = world.behaviour
    counts = []
    for asked in (1e3, 1e4, 5e4, 2e5):
        gone = [vanishes(world.now, world.a, i, asked, b.phoenix, world.rules, views_of(b)) for i in range(400)]
        counts.append(sum(gone))
    assert counts == sorted(counts) and counts[0] < counts[-2] < counts[-1] < 400


def test_a_deposit_of_his_own_and_a_liable_manager_leave_less_to_gain():
    world = caught()
    a = world.a
    assert spared(a, 0, 20_000.0, world.rules) == 20_000.0
    world.law("inspection", manager_share=0.5, manager_means=6_000.0)
    assert spared(a, 0, 20_000.0, world.rules) == 14_000.0
    a.deposit[:] = 12_000.0
    assert spared(a, 0, 20_000.0, world.rules) == 4_000.0
    a.funded[:] = 1  # the money of another is no loss of his
    assert spared(a, 0, 20_000.0, world.rules) == 14_000.0


@pytest.mark.parametrize("law", [
    {"deposit": 100_000.0}, {"gate": 1}, {"start_cost": 40_000.0}, {"restart_ban": 0.9, "straw_share": 0.0},
])  # fmt: skip
def test_what_makes_starting_again_dear_keeps_him_from_vanishing(law):
    world, again = caught(years_left=4.0), []
    world.a.detections[:] = 2
    b = world.behaviour
    for own in (world.rules, rules("admission", **law)):
        again.append(worth_again(world.a, 0, 30_000.0, 2.0, b.phoenix, own, views_of(b)))
    assert 0.0 <= again[1] < again[0] - 1_000.0


def sanctioned(vanish: float, **law) -> Hand:
    """A firm found and fined, up to its end where its owner ran."""
    world = caught()
    world.act("enforcement", p_fine=1.0, claim_share=1.0, proof_records=1.0)
    world.act("phoenix", vanish=vanish)
    world.law("inspection", claim_award=0.5)
    world.law("liability", **({"wage_share": 0.0, "fine_hirer": 0} | law))
    world.m.wage_owed[:], world.m.savings[:] = 10_000.0, 0.0
    b, r = world.behaviour, world.rules

    def flees(firm: int, asked: float) -> bool:
        return flee(world.now, world.a, firm, asked, b.phoenix, r, views_of(b), world.books)

    found = Findings(np.array([0], np.int32), np.array([Enforcer.INSPECTORATE], np.int8), np.array([-1], np.int32))
    world.call(sanction, found=found, liability=r.liability, flees=flees)

    def claim(rows):
        world.call(claims_at_the_end, rows=rows, liability=r.liability, e=b.enforcement)

    world.call(end_agencies, exits=b.exit, phoenix=b.phoenix, claim=claim)
    return world


def test_who_vanishes_leaves_nothing_to_collect_and_has_the_next_firm_ready():
    stays, runs = sanctioned(0.0), sanctioned(1.0)
    assert stays.eur(Item.FINE) == 8_000.0 and stays.a.exit_cause[0] != ExitCause.VANISHED
    assert runs.eur(Item.FINE) == runs.eur(Item.BACK_PAY) == 0.0 and runs.eur(Item.PROFIT_OUT) == 15_000.0
    assert runs.a.alive[0] == 0 and runs.a.exit_cause[0] == ExitCause.VANISHED and runs.a.fines_unpaid[0] == 8_000.0
    assert WEEK < runs.a.restart_week[0] <= WEEK + B.phoenix.delay_max + 1
    assert runs.count(Tally.VANISHED) == 1 and runs.count(Tally.FINES_COLLECTED_EUR) == 0.0
    assert runs.net(Account.AGENCIES) == -15_000.0


def test_liable_hirers_pay_what_he_took_with_him():
    stays, runs = sanctioned(0.0, wage_share=1.0), sanctioned(1.0, wage_share=1.0)
    awarded = 0.5 * 0.2 * 4 * 38 * Rules().pay.minimum_wage_38 * 52
    for world in (stays, runs):
        paid = world.eur(Item.BACK_PAY), world.eur(Item.BACK_PAY_HIRER)
        assert sum(paid) == pytest.approx(world.m.savings.sum(), abs=0.01)
    assert stays.eur(Item.BACK_PAY) == pytest.approx(7_000.0, abs=0.05)
    assert runs.eur(Item.BACK_PAY) == 0.0 and runs.eur(Item.BACK_PAY_HIRER) == pytest.approx(awarded, rel=0.1)


def test_only_who_has_an_admission_to_lose_fears_for_it():
    law = law_of(rules("admission", gate=1, revoke=0.9, gate_new_from=WEEK))
    assert may_lose_admission(WEEK, 1, 0, 0, law) and may_lose_admission(WEEK, 0, 1, 0, law)
    assert not may_lose_admission(WEEK - 1, 0, 0, 0, law), "a gate for new firms is none for him"
    assert not may_lose_admission(WEEK, 0, ATTEMPTS, 0, law), "who was refused has nothing to lose"
    assert not may_lose_admission(WEEK, 0, 0, Seat.MOVED, law) and may_lose_admission(WEEK, 1, 0, Seat.MOVED, law)
    fears = [full_stake(1e5, 20.0, 0.0, 0, 1, 0.0, 0.0, 5e4, own, law, E, B.extraction, B.deterrence) for own in (0, 1)]
    assert fears[1] - fears[0] == pytest.approx(0.9 * B.deterrence.future_quarters * 5e4 / 4)
    none = law_of(Rules())
    assert full_stake(1e5, 20.0, 0.0, 0, 1, 0.0, 0.0, 5e4, True, none, E, B.extraction, B.deterrence) == fears[0]
