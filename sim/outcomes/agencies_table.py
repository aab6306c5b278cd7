"""The agencies of a year, on its last week: what they are, hold and extract, and how they ended."""

from __future__ import annotations

import datetime as dt

import numpy as np

from sim.core.calendar import week_of
from sim.outcomes.firms import FirmBook
from sim.outcomes.words import words
from sim.state.codes import AgencyType, ExitCause, Province, Sector
from sim.state.columns import Agencies

COLUMNS = (
    *("year", "director", "incarnation", "province", "sector", "size", "other_workers", "age", "type"),
    *("extraction_wage", "extraction_tax", "extraction_health", "extraction_housing", "capital", "deposit"),
    *("admitted", "exit_cause", "taken_share", "rogue"),
)


def snapshot(year: int, week: int, agencies: Agencies, firm_book: FirmBook) -> dict[str, np.ndarray]:
    """Rows of ``agencies/``: firms that exist in ``week`` and those that ended in this year.

    ``size`` is the mean number of workers placed in the last 13 weeks, ``age`` is in weeks. A director whose
    firm ended and who restarted within the year has one row, of the new firm. ``extraction_*`` is what it takes this
    week, ``taken_share`` what it took over its legal wage bill in the window of the definition, and ``rogue`` whether
    that puts it in the group of rogue agencies; of a firm that ended, as it was last.
    """
    first = week_of(dt.date(year, 1, 1))
    alive = agencies.alive == 1
    ended = ~alive & (agencies.incarnation >= 0) & (agencies.exit_week >= first) & (agencies.exit_week <= week)
    rows = np.flatnonzero(alive | ended)
    lives = alive[rows]
    until = np.where(lives, week, agencies.exit_week[rows])
    return {
        "year": np.full(rows.size, year, np.int32),
        "director": rows.astype(np.int64),
        "incarnation": agencies.incarnation[rows].astype(np.int32),
        "province": words(Province)[agencies.province[rows]],
        "sector": words(Sector)[agencies.sector[rows]],
        "size": agencies.worker_weeks_13[rows] / 13.0,
        "other_workers": agencies.other_workers[rows].astype(np.float64),
        "age": np.maximum(0, until - agencies.start_week[rows].astype(np.int32)).astype(np.int32),
        "type": words(AgencyType)[agencies.founder_type[rows]],
        "extraction_wage": agencies.extracted_wage[rows].copy(),
        "extraction_tax": agencies.extracted_tax[rows].copy(),
        "extraction_health": agencies.extracted_health[rows].copy(),
        "extraction_housing": agencies.extracted_housing[rows].copy(),
        "capital": agencies.capital[rows].copy(),
        "deposit": agencies.deposit[rows].copy(),
        "admitted": agencies.admitted[rows].astype(bool),
        "exit_cause": np.where(lives, "none", words(ExitCause)[agencies.exit_cause[rows]]),
        "taken_share": firm_book.taken_share()[rows],
        "rogue": firm_book.rogue()[rows],
    }


def table(years: list[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """The years below one another."""
    if not years:
        return {name: np.zeros(0) for name in COLUMNS}
    return {name: np.concatenate([year[name] for year in years]) for name in COLUMNS}
