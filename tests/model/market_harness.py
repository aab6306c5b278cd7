"""The agency market on its own: orders are always filled, pay is one sum per agency."""

from __future__ import annotations

import sys
import time
from typing import Any, NamedTuple

import numpy as np

from sim.behaviour import Behaviour
from sim.core.calendar import Now
from sim.core.calendar import now as make_now
from sim.phase import Phase
from sim.phases.agencies.director_bans import ban_directors, retest_directors
from sim.phases.agencies.entry import enter_agencies
from sim.phases.agencies.exit import choose_ends, end_agencies
from sim.phases.agencies.quarterly_review import reconsider_agencies, start_prices
from sim.phases.agencies.restart import restart_agencies
from sim.phases.enforcement.inspection import inspect
from sim.phases.enforcement.sanction import sanction
from sim.phases.hirers.orders import set_orders, start_shocks
from sim.phases.hirers.supplier_choice import reconsider_hirers
from sim.phases.money.agency_books import keep_agency_books
from sim.phases.shared.extraction import is_rogue
from sim.phases.shared.wages import WEEK_HOURS, hourly_wage
from sim.population.making import Making
from sim.population.market import make_agencies, make_hirers
from sim.population.suppliers import assign_suppliers
from sim.rules import Rules
from sim.state.columns import Blocks, Institutions, Landlords, Migrants, State, empty
from sim.state.ledger import Books, Tally, new_books
from sim.week import Week
from sim.world import World
from tests.one_week import SPLITS, week_of

FIRST = -103
BEHAVIOUR, RULES = Behaviour(), Rules()
NO_BLOCKS = Blocks(np.zeros(13, np.int32), np.zeros(13, np.int32), np.zeros(1, np.int32))
OF_THE_MARKET = (
    keep_agency_books, inspect, sanction, reconsider_agencies, reconsider_hirers, retest_directors, ban_directors,
    choose_ends, end_agencies, restart_agencies, enter_agencies,
)  # fmt: skip
"""What the market lives of a week, once orders are filled and paid; nobody claims from a deposit at the end."""


class Market(NamedTuple):
    """State of a market-only world."""

    agencies: Any
    hirers: Any
    institutions: Any
    landlords: Any
    migrants: Any

    def week(self, moment: Now, behaviour: Behaviour = BEHAVIOUR, rules: Rules = RULES, **given: Any) -> Week:
        """This market at a moment, under a law; ``given`` as in `week_of`."""
        state = State(self.migrants, self.agencies, self.hirers, self.landlords, self.institutions, NO_BLOCKS)
        placed = np.flatnonzero(self.agencies.alive).astype(np.int32)
        return week_of(moment, state, behaviour, rules, **{"placed": placed, "first_rules": RULES} | given)


def act(phase: Phase, market: Market, moment: Now, **given: Any) -> Week:
    """Let a market live one phase; ``given`` as in `Market.week`. Returns the week, with what the phase hands on."""
    week = market.week(moment, **given)
    phase(week)
    return week


def make_market(seed=1, scale=0.1, weeks=520, behaviour=Behaviour(), rules=Rules(), world=World()) -> Market:
    """A world without persons."""
    h = make_hirers(seed, scale, world, SPLITS)
    a = make_agencies(Making(seed, scale, FIRST, weeks, world, SPLITS, behaviour, rules))
    assign_suppliers(seed, h, a, behaviour)
    start_shocks(seed, FIRST, h, behaviour.demand)
    zeros = {name: np.zeros(12) for name in Institutions._fields}
    inst = Institutions(**zeros)._replace(
        price_index=np.ones(5), price_base=np.ones(5), visit_rate=np.zeros(1), visit_balance=np.zeros(5)
    )
    start_prices(a, inst)
    # two persons per agency stand for those to whom back pay goes
    m = empty(Migrants, a.alive.size)
    m.person[:] = m.agency[:] = np.arange(a.alive.size)
    return Market(a, h, inst, empty(Landlords, 1), m)


def fill_and_pay(market: Market, rules: Rules, books, withheld=0.6) -> None:
    """Everybody ordered is placed; revenue, cost and gains of the week."""
    a, h = market.agencies, market.hirers
    a.placed[:] = 0
    h.filled[:] = h.target
    ok = h.supplier >= 0
    np.add.at(a.placed, h.supplier[ok], h.target[ok])
    wage = hourly_wage(0.0, 0.0, rules.pay.minimum_wage_38)
    bill = a.placed * WEEK_HOURS * wage
    taken = a.extracted_wage + a.extracted_tax + a.extracted_health + a.extracted_housing
    revenue = bill * a.price_factor
    profit = revenue - bill * (rules.pay.cost_factor * a.cost - taken)
    a.capital[:] += profit
    a.quarter_profit[:] += profit
    a.quarter_revenue[:] += revenue
    a.quarter_wages[:] += bill
    a.quarter_hours[:] += a.placed * WEEK_HOURS
    a.quarter_extracted[:] += bill * taken
    owed = bill * a.extracted_wage
    a.wage_debt[:] = np.where(a.alive == 1, a.wage_debt + owed, a.wage_debt)
    # workers stay half a year on average: what present workers are owed levels off
    market.migrants.wage_owed[:] += owed - market.migrants.wage_owed / 26.0
    # reports of wronged workers, at the mean rate of equations.md
    wronged = a.placed * 0.0012 * np.minimum(1.0, taken * WEEK_HOURS * wage / 50.0)
    a.signals[:] = a.signals * 0.96 + np.where(a.alive == 1, wronged, 0.0)
    books.tally[Tally.COMPLAINTS] += wronged.sum()


