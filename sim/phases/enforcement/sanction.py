"""Phase 9, third part: fines, back pay and tax after a finding, and how much of it is ever collected."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour.market import Enforcement
from sim.core.calendar import Now
from sim.core.draw_keys import INSPECT_FINE_BOOKS, INSPECT_FINE_HIRER
from sim.core.draws import Stream, happens
from sim.phase import fields, phase
from sim.phases.agencies.absconding import Owners, flee, owners_of
from sim.phases.agencies.director_bans import ban_at_finding
from sim.phases.enforcement.awards import award, count_awards, week_bill
from sim.phases.enforcement.back_pay import (
    CLAIM_READS,
    CLAIM_WRITES,
    Claims,
    back_pay,
    collect,
    harboured,
    rest_to_state,
)
from sim.phases.enforcement.complaints import NOTICED
from sim.phases.enforcement.inspection import PUBLIC, Enforcer
from sim.phases.shared.extraction import claim, from_manager, hirer_fined, presumed, tariff
from sim.rules import InspectionRules, Rules
from sim.state.codes import Seat
from sim.state.columns import Agencies
from sim.state.ledger import Books, Item, Tally, pay
from sim.week import Week


class Court(NamedTuple):
    """What sanctions of a week go by."""

    now: Now
    agencies: Agencies
    orders: np.ndarray  # of hirers
    rules: Rules
    e: Enforcement
    owners: Owners
    books: Books


class Awards(NamedTuple):
    """Back pay awarded per firm."""

    due: np.ndarray  # float64, EUR
    by_term: np.ndarray  # bool, rests on the presumed term of work, since it is more than could be proven


def court_of(week: Week) -> Court:
    """Rules, behaviour and firms of a week, as sanctions take them."""
    s, e = week.state, claiming(week.behaviour.enforcement, week.rules.inspection)
    return Court(week.now, s.agencies, s.hirers.orders, week.rules, e, owners_of(week), week.books)


def _amount(now, a, i, inspection, e, books_only=False) -> float:
    """Fine of the Inspectorate for firm ``i``, EUR; ``books_only``: nothing was found but that books are missing."""
    table = (inspection.fine_small, inspection.fine_medium, inspection.fine_large)
    workers = a.worker_weeks_13[i] / 13.0
    shown = min(workers, e.fined_workers)
    fine = 0.0 if books_only else tariff(workers + a.other_workers[i], int(a.violations[i]), *table)
    missed = happens(now, int(Stream.INSPECT_FINE), i, e.find_records_missing, INSPECT_FINE_BOOKS)
    if books_only or (a.keeps_records[i] == 0 and missed):
        fine += inspection.record_fine_per_worker * shown
    elif a.keeps_records[i] == 1 and a.extracted_wage[i] > NOTICED:  # only books show who was paid too little
        fine = max(fine, inspection.underpay_fine_per_worker * shown)
    return float(fine)


def _fine(court: Court, i: int, fine: float, hirer: int) -> None:
    """Impose a ``fine`` on firm ``i`` and collect it, and fine the hirer where the firm was found."""
    a, books, rules = court.agencies, court.books, court.rules
    inspection, liability = rules.inspection, rules.liability
    a.violations[i] += 1
    due = fine * executed(a, i, inspection)
    got = collect(a, i, due, Item.FINE, books.cents, kept_for_wages(a, i, rules.admission))
    got += pay(books.cents, int(Item.MANAGER_FINE), float(from_manager(due - got, inspection)))
    a.fines_unpaid[i] += max(0.0, due - got)
    books.tally[Tally.FINES_IMPOSED_EUR] += fine
    books.tally[Tally.FINES_COLLECTED_EUR] += got
    chance = float(hirer_fined(liability, court.e)) if not harboured(a, i, liability) else 0.0
    fined = happens(court.now, int(Stream.INSPECT_FINE), i, chance, INSPECT_FINE_HIRER)
    if hirer >= 0 and liability.fine_hirer == 1 and fined:
        table = (inspection.fine_small, inspection.fine_medium, inspection.fine_large)
        pay(books.cents, int(Item.HIRER_FINE), float(tariff(court.orders[hirer], 0, *table)))


def executed(a: Agencies, i: int, inspection: InspectionRules) -> float:
    """Share of a fine, an assessment or a claim that can be executed at all against firm ``i``: less abroad."""
    return inspection.foreign_collect if a.foreign_seat[i] == Seat.MOVED else 1.0


def claiming(e: Enforcement, inspection: InspectionRules) -> Enforcement:
    """Shares of unpaid wages that are claimed, under rules that make it cheaper or dearer to claim."""
    if inspection.claim_ratio == 1.0:
        return e
    shares = (min(1.0, inspection.claim_ratio * share) for share in (e.claim_share, e.claim_deposit))
    return e._replace(**dict(zip(("claim_share", "claim_deposit"), shares, strict=True)))


def kept_for_wages(a: Agencies, i: int, admission) -> float:
    """What of the deposit fines and tax may not touch: all of it where wages go first (they come to it last)."""
    return float(a.deposit[i]) if admission.deposit_wages_first == 1 else 0.0


def _assess_tax(court: Court, i: int, bill: float, reach: float) -> None:
    """Assess the tax that firm ``i`` evaded; what liable hirers pay instead is a cost to them and not to the firm."""
    a, books, rules = court.agencies, court.books, court.rules
    assessed = float(a.extracted_tax[i] * bill * court.e.tax_lookback)
    flee(court.now, a, i, assessed * reach, 0.0, court.owners, books)
    kept = kept_for_wages(a, i, rules.admission)
    got = collect(a, i, assessed * reach, Item.TAX_ASSESSMENT, books.cents, kept)
    share = 0.0 if harboured(a, i, rules.liability) else rules.liability.tax_share
    by_hirer = pay(books.cents, int(Item.HIRER_FINE), share * (assessed - got))
    a.tax_unpaid[i] += max(0.0, assessed * reach - got - by_hirer)  # what came in is rounded to whole cents


def _claim_for_workers(court: Court, i: int, bill: float, reach: float, awards: Awards) -> None:
    """The sector's wage body claims back pay of firm ``i``."""
    a, e, inspection = court.agencies, court.e, court.rules.inspection
    proof = proof_of(a, i, e)
    awarded = claim(a.extracted_wage[i], bill, a.wage_debt[i], e.body_lookback, proof, inspection.claim_award)
    term = presumed(a.keeps_records[i], bill, 1.0, inspection)
    award(i, min(awarded, e.body_claim_most) * reach, min(term, e.body_claim_most) * reach, *awards)
    flee(court.now, a, i, float(awards.due[i]), 0.0, court.owners, court.books)


