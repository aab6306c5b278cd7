"""As `test_margins`, for the levers that were added later: the one quantity that each moves directly, and which way.

The margins were chosen from what the levers say they do, before results were seen.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.behaviour import Behaviour
from sim.books import Tally
from sim.kinds import Seat
from sim.levers import LEVERS
from sim.phases.admission import beyond_the_gate
from sim.phases.conduct import NO_WAY, certificate_cost
from sim.phases.hirers import posting_cost
from sim.phases.inspection import inspect
from sim.phases.sanction import sanction
from sim.rules import Rules
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
from tests.levers.test_margins import MARGINS as FIRST
from tests.levers.test_measures_registers import found_crowded, full_houses
from tests.unit.phases.hand import Hand

pytestmark = pytest.mark.slow

B = Behaviour()


# Sums on rules alone, where a small world has too few events to show the lever through its luck.


def beyond_reach(rules: Rules) -> float:
    """Share of the firms that moved abroad which the gate does not reach there."""
    world = Hand(1, agencies=2_000)
    world.a.foreign_seat[:] = Seat.MOVED
    return float(beyond_the_gate(1, world.a, rules.admission.foreign_reach).mean())


def houses_found(rules: Rules) -> float:
    """Share of houses full of newcomers that a week's checks find crowded, at two hundred times the usual checks."""
    return found_crowded(full_houses(**rules.registration._asdict()))


def posting_dearer(rules: Rules) -> float:
    """Cost of posted labour over that under the base law."""
    return posting_cost(rules.pay, rules.inspection, Rules().inspection, rules.admission)


def refused_certificates(rules: Rules) -> float:
    """Share of directors who came to cheat that can show no certificate, neither their own nor a straw man's."""
    world = Hand(1, agencies=2_000)
    world.a.initial_honest[:] = 0
    return float(np.mean([certificate_cost(world.now, world.a, i, 0, rules.admission) == NO_WAY for i in range(2_000)]))


def visited(world: Hand, rules: Rules):
    """A week in which a quarter of four hundred agencies of ten workers is visited; what is found."""
    world.a.worker_weeks_13[:] = 130.0
    law = rules.inspection._replace(inspectorate_visits=1_000_000.0)
    return inspect(world.now, world.a, world.h, world.inst, law, B.enforcement, 0.6, 0.08, world.books)


def visits_under_floor(rules: Rules) -> float:
    """Of the visits the part to agencies that ask a hire rate of 1.6, half of all; the others ask 1.8."""
    world = Hand(1, agencies=400)
    world.a.price_factor[:200] = 1.6
    visited(world, rules)
    return float(world.a.visits[:200].sum() / world.a.visits.sum())


def fined_without_books(rules: Rules) -> float:
    """EUR of fines in a week for agencies without books where visits find nothing else, if all are fined."""
    world = Hand(1, agencies=400)
    world.a.keeps_records[:] = 0
    found = visited(world, rules)
    world.rules = rules
    sure = B.enforcement._replace(p_fine=1.0)
    world.call(sanction, found=found, liability=rules.liability, enforcement=sure)
    return world.count(Tally.FINES_IMPOSED_EUR)


MARGINS = {
    "accident_reports": Margin("accident_report", +1, "ledger"),
    "foreign_agencies": Margin(beyond_reach, -1, "rules"),  # a handful of agencies is refused, after a year
    "due_diligence": Margin("report_cost", +1, "ledger"),
    "no_debts": Margin("loan_to_migrant", -1, "ledger"),
    # ten rogue agencies, of which the cheapest are under the floor
    "floor_rate": Margin(visits_under_floor, +1, "rules"),
    "registration_care": Margin("registered_share", +1),
    "actual_address": Margin(houses_found, +1, "rules"),  # some ten checks in all years of a small world
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
    "cross_border": Margin(posting_dearer, +1, "rules"),  # a few per cent of one form of work
    "registration_enforcement": Margin("registration_cost", +1, "ledger"),
    "chain_rule": Margin("CHAIN_PERMANENT", +1, "tally"),
    "posting_limit": Margin("POSTING_CONVERTED", +1, "tally"),
    "presumed_employer": Margin("hirer_notice", +1, "ledger"),
    "idle_pay": Margin("wage/hire", +1, "ledger"),  # wages paid for the hours that hirers pay
    "conduct_certificate": Margin(refused_certificates, +1, "rules"),  # one or two of ten rogue directors have a record
    "floor_rate_anchor": Margin("hire_rate_eur_per_hour", -1),
    "scheme_recovery": Margin("scheme_recovered", +1, "ledger"),
    "temporary_address": Margin(houses_found, +1, "rules"),  # as actual_address
    "closed_registration": Margin("OUTREACH", +1, "tally"),
    "temporary_tenancy": Margin(still_in_the_bed, +1, "state", SEEDS),
    "local_floor_space": Margin("crowded_bed_share", -1, seeds=SEEDS),
    "double_accident_report": Margin("accident_check", +1, "ledger"),
    "records_fine": Margin(fined_without_books, +1, "rules"),  # ten rogue agencies
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
    "cross_border": {"lag_w": 0},  # a sum on the rules of the first week
    "posting_limit": {"max_posting_w": 26},  # weeks count from the start, and the run has as many as the default
    "temporary_tenancy": {"switch_p": 0.8, "notice_w": 13.0},  # a week more for a third
}

# Rules and behaviour of both worlds that differ from the base, where a small world has next to no such events.
SETTINGS: dict[str, dict[str, Any]] = {
    "fined_managers": {"law.inspection.inspectorate_visits": 10_000},  # 4 visits a year: 100
}

# Levers that stand in both worlds: without them these do nothing.
BESIDE = {"certified_registration": ("certification",), "floor_rate_anchor": ("floor_rate",)}
ALL = Margins(MARGINS, STRONG, SETTINGS, BESIDE)


def test_every_lever_has_a_margin():
    assert not FIRST.keys() & MARGINS.keys() and FIRST.keys() | MARGINS.keys() == LEVERS.keys()
    assert STRONG.keys() | SETTINGS.keys() | BESIDE.keys() <= MARGINS.keys()


@pytest.mark.parametrize("slug", MARGINS)
def test_a_lever_moves_its_margin_the_way_it_says(slug):
    as_said, values = moved(ALL, slug)
    assert as_said, values
