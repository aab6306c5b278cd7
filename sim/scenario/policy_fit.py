"""Whether a policy makes a difference on a base world within a run: what is refused, and what must be reported.

``check``, ``run``, ``plan``, ``sweep`` and `sim.model.LabourMarket` ask here, so they all say the same.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Collection

from sim.core.calendar import LAST_DAY, first_week, monday, weeks_in_force
from sim.declare.params import InvalidInput, Mistake, describe
from sim.measures.law_of_week import Laws
from sim.scenario.base_world import BaseWorld
from sim.scenario.policy import MONDAYS, NO_MONDAY, LeverUse, Scenario, plan_of, replaced

TOO_LATE = "starts after the end of the run"
SELF = "this base world holds the whole policy already: it would be compared with itself"
UNANNOUNCED = "not given: taken as known only when the measure enters, so nobody can prepare"
HELD = "this base world holds this measure already, with the same dates and numbers: it makes no difference"
OVERRULED = "changes nothing: the rules are the same without it, by what else is in force"
REPLACES = "takes the place of this base world's own use of the measure"
NEVER_FULL = "phased in for longer than it is in force in this run, so it never holds in full"


class PolicyWarning(UserWarning):
    """What a careful reader of a result must know of the policy behind it."""


def refuse(base: BaseWorld, policy: Scenario, last_week: int) -> None:
    """Refuse a policy that cannot stand on a base world, or changes nothing in a run that ends with ``last_week``.

    Raises
    ------
    InvalidInput
        With every reason.
    """
    if mistakes := misfits(base, policy, last_week):
        raise InvalidInput(mistakes)


def warn(base: BaseWorld, policy: Scenario, last_week: int) -> None:
    """Python's warning for each of the `remarks`."""
    for remark in remarks(base, policy, last_week):
        warnings.warn(describe(remark), PolicyWarning, stacklevel=3)


def misfits(
    base: BaseWorld, policy: Scenario, last_week: int, varied: Collection[str] = (), source: str = ""
) -> list[Mistake]:
    """Why a policy cannot be compared with a base world in a run that ends with ``last_week``.

    Parameters
    ----------
    varied
        Measures of which a design varies a number: they differ from those of the base world at some point.
    source
        How the base world was named, where that is not its id.
    """
    found = [mistake for k, use in enumerate(policy.levers) if (mistake := _never(use, _place(k, use), last_week))]
    try:
        plan_of(base.levers, policy.levers)
    except InvalidInput as error:
        found += error.mistakes
    held = [_held(base, use, last_week) and use.lever not in varied for use in policy.levers]
    if held and all(held):
        slugs = {use.lever for use in policy.levers}
        there = [item for item in base.items if item.id not in base.without]
        items = [item.id for item in there if slugs & {use.lever for use in item.levers}]
        other = "~".join([source or base.id, *items])
        hint = f"Compare it with this world without that item: base {other}."
        if all(use.measure.first for use in policy.levers):
            other, hint = "other values or dates", "These rules are so already in these weeks."
        found.append(Mistake("base", source or base.id, "", other, SELF, hint))
    return found


def remarks(base: BaseWorld, policy: Scenario, last_week: int) -> list[Mistake]:
    """What of a policy was assumed, has no effect, or never holds in full; in the form of mistakes, but none."""
    found: list[Mistake] = []
    for k, use in enumerate(policy.levers):
        path, weeks = _place(k, use), _weeks(use, last_week)
        if k in policy.unannounced:
            hint = "Give announced: the day on which it becomes known."
            found.append(Mistake(f"{path}.announced", use.announced.isoformat(), "", "", UNANNOUNCED, hint))
        if 0 < len(weeks) < use.phase_in_weeks:
            value, allowed = f"{use.phase_in_weeks} weeks", f"in force for {len(weeks)} weeks"
            found.append(Mistake(f"{path}.phase_in_weeks", value, "", allowed, NEVER_FULL, ""))
        if _held(base, use, last_week):
            found.append(Mistake(path, use.lever, "", "", HELD, ""))
        elif (use.measure.first or use.measure.content) and _overruled(base, policy, use, last_week):
            found.append(Mistake(path, use.lever, "", "", OVERRULED, ""))
        elif (own := replaced(base.levers, use)) is not None:
            found.append(Mistake(path, use.lever, "", f"since {own.start}", REPLACES, ""))
    return found


def _never(use: LeverUse, path: str, last_week: int) -> Mistake | None:
    """Why a measure is in force in no week of the run, None if it is in one."""
    weeks = weeks_in_force(use.start, use.until)
    if weeks.start > last_week:
        end = min(dt.date(use.start.year + 2, 12, 31), LAST_DAY)
        allowed, hint = f"at most {monday(last_week)}", f"Run longer, as with --until {end}."
        return Mistake(f"{path}.from", use.start.isoformat(), "", allowed, TOO_LATE, hint)
    if not weeks and use.until is not None:
        return Mistake(f"{path}.until", use.until.isoformat(), "", f"from {monday(weeks.start)}", NO_MONDAY, MONDAYS)
    return None


def _weeks(use: LeverUse, last_week: int) -> range:
    """The weeks of the run in which a measure is in force."""
    weeks = weeks_in_force(use.start, use.until)
    return range(weeks.start, min(weeks.stop, last_week + 1))


def _overruled(base: BaseWorld, policy: Scenario, use: LeverUse, last_week: int) -> bool:
    """Whether the law is the same without a use, in its first, middle and last week."""
    try:
        plan = plan_of(base.levers, policy.levers)
    except InvalidInput:
        return False  # is reported as such
    mine = next((one for one in plan if one.measure is use.measure and one.start == use.start), None)
    weeks = _weeks(use, last_week)
    if mine is None or not weeks:
        return False
    tried = sorted({weeks.start, weeks[len(weeks) // 2], weeks[-1]})
    whole, rest = Laws(plan, False), Laws([one for one in plan if one is not mine], False)
    return all(whole.of_week(r := base.rules_at(w), w).rules == rest.of_week(r, w).rules for w in tried)


def _place(number: int, use: LeverUse) -> str:
    """Where a use stands in its file."""
    return use.lever if use.measure.first else f"levers[{number}]"


def _held(base: BaseWorld, use: LeverUse, last_week: int) -> bool:
    """Whether the base world has the same measure: in the same weeks, announced alike, with the same numbers.

    Of a change of the law: whether the rule has that value in all these weeks as it is.
    """
    if use.measure.first:
        group, _, name = use.measure.effects[0].rule.partition(".")
        weeks = _weeks(use, last_week)
        changes = {week for week in (weeks.start, *base.change_weeks) if week in weeks}
        return {getattr(getattr(base.rules_at(week), group), name) for week in changes} == {use.parameters.value}
    return any(_alike(own, use) and _weeks(own, last_week) == _weeks(use, last_week) for own in base.levers)


def _alike(own: LeverUse, use: LeverUse) -> bool:
    news = first_week(own.announced) == first_week(use.announced)
    how = ("lever", "phase_in_weeks", "applies_to", "parameters")
    return news and all(getattr(own, name) == getattr(use, name) for name in how)
