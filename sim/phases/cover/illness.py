"""Phase 6: illness, what it does to the contract, and care with and without cover."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour.people import Health, Thresholds
from sim.core.draws import Stream, happens, lasting, uniform
from sim.core.kernels import as_row, inlined, kernel
from sim.phase import fields, phase
from sim.phases.cover.accidents import accident_part, is_hidden
from sim.phases.cover.care import seek_care
from sim.phases.shared.contract_clocks import idle_term
from sim.phases.shared.extraction import rogue_firms
from sim.rules import ContractRules, CoverRules, InspectionRules
from sim.state.codes import Benefit, Contract, Cover, EndCause, Sector, Work, is_homeless
from sim.state.columns import Hirers, Landlords
from sim.state.ledger import Item, Tally, pay
from sim.week import Ended, Week

REPORTS_FADE = 0.04  # a week, as complaints


class Firms(NamedTuple):
    """What illness and accidents touch of agencies and hirers; a narrow struct keeps compiling short."""

    rogue: np.ndarray
    capital: np.ndarray
    quarter_profit: np.ndarray
    reports: np.ndarray  # of accidents at each hirer, up to last week: what comes in now is acted on from the next


class Around(NamedTuple):
    """Where people live and work."""

    hirers: Hirers
    landlords: Landlords
    firms: Firms


class Illness(NamedTuple):
    """The rules and the behaviour that illness and care go by."""

    contract: ContractRules
    cover: CoverRules
    inspection: InspectionRules
    health: Health
    threshold: Thresholds


@kernel
def hazard_ratio(health, homeless, crowded, heavy):
    """How much likelier illness and care are for this person."""
    ratio = 1.0
    if homeless:
        ratio *= health.homeless
    if crowded:
        ratio *= health.crowded
    return ratio * health.heavy_sector if heavy else ratio


@inlined
def has_practitioner(seed, person, cover, rules):
    """Whether this insured person has a general practitioner nearby only because the insurer sees to it."""
    if rules.gp_gain <= 0.0 or not insured_here(cover):
        return False
    return lasting(seed, Stream.PRACTITIONER, person, rules.gp_gain)


@kernel
def insured_here(cover):
    """Whether a Dutch insurer covers the person."""
    return cover == Cover.EMPLOYER or cover == Cover.OWN or cover == Cover.RUN_OFF


@inlined
def _hazard_of(m, ld, i, health):
    """How much likelier illness and care are for a person, by where he sleeps and works."""
    place = m.location[i]
    crowded = place >= 0 and ld.occupants[place] > ld.beds[place]
    heavy = m.sector[i] == Sector.FOOD or m.sector[i] == Sector.CONSTRUCTION
    return hazard_ratio(health, is_homeless(m.housing[i]), crowded, heavy)


@inlined
def _recover(m, i, contract):
    """A person is well again; under contract he waits for work."""
    m.sick_weeks[i] = 0
    if m.work[i] != Work.SICK:
        return
    m.work[i] = Work.IDLE if m.agency[i] >= 0 else Work.JOBLESS
    if m.contract[i] <= Contract.A_SERIES and not idle_term(m.contract[i], m.phase_weeks[i], contract):
        m.term_weeks[i] = 0  # idle hours need not be paid
    if m.benefit[i] == Benefit.SICKNESS:
        m.benefit[i] = Benefit.NONE
        m.benefit_weeks[i] = 0


@inlined
def _stay_ill(now, m, i, by):
    """A week more of illness, or recovery; returns whether the contract's term is over before."""
    m.sick_weeks[i] += 1
    recovery = by.health.recovery
    if has_practitioner(now.seed, m.person[i], m.cover[i], by.cover):
        recovery *= by.cover.gp_recovery
    if happens(now, Stream.RECOVERY, m.person[i], recovery):
        _recover(m, i, by.contract)
        return False
    if m.work[i] != Work.SICK or m.agency[i] < 0:
        return False
    m.term_weeks[i] -= 1
    return m.term_weeks[i] <= 0


@kernel
def term_when_ill(u, contract, rules, threshold):
    """Weeks for which an agency pays an ill worker at most: the rest of the term, which began at any time before."""
    whole = threshold.series_term_weeks if contract <= Contract.A_SERIES else threshold.phase_b_term_weeks
    if rules.chain_max_contracts > 0 and whole < rules.chain_term_weeks:
        whole = rules.chain_term_weeks  # longer contracts where their number counts: ill to the end of those
    return 1 + int(u * whole)


