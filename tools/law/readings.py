"""What reads a row of ``law.csv``: figures and measures of the base worlds, and defaults of declared figures."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from typing import Any, NamedTuple

from sim.behaviour import Behaviour
from sim.core.calendar import first_week, monday, week_of
from sim.declare.params import declared
from sim.declare.validation import Checker
from sim.measures.lever import ALL_WEEKS, Standing
from sim.rules import Rules
from sim.scenario.policy import LeverUse
from sim.scenario.policy_file import lever_use
from sim.world import World

KEY = re.compile(r"LAW-[A-Z]\d+[a-z]?\d*")
START = dt.date(2021, 1, 4)
SHOWN = 3  # paths of a measure that are named
LONG_AFTER = 10_000  # weeks, after every transition


class Reading(NamedTuple):
    """One place that reads a row."""

    by: str  # law-2020, the id of an item, or default
    where: str  # dotted path of a figure, or a measure and what it sets
    days: frozenset[dt.date]  # Mondays of the weeks in which what is read there begins, changes or ends


def readings(rows: list[dict[str, str]], frozen: dict[str, Any], enacted: dict[str, Any]) -> dict[str, list[Reading]]:
    """All that reads each row, by its id."""
    found: dict[str, list[Reading]] = defaultdict(list)
    for figure in frozen["rules"]:
        for key in KEY.findall(str(figure["source"])):
            found[key].append(Reading("law-2020", f"`{figure['path']}`", frozenset(_days(figure))))
    for item in enacted["items"]:
        _of_item(found, item)
    for reading, keys in _defaults():
        for key in keys:
            if key not in found:
                found[key].append(reading)
    return found


def _of_item(found: dict[str, list[Reading]], item: dict[str, Any]) -> None:
    """Figures say themselves which row they are of; the other rows of the item are those of its measures."""
    by_figure = defaultdict(lambda: defaultdict(set))
    for figure in (*item.get("rules", ()), *item.get("instead", ())):
        for key in KEY.findall(str(figure["source"])):
            by_figure[key][figure["path"]] |= _days(figure)
    for key, paths in by_figure.items():
        for path, days in paths.items():
            found[key].append(Reading(item["id"], f"`{path}`", frozenset(days)))
    uses = [_use(row) for row in item.get("levers", ())]
    figures = sorted({f"`{figure['path']}`" for figure in item.get("rules", ())})
    everything = frozenset(day for figure in item.get("rules", ()) for day in _days(figure))
    for key in item["sources"]:
        if not key.startswith("LAW-") or (key in by_figure and not uses):
            continue
        named = [use for use in uses if key in _named(use)] or uses
        for use in named:
            found[key].append(Reading(item["id"], _measure(use, key), frozenset(_weeks_of(use))))
        if not uses:  # a row that is worked into the figures of the item
            found[key].append(Reading(item["id"], ", ".join(figures), everything))


def _days(figure: dict[str, Any]) -> set[dt.date]:
    """Mondays on which a dated figure begins and ends; the first week for one that holds before it."""
    start, until = _date(figure.get("from")), _date(figure.get("until"))
    days = {monday(max(1, first_week(start))) if start else START}
    return days | ({monday(first_week(until + dt.timedelta(days=1)))} if until else set())


def _date(value: Any) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None


def _use(row: dict[str, Any]) -> LeverUse:
    check = Checker()
    use = lever_use(check, row, "levers")
    check.done()
    assert use is not None  # else there was a mistake
    return use


def _weeks_of(use: LeverUse) -> set[dt.date]:
    """Mondays on which a measure begins, is phased in, changes by a term of its own, and ends."""
    start = first_week(use.start)
    terms = (*use.measure.milestones(use.parameters), use.phase_in_weeks, *_apply_term(use))
    weeks = {start, *(start + term for term in terms)}
    if use.until:
        weeks.add(week_of(use.until) + 1)
    return {monday(week) for week in weeks}


def _apply_term(use: LeverUse) -> tuple[int, ...]:
    """The end of the term to apply for admission, which is no change of the rules."""
    return (use.parameters.apply_w,) if use.lever == "certification" else ()


def _named(use: LeverUse) -> set[str]:
    """Rows that a measure or its parameters name as their source."""
    return set(use.measure.sources) | {
        key for d in declared(use.parameters, "p") for key in KEY.findall(d.number.source)
    }


def _measure(use: LeverUse, key: str) -> str:
    """A measure, its parameters that name the row, and the figures it sets."""
    numbers = [d for d in declared(use.parameters, "p") if key in KEY.findall(d.number.source)]
    told = ", ".join(f"{d.path[2:]} {getattr(use.parameters, d.path[2:]):g}" for d in numbers)
    paths = _sets(use)
    more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    return f"measure `{use.lever}`" + (f" ({told})" if told else "") + ": " + ", ".join(paths[:SHOWN]) + more


def _sets(use: LeverUse) -> list[str]:
    """Paths of the figures that a measure sets, on rules of which another may have set some."""
    base, standing = Rules(), Standing(1.0, 1, LONG_AFTER, ALL_WEEKS)
    rules = use.measure.rewrite(base, use.parameters, standing)
    return [
        f"`{group}.{name}`"
        for group in base._fields
        for name in getattr(base, group)._fields
        if getattr(getattr(base, group), name) != getattr(getattr(rules, group), name)
    ]


def _defaults() -> list[tuple[Reading, list[str]]]:
    """Declared figures of the model whose source names rows, and that say nothing of a date."""
    groups = ((Rules, "law"), (Behaviour, "behaviour"), (World, "world"))
    found = [d for group, prefix in groups for d in declared(group, prefix)]
    return [
        (Reading("default", f"`{d.path}`", frozenset({START})), KEY.findall(d.number.source))
        for d in found
        if not d.number.source.startswith("assumption: no")
    ]
