"""Checks what a file says of a base world and makes the `BaseWorld`, or tells every mistake in it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sim.behaviour import Behaviour
from sim.core.calendar import FIRST_MONDAY, LAST_DAY, weeks_in_force
from sim.declare.params import Declared, InvalidInput, build, convert, declared, did_you_mean
from sim.declare.validation import FIRST_DATE, LAST_DATE, Checker, Words, join
from sim.rules import Rules
from sim.scenario.base_world import BaseWorld, Dated, Item, timeline_of
from sim.scenario.policy import LeverUse, no_contradiction, no_overlap
from sim.scenario.policy_file import lever_use, refuse_no_monday
from sim.state.codes import Origin, Province, Sector
from sim.world import Splits, World

Sources = list[tuple[str, str]]  # a path of a figure, and where the figure comes from
CODES = {"province": Province, "sector": Sector, "origin": Origin}
_RULES = {d.path: d for d in declared(Rules, "law")}
_WORLD = {d.path: d for d in declared(World, "world")}
_BEHAVIOUR = {d.path: d for d in declared(Behaviour, "behaviour")}


PARTS = ("text", "frozen", "last_day", "rules", "items", "world", "splits", "behaviour")


def base_from_data(data: Any, digest: str = "", without: tuple[str, ...] = ()) -> BaseWorld:
    """The base world that a file describes, without the items of its path named in ``without``.

    Raises
    ------
    InvalidInput
        With every mistake in the file, and every item there is not.
    """
    check = Checker()
    top = check.mapping(data, "", ("id", "title"), PARTS)
    frozen = check.date(top.get("frozen"), "frozen")
    last_day = check.date(top.get("last_day"), "last_day", FIRST_MONDAY, LAST_DAY)
    dated = _dated(check, top.get("rules"), frozen, "rules", [])
    items, path, levers, without = _items(check, top.get("items"), frozen, without)
    dated += path  # while a figure of the path holds, the one of the start does not
    world, world_sources = _figures(check, top.get("world"), "world", World(), _WORLD)
    behaviour, behaviour_sources = _figures(check, top.get("behaviour"), "behaviour", Behaviour(), _BEHAVIOUR)
    splits, split_sources = _splits(check, top.get("splits"))
    name = check.slug(top.get("id"), "id") if "id" in top else ""
    title = check.words(top["title"], "title") if "title" in top else Words("", "")
    left = [item for item in items if item.id in without]
    for item in left:
        name = f"{name}~{item.id}"
        title = Words(f"{title.nl}, zonder {item.title.nl}", f"{title.en}, without {item.title.en}")
    text = check.words(top["text"], "text", 5000) if "text" in top else title
    check.done()
    sources = [(join("law", d.path), d.source) for d in dated] + world_sources + behaviour_sources + split_sources
    timeline = timeline_of(dated, frozen, {})
    return BaseWorld(
        name,
        title,
        text,
        frozen,
        dated,
        world,
        splits,
        behaviour,
        tuple(sources),
        timeline,
        levers,
        items,
        tuple(item.id for item in left),
        last_day,
        digest=digest,
    )


def _items(
    check: Checker, value: Any, frozen: dt.date | None, without: tuple[str, ...]
) -> tuple[tuple[Item, ...], tuple[Dated, ...], tuple[LeverUse, ...], tuple[str, ...]]:
    """The items of a path, the dated figures and measures of those kept, and the names of those left out."""
    asked = without
    items: list[Item] = []
    dated: list[Dated] = []
    levers: list[LeverUse] = []
    for path, found in check.rows(value, "items"):
        row = check.mapping(found, path, ("id", "title"), ("sources", "part_of", "rules", "instead", "levers"))
        name = check.slug(row["id"], join(path, "id")) if "id" in row else ""
        title = check.words(row["title"], join(path, "title")) if "title" in row else Words("", "")
        rows = check.rows(row.get("sources"), join(path, "sources"))
        told = tuple(check.text(source, place, 1000) for place, source in rows)
        if any(item.id == name for item in items):
            check.refuse(join(path, "id"), name, "written twice")
        if frozen:
            check.refuse(path, name, "a frozen world has no path", "leave out frozen or items")
        # what is left out is read and checked as well, so that a file is right or wrong as a whole
        kept, other = ("instead", "rules") if name in without else ("rules", "instead")
        spare = _dated(check, row.get(other), frozen, join(path, other), [])
        whole = check.one_of(row.get("part_of"), join(path, "part_of"), [item.id for item in items], "none")
        used = _dated(check, row.get(kept), frozen, join(path, kept), [] if whole in without else dated)
        if whole in without:  # what it would change is not there
            without = (*without, name) if name not in without else without
        else:
            dated += used
        uses = [lever_use(check, use, place) for place, use in check.rows(row.get("levers"), join(path, "levers"))]
        levers += [use for use in uses if use is not None and name not in without]
        starts = [one.start for one in (*(used if kept == "rules" else spare), *uses) if one and one.start]
        items.append(Item(name, title, told, min(starts, default=None), tuple(use for use in uses if use)))
    no_overlap(check, levers)
    no_contradiction(check, levers)
    known = [item.id for item in items]
    for name in dict.fromkeys(asked):
        if name not in known:
            hint = did_you_mean(name, known) or f"Each item stands behind a ~, as ~{'~'.join(known[:2])}."
            allowed = ", ".join(known)
            if not known:
                allowed = "nothing behind a ~: this world has no items to leave out"
                hint = "Write the base without ~. A world with items is law-as-enacted, as law-as-enacted~prices."
            check.refuse(f"~{name}", name, "this world has no such item to leave out", allowed, hint)
        elif asked.count(name) > 1:
            check.refuse(f"~{name}", name, "written twice")
    return tuple(items), tuple(dated), tuple(levers), without


def _dated(check: Checker, value: Any, frozen: dt.date | None, where: str, before: list[Dated]) -> tuple[Dated, ...]:
    """The dated figures of a list; ``before`` are those it may not overlap either."""
    found: list[Dated] = []
    for path, item in check.rows(value, where):
        row = check.mapping(item, path, ("path", "value", "source"), ("from", "until"))
        number = _figure(check, row, path, "law", _RULES)
        start = check.date(row.get("from"), join(path, "from"))
        until = check.date(row.get("until"), join(path, "until"))
        source = check.text(row["source"], join(path, "source")) if "source" in row else ""
        if number is None:
            continue
        entry = Dated(row["path"], number, start, until, source)
        if start and until and until < start:
            check.refuse(join(path, "until"), until.isoformat(), "ends before it starts", f"from {start}")
        elif start and until and not frozen and not weeks_in_force(start, until):
            refuse_no_monday(check, start, until, join(path, "until"))
        elif frozen and not entry.holds(frozen):
            check.refuse(path, row["path"], "not in force on the date of this frozen world", str(frozen))
        elif any(other.path == entry.path and _overlap(other, entry) for other in [*before, *found]):
            check.refuse(path, row["path"], "two values for the same figure at the same time")
        found.append(entry)
    return tuple(found)


def _overlap(one: Dated, other: Dated) -> bool:
    starts = [d.start or FIRST_DATE for d in (one, other)]
    ends = [d.until or LAST_DATE for d in (one, other)]
    return max(starts) <= min(ends)


def _figure(check: Checker, row: dict[str, Any], path: str, prefix: str, known: dict[str, Declared]) -> Any:
    """The value of a row ``{path, value, ...}`` checked against the declaration of that figure."""
    if "path" not in row or "value" not in row:
        return None
    found = known.get(f"{prefix}.{row['path']}")
    if found is None:
        names = [name.removeprefix(prefix + ".") for name in known]
        check.refuse(join(path, "path"), row["path"], "unknown name", "", did_you_mean(str(row["path"]), names))
        return None
    try:
        return convert(join(path, "value"), found.type, found.number, row["value"])
    except InvalidInput as error:
        check.add(error)
        return None


def _figures(check: Checker, value: Any, prefix: str, group: Any, known: dict[str, Declared]) -> tuple[Any, Sources]:
    changes: dict[str, Any] = {}
    sources: Sources = []
    for path, item in check.rows(value, prefix):
        row = check.mapping(item, path, ("path", "value", "source"))
        number = _figure(check, row, path, prefix, known)
        source = check.text(row["source"], join(path, "source")) if "source" in row else ""
        if number is None:
            continue
        if row["path"] in changes:
            check.refuse(join(path, "path"), row["path"], "written twice")
        changes[row["path"]] = number
        sources.append((join(prefix, row["path"]), source))
    return build(group, changes, prefix), sources


def _splits(check: Checker, value: Any) -> tuple[Splits, Sources]:
    given = check.mapping(value, "splits", tuple(CODES))
    shares: dict[str, tuple[float, ...]] = {}
    sources: Sources = []
    for kind, codes in CODES.items():
        names = [code.name.lower() for code in codes]
        found: dict[str, float] = {}
        for path, item in check.rows(given.get(kind), f"splits.{kind}"):
            row = check.mapping(item, path, ("name", "share", "source"))
            if len(row) < 3 or row["name"] not in names or row["name"] in found:
                if "name" in row:
                    check.one_of(row["name"], join(path, "name"), [n for n in names if n not in found])
                continue
            share = row["share"]
            if isinstance(share, bool) or not isinstance(share, int | float) or not 0 <= share <= 1:
                check.refuse(join(path, "share"), share, "outside its range", "0 to 1")
                share = 0.0
            found[row["name"]] = float(share)
            source = check.text(row["source"], join(path, "source"))
            sources.append((f"splits.{kind}.{row['name']}", source))
        total = sum(found.values())
        if kind in given and (missing := [n for n in names if n not in found]):
            check.refuse(f"splits.{kind}", None, "is missing", ", ".join(missing))
        elif kind in given and abs(total - 1) > 1e-9:
            check.refuse(f"splits.{kind}", round(total, 9), "shares must add up to one", "1")
        shares[kind] = tuple(found.get(n, 0.0) for n in names)
    return Splits(**shares), sources
