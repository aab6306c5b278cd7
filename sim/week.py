"""One world in its present week: state, rules, books, lists of persons, and what one phase hands to the next.

A phase (`sim.phase`) takes a `Week` and nothing else; `sim.schedule` has their order.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sim.behaviour import Behaviour
from sim.cohorts import Numbering, introduce_rows
from sim.core.calendar import NEVER, now
from sim.core.kernels import as_row, kernel
from sim.rules import Rules
from sim.state.codes import Work
from sim.state.columns import Lists, State
from sim.state.ledger import new_books
from sim.state.person_table import TIDY_WEEKS, moved, rows_to_keep
from sim.world import Splits, World


class Ended(NamedTuple):
    """Persons whose contract ends, or firms that end, each with its cause."""

    rows: np.ndarray  # int32, of the table of persons or of agencies
    causes: np.ndarray  # int8, EndCause of persons, ExitCause of agencies


class OpenOrders(NamedTuple):
    """Orders that are still open."""

    count: np.ndarray  # int[hirers, slots], workers still wanted
    following: np.ndarray  # int32[hirers + 1], from each hirer towards the next with an open order


class Findings(NamedTuple):
    """Violations found this week, in the order of the visits."""

    agency: np.ndarray  # int32 rows
    enforcer: np.ndarray  # int8
    hirer: np.ndarray  # int32 row where the visit was, -1 at the agency


class Files(NamedTuple):
    """What the files of agencies tell about registration, one entry an agency."""

    due: np.ndarray  # float64, workers due as residents
    registered: np.ndarray  # float64, those of them who are registered


NOBODY = Ended(np.empty(0, np.int32), np.empty(0, np.int8))
NOTHING_FOUND = Findings(np.empty(0, np.int32), np.empty(0, np.int8), np.empty(0, np.int32))
NOTHING_OPEN = OpenOrders(np.zeros((0, 0), np.int16), np.zeros(1, np.int32))


@kernel
def _list_up(m, a, rows, present, placed):
    """Who of ``rows`` is in NL and in scope, who of them is placed, and each agency's count of both."""
    a.workers[:] = 0
    a.placed[:] = 0
    here = at_work = 0
    for row in rows:
        i = as_row(row)
        work = m.work[i]
        if work < Work.AGENCY:
            continue
        present[here] = i
        here += 1
        firm = m.agency[i]
        if firm >= 0:
            a.workers[firm] += 1
        if work == Work.AGENCY:
            placed[at_work] = i
            at_work += 1
            a.placed[firm] += 1
    return here, at_work


class Week:
    """One world in its present week.

    Attributes
    ----------
    state, books : State, Books
        Columns of all actors; payments and counts of this week.
    now : Now
        Week, month, seed and scale, as kernels take them.
    rules, foreseen, ahead : Rules, Rules, int
        The law in force, the law announced, and in how many weeks that enters.
    first_rules : Rules
        The law in force when the world was made: hirers and recruits compare with it.
    present, placed, travelling, leavers : int32 arrays
        Rows of the persons in NL and in scope, placed at a hirer, on their way here, and gone who may come back.
    ended, ending, open_orders, findings, files, short
        What a phase hands to a later one: persons whose job ended, firms about to end, orders still open, what visits
        found, what agencies' files tell (None where nobody asks), and how far each is from what an audit asks.
    """

    def __init__(
        self,
        seed: int,
        scale: float,
        state: State,
        world: World,
        splits: Splits,
        behaviour: Behaviour,
        rules: Rules,
        numbering: Numbering,
        present: np.ndarray,
        travelling: np.ndarray,
        leavers: np.ndarray,
    ) -> None:
        self.seed, self.scale = seed, scale
        self.state, self.world, self.splits = state, world, splits
        self.behaviour, self.numbering = behaviour, numbering
        self.rules = self.foreseen = self.first_rules = rules
        self.ahead = NEVER
        self.present, self.travelling, self.leavers = present, travelling, leavers
        self.placed = np.empty(0, np.int32)
        self.books = new_books()
        self.now = now(seed, 0, scale)
        self.used = numbering.at_start  # rows of the persons' table in use
        self.on_move: list[Callable[[np.ndarray, int], None]] = []  # called when rows of persons move
        self.ended = self.ending = NOBODY
        self.open_orders, self.findings = NOTHING_OPEN, NOTHING_FOUND
        self.files: Files | None = None
        self.short: np.ndarray | None = None
        self._lasting: dict[str, object] = {}

    def open(self, week: int, rules: Rules, foreseen: Rules | None = None, ahead: int = NEVER) -> None:
        """Start a week: its date, its law, the law announced and in how many weeks it enters; empty books."""
        self.now = now(self.seed, week, self.scale)
        self.rules, self.foreseen, self.ahead = rules, foreseen or rules, ahead
        self.books.cents[:] = 0
        self.books.tally[:] = 0
        if week % TIDY_WEEKS == 0 and week > self.numbering.first_week:
            self._tidy()

    @property
    def lists(self) -> Lists:
        """Rows of the persons present and placed."""
        return Lists(self.present, self.placed)

    def lasting[T](self, make: Callable[[State], T]) -> T:
        """What ``make`` gives of the state, made once and kept: for lists of what never changes in a world."""
        if make.__name__ not in self._lasting:
            self._lasting[make.__name__] = make(self.state)
        return self._lasting[make.__name__]  # type: ignore[return-value]

    def list_up(self) -> np.ndarray:
        """List the placed, recount the agencies' workers; returns those still in NL and in scope."""
        s, present, placed = self.state, np.empty_like(self.present), np.empty_like(self.present)
        here, at_work = _list_up(s.migrants, s.agencies, self.present, present, placed)
        self.placed = placed[:at_work]
        return present[:here]

    def newcomers(self, numbers: np.ndarray) -> np.ndarray:
        """Rows for persons who were never here, with their lifelong traits; the table may grow for them."""
        rows = np.arange(self.used, self.used + numbers.size, dtype=np.int32)
        self.used += numbers.size
        capacity = self.state.migrants.work.size
        if self.used > capacity:
            self._move(np.arange(self.used - numbers.size), max(self.used, capacity + capacity // 2))
        m = self.state.migrants
        m.person[rows] = numbers
        introduce_rows(self.seed, self.now.week, m, rows, self.splits, self.behaviour)
        return rows

    def _tidy(self) -> None:
        """Move those present together; the lists name the new rows."""
        lists = self.present, self.travelling, self.leavers
        order = rows_to_keep(self.now.week, self.state.migrants, self.used, *lists)
        self._move(order, order.size + order.size // 4)
        self.used = order.size
        ends = np.cumsum([rows.size for rows in lists])
        self.present, self.travelling, self.leavers, _ = np.split(np.arange(order.size, dtype=np.int32), ends)
        self.list_up()

    def _move(self, order: np.ndarray, capacity: int) -> None:
        self.state = self.state._replace(migrants=moved(self.state.migrants, order, capacity))
        for tell in self.on_move:
            tell(order, capacity)
