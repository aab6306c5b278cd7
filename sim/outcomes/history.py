"""The counts of all weeks booked so far, kept as running sums: any window is one difference.

All counts are whole numbers (euros in cents, hours in hundredths), so sums are exact and no value depends on
the order of adding. ``Window`` is what a metric sees: sums over some weeks, by group or for all, scaled up to
the country where a count leaves it.
"""

from __future__ import annotations

import numpy as np

from sim.outcomes.cells import LONGEST, STOCKS
from sim.outcomes.events import Event
from sim.outcomes.firms import CLASS_ROWS, Firm
from sim.outcomes.groups import GROUPS, SIZE_ROW
from sim.outcomes.sums import Sum
from sim.state.ledger import Books, Item, Tally

WEEKS_PER_YEAR = 365.2425 / 7

PEOPLE: tuple[str, ...] = (*STOCKS, *(e.name.lower() for e in Event), "rent_cents", "heads")
MARKET: tuple[str, ...] = (
    *(f"tally_{t.name.lower()}" for t in Tally),
    *(f"paid_{i.name.lower()}" for i in Item),
    *(f"sum_{s.name.lower()}" for s in Sum),
)
FIRMS: tuple[str, ...] = tuple(f"firms_{f.name.lower()}" for f in Firm)
COHORT = ("first_arrived", "first_left")
_PARTS = {"people": PEOPLE, "market": MARKET, "firms": FIRMS, "cohort": COHORT}
_PLACE = {name: (part, k) for part, names in _PARTS.items() for k, name in enumerate(names)}
Figure = float | np.ndarray  # of one window, or of many
_TALLY = {event: f"tally_{event.name.lower()}" for event in Tally}
_PAID = tuple((item, f"paid_{item.name.lower()}") for item in Item)
_FIRMS = {count: f"firms_{count.name.lower()}" for count in Firm}
_SUMS = {what: f"sum_{what.name.lower()}" for what in Sum}
# tallies that are no whole numbers are kept in hundredths
_HUNDREDTHS = np.array([t.name.endswith("_EUR") or t is Tally.HOURS_SOLD for t in Tally])


class History:
    """Running sums by week: entry k holds the sum of the first k weeks booked."""

    def __init__(self, grouped: bool, room: int = 512) -> None:
        rows = len(GROUPS) if grouped else 1
        self.booked = 0
        self.scale = 1.0
        self.people = np.zeros((room + 1, rows, len(PEOPLE)), np.int64)
        self.market = np.zeros((room + 1, len(MARKET)), np.int64)
        self.firms = np.zeros((room + 1, CLASS_ROWS, len(Firm)), np.int64)
        self.exposed = np.zeros((room + 1, rows, LONGEST), np.int64)
        self.ended = np.zeros((room + 1, rows, LONGEST), np.int64)
        self.arrived = np.zeros((room, rows), np.int32)  # not summed: later departures are booked here
        self.left = np.zeros((room, rows), np.int32)

    def make_room(self) -> None:
        """Double the room when the next week would not fit."""
        if self.booked + 1 < self.arrived.shape[0]:  # the shortest: the sums have an entry more
            return
        for name in ("people", "market", "firms", "exposed", "ended", "arrived", "left"):
            old = getattr(self, name)
            new = np.zeros((2 * old.shape[0], *old.shape[1:]), old.dtype)
            new[: old.shape[0]] = old
            setattr(self, name, new)

    def add(
        self, people: np.ndarray, market: np.ndarray, firms: np.ndarray, exposed: np.ndarray, ended: np.ndarray
    ) -> None:
        """Add a week."""
        k = self.booked
        for name, week in (("people", people), ("market", market), ("firms", firms)):
            sums = getattr(self, name)
            np.add(sums[k], week, out=sums[k + 1])
        for sums, week in ((self.exposed, exposed), (self.ended, ended)):
            np.add(sums[k], week, out=sums[k + 1])
        self.booked = k + 1


def market_counts(books: Books, sums: np.ndarray) -> np.ndarray:
    """The week's ``MARKET`` counts as whole numbers."""
    tally = np.where(_HUNDREDTHS, books.tally * 100.0, books.tally)
    return np.concatenate([np.rint(tally).astype(np.int64), np.rint(books.cents).astype(np.int64), sums])


