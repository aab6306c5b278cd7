"""Which levers stand in a week, the rules they make of the base, and the rules that are announced."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

from sim.clock import first_week, week_of
from sim.levers import LEVERS
from sim.levers.lever import ALL_WEEKS, Lever, Standing
from sim.params import declared
from sim.rules import Rules

FAR = 32767
LONG_AFTER = 10_000  # weeks; what is foreseen is the rule after every transition


class Law(NamedTuple):
    """The rules of a week, those that people and firms foresee, and in how many weeks the next of them enters."""

    rules: Rules
    foreseen: Rules
    ahead: int


def in_force(plan: Sequence[Any], week: int) -> list[tuple[Any, Standing]]:
    """The uses of levers that stand in a week, in the order of the plan."""
    standing = []
    for use in plan:
        start = first_week(use.start)
        if week >= start and (use.until is None or week <= week_of(use.until)):
            standing.append((use, _standing(use, start, week)))
    return standing


def _standing(use: Any, start: int, week: int) -> Standing:
    weeks = week - start
    weight = 1.0 if use.phase_in_weeks == 0 else min(1.0, (weeks + 1) / use.phase_in_weeks)
    return Standing(weight, start, weeks, start if use.applies_to == "new" else ALL_WEEKS)


def law_of_week(base: Rules, plan: Sequence[Any], week: int, anticipates: bool) -> Law:
    """The base rules of a week as the plan rewrites them.

    What is announced and has not yet entered is foreseen as it will be after its transition, if people and firms
    look ahead (``anticipates``).
    """
    now = in_force(plan, week)
    rules = _rewritten(base, now)
    coming = [use for use in plan if first_week(use.announced) <= week < first_week(use.start)] if anticipates else []
    if not coming:
        return Law(rules, rules, FAR)
    later = [(use, _standing(use, first_week(use.start), first_week(use.start) + LONG_AFTER)) for use in coming]
    last = max(first_week(use.start) for use in coming)
    stays = [(use, how) for use, how in now if use.until is None or week_of(use.until) >= last]
    foreseen = _rewritten(base, stays + later)
    return Law(rules, foreseen, min(first_week(use.start) for use in coming) - week)


def _rewritten(rules: Rules, standing: Sequence[tuple[Any, Standing]]) -> Rules:
    """The rules under all levers at once, whatever their order in the plan.

    Of floors and ceilings on one number the strictest holds, costs and capacity add up, chances of independent causes
    join, and ratios multiply what comes of that.
    """
    for use, how in sorted(standing, key=lambda one: LEVERS[one[0].lever].last):
        rules = LEVERS[use.lever].rewrite(rules, use.parameters, how)
    return in_real_euros(rules)


def in_real_euros(rules: Rules) -> Rules:
    """The rules with amounts that the law writes down in euros of the start of 2021, as all money of the model is.

    A fine or a deposit that nobody adapts is worth less each year; so is a minimum wage that is not raised.
    """
    level = rules.economy.price_level
    if level == 1.0:
        return rules
    changes = {}
    for group, names in _nominal().items():
        now = getattr(rules, group)
        changes[group] = now._replace(**{name: getattr(now, name) / level for name in names})
    return rules._replace(**changes)


@functools.cache
def _nominal() -> dict[str, tuple[str, ...]]:
    """Names of the amounts that stay as written, by group of the rules."""
    found: dict[str, tuple[str, ...]] = {}
    for row in declared(Rules, "law"):
        _, group, name = row.path.split(".")
        if row.number.money == "nominal":
            found[group] = (*found.get(group, ()), name)
    return found


def change_weeks(plan: Sequence[Any]) -> list[int]:
    """Weeks in which the law of a plan may change: news, start, phase-in, milestones, end."""
    weeks: set[int] = set()
    for use in plan:
        lever: Lever = LEVERS[use.lever]
        start = first_week(use.start)
        weeks |= {first_week(use.announced), start, *range(start, start + use.phase_in_weeks + 1)}
        weeks |= {start + after for after in lever.milestones(use.parameters)}
        if use.until is not None:
            weeks.add(week_of(use.until) + 1)
    return sorted(weeks)
