"""Part of phase 12: when a firm applies for admission, where it comes in the line, and who does not apply at all."""

from __future__ import annotations

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draw_keys import ADMISSION_APPLY_PLACE, STAY_OR_LEAVE_APPLY
from sim.core.draws import Stream, happens, uniform
from sim.phases.agencies.gate import Gate, rogue_at
from sim.phases.agencies.stakes import ATTEMPTS
from sim.phases.agencies.valuation import gate_cost, stays, yearly_flow
from sim.rules import AdmissionRules
from sim.state.codes import ExitCause
from sim.state.columns import Agencies

APPLY_WEEKS = 13  # mean weeks until a firm that already lends files its application, where there is no term for it
LAST_WEEKS = 8  # of the term to apply, in which many still do
LABELLED = 0.3  # part of the line that is label holders: 4,800 firms (L2.09) of 15,000 lenders (L2.02)


def place_in_line(seed: int, a: Agencies, i: int, admission: AdmissionRules) -> float:
    """Place of a firm that lends already among all who apply, 0..1: a lasting draw of it; label holders go first."""
    u = uniform(seed, int(Stream.ADMISSION_APPLY), 0, i, int(a.incarnation[i]), ADMISSION_APPLY_PLACE)
    if admission.label_route == 0:
        return u
    return LABELLED * u if a.label[i] == 1 else LABELLED + (1.0 - LABELLED) * u


def has_term(a: Agencies, i: int, admission: AdmissionRules) -> bool:
    """Whether firm ``i`` lent before the gate and may go on until its decision if it applies within the term."""
    return bool(admission.apply_weeks > 0 and a.start_week[i] < admission.gate_from)


def applies_after(place: float, admission: AdmissionRules) -> int:
    """Weeks from the start of the term to apply until the firm at that place does: many in its last weeks."""
    calm, early = max(admission.apply_weeks - LAST_WEEKS, 0), 1.0 - admission.apply_late
    if place < early:
        return int(place / early * calm)
    return int(calm + (place - early) / admission.apply_late * (admission.apply_weeks - calm))


def decided_in(week: int, place: float, admission: AdmissionRules) -> int:
    """Week of the decision on an application filed in ``week`` within the term, at that place in the line.

    The body decides on so many a year, in the order of the line, and on none before it was looked at. It depends on
    the firm only, so it is the same whoever else applies.
    """
    turn = admission.gate_from + int(place * admission.applicants * 52.0 / admission.reviews_per_year)
    return min(max(week + admission.review_weeks, turn), NEVER - 1)


def gives_up(gate: Gate, i: int, cause: ExitCause) -> None:
    """Firm ``i`` does not apply or is refused. Within the term its right to go on ends with that: an honest one stops.

    All others go on until the ban bites.
    """
    a = gate.agencies
    a.attempts[i], a.review_week[i] = ATTEMPTS, NEVER
    if has_term(a, i, gate.law.admission) and not rogue_at(gate, i):
        a.ending_cause[i] = cause


def _files(gate: Gate, i: int, in_term: bool) -> bool:
    """Whether firm ``i``, which lends already, files its application this week."""
    now, r = gate.now, gate.law.admission
    if in_term:
        return now.week >= r.gate_from + applies_after(place_in_line(now.seed, gate.agencies, i, r), r)
    return happens(now, int(Stream.ADMISSION_APPLY), i, 1.0 / APPLY_WEEKS)


def _worth_applying(gate: Gate, i: int) -> bool:
    """Whether going on is worth to its owner what admission costs firm ``i``."""
    a, r, entry = gate.agencies, gate.law.admission, gate.views.entry
    cost = gate_cost(rogue_at(gate, i), entry.horizon_years, r, entry, a.label[i] == 1)
    u = uniform(gate.now.seed, int(Stream.STAY_OR_LEAVE), STAY_OR_LEAVE_APPLY, i, int(a.incarnation[i]))
    return stays(u, yearly_flow(a, i, gate.law, gate.views), cost, entry)


def apply_for_admission(gate: Gate, rows: np.ndarray, queue: np.ndarray) -> None:
    """File applications; each waits for the review and for those before it."""
    now, a, r = gate.now, gate.agencies, gate.law.admission
    weekly = r.reviews_per_year / 52.0
    for i in rows.tolist():
        in_term, old = has_term(a, i, r), now.week - int(a.start_week[i]) > 1
        if (old or in_term) and not _files(gate, i, in_term):
            continue
        if old and not _worth_applying(gate, i):
            gives_up(gate, i, ExitCause.NOT_WORTH_IT)
            continue
        if in_term:
            a.review_week[i] = decided_in(now.week, place_in_line(now.seed, a, i, r), r)
            continue
        queue[0] += 1.0 / now.scale
        a.review_week[i] = min(now.week + r.review_weeks + int(queue[0] / weekly), NEVER - 1)
