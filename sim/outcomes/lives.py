"""Lives: every event of 200 sampled persons, and of anyone asked for by id.

The sample is the 200 persons with the smallest keyed draws among those who are seen. More candidates are followed
than are kept, because it is known only afterwards who comes; the draw does not depend on the policy, so that a
person in the sample can be read side by side in two worlds as long as he comes in both.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draws import Stream, uniform
from sim.core.kernels import array_maker
from sim.outcomes.words import words
from sim.state.codes import Contract, Cover, EndCause, Homeless, Housing, Registration, Uncovered, Work
from sim.state.columns import Agencies, Migrants, columns

SAMPLE = 200  # also the number of candidates among those of the first week; later weeks add some hundreds
UNKNOWN = -2  # before the first week recorded

# the order of the events of one week
FIELDS: dict[str, type[IntEnum] | None] = {
    "work": Work,
    "contract": Contract,
    "agency": None,
    "housing": Housing,
    "cover": Cover,
    "registration": Registration,
}


@array_maker
def draws(seed, persons):
    """The draw of each person; the smallest are sampled."""
    out = np.empty(persons.size)
    for k in range(persons.size):
        out[k] = uniform(seed, Stream.LIFE_SAMPLE, 0, persons[k])
    return out


class Lives:
    """Follows the candidates of the sample and the persons in ``follow``, from the week they are first seen."""

    def __init__(self, seed: int, follow: tuple[int, ...] = (), sample: bool = True) -> None:
        self._seed, self._sample = seed, sample
        self._follow = np.array(sorted(set(follow)), np.int64)
        self._limit: float | None = None
        self.rows = np.zeros(0, np.int32)
        self.persons = np.zeros(0, np.int64)
        self._before = {name: np.zeros(0, np.int64) for name in FIELDS}
        self._firm = np.zeros(0, np.int32)
        self._came = np.zeros(0, bool)  # has been in NL since events are recorded
        self._all: list[np.ndarray] = []  # persons who have, also those who have no row any more
        self._events: list[tuple[np.ndarray, ...]] = []

    def meet(self, migrants: Migrants, rows: np.ndarray) -> None:
        """Take in those of ``rows``, seen for the first time, whose lives are to be kept."""
        if self._limit is None:  # as many candidates as the sample among those who are there at the start
            self._limit = SAMPLE / max(rows.size, 1) if self._sample else 0.0
        persons = migrants.person[rows]
        kept = (draws(self._seed, persons) < self._limit) | np.isin(persons, self._follow)
        if kept.any():
            self._watch(rows[kept], persons[kept])

    def _watch(self, rows: np.ndarray, persons: np.ndarray) -> None:
        self.rows, self.persons = np.concatenate([self.rows, rows]), np.concatenate([self.persons, persons])
        self._firm = np.concatenate([self._firm, np.full(rows.size, -1, np.int32)])
        self._came = np.concatenate([self._came, np.zeros(rows.size, bool)])
        for name, before in self._before.items():
            blank = np.full(rows.size, NOT_YET[name])
            self._before[name] = np.concatenate([before, blank])

    def move_rows(self, now_at: np.ndarray) -> None:
        """Follow the persons' table; a person without a row has no more events."""
        rows = now_at[self.rows]
        stay = rows >= 0
        self.rows, self.persons = rows[stay], self.persons[stay]
        self._firm, self._came = self._firm[stay], self._came[stay]
        self._before = {name: before[stay] for name, before in self._before.items()}

    def start(self, migrants: Migrants) -> None:
        """From here on events are recorded: a person in NL begins with the states he is in."""
        here = migrants.work[self.rows] >= Work.AGENCY
        self._before = {name: np.where(here, UNKNOWN, getattr(migrants, name)[self.rows]) for name in FIELDS}

    def book_week(self, week: int, migrants: Migrants, agencies: Agencies) -> None:
        """Note what changed since last week."""
        rows = self.rows
        now = {name: getattr(migrants, name)[rows] for name in FIELDS}
        firm = np.where(now["agency"] >= 0, agencies.incarnation[now["agency"]], -1).astype(np.int32)
        came = ~self._came & (migrants.work[rows] >= Work.AGENCY)
        if came.any():
            self._all.append(self.persons[came])
            self._came |= came
        for order, (name, column) in enumerate(now.items()):
            before = self._before[name]
            who = np.flatnonzero(column != before)
            if who.size:
                why = self._why(name, rows[who], before[who], column[who], migrants)
                facts = np.full(who.size, week), np.full(who.size, order), self.persons[who]
                self._events.append((*facts, before[who], column[who], self._firm[who], firm[who], why))
        self._before, self._firm = now, firm

    @staticmethod
    def _why(name: str, rows: np.ndarray, before: np.ndarray, now: np.ndarray, m: Migrants) -> np.ndarray:
        """What brought the change about, in words; empty where the model has no cause for it."""
        none = np.full(rows.size, "", object)
        ended = words(EndCause)[m.end_cause[rows]]
        start = before == UNKNOWN
        if name == "work":
            why = np.where((before >= Work.AGENCY) & (before <= Work.SICK), ended, none)
        elif name == "agency":
            why = np.where(before >= 0, ended, none)
        elif name == "contract":
            why = np.where(now == Contract.NONE, ended, none)
        elif name == "housing":
            unhoused = (now >= Housing.FRIENDS) & (now <= Housing.STREET)
            why = np.where(unhoused, words(Homeless)[m.homeless_cause[rows]], none)
        elif name == "cover":
            repaired = (before == Cover.NONE) & (now != Cover.ABROAD) & (m.repaired_from[rows] < NEVER)
            why = np.where(now == Cover.NONE, words(Uncovered)[m.uncovered[rows]], none)
            why = np.where(repaired, "repaired", why)
        else:
            why = none
        return np.where(start, "start", why)

    def table(self) -> dict[str, np.ndarray]:
        """The columns of ``lives/``, by person, week and kind of event."""
        if not self._events:
            parts = [np.zeros(0, np.int64)] * 7 + [np.zeros(0, object)]
        else:
            parts = [np.concatenate(part) for part in zip(*self._events, strict=True)]
        mine = np.isin(parts[2], self._chosen())
        week, order, person, before, now, firm_before, firm_now, why = (part[mine] for part in parts)
        first = np.lexsort((order, week, person))
        names = np.array(list(FIELDS), object)
        return {
            "person": person[first].astype(np.int64),
            "week": week[first].astype(np.int32),
            "event": names[order[first].astype(np.intp)],
            "from": _told(order, before, firm_before)[first],
            "to": _told(order, now, firm_now)[first],
            "why": why[first],
        }

    def _chosen(self) -> np.ndarray:
        """Those followed by name, and of the others the `SAMPLE` with the smallest draws."""
        came = np.concatenate([np.zeros(0, np.int64), *self._all])
        sampled = came[draws(self._seed, came) < (self._limit or 0.0)]
        smallest = sampled[np.argsort(draws(self._seed, sampled), kind="stable")][:SAMPLE]
        return np.concatenate([came[np.isin(came, self._follow)], smallest])


NOT_YET = {name: int(columns(Migrants)[name].start) for name in FIELDS}  # states of a person who was never here


def _told(order: np.ndarray, code: np.ndarray, firm: np.ndarray) -> np.ndarray:
    """Codes as words; an agency as director and incarnation, such as ``71.0``."""
    out = np.full(order.size, "", object)
    for number, kind in enumerate(FIELDS.values()):
        known = (order == number) & (code >= 0)
        if kind is not None:
            out[known] = words(kind)[code[known].astype(np.intp)]
        else:
            pairs = zip(code[known], firm[known], strict=True)
            out[known] = [f"{director}.{incarnation}" for director, incarnation in pairs]
    return out
