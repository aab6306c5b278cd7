"""The world of the law as it became: its figures by date, items that can be left out, measures, prices and demand."""

import dataclasses
import datetime as dt
from importlib.resources import files

import pytest

from sim.core.calendar import first_week, monday, week_of
from sim.declare.params import InvalidInput
from sim.declare.yaml_reader import parse_yaml
from sim.measures import LEVERS
from sim.measures.law_of_week import in_real_euros, law_of_week
from sim.model import LabourMarket
from sim.rules import EconomyRules, Rules
from sim.scenario.base_file import base_from_data
from sim.scenario.loading import load_base, load_policy
from sim.scenario.policy import LeverUse, plan_of
from sim.scenario.policy_file import policy_from_data
from tests.levers.harness import TOGETHER, scenario, smoke_run, use
from tests.levers.test_timing import FROM, NEWS, states
from tests.levers.test_timing import base as untouched
from tests.model.worlds import changed, same_table

ENACTED = "law-as-enacted"
ITEMS = [item.id for item in load_base(ENACTED).items]


def law(base: str, day: str) -> Rules:
    """Rules of a day with the measures of the base world, in the amounts of that day."""
    world, week = load_base(base), first_week(dt.date.fromisoformat(day))
    rules = law_of_week(world.rules_at(week), world.levers, week, False).rules
    level = rules.economy.price_level
    back = rules._replace(economy=EconomyRules(price_level=1.0 / level))
    return in_real_euros(back)


def test_it_begins_as_the_world_of_december_2020():
    enacted, frozen = load_base(ENACTED), load_base("law-2020")
    assert enacted.rules_at(1) == enacted.rules_at(-50) == frozen.rules_at(1)
    assert (enacted.world, enacted.splits, enacted.behaviour) == (frozen.world, frozen.splits, frozen.behaviour)


@pytest.mark.parametrize(
    ("day", "amounts"),
    [
        ("2021-06-28", (10.80, 10.24, 9.72)),
        ("2022-07-04", (11.26, 10.67, 10.14)),
        ("2024-01-01", (13.27, 13.27, 13.27)),
        ("2026-01-05", (14.71, 14.71, 14.71)),
    ],
)
def test_the_minimum_wage_is_that_of_the_day(day, amounts):
    pay = law(ENACTED, day).pay
    assert (pay.minimum_wage_36, pay.minimum_wage_38, pay.minimum_wage_40) == pytest.approx(amounts)


def test_without_the_wage_by_the_hour_a_longer_week_earns_less_an_hour():
    pay = law(f"{ENACTED}~hourly-minimum-wage", "2024-01-01").pay
    assert (pay.minimum_wage_36, pay.minimum_wage_38, pay.minimum_wage_40) == pytest.approx((13.27, 12.57, 11.94))


def test_without_its_rises_the_minimum_wage_keeps_its_value():
    name, week = f"{ENACTED}~minimum-wage~hourly-minimum-wage", first_week(dt.date(2030, 7, 1))
    real = law_of_week(load_base(name).rules_at(week), (), week, False).rules.pay
    assert real.minimum_wage_40 == pytest.approx(9.72, abs=0.01)
    assert load_base(f"{ENACTED}~minimum-wage").timeline == load_base(name).timeline, "the hourly wage is one of them"


