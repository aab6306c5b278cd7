"""Policies made in a line, and what a run under one shows week by week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from sim.core.calendar import monday
from sim.measures import LEVERS
from sim.measures.contradictions import contradictions
from sim.measures.law_of_week import first_week
from sim.model import LabourMarket
from sim.phase import Phase
from sim.phases.employment.after_end import route_ended
from sim.phases.employment.ends import end_placements
from sim.phases.shared.extraction import rogue_firms
from sim.scenario.loading import load_policy, policy_names
from sim.scenario.policy import LeverUse, Scenario
from sim.scenario.policy_file import policy_from_data
from sim.state.codes import Contract, EndCause
from sim.state.ledger import Tally
from sim.week import Week
from tests.one_week import watching

POLICIES = tuple(policy_names())
LEVERS_OF = {name: tuple(dict.fromkeys(use.lever for use in load_policy(name).levers)) for name in POLICIES}
# levers that may stand together, one side of each contradiction and the other
TOGETHER = tuple(
    tuple(slug for slug in LEVERS if slug not in {(pair.one, pair.other)[side] for pair in contradictions()})
    for side in (0, 1)
)
CLOCKS = 80  # weeks of the phase clock that are told apart; the last stands for all later ones


def use(
    lever: str,
    start: int = 40,
    announced: int | None = None,
    until: dt.date | None = None,
    phase_in: int = 0,
    applies_to: str = "all",
    **parameters: Any,
) -> LeverUse:
    """A lever that enters in a week; parameters are not held to their ranges."""
    known = LEVERS[lever].parameters._replace(**parameters)
    news = monday(start if announced is None else announced)
    return LeverUse(LEVERS[lever], news, monday(start), until, phase_in, applies_to, known)


def scenario(levers: tuple[str, ...], start: int, announced: int, **parameters: dict) -> Scenario:
    """A policy file's data read as a scenario: all levers enter in one week, with parameters by lever."""
    rows = [
        {"lever": slug, "announced": monday(announced), "from": monday(start), "parameters": parameters.get(slug, {})}
        for slug in levers
    ]
    data = {"id": "made-here", "title": {"en": "Made here"}, "base": "law-2020", "levers": rows}
    return policy_from_data(data, ["law-2020"])


def smoke_run(
    policy: Scenario | str | None = None, until: dt.date | None = None, seed: int = 1, **settings: Any
) -> LabourMarket:
    """A smoke world at its end."""
    model = LabourMarket(rng=seed, size="smoke", policy=policy, until=until, **settings)
    while model.running:
        model.step()
    return model


class Weeks(NamedTuple):
    """What a watched run shows, one row a week from week 1."""

    tally: np.ndarray  # weeks x Tally
    outside: np.ndarray  # weeks x (barred firms with workers placed, workers placed by them)
    cleared: np.ndarray  # weeks, admitted firms that cheat
    own_beds: np.ndarray  # weeks, open beds in locations of agencies
    at_risk: np.ndarray  # weeks x phase clock, placed on a clause contract
    ended: np.ndarray  # weeks x phase clock, of those whose contract was ended in phase 3
    clocked: np.ndarray  # weeks x phase clock, of those because a clock was about to run out
    outcomes: list[dict]

    def between(self, first: dt.date, last: dt.date) -> slice:
        """The weeks that begin from one day to another."""
        return slice(first_week(first) - 1, first_week(last))

    def hazard(self, weeks: slice, clocks: slice, ended: str = "ended") -> float:
        """Chance a week of being sent away, for clause contracts at these weeks of the clock."""
        return float(getattr(self, ended)[weeks, clocks].sum() / max(1, self.at_risk[weeks, clocks].sum()))

    def count(self, tally: Tally, weeks: slice) -> float:
        """Events of a kind in some weeks."""
        return float(self.tally[weeks, tally].sum())

    def mean(self, outcome: str, weeks: slice) -> float:
        """Mean of an outcome over some weeks."""
        return float(np.mean([row[outcome] for row in self.outcomes[weeks]]))


def _ends_seen(seen: dict[str, np.ndarray]) -> Callable[[Phase, Week], None]:
    """Looks at those on a clause contract before placements end, and after ends have led where they lead."""
    before: list[np.ndarray] = []

    def watch(phase: Phase, week: Week) -> None:
        m = week.state.migrants
        if phase is end_placements:
            rows = week.placed[m.contract[week.placed] == Contract.A_CLAUSE]
            before[:] = rows, np.minimum(m.phase_weeks[rows], CLOCKS - 1), m.agency[rows].copy()
        phase.rule(week)
        if phase is route_ended and before:
            rows, clock, firm = before
            gone = m.agency[rows] != firm
            at_clock = gone & (m.end_cause[rows] == EndCause.THRESHOLD)
            for name, clocks in (("at_risk", clock), ("ended", clock[gone]), ("clocked", clock[at_clock])):
                seen[name] = np.bincount(clocks, minlength=CLOCKS)
            before.clear()

    return watch


def watched_run(seed: int, size: str, until: str, policy: Scenario | str | None = None, **settings: Any) -> Weeks:
    """A run with what the tests of first effects look at."""
    model = LabourMarket(rng=seed, size=size, policy=policy, until=until, record="summary", **settings)
    seen: dict[str, np.ndarray] = {}
    rows: list[tuple] = []
    watch = _ends_seen(seen)
    while model.running:
        with watching(watch):
            model.step()
        if model.week < 1:
            continue
        a, ld = model.state.agencies, model.state.landlords
        barred = (a.alive == 1) & (a.barred == 1) & (a.placed > 0)
        outside = np.array([barred.sum(), a.placed[barred].sum()])
        cleared = ((a.alive == 1) & (a.admitted == 1) & rogue_firms(a)).sum()
        own = ld.beds[(ld.open == 1) & (ld.owner >= 0)].sum()
        tally = model.world_week.books.tally.copy()
        rows.append((tally, outside, cleared, own, seen["at_risk"], seen["ended"], seen["clocked"], model.outcomes()))
    *columns, outcomes = zip(*rows, strict=True)
    return Weeks(*(np.array(column) for column in columns), outcomes)
