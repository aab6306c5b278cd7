"""What the measures cost in time: a week under all of them at once beside the same week under none, by turns.

All that may stand together: one side of every contradiction, and the other. By turns in one process, so that other
work on the machine falls on all alike; the ratio is of sums of CPU time per week and person.
"""

from __future__ import annotations

import time
from typing import Any

from sim.model import LabourMarket
from tests.levers.harness import TOGETHER, scenario

ENTER = 27  # week in which all of them enter, announced in week 1
EARLY = 78  # weeks in which most of their terms run


def _worlds(size: str, until: str) -> list[LabourMarket]:
    plans = [None, *(scenario(slugs, ENTER, 1) for slugs in TOGETHER)]
    return [LabourMarket(rng=1, size=size, policy=plan, until=until, collect=False) for plan in plans]


def _weeks(worlds: list[LabourMarket]) -> tuple[list[list[float]], list[list[int]]]:
    """CPU seconds of each week and persons in NL, a list a world, from the entry on."""
    seconds: list[list[float]] = [[] for _ in worlds]
    persons: list[list[int]] = [[] for _ in worlds]
    for model in worlds:
        while model.week < ENTER - 1:
            model.step()
    while worlds[0].running:
        for k, model in enumerate(worlds):
            start = time.process_time()
            model.step()
            seconds[k].append(time.process_time() - start)
            persons[k].append(model.world_week.present.size)
    return seconds, persons


def all_levers(size: str, until: str) -> dict[str, Any]:
    """Nanoseconds per week and person under none and under each set of measures, and the larger ratio."""
    _weeks(_worlds("smoke", "2021-12-31"))  # kernels that only measures call are loaded
    seconds, persons = _weeks(_worlds(size, until))

    def ns(weeks: slice) -> list[float]:
        return [sum(s[weeks]) / sum(p[weeks]) * 1e9 for s, p in zip(seconds, persons, strict=True)]

    whole, early = ns(slice(None)), ns(slice(EARLY))
    return {
        "size": size,
        "weeks": len(seconds[0]),
        "levers": [len(slugs) for slugs in TOGETHER],
        "none_ns": round(whole[0], 1),
        "all_ns": [round(one, 1) for one in whole[1:]],
        "ratio": round(max(whole[1:]) / whole[0], 3),
        "early_ratio": round(max(early[1:]) / early[0], 3),
    }
