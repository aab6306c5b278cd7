"""Taking a person into an order: contract form, clocks, bed and enrolment (used throughout phase 7)."""

from __future__ import annotations

from sim.behaviour.people import CoverBehaviour
from sim.core.calendar import NEVER
from sim.core.draw_keys import CONTRACT_FORM_CHAIN, LOCATION_LEASE_ENDS, LOCATION_OWN_LEASE, TIED_ON_ARRIVAL_JOB_BED
from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields
from sim.phases.cover.insurance import enrolment_week
from sim.phases.housing.beds import find_bed, move_in
from sim.phases.shared.contract_clocks import chain_left
from sim.phases.shared.departure import vacate
from sim.rules import CoverRules
from sim.state.codes import Benefit, Contract, Cover, Homeless, Hop, Housing, Uncovered, Work

# what `hire` and `settle_bed` read and write
HIRE_READS = fields(
    migrants="person contract agency last_agency phase_weeks last_hirer chain_weeks chain_contracts gap_weeks "
    "last_agency_week cover enrol_week",
    agencies="e_health label",
    hirers="supplier filled",
)
HIRE_WRITES = fields(
    migrants="wage_owed work contract agency hirer slot last_agency spell_start phase_weeks weeks_at_hirer last_hirer "
    "chain_weeks chain_contracts gap_weeks term_weeks benefit benefit_weeks hop cover uncovered enrol_week duty_week",
    hirers="filled",
)
BED_READS = fields(
    migrants="person province agency housing location notice",
    landlords="owner beds crowding occupants certified rent",
    institutions="renters",
)
BED_WRITES = fields(
    migrants="province housing location bed_week notice stay_weeks rent homeless_cause",
    landlords="occupants",
    institutions="renters",
)


@kernel
def contract_form(seed, week, person, phase_weeks, contract, thr):
    """Form of the contract by the phase clock; within phase A clause or short terms without it."""
    if phase_weeks >= contract.phase_a_weeks + contract.phase_b_weeks:
        return Contract.C
    if phase_weeks >= contract.phase_a_weeks:
        return Contract.B
    if phase_weeks >= contract.clause_max_weeks:
        return Contract.A_SERIES
    series = uniform(seed, Stream.CONTRACT_FORM, week, person) < thr.series_share
    return Contract.A_SERIES if series else Contract.A_CLAUSE


def enrolling(cover: CoverBehaviour, rules: CoverRules) -> CoverBehaviour:
    """How soon agencies enrol new workers under the rules: those without a label later where the State pays anyway."""
    if rules.diligence_lost <= 0.0:
        return cover
    return cover._replace(lag_other=cover.lag_other * (1.0 + rules.diligence_lost))


@inlined
def forget_clocks(m, i, away, contract):
    """Start the chain and the clock at the last hirer again for person ``i``, back after weeks ``away``."""
    if away >= contract.chain_gap_weeks:
        m.chain_weeks[i] = m.chain_contracts[i] = 0
    if away >= contract.posting_gap_weeks:
        m.last_hirer[i] = -1


