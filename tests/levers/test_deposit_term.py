"""When a deposit falls due: with the decision on admission, within a term where there is no gate, or from the start."""

import datetime as dt

import numpy as np
import pytest

from sim.model import LabourMarket
from sim.phases.agencies.admission import ATTEMPTS, NEVER, admit_agencies
from sim.phases.agencies.applying import applies_after, decided_in, place_in_line
from sim.phases.agencies.deposits import settle_deposits
from sim.rules import AdmissionRules
from sim.state.codes import ExitCause
from tests.unit.phases.hand import Hand

START, N = 100, 2000
LAW = {"gate": 1, "gate_from": START, "apply_weeks": 26, "label_route": 1, "first_fail": 0.0, "applicants": 15_000.0,
       "reviews_per_year": 12_000.0, "abroad_share": 0.0, "deposit": 100_000.0, "deposit_from": START,
       "deposit_guarantee": 0, "deposit_term_weeks": 52}  # fmt: skip


def firms(n: int = N, rogue: bool = False, start: int = -500, **law) -> Hand:
    """Sound firms of twenty, three in ten with a label, under an act that begins in week `START`."""
    world = Hand(1, agencies=n, week=START)
    a = world.a
    a.start_week[:], a.start_size[:], a.worker_weeks_13[:] = start, 20.0, 13.0 * 20.0
    a.capital[:], a.profit_year[:], a.keeps_records[:], a.initial_honest[:] = 150_000.0, 2e6, 1, not rogue
    a.planned_end[:] = a.restart_week[:] = 32767
    a.last_detection[:] = -32768
    a.label[: int(0.3 * n)] = 1
    a.extracted_wage[:] = 0.2 if rogue else 0.0
    world.law("admission", **(LAW | law))
    return world


def week_of_the_act(world: Hand, week: int) -> None:
    """Phase 12 of one week: the gate, then deposits."""
    world.at(week)
    world.call(admit_agencies)
    world.call(settle_deposits)


def path(world: Hand, weeks: int) -> np.ndarray:
    """Number of firms that hold a deposit at the end of each week."""
    held = []
    for week in range(START, START + weeks):
        week_of_the_act(world, week)
        held.append(int((world.a.deposit > 0.0).sum()))
    return np.array(held)


def test_nobody_owes_it_in_the_first_week_and_no_week_brings_more_than_the_body_decides_on():
    held = path(firms(), 100)
    assert held[10] == 0, "nobody is decided on before he was looked at"
    weekly = np.diff(held)
    assert weekly.max() < 2.0 * N * 12_000.0 / 15_000.0 / 52.0, "12,000 a year of 15,000, Monte Carlo variation aside"
    assert held[-1] == N


def test_label_holders_are_decided_on_sooner_and_half_a_year_does_not_do():
    world = firms()
    path(world, 100)
    paid, label = world.a.deposit_week - START, world.a.label == 1
    assert np.median(paid[label]) < 26 < np.median(paid[~label])
    assert (paid[~label] > 52).mean() > 0.1, "who reported in time goes on into 2028"


def test_it_is_in_within_the_weeks_after_the_decision_and_admission_counts_from_then():
    world = firms(300)
    for week in range(START, START + 100):
        week_of_the_act(world, week)
        waiting = (world.a.decision_week < NEVER) & (world.a.admitted == 0)
        assert (world.a.admitted == (world.a.deposit > 0.0)).all() and not (waiting & (world.a.deposit > 0.0)).any()
    waited = world.a.deposit_week - world.a.decision_week
    assert waited.min() == 1 and waited.max() == 6 and world.a.admitted.all()
    first_audit = world.a.audit_week - world.a.deposit_week
    assert (first_audit > -world.rules.admission.audit_weeks).all()


def test_who_waits_for_the_decision_or_has_weeks_to_pay_is_not_barred_when_the_ban_bites():
    world = firms(300)
    path(world, 52)
    world.law("admission", gate_enforced=1)
    for week in range(START + 52, START + 100):
        week_of_the_act(world, week)
        assert not world.a.barred.any() and not world.a.ending_cause.any()
    late = firms(300, start=START + 1, gate_enforced=1)
    late.a.review_week[:] = START + 40
    week_of_the_act(late, START + 20)
    assert late.a.barred.all(), "who began later may not wait so"


@pytest.mark.parametrize("rogue", [False, True])
def test_a_deposit_not_paid_is_a_refusal(rogue):
    world = firms(200, rogue, pass_rogue=1.0, deposit_investor=0.0, stay_outside=0.0)
    world.a.capital[:] = 1_000.0
    world.a.profit_year[:] = -1e5
    world.act("entry", owner_pay_most=0.0)
    world.a.review_week[:] = START + 1
    path(world, 10)
    assert not world.a.admitted.any() and not world.a.deposit.any()
    if not rogue:
        assert (world.a.ending_cause == ExitCause.REFUSED).all(), "the right to go on ends with the decision"
        return
    assert (world.a.attempts == ATTEMPTS).all() and not world.a.ending_cause.any(), "until the ban bites"
    world.law("admission", gate_enforced=1)
    week_of_the_act(world, START + 60)
    assert (world.a.ending_cause == ExitCause.REFUSED).all()
    world.inst.shells[0] = 1e6
    assert not world.a.admitted.any()


