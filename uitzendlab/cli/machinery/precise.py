"""``--precision``: seeds are added to a plan until its effects are known narrowly enough, or the budget ends.

It looks at 4, 8, 16 pairs and so on by doubling, and at the most that are allowed. These looks are in the manifest
before the first run is made (`experiments.store.looks`), and every interval of the folder allows for all of them, those
of the rule by which it stops included.
"""

from __future__ import annotations

import argparse
import dataclasses
import time
from collections.abc import Callable
from typing import Any

from uitzendlab.cli.machinery.output import Output, Refused

MOST = 64
LIMITS = ("max-hours", "max-gb")  # as `experiments.engine.estimate.check` names them
OF_FOLDER = ("seeds", "record", "groups")  # may differ from what a folder was made with


@dataclasses.dataclass(frozen=True)
class Precision:
    """How narrowly effects are to be known, as it was written."""

    precision: str | None = None
    most_seeds: int = MOST


NO_GOAL = Precision()


def precision_arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the options."""
    from analysis.text.messages import say

    parser.add_argument("--precision", metavar="OUTCOME=WIDTH", help=say("precision", lang))
    parser.add_argument("--most-seeds", type=int, metavar="N", default=MOST, help=say("most_seeds", lang))


def precision_words(goal: Precision) -> list[str]:
    """The options as they were written, for the command that goes on."""
    return ["--precision", goal.precision, "--most-seeds", str(goal.most_seeds)] if goal.precision else []


def targets_of(goal: Precision, resolved: Any) -> Any:
    """What was asked, checked; empty where no precision was asked.

    Raises
    ------
    InvalidInput, Refused
        For a precision that cannot be read, and where there is no policy whose effect could be known.
    """
    if goal.precision is None:
        return ()
    from analysis.answers.precision import read_targets
    from experiments.plan.plan import MOST_SEEDS

    targets = read_targets(goal.precision)
    if not resolved.policies:
        raise Refused("precision", goal.precision, "", "no policy, so no effect", "Name a policy: --policies deposit")
    least = len(resolved.plan.seeds)
    if not least <= goal.most_seeds <= MOST_SEEDS:
        raise Refused("most-seeds", goal.most_seeds, f"{least} to {MOST_SEEDS}", "outside its range")
    return targets


def as_far_as_made(store: Any, resolved: Any) -> Any:
    """The plan with the seeds that its folder has already, where the folder is of the same plan with more seeds."""
    from experiments.store.reopen import reopen

    manifest = store.manifest()
    if manifest is None:
        return resolved
    told, asked = manifest["plan"], resolved.plan.facts()
    same = all(told.get(name) == value for name, value in asked.items() if name not in OF_FOLDER)
    if not same or not set(told["seeds"]).issuperset(asked["seeds"]) or told["seeds"] == asked["seeds"]:
        return resolved
    return reopen(store, record=asked["record"], groups=asked["groups"])


def looks_planned(goal: Precision, resolved: Any, store: Any) -> tuple[int, ...]:
    """The looks that a plan may take, with those that its folder tells; none where no precision was asked."""
    from experiments.store.looks import looks_of, schedule, with_looks

    if goal.precision is None:
        return ()
    seeds, ids = len(resolved.plan.seeds), [spec.run_id for spec in resolved.specs]
    asked = {"looks": schedule(seeds, goal.most_seeds)}
    return looks_of({"configuration": with_looks(asked, store.manifest() or {}, ids, seeds)})


def until_narrow(goal: Precision, out: Output, store: Any, batch: Any, targets: Any,
                 make: Callable[[Any, float], Any]) -> Any:  # fmt: skip
    """Add seeds, look by look, until every effect is narrow enough or no more may be made; gives the last batch.

    It says which of the two it was.

    Parameters
    ----------
    batch
        Of the seeds there are.
    make : callable
        Makes a plan in the folder, given the hours spent before; gives its batch, None where it could not go on.
    """
    from analysis.answers.precision import widths_of
    from analysis.answers.view import last_full_year
    from experiments.store.looks import looks_of, next_look
    from experiments.store.reopen import more_seeds, reopen
    from sim.declare.params import InvalidInput

    started = time.monotonic()
    while True:
        manifest = store.manifest()
        seeds = tuple(manifest["plan"]["seeds"])
        end = next((told["end"] for run in store.run_ids() if (told := store.receipt(run)) is not None), "")
        widths = widths_of(store, last_full_year(end), targets) if end else []
        _tell(widths, out)
        if widths and all(width.enough for width in widths):
            out.note(out.say("precise", n=len(seeds)))
            return batch
        following = next_look(looks_of(manifest), len(seeds), goal.most_seeds) if widths else None
        if following is None:
            out.warning(out.say("not_precise" if widths else "no_pairs", n=len(seeds), most=goal.most_seeds))
            return batch
        _tell_next(widths, following, out)
        more = reopen(store, seeds=more_seeds(f"+{following - len(seeds)}", seeds))
        try:
            made = make(more, (time.monotonic() - started) / 3600.0)
        except InvalidInput as error:
            passed = [mistake.path for mistake in error.mistakes]
            if not set(LIMITS).issuperset(passed):
                raise
            out.warning(out.say("not_precise_limits", n=len(seeds), limits=" ".join(f"--{name}" for name in passed)))
            return batch
        if made is None:
            return None
        batch = made


def _tell_next(widths: Any, following: int, out: Output) -> None:
    """At how many pairs it looks next, and how many should do where that is known."""
    from analysis.answers.precision import pairs_expected

    wanted = pairs_expected(widths)
    out.note(out.say("next_look" if wanted is None else "next_look_of", next=following, wanted=wanted))


def _tell(widths: Any, out: Output) -> None:
    """The widest of every policy and outcome, and what kind of interval it is half of."""
    from analysis.answers.precision import LEAST
    from analysis.text.languages import field
    from analysis.text.number_format import figure, unit_name
    from sim.outcomes.metrics import BY_NAME

    widest: dict[tuple[str, str], Any] = {}
    for width in widths:
        key = (width.policy, width.metric)
        if width.half is not None and (key not in widest or width.excess > widest[key].excess):
            widest[key] = width
    points = len({width.point for width in widths})
    for width in widest.values():
        metric = BY_NAME[width.metric]
        label = field(metric, "label", out.lang)
        where = out.say("width_point", point=width.point) if points > 1 else ""
        half, most = (figure(value, metric.unit, out.lang) for value in (width.half, width.most))
        unit = unit_name(metric.unit, out.lang)
        out.note(out.say("width", policy=width.policy, label=label, where=where, half=half, most=most, unit=unit,
                         pairs=width.pairs))  # fmt: skip
    if widths and not widest:
        out.note(out.say("width_unknown", least=LEAST))
