"""Any figure of the law in a policy, with its dates: a reform without a measure."""

import copy
import datetime as dt
import pickle

import pytest

from sim.core.calendar import week_of
from sim.declare.params import InvalidInput
from sim.measures.effects import RULES
from sim.measures.law_of_week import law_of_week
from sim.model import LabourMarket
from sim.rules import Rules
from sim.scenario.loading import load_base
from sim.scenario.policy import plan_of, told
from sim.scenario.policy_file import policy_from_data
from sim.scenario.policy_fit import OVERRULED, SELF, remarks
from tests.levers.harness import use

NEXT = dt.date(2022, 1, 3)


def policy(rules, levers=()):
    data = {"id": "reform", "title": {"en": "Reform"}, "base": "law-2020", "rules": rules}
    return policy_from_data(data | ({"levers": list(levers)} if levers else {}), ["law-2020"])


def law(plan, week: int) -> Rules:
    return law_of_week(Rules(), plan.levers, week, True).rules


@pytest.mark.parametrize("rule", RULES)
def test_every_figure_of_the_law_can_be_set(rule):
    row = RULES[rule]
    value = next(v for v in (row.number.high, row.number.low) if v != row.default)
    group, _, name = rule.partition(".")
    if rule == "economy.price_level":  # nominal amounts are told over it
        return
    changed = law(policy({rule: value}), 5)
    assert getattr(getattr(changed, group), name) == row.type(value)
    assert changed._replace(**{group: getattr(Rules(), group)}) == Rules()


def test_dates_news_and_phase_in():
    made = policy({"pay.sick_pay_share": [
        {"value": 1.0, "from": dt.date(2021, 7, 5), "until": dt.date(2021, 12, 31), "announced": dt.date(2021, 3, 1)},
        {"value": 0.5, "from": dt.date(2022, 3, 7), "phase_in_weeks": 4},
    ]})  # fmt: skip
    values = [law(made, week).pay.sick_pay_share for week in (1, 27, 52, 53, 62, 63, 65, 80)]
    assert values == pytest.approx([0.9, 1.0, 1.0, 0.9, 0.8, 0.7, 0.5, 0.5])
    assert law_of_week(Rules(), made.levers, 15, True).foreseen.pay.sick_pay_share == 1.0
    assert made.unannounced == (1,)


def test_measures_build_on_the_law_as_it_then_is():
    rent = {"lever": "no_rent_deduction", "from": dt.date(2021, 1, 4), "parameters": {"step_a_year": 0.05}}
    made = policy({"pay.housing_deduction_cap": 0.2}, [rent])
    assert law(made, 5).pay.housing_deduction_cap == pytest.approx(0.15)
    assert law_of_week(Rules(), (*reversed(made.levers), use("helpdesk", 1)), 5, True).rules.pay == law(made, 5).pay


def test_it_is_told_as_a_measure_and_travels():
    made = policy({"law.pay.sick_pay_share": {"value": 1, "from": NEXT}})
    (row,) = told(made)
    assert row["lever"] == "rules.pay.sick_pay_share" and row["parameters"][0]["value"] == 1.0
    for one in (copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert one.levers == made.levers


@pytest.mark.parametrize(
    ("rules", "path", "message"),
    [
        ({"pay.sick_pay": 1}, "rules.pay.sick_pay", "unknown rule"),
        ({"pay.sick_pay_share": 2}, "rules.pay.sick_pay_share.value", "outside its range"),
        ({"pay.sick_pay_share": {"from": NEXT}}, "rules.pay.sick_pay_share.value", "is missing"),
        ({"pay.sick_pay_share": {"value": 1, "form": NEXT}}, "rules.pay.sick_pay_share.form", "unknown name"),
        ({"pay.sick_pay_share": [0.5, 1.0]}, "levers", "the same lever twice at the same time"),
        ([1], "rules", "must be a mapping of names to values"),
        ({"pay.sick_pay_share": []}, "rules.pay.sick_pay_share", "is missing"),
        ({"pay.sick_pay_share": None}, "rules.pay.sick_pay_share", "is missing"),
        ({}, "levers", "is missing"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_path(rules, path, message):
    with pytest.raises(InvalidInput) as caught:
        policy(rules)
    assert (path, message) in {(mistake.path, mistake.message) for mistake in caught.value.mistakes}


def test_a_stage_that_follows_on_another_does_not_begin_at_the_base_again():
    made = policy({"pay.sick_pay_share": [
        {"value": 1.0, "from": dt.date(2021, 7, 5), "until": dt.date(2022, 1, 2)},
        {"value": 0.5, "from": NEXT, "phase_in_weeks": 4},
    ]})  # fmt: skip
    with pytest.raises(InvalidInput) as caught:
        plan_of((), made.levers)
    assert [mistake.message for mistake in caught.value.mistakes] == ["would be phased in from nothing"]


def test_a_rule_that_a_measure_of_the_base_sets_is_told_to_change_nothing():
    base = load_base("law-as-enacted")
    low = {"admission.deposit": {"value": 25_000, "from": dt.date(2027, 1, 4), "announced": dt.date(2021, 1, 4)}}
    told_of = {
        name: {mistake.message for mistake in remarks(base, policy(rules), week_of(dt.date(2030, 12, 30)))}
        for name, rules in (("deposit", low), ("sick", {"pay.sick_pay_share": 0.5}))
    }
    assert OVERRULED in told_of["deposit"] and OVERRULED not in told_of["sick"]


def test_a_rule_that_is_so_already_is_no_difference():
    with pytest.raises(InvalidInput) as caught:
        LabourMarket(rng=1, size="smoke", policy=policy({"pay.sick_pay_share": 0.9}), collect=False)
    assert {mistake.message for mistake in caught.value.mistakes} == {SELF}
    assert load_base("law-2020").rules_at(1).pay.sick_pay_share == 0.9
