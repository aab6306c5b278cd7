"""The week: its phases in their order, the only list of them.

`sim.model.LabourMarket.step` spells the same order out, and a test holds the two together; worlds that only settle live
by the list itself. Step 1 is the law of the week, step 14 the booking of outcomes: both are the model's own.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.phase import Phase
from sim.phases.agencies.admission import admit_agencies
from sim.phases.agencies.deposits import settle_deposits
from sim.phases.agencies.director_bans import ban_directors, retest_directors
from sim.phases.agencies.entry import enter_agencies
from sim.phases.agencies.exit import choose_ends, end_agencies
from sim.phases.agencies.quarterly_review import reconsider_agencies
from sim.phases.agencies.restart import restart_agencies
from sim.phases.agencies.sale import sell_agencies
from sim.phases.cover.illness import fall_ill_and_recover
from sim.phases.cover.insurance import update_cover
from sim.phases.cover.outreach import reach_out
from sim.phases.cover.registering import register_workers
from sim.phases.cover.registration import check_registration, show_registration
from sim.phases.employment.after_end import release_workers, route_ended
from sim.phases.employment.arrival import land_travellers
from sim.phases.employment.ends import end_placements
from sim.phases.employment.filling import count_unfilled, place_in_country
from sim.phases.employment.lists import list_placed, list_present
from sim.phases.employment.posting import post_workers
from sim.phases.employment.recruiting import recruit_abroad
from sim.phases.employment.weekly_clocks import leave_register_and_age
from sim.phases.enforcement.complaints import complain
from sim.phases.enforcement.inspection import inspect
from sim.phases.enforcement.sanction import claims_at_the_end, sanction
from sim.phases.hirers.direct_hiring import open_ways_on, taken_on
from sim.phases.hirers.orders import set_orders
from sim.phases.hirers.supplier_choice import reconsider_hirers
from sim.phases.housing.beds import look_after_places
from sim.phases.housing.home import go_home_or_stay
from sim.phases.money.agency_books import keep_agency_books
from sim.phases.money.hirer_books import keep_hirer_books
from sim.phases.money.programmes import pay_programmes
from sim.phases.money.wages_and_households import pay_everyone
from sim.week import Week


class Step(NamedTuple):
    """A numbered step of the design: one phase, or some that belong together."""

    number: int
    title: str
    phases: tuple[Phase, ...]


STEPS = (
    Step(2, "orders of hirers", (set_orders,)),
    Step(3, "ends of placements", (end_placements, route_ended)),
    Step(4, "houses and homes", (look_after_places, go_home_or_stay)),
    Step(5, "health cover", (update_cover, pay_programmes)),
    Step(6, "illness and care", (fall_ill_and_recover, route_ended)),
    Step(
        7,
        "filling of orders",
        (land_travellers, place_in_country, route_ended, recruit_abroad, count_unfilled, list_placed),
    ),
    Step(8, "pay and books", (pay_everyone, keep_agency_books, keep_hirer_books)),
    Step(9, "complaints, inspection, sanctions", (complain, check_registration, inspect, sanction)),
    Step(10, "review by agencies", (reconsider_agencies,)),
    Step(11, "review by hirers", (reconsider_hirers, open_ways_on, taken_on, route_ended)),
    Step(
        12,
        "admission, exit and entry of agencies",
        (
            show_registration, admit_agencies, settle_deposits, retest_directors, ban_directors, sell_agencies,
            choose_ends, claims_at_the_end, end_agencies, restart_agencies, enter_agencies, release_workers,
            route_ended,
        ),
    ),
    Step(
        13,
        "coming, registering, leaving",
        (post_workers, register_workers, reach_out, leave_register_and_age, list_present),
    ),
)  # fmt: skip

PHASES = tuple(phase for step in STEPS for phase in step.phases)


def live(week: Week, *numbers: int) -> None:
    """Let a world live its week, or of its steps only those with these numbers."""
    for step in STEPS:
        if not numbers or step.number in numbers:
            for phase in step.phases:
                phase(week)
