"""The gate: inspections that err both ways, the queue, audits, who is barred, who ends and who goes on outside."""

import pytest

from sim.phases.agencies.admission import ATTEMPTS, NEVER, admit_agencies
from sim.state.codes import ExitCause
from sim.state.ledger import Account, Item
from tests.unit.phases.hand import Hand

WEEK = 100
ROGUE = 0.2


def firms(n: int, rogue: bool = False, start: int = WEEK, **law) -> Hand:
    """Firms that earn well and need admission; without a queue to speak of."""
    world = Hand(1, agencies=n, week=WEEK)
    a = world.a
    a.start_week[:], a.start_size[:], a.capital[:], a.profit_year[:] = start, 20.0, 1e5, 5e6
    a.last_detection[:] = -32768
    a.review_week[:] = a.audit_week[:] = NEVER
    a.extracted_wage[:] = ROGUE if rogue else 0.0
    # the way abroad is closed here: see test_measures_abroad
    usual = {"gate": 1, "gate_from": WEEK - 60, "reviews_per_year": 1e9, "abroad_share": 0.0}
    world.law("admission", **(usual | law))
    return world


def admit(world: Hand, week: int = WEEK, foreseen=None) -> None:
    world.at(week)
    world.call(admit_agencies, foreseen=foreseen or world.rules)


def through_the_gate(world: Hand, weeks: int = 60) -> Hand:
    """All applications decided, with their second round."""
    for week in range(WEEK, WEEK + weeks):
        admit(world, week)
    return world


def test_half_of_the_honest_fail_at_first_and_nearly_all_pass_after_repair():
    world = firms(3000, first_fail=0.5, second_fail=0.05)
    a = world.a
    admit(world)
    assert (a.review_week == WEEK + 10).all() and not a.admitted.any(), "new firms apply at once"
    admit(world, WEEK + 9)
    assert not a.admitted.any()
    admit(world, WEEK + 10)
    assert a.admitted.mean() == pytest.approx(0.5, abs=0.03)
    failed = a.admitted == 0
    assert (a.attempts[failed] == 1).all() and not a.attempts[~failed].any()
    repair = a.review_week[failed] - world.now.week
    assert repair.min() == 8 and repair.max() == 26, "8 to 26 weeks"
    paid = 1e5 - a.capital[failed]
    assert paid.min() >= 3_000.0 and paid.max() <= 9_500.0 and (a.capital[~failed] == 1e5).all()
    assert world.eur(Item.ADMISSION_COST) == pytest.approx(paid.sum()) == -world.net(Account.AGENCIES)
    through_the_gate(world)
    assert a.admitted.mean() == pytest.approx(1 - 0.5 * 0.05, abs=0.01)
    assert (a.attempts[a.admitted == 0] == ATTEMPTS).all()


def test_rogue_firms_pass_on_paper_now_and_then():
    for chance in (0.35, 0.1):
        world = through_the_gate(firms(3000, rogue=True, pass_rogue=chance, audit_find=0.0))
        assert world.a.admitted.mean() == pytest.approx(1 - (1 - chance) ** 2, abs=0.03)
        assert world.eur(Item.ADMISSION_COST) == 0.0 and (world.a.capital == 1e5).all(), "they repair nothing"


def test_a_queue_makes_later_decisions():
    world = firms(100, reviews_per_year=5_200.0)  # 100 a week in the country, one in a world of a hundredth
    admit(world)
    waits = world.a.review_week - WEEK
    assert waits.tolist() == [10 + k for k in range(1, 101)]
    assert world.inst.review_queue[0] == pytest.approx(10_000.0)
    twice = firms(100, reviews_per_year=10_400.0)
    admit(twice)
    assert twice.a.review_week.max() - WEEK == 10 + 50
    world.a.review_week[0] = NEVER
    admit(world, WEEK + 1)  # one week later, one application fewer waits before it
    assert world.a.review_week[0] == WEEK + 1 + 10 + 100


def test_firms_that_lend_already_apply_over_a_quarter():
    world = firms(2000, start=-300)
    applied = []
    for week in range(WEEK, WEEK + 14):
        admit(world, week)
        applied.append((world.a.review_week < NEVER).mean() + world.a.admitted.mean())
    assert applied[0] == pytest.approx(1 / 13, abs=0.02)
    assert applied[9] == pytest.approx(1 - (12 / 13) ** 10, abs=0.03)


def test_to_whom_it_is_not_worth_it_does_not_apply_and_stops_at_the_ban():
    world = firms(400, start=-300, audit_cost=1e7)
    world.a.profit_year[:] = 1e4
    for week in range(WEEK, WEEK + 80):
        admit(world, week)
    assert (world.a.review_week == NEVER).all() and (world.a.attempts == ATTEMPTS).mean() > 0.98
    assert not world.a.ending_cause.any(), "until the ban it may go on"
    world.law("admission", gate_enforced=1)
    admit(world, WEEK + 80)
    assert (world.a.ending_cause == ExitCause.REFUSED).mean() > 0.98


def audited(rogue: bool, **law) -> Hand:
    world = firms(3000, rogue, start=-300, **({"audit_find": 0.3, "revoke": 0.6, "stay_outside": 0.0} | law))
    world.a.admitted[:], world.a.audit_week[:] = 1, WEEK
    admit(world)
    return world