def _punish(court: Court, i: int, bill: float, finding: tuple[int, int], awards: Awards) -> None:
    """The Inspectorate fines firm ``i``, and its workers claim; ``finding`` is by whom and at which hirer."""
    now, a, e, inspection = court.now, court.agencies, court.e, court.rules.inspection
    reach, books_only = executed(a, i, inspection), finding[0] == Enforcer.RECORDS
    a.last_finding[i] = now.week
    fined = happens(now, int(Stream.INSPECT_FINE), i, e.p_fine)
    fine = _amount(now, a, i, inspection, e, books_only) if fined else 0.0
    share = 0.0 if books_only else proof_of(a, i, e) * e.claim_share
    part = claim(a.extracted_wage[i], bill, a.wage_debt[i], e.body_lookback, share, inspection.claim_award)
    term = presumed(a.keeps_records[i], bill, e.claim_share, inspection)
    award(i, part * reach, term * reach, *awards)
    flee(now, a, i, float(fine * reach + awards.due[i]), fine * reach, court.owners, court.books)
    if fined:
        _fine(court, i, fine, finding[1])


def proof_of(a: Agencies, i: int, e: Enforcement) -> float:
    """Share of unpaid wages that can be proven of firm ``i``."""
    return e.proof_records if a.keeps_records[i] == 1 else e.proof_no_records