@inlined
def hire(now, m, a, h, i, hirer, slot, contract, thr, cover, health_cap):
    """Place person ``i`` in a slot: work status, spell and clocks, contract, duty to insure."""
    firm = h.supplier[hirer, slot]
    week = now.week
    same_spell = m.agency[i] == firm  # idle or ill with this agency: the spell goes on
    back = contract.posting_max_weeks > 0 and m.last_hirer[i] == hirer
    back = back and week - m.last_agency_week[i] < contract.posting_gap_weeks
    back = back and (contract.posting_across == 1 or m.last_agency[i] == firm)
    if not same_spell:
        known = m.last_agency[i] == firm and m.gap_weeks[i] < contract.gap_reset_weeks
        if not known:
            m.phase_weeks[i] = 0
        if m.last_agency[i] != firm or m.gap_weeks[i] >= contract.chain_gap_weeks:
            m.chain_weeks[i] = m.chain_contracts[i] = 0
        if m.last_agency[i] != firm:
            m.wage_owed[i] = 0.0
        m.spell_start[i] = week
        m.contract[i] = contract_form(now.seed, week, m.person[i], m.phase_weeks[i], contract, thr)
        if contract.chain_max_contracts + contract.chain_max_weeks > 0:
            m.chain_contracts[i] += 1
            if m.contract[i] == Contract.A_SERIES and m.phase_weeks[i] < contract.clause_max_weeks:
                if (
                    uniform(now.seed, Stream.CONTRACT_FORM, week, m.person[i], CONTRACT_FORM_CHAIN)
                    < contract.chain_to_clause
                ):
                    m.contract[i] = Contract.A_CLAUSE
            if chain_left(week, week, m.chain_contracts[i], m.chain_weeks[i], contract) <= 0:
                m.contract[i] = Contract.C
        m.duty_week[i] = week
        if m.cover[i] == Cover.OWN:
            m.enrol_week[i] = NEVER
        else:
            withheld = cover.withheld_share * a.e_health[firm] / health_cap
            lag = cover.lag_label if a.label[firm] == 1 else cover.lag_other
            if m.cover[i] != Cover.RUN_OFF:
                m.cover[i] = Cover.NONE
            m.enrol_week[i] = enrolment_week(now, m.person[i], withheld, lag)
            never = m.enrol_week[i] == NEVER
            m.uncovered[i] = Uncovered.NEVER_ENROLLED if never else Uncovered.ENROLMENT_LAG
    m.work[i] = Work.AGENCY
    m.agency[i], m.hirer[i], m.slot[i] = firm, hirer, slot
    m.last_agency[i] = firm
    if not back:
        m.weeks_at_hirer[i] = 0
    m.last_hirer[i] = hirer
    m.term_weeks[i] = 0
    m.hop[i] = Hop.NONE
    m.gap_weeks[i] = 0
    m.benefit[i] = Benefit.NONE
    m.benefit_weeks[i] = 0
    h.filled[hirer, slot] += 1


@inlined
def settle_bed(now, m, ld, renters, blocks, i, province, wants_bed, job_bed, law):
    """House a newly hired person: the agency's bed replaces a bed under notice or none at all.

    ``wants_bed`` is true for recruits who count on a bed. Returns false if such a recruit finds none.
    """
    form = m.housing[i]
    if form == Housing.RENTAL:
        return True
    if form == Housing.AGENCY_LEASE:  # still in an agency's bed, and working for one again
        m.notice[i] = -1
        if law.lease_after_weeks == 0:  # else the lease is his own and stays
            if uniform(now.seed, Stream.LOCATION, now.week, m.person[i], 0, LOCATION_LEASE_ENDS) >= law.own_lease_share:
                m.housing[i] = Housing.TIED
        return True
    if form == Housing.TIED and m.notice[i] < 0:
        return True
    needs = (
        wants_bed
        or form == Housing.TIED
        or form == Housing.STREET
        or form == Housing.SHELTER
        or form == Housing.FRIENDS
    )
    if not needs:
        return True
    if (
        not wants_bed
        and uniform(now.seed, Stream.TIED_ON_ARRIVAL, now.week, m.person[i], TIED_ON_ARRIVAL_JOB_BED) >= job_bed
    ):
        return False
    place = find_bed(
        now.seed,
        now.week,
        m.person[i],
        province,
        m.agency[i],
        blocks.place_from,
        blocks.next_place,
        ld.owner,
        ld.certified,
    )
    if place < 0:
        return False
    vacate(form, m.location[i], m.province[i], ld.occupants, renters)
    leased = uniform(now.seed, Stream.LOCATION, now.week, m.person[i], 0, LOCATION_OWN_LEASE) < law.own_lease_share
    m.housing[i] = Housing.AGENCY_LEASE if leased else Housing.TIED
    m.location[i], m.bed_week[i] = place, now.week
    m.province[i] = province
    m.rent[i] = ld.rent[place]
    m.notice[i], m.stay_weeks[i] = -1, -1
    m.homeless_cause[i] = Homeless.HOUSED
    move_in(place, ld.beds, ld.crowding, ld.occupants, blocks.next_place)
    return True
