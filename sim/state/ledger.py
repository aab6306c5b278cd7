"""The week's books: euros by item in whole cents, and counts of events.

Each item moves money from one account to another, so the accounts sum to zero by construction; what the
tests check is that the persons' and firms' own balances agree with it.
"""

from __future__ import annotations

import math
from enum import IntEnum, unique
from typing import NamedTuple

import numpy as np

from sim.core.kernels import scalar


class Account(IntEnum):
    """Who holds money."""

    HIRERS = 0
    AGENCIES = 1
    MIGRANTS = 2
    LANDLORDS = 3
    STATE = 4
    INSURERS = 5
    CARE_PROVIDERS = 6
    ENFORCERS = 7  # the sector's wage body and label auditors
    OWNERS = 8  # owners of agencies: capital brought in and profit taken out
    ABROAD = 9  # remittances, spending, employers outside the model
    SUPPLIERS = 10  # overhead, repairs, staff of agencies; shops and households in NL
    DEPOSITS = 11  # deposits of agencies, held in cash


@unique
class Item(IntEnum):
    """What a payment is for. Append only."""

    HIRE = 0
    OTHER_MARGIN = 1
    WAGE = 2
    WAGE_TAX = 3
    PREMIUMS_EMPLOYER = 4
    LABOUR_OVERHEAD = 5
    RENT_TO_AGENCY = 6
    BED_COST = 7
    RENT_MARKET = 8
    HEALTH_PREMIUM = 9
    HEALTH_DEDUCTION = 10
    EXTRA_DEDUCTION = 11
    OWN_PREMIUM = 12
    SICK_PAY = 13
    IDLE_PAY = 14
    TRANSITION_PAYMENT = 15
    UNEMPLOYMENT_BENEFIT = 16
    SICKNESS_BENEFIT = 17
    OTHER_WAGE = 18
    LIVING = 19
    REMITTANCE = 20
    OVERHEAD = 21
    FINE = 22
    HIRER_FINE = 23
    TAX_ASSESSMENT = 24
    BACK_PAY = 25
    BACK_PAY_HIRER = 26
    LABEL_COST = 27
    INSPECTORATE_COST = 28
    SECTOR_BODY_COST = 29
    START_COST = 30
    CAPITAL_IN = 31
    PROFIT_OUT = 32
    CARE_SCHEME = 33
    CARE_OWN = 34
    CARE_UNPAID = 35
    CARE_INSURED = 36
    SHELTER_COST = 37
    DEPOSIT_COST = 38
    CARE_GUARANTEED = 39
    LOAN_TO_MIGRANT = 40
    LOAN_REPAID = 41
    SAVINGS_IN = 42
    SAVINGS_OUT = 43
    OTHER_TAX = 44
    AGENCY_DEFAULT = 45
    DEPOSIT_FORFEIT = 46
    DEPOSIT_PAID = 47
    DEPOSIT_RELEASED = 48
    ADMISSION_COST = 49
    ADMISSION_BODY = 50
    SHELL_PRICE = 51
    INVESTOR_RETURN = 52
    PROGRAMME_COST = 53
    RUNOFF_PREMIUM = 54
    LANDLORD_FINE = 55
    MUNICIPAL_CHECK_COST = 56
    STRAW_MAN = 57
    RECRUITER_LOAN = 58
    RECRUITER_REPAID = 59
    MANAGER_FINE = 60
    REGISTRATION_COST = 61
    MUNICIPAL_FUND = 62
    SCHEME_RECOVERED = 63
    SCHEME_BILLED = 64
    ACCIDENT_REPORT = 65
    ACCIDENT_CHECK = 66
    LICENCE_COST = 67
    HOUSING_LABEL = 68
    HOUSING_UPGRADE = 69
    HIRER_BEDS = 70
    SEAT_ABROAD = 71
    REPORT_COST = 72
    KICKBACK_COST = 73
    HIRER_NOTICE = 74
    CREDIT_COST = 75


