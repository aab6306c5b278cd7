"""Moral hazard of public safety nets (M15), and chains that are as strong as their weakest link (M16)."""

import numpy as np
import pytest

from sim.behaviour import Behaviour
from sim.core.calendar import monday
from sim.measures.law_of_week import law_of_week
from sim.phases.agencies.quarterly_review import decide, views_of
from sim.phases.employment.hire import enrolling
from sim.phases.employment.weekly_clocks import leave_register_and_age
from sim.rules import Rules
from sim.state.codes import Cover, Housing, Work
from sim.state.ledger import Item
from tests.levers.harness import scenario, smoke_run, use
from tests.levers.test_deposit import GUARANTEE, firms
from tests.levers.test_deposit_claims import caught, punish
from tests.unit.phases.hand import Hand

SCHEME = ("sov_use_p", (0.4, 0.5, 0.9))  # from practice on


def law(**parameters) -> Rules:
    return law_of_week(Rules(), [use("extended_cover", 10, **parameters)], 20, False).rules


@pytest.mark.parametrize("stay", [0.0, 0.2, 1.0])
def test_some_of_the_jobless_put_off_leaving_while_their_cover_runs_on(stay):
    world = Hand(8000)
    world.live_in_nl(weeks=20)
    world.m.housing[:], world.m.cover[:4000] = Housing.RENTAL, Cover.RUN_OFF
    world.act("career", jobless_leaves=0.1, jobless_leaves_first=1.0, jobless_direct=0.0)
    world.rules = law(stay_longer=stay)
    world.call(leave_register_and_age)
    left = world.m.work == Work.LEFT
    assert left[4000:].mean() == pytest.approx(0.1, abs=0.012)
    assert left[:4000].mean() == pytest.approx(0.1 * (1.0 - stay), abs=0.012)


def test_agencies_without_a_label_enrol_later_the_more_the_state_pays():
    usual = Behaviour().cover
    lags = [enrolling(usual, law(sov_use_p=pays).cover) for pays in SCHEME[1]]
    assert lags[0] == usual and lags[0].lag_other < lags[1].lag_other < lags[2].lag_other == usual.lag_other * 1.15
    assert {cover.lag_label for cover in lags} == {usual.lag_label}
    assert enrolling(usual, law(sov_use_p=0.9, slack=0.0).cover) == usual


def test_a_cheat_keeps_back_more_premiums_the_more_the_state_pays():
    taken = []
    for pays in SCHEME[1]:
        world = firms(1, GUARANTEE)
        world.rules = law(sov_use_p=pays)
        world.a.integrity[0], world.a.quarter_wages[0], world.a.quarter_hours[0] = 0.7, 1e5, 9e3
        decide(world.now, 0, world.a, 1.8, world.rules, views_of(world.behaviour), 1.0)
        taken.append((world.a.extracted_health[0], world.a.extracted_wage[0]))
    health, wage = np.array(taken).T
    assert 0.0 < health[0] < health[1] < health[2] < Behaviour().extraction.cap_health
    assert wage[2] <= wage[0], "what one margin gives is not taken from the others as well"


def test_what_is_recovered_is_no_more_than_the_weakest_link_lets_through():
    strong = {"claim_share": 1.0, "proof_records": 1.0}
    links = {"nobody claims": {"claim_share": 0.0}, "nothing is proven": {"proof_records": 0.0}, "whole": {}}
    paid = {}
    for name, weak in links.items():
        world = caught(GUARANTEE, 1, 50_000.0)
        world.act("enforcement", **(strong | weak))
        punish(world)
        paid[name] = world.eur(Item.BACK_PAY)
    for name, award, deposit in (("no award", 0.0, 50_000.0), ("nothing to collect", 0.5, 0.0)):
        world = caught(GUARANTEE, 1, deposit)
        world.act("enforcement", **strong)
        world.law("inspection", claim_award=award)
        punish(world)
        paid[name] = world.eur(Item.BACK_PAY)
    assert paid.pop("whole") > 5_000.0
    assert set(paid.values()) == {0.0}


@pytest.mark.parametrize("one, other", [({"stay_longer": 0.0}, {"stay_longer": 1.0}), ({"slack": 0.0}, {"slack": 1.0})])
def test_both_responses_reach_a_run(one, other):
    ends = []
    for numbers in (one, other):
        policy = scenario(("extended_cover",), 1, 1, extended_cover={"sov_use_p": 0.9} | numbers)
        ends.append(smoke_run(policy, until=monday(40), collect=False).outcomes())
    assert ends[0] != ends[1]