def _impose(week: Week, awards: Awards) -> None:
    """Record every finding; impose fines and tax; note the back pay awarded per firm.

    The owner hears of it first: one who flees leaves nothing but the deposit to collect from.

    Plain Python: some twenty findings a week in the whole country.
    """
    court, a, found = court_of(week), week.state.agencies, week.findings
    for i, who, hirer in zip(found.agency.tolist(), found.enforcer.tolist(), found.hirer.tolist(), strict=True):
        a.detections[i] += 1
        a.last_detection[i] = court.now.week
        court.books.tally[Tally.FINDINGS] += 1
        if who in PUBLIC:
            ban_at_finding(court.now, a, i, court.rules.admission)
        bill = week_bill(a, i, court.rules.pay.minimum_wage_38)
        if who == Enforcer.LABEL:
            a.label[i] = 0
            a.signals[i] += 1.0  # the label body must report what it finds
        elif who == Enforcer.TAX:
            _assess_tax(court, i, bill, executed(a, i, court.rules.inspection))
        elif who == Enforcer.SECTOR_BODY:
            _claim_for_workers(court, i, bill, executed(a, i, court.rules.inspection), awards)
        else:
            _punish(court, i, bill, (who, hirer), awards)


@phase(
    reads=CLAIM_READS
    | fields(
        agencies="founder_type integrity foreign_seat start_size other_share initial_honest incarnation planned_end "
        "other_workers extracted_wage extracted_tax perceived profit_year detections violations signals funded "
        "ending_cause ban_week",
        hirers="orders",
        week="findings",
    ),
    writes=CLAIM_WRITES
    | fields(
        agencies="detections violations last_finding signals label ending_cause ban_week last_detection",
        books="HIRER_FINE PROFIT_OUT MANAGER_FINE",
        tally="FINDINGS FINES_IMPOSED_EUR VANISHED",
    ),
)
def sanction(week: Week) -> None:
    """Impose and collect what follows from the week's findings, unless the owner absconds."""
    r, m, a = week.rules, week.state.migrants, week.state.agencies
    due = np.where(a.capital > 0.0, a.claims_unpaid, 0.0)
    old, found = due.copy(), week.findings
    if found.agency.size == 0 and not due.any():
        return
    awards = Awards(due, np.zeros(due.size, np.bool_))
    _impose(week, awards)
    fresh = due > old
    if due.max() > 0.0:
        back_pay(m, a, week.placed, Claims(due, fresh), r.liability, week.books)
        count_awards(due, fresh, awards.by_term, week.books)
    if r.admission.deposit_wages_first == 1:
        rest_to_state(a, np.unique(found.agency[a.deposit[found.agency] > 0.0]), week.books)


@phase(reads=CLAIM_READS | fields(week="ending"), writes=CLAIM_WRITES)
def claims_at_the_end(week: Week) -> None:
    """Wages, fines and tax of firms about to end: paid from a deposit in the order of the law, wages also by hirers.

    Wages: what was awarded, and of the rest what present workers claim, prove and are awarded; without books a term of
    work may be presumed. They claim where there is a deposit, and where hirers are liable for what the firm cannot pay;
    if it can, liability is no new reason to.
    """
    rows, a, books = week.ending.rows, week.state.agencies, week.books
    if rows.size == 0:
        return
    inspection, liability = week.rules.inspection, week.rules.liability
    e = claiming(week.behaviour.enforcement, inspection)
    held = rows[a.deposit[rows] > 0.0]
    rest_to_state(a, held if week.rules.admission.deposit_wages_first == 0 else held[:0], books)
    proof = np.where(a.keeps_records[rows] == 1, e.proof_records, e.proof_no_records)
    due = np.zeros(a.alive.size)
    proven = np.maximum(a.claims_unpaid[rows], a.wage_debt[rows] * e.claim_deposit * proof * inspection.claim_award)
    bill = np.array([week_bill(a, int(i), week.rules.pay.minimum_wage_38) for i in rows])
    term = np.array([presumed(a.keeps_records[i], b, 1.0, inspection) for i, b in zip(rows, bill, strict=True)])
    claims = np.maximum(proven, e.claim_deposit * np.minimum(term, a.wage_debt[rows] * inspection.claim_award))
    liable = [liability.at_the_end > 0.0 and not harboured(a, int(i), liability) for i in rows]
    due[rows] = np.where((a.deposit[rows] > 0.0) | (liable & (claims > a.capital[rows])), claims, 0.0)
    if due.max() > 0.0:
        fresh, by_term = np.zeros(due.size, np.bool_), np.zeros(due.size, np.bool_)
        fresh[rows], by_term[rows] = claims > a.claims_unpaid[rows], claims > proven
        claimed = Claims(due, np.zeros(due.size, np.bool_), at_the_end=True)
        back_pay(week.state.migrants, a, week.placed, claimed, liability, books)
        count_awards(due, fresh, by_term, books)
    rest_to_state(a, held, books)
