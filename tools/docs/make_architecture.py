"""Write the pictures and tables of docs/architecture.md from the code; its prose is written by hand.

.venv/bin/python -m tools.docs.make_architecture            write them anew
.venv/bin/python -m tools.docs.make_architecture --check    say whether they are what this would write (exit 1 if not)
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.docs.import_tables import folders_table, imports_picture
from tools.docs.marked_tables import Tables, run
from tools.docs.odd_tables import PROJECT
from tools.docs.schedule_tables import matrix, picture

TARGET = PROJECT / "docs" / "architecture.md"
TABLES: Tables = {"folders": folders_table, "imports": imports_picture, "week": picture, "phases": matrix}


def main(arguments: list[str], target: Path = TARGET) -> int:
    """Write them, or with ``--check`` return 1 if any has drifted from the code."""
    return run(arguments, target, TABLES, __doc__ or "", "tools.docs.make_architecture")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
