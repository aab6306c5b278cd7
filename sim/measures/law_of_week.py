"""Which levers stand in a week, the rules they make of the base, and the rules that are announced."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

from sim.core.calendar import NEVER, first_week, weeks_in_force
from sim.declare.params import declared
from sim.measures.lever import ALL_WEEKS, Standing
from sim.measures.lever_of_file import Lever
from sim.rules import ContractRules, Rules

FAR = NEVER
SELDOM = 6  # changes of a lever; what more often changes is made anew each time until it is through
CLAUSE = ("clause_max_weeks", "clause_new_from", "clause_window_weeks", "sister_share")  # what agencies look ahead to
LONG_AFTER = 10_000  # weeks; what is foreseen is the rule after every transition


class Law(NamedTuple):
    """The rules of a week, those that people and firms foresee, and in how many weeks the clause gets its next term."""

    rules: Rules
    foreseen: Rules
    ahead: int


class _Use(NamedTuple):
    """One use of a lever and its weeks, worked out once a run."""

    use: Any
    lever: Lever
    announced: int
    start: int
    begun: int  # week from which its terms count: earlier where it takes the place of a use that stood before
    last: int  # week in which it stands for the last time
    changes: tuple[int, ...]  # weeks from its start on in which what it makes of the rules changes

    def stands(self, week: int) -> bool:
        """Whether it is part of the law of a week."""
        return self.start <= week <= self.last

    def comes(self, week: int) -> bool:
        """Whether it is announced and not yet in force."""
        return self.announced <= week < self.start

    def stage(self, week: int) -> int:
        """Number of its changes so far; all of them where it is seen to come."""
        return bisect.bisect_right(self.changes, week) if self.start <= week else len(self.changes)

    def standing(self, week: int) -> Standing:
        """How far it stands in a week; in full where that is before its start."""
        week = week if self.start <= week else self.start + LONG_AFTER
        term = self.use.phase_in_weeks
        weight = 1.0 if term == 0 else min(1.0, (week - self.start + 1) / term)
        new_from = self.start if self.use.applies_to == "new" else ALL_WEEKS
        return Standing(weight, self.begun, week - self.begun, new_from)


def _use(use: Any) -> _Use:
    weeks = weeks_in_force(use.start, use.until)
    changes = tuple(sorted(_changes(use)))
    return _Use(use, use.measure, first_week(use.announced), weeks.start, _begun(use), weeks.stop - 1, changes)


def _begun(use: Any) -> int:
    return first_week(use.since or use.start)


def _changes(use: Any) -> set[int]:
    start, begun = first_week(use.start), _begun(use)
    marks = (begun + after for after in use.measure.milestones(use.parameters))
    return {start, *range(start, start + use.phase_in_weeks + 1), *(week for week in marks if week > start)}


class Laws:
    """The law of each week of one run: the base rules as the levers of a plan rewrite them.

    Parameters
    ----------
    plan
        Uses of levers (`sim.scenario.policy.LeverUse`).
    anticipates
        Whether people and firms look ahead: what is announced and has not yet entered is then foreseen as it will be
        after its transition.
    """

    def __init__(self, plan: Sequence[Any], anticipates: bool) -> None:
        # A lever that multiplies comes after all others; of the rest, those first that change seldom, since what they
        # make of the rules need not be made anew each week.
        order = sorted(
            (_use(use) for use in plan), key=lambda one: (not one.lever.first, one.lever.last, len(one.changes))
        )
        self._uses, self._anticipates = tuple(order), anticipates
        self._kept: dict[str, tuple[Rules, list[tuple[_Use, int]], Rules]] = {}

    def of_week(self, base: Rules, week: int) -> Law:
        """The law of a week over the base rules of that week."""
        rules = self._rewritten("now", base, [one for one in self._uses if one.stands(week)], week)
        if not self._anticipates or not any(one.comes(week) for one in self._uses):
            return Law(rules, rules, FAR)
        # what stands is foreseen to stay, also where it has an end; another use of the same lever takes its place
        coming = {one.use.lever for one in self._uses if one.comes(week)}
        then = [one for one in self._uses if one.comes(week) or (one.stands(week) and one.use.lever not in coming)]
        foreseen = self._rewritten("foreseen", base, then, week)
        start, clause = self._next_clause(rules, week)
        if clause is None:
            return Law(rules, foreseen, FAR)
        own = {name: getattr(clause, name) for name in CLAUSE}
        contract = foreseen.contract._replace(**own)
        return Law(rules, foreseen._replace(contract=contract), start - week)

    def _next_clause(self, rules: Rules, week: int) -> tuple[int, ContractRules | None]:
        """Week in which the first of what is announced changes the term of the agency clause, and the clause then."""
        coming = [(one.start, _rewrite(rules, [one], one.start).contract) for one in self._uses if one.comes(week)]
        terms = [one for one in coming if one[1].clause_max_weeks != rules.contract.clause_max_weeks]
        return min(terms, key=lambda one: one[0], default=(FAR, None))

    def _rewritten(self, slot: str, base: Rules, uses: list[_Use], week: int) -> Rules:
        """The rules under all these levers, whatever their order in the plan; one not in force yet counts in full.

        Of floors and ceilings on one number the strictest holds, costs and capacity add up, chances of independent
        causes join, and ratios multiply what comes of that.
        """
        settled = [one.stage(week) == len(one.changes) or len(one.changes) <= SELDOM for one in uses]
        head = settled.index(False) if False in settled else len(uses)
        stages, kept = [(one, one.stage(week)) for one in uses[:head]], self._kept.get(slot)
        if kept is None or kept[0] is not base or kept[1] != stages:
            kept = self._kept[slot] = base, stages, _rewrite(base, uses[:head], week)
        return in_real_euros(_rewrite(kept[2], uses[head:], week))


def _rewrite(rules: Rules, uses: Sequence[_Use], week: int) -> Rules:
    for one in uses:
        rules = one.lever.rewrite(rules, one.use.parameters, one.standing(week))
    return rules


def in_force(plan: Sequence[Any], week: int) -> list[tuple[Any, Standing]]:
    """The uses of levers that stand in a week, in the order of the plan."""
    return [(one.use, one.standing(week)) for one in map(_use, plan) if one.stands(week)]


def law_of_week(base: Rules, plan: Sequence[Any], week: int, anticipates: bool) -> Law:
    """The law of a single week: see `Laws`."""
    return Laws(plan, anticipates).of_week(base, week)


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
        weeks |= {first_week(use.announced)} | _changes(use)
        if use.until is not None:
            weeks.add(weeks_in_force(use.start, use.until).stop)
    return sorted(weeks)
