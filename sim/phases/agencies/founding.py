"""How a firm begins: used by entry and by restarts in phase 12."""

from __future__ import annotations

import math

import numpy as np

from sim.core.calendar import LONG_AGO, NEVER
from sim.core.draws import Stream, uniform
from sim.core.kernels import kernel
from sim.phase import fields
from sim.phases.agencies.quarterly_review import decide
from sim.phases.shared.wages import HIRE_RATE_AIMED, WAGE_OVER_MINIMUM, YEAR_HOURS
from sim.state.codes import AgencyType
from sim.state.ledger import Item, pay

ANY_COST = 1e12  # EUR; no deposit costs so much

# what `found` and `first_decisions` read and write
FOUND_READS = fields(
    agencies="founder_type integrity sector foreign_seat start_size other_share incarnation start_week capital "
    "other_workers worker_weeks_13 markup price_factor keeps_records perceived fill_rate quarter_hours quarter_wages "
    "profit_year detections violations admitted attempts deposit funded cost extracted_*",
    institutions="price_index price_base",
)
FOUND_WRITES = fields(
    agencies="alive incarnation start_week planned_end capital other_workers worker_weeks_13 selling_capacity "
    "price_factor keeps_records perceived fill_rate profit_year visits violations last_visit last_finding signals "
    "fines_unpaid tax_unpaid wage_debt label admitted barred attempts review_week decision_week audit_week deposit "
    "deposit_cash deposit_due deposit_week deposit_most deposit_returned funded ending_cause exit_cause exit_week "
    "restart_week last_detection last_placed claims_unpaid extracted_* quarter_*",
    books="START_COST CAPITAL_IN",
)


@kernel
def turnover_aimed(start_size, other_share, minimum_wage, price):
    """Yearly turnover of a firm of the size aimed at."""
    return start_size * (1.0 + other_share) * YEAR_HOURS * minimum_wage * WAGE_OVER_MINIMUM * price


@kernel
def founder_capital(start_size, other_share, minimum_wage, entry):
    """Capital a founder brings."""
    turnover = turnover_aimed(start_size, other_share, minimum_wage, HIRE_RATE_AIMED)
    return entry.capital_flat + entry.capital * turnover


@kernel
def planned_life(u, mean_years):
    """Weeks a hit-and-run founder means to stay, at least a quarter."""
    return int(max(13.0, min(-math.log(u) * mean_years * 52.0, 1500.0)))


def found(now, a, i, perceived, rules, views, cents):
    """Start a new firm of director ``i`` with a clean record and no clients.

    Plain Python: a few firms a week start, and a kernel that takes every column is slow to compile.
    """
    a.incarnation[i] += 1
    a.alive[i] = 1
    a.start_week[i] = now.week
    a.last_placed[i] = now.week
    a.planned_end[i] = NEVER
    if a.founder_type[i] == AgencyType.HIT_AND_RUN:
        u = uniform(now.seed, int(Stream.FOUNDER_LIFE), 0, i, int(a.incarnation[i]))
        a.planned_end[i] = min(now.week + planned_life(u, views.extraction.hit_run_years), NEVER - 1)
    minimum = rules.pay.minimum_wage_38
    brought = founder_capital(a.start_size[i], a.other_share[i], minimum, views.entry)
    a.capital[i] = pay(cents, int(Item.CAPITAL_IN), brought + rules.admission.start_cost)
    a.capital[i] -= pay(cents, int(Item.START_COST), rules.admission.start_cost)
    a.deposit[i], a.deposit_week[i] = 0.0, now.week  # asked from next week on
    a.deposit_most[i] = -1.0
    a.deposit_cash[i] = a.deposit_returned[i] = a.funded[i] = 0
    a.barred[i] = a.attempts[i] = a.ending_cause[i] = 0
    a.review_week[i] = a.decision_week[i] = a.audit_week[i] = a.deposit_due[i] = NEVER
    a.worker_weeks_13[i] = a.other_workers[i] = 0.0
    a.fill_rate[i] = 1.0
    a.quarter_revenue[i] = a.quarter_profit[i] = a.quarter_hours[i] = a.quarter_wages[i] = a.quarter_extracted[i] = 0.0
    a.profit_year[i] = 0.0
    a.visits[i] = a.violations[i] = 0  # findings, and a ban, are the director's, under whatever name
    a.last_visit[i] = a.last_finding[i] = a.last_detection[i] = LONG_AGO
    a.signals[i] = a.fines_unpaid[i] = a.tax_unpaid[i] = a.claims_unpaid[i] = a.wage_debt[i] = 0.0
    a.label[i] = a.admitted[i] = 0
    a.keeps_records[i] = 1
    a.exit_cause[i] = 0
    a.exit_week[i] = LONG_AGO
    a.restart_week[i] = NEVER
    a.perceived[i] = perceived
    a.extracted_wage[i] = a.extracted_tax[i] = a.extracted_health[i] = a.extracted_housing[i] = 0.0
    a.selling_capacity[i] = a.start_size[i] * views.supplier.hunger_most


def has_weighed_deposit(a, i, expected):
    """Who came in counting with a deposit does not weigh it again."""
    if expected.admission.deposit > 0.0:
        a.deposit_most[i] = ANY_COST


@kernel
def _first_decisions(now, a, rows, rate, rules, views):
    for i in rows:
        decide(now, i, a, rate[a.sector[i]], rules, views, 1.0)


def first_decisions(now, a, rows, institutions, rules, views):
    """Cheating, books and price of new firms: a founder knows at once what he came for."""
    if len(rows) > 0:
        rate = institutions.price_index * institutions.price_base
        _first_decisions(now, a, np.asarray(rows, np.int64), rate, rules, views)


@kernel
def mean_perceived(alive, perceived, otherwise):
    """What living firms believe on average, for founders who look around."""
    total, n = 0.0, 0
    for i in range(alive.size):
        if alive[i] == 1:
            total += perceived[i]
            n += 1
    return total / n if n > 0 else otherwise
