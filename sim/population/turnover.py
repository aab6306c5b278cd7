"""Turnover of firms at rest: what founders see, how firms end, and which founders then keep the market as it is.

Both are read from the settled world. Set by hand they fit one set of numbers only, and the number of firms
then creeps for decades, since it takes years until firms are replaced.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour import Behaviour
from sim.phases.agencies.entry import CLASSES, aim_class, like_firms
from sim.phases.agencies.founding import mean_perceived, planned_life
from sim.phases.agencies.valuation import enters_at, owner_pay, present_value
from sim.rules import Rules
from sim.state.codes import AgencyType, ExitCause
from sim.state.columns import Agencies

MEAN_OTHERS = 0.86  # other workers per migrant, L2.17
MOST_HIT_RUN = 100.0  # persons: nobody builds a large firm to leave it within two years
LIVES = (np.arange(50) + 0.5) / 50  # quantiles of planned lives
LOOK = 13  # weeks between two looks at profits
LEAST_CHANCE = 0.02  # of entry; where nobody would enter, no list of founders is long enough


class Seen(NamedTuple):
    """What a market shows of its firms, by `AgencyType`."""

    flow: np.ndarray  # EUR a year per person aimed at, by type and class of size; float64[2, 6]
    ends: np.ndarray  # 1/year besides the owner's choice: regular at one worker, hit-and-run at any size; float64[2]
    perceived: float  # 1/quarter, chance of being caught that owners reckon with on average

    def profit(self, kind: np.ndarray, size: np.ndarray) -> np.ndarray:
        """Mean yearly profit of firms of a type and size, EUR."""
        return size * self.flow[kind, [aim_class(persons) for persons in size]]

    def changed(self, other: Seen, plain: Seen) -> Seen:
        """This with what ``other`` shows more or less than ``plain``; to the bit this where the two are alike."""
        return Seen(
            self.flow + (other.flow - plain.flow),
            np.maximum(self.ends + (other.ends - plain.ends), 0.0),
            max(0.0, self.perceived + (other.perceived - plain.perceived)),
        )


GUESS_ENDS = np.array([0.1, 0.5])


def guess(behaviour: Behaviour) -> Seen:
    """A first guess, from which only the long years start."""
    flow = np.repeat([[2400.0], [5000.0]], CLASSES, axis=1)
    return Seen(flow, GUESS_ENDS, behaviour.deterrence.perceived_start)


class Watch:
    """Counts ends and profits while a world settles."""

    def __init__(self) -> None:
        self._flow, self._perceived, self._looks = np.zeros((2, CLASSES)), 0.0, 0
        self._ends, self._exposed = np.zeros(2), np.zeros(2)

    def look(self, week: int, alive_before: np.ndarray, a: Agencies, behaviour: Behaviour) -> None:
        """Count a week that has been lived; a restart undoes an end.

        Ends by choice are taken at their chance and not as they fell: a small world has few ends to count.
        """
        here = a.alive == 1
        ended, restarted = alive_before & ~here, here & ~alive_before & (a.incarnation > 0)
        idle = week - a.last_placed > behaviour.exit.idle_weeks
        forced = ended & ((a.exit_cause != ExitCause.VOLUNTARY) | idle)
        aimed = 1.0 + a.start_size * (1.0 + MEAN_OTHERS)
        more = choice_rate(1.0 + a.worker_weeks_13 / 13.0 + a.other_workers, behaviour) - choice_rate(aimed, behaviour)
        ends = forced.astype(float) - restarted + np.where(here, more / 52.0, 0.0)
        for kind in AgencyType:
            mine = a.founder_type == kind
            self._ends[kind] += ends[mine].sum()
            exposed = 1.0 / aimed if kind == AgencyType.REGULAR else np.ones(aimed.size)
            self._exposed[kind] += exposed[mine & here].sum() / 52.0
        if week % LOOK == 0:
            self._flow += like_firms(week, a.alive, a.start_week, a.founder_type, a.start_size, a.profit_year)
            self._perceived += mean_perceived(a.alive, a.perceived, behaviour.deterrence.perceived_start)
            self._looks += 1

    def seen(self) -> Seen:
        """Means over the weeks counted."""
        ends = np.where(self._exposed > 0.0, self._ends / np.maximum(self._exposed, 1e-9), GUESS_ENDS)
        return Seen(self._flow / self._looks, np.maximum(ends, 0.0), self._perceived / self._looks)


def choice_rate(workers: np.ndarray, behaviour: Behaviour) -> np.ndarray:
    """Yearly chance that an owner stops, by one plus the workers of the firm."""
    e = behaviour.exit
    return np.maximum(e.hazard * workers**-e.size_power, e.floor)


def leave_rate(sizes: np.ndarray, kind: AgencyType, behaviour: Behaviour, seen: Seen) -> np.ndarray:
    """Yearly chance that a firm of a type ends for good, by the size aimed at."""
    aimed = 1.0 + sizes * (1.0 + MEAN_OTHERS)
    return choice_rate(aimed, behaviour) + seen.ends[kind] / (aimed if kind == AgencyType.REGULAR else 1.0)


def entry_chance(size: np.ndarray, kind: AgencyType, behaviour: Behaviour, rules: Rules, seen: Seen) -> np.ndarray:
    """Chance that a founder of each size enters the market of the base, by the rule of phase 12."""
    entry, minimum = behaviour.entry, rules.pay.minimum_wage_38
    years = [entry.horizon_years]
    if kind == AgencyType.HIT_AND_RUN:
        years = [planned_life(u, behaviour.extraction.hit_run_years) / 52.0 for u in LIVES]
    chance = np.empty(size.size)
    for k, persons in enumerate(size):
        flow = seen.flow[kind, aim_class(persons)] * persons
        flow += owner_pay(persons, MEAN_OTHERS, minimum, behaviour.pricing.staff, entry)
        values = [present_value(flow, life, entry) for life in years]
        chance[k] = np.mean([enters_at(value, rules.admission.start_cost, entry) for value in values])
    return chance


def replacing(sizes: np.ndarray, behaviour: Behaviour, rules: Rules, seen: Seen) -> tuple[np.ndarray, np.ndarray]:
    """Founders a year that replace a firm of each size, and the share of firms that then are hit-and-run.

    A founder of a type and size stands for (chance of entry) x (mean life) firms. Small firms leave more often
    and small founders enter less often, so most founders are small.
    """
    types = (AgencyType.REGULAR, AgencyType.HIT_AND_RUN)
    years = [
        np.maximum(entry_chance(sizes, k, behaviour, rules, seen), LEAST_CHANCE) / leave_rate(sizes, k, behaviour, seen)
        for k in types
    ]
    hit_run = np.where(sizes <= MOST_HIT_RUN, behaviour.extraction.hit_run_share, 0.0)
    firms = (1.0 - hit_run) * years[0] + hit_run * years[1]
    return 1.0 / firms, hit_run * years[1] / firms
