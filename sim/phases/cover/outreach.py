"""Help at the moment of risk: who lost a job, is seen to have lost it and is still without one, is offered help."""

from __future__ import annotations

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draw_keys import OUTREACH_RETURN
from sim.core.draws import Stream, uniform
from sim.core.kernels import kernel
from sim.phase import fields, phase
from sim.phases.cover.insurance import home_cover
from sim.phases.employment.after_end_ways import popcount36
from sim.phases.shared.departure import DEPART_READS, DEPART_WRITES, depart
from sim.phases.shared.extraction import rogue_firms
from sim.state.codes import Benefit, Cover, EndCause, Hop, Housing, Registration, Work
from sim.state.ledger import Item, Tally, pay
from sim.week import Week

FORM_WEEKS = 2  # from help with a form to a policy


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


@kernel
def _reach_out(now, m, rogue, present, r, tax, home_weeks, reach_none, books, out):
    leaving = 0
    for i in present:
        if m.work[i] != Work.JOBLESS or m.hop[i] != Hop.NONE or m.job_loss_week[i] != now.week - r.outreach_lag:
            continue
        firm = m.last_agency[i]
        chance = seen(firm >= 0 and rogue[firm], r) * r.outreach
        if m.reachable[i] == 0:
            chance *= reach_none
        if uniform(now.seed, Stream.OUTREACH, now.week, m.person[i]) >= chance:
            continue
        books.tally[Tally.OUTREACH] += 1
        pay(books.cents, Item.PROGRAMME_COST, r.outreach_cost)
        m.knowledge[i] += r.outreach_gain * (1.0 - m.knowledge[i])
        homeless = m.housing[i] == Housing.STREET or m.housing[i] == Housing.SHELTER
        if homeless and uniform(now.seed, Stream.OUTREACH, now.week, m.person[i], OUTREACH_RETURN) < r.outreach_return:
            books.tally[Tally.RETURNS_FROM_STREET] += 1
            out[leaving] = i
            leaving += 1
            continue
        entitled = m.end_cause[i] != EndCause.QUIT and popcount36(m.work_history[i]) >= tax.weeks_condition
        left = tax.unemployment_weeks - r.outreach_lag
        if m.benefit[i] == Benefit.NONE and entitled and left > 0:
            m.benefit[i], m.benefit_weeks[i] = Benefit.UNEMPLOYMENT, left
        _insured_with_help(m, i, now.week, home_weeks)
    return leaving


@phase(
    reads=DEPART_READS
    | fields(
        migrants="knowledge work last_agency work_history benefit hop end_cause job_loss_week cover enrol_week "
        "duty_week registration reachable",
        agencies="e_*",
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
    leaving = _reach_out(
        week.now, week.state.migrants, rogue, week.present, r, week.rules.tax, home_weeks, b.complaint.reach_none,
        week.books, out,
    )  # fmt: skip
    depart(week, out[:leaving])
