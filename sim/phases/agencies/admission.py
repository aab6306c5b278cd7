"""Phase 12, the gate: who lends needs admission. Applications, inspections, audits, withdrawal, and who is barred.

Both kinds of error are there: rogue firms pass on paper, honest ones fail at first and repair. Who is refused or
expelled ends, goes on without admission for hirers who do not look (`sim.phases.hirers.supplier_choice`), or moves
the seat abroad, where a gate for firms in NL does not reach.
"""

from __future__ import annotations

import numpy as np

from sim.core.calendar import NEVER, Now
from sim.core.draw_keys import (
    ADMISSION_APPLY_PLACE,
    ADMISSION_AUDIT_FINDS,
    ADMISSION_AUDIT_REGISTERS,
    ADMISSION_AUDIT_REVOKED,
    ADMISSION_REVIEW_PASSES,
    ADMISSION_REVIEW_REPAIR,
    ADMISSION_REVIEW_REVOKED,
    SHELL_AUDIT,
    STAY_OR_LEAVE_APPLY,
)
from sim.core.draws import Stream, uniform
from sim.phase import fields, phase
from sim.phases.agencies.quarterly_review import ATTEMPTS, Views, views_of
from sim.phases.agencies.valuation import (
    REPAIR_LEAST,
    REPAIR_SPREAD,
    REPAIR_WEEKS_LEAST,
    REPAIR_WEEKS_SPREAD,
    gate_cost,
    present_value,
    stays,
    yearly_flow,
)
from sim.phases.shared.extraction import is_rogue
from sim.rules import AdmissionRules, Rules
from sim.state.codes import ExitCause, Seat
from sim.state.columns import Agencies
from sim.state.ledger import Books, Item, Tally, pay
from sim.week import Week

KNOWN_WEEKS = 52
APPLY_WEEKS = 13  # mean weeks until a firm that already lends files its application, where there is no term for it
LAST_WEEKS = 8  # of the term to apply, in which many still do
LABELLED = 0.3  # part of the line that is label holders: 4,800 firms (L2.09) of 15,000 lenders (L2.02)
SHELL_WEEKS = 26.0  # mean time an admitted firm without business is for sale
FIRST_AUDIT = 0.5  # of the interval, at least, after admission


def _rogue(a: Agencies, i: int, v: Views) -> bool:
    e = a.e_wage[i], a.e_tax[i], a.e_health[i], a.e_housing[i]
    return bool(is_rogue(*e, v.withheld_share, v.extraction.cap_health))


def _buys_shell(now: Now, a: Agencies, i: int, shells: np.ndarray, rules: Rules, v: Views, cents: np.ndarray) -> bool:
    """A rogue owner goes on behind the clean admission of a firm that stopped, if he knows of one and it pays."""
    r = rules.admission
    if shells[0] < 1.0 or a.capital[i] < r.shell_price:
        return False
    if a.decision_week[i] < NEVER:  # refused for want of the deposit, which the other firm owes too
        return False
    if uniform(now.seed, int(Stream.SHELL), 0, i, int(a.incarnation[i])) >= r.shell_share:  # who knows a broker
        return False
    if present_value(yearly_flow(a, i, rules, v), v.entry.horizon_years, v.entry) <= r.shell_price:
        return False
    shells[0] -= 1.0
    a.capital[i] -= pay(cents, int(Item.SHELL_PRICE), r.shell_price)
    a.admitted[i], a.attempts[i], a.review_week[i], a.barred[i] = 1, 0, NEVER, 0
    u = uniform(now.seed, int(Stream.SHELL), now.week, i, 0, SHELL_AUDIT)
    a.audit_week[i] = min(now.week + 1 + int(u * r.audit_weeks), NEVER - 1)
    return True


def beyond_the_gate(seed: int, a: Agencies, reach: float) -> np.ndarray:
    """Firms that moved abroad and are not reached there by the gate; a lasting draw of each."""
    beyond = np.zeros(a.alive.size, np.bool_)
    for i in np.flatnonzero((a.foreign_seat == Seat.MOVED) & (a.alive == 1)).tolist():
        beyond[i] = uniform(seed, int(Stream.FOREIGN_REACH), 0, i, int(a.incarnation[i])) >= reach
    return beyond


