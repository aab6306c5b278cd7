"""Write docs/law-check.md: where each row of ``law.csv`` is read, from which date, or why not.

.venv/bin/python -m tools.law.law_check            write the page
.venv/bin/python -m tools.law.law_check --check    say whether it is up to date and every row is accounted for
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from pathlib import Path
from typing import Any, NamedTuple

from sim.declare.yaml_reader import parse_yaml
from tools.law.readings import Reading, readings
from tools.law.reasons import OTHER_DATE, UNREAD

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "law-check.md"
SCENARIOS = ROOT / "scenarios"
FIRST, LAST = dt.date(2021, 1, 4), dt.date(2032, 12, 31)  # what the base worlds span

HEAD = """# The law, row by row

Written by `python -m tools.law.law_check` from `scenarios/evidence/law.csv`, the base worlds in `scenarios/law` and the
reasons in `tools/law/reasons.py`; do not edit.

Each row is read by the world of December 2020 (`law-2020`, with which `law-as-enacted` begins), by an item of
`law-as-enacted`, or by the default of a parameter; or the row says why it is not read. A date counts as used where
something that reads the row begins or ends in the first whole week from that date on; where not, the last column says
why. The column *evidence* gives basis and confidence, as in *read, H*.

Of {rows} rows {read} are read and {unread} are not, each for the reason in its last column; {other} are read with
another date or without one.
"""
COLUMNS = ("row", "rule", "value", "in force", "evidence", "read by", "changes in the week of", "remark")


class Line(NamedTuple):
    """What is found of one row of the evidence."""

    row: dict[str, str]
    found: tuple[Reading, ...]
    remark: str
    fault: str  # empty: the row is accounted for


def evidence() -> list[dict[str, str]]:
    """The rows of law.csv in their order."""
    with open(SCENARIOS / "evidence" / "law.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def worlds() -> tuple[dict[str, Any], dict[str, Any]]:
    """The files of the frozen world and of the law as it became."""
    names = ("law-2020.yaml", "law-as-enacted.yaml")
    frozen, enacted = (parse_yaml((SCENARIOS / "law" / name).read_bytes()) for name in names)
    return frozen, enacted


def missed(row: dict[str, str], found: tuple[Reading, ...]) -> dict[str, str]:
    """Ends of a row, within the time of the base worlds, at which nothing that reads it begins or ends.

    ``from``, ``until``, or ``start`` for a row that is in force before the base worlds begin.
    """
    used = {day for reading in found for day in reading.days}
    wanted = {"from": row["from"], "until": row["until"]}
    days = {name: dt.date.fromisoformat(day) for name, day in wanted.items() if day}
    if "until" in days:
        days["until"] += dt.timedelta(days=1)  # the first day on which it holds no more
    late = {name: f"{name} {day}" for name, day in days.items() if FIRST < day <= LAST and monday_on(day) not in used}
    if days.get("from", FIRST) <= FIRST < days.get("until", LAST) and monday_on(FIRST) not in used:
        late["start"] = "in force from the first week on"
    return late


def monday_on(day: dt.date) -> dt.date:
    """The first Monday on or after a day: the week from which a change counts."""
    return day + dt.timedelta(days=-day.weekday() % 7)


def lines(
    rows: list[dict[str, str]],
    frozen: dict[str, Any],
    enacted: dict[str, Any],
    unread: dict[str, str] = UNREAD,
    other_date: dict[str, tuple[str, str]] = OTHER_DATE,
) -> list[Line]:
    """Every row with where it is read, and what is wrong with that."""
    by_row = readings(rows, frozen, enacted)
    return [_line(row, tuple(by_row.get(row["id"], ())), unread, other_date) for row in rows]


def _line(
    row: dict[str, str], found: tuple[Reading, ...], unread: dict[str, str], other: dict[str, tuple[str, str]]
) -> Line:
    key = row["id"]
    if not found:
        reason = unread.get(key, "")
        return Line(row, found, reason, "" if reason else f"{key} is not read, and no reason is given")
    late, fault = missed(row, found), ""
    ends, remark = other.get(key, ("", ""))
    if ends != ", ".join(late):
        met = ", ".join(late.values()) or "no other than its own"
        fault = f"{key} is read on another date: {met}; there is a reason for: {ends or 'none'}"
    if key in unread:
        fault = f"{key} is read: the reason why not is not needed"
    return Line(row, found, remark, fault)


def document(found: list[Line]) -> str:
    """The page as Markdown."""
    read = [line for line in found if line.found]
    other = sum(1 for line in read if line.remark)
    parts = [HEAD.format(rows=len(found), read=len(read), unread=len(found) - len(read), other=other)]
    for theme in dict.fromkeys(line.row["theme"] for line in found):
        parts += [
            f"## {theme[0].upper()}{theme[1:]}\n",
            "| " + " | ".join(COLUMNS) + " |",
            "| --- " * len(COLUMNS) + "|",
        ]
        parts += [_table_row(line) for line in found if line.row["theme"] == theme] + [""]
    return "\n".join(parts).rstrip() + "\n"


def _table_row(line: Line) -> str:
    row = line.row
    force = f"{row['from'] or '?'} to {row['until']}" if row["until"] else f"from {row['from']}" if row["from"] else ""
    days = sorted({day for reading in line.found for day in reading.days if day > FIRST})
    shown = ", ".join(str(day) for day in days[:4]) + (f" and {len(days) - 4} more" if len(days) > 4 else "")
    if not shown and any(reading.days for reading in line.found):
        shown = "first week"
    cells = (
        f"`{row['id']}`",
        row["rule"],
        f"{row['value']} {row['unit']}".replace(" rule", ""),
        force,
        f"{row['basis']}, {row['confidence']}",
        "<br>".join(dict.fromkeys(f"{reading.by}: {reading.where}" for reading in line.found)) or "not read",
        shown,
        line.remark,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main(words: list[str]) -> int:
    """Write the page; or say whether it is up to date. 1 where a row is not accounted for."""
    found = lines(evidence(), *worlds())
    faults = [line.fault for line in found if line.fault]
    faults += [f"{key}: there is no such row" for key in {*UNREAD, *OTHER_DATE} - {line.row["id"] for line in found}]
    text = document(found)
    if words == ["--check"] and (not TARGET.is_file() or TARGET.read_text("utf-8") != text):
        faults.append(f"{TARGET.name} is not what tools/law/law_check.py writes: run python -m tools.law.law_check")
    elif words != ["--check"]:
        TARGET.write_text(text, encoding="utf-8", newline="\n")
    print("\n".join(faults) or f"all {len(found)} rows are accounted for")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
