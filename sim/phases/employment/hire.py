"""Taking a person into an order: contract form, clocks and enrolment (used throughout phase 7)."""

from __future__ import annotations

from typing import NamedTuple

from sim.behaviour.market import Extraction
from sim.behaviour.people import CoverBehaviour, Thresholds
from sim.core.calendar import NEVER
from sim.core.draw_keys import CONTRACT_FORM_CHAIN
from sim.core.draws import Stream, happens
from sim.core.kernels import inlined, kernel
from sim.phase import fields
from sim.phases.cover.insurance import enrolment_week
from sim.phases.shared.contract_clocks import chain_left
from sim.rules import ContractRules, CoverRules
from sim.state.codes import Benefit, Contract, Cover, Transfer, Uncovered, Work
from sim.week import Week

# what `hire` reads and writes
HIRE_READS = fields(
    migrants="person contract agency last_agency phase_weeks last_hirer chain_weeks chain_contracts gap_weeks "
    "last_agency_week cover enrol_week",
    agencies="extracted_health label",
    hirers="supplier filled",
)
HIRE_WRITES = fields(
    migrants="wage_owed work contract agency hirer slot last_agency spell_start phase_weeks weeks_at_hirer last_hirer "
    "chain_weeks chain_contracts gap_weeks term_weeks benefit benefit_weeks transfer cover uncovered enrol_week "
    "duty_week",
    hirers="filled",
)


@kernel
def contract_form(now, person, phase_weeks, contract, thr):
    """Form of the contract by the phase clock; within phase A clause or short terms without it."""
    if phase_weeks >= contract.phase_a_weeks + contract.phase_b_weeks:
        return Contract.C
    if phase_weeks >= contract.phase_a_weeks:
        return Contract.B
    if phase_weeks >= contract.clause_max_weeks:
        return Contract.A_SERIES
    series = happens(now, Stream.CONTRACT_FORM, person, thr.series_share)
    return Contract.A_SERIES if series else Contract.A_CLAUSE


def enrolling(cover: CoverBehaviour, rules: CoverRules) -> CoverBehaviour:
    """How soon agencies enrol new workers under the rules: those without a label later where the State pays anyway."""
    if rules.diligence_lost <= 0.0:
        return cover
    return cover._replace(lag_other=cover.lag_other * (1.0 + rules.diligence_lost))


class HireTerms(NamedTuple):
    """What a new contract hangs on: the law of contracts, and what agencies do."""

    contract: ContractRules
    threshold: Thresholds
    cover: CoverBehaviour
    extraction: Extraction


def hire_terms(week: Week) -> HireTerms:
    """On which terms agencies hire this week."""
    b, r = week.behaviour, week.rules
    return HireTerms(r.contract, b.threshold, enrolling(b.cover, r.cover), b.extraction)


@inlined
def forget_clocks(m, i, away, contract):
    """Start the chain and the clock at the last hirer again for person ``i``, back after weeks ``away``."""
    if away >= contract.chain_gap_weeks:
        m.chain_weeks[i] = m.chain_contracts[i] = 0
    if away >= contract.posting_gap_weeks:
        m.last_hirer[i] = -1


@inlined
def _goes_on_at_hirer(week, m, i, hirer, firm, contract):
    """Whether the clock at the hirer goes on for person ``i``, who was there not long ago: only a limit asks that."""
    back = contract.posting_max_weeks > 0 and m.last_hirer[i] == hirer
    back = back and week - m.last_agency_week[i] < contract.posting_gap_weeks
    return back and (contract.posting_across == 1 or m.last_agency[i] == firm)


@inlined
def _start_clocks(m, i, week, firm, contract):
    """A spell with ``firm`` begins: clocks of an earlier one go on only after a short gap."""
    same = m.last_agency[i] == firm
    if not same or m.gap_weeks[i] >= contract.gap_reset_weeks:
        m.phase_weeks[i] = 0
    if not same or m.gap_weeks[i] >= contract.chain_gap_weeks:
        m.chain_weeks[i] = m.chain_contracts[i] = 0
    if not same:
        m.wage_owed[i] = 0.0
    m.spell_start[i] = week


@inlined
def _in_chain(now, m, i, contract):
    """Count the new contract of person ``i`` in the chain, which may change its form."""
    m.chain_contracts[i] += 1
    if m.contract[i] == Contract.A_SERIES and m.phase_weeks[i] < contract.clause_max_weeks:
        if happens(now, Stream.CONTRACT_FORM, m.person[i], contract.chain_to_clause, CONTRACT_FORM_CHAIN):
            m.contract[i] = Contract.A_CLAUSE
    if chain_left(now.week, now.week, m.chain_contracts[i], m.chain_weeks[i], contract) <= 0:
        m.contract[i] = Contract.C


@inlined
def _enrol(now, m, a, i, firm, cover, most_kept):
    """A new duty to insure begins for person ``i``; the firm sees to it in time, late or never."""
    m.duty_week[i] = now.week
    if m.cover[i] == Cover.OWN:
        m.enrol_week[i] = NEVER
        return
    withheld = cover.withheld_share * a.extracted_health[firm] / most_kept
    lag = cover.lag_label if a.label[firm] == 1 else cover.lag_other
    if m.cover[i] != Cover.RUN_OFF:
        m.cover[i] = Cover.NONE
    m.enrol_week[i] = enrolment_week(now, m.person[i], withheld, lag)
    never = m.enrol_week[i] == NEVER
    m.uncovered[i] = Uncovered.NEVER_ENROLLED if never else Uncovered.ENROLMENT_LAG


@inlined
def _new_spell(now, m, a, i, firm, terms):
    """Person ``i`` gets a new contract with ``firm``."""
    contract = terms.contract
    _start_clocks(m, i, now.week, firm, contract)
    m.contract[i] = contract_form(now, m.person[i], m.phase_weeks[i], contract, terms.threshold)
    if contract.chain_max_contracts + contract.chain_max_weeks > 0:
        _in_chain(now, m, i, contract)
    _enrol(now, m, a, i, firm, terms.cover, terms.extraction.cap_health)


@inlined
def hire(now, labour, i, hirer, slot, terms):
    """Place person ``i`` in a slot: work status, spell and clocks, contract, duty to insure."""
    m, h = labour.m, labour.h
    firm = h.supplier[hirer, slot]
    goes_on = _goes_on_at_hirer(now.week, m, i, hirer, firm, terms.contract)
    if m.agency[i] != firm:  # else idle or ill with this agency: the spell goes on
        _new_spell(now, m, labour.a, i, firm, terms)
    m.work[i] = Work.AGENCY
    m.agency[i], m.hirer[i], m.slot[i] = firm, hirer, slot
    m.last_agency[i] = firm
    if not goes_on:
        m.weeks_at_hirer[i] = 0
    m.last_hirer[i] = hirer
    m.term_weeks[i] = 0
    m.transfer[i] = Transfer.NONE
    m.gap_weeks[i] = 0
    m.benefit[i] = Benefit.NONE
    m.benefit_weeks[i] = 0
    h.filled[hirer, slot] += 1
