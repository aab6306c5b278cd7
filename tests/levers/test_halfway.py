"""Measures half-way in: from the practice they find to what they bring, and never below that practice."""

from typing import Any

import numpy as np
import pytest

from sim.behaviour import Behaviour
from sim.measures.law_of_week import law_of_week
from sim.phases.cover.insurance import update_cover
from sim.phases.enforcement.inspection import Enforcer
from sim.phases.enforcement.sanction import sanction
from sim.phases.hirers.hirer_liability import expected_liability
from sim.phases.housing.beds import look_after_places
from sim.rules import Rules
from sim.state.codes import Cover
from sim.state.ledger import Item
from sim.week import Findings
from tests.levers.harness import use
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_cover import jobless

B = Behaviour()


def steps(slug: str, **parameters) -> list[Rules]:
    """The rules without a measure, and with it a quarter, half, three quarters and wholly in."""
    plan = [use(slug, start=1, phase_in=4, **parameters)]
    return [Rules(), *(law_of_week(Rules(), plan, week, False).rules for week in (1, 2, 3, 4))]


def test_home_cover_goes_from_practice_to_what_is_agreed():
    shares, weeks = [], []
    for rules in steps("home_cover", home_cover_p=0.9, home_cover_delay_w=2):
        world = jobless(4000, home_cover=0.5)
        world.call(update_cover, cover=rules.cover)
        waiting = world.m.enrol_week[world.m.enrol_week < 32767]
        shares.append(waiting.size / 4000)
        weeks.append(np.unique(waiting - 100).tolist())
    assert shares == pytest.approx([0.5, 0.6, 0.7, 0.8, 0.9], abs=0.03)
    assert weeks == [[8], [6], [5], [3], [2]]


def test_home_cover_below_practice_changes_nobody():
    seen = []
    for rules in (Rules(), steps("home_cover", home_cover_p=0.2, home_cover_delay_w=20)[-1]):
        world = jobless(500, home_cover=0.5)
        world.call(update_cover, cover=rules.cover)
        seen.append(world.m.enrol_week.tolist() + world.m.cover.tolist())
        assert Cover.HOME_STATE not in world.m.cover
    assert seen[0] == seen[1]


def test_places_on_request_come_in_by_degrees_with_their_cost():
    numbers = {"migrant_share": 0.5, "realised_share": 0.8, "subsidy_per_place_eur": 1e4}
    laws = [
        law_of_week(Rules(), [use("subsidised_places", 40, places=5_200.0 * k / 4, **numbers)], 50, True)
        for k in range(5)
    ]
    rules = [law.rules for law in laws]
    assert [r.tax.programme_cost for r in rules] == pytest.approx([0.0, 13e6, 26e6, 39e6, 52e6])
    assert [r.housing.agreed_places_per_year for r in rules] == pytest.approx([0.0, 520.0, 1040.0, 1560.0, 2080.0])


@pytest.mark.parametrize("slugs", [("housing_task", "subsidised_places"), ("subsidised_places", "housing_task")])
def test_a_municipality_stops_no_places_that_it_asked_for(slugs):
    """Beds planned beside a housing task of which nearly all is stopped, whatever the order of the two."""
    numbers: dict[str, dict[str, Any]] = {
        "housing_task": {"target_places_per_yr": 1e-9, "local_veto_p": 0.8},
        "subsidised_places": {"places": 10_000.0, "migrant_share": 1.0, "realised_share": 0.4},
    }
    planned = []
    for chosen in (slugs, ("subsidised_places",)):
        plan = [use(slug, start=1, **numbers[slug]) for slug in chosen]
        rules = law_of_week(Rules(), plan, 1, False).rules
        world = Hand(1, places=4000, beds=10)
        world.ld.open[:], world.ld.open_week[:] = 0, 32767
        many = 5000 * rules.housing.agreed_places_per_year
        world.call(look_after_places, housing=rules.housing._replace(agreed_places_per_year=many))
        planned.append(int((world.ld.open_week < 32767).sum()))
        assert rules.tax.programme_cost == pytest.approx(10_000 * 10_600.0)
    assert planned[0] == planned[1] > 300


def test_the_chance_that_a_hirer_is_fined_goes_from_practice_to_the_measure():
    found = Findings(*(np.array([k], t) for k, t in ((0, np.int32), (Enforcer.INSPECTORATE, np.int8), (0, np.int32))))
    feared, fined = [], []
    for rules in steps("hirer_liability", wage_liability_share=0.0, p_hirer_claimed_if_agency_detected=0.9):
        feared.append(expected_liability(1.0, 20.0, 11.0, rules.inspection, rules.liability, B.enforcement, B.supplier))
        world = Hand(1, agencies=1)
        world.act("enforcement", p_fine=1.0, fine_hirer=0.3)
        count = 0
        for week in range(100, 500):
            world.at(week)
            world.call(sanction, findings=found, liability=rules.liability)
            count += world.eur(Item.HIRER_FINE) > 0.0
        fined.append(count / 400)
    assert np.diff(feared) == pytest.approx((feared[-1] - feared[0]) / 4) and feared[-1] > feared[0]
    assert fined == pytest.approx([0.3, 0.45, 0.6, 0.75, 0.9], abs=0.07)
