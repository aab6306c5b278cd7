"""Phase 6: illness, what it does to the contract, and care with and without cover."""

from __future__ import annotations

import numpy as np

from sim.behaviour.people import Health, Thresholds
from sim.books import Books, Item, Tally, pay
from sim.clock import Now
from sim.draws import Stream, uniform
from sim.kernels import inlined, kernel
from sim.kinds import Benefit, Contract, Cover, EndCause, Housing, Sector, Work
from sim.phases.clocks import idle_term
from sim.rules import ContractRules, CoverRules
from sim.state import Hirers, Landlords, Migrants


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
    if uniform(now.seed, Stream.CARE_SEEK, now.week, m.person[i]) >= health.seeks_uncovered:
        return  # care avoided
    tally[Tally.CARE_UNCOVERED_EUR] += cost
    if uniform(now.seed, Stream.CARE_SEEK, now.week, m.person[i], 1) < cover_rules.scheme_use:
        pay(cents, Item.CARE_SCHEME, cost)
        return
    own = min(max(0.0, m.savings[i]), cost * health.pays_self)
    own = pay(cents, Item.CARE_OWN, own)
    m.savings[i] -= own
    pay(cents, Item.CARE_UNPAID, cost - own)


@kernel
def _health(now, m, h, ld, present, contract, cover_rules, health, thr, care_scale, books, rows, causes):
    count = 0
    for i in present:
        work = m.work[i]
        if work < Work.AGENCY:
            continue
        place = m.location[i]
        crowded = place >= 0 and ld.occupants[place] > ld.beds[place]
        heavy = m.sector[i] == Sector.FOOD or m.sector[i] == Sector.CONSTRUCTION
        homeless = m.housing[i] == Housing.STREET or m.housing[i] == Housing.SHELTER
        ratio = hazard_ratio(health, homeless, crowded, heavy)
        if uniform(now.seed, Stream.CARE_NEED, now.week, m.person[i]) < health.care_need * ratio:
            _care(now, m, i, health.care_cost * care_scale, health, cover_rules, books)
        if m.sick_weeks[i] > 0:
            m.sick_weeks[i] += 1
            if uniform(now.seed, Stream.RECOVERY, now.week, m.person[i]) < health.recovery:
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
        if uniform(now.seed, Stream.ILLNESS, now.week, m.person[i]) >= health.illness * ratio:
            continue
        m.sick_weeks[i] = 1
        books.tally[Tally.SICK_CASES] += 1
        if work != Work.AGENCY:
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
    return count


def fall_ill_and_recover(
    now: Now,
    migrants: Migrants,
    hirers: Hirers,
    landlords: Landlords,
    present: np.ndarray,
    contract: ContractRules,
    cover_rules: CoverRules,
    health: Health,
    thresholds: Thresholds,
    care_scale: float,
    books: Books,
) -> tuple[np.ndarray, np.ndarray]:
    """Illness, recovery and care; returns the rows whose contract ends by sickness and the causes.

    Under the clause the contract ends at once where the rules let it; else the agency pays to the end of the
    term. ``care_scale`` turns euros of 2021 into euros of the week.

    Writes: ``sick_weeks``, ``work``, ``hirer``, ``slot``, ``term_weeks``, ``benefit``, ``benefit_weeks``,
    ``savings``; ``hirers.filled``.
    """
    rows, causes = np.empty(present.size, np.int32), np.empty(present.size, np.int8)
    count = _health(
        now,
        migrants,
        hirers,
        landlords,
        present,
        contract,
        cover_rules,
        health,
        thresholds,
        care_scale,
        books,
        rows,
        causes,
    )
    return rows[:count], causes[:count]
