"""As `test_margins`, for the levers that were added later: the one quantity that each moves directly, and which way.

The margins were chosen from what the levers say they do, before results were seen.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.levers.margin_markets import (
    directors_refused,
    fines_imposed,
    hire_rate_of_the_cheap,
    houses_found,
    posted_work,
)
from tests.levers.margins import (
    SEEDS,
    Margin,
    Margins,
    crowding_with_label,
    insured_themselves,
    moved,
    rent_owed,
    still_in_the_bed,
)

pytestmark = pytest.mark.slow


MARGINS = {
    "accident_reports": Margin("accident_report", +1, "ledger"),
    "foreign_agencies": Margin("agencies_moved_abroad", -1, seeds=SEEDS),
    "due_diligence": Margin("report_cost", +1, "ledger"),
    "no_debts": Margin("loan_to_migrant", -1, "ledger"),
    "floor_rate": Margin(hire_rate_of_the_cheap, +1, "market"),  # ten rogue agencies, of which some are under the floor
    "registration_care": Margin("registered_share", +1),
    "actual_address": Margin(houses_found, +1, "market"),  # some ten checks in all years of a small world
    "certified_registration": Margin("registration_cost", +1, "ledger"),
    "registration_checks": Margin("registered_share", +1, seeds=SEEDS),
    "digid_access": Margin(insured_themselves, +1, "state", SEEDS),
    "landlord_licence": Margin("licence_cost", +1, "ledger"),
    "impact_report": Margin("ORDERS_HELD", +1, "tally"),
    "merged_label": Margin(crowding_with_label, -1, "state"),
    "new_label_norm": Margin("housing_upgrade", +1, "ledger"),
    "national_floor_space": Margin("crowded_bed_share", -1),
    "label_all_housing": Margin("housing_label", +1, "ledger"),
    "label_cooperation": Margin(crowding_with_label, -1, "state"),
    "local_care": Margin("SICK_CASES", -1, "tally"),
    "cross_border": Margin(posted_work, -1, "market"),  # a few per cent of one form of work
    "registration_enforcement": Margin("registration_cost", +1, "ledger"),
    "chain_rule": Margin("CHAIN_PERMANENT", +1, "tally"),
    "posting_limit": Margin("POSTING_CONVERTED", +1, "tally"),
    "presumed_employer": Margin("hirer_notice", +1, "ledger"),
    "idle_pay": Margin("wage/hire", +1, "ledger"),  # wages paid for the hours that hirers pay
    "conduct_certificate": Margin(directors_refused, +1, "market"),  # one or two of ten rogue directors have a record
    "floor_rate_anchor": Margin("hire_rate_eur_per_hour", -1),
    "scheme_recovery": Margin("scheme_recovered", +1, "ledger"),
    "temporary_address": Margin(houses_found, +1, "market"),  # as actual_address
    "closed_registration": Margin("OUTREACH", +1, "tally"),
    "temporary_tenancy": Margin(still_in_the_bed, +1, "state", SEEDS),
    "local_floor_space": Margin("crowded_bed_share", -1, seeds=SEEDS),
    "double_accident_report": Margin("accident_check", +1, "ledger"),
    "records_fine": Margin(fines_imposed, +1, "market"),  # ten rogue agencies
    "sector_ban": Margin("DISPLACED_ORDERS", +1, "tally"),
    "no_rent_deduction": Margin(rent_owed, +1, "state"),
    "equal_value_pay": Margin("WAGE_DUE_EUR/HOURS_SOLD", +1, "tally"),
    "two_year_tenancy": Margin(still_in_the_bed, +1, "state"),
    "fined_managers": Margin("manager_fine", +1, "ledger", SEEDS),
}

# Numbers stronger than the defaults, and why.
STRONG: dict[str, dict[str, Any]] = {
    # the default takes a fifth off the way to a policy for a quarter of the people
    "digid_access": {"digid_share": 0.9, "managed_share": 0.0, "access_cost_mult": 0.1},
    "local_care": {"gp_access_p": 0.95, "shortage": 0.0, "illness_mult": 0.5},  # a hundredth less illness
    "cross_border": {"lag_w": 0},  # the rules of the first week hold for all
    "records_fine": {"fine_records_eur_per_worker": 25_500},  # the default is the practice of the base
    "conduct_certificate": {"share_rogue_with_record": 0.5, "retest_w": 52},  # fifty rogue directors
    "certification": {
        "transition_w": 0,
        "p_pass_rogue": 0.05,
    },  # a handful of agencies is refused, after a year
    "posting_limit": {"max_posting_w": 26},  # weeks count from the start, and the run has as many as the default
    "temporary_tenancy": {"switch_p": 0.8, "notice_w": 13.0},  # a week more for a third
}

# Rules and behaviour of both worlds that differ from the base, where a small world has next to no such events.
SETTINGS: dict[str, dict[str, Any]] = {
    "fined_managers": {"law.inspection.inspectorate_visits": 10_000},  # 4 visits a year: 100
    "foreign_agencies": {"law.admission.abroad_share": 1.0, "law.admission.abroad_cost": 0},  # all who are refused may
}

# Levers that stand in both worlds: without them these do nothing.
BESIDE = {
    "certified_registration": ("certification",),
    "floor_rate_anchor": ("floor_rate",),
    "foreign_agencies": ("certification",),
}
ALL = Margins(MARGINS, STRONG, SETTINGS, BESIDE)


@pytest.mark.parametrize("slug", MARGINS)
def test_a_lever_moves_its_margin_the_way_it_says(slug):
    as_said, values = moved(ALL, slug)
    assert as_said, values
