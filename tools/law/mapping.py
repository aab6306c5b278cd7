"""Which row of the evidence says which figure of the base world ``law-2020``, and how its text is read.

Rows of ``law.csv`` hold words as often as numbers. A word is read by `reads`, which names the text it
expects, so that a changed row stops the tool instead of passing by. A figure of a rule that was not in force
yet is written with `not_yet`: its neutral value until the day before the rule.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Convert = Callable[[str], float]


class Row(NamedTuple):
    """One figure of the base world from one row of evidence."""

    path: str
    source: str
    convert: Convert
    not_yet: bool = False


def plain(text: str) -> float:
    """The number itself, with or without thousands separators."""
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() and "." not in text else value


def times(factor: float, digits: int) -> Convert:
    """A change of unit, rounded to the precision of the declared default."""

    def convert(text: str) -> float:
        value = round(plain(text) * factor, digits)
        return int(value) if digits == 0 else value

    return convert


def part(number: int, separator: str = " / ") -> Convert:
    """One of several figures in a row."""
    return lambda text: plain(text.split(separator)[number])


def reads(expected: str, value: float) -> Convert:
    """What a text stands for; the text must be the one that was read when this was written."""

    def convert(text: str) -> float:
        if text != expected:
            raise ValueError(f"expected {expected!r}, found {text!r}: read it again")
        return value

    return convert


def not_yet(path: str, source: str, value: float) -> Row:
    """The neutral value of a rule that came later."""
    return Row(path, source, lambda text: value, True)


WEEKS_PER_MONTH, WEEKS_PER_DAY = 365.25 / 12 / 7, 1 / 7

RULES = (
    Row("contract.clause_max_weeks", "LAW-P13", plain),
    Row("contract.phase_a_weeks", "LAW-P01", plain),
    Row("contract.phase_b_weeks", "LAW-P06", reads("4 years, 6 contracts", 4 * 52)),
    Row("contract.gap_reset_weeks", "LAW-P10", plain),
    Row("contract.clause_notice_weeks", "LAW-N02", times(WEEKS_PER_DAY, 2)),
    Row("contract.clause_notice_late_weeks", "LAW-N03", times(WEEKS_PER_DAY, 2)),
    Row("contract.notice_b_weeks", "LAW-N06", times(WEEKS_PER_MONTH, 1)),
    Row("contract.idle_unpaid_weeks", "LAW-P15", reads("78, then 52", 78)),
    Row("contract.clause_ends_at_sickness", "LAW-S01", reads("at once", 1)),
    Row(
        "contract.waiting_days_clause",
        "LAW-S04",
        reads("2 (with clause), 1 (without); 1 for all from 1 Jul 2023", 2.0),
    ),
    Row(
        "contract.waiting_days_other",
        "LAW-S04",
        reads("2 (with clause), 1 (without); 1 for all from 1 Jul 2023", 1.0),
    ),
    Row("contract.transition_payment_share", "LAW-T01", reads("1/3 month wage per year of service", 0.3333)),
    not_yet("contract.clause_term_min_weeks", "LAW-P19", 0),
    Row("pay.minimum_wage_36", "LAW-W05h36", plain),
    Row("pay.minimum_wage_38", "LAW-W05h38", plain),
    Row("pay.minimum_wage_40", "LAW-W05h40", plain),
    Row("pay.sick_pay_share", "LAW-S05", reads("70 (with supplement about 90 in the first year)", 0.9)),
    not_yet("pay.guarantee_weeks", "LAW-A01", 0),
    Row("pay.housing_deduction_cap", "LAW-D01", times(0.01, 4)),
    # "A reasonable period" guarantees no number of weeks.
    Row("housing.notice_guaranteed_weeks", "LAW-H01", reads("a reasonable period", 0.0)),
    not_yet("housing.own_lease_share", "LAW-H04", 0.0),
    # A norm in floor area; a checked house is closed or cleared at a clear excess only.
    Row("housing.crowding_norm", "LAW-H12", reads("3.5", 1.25)),
    Row("cover.repair_weeks", "LAW-Z04", times(WEEKS_PER_MONTH, 0)),
    Row("cover.runoff_weeks", "LAW-Z02", reads("same day", 0)),
    Row("cover.guarantee_weeks", "LAW-Z07", times(WEEKS_PER_DAY, 0)),
    not_yet("registration.contact_share", "LAW-G03", 0.0),
    Row("registration.register_after_weeks", "LAW-G01", reads("4 of 6", 17)),
    Row("inspection.fine_small", "LAW-L02", part(0)),
    Row("inspection.fine_medium", "LAW-L02", part(1)),
    Row("inspection.fine_large", "LAW-L02", part(2)),
    # Liable by law, rarely held to it: the share is what can be had in practice.
    Row("liability.wage_share", "LAW-L04", reads("yes", 0.05)),
    Row("liability.fine_hirer", "LAW-L02", reads("8,000 / 16,000 / 32,000", 1)),
    Row("liability.tax_share", "LAW-L06", reads("yes", 0.2)),
    Row("tax.unemployment_weeks", "LAW-B02", times(WEEKS_PER_MONTH, 0)),
    Row("tax.unemployment_level", "LAW-B04", reads("75, then 70", 0.75)),
    Row("tax.weeks_condition", "LAW-B01", part(0, " of ")),
    Row("tax.sickness_level", "LAW-S05", reads("70 (with supplement about 90 in the first year)", 0.7)),
    not_yet("admission.deposit", "LAW-X07", 0.0),
)

WORLD = (
    # 400,000 heads a year times the ratio of a day to a year.
    Row("agency_migrants", "L1.07", reads("0.54", 215000.0)),
    Row("active_agencies", "L2.03", reads("5,000-8,000", 6500.0)),
    # The figures are of the end of 2023; their notes give the start of 2022 and the growth between.
    Row("certified_beds", "H7", reads("142,000", 100000.0)),
    Row("certified_locations", "H8", reads("20,000", 14000.0)),
)

SPLITS = {
    "province": {
        "groningen": ("SPL-P30",),
        "friesland": ("SPL-P31",),
        "drenthe": ("SPL-P29",),
        "overijssel": ("SPL-P25",),
        "flevoland": ("SPL-P26",),
        "gelderland": ("SPL-P24",),
        "utrecht": ("SPL-P27",),
        "noord_holland": ("SPL-P23",),
        "zuid_holland": ("SPL-P21",),
        "zeeland": ("SPL-P28",),
        "noord_brabant": ("SPL-P20",),
        "limburg": ("SPL-P22",),
    },
    "sector": {
        "horticulture": ("SPL-S21",),
        "logistics": ("SPL-S20",),
        "food": ("SPL-S22",),
        "construction": ("SPL-S23",),
        "cleaning_other": ("SPL-S24",),
    },
    "origin": {
        "pl": ("SPL-O01",),
        "ro": ("SPL-O02",),
        "bg": ("SPL-O04",),
        "other_eu": ("SPL-O03", "SPL-O05", "SPL-O06"),
        "posted_third": (),  # posted workers are not placed by an agency here
    },
}