@pytest.mark.parametrize(
    ("day", "group", "name", "before", "after"),
    [
        ("2023-01-02", "contract", "phase_a_weeks", 78, 52),
        ("2023-01-02", "contract", "phase_b_weeks", 208, 156),
        ("2023-01-02", "contract", "clause_max_weeks", 78, 52),
        ("2023-03-20", "contract", "clause_ends_at_sickness", 1, 0),
        ("2023-07-03", "contract", "waiting_days_clause", 2.0, 1.0),
        ("2022-01-03", "housing", "notice_guaranteed_weeks", 0.0, 4.0),
        ("2022-01-03", "pay", "guarantee_weeks", 0, 9),
        ("2027-01-04", "admission", "gate", 0, 1),
        ("2027-01-04", "admission", "apply_weeks", 0, 26),
        ("2027-01-04", "admission", "audit_weeks", 52, 26),
        ("2027-01-04", "admission", "deposit_wages_first", 1, 0),
        ("2028-01-03", "admission", "gate_enforced", 0, 1),
        ("2027-01-04", "liability", "tax_share", 0.2, 1.0),
    ],
)
def test_a_rule_changes_on_its_day(day, group, name, before, after):
    start = dt.date.fromisoformat(day)
    eve = (start - dt.timedelta(days=7)).isoformat()
    assert getattr(getattr(law(ENACTED, eve), group), name) == before
    assert getattr(getattr(law(ENACTED, day), group), name) == after


@pytest.mark.parametrize("item", ITEMS)
def test_each_item_can_be_left_out_and_is_missed(item):
    left = (item, "hourly-minimum-wage") if item == "minimum-wage" else (item,)
    whole, without = load_base(ENACTED), load_base(f"{ENACTED}~{item}")
    assert without.id == "~".join((ENACTED, *(i for i in ITEMS if i in left)))
    assert without.without and "without" in without.title.en and "zonder" in without.title.nl
    days = [dt.date(year, month, 15) for year in range(2021, 2033) for month in (2, 8)]
    weeks = [first_week(day) for day in days]
    assert any(
        law_of_week(whole.rules_at(w), whole.levers, w, True)
        != law_of_week(without.rules_at(w), without.levers, w, True)
        for w in weeks
    )


def test_unknown_items_are_refused_with_those_there_are():
    with pytest.raises(InvalidInput) as caught:
        load_base(f"{ENACTED}~phase~shelter~shelter")
    unknown, twice = caught.value.mistakes
    assert unknown.path == "~phase" and "phases" in unknown.hint and "admission-act" in unknown.allowed
    assert twice.path == "~shelter" and twice.message == "written twice"
    with pytest.raises(InvalidInput, match="no such item"):
        load_base("law-2020~prices")


def test_a_frozen_world_has_no_path():
    item = {"id": "late", "title": {"en": "Late"}, "levers": [{"lever": "deposit", "from": dt.date(2022, 1, 3)}]}
    data = parse_yaml(files("scenarios").joinpath("law", "law-2020.yaml").read_bytes()) | {"items": [item]}
    with pytest.raises(InvalidInput, match="a frozen world has no path"):
        base_from_data(data)
    del data["frozen"]
    assert [use.lever for use in base_from_data(data).levers] == ["deposit"]
    data["items"] = [item, item]
    with pytest.raises(InvalidInput) as caught:
        base_from_data(data)
    messages = {mistake.message for mistake in caught.value.mistakes}
    assert messages == {"written twice", "the same lever twice at the same time"}


def test_amounts_of_the_law_lose_value_with_prices_and_others_keep_theirs():
    rules = Rules(economy=EconomyRules(price_level=1.25))
    real = in_real_euros(rules)
    assert real.inspection.fine_small == 8000 / 1.25 and real.pay.minimum_wage_38 == 10.24 / 1.25
    assert real.cover.premium == rules.cover.premium and real.pay.cost_factor == rules.pay.cost_factor
    assert in_real_euros(Rules()) is not None and in_real_euros(Rules()) == Rules()
    deposit = law_of_week(rules, [use("deposit", 10, deposit_eur=100_000)], 20, False).rules.admission.deposit
    assert deposit == 80_000.0


def test_demand_moves_orders():
    orders = []
    for level in (1.0, 1.2):
        world = LabourMarket(rng=1, size="smoke", **{"law.economy.demand_level": level})
        world.step()
        orders.append(world.hirers.get("orders").sum())
    assert orders[1] == pytest.approx(1.2 * orders[0])


