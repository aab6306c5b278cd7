"""Part of phase 11: what hiring from a supplier may cost a hirer in fines and back pay, as he expects it."""

from __future__ import annotations

from typing import NamedTuple

from sim.core.kernels import kernel, scalar
from sim.phases.shared.extraction import hides_discount, hirer_fined, tariff
from sim.phases.shared.wages import HIRE_RATE_AIMED, YEAR_HOURS
from sim.rules import AdmissionRules, InspectionRules, LiabilityRules, Rules


class Compared(NamedTuple):
    """The law a hirer goes by, and what of it he compares with the law of the start."""

    admission: AdmissionRules
    inspection: InspectionRules
    liability: LiabilityRules
    first_inspection: InspectionRules
    first_liability: LiabilityRules


def compared(rules: Rules, first: Rules) -> Compared:
    """The rules in force beside those of the start."""
    return Compared(rules.admission, rules.inspection, rules.liability, first.inspection, first.liability)


@kernel
def suspicion(price, sector_rate, label, s):
    """How suspect a supplier looks, 0..1: a rate too low to be true, less so with a label."""
    if sector_rate <= 0.0:
        return 0.0
    cheap = min(1.0, max(0.0, 1.0 - price / sector_rate) / s.suspect_discount)
    return cheap * (1.0 - s.label_trust * label)


@kernel
def expected_liability(suspected, persons, wage, inspection, liability, e, s):
    """Expected loss per hour bought, over the wage, from hiring from a suspect supplier.

    ``suspected``: how suspect it looks times how aware the hirer is, 0..1.
    """
    hours = max(persons, 1.0) * YEAR_HOURS
    fine = tariff(persons, 0, inspection.fine_small, inspection.fine_medium, inspection.fine_large)
    fine *= hirer_fined(liability, e) * liability.fine_hirer
    wages = max(liability.wage_share, liability.at_the_end)  # the same debt, asked for sooner or later
    back = wages * 0.10 * wage * hours + liability.tax_share * 0.05 * wage * hours
    chance = s.liability_chance
    if liability.claim_chance > 0.0:  # beside practice
        chance = 1.0 - (1.0 - chance) * (1.0 - liability.claim_chance)
    return suspected * chance * (fine + back) / (hours * wage)


@kernel
def ban_liability(aware, orders, wage, ban_chance, inspection):
    """Expected fine, per hour over the wage, for hiring from a supplier without admission."""
    fine = tariff(orders, 0, inspection.fine_small, inspection.fine_medium, inspection.fine_large)
    return aware * ban_chance * fine / (max(orders, 1.0) * YEAR_HOURS * wage)


@scalar
def shown_rate(seed, i, incarnation, price, law):
    """The rate a hirer sees of a supplier, and the red flag of one below the published floor.

    There is none where the firm shows the floor and gives the rest back unseen.
    """
    floor = law.inspection.floor_rate
    if price >= floor:
        return price, 0.0
    if hides_discount(seed, i, incarnation, law.inspection.kickback_share):
        return floor, 0.0
    return price, law.liability.floor_flag


@kernel
def flagged(suspect, flag):
    """How suspect a supplier looks that is below the published floor too."""
    return suspect + (1.0 - suspect) * flag if flag > 0.0 else suspect


@kernel
def growth_since_start(orders, wage, law, e, s):
    """Growth of expected liability since the law of the start, over the liability now and the hire rate."""
    now_ = expected_liability(1.0, orders, wage, law.inspection, law.liability, e, s)
    then = expected_liability(1.0, orders, wage, law.first_inspection, law.first_liability, e, s)
    return (now_ - then) / now_ / HIRE_RATE_AIMED if now_ > 0.0 else 0.0
