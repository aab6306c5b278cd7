"""Registers: which agencies bring their workers to the population register, who checks that, and what it is worth.

A duty of care makes law-abiding agencies do it for a share of their workers. Money makes others do it: an agency weighs
what a worker who should be registered and is not may cost it in a year, in fines and in admission, against the effort.
A rogue agency that must show registrations books part of its people on an address of its own: they count, but no
letter reaches them and no municipality learns where they sleep.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.core.draw_keys import (
    CARE_OWNER_PRESSED,
    CARE_OWNER_REGISTERS,
    CARE_WORKER_EFFORT,
    CARE_WORKER_FIRM,
    CARE_WORKER_PROXY,
)
from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.enforcement.inspection import other_work
from sim.phases.enforcement.sanction import collect, kept_for_wages
from sim.phases.housing.address_records import refuses
from sim.phases.shared.extraction import rogue_firms
from sim.rules import Rules
from sim.state.codes import Registration
from sim.state.columns import Agencies
from sim.state.ledger import Item, Tally, pay
from sim.week import Files, Week

ROUND = 13  # weeks: once a quarter an office goes through its files


class Carers(NamedTuple):
    """What registering takes of agencies; a narrow struct keeps compiling short."""

    cares: np.ndarray  # keeps to a duty of care
    pressed: np.ndarray  # registers since it pays
    rogue: np.ndarray
    capital: np.ndarray
    q_profit: np.ndarray


def empty_files(a: Agencies) -> Files:
    """Files to be counted into."""
    return Files(np.zeros(a.alive.size), np.zeros(a.alive.size))


@inlined
def due_as_resident(weeks_in_nl, circular, r):
    """Whether a person has stayed so long that he should be registered as resident."""
    return weeks_in_nl >= r.register_after_weeks and circular == 0


@inlined
def file(kept, firm, registration):
    """Count one who is due as a resident."""
    if firm >= 0:
        kept.due[firm] += 1.0
        if registration == Registration.RESIDENT:
            kept.registered[firm] += 1.0


@kernel
def _count(m, present, r, kept):
    for i in present:
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


def asks(rules: Rules) -> bool:
    """Whether audits for admission look at registration."""
    return rules.admission.gate == 1 and rules.admission.register_weight > 0.0


def counts(rules: Rules) -> bool:
    """Whether somebody asks how many of an agency's workers are registered."""
    return asks(rules) or rules.inspection.register_check_rate > 0.0


def _shortfall(due: np.ndarray, registered: np.ndarray, threshold: float) -> np.ndarray:
    return np.where(due > 0.0, np.maximum(0.0, 1.0 - registered / np.maximum(due, 1.0) / threshold), 0.0)


@phase(
    reads=fields(migrants="circular agency weeks_in_nl registration", week="present files"),
    writes=fields(week="short"),
)
def show_registration(week: Week) -> None:
    """Show how far each agency is from the share registered that an audit asks, where it asks any."""
    short = None
    if asks(week.rules):
        short = _shortfall(*files_now(week), week.rules.admission.register_threshold)
    week.short = short


def at_stake(a: Agencies, due, registered, rules: Rules, future_quarters: float) -> np.ndarray:
    """What one more worker without registration may cost an agency in a year, EUR: fines, and its admission."""
    i, r = rules.inspection, rules.admission
    eur = np.full(a.alive.size, 52.0 * i.register_check_rate * i.register_check_fine)
    if asks(rules):
        future = np.maximum(a.profit_year, 0.0) * future_quarters / 4.0
        audits = 52.0 / r.audit_weeks * r.register_weight * r.revoke * future
        needed = r.register_threshold * np.maximum(due, 1.0)
        eur += np.where(_shortfall(due, registered, r.register_threshold) > 0.0, audits / needed, 0.0)
    return eur


@kernel
def _owners(seed, incarnation, key, out):
    """A lasting draw of every firm."""
    for i in range(out.size):
        out[i] = uniform(seed, Stream.CARE_OWNER, 0, i, max(incarnation[i], 0), key)


