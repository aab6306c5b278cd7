"""Phase 9, third part: fines, back pay and tax after a finding, and how much of it is ever collected."""

from __future__ import annotations

import numpy as np

from sim.behaviour.market import Enforcement
from sim.core.draw_keys import INSPECT_FINE_BOOKS, INSPECT_FINE_HIRER
from sim.core.draws import Stream, uniform
from sim.core.kernels import kernel
from sim.phase import fields, phase
from sim.phases.agencies.absconding import flee, owners_of
from sim.phases.agencies.deposits import release
from sim.phases.agencies.director_bans import ban_at_finding
from sim.phases.enforcement.awards import award, count_awards, week_bill
from sim.phases.enforcement.complaints import NOTICED
from sim.phases.enforcement.inspection import PUBLIC, Enforcer
from sim.phases.shared.extraction import claim, from_manager, hirer_fined, presumed, tariff
from sim.rules import InspectionRules, LiabilityRules
from sim.state.codes import Seat
from sim.state.columns import Agencies, Migrants
from sim.state.ledger import Books, Item, Tally, pay
from sim.week import Week

# what is read and written where claims are settled, by `back_pay`, `rest_to_state` and `count_awards`
CLAIM_READS = fields(
    migrants="savings wage_owed agency",
    agencies="capital worker_weeks_13 keeps_records q_profit q_hours q_wages fines_unpaid tax_unpaid wage_debt label "
    "admitted deposit deposit_cash claims_unpaid",
    week="placed",
)
CLAIM_WRITES = fields(
    migrants="savings wage_owed",
    agencies="capital q_profit fines_unpaid tax_unpaid wage_debt deposit claims_unpaid",
    books="FINE TAX_ASSESSMENT BACK_PAY BACK_PAY_HIRER DEPOSIT_FORFEIT DEPOSIT_RELEASED",
    tally="CLAIMS FINES_COLLECTED_EUR WAGE_RECOVERED_EUR AWARDS AWARDS_BY_TERM AWARDED_EUR",
)


@kernel
def collectable(due, capital, deposit):
    """What can be had from the firm itself: capital first, then the deposit. Returns both parts."""
    from_capital = min(due, max(capital, 0.0))
    return from_capital, min(due - from_capital, deposit)


def collect(a: Agencies, i: int, due: float, item: Item, cents: np.ndarray, reserve: float = 0.0) -> float:
    """Take ``due`` from firm ``i``, but not the ``reserve`` of its deposit; returns what came in."""
    from_capital, from_deposit = collectable(due, a.capital[i], max(0.0, a.deposit[i] - reserve))
    if from_deposit > 0.0:
        release(a, i, from_deposit, cents)
    got = pay(cents, int(item), from_capital + from_deposit)
    a.capital[i] -= got
    a.q_profit[i] -= got
    return got


def _amount(now, a, i, inspection, e, books_only=False) -> float:
    """Fine of the Inspectorate for firm ``i``, EUR; ``books_only``: nothing was found but that books are missing."""
    table = (inspection.fine_small, inspection.fine_medium, inspection.fine_large)
    workers = a.worker_weeks_13[i] / 13.0
    shown = min(workers, e.fined_workers)
    fine = 0.0 if books_only else tariff(workers + a.other_workers[i], int(a.violations[i]), *table)
    u = uniform(now.seed, int(Stream.INSPECT_FINE), now.week, i, INSPECT_FINE_BOOKS)
    if books_only or (a.keeps_records[i] == 0 and u < e.find_records_missing):
        fine += inspection.record_fine_per_worker * shown
    elif a.keeps_records[i] == 1 and a.e_wage[i] > NOTICED:  # only books show who was paid too little
        fine = max(fine, inspection.underpay_fine_per_worker * shown)
    return float(fine)


def _fine(now, a, h, i, fine, hirer, inspection, liability, admission, e, books) -> None:
    """Impose a ``fine`` on firm ``i`` and collect it, and fine the hirer where the firm was found."""
    a.violations[i] += 1
    due = fine * executed(a, i, inspection)
    got = collect(a, i, due, Item.FINE, books.cents, kept_for_wages(a, i, admission))
    got += pay(books.cents, int(Item.MANAGER_FINE), float(from_manager(due - got, inspection)))
    a.fines_unpaid[i] += max(0.0, due - got)
    books.tally[Tally.FINES_IMPOSED_EUR] += fine
    books.tally[Tally.FINES_COLLECTED_EUR] += got
    chance = float(hirer_fined(liability, e)) if not harboured(a, i, liability) else 0.0
    u = uniform(now.seed, int(Stream.INSPECT_FINE), now.week, i, INSPECT_FINE_HIRER)
    if hirer >= 0 and liability.fine_hirer == 1 and u < chance:
        table = (inspection.fine_small, inspection.fine_medium, inspection.fine_large)
        pay(books.cents, int(Item.HIRER_FINE), float(tariff(h.orders[hirer], 0, *table)))