def _goes_abroad(now: Now, a: Agencies, i: int, rules: Rules, v: Views, cents: np.ndarray) -> bool:
    """A rogue owner goes on with the same clients from a seat abroad, if he knows how and it pays.

    There he saves labour cost, and passes on as much of it as of what he takes from workers. That the gate may reach
    him there too he counts in. Before the ban bites nobody needs to leave.
    """
    r, p = rules.admission, v.pricing
    if r.gate_enforced == 0 or a.foreign_seat[i] == Seat.MOVED or a.capital[i] < r.abroad_cost:
        return False
    if uniform(now.seed, int(Stream.MOVES_ABROAD), 0, i, int(a.incarnation[i])) >= r.abroad_share:
        return False
    worth = present_value(yearly_flow(a, i, rules, v), v.entry.horizon_years, v.entry)
    if (1.0 - r.foreign_reach) * worth <= r.abroad_cost:
        return False
    a.capital[i] -= pay(cents, int(Item.SEAT_ABROAD), r.abroad_cost)
    a.foreign_seat[i] = Seat.MOVED
    before = (rules.pay.cost_factor * a.cost[i] + p.staff) * (1.0 + a.markup[i])
    saved = rules.pay.posting_advantage * rules.pay.cost_factor * a.cost[i]
    a.cost[i] *= 1.0 - rules.pay.posting_advantage
    a.markup[i] = (before - p.pass_on * saved) / (rules.pay.cost_factor * a.cost[i] + p.staff) - 1.0
    a.admitted[i], a.attempts[i], a.barred[i] = 0, 0, 0
    a.review_week[i] = a.decision_week[i] = a.audit_week[i] = NEVER
    return True


def _outside(now: Now, a: Agencies, i: int, cause: ExitCause, shells, rules: Rules, v: Views, books: Books) -> None:
    """A firm without admission once the ban bites: a rogue one buys a shell, moves abroad or goes on outside."""
    if _rogue(a, i, v):
        if _buys_shell(now, a, i, shells, rules, v, books.cents):
            books.tally[Tally.SHELLS_BOUGHT] += 1
            return
        if _goes_abroad(now, a, i, rules, v, books.cents):
            books.tally[Tally.MOVED_ABROAD] += 1
            return
        if uniform(now.seed, int(Stream.STAY_OUTSIDE), 0, i, int(a.incarnation[i])) < rules.admission.stay_outside:
            return
    a.must_end[i] = cause


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


def _gives_up(a: Agencies, i: int, cause: ExitCause, in_term: bool, v: Views) -> None:
    """Firm ``i`` does not apply or is refused. Within the term its right to go on ends with that: an honest one stops.

    All others go on until the ban bites.
    """
    a.attempts[i], a.review_week[i] = ATTEMPTS, NEVER
    if in_term and not _rogue(a, i, v):
        a.must_end[i] = cause


def _apply(now: Now, a: Agencies, rows: np.ndarray, queue: np.ndarray, rules: Rules, v: Views) -> None:
    """File applications; each waits for the review and for those before it."""
    r, weekly = rules.admission, rules.admission.reviews_per_year / 52.0
    for i in rows.tolist():
        in_term = has_term(a, i, r)
        place = place_in_line(now.seed, a, i, r) if in_term else 0.0
        if in_term and now.week < r.gate_from + applies_after(place, r):
            continue
        if now.week - int(a.start_week[i]) > 1:
            if not in_term and uniform(now.seed, int(Stream.ADMISSION_APPLY), now.week, i) >= 1.0 / APPLY_WEEKS:
                continue
            cost = gate_cost(_rogue(a, i, v), v.entry.horizon_years, r, v.entry, a.label[i] == 1)
            u = uniform(now.seed, int(Stream.STAY_OR_LEAVE), STAY_OR_LEAVE_APPLY, i, int(a.incarnation[i]))
            if not stays(u, yearly_flow(a, i, rules, v), cost, v.entry):
                _gives_up(a, i, ExitCause.NOT_WORTH_IT, in_term, v)
                continue
        if in_term:
            a.review_week[i] = decided_in(now.week, place, r)
            continue
        queue[0] += 1.0 / now.scale
        a.review_week[i] = min(now.week + r.review_weeks + int(queue[0] / weekly), NEVER - 1)