@kernel
def _register(now, m, ld, firms, present, r, cents, tally):
    """Agencies help new workers, and once a quarter those who are due as residents."""
    for i in present:
        person, new = m.person[i], m.spell_start[i] == now.week
        if not new and (person + now.week) % ROUND != 0:
            continue
        firm = m.agency[i]
        if firm < 0:
            continue
        if new and firms.cares[firm]:
            cost = pay(cents, Item.REGISTRATION_COST, r.care_cost)
            firms.capital[firm] -= cost
            firms.q_profit[firm] -= cost
            tally[Tally.COMPLIANCE_COST_EUR] += cost
            if m.registration[i] == Registration.NONE:
                if uniform(now.seed, Stream.CARE_WORKER, now.week, person) < r.arrival_care:
                    m.registration[i] = Registration.RNI
        if m.registration[i] == Registration.RESIDENT or (person + now.week) % ROUND != 0:
            continue
        if not due_as_resident(m.weeks_in_nl[i], m.circular[i], r):
            continue
        if refuses(now.seed, m.location[i], ld.crowding, ld.certified, r.refusal):
            continue
        # by duty for some of the workers, for good; for money it is tried with all, every quarter
        wanted = (
            firms.cares[firm]
            and uniform(now.seed, Stream.CARE_WORKER, 0, person, CARE_WORKER_FIRM + firm) < r.stay_care
        )
        if not wanted and firms.pressed[firm]:
            wanted = uniform(now.seed, Stream.CARE_WORKER, now.week, person, 0, CARE_WORKER_EFFORT) < r.register_success
            if wanted:
                cost = pay(cents, Item.REGISTRATION_COST, r.register_effort)
                firms.capital[firm] -= cost
                firms.q_profit[firm] -= cost
                tally[Tally.COMPLIANCE_COST_EUR] += cost
        if wanted:
            proxy = (
                firms.rogue[firm]
                and uniform(now.seed, Stream.CARE_WORKER, 0, person, 0, CARE_WORKER_PROXY) < r.proxy_rogue
            )
            m.registration[i] = Registration.RESIDENT
            m.reachable[i] = 0 if proxy else 1
            tally[Tally.REGISTERED_BY_AGENCY] += 1


@phase(
    reads=fields(
        migrants="person circular agency spell_start weeks_in_nl location registration",
        agencies="incarnation capital q_profit profit_year e_*",
        landlords="crowding certified",
        week="present files",
    ),
    writes=fields(
        migrants="registration reachable",
        agencies="capital q_profit",
        week="files",
        books="REGISTRATION_COST",
        tally="COMPLIANCE_COST_EUR REGISTERED_BY_AGENCY",
    ),
)
def register_workers(week: Week) -> None:
    """Let agencies bring workers to the registers, by duty or since it pays; nothing without a rule that asks."""
    now, m, a, ld, rules = week.now, week.state.migrants, week.state.agencies, week.state.landlords, week.rules
    r = rules.registration
    duty = r.stay_care > 0.0 or r.arrival_care > 0.0 or r.care_cost > 0.0
    if duty or counts(rules):
        rogue, u = rogue_firms(a), np.empty(a.alive.size)
        cares = pressed = np.zeros(a.alive.size, np.bool_)
        if duty:
            _owners(now.seed, a.incarnation, CARE_OWNER_REGISTERS, u)
            cares = ~rogue | (u < r.care_rogue)
        if counts(rules):
            due, registered = files_now(week)
            _owners(now.seed, a.incarnation, CARE_OWNER_PRESSED, u)
            future = week.behaviour.deterrence.future_quarters
            pressed = at_stake(a, due, registered, rules, future) > -np.log(u) * r.register_effort
        firms = Carers(cares, pressed, rogue, a.capital, a.q_profit)
        _register(now, m, ld, firms, week.present, r, week.books.cents, week.books.tally)
    week.files = empty_files(a) if counts(rules) else None


@kernel
def _visited(now, alive, rate, visited):
    """Marks the agencies whose registration is checked this week; returns how many."""
    count = 0
    for row in range(alive.size):
        if alive[row] == 1 and happens(now, Stream.REGISTER_CHECK_VISIT, row, rate):
            visited[row] = True
            count += 1
    return count


@phase(
    reads=fields(
        migrants="circular agency weeks_in_nl registration",
        agencies="alive capital q_profit fines_unpaid deposit deposit_cash",
        institutions="visit_balance",
        week="present files",
    ),
    writes=fields(
        agencies="capital q_profit fines_unpaid deposit",
        institutions="visit_balance",
        books="FINE INSPECTORATE_COST DEPOSIT_FORFEIT DEPOSIT_RELEASED",
        tally="FINES_IMPOSED_EUR FINES_COLLECTED_EUR REGISTER_CHECKS",
    ),
)
def check_registration(week: Week) -> None:
    """Look whether agencies' workers are registered; fine for each who is not, with capacity of other visits."""
    i, e, a, books = week.rules.inspection, week.behaviour.enforcement, week.state.agencies, week.books
    if i.register_check_rate <= 0.0:
        return
    visited = np.zeros(a.alive.size, np.bool_)
    checks = 0
    if _visited(week.now, a.alive, i.register_check_rate, visited):
        due, registered = files_now(week)
    for row in np.flatnonzero(visited).tolist():
        if due[row] <= 0.0:
            continue
        checks += 1
        fine = i.register_check_fine * math.floor(min(due[row] - registered[row], e.fined_workers))
        got = collect(a, row, fine, Item.FINE, books.cents, kept_for_wages(a, row, week.rules.admission))
        a.fines_unpaid[row] += max(0.0, fine - got)
        books.tally[Tally.FINES_IMPOSED_EUR] += fine
        books.tally[Tally.FINES_COLLECTED_EUR] += got
    work = checks * i.register_check_visits
    books.tally[Tally.REGISTER_CHECKS] += checks
    pay(books.cents, int(Item.INSPECTORATE_COST), work * e.visit_cost)
    if work * i.register_check_taken > 0.0:
        other_work(week.state.institutions.visit_balance, work * i.register_check_taken, i, week.now.scale)
