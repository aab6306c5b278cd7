"""Whether the policies of a plan fit the base worlds they are compared with, and what must be reported of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from sim.declare.params import InvalidInput, Mistake
from sim.scenario import policy_fit
from sim.scenario.base_world import BaseWorld
from sim.scenario.overrides import apply_overrides
from sim.scenario.policy import Scenario

if TYPE_CHECKING:
    from experiments.plan.plan import Plan


def fitted(
    plan: Plan,
    bases: Mapping[str, BaseWorld],
    policies: Mapping[str, Scenario],
    wanted: Mapping[str, tuple[str, ...]],
    last_weeks: Mapping[str, int],
    varied: Collection[str] = (),
) -> tuple[Mistake, ...]:
    """The remarks on every policy (`sim.scenario.policy_fit.remarks`), with the numbers set by hand for the plan.

    Parameters
    ----------
    bases, last_weeks
        Worlds and the last week of their runs, by what the loader takes.
    policies, wanted
        Policies and the bases each is compared with, by what the loader takes; the settings of the plan are in range.
    varied
        Slugs of measures that a design still to come varies.

    Raises
    ------
    InvalidInput
        With every reason why one of them cannot be compared (`sim.scenario.policy_fit.misfits`).
    """
    levers = {key: value for key, value in plan.overrides if key.startswith("lever.")}
    varied = {*varied, *(key.split(".")[1] for point in plan.design for key, _ in point if key.startswith("lever."))}
    mistakes: list[Mistake] = []
    remarks: list[Mistake] = []
    for source, base in bases.items():
        set_by_hand = apply_overrides(base, base.behaviour, levers, tuple(policies.values())).policies
        for name, policy in zip(policies, set_by_hand, strict=True):
            if source in wanted[name]:
                where, last = f"{policy.id} on {base.id}: ", last_weeks[source]
                wrong = policy_fit.misfits(base, policy, last, varied, source)
                mistakes += [m._replace(path=where + m.path) for m in wrong]
                remarks += [m._replace(path=where + m.path) for m in policy_fit.remarks(base, policy, last)]
    if mistakes:
        raise InvalidInput(mistakes)
    return tuple(remarks)