def harboured(a: Agencies, i: int, liability) -> bool:
    """Whether the hirers of firm ``i`` are free of liability, since it has a label or admission."""
    return liability.safe_harbour == 1 and bool(a.label[i] == 1 or a.admitted[i] == 1)


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


def _impose(week: Week, due: np.ndarray, by_term: np.ndarray) -> None:
    """Record every finding; impose fines and tax; note in ``due`` the back pay awarded per firm.

    ``by_term`` is set where the award rests on the presumed term of work, since it is more than could be proven.

    The owner is told first: one who flees leaves nothing but the deposit to collect from.

    Plain Python: some twenty findings a week in the whole country.
    """
    now, a, books, found, owners = week.now, week.state.agencies, week.books, week.findings, owners_of(week)
    inspection, liability, admission = week.rules.inspection, week.rules.liability, week.rules.admission
    e = claiming(week.behaviour.enforcement, inspection)
    for i, who, hirer in zip(found.agency.tolist(), found.enforcer.tolist(), found.hirer.tolist(), strict=True):
        a.detections[i] += 1
        a.last_detection[i] = now.week
        books.tally[Tally.FINDINGS] += 1
        if who in PUBLIC:
            ban_at_finding(now, a, i, admission)
        bill = week_bill(a, i, week.rules.pay.minimum_wage_38)
        proof = e.proof_records if a.keeps_records[i] == 1 else e.proof_no_records
        reach = executed(a, i, inspection)
        if who == Enforcer.LABEL:
            a.label[i] = 0
            a.signals[i] += 1.0  # the label body must report what it finds
        elif who == Enforcer.TAX:
            assessed = float(a.e_tax[i] * bill * e.tax_lookback)
            flee(now, a, i, assessed * reach, 0.0, owners, books)
            kept = kept_for_wages(a, i, admission)
            got = collect(a, i, assessed * reach, Item.TAX_ASSESSMENT, books.cents, kept)
            # what the liable hirers pay instead is a cost to them and not to the firm
            share = 0.0 if harboured(a, i, liability) else liability.tax_share
            by_hirer = pay(books.cents, int(Item.HIRER_FINE), share * (assessed - got))
            a.tax_unpaid[i] += max(0.0, assessed * reach - got - by_hirer)  # what came in is rounded to whole cents
        elif who == Enforcer.SECTOR_BODY:
            awarded = claim(a.e_wage[i], bill, a.wage_debt[i], e.body_lookback, proof, inspection.claim_award)
            term = presumed(a.keeps_records[i], bill, 1.0, inspection)
            award(i, min(awarded, e.body_claim_most) * reach, min(term, e.body_claim_most) * reach, due, by_term)
            flee(now, a, i, float(due[i]), 0.0, owners, books)
        else:
            a.last_finding[i] = now.week
            fined = uniform(now.seed, int(Stream.INSPECT_FINE), now.week, i) < e.p_fine
            fine = _amount(now, a, i, inspection, e, who == Enforcer.RECORDS) if fined else 0.0
            share = 0.0 if who == Enforcer.RECORDS else proof * e.claim_share
            part = claim(a.e_wage[i], bill, a.wage_debt[i], e.body_lookback, share, inspection.claim_award)
            term = presumed(a.keeps_records[i], bill, e.claim_share, inspection)
            award(i, part * reach, term * reach, due, by_term)
            flee(now, a, i, float(fine * reach + due[i]), fine * reach, owners, books)
            if fined:
                _fine(now, a, week.state.hirers, i, fine, hirer, inspection, liability, admission, e, books)


@kernel
def _owed(agency, wage_owed, placed, due, owed, who):
    """Wage owed to the present workers of each firm that must pay back; their rows go to ``who``."""
    count = 0
    for i in placed:
        if due[agency[i]] > 0.0:
            owed[agency[i]] += wage_owed[i]
            who[count] = i
            count += 1
    return count


