"""Half a lever moves its number of the rules part of the way: for every lever that comes in by degrees."""

from __future__ import annotations

from typing import Any

import pytest

from sim.levers import LEVERS
from sim.levers.standing import law_of_week
from sim.policy import LeverUse
from sim.rules import Rules
from tests.levers.harness import use

START = 1

# One number of the rules for each lever that comes in by degrees. Not here: certification, own_tenancy, no_debts and
# posting_limit, whose shares have a meaning only where the gate, the lease, the cap or the limit is there, and
# sickness_no_end, which is there or not.
FIELDS = {
    "blocked_account": "tax.blocked_account_cost",
    "deposit": "admission.deposit",
    "chamber_check": "admission.screen_refuse",
    "hirer_liability": "liability.wage_share",
    "directors_ban": "admission.finding_ban",
    "civil_directors_ban": "admission.restart_ban",
    "first_months_wage": "pay.guarantee_weeks",
    "contact_data": "registration.contact_share",
    "contact_data_trial": "registration.contact_share",
    "address_signals": "registration.found_rate",
    "information_desks": "registration.desk_gain",
    "helpdesk": "registration.information",
    "library_points": "registration.information",
    "integration_courses": "registration.information",
    "steering_guide": "housing.municipal_check_rate",
    "municipal_checks": "housing.municipal_check_rate",
    "housing_task": "housing.new_places_per_year",
    "subsidised_places": "housing.agreed_places_per_year",
    "regional_deals": "housing.build_weeks",
    "building_instruments": "housing.build_weeks",
    "decoupling": "housing.decoupled_share",
    "four_weeks_bed": "housing.notice_guaranteed_weeks",
    "extended_cover": "cover.runoff_weeks",
    "readable_insurance": "cover.policy_access_cost",
    "home_cover": "cover.home_cover_progress",
    "insurer_guarantee": "cover.guarantee_share",
    "joint_supervision": "inspection.find_ratio",
    "unannounced_visits": "inspection.unannounced_share",
    "data_exchange": "inspection.targeting_gain",
    "inspection_capacity": "inspection.inspectorate_visits",
    "inspectorate_growth": "inspection.inspectorate_visits",
    "reversed_proof": "inspection.presumed_weeks",
    "disputes_committee": "inspection.claim_ratio",
    "clause_limit": "contract.clause_max_weeks",
    "no_replacement": "contract.replacement_forbidden",
    "warned_hirers": "liability.awareness",
    "presumed_tax_liability": "liability.tax_share",
    "short_shelter": "housing.shelter_short_places",
    "accident_reports": "inspection.accident_reports",
    "foreign_agencies": "admission.foreign_reach",
    "due_diligence": "liability.report_awareness",
    "floor_rate": "inspection.floor_flag",
    "registration_care": "registration.stay_care",
    "actual_address": "registration.crowding_seen",
    "certified_registration": "admission.register_weight",
    "registration_checks": "inspection.register_check_rate",
    "digid_access": "cover.self_service",
    "landlord_licence": "norms.licence_coverage",
    "impact_report": "housing.report_coverage",
    "merged_label": "norms.lenient_left",
    "new_label_norm": "norms.label_progress",
    "national_floor_space": "norms.floor_coverage",
    "label_all_housing": "norms.label_reach",
    "label_cooperation": "norms.label_shared",
    "local_care": "cover.gp_gain",
    "cross_border": "inspection.foreign_detect",
    "registration_enforcement": "inspection.register_check_rate",
    "chain_rule": "contract.chain_to_clause",
    "presumed_employer": "liability.employer_cost",
    "idle_pay": "pay.idle_hours",
    "conduct_certificate": "admission.record_refuse",
    "floor_rate_anchor": "pay.floor_anchor",
    "scheme_recovery": "cover.scheme_recover",
    "temporary_address": "registration.address_first",
    "closed_registration": "registration.job_end_seen",
    "temporary_tenancy": "housing.temp_share",
    "local_floor_space": "norms.local_coverage",
    "double_accident_report": "inspection.accident_reports",
    "records_fine": "inspection.underpay_fine_per_worker",
    "sector_ban": "inspection.sector_ban_share",
    "no_rent_deduction": "pay.housing_deduction_cap",
    "equal_value_pay": "pay.equal_value",
    "two_year_tenancy": "housing.temp_labelled",
    "fined_managers": "inspection.manager_share",
}
UNDEGREED = {"certification", "own_tenancy", "no_debts", "posting_limit", "sickness_no_end"}
ONCE = {"subsidised_places"}  # in the end the money is spent and the rules are those of before
# Half of a number, where a measure has a term of its own or half of it is not half of what it does in the end.
HALVED: dict[str, dict[str, Any]] = {
    "no_rent_deduction": {"step_a_year": 0.025},  # a step every year, so half of it ends at nothing too
    "subsidised_places": {"places": 2350},
    "inspection_capacity": {"extra_fte": 45},
    "inspectorate_growth": {"extra_budget_eur_yr": 18.75e6},
    "presumed_employer": {"presume_share": LEVERS["presumed_employer"].parameters.presume_share / 2},
}


def rules_under(lever: LeverUse | None, week: int = START) -> Rules:
    return law_of_week(Rules(), [lever] if lever else [], week, False).rules


def field(rules: Rules, path: str) -> float:
    group, name = path.split(".")
    return float(getattr(getattr(rules, group), name))


def test_every_lever_that_comes_in_by_degrees_has_a_number():
    assert FIELDS.keys() | UNDEGREED == LEVERS.keys()


@pytest.mark.parametrize("slug", FIELDS)
def test_half_a_lever_moves_the_rules_part_of_the_way(slug):
    lever = LEVERS[slug]
    late = (
        [] if slug in ONCE or slug == "no_rent_deduction" else lever.milestones(lever.parameters)
    )  # what comes late has come
    week = START + max(late, default=0)
    none, whole = rules_under(None), rules_under(use(slug, start=START), week)
    phase_in = 0 if slug in HALVED else 2 * (week - START + 1)
    half = rules_under(use(slug, start=START, phase_in=phase_in, **HALVED.get(slug, {})), week)
    base, part, end = (field(rules, FIELDS[slug]) for rules in (none, half, whole))
    assert min(base, end) < part < max(base, end)
