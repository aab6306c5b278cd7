"""Phase 7: filling orders. Idle workers first, then who seeks in NL, then recruits from abroad."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour.market import Phoenix
from sim.behaviour.people import Careers, HousingSearch, Placement
from sim.core.draw_keys import JOB_RING_TURN
from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import as_row, inlined, kernel
from sim.phase import fields, phase
from sim.phases.employment.hire import HIRE_READS, HIRE_WRITES, HireTerms, hire, hire_terms
from sim.phases.employment.orders_met import called_back, choose_order, orders_of, own_order
from sim.phases.housing.job_bed import BED_WRITES, bed_with_job
from sim.phases.shared.contract_clocks import idle_term
from sim.phases.shared.open_orders import take
from sim.phases.shared.views import homes_of, labour_of
from sim.rules import HousingRules
from sim.state.codes import Contract, EndCause, Transfer, Work, is_homeless
from sim.state.columns import SUPPLIERS
from sim.state.ledger import Tally
from sim.week import Ended, OpenOrders, Week


class PlacingTerms(NamedTuple):
    """What placing a person who seeks work hangs on."""

    hire: HireTerms
    placement: Placement
    career: Careers
    search: HousingSearch
    phoenix: Phoenix
    housing: HousingRules


class Line(NamedTuple):
    """Who seeks work, and the turn of each: the lowest first."""

    who: np.ndarray  # int32 rows
    priority: np.ndarray  # float64


@inlined
def _stays_idle(m, i, contract):
    """Let a week without work pass for person ``i``; whether the contract goes on.

    In phase A there is no contract without work; later it lasts to the end of the term.
    """
    m.term_weeks[i] -= 1
    kept = m.contract[i] > Contract.A_SERIES or contract.kept_pay_weeks > 0
    kept = kept or idle_term(m.contract[i], m.phase_weeks[i], contract)
    return kept and m.term_weeks[i] > 0


@kernel
def _place_idle(now, labour, present, orders, terms, ended):
    """An agency sends its idle workers; those in phase A who cannot be placed lose the job (``ended``). How many do."""
    m, count = labour.m, 0
    for row in present:
        i = as_row(row)
        if m.work[i] != Work.IDLE:
            continue
        chosen = -1
        if m.sick_weeks[i] == 0:  # the ill are not sent
            chosen = own_order(now, labour, i, m.agency[i], orders, terms)
        if chosen >= 0:
            k, s = chosen // SUPPLIERS, chosen % SUPPLIERS
            take(orders.count, orders.following, k, s)
            hire(now, labour, i, k, s, terms)
        elif not _stays_idle(m, i, terms.contract):
            ended.rows[count], ended.causes[count] = i, EndCause.DEMAND
            count += 1
    return count


@inlined
def _starts_nowhere(m, i, week, tally):
    """Person ``i`` finds no other agency after all: a person who left one for it has lost the job."""
    if m.transfer[i] == Transfer.FROM_AGENCY:
        m.job_loss_week[i] = week
        tally[Tally.JOBS_LOST] += 1
    m.transfer[i] = Transfer.NONE


@inlined
def _looks_for_work(now, m, a, i, terms):
    """Whether person ``i``, who is jobless, looks for work this week, or is called by an old director."""
    chance = terms.career.jobless_finds
    if is_homeless(m.housing[i]):
        chance *= terms.search.street_job
    if happens(now, Stream.JOB_SEARCH, m.person[i], chance):
        return True
    return called_back(now, m, a, i, terms.phoenix.workers)


@kernel
def _seekers(now, labour, present, terms, line, tally):
    """Who seeks work this week and in which turn (``line``); returns how many."""
    m, count = labour.m, 0
    for row in present:
        i = as_row(row)
        if m.work[i] != Work.JOBLESS:
            continue
        if m.sick_weeks[i] > 0:  # too ill to start elsewhere
            _starts_nowhere(m, i, now.week, tally)
            continue
        if m.transfer[i] == Transfer.NONE and not _looks_for_work(now, m, labour.a, i, terms):
            continue
        line.who[count] = i
        turn = uniform(now.seed, Stream.JOB_RING, now.week, m.person[i], JOB_RING_TURN)
        line.priority[count] = turn - (m.transfer[i] != Transfer.NONE)
        count += 1
    return count


@kernel
def _place_seekers(now, labour, homes, order, orders, terms, tally):
    """Let those who seek work choose an order in turn, and a bed with it."""
    m, a = labour.m, labour.a
    for i in order:
        chosen = -1
        if called_back(now, m, a, i, terms.phoenix.workers):
            chosen = own_order(now, labour, i, m.last_agency[i], orders, terms.hire)
        if chosen < 0:
            chosen = choose_order(now, labour, i, orders, homes.blocks.hirer_from, terms.placement, terms.hire)
        if chosen < 0:
            _starts_nowhere(m, i, now.week, tally)
            continue
        k, s = chosen // SUPPLIERS, chosen % SUPPLIERS
        take(orders.count, orders.following, k, s)
        hire(now, labour, i, k, s, terms.hire)
        tally[Tally.AGENCY_SPELLS_STARTED] += 1
        bed_with_job(now, m, i, labour.h.province[k], homes, terms.search, terms.housing)


@phase(
    reads=fields(hirers="target filled"),
    writes=fields(tally="UNFILLED"),
)
def count_unfilled(week: Week) -> None:
    """Book the orders that stay unfilled this week."""
    h = week.state.hirers
    week.books.tally[Tally.UNFILLED] += np.maximum(0, h.target - h.filled).sum()


@phase(
    reads=HIRE_READS
    | fields(
        migrants="sector province work weeks_at_hirer term_weeks transfer housing location notice sick_weeks",
        agencies="alive incarnation start_week extracted_wage extracted_housing",
        hirers="sector province wage target pipeline",
        landlords="owner beds crowding occupants certified rent",
        institutions="renters",
        week="present",
    ),
    writes=HIRE_WRITES
    | BED_WRITES
    | fields(
        migrants="job_loss_week",
        week="ended open_orders",
        tally="JOBS_LOST AGENCY_SPELLS_STARTED",
    ),
)
def place_in_country(week: Week) -> None:
    """Fill open orders from those in NL: idle workers first, who may lose the job without a place, then seekers."""
    s, b, now = week.state, week.behaviour, week.now
    present, tally = week.present, week.books.tally
    orders, labour = orders_of(s.hirers, s.agencies), labour_of(s)
    terms = PlacingTerms(hire_terms(week), b.placement, b.career, b.housing, b.phoenix, week.rules.housing)
    ended = Ended(np.empty(present.size, np.int32), np.empty(present.size, np.int8))
    count = _place_idle(now, labour, present, orders, terms.hire, ended)
    line = Line(np.empty(present.size, np.int32), np.empty(present.size))
    seeking = _seekers(now, labour, present, terms, line, tally)
    order = line.who[:seeking][np.argsort(line.priority[:seeking], kind="stable")]
    _place_seekers(now, labour, homes_of(s), order, orders, terms, tally)
    week.ended = Ended(ended.rows[:count], ended.causes[:count])
    week.open_orders = OpenOrders(orders.count, orders.following)
