"""Phase 12, third part: founders who enter when it pays over the life they plan."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from sim.behaviour.market import Entry
from sim.books import Books, Tally
from sim.clock import Now
from sim.draws import Stream, uniform
from sim.kinds import AgencyType, Sector
from sim.phases.agencies import Views
from sim.phases.agency_books import WAGE_OVER_MINIMUM
from sim.phases.cheating import size_class
from sim.phases.founding import YEAR_HOURS, founder_capital, found, mean_perceived, planned_life, turnover_aimed
from sim.rules import Rules
from sim.state import Agencies, Institutions

CLASSES = 4
SETTLED_WEEKS = 39  # a firm younger than this has no year's profit to look at
GUARANTEE_TURNOVER = 0.05  # of yearly turnover, that a bank counts as security


@njit(cache=True)
def annuity(years, rate, first_year):
    """Years of full cash flow that a life of ``years`` is worth today, the first year counting in part."""
    whole = (1.0 - math.exp(-rate * years)) / rate
    first = (1.0 - math.exp(-rate * min(years, 1.0))) / rate
    return whole - (1.0 - first_year) * first


@njit(cache=True)
def owner_pay(start_size, other_share, minimum_wage, staff, entry):
    """What of the staff cost an owner earns by his own work, EUR a year."""
    bill = start_size * (1.0 + other_share) * YEAR_HOURS * minimum_wage * WAGE_OVER_MINIMUM
    return min(staff * bill, entry.owner_pay_most)


@njit(cache=True)
def present_value(flow, years, entry):
    """Value today of a yearly cash flow over the planned life."""
    return flow * annuity(years, entry.discount, entry.first_year)


@njit(cache=True)
def entry_cost(rules, years, caught, forfeit, entry):
    """Cost of entering: founding and, where there is one, the deposit's carry and its expected loss."""
    lost = forfeit * (1.0 - math.exp(-4.0 * caught * years))
    return rules.admission.start_cost + rules.admission.deposit * (entry.carry * years + lost)


@njit(cache=True)
def admitted_by_means(start_size, other_share, rules, entry):
    """Whether a founder can show the collateral that a guarantee for the deposit takes."""
    minimum = rules.pay.minimum_wage_38
    own = founder_capital(start_size, other_share, minimum, entry)
    turnover = turnover_aimed(start_size, other_share, minimum, 1.9)
    return entry.collateral * rules.admission.deposit <= own + GUARANTEE_TURNOVER * turnover


@njit(cache=True)
def enters(u, value, cost, entry):
    """Logit choice of a founder."""
    z = (value - cost - entry.outside) / entry.choice_scale
    return u < 1.0 / (1.0 + math.exp(-min(max(z, -50.0), 50.0)))


@njit(cache=True)
def _like_firms(now, a):
    """Yearly profit per person aimed at, by type and size class; the mean, so the upper tail counts."""
    profit = np.zeros((2, CLASSES))
    size = np.zeros((2, CLASSES))
    for i in range(a.alive.size):
        if a.alive[i] == 1 and now.week - a.start_week[i] >= SETTLED_WEEKS:
            k, c = a.type[i], size_class(a.start_size[i])
            profit[k, c] += a.profit_year[i]
            size[k, c] += a.start_size[i]
    for k in range(2):
        for c in range(CLASSES):
            # few firms of that kind: look at all of that size as well
            both = size[0, c] + size[1, c]
            if size[k, c] > 0.0:
                profit[k, c] /= size[k, c]
            elif both > 0.0:
                profit[k, c] = profit[1 - k, c] if k == 0 else profit[0, c]
    return profit


@njit(cache=True)
def _enter(now, a, low, high, rate, rules, views, cents, tally):
    """Founders of this week, in the order of their rows."""
    if high <= low:
        return
    flows = _like_firms(now, a)
    perceived = mean_perceived(a)
    for i in range(low, high):
        if a.alive[i] == 1 or a.incarnation[i] >= 0:
            continue
        size, others = a.start_size[i], a.other_share[i]
        minimum = rules.pay.minimum_wage_38
        years = views.entry.horizon_years
        if a.type[i] == AgencyType.HIT_AND_RUN:
            years = planned_life(uniform(now.seed, Stream.FOUNDER_LIFE, 0, i, 0), views.extraction.hit_run_years) / 52.0
        belief = perceived if perceived >= 0.0 else a.perceived[i]
        flow = flows[a.type[i], size_class(size)] * size
        flow += owner_pay(size, others, minimum, views.pricing.staff, views.entry)
        value = present_value(flow, years, views.entry)
        caught = belief if a.initial_honest[i] == 0 else 0.0
        cost = entry_cost(rules, years, caught, views.deterrence.deposit_forfeit, views.entry)
        if not enters(uniform(now.seed, Stream.ENTRY, 0, i), value, cost, views.entry):
            continue
        if not admitted_by_means(size, others, rules, views.entry):
            continue
        found(now, a, i, belief, rate[a.sector[i]], rules, views, cents)
        tally[Tally.ENTRIES] += 1


def enter_agencies(
    now: Now,
    agencies: Agencies,
    institutions: Institutions,
    rules: Rules,
    views: Views,
    books: Books,
) -> None:
    """Let the founders of this week decide.

    Reads: agencies.founding_week, start_size, type, profit_year, start_week, perceived.
    Writes: the firm columns of those who enter; books CAPITAL_IN, START_COST; tally ENTRIES.

    Raises
    ------
    RuntimeError
        When the fixed list of founders has come to its end.
    """
    weeks = agencies.founding_week
    first = int(np.searchsorted(_founders(weeks), now.week))
    last = int(np.searchsorted(_founders(weeks), now.week, side="right"))
    active = int(np.count_nonzero(weeks == 32767))
    if now.week > int(_founders(weeks)[-1]):
        raise RuntimeError(f"the list of founders ends before week {now.week}; make the world with more weeks")
    rate = (institutions.price_index * institutions.price_base)[: len(Sector)]
    _enter(now, agencies, active + first, active + last, rate, rules, views, books.cents, books.tally)


def _founders(weeks: np.ndarray) -> np.ndarray:
    """Founding weeks in ascending order; the firms of the start, with 32767, stand before them."""
    return weeks[np.count_nonzero(weeks == 32767) :]
