"""The state of one world: columns of arrays, one row an actor.

Every column says its dtype, unit and meaning once, here; the row views, the ODD tables, the weekly check of domains
and the tests read it from here. The unit says which values a column may hold (`sim.state.domains`), unless ``low`` or
``high`` says otherwise. Money columns are euros (float64). -1 means none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, NamedTuple, get_args, get_type_hints

import numpy as np

from sim.core.calendar import LONG_AGO, NEVER
from sim.state.domains import UNBOUNDED
from sim.state.old_names import no_such_column

SUPPLIERS = 3  # supplier slots of a hirer
SIGNED = -UNBOUNDED  # lowest value of a number that may be negative
ROUNDED = -0.005  # EUR: what is paid out in whole may leave less than nothing by rounding, never half a cent
MARGINS = 4  # margins of extraction: wage and hours, tax and premiums, health cover, housing


class Column(NamedTuple):
    """Declaration of a column; ``width`` > 1 makes it two-dimensional."""

    dtype: str
    unit: str
    text: str
    start: float = 0
    width: int = 1
    low: float | None = None  # where the unit allows too little or too much
    high: float | None = None


def c(
    dtype: str, unit: str, text: str, start: float = 0, width: int = 1, low: float | None = None,
    high: float | None = None,
) -> Column:
    """Shorthand that keeps the declarations below readable."""
    return Column(dtype, unit, text, start, width, low, high)


A = Annotated
Array = np.ndarray


class Migrants(NamedTuple):
    """One row per person in NL, on the way, or abroad and willing to return. Rows move (`sim.state.person_table`)."""

    # fixed for life
    person: A[Array, c("int64", "number", "identity, the same in every scenario; keys the person's draws")]
    origin: A[Array, c("int8", "Origin", "country group")]
    female: A[Array, c("int8", "0/1", "sex")]
    birth_year: A[Array, c("int16", "year", "year of birth")]
    sector: A[Array, c("int8", "Sector", "sector the person looks for work in")]
    province: A[Array, c("int8", "Province", "province of work, first the recruit's, then the last hirer's")]
    circular: A[Array, c("int8", "0/1", "comes and goes with the season")]
    network: A[Array, c("float64", "0..1", "friends and family in NL")]
    # knowledge, money
    knowledge: A[Array, c("float64", "0..1", "knowledge of rights")]
    savings: A[Array, c("float64", "EUR", "savings; below nothing where the deductions of a week exceed its pay", low=SIGNED)]
    savings_before: A[Array, c("float64", "EUR", "savings at the end of last week", low=SIGNED)]
    debt: A[Array, c("float64", "EUR", "debt to the agency")]
    debt_outside: A[Array, c("float64", "EUR", "debt for the journey to others than the agency")]
    wage_owed: A[Array, c("float64", "EUR", "wage due and not paid by the present agency")]
    # work
    work: A[Array, c("int8", "Work", "work status")]
    contract: A[Array, c("int8", "Contract", "contract form")]
    agency: A[Array, c("int32", "row of agencies", "agency with which there is a contract", -1)]
    hirer: A[Array, c("int32", "row of hirers", "hirer where the person is placed", -1)]
    slot: A[Array, c("int8", "0..2", "supplier slot of the hirer", -1)]
    last_agency: A[Array, c("int32", "row of agencies", "last agency, for the phase clock", -1)]
    spell_start: A[Array, c("int16", "past week", "start of the unbroken spell with the agency", LONG_AGO)]
    phase_weeks: A[Array, c("int16", "weeks", "phase clock: worked weeks with the agency")]
    weeks_at_hirer: A[Array, c("int16", "weeks", "clock at the hirer, across agencies")]
    last_hirer: A[Array, c("int32", "row of hirers", "hirer of the last placement, for the clock there", -1)]
    chain_weeks: A[Array, c("int16", "weeks", "worked weeks with the agency in the chain of contracts")]
    chain_contracts: A[Array, c("int16", "number", "contracts of that chain before and with this spell's first")]
    gap_weeks: A[Array, c("int16", "weeks", "weeks since last work for last_agency")]
    term_weeks: A[Array, c("int16", "weeks", "weeks left of a fixed term without clause or of paid idleness")]
    hours: A[Array, c("float64", "hours/week", "hours worked this week")]
    work_history: A[Array, c("int64", "bits", "bit k: worked k weeks ago (last 36 weeks)")]
    benefit: A[Array, c("int8", "Benefit", "cash benefit")]
    benefit_weeks: A[Array, c("int16", "weeks", "weeks of benefit left")]
    last_agency_week: A[Array, c("int16", "past week", "last week with agency work", LONG_AGO)]
    scope_week: A[Array, c("int16", "past week", "last week of agency work or start of other work", LONG_AGO)]
    transfer: A[Array, c("int8", "Transfer", "goes to another agency this week")]
    end_cause: A[Array, c("int8", "EndCause", "cause of the last end")]
    job_loss_week: A[Array, c("int16", "past week", "week in which the last agency job was lost", LONG_AGO)]
    # stay
    first_week: A[Array, c("int16", "week", f"first arrival in NL; {NEVER} never came", LONG_AGO)]
    arrival_week: A[Array, c("int16", "week", "last arrival in NL; for a person on the way the next one", LONG_AGO)]
    weeks_in_nl: A[Array, c("int16", "weeks", "weeks in NL over all stays")]
    return_week: A[Array, c("int16", "week", "week from which a person who left is willing to return", NEVER)]
    wants_bed: A[Array, c("int8", "0/1", "on the way, and counts on a bed of the agency")]
    # bed
    housing: A[Array, c("int8", "Housing", "housing form")]
    location: A[Array, c("int32", "row of landlords", "housing location of a tied or leased bed", -1)]
    bed_week: A[Array, c("int16", "past week", "week in which that bed was taken", LONG_AGO)]
    notice: A[Array, c("int16", "weeks", "weeks until the bed must be left; -1 no notice runs", -1)]
    notice_weeks_if_paid: A[Array, c("int16", "weeks", "weeks of the notice that last only while the rent is paid")]
    stay_weeks: A[Array, c("int16", "weeks", "weeks left with friends; -1 no end planned", -1)]
    rent: A[Array, c("float64", "EUR/week", "rent")]
    rent_arrears: A[Array, c("float64", "EUR", "rent not paid")]
    homeless_cause: A[Array, c("int8", "Homeless", "cause of the last loss of a home")]
    # cover and health
    cover: A[Array, c("int8", "Cover", "health cover", 5)]
    uncovered: A[Array, c("int8", "Uncovered", "why there is no cover")]
    enrol_week: A[Array, c("int16", "week", f"week in which a policy starts; {NEVER} never", NEVER)]
    duty_week: A[Array, c("int16", "week", f"start of this duty to insure; {NEVER} no duty", NEVER)]
    runoff_weeks: A[Array, c("int16", "weeks", "weeks of run-off or payment guarantee left")]
    repaired_from: A[Array, c("int16", "week", "first week covered backwards by this week's enrolment", NEVER)]
    sick_weeks: A[Array, c("int16", "weeks", "weeks ill; 0 well")]
    # registration
    registration: A[Array, c("int8", "Registration", "place in the register")]
    reachable: A[Array, c("int8", "0/1", "an address or phone number that works")]

    if not TYPE_CHECKING:
        __getattr__ = no_such_column


class Agencies(NamedTuple):
    """One row per director; the firm is (row, incarnation), so a director runs at most one firm."""

    # fixed for the director
    founder_type: A[Array, c("int8", "AgencyType", "regular or hit-and-run, fixed before treatment")]
    integrity: A[Array, c("float64", "EUR/EUR", "felt cost per euro extracted", low=SIGNED)]
    province: A[Array, c("int8", "Province", "province of the seat")]
    sector: A[Array, c("int8", "Sector", "main sector")]
    foreign_seat: A[Array, c("int8", "Seat", "where the seat is")]
    founding_week: A[Array, c("int16", "week", "week in which the founder considers entry", NEVER)]
    start_size: A[Array, c("float64", "persons", "size the founder aims at, scale 1 persons in this world")]
    other_share: A[Array, c("float64", "persons/person", "other workers per migrant placed")]
    initial_class: A[Array, c("int8", "SizeClass", "size class at the start or at entry, fixed then")]
    initial_honest: A[Array, c("int8", "0/1", "honest by type and integrity, fixed before treatment")]
    # the firm
    alive: A[Array, c("int8", "0/1", "the firm exists")]
    incarnation: A[Array, c("int16", "number", "number of the firm of this director, from 0", -1)]
    start_week: A[Array, c("int16", "past week", "first week of the firm", LONG_AGO)]
    planned_end: A[Array, c("int16", "week", "planned last week of a hit-and-run firm", NEVER)]
    capital: A[Array, c("float64", "EUR", "liquid capital", low=SIGNED)]
    workers: A[Array, c("int32", "persons", "persons with a contract, placed, idle or sick")]
    placed: A[Array, c("int32", "persons", "persons placed this week")]
    other_workers: A[Array, c("float64", "persons", "workers other than migrants in its books")]
    worker_weeks_13: A[Array, c("float64", "worker-weeks", "placed worker-weeks in the last 13 weeks")]
    selling_capacity: A[Array, c("float64", "weight", "recruiting and selling capacity: weight in hirers' candidate sets")]
    # price and extraction
    markup: A[Array, c("float64", "share", "target margin over cost")]
    price_factor: A[Array, c("float64", "ratio", "hire rate over the legal hourly wage")]
    extracted_wage: A[Array, c("float64", "share of legal wage", "extraction on wage and hours")]
    extracted_tax: A[Array, c("float64", "share of legal wage", "extraction on tax and premiums")]
    extracted_health: A[Array, c("float64", "share of legal wage", "extraction on health cover")]
    extracted_housing: A[Array, c("float64", "share of legal wage", "extraction on housing and other deductions")]
    keeps_records: A[Array, c("int8", "0/1", "keeps books an inspector can read")]
    perceived: A[Array, c("float64", "1/quarter", "perceived chance of being caught in a quarter")]
    fill_rate: A[Array, c("float64", "share", "share of orders filled, smoothed")]
    # quarter's books
    quarter_revenue: A[Array, c("float64", "EUR", "revenue since the last review")]
    quarter_profit: A[Array, c("float64", "EUR", "profit since the last review", low=SIGNED)]
    quarter_hours: A[Array, c("float64", "hours sold", "hours sold since the last review")]
    quarter_wages: A[Array, c("float64", "EUR", "legal wage bill since the last review")]
    quarter_extracted: A[Array, c("float64", "EUR", "extracted since the last review, all margins")]
    week_wages: A[Array, c("float64", "EUR", "legal wage bill of this week")]
    week_taken: A[Array, c("float64", "EUR", "unlawful euros of this week, all margins")]
    week_premium_kept: A[Array, c("int32", "persons", "workers without cover from whom a premium is kept this week")]
    profit_year: A[Array, c("float64", "EUR/year", "profit of the last four quarters, smoothed", low=SIGNED)]
    # record and debts
    visits: A[Array, c("int32", "number", "visits to this firm by any public enforcer")]
    detections: A[Array, c("int16", "number", "findings against this director, at all his firms")]
    violations: A[Array, c("int16", "number", "fined violations of this firm, for the repeat tariff")]
    last_visit: A[Array, c("int16", "past week", "last visit by the Inspectorate", LONG_AGO)]
    last_finding: A[Array, c("int16", "past week", "last finding by the Inspectorate", LONG_AGO)]
    signals: A[Array, c("float64", "complaints", "complaints against this firm, fading")]
    fines_unpaid: A[Array, c("float64", "EUR", "fines imposed and not paid")]
    tax_unpaid: A[Array, c("float64", "EUR", "tax assessed and not paid")]
    wage_debt: A[Array, c("float64", "EUR", "wages due to present and past workers and not paid")]
    # labels and admission
    label: A[Array, c("int8", "0/1", "voluntary certificate (SNA)")]
    admitted: A[Array, c("int8", "0/1", "admission, where that exists")]
    barred: A[Array, c("int8", "0/1", "may not lend: the ban is enforced and there is no admission")]
    attempts: A[Array, c("int8", "number", "inspections for admission failed")]
    review_week: A[Array, c("int16", "week", "week in which an application for admission is decided", NEVER)]
    decision_week: A[Array, c("int16", "week", "week in which admission was decided on, on condition of the deposit", NEVER)]
    audit_week: A[Array, c("int16", "week", "week of the next audit", NEVER)]
    deposit: A[Array, c("float64", "EUR", "deposit, where that exists")]
    deposit_cash: A[Array, c("int8", "0/1", "held in cash and not by a bank's guarantee")]
    deposit_due: A[Array, c("int16", "week", "week from which the deposit is owed", NEVER)]
    deposit_week: A[Array, c("int16", "week", "week in which it was first paid", NEVER)]
    deposit_most: A[Array, c("float64", "EUR", "cost of a deposit, for a firm that owes the amount of the law, at which the owner stops; -1: not weighed", -1)]
    deposit_returned: A[Array, c("int8", "0/1", "returned after years of good conduct; none is owed any more")]
    funded: A[Array, c("int8", "0/1", "what backs the deposit is an outside investor's or straw man's money")]
    ending_cause: A[Array, c("int8", "ExitCause", "the firm ends this week for this cause, 0 goes on")]
    beds: A[Array, c("int32", "beds", "beds owned or held on contract")]
    exit_cause: A[Array, c("int8", "ExitCause", "why the last firm ended")]
    exit_week: A[Array, c("int16", "past week", "week in which the last firm ended", LONG_AGO)]
    ban_week: A[Array, c("int16", "week", "week in which a ban reaches the director of this firm", NEVER)]
    restart_week: A[Array, c("int16", "week", "week in which a restart is considered", NEVER)]
    cost: A[Array, c("float64", "ratio", "cost of an hour over that of the mean agency", 1)]
    last_detection: A[Array, c("int16", "past week", "last finding by any enforcer", LONG_AGO)]
    last_placed: A[Array, c("int16", "past week", "last week with somebody placed, or the start", LONG_AGO)]
    claims_unpaid: A[Array, c("float64", "EUR", "back pay awarded and not yet paid")]

    if not TYPE_CHECKING:
        __getattr__ = no_such_column


class Hirers(NamedTuple):
    """One row per hiring establishment (inlener). Rows lie in province blocks."""

    sector: A[Array, c("int8", "Sector", "sector")]
    province: A[Array, c("int8", "Province", "province")]
    size: A[Array, c("float64", "persons", "mean headcount of migrant labour by agency in the base")]
    wage: A[Array, c("float64", "ratio", "legal hourly wage over the minimum wage of its normal week")]
    normal_week: A[Array, c("int8", "hours", "normal working week: 36, 38 or 40")]
    awareness: A[Array, c("float64", "0..1", "how well it knows who supplies it and minds")]
    shock: A[Array, c("float64", "log", "autoregressive demand shock")]
    orders: A[Array, c("float64", "persons", "wanted agency headcount this week")]
    agency_share: A[Array, c("float64", "ratio", "agency share of its labour over that share in the base", 1)]
    direct_share: A[Array, c("float64", "ratio", "direct share over that share in the base", 1)]
    posted_share: A[Array, c("float64", "ratio", "posted share over that share in the base", 1)]
    self_share: A[Array, c("float64", "ratio", "self-employed share over that share in the base", 1)]
    sub_share: A[Array, c("float64", "ratio", "subcontracted share over that share in the base", 1)]
    supplier: A[Array, c("int32", "row of agencies", "agency of each supplier slot", -1, SUPPLIERS)]
    share: A[Array, c("float64", "share", "share of orders per slot, sums to 1", 0, SUPPLIERS)]
    target: A[Array, c("int32", "persons", "orders per slot this week, whole persons", 0, SUPPLIERS)]
    filled: A[Array, c("int32", "persons", "placed per slot", 0, SUPPLIERS)]
    pipeline: A[Array, c("int32", "persons", "recruits on their way per slot", 0, SUPPLIERS)]
    former: A[Array, c("int32", "row of agencies", "agency that held the slot when it died", -1, SUPPLIERS)]
    former_share: A[Array, c("float64", "share", "its share of orders then", 0, SUPPLIERS)]
    accidents: A[Array, c("float64", "reports", "accidents reported by duty, fading")]
    orders_allowed: A[Array, c("float64", "ratio", "orders over mean size and season that the hirer may have without another impact report", 1)]
    takeover_share: A[Array, c("float64", "share", "agency workers it takes on itself this week, because the law drives that form out")]

    if not TYPE_CHECKING:
        __getattr__ = no_such_column


class Landlords(NamedTuple):
    """One row per housing location that lets beds to agency workers. Rows lie in province blocks."""

    kind: A[Array, c("int8", "PlaceKind", "kind of location")]
    province: A[Array, c("int8", "Province", "province")]
    owner: A[Array, c("int32", "row of agencies", "agency that owns or holds it on contract", -1)]
    beds: A[Array, c("int16", "beds", "beds at the norm")]
    crowding: A[Array, c("float64", "persons/bed", "persons per bed the landlord takes in")]
    occupants: A[Array, c("int32", "persons", "persons who live here")]
    certified: A[Array, c("int8", "0/1", "housing label (SNF or AKF)")]
    quick_eviction: A[Array, c("int8", "0/1", "puts people out within days of the end of the job")]
    rent: A[Array, c("float64", "EUR/week", "rent of a bed")]
    open: A[Array, c("int8", "0/1", "in use")]
    open_week: A[Array, c("int16", "week", "week in which a place under construction opens", NEVER)]
    vacant_weeks: A[Array, c("int16", "weeks", "weeks on end under a third occupied")]
    area: A[Array, c("float64", "m2/bed", "floor area of a bed at the norm", 12)]
    house_number: A[Array, c("int16", "number", "number of the house let in this row, from 0; each stands in a town of its own")]
    usual_crowding: A[Array, c("float64", "persons/bed", "persons per bed when neither a norm nor a fine holds the landlord back; 0: as now")]
    decent_until: A[Array, c("int16", "week", "week until which a fined landlord takes one person per bed", NEVER)]
    added_cost: A[Array, c("float64", "EUR/week", "what licence, label and upgrading add to the cost of a bed; negative where the label became cheaper", low=SIGNED)]

    if not TYPE_CHECKING:
        __getattr__ = no_such_column


class Institutions(NamedTuple):
    """What enforcers and the housing market of each province carry over weeks.

    Rows are provinces, sectors, enforcers or a single value, as the text of the column says.
    """

    rental_stock: A[Array, c("float64", "persons", "room in the rental market that migrants reach, per province")]
    renters: A[Array, c("int32", "persons", "migrants who rent for themselves, per province")]
    free_beds: A[Array, c("int32", "beds", "room in open locations, per province")]
    bed_shortage: A[Array, c("float64", "beds", "recruits refused for want of a bed, smoothed, per province")]
    price_index: A[Array, c("float64", "ratio", "hire rate over wage against the base, per sector", 1)]
    price_base: A[Array, c("float64", "ratio", "hire rate over wage at the start, per sector", 1)]
    onward_ratio: A[Array, c("float64", "ratio", "direct share of labour over the base, per sector", 1)]
    loose_ratio: A[Array, c("float64", "ratio", "self-employed and subcontracted share over the base, per sector", 1)]
    visit_rate: A[Array, c("float64", "1/quarter", "published chance of being caught, single value")]
    visit_balance: A[Array, c("float64", "visits", "fractions of a visit carried over, per enforcer", low=SIGNED)]
    review_queue: A[Array, c("float64", "applications", "applications for admission that wait their turn, single value")]
    shells: A[Array, c("float64", "firms", "admitted firms without business that are for sale, single value")]
    beds_asked: A[Array, c("float64", "beds", "beds that hirers paid for and nobody has begun to build, per province")]
    return_rates: A[Array, c("float64", "1/year", "returns of circular and of other leavers, two values")]


class Blocks(NamedTuple):
    """Where the rows of a province begin (entry 12 is the end of the last), and the way along the locations."""

    hirer_from: Array  # int32[13]
    place_from: Array  # int32[13]
    next_place: Array  # int32[locations + 1], from each towards the next with room (`sim.phases.shared.open_orders.next_open`)


class State(NamedTuple):
    """Everything that makes up one world."""

    migrants: Migrants
    agencies: Agencies
    hirers: Hirers
    landlords: Landlords
    institutions: Institutions
    blocks: Blocks


class Lists(NamedTuple):
    """Row numbers of the persons a phase concerns, made new where the week changes them."""

    present: Array  # int32, all in scope and in NL
    placed: Array  # int32, Work.AGENCY


@cache
def columns(kind: type) -> dict[str, Column]:
    """The declared columns of a state class."""
    hints = get_type_hints(kind, include_extras=True)
    return {name: get_args(hint)[1] for name, hint in hints.items()}


def empty(kind: type, rows: int):
    """A new state with ``rows`` rows at their starting values.

    Columns that start at zero stay untouched memory until a row is used: spare rows cost little.
    """
    made: list[np.ndarray] = []
    for column in columns(kind).values():
        shape = rows if column.width == 1 else (rows, column.width)
        if column.start == 0:
            made.append(np.zeros(shape, column.dtype))
        else:
            made.append(np.full(shape, column.start, column.dtype))
    return kind(*made)


def empty_institutions() -> Institutions:
    """Institutions at their starting values, each column as long as its text says."""
    made: list[np.ndarray] = []
    for column in columns(Institutions).values():
        length = {"province": 12, "sector": 5, "enforcer": 5, "value": 1, "values": 2}[column.text.split()[-1]]
        made.append(np.full(length, column.start, column.dtype))
    return Institutions(*made)
