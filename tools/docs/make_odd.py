"""Write the tables of docs/odd.md from the code; the prose between them is written by hand.

.venv/bin/python -m tools.docs.make_odd            write the tables anew
.venv/bin/python -m tools.docs.make_odd --check    say whether they are what this would write (exit 1 if not)

How a table is marked is said in `tools.docs.marked_tables`; names are the keys of ``TABLES``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sim.behaviour import Behaviour
from sim.rules import Rules
from sim.state import columns
from sim.world import World
from tools.docs import odd_tables as t
from tools.docs.marked_tables import Tables, run
from tools.docs.schedule_tables import schedule_table

TARGET = t.PROJECT / "docs" / "odd.md"

TABLES: Tables = {
    "migrants": lambda: t.state_table(columns.Migrants),
    "agencies": lambda: t.state_table(columns.Agencies),
    "hirers": lambda: t.state_table(columns.Hirers),
    "landlords": lambda: t.state_table(columns.Landlords),
    "institutions": lambda: t.state_table(columns.Institutions),
    "codes": t.kinds_table,
    "sizes": t.sizes_table,
    "schedule": schedule_table,
    "streams": t.streams_table,
    "splits": t.splits_table,
    "law": lambda: t.parameter_table(Rules, "law"),
    "behaviour": lambda: t.parameter_table(Behaviour, "behaviour"),
    "world": lambda: t.parameter_table(World, "world"),
    "ledger": t.ledger_table,
    "outcomes": t.outcomes_table,
    "unread": t.unread_table,
}


def main(arguments: list[str], target: Path = TARGET) -> int:
    """Write the tables, or with ``--check`` return 1 if any has drifted from the code."""
    return run(arguments, target, TABLES, __doc__ or "", "tools.docs.make_odd")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
