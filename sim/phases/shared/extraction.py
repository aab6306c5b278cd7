"""Scalar rules on cheating, used by agencies, enforcers and outcomes: what is rogue, what pays, what it costs."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.behaviour.switches import ExtractionRule
from sim.core.draws import Stream, lasting
from sim.core.kernels import inlined, kernel

ROGUE_EXTRACTION = 0.05  # of the legal wage bill, over all margins (model.md section 6)
ROGUE_UNINSURED = 0.10  # of the workers, premium withheld and never insured
HALVINGS = 40


@kernel
def is_rogue(extracted_wage, extracted_tax, extracted_health, extracted_housing, withheld_share, cap_health):
    """Whether a firm that takes these shares counts as rogue; the truth, not what an inspector sees."""
    taken = extracted_wage + extracted_tax + extracted_health + extracted_housing
    return taken >= ROGUE_EXTRACTION or withheld_share * extracted_health / cap_health >= ROGUE_UNINSURED


@inlined
def rogue_firm(a, firm):
    """Whether a firm takes so much from its workers that it does not keep to a rule that costs it money."""
    taken = a.extracted_wage[firm] + a.extracted_tax[firm] + a.extracted_health[firm] + a.extracted_housing[firm]
    return taken >= ROGUE_EXTRACTION


def rogue_firms(a) -> np.ndarray:
    """Which firms take so much from their workers that paper rules alone do not hold them."""
    return a.extracted_wage + a.extracted_tax + a.extracted_health + a.extracted_housing >= ROGUE_EXTRACTION


@kernel
def hides_discount(seed, agency, firm, share):
    """Whether a firm that is cheaper than the published floor shows the floor, and gives the rest back unseen.

    A lasting draw: it takes a client who plays along.
    """
    return share > 0.0 and lasting(seed, Stream.KICKBACK, agency, share, max(firm, 0))


@kernel
def size_class(persons):
    """SizeClass of a number of persons."""
    if persons < 10.0:
        return 0
    if persons < 50.0:
        return 1
    return 2 if persons < 250.0 else 3


@kernel
def tariff(workers, earlier, small, medium, large):
    """Fine per violation by number of workers, doubled at the second and tripled from the third."""
    fine = small if workers < 10 else (medium if workers < 30 else large)
    return fine * min(earlier + 1, 3)


@kernel
def hirer_fined(law, e):
    """Chance that a hirer is fined too when its agency is: on the way from practice to what a measure brings."""
    return e.fine_hirer + law.fine_progress * max(0.0, law.fine_chance - e.fine_hirer)


@kernel
def claim(taken_wage, bill, debt, weeks, proof, award):
    """Back pay awarded: unpaid wage of some weeks, as far as there is a debt, proven and awarded."""
    return min(taken_wage * bill * weeks, debt) * proof * award


@kernel
def presumed(keeps_records, bill, claiming, law):
    """Back pay awarded without proof to those ``claiming``, where books are missing: a term of work is presumed.

    ``bill`` is a week of legal wages. No more than what present workers are owed is ever paid (`back_pay`).
    """
    return 0.0 if keeps_records == 1 else law.presumed_weeks * bill * claiming * law.claim_award


@kernel
def from_manager(unpaid, law):
    """What of a fine that the firm cannot pay is had from the person who leads it."""
    return min(law.manager_share * max(unpaid, 0.0), law.manager_means)


@kernel
def means(liquid, deposit, from_hirers):
    """What there is to take on a finding: limited liability, so a fine beyond it frightens nobody."""
    return max(liquid, 0.0) + deposit + from_hirers


@kernel
def stake(p_fine, fine, back_pay, within, forfeited, future):
    """What a finding costs the owner: no more than is ``within`` the means, besides deposit and future."""
    taken = p_fine * min(fine + back_pay, within) + (1.0 - p_fine) * min(back_pay, within)
    return taken + forfeited + max(future, 0.0)


@kernel
def _margin(gain, total, cap, caps, curvature, substitution):
    """Best extraction on one margin when all margins together take ``total``."""
    room = (gain / curvature - substitution * total / caps) / (1.0 - substitution)
    return cap * min(max(room, 0.0), 1.0)


class Burden(NamedTuple):
    """Cost the law puts on what is taken on a margin, EUR per EUR; none on housing."""

    wage: float = 0.0
    tax: float = 0.0
    health: float = 0.0


@kernel
def gain_based(common, burden, x):
    """Extraction on the four margins as far as it pays.

    Parameters
    ----------
    common
        Gain per euro on every margin before what the law puts on it: 1 - integrity + squeeze - fear.
    burden : Burden
    x
        The ``Extraction`` group.
    """
    caps = x.cap_wage + x.cap_tax + x.cap_health + x.cap_housing
    k, omega = x.curvature, min(x.substitution, 0.99)
    low, high = 0.0, caps
    wage = tax = health = housing = 0.0
    for _ in range(HALVINGS):  # what the margins take together falls in what they are said to take
        total = 0.5 * (low + high)
        wage = _margin(common - burden.wage, total, x.cap_wage, caps, k, omega)
        tax = _margin(common - burden.tax, total, x.cap_tax, caps, k, omega)
        health = _margin(common - burden.health, total, x.cap_health, caps, k, omega)
        housing = _margin(common, total, x.cap_housing, caps, k, omega)
        if wage + tax + health + housing > total:
            low = total
        else:
            high = total
    return wage, tax, health, housing


@kernel
def need_based(need, burden, x):
    """Extraction that fills a missing return, spread over margins by what the law costs there."""
    caps = x.cap_wage + x.cap_tax + x.cap_health + x.cap_housing
    need = min(max(need, 0.0), caps)
    tax_pull, health_pull = math.exp(-burden.tax / x.need_spread), math.exp(-burden.health / x.need_spread)
    wage_pull = math.exp(-burden.wage / x.need_spread)
    pulls = x.cap_wage * wage_pull + x.cap_tax * tax_pull + x.cap_health * health_pull + x.cap_housing
    return (
        min(need * x.cap_wage * wage_pull / pulls, x.cap_wage),
        min(need * x.cap_tax * tax_pull / pulls, x.cap_tax),
        min(need * x.cap_health * health_pull / pulls, x.cap_health),
        min(need * x.cap_housing / pulls, x.cap_housing),
    )


@kernel
def best_extraction(rule, integrity, squeeze, fear, burden, x):
    """The four shares an agency aims at, by the rule in force.

    ``squeeze`` is the missing return and ``fear`` the expected sanction, both per euro of legal wage at full
    extraction on all margins.
    """
    if rule == ExtractionRule.NEED:
        return need_based(squeeze, burden, x)
    return gain_based(1.0 - integrity + x.squeeze * squeeze - fear, burden, x)


@kernel
def honest_rate(cost_factor, cost, markup, fill, p):
    """Hire rate over wage of a firm that takes nothing: cost, own staff, margin, scarcity."""
    margin = markup + p.scarcity * max(0.0, p.full_service - fill)
    return (cost_factor * cost + p.staff) * (1.0 + margin)


@kernel
def hire_rate(honest, floor, taken, sector_rate, p):
    """Hire rate over wage that an agency asks: part of what it takes, part of the gap to cheaper rivals."""
    asked = honest - p.pass_on * taken - p.matching * max(0.0, honest - sector_rate)
    return max(asked, floor - taken)
