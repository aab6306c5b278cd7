"""What the first fit aims at, and the numbers it may set."""

from __future__ import annotations

from typing import NamedTuple


class Band(NamedTuple):
    """A band of equations.md section 5 on a metric, or on a metric over another."""

    metric: str
    low: float
    high: float
    over: str | None = None
    weight: float = 1.0


BANDS: dict[str, Band] = {
    "takes_share_5": Band("takes_share_5", 0.15, 0.30),
    "worker_weeks_losing_5": Band("worker_weeks_losing_5", 0.05, 0.30),
    "visit_rate": Band("visit_rate_per_year", 0.02, 0.07),
    "births": Band("agency_entry_rate_per_year", 0.10, 0.25),
    "deaths": Band("agency_exit_rate_per_year", 0.10, 0.25),
    "agency_migrants": Band("agency_migrants_present", 190_000, 240_000),
    "present": Band("migrants_present", 350_000, 450_000),
    "other_work": Band("displaced_share", 0.36, 0.49),
    "heads_per_stock": Band("heads_per_year", 1.6, 2.2, "agency_migrants_present"),
    "first_year_departure": Band("first_year_departure_share", 0.35, 0.50),
    "second_year_departure": Band("departure_year_2", 0.25, 0.41, weight=2.0),
    "later_departure": Band("departure_later", 0.04, 0.12),
    "short_spells": Band("agency_spells_under_13w_share", 0.40, 0.60),
    "onward": Band("onward_to_direct_or_other_per_year", 0.25, 0.70),
    "tied": Band("tied_housing_share", 0.60, 0.80, weight=2.0),
    "homeless": Band("homeless_share", 0.0035, 0.013, weight=2.0),
    "uninsured": Band("uninsured_share", 0.02, 0.12),
    "registered": Band("registered_share", 0.40, 0.85),
    "unfilled": Band("vacancy_unfilled_share", 0.0, 0.06),
}

FREE: tuple[str, ...] = (
    "separation.individual_share",
    "career.leave_first_year",
    "career.leave_second_ratio",
    "career.leave_later",
    "career.onward_first_year",
    "career.onward_later",
    "career.hop",
    "career.jobless_finds",
    "career.jobless_direct",
    "career.jobless_leaves",
    "career.other_end",
    "career.other_again",
    "housing.street",
    "housing.move_up",
    "housing.tied_on_arrival",
    "housing.keeps_bed_direct",
    "housing.job_bed",
    "housing.slow",
    "housing.friends_first",
    "cover.withheld_share",
    "registration.resident",
    "extraction.integrity_mean",
    "extraction.integrity_spread",
)
