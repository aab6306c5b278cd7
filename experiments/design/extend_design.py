"""Extend the Sobol design of an existing result folder, from the declaration in its manifest."""

from __future__ import annotations

import re
from typing import Any

from experiments.design.designs import MOST_POINTS, Choices, Interval, sample
from experiments.plan.parameters import Point, written
from experiments.plan.plan import plan_from
from experiments.store.store import Store
from sim.declare.params import InvalidInput, Mistake

EXTENDABLE = "sobol"
_POINTS = re.compile(r"(\+?)([0-9]{1,7})\Z")


def longer_design(store: Store, text: str) -> tuple[tuple[Point, ...], dict[str, Any]]:
    """The points of a folder and those that come next in its Sobol sequence.

    Parameters
    ----------
    text
        ``+64`` for so many more, ``128`` for so many in all.

    Returns
    -------
    points and experiment
        All points, the old ones first, and the declaration with the new number, for the manifest.

    Raises
    ------
    InvalidInput
        For another design, whose points do not come one after the other, and for fewer points than there are.
    """
    manifest = store.manifest() or {}
    declared: dict[str, Any] = manifest["configuration"].get("experiment") or {}
    if declared.get("kind") != EXTENDABLE:
        hint = "Ask the larger design with `uitzendlab sweep`; --store takes the runs there are."
        found = declared.get("kind") or "grid"
        raise InvalidInput([Mistake("points", found, "", EXTENDABLE, "this design cannot be extended", hint)])
    present = plan_from(manifest["plan"]).design
    match = _POINTS.match(text.strip())
    total = int(match[2]) + (len(present) if match[1] else 0) if match else 0
    if not match or not len(present) <= total <= MOST_POINTS:
        allowed = f"+64 | {len(present)} to {MOST_POINTS}"
        raise InvalidInput([Mistake("points", text, "points", allowed, "outside its range", "")])
    vary = {key: _range(key, what) for key, what in declared["vary"].items()}
    points = sample(EXTENDABLE, vary, total, declared["design_seed"])
    if points[: len(present)] != present:
        hint = "Ask the larger design with `uitzendlab sweep` in a new folder."
        raise InvalidInput([Mistake("points", text, "", "", "the sequence is not that of this folder", hint)])
    return points, declared | {"points": total}


def _range(key: str, told: dict[str, Any]) -> Choices | Interval:
    if "values" in told:
        return Choices(tuple(written(key, value) for value in told["values"]))
    return Interval(written(key, told["low"]), written(key, told["high"]))