def test_audits_find_some_rogue_firms_and_cost_some_of_those_the_admission():
    world = audited(rogue=True)
    lost = world.a.admitted == 0
    assert lost.mean() == pytest.approx(0.3 * 0.6, abs=0.025)
    assert (world.a.ending_cause[lost] == ExitCause.REVOKED).all() and not world.a.ending_cause[~lost].any()
    assert (world.a.audit_week[~lost] == WEEK + 52).all() and (world.a.audit_week[lost] == NEVER).all()
    assert not (audited(rogue=False).a.admitted == 0).any()
    assert not (audited(rogue=True, revoke=0.0).a.admitted == 0).any()


def test_what_another_enforcer_found_may_cost_the_admission_too():
    world = firms(2000, rogue=True, start=-300, revoke=0.6, stay_outside=1.0)
    world.a.admitted[:], world.a.last_detection[:1000] = 1, WEEK
    admit(world)
    assert (world.a.admitted[:1000] == 0).mean() == pytest.approx(0.6, abs=0.05)
    assert world.a.admitted[1000:].all()
    assert not world.a.ending_cause.any(), "who dares goes on outside"


def test_first_audits_come_in_the_second_half_of_the_interval():
    world = firms(500, first_fail=0.0, audit_weeks=52)
    admit(world)
    admit(world, WEEK + 10)
    wait = world.a.audit_week - (WEEK + 10)
    assert world.a.admitted.all() and 26 <= wait.min() < 30 and 48 < wait.max() <= 52


def waiting(enforced: int) -> Hand:
    """Row 0 is admitted, 1 lent before and waits, 2 is new and waits, 3 is refused, 4 lends and never applied."""
    world = firms(5, rogue=True, gate_enforced=enforced, stay_outside=1.0)
    a = world.a
    a.start_week[:] = -300, -300, WEEK - 20, -300, -300
    a.admitted[0], a.attempts[3], a.review_week[1:3] = 1, ATTEMPTS, WEEK + 8
    admit(world)
    return world


def test_nobody_is_barred_before_the_transition_is_over():
    assert waiting(0).a.barred.tolist() == [0, 0, 0, 0, 0]
    assert waiting(1).a.barred.tolist() == [0, 0, 1, 1, 1]


def test_an_older_firm_that_applied_is_barred_once_refused():
    world = waiting(1)
    world.law("admission", pass_rogue=0.0)
    world.a.attempts[1] = 1
    admit(world, WEEK + 8)
    assert world.a.attempts[1] == ATTEMPTS and world.a.barred[1] == 1


def test_the_refused_who_are_honest_end_and_rogues_who_dare_go_on():
    for rogue, dares, ends in ((False, 1.0, 1.0), (True, 1.0, 0.0), (True, 0.0, 1.0), (True, 0.5, 0.5)):
        world = firms(1000, rogue, start=-300, gate_enforced=1, stay_outside=dares)
        world.a.attempts[:] = ATTEMPTS
        admit(world)
        assert world.a.barred.all()
        assert (world.a.ending_cause == ExitCause.REFUSED).mean() == pytest.approx(ends, abs=0.05)
        first = world.a.ending_cause.copy()
        admit(world, WEEK + 1)
        assert (world.a.ending_cause == first).all(), "who dares is decided once"


def test_a_gate_for_new_firms_leaves_the_others_alone():
    world = firms(2, gate_new_from=WEEK, gate_enforced=1)
    world.a.start_week[0] = WEEK - 1
    admit(world)
    assert world.a.barred.tolist() == [0, 1] and world.a.review_week[0] == NEVER


def test_before_it_is_in_force_firms_apply_but_none_is_expelled_or_barred():
    world = firms(500, rogue=True, gate_enforced=1, first_fail=0.0, pass_rogue=1.0, revoke=1.0, audit_find=1.0)
    coming, world.rules = world.rules, Hand(1).rules
    for week in range(WEEK, WEEK + 80):
        admit(world, week, coming)
        world.a.last_detection[world.a.admitted == 1] = week + 1  # what is found of late counts at the inspection
    assert world.a.admitted.all() and not world.a.ending_cause.any() and not world.a.barred.any()
    admit(world, WEEK + 80)  # the plan is withdrawn
    assert not world.a.admitted.any()


@pytest.mark.parametrize("ago, revoke, in_at", [(4, 0.6, 0.4), (4, 0.0, 1.0), (51, 0.6, 0.4), (80, 0.6, 1.0)])
def test_what_was_found_within_the_year_may_cost_the_admission_a_firm_waits_for(ago, revoke, in_at):
    world = firms(3000, rogue=True, pass_rogue=1.0, revoke=revoke, review_weeks=10)
    admit(world)
    world.a.last_detection[:] = WEEK + 10 - ago
    admit(world, WEEK + 10)
    assert world.a.admitted.mean() == pytest.approx(in_at, abs=0.03)
    refused = world.a.admitted == 0
    assert (world.a.attempts[refused] == ATTEMPTS).all() and (world.a.review_week[refused] == NEVER).all()