def let_in(now: Now, a: Agencies, i: int, admission: AdmissionRules) -> None:
    """Admit firm ``i``; its first audit comes within the interval."""
    a.admitted[i] = 1
    u = uniform(now.seed, int(Stream.ADMISSION_AUDIT), 0, i, int(a.incarnation[i]))
    first = admission.audit_weeks * (FIRST_AUDIT + (1.0 - FIRST_AUDIT) * u)
    a.audit_week[i] = min(now.week + int(first), NEVER - 1)


def on_condition(a: Agencies, i: int) -> bool:
    """Whether the admission of firm ``i`` was decided on and waits for its deposit."""
    return bool(a.decision_week[i] < NEVER and a.admitted[i] == 0 and a.attempts[i] < ATTEMPTS)


def _review(now: Now, a: Agencies, i: int, asks: bool, rules: Rules, v: Views, cents: np.ndarray) -> None:
    """The inspection for admission: passed, repaired and looked at again, or failed for good.

    Where the law ``asks`` a deposit of the firm that is not there yet, admission counts from the day it is in.
    """
    r, stream, firm = rules.admission, int(Stream.ADMISSION_REVIEW), int(a.incarnation[i])
    failed, bad = int(a.attempts[i]), _rogue(a, i, v)
    known = now.week - int(a.last_detection[i]) <= KNOWN_WEEKS  # what was found of late may cost it too
    if known and uniform(now.seed, stream, 0, i, firm, ADMISSION_REVIEW_REVOKED + failed) < r.revoke:
        _gives_up(a, i, ExitCause.REFUSED, has_term(a, i, r), v)
        return
    passes = r.pass_rogue if bad else 1.0 - (r.first_fail if failed == 0 else r.second_fail)
    if r.label_route == 1 and a.label[i] == 1:  # its audits stand in for this inspection
        passes = 1.0
    a.review_week[i] = NEVER
    if uniform(now.seed, stream, 0, i, firm, ADMISSION_REVIEW_PASSES + failed) < passes:
        a.decision_week[i] = now.week
        if not asks:
            let_in(now, a, i, r)
        return
    a.attempts[i] = failed + 1
    if a.attempts[i] < ATTEMPTS:
        u = uniform(now.seed, stream, 0, i, firm, ADMISSION_REVIEW_REPAIR)
        a.review_week[i] = now.week + REPAIR_WEEKS_LEAST + int(u * REPAIR_WEEKS_SPREAD)
        if not bad:
            a.capital[i] -= pay(cents, int(Item.ADMISSION_COST), REPAIR_LEAST + REPAIR_SPREAD * u)
        return
    _gives_up(a, i, ExitCause.REFUSED, has_term(a, i, r), v)


def _audit_find(a: Agencies, i: int, rules: Rules) -> float:
    """Chance that an audit finds rogue firm ``i`` out; less abroad."""
    abroad = rules.inspection.foreign_detect if a.foreign_seat[i] == Seat.MOVED else 1.0
    return rules.admission.audit_find * abroad


def _withdraw(
    now: Now, a: Agencies, i: int, short: float, shells: np.ndarray, rules: Rules, v: Views, books: Books
) -> None:
    """Audit of an admitted firm, or what another enforcer found: it may cost the admission.

    ``short`` is how far the registration of its workers is from what is asked, 0..1.
    """
    r, stream = rules.admission, int(Stream.ADMISSION_AUDIT)
    found = a.last_detection[i] == now.week
    if a.audit_week[i] <= now.week:
        a.audit_week[i] = min(now.week + r.audit_weeks, NEVER - 1)
        u = uniform(now.seed, stream, now.week, i, 0, ADMISSION_AUDIT_FINDS)
        found = found or (_rogue(a, i, v) and u < _audit_find(a, i, rules))
        u = uniform(now.seed, stream, now.week, i, 0, ADMISSION_AUDIT_REGISTERS)
        found = found or u < r.register_weight * short
    if found and uniform(now.seed, stream, now.week, i, 0, ADMISSION_AUDIT_REVOKED) < r.revoke:
        a.admitted[i], a.attempts[i] = 0, ATTEMPTS
        a.decision_week[i] = a.audit_week[i] = NEVER
        _outside(now, a, i, ExitCause.REVOKED, shells, rules, v, books)