def test_the_due_date_is_the_firms_own_whatever_the_others_and_the_amount_are():
    one, other = firms(400), firms(400, deposit=20_000.0)
    other.a.alive[1::2] = 0
    path(one, 100)
    path(other, 100)
    assert (one.a.deposit_due[::2] == other.a.deposit_due[::2]).all() and (other.a.deposit_due[1::2] == NEVER).all()


def test_without_a_gate_each_firm_has_a_week_of_its_own_within_the_term():
    world = firms(gate=0)
    held = path(world, 53)
    assert 0 < held[0] < 0.05 * N and held[25] == pytest.approx(0.5 * N, rel=0.1) and held[51] == N
    at_once = firms(gate=0, deposit_term_weeks=0)
    assert path(at_once, 1)[0] == N
    new = firms(10, gate=0, start=START + 3)
    week_of_the_act(new, START + 3)
    assert (new.a.deposit == 50_000.0).all() or (new.a.deposit == 100_000.0).all(), "who begins later pays at once"


def test_who_is_admitted_before_there_is_a_deposit_has_the_term():
    world = firms(gate_from=START - 200, apply_weeks=0)
    world.a.admitted[:] = 1
    world.a.audit_week[:] = NEVER
    held = path(world, 53)
    assert held[0] < 0.05 * N and held[51] == N and world.a.admitted.all()


def test_a_deposit_that_is_abolished_lets_those_in_who_waited_for_it():
    world = firms(50)
    world.a.review_week[:] = START
    week_of_the_act(world, START)
    assert not world.a.admitted.any() and (world.a.decision_week == START).all()
    world.law("admission", deposit=0.0)
    week_of_the_act(world, START + 1)
    assert world.a.admitted.all() and (world.a.deposit_due == NEVER).all()


def test_most_apply_at_the_end_of_the_term_and_in_the_order_of_the_line():
    law = AdmissionRules(**LAW, apply_late=0.6)
    weeks = np.array([applies_after(place, law) for place in np.linspace(0.0, 0.9999, 5000)])
    assert (np.diff(weeks) >= 0).all() and (weeks.min(), weeks.max()) == (0, 25)
    assert (weeks >= 18).mean() == pytest.approx(0.6, abs=0.01)
    assert max(applies_after(place, law._replace(apply_late=0.0)) for place in (0.0, 0.5, 0.9999)) == 17
    assert decided_in(START, 0.0, law) == START + 10 and decided_in(START + 25, 0.999, law) == START + 64
    assert decided_in(START + 25, 0.999, law._replace(reviews_per_year=6_000.0)) == START + 129
    world = firms(10)
    places = [place_in_line(1, world.a, i, law) for i in range(10)]
    assert max(places[:3]) < 0.3 <= min(places[3:])


def test_a_label_stands_in_for_the_inspection_only_where_the_law_says_so():
    for route, passed in ((1, 1.0), (0, 0.0)):
        world = firms(400, first_fail=1.0, label_route=route, deposit=0.0)
        world.a.label[:] = 1
        world.a.review_week[:] = START
        week_of_the_act(world, START)
        assert world.a.admitted.mean() == passed


def test_nobody_applies_before_the_term_begins():
    world = firms(50, gate=0, deposit=0.0)
    foreseen = world.rules._replace(admission=world.rules.admission._replace(gate=1))
    world.call(admit_agencies, foreseen=foreseen)
    assert (world.a.review_week == NEVER).all()


@pytest.mark.parametrize("rogue", [False, True])
def test_who_does_not_apply_or_is_refused_within_the_term_stops_unless_he_is_rogue(rogue):
    dear = firms(400, rogue, audit_cost=1e7, deposit=0.0)
    dear.a.profit_year[:] = 1e4
    ended = []
    for week in range(START, START + 27):
        week_of_the_act(dear, week)
        ended.append(int((dear.a.ending_cause == ExitCause.NOT_WORTH_IT).sum()))
    if rogue:
        assert not any(ended) and (dear.a.attempts == ATTEMPTS).mean() > 0.95, "until the ban bites"
    else:
        assert ended[-1] > 380 and max(np.diff([0, *ended])) < 60, "each in the week in which he would have applied"
    failed = firms(400, rogue, first_fail=1.0, second_fail=1.0, pass_rogue=0.0, label_route=0, deposit=0.0)
    failed.a.review_week[:], failed.a.attempts[:] = START, 1
    week_of_the_act(failed, START)
    assert (failed.a.ending_cause == (ExitCause.NONE if rogue else ExitCause.REFUSED)).all()


@pytest.mark.slow
def test_no_week_of_2027_takes_many_of_the_agencies():
    model = LabourMarket(rng=1, base="law-as-enacted", size="desk", until=dt.date(2027, 12, 31), record="summary")
    alive = []
    while model.running:
        model.step()
        if model.date >= dt.date(2026, 12, 1):
            alive.append(int((model.state.agencies.alive == 1).sum()))
    alive = np.array(alive, float)
    assert (alive[:-1] - alive[1:]).max() < 0.04 * alive[0], "in one week: 38% before"
