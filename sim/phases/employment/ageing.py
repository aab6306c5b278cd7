"""Part of phase 13: a week passes. Clocks of work and stay, benefit, knowledge, the register, the end of scope."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour.people import Careers, RegistrationBehaviour
from sim.core.draw_keys import PERSON_KNOWLEDGE_DESK
from sim.core.draws import Stream, happens, lasting, uniform
from sim.core.kernels import as_row, inlined, kernel
from sim.phases.cover.registration import due_as_resident, file
from sim.phases.housing.address_records import refuses
from sim.phases.shared.contract_clocks import chain_left
from sim.phases.shared.departure import vacate
from sim.rules import ContractRules, RegistrationRules
from sim.state.codes import Benefit, Contract, Housing, Registration, Work
from sim.state.ledger import Item, Tally, pay

HISTORY = (np.int64(1) << 36) - 1  # the weeks that are remembered, as bits


class Passing(NamedTuple):
    """What the passing of a week hangs on."""

    contract: ContractRules
    registration: RegistrationRules
    career: Careers
    registering: RegistrationBehaviour


@inlined
def _next_form(m, i, contract, tally):
    """The phase clock of person ``i``, who worked this week, may change the form of the contract."""
    form, clock = m.contract[i], m.phase_weeks[i]
    if clock >= contract.phase_a_weeks + contract.phase_b_weeks:
        m.contract[i] = Contract.C
    elif clock >= contract.phase_a_weeks:
        if form < Contract.B:
            m.contract[i] = Contract.B
            tally[Tally.PHASE_B] += 1
    elif clock >= contract.clause_max_weeks and form == Contract.A_CLAUSE:
        if m.spell_start[i] >= contract.clause_new_from:
            m.contract[i] = Contract.A_SERIES


@inlined
def _chain_turns(week, m, i, contract, tally):
    """The chain of contracts of person ``i`` may have become one without end."""
    if contract.chain_max_contracts + contract.chain_max_weeks == 0 or m.contract[i] >= Contract.C:
        return
    if chain_left(week + 1, m.spell_start[i], m.chain_contracts[i], m.chain_weeks[i], contract) <= 0:
        m.contract[i] = Contract.C
        tally[Tally.CHAIN_PERMANENT] += 1


@inlined
def _clocks_of_work(week, m, i, contract, tally):
    """Clocks of person ``i`` at hirer and agency, or the gap since."""
    work = m.work[i]
    paid = work == Work.AGENCY or work >= Work.DIRECT
    m.work_history[i] = ((m.work_history[i] << 1) & HISTORY) | (1 if paid else 0)
    if work != Work.AGENCY:
        m.gap_weeks[i] = min(m.gap_weeks[i] + 1, 30000)
        return
    m.weeks_at_hirer[i] += 1
    m.phase_weeks[i] += 1
    m.chain_weeks[i] += 1
    m.last_agency_week[i] = week
    m.scope_week[i] = week
    _next_form(m, i, contract, tally)
    _chain_turns(week, m, i, contract, tally)


@inlined
def _benefit_runs(m, i):
    """A week of benefit less for person ``i``."""
    if m.benefit_weeks[i] > 0:
        m.benefit_weeks[i] -= 1
        if m.benefit_weeks[i] == 0:
            m.benefit[i] = Benefit.NONE


@inlined
def _learn(seed, m, i, rules, registering):
    """Person ``i`` learns of his rights by living here, and in the first week at a desk that tells of them."""
    if m.weeks_in_nl[i] == 1 and rules.desk_gain > 0.0:
        if lasting(seed, Stream.PERSON_KNOWLEDGE, m.person[i], rules.desk_reach, week=PERSON_KNOWLEDGE_DESK):
            m.knowledge[i] += rules.desk_gain * (1.0 - m.knowledge[i])
    m.knowledge[i] += (registering.learning + rules.information) * (1.0 - m.knowledge[i])


@inlined
def _becomes_resident(now, m, i, ld, rules, registering):
    """Whether person ``i``, who is due, is registered as resident this week: by himself, or found by the municipality.

    He cannot register himself where the landlord has nobody registered.
    """
    rate = registering.resident * rules.resident_rate
    if m.housing[i] == Housing.TIED or m.housing[i] >= Housing.SHELTER:
        rate *= registering.agency_bed
    u = uniform(now.seed, Stream.REGISTER, now.week, m.person[i])
    if u >= rate + rules.found_rate:
        return False
    return u < rules.found_rate or not refuses(now.seed, m.location[i], ld.crowding, ld.certified, rules.refusal)


@inlined
def _keep_register(now, m, i, due, ld, terms):
    """Person ``i`` registers as resident once ``due``, or loses touch with the register of non-residents."""
    if due and m.registration[i] != Registration.RESIDENT:
        if _becomes_resident(now, m, i, ld, terms.registration, terms.registering):
            m.registration[i] = Registration.RESIDENT
            m.reachable[i] = 1
    elif m.registration[i] == Registration.RNI_CONTACT and m.reachable[i]:
        if happens(now, Stream.REGISTER_DECAY, m.person[i], terms.registering.contact_decay):
            m.reachable[i] = 0


@inlined
def _leave_scope(m, i, homes, books):
    """Person ``i`` has settled: bed or room, and the savings, are no longer followed."""
    m.work[i] = Work.SETTLED
    vacate(m.housing[i], m.location[i], m.province[i], homes.ld.occupants, homes.renters)
    m.location[i] = -1
    pay(books.cents, Item.SAVINGS_OUT, m.savings[i])
    m.savings[i] = 0.0
    books.tally[Tally.SETTLED] += 1


@kernel
def pass_week(now, m, present, homes, terms, kept, books):
    """Clocks of work and stay, benefit, register, knowledge; persons long out of agency work leave the scope."""
    counted = kept.due.size > 0
    for row in present:
        i = as_row(row)
        if m.work[i] < Work.AGENCY:
            continue
        m.weeks_in_nl[i] += 1
        _clocks_of_work(now.week, m, i, terms.contract, books.tally)
        _benefit_runs(m, i)
        _learn(now.seed, m, i, terms.registration, terms.registering)
        due = due_as_resident(m.weeks_in_nl[i], m.circular[i], terms.registration)
        _keep_register(now, m, i, due, homes.ld, terms)
        if counted and due:
            file(kept, m.agency[i], m.registration[i])
        away = now.week - m.scope_week[i] > terms.career.scope_weeks
        if m.work[i] != Work.AGENCY and away and m.agency[i] < 0:
            _leave_scope(m, i, homes, books)
