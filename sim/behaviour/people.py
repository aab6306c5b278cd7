"""What migrants do: work careers, beds, cover, money. Forms and ranges: equations.md sections 2 and 3."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.declare.params import number

A = Annotated


class Separation(NamedTuple):
    """Ends of placements."""

    weibull_shape: A[float, number("shape of the spell with one agency", "1", 0.5, 1.1, "calibrated", "L3.13")] = 0.73
    weibull_scale: A[float, number("scale of the spell with one agency", "weeks", 10, 40, "calibrated", "L3.09")] = 21.5
    individual_share: A[float, number("share of the spell's hazard that is not a fall in orders", "share", 0.5, 1.1, "calibrated", "assumption: all ends together must follow the spell curve")] = 0.9881
    replacement_share: A[float, number("share of individual ends where the hirer sends for another", "share", 0.1, 0.6, "assumed", "assumption: levers B05, no source")] = 0.3
    quit_share: A[float, number("share of the other individual ends that are quits", "share", 0.1, 0.9, "assumed", "assumption: half quit, half complete the stay")] = 0.5
    dependency_effect: A[float, number("share of quitting that full dependency suppresses", "share", 0, 0.9, "assumed", "assumption: L6.17, tied housing lowers quitting; size unknown")] = 0.5
    redeploy: A[float, number("chance that the agency places a surplus worker elsewhere at once", "share", 0, 1, "assumed", "assumption: equations.md section 2")] = 0.7


class Thresholds(NamedTuple):
    """Ending before a clock runs out."""

    replace_cost: A[float, number("cost of finding a new worker", "EUR", 0, 3000, "assumed", "assumption: advertising, travel and a first week of learning; no source", "indexed")] = 600.0
    vacancy_weeks: A[float, number("weeks a slot stays open after a dismissal", "weeks", 0, 8, "assumed", "assumption: two weeks from order to arrival")] = 2.0
    reluctance: A[float, number("cost of a dismissal the agency feels besides", "EUR", 0, 2000, "assumed", "assumption: keeps known good workers", "indexed")] = 500.0
    spread: A[float, number("spread of those costs over cases", "EUR", 50, 1500, "assumed", "assumption: the size of the spike has no source", "indexed")] = 300.0
    demand_ends: A[float, number("chance that demand ends within the next contract", "share", 0.05, 0.95, "assumed", "assumption: half of all spells end within 13 weeks")] = 0.5
    sick_liability: A[float, number("expected cost of sickness in the next contract", "week wages", 0, 6, "assumed", "assumption: .006 a week, 26 weeks, 3 weeks ill")] = 0.45
    transition_compliance: A[float, number("share of transition payments really paid", "share", 0, 1, "measured", "L3.22")] = 0.2
    window_weeks: A[int, number("weeks before the clock in which the agency decides", "weeks", 1, 8, "assumed", "assumption: about one period of four weeks to plan in")] = 4
    series_share: A[float, number("share of phase A on short terms without clause", "share", 0.2, 0.8, "assumed", "SPL-F02")] = 0.5
    series_term_weeks: A[int, number("length of such a term", "weeks", 1, 26, "measured", "LAW-N05")] = 4
    phase_b_term_weeks: A[int, number("length of a contract in phase B", "weeks", 8, 52, "assumed", "assumption: six contracts in four years, most shorter")] = 26


class Careers(NamedTuple):
    """Where an end leads."""

    leave_first_year: A[float, number("share of ends that lead out of NL, first year of stay", "share", 0.08, 0.24, "calibrated", "L1.17")] = 0.1798
    leave_second_ratio: A[float, number("the same in the second year over the first", "ratio", 0.4, 1.05, "calibrated", "L1.18")] = 0.8316
    leave_later: A[float, number("share of ends that lead out of NL from the third year", "share", 0.007, 0.07, "calibrated", "L1.19")] = 0.03972
    onward_first_year: A[float, number("of the rest, share that move on to other work, first year", "share", 0.05, 0.34, "calibrated", "L4.05")] = 0.1212
    onward_later: A[float, number("the same later", "share", 0.2, 0.48, "calibrated", "L4.05")] = 0.274
    onward_direct: A[float, number("share of moves on that are direct jobs", "share", 0.4, 1, "assumed", "assumption: equations.md section 2")] = 0.8
    hop: A[float, number("of the rest, share at work at another agency the same week", "share", 0.3, 0.85, "calibrated", "L1.08")] = 0.5971
    jobless_finds: A[float, number("chance a week that a jobless person looks for and can take agency work", "1/week", 0.11, 0.44, "calibrated", "L1.08")] = 0.3026
    jobless_direct: A[float, number("chance a week of direct work from joblessness", "1/week", 0.006, 0.055, "calibrated", "L4.05")] = 0.0204
    jobless_leaves: A[float, number("chance a week of leaving NL while jobless, second year", "1/week", 0.02, 0.14, "calibrated", "L1.21")] = 0.06663
    jobless_leaves_first: A[float, number("ratio in the first year", "ratio", 0.5, 3, "assumed", "assumption: equations.md section 2")] = 1.5
    jobless_leaves_later: A[float, number("ratio from the third year", "ratio", 0.1, 1, "assumed", "assumption: equations.md section 2")] = 0.4
    jobless_leaves_benefit: A[float, number("ratio on benefit", "ratio", 0.1, 1, "assumed", "assumption: equations.md section 2")] = 0.5
    other_end: A[float, number("ends of direct and other work", "1/year", 0.22, 0.83, "calibrated", "L3.12")] = 0.2656
    other_again: A[float, number("share of those ends that lead to another direct job", "share", 0.1, 0.8, "calibrated", "L3.12")] = 0.3274
    scope_weeks: A[int, number("weeks out of agency work after which a person is out of scope", "weeks", 52, 208, "law", "assumption: the definition of the model's scope")] = 104


class HousingSearch(NamedTuple):
    """Beds: notice, search in two regimes, moving up."""

    quick_share: A[float, number("share of locations that put people out within days", "share", 0.1, 0.6, "assumed", "assumption: H26, share unknown")] = 0.25
    friends_first: A[float, number("weight of friends, week the notice ends, per network", "weight", 0.4, 2.4, "assumed", "assumption: equations.md section 3")] = 1.858
    friends_weeks: A[float, number("mean stay with friends", "weeks", 4, 20, "assumed", "assumption: equations.md section 3")] = 8.0
    rental: A[float, number("weight of an own rental", "weight", 0.005, 0.2, "assumed", "assumption: equations.md section 3")] = 0.03
    rental_savings: A[float, number("savings without which nobody rents to you", "EUR", 0, 5000, "assumed", "assumption: a month's rent and a deposit", "indexed")] = 800.0
    rental_registered: A[float, number("ratio when registered", "ratio", 1, 4, "assumed", "assumption: equations.md section 3")] = 1.5
    rental_working: A[float, number("ratio with work", "ratio", 1, 12, "assumed", "assumption: equations.md section 3")] = 6.0
    job_bed: A[float, number("weight of a bed with the job", "weight", 0.3, 0.9, "assumed", "assumption: equations.md section 3")] = 0.8151
    home_first_year: A[float, number("weight of going home jobless, first year of stay", "weight", 0.07, 0.9, "assumed", "assumption: equations.md section 3")] = 0.6
    home_broke: A[float, number("ratio without savings", "ratio", 0.5, 3, "assumed", "assumption: equations.md section 3")] = 1.3
    street: A[float, number("weight of the street, week the notice ends", "weight", 0.02, 0.6, "calibrated", "D1")] = 0.2273
    street_working: A[float, number("ratio of that weight for a person with work", "ratio", 0.02, 1, "assumed", "assumption: who earns finds at least a sofa to pay for")] = 0.15
    slow: A[float, number("how much slower each option is from the street", "ratio", 0.03, 0.8, "assumed", "assumption: sets the duration, which has no source (D22)")] = 0.1468
    slow_working: A[float, number("the same for a person with work", "ratio", 0.1, 1, "assumed", "assumption: who earns and has saved is let in sooner")] = 0.6
    friends_later: A[float, number("chance a week of friends from the street, per network", "1/week", 0.05, 0.6, "assumed", "assumption: equations.md section 3")] = 0.22
    home_later: A[float, number("chance a week of going home from the street", "1/week", 0.005, 0.12, "calibrated", "D16")] = 0.03
    street_job: A[float, number("job finding from the street over the usual", "ratio", 0.06, 0.85, "assumed", "assumption: equations.md section 3")] = 0.4
    move_up: A[float, number("chance a week that a housed worker rents for himself", "1/week", 0.0006, 0.0085, "calibrated", "H1")] = 0.001706
    move_up_direct: A[float, number("ratio in direct work", "ratio", 1, 4, "assumed", "assumption: equations.md section 3")] = 2.0
    move_up_first_year: A[float, number("ratio in the first year of stay", "ratio", 0.05, 1, "assumed", "assumption: equations.md section 3")] = 0.3
    tied_on_arrival: A[float, number("share of recruits who come to a bed of the agency", "share", 0.72, 0.98, "calibrated", "H1")] = 0.881
    keeps_bed_direct: A[float, number("share who keep the bed when they move on to direct work", "share", 0.05, 0.57, "assumed", "assumption: equations.md section 3")] = 0.3653
    shelter_entitled: A[float, number("share of the homeless entitled to shelter", "share", 0.02, 0.2, "measured", "D10")] = 0.07
    rental_room: A[float, number("room in the rental market that migrants reach, over those who rent", "ratio", 1.01, 1.5, "assumed", "assumption: a tight market, a few per cent free")] = 1.06
    build_response: A[float, number("share of a lasting shortage of beds that is built a year", "1/year", 0, 1, "assumed", "assumption: H4, a fifth of requests refused, a third of agencies file")] = 0.3
    reopen_weeks: A[float, number("mean weeks until another loose house takes the place of one closed", "weeks", 13, 260, "assumed", "assumption: houses without label are let and closed all the time, their number has no trend")] = 52.0
    close_vacant_weeks: A[int, number("weeks under a third occupied after which a location closes", "weeks", 13, 208, "assumed", "assumption: a season may pass empty, a year may not")] = 60


class CoverBehaviour(NamedTuple):
    """Enrolment, own policies, home cover."""

    withheld_share: A[float, number("share of workers never enrolled at full health extraction", "share", 0.1, 1, "assumed", "assumption: equations.md section 3, .12-.67 of workers at rogue agencies")] = 0.5723
    lag_label: A[float, number("mean enrolment lag at labelled agencies", "weeks", 0.2, 3, "measured", "LAW-Z08")] = 1.0
    lag_other: A[float, number("mean enrolment lag at other agencies", "weeks", 1.5, 11.5, "assumed", "assumption: equations.md section 3")] = 6.0
    lag_direct: A[float, number("mean enrolment lag in direct work", "weeks", 0.2, 6, "assumed", "assumption: the person sees to it himself, knows the insurer")] = 2.0
    own_policy: A[float, number("share who take a policy of their own with benefit or residence", "share", 0.3, 0.9, "assumed", "LAW-Z09")] = 0.6
    own_policy_weeks: A[float, number("weeks until then", "weeks", 1, 12, "measured", "LAW-Z10")] = 5.0
    benefit_claim: A[float, number("share of the entitled who claim unemployment benefit", "share", 0.2, 0.8, "assumed", "LAW-B09")] = 0.5
    home_cover: A[float, number("share of the jobless who return papers to the home state", "share", 0, 1, "assumed", "LAW-Z14")] = 0.5
    home_cover_weeks: A[int, number("weeks until home cover works", "weeks", 1, 26, "assumed", "LAW-Z14")] = 8
    self_employed_uncovered: A[float, number("share of self-employed without cover", "share", 0.03, 0.3, "assumed", "assumption: equations.md section 3")] = 0.12


class Health(NamedTuple):
    """Illness, accidents, care."""

    illness: A[float, number("chance a week of falling ill", "1/week", 0.002, 0.02, "measured", "SPL-I02")] = 0.006
    crowded: A[float, number("ratio in a crowded house", "ratio", 1, 3, "assumed", "assumption: H32 and H34 show crowding, no hazard known")] = 1.3
    homeless: A[float, number("ratio when homeless", "ratio", 1, 6, "assumed", "assumption: G11 patients of street doctors, no hazard known")] = 2.5
    heavy_sector: A[float, number("ratio in food and construction", "ratio", 1, 3, "assumed", "assumption: E37, accidents 2.5-4.5 times")] = 1.2
    recovery: A[float, number("chance a week of recovery", "1/week", 0.05, 0.9, "assumed", "assumption: mean three weeks; with illness .006 about the rate of SPL-I03 with reporting suppressed")] = 0.33
    care_need: A[float, number("chance a week of needing care that costs", "1/week", 0.002, 0.05, "assumed", "assumption: with the cost below about half of G19, the young")] = 0.012
    care_cost: A[float, number("mean cost of such care", "EUR", 200, 10000, "assumed", "assumption: a short stay in hospital among many small bills; no mean is published", "indexed")] = 2400.0
    seeks_uncovered: A[float, number("share who seek care they need without cover", "share", 0.1, 1, "assumed", "G22")] = 0.5
    pays_self: A[float, number("share of the bill paid by a person with savings", "share", 0, 1, "assumed", "assumption: bills mostly stay unpaid, G18")] = 0.2


class Placement(NamedTuple):
    """Filling orders."""

    candidates: A[int, number("open orders a person looks at in a week", "orders", 1, 8, "assumed", "assumption: few offers a week, through networks")] = 3
    moves_province: A[float, number("share of looks beyond the own province", "share", 0, 1, "assumed", "assumption: agencies move people where the orders are")] = 0.35
    other_sector: A[float, number("utility of an order in another sector", "log", -5, 0, "assumed", "assumption: sectors exchange people, SPL-S41")] = -1.0
    wage_weight: A[float, number("utility of one log point of wage", "1/log", 0, 20, "assumed", "L6.17")] = 3.0
    same_agency: A[float, number("utility of an agency known", "log", 0, 3, "assumed", "L2.29")] = 0.5
    reservation: A[float, number("chance of refusing an offer", "share", 0, 0.5, "assumed", "assumption: offers after weeks without work are mostly taken")] = 0.05
    hours_share: A[float, number("hours worked over the normal week, mean", "ratio", 0.7, 1.1, "measured", "L3.19")] = 0.95
    hours_spread: A[float, number("spread of that over persons and weeks", "ratio", 0, 0.4, "assumed", "assumption: 15-20 hours occur, half work over 36")] = 0.12


class Arrivals(NamedTuple):
    """Recruits and returns."""

    supply: A[float, number("persons a year willing to come, over the agency stock", "1/year", 1.0, 2.4, "calibrated", "assumption: equations.md section 2")] = 1.7
    elasticity: A[float, number("elasticity of that to the real net wage after rent", "1", 0.3, 3, "assumed", "L6.17")] = 1.0
    travel_weeks: A[int, number("weeks from order to arrival", "weeks", 1, 8, "assumed", "assumption: model.md phase 7")] = 2
    already_here: A[float, number("share of new recruits who already live in NL", "share", 0, 0.13, "assumed", "assumption: equations.md section 2")] = 0.07
    circular_horticulture: A[float, number("share of recruits for horticulture who come and go", "share", 0, 0.6, "assumed", "assumption: equations.md section 2, 20-40% of horticulture")] = 0.3
    circular_other: A[float, number("the same in other sectors", "share", 0, 0.3, "assumed", "L1.20")] = 0.05
    circular_return: A[float, number("returns of those", "1/year", 0.1, 2, "assumed", "assumption: model.md phase 13")] = 0.5
    other_return: A[float, number("returns of other leavers", "1/year", 0.01, 0.15, "measured", "L1.20")] = 0.05


class Household(NamedTuple):
    """A person's money."""

    living: A[float, number("spending on food and the rest", "EUR/week", 40, 250, "assumed", "assumption: a low budget beside a rent of 100", "indexed")] = 105.0
    remittance: A[float, number("share of what is left that goes home", "share", 0, 0.95, "assumed", "assumption: the aim of most stays, or spent here")] = 0.8
    savings_start: A[float, number("mean savings on arrival", "EUR", 0, 3000, "assumed", "assumption: recruits come with little", "indexed")] = 300.0
    debt_start: A[float, number("mean debt to the agency on arrival", "EUR", 0, 2000, "assumed", "assumption: travel, first rent and tools advanced", "indexed")] = 250.0
    debt_repaid: A[float, number("repaid a week", "EUR/week", 0, 200, "assumed", "assumption: about ten weeks", "indexed")] = 25.0
    market_rent: A[float, number("rent of an own room", "EUR/week", 50, 300, "measured", "H20", "indexed")] = 120.0
    tied_rent: A[float, number("rent of a bed with the job", "EUR/week", 50, 200, "measured", "H19", "indexed")] = 97.0
    bed_cost: A[float, number("cost of that bed to the agency", "EUR/week", 30, 200, "assumed", "assumption: rent covers cost with a tenth over", "indexed")] = 88.0
    street_spending: A[float, number("spending of a homeless person", "EUR/week", 0, 100, "assumed", "assumption: no rent, meals of charities", "indexed")] = 25.0
    other_wage: A[float, number("wage in direct and other work over the minimum wage", "ratio", 1, 1.6, "measured", "L3.17")] = 1.15


class RegistrationBehaviour(NamedTuple):
    """Registering and losing touch."""

    rni_share: A[float, number("share of arrivals in the register of non-residents", "share", 0.5, 1, "measured", "R3")] = 0.97
    resident: A[float, number("chance a week of registering as resident once due", "1/week", 0.002, 0.05, "calibrated", "SPL-R02")] = 0.01677
    agency_bed: A[float, number("ratio in a bed of the agency", "ratio", 0, 1, "assumed", "R6")] = 0.4
    contact_decay: A[float, number("chance a week that an address or number stops working", "1/week", 0, 0.2, "measured", "R8")] = 0.02
    reach_base: A[float, number("share of persons reachable without any register", "share", 0, 1, "assumed", "assumption: equations.md section 3, mean reach .6")] = 0.5
    learning: A[float, number("weekly gain in knowledge of rights by living here", "1/week", 0, 0.05, "assumed", "assumption: halfway after two years")] = 0.004
    knowledge_start: A[float, number("mean knowledge of rights on arrival", "0..1", 0, 1, "assumed", "assumption: equations.md section 3, mean .5 over all")] = 0.35