def test_it_runs_to_the_end_of_2032_unless_told_otherwise():
    assert LabourMarket(base=ENACTED).last_week == week_of(dt.date(2032, 12, 31))
    assert LabourMarket(base=ENACTED, until="2024-06-30").last_week == week_of(dt.date(2024, 6, 30))
    assert LabourMarket().last_week == 52


@pytest.mark.slow
def test_the_admission_act_on_the_world_without_it_is_the_law_as_it_became():
    base = f"{ENACTED}~admission-act"
    assert load_policy("wtta").base == base
    end = dt.date(2027, 12, 31)
    without, act, whole = (
        smoke_run(policy, until=end, base=name).recorder.tables()["weekly"]
        for policy, name in ((None, base), ("wtta", base), (None, ENACTED))
    )
    assert same_table(act, whole) == []
    assert same_table(without, whole) != []


class TestAPolicyOnAWorldWithMeasures:
    """Its use of a measure takes the place of the world's own use."""

    own = (use("deposit", 100, 50, deposit_eur=100_000), use("clause_limit", 100, 50))

    def test_takes_its_place_from_its_start_on(self):
        mine = use("deposit", 150, 120, deposit_eur=200_000)
        plan = plan_of(self.own, (mine,))
        assert [u.lever for u in plan] == ["clause_limit", "deposit", "deposit"]
        assert plan[1].until == monday(150) - dt.timedelta(days=1)
        assert plan[2] == dataclasses.replace(mine, since=monday(100)), "its terms go on from where they were"
        eur = {week: law_of_week(Rules(), plan, week, False).rules.admission.deposit for week in (90, 149, 150, 300)}
        assert eur == {90: 0.0, 149: 100_000.0, 150: 200_000.0, 300: 200_000.0}
        assert law_of_week(Rules(), plan, 140, True).foreseen.admission.deposit == 200_000.0

    def test_gives_it_back_at_its_end(self):
        plan = plan_of(self.own, (use("deposit", 90, 80, until=monday(120), deposit_eur=5_000),))
        eur = [law_of_week(Rules(), plan, week, False).rules.admission.deposit for week in (95, 110, 121, 200)]
        assert eur == [5_000.0, 5_000.0, 100_000.0, 100_000.0]

    def test_is_not_phased_in_from_nothing(self):
        with pytest.raises(InvalidInput, match="phased in from nothing"):
            plan_of(self.own, (use("deposit", 150, 120, phase_in=10),))
        assert len(plan_of(self.own, (use("deposit", 90, 80, phase_in=10),))) == 2

    def test_may_not_contradict_it(self):
        gate = use("certification", 100, gate_on=0)
        registered = LeverUse(LEVERS["certified_registration"], monday(100), monday(100), None, 0, "all", None)
        with pytest.raises(InvalidInput, match="contradict"):
            plan_of((gate,), (registered,))
        plan_of((use("certification", 100),), (registered,))


def test_a_lever_may_not_stand_twice_and_the_hint_mends_it():
    rows = [
        {"lever": "deposit", "from": monday(10), "phase_in_weeks": 52},
        {"lever": "deposit", "from": monday(30)},
    ]
    data = {"id": "mine", "title": {"en": "Mine"}, "base": "law-2020", "levers": rows}
    with pytest.raises(InvalidInput) as caught:
        policy_from_data(data, ["law-2020"])
    (mistake,) = caught.value.mistakes
    assert mistake.message == "the same lever twice at the same time"
    assert f"until: {monday(30) - dt.timedelta(days=1)}" in mistake.hint
    rows[0]["until"] = monday(30) - dt.timedelta(days=1)
    assert len(policy_from_data(data, ["law-2020"]).levers) == 2


@pytest.mark.parametrize("together", TOGETHER)
def test_all_measures_at_once_change_nothing_before_their_date(together):
    blind = states(scenario(together, FROM, NEWS), **{"behaviour.switch.anticipation": 0})
    before, unforeseen, after = (changed(*pair) for pair in zip(untouched(), blind, strict=True))
    assert before == unforeseen == set() and after
