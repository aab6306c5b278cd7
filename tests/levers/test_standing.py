"""Which levers stand in a week, what they make of the rules, and what of them is foreseen."""

import datetime as dt
import itertools

import pytest

from sim.core.calendar import monday
from sim.measures.law_of_week import FAR, change_weeks, first_week, in_force, law_of_week
from sim.measures.lever import ALL_WEEKS
from sim.rules import Rules
from tests.levers.harness import use

BASE = Rules()


def standing(plan, week):
    """The one standing of a week, None when nothing stands."""
    found = in_force(plan, week)
    assert len(found) <= 1
    return found[0][1] if found else None


@pytest.mark.parametrize("date, week", [
    (dt.date(2021, 1, 4), 1), (dt.date(2021, 1, 5), 2), (dt.date(2021, 1, 10), 2), (dt.date(2021, 1, 11), 2),
    (dt.date(2021, 7, 5), 27), (dt.date(2021, 7, 1), 27), (dt.date(2020, 12, 31), 1),
])  # fmt: skip
def test_a_date_counts_from_the_monday_on_or_after_it(date, week):
    assert first_week(date) == week
    assert date <= monday(first_week(date)) < date + dt.timedelta(days=7)


def test_a_lever_stands_from_its_week_on():
    plan = [use("deposit", 40, 20)]
    assert [standing(plan, week) is not None for week in (20, 39, 40, 41, 5000)] == [False, False, True, True, True]
    assert standing(plan, 40) == (1.0, 40, 0, ALL_WEEKS)
    assert standing(plan, 52) == (1.0, 40, 12, ALL_WEEKS)


def test_until_is_the_last_day_and_its_week_still_counts():
    for day in (0, 3, 6):
        plan = [use("deposit", 40, until=monday(60) + dt.timedelta(days=day))]
        assert standing(plan, 60) is not None and standing(plan, 61) is None
        assert law_of_week(BASE, plan, 60, True).rules != BASE and law_of_week(BASE, plan, 61, True).rules == BASE


def test_the_weight_grows_evenly_over_the_weeks_of_the_phase_in():
    plan = [use("deposit", 40, phase_in=4, deposit_eur=100_000.0)]
    assert [standing(plan, week).weight for week in range(40, 46)] == [0.25, 0.5, 0.75, 1.0, 1.0, 1.0]
    amounts = [law_of_week(BASE, plan, week, True).rules.admission.deposit for week in range(39, 46)]
    assert amounts == [0.0, 25_000.0, 50_000.0, 75_000.0, 100_000.0, 100_000.0, 100_000.0]
    assert standing([use("deposit", 40, phase_in=1)], 40).weight == 1.0


def test_phased_in_clauses_and_leases_are_between_base_and_target():
    clause = [law_of_week(BASE, [use("clause_limit", 40, phase_in=26)], week, True) for week in range(39, 67)]
    weeks = [law.rules.contract.clause_max_weeks for law in clause]
    assert weeks[0] == BASE.contract.clause_max_weeks and weeks[-1] == 26
    assert all(later <= earlier for earlier, later in itertools.pairwise(weeks)) and len(set(weeks)) > 20
    half = law_of_week(BASE, [use("own_tenancy", 40, phase_in=2)], 40, True).rules.housing
    assert half.lease_compliance == pytest.approx(0.3) and half.withdrawal == pytest.approx(0.015)
    half = law_of_week(BASE, [use("decoupling", 40, phase_in=2)], 40, True).rules.housing
    assert half.decoupled_share == pytest.approx(0.25)


@pytest.mark.parametrize("lever, group, column", [
    ("deposit", "admission", "deposit_new_from"), ("certification", "admission", "gate_new_from"),
    ("own_tenancy", "housing", "lease_new_from"), ("decoupling", "housing", "decoupled_new_from"),
    ("clause_limit", "contract", "clause_new_from"),
])  # fmt: skip
def test_a_lever_for_new_ones_only_names_its_first_week(lever, group, column):
    for target, first in (("all", ALL_WEEKS), ("new", 40)):
        plan = [use(lever, 40, applies_to=target)]
        for week in (40, 90):
            assert getattr(getattr(law_of_week(BASE, plan, week, True).rules, group), column) == first


