"""What firms and enforcers do: demand, prices, cheating, control, entry. Forms: equations.md section 1."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.declare.params import number

A = Annotated


class Demand(NamedTuple):
    """Orders of hirers."""

    elasticity: A[float, number("elasticity of all orders to the hire rate of the sector", "1", -0.75, -0.15, "measured", "L4.10")] = -0.3
    shock_memory: A[float, number("weekly memory of a hirer's demand shock", "1", 0.9, 0.999, "assumed", "assumption: a fall in orders ends .5-1% of placements a week")] = 0.992
    shock_spread: A[float, number("spread of that shock", "log", 0.0, 0.5, "assumed", "assumption: a fall in orders ends .5-1% of placements a week")] = 0.08
    season_horticulture: A[float, number("amplitude of the season in horticulture, low in January and high in July", "share", 0.0, 0.5, "measured", "L1.29")] = 0.3
    peak_logistics: A[float, number("extra orders in logistics in late November", "share", 0.0, 1.0, "assumed", "L1.31")] = 0.12


class Complaints(NamedTuple):
    """Complaints of wronged workers."""

    rate: A[float, number("chance a week at full harm, knowledge and reach and without fear", "1/week", 0.002, 0.04, "calibrated", "E12")] = 0.004
    harm_scale: A[float, number("loss a week at which the drive to complain is full", "EUR/week", 10, 200, "assumed", "assumption: equations.md section 3", "indexed")] = 50.0
    fear: A[float, number("weight of fear", "1", 0, 4, "assumed", "assumption: equations.md section 3")] = 1.5
    reach_none: A[float, number("reach of a person without a working address or number", "0..1", 0, 1, "assumed", "assumption: mean reach .6, equations.md section 3")] = 0.5
    fade: A[float, number("share of its signals an enforcer forgets in a week", "1/week", 0.005, 0.2, "assumed", "assumption: a report guides visits for about half a year")] = 0.04


class Enforcement(NamedTuple):
    """Whom the enforcers visit, what they find, what they impose and collect."""

    targeting: A[float, number("how strongly risk guides a visit of the Inspectorate", "log", 0, 4, "assumed", "assumption: equations.md section 1, tq 0-4")] = 2.0
    targeting_body: A[float, number("the same for the sector body", "log", 0, 4, "assumed", "assumption: it works from reports, E24")] = 2.0
    targeting_tax: A[float, number("the same for tax audits", "log", 0, 4, "assumed", "assumption: near random, no joint data in 2020")] = 0.5
    size_weight: A[float, number("pull of size on visits, per log of persons placed", "log", 0, 1, "assumed", "assumption: larger firms draw more reports and more inspectors")] = 0.3
    find_records: A[float, number("chance that a visit finds a violation where books are kept", "share", 0.4, 0.95, "assumed", "assumption: equations.md section 1")] = 0.7
    find_no_records: A[float, number("the same where books are missing", "share", 0.1, 0.7, "assumed", "assumption: equations.md section 1")] = 0.4
    find_announced: A[float, number("ratio on finding when the visit was announced", "ratio", 0.3, 1, "assumed", "assumption: levers 6.1.E, books and beds can be dressed up")] = 0.8
    find_records_missing: A[float, number("chance that missing books are themselves held against the firm", "share", 0.1, 1, "assumed", "assumption: E19, a finding of its own")] = 0.5
    find_label: A[float, number("chance that a label audit finds a rogue firm", "share", 0.1, 0.6, "assumed", "assumption: equations.md section 1")] = 0.3
    p_fine: A[float, number("share of violators fined, the others are warned", "share", 0.05, 0.5, "calibrated", "E8")] = 0.1
    fined_workers: A[float, number("most workers an inspection can show missing records for", "persons", 10, 500, "assumed", "assumption: E18 and E19, the largest cases seen are 32 workers and 216,000 EUR")] = 30.0
    fine_hirer: A[float, number("share of fined agencies' hirers found in a visit that are fined too", "share", 0.0, 0.9, "assumed", "assumption: levers 2.1.E, .05-.9")] = 0.3
    body_lookback: A[int, number("weeks of unpaid wage the sector body claims back at most", "weeks", 4, 260, "assumed", "assumption: one year of books")] = 52
    body_claim_most: A[float, number("most an investigation claims, since it samples files", "EUR", 20000, 2000000, "calibrated", "E26", "indexed")] = 100000.0
    claim_share: A[float, number("share of unpaid wages claimed once the Inspectorate has a finding", "share", 0.02, 0.6, "assumed", "assumption: few claim in a court of law, levers 7.2.D")] = 0.05
    claim_deposit: A[float, number("share of unpaid wages claimed when a firm ends and a deposit or liable hirers can pay", "share", 0.02, 0.9, "assumed", "assumption: more than in court, since there is something to have; not all workers hear of it")] = 0.3
    proof_records: A[float, number("share of a claim that can be proven from the books", "share", 0.3, 1, "assumed", "assumption: books show most hours, not all; no figure (6.2.A)")] = 0.8
    proof_no_records: A[float, number("the same without books", "share", 0.05, 0.7, "assumed", "assumption: own notes and witnesses only; no figure (6.2.A)")] = 0.3
    tax_lookback: A[int, number("weeks of evaded tax assessed", "weeks", 13, 260, "assumed", "assumption: a year, the books of one return")] = 52
    visit_cost: A[float, number("cost to the State of one visit", "EUR", 1000, 100000, "assumed", "assumption: E4, the cost of an inspector, over 8 visits a year (levers 6.1.C)", "indexed")] = 14250.0
    body_cost: A[float, number("cost of one investigation of the sector body", "EUR", 500, 50000, "assumed", "assumption: levy of the sector over the number, E23", "indexed")] = 8000.0


class Extraction(NamedTuple):
    """How far an agency takes from its workers on four margins."""

    cap_wage: A[float, number("most that can be taken on wage and hours", "share of legal wage", 0.05, 0.4, "assumed", "assumption: equations.md section 1")] = 0.20
    cap_tax: A[float, number("the same on tax and premiums", "share of legal wage", 0.05, 0.3, "assumed", "assumption: equations.md section 1")] = 0.15
    cap_health: A[float, number("the same on health cover", "share of legal wage", 0.02, 0.15, "assumed", "assumption: the premium is 7% of the wage, and about half of the workers can be left out unseen")] = 0.04
    cap_housing: A[float, number("the same on housing and other deductions", "share of legal wage", 0.02, 0.2, "assumed", "assumption: equations.md section 1")] = 0.08
    curvature: A[float, number("how fast the cost of taking more rises", "1", 0.5, 2, "assumed", "assumption: kappa about 1, equations.md section 1")] = 1.0
    substitution: A[float, number("share of that cost that hangs on the sum over margins", "share", 0, 1, "assumed", "assumption: omega, makes the waterbed an outcome")] = 0.3
    squeeze: A[float, number("pull of a margin below target", "1 per share of wage", 0, 8, "assumed", "assumption: psi, equations.md section 1")] = 3.0
    adjust: A[float, number("share of the gap to the best extraction closed in a quarter", "share", 0.1, 1, "assumed", "assumption: half, equations.md section 1")] = 0.5
    integrity_mean: A[float, number("mean integrity of regular founders", "EUR/EUR", 0.5, 2.5, "calibrated", "E10")] = 1.42
    integrity_spread: A[float, number("spread of that integrity", "EUR/EUR", 0.15, 0.7, "assumed", "assumption: the most important free number, equations.md section 1")] = 0.3841
    integrity_hit_run: A[float, number("mean integrity of hit-and-run founders", "EUR/EUR", 0, 0.8, "assumed", "assumption: equations.md section 1")] = 0.3
    integrity_hit_run_spread: A[float, number("spread of that integrity", "EUR/EUR", 0.05, 0.5, "assumed", "assumption: equations.md section 1")] = 0.2
    hit_run_share: A[float, number("share of founders who plan to leave soon", "share", 0.1, 0.3, "assumed", "assumption: equations.md section 1")] = 0.2
    hit_run_years: A[float, number("mean planned life of those", "years", 0.5, 5, "assumed", "assumption: equations.md section 1")] = 2.0
    need_spread: A[float, number("evenness over margins of need-based extraction", "share", 0.01, 0.5, "assumed", "assumption: rival rule, softmax over margins")] = 0.1


class Deterrence(NamedTuple):
    """What an agency believes and fears."""

    learning: A[float, number("weight of a quarter's news", "1/quarter", 0.01, 0.3, "assumed", "assumption: lambda, equations.md section 1")] = 0.06
    neighbours: A[int, number("agencies nearest by sector and province it hears of", "firms", 6, 100, "assumed", "assumption: equations.md section 1")] = 30
    own_weight: A[float, number("weight of the own quarter against a neighbour's", "ratio", 1, 20, "assumed", "assumption: equations.md section 1")] = 5.0
    perceived_start: A[float, number("perceived chance of being caught at the start", "1/quarter", 0.001, 0.2, "calibrated", "assumption: starts at the truth of the base, which the model gives")] = 0.048
    future_quarters: A[float, number("quarters of own profit that closure would cost", "quarters", 0, 20, "assumed", "assumption: V, equations.md section 1")] = 8.0
    closure: A[float, number("chance that a finding closes the firm", "share", 0, 0.95, "assumed", "assumption: no closing power in 2020; admission raises it")] = 0.0
    deposit_forfeit: A[float, number("share of the deposit lost at a finding", "share", 0, 1, "assumed", "assumption: f, what a fine does not take is mostly returned")] = 0.2


class Pricing(NamedTuple):
    """Hire rates and costs of an agency."""

    markup: A[float, number("mean target margin over cost", "share", 0.01, 0.05, "measured", "L2.35")] = 0.03
    markup_spread: A[float, number("spread of that margin", "share", 0, 0.03, "assumed", "assumption: L2.35 gives 1-5%")] = 0.008
    cost_spread: A[float, number("spread of cost between agencies", "share", 0, 0.06, "assumed", "assumption: equations.md section 1")] = 0.02
    pass_on: A[float, number("share of what is taken that lowers the price", "share", 0.3, 0.5, "assumed", "assumption: phi, gives rogue firms 3-6%")] = 0.4
    matching: A[float, number("share of the distance to a lower sector price that is matched", "share", 0, 0.5, "assumed", "assumption: chi, the tipping number, .3 at most by default")] = 0.2
    scarcity: A[float, number("rise of the margin per share of orders left open", "share", 0, 1, "assumed", "assumption: prices follow unfilled orders")] = 0.1
    full_service: A[float, number("share of orders filled above which no scarcity is felt", "share", 0.8, 1, "assumed", "assumption: unfilled orders under 6% in the base")] = 0.94
    staff: A[float, number("own staff and owner's labour per hour sold", "share of wage", 0.03, 0.2, "assumed", "assumption: equations.md section 1, .10; with the cost factor gives L2.31 and L2.34")] = 0.10
    overhead: A[float, number("fixed cost of an agency", "EUR/year", 500, 20000, "assumed", "assumption: an office at home, software, accountant", "indexed")] = 3000.0
    other_contribution: A[float, number("margin on other workers after their cost", "share of wage", 0.01, 0.2, "assumed", "assumption: the same margin as on migrants")] = 0.055
    buffer_flat: A[float, number("capital an owner leaves in the firm at least", "EUR", 0, 50000, "assumed", "assumption: a few weeks of wages of a small firm", "indexed")] = 6000.0
    buffer: A[float, number("capital left in the firm over yearly turnover", "share", 0, 0.2, "assumed", "assumption: equations.md section 1, .05")] = 0.04
    buffer_hit_run: A[float, number("the same at hit-and-run firms", "share", 0, 0.1, "assumed", "assumption: they keep the firm empty")] = 0.008


class SupplierChoice(NamedTuple):
    """How hirers choose agencies and agencies find hirers."""

    price: A[float, number("utility of one log point of price", "1/log", 3, 15, "assumed", "assumption: eta, bracket from gross and net margins")] = 8.0
    incumbent: A[float, number("utility of a supplier one has", "log", 0, 8, "calibrated", "assumption: a hirer changes a supplier about every six years, small ones")] = 3.6
    open_slot: A[float, number("utility of an offer while a supplier is missing", "log", 0, 6, "assumed", "assumption: a lost supplier is replaced within a year")] = 3.0
    fill: A[float, number("utility of the share of orders filled", "log", 0, 10, "assumed", "assumption: b_fill, an order left open costs output")] = 2.0
    label: A[float, number("utility of the label or register to a fully aware hirer", "log", 0, 4, "assumed", "assumption: b_reg, equations.md section 1")] = 0.4
    own_share: A[float, number("pull of the share a supplier has", "1", 0, 1, "assumed", "assumption: near-proportional growth")] = 1.0
    shift: A[float, number("share of orders moved to the supplier chosen this quarter", "share", 0.01, 0.3, "assumed", "assumption: few workers change agency by it")] = 0.04
    first_share: A[float, number("share of orders a new supplier gets", "share", 0.05, 0.5, "assumed", "assumption: a trial before the main contract")] = 0.25
    offers: A[float, number("offers a quarter per person of selling capacity", "offers", 0.1, 3, "calibrated", "assumption: six candidates a review, equations.md section 1")] = 0.7
    calls: A[float, number("calls a quarter of an owner who has no clients yet", "offers", 0, 200, "calibrated", "assumption: a new firm has its first client within months")] = 40.0
    span: A[float, number("persons over the size aimed at from which an owner is overstretched", "ratio", 1, 4, "assumed", "assumption: span of control")] = 1.5
    overstretched: A[float, number("utility lost per log of persons beyond that", "log/log", 0, 4, "assumed", "assumption: worse service; keeps small firms small")] = 1.0
    hunger: A[float, number("how far selling rises below the size aimed at", "1", 0, 2, "assumed", "assumption: span of control of the founder (Lucas 1978) keeps sizes stationary")] = 1.0
    hunger_most: A[float, number("most by which it rises", "ratio", 1, 30, "calibrated", "assumption: a new firm reaches its size within about a year")] = 20.0
    home_offers: A[float, number("share of offers in the own sector and province, small firms", "share", 0, 1, "assumed", "assumption: small firms sell locally")] = 0.7
    sector_offers: A[float, number("share of the rest that stays in the own sector", "share", 0, 1, "assumed", "assumption: agencies specialise")] = 0.8
    national_size: A[float, number("size at which half of the local offers go elsewhere", "persons", 10, 2000, "assumed", "assumption: large agencies work in the whole country")] = 150.0
    liability_chance: A[float, number("perceived chance a year of paying for a suspect supplier", "1/year", 0, 0.2, "assumed", "assumption: pi, few claims in practice L4.13")] = 0.01
    suspect_discount: A[float, number("discount under the sector price at which a supplier is fully suspect", "share", 0.02, 0.3, "assumed", "assumption: rogue firms are 3-6% cheaper")] = 0.08
    label_trust: A[float, number("share of suspicion a label takes away", "share", 0, 1, "assumed", "assumption: levers 2.1.E, safe harbour")] = 0.6
    blacklist: A[float, number("utility lost by a known finding", "log", 0, 10, "assumed", "assumption: rival rule, hirers avoid suppliers with a finding")] = 4.0


class ModeChoice(NamedTuple):
    """How hirers choose between agency work and other forms."""

    elasticity: A[float, number("pull of relative cost on the form of hiring", "1", 0.5, 3, "assumed", "assumption: L4.10, agency against direct -.5 to -2")] = 1.2
    adjust: A[float, number("share of the gap closed in a quarter", "share", 0.02, 1, "assumed", "assumption: contracts and plans run a year")] = 0.25
    base_agency: A[float, number("agency share of a hirer's labour by migrants in the base", "share", 0.3, 0.8, "measured", "L4.05")] = 0.56
    base_posted: A[float, number("posted share", "share", 0, 0.2, "assumed", "L1.32")] = 0.03
    posted_weeks: A[float, number("mean length of a posting", "weeks", 4, 104, "assumed", "assumption: projects of some months, a permit of two years at most")] = 26.0
    base_self: A[float, number("self-employed share", "share", 0, 0.2, "assumed", "L3.23")] = 0.04
    base_sub: A[float, number("subcontracted share", "share", 0, 0.2, "assumed", "assumption: levers 2.1.A, contracting is the usual way out")] = 0.03


class Entry(NamedTuple):
    """Founders."""

    choice_scale: A[float, number("spread of what else moves a founder", "EUR", 3000, 60000, "assumed", "assumption: equations.md section 1", "indexed")] = 15000.0
    outside: A[float, number("value of what a founder gives up", "EUR", 0, 300000, "calibrated", "assumption: sets births to 10-25% of active firms", "indexed")] = 29500.0
    horizon_years: A[float, number("years a regular founder looks ahead", "years", 1, 15, "assumed", "assumption: pays back within a few years")] = 4.0
    discount: A[float, number("discount rate of founders", "1/year", 0.02, 0.4, "assumed", "assumption: own money at risk")] = 0.15
    owner_pay_most: A[float, number("most of the staff cost that is the owner's own pay", "EUR/year", 0, 100000, "assumed", "assumption: a full-time wage", "indexed")] = 40000.0
    first_year: A[float, number("share of the size aimed at in the first year", "share", 0.2, 1, "assumed", "assumption: clients come within about a year")] = 0.5
    capital_flat: A[float, number("capital a founder brings", "EUR", 0, 100000, "assumed", "assumption: near the buffer", "indexed")] = 8000.0
    capital: A[float, number("the same over the yearly turnover aimed at", "share", 0, 0.2, "assumed", "assumption: a week of wages")] = 0.02
    carry: A[float, number("yearly cost of a deposit", "1/year", 0.005, 0.08, "assumed", "assumption: equations.md section 1, .5-8%")] = 0.04
    collateral: A[float, number("collateral asked for a guaranteed deposit", "share", 0, 1, "assumed", "assumption: equations.md section 1")] = 0.3
    label_rate: A[float, number("applications for the label by a firm of 30 persons", "1/year", 0, 1, "calibrated", "L2.10")] = 0.3
    label_pass_rogue: A[float, number("chance that a rogue firm passes the label's inspections", "share", 0.05, 0.7, "assumed", "assumption: equations.md section 1")] = 0.35
    label_first_fail: A[float, number("share of first inspections failed", "share", 0.4, 0.6, "measured", "L2.11")] = 0.5
    label_drop: A[float, number("labels given up", "1/year", 0, 0.3, "measured", "L2.10")] = 0.05


class Exit(NamedTuple):
    """Ends of firms."""

    hazard: A[float, number("yearly chance of a voluntary end at size zero", "1/year", 0.1, 0.5, "calibrated", "L2.06")] = 0.25
    size_power: A[float, number("how that falls with size", "1", 0.1, 0.6, "assumed", "assumption: equations.md section 1")] = 0.35
    floor: A[float, number("least yearly chance", "1/year", 0.005, 0.05, "assumed", "assumption: equations.md section 1")] = 0.02
    owner_support: A[float, number("years of profit an owner puts up again to save a regular firm", "years", 0, 5, "assumed", "assumption: a firm that earns is worth saving")] = 0.5
    sale: A[float, number("share of honest firms driven out by a new duty that find a larger firm to take them over", "share", 0, 1, "assumed", "assumption: levers 2.1.C, mergers; no figure")] = 0.3
    idle_weeks: A[int, number("weeks without clients after which a firm that once had some, or a new one, gives up", "weeks", 13, 156, "assumed", "assumption: an office without orders lasts a year")] = 52


class Phoenix(NamedTuple):
    """Restarts after an end with unpaid debts."""

    restart: A[float, number("chance of a restart", "share", 0.2, 0.9, "assumed", "assumption: L2.28, no rate known")] = 0.5
    vanish: A[float, number("share of owners caught who would empty the firm before anything is collected, if that pays", "share", 0, 1, "assumed", "assumption: all; E22 has no figure, only that firms go bankrupt or cannot be found before they pay")] = 1.0
    delay_min: A[int, number("least weeks until it", "weeks", 1, 13, "assumed", "assumption: 'bankrupt on Monday, new agency on Wednesday' L2.28")] = 2
    delay_max: A[int, number("most weeks until it", "weeks", 4, 104, "assumed", "assumption: equations.md section 1")] = 26
    clients: A[float, number("share of clients that come along", "share", 0, 1, "assumed", "assumption: equations.md section 1")] = 0.7
    workers: A[float, number("share of former workers still without a job who come along", "share", 0, 1, "assumed", "assumption: equations.md section 1")] = 0.7
