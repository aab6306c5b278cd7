"""Phase 9, first part: wronged workers complain, and enforcers slowly forget old reports."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.core.draws import Stream, uniform
from sim.core.kernels import as_row, inlined, kernel
from sim.phase import fields, phase
from sim.phases.housing.tied_bed import bed_binds
from sim.phases.shared.extraction import rogue_firm
from sim.phases.shared.wages import hourly_wage
from sim.rules import ContractRules, HousingRules, PayRules
from sim.state.codes import Contract, Housing, Registration
from sim.state.ledger import Tally
from sim.week import Week

NOTICED = 0.005  # of the wage: less than this a worker does not see


class Binding(NamedTuple):
    """The law on what ties a worker to his agency."""

    contract: ContractRules
    pay: PayRules
    housing: HousingRules


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


@inlined
def tied_down(m, a, i, contract, pay_rules, housing):
    """How far person ``i`` is tied to his agency, 0 to 1; bed, clause and debts as far as the law lets them bind."""
    in_bed = m.housing[i] == Housing.TIED
    return fear(
        bed_binds(m.bed_week[i], rogue_firm(a, m.agency[i]), housing) if in_bed else 0.0,
        1.0 - contract.replacement_forbidden if m.contract[i] == Contract.A_CLAUSE else 0.0,
        debt_tie(m.debt[i], m.debt_outside[i], pay_rules.debt_moved_binds),
        m.registration[i] != Registration.RESIDENT,
    )


@kernel
def complaint_hazard(harm, knowledge, reach, afraid, c):
    """Chance a week that a wronged worker complains."""
    return c.rate * min(1.0, harm / c.harm_scale) * knowledge * reach * math.exp(-c.fear * afraid)


@kernel
def _complain(now, m, a, placed, loss, law, c):
    """Complaints of the placed; ``loss`` is what each agency takes from a worker per hour, EUR."""
    made = 0
    for row in placed:
        i = as_row(row)
        firm = m.agency[i]
        if loss[firm] <= 0.0:
            continue
        u = uniform(now.seed, Stream.COMPLAINT, now.week, m.person[i])
        if u >= c.rate:  # no hazard is larger: the other factors are at most one
            continue
        afraid = tied_down(m, a, i, law.contract, law.pay, law.housing)
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
        taken = a.extracted_wage[i] + a.extracted_health[i] + a.extracted_housing[i]
        if taken > NOTICED:
            loss[i] = taken * hourly_wage(a.quarter_wages[i], a.quarter_hours[i], minimum_wage)


@phase(
    reads=fields(
        migrants="person knowledge debt debt_outside contract agency hours housing bed_week registration reachable",
        agencies="alive quarter_hours quarter_wages signals extracted_*",
        week="placed",
    ),
    writes=fields(agencies="signals", tally="COMPLAINTS"),
)
def complain(week: Week) -> None:
    """Let wronged placed workers complain."""
    m, a = week.state.migrants, week.state.agencies
    r, c = week.rules, week.behaviour.complaint
    loss = np.zeros(a.alive.size)
    _loss(a, r.pay.minimum_wage_38, c.fade, loss)
    law = Binding(r.contract, r.pay, r.housing)
    week.books.tally[Tally.COMPLAINTS] += _complain(week.now, m, a, week.placed, loss, law, c)
