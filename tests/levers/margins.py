"""Margins of levers: two worlds of a lever's own choice, lived week by week, and what it moves directly in them."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from sim.measures.law_of_week import law_of_week
from sim.model import LabourMarket
from sim.rules import Rules
from sim.scenario.policy import LeverUse
from sim.state.codes import Contract, Cover, Housing, Work
from sim.state.ledger import Tally
from tests.levers.harness import scenario, use
from tests.levers.margin_markets import Stepped

START = 1
UNTIL = dt.date(2022, 6, 30)
LEAST_WEEKS = 13  # a quarter: each agency and hirer has reviewed what it does
SEEDS = (1, 2, 3)  # there are 66 agencies in a small world: with few events of a kind several seeds are summed


class Margin(NamedTuple):
    """What a lever moves: an outcome, an item or tally or one over another, one of STATES, or of a hand-made market."""

    of: str | Callable[..., Any]
    sign: int
    where: str = "outcome"  # outcome | ledger | tally | state | market
    seeds: tuple[int, ...] = (1,)


class Margins(NamedTuple):
    """Margins by lever, and what the worlds of some of them have besides."""

    of: dict[str, Margin]
    strong: dict[str, dict[str, Any]]  # numbers stronger than the defaults
    settings: dict[str, dict[str, Any]]  # rules and behaviour of both worlds that differ from the base
    beside: dict[str, tuple[str, ...]]  # levers that stand in both worlds


# Quantities of a world in a week that are no published outcome.


def _present(model: LabourMarket) -> np.ndarray:
    return model.state.migrants.work >= Work.AGENCY


def _mean(values: np.ndarray) -> float | None:
    return float(values.mean()) if values.size else None


def _lost(model: LabourMarket) -> np.ndarray:
    """Who is in the country without work and without an agency."""
    m = model.state.migrants
    return ((m.work == Work.JOBLESS) | (m.work == Work.SICK)) & (m.agency < 0)


def reachable(model: LabourMarket) -> float | None:
    return _mean(model.state.migrants.reachable[_present(model)])


def knowledge(model: LabourMarket) -> float | None:
    return _mean(model.state.migrants.knowledge[_present(model)])


def open_beds(model: LabourMarket) -> float:
    ld = model.state.landlords
    return float(ld.beds[ld.open == 1].sum())


def still_in_the_bed(model: LabourMarket) -> float | None:
    """Share of those without work who still sleep in the bed that came with it."""
    return _mean(np.isin(model.state.migrants.housing[_lost(model)], (Housing.TIED, Housing.AGENCY_LEASE)))


def insured_at_home(model: LabourMarket) -> float | None:
    return _mean(model.state.migrants.cover[_lost(model)] == Cover.HOME_STATE)


def on_the_clause(model: LabourMarket) -> float | None:
    m = model.state.migrants
    return _mean(m.contract[m.work == Work.AGENCY] == Contract.A_CLAUSE)


def without_books(model: LabourMarket) -> float | None:
    a = model.state.agencies
    return _mean(a.keeps_records[a.alive == 1] == 0)


def insured_themselves(model: LabourMarket) -> float | None:
    """Share of those without work who have a policy of their own or cover of the home state."""
    return _mean(np.isin(model.state.migrants.cover[_lost(model)], (Cover.OWN, Cover.HOME_STATE)))


def crowding_with_label(model: LabourMarket) -> float | None:
    """Persons a bed that labelled houses take in."""
    ld = model.state.landlords
    return _mean(ld.crowding[(ld.open == 1) & (ld.certified == 1)])


def rent_owed(model: LabourMarket) -> float | None:
    """Arrears of those who work for an agency and sleep in the bed that came with it."""
    m = model.state.migrants
    return _mean(m.rent_arrears[(m.work == Work.AGENCY) & (m.housing == Housing.TIED)])


STATES = (
    reachable,
    knowledge,
    open_beds,
    still_in_the_bed,
    insured_at_home,
    insured_themselves,
    on_the_clause,
    without_books,
    crowding_with_label,
    rent_owed,
)


class Seen(NamedTuple):
    """A run: means over the weeks from the start, and sums."""

    outcomes: dict[str, float]
    states: dict[str, float]
    ledger: dict[str, float]
    tallies: dict[str, float]
    weeks: int


@functools.cache
def run(
    seed: int, levers: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...], settings: tuple[tuple[str, Any], ...]
) -> Seen:
    """A small world, under levers at full strength, each with its numbers, or under none."""
    numbers = {slug: dict(strong) for slug, strong in levers}
    policy = scenario(tuple(numbers), START, START, **numbers) if numbers else None
    model = LabourMarket(rng=seed, size="smoke", until=UNTIL, policy=policy, record="yearly", **dict(settings))
    outcomes: dict[str, list[float]] = {}
    states: dict[str, list[float]] = {}
    tallies, weeks = np.zeros(len(Tally)), 0
    while model.running:
        model.step()
        if model.week < START:
            continue
        weeks += 1
        tallies += model.world_week.books.tally
        for kept, found in ((outcomes, model.outcomes()), (states, {f.__name__: f(model) for f in STATES})):
            for name, value in found.items():
                if value is not None:
                    kept.setdefault(name, []).append(value)
    table = model.recorder.tables()["ledger"]
    ledger: dict[str, float] = {}
    for item, eur in zip(table["item"], table["eur"], strict=True):
        ledger[item] = ledger.get(item, 0.0) + float(eur)
    means = [{name: float(np.mean(values)) for name, values in kept.items()} for kept in (outcomes, states)]
    return Seen(means[0], means[1], ledger, {tally.name: float(tallies[tally]) for tally in Tally}, weeks)


def rules_under(lever: LeverUse | None) -> Rules:
    return law_of_week(Rules(), [lever] if lever else [], START, False).rules


def measured(margins: Margins, slug: str, pulled: bool) -> Stepped:
    """The margin of ``slug`` with the lever or without it, and the weeks it was lived."""
    margin, strong = margins.of[slug], margins.strong.get(slug, {})
    if callable(margin.of) and margin.where == "market":
        return margin.of(rules_under(use(slug, start=START, **strong) if pulled else None))
    settings = tuple(margins.settings.get(slug, {}).items())
    slugs = (*margins.beside.get(slug, ()), *([slug] if pulled else []))
    levers = tuple((name, tuple(margins.strong.get(name, {}).items())) for name in slugs)
    worlds = [run(seed, levers, settings) for seed in margin.seeds]
    name = margin.of if isinstance(margin.of, str) else margin.of.__name__
    return Stepped(_value(worlds, name, margin.where), min(world.weeks for world in worlds))


def _value(worlds: list[Seen], name: str, where: str) -> float:
    """A quantity over all seeds of a margin."""
    if where == "state":
        return sum(world.states[name] for world in worlds)
    if where == "outcome":
        return sum(world.outcomes[name] for world in worlds)
    counts = [world.ledger if where == "ledger" else world.tallies for world in worlds]
    item, _, per = name.partition("/")
    total = sum(count[item] for count in counts)
    return total / sum(count[per] for count in counts) if per else total


def moved(margins: Margins, slug: str) -> tuple[bool, tuple[Stepped, Stepped]]:
    """Whether a lever moves its margin the way it says; and the margin without and with it."""
    base, pulled = measured(margins, slug, False), measured(margins, slug, True)
    lived = min(base.weeks, pulled.weeks) >= LEAST_WEEKS
    return lived and margins.of[slug].sign * (pulled.value - base.value) > 0.0, (base, pulled)
