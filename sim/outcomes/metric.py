"""How an outcome is declared: once, with its words, unit, definition and a pure function of a window."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sim.outcomes.history import Figure, Window, ratio
from sim.state.ledger import Item, Tally

KINDS = ("stock", "flow", "share", "price")
BETTER = ("higher", "lower", "none")
SCOPE = (
    "persons in NL who work through an agency or did in the last 104 weeks, "
    "or in those weeks began other work at a hirer of the model"
)
AGENCIES = "agencies with at least one worker placed in the last 13 weeks"


class Metric(NamedTuple):
    """One outcome.

    ``window`` is the number of weeks a weekly value looks back on (1: this week), ``lag`` how many weeks
    before this week it ends. A weekly value is null until window and lag are full. A yearly value is taken
    over the weeks of the calendar year, or (``yearly_last``) is the weekly value of its last week.
    """

    name: str
    label_nl: str
    label_en: str
    unit: str
    kind: str
    better: str
    definition: str
    value: Callable[[Window], Figure]
    scope: str = SCOPE
    source: str = ""
    window: int = 1
    lag: int = 0
    needs: int = 0  # weeks booked before the first value, where the count itself looks back
    yearly_last: bool = False
    grouped: bool = False  # by groups of people; outcomes of agencies by their size class
    empty: str = "null"

    def weeks_needed(self) -> int:
        """Weeks that must have been booked before there is a value."""
        return max(self.window + self.lag, self.needs)


def share(above: str, below: str) -> Callable[[Window], Figure]:
    """The ratio of two counts."""
    return lambda window: ratio(window[above], window[below])


def stock(name: str) -> Callable[[Window], Figure]:
    """The mean stock for the country."""
    return lambda window: window.mean(name)


def flow(name: str) -> Callable[[Window], Figure]:
    """A count a year for the country."""
    return lambda window: window.per_year(window[name])


def yearly(event: Tally) -> Callable[[Window], Figure]:
    """Events of a kind a year for the country."""
    return lambda window: window.per_year(window.tally(event))


def eur(window: Window, *items: Item) -> Figure:
    """Euros of this world under these items of the books."""
    return sum(window[f"paid_{item.name.lower()}"] for item in items) / 100.0


def paid(*items: Item) -> Callable[[Window], Figure]:
    """Euros a year under these items for the country."""
    return lambda window: window.per_year(eur(window, *items))