# from and to, in the order of Item
ENDS: dict[Item, tuple[Account, Account]] = {
    Item.HIRE: (Account.HIRERS, Account.AGENCIES),
    Item.OTHER_MARGIN: (Account.HIRERS, Account.AGENCIES),
    Item.WAGE: (Account.AGENCIES, Account.MIGRANTS),
    Item.WAGE_TAX: (Account.AGENCIES, Account.STATE),
    Item.PREMIUMS_EMPLOYER: (Account.AGENCIES, Account.STATE),
    Item.LABOUR_OVERHEAD: (Account.AGENCIES, Account.SUPPLIERS),
    Item.RENT_TO_AGENCY: (Account.MIGRANTS, Account.AGENCIES),
    Item.BED_COST: (Account.AGENCIES, Account.LANDLORDS),
    Item.RENT_MARKET: (Account.MIGRANTS, Account.LANDLORDS),
    Item.HEALTH_PREMIUM: (Account.AGENCIES, Account.INSURERS),
    Item.HEALTH_DEDUCTION: (Account.MIGRANTS, Account.AGENCIES),
    Item.EXTRA_DEDUCTION: (Account.MIGRANTS, Account.AGENCIES),
    Item.OWN_PREMIUM: (Account.MIGRANTS, Account.INSURERS),
    Item.SICK_PAY: (Account.AGENCIES, Account.MIGRANTS),
    Item.IDLE_PAY: (Account.AGENCIES, Account.MIGRANTS),
    Item.TRANSITION_PAYMENT: (Account.AGENCIES, Account.MIGRANTS),
    Item.UNEMPLOYMENT_BENEFIT: (Account.STATE, Account.MIGRANTS),
    Item.SICKNESS_BENEFIT: (Account.STATE, Account.MIGRANTS),
    Item.OTHER_WAGE: (Account.HIRERS, Account.MIGRANTS),
    Item.LIVING: (Account.MIGRANTS, Account.SUPPLIERS),
    Item.REMITTANCE: (Account.MIGRANTS, Account.ABROAD),
    Item.OVERHEAD: (Account.AGENCIES, Account.SUPPLIERS),
    Item.FINE: (Account.AGENCIES, Account.STATE),
    Item.HIRER_FINE: (Account.HIRERS, Account.STATE),
    Item.TAX_ASSESSMENT: (Account.AGENCIES, Account.STATE),
    Item.BACK_PAY: (Account.AGENCIES, Account.MIGRANTS),
    Item.BACK_PAY_HIRER: (Account.HIRERS, Account.MIGRANTS),
    Item.LABEL_COST: (Account.AGENCIES, Account.ENFORCERS),
    Item.INSPECTORATE_COST: (Account.STATE, Account.SUPPLIERS),
    Item.SECTOR_BODY_COST: (Account.ENFORCERS, Account.SUPPLIERS),
    Item.START_COST: (Account.AGENCIES, Account.SUPPLIERS),
    Item.CAPITAL_IN: (Account.OWNERS, Account.AGENCIES),
    Item.PROFIT_OUT: (Account.AGENCIES, Account.OWNERS),
    Item.CARE_SCHEME: (Account.STATE, Account.CARE_PROVIDERS),
    Item.CARE_OWN: (Account.MIGRANTS, Account.CARE_PROVIDERS),
    Item.CARE_UNPAID: (Account.CARE_PROVIDERS, Account.SUPPLIERS),
    Item.CARE_INSURED: (Account.INSURERS, Account.CARE_PROVIDERS),
    Item.SHELTER_COST: (Account.STATE, Account.SUPPLIERS),
    Item.DEPOSIT_COST: (Account.AGENCIES, Account.SUPPLIERS),
    Item.CARE_GUARANTEED: (Account.INSURERS, Account.CARE_PROVIDERS),
    Item.LOAN_TO_MIGRANT: (Account.AGENCIES, Account.MIGRANTS),
    Item.LOAN_REPAID: (Account.MIGRANTS, Account.AGENCIES),
    Item.SAVINGS_IN: (Account.ABROAD, Account.MIGRANTS),
    Item.SAVINGS_OUT: (Account.MIGRANTS, Account.ABROAD),
    Item.OTHER_TAX: (Account.HIRERS, Account.STATE),
    Item.AGENCY_DEFAULT: (Account.SUPPLIERS, Account.AGENCIES),  # bills of a dead agency nobody pays
    Item.DEPOSIT_FORFEIT: (Account.SUPPLIERS, Account.AGENCIES),  # the guarantor steps in
    Item.DEPOSIT_PAID: (Account.AGENCIES, Account.DEPOSITS),
    Item.DEPOSIT_RELEASED: (Account.DEPOSITS, Account.AGENCIES),  # returned, or used for wages, fines and tax
    Item.ADMISSION_COST: (Account.AGENCIES, Account.ENFORCERS),  # audits and repair for admission
    Item.ADMISSION_BODY: (Account.STATE, Account.SUPPLIERS),
    Item.SHELL_PRICE: (Account.AGENCIES, Account.OWNERS),
    Item.INVESTOR_RETURN: (Account.AGENCIES, Account.OWNERS),
    Item.PROGRAMME_COST: (Account.STATE, Account.SUPPLIERS),  # of measures
    Item.RUNOFF_PREMIUM: (Account.STATE, Account.INSURERS),
    Item.LANDLORD_FINE: (Account.LANDLORDS, Account.STATE),
    Item.MUNICIPAL_CHECK_COST: (Account.STATE, Account.SUPPLIERS),
    Item.STRAW_MAN: (Account.AGENCIES, Account.OWNERS),
    Item.RECRUITER_LOAN: (Account.ABROAD, Account.MIGRANTS),
    Item.RECRUITER_REPAID: (Account.MIGRANTS, Account.ABROAD),
    Item.MANAGER_FINE: (Account.OWNERS, Account.STATE),  # of the person who leads a firm that cannot pay
    Item.REGISTRATION_COST: (Account.AGENCIES, Account.SUPPLIERS),  # bringing workers to the register
    Item.MUNICIPAL_FUND: (Account.STATE, Account.SUPPLIERS),  # what municipalities get and spend per registered head
    Item.SCHEME_RECOVERED: (Account.ABROAD, Account.STATE),  # from states of origin
    Item.SCHEME_BILLED: (Account.MIGRANTS, Account.STATE),
    Item.ACCIDENT_REPORT: (Account.HIRERS, Account.SUPPLIERS),
    Item.ACCIDENT_CHECK: (Account.AGENCIES, Account.SUPPLIERS),
    Item.LICENCE_COST: (Account.LANDLORDS, Account.SUPPLIERS),
    Item.HOUSING_LABEL: (Account.LANDLORDS, Account.ENFORCERS),  # over what labels cost in the base
    Item.HOUSING_UPGRADE: (Account.LANDLORDS, Account.SUPPLIERS),
    Item.HIRER_BEDS: (Account.HIRERS, Account.SUPPLIERS),
    Item.SEAT_ABROAD: (Account.AGENCIES, Account.ABROAD),
    Item.REPORT_COST: (Account.HIRERS, Account.SUPPLIERS),
    Item.KICKBACK_COST: (Account.AGENCIES, Account.SUPPLIERS),  # the detour by which a discount is hidden
    Item.HIRER_NOTICE: (Account.HIRERS, Account.MIGRANTS),
    Item.CREDIT_COST: (Account.AGENCIES, Account.SUPPLIERS),
}


