"""The schedule of the week as tables and a picture, from the one list of phases (`sim.schedule`)."""

from __future__ import annotations

import itertools

from sim.phase import COLUMNS, NAMES, Fields, Phase
from sim.schedule import STEPS
from tools.docs.odd_tables import table

FAMILIES = ("extracted_", "quarter_")  # columns that are named together where a phase has all of them
GROUPS = (*COLUMNS, "books", "tally", "week")
HEADS = {"books": "payments", "tally": "counts", "week": "lists"}


def by_table(names: Fields) -> str:
    """What a phase reads or writes, in words by table."""
    parts = []
    for group in GROUPS:
        mine = [name for name in NAMES[group] if f"{group}.{name}" in names]
        for family in FAMILIES:
            all_of_it = [name for name in NAMES[group] if name.startswith(family)]
            if group == "agencies" and set(all_of_it) <= set(mine):
                mine = [name for name in mine if name not in all_of_it] + [f"{family}*"]
        if mine:
            parts.append(f"{HEADS.get(group, group)} `{' '.join(mine)}`")
    return "<br>".join(parts)


def schedule_table() -> str:
    """Each phase in its place: what it does, reads and writes."""
    rows: list[tuple[object, ...]] = [(1, "law of the week", "`Week.open`: date, law in force and foreseen.", "", "")]
    for number, title, phases in STEPS:
        for k, phase in enumerate(phases):
            does = f"`{phase.name}` (`phases/{phase.file}`): {phase.text}"
            rows.append((number, title if k == 0 else "", does, by_table(phase.reads), by_table(phase.writes)))
    rows.append((14, "booking of outcomes", "`LabourMarket._book`: outcomes of the week.", "everything", "no column"))
    return table(("step", "title", "phase", "reads", "writes"), rows)


def matrix() -> str:
    """How many columns, payments and counts each phase reads and writes, by table."""
    rows = []
    for number, _, phases in STEPS:
        rows += [(number, f"`{phase.name}`", *(_cell(phase, group) for group in GROUPS)) for phase in phases]
    return table(("step", "phase", *(HEADS.get(group, group) for group in GROUPS)), rows)


def _cell(phase: Phase, group: str) -> str:
    many = [sum(name.startswith(f"{group}.") for name in names) for names in (phase.reads, phase.writes)]
    return ", ".join(f"{word} {count}" for word, count in zip(("r", "w"), many, strict=True) if count)


def picture() -> str:
    """The week as a Mermaid diagram: steps with their phases in order, and what one phase hands to a later one."""
    lines = ["```mermaid", "flowchart TB"]
    lines.append('  open["1 law of the week"]')
    places: list[tuple[str, Phase]] = []
    for number, title, phases in STEPS:
        lines.append(f'  subgraph s{number}["{number} {title}"]')
        for k, phase in enumerate(phases):
            places.append((f"p{number}_{k}", phase))
            lines.append(f'    {places[-1][0]}["{phase.name}"]')
        lines.append("  end")
    lines.append('  book["14 booking of outcomes"]')
    chain = ["open", *(place for place, _ in places), "book"]
    lines += [f"  {one} --> {other}" for one, other in itertools.pairwise(chain)]
    lines += [f"  {one} -. {name} .-> {other}" for one, name, other in _handed_on(places)]
    return "\n".join([*lines, "```"])


def _handed_on(places: list[tuple[str, Phase]]) -> list[tuple[str, str, str]]:
    """From each phase that hands something on to those that take it, within the week."""
    found = []
    for name in NAMES["week"]:
        full, last = f"week.{name}", ""
        if name in ("present", "placed"):  # nearly every phase reads these lists
            continue
        for place, phase in places:
            if full in phase.reads and last:
                found.append((last, name, place))
            if full in phase.writes:
                last = place
    return found
