"""Phase 12, first part: firms that end, and what they leave behind."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.behaviour.market import Phoenix
from sim.core.calendar import Now
from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import kernel
from sim.phase import fields, phase
from sim.phases.agencies.deposits import give_back
from sim.phases.agencies.left_behind import lawful, release_hirers, release_places
from sim.state.codes import AgencyType, ExitCause, SizeClass
from sim.state.columns import Agencies
from sim.state.ledger import Books, Item, Tally, pay
from sim.week import NOBODY, Ended, Week

PURSUED_WEEKS = 52  # a claim found within the year is still being pursued
DEBT_THAT_COUNTS = 1000.0  # EUR
ROUNDING = 1.0  # EUR; what is owed to many is paid in cents
FOR_SALE = (ExitCause.VOLUNTARY, ExitCause.NOT_WORTH_IT, ExitCause.SOLD)  # an admission without business is left


@kernel
def exit_hazard(workers, e):
    """Yearly chance of a voluntary end; large firms go on when the owner stops."""
    return max(e.hazard * (1.0 + workers) ** (-e.size_power), e.floor)


@kernel
def shortfall(capital, unpaid):
    """EUR by which debts exceed what the firm has."""
    return max(0.0, unpaid - capital)


@kernel
def insolvent(kind, capital, unpaid, profit_year, support):
    """Whether debts end the firm: an owner pays in for a regular firm that earns, never for a hit-and-run one."""
    short = shortfall(capital, unpaid)
    if short <= ROUNDING:
        return False
    if kind == AgencyType.HIT_AND_RUN:
        return True
    return short > support * max(profit_year, 0.0)


class Going(NamedTuple):
    """What the end of a firm hangs on."""

    planned_end: int
    kind: int  # AgencyType
    capital: float
    unpaid: float  # fines, tax and claims
    profit_year: float
    last_placed: int
    workers: float


@kernel
def cause_of_end(u, week, firm, e):
    """Why a firm ends this week; NONE when it goes on."""
    if week >= firm.planned_end:
        return ExitCause.PLANNED
    if insolvent(firm.kind, firm.capital, firm.unpaid, firm.profit_year, e.owner_support):
        return ExitCause.LOSSES
    if week - firm.last_placed > e.idle_weeks or u < 1.0 - math.exp(-exit_hazard(firm.workers, e) / 52.0):
        return ExitCause.VOLUNTARY
    return ExitCause.NONE


@kernel
def _ending(now, a, e, dead, causes):
    """Rows and causes of the firms that end this week."""
    n = 0
    for i in range(a.alive.size):
        if a.alive[i] == 0:
            continue
        if a.ending_cause[i] > 0:  # refused, expelled, or not worth a new duty
            dead[n], causes[n] = i, a.ending_cause[i]
            n += 1
            continue
        workers = a.worker_weeks_13[i] / 13.0 + a.other_workers[i]
        unpaid = a.fines_unpaid[i] + a.tax_unpaid[i] + a.claims_unpaid[i]
        firm = Going(
            a.planned_end[i], a.founder_type[i], a.capital[i], unpaid, a.profit_year[i], a.last_placed[i], workers
        )  # fmt: skip
        cause = cause_of_end(uniform(now.seed, Stream.EXIT, now.week, i), now.week, firm, e)
        if cause != ExitCause.NONE:
            dead[n], causes[n] = i, cause
            n += 1
    return n


@phase(
    reads=fields(
        agencies="founder_type alive planned_end capital other_workers worker_weeks_13 profit_year fines_unpaid "
        "tax_unpaid ending_cause last_placed claims_unpaid",
    ),
    writes=fields(week="ending"),
)
def choose_ends(week: Week) -> None:
    """Say which firms end this week, by plan, debts, choice or refusal; they close once claims have been settled."""
    a = week.state.agencies
    dead, causes = np.empty(a.alive.size, np.int32), np.empty(a.alive.size, np.int8)
    n = _ending(week.now, a, week.behaviour.exit, dead, causes)
    week.ending = Ended(dead[:n], causes[:n])


def _close(now: Now, a: Agencies, i: int, cause: int, shells: np.ndarray, books: Books) -> None:
    """End firm ``i``: what is left goes to the owner, what is missing is lost to suppliers."""
    if a.admitted[i] == 1 and cause in FOR_SALE and a.initial_honest[i] == 1:
        shells[0] += 1.0
    give_back(a, i, books.cents)
    a.alive[i] = 0
    a.exit_cause[i] = cause
    a.exit_week[i] = now.week
    if a.capital[i] > 0.0:
        pay(books.cents, int(Item.PROFIT_OUT), a.capital[i])
    elif a.capital[i] < 0.0:
        pay(books.cents, int(Item.AGENCY_DEFAULT), -a.capital[i])
    a.capital[i] = 0.0
    a.label[i] = a.admitted[i] = a.barred[i] = a.ending_cause[i] = 0
    a.selling_capacity[i] = 0.0
    a.worker_weeks_13[i] = a.other_workers[i] = 0.0
    a.quarter_revenue[i] = a.quarter_profit[i] = a.quarter_hours[i] = a.quarter_wages[i] = a.quarter_extracted[i] = 0.0
    books.tally[Tally.EXITS] += 1
    if a.initial_honest[i] == 1 and a.initial_class[i] == SizeClass.UNDER_10:
        books.tally[Tally.HONEST_SMALL_EXITS] += 1


def _plan_restart(now: Now, a: Agencies, i: int, cause: int, ph: Phoenix) -> None:
    """Set the week in which a director with unpaid debts, or expelled, considers a new firm, if he does at all."""
    planned = cause == ExitCause.VANISHED  # who empties his firm on purpose has the next one ready
    pursued = a.wage_debt[i] > DEBT_THAT_COUNTS and now.week - int(a.last_detection[i]) < PURSUED_WEEKS
    if (
        a.fines_unpaid[i] + a.tax_unpaid[i] + a.claims_unpaid[i] + max(0.0, -a.capital[i]) < DEBT_THAT_COUNTS
        and not pursued
        and not planned
        and cause != ExitCause.REVOKED
    ):
        return
    if planned or happens(now, int(Stream.PHOENIX), i, ph.restart):
        span = max(ph.delay_max - ph.delay_min, 0) + 1
        later = ph.delay_min + int(uniform(now.seed, int(Stream.PHOENIX_DELAY), now.week, i) * span)
        a.restart_week[i] = now.week + later


@phase(
    reads=fields(
        agencies="province sector initial_class initial_honest alive capital selling_capacity fines_unpaid tax_unpaid "
        "wage_debt admitted barred deposit deposit_cash last_detection claims_unpaid",
        hirers="sector province supplier share former",
        landlords="owner",
        institutions="shells",
        week="ending",
    ),
    writes=fields(
        agencies="alive capital other_workers worker_weeks_13 selling_capacity label admitted barred deposit "
        "deposit_cash funded ending_cause exit_cause exit_week restart_week quarter_*",
        hirers="supplier share target former former_share",
        landlords="owner",
        institutions="shells",
        week="ending",
        books="CAPITAL_IN PROFIT_OUT AGENCY_DEFAULT DEPOSIT_FORFEIT DEPOSIT_RELEASED",
        tally="EXITS HONEST_SMALL_EXITS",
    ),
)
def end_agencies(week: Week) -> None:
    """Close the firms that end: their clients look elsewhere, their houses go on without an owner.

    Unpaid fines and wage debts stay as a record; owners of other firms in debt that are worth saving pay in.
    """
    a, ph, books, shells = week.state.agencies, week.behaviour.phoenix, week.books, week.state.institutions.shells
    rows, causes = week.ending
    for i, cause in zip(rows.tolist(), causes.tolist(), strict=True):
        _plan_restart(week.now, a, i, cause, ph)
        _close(week.now, a, i, cause, shells, books)
    debts = a.fines_unpaid + a.tax_unpaid + a.claims_unpaid
    for i in np.flatnonzero((a.alive == 1) & (a.capital < debts)):  # owners of firms worth saving pay in
        a.capital[i] += pay(books.cents, int(Item.CAPITAL_IN), float(debts[i] - a.capital[i]))
    if rows.size > 0:
        gone = np.zeros(a.alive.size, np.bool_)
        gone[rows] = True
        release_hirers(week.now, week.state.hirers, lawful(a), gone)
        release_places(week.state.landlords.owner, gone)
    week.ending = NOBODY
