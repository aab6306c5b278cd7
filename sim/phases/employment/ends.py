"""Phase 3: ends of placements.

One spell with an agency follows a Weibull curve. Part of its hazard belongs to the person and the hirer
(replacement, quit, completed stay), the rest comes from orders that fall: the surplus of a hirer is chosen by
an exponential race on the same hazard, so that all ends together keep the curve. Before a clock runs out the
agency weighs the next phase against a new worker (M3).
"""

from __future__ import annotations

import functools

import numpy as np

from sim.behaviour.people import Separation
from sim.core.draw_keys import END_CAUSE_QUIT_HELD, END_CAUSE_REPLACED_STOPPED
from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import as_row, inlined, kernel
from sim.phase import fields, phase
from sim.phases.employment.ends_at_clock import ends_before_clock, weighed_by
from sim.phases.employment.ends_by_rule import at_the_limit, take_off
from sim.phases.employment.surplus import end_surplus
from sim.phases.enforcement.complaints import tied_down
from sim.phases.shared.contract_clocks import end_terms
from sim.phases.shared.views import labour_of
from sim.state.codes import Contract, EndCause, Work
from sim.state.ledger import Tally
from sim.week import Ended, Week


@functools.lru_cache(maxsize=8)
def hazard_table(separation: Separation, weeks: int = 1040) -> np.ndarray:
    """Weekly hazard of the spell curve by weeks with the agency; float64[weeks], not to be written to."""
    t = np.arange(weeks + 1, dtype=float)
    cumulative = (t / separation.weibull_scale) ** separation.weibull_shape
    return 1.0 - np.exp(-np.diff(cumulative))


@inlined
def _replaced(now, m, h, i, contract, tally):
    """Cause of the end of person ``i`` whom the hirer wants to replace; NONE where the law stops it."""
    forbidden = contract.replacement_forbidden
    stopped = happens(now, Stream.END_CAUSE, m.person[i], forbidden, END_CAUSE_REPLACED_STOPPED)
    if stopped and contract.kept_pay_weeks > 0:  # off this hirer, but not out of the job
        take_off(m, h, i, contract.kept_pay_weeks + 1)
        tally[Tally.KEPT_ON_PAY] += 1
    elif m.contract[i] == Contract.A_CLAUSE and m.weeks_at_hirer[i] < contract.clause_term_min_weeks < m.phase_weeks[i]:
        stopped = True  # a further clause contract at this hirer has a least term
    return EndCause.NONE if stopped else EndCause.REPLACED


@inlined
def _own_end(now, labour, i, terms, tally):
    """Cause of an end that lies with the hirer or person ``i``: replaced, quit, completed; NONE where it is held up."""
    m, sep = labour.m, terms.separation
    u = uniform(now.seed, Stream.END_CAUSE, now.week, m.person[i])
    if u < sep.replacement_share:
        return _replaced(now, m, labour.h, i, terms.contract, tally)
    if u < sep.replacement_share + (1.0 - sep.replacement_share) * sep.quit_share:
        bound = tied_down(m, labour.a, i, terms.contract, terms.pay, terms.housing)
        held = happens(now, Stream.END_CAUSE, m.person[i], sep.dependency_effect * bound, END_CAUSE_QUIT_HELD)
        return EndCause.NONE if held else EndCause.QUIT
    return EndCause.COMPLETED


@inlined
def _cause(now, labour, i, hazard, terms, weighed, tally):
    """Cause for which the placement of person ``i`` ends this week, NONE when it goes on."""
    m = labour.m
    cause = EndCause.NONE
    weeks = min(max(now.week - m.spell_start[i], 0), hazard.size - 1)
    if happens(now, Stream.SEPARATION, m.person[i], hazard[weeks] * terms.separation.individual_share):
        cause = _own_end(now, labour, i, terms, tally)
        if m.work[i] != Work.AGENCY:  # kept on pay
            return EndCause.NONE
    if cause == EndCause.NONE and ends_before_clock(now, labour, i, terms, weighed, tally):
        cause = EndCause.THRESHOLD
    if cause == EndCause.NONE:
        cause = at_the_limit(now, m, labour.h, i, terms, tally)
    return cause


@kernel
def _individual(now, labour, placed, hazard, terms, ended, tally):
    """Ends that are not a fall in orders; also those whose agency lost the hirer. Returns how many (``ended``)."""
    m, count = labour.m, 0
    weighed = weighed_by(terms)
    for row in placed:
        i = as_row(row)
        if m.work[i] != Work.AGENCY:
            continue
        cause = EndCause.DEMAND
        if labour.h.supplier[m.hirer[i], m.slot[i]] == m.agency[i]:
            cause = _cause(now, labour, i, hazard, terms, weighed, tally)
        if cause != EndCause.NONE:
            ended.rows[count] = i
            ended.causes[count] = cause
            count += 1
    return count


@phase(
    reads=fields(
        migrants="person debt debt_outside work contract agency hirer slot spell_start phase_weeks weeks_at_hirer "
        "chain_weeks chain_contracts arrival_week housing bed_week registration",
        agencies="extracted_*",
        hirers="wage normal_week supplier target filled",
        week="placed",
    ),
    writes=fields(
        migrants="work hirer slot phase_weeks term_weeks",
        hirers="filled",
        week="ended",
        tally="SISTER_MOVES POSTING_CONVERTED KEPT_ON_PAY",
    ),
)
def end_placements(week: Week) -> None:
    """Decide which placements end this week, and why.

    Surplus workers whom the agency keeps become ``Work.IDLE`` and are placed again in phase 7; those in phase
    A who find nothing there lose the job then. So do those at the limit of a posting, and those sent away where that
    is forbidden.
    """
    size, terms, hazard = week.placed.size, end_terms(week), hazard_table(week.behaviour.separation)
    rows, causes = np.empty(2 * size, np.int32), np.empty(2 * size, np.int8)
    labour, tally = labour_of(week.state), week.books.tally
    count = _individual(week.now, labour, week.placed, hazard, terms, Ended(rows, causes), tally)
    lost = end_surplus(week, labour, rows[:count], hazard, terms, Ended(rows[count:], causes[count:]))
    week.ended = Ended(rows[: count + lost], causes[: count + lost])
