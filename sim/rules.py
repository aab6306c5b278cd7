"""Rules: the institutional numbers of one week, as the law, the agreements and the enforcers set them.

The defaults are the rules of December 2020. A base world (``scenarios/law``) dates and sources changes; a
lever rewrites a field. A field that only a lever uses has a default that changes nothing.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.core.calendar import LONG_AGO, NEVER
from sim.declare.params import number

A = Annotated


class ContractRules(NamedTuple):
    """Contracts, clocks, notice, sickness."""

    clause_max_weeks: A[int, number("longest use of the agency clause", "weeks", 0, 104, "law", "LAW-P13")] = 78
    phase_a_weeks: A[int, number("length of phase A", "weeks", 8, 104, "law", "LAW-P01")] = 78
    phase_b_weeks: A[int, number("length of phase B", "weeks", 26, 260, "law", "LAW-P06")] = 208
    gap_reset_weeks: A[int, number("gap after which the phase clock starts again", "weeks", 1, 260, "law", "LAW-P10")] = 26
    clause_notice_weeks: A[float, number("notice under the clause, first 26 weeks", "weeks", 0, 8, "law", "LAW-N02")] = 0.0
    clause_notice_late_weeks: A[float, number("notice under the clause after 26 weeks", "weeks", 0, 8, "law", "LAW-N03")] = 1.43
    notice_b_weeks: A[float, number("notice inside phase B", "weeks", 0, 26, "law", "LAW-N06")] = 4.3
    idle_unpaid_weeks: A[int, number("weeks with the agency in which idle hours need not be paid", "weeks", 0, 104, "law", "LAW-P15")] = 78
    clause_ends_at_sickness: A[int, number("1: the clause ends the contract at sickness", "0/1", 0, 1, "law", "LAW-S01")] = 1
    waiting_days_clause: A[float, number("unpaid days of sickness under the clause", "days", 0, 5, "law", "LAW-S04")] = 2.0
    waiting_days_other: A[float, number("unpaid days of sickness without the clause", "days", 0, 5, "law", "LAW-S04")] = 1.0
    transition_payment_share: A[float, number("transition payment per year of service", "month wages", 0, 2, "law", "LAW-T01")] = 0.3333
    clause_term_min_weeks: A[int, number("least weeks of a new clause contract at the same hirer", "weeks", 0, 26, "law", "LAW-P19")] = 0
    replacement_forbidden: A[float, number("chance that an ending without fall in demand is stopped", "share", 0, 1, "law", "assumption: no rule in 2020; lever B05")] = 0.0
    clause_new_from: A[int, number("first week of spells that the present clause rules hold for; older ones keep phase A", "week", LONG_AGO, NEVER, "law", "assumption: one rule for all contracts in 2020; lever B01")] = LONG_AGO
    post_clause_notice_weeks: A[float, number("notice in phase A once the clause has run out", "weeks", 0, 8, "law", "assumption: none in 2020, contracts without clause are unlimited in phase A (LAW-N05); lever B01")] = 0.0
    clause_window_weeks: A[int, number("weeks before the end of the clause in which the agency decides", "weeks", 1, 8, "assumed", "assumption: as before other clocks; lever B01")] = 4
    sister_share: A[float, number("share of agencies that pass workers on to a sister firm before the clause ends, so that the clock starts again", "share", 0, 1, "assumed", "assumption: none while the clause lasts as long as phase A; lever B01")] = 0.0
    clause_replace_cost: A[float, number("cost of finding a new worker, before the end of the clause", "EUR", 0, 3000, "assumed", "assumption: as before other clocks; lever B01", "indexed")] = 600.0
    kept_pay_weeks: A[int, number("weeks on pay for a worker sent away against the rule on replacement, while the agency looks for other work; 0: the worker stays with the hirer", "weeks", 0, 26, "law", "assumption: no rule in 2020; lever B05")] = 0
    chain_max_contracts: A[int, number("contracts with one agency after which the next has no end; 0 any number", "contracts", 0, 6, "law", "assumption: agency work is outside the chain rule in 2020; lever B02")] = 0
    chain_max_weeks: A[int, number("worked weeks with one agency after which the contract has no end; 0 any number", "weeks", 0, 520, "law", "assumption: agency work is outside the chain rule in 2020; lever B02")] = 0
    chain_gap_weeks: A[int, number("gap after which the chain starts again", "weeks", 1, 260, "law", "assumption: as the phase clock; lever B02")] = 26
    chain_term_weeks: A[int, number("length of the contracts that agencies give where their number counts", "weeks", 1, 156, "assumed", "assumption: a contract in phase B; lever B02")] = 26
    chain_to_clause: A[float, number("share of phase A without the clause that gets it once contracts are counted, since long terms are dear in sickness", "share", 0, 1, "assumed", "assumption: no rule in 2020; lever B02")] = 0.0
    chain_from: A[int, number("first week from which contracts are counted", "week", LONG_AGO, NEVER, "law", "assumption: no rule in 2020; lever B02")] = LONG_AGO
    chain_new_from: A[int, number("first week of spells that the chain rule holds for", "week", LONG_AGO, NEVER, "law", "assumption: no rule in 2020; lever B02")] = LONG_AGO
    posting_max_weeks: A[int, number("longest posting at one hirer; 0 any length", "weeks", 0, 260, "law", "assumption: no limit in 2020; lever B03")] = 0
    posting_bound: A[float, number("share of hirers that the limit to postings holds for", "share", 0, 1, "law", "assumption: no limit in 2020; lever B03")] = 1.0
    posting_from: A[int, number("first week that counts for the limit to postings", "week", LONG_AGO, NEVER, "law", "assumption: no limit in 2020; lever B03")] = LONG_AGO
    posting_new_from: A[int, number("first week of postings that the limit holds for", "week", LONG_AGO, NEVER, "law", "assumption: no limit in 2020; lever B03")] = LONG_AGO
    posting_gap_weeks: A[int, number("gap after which the clock at a hirer starts again", "weeks", 0, 104, "law", "assumption: no limit in 2020; lever B03")] = 0
    posting_across: A[int, number("1: weeks at the hirer for another agency count", "0/1", 0, 1, "law", "assumption: no limit in 2020; lever B03")] = 0
    posting_convert: A[float, number("share of those at the limit whom the hirer takes into his own employ", "share", 0, 1, "assumed", "assumption: no limit in 2020; lever B03")] = 0.0
    posting_relabel: A[float, number("share of those at the limit who go on as workers of a contractor", "share", 0, 1, "assumed", "assumption: no limit in 2020; lever B03")] = 0.0


class PayRules(NamedTuple):
    """Minimum wage, sick pay, guarantees, deductions."""

    minimum_wage_36: A[float, number("minimum wage, 36-hour week", "EUR/hour", 5, 40, "law", "LAW-W05h36", "nominal")] = 10.80
    minimum_wage_38: A[float, number("minimum wage, 38-hour week", "EUR/hour", 5, 40, "law", "LAW-W05h38", "nominal")] = 10.24
    minimum_wage_40: A[float, number("minimum wage, 40-hour week", "EUR/hour", 5, 40, "law", "LAW-W05h40", "nominal")] = 9.72
    sick_pay_share: A[float, number("wage paid in sickness", "share", 0, 1, "law", "LAW-S05")] = 0.9
    guarantee_weeks: A[int, number("weeks of guaranteed full-time minimum wage for new arrivals", "weeks", 0, 26, "law", "LAW-A01")] = 0
    guarantee_hours: A[float, number("hours of that guarantee", "hours/week", 0, 40, "law", "LAW-A01")] = 38.0
    guarantee_kept: A[float, number("share of agencies that keep to that guarantee", "share", 0, 1, "assumed", "assumption: all, where nothing is known; lever 2.2.B")] = 1.0
    guarantee_kept_rogue: A[float, number("share of rogue agencies that keep to the guarantee", "share", 0, 1, "assumed", "assumption: all, where nothing is known; lever 2.2.B")] = 1.0
    guarantee_trial_weeks: A[int, number("first weeks in which an agency may send a new arrival away for misconduct or poor functioning, and need not pay the guarantee after", "weeks", 0, 9, "law", "assumption: no guarantee in 2020; lever 2.2.B")] = 0
    guarantee_short: A[float, number("share of new arrivals on a project said to be shorter than the guarantee, for which it does not hold", "share", 0, 1, "assumed", "assumption: no exception without the rule; lever 2.2.B")] = 0.0
    idle_hours: A[float, number("hours a week that are paid, worked or not, once idle hours must be paid", "hours/week", 0, 40, "law", "assumption: placed workers are paid for worked hours in 2020; lever B06")] = 0.0
    debt_cap: A[float, number("most that an agency may advance to a new arrival", "EUR", 0, 100000, "law", "assumption: no limit in 2020; lever 2.2.C", "nominal")] = 100000.0
    debt_deduction: A[float, number("most of the minimum wage that an agency may keep for a debt", "share", 0, 1, "law", "assumption: no limit on its own in 2020; lever 2.2.C")] = 1.0
    debt_kept: A[float, number("share of agencies that keep to the rules on debts", "share", 0, 1, "assumed", "assumption: no rule in 2020; lever 2.2.C")] = 1.0
    debt_kept_rogue: A[float, number("the same of rogue agencies", "share", 0, 1, "assumed", "assumption: no rule in 2020; lever 2.2.C")] = 1.0
    debt_moved: A[float, number("share of those to whom the agency may not advance money who owe it to a recruiter or landlord instead", "share", 0, 1, "assumed", "assumption: none while agencies may; lever 2.2.C")] = 0.0
    debt_moved_cost: A[float, number("what is owed there over what was advanced", "ratio", 1, 3, "assumed", "assumption: none while agencies may; lever 2.2.C")] = 1.0
    debt_moved_binds: A[float, number("how far such a debt ties a worker to the agency, 1 as a debt to itself", "0..1", 0, 1, "assumed", "assumption: none while agencies may; lever 2.2.C")] = 0.0
    debt_moved_void: A[int, number("1: what is left of such a debt is void when the job ends", "0/1", 0, 1, "law", "assumption: no rule in 2020; lever 2.2.C")] = 0
    housing_deduction_cap: A[float, number("most that may be kept from the minimum wage for housing", "share", 0, 1, "law", "LAW-D01")] = 0.25
    rent_ceiling: A[float, number("rent of a tied bed at most, over the minimum wage of a 40-hour week", "share", 0, 1, "measured", "H22")] = 0.25
    unlabelled_kept: A[float, number("part of the rent of a bed without label that is kept from the wage all the same", "share", 0, 1, "assumed", "assumption: all of it; LAW-D01 allows it for labelled beds only, inspectors seldom look; lever 4.3.D")] = 1.0
    posting_advantage: A[float, number("labour cost saved by lending from a seat abroad", "share of labour cost", 0, 0.4, "assumed", "assumption: levers 2.1.H, 10-40% signalled; only used where the law moves what of it is kept")] = 0.15
    withholding_cost: A[float, number("cost the law puts on keeping back wages", "EUR/EUR", 0, 2, "law", "assumption: the agency pays them in 2020; lever B04")] = 0.0
    equal_value: A[float, number("what equal value of the whole package adds to the wage of agency workers", "share of legal wage", 0, 0.2, "law", "assumption: no such rule in 2020; lever X03")] = 0.0
    equal_value_kept: A[float, number("part of that which a rogue agency keeps", "share", 0, 1, "assumed", "assumption: no such rule in 2020; lever X03")] = 0.0
    floor_binding: A[int, number("1: no offer below the published floor", "0/1", 0, 1, "law", "assumption: no floor in 2020; lever 2.2.D")] = 0
    floor_anchor: A[float, number("share of hirers that pay no more than the floor, or than an hour costs the agency", "share", 0, 1, "assumed", "assumption: no floor in 2020; lever B08")] = 0.0
    cost_factor: A[float, number("cost of an hour over the gross wage: holidays, premiums, pension, before margin", "ratio", 1.3, 2.5, "measured", "L2.32")] = 1.751


class HousingRules(NamedTuple):
    """Tied beds, notice, municipal checks, building."""

    notice_weeks: A[float, number("mean weeks a compliant landlord leaves after the job", "weeks", 0, 26, "assumed", "assumption: 'a reasonable period' (LAW-H01) read as 1-4 weeks, LAW-H02 sets 4 from 2022")] = 3.0
    notice_guaranteed_weeks: A[float, number("least weeks by law or agreement", "weeks", 0, 26, "law", "LAW-H01")] = 0.0
    quick_compliance: A[float, number("share of quick landlords that keep to the guaranteed weeks", "share", 0, 1, "assumed", "assumption: H26, no share known")] = 0.4
    own_lease_share: A[float, number("share of new tied beds on a lease of its own", "share", 0, 1, "law", "LAW-H04")] = 0.0
    municipal_check_rate: A[float, number("chance a week that a municipality checks a location", "1/week", 0, 0.05, "assumed", "assumption: levers 4.1.C, 0.001 a week")] = 0.001
    crowding_norm: A[float, number("persons per bed above which a checked house is closed or cleared", "persons/bed", 1, 3, "law", "LAW-H12")] = 1.25
    new_places_per_year: A[float, number("beds the State pays for, whole country", "beds/year", 0, 60000, "law", "assumption: none in the frozen base; lever 4.2.A")] = 0.0
    local_veto: A[float, number("share of planned places that a municipality stops", "share", 0, 0.8, "assumed", "assumption: nothing is planned in 2020; lever 4.2.A")] = 0.0
    places_paid: A[float, number("what the State pays a year for places by its own plan, whole country", "EUR/year", 0, 2e9, "law", "assumption: none in the frozen base; lever 4.2.A", "indexed")] = 0.0
    agreed_places_per_year: A[float, number("beds the State pays for on request of the municipality itself, whole country", "beds/year", 0, 60000, "law", "assumption: none in the frozen base; lever B16")] = 0.0
    check_fine: A[float, number("fine of a landlord whose house is found crowded", "EUR", 0, 90000, "law", "assumption: houses are closed or cleared, seldom fined; lever 4.1.C", "nominal")] = 0.0
    check_cost: A[float, number("cost to the municipality of a check, over those of the base", "EUR", 0, 5000, "assumed", "assumption: the checks of 2020 are in the base budget; lever 4.1.C", "indexed")] = 0.0
    build_weeks: A[int, number("weeks from decision to an open location", "weeks", 13, 208, "measured", "H31")] = 78
    shelter_open_places: A[float, number("low-threshold places open to everyone, whole country, winter", "persons", 0, 20000, "measured", "assumption: 300 winter places; D13 saw 795 when open to all")] = 300.0
    shelter_entitled_places: A[float, number("regular shelter beds that entitled migrants reach, whole country", "persons", 0, 20000, "measured", "assumption: 7% entitled (D10) of about 2,500 (D1)")] = 250.0
    shelter_short_places: A[float, number("places for a short stay open to everyone, whole country, all year; kept and paid for whether used or not", "persons", 0, 20000, "law", "assumption: none in 2020; lever X10")] = 0.0
    shelter_cost: A[float, number("cost of a place in a shelter", "EUR/week", 0, 2000, "assumed", "assumption: F2, 70 a night from memory", "indexed")] = 490.0
    lease_after_weeks: A[int, number("weeks in a tied bed after which it becomes a lease of its own; 0 never", "weeks", 0, 104, "law", "assumption: no limit in 2020 (LAW-H04); lever 4.4.A")] = 0
    lease_compliance: A[float, number("share of locations that give that lease", "share", 0, 1, "assumed", "assumption: levers 4.4.A, .2-.95")] = 0.6
    lease_notice_weeks: A[float, number("notice of such a lease after the job", "weeks", 0, 26, "law", "assumption: levers 4.4.A, 4-26")] = 9.0
    lease_new_from: A[int, number("first week of stays that the lease rule holds for", "week", LONG_AGO, NEVER, "law", "assumption: no rule in 2020; lever 4.4.A")] = LONG_AGO
    lease_rotation: A[float, number("share of those locations that move people to another bed just before, so that no lease is due", "share", 0, 1, "assumed", "assumption: none without a rule to avoid; lever 4.4.A")] = 0.0
    lease_rent: A[float, number("rent of such a lease over the rent before", "ratio", 1, 2, "assumed", "assumption: the same rent without a rule; lever 4.4.A")] = 1.0
    post_job_weeks: A[float, number("weeks a tied bed may be kept after the job while the rent is paid", "weeks", 0, 13, "law", "assumption: none in 2020; lever 4.4.B")] = 0.0
    decoupled_share: A[float, number("share of tied beds in which rent and job are really apart", "share", 0, 1, "law", "assumption: none in 2020; lever 4.4.B")] = 0.0
    decoupled_rogue: A[float, number("the same over that share at rogue agencies", "share", 0, 1, "assumed", "assumption: levers 4.4.B, compliance of rogue firms .3")] = 0.3
    decoupled_new_from: A[int, number("first week of stays that the share holds for", "week", LONG_AGO, NEVER, "law", "assumption: no rule in 2020; lever 4.4.B")] = LONG_AGO
    rent_after_job: A[float, number("rent after the job over the rent before", "ratio", 0, 2, "law", "assumption: the same rent; lever 4.4.B")] = 1.0
    withdrawal: A[float, number("share of agencies' own locations given up a year once they may not be tied", "1/year", 0, 0.5, "assumed", "assumption: none while beds are tied; levers 4.4.A and 4.4.B")] = 0.0
    withdrawal_others: A[float, number("share of other landlords' locations given up a year once a stay becomes a lease", "1/year", 0, 0.5, "assumed", "assumption: none while stays are short by nature; levers 4.4.A and X06")] = 0.0
    return_help: A[float, number("multiplier on going home from the street by help to return", "ratio", 0.2, 10, "measured", "D16")] = 1.0
    takeover: A[float, number("part of those locations that another landlord goes on letting", "share", 0, 1, "assumed", "assumption: none while beds are tied; lever X02")] = 0.0
    decent_weeks: A[int, number("weeks after a fine in which the landlord takes one person per bed there", "weeks", 0, 520, "assumed", "assumption: no fines in 2020; lever 4.1.C")] = 0
    self_arranged: A[float, number("part of the recruits who would come to a bed of the agency and now find a roof themselves", "share", 0, 1, "assumed", "assumption: none while agencies house them; lever X02")] = 0.0
    rent_unpaid: A[float, number("share of quarters in which a tenant does not pay the rent that cannot be kept from his wage", "share", 0, 1, "assumed", "assumption: all is kept from the wage in 2020; levers X02 and 4.3.D")] = 0.0
    temp_share: A[float, number("share of landlords who give those who come to stay a temporary lease", "share", 0, 0.8, "assumed", "assumption: contracts short by nature in 2020 (LAW-H08); lever B19")] = 0.0
    temp_labelled: A[float, number("the same at locations with a label", "share", 0, 1, "assumed", "assumption: contracts short by nature in 2020 (LAW-H08); lever X06")] = 0.0
    temp_notice_weeks: A[float, number("notice of a temporary lease after the job", "weeks", 0, 26, "law", "assumption: none given in 2020; levers B19 and X06")] = 0.0
    temp_max_weeks: A[int, number("longest temporary lease", "weeks", 0, 260, "law", "assumption: none given in 2020; levers B19 and X06")] = 0
    temp_new_from: A[int, number("first week of stays that may be on a temporary lease", "week", LONG_AGO, NEVER, "law", "assumption: none given in 2020; levers B19 and X06")] = LONG_AGO
    report_beds: A[float, number("beds that a growing hirer must show for a new job", "beds/job", 0, 1, "law", "assumption: nobody asks in 2020; lever 4.2.C")] = 0.0
    report_coverage: A[float, number("share of hirers in municipalities that ask a report", "share", 0, 1, "assumed", "assumption: nobody asks in 2020; lever 4.2.C")] = 0.0
    report_weeks: A[int, number("weeks that such a report takes", "weeks", 0, 26, "assumed", "assumption: nobody asks in 2020; lever 4.2.C")] = 0
    report_pays: A[float, number("share of those hirers that pay for beds where there are none", "share", 0, 1, "assumed", "assumption: nobody asks in 2020; lever 4.2.C")] = 0.0
    report_elsewhere: A[float, number("part of the growth held back that hirers elsewhere take over", "share", 0, 1, "assumed", "assumption: nobody asks in 2020; lever 4.2.C")] = 0.0
    report_bed_price: A[float, number("what a hirer pays for a new bed", "EUR", 10000, 100000, "measured", "H30", "indexed")] = 40000.0


class NormRules(NamedTuple):
    """Licence of landlords, floor space, label of houses: what bounds the persons in a house beyond the checks of 2020."""

    licence_coverage: A[float, number("share of houses in municipalities that ask a licence of landlords", "share", 0, 1, "law", "assumption: no power in 2020 (LAW-H05); lever 4.1.B")] = 0.0
    licence_progress: A[float, number("share of those houses whose term to comply has passed", "share", 0, 1, "law", "assumption: no power in 2020; lever 4.1.B")] = 0.0
    licence_check: A[float, number("chance a week that such a house is checked besides", "1/week", 0, 0.05, "assumed", "assumption: no power in 2020; lever 4.1.B")] = 0.0
    licence_cost: A[float, number("cost of the licence and its conditions", "EUR/bed/year", 0, 2000, "assumed", "assumption: no power in 2020; lever 4.1.B", "indexed")] = 0.0
    licence_exit: A[float, number("share of crowded houses that close rather than meet the conditions", "share", 0, 0.8, "assumed", "assumption: no power in 2020; lever 4.1.B")] = 0.0
    floor_m2: A[float, number("least floor area per person, national", "m2", 0, 30, "law", "assumption: what the Building Decree asked bound no house in 2020; lever 4.3.C")] = 0.0
    floor_coverage: A[float, number("share of houses that this norm holds for", "share", 0, 1, "law", "assumption: bound no house in 2020; lever 4.3.C")] = 0.0
    floor_progress: A[float, number("share of those houses whose term to comply has passed", "share", 0, 1, "law", "assumption: bound no house in 2020; lever 4.3.C")] = 0.0
    floor_check: A[float, number("chance a week that such a house is checked besides", "1/week", 0, 0.05, "assumed", "assumption: bound no house in 2020; lever 4.3.C")] = 0.0
    local_m2: A[float, number("least floor area per person, in municipalities with a norm of their own", "m2", 0, 30, "law", "assumption: no local norms in 2020; lever B20")] = 0.0
    local_coverage: A[float, number("share of houses in such municipalities", "share", 0, 1, "law", "assumption: no local norms in 2020; lever B20")] = 0.0
    local_progress: A[float, number("share of those houses whose term to comply has passed", "share", 0, 1, "law", "assumption: no local norms in 2020; lever B20")] = 0.0
    local_check: A[float, number("chance a week that such a house is checked besides", "1/week", 0, 0.05, "assumed", "assumption: no local norms in 2020; lever B20")] = 0.0
    moved_share: A[float, number("share of landlords without label held back by a local rule who let a house in a municipality without it instead", "share", 0, 1, "assumed", "assumption: no local rules in 2020; levers 4.1.B and B20")] = 0.0
    lawful: A[float, number("share of landlords without label who keep to a norm of themselves", "share", 0, 1, "assumed", "assumption: as the share of quick landlords that keep to four weeks; no figure")] = 0.4
    check_cost: A[float, number("cost to the municipality of a check for such a norm", "EUR", 0, 5000, "assumed", "assumption: two officials for half a day, and the file", "indexed")] = 600.0
    check_ratio: A[float, number("multiplier on municipal checks of houses without label", "ratio", 0.5, 3, "assumed", "assumption: 1 is the practice of 2020; lever 4.3.E")] = 1.0
    audit_progress: A[float, number("share of labelled houses audited since the label changed", "share", 0, 1, "assumed", "assumption: the label does not change in 2020; levers 4.3.A and 4.3.E")] = 0.0
    lenient_left: A[float, number("part of the houses under the more lenient label that stay under it", "share", 0, 1, "assumed", "assumption: two labels in 2020; lever 4.3.A")] = 1.0
    label_quality: A[float, number("floor area that the joint label asks of them beyond the old", "share", 0, 0.5, "assumed", "assumption: two labels in 2020; lever 4.3.A")] = 0.0
    label_cost_ratio: A[float, number("cost of the label of houses over that of 2020", "ratio", 0.5, 2, "assumed", "assumption: 1 is the cost of 2020; lever 4.3.A")] = 1.0
    label_cost: A[float, number("yearly cost of that label in 2020, which is in the cost of a bed", "EUR/bed/year", 0, 200, "assumed", "assumption: an inspection of a few hundred euros for about seven beds (H8, H12)", "indexed")] = 25.0
    label_m2: A[float, number("least floor area per person that the label asks after the transition", "m2", 0, 30, "law", "assumption: the old norm, which a bed meets, in 2020 (LAW-H11); lever 4.3.B")] = 0.0
    label_progress: A[float, number("share of labelled houses whose term has passed", "share", 0, 1, "law", "assumption: no transition in 2020; lever 4.3.B")] = 0.0
    upgrade_cost: A[float, number("mean cost of bringing a bed to that area", "EUR/bed", 0, 20000, "assumed", "assumption: no transition in 2020; lever 4.3.B", "indexed")] = 0.0
    may_expand: A[float, number("share of houses that have or get room to do so", "share", 0, 1, "assumed", "assumption: no transition in 2020; lever 4.3.B")] = 0.0
    label_premium: A[float, number("crowding a landlord gives up for a label", "persons/bed", 0, 1, "assumed", "assumption: agencies prefer the bed, the rent may be kept from the wage, and checks do not close it")] = 0.3
    label_reach: A[float, number("share of houses without label that are asked to get one", "share", 0, 1, "law", "assumption: the label is voluntary in 2020; lever 4.3.D")] = 0.0
    label_entry_cost: A[float, number("cost of bringing a bed to the label", "EUR/bed", 0, 5000, "assumed", "assumption: the label is voluntary in 2020; lever 4.3.D", "indexed")] = 0.0
    label_small_exit: A[float, number("share of the smallest private houses that stop when asked", "share", 0, 1, "assumed", "assumption: the label is voluntary in 2020; lever 4.3.D")] = 0.0
    label_shared: A[float, number("share of labelled houses whose audit the municipality gets to see", "share", 0, 1, "assumed", "assumption: labels and municipalities shared nothing in 2020; lever 4.3.E")] = 0.0
    label_leaving: A[float, number("share of landlords of crowded houses who give up the label once it shares its data", "share", 0, 1, "assumed", "assumption: labels shared no data in 2020; lever 4.3.E")] = 0.0


class CoverRules(NamedTuple):
    """Duty to insure, policies, run-off, scheme for the uninsured."""

    repair_weeks: A[int, number("weeks within which a policy works back to the start of the duty", "weeks", 0, 104, "law", "LAW-Z04")] = 17
    runoff_weeks: A[int, number("weeks of legal cover after the job", "weeks", 0, 52, "law", "LAW-Z02")] = 0
    home_cover_share: A[float, number("share of the jobless whom the home state is to insure, where that is more than in practice", "share", 0, 1, "assumed", "assumption: the practice of 2020; lever B11")] = 0.0
    home_cover_weeks: A[int, number("weeks that this is to take, where that is less than in practice", "weeks", 1, 52, "assumed", "assumption: the practice of 2020; lever B11")] = 52
    home_cover_progress: A[float, number("part of the way from practice to both that has been gone", "0..1", 0, 1, "assumed", "assumption: the practice of 2020; lever B11")] = 0.0
    runoff_premium: A[float, number("what the State pays the insurer for a week of run-off cover", "EUR/week", 0, 200, "assumed", "assumption: no run-off in 2020; lever 5.1.A", "indexed")] = 0.0
    guarantee_weeks: A[int, number("weeks insurers guarantee payment to providers after the end", "weeks", 0, 26, "measured", "LAW-Z07")] = 4
    guarantee_share: A[float, number("share of policies with that guarantee", "share", 0, 1, "assumed", "assumption: G6 (200,000 at specialised insurers) over the stock")] = 0.5
    scheme_use: A[float, number("share of necessary care of the uninsured that the scheme pays", "share", 0, 1, "assumed", "assumption: levers 5.1.A, range .05-.9")] = 0.4
    premium: A[float, number("health premium", "EUR/week", 0, 100, "measured", "G4", "indexed")] = 28.8
    policy_access_cost: A[float, number("cost the law puts on withholding cover", "EUR/EUR", 0, 2, "law", "assumption: none in 2020; lever 5.1.B")] = 0.0
    self_service: A[float, number("share of persons with a digital identity of their own, over that of practice", "share", 0, 1, "law", "assumption: the practice of 2020; lever 3.2.B")] = 0.0
    access_ratio: A[float, number("time and failures on the way to a policy with it, over those without", "ratio", 0.1, 1, "assumed", "assumption: the practice of 2020; lever 3.2.B")] = 1.0
    self_check: A[float, number("chance a week that a person who has it and knows his rights looks whether he is insured at all", "1/week", 0, 0.2, "assumed", "assumption: the practice of 2020; lever 3.2.B")] = 0.0
    gp_gain: A[float, number("share of the insured with a general practitioner nearby, over that of practice", "share", 0, 1, "law", "assumption: the practice of 2020; lever 5.1.C")] = 0.0
    gp_illness: A[float, number("illness that keeps from work with a practitioner, over that without", "ratio", 0.3, 1, "assumed", "assumption: the practice of 2020; lever 5.1.C")] = 1.0
    gp_recovery: A[float, number("chance of recovery with a practitioner over that without", "ratio", 1, 2, "assumed", "assumption: the practice of 2020; lever 5.1.C")] = 1.0
    gp_cost: A[float, number("what a practitioner costs the insurer per person", "EUR/week", 0, 50, "assumed", "assumption: the practice of 2020; lever 5.1.C", "indexed")] = 0.0
    care_seek_ratio: A[float, number("uninsured who seek care they need, over practice", "ratio", 0, 2, "assumed", "assumption: the practice of 2020; lever B10")] = 1.0
    care_cost_ratio: A[float, number("cost of their care over practice", "ratio", 0.2, 2, "assumed", "assumption: the practice of 2020; lever B10")] = 1.0
    diligence_lost: A[float, number("part of the worth to an agency of insuring its workers that is gone because the State pays for those not insured", "share", 0, 1, "assumed", "assumption: the practice of 2020; lever 5.1.A")] = 0.0
    runoff_stay: A[float, number("share of the jobless that put off leaving NL from week to week while their cover runs on", "share", 0, 1, "assumed", "assumption: no run-off in 2020; lever 5.1.A")] = 0.0
    scheme_recover: A[float, number("share of what the scheme pays that comes back from states of origin", "share", 0, 1, "law", "assumption: no use is monitored in 2020; lever B10")] = 0.0
    scheme_bill: A[float, number("share of the patients of the scheme who get the bill themselves", "share", 0, 1, "law", "assumption: none in practice; lever B10")] = 0.0
    scheme_file_cost: A[float, number("cost of a file from which to recover", "EUR", 0, 2000, "assumed", "assumption: no use is monitored in 2020; lever B10", "indexed")] = 0.0


class RegistrationRules(NamedTuple):
    """Registers and what they hold."""

    contact_share: A[float, number("share of new RNI entries with a working address or number", "share", 0, 1, "law", "LAW-G03")] = 0.0
    resident_rate: A[float, number("multiplier on registering as resident", "ratio", 0, 10, "assumed", "assumption: 1 is the practice of 2020")] = 1.0
    register_after_weeks: A[int, number("weeks of stay after which registering as resident is due", "weeks", 0, 52, "law", "LAW-G01")] = 17
    desk_reach: A[float, number("share of arrivals who learn of their rights at a desk", "share", 0, 1, "assumed", "assumption: desks only registered people in 2020; lever 3.2.A")] = 0.0
    desk_gain: A[float, number("part of what they do not know that they then know", "share", 0, 1, "assumed", "assumption: desks only registered people in 2020; lever 3.2.A")] = 0.0
    found_rate: A[float, number("chance a week that long-staying non-residents are found and registered", "1/week", 0, 0.2, "assumed", "assumption: signals were only tried in 2020; lever 3.1.D")] = 0.0
    information: A[float, number("weekly gain in knowledge of rights by public information", "1/week", 0, 0.1, "assumed", "assumption: running help desks are in the base level")] = 0.0
    arrival_care: A[float, number("share of new workers in no register whom their agency registers on arrival", "share", 0, 1, "law", "assumption: no duty of care in 2020; lever 3.1.A")] = 0.0
    stay_care: A[float, number("share of workers due as residents whom their agency brings to the register", "share", 0, 1, "law", "assumption: no duty of care in 2020; lever 3.1.A")] = 0.0
    care_cost: A[float, number("cost to an agency of that care, per new worker", "EUR", 0, 500, "assumed", "assumption: no duty of care in 2020; lever 3.1.A", "indexed")] = 0.0
    care_rogue: A[float, number("share of rogue agencies that keep to that duty", "share", 0, 1, "assumed", "assumption: as with other paper rules, levers 4.4.B; no figure")] = 0.3
    proxy_rogue: A[float, number("share of registrations by rogue agencies at an office or mass address", "share", 0, 1, "assumed", "assumption: levers 3.1.A, proxy registration; no figure")] = 0.5
    register_effort: A[float, number("mean cost to an agency of bringing one worker to the register", "EUR", 10, 2000, "assumed", "assumption: half a day of the worker and of somebody who helps", "indexed")] = 150.0
    register_success: A[float, number("chance a quarter that an agency which wants a worker registered brings him there", "share", 0, 1, "assumed", "assumption: an appointment, papers, and a landlord who agrees")] = 0.5
    address_known: A[float, number("share of non-residents whose actual address a municipality knows", "share", 0, 1, "law", "assumption: municipalities make no use of it in 2020; lever 3.1.C")] = 0.0
    address_first: A[float, number("share of arrivals whose first address is recorded", "share", 0, 1, "law", "assumption: LAW-G04 dates from 2022; lever B13")] = 0.0
    address_first_from: A[int, number("first week of arrivals whose address is recorded", "week", LONG_AGO, NEVER, "law", "assumption: LAW-G04 dates from 2022; lever B13")] = NEVER
    address_halflife: A[float, number("weeks after which half of those addresses are out of date", "weeks", 1, 520, "assumed", "assumption: levers B13, 2-52 weeks")] = 12.0
    crowding_seen: A[float, number("checks of a crowded house whose dwellers are all known, over those of others", "ratio", 1, 3, "assumed", "assumption: addresses are not used for it in 2020; levers 3.1.C and B13")] = 1.0
    refusal: A[float, number("share of crowded houses without label whose landlord lets nobody register", "share", 0, 1, "assumed", "assumption: what there is today is in the base rate; lever 3.1.C")] = 0.0
    fund_per_head: A[float, number("what a municipality gets for each registered migrant", "EUR/year", 0, 1500, "law", "assumption: no counting of non-residents in 2020; lever 3.1.C", "indexed")] = 0.0
    fund_checks: A[float, number("part of that which goes to checks of houses", "share", 0, 1, "assumed", "assumption: the fund is free to spend; lever 3.1.C")] = 0.05
    fund_places: A[float, number("part of that which goes to places for migrants", "share", 0, 1, "assumed", "assumption: the fund is free to spend; lever 3.1.C")] = 0.05
    fund_check_cost: A[float, number("cost of a check paid from it", "EUR", 100, 5000, "assumed", "assumption: levers 4.1.C, two officials for half a day, and the file", "indexed")] = 600.0
    fund_place_cost: A[float, number("cost to a municipality of a place paid from it", "EUR", 1000, 100000, "assumed", "assumption: EUR 50m over 4,700 places (levers B16)", "indexed")] = 10600.0
    job_end_seen: A[float, number("share of lost agency jobs that the State sees", "share", 0, 1, "law", "assumption: nothing is done with it in 2020; lever B14")] = 0.0
    job_end_seen_rogue: A[float, number("the same at rogue agencies over that at others", "share", 0, 1, "assumed", "assumption: they report late or not at all; lever B14")] = 0.5
    outreach: A[float, number("share of those seen and still jobless who are offered help", "share", 0, 1, "law", "assumption: no outreach in 2020; lever B14")] = 0.0
    outreach_lag: A[int, number("weeks from the end of the job to that offer", "weeks", 1, 26, "law", "assumption: no outreach in 2020; lever B14")] = 4
    outreach_gain: A[float, number("part of what they do not know that they then know", "share", 0, 1, "assumed", "assumption: more than a desk, since it comes when it is needed; lever B14")] = 0.25
    outreach_return: A[float, number("share of the homeless among them who go home with help", "share", 0, 1, "assumed", "assumption: D16 finds some hundreds a year without any list to go by; lever B14")] = 0.2
    outreach_cost: A[float, number("cost of reaching one person", "EUR", 0, 2000, "assumed", "assumption: no outreach in 2020; lever B14", "indexed")] = 0.0


class InspectionRules(NamedTuple):
    """Capacity and conduct of the enforcers."""

    inspectorate_visits: A[float, number("visits of the Inspectorate at agencies and their hirers", "visits/year", 0, 20000, "measured", "E6")] = 435.0
    agency_visit_share: A[float, number("share of those at agencies", "share", 0, 1, "assumed", "assumption: equations.md section 1, range .3-.8; E6 has no split")] = 0.5
    sector_body_visits: A[float, number("investigations of the sector's wage body", "visits/year", 0, 20000, "measured", "E23")] = 662.0
    label_audits_per_firm: A[float, number("audits of a certified firm", "1/year", 0, 12, "measured", "L2.12")] = 2.0
    tax_audits: A[float, number("tax audits of agencies", "visits/year", 0, 20000, "assumed", "assumption: about 5% of active agencies a year")] = 325.0
    unannounced_share: A[float, number("share of visits without announcement", "share", 0, 1, "assumed", "assumption: no count by kind of visit; the letter (6.1.E) asks for more unannounced")] = 0.5
    fine_small: A[float, number("fine per violation, under 10 workers", "EUR", 0, 200000, "law", "LAW-L02", "nominal")] = 8000.0
    fine_medium: A[float, number("fine per violation, 10 to 29 workers", "EUR", 0, 200000, "law", "LAW-L02", "nominal")] = 16000.0
    fine_large: A[float, number("fine per violation, 30 and more workers", "EUR", 0, 200000, "law", "LAW-L02", "nominal")] = 32000.0
    record_fine_per_worker: A[float, number("fine for missing records", "EUR/worker", 0, 50000, "law", "LAW-L08", "nominal")] = 12000.0
    presumed_weeks: A[float, number("weeks of full-time wage presumed due where records are missing", "weeks", 0, 52, "law", "assumption: none in 2020; lever 6.2.A")] = 0.0
    targeting_gain: A[float, number("how much stronger risk guides a visit, of every enforcer", "log", 0, 3, "assumed", "assumption: none without joint data; lever 6.1.B")] = 0.0
    find_ratio: A[float, number("multiplier on the chance that a visit to a violator finds something", "ratio", 0.5, 2, "assumed", "assumption: 1 is the practice of 2020; levers 6.1.A and 6.1.E")] = 1.0
    record_link: A[float, number("share of restarted firms in which the enforcers know the old one", "share", 0, 1, "assumed", "assumption: a new name is a new file; lever 6.1.B")] = 0.0
    manager_share: A[float, number("share of a fine beyond the firm's means that is had from who leads it", "share", 0, 1, "law", "assumption: only the firm is fined in 2020; lever X09")] = 0.0
    manager_means: A[float, number("most that can be had from such a person", "EUR", 0, 500000, "assumed", "assumption: only the firm is fined in 2020; lever X09", "indexed")] = 0.0
    claim_ratio: A[float, number("multiplier on the share of unpaid wages that is claimed", "ratio", 0.1, 10, "assumed", "assumption: 1 is the practice of 2020; lever 7.2.D")] = 1.0
    foreign_detect: A[float, number("chance of a find at a firm that moved abroad, over that at others", "ratio", 0.1, 1, "assumed", "assumption: levers 2.1.H; nobody has moved before there is a gate")] = 0.4
    foreign_collect: A[float, number("share of fines, tax and claims that can be executed against such a firm", "share", 0, 1, "assumed", "assumption: levers 2.1.H; nobody has moved before there is a gate")] = 0.3
    floor_rate: A[float, number("published least hire rate over the wage; 0 none", "ratio", 0, 2, "law", "assumption: no floor in 2020; lever 2.2.D")] = 0.0
    floor_flag: A[float, number("risk that an offer below it adds in the eyes of enforcers", "0..1", 0, 1, "assumed", "assumption: no floor in 2020; lever 2.2.D")] = 0.0
    kickback_share: A[float, number("share of agencies that show the floor and give the discount back through housing or transport", "share", 0, 1, "assumed", "assumption: nothing to hide without a floor; lever 2.2.D")] = 0.0
    kickback_cost: A[float, number("part of what is so hidden that the detour costs", "share", 0, 0.9, "assumed", "assumption: nothing to hide without a floor; lever 2.2.D")] = 0.0
    sector_ban: A[int, number("sectors where lending is banned: sum of 1, 2, 4, 8, 16 for the codes 0 to 4", "bits", 0, 31, "law", "assumption: no ban in 2020 (LAW-E05); lever X01")] = 0
    sector_ban_share: A[float, number("share of hirers of those sectors under the ban", "share", 0, 1, "law", "assumption: no ban in 2020 (LAW-E05); lever X01")] = 0.0
    sector_ban_obey: A[float, number("share of those that obey", "share", 0, 1, "assumed", "assumption: no ban in 2020 (LAW-E05); lever X01")] = 0.0
    sector_ban_fined: A[int, number("1: the transition is over and a firm that goes on is fined when visited", "0/1", 0, 1, "law", "assumption: no ban in 2020 (LAW-E05); lever X01")] = 0
    claim_award: A[float, number("chance that a true and proven claim is awarded", "share", 0, 1, "assumed", "assumption: levers 7.2.D, .4-.95")] = 0.7
    register_check_rate: A[float, number("chance a week that the registration of an agency's workers is checked", "1/week", 0, 0.05, "law", "assumption: nobody checks it in 2020; levers 3.1.F and 6.3.A")] = 0.0
    register_check_fine: A[float, number("fine per worker due as resident and not registered", "EUR/worker", 0, 10000, "law", "assumption: nobody checks it in 2020; levers 3.1.F and 6.3.A", "nominal")] = 0.0
    register_check_visits: A[float, number("work of such a check, in visits", "visits", 0, 2, "assumed", "assumption: nobody checks it in 2020; levers 3.1.F and 6.3.A")] = 0.0
    register_check_taken: A[float, number("part of that work taken from visits of the Inspectorate", "share", 0, 1, "law", "assumption: nobody checks it in 2020; levers 3.1.F and 6.3.A")] = 0.0
    underpay_fine_per_worker: A[float, number("fine for underpayment that the books show, where that is more than the fine per violation", "EUR/worker", 0, 50000, "assumed", "assumption: the fine per violation in the base; lever B27", "nominal")] = 0.0
    records_alone: A[int, number("1: missing records are held against a firm also where a visit finds nothing else", "0/1", 0, 1, "law", "assumption: only beside another finding in the base; lever B27")] = 0
    accident_rate: A[float, number("accidents at work", "1/week", 0, 0.005, "assumed", "assumption: levers 2.1.G, part of the illness of the base")] = 0.0005
    accident_reports: A[float, number("share of accidents that come to be reported over those of practice", "share", 0, 1, "law", "assumption: what is reported in 2020 (E38) is in the base; levers 2.1.G and B24")] = 0.0
    accident_signal: A[float, number("pull of reported accidents on visits to a hirer", "1/log", 0, 5, "assumed", "assumption: no reports by duty in 2020; levers 2.1.G and B24")] = 0.0
    accident_visits: A[float, number("work on a report, in visits that are not made elsewhere", "visits", 0, 1, "assumed", "assumption: no reports by duty in 2020; levers 2.1.G and B24")] = 0.0
    accident_measures: A[float, number("share of accidents prevented where an agency looks at the measures after a report", "share", 0, 1, "assumed", "assumption: nobody looks in 2020; lever 2.1.G")] = 0.0
    accident_hidden: A[float, number("share of accidents at rogue agencies that are hidden by ending the contract", "share", 0, 1, "assumed", "assumption: no duty to escape in 2020; levers 2.1.G and B24")] = 0.0
    accident_cost_hirer: A[float, number("cost of a report to the hirer", "EUR", 0, 5000, "assumed", "assumption: no duty in 2020; levers 2.1.G and B24", "indexed")] = 0.0
    accident_cost_agency: A[float, number("cost to the agency of looking and reporting", "EUR", 0, 5000, "assumed", "assumption: no duty in 2020; levers 2.1.G and B24", "indexed")] = 0.0


class LiabilityRules(NamedTuple):
    """What falls on the hirer."""

    wage_share: A[float, number("share of unpaid wages that can be had from the hirer", "share", 0, 1, "law", "LAW-L04")] = 0.05
    at_the_end: A[float, number("share of the claims that a firm leaves unpaid at its end that can be had from the hirer", "share", 0, 1, "law", "assumption: nobody turns to hirers then in 2020; lever 2.1.E")] = 0.0
    fine_hirer: A[int, number("1: the hirer of a fined agency is fined by the same table when visited", "0/1", 0, 1, "law", "LAW-L02")] = 1
    awareness: A[float, number("how much more hirers know of what they risk", "0..1", 0, 1, "assumed", "assumption: nobody tells them in 2020; lever B21")] = 0.0
    fine_chance: A[float, number("chance that the hirer is to be fined too when its agency is, where that is more than in practice", "share", 0, 0.9, "law", "assumption: the practice of 2020; lever 2.1.E")] = 0.0
    fine_progress: A[float, number("part of the way from practice to that chance that has been gone", "0..1", 0, 1, "law", "assumption: the practice of 2020; lever 2.1.E")] = 0.0
    safe_harbour: A[int, number("1: hirers of labelled or admitted agencies are not liable", "0/1", 0, 1, "law", "assumption: only for the minimum wage in 2020, which is in the share above; lever 2.1.E")] = 0
    claim_chance: A[float, number("chance a year that a hirer expects to pay for a suspect supplier, beside that of practice", "1/year", 0, 0.5, "assumed", "assumption: the practice of 2020; lever B04")] = 0.0
    report_coverage: A[float, number("share of agency work at hirers, the largest first, that must report on their suppliers", "share", 0, 1, "law", "assumption: no such duty in 2020; lever 2.2.A")] = 0.0
    report_awareness: A[float, number("how much more those know and mind", "0..1", 0, 1, "assumed", "assumption: no such duty in 2020; lever 2.2.A")] = 0.0
    report_cost: A[float, number("yearly cost of the report", "EUR/year", 0, 20000, "assumed", "assumption: no such duty in 2020; lever 2.2.A", "indexed")] = 0.0
    floor_flag: A[float, number("utility lost by an offer below the published floor, to a fully aware hirer", "log", 0, 1, "assumed", "assumption: no floor in 2020; lever 2.2.D")] = 0.0
    employer_cost: A[float, number("what the duties of an employer add to the cost of agency work to the hirer", "share", 0, 1, "assumed", "assumption: they fall on the agency in 2020; lever B04")] = 0.0
    dismissal_weeks: A[float, number("weeks of wage a hirer owes the agency worker it sends away", "weeks", 0, 26, "law", "assumption: none in 2020; lever B04")] = 0.0
    avoid_share: A[float, number("share of the agency work that B04 or X01 drives out which goes to self-employment, subcontracting and posting", "share", 0, 1, "assumed", "assumption: nothing is driven out in 2020; levers B04 and X01")] = 0.0
    tax_share: A[float, number("share of unpaid wage tax that can be had from the hirer", "share", 0, 1, "assumed", "assumption: liable by LAW-L06, for all of it on paper; what is had of it in practice has no figure")] = 0.2


class TaxRules(NamedTuple):
    """Taxes, premiums, benefits; a coarse account of the State."""

    wage_tax: A[float, number("wage tax and employee premiums over the gross wage", "share", 0, 0.6, "assumed", "assumption: about 12% at minimum wage after credits")] = 0.12
    employer_premiums: A[float, number("part of the cost factor that is premium and tax for the State", "share of gross wage", 0, 0.6, "assumed", "assumption: about 20% of the gross wage")] = 0.20
    blocked_account_cost: A[float, number("cost the law puts on evading tax and premiums", "EUR/EUR", 0, 2, "law", "assumption: voluntary in 2020; lever 2.1.B")] = 0.0
    programme_cost: A[float, number("yearly cost to the State of what measures need: desks, teams, subsidies, whole country", "EUR/year", 0, 2000000000, "assumed", "assumption: what runs in 2020 is in the base budget; levers", "indexed")] = 0.0
    unemployment_weeks: A[int, number("length of unemployment benefit after 26 of 36 weeks", "weeks", 0, 104, "law", "LAW-B02")] = 13
    unemployment_level: A[float, number("unemployment benefit over the daily wage", "share", 0, 1, "law", "LAW-B04")] = 0.75
    weeks_condition: A[int, number("worked weeks out of 36 that open unemployment benefit", "weeks", 1, 36, "law", "LAW-B01")] = 26
    sickness_level: A[float, number("sickness benefit over the daily wage", "share", 0, 1, "law", "LAW-S05")] = 0.70


class AdmissionRules(NamedTuple):
    """Certificate, admission, deposit; all off in the base."""

    deposit: A[float, number("deposit per lender", "EUR", 0, 1000000, "law", "LAW-X07", "nominal")] = 0.0
    deposit_starter: A[float, number("part of it that a starter pays first", "share", 0, 1, "law", "LAW-X07")] = 1.0
    deposit_starter_weeks: A[int, number("weeks after which a starter pays the rest", "weeks", 0, 208, "law", "LAW-X07")] = 26
    deposit_new_from: A[int, number("first week of firms that owe a deposit", "week", LONG_AGO, NEVER, "law", "assumption: none in 2020; lever 2.1.C")] = LONG_AGO
    deposit_from: A[int, number("week in which the deposit comes into force; who begins later owes it from the start", "week", LONG_AGO, NEVER, "law", "assumption: none in 2020; lever 2.1.C")] = LONG_AGO
    deposit_term_weeks: A[int, number("weeks within which who lends already must have it, where lending needs no admission", "weeks", 0, 104, "law", "assumption: as long as the transition of lever 2.1.A")] = 52
    deposit_pay_weeks: A[int, number("weeks after the decision on admission within which it must be paid", "weeks", 1, 26, "law", "LAW-X14")] = 6
    deposit_refund_weeks: A[int, number("weeks of good conduct after which it is returned", "weeks", 26, 1040, "law", "LAW-X07")] = 208
    deposit_guarantee: A[int, number("1: a bank guarantee will do, 0: cash", "0/1", 0, 1, "law", "assumption: the letter considers a guarantee (2.1.C)")] = 1
    deposit_fee: A[float, number("yearly fee of a guarantee", "1/year", 0.005, 0.06, "assumed", "assumption: levers 2.1.C, .5-6%")] = 0.02
    deposit_investor: A[float, number("share of owners without the means that find an outside investor or straw man", "share", 0, 1, "assumed", "assumption: levers 2.1.C, outside investors fund it; no figure")] = 0.2
    investor_return: A[float, number("what that investor asks a year of the money he puts up", "1/year", 0, 0.5, "assumed", "assumption: risk capital without say")] = 0.15
    deposit_wages_first: A[int, number("1: wages before fines and tax, 0: fines and tax first", "0/1", 0, 1, "law", "assumption: the letter leaves the order open (2.1.C)")] = 1
    deposit_size_scaled: A[int, number("1: the amount is that of a firm of 50 workers, others in proportion", "0/1", 0, 1, "law", "assumption: a variant that weighs less on small firms (2.1.C)")] = 0
    gate: A[int, number("1: lending needs admission", "0/1", 0, 1, "law", "assumption: none in 2020 (LAW-X01); lever 2.1.A")] = 0
    gate_enforced: A[int, number("1: the transition is over and the ban bites", "0/1", 0, 1, "law", "assumption: none in 2020; lever 2.1.A")] = 0
    gate_from: A[int, number("week in which the gate comes into force; who lent before may go on while his application runs", "week", LONG_AGO, NEVER, "law", "assumption: none in 2020; lever 2.1.A")] = NEVER
    gate_new_from: A[int, number("first week of firms that need admission", "week", LONG_AGO, NEVER, "law", "assumption: none in 2020; lever 2.1.A")] = LONG_AGO
    pass_rogue: A[float, number("chance that a rogue firm passes an inspection for admission", "share", 0.05, 0.7, "assumed", "assumption: equations.md section 1")] = 0.35
    first_fail: A[float, number("share of honest firms that fail the first inspection", "share", 0, 0.9, "measured", "L2.11")] = 0.5
    second_fail: A[float, number("share of honest firms that fail after repair", "share", 0, 0.15, "assumed", "assumption: levers 2.1.A, 0-.15")] = 0.05
    apply_weeks: A[int, number("weeks from its start within which who lends already must apply; 0: no term, from the news on", "weeks", 0, 104, "law", "assumption: none in 2020; lever 2.1.A")] = 0
    apply_late: A[float, number("share of them that apply in the last eight weeks of that term", "share", 0, 0.9, "assumed", "assumption: most wait for the end of a term; .3-.9, no figure")] = 0.6
    applicants: A[float, number("lenders in the country that apply within that term, those outside the model included", "firms", 1000, 30000, "assumed", "L2.03")] = 6500.0
    label_route: A[int, number("1: a label stands in for the inspection, and label holders go first", "0/1", 0, 1, "law", "assumption: no admission in 2020; lever 2.1.A")] = 0
    review_weeks: A[int, number("weeks from application to decision without a queue", "weeks", 4, 26, "assumed", "assumption: levers 2.1.A, 4-26")] = 10
    reviews_per_year: A[float, number("applications the admission body can decide on, whole country", "1/year", 1000, 50000, "assumed", "assumption: all active firms within a year and a half")] = 9000.0
    audit_weeks: A[int, number("weeks between audits of an admitted firm", "weeks", 26, 104, "assumed", "assumption: levers 2.1.A, 26-104")] = 52
    audit_cost: A[float, number("yearly cost of admission to a firm", "EUR/year", 0, 20000, "assumed", "assumption: levers 2.1.A, 2,000-20,000", "indexed")] = 5000.0
    audit_find: A[float, number("chance that an audit finds a rogue firm", "share", 0.1, 0.6, "assumed", "assumption: equations.md section 1")] = 0.3
    revoke: A[float, number("chance that a finding costs the admission", "share", 0, 0.95, "assumed", "assumption: levers 2.1.A, .1-.95")] = 0.6
    register_check: A[float, number("share of hirers that check the register", "share", 0, 1, "assumed", "assumption: equations.md section 1, .2-.95")] = 0.7
    ban_chance: A[float, number("chance a year that a hirer expects to be fined for a supplier without admission", "1/year", 0, 0.5, "assumed", "assumption: a few visits in a hundred")] = 0.03
    stay_outside: A[float, number("share of refused or expelled rogue firms that go on without admission", "share", 0, 1, "assumed", "assumption: those that find hirers who do not check")] = 0.5
    shell_share: A[float, number("share of refused or expelled rogue owners that know of an admitted firm for sale", "share", 0, 1, "assumed", "assumption: levers 2.1.A, buying an admitted shell; no figure")] = 0.2
    shell_price: A[float, number("price of an admitted firm without business", "EUR", 0, 250000, "assumed", "assumption: some years of the cost of admission", "indexed")] = 25000.0
    foreign_reach: A[float, number("share of firms that moved abroad which the gate still reaches", "share", 0, 1, "law", "assumption: a law for firms in NL stops at the border; lever 2.1.H")] = 0.0
    abroad_share: A[float, number("share of refused or expelled rogue owners who can go on from abroad", "share", 0, 1, "assumed", "assumption: levers 2.1.A and 2.1.H, displacement to foreign posting; no figure")] = 0.3
    abroad_cost: A[float, number("cost of moving the seat", "EUR", 0, 100000, "assumed", "assumption: a company, papers and an office there; twice the cost of founding", "indexed")] = 10000.0
    blocked_weeks: A[float, number("weeks of turnover that lie on a blocked account", "weeks", 0, 12, "law", "assumption: voluntary in 2020; lever 2.1.B")] = 0.0
    credit_rate: A[float, number("yearly interest on money an agency lacks for it", "1/year", 0, 0.3, "assumed", "assumption: overdraft or factoring of a small firm; lever 2.1.B")] = 0.08
    body_cost: A[float, number("yearly cost of the admission body that fees do not cover", "EUR/year", 0, 50000000, "assumed", "assumption: half of what supervision of admission was granted (E3)", "indexed")] = 5e6
    screen_refuse: A[float, number("share of rogue founders refused at registration", "share", 0, 0.9, "law", "assumption: registration is open to all in 2020; levers 2.1.D and B07")] = 0.0
    screen_fail: A[float, number("share of honest founders refused at registration", "share", 0, 0.2, "assumed", "assumption: registration is open to all in 2020; lever 2.1.D")] = 0.0
    screen_weeks: A[int, number("weeks that registration takes longer", "weeks", 0, 26, "law", "assumption: registration is open to all in 2020; lever 2.1.D")] = 0
    finding_ban: A[float, number("chance that a finding of a public enforcer bans a director who was caught before", "share", 0, 0.9, "law", "assumption: no ban in 2020; lever 2.1.F")] = 0.0
    finding_ban_delay: A[int, number("weeks from that finding until the ban is there", "weeks", 0, 208, "law", "assumption: no ban in 2020; lever 2.1.F")] = 0
    restart_ban: A[float, number("chance that a director who was caught twice is banned when his firm has died in debt", "share", 0, 0.9, "law", "assumption: no ban in 2020; lever B23")] = 0.0
    restart_ban_weeks: A[int, number("weeks that either ban lasts", "weeks", 0, 1040, "law", "assumption: no ban in 2020; levers 2.1.F and B23")] = 156
    restart_ban_delay: A[int, number("weeks from the end of the firm until the ban is there", "weeks", 0, 208, "law", "assumption: no ban in 2020; lever B23")] = 0
    straw_share: A[float, number("share of banned directors who go on or start again behind a straw man", "share", 0, 1, "assumed", "assumption: levers 2.1.F, .1-.8")] = 0.4
    straw_cost: A[float, number("what the straw man costs", "EUR", 0, 50000, "assumed", "assumption: levers 2.1.F, up to 50,000", "indexed")] = 10000.0
    record_share: A[float, number("share of directors of rogue firms with a record", "share", 0, 1, "assumed", "assumption: nobody asks in 2020; lever B07")] = 0.0
    record_refuse: A[float, number("chance that a director with a record is refused a certificate of conduct", "share", 0, 1, "law", "assumption: no certificate in 2020; lever B07")] = 0.0
    record_retest_weeks: A[int, number("weeks between new certificates for a running firm; 0 never", "weeks", 0, 1040, "law", "assumption: no certificate in 2020; lever B07")] = 0
    record_straw_share: A[float, number("share of the refused who find a straw man", "share", 0, 1, "assumed", "assumption: no certificate in 2020; lever B07")] = 0.0
    record_straw_cost: A[float, number("what that straw man costs, at every certificate", "EUR", 0, 50000, "assumed", "assumption: no certificate in 2020; lever B07", "indexed")] = 0.0
    admin_cost: A[float, number("yearly cost to every agency of rules that ask for accounts and forms", "EUR/year", 0, 20000, "assumed", "assumption: what was asked in 2020 is in overhead; lever 2.1.B", "indexed")] = 0.0
    start_cost: A[float, number("cost of founding an agency", "EUR", 0, 100000, "assumed", "assumption: equations.md section 1", "indexed")] = 5000.0
    label_cost: A[float, number("yearly cost of the voluntary certificate", "EUR/year", 0, 50000, "measured", "L5.11", "indexed")] = 3000.0
    register_weight: A[float, number("chance that an audit finds fault with a firm none of whose workers due as residents are registered", "share", 0, 1, "law", "assumption: no part of an audit; lever 3.1.E")] = 0.0
    register_threshold: A[float, number("share of them that must be registered", "share", 0.1, 1, "law", "assumption: no part of an audit; lever 3.1.E")] = 0.9


class EconomyRules(NamedTuple):
    """What the law does not set but changes with the years: demand and prices.

    All money in the model is euros of the start of 2021. Amounts in the law that stay as written lose value with the
    price level (`sim.measures.law_of_week`); all others keep theirs.
    """

    demand_level: A[float, number("orders of all hirers over those of 2021", "ratio", 0.2, 3, "measured", "assumption: no trend in the frozen base")] = 1.0
    price_level: A[float, number("consumer prices over those of the start of 2021", "ratio", 0.5, 5, "measured", "assumption: no inflation in the frozen base")] = 1.0


class Rules(NamedTuple):
    """All institutional numbers of one week, by theme."""

    contract: ContractRules = ContractRules()
    pay: PayRules = PayRules()
    housing: HousingRules = HousingRules()
    norms: NormRules = NormRules()
    cover: CoverRules = CoverRules()
    registration: RegistrationRules = RegistrationRules()
    inspection: InspectionRules = InspectionRules()
    liability: LiabilityRules = LiabilityRules()
    tax: TaxRules = TaxRules()
    admission: AdmissionRules = AdmissionRules()
    economy: EconomyRules = EconomyRules()
