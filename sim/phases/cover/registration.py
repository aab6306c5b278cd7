"""Registers: how many of an agency's workers who should be registered are, and who checks that."""

from __future__ import annotations

import math

import numpy as np

from sim.core.draws import Stream, happens
from sim.core.kernels import array_maker, as_row, inlined, kernel
from sim.phase import fields, phase
from sim.phases.enforcement.back_pay import collect
from sim.phases.enforcement.inspection import other_work
from sim.phases.enforcement.sanction import kept_for_wages
from sim.rules import Rules
from sim.state.codes import Registration
from sim.state.columns import Agencies
from sim.state.ledger import Item, Tally, pay
from sim.week import Files, Week


def empty_files(a: Agencies) -> Files:
    """Files to be counted into."""
    return Files(np.zeros(a.alive.size), np.zeros(a.alive.size))


@inlined
def due_as_resident(weeks_in_nl, circular, r):
    """Whether a person has stayed so long that he should be registered as resident."""
    return weeks_in_nl >= r.register_after_weeks and circular == 0


@inlined
def file(kept, firm, registration):
    """Count one person who is due as a resident."""
    if firm >= 0:
        kept.due[firm] += 1.0
        if registration == Registration.RESIDENT:
            kept.registered[firm] += 1.0


@kernel
def _count(m, present, r, kept):
    for row in present:
        i = as_row(row)
        if due_as_resident(m.weeks_in_nl[i], m.circular[i], r):
            file(kept, m.agency[i], m.registration[i])


def files_now(week: Week) -> Files:
    """Workers due as residents and those registered: from the files, or counted anew in the first week somebody asks.

    From then on `sim.phases.employment.weekly_clocks` counts them on the way.
    """
    if week.files is not None:
        return week.files
    found = empty_files(week.state.agencies)
    _count(week.state.migrants, week.present, week.rules.registration, found)
    return found


def audits_ask_registration(rules: Rules) -> bool:
    """Whether audits for admission look at registration."""
    return rules.admission.gate == 1 and rules.admission.register_weight > 0.0


def registration_is_counted(rules: Rules) -> bool:
    """Whether somebody asks how many of an agency's workers are registered."""
    return audits_ask_registration(rules) or rules.inspection.register_check_rate > 0.0


def shortfall(due: np.ndarray, registered: np.ndarray, threshold: float) -> np.ndarray:
    """How far each agency is from the share registered that is asked, 0 to 1."""
    return np.where(due > 0.0, np.maximum(0.0, 1.0 - registered / np.maximum(due, 1.0) / threshold), 0.0)


@phase(
    reads=fields(migrants="circular agency weeks_in_nl registration", week="present files"),
    writes=fields(week="short"),
)
def show_registration(week: Week) -> None:
    """Show how far each agency is from the share registered that an audit asks, where it asks any."""
    short = None
    if audits_ask_registration(week.rules):
        short = shortfall(*files_now(week), week.rules.admission.register_threshold)
    week.short = short


@array_maker
def _visited(now, alive, rate):
    """Rows of the agencies whose registration is checked this week."""
    visited = np.zeros(alive.size, np.bool_)
    for row in range(alive.size):
        visited[row] = alive[row] == 1 and happens(now, Stream.REGISTER_CHECK_VISIT, row, rate)
    return np.flatnonzero(visited)


def _fine(week: Week, rows: np.ndarray) -> int:
    """Fine agencies for workers who should be registered and are not; returns how many had any who should be."""
    i, e, a, books = week.rules.inspection, week.behaviour.enforcement, week.state.agencies, week.books
    due, registered = files_now(week)
    rows = rows[due[rows] > 0.0]
    for row in rows.tolist():
        fine = i.register_check_fine * math.floor(min(due[row] - registered[row], e.fined_workers))
        got = collect(a, row, fine, Item.FINE, books.cents, kept_for_wages(a, row, week.rules.admission))
        a.fines_unpaid[row] += max(0.0, fine - got)
        books.tally[Tally.FINES_IMPOSED_EUR] += fine
        books.tally[Tally.FINES_COLLECTED_EUR] += got
    return rows.size


@phase(
    reads=fields(
        migrants="circular agency weeks_in_nl registration",
        agencies="alive capital quarter_profit fines_unpaid deposit deposit_cash",
        institutions="visit_balance",
        week="present files",
    ),
    writes=fields(
        agencies="capital quarter_profit fines_unpaid deposit",
        institutions="visit_balance",
        books="FINE INSPECTORATE_COST DEPOSIT_FORFEIT DEPOSIT_RELEASED",
        tally="FINES_IMPOSED_EUR FINES_COLLECTED_EUR REGISTER_CHECKS",
    ),
)
def check_registration(week: Week) -> None:
    """Look whether agencies' workers are registered; fine for each who is missing, with capacity of other visits."""
    i, books = week.rules.inspection, week.books
    if i.register_check_rate <= 0.0:
        return
    rows = _visited(week.now, week.state.agencies.alive, i.register_check_rate)
    checks = _fine(week, rows) if rows.size else 0
    work = checks * i.register_check_visits
    books.tally[Tally.REGISTER_CHECKS] += checks
    pay(books.cents, int(Item.INSPECTORATE_COST), work * week.behaviour.enforcement.visit_cost)
    if work * i.register_check_taken > 0.0:
        other_work(week.state.institutions.visit_balance, work * i.register_check_taken, i, week.now.scale)