@kernel
def _pay_out(agency, wage_owed, savings, placed, own_share, hirer_share, own_paid, hirer_paid, cents):
    """Pay present workers in proportion to what each is owed; returns how many are paid."""
    paid = 0
    for i in placed:
        firm = agency[i]
        if wage_owed[i] <= 0.0 or own_share[firm] + hirer_share[firm] <= 0.0:
            continue
        own = pay(cents, Item.BACK_PAY, own_share[firm] * wage_owed[i])
        other = pay(cents, Item.BACK_PAY_HIRER, hirer_share[firm] * wage_owed[i])
        savings[i] += own + other
        wage_owed[i] = max(0.0, wage_owed[i] - own - other)
        own_paid[firm] += own
        hirer_paid[firm] += other
        paid += 1
    return paid


def back_pay(m: Migrants, a: Agencies, placed, due, fresh, liability: LiabilityRules, books: Books, ends=False) -> None:
    """Share what can be had, from the firm and then from liable hirers, among the present workers.

    Hirers are asked when a claim is awarded (``fresh``) and for what is left when the firm ``ends``. What the firm
    cannot pay at once stays a debt that may end it (phase 12) or is paid from later income.
    """
    rows = due.size
    owed, own_share, hirer_share = np.zeros(rows), np.zeros(rows), np.zeros(rows)
    who = np.empty_like(placed)
    count = _owed(m.agency, m.wage_owed, placed, due, owed, who)
    for i in np.flatnonzero((due > 0.0) & (owed > 0.0)):
        claimed = min(due[i], owed[i])  # past workers have gone and are not found
        due[i] = claimed
        from_capital, from_deposit = collectable(claimed, a.capital[i], a.deposit[i])
        if from_deposit > 0.0:
            release(a, int(i), from_deposit, books.cents)
        own_share[i] = (from_capital + from_deposit) / owed[i]
        if (fresh[i] or ends) and not harboured(a, int(i), liability):
            left = claimed - from_capital - from_deposit
            most = liability.at_the_end * left if ends else liability.wage_share * a.wage_debt[i]
            hirer_share[i] = min(most, left) / owed[i]
    gone = (due > 0.0) & (owed <= 0.0)  # nobody is left whom the claim could reach
    a.claims_unpaid[gone] = 0.0
    due[gone] = 0.0
    own, other = np.zeros(rows), np.zeros(rows)
    paid = _pay_out(
        m.agency, m.wage_owed, m.savings, who[:count], own_share, hirer_share, own, other, books.cents
    )  # fmt: skip
    at = np.flatnonzero(due > 0.0)
    a.capital[at] -= own[at]
    a.q_profit[at] -= own[at]
    a.wage_debt[at] = np.maximum(0.0, a.wage_debt[at] - own[at] - other[at])
    a.claims_unpaid[at] = np.maximum(0.0, due[at] - own[at] - other[at])
    books.tally[Tally.WAGE_RECOVERED_EUR] += own[at].sum() + other[at].sum()
    books.tally[Tally.CLAIMS] += paid


def rest_to_state(a: Agencies, rows, books: Books) -> None:
    """What the deposit still holds after the wages goes to unpaid fines and tax."""
    for i in rows.tolist():
        for item, unpaid in ((Item.FINE, a.fines_unpaid), (Item.TAX_ASSESSMENT, a.tax_unpaid)):
            got = collect(a, i, float(min(unpaid[i], a.deposit[i])), item, books.cents)
            unpaid[i] = max(0.0, unpaid[i] - got)
            if item == Item.FINE:
                books.tally[Tally.FINES_COLLECTED_EUR] += got


@phase(
    reads=CLAIM_READS
    | fields(
        agencies="type theta foreign_seat start_size other_share initial_honest incarnation planned_end other_workers "
        "e_wage e_tax perceived profit_year detections violations signals funded must_end ban_week",
        hirers="orders",
        week="findings",
    ),
    writes=CLAIM_WRITES
    | fields(
        agencies="detections violations last_finding signals label must_end ban_week last_detection",
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
    by_term = np.zeros(due.size, np.bool_)
    _impose(week, due, by_term)
    fresh = due > old
    if due.max() > 0.0:
        back_pay(m, a, week.placed, due, fresh, r.liability, week.books)
        count_awards(due, fresh, by_term, week.books)
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
        never = np.zeros(due.size, np.bool_)
        back_pay(week.state.migrants, a, week.placed, due, never, liability, books, ends=True)
        count_awards(due, fresh, by_term, books)
    rest_to_state(a, held, books)
