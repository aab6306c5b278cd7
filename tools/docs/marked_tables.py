"""Documents with tables made from the code between prose written by hand.

A table stands between ``<!-- table: NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

Tables = Mapping[str, Callable[[], str]]
MARKED = re.compile(r"(<!-- table: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_tables(text: str, tables: Tables) -> str:
    """The document with every marked table made anew.

    Raises
    ------
    ValueError
        When a marker names no table, or a table has no place or two.
    """
    places = [found["name"] for found in MARKED.finditer(text)]
    if sorted(places) != sorted(tables):
        wrong = sorted(set(places) ^ set(tables)) or sorted({n for n in places if places.count(n) > 1})
        raise ValueError(f"each table must have one place in the document; look at: {', '.join(wrong)}")
    return MARKED.sub(lambda found: f"{found[1]}\n{tables[found['name']]()}\n\n{found[3]}", text)


def drifted(text: str, tables: Tables) -> list[str]:
    """Names of the tables that are not what the code says."""
    fresh = {found["name"]: found[0] for found in MARKED.finditer(with_tables(text, tables))}
    return [found["name"] for found in MARKED.finditer(text) if found[0] != fresh[found["name"]]]


def run(arguments: list[str], target: Path, tables: Tables, usage: str, command: str) -> int:
    """Write the tables of a document, or with ``--check`` return 1 if any has drifted from the code."""
    text = target.read_text("utf-8")
    if arguments == ["--check"]:
        stale = drifted(text, tables)
        if stale:
            print(f"{target.name}: out of date: {', '.join(stale)}; run: python -m {command}")
        return 1 if stale else 0
    if arguments:
        print(usage)
        return 2
    target.write_text(with_tables(text, tables), encoding="utf-8", newline="\n")
    return 0
