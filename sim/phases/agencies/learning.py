"""Part of phase 10: what agencies believe their chance of being caught is, from what they and their neighbours see."""

from __future__ import annotations

import numpy as np

from sim.behaviour.switches import CatchRule
from sim.core.calendar import QUARTER
from sim.core.kernels import array_maker, inlined, kernel
from sim.phases.shared.extraction import is_rogue
from sim.state.columns import State


@kernel
def learned(perceived, weight, caught, seen, own_weight, own_caught, own_rogue):
    """Perceived chance a quarter after the news of one quarter; without rogue firms in sight there is none."""
    exposed = seen + own_weight * own_rogue
    if exposed <= 0.0:
        return perceived
    return (1.0 - weight) * perceived + weight * min(1.0, (caught + own_weight * own_caught) / exposed)


@array_maker
def in_order(a, order):
    """Living firms in the fixed order of sector and province; each hears of those beside it."""
    living = np.empty(order.size, np.int32)
    n = 0
    for i in order:
        if a.alive[i] == 1 and a.worker_weeks_13[i] >= 1.0:
            living[n] = i
            n += 1
    return living[:n]


@inlined
def _news(now, a, living, views, rogue, caught):
    """Rogue firms and those found out in the last quarter, added up along the order."""
    for k in range(living.size):
        i = living[k]
        e = a.extracted_wage[i], a.extracted_tax[i], a.extracted_health[i], a.extracted_housing[i]
        bad = is_rogue(e[0], e[1], e[2], e[3], views.withheld_share, views.extraction.cap_health)
        hit = now.week - a.last_detection[i] < QUARTER
        rogue[k + 1] = rogue[k] + (1.0 if bad or hit else 0.0)
        caught[k + 1] = caught[k] + (1.0 if hit else 0.0)


@inlined
def _from_neighbours(perceived, k, rogue, caught, d):
    """What the firm at place ``k`` of the order believes after hearing of those beside it."""
    half = d.neighbours // 2
    low, high = max(0, k - half), min(rogue.size - 1, k + half + 1)
    own_rogue, own_caught = rogue[k + 1] - rogue[k], caught[k + 1] - caught[k]
    seen = rogue[high] - rogue[low] - own_rogue
    heard = caught[high] - caught[low] - own_caught
    return learned(perceived, d.learning, heard, seen, d.own_weight, own_caught, own_rogue)


@array_maker
def learn(now, a, living, published, views):
    """Perceived chance of the quarter's reviewers, from own and neighbours' findings in the last quarter."""
    d = views.deterrence
    rogue, caught = np.zeros(living.size + 1), np.zeros(living.size + 1)
    _news(now, a, living, views, rogue, caught)
    for k in range(living.size):
        i = living[k]
        if i % QUARTER != now.week % QUARTER:
            continue
        if views.switch.catch_rule == CatchRule.PUBLISHED:
            a.perceived[i] += d.learning * (published - a.perceived[i])
        else:
            a.perceived[i] = _from_neighbours(a.perceived[i], k, rogue, caught, d)


def neighbour_order(state: State) -> np.ndarray:
    """Rows by sector and province: who hears of whom. Fixed, since founders keep sector and province."""
    a = state.agencies
    return np.lexsort((np.arange(a.alive.size), a.province, a.sector)).astype(np.int32)
