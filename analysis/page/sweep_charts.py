"""Charts and tables of the page of a sweep, limited to what a page can hold."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.answers.columns import row_of
from analysis.answers.records import PointRow
from analysis.answers.sweep import Sweep, by_value
from analysis.answers.sweep_parameters import rounded

SHOWN = ("better", "worse", "higher", "lower")
"""Findings of a difference whose interval excludes zero."""
MOST_LINES = 6  # lines of a picture that can be told apart without colour
MOST_BARS = 100  # points of a scatter with their intervals; of more the bars hide the points
MOST_NUMBERS = 300_000  # in all pictures together, without the points of the tables: some three million characters
MOST_ROWS = 12_000  # rows of all tables together
FEWEST_ROWS = 10  # of one table


def groups_of(sweep: Sweep) -> dict[tuple[str, str, str], list[PointRow]]:
    """Rows by base, policy and outcome, in the order of the sweep: a picture and a table each."""
    found: dict[tuple[str, str, str], list[PointRow]] = {}
    for row in sweep.rows:
        found.setdefault((row.base, row.policy, row.metric), []).append(row)
    return found


def table_rows(rows: Sequence[PointRow], most: int) -> list[PointRow]:
    """All rows, or the ``most`` of them with the lowest and highest values."""
    if len(rows) <= most:
        return list(rows)
    known = by_value(rows)
    if len(known) <= most:
        return known or list(rows[:most])
    return known[: most // 2] + known[-(most - most // 2) :]


def tables_of(groups: Mapping[Any, Sequence[PointRow]], numbers_each: int) -> dict[Any, list[PointRow]]:
    """The rows of every table: all of them where the page bears it, else the extremes.

    Parameters
    ----------
    numbers_each : int
        How many numbers the page holds for one point. Every point of a table is in the pictures too, so that the
        tables of many policies would bring in nearly all.
    """
    of_points = MOST_NUMBERS // max(1, numbers_each)
    most = max(FEWEST_ROWS, min(1000, min(MOST_ROWS, of_points) // max(1, len(groups))))
    return {key: table_rows(rows, most) for key, rows in groups.items()}


def drawn_points(
    sweep: Sweep, tables: Mapping[Any, Sequence[PointRow]], numbers_each: int, least: Sequence[int] = ()
) -> list[int]:
    """Numbers of the points in the pictures: all, or so many evenly spread that the page stays small.

    Parameters
    ----------
    numbers_each : int
        How many numbers the page holds for one point.
    least : sequence of int
        Points that are needed anyhow; those of the tables are too.
    """
    every = list(sweep.settings)
    step = math.ceil(len(every) * numbers_each / MOST_NUMBERS)
    needed = {row.point for rows in tables.values() for row in rows} | set(least)
    return [point for k, point in enumerate(every) if k % step == 0 or point in needed]


def chart_of(
    rows: Sequence[PointRow], table: Sequence[PointRow], place: Mapping[int, int], bars: bool
) -> dict[str, Any]:
    """One picture with its table.

    Parameters
    ----------
    place : mapping
        Place of each drawn point by its number.
    bars : bool
        Whether the picture has intervals.

    Returns
    -------
    dict
        What it is of; ``value``, ``lo`` and ``hi`` by place (rounded, in the unit of the outcome); ``shown``, a 1 for
        each place whose interval excludes zero; ``rows`` of the table, unrounded, in the order of ``COLUMNS``.
    """
    first, of = rows[0], {place[row.point]: row for row in rows if row.point in place}
    columns = {
        name: [rounded(getattr(of[k].estimate, name)) if k in of else None for k in range(len(place))]
        for name in ("value", *(("lo", "hi") if bars else ()))
    }
    told, names = row_of(first), ("base", "policy", "metric", "label_nl", "label_en", "unit", "period")
    return (
        {name: told[name] for name in names}
        | {"compared": first.finding is not None, "n": max(row.n for row in rows), "count": len(rows)}
        | columns
        | {"shown": "".join(str(int(k in of and of[k].finding in SHOWN)) for k in range(len(place)))}
        | {"rows": [[place[row.point], *cells(row)] for row in table]}
    )


COLUMNS = ("n", "without", "value", "lo", "hi", "no_interval", "finding")


def cells(row: PointRow) -> list[Any]:
    """A row of a table, in the order of ``COLUMNS``."""
    told = row_of(row)
    return [told[name] for name in COLUMNS]


def tornado_of(rows: Sequence[PointRow], settings: Mapping[int, Mapping[str, Any]], place: Mapping[int, int],
               order: Mapping[str, int]) -> dict[str, Any]:  # fmt: skip
    """Tornado: how far the value moves as each parameter alone goes from one end of its range to the other.

    Returns
    -------
    dict
        ``centre``: place of the point where nothing is changed, None where it has no row; ``bars``: figure (its number
        in ``order``) and places of its points by value, the longest span first. A span is the distance between the
        lowest and highest value, that of the centre among them.
    """
    by_point = {row.point: row for row in rows}
    centre = next((row for row in rows if not settings[row.point]), None)
    of: dict[str, list[int]] = {}
    for point in by_point:
        for key in settings[point]:
            of.setdefault(key, []).append(point)

    def span(points: Sequence[int]) -> float:
        known = by_value([*(by_point[point] for point in points), *([centre] if centre else [])])
        values = [row.estimate.value or 0.0 for row in known]
        return values[-1] - values[0] if len(values) > 1 else -1.0

    bars: list[list[Any]] = []
    for key, points in sorted(of.items(), key=lambda item: (-span(item[1]), order[item[0]])):
        in_order = sorted(points, key=lambda point: (isinstance(settings[point][key], str), settings[point][key]))
        bars.append([order[key], [place[point] for point in in_order]])
    return {"centre": place[centre.point] if centre else None, "bars": bars}