@unique
class Tally(IntEnum):
    """Events counted in a week, in persons or firms of this world (not scaled up). Append only."""

    THRESHOLD_ENDS = 0
    REPLACED = 1
    JOBS_LOST = 2
    PHASE_B = 3
    DIRECT_HIRES = 4
    ONWARD = 5
    ORDERS = 6
    UNFILLED = 7
    ARRIVALS = 8
    DEPARTURES = 9
    SETTLED = 10
    HOMELESS_IN = 11
    HOMELESS_BY_JOB_LOSS = 12
    CARE_UNCOVERED_EUR = 13
    COMPLAINTS = 14
    CLAIMS = 15
    VISITS_AGENCY = 16
    VISITS_HIRER = 17
    VISITS_SECTOR_BODY = 18
    LABEL_AUDITS = 19
    TAX_AUDITS = 20
    FINDINGS = 21
    FINES_IMPOSED_EUR = 22
    FINES_COLLECTED_EUR = 23
    WAGE_STOLEN_EUR = 24
    WAGE_RECOVERED_EUR = 25
    ENTRIES = 26
    EXITS = 27
    HONEST_SMALL_EXITS = 28
    PHOENIX = 29
    AGENCY_SPELLS_ENDED = 30
    AGENCY_SPELLS_SHORT = 31
    RECRUITS_ASKED = 32
    RECRUITS_SENT = 33
    REFUSED_FOR_BED = 34
    SICK_CASES = 35
    DISPLACED_ORDERS = 36
    COMPLIANCE_COST_EUR = 37
    HOURS_SOLD = 38
    AGENCY_SPELLS_STARTED = 39
    EVICTIONS = 40
    PLACES_CLOSED = 41
    PLACES_OPENED = 42
    RETURNS_FROM_STREET = 43
    WAGE_DUE_EUR = 44
    EXTRACTED_EUR = 45
    FIRMS_SOLD = 46
    SHELLS_BOUGHT = 47
    SISTER_MOVES = 48
    BED_ROTATIONS = 49
    CHAIN_PERMANENT = 50
    POSTING_CONVERTED = 51
    KEPT_ON_PAY = 52
    CONDUCT_REFUSED = 53
    REGISTERED_BY_AGENCY = 54
    REGISTER_CHECKS = 55
    OUTREACH = 56
    ACCIDENTS_REPORTED = 57
    ORDERS_HELD = 58
    HOUSES_LABELLED = 59
    LABELS_DROPPED = 60
    MOVED_ABROAD = 61
    VANISHED = 62
    AWARDS = 63  # back pay awarded, a firm each time
    AWARDS_BY_TERM = 64  # of these, on a presumed term of work
    AWARDED_EUR = 65
    HOUSES_CHECKED = 66
    HOUSES_CROWDED = 67  # found so by a check
    LOSING_2 = 68  # worker-weeks in which the worker lost at least 2% of the legal wage
    LOSING_5 = 69
    LOSING_10 = 70


class Books(NamedTuple):
    """The week's books; emptied at the start of each week."""

    cents: np.ndarray  # int64, one an Item
    tally: np.ndarray  # float64, one a Tally


def new_books() -> Books:
    """Empty books."""
    return Books(np.zeros(len(Item), np.int64), np.zeros(len(Tally), np.float64))


@scalar
def to_cents(eur):
    """Euros to whole cents, halves away from zero; a float, for what comes of it is one too."""
    return np.trunc(eur * 100.0 + math.copysign(0.5, eur))


@scalar
def pay(cents, item, eur):
    """Book ``eur`` under ``item`` and return the amount in whole cents as euros."""
    amount = to_cents(eur)
    cents[item] += np.int64(amount)
    return amount * 0.01


@scalar
def charge(firms, k, eur):
    """Take a cost, booked under its item, from the capital of firm ``k`` and its profit of the quarter; returns it.

    ``firms`` is any struct with the columns ``capital`` and ``quarter_profit``. What an owner brings in or takes out,
    lends or gets back is no cost and passes the profit by.
    """
    firms.capital[k] -= eur
    firms.quarter_profit[k] -= eur
    return eur
