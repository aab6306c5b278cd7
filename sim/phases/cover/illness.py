"""Phase 6: illness, what it does to the contract, and care with and without cover."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.core.draw_keys import ACCIDENT_HAPPENS, ACCIDENT_REPORTED, CARE_SEEK_SCHEME
from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.shared.contract_clocks import idle_term
from sim.phases.shared.extraction import rogue_firms
from sim.state.codes import Benefit, Contract, Cover, EndCause, Housing, Sector, Work
from sim.state.ledger import Item, Tally, pay
from sim.week import Ended, Week

REPORTS_FADE = 0.04  # a week, as complaints

CARE_SCALE = 1.0  # euros of the week over euros of 2021: prices do not move


class Firms(NamedTuple):
    """What illness and accidents touch of agencies and hirers; a narrow struct keeps compiling short."""

    rogue: np.ndarray
    capital: np.ndarray
    q_profit: np.ndarray
    reports: np.ndarray  # of accidents at each hirer, up to last week: what comes in now is acted on from the next


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
def _care(now, m, i, cost, health, cover_rules, books):
    """Who pays for care that is needed: insurer, guarantee, scheme, the person, or nobody."""
    cents, tally = books.cents, books.tally
    if m.cover[i] != Cover.NONE:
        pay(cents, Item.CARE_INSURED, cost)
        return
    if m.runoff_weeks[i] > 0:
        pay(cents, Item.CARE_GUARANTEED, cost)
        tally[Tally.CARE_UNCOVERED_EUR] += cost
        return
    seeks = health.seeks_uncovered * cover_rules.care_seek_ratio
    if uniform(now.seed, Stream.CARE_SEEK, now.week, m.person[i]) >= seeks:
        return  # care avoided
    cost *= cover_rules.care_cost_ratio
    tally[Tally.CARE_UNCOVERED_EUR] += cost
    if uniform(now.seed, Stream.CARE_SEEK, now.week, m.person[i], CARE_SEEK_SCHEME) < cover_rules.scheme_use:
        pay(cents, Item.CARE_SCHEME, cost)
        pay(cents, Item.SCHEME_RECOVERED, cover_rules.scheme_recover * cost)
        pay(cents, Item.PROGRAMME_COST, cover_rules.scheme_file_cost)
        if cover_rules.scheme_bill > 0.0:
            if uniform(now.seed, Stream.SCHEME_BILL, now.week, m.person[i]) < cover_rules.scheme_bill:
                rest = cost * (1.0 - cover_rules.scheme_recover)
                m.savings[i] -= pay(cents, Item.SCHEME_BILLED, min(max(0.0, m.savings[i]), rest))
        return
    own = min(max(0.0, m.savings[i]), cost * health.pays_self)
    own = pay(cents, Item.CARE_OWN, own)
    m.savings[i] -= own
    pay(cents, Item.CARE_UNPAID, cost - own)


@inlined
def has_practitioner(seed, person, cover, rules):
    """Whether this insured person has a general practitioner nearby only because the insurer sees to it."""
    if rules.gp_gain <= 0.0 or not insured_here(cover):
        return False
    return uniform(seed, Stream.PRACTITIONER, 0, person) < rules.gp_gain


@kernel
def insured_here(cover):
    """Whether a Dutch insurer covers the person."""
    return cover == Cover.EMPLOYER or cover == Cover.OWN or cover == Cover.RUN_OFF


@kernel
def danger(seed, hirer):
    """How dangerous work at a hirer is, over the mean: a lasting trait."""
    return -math.log(uniform(seed, Stream.ACCIDENT, 0, hirer))


@kernel
def accident_part(hazard, seed, hirer, reports, law):
    """Chance a week of an accident at work, a part of that of falling ill; less after a report that was acted on."""
    measures = 1.0 - law.accident_measures * min(1.0, reports)
    return min(hazard, law.accident_rate * danger(seed, hirer)), measures


@inlined
def _reported(now, m, h, i, firms, law, books):
    """An accident is reported, which costs both sides, or a rogue agency ends the contract before it is.

    Returns true in the second case.
    """
    firm = m.agency[i]
    u = uniform(now.seed, Stream.ACCIDENT, now.week, m.person[i], ACCIDENT_HAPPENS)
    if firms.rogue[firm] and u < law.accident_hidden:
        return True
    if uniform(now.seed, Stream.ACCIDENT, now.week, m.person[i], ACCIDENT_REPORTED) < law.accident_reports:
        h.accidents[m.hirer[i]] += 1.0
        books.tally[Tally.ACCIDENTS_REPORTED] += 1
        pay(books.cents, Item.ACCIDENT_REPORT, law.accident_cost_hirer)
        looked = pay(books.cents, Item.ACCIDENT_CHECK, law.accident_cost_agency)
        firms.capital[firm] -= looked
        firms.q_profit[firm] -= looked
        books.tally[Tally.COMPLIANCE_COST_EUR] += looked
    return False


@kernel
def _health(now, m, h, ld, firms, present, contract, cover_rules, law, health, thr, care_scale, books, rows, causes):
    count = insured = 0
    for i in present:
        work = m.work[i]
        if work < Work.AGENCY:
            continue
        if insured_here(m.cover[i]):
            insured += 1
        place = m.location[i]
        crowded = place >= 0 and ld.occupants[place] > ld.beds[place]
        heavy = m.sector[i] == Sector.FOOD or m.sector[i] == Sector.CONSTRUCTION
        homeless = m.housing[i] == Housing.STREET or m.housing[i] == Housing.SHELTER
        ratio = hazard_ratio(health, homeless, crowded, heavy)
        if uniform(now.seed, Stream.CARE_NEED, now.week, m.person[i]) < health.care_need * ratio:
            _care(now, m, i, health.care_cost * care_scale, health, cover_rules, books)
        if m.sick_weeks[i] > 0:
            m.sick_weeks[i] += 1
            recovery = health.recovery
            if has_practitioner(now.seed, m.person[i], m.cover[i], cover_rules):
                recovery *= cover_rules.gp_recovery
            if uniform(now.seed, Stream.RECOVERY, now.week, m.person[i]) < recovery:
                m.sick_weeks[i] = 0
                if work == Work.SICK:
                    m.work[i] = Work.IDLE if m.agency[i] >= 0 else Work.JOBLESS
                    if m.contract[i] <= Contract.A_SERIES and not idle_term(m.contract[i], m.phase_weeks[i], contract):
                        m.term_weeks[i] = 0  # idle hours need not be paid
                    if m.benefit[i] == Benefit.SICKNESS:
                        m.benefit[i] = Benefit.NONE
                        m.benefit_weeks[i] = 0
            elif work == Work.SICK and m.agency[i] >= 0:
                m.term_weeks[i] -= 1
                if m.term_weeks[i] <= 0:
                    rows[count], causes[count] = i, EndCause.SICK
                    count += 1
            continue
        hazard = health.illness * ratio
        u = uniform(now.seed, Stream.ILLNESS, now.week, m.person[i])
        if u >= hazard:  # a practitioner and measures after accidents only make it less
            continue
        if has_practitioner(now.seed, m.person[i], m.cover[i], cover_rules):
            hazard *= cover_rules.gp_illness
        other = hazard
        if work == Work.AGENCY and law.accident_reports > 0.0:
            part, measures = accident_part(hazard, now.seed, m.hirer[i], firms.reports[m.hirer[i]], law)
            other = hazard - part
            hazard = other + part * measures
        if u >= hazard:
            continue
        m.sick_weeks[i] = 1
        books.tally[Tally.SICK_CASES] += 1
        if work != Work.AGENCY:
            continue
        if u >= other and _reported(now, m, h, i, firms, law, books):
            rows[count], causes[count] = i, EndCause.SICK
            count += 1
            continue
        if m.contract[i] == Contract.A_CLAUSE and contract.clause_ends_at_sickness == 1:
            rows[count], causes[count] = i, EndCause.SICK
            count += 1
            continue
        h.filled[m.hirer[i], m.slot[i]] -= 1
        m.hirer[i], m.slot[i] = -1, -1
        m.work[i] = Work.SICK
        whole = thr.series_term_weeks if m.contract[i] <= Contract.A_SERIES else thr.phase_b_term_weeks
        if contract.chain_max_contracts > 0 and whole < contract.chain_term_weeks:
            whole = contract.chain_term_weeks  # longer contracts where their number counts: ill to the end of those
        m.term_weeks[i] = 1 + int(uniform(now.seed, Stream.SICK_RETURN, now.week, m.person[i]) * whole)
    pay(books.cents, Item.CARE_INSURED, insured * cover_rules.gp_gain * cover_rules.gp_cost)
    return count


@phase(
    reads=fields(
        migrants="person sector savings work contract agency hirer slot phase_weeks term_weeks benefit housing "
        "location cover runoff_weeks sick_weeks",
        agencies="capital q_profit e_*",
        hirers="filled accidents",
        landlords="beds occupants",
        week="present",
    ),
    writes=fields(
        migrants="savings work hirer slot term_weeks benefit benefit_weeks sick_weeks",
        agencies="capital q_profit",
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
    rows, causes = np.empty(present.size, np.int32), np.empty(present.size, np.int8)
    h.accidents[:] *= 1.0 - REPORTS_FADE
    count = _health(
        week.now,
        s.migrants,
        h,
        s.landlords,
        Firms(rogue_firms(a), a.capital, a.q_profit, h.accidents.copy()),
        present,
        r.contract,
        r.cover,
        r.inspection,
        b.health,
        b.threshold,
        CARE_SCALE,
        week.books,
        rows,
        causes,
    )
    week.ended = Ended(rows[:count], causes[:count])
