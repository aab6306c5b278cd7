"""Part of phase 10: what a finding would cost an agency, and whether a rogue one does better without books."""

from __future__ import annotations

import math
from typing import NamedTuple

from sim.core.calendar import QUARTER
from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined, kernel, scalar
from sim.phases.shared.extraction import claim, from_manager, means, stake, tariff
from sim.phases.shared.wages import WEEK_HOURS, hourly_wage
from sim.state.codes import Seat

ATTEMPTS = 2  # at the inspection for admission
RECORD_SCALE = 2000.0  # EUR; what else decides whether books are kept


class Firm(NamedTuple):
    """What of a firm a finding could hit."""

    bill: float  # EUR, legal wages of a quarter
    workers: float
    others: float
    violations: int
    keeps_records: int
    capital: float
    deposit: float  # of his own money: nobody fears for another's
    profit_year: float
    revocable: bool  # `may_lose_admission`
    caught: int = 0  # times before: where a repeat finding may lead to a ban, the director may lose the firm


class Finding(NamedTuple):
    """What a finding costs a firm with books and one without, EUR."""

    fine: float
    back: float  # what it pays back where it has books
    presumed: float = 0.0  # what the law makes it pay back at least without them
    record_fine: float = 0.0
    underpaid: float = 0.0  # fined beside ``fine`` for underpayment that only books show


@kernel
def quarter_bill(quarter_wages, quarter_hours, worker_weeks, start_size, minimum_wage):
    """Legal wage bill of a quarter; a firm without books yet goes by the workers it has, or a tenth it wants."""
    if quarter_wages > 0.0:
        return quarter_wages
    persons = max(worker_weeks / 13.0, 0.1 * start_size)
    return QUARTER * WEEK_HOURS * hourly_wage(0.0, quarter_hours, minimum_wage) * persons


@kernel
def presumed_claim(bill, inspection, e):
    """What a firm without books would have to pay back on a finding, of a quarter's ``bill``."""
    share = min(1.0, e.claim_share * inspection.claim_ratio)
    return inspection.presumed_weeks * bill / QUARTER * share * inspection.claim_award


@kernel
def may_lose_admission(start_week, admitted, attempts, foreign_seat, gate_new_from):
    """Whether a finding may cost a firm its admission: it has one, or may still get the one it needs."""
    if foreign_seat == Seat.MOVED:
        return admitted == 1
    return start_week >= gate_new_from and (admitted == 1 or attempts < ATTEMPTS)


@scalar
def worst_fine(firm, inspection, e):
    """Fine on a finding, that of the books included."""
    fine = tariff(
        firm.workers + firm.others,
        firm.violations,
        inspection.fine_small,
        inspection.fine_medium,
        inspection.fine_large,
    )
    shown = min(firm.workers, e.fined_workers)
    if firm.keeps_records == 1:
        return max(fine, inspection.underpay_fine_per_worker * shown)
    return fine + inspection.record_fine_per_worker * shown * e.find_records_missing


@scalar
def worst_claim(firm, inspection, e, cap_wage):
    """Back pay awarded after a year of taking all that can be taken on the wage."""
    proof = e.proof_records if firm.keeps_records == 1 else e.proof_no_records
    year = 4.0 * firm.bill * cap_wage
    back = claim(1.0, year / 52.0, year, e.body_lookback, proof, inspection.claim_award)
    if firm.keeps_records == 0:  # without books a term of work is presumed, as far as wages are owed
        back = max(back, min(inspection.presumed_weeks * firm.bill / QUARTER, year) * inspection.claim_award)
    return back


@scalar
def chance_to_lose_firm(firm, admission, closure):
    """Chance that a finding ends the firm: closed, expelled, or its director banned after a repeat."""
    if firm.revocable:
        closure = max(closure, admission.revoke * admission.gate)
    lead_lost = admission.finding_ban * (1.0 - admission.straw_share)
    if lead_lost > 0.0 and firm.caught > 0:
        closure = 1.0 - (1.0 - closure) * (1.0 - lead_lost)
    return closure


@inlined
def full_stake(firm, rules, v):
    """What a finding costs a firm that takes all it can: fine and back pay within its means, and its future."""
    inspection, e, d = rules.inspection, v.enforcement, v.deterrence
    fine = worst_fine(firm, inspection, e)
    back = worst_claim(firm, inspection, e, v.extraction.cap_wage)
    future = d.future_quarters * max(firm.profit_year, 0.0) / 4.0
    closure = chance_to_lose_firm(firm, rules.admission, d.closure)
    private = e.p_fine * from_manager(fine - max(firm.capital, 0.0), inspection)  # limited liability ends here
    within = means(firm.capital, firm.deposit, rules.liability.wage_share * back)
    return stake(e.p_fine, fine, back, within, d.deposit_forfeit * firm.deposit, closure * future) + private


@kernel
def destroys_records(u, found, within, e, alone=0):
    """Whether a rogue firm does without books: a smaller chance of the one fine against a chance of the other.

    ``found`` is what a `Finding` costs, ``within`` the firm's means. With ``alone`` missing books are found, and the
    presumption made, also where nothing else is.
    """
    fine, back, presumed, record_fine = found.fine, found.back, found.presumed, found.record_fine
    kept = e.find_records * min(fine + found.underpaid + back, within)
    odds, held = e.find_no_records, e.find_records_missing
    more = odds * (1.0 - e.p_fine) * min(max(0.0, presumed - back), within)  # due without a fine too
    if alone == 1:
        more += (1.0 - odds) * held * min(presumed, within)
    back = max(back, presumed)
    gone = odds * held * min(fine + back + record_fine, within)
    gone += odds * (1.0 - held) * min(fine + back, within) + (1.0 - odds) * held * min(record_fine, within)
    dearer = e.p_fine * (gone - kept) + more
    return u < 1.0 / (1.0 + math.exp(min(max(dearer / RECORD_SCALE, -30.0), 30.0)))


@scalar
def found_with_and_without(firm, extracted_wage, inspection, e):
    """What a finding would cost a rogue firm that takes ``extracted_wage``, with and without books."""
    fine = tariff(
        firm.workers + firm.others,
        firm.violations,
        inspection.fine_small,
        inspection.fine_medium,
        inspection.fine_large,
    )
    shown = min(firm.workers, e.fined_workers)
    return Finding(
        fine,
        4.0 * firm.bill * extracted_wage * min(1.0, e.claim_share * inspection.claim_ratio),
        presumed_claim(firm.bill, inspection, e),
        inspection.record_fine_per_worker * shown,
        max(0.0, inspection.underpay_fine_per_worker * shown - fine),
    )


@scalar
def does_without_books(seed, i, incarnation, firm, extracted_wage, inspection, e):
    """Whether a rogue firm keeps no books; one lasting draw, since an owner changes his mind for a reason only."""
    u = uniform(seed, Stream.RECORD_KEEPING, 0, i, max(incarnation, 0))
    within = max(firm.capital, 0.0) + firm.deposit
    found = found_with_and_without(firm, extracted_wage, inspection, e)
    return destroys_records(u, found, within, e, inspection.records_alone)
