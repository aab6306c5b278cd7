"""Help at the moment of risk: persons seen to have lost a job, who are still without one, are offered help."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour.market import Complaints
from sim.core.calendar import NEVER
from sim.core.draw_keys import OUTREACH_RETURN
from sim.core.draws import Stream, happens
from sim.core.kernels import as_row, inlined, kernel
from sim.phase import fields, phase
from sim.phases.cover.insurance import home_cover
from sim.phases.shared.benefits import popcount36
from sim.phases.shared.departure import DEPART_READS, DEPART_WRITES, depart
from sim.phases.shared.extraction import rogue_firms
from sim.rules import RegistrationRules, TaxRules
from sim.state.codes import Benefit, Cover, EndCause, Registration, Transfer, Work, is_homeless
from sim.state.ledger import Item, Tally, pay
from sim.week import Week

FORM_WEEKS = 2  # from help with a form to a policy


class Terms(NamedTuple):
    """What help at the moment of risk hangs on."""

    registration: RegistrationRules
    tax: TaxRules
    complaint: Complaints
    home_weeks: int  # weeks until the home state insures


@kernel
def seen(rogue, r):
    """Chance that the State sees the end of a job: rogue agencies report fewer."""
    return r.job_end_seen * r.job_end_seen_rogue if rogue else r.job_end_seen


@kernel
def _insured_with_help(m, i, week, home_weeks):
    """Who has no policy coming gets one: an own one where there is a duty, cover of the home state elsewhere."""
    if m.cover[i] != Cover.NONE or m.enrol_week[i] != NEVER:
        return
    if m.benefit[i] != Benefit.NONE or m.registration[i] == Registration.RESIDENT:
        if m.duty_week[i] == NEVER:
            m.duty_week[i] = week
        m.enrol_week[i] = week + FORM_WEEKS
    else:
        m.enrol_week[i] = week + home_weeks


@inlined
def _is_reached(now, m, i, rogue, r, reach_none):
    """Whether person ``i``, who lost the job at a firm that may be ``rogue``, is offered help this week."""
    if m.work[i] != Work.JOBLESS or m.transfer[i] != Transfer.NONE or m.job_loss_week[i] != now.week - r.outreach_lag:
        return False
    firm = m.last_agency[i]
    chance = seen(firm >= 0 and rogue[firm], r) * r.outreach
    if m.reachable[i] == 0:
        chance *= reach_none
    return happens(now, Stream.OUTREACH, m.person[i], chance)


@inlined
def _claims_benefit(m, i, r, tax):
    """Person ``i`` gets the benefit he is entitled to and has not claimed, for the weeks that are left of it."""
    entitled = m.end_cause[i] != EndCause.QUIT and popcount36(m.work_history[i]) >= tax.weeks_condition
    left = tax.unemployment_weeks - r.outreach_lag
    if m.benefit[i] == Benefit.NONE and entitled and left > 0:
        m.benefit[i], m.benefit_weeks[i] = Benefit.UNEMPLOYMENT, left


@kernel
def _reach_out(now, m, present, rogue, terms, books, out):
    """Help those who are reached; returns how many go home with it (their rows in ``out``)."""
    r, leaving = terms.registration, 0
    for row in present:
        i = as_row(row)
        if not _is_reached(now, m, i, rogue, r, terms.complaint.reach_none):
            continue
        books.tally[Tally.OUTREACH] += 1
        pay(books.cents, Item.PROGRAMME_COST, r.outreach_cost)
        m.knowledge[i] += r.outreach_gain * (1.0 - m.knowledge[i])
        if is_homeless(m.housing[i]) and happens(now, Stream.OUTREACH, m.person[i], r.outreach_return, OUTREACH_RETURN):
            books.tally[Tally.RETURNS_FROM_STREET] += 1
            out[leaving] = i
            leaving += 1
            continue
        _claims_benefit(m, i, r, terms.tax)
        _insured_with_help(m, i, now.week, terms.home_weeks)
    return leaving


@phase(
    reads=DEPART_READS
    | fields(
        migrants="knowledge work last_agency work_history benefit transfer end_cause job_loss_week cover enrol_week "
        "duty_week registration reachable",
        agencies="extracted_*",
        week="present",
    ),
    writes=DEPART_WRITES | fields(migrants="knowledge", books="PROGRAMME_COST", tally="RETURNS_FROM_STREET OUTREACH"),
)
def reach_out(week: Week) -> None:
    """Offer help to people who lost a job some weeks ago: rights, benefit, a policy, the way home."""
    r = week.rules.registration
    if r.outreach * r.job_end_seen <= 0.0:
        return
    b, rogue = week.behaviour, rogue_firms(week.state.agencies)
    out = np.empty(week.present.size, np.int32)
    _, home_weeks = home_cover(week.rules.cover, b.cover)
    terms = Terms(r, week.rules.tax, b.complaint, home_weeks)
    m = week.state.migrants
    leaving = _reach_out(week.now, m, week.present, rogue, terms, week.books, out)
    depart(week, out[:leaving])