@inlined
def _stay_under_contract(now, m, filled, i, by):
    """The agency pays the ill worker to the end of the term; his place at the hirer falls free."""
    filled[m.hirer[i], m.slot[i]] -= 1
    m.hirer[i], m.slot[i] = -1, -1
    m.work[i] = Work.SICK
    u = uniform(now.seed, Stream.SICK_RETURN, now.week, m.person[i])
    m.term_weeks[i] = term_when_ill(u, m.contract[i], by.contract, by.threshold)


@inlined
def _fall_ill(now, m, around, i, hazard, by, books):
    """Whether a person falls ill this week, and whether that ends his contract; returns the second."""
    u = uniform(now.seed, Stream.ILLNESS, now.week, m.person[i])
    if u >= hazard:  # a practitioner and measures after accidents only make it less
        return False
    if has_practitioner(now.seed, m.person[i], m.cover[i], by.cover):
        hazard *= by.cover.gp_illness
    other, firms = hazard, around.firms
    if m.work[i] == Work.AGENCY and by.inspection.accident_reports > 0.0:
        part, measures = accident_part(hazard, now.seed, m.hirer[i], firms.reports[m.hirer[i]], by.inspection)
        other = hazard - part
        hazard = other + part * measures
    if u >= hazard:
        return False
    m.sick_weeks[i] = 1
    books.tally[Tally.SICK_CASES] += 1
    if m.work[i] != Work.AGENCY:
        return False
    if u >= other and is_hidden(now, m, around.hirers, i, firms, by.inspection, books):
        return True
    if m.contract[i] == Contract.A_CLAUSE and by.contract.clause_ends_at_sickness == 1:
        return True
    _stay_under_contract(now, m, around.hirers.filled, i, by)
    return False


@kernel
def _health(now, m, around, present, by, books, ended):
    """Illness, recovery and care of all present; returns how many contracts end by it."""
    count = insured = 0
    for row in present:
        i = as_row(row)
        if m.work[i] < Work.AGENCY:
            continue
        if insured_here(m.cover[i]):
            insured += 1
        ratio = _hazard_of(m, around.landlords, i, by.health)
        if happens(now, Stream.CARE_NEED, m.person[i], by.health.care_need * ratio):
            seek_care(now, m, i, by.health, by.cover, books)
        if m.sick_weeks[i] > 0:
            ends = _stay_ill(now, m, i, by)
        else:
            ends = _fall_ill(now, m, around, i, by.health.illness * ratio, by, books)
        if ends:
            ended.rows[count], ended.causes[count] = i, EndCause.SICK
            count += 1
    pay(books.cents, Item.CARE_INSURED, insured * by.cover.gp_gain * by.cover.gp_cost)
    return count


@phase(
    reads=fields(
        migrants="person sector savings work contract agency hirer slot phase_weeks term_weeks benefit housing "
        "location cover runoff_weeks sick_weeks",
        agencies="capital quarter_profit extracted_*",
        hirers="filled accidents",
        landlords="beds occupants",
        week="present",
    ),
    writes=fields(
        migrants="savings work hirer slot term_weeks benefit benefit_weeks sick_weeks",
        agencies="capital quarter_profit",
        hirers="filled accidents",
        week="ended",
        books="CARE_SCHEME CARE_OWN CARE_UNPAID CARE_INSURED CARE_GUARANTEED PROGRAMME_COST SCHEME_RECOVERED "
        "SCHEME_BILLED ACCIDENT_REPORT ACCIDENT_CHECK",
        tally="CARE_UNCOVERED_EUR SICK_CASES COMPLIANCE_COST_EUR ACCIDENTS_REPORTED",
    ),
)
def fall_ill_and_recover(week: Week) -> None:
    """Let persons fall ill, recover and seek care; some contracts end by sickness.

    Under the clause the contract ends at once where the rules let it; else the agency pays to the end of the term.
    """
    s, b, r, present = week.state, week.behaviour, week.rules, week.present
    a, h = s.agencies, s.hirers
    h.accidents[:] *= 1.0 - REPORTS_FADE
    around = Around(h, s.landlords, Firms(rogue_firms(a), a.capital, a.quarter_profit, h.accidents.copy()))
    by = Illness(r.contract, r.cover, r.inspection, b.health, b.threshold)
    ended = Ended(np.empty(present.size, np.int32), np.empty(present.size, np.int8))
    count = _health(week.now, s.migrants, around, present, by, week.books, ended)
    week.ended = Ended(ended.rows[:count], ended.causes[:count])
