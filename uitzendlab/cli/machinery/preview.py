"""What a plan is and would take, before anything is made: ``plan``, and ``--dry-run`` of commands that make runs."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from analysis.text.number_format import listed
from uitzendlab.cli.machinery.compiling import compile_first
from uitzendlab.cli.machinery.engine import Engine, waiting
from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.progress import duration

SHOWN = 3  # design points at the beginning and at the end
MOST_LISTED = 1000  # design points in the JSON document; of more only the first and last


def show_plan(
    engine: Engine, out: Output, resolved: Any, store: Any, workers: int | None, *, looks: Sequence[int] = ()
) -> int:
    """Show points, runs, time, memory and disk, and check them against the limits; nothing is kept.

    With the numbers of seeds at which ``--precision`` may look, also those and the most runs it may make.

    Raises
    ------
    InvalidInput
        When it takes more than ``--max-hours`` or ``--max-gb``.
    """
    from analysis.text.number_format import rough
    from experiments.engine.estimate import check, estimate
    from experiments.engine.executors import available_cores

    lacking, counts = waiting(engine, resolved, store), counts_of(resolved)
    out.result(out.say("sweep_plan", points=counts["point_count"], runs=counts["run_count"], shared=counts["shared"],
                       members=len(resolved.members)))  # fmt: skip
    if len(lacking) < counts["run_count"]:
        out.result(out.say("plan_there", there=counts["run_count"] - len(lacking), runs=counts["run_count"]))
    most = _most_runs(resolved, looks)
    if looks:
        out.result(out.say("plan_looks", looks=listed(looks, out.lang), runs=most, first=len(resolved.plan.seeds)))
    for number, settings in _ends(resolved.plan.points):
        out.result(_point(number, settings, out))
    if lacking:
        compile_first(engine, out)
    found = estimate(lacking, workers or available_cores())
    time, memory, disk = duration(found.hours * 3600), rough(found.memory_gb, out.lang), rough(found.disk_gb, out.lang)
    out.result(out.say("estimate", runs=found.runs, workers=found.workers, time=time, memory=memory, disk=disk))
    check(found, engine.max_hours, engine.max_gb)
    out.document(dataclasses.asdict(found) | counts | {
        "unshared": len(resolved.members), "folder": str(store.folder), "plan": _plan(resolved.plan),
        "left_out": list(resolved.left_out), "looks": list(looks), "most_runs": most,
    })  # fmt: skip
    return 0


def _most_runs(resolved: Any, looks: Sequence[int]) -> int:
    """The runs of a plan at its last look; every seed has as many."""
    seeds = len(resolved.plan.seeds)
    return len(resolved.specs) // seeds * max(seeds, *looks, 0)


def _ends(points: Any) -> list[Any]:
    """The first and the last design points, None where others stand between; nothing of a plan without design."""
    if len(points) == 1 and not points[0][1]:
        return []
    if len(points) <= 2 * SHOWN:
        return list(points)
    return [*points[:SHOWN], (None, ()), *points[-SHOWN:]]


def _point(number: int | None, settings: Any, out: Output) -> str:
    if number is None:
        return "  ..."
    told = ", ".join(f"{key}={value if isinstance(value, str) else json.dumps(value)}" for key, value in settings)
    return f"  {out.say('point')} {number}: {told or out.say('nothing')}"


def _plan(plan: Any) -> dict[str, Any]:
    """The plan for programs: its points by number instead of its design, all of them where they are not too many."""
    facts = plan.facts()
    facts.pop("design")
    points = plan.points if len(plan.points) <= MOST_LISTED else [p for p in _ends(plan.points) if p[0] is not None]
    return facts | {"points": [{"point": number, "settings": dict(settings)} for number, settings in points]}


def counts_of(resolved: Any) -> dict[str, int]:
    """How many design points and runs a plan has, and how many runs serve more than one point."""
    from collections import Counter

    belongs = Counter(run for _, run in resolved.members)
    return {
        "point_count": len({number for number, _ in resolved.plan.points}),
        "run_count": len(resolved.specs),
        "shared": sum(1 for times in belongs.values() if times > 1),
    }