@phase(
    reads=fields(
        agencies="foreign_seat start_size other_share alive incarnation start_week capital markup profit_year label "
        "admitted barred attempts review_week decision_week audit_week deposit deposit_returned must_end cost "
        "last_detection e_*",
        institutions="review_queue shells",
        week="short",
    ),
    writes=fields(
        agencies="foreign_seat capital markup admitted barred attempts review_week decision_week audit_week must_end "
        "cost",
        institutions="review_queue shells",
        books="ADMISSION_COST ADMISSION_BODY SHELL_PRICE SEAT_ABROAD",
        tally="SHELLS_BOUGHT MOVED_ABROAD",
    ),
)
def admit_agencies(week: Week) -> None:
    """Let firms apply, be inspected, audited and expelled; say who is barred.

    Owners go by the rules foreseen: once a gate is announced they may file before it is in force, unless it sets a term
    to apply, which begins with it.
    """
    now, a, institutions, books = week.now, week.state.agencies, week.state.institutions, week.books
    rules, foreseen, views, short = week.rules, week.foreseen, views_of(week.behaviour), week.short
    r, coming = rules.admission, foreseen.admission
    if r.gate == 0 and (coming.gate == 0 or coming.apply_weeks > 0):
        if a.barred.any() or a.admitted.any():  # a gate that was lifted
            a.barred[:] = a.admitted[:] = 0
            a.decision_week[:] = NEVER
        return
    law = rules if r.gate == 1 else foreseen
    subject = (a.alive == 1) & (a.must_end == 0) & (a.start_week >= law.admission.gate_new_from)
    subject &= ~beyond_the_gate(now.seed, a, law.admission.foreign_reach)
    asks = (r.deposit > 0.0) & (a.start_week >= r.deposit_new_from) & (a.deposit_returned == 0) & (a.deposit <= 0.0)
    for i in np.flatnonzero(subject & (a.review_week <= now.week)).tolist():
        _review(now, a, i, bool(asks[i]), law, views, books.cents)
    decided = subject & (a.decision_week < NEVER) & (a.admitted == 0) & (a.attempts < ATTEMPTS)
    for i in np.flatnonzero(decided & ~asks).tolist():  # no deposit is asked any more
        let_in(now, a, i, law.admission)
    if r.gate == 1:
        pay(books.cents, int(Item.ADMISSION_BODY), r.body_cost * now.scale / 52.0)
        institutions.shells[0] *= 1.0 - 1.0 / SHELL_WEEKS
        held = subject & (a.admitted == 1) & ((a.audit_week <= now.week) | (a.last_detection == now.week))
        for i in np.flatnonzero(held).tolist():
            lacks = 0.0 if short is None else float(short[i])
            _withdraw(now, a, i, lacks, institutions.shells, law, views, books)
    queue = institutions.review_queue
    queue[0] = max(0.0, queue[0] - law.admission.reviews_per_year / 52.0)
    without = subject & (a.admitted == 0) & (a.review_week == NEVER) & ~decided & (a.attempts < ATTEMPTS)
    _apply(now, a, np.flatnonzero(without), queue, law, views)
    a.barred[:] = 0
    if r.gate_enforced == 1:
        # who lent before may wait for the decision and then pay the deposit
        waits = ((a.review_week < NEVER) | decided) & (a.start_week < r.gate_from)
        a.barred[:] = subject & (a.admitted == 0) & ~waits
        lost = (a.barred == 1) & (a.review_week == NEVER) & (a.attempts >= ATTEMPTS)
        for i in np.flatnonzero(lost).tolist():
            _outside(now, a, i, ExitCause.REFUSED, institutions.shells, law, views, books)
