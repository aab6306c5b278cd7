"""Phase 12, the gate: firms that lend need admission. Inspections, audits, withdrawal and bars.

Both kinds of error are there: rogue firms pass on paper, honest ones fail at first and repair. Who is refused or
expelled ends, goes on without admission for hirers who do not look (`sim.phases.hirers.supplier_choice`), or moves
the seat abroad, where a gate for firms in NL does not reach.
"""

from __future__ import annotations

import numpy as np

from sim.core.calendar import NEVER, Now
from sim.core.draw_keys import (
    ADMISSION_AUDIT_FINDS,
    ADMISSION_AUDIT_REGISTERS,
    ADMISSION_AUDIT_REVOKED,
    ADMISSION_REVIEW_PASSES,
    ADMISSION_REVIEW_REPAIR,
    ADMISSION_REVIEW_REVOKED,
)
from sim.core.draws import Stream, happens, lasting, uniform
from sim.phase import fields, phase
from sim.phases.agencies.applying import apply_for_admission, gives_up
from sim.phases.agencies.gate import Gate, gate_of, rogue_at
from sim.phases.agencies.outside import beyond_the_gate, leave_outside
from sim.phases.agencies.stakes import ATTEMPTS
from sim.phases.agencies.valuation import REPAIR_LEAST, REPAIR_SPREAD, REPAIR_WEEKS_LEAST, REPAIR_WEEKS_SPREAD
from sim.rules import AdmissionRules, Rules
from sim.state.codes import ExitCause, Seat
from sim.state.columns import Agencies
from sim.state.ledger import Item, pay
from sim.week import Week

KNOWN_WEEKS = 52
SHELL_WEEKS = 26.0  # mean time an admitted firm without business is for sale
FIRST_AUDIT = 0.5  # of the interval, at least, after admission


def let_in(now: Now, a: Agencies, i: int, admission: AdmissionRules) -> None:
    """Admit firm ``i``; its first audit comes within the interval."""
    a.admitted[i] = 1
    u = uniform(now.seed, int(Stream.ADMISSION_AUDIT), 0, i, int(a.incarnation[i]))
    first = admission.audit_weeks * (FIRST_AUDIT + (1.0 - FIRST_AUDIT) * u)
    a.audit_week[i] = min(now.week + int(first), NEVER - 1)


def on_condition(a: Agencies, i: int) -> bool:
    """Whether the admission of firm ``i`` was decided on and waits for its deposit."""
    return bool(a.decision_week[i] < NEVER and a.admitted[i] == 0 and a.attempts[i] < ATTEMPTS)


def _pass_chance(gate: Gate, i: int) -> float:
    """Chance that firm ``i`` passes its present inspection."""
    a, r = gate.agencies, gate.law.admission
    if r.label_route == 1 and a.label[i] == 1:  # its audits stand in for this inspection
        return 1.0
    if rogue_at(gate, i):
        return r.pass_rogue
    return 1.0 - (r.first_fail if a.attempts[i] == 0 else r.second_fail)


def _repair(gate: Gate, i: int) -> None:
    """Firm ``i`` failed at first and is looked at again; an honest one pays to put right what was wrong."""
    now, a = gate.now, gate.agencies
    u = uniform(now.seed, int(Stream.ADMISSION_REVIEW), 0, i, int(a.incarnation[i]), ADMISSION_REVIEW_REPAIR)
    a.review_week[i] = now.week + REPAIR_WEEKS_LEAST + int(u * REPAIR_WEEKS_SPREAD)
    if not rogue_at(gate, i):
        a.capital[i] -= pay(gate.books.cents, int(Item.ADMISSION_COST), REPAIR_LEAST + REPAIR_SPREAD * u)


def _review(gate: Gate, i: int, asks: bool) -> None:
    """The inspection for admission: passed, repaired and looked at again, or failed for good.

    Where the law ``asks`` a deposit of the firm that is not there yet, admission counts from the day it is in.
    """
    now, a, r = gate.now, gate.agencies, gate.law.admission
    stream, firm, failed = int(Stream.ADMISSION_REVIEW), int(a.incarnation[i]), int(a.attempts[i])
    known = now.week - int(a.last_detection[i]) <= KNOWN_WEEKS  # what was found of late may cost it too
    if known and lasting(now.seed, stream, i, r.revoke, firm, ADMISSION_REVIEW_REVOKED + failed):
        gives_up(gate, i, ExitCause.REFUSED)
        return
    a.review_week[i] = NEVER
    if lasting(now.seed, stream, i, _pass_chance(gate, i), firm, ADMISSION_REVIEW_PASSES + failed):
        a.decision_week[i] = now.week
        if not asks:
            let_in(now, a, i, r)
        return
    a.attempts[i] = failed + 1
    if a.attempts[i] < ATTEMPTS:
        _repair(gate, i)
    else:
        gives_up(gate, i, ExitCause.REFUSED)


def _audit_find(a: Agencies, i: int, rules: Rules) -> float:
    """Chance that an audit finds rogue firm ``i`` out; less abroad."""
    abroad = rules.inspection.foreign_detect if a.foreign_seat[i] == Seat.MOVED else 1.0
    return rules.admission.audit_find * abroad


