"""What tests of measures share on worlds made by hand: rules with a change, a firm that cheats, hirers that choose."""

from __future__ import annotations

from sim.behaviour import Behaviour
from sim.phases.agencies.quarterly_review import decide, views_of
from sim.phases.agencies.stakes import Firm, full_stake
from sim.phases.hirers.supplier_choice import reconsider_hirers
from sim.rules import Rules
from tests.model.market_harness import act
from tests.model.test_market_phases import at
from tests.unit.phases.hand import Hand

B, E = Behaviour(), Behaviour().enforcement


def rules(group: str, **changes) -> Rules:
    """The base rules with figures of one group changed; ranges are not looked at."""
    return Rules()._replace(**{group: getattr(Rules(), group)._replace(**changes)})


def choose(m, law: Rules, weeks: int = 13, base: Rules | None = None) -> None:
    """All hirers reconsider once (or in ``weeks``), under a law."""
    for k in range(14, 14 + weeks):
        act(reconsider_hirers, m, at(k), rules=law, first_rules=base or Rules())


def cheat(**law) -> Hand:
    """A firm that takes as much as it dares."""
    world = Hand(1, agencies=1)
    a = world.a
    a.integrity[0], a.perceived[0], a.cost[0], a.markup[0], a.fill_rate[0] = 0.5, 0.2, 1.0, 0.03, 1.0
    a.quarter_wages[0], a.quarter_hours[0], a.capital[0] = 1e5, 9e3, 1e6
    a.start_size[0], a.worker_weeks_13[0] = 20.0, 260.0
    for group, changes in law.items():
        world.law(group, **changes)
    return world


def decided(world: Hand, rate: float = 1.9) -> tuple[float, float]:
    """What that firm then takes in all, and the hire rate it asks."""
    decide(world.now, 0, world.a, rate, world.rules, views_of(world.behaviour), 1.0)
    a = world.a
    taken = a.extracted_wage[0] + a.extracted_tax[0] + a.extracted_health[0] + a.extracted_housing[0]
    return float(taken), float(a.price_factor[0])


def feared(law: Rules, **firm) -> float:
    """What a firm of twenty workers that takes all it can stands to lose on a finding, EUR."""
    usual = Firm(1e5, 20.0, 0.0, 0, 1, 0.0, 0.0, 0.0, False)
    return full_stake(usual._replace(**firm), law, views_of(B))
