"""Phase 12, third part: founders who enter when it pays over the life they plan."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.core.calendar import NEVER, Now
from sim.core.draws import Stream, uniform
from sim.core.kernels import array_maker, kernel
from sim.phase import fields, phase
from sim.phases.agencies.director_bans import NO_WAY, certificate_cost, pay_straw_man
from sim.phases.agencies.founding import (
    FOUND_READS,
    FOUND_WRITES,
    first_decisions,
    found,
    founder_capital,
    has_weighed_deposit,
    mean_perceived,
    planned_life,
    turnover_aimed,
)
from sim.phases.agencies.quarterly_review import views_of
from sim.phases.agencies.valuation import (
    deposit_cost,
    deposit_of,
    enters,
    finds_investor,
    gate_cost,
    has_means,
    owner_pay,
    present_value,
    value_under_gate,
)
from sim.phases.shared.wages import HIRE_RATE_AIMED
from sim.rules import AdmissionRules
from sim.state.codes import AgencyType
from sim.state.columns import Agencies
from sim.state.ledger import Tally
from sim.week import Week

AIMS = np.array([2.0, 5.0, 10.0, 50.0, 250.0])
CLASSES = 6
FOUNDED_BEFORE = NEVER  # founding week of the firms of the start
SETTLED_WEEKS = 39  # a firm younger than this has no year's profit to look at


class Seen(NamedTuple):
    """What founders see of the firms that live."""

    flows: np.ndarray  # float64, yearly profit per person aimed at, by type and size (`like_firms`)
    belief: float  # chance a quarter of being caught, as firms perceive it


def entry_cost(rogue, years, admission, entry):
    """Cost of entering besides a deposit: founding and admission."""
    return admission.start_cost + gate_cost(rogue, years, admission, entry)


def deposit_aimed(start_size, other_share, rules):
    """Deposit that a founder counts with, EUR."""
    return deposit_of(rules.admission.deposit, start_size * (1.0 + other_share), rules.admission)


def admitted_by_means(start_size, other_share, rules, entry):
    """Whether a founder can show what the first deposit takes."""
    minimum, admission = rules.pay.minimum_wage_38, rules.admission
    own = founder_capital(start_size, other_share, minimum, entry)
    turnover = turnover_aimed(start_size, other_share, minimum, HIRE_RATE_AIMED)
    first = admission.deposit_starter if admission.deposit_starter_weeks > 0 else 1.0
    amount = deposit_of(first * admission.deposit, start_size * (1.0 + other_share), admission)
    return has_means(amount, own, turnover, own, admission, entry)


@kernel
def aim_class(size):
    """Classes of size aimed at, finer than SizeClass: fixed cost weighs on the smallest."""
    for k in range(AIMS.size):
        if size < AIMS[k]:
            return k
    return AIMS.size


@array_maker
def like_firms(week, alive, start_week, kind, start_size, profit_year):
    """Yearly profit per person aimed at, by type and size; the mean, so the upper tail counts."""
    profit = np.zeros((2, CLASSES))
    size = np.zeros((2, CLASSES))
    for i in range(alive.size):
        if alive[i] == 1 and week - start_week[i] >= SETTLED_WEEKS:
            c = aim_class(start_size[i])
            profit[kind[i], c] += profit_year[i]
            size[kind[i], c] += start_size[i]
    rate = np.zeros((2, CLASSES))
    for k in range(2):
        for c in range(CLASSES):
            # no firm of that kind and size to look at: those of the other kind, then those a size smaller
            if size[k, c] > 0.0:
                rate[k, c] = profit[k, c] / size[k, c]
            elif size[1 - k, c] > 0.0:
                rate[k, c] = profit[1 - k, c] / size[1 - k, c]
            elif c > 0:
                rate[k, c] = rate[k, c - 1]
    return rate


def _decides(now, a, i, seen: Seen, law, rules, views) -> bool:
    """Whether founder ``i`` enters: the value of the planned life against its cost, and the means for a deposit.

    ``rules`` are those that founders count with; refusals and certificates are up to the law in force.
    """
    entry, kind, size = views.entry, int(a.founder_type[i]), float(a.start_size[i])
    years = entry.horizon_years
    if kind == AgencyType.HIT_AND_RUN:
        u = uniform(now.seed, int(Stream.FOUNDER_LIFE), 0, i, 0)
        years = planned_life(u, views.extraction.hit_run_years) / 52.0
    flow = seen.flows[kind, aim_class(size)] * size
    flow += owner_pay(size, a.other_share[i], rules.pay.minimum_wage_38, views.pricing.staff, entry)
    rogue = a.initial_honest[i] == 0
    value = value_under_gate(present_value(flow, years, entry), flow, rogue, rules.admission)
    amount = deposit_aimed(size, a.other_share[i], rules)
    caught, forfeit = seen.belief if rogue else 0.0, views.deterrence.deposit_forfeit
    funded = not admitted_by_means(size, a.other_share[i], rules, entry)
    if funded and not finds_investor(now.seed, i, int(a.incarnation[i]) + 1, rules.admission):
        return False
    cost = entry_cost(rogue, years, rules.admission, entry)
    cost += deposit_cost(amount, years, caught, forfeit, funded, rules.admission, entry)
    if refused(now, a, i, rogue, law.admission):
        return False
    certificate = certificate_cost(now, a, i, int(a.incarnation[i]) + 1, law.admission)
    if certificate == NO_WAY:
        return False
    cost += certificate
    cost += max(flow, 0.0) * law.admission.screen_weeks / 52.0  # nothing is earned while it lasts
    return enters(uniform(now.seed, int(Stream.ENTRY), 0, i), value, cost, entry)


def refused(now: Now, a: Agencies, i: int, rogue: bool, admission: AdmissionRules) -> bool:
    """Whether founder ``i`` is refused at registration."""
    chance = admission.screen_refuse if rogue else admission.screen_fail
    return chance > 0.0 and bool(uniform(now.seed, int(Stream.SCREENING), 0, i, int(a.incarnation[i]) + 1) < chance)


@phase(
    reads=FOUND_READS | fields(agencies="founding_week initial_honest alive"),
    writes=FOUND_WRITES | fields(books="STRAW_MAN", tally="ENTRIES"),
)
def enter_agencies(week: Week) -> None:
    """Let the founders of this week decide; they count with the rules foreseen.

    Raises
    ------
    RuntimeError
        When the fixed list of founders has come to its end.
    """
    now, a, institutions, books = week.now, week.state.agencies, week.state.institutions, week.books
    rules, expected, views = week.rules, week.foreseen, views_of(week.behaviour)
    active = int(np.count_nonzero(a.founding_week == FOUNDED_BEFORE))
    weeks = a.founding_week[active:]  # ascending; the firms of the start stand before them
    if weeks.size == 0 or now.week > weeks[-1]:
        raise RuntimeError(f"the list of founders ends before week {now.week}; make the world with more weeks")
    turn = range(
        active + int(np.searchsorted(weeks, now.week)),
        active + int(np.searchsorted(weeks, now.week, side="right")),
    )
    flows = like_firms(now.week, a.alive, a.start_week, a.founder_type, a.start_size, a.profit_year)
    belief = mean_perceived(a.alive, a.perceived, views.deterrence.perceived_start)
    entrants = [i for i in turn if _decides(now, a, i, Seen(flows, belief), rules, expected, views)]
    for i in entrants:
        found(now, a, i, belief, rules, views, books.cents)
        has_weighed_deposit(a, i, expected)
        pay_straw_man(a, i, certificate_cost(now, a, int(i), int(a.incarnation[i]), rules.admission), books)
    first_decisions(now, a, entrants, institutions, expected, views)
    books.tally[Tally.ENTRIES] += len(entrants)
