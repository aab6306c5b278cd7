"""For each lever the one quantity that it moves directly, and which way: seen in two worlds lived week by week.

The margins were chosen from what the levers say they do, before results were seen. A lever that is added needs one; the
other levers stand in `test_margins_more`.
Where a small world turned out to have too few of the events, a hand-made market (`margin_markets`) or a stronger
setting says why.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.levers.margin_markets import (
    asked_of_hirers,
    banned_directors,
    found_by_inspectors,
    houses_checked,
    orders_at_rogue_agencies,
)
from tests.levers.margins import (
    SEEDS,
    Margin,
    Margins,
    insured_at_home,
    knowledge,
    moved,
    on_the_clause,
    open_beds,
    reachable,
    still_in_the_bed,
    without_books,
)

pytestmark = pytest.mark.slow


MARGINS = {
    "certification": Margin("certified_share", +1),
    "blocked_account": Margin("wage_tax/labour_overhead", +1, "ledger"),  # tax paid over a fixed part of wages due
    "deposit": Margin("deposit_cost", +1, "ledger"),
    "chamber_check": Margin("start_cost", -1, "ledger", SEEDS),  # a sum for each firm that is founded
    # hirers are asked only where an agency has nothing at the moment of the award: once or never in a small world, also
    # with fifteen times the investigations
    "hirer_liability": Margin(asked_of_hirers, +1, "market"),
    # three small worlds with 25 times the visits see one restart of a director who was caught twice
    "directors_ban": Margin(banned_directors, +1, "market"),
    "civil_directors_ban": Margin(banned_directors, +1, "market"),
    "first_months_wage": Margin("wage/hire", +1, "ledger"),  # wages paid for the hours that hirers pay
    "contact_data": Margin(reachable, +1, "state"),
    "contact_data_trial": Margin(reachable, +1, "state"),
    "address_signals": Margin("registered_share", +1),
    "information_desks": Margin(knowledge, +1, "state"),
    "helpdesk": Margin(knowledge, +1, "state"),
    "library_points": Margin(knowledge, +1, "state"),
    "integration_courses": Margin(knowledge, +1, "state"),
    # a twentieth more checks, at a chance of one in a thousand a week: some ten checks in all years of a small world
    "steering_guide": Margin(houses_checked, +1, "market"),
    "municipal_checks": Margin("municipal_check_cost", +1, "ledger"),
    "housing_task": Margin(open_beds, +1, "state"),
    "subsidised_places": Margin(open_beds, +1, "state"),
    "regional_deals": Margin(open_beds, +1, "state"),
    "building_instruments": Margin(open_beds, +1, "state"),
    "own_tenancy": Margin("tied_housing_share", -1),
    "decoupling": Margin(still_in_the_bed, +1, "state"),
    "four_weeks_bed": Margin(still_in_the_bed, +1, "state"),
    "extended_cover": Margin("runoff_premium", +1, "ledger"),
    "readable_insurance": Margin("health_premium/health_deduction", +1, "ledger"),  # premiums passed on
    "home_cover": Margin(insured_at_home, +1, "state"),
    "insurer_guarantee": Margin("care_guaranteed", +1, "ledger"),
    # finds change what agencies dare, and so what is left to find: in a market where they do not learn there is a sign
    "joint_supervision": Margin(found_by_inspectors, +1, "market"),
    "unannounced_visits": Margin(found_by_inspectors, +1, "market"),
    "data_exchange": Margin("rogue_share_observed", +1, seeds=SEEDS),
    "inspection_capacity": Margin("inspections_per_year", +1),
    "inspectorate_growth": Margin("inspections_per_year", +1),
    "reversed_proof": Margin(without_books, -1, "state", SEEDS),
    "disputes_committee": Margin("back_pay", +1, "ledger", SEEDS),
    "clause_limit": Margin(on_the_clause, -1, "state"),
    "no_replacement": Margin("replacement_dismissals_per_year", -1),
    # what hirers then choose is a small shift between 66 agencies
    "warned_hirers": Margin(orders_at_rogue_agencies, -1, "market"),
    "presumed_tax_liability": Margin("hirer_fine", +1, "ledger", SEEDS),
    "sickness_no_end": Margin("sick_pay", +1, "ledger"),
    "short_shelter": Margin("shelter_cost", +1, "ledger"),
}

# Numbers stronger than the defaults, and why.
_ALL_KNOW = {"info_gain": 0.3, "reach": 0.7}  # the defaults add a hundredth in a year and a half
STRONG: dict[str, dict[str, Any]] = {
    "chamber_check": {"kvk_screen": 0.5, "kvk_fail_bona": 0.1, "kvk_delay_w": 12, "dormant_share": 0},  # 20 founders
    "helpdesk": _ALL_KNOW,
    "library_points": _ALL_KNOW,
    "integration_courses": {"course_uptake_yr": 0.2, "lang_gain": 0.5, "effect_lag_w": 0},  # as above, and late
    # the default is thirty beds, which open when the run is over
    "housing_task": {"target_places_per_yr": 30_000, "migrant_share": 1, "local_veto_p": 0.1, "build_delay_w": 26},
    "subsidised_places": {"places": 10_000, "migrant_share": 1, "realised_share": 1},
    "regional_deals": {"veto_mult": 0.5, "delay_mult": 0.5},  # a tenth sooner is a few houses
    "building_instruments": {"delay_mult": 0.5},
    "readable_insurance": {"policy_known_p": 1, "base_known_p": 0, "lost_if_known": 1},  # ten rogue agencies
    "insurer_guarantee": {"guarantee_weeks": 13, "guarantee_share": 1},  # some ten people a week, few of them ill
    "data_exchange": {"targeting_gain": 3, "lag_w": 0},  # half the run is over before files are joined
    "inspectorate_growth": {"lag_w": 0},
    "reversed_proof": {"presumption_w": 52, "p_rebut": 0.05},  # ten rogue agencies
    "disputes_committee": {"claim_cost_eur": 0, "decision_w": 6, "court_cost_eur": 500, "court_w": 104},  # few claims
    "presumed_tax_liability": {"tax_share": 1},  # few assessments
    "short_shelter": {"places": 5_000},  # the default is three
    # a twentieth more is found, less what time it takes: some hundred findings
    "joint_supervision": {"joint_visit_share": 1, "yield_mult": 1.6, "coordination": 0},
    "unannounced_visits": {"share_unannounced": 1, "closed_doors": 0},
    "warned_hirers": {"awareness_gain": 0.5},  # a twentieth of the market is with rogue agencies
    # one director in twenty whose firm died in debt, after a year in court
    "civil_directors_ban": {"p_ban_if_repeat": 0.9, "delay_w": 0},
}

# Rules and behaviour of both worlds that differ from the base, where a small world has next to no such events.
SETTINGS: dict[str, dict[str, Any]] = {
    "disputes_committee": {"law.inspection.inspectorate_visits": 10_000},  # 4 visits a year: 100
    # 4 visits a year: 40; and agencies do not learn, so that as many rogue ones are left to find
    "data_exchange": {"law.inspection.inspectorate_visits": 4_000, "behaviour.switch.deterrence_learning": 0},
    "presumed_tax_liability": {"law.inspection.tax_audits": 10_000},  # 3 a year: 100
    "subsidised_places": {"law.housing.build_weeks": 26},  # 78 weeks would be after the run
}

# Levers that stand in both worlds: the market alone plans no location at all in most small worlds.
BESIDE = {"regional_deals": ("housing_task",), "building_instruments": ("housing_task",)}


ALL = Margins(MARGINS, STRONG, SETTINGS, BESIDE)


def test_what_is_told_is_of_these_levers():
    assert STRONG.keys() | SETTINGS.keys() | BESIDE.keys() <= MARGINS.keys()


@pytest.mark.parametrize("slug", MARGINS)
def test_a_lever_moves_its_margin_the_way_it_says(slug):
    as_said, values = moved(ALL, slug)
    assert as_said, values