def _withdraw(gate: Gate, i: int, short: float) -> None:
    """Audit of an admitted firm, or what another enforcer found: it may cost the admission.

    ``short`` is how far the registration of its workers is from what is asked, 0..1.
    """
    now, a, r, stream = gate.now, gate.agencies, gate.law.admission, int(Stream.ADMISSION_AUDIT)
    found = a.last_detection[i] == now.week
    if a.audit_week[i] <= now.week:
        a.audit_week[i] = min(now.week + r.audit_weeks, NEVER - 1)
        seen = happens(now, stream, i, _audit_find(a, i, gate.law), 0, ADMISSION_AUDIT_FINDS)
        found = found or (rogue_at(gate, i) and seen)
        found = found or happens(now, stream, i, r.register_weight * short, 0, ADMISSION_AUDIT_REGISTERS)
    if found and happens(now, stream, i, r.revoke, 0, ADMISSION_AUDIT_REVOKED):
        a.admitted[i], a.attempts[i] = 0, ATTEMPTS
        a.decision_week[i] = a.audit_week[i] = NEVER
        leave_outside(gate, i, ExitCause.REVOKED)


def _watch_admitted(gate: Gate, subject: np.ndarray, short: np.ndarray | None) -> None:
    """Pay the body that admits, and audit the admitted firms whose turn it is or that were found out this week."""
    now, a, r = gate.now, gate.agencies, gate.law.admission
    pay(gate.books.cents, int(Item.ADMISSION_BODY), r.body_cost * now.scale / 52.0)
    gate.shells[0] *= 1.0 - 1.0 / SHELL_WEEKS
    held = subject & (a.admitted == 1) & ((a.audit_week <= now.week) | (a.last_detection == now.week))
    for i in np.flatnonzero(held).tolist():
        _withdraw(gate, i, 0.0 if short is None else float(short[i]))


def _bar(gate: Gate, subject: np.ndarray, decided: np.ndarray, r: AdmissionRules) -> None:
    """Say who may not lend; who lent before may wait for the decision and then pay the deposit."""
    a = gate.agencies
    waits = ((a.review_week < NEVER) | decided) & (a.start_week < r.gate_from)
    a.barred[:] = subject & (a.admitted == 0) & ~waits
    lost = (a.barred == 1) & (a.review_week == NEVER) & (a.attempts >= ATTEMPTS)
    for i in np.flatnonzero(lost).tolist():
        leave_outside(gate, i, ExitCause.REFUSED)


@phase(
    reads=fields(
        agencies="foreign_seat start_size other_share alive incarnation start_week capital markup profit_year label "
        "admitted barred attempts review_week decision_week audit_week deposit deposit_returned ending_cause cost "
        "last_detection extracted_*",
        institutions="review_queue shells",
        week="short",
    ),
    writes=fields(
        agencies="foreign_seat capital markup admitted barred attempts review_week decision_week audit_week "
        "ending_cause cost",
        institutions="review_queue shells",
        books="ADMISSION_COST ADMISSION_BODY SHELL_PRICE SEAT_ABROAD",
        tally="SHELLS_BOUGHT MOVED_ABROAD",
    ),
)
def admit_agencies(week: Week) -> None:
    """Let firms apply, be inspected, audited and expelled; note which are barred.

    Owners go by the rules foreseen: once a gate is announced they may file before it is in force, unless it sets a term
    to apply, which begins with it.
    """
    a, r, coming = week.state.agencies, week.rules.admission, week.foreseen.admission
    if r.gate == 0 and (coming.gate == 0 or coming.apply_weeks > 0):
        if a.barred.any() or a.admitted.any():  # a gate that was lifted
            a.barred[:] = a.admitted[:] = 0
            a.decision_week[:] = NEVER
        return
    gate = gate_of(week, week.rules if r.gate == 1 else week.foreseen)
    now, law = week.now, gate.law.admission
    subject = (a.alive == 1) & (a.ending_cause == 0) & (a.start_week >= law.gate_new_from)
    subject &= ~beyond_the_gate(now.seed, a, law.foreign_reach)
    asks = (r.deposit > 0.0) & (a.start_week >= r.deposit_new_from) & (a.deposit_returned == 0) & (a.deposit <= 0.0)
    for i in np.flatnonzero(subject & (a.review_week <= now.week)).tolist():
        _review(gate, i, bool(asks[i]))
    decided = subject & (a.decision_week < NEVER) & (a.admitted == 0) & (a.attempts < ATTEMPTS)
    for i in np.flatnonzero(decided & ~asks).tolist():  # no deposit is asked any more
        let_in(now, a, i, law)
    if r.gate == 1:
        _watch_admitted(gate, subject, week.short)
    queue = week.state.institutions.review_queue
    queue[0] = max(0.0, queue[0] - law.reviews_per_year / 52.0)
    without = subject & (a.admitted == 0) & (a.review_week == NEVER) & ~decided & (a.attempts < ATTEMPTS)
    apply_for_admission(gate, np.flatnonzero(without), queue)
    a.barred[:] = 0
    if r.gate_enforced == 1:
        _bar(gate, subject, decided, r)
