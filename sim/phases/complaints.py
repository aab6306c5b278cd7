"""Phase 9, first part: wronged workers complain, and enforcers slowly forget old reports."""

from __future__ import annotations

import math

import numpy as np

from sim.behaviour.market import Complaints
from sim.books import Books, Tally
from sim.clock import Now
from sim.draws import Stream, uniform
from sim.kernels import kernel
from sim.kinds import Contract, Housing, Registration
from sim.phases.cheating import rogue_firm
from sim.phases.home_choice import bed_binds
from sim.phases.wages import hourly_wage
from sim.rules import ContractRules, HousingRules, PayRules
from sim.state import Agencies, Migrants

NOTICED = 0.005  # of the wage: less than this a worker does not see


@kernel
def fear(tied, clause, debt, unregistered):
    """Mean of four ties to the agency, each 0 to 1."""
    return 0.25 * (tied + clause + debt + unregistered)


@kernel
def debt_tie(debt, debt_outside, binds):
    """How far debts tie a worker to the agency: one to itself does, one to a recruiter or landlord in part."""
    if debt > 0.0:
        return 1.0
    return binds if debt_outside > 0.0 else 0.0


@kernel
def complaint_hazard(harm, knowledge, reach, afraid, c):
    """Chance a week that a wronged worker complains."""
    return c.rate * min(1.0, harm / c.harm_scale) * knowledge * reach * math.exp(-c.fear * afraid)


@kernel
def _complain(now, m, a, placed, loss, housing, clause, binds, c):
    """Complaints of the placed; ``loss`` is what each agency takes from a worker per hour, EUR.

    ``clause`` is how far the agency clause binds, 1 where the law does nothing about it, ``binds`` a debt to others.
    """
    made = 0
    for i in placed:
        firm = m.agency[i]
        if loss[firm] <= 0.0:
            continue
        u = uniform(now.seed, Stream.COMPLAINT, now.week, m.person[i])
        if u >= c.rate:  # no hazard is larger: the other factors are at most one
            continue
        afraid = fear(
            bed_binds(m.bed_week[i], rogue_firm(a, firm), housing) if m.housing[i] == Housing.TIED else 0.0,
            clause if m.contract[i] == Contract.A_CLAUSE else 0.0,
            debt_tie(m.debt[i], m.debt_outside[i], binds),
            m.registration[i] != Registration.RESIDENT,
        )
        reach = 1.0 if m.reachable[i] == 1 else c.reach_none
        hazard = complaint_hazard(loss[firm] * m.hours[i], m.knowledge[i], reach, afraid, c)
        if u < hazard:
            a.signals[firm] += 1.0
            made += 1
    return made


@kernel
def _loss(a, minimum_wage, fade, loss):
    """Fade old signals; EUR an hour that each agency takes from its workers (evaded tax they do not feel)."""
    for i in range(a.alive.size):
        if a.alive[i] == 0:
            continue
        a.signals[i] *= 1.0 - fade
        taken = a.e_wage[i] + a.e_health[i] + a.e_housing[i]
        if taken > NOTICED:
            loss[i] = taken * hourly_wage(a.q_wages[i], a.q_hours[i], minimum_wage)


def complain(
    now: Now,
    migrants: Migrants,
    agencies: Agencies,
    placed: np.ndarray,
    contract: ContractRules,
    pay_rules: PayRules,
    housing: HousingRules,
    complaint: Complaints,
    books: Books,
) -> None:
    """Let wronged placed workers complain.

    Reads: migrants.agency, housing, contract, debt, debt_outside, registration, reachable, hours, knowledge;
    agencies.e_*.
    Writes: agencies.signals; books.tally COMPLAINTS.
    """
    loss = np.zeros(agencies.alive.size)
    _loss(agencies, pay_rules.minimum_wage_38, complaint.fade, loss)
    clause = 1.0 - contract.replacement_forbidden
    books.tally[Tally.COMPLAINTS] += _complain(
        now, migrants, agencies, placed, loss, housing, clause, pay_rules.debt_moved_binds, complaint
    )