class Window:
    """Sums of counts over the weeks ``low`` to ``high`` (numbers of weeks booked, high exclusive).

    ``low`` and ``high`` are whole numbers, or arrays for many windows at once; ``row`` is a group's row or
    rows of groups. Agencies are counted by their size class only. Values are floats, or arrays (windows, groups)
    where either is many.
    """

    def __init__(
        self, history: History, low: int | np.ndarray, high: int | np.ndarray, row: int | np.ndarray = 0
    ) -> None:
        self._history, self._low, self._high, self._row = history, low, high, row
        many = isinstance(low, np.ndarray)
        self._plain = not many and isinstance(row, int)
        self._wide = isinstance(row, np.ndarray)
        weeks = np.asarray(high - low, np.float64)
        self.weeks: Figure = weeks[:, None] if many and self._wide else weeks if many else float(weeks)
        self.years: Figure = self.weeks / WEEKS_PER_YEAR
        self.scale = history.scale
        self._whole: dict[str, list[int]] = {}  # of one plain window: all sums of a part

    def __getitem__(self, name: str) -> Figure:
        """The sum of a count over the window, in whole numbers of this world."""
        part, k = _PLACE[name]
        if part == "cohort":
            return self._cohort(self._history.arrived if k == 0 else self._history.left)
        if self._plain:
            if part not in self._whole:
                sums = self._sums(part, slice(None))
                self._whole[part] = (sums[self._high] - sums[self._low]).tolist()
            return float(self._whole[part][k])
        sums = self._sums(part, k)
        found = sums[self._high] - sums[self._low]
        if part == "market" and self._wide:
            found = found[..., None]
        return np.asarray(found, np.float64)

    def _sums(self, part: str, k: int | slice) -> np.ndarray:
        """Running sums of one count of a part, or of all."""
        if part == "people":
            return self._history.people[:, self._row, k]
        if part == "firms":
            return self._history.firms[:, self._firm_rows(), k]
        return self._history.market[:, k]

    def _firm_rows(self) -> int | np.ndarray:
        """Rows of the agencies' counts: all, or of a size class."""
        size = np.maximum(0, np.asarray(self._row) - SIZE_ROW + 1)
        return size if self._wide else int(size)

    def _cohort(self, weeks: np.ndarray) -> Figure:
        weeks = weeks[:, self._row]
        if self._plain:
            return float(weeks[self._low : self._high].sum())
        sums = np.concatenate([np.zeros_like(weeks[:1], np.int64), np.cumsum(weeks, 0, np.int64)])
        return np.asarray(sums[self._high] - sums[self._low], np.float64)

    def tally(self, event: Tally) -> Figure:
        """The sum of a tally; euros in euros, hours in hours, all of this world."""
        found = self[_TALLY[event]]
        return found / 100.0 if _HUNDREDTHS[event] else found

    def euros(self, items: np.ndarray) -> Figure:
        """Euros of this world paid under the items whose weight in ``items`` is not zero."""
        total: Figure = 0.0
        for item, name in _PAID:
            if items[item] != 0.0:
                total = total + items[item] * self[name]
        return total / 100.0

    def firms(self, count: Firm) -> Figure:
        """The sum of a count of agencies."""
        return self[_FIRMS[count]]

    def sum(self, what: Sum) -> Figure:
        """The sum of what `sim.outcomes.sums` adds up in a week, over the weeks of the window."""
        return self[_SUMS[what]]

    def mean(self, name: str) -> Figure:
        """Mean stock over the weeks of the window, for the country."""
        return self[name] / self.weeks / self.scale

    def per_year(self, total: Figure) -> Figure:
        """A sum over the window as an annual amount for the country."""
        return total / self.years / self.scale

    def median_duration(self) -> Figure:
        """Weeks after which half of the uninsured runs have ended (Kaplan-Meier over the window's weeks).

        At each length the runs at risk are those that ended then or went on, whenever they began, so that
        runs still open count for as long as they were seen.
        """
        ended, exposed = self._history.ended[:, self._row], self._history.exposed[:, self._row]
        ended, exposed = (sums[self._high] - sums[self._low] for sums in (ended, exposed))
        risk = ended + exposed
        hazard = np.divide(ended, risk, out=np.zeros(risk.shape), where=risk > 0)
        below = np.cumprod(1.0 - hazard, axis=-1) <= 0.5
        below[..., -1] = False  # the last entry holds all longer durations and ends nowhere
        median = np.where(below.any(axis=-1), below.argmax(axis=-1), np.nan)
        return float(median) if self._plain else median


def ratio(above: Figure, below: Figure) -> Figure:
    """``above / below``, not-a-number where the denominator is zero."""
    if isinstance(below, float):
        return above / below if below != 0.0 else float("nan")
    below = np.asarray(below, np.float64)
    above = np.broadcast_to(np.asarray(above, np.float64), np.broadcast_shapes(np.shape(above), below.shape))
    below = np.broadcast_to(below, above.shape)
    return np.divide(above, below, out=np.full(above.shape, np.nan), where=below != 0.0)
