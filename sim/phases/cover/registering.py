"""Registering: which agencies bring their workers to the population register, and what that is worth to them.

A duty of care makes law-abiding agencies do it for a share of their workers. Money makes others do it: an agency weighs
what a worker who should be registered and is not may cost it in a year, in fines and in admission, against the effort.
A rogue agency that must show registrations books part of its people on an address of its own: they count, but no
letter reaches them and no municipality learns where they sleep.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.core.draw_keys import (
    CARE_OWNER_PRESSED,
    CARE_OWNER_REGISTERS,
    CARE_WORKER_EFFORT,
    CARE_WORKER_FIRM,
    CARE_WORKER_PROXY,
)
from sim.core.draws import Stream, happens, lasting, uniform
from sim.core.kernels import as_row, inlined, kernel
from sim.phase import fields, phase
from sim.phases.cover.registration import (
    audits_ask_registration,
    due_as_resident,
    empty_files,
    files_now,
    registration_is_counted,
    shortfall,
)
from sim.phases.housing.address_records import refuses
from sim.phases.shared.extraction import rogue_firms
from sim.rules import Rules
from sim.state.codes import Registration
from sim.state.columns import Agencies
from sim.state.ledger import Item, Tally, charge, pay
from sim.week import Week

ROUND = 13  # weeks: once a quarter an office goes through its files


class Carers(NamedTuple):
    """What registering takes of agencies; a narrow struct keeps compiling short."""

    cares: np.ndarray  # keeps to a duty of care
    pressed: np.ndarray  # registers since it pays
    rogue: np.ndarray
    capital: np.ndarray
    quarter_profit: np.ndarray


def at_stake(a: Agencies, due, registered, rules: Rules, future_quarters: float) -> np.ndarray:
    """What one more worker without registration may cost an agency in a year, EUR: fines, and its admission."""
    i, r = rules.inspection, rules.admission
    eur = np.full(a.alive.size, 52.0 * i.register_check_rate * i.register_check_fine)
    if audits_ask_registration(rules):
        future = np.maximum(a.profit_year, 0.0) * future_quarters / 4.0
        audits = 52.0 / r.audit_weeks * r.register_weight * r.revoke * future
        needed = r.register_threshold * np.maximum(due, 1.0)
        eur += np.where(shortfall(due, registered, r.register_threshold) > 0.0, audits / needed, 0.0)
    return eur


@kernel
def _owners(seed, incarnation, key, out):
    """A lasting draw of every firm."""
    for i in range(out.size):
        out[i] = uniform(seed, Stream.CARE_OWNER, 0, i, max(incarnation[i], 0), key)


@inlined
def _effort(firms, firm, eur, books):
    """An agency pays for the work of registering."""
    cost = pay(books.cents, Item.REGISTRATION_COST, eur)
    books.tally[Tally.COMPLIANCE_COST_EUR] += charge(firms, firm, cost)


@inlined
def _care_for_newcomer(now, m, i, firms, r, books):
    """An agency that keeps to a duty of care sees to the first registration of person ``i``."""
    _effort(firms, m.agency[i], r.care_cost, books)
    if m.registration[i] == Registration.NONE and happens(now, Stream.CARE_WORKER, m.person[i], r.arrival_care):
        m.registration[i] = Registration.RNI


@inlined
def _brings_to_desk(now, person, firm, firms, r, books):
    """Whether an agency gets a worker registered as resident this quarter.

    By duty it does so for some of the workers, for good; for money it is tried with all, every quarter.
    """
    if firms.cares[firm] and lasting(now.seed, Stream.CARE_WORKER, person, r.stay_care, CARE_WORKER_FIRM + firm):
        return True
    if not firms.pressed[firm]:
        return False
    succeeds = happens(now, Stream.CARE_WORKER, person, r.register_success, 0, CARE_WORKER_EFFORT)
    if succeeds:
        _effort(firms, firm, r.register_effort, books)
    return succeeds


@inlined
def _registers_by_proxy(now, person, rogue, r):
    """Whether a worker is registered at an address of a rogue agency, where no letter reaches him."""
    return rogue and lasting(now.seed, Stream.CARE_WORKER, person, r.proxy_rogue, 0, CARE_WORKER_PROXY)


@inlined
def _to_be_resident(now, m, ld, i, r):
    """Whether this is the week of the quarter in which the agency of person ``i`` could register him as resident."""
    if m.registration[i] == Registration.RESIDENT or (m.person[i] + now.week) % ROUND != 0:
        return False
    if not due_as_resident(m.weeks_in_nl[i], m.circular[i], r):
        return False
    return not refuses(now.seed, m.location[i], ld.crowding, ld.certified, r.refusal)


@kernel
def _register(now, m, ld, firms, present, r, books):
    """Agencies help new workers, and once a quarter those who are due as residents."""
    for row in present:
        i = as_row(row)
        person, new = m.person[i], m.spell_start[i] == now.week
        if not new and (person + now.week) % ROUND != 0:
            continue
        firm = m.agency[i]
        if firm < 0:
            continue
        if new and firms.cares[firm]:
            _care_for_newcomer(now, m, i, firms, r, books)
        if _to_be_resident(now, m, ld, i, r) and _brings_to_desk(now, person, firm, firms, r, books):
            m.registration[i] = Registration.RESIDENT
            m.reachable[i] = 0 if _registers_by_proxy(now, person, firms.rogue[firm], r) else 1
            books.tally[Tally.REGISTERED_BY_AGENCY] += 1


@phase(
    reads=fields(
        migrants="person circular agency spell_start weeks_in_nl location registration",
        agencies="incarnation capital quarter_profit profit_year extracted_*",
        landlords="crowding certified",
        week="present files",
    ),
    writes=fields(
        migrants="registration reachable",
        agencies="capital quarter_profit",
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
    if duty or registration_is_counted(rules):
        rogue, u = rogue_firms(a), np.empty(a.alive.size)
        cares = pressed = np.zeros(a.alive.size, np.bool_)
        if duty:
            _owners(now.seed, a.incarnation, CARE_OWNER_REGISTERS, u)
            cares = ~rogue | (u < r.care_rogue)
        if registration_is_counted(rules):
            due, registered = files_now(week)
            _owners(now.seed, a.incarnation, CARE_OWNER_PRESSED, u)
            future = week.behaviour.deterrence.future_quarters
            pressed = at_stake(a, due, registered, rules, future) > -np.log(u) * r.register_effort
        firms = Carers(cares, pressed, rogue, a.capital, a.quarter_profit)
        _register(now, m, ld, firms, week.present, r, week.books)
    week.files = empty_files(a) if registration_is_counted(rules) else None