def test_weeks_in_which_the_law_may_change():
    until = monday(200) + dt.timedelta(days=2)
    assert change_weeks([]) == []
    assert change_weeks([use("deposit", 40, 20)]) == [20, 40]
    assert change_weeks([use("deposit", 40, 20, until=until, phase_in=3)]) == [20, 40, 41, 42, 43, 201]
    assert change_weeks([use("certification", 40, 20, transition_w=52)]) == [20, 40, 92]
    two = [use("deposit", 40, 20), use("clause_limit", 30)]
    assert change_weeks(two) == [20, 30, 40]


@pytest.mark.parametrize("lever", ["certification", "deposit", "own_tenancy", "decoupling", "clause_limit"])
def test_the_law_changes_in_no_other_week(lever):
    plan = [use(lever, 40, 20, until=monday(120), phase_in=7)]
    listed = set(change_weeks(plan))
    for week in range(2, 130):
        before, after = (law_of_week(BASE, plan, at, False).rules for at in (week - 1, week))
        assert before == after or week in listed, week
    assert law_of_week(BASE, plan, 100, False).rules != BASE


def test_what_is_announced_is_foreseen_with_the_weeks_until_it_enters():
    plan = [use("certification", 40, 20, transition_w=52)]
    for week in (20, 39):
        law = law_of_week(BASE, plan, week, True)
        assert law.rules == BASE and law.ahead == FAR, "the clause stays as it is"
        assert (law.foreseen.admission.gate, law.foreseen.admission.gate_enforced) == (1, 1), "as after the transition"
        assert law.foreseen.admission.gate_from == 40
    for week in (19, 40, 200):
        law = law_of_week(BASE, plan, week, True)
        assert law.foreseen == law.rules and law.ahead == FAR
    assert law_of_week(BASE, plan, 40, True).rules.admission.gate_enforced == 0
    assert law_of_week(BASE, plan, 91, True).rules.admission.gate_enforced == 0
    assert law_of_week(BASE, plan, 92, True).rules.admission.gate_enforced == 1


def test_a_phase_in_is_foreseen_at_its_end():
    plan = [use("deposit", 40, 20, phase_in=52, deposit_eur=80_000.0)]
    assert law_of_week(BASE, plan, 25, True).foreseen.admission.deposit == 80_000.0
    assert law_of_week(BASE, plan, 40, True).foreseen.admission.deposit == pytest.approx(80_000.0 / 52)


def test_nobody_foresees_where_nobody_looks_ahead():
    plan = [use("certification", 40, 20), use("clause_limit", 40, 20)]
    for week in range(15, 40):
        assert law_of_week(BASE, plan, week, False) == (BASE, BASE, FAR)
    assert law_of_week(BASE, plan, 45, False) == law_of_week(BASE, plan, 45, True)


def test_the_next_of_several_is_counted_and_what_stands_is_kept():
    plan = [use("deposit", 30, 10), use("clause_limit", 60, 20), use("decoupling", 50, 20)]
    law = law_of_week(BASE, plan, 45, True)
    assert law.ahead == 15, "weeks until the clause changes, whatever comes before"
    assert law.rules.admission.deposit > 0 and law.rules.contract == BASE.contract
    assert law.foreseen.admission == law.rules.admission
    assert law.foreseen.contract.clause_max_weeks == 26 and law.foreseen.housing.decoupled_share > 0


def test_a_lever_may_come_again_with_other_numbers():
    plan = [use("deposit", 40, until=monday(59), deposit_eur=50_000.0), use("deposit", 60, deposit_eur=90_000.0)]
    amounts = [law_of_week(BASE, plan, week, True).rules.admission.deposit for week in (59, 60)]
    assert amounts == [50_000.0, 90_000.0]


def test_both_housing_levers_add_to_what_agencies_give_up():
    plan = [use("own_tenancy", 40, withdrawal=0.1), use("decoupling", 40, withdrawal=0.2, effective_decoupling=0.5)]
    for order in (plan, plan[::-1]):
        assert law_of_week(BASE, order, 40, True).rules.housing.withdrawal == pytest.approx(0.2)
