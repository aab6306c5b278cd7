"""What a phase of the week is: a rule on a world, and the columns, payments and counts it reads and writes, as data.

The tests of reads and writes, the schedule in the ODD document and the picture of the architecture are made from
these declarations; `sim.schedule` puts the phases in their order.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING

from sim.state.columns import Agencies, Hirers, Institutions, Landlords, Migrants
from sim.state.ledger import Item, Tally
from sim.state.old_names import new_name, renamed

if TYPE_CHECKING:
    from sim.week import Week

COLUMNS: dict[str, tuple[str, ...]] = {
    "migrants": Migrants._fields,
    "agencies": Agencies._fields,
    "hirers": Hirers._fields,
    "landlords": Landlords._fields,
    "institutions": Institutions._fields,
}
NAMES: dict[str, tuple[str, ...]] = COLUMNS | {
    "books": tuple(Item.__members__),  # payments
    "tally": tuple(Tally.__members__),  # counts of events
    # rows of persons, and what an earlier phase hands to a later one: attributes of `sim.week.Week`
    "week": (
        "present", "placed", "travelling", "leavers", "ended", "ending", "open_orders", "findings", "files", "short",
    ),
}  # fmt: skip

Fields = frozenset[str]


def fields(**tables: str) -> Fields:
    """Columns as ``table.column``, from words of column names by table; ``extracted_*`` stands for all that begin so.

    Raises
    ------
    ValueError
        For a table or column that does not exist.
    """
    found: set[str] = set()
    for table, words in tables.items():
        for word in words.split():
            names = [n for n in NAMES.get(table, ()) if n == word or (word[-1] == "*" and n.startswith(word[:-1]))]
            if not names:
                if new := new_name(table.capitalize(), word):
                    raise ValueError(renamed(table, word, new))
                raise ValueError(f"{table}.{word}: no such column, payment, count or list")
            found.update(f"{table}.{name}" for name in names)
    return frozenset(found)


class Phase:
    """One phase: call it with a world, and it does its part of the world's week.

    Attributes
    ----------
    name, file, text : str
        The function's name, the file it stands in (``ends.py``), and the first sentence of its docstring.
    reads, writes : frozenset of str
        Names as `fields` gives them. What a phase writes in some rows and leaves in others is not for that reason read.
    """

    __name__: str

    def __init__(self, rule: Callable[[Week], None], reads: Fields, writes: Fields) -> None:
        functools.update_wrapper(self, rule)
        self.rule, self.reads, self.writes = rule, reads, writes
        self.name = rule.__name__
        self.file = f"{rule.__module__.removeprefix('sim.phases.').replace('.', '/')}.py"  # below `sim/phases`
        self.text = (inspect.getdoc(rule) or "").split("\n\n")[0].replace("\n", " ")

    def __call__(self, week: Week) -> None:
        """Let a world live this phase."""
        self.rule(week)

    def __repr__(self) -> str:
        return f"<phase {self.name}>"


def phase(reads: Fields = frozenset(), writes: Fields = frozenset()) -> Callable[[Callable[[Week], None]], Phase]:
    """Declare a function of a world as a phase of the week, with what it reads and writes."""
    return lambda rule: Phase(rule, reads, writes)