def week(market: Market, now: Now, behaviour: Behaviour, rules: Rules, books: Books) -> None:
    """One week of the market."""
    week = market.week(now, behaviour, rules, books=books)
    set_orders(week)
    fill_and_pay(market, rules, books)
    week.placed = np.flatnonzero(market.agencies.alive).astype(np.int32)
    for phase in OF_THE_MARKET:
        phase(week)
    market.migrants.wage_owed[market.agencies.exit_week == now.week] = 0.0


def rogues(a, withheld=0.6, cap=0.08) -> np.ndarray:
    """Truth per firm."""
    return np.array(
        [
            is_rogue(
                a.extracted_wage[i], a.extracted_tax[i], a.extracted_health[i], a.extracted_housing[i], withheld, cap
            )
            for i in range(a.alive.size)
        ]
    )


def measure(market: Market, tally, years=1.0) -> dict[str, float]:
    """What a year of the market looks like."""
    a, h = market.agencies, market.hirers
    ww = a.worker_weeks_13
    active = (a.alive == 1) & (ww >= 13.0 * 0.5)
    in_scope = (a.alive == 1) & (ww >= 39.0)
    bad = rogues(a)
    n = active.sum()
    size = np.sort(ww[active] / 13.0)[::-1]
    top = max(1, round(0.0015 * n))
    honest_price = np.average(a.price_factor[active & ~bad], weights=ww[active & ~bad])
    rogue_price = np.average(a.price_factor[active & bad], weights=ww[active & bad]) if (active & bad).any() else np.nan
    aimed = ww[active] / 13.0 / a.start_size[active]
    cumulative = np.cumsum(size) / size.sum()
    return {
        "alive": int(a.alive.sum()),
        "active": int(n),
        "rogue": bad[in_scope].mean(),
        "rogue_active": bad[active].mean(),
        "rogue_ww": np.average(bad[in_scope], weights=ww[in_scope]),
        "births": (tally[Tally.ENTRIES] + tally[Tally.PHOENIX]) / n / years,
        "deaths": tally[Tally.EXITS] / n / years,
        "phoenix": tally[Tally.PHOENIX] / n / years,
        "visits_agency": tally[Tally.VISITS_AGENCY] / n / years,
        "finds": tally[Tally.FINDINGS] / n / years,
        "rogue_catch": tally[Tally.FINDINGS] / max(bad[active].sum(), 1) / years,
        "fines_meur": tally[Tally.FINES_IMPOSED_EUR] / 1e6 / years,
        "collected": tally[Tally.FINES_COLLECTED_EUR] / max(tally[Tally.FINES_IMPOSED_EUR], 1.0),
        "recovered_meur": tally[Tally.WAGE_RECOVERED_EUR] / 1e6 / years,
        "complaints": tally[Tally.COMPLAINTS] / years,
        "discount": 1.0 - rogue_price / honest_price,
        "discount_firm": 1.0 - a.price_factor[active & bad].mean() / a.price_factor[active & ~bad].mean(),
        "over_250": (size[size > 250]).sum() / size.sum(),
        "perceived": a.perceived[active].mean(),
        "size_median": np.median(size),
        "top": size[:top].sum() / size.sum(),
        "agencies_80": np.searchsorted(cumulative, 0.8) / n,
        "log_sd": np.log(size).std(),
        "persons": size.sum(),
        "rel_honest": np.exp(np.mean(np.log(aimed[~bad[active]]))),
        "rel_rogue": np.exp(np.mean(np.log(aimed[bad[active]]))) if bad[active].any() else np.nan,
        "index": market.institutions.price_index.mean(),
        "slots": (h.supplier >= 0).sum() / h.size.size,
        "label": a.label[active].mean(),
        "records": a.keeps_records[active & bad].mean() if (active & bad).any() else np.nan,
        "hit_run": a.founder_type[active].mean(),
    }


def run(seed=1, scale=0.1, years=9, behaviour=Behaviour(), rules=Rules(), change=None, show=True, world=World()):
    """Run a market and return the measures of every year."""
    market = make_market(seed, scale, years * 52 + 60, behaviour, rules, world)
    if change is not None:
        change(market)
    rows = []
    total = np.zeros(len(Tally))
    falls, moved, churn = 0.0, 0.0, 0
    start = time.perf_counter()
    for k in range(years * 52):
        books = new_books()
        before_target, before_supplier = market.hirers.target.copy(), market.hirers.supplier.copy()
        week(market, make_now(seed, FIRST + k, scale), behaviour, rules, books)
        falls += np.maximum(before_target - market.hirers.target, 0).sum()
        switched = (before_supplier != market.hirers.supplier) & (before_supplier >= 0)
        moved += market.hirers.target[switched].sum()
        churn += before_target.sum()
        total += books.tally
        if k % 52 == 51:
            rows.append(measure(market, total) | {"falls": falls / churn, "switched": moved / churn})
            total[:], falls, moved, churn = 0.0, 0.0, 0.0, 0
    spent = (time.perf_counter() - start) / (years * 52) * 1000.0
    if show:
        for key in rows[0]:
            print(f"{key:>15}", *(f"{row[key]:9.4g}" for row in rows))
        print(f"{'ms a week':>15} {spent:9.3g}")
    return market, rows


if __name__ == "__main__":
    run(seed=1, scale=float(sys.argv[1]), years=int(sys.argv[2]))
