"""The recorder: books a week of the world, keeps windows and tables. It reads the state and writes none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from sim.core.calendar import Now, monday
from sim.outcomes import agencies_table, flows, ledger, lives, series, spells
from sim.outcomes.cells import (
    Frame,
    Scan,
    add_cells,
    add_gone,
    clear,
    crowded_places,
    new_scan,
    newcomers,
    people_columns,
    scan_people,
)
from sim.outcomes.events import (
    FOLLOW_WEEKS,
    Cohorts,
    Counts,
    HeadGroups,
    count_changes,
    count_heads,
    follow_cohorts,
    follow_losses,
    new_counts,
    remember,
)
from sim.outcomes.firms import FirmBook
from sim.outcomes.history import PEOPLE, History, market_counts
from sim.outcomes.memory import new_memory
from sim.outcomes.metrics import codebook_table
from sim.outcomes.spells import Spell
from sim.outcomes.sums import week_sums
from sim.outcomes.years import by_year
from sim.phases.agencies.director_bans import bans
from sim.rules import Rules
from sim.state.columns import Agencies, Landlords, Lists, Migrants, State
from sim.state.ledger import Books
from sim.state.person_table import new_rows_of
from sim.world import RogueDefinition

RECORD = ("summary", "yearly", "weekly")
GROUPING = ("none", "all")
_HEADS = PEOPLE.index("heads")

Table = dict[str, Any]  # arrays, or `sim.outcomes.words.Coded` columns


class Recorder:
    """Books weeks and gives outcomes and tables.

    Parameters
    ----------
    n_persons : int
        Rows of the migrants' table.
    record : str
        ``summary`` keeps years and the whole period, ``yearly`` also agencies, flows and ledger, ``weekly``
        also weeks, spells and lives.
    groups : str
        ``all`` also counts by origin, sector, province and agency size class.
    follow : tuple of int
        Persons whose lives are kept whether or not they are in the sample, at any ``record``.
    rogue : RogueDefinition
        What counts as a rogue agency.
    """

    def __init__(
        self,
        n_persons: int,
        record: str = "weekly",
        groups: str = "none",
        follow: Iterable[int] = (),
        rogue: RogueDefinition = RogueDefinition(),
    ):
        if record not in RECORD or groups not in GROUPING:
            raise ValueError(f"record must be one of {RECORD} and groups one of {GROUPING}, not {record!r}, {groups!r}")
        self.record, self.groups, self.follow = record, groups, tuple(int(p) for p in follow)
        self.first_week: int | None = None
        self.last_week: int | None = None
        self._grouped = groups == "all"
        self._persons, self._rogue = n_persons, rogue
        self._memory = new_memory(n_persons, len(Spell))
        self._history = History(self._grouped)
        self._spells = spells.new_rows(4096)
        self._before = np.zeros(0, np.int32)  # rows of those present last week
        self._losers: list[np.ndarray] = []
        self._moves: dict[int, np.ndarray] = {}
        self._cents: dict[int, np.ndarray] = {}
        self._firms: dict[int, Table] = {}
        self._lives: lives.Lives | None = None
        self._latest: tuple[int | None, dict[str, float | None]] = (None, series.latest(self._history))

    def book_week(self, now: Now, state: State, lists: Lists, books: Books, rules: Rules) -> None:
        """Book the week that has just been simulated (weeks must follow one another)."""
        migrants, agencies, landlords = state.migrants, state.agencies, state.landlords
        if self.first_week is None:
            self._begin(now, agencies, landlords)
        elif now.week != self.last_week + 1:  # type: ignore[operator]
            raise ValueError(f"week {now.week} cannot be booked after week {self.last_week}")
        self.last_week = now.week
        crowded_places(landlords.occupants, landlords.beds, self._places)
        frame = Frame(now.week, int(rules.cover.repair_weeks), self._places, agencies.initial_class)
        people, counts = self._book_people(now, frame, migrants, lists.present)
        self._history.make_room()
        banned = rules.admission.restart_ban_weeks if bans(rules.admission) else 0
        sums = week_sums(now.week, migrants, agencies, landlords, lists.present, banned)
        firms = self._firm_book.book(now.week, agencies)
        self._history.add(people, market_counts(books, sums), firms, self._scan.exposed, counts.ended)
        if now.week >= 1:
            self._book_year(now, migrants, agencies, books)
        self._last = migrants, agencies, now

    def move_rows(self, order: np.ndarray, capacity: int) -> None:
        """Follow the persons' table: row ``order[k]`` is now row k, and there are ``capacity`` rows."""
        now_at = new_rows_of(order, self._persons)
        old, self._memory = self._memory, new_memory(capacity, len(Spell))
        for before, after in zip(old, self._memory, strict=True):
            after[: order.size] = before[order]
        self._persons = capacity
        if self.first_week is None:
            return
        self._scan = self._scan._replace(**people_columns(capacity))
        self._before = now_at[self._before]
        # who has no row any more left long ago, and counts no more among those who lost a job and stayed
        self._losers = [rows[rows >= 0] for rows in (now_at[lost] for lost in self._losers)]
        if self._lives is not None:
            self._lives.move_rows(now_at)

    def _begin(self, now: Now, agencies: Agencies, landlords: Landlords) -> None:
        self.first_week = now.week
        self._history.scale = float(now.scale)
        self._scan: Scan = new_scan(self._persons, self._grouped)
        self._firm_book = FirmBook(agencies, self._rogue)
        self._places = np.zeros(landlords.occupants.size, np.int8)
        if self.record == "weekly" or self.follow:
            self._lives = lives.Lives(now.seed, self.follow, self.record == "weekly")

    def _book_people(
        self, now: Now, frame: Frame, migrants: Migrants, present: np.ndarray
    ) -> tuple[np.ndarray, Counts]:
        """One pass over all, several over those who changed."""
        memory, scan, history = self._memory, self._scan, self._history
        first = int(now.week == self.first_week)
        clear(scan)
        changed, lost = scan_people(frame, migrants, present, memory, scan)
        changed = add_gone(migrants, self._before, scan, changed)
        counts = new_counts(scan.cells.shape[0])
        count_changes(frame, migrants, scan, changed, memory, counts, memory.since[:, Spell.AGENCY])
        if first:  # what was so before the first week has not begun in it
            counts.events[...] = 0
        history.make_room()
        follow_cohorts(frame, self.first_week, migrants, scan, changed, memory, Cohorts(history.arrived, history.left))
        if now.week >= 1 and not first:
            flows.add_moves(scan, changed, memory, self._moves.setdefault(now.year, flows.new_moves()))
        self._spells = spells.with_room(self._spells, changed * spells.ROWS_PER_CHANGE)
        if self._lives is not None:
            self._lives.meet(migrants, newcomers(scan, changed, memory))
        spells.turn_spells(now.week, first, migrants, scan, changed, memory, self._spells)
        if now.week < 1 or self.record != "weekly":
            self._spells.used[0] = 0  # spells that ended in the warm-up are in no table
        remember(migrants, scan, changed, memory)
        self._losers.append(scan.lost[:lost].copy())
        if len(self._losers) > FOLLOW_WEEKS:
            follow_losses(frame, migrants, self._losers.pop(0), memory, counts)
        self._before = present.copy()
        heads = self._heads(now.week, migrants, frame.size_class, self._ends_year(now.week))
        people = np.hstack([add_cells(scan.cells), counts.events, scan.rent_cents[:, None], heads[:, None]])
        return people, counts

    def _heads(self, week: int, migrants: Migrants, size_class: np.ndarray, by_group: bool) -> np.ndarray:
        """Different persons with agency work in the last 52 weeks; groups only where a table shows them."""
        rows = self._scan.cells.shape[0]
        heads = np.zeros(rows if by_group else 1, np.int64)
        m = migrants
        groups = HeadGroups(m.origin, m.sector, self._memory.province, m.last_agency, size_class)
        count_heads(m.last_agency_week, week - 52, groups, heads)
        return np.concatenate([heads, np.zeros(rows - heads.size, np.int64)])

    @staticmethod
    def _ends_year(week: int) -> bool:
        return monday(week).year != monday(week + 1).year

    def _book_year(self, now: Now, migrants: Migrants, agencies: Agencies, books: Books) -> None:
        cents = self._cents.setdefault(now.year, np.zeros(books.cents.size, np.int64))
        cents += books.cents
        if self._ends_year(now.week) and self.record != "summary":
            self._firms[now.year] = agencies_table.snapshot(now.year, now.week, agencies, self._firm_book)
        if self._lives is not None:
            if now.week == 1 or now.week == self.first_week:
                self._lives.start(migrants)
            self._lives.book_week(now.week, migrants, agencies)

    def outcomes(self) -> dict[str, float | None]:
        """Every outcome as of the last week booked; None where it has no value (yet)."""
        return dict(self.latest())

    def latest(self) -> Mapping[str, float | None]:
        """The same, not to be changed; a data collector asks once for every outcome."""
        if self._latest[0] != self.last_week:
            self._latest = self.last_week, series.latest(self._history)
        return self._latest[1]

    def counts(self) -> tuple[np.ndarray, ...]:
        """All that is counted of persons and firms, summed up to the last week booked; outcomes are made of it."""
        history = self._history
        return tuple(sums[history.booked] for sums in (history.people, history.market, history.exposed, history.ended))

    def yearly(self) -> dict[str, np.ndarray]:
        """Totals by calendar year so far (`sim.outcomes.years`); it may be called in any week."""
        return by_year(self._history, self.first_week)

    def tables(self) -> dict[str, Table]:
        """All tables that ``record`` asks for, columns of the contract without those the store adds.

        To be called after the last week, before the world goes on: the last, unfinished year is read from the
        state as it then is.
        """
        if self.first_week is None or self.last_week is None:
            return {"codebook": codebook_table()}
        self._finish_groups()
        made = {
            "yearly": series.yearly(self._history, self.first_week),
            "totals": series.totals(self._history, self.first_week),
            "codebook": codebook_table(),
        }
        if self.record != "summary":
            made["agencies"] = agencies_table.table(list(self._agency_years().values()))
            made["flows"] = flows.table(self._moves, self._history.scale)
            made["ledger"] = ledger.table(self._cents, self._history.scale)
        if self.record == "weekly":
            made["weekly"] = series.weekly(self._history, self.first_week)
            made["spells"] = self._all_spells()
        if self._lives is not None:
            made["lives"] = self._lives.table()
        return made

    def _finish_groups(self) -> None:
        """Count the heads of groups in a last week that does not end its year."""
        migrants, agencies, now = self._last
        if self._grouped and not self._ends_year(now.week):
            heads = self._heads(now.week, migrants, agencies.initial_class, True)
            sums, k = self._history.people, self._history.booked
            sums[k, :, _HEADS] = sums[k - 1, :, _HEADS] + heads

    def _agency_years(self) -> dict[int, Table]:
        _, agencies, now = self._last
        if now.week < 1 or now.year in self._firms:
            return self._firms
        return self._firms | {now.year: agencies_table.snapshot(now.year, now.week, agencies, self._firm_book)}

    def _all_spells(self) -> Table:
        """Ended spells and, right-censored, those that still run."""
        migrants, _, now = self._last
        rows = spells.with_room(self._spells, self._before.size * spells.ROWS_PER_CHANGE)
        used = int(rows.used[0])
        spells.cut_off(now.week + 1, migrants, self._before, self._memory, rows)
        made = spells.table(rows)
        rows.used[0] = used
        self._spells = rows
        return made
