"""Write the tables of docs/odd.md from the code; the prose between them is written by hand.

.venv/bin/python -m tools.make_odd            write the tables anew
.venv/bin/python -m tools.make_odd --check    say whether they are what this would write (exit 1 if not)

A table stands between ``<!-- table: NAME -->`` and ``<!-- end -->``; names are the keys of ``TABLES``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from sim import state
from sim.behaviour import Behaviour
from sim.rules import Rules
from sim.world import World
from tools import odd_tables as t

TARGET = t.PROJECT / "docs" / "odd.md"
MARKED = re.compile(r"(<!-- table: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

TABLES: dict[str, Callable[[], str]] = {
    "migrants": lambda: t.state_table(state.Migrants),
    "agencies": lambda: t.state_table(state.Agencies),
    "hirers": lambda: t.state_table(state.Hirers),
    "landlords": lambda: t.state_table(state.Landlords),
    "institutions": lambda: t.state_table(state.Institutions),
    "codes": t.kinds_table,
    "sizes": t.sizes_table,
    "schedule": t.schedule_table,
    "streams": t.streams_table,
    "splits": t.splits_table,
    "law": lambda: t.parameter_table(Rules, "law"),
    "behaviour": lambda: t.parameter_table(Behaviour, "behaviour"),
    "world": lambda: t.parameter_table(World, "world"),
    "ledger": t.ledger_table,
    "outcomes": t.outcomes_table,
    "unread": t.unread_table,
}


def with_tables(text: str) -> str:
    """The document with every marked table made anew.

    Raises
    ------
    ValueError
        When a marker names no table, or a table has no place or two.
    """
    places = [found["name"] for found in MARKED.finditer(text)]
    if sorted(places) != sorted(TABLES):
        wrong = sorted(set(places) ^ set(TABLES)) or sorted({n for n in places if places.count(n) > 1})
        raise ValueError(f"each table must have one place in the document; look at: {', '.join(wrong)}")
    return MARKED.sub(lambda found: f"{found[1]}\n{TABLES[found['name']]()}\n\n{found[3]}", text)


def drifted(text: str) -> list[str]:
    """Names of the tables that are not what the code says."""
    fresh = {found["name"]: found[0] for found in MARKED.finditer(with_tables(text))}
    return [found["name"] for found in MARKED.finditer(text) if found[0] != fresh[found["name"]]]


def main(arguments: list[str], target: Path = TARGET) -> int:
    """Write the tables, or with ``--check`` return 1 if any has drifted from the code."""
    text = target.read_text("utf-8")
    if arguments == ["--check"]:
        stale = drifted(text)
        if stale:
            print(f"{target.name}: out of date: {', '.join(stale)}; run: python -m tools.make_odd")
        return 1 if stale else 0
    if arguments:
        print(__doc__)
        return 2
    target.write_text(with_tables(text), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
