"""Phase 5: health cover starts and ends with work, benefit and residence, each with its lag."""

from __future__ import annotations

import math

from sim.core.calendar import NEVER
from sim.core.draw_keys import DIGITAL_ACCESS_LOOKS, OWN_POLICY_WEEKS
from sim.core.draws import Stream, happens, lasting, uniform
from sim.core.kernels import as_row, inlined, kernel
from sim.phase import fields, phase
from sim.state.codes import Benefit, Cover, Registration, Transfer, Uncovered, Work
from sim.week import Week


@kernel
def enrolment_week(now, person, withheld, mean_lag):
    """Week in which an employer's policy starts: never where the premium is withheld, else after a lag."""
    if happens(now, Stream.ENROLMENT, person, withheld):
        return NEVER
    lag = -math.log(uniform(now.seed, Stream.ENROLMENT_LAG, now.week, person)) * mean_lag
    return now.week + int(min(lag + 0.5, 300.0))


@inlined
def _start_policy(m, i, week, form, repair_weeks):
    """A policy starts; it works back to the start of this duty if that is recent enough."""
    m.cover[i] = form
    m.uncovered[i] = Uncovered.COVERED
    m.enrol_week[i] = NEVER
    start = m.duty_week[i]
    m.repaired_from[i] = start if start != NEVER and week - start <= repair_weeks else NEVER


@inlined
def access(seed, person, rules):
    """Time and failures on the way to a policy for this person: less for a person who can see to it online."""
    if rules.self_service > 0.0 and lasting(seed, Stream.DIGITAL_ACCESS, person, rules.self_service):
        return rules.access_ratio
    return 1.0


@inlined
def looks_it_up(now, person, knowledge, rules):
    """Whether a worker sees online that he is not insured, though a premium is kept from his wage."""
    if rules.self_check <= 0.0 or not lasting(now.seed, Stream.DIGITAL_ACCESS, person, rules.self_service):
        return False
    return happens(now, Stream.DIGITAL_ACCESS, person, rules.self_check * knowledge, DIGITAL_ACCESS_LOOKS)


@kernel
def home_cover(rules, cover):
    """Share of the jobless whom the home state insures, and the weeks it takes: on the way from practice."""
    more = rules.home_cover_progress * max(0.0, rules.home_cover_share - cover.home_cover)
    sooner = rules.home_cover_progress * max(0, cover.home_cover_weeks - rules.home_cover_weeks)
    return cover.home_cover + more, cover.home_cover_weeks - int(sooner + 0.5)


@inlined
def _end_of_policy(now, m, i, rules):
    """The policy ends, after its run-off if there is one; some insurers go on paying providers for some weeks."""
    m.cover[i] = Cover.NONE
    guaranteed = happens(now, Stream.RUNOFF, m.person[i], rules.guarantee_share)
    m.runoff_weeks[i] = rules.guarantee_weeks if guaranteed else 0


@inlined
def _lose_cover(now, m, i, rules, cover):
    """Job and policy end together (M1); what may follow depends on benefit, residence and papers."""
    week = now.week
    if rules.runoff_weeks > 0:
        m.cover[i], m.runoff_weeks[i] = Cover.RUN_OFF, rules.runoff_weeks
    else:
        _end_of_policy(now, m, i, rules)
    m.uncovered[i] = Uncovered.JOB_ENDED
    m.enrol_week[i], m.duty_week[i] = NEVER, NEVER
    way = access(now.seed, m.person[i], rules)
    if m.benefit[i] != Benefit.NONE or m.registration[i] == Registration.RESIDENT:
        m.duty_week[i] = week
        chance = cover.own_policy if way == 1.0 else 1.0 - (1.0 - cover.own_policy) * way
        if happens(now, Stream.OWN_POLICY, m.person[i], chance):
            weeks = cover.own_policy_weeks * 2.0 * way
            u = uniform(now.seed, Stream.OWN_POLICY, week, m.person[i], OWN_POLICY_WEEKS)
            m.enrol_week[i] = week + max(1, int(weeks * u))
    else:
        share, home_weeks = home_cover(rules, cover)
        if happens(now, Stream.HOME_COVER, m.person[i], share):
            m.enrol_week[i] = week + int(home_weeks * way)


@inlined
def _run_off(now, m, i, rules):
    """Let a run-off go on for a week; it ends the policy."""
    if m.cover[i] == Cover.RUN_OFF:
        m.runoff_weeks[i] -= 1
        if m.runoff_weeks[i] <= 0:
            _end_of_policy(now, m, i, rules)


