"""A policy scenario: which levers enter on top of a base world, when, and with which numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sim.core.calendar import monday, weeks_in_force
from sim.declare.params import Declared, declared
from sim.declare.validation import Checker, Words
from sim.measures.contradictions import CONTRADICTION, contradiction
from sim.measures.lever_of_file import Lever

LAST_END = dt.date(2040, 12, 31)
WEEK = dt.timedelta(days=7)
NO_MONDAY = "never in force: there is no Monday between from and until"
MONDAYS = "The model counts in weeks: a measure holds in the weeks whose Monday lies between from and until."
STAGES = "It follows on a stage of its own: leave phase_in_weeks out, and write more stages where it grows in steps."
PART_OF = {("deposit", "starter_first"): "deposit_eur"}  # amounts that count for no more than the whole


@dataclass(frozen=True)
class LeverUse:
    """One lever of a scenario; ``until`` is the last day, None when it stays."""

    measure: Lever
    announced: dt.date
    start: dt.date  # ``from`` in the file
    until: dt.date | None
    phase_in_weeks: int
    applies_to: str  # all | new
    parameters: Any  # the checked NamedTuple of the lever
    since: dt.date | None = None  # start of the use whose place it takes: its terms count from there

    @property
    def lever(self) -> str:
        """The slug of the measure: the key in `sim.measures.LEVERS` of one of the package."""
        return self.measure.slug


@dataclass(frozen=True)
class Scenario:
    """A checked policy scenario."""

    id: str
    title: Words
    text: Words
    base: str
    author: str
    version: str
    levers: tuple[LeverUse, ...]
    sources: tuple[str, ...]
    digest: str = ""  # SHA-256 of the file
    unannounced: tuple[int, ...] = ()  # numbers of the measures whose file gives no ``announced``
    own: tuple[tuple[str, bytes], ...] = ()  # measure files of one's own: path as written and content


def told(scenario: Scenario) -> list[dict[str, Any]]:
    """What a policy does, as plain data: a measure a row, with its dates and numbers, in the order of the file."""
    rows: list[dict[str, Any]] = []
    for k, use in enumerate(scenario.levers):
        lever = use.measure
        numbers = [_number(use, d) for d in declared(lever.parameters, "p")]
        dates = {"announced": use.announced.isoformat(), "announced_given": k not in scenario.unannounced}
        enters = monday(weeks_in_force(use.start, use.until).start)
        dates |= {"from": use.start.isoformat(), "enters": enters.isoformat()}
        dates |= {"until": use.until and use.until.isoformat()}
        how = {"phase_in_weeks": use.phase_in_weeks, "applies_to": use.applies_to, "parameters": numbers}
        rows.append({"lever": use.lever, "title_nl": lever.title_nl, "title_en": lever.title_en, **dates, **how})
    return rows


def _number(use: LeverUse, d: Declared) -> dict[str, Any]:
    """One number of a measure, and the amount it is cut off at where it would be more than the whole."""
    name = d.path.partition(".")[2]
    value = getattr(use.parameters, name)
    text = use.measure.texts[name]
    row = {"name": name, "text": text.en, "text_nl": text.nl, "unit": d.number.unit}
    row |= {"value": _written(d, value), "default": _written(d, d.default)}
    whole = PART_OF.get((use.lever, name))
    return row | {"at_most": whole} if whole and value > getattr(use.parameters, whole) else row


def _written(declaration: Declared, value: Any) -> Any:
    """A number as the file writes it: choices by name."""
    options = declaration.number.choices
    return value if options is None else options(value).name.lower()


def no_overlap(check: Checker, levers: Sequence[LeverUse]) -> None:
    """Refuse a lever that stands twice at the same time, also while one of the two is phased in."""
    for i, use in enumerate(levers):
        for other in levers[:i]:
            if use.lever == other.lever and together(use, other):
                first, then = sorted((use, other), key=lambda one: one.start)
                hint = f"Write until: {then.start - dt.timedelta(days=1)} in the first, or leave one of the two out."
                if first.start == then.start:
                    hint = "Leave one of the two out."
                check.refuse("levers", use.lever, "the same lever twice at the same time", "", hint)


def no_contradiction(check: Checker, levers: Sequence[LeverUse]) -> None:
    """Refuse two levers of which one leaves the other no meaning, with the reason."""
    for i, use in enumerate(levers):
        for other in levers[:i]:
            if together(use, other) and (why := contradiction(use, other)) is not None:
                check.refuse("levers", f"{other.lever}, {use.lever}", CONTRADICTION, "", why.en)


def together(one: LeverUse, other: LeverUse) -> bool:
    """Whether two uses stand on the same day."""
    return max(one.start, other.start) <= min(one.until or LAST_END, other.until or LAST_END)


def plan_of(base: Sequence[LeverUse], policy: Sequence[LeverUse]) -> tuple[LeverUse, ...]:
    """The measures of a base world and those of a policy on it, as one plan.

    While the policy uses a lever that is part of the base world, the base's own use of it rests: a policy says anew
    how strong that measure is. Terms to comply and lags go on from where they were.

    Raises
    ------
    InvalidInput
        When the policy contradicts the base, or phases in anew what stands already.
    """
    check, kept = Checker(), list(base)
    mine: list[LeverUse] = []
    for use in policy:
        since = None
        for own in [own for own in kept if own.lever == use.lever and together(own, use)]:
            kept.remove(own)
            begun = own.since or own.start
            if own.start < use.start:
                kept.append(replace(own, until=use.start - dt.timedelta(days=1)))
                since = begun
            if use.until and use.until < (own.until or LAST_END):
                again = use.until + dt.timedelta(days=1)
                kept.append(replace(own, start=again, phase_in_weeks=0, since=min(begun, use.start)))
            if own.start < use.start and use.phase_in_weeks > 0:
                hint = f"This base world has it since {own.start}: leave phase_in_weeks out, or end that item with ~."
                check.refuse("levers", use.lever, "would be phased in from nothing", "phase_in_weeks: 0", hint)
        mine.append(replace(use, since=since) if since else use)
    joined = _joined(mine)
    for before, use in zip(mine, joined, strict=True):
        if use.since != before.since and use.phase_in_weeks > 0:
            check.refuse(use.lever, use.phase_in_weeks, "would be phased in from nothing", "phase_in_weeks: 0", STAGES)
    mine = joined
    no_contradiction(check, [*kept, *mine])
    check.done()
    return (*kept, *mine)


def _joined(uses: Sequence[LeverUse]) -> list[LeverUse]:
    """The uses of a policy; one that follows on another of the same lever without a gap goes on from there."""
    joined = list(uses)
    for k in sorted(range(len(joined)), key=lambda k: joined[k].start):
        use = joined[k]
        for one in joined:
            if one.lever == use.lever and one.until and dt.timedelta(0) < use.start - one.until <= WEEK:
                joined[k] = replace(use, since=use.since or one.since or one.start)
    return joined


def replaced(base: Sequence[LeverUse], use: LeverUse) -> LeverUse | None:
    """The use of a base world whose place a policy's use takes."""
    return next((own for own in base if own.lever == use.lever and together(own, use)), None)
