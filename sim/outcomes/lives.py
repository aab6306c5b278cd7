"""Lives: every event of 200 sampled persons, and of anyone asked for by id.

The sample is the 200 persons with the smallest keyed draws among those who come. More candidates are followed
than are kept, because who comes is known only afterwards; the draw does not depend on the policy, so that a
person in the sample can be read side by side in two worlds as long as he comes in both.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numba import njit

from sim.draws import Stream, uniform
from sim.kinds import Contract, Cover, EndCause, Homeless, Housing, Registration, Uncovered, Work
from sim.outcomes.words import words

SAMPLE = 200
CANDIDATES = 1000
UNKNOWN = -2  # before the first week recorded

# the order in which events of one week are told
FIELDS: dict[str, type[IntEnum] | None] = {
    "work": Work,
    "contract": Contract,
    "agency": None,
    "housing": Housing,
    "cover": Cover,
    "registration": Registration,
}


@njit(cache=True)
def _keys(seed, persons):
    keys = np.empty(persons)
    for p in range(persons):
        keys[p] = uniform(seed, Stream.LIFE_SAMPLE, 0, p)
    return keys


def candidates(seed: int, persons: int) -> np.ndarray:
    """Rows with the smallest keys, smallest first."""
    keys = _keys(seed, persons)
    if persons <= CANDIDATES:
        return np.argsort(keys, kind="stable").astype(np.int32)
    near = np.argpartition(keys, CANDIDATES)[:CANDIDATES]
    return near[np.argsort(keys[near], kind="stable")].astype(np.int32)


class Lives:
    """Follows the candidates of the sample and the persons in ``follow``."""

    def __init__(self, seed: int, persons: int, follow: tuple[int, ...] = (), sample: bool = True) -> None:
        outside = [p for p in follow if not 0 <= p < persons]
        if outside:
            raise ValueError(f"no such person: {outside[0]} (this world has persons 0 to {persons - 1})")
        drawn = candidates(seed, persons) if sample else np.zeros(0, np.int32)
        extra = np.array([p for p in dict.fromkeys(follow) if p not in set(drawn.tolist())], np.int32)
        self.rows = np.concatenate([drawn, extra])
        self.followed = np.isin(self.rows, np.array(follow, np.int32))
        self.came = np.zeros(self.rows.size, bool)
        self._before: dict[str, np.ndarray] = {}
        self._firm = np.zeros(self.rows.size, np.int32)
        self._events: list[tuple[np.ndarray, ...]] = []

    def book_week(self, week: int, migrants, agencies) -> None:
        """Note what changed since last week."""
        rows = self.rows
        here = migrants.work[rows] >= Work.AGENCY
        self.came |= here
        now = {name: getattr(migrants, name)[rows] for name in FIELDS}
        firm = np.where(now["agency"] >= 0, agencies.incarnation[now["agency"]], -1).astype(np.int32)
        if not self._before:
            self._before = {name: np.where(here, UNKNOWN, column) for name, column in now.items()}
        for order, (name, column) in enumerate(now.items()):
            before = self._before[name]
            who = np.flatnonzero(column != before)
            if who.size:
                why = self._why(name, rows[who], before[who], column[who], migrants)
                facts = np.full(who.size, week), np.full(who.size, order), rows[who]
                self._events.append((*facts, before[who], column[who], self._firm[who], firm[who], why))
        self._before, self._firm = now, firm

    @staticmethod
    def _why(name: str, rows: np.ndarray, before: np.ndarray, now: np.ndarray, m) -> np.ndarray:
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
            repaired = (before == Cover.NONE) & (now != Cover.ABROAD) & (m.repaired_from[rows] < 32767)
            why = np.where(now == Cover.NONE, words(Uncovered)[m.uncovered[rows]], none)
            why = np.where(repaired, "repaired", why)
        else:
            why = none
        return np.where(start, "start", why)

    def table(self) -> dict[str, np.ndarray]:
        """The columns of ``lives/``, by person, week and kind of event."""
        sampled = np.flatnonzero(self.came & ~self.followed)
        room = max(0, SAMPLE - int((self.came & self.followed).sum()))
        kept = np.zeros(self.rows.size, bool)
        kept[sampled[:room]] = True
        people = self.rows[kept | self.followed]
        if not self._events:
            parts = [np.zeros(0, np.int64)] * 7 + [np.zeros(0, object)]
        else:
            parts = [np.concatenate(part) for part in zip(*self._events, strict=True)]
        mine = np.isin(parts[2], people)
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
