"""Measures that said other than the letter: 2.1.F and 2.1.G act as it says, 4.4.A on all housing, B16 counts once."""

import pytest

from sim.measures import LEVERS
from sim.measures.catalogue import measures
from sim.measures.law_of_week import law_of_week
from sim.phases.housing.beds import look_after_places
from sim.rules import Rules
from tests.levers.harness import use
from tests.levers.test_housing import tenants

WEEK = 100


def law(*slugs: str, week: int = 50, **numbers) -> Rules:
    """The rules in which these measures stand, all since week 40."""
    return law_of_week(Rules(), [use(slug, 40, **numbers.get(slug, {})) for slug in slugs], week, False).rules


def test_only_the_administrative_ban_reaches_running_firms():
    administrative, civil = law("directors_ban").admission, law("civil_directors_ban").admission
    assert administrative.finding_ban > 0.0 == administrative.restart_ban
    assert civil.finding_ban == 0.0 < civil.restart_ban
    assert law("directors_ban", directors_ban={"p_ban_if_repeat": 0}).admission == Rules().admission


def test_the_duty_to_report_accidents_is_towards_the_agency_and_not_the_inspectorate():
    rules = law("accident_reports").inspection
    assert rules.accident_signal == rules.accident_visits == 0.0 < rules.accident_reports
    assert rules.accident_measures > 0.0, "the agency sees to it that work goes on in safety"
    double = law("accident_reports", "double_accident_report").inspection
    assert double.accident_signal > 0.0 and double.accident_visits > 0.0


@pytest.mark.parametrize("slug", ["own_tenancy", "two_year_tenancy"])
def test_the_lease_and_what_landlords_do_about_it_hold_for_all_forms_of_housing(slug):
    housing = law(slug).housing
    assert housing.withdrawal == housing.withdrawal_others > 0.0


def test_landlords_who_are_no_agency_give_up_houses_under_the_lease():
    for others, low, high in ((0.0, 0, 0), (0.3, 0.2, 0.4)):
        world = tenants(withdrawal_others=others, municipal_check_rate=0.0)
        world.ld.owner[::2], world.ld.owner[1::2] = 0, -1
        for week in range(WEEK, WEEK + 52):
            world.at(week)
            world.call(look_after_places)
        closed = world.ld.open == 0
        assert low <= closed[1::2].mean() <= high and not closed[::2].any()


def test_places_of_2021_are_not_paid_for_once_more_beside_the_housing_task():
    alone, task = law("subsidised_places"), law("housing_task")
    both, turned = law("subsidised_places", "housing_task"), law("housing_task", "subsidised_places")
    assert both == turned, "whatever their order"
    spent = both.tax.programme_cost
    assert spent == pytest.approx(max(alone.tax.programme_cost, task.tax.programme_cost))
    assert spent < alone.tax.programme_cost + task.tax.programme_cost
    assert 0.0 < both.housing.agreed_places_per_year < alone.housing.agreed_places_per_year
    large = {"housing_task": {"target_places_per_yr": 30_000}}
    assert law("subsidised_places", "housing_task", **large).housing.agreed_places_per_year == 0.0


def test_the_catalogue_says_what_the_letter_says():
    text = {m.id: m for m in measures()}
    assert "alle woonvormen" in text["4.4.A"].title.nl and "bed van het bureau" not in text["4.4.A"].text.nl
    assert "veelpleger" in text["2.1.F"].text.nl and "faillissement" not in text["2.1.F"].text.nl
    assert "veilig kan hervatten" in text["2.1.G"].text.nl and "eerder zichtbaar" not in text["2.1.G"].text.nl
    assert "4.2.A" in text["B16"].text.nl and LEVERS["subsidised_places"].last
