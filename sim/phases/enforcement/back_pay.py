"""Part of phases 9 and 12: what is collected of a firm, and how back pay reaches its present workers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.core.kernels import as_row, kernel
from sim.phase import fields
from sim.phases.agencies.deposits import release
from sim.rules import LiabilityRules
from sim.state.columns import Agencies, Migrants
from sim.state.ledger import Books, Item, Tally, pay

# what is read and written where claims are settled, by `back_pay`, `rest_to_state` and `count_awards`
CLAIM_READS = fields(
    migrants="savings wage_owed agency",
    agencies="capital worker_weeks_13 keeps_records quarter_profit quarter_hours quarter_wages fines_unpaid tax_unpaid "
    "wage_debt label admitted deposit deposit_cash claims_unpaid",
    week="placed",
)
CLAIM_WRITES = fields(
    migrants="savings wage_owed",
    agencies="capital quarter_profit fines_unpaid tax_unpaid wage_debt deposit claims_unpaid",
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
    a.quarter_profit[i] -= got
    return got


def harboured(a: Agencies, i: int, liability) -> bool:
    """Whether the hirers of firm ``i`` are free of liability, since it has a label or admission."""
    return liability.safe_harbour == 1 and bool(a.label[i] == 1 or a.admitted[i] == 1)


class Claims(NamedTuple):
    """Back pay that each firm owes."""

    due: np.ndarray  # float64, EUR
    fresh: np.ndarray  # bool, awarded now
    at_the_end: bool = False  # of the firm


class Payers(NamedTuple):
    """What comes from each firm, and from its liable hirers."""

    firm: np.ndarray  # float64
    hirers: np.ndarray  # float64


class Workers(NamedTuple):
    """What back pay touches of the persons."""

    agency: np.ndarray
    wage_owed: np.ndarray
    savings: np.ndarray


@kernel
def _owed(agency, wage_owed, placed, due, owed, who):
    """Wage owed to the present workers of each firm that must pay back; their rows go to ``who``."""
    count = 0
    for row in placed:
        i = as_row(row)
        if due[agency[i]] > 0.0:
            owed[agency[i]] += wage_owed[i]
            who[count] = i
            count += 1
    return count


@kernel
def _pay_out(who, workers, share, paid, cents):
    """Pay present workers in proportion to what each is owed; returns how many are paid."""
    count, wage_owed = 0, workers.wage_owed
    for i in who:
        firm = workers.agency[i]
        if wage_owed[i] <= 0.0 or share.firm[firm] + share.hirers[firm] <= 0.0:
            continue
        own = pay(cents, Item.BACK_PAY, share.firm[firm] * wage_owed[i])
        other = pay(cents, Item.BACK_PAY_HIRER, share.hirers[firm] * wage_owed[i])
        workers.savings[i] += own + other
        wage_owed[i] = max(0.0, wage_owed[i] - own - other)
        paid.firm[firm] += own
        paid.hirers[firm] += other
        count += 1
    return count


def _shares(a: Agencies, claims: Claims, owed: np.ndarray, liability: LiabilityRules, cents: np.ndarray) -> Payers:
    """Share of what its present workers are owed that each firm, and its liable hirers, can pay now."""
    due, share = claims.due, Payers(np.zeros(owed.size), np.zeros(owed.size))
    for i in np.flatnonzero((due > 0.0) & (owed > 0.0)):
        claimed = min(due[i], owed[i])  # past workers have gone and are not found
        due[i] = claimed
        from_capital, from_deposit = collectable(claimed, a.capital[i], a.deposit[i])
        if from_deposit > 0.0:
            release(a, int(i), from_deposit, cents)
        share.firm[i] = (from_capital + from_deposit) / owed[i]
        if (claims.fresh[i] or claims.at_the_end) and not harboured(a, int(i), liability):
            left = claimed - from_capital - from_deposit
            most = liability.at_the_end * left if claims.at_the_end else liability.wage_share * a.wage_debt[i]
            share.hirers[i] = min(most, left) / owed[i]
    return share


def back_pay(m: Migrants, a: Agencies, placed, claims: Claims, liability: LiabilityRules, books: Books) -> None:
    """Share what can be had, from the firm and then from liable hirers, among the present workers.

    Hirers are asked when a claim is awarded and for what is left at the end of the firm. What the firm cannot pay at
    once stays a debt that may end it (phase 12) or is paid from later income.
    """
    due, rows = claims.due, claims.due.size
    owed, who = np.zeros(rows), np.empty_like(placed)
    count = _owed(m.agency, m.wage_owed, placed, due, owed, who)
    share = _shares(a, claims, owed, liability, books.cents)
    gone = (due > 0.0) & (owed <= 0.0)  # nobody is left whom the claim could reach
    a.claims_unpaid[gone] = 0.0
    due[gone] = 0.0
    paid = Payers(np.zeros(rows), np.zeros(rows))
    workers = Workers(m.agency, m.wage_owed, m.savings)
    books.tally[Tally.CLAIMS] += _pay_out(who[:count], workers, share, paid, books.cents)
    at = np.flatnonzero(due > 0.0)
    own, other = paid.firm[at], paid.hirers[at]
    a.capital[at] -= own
    a.quarter_profit[at] -= own
    a.wage_debt[at] = np.maximum(0.0, a.wage_debt[at] - own - other)
    a.claims_unpaid[at] = np.maximum(0.0, due[at] - own - other)
    books.tally[Tally.WAGE_RECOVERED_EUR] += own.sum() + other.sum()


def rest_to_state(a: Agencies, rows, books: Books) -> None:
    """What the deposit still holds after the wages goes to unpaid fines and tax."""
    for i in rows.tolist():
        for item, unpaid in ((Item.FINE, a.fines_unpaid), (Item.TAX_ASSESSMENT, a.tax_unpaid)):
            got = collect(a, i, float(min(unpaid[i], a.deposit[i])), item, books.cents)
            unpaid[i] = max(0.0, unpaid[i] - got)
            if item == Item.FINE:
                books.tally[Tally.FINES_COLLECTED_EUR] += got
