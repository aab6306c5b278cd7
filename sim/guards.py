"""Why a policy cannot be simulated on a base world, whoever asks: the command line, a sweep or a script."""

from __future__ import annotations

import datetime as dt

from sim.base_world import BaseWorld
from sim.clock import LAST_DAY
from sim.params import InvalidInput, Mistake
from sim.policy import Scenario, plan_of


def unfit(policy: Scenario, base: BaseWorld, last: dt.date) -> list[Mistake]:
    """All that keeps a policy from being simulated on a base world up to ``last``, the last Monday."""
    return too_late(policy, last) + clashes(base, policy)


def too_late(policy: Scenario, last: dt.date) -> list[Mistake]:
    """Levers of a policy that start after the last week."""
    return [
        Mistake(
            f"{policy.id}: levers[{i}].from",
            use.start.isoformat(),
            "",
            f"at most {last}",
            "starts after the end of the run",
            "Run longer, as with --until {0}; in Python until='{0}'.".format(
                min(dt.date(use.start.year + 2, 12, 31), LAST_DAY)
            ),
        )
        for i, use in enumerate(policy.levers)
        if use.start > last + dt.timedelta(days=6)
    ]


def clashes(base: BaseWorld, policy: Scenario) -> list[Mistake]:
    """Why a policy cannot stand on a base world."""
    try:
        plan_of(base.levers, policy.levers)
    except InvalidInput as error:
        return [m._replace(path=f"{policy.id} on {base.id}: {m.path}") for m in error.mistakes]
    return []
