"""Margins that a small world has too few events for: hand-made markets that are stepped week by week under a law.

Each starts the same, lives the same weeks on the same draws and differs in the rules only. What is needed besides (more
visits, empty tills, crowded houses) is in both worlds, and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.behaviour import Behaviour
from sim.core.calendar import now as make_now
from sim.phases.agencies.director_bans import under_ban
from sim.phases.housing.beds import look_after_places
from sim.phases.shared.extraction import rogue_firms
from sim.rules import Rules
from sim.state.ledger import Item, Tally, new_books
from tests.levers.test_measures_registers import full_houses
from tests.model.market_harness import FIRST, Market, make_market, week
from tests.unit.phases.hand import Hand

SCALE, SETTLED, SEED = 0.05, 14, 1
B = Behaviour()
# agencies do not learn, nobody is fined or claims: findings leave the market as it is, and more are found in the same
HARMLESS = B._replace(
    switch=B.switch._replace(deterrence_learning=0), enforcement=B.enforcement._replace(p_fine=0.0, claim_share=0.0)
)
ALL_FINED = B._replace(switch=B.switch._replace(deterrence_learning=0), enforcement=B.enforcement._replace(p_fine=1.0))


class Stepped(NamedTuple):
    """A quantity of a market, and how many weeks it lived."""

    value: float
    weeks: int


class Seen(NamedTuple):
    """What a market shows at the end: its state, and what was booked and counted in all weeks."""

    market: Market
    eur: np.ndarray  # by Item
    tally: np.ndarray  # by Tally
    last: int  # its last week
    weeks: int


def live(
    rules: Rules,
    weeks: int = 26,
    behaviour: Behaviour = B,
    each_week: Callable[[Market], None] = lambda market: None,
    **visits: float,
) -> Seen:
    """A market that settles for a quarter under no measure and then lives so many weeks under ``rules``.

    ``visits`` are capacities of enforcers, for both worlds alike; ``each_week`` changes the market before each week.
    """
    base = Rules()
    base = base._replace(inspection=base.inspection._replace(**visits))
    rules = rules._replace(inspection=rules.inspection._replace(**visits))
    market = make_market(SEED, SCALE, 300, behaviour)
    eur, tally = np.zeros(len(Item)), np.zeros(len(Tally))
    for k in range(SETTLED + weeks):
        books, law = new_books(), rules if k >= SETTLED else base
        if k >= SETTLED:
            each_week(market)
        week(market, make_now(SEED, FIRST + k, SCALE), behaviour, law, books)
        if k >= SETTLED:
            eur += books.cents / 100.0
            tally += books.tally
    return Seen(market, eur, tally, FIRST + SETTLED + weeks - 1, weeks)


def _empty_tills(market: Market) -> None:
    market.agencies.capital[:] = 0.0


def asked_of_hirers(rules: Rules) -> Stepped:
    """EUR that hirers pay of wages awarded, where agencies have nothing and are visited thirty times as often."""
    seen = live(rules, each_week=_empty_tills, sector_body_visits=20_000.0)
    return Stepped(float(seen.eur[Item.BACK_PAY_HIRER]), seen.weeks)


def banned_directors(rules: Rules) -> Stepped:
    """Directors under a ban after a year and a half with ten times the visits."""
    seen = live(rules, 78, inspectorate_visits=4_350.0, tax_audits=3_250.0)
    a, weeks = seen.market.agencies, rules.admission.restart_ban_weeks
    return Stepped(float(under_ban(seen.last, a.ban_week, weeks).sum()), seen.weeks)


def directors_refused(rules: Rules) -> Stepped:
    """Founders and directors without a certificate in a year and a half."""
    seen = live(rules, 78)
    return Stepped(float(seen.tally[Tally.CONDUCT_REFUSED]), seen.weeks)


def found_by_inspectors(rules: Rules) -> Stepped:
    """Findings in half a year, with twenty times as many visits of the Inspectorate and no other enforcer."""
    more = 20.0 * rules.inspection.inspectorate_visits  # a measure may take or bring visits
    none = dict.fromkeys(("sector_body_visits", "tax_audits", "label_audits_per_firm"), 0.0)
    seen = live(rules, behaviour=HARMLESS, inspectorate_visits=more, **none)
    return Stepped(float(seen.tally[Tally.FINDINGS]), seen.weeks)


def orders_at_rogue_agencies(rules: Rules) -> Stepped:
    """Share of orders that are with rogue agencies after a year."""
    seen = live(rules, 52)
    h, rogue = seen.market.hirers, rogue_firms(seen.market.agencies)
    filled = h.supplier >= 0
    return Stepped(float(h.target[filled & rogue[h.supplier]].sum() / h.target[filled].sum()), seen.weeks)


def hire_rate_of_the_cheap(rules: Rules) -> Stepped:
    """Mean hire rate, over the wage, that rogue agencies ask after half a year."""
    seen = live(rules)
    a = seen.market.agencies
    return Stepped(float(a.price_factor[(a.alive == 1) & rogue_firms(a)].mean()), seen.weeks)


def posted_work(rules: Rules) -> Stepped:
    """Posted labour at hirers over that of the base, after half a year."""
    seen = live(rules)
    return Stepped(float(seen.market.hirers.posted_share.mean()), seen.weeks)


def fines_imposed(rules: Rules) -> Stepped:
    """EUR of fines in half a year, with twenty times the visits and a fine for whoever is found."""
    seen = live(rules, behaviour=ALL_FINED, inspectorate_visits=8_700.0)
    return Stepped(float(seen.tally[Tally.FINES_IMPOSED_EUR]), seen.weeks)


def _houses(rules: Rules, weeks: int, count: Tally, persons: int) -> Stepped:
    """Checks of eight hundred houses for four, full of so many newcomers each, at twenty times the usual rate."""
    world = full_houses()
    world.ld.occupants[:] = persons
    rate = 20.0 * rules.housing.municipal_check_rate
    world.rules = rules._replace(housing=rules.housing._replace(municipal_check_rate=rate))
    total, begin = 0.0, world.now.week
    for k in range(weeks):
        world.at(begin + k)
        _keep_full(world, persons)
        world.call(look_after_places)
        total += world.count(count)
    return Stepped(total, weeks)


def _keep_full(world: Hand, persons: int) -> None:
    """Houses that a check has cleared or closed are full again."""
    world.ld.open[:], world.ld.occupants[:] = 1, persons
    world.ld.crowding[:] = 1.5


def houses_checked(rules: Rules) -> Stepped:
    """Checks by municipalities in a quarter."""
    return _houses(rules, 13, Tally.HOUSES_CHECKED, 4)


def houses_found(rules: Rules) -> Stepped:
    """Houses found crowded in a quarter."""
    return _houses(rules, 13, Tally.HOUSES_CROWDED, 6)