@inlined
def _self_employed(now, m, i, cover):
    """Who works for himself has a policy of his own, or never one: a lasting share goes without."""
    without = lasting(now.seed, Stream.SELF_EMPLOYED_COVER, m.person[i], cover.self_employed_uncovered)
    m.cover[i] = Cover.NONE if without else Cover.OWN
    m.uncovered[i] = Uncovered.SELF_EMPLOYED if without else Uncovered.COVERED


@inlined
def _see_to_enrolment(now, m, i, rules, cover):
    """Set the week of a policy for person ``i``, who has an employer: a direct one enrols, others may be made to."""
    if m.duty_week[i] == NEVER:
        m.duty_week[i] = now.week
    if m.work[i] >= Work.DIRECT and m.enrol_week[i] == NEVER:
        m.enrol_week[i] = enrolment_week(now, m.person[i], 0.0, cover.lag_direct)
    if m.enrol_week[i] == NEVER and looks_it_up(now, m.person[i], m.knowledge[i], rules):
        m.enrol_week[i] = now.week + 1  # and the agency has to insure him after all


@inlined
def _with_employer(now, m, i, rules, cover):
    """Cover of person ``i``, who has an employer: a policy starts in its week."""
    if m.cover[i] == Cover.EMPLOYER or m.cover[i] == Cover.OWN:
        return
    if m.cover[i] == Cover.HOME_STATE:
        m.cover[i] = Cover.NONE
    _see_to_enrolment(now, m, i, rules, cover)
    if now.week >= m.enrol_week[i]:
        _start_policy(m, i, now.week, Cover.EMPLOYER, rules.repair_weeks)
        m.runoff_weeks[i] = 0
    elif m.cover[i] == Cover.NONE:
        never = m.enrol_week[i] == NEVER
        m.uncovered[i] = Uncovered.NEVER_ENROLLED if never else Uncovered.ENROLMENT_LAG
    _run_off(now, m, i, rules)


@inlined
def _without_employer(now, m, i, rules, cover):
    """Cover of person ``i``, who has no employer: it ends, and another may start later."""
    if m.cover[i] == Cover.EMPLOYER:
        _lose_cover(now, m, i, rules, cover)
    elif m.cover[i] == Cover.OWN or m.cover[i] == Cover.HOME_STATE:
        pass
    elif m.uncovered[i] == Uncovered.NEVER_ENROLLED or m.uncovered[i] == Uncovered.ENROLMENT_LAG:
        _lose_cover(now, m, i, rules, cover)  # there was no policy, but duty and prospects change alike
        m.runoff_weeks[i] = 0
        m.cover[i] = Cover.NONE
    elif now.week >= m.enrol_week[i]:
        own = m.duty_week[i] != NEVER
        _start_policy(m, i, now.week, Cover.OWN if own else Cover.HOME_STATE, rules.repair_weeks)
    else:
        _run_off(now, m, i, rules)
        if m.cover[i] == Cover.NONE and m.uncovered[i] == Uncovered.COVERED:
            m.uncovered[i] = Uncovered.LAPSE


@kernel
def _cover(now, m, present, rules, cover):
    """Health cover of everyone, by what he lives of."""
    for row in present:
        i = as_row(row)
        work = m.work[i]
        if work < Work.AGENCY:
            continue
        m.repaired_from[i] = NEVER
        if m.cover[i] == Cover.NONE and m.runoff_weeks[i] > 0:  # the guarantee runs out whatever comes next
            m.runoff_weeks[i] -= 1
        if work == Work.SELF_EMPLOYED:
            _self_employed(now, m, i, cover)
        elif work == Work.POSTED:
            m.cover[i], m.uncovered[i] = Cover.HOME_STATE, Uncovered.COVERED
        elif work == Work.DIRECT or work == Work.SUBCONTRACTED or m.agency[i] >= 0:
            _with_employer(now, m, i, rules, cover)
        elif m.transfer[i] == Transfer.NONE:  # else the next contract starts this week or the job is lost next week
            _without_employer(now, m, i, rules, cover)


@phase(
    reads=fields(
        migrants="person knowledge work agency benefit transfer cover uncovered enrol_week duty_week runoff_weeks "
        "registration",
        week="present",
    ),
    writes=fields(migrants="cover uncovered enrol_week duty_week runoff_weeks repaired_from"),
)
def update_cover(week: Week) -> None:
    """Start and end health cover by law and practice."""
    m = week.state.migrants
    _cover(week.now, m, week.present, week.rules.cover, week.behaviour.cover)
