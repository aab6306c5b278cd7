"""Rules: the institutional numbers of one week, as the law, the agreements and the enforcers set them.

The defaults are the rules of December 2020. A base world (``scenarios/law``) dates and sources changes; a
lever rewrites a field. A field that only a lever uses has a default that changes nothing.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.params import number

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
    clause_new_from: A[int, number("first week of spells that the present clause rules hold for; older ones keep phase A", "week", -32768, 32767, "law", "assumption: one rule for all contracts in 2020; lever B01")] = -32768
    post_clause_notice_weeks: A[float, number("notice in phase A once the clause has run out", "weeks", 0, 8, "law", "assumption: none in 2020, contracts without clause are unlimited in phase A (LAW-N05); lever B01")] = 0.0
    clause_window_weeks: A[int, number("weeks before the end of the clause in which the agency decides", "weeks", 1, 8, "assumed", "assumption: as before other clocks; lever B01")] = 4
    sister_share: A[float, number("share of agencies that pass workers on to a sister firm before the clause ends, so that the clock starts again", "share", 0, 1, "assumed", "assumption: none while the clause lasts as long as phase A; lever B01")] = 0.0
    clause_replace_cost: A[float, number("cost of finding a new worker, before the end of the clause", "EUR", 0, 3000, "assumed", "assumption: as before other clocks; lever B01", "indexed")] = 600.0


class PayRules(NamedTuple):
    """Minimum wage, sick pay, guarantees, deductions."""

    minimum_wage_36: A[float, number("minimum wage, 36-hour week", "EUR/hour", 5, 40, "law", "LAW-W05h36", "nominal")] = 10.80
    minimum_wage_38: A[float, number("minimum wage, 38-hour week", "EUR/hour", 5, 40, "law", "LAW-W05h38", "nominal")] = 10.24
    minimum_wage_40: A[float, number("minimum wage, 40-hour week", "EUR/hour", 5, 40, "law", "LAW-W05h40", "nominal")] = 9.72
    sick_pay_share: A[float, number("wage paid in sickness", "share", 0, 1, "law", "LAW-S05")] = 0.9
    guarantee_weeks: A[int, number("weeks of guaranteed full-time minimum wage for new arrivals", "weeks", 0, 26, "law", "LAW-A01")] = 0
    guarantee_hours: A[float, number("hours of that guarantee", "hours/week", 0, 40, "law", "LAW-A01")] = 38.0
    housing_deduction_cap: A[float, number("most that may be kept from the minimum wage for housing", "share", 0, 1, "law", "LAW-D01")] = 0.25
    posting_advantage: A[float, number("labour cost saved by lending from a seat abroad", "share of labour cost", 0, 0.4, "assumed", "assumption: levers 2.1.H, 10-40% signalled; only used where the law moves what of it is kept")] = 0.15
    withholding_cost: A[float, number("cost the law puts on keeping back wages", "EUR/EUR", 0, 2, "law", "assumption: the agency pays them in 2020; lever B04")] = 0.0
    equal_value: A[float, number("what equal value of the whole package adds to the wage of agency workers", "share of legal wage", 0, 0.2, "law", "assumption: no such rule in 2020; lever X03")] = 0.0
    equal_value_kept: A[float, number("part of that which a rogue agency keeps", "share", 0, 1, "assumed", "assumption: no such rule in 2020; lever X03")] = 0.0
    floor_binding: A[int, number("1: no offer below the published floor", "0/1", 0, 1, "law", "assumption: no floor in 2020; lever 2.2.D")] = 0
    floor_anchor: A[float, number("part of the distance above the floor that hirers press off the hire rate", "share", 0, 1, "assumed", "assumption: no floor in 2020; lever B08")] = 0.0
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
    check_fine: A[float, number("fine of a landlord whose house is found crowded", "EUR", 0, 90000, "law", "assumption: houses are closed or cleared, seldom fined; lever 4.1.C", "nominal")] = 0.0
    check_cost: A[float, number("cost to the municipality of a check, over those of the base", "EUR", 0, 5000, "assumed", "assumption: the checks of 2020 are in the base budget; lever 4.1.C", "indexed")] = 0.0
    build_weeks: A[int, number("weeks from decision to an open location", "weeks", 13, 208, "measured", "H31")] = 78
    shelter_open_places: A[float, number("low-threshold places open to everyone, whole country, winter", "persons", 0, 20000, "measured", "assumption: 300 winter places; D13 saw 795 when open to all")] = 300.0
    shelter_entitled_places: A[float, number("regular shelter beds that entitled migrants reach, whole country", "persons", 0, 20000, "measured", "assumption: 7% entitled (D10) of about 2,500 (D1)")] = 250.0
    shelter_cost: A[float, number("cost of a place in a shelter", "EUR/week", 0, 2000, "assumed", "assumption: F2, 70 a night from memory", "indexed")] = 490.0
    lease_after_weeks: A[int, number("weeks in a tied bed after which it becomes a lease of its own; 0 never", "weeks", 0, 104, "law", "assumption: no limit in 2020 (LAW-H04); lever 4.4.A")] = 0
    lease_compliance: A[float, number("share of locations that give that lease", "share", 0, 1, "assumed", "assumption: levers 4.4.A, .2-.95")] = 0.6
    lease_notice_weeks: A[float, number("notice of such a lease after the job", "weeks", 0, 26, "law", "assumption: levers 4.4.A, 4-26")] = 9.0
    lease_new_from: A[int, number("first week of stays that the lease rule holds for", "week", -32768, 32767, "law", "assumption: no rule in 2020; lever 4.4.A")] = -32768
    lease_rotation: A[float, number("share of those locations that move people to another bed just before, so that no lease is due", "share", 0, 1, "assumed", "assumption: none without a rule to avoid; lever 4.4.A")] = 0.0
    lease_rent: A[float, number("rent of such a lease over the rent before", "ratio", 1, 2, "assumed", "assumption: the same rent without a rule; lever 4.4.A")] = 1.0
    post_job_weeks: A[float, number("weeks a tied bed may be kept after the job while the rent is paid", "weeks", 0, 13, "law", "assumption: none in 2020; lever 4.4.B")] = 0.0
    decoupled_share: A[float, number("share of tied beds in which rent and job are really apart", "share", 0, 1, "law", "assumption: none in 2020; lever 4.4.B")] = 0.0
    decoupled_rogue: A[float, number("the same over that share at rogue agencies", "share", 0, 1, "assumed", "assumption: levers 4.4.B, compliance of rogue firms .3")] = 0.3
    decoupled_new_from: A[int, number("first week of stays that the share holds for", "week", -32768, 32767, "law", "assumption: no rule in 2020; lever 4.4.B")] = -32768
    rent_after_job: A[float, number("rent after the job over the rent before", "ratio", 0, 2, "law", "assumption: the same rent; lever 4.4.B")] = 1.0
    withdrawal: A[float, number("share of agencies' own locations given up a year once they may not be tied", "1/year", 0, 0.5, "assumed", "assumption: none while beds are tied; levers 4.4.A and 4.4.B")] = 0.0
    return_help: A[float, number("multiplier on going home from the street by help to return", "ratio", 0.2, 10, "measured", "D16")] = 1.0


class CoverRules(NamedTuple):
    """Duty to insure, policies, run-off, scheme for the uninsured."""

    repair_weeks: A[int, number("weeks within which a policy works back to the start of the duty", "weeks", 0, 104, "law", "LAW-Z04")] = 17
    runoff_weeks: A[int, number("weeks of legal cover after the job", "weeks", 0, 52, "law", "LAW-Z02")] = 0
    home_cover_share: A[float, number("share of the jobless whose home state insures them at once, where that is more than in practice", "share", 0, 1, "assumed", "assumption: the practice of 2020; lever B11")] = 0.0
    home_cover_weeks: A[int, number("weeks until home cover works, where that is less than in practice", "weeks", 1, 52, "assumed", "assumption: the practice of 2020; lever B11")] = 52
    runoff_premium: A[float, number("what the State pays the insurer for a week of run-off cover", "EUR/week", 0, 200, "assumed", "assumption: no run-off in 2020; lever 5.1.A", "indexed")] = 0.0
    guarantee_weeks: A[int, number("weeks insurers guarantee payment to providers after the end", "weeks", 0, 26, "measured", "LAW-Z07")] = 4
    guarantee_share: A[float, number("share of policies with that guarantee", "share", 0, 1, "assumed", "assumption: G6 (200,000 at specialised insurers) over the stock")] = 0.5
    scheme_use: A[float, number("share of necessary care of the uninsured that the scheme pays", "share", 0, 1, "assumed", "assumption: levers 5.1.A, range .05-.9")] = 0.4
    premium: A[float, number("health premium", "EUR/week", 0, 100, "measured", "G4", "indexed")] = 28.8
    policy_access_cost: A[float, number("cost the law puts on withholding cover", "EUR/EUR", 0, 2, "law", "assumption: none in 2020; lever 5.1.B")] = 0.0


class RegistrationRules(NamedTuple):
    """Registers and what they hold."""

    contact_share: A[float, number("share of new RNI entries with a working address or number", "share", 0, 1, "law", "LAW-G03")] = 0.0
    resident_rate: A[float, number("multiplier on registering as resident", "ratio", 0, 10, "assumed", "assumption: 1 is the practice of 2020")] = 1.0
    register_after_weeks: A[int, number("weeks of stay after which registering as resident is due", "weeks", 0, 52, "law", "LAW-G01")] = 17
    desk_reach: A[float, number("share of arrivals told of their rights at a desk", "share", 0, 1, "assumed", "assumption: desks only registered people in 2020; lever 3.2.A")] = 0.0
    desk_gain: A[float, number("part of what they do not know that they then know", "share", 0, 1, "assumed", "assumption: desks only registered people in 2020; lever 3.2.A")] = 0.0
    found_rate: A[float, number("chance a week that long-staying non-residents are found and registered", "1/week", 0, 0.1, "assumed", "assumption: signals were only tried in 2020; lever 3.1.D")] = 0.0
    information: A[float, number("weekly gain in knowledge of rights by public information", "1/week", 0, 0.1, "assumed", "assumption: running help desks are in the base level")] = 0.0


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
    record_fine_per_worker: A[float, number("fine for missing records", "EUR/worker", 0, 50000, "assumed", "assumption: E19, from memory", "nominal")] = 12000.0
    presumed_weeks: A[float, number("weeks of full-time wage presumed due where records are missing", "weeks", 0, 52, "law", "assumption: none in 2020; lever 6.2.A")] = 0.0
    targeting_gain: A[float, number("how much stronger risk guides a visit, of every enforcer", "log", 0, 3, "assumed", "assumption: none without joint data; lever 6.1.B")] = 0.0
    find_ratio: A[float, number("multiplier on the chance that a visit to a violator finds something", "ratio", 0.5, 2, "assumed", "assumption: 1 is the practice of 2020; levers 6.1.A and 6.1.E")] = 1.0
    record_link: A[float, number("share of restarted firms in which the enforcers know the old one", "share", 0, 1, "assumed", "assumption: a new name is a new file; lever 6.1.B")] = 0.0
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
    sector_ban_fined: A[int, number("1: the transition is over and who goes on is fined when visited", "0/1", 0, 1, "law", "assumption: no ban in 2020 (LAW-E05); lever X01")] = 0
    claim_award: A[float, number("chance that a true and proven claim is awarded", "share", 0, 1, "assumed", "assumption: levers 7.2.D, .4-.95")] = 0.7


class LiabilityRules(NamedTuple):
    """What falls on the hirer."""

    wage_share: A[float, number("share of unpaid wages that can be had from the hirer", "share", 0, 1, "law", "LAW-L04")] = 0.05
    fine_hirer: A[int, number("1: the hirer of a fined agency is fined by the same table when visited", "0/1", 0, 1, "law", "LAW-L02")] = 1
    awareness: A[float, number("how much more hirers know of what they risk", "0..1", 0, 1, "assumed", "assumption: nobody tells them in 2020; lever B21")] = 0.0
    fine_chance: A[float, number("chance that the hirer is fined too when its agency is, where that is more than in practice", "share", 0, 0.9, "law", "assumption: the practice of 2020; lever 2.1.E")] = 0.0
    safe_harbour: A[int, number("1: hirers of labelled or admitted agencies are not liable", "0/1", 0, 1, "law", "assumption: only for the minimum wage in 2020, which is in the share above; lever 2.1.E")] = 0
    claim_chance: A[float, number("chance a year that a hirer expects to pay for a suspect supplier, where that is more than in practice", "1/year", 0, 0.5, "assumed", "assumption: the practice of 2020; lever B04")] = 0.0
    report_coverage: A[float, number("share of agency work at hirers, the largest first, that must report on their suppliers", "share", 0, 1, "law", "assumption: no such duty in 2020; lever 2.2.A")] = 0.0
    report_awareness: A[float, number("how much more those know and mind", "0..1", 0, 1, "assumed", "assumption: no such duty in 2020; lever 2.2.A")] = 0.0
    report_cost: A[float, number("yearly cost of the report", "EUR/year", 0, 20000, "assumed", "assumption: no such duty in 2020; lever 2.2.A", "indexed")] = 0.0
    floor_flag: A[float, number("utility lost by an offer below the published floor, to a fully aware hirer", "log", 0, 1, "assumed", "assumption: no floor in 2020; lever 2.2.D")] = 0.0
    employer_cost: A[float, number("what the duties of an employer add to the cost of agency work to the hirer", "share", 0, 1, "assumed", "assumption: they fall on the agency in 2020; lever B04")] = 0.0
    dismissal_weeks: A[float, number("weeks of wage a hirer owes the agency worker it sends away", "weeks", 0, 26, "law", "assumption: none in 2020; lever B04")] = 0.0
    avoid_share: A[float, number("share of the agency work that B04 or X01 drives out which goes to self-employment, subcontracting and posting", "share", 0, 1, "assumed", "assumption: nothing is driven out in 2020; levers B04 and X01")] = 0.0
    tax_share: A[float, number("share of unpaid wage tax that can be had from the hirer", "share", 0, 1, "law", "LAW-L06")] = 0.2


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
    deposit_new_from: A[int, number("first week of firms that owe a deposit", "week", -32768, 32767, "law", "assumption: none in 2020; lever 2.1.C")] = -32768
    deposit_refund_weeks: A[int, number("weeks of good conduct after which it is returned", "weeks", 26, 1040, "law", "LAW-X07")] = 208
    deposit_guarantee: A[int, number("1: a bank guarantee will do, 0: cash", "0/1", 0, 1, "law", "assumption: the letter considers a guarantee (2.1.C)")] = 1
    deposit_fee: A[float, number("yearly fee of a guarantee", "1/year", 0.005, 0.06, "assumed", "assumption: levers 2.1.C, .5-6%")] = 0.02
    deposit_investor: A[float, number("share of owners without the means that find an outside investor or straw man", "share", 0, 1, "assumed", "assumption: levers 2.1.C, outside investors fund it; no figure")] = 0.2
    investor_return: A[float, number("what that investor asks a year of the money he puts up", "1/year", 0, 0.5, "assumed", "assumption: risk capital without say")] = 0.15
    deposit_wages_first: A[int, number("1: wages before fines and tax, 0: fines and tax first", "0/1", 0, 1, "law", "assumption: the letter leaves the order open (2.1.C)")] = 1
    deposit_size_scaled: A[int, number("1: the amount is that of a firm of 50 workers, others in proportion", "0/1", 0, 1, "law", "assumption: a variant that weighs less on small firms (2.1.C)")] = 0
    gate: A[int, number("1: lending needs admission", "0/1", 0, 1, "law", "assumption: none in 2020 (LAW-X01); lever 2.1.A")] = 0
    gate_enforced: A[int, number("1: the transition is over and the ban bites", "0/1", 0, 1, "law", "assumption: none in 2020; lever 2.1.A")] = 0
    gate_from: A[int, number("week in which the gate comes into force; who lent before may go on while his application runs", "week", -32768, 32767, "law", "assumption: none in 2020; lever 2.1.A")] = 32767
    gate_new_from: A[int, number("first week of firms that need admission", "week", -32768, 32767, "law", "assumption: none in 2020; lever 2.1.A")] = -32768
    pass_rogue: A[float, number("chance that a rogue firm passes an inspection for admission", "share", 0.05, 0.7, "assumed", "assumption: equations.md section 1")] = 0.35
    first_fail: A[float, number("share of honest firms that fail the first inspection", "share", 0, 0.9, "measured", "L2.11")] = 0.5
    second_fail: A[float, number("share of honest firms that fail after repair", "share", 0, 0.15, "assumed", "assumption: levers 2.1.A, 0-.15")] = 0.05
    review_weeks: A[int, number("weeks from application to decision without a queue", "weeks", 4, 26, "assumed", "assumption: levers 2.1.A, 4-26")] = 10
    reviews_per_year: A[float, number("applications the admission body can decide on, whole country", "1/year", 1000, 50000, "assumed", "assumption: all active firms within a year and a half")] = 9000.0
    audit_weeks: A[int, number("weeks between audits of an admitted firm", "weeks", 26, 104, "assumed", "assumption: levers 2.1.A, 26-104")] = 52
    audit_cost: A[float, number("yearly cost of admission to a firm", "EUR/year", 0, 20000, "assumed", "assumption: levers 2.1.A, 2,000-20,000", "indexed")] = 5000.0
    audit_find: A[float, number("chance that an audit finds a rogue firm", "share", 0.1, 0.6, "assumed", "assumption: equations.md section 1")] = 0.3
    revoke: A[float, number("chance that a finding costs the admission", "share", 0, 0.95, "assumed", "assumption: levers 2.1.A, .1-.95")] = 0.6
    register_check: A[float, number("share of hirers that check the register", "share", 0, 1, "assumed", "assumption: equations.md section 1, .2-.95")] = 0.7
    ban_chance: A[float, number("chance a year that a hirer expects to be fined for a supplier without admission", "1/year", 0, 0.5, "assumed", "assumption: a few visits in a hundred")] = 0.03
    stay_outside: A[float, number("share of refused or expelled rogue firms that go on without admission", "share", 0, 1, "assumed", "assumption: who finds hirers that do not check")] = 0.5
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
    restart_ban: A[float, number("chance that who was caught twice may not lead a firm again", "share", 0, 0.9, "law", "assumption: no ban in 2020; levers 2.1.F and B23")] = 0.0
    straw_share: A[float, number("share of banned directors who start again behind a straw man", "share", 0, 1, "assumed", "assumption: levers 2.1.F, .1-.8")] = 0.4
    straw_cost: A[float, number("what the straw man costs", "EUR", 0, 50000, "assumed", "assumption: levers 2.1.F, up to 50,000", "indexed")] = 10000.0
    admin_cost: A[float, number("yearly cost to every agency of rules that ask for accounts and forms", "EUR/year", 0, 20000, "assumed", "assumption: what was asked in 2020 is in overhead; lever 2.1.B", "indexed")] = 0.0
    start_cost: A[float, number("cost of founding an agency", "EUR", 0, 100000, "assumed", "assumption: equations.md section 1", "indexed")] = 5000.0
    label_cost: A[float, number("yearly cost of the voluntary certificate", "EUR/year", 0, 50000, "measured", "L5.11", "indexed")] = 3000.0


class Rules(NamedTuple):
    """All institutional numbers of one week, by theme."""

    contract: ContractRules = ContractRules()
    pay: PayRules = PayRules()
    housing: HousingRules = HousingRules()
    cover: CoverRules = CoverRules()
    registration: RegistrationRules = RegistrationRules()
    inspection: InspectionRules = InspectionRules()
    liability: LiabilityRules = LiabilityRules()
    tax: TaxRules = TaxRules()
    admission: AdmissionRules = AdmissionRules()
