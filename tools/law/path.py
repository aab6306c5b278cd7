"""The path of ``law-as-enacted``: what changed from 2021 on, item by item, made from rows of the evidence.

An item is a change that a user may leave out. It holds dated figures, measures (as a policy writes them), or both;
``instead`` are the figures that hold when it is left out, where those of December 2020 would make no sense.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from sim.rules import Rules

Evidence = dict[str, dict[str, str]]
LAST_YEAR = 2032


class Figure(NamedTuple):
    """A dated figure; an empty ``until`` is for ever."""

    path: str
    value: float
    start: str
    until: str
    source: str


class PathItem(NamedTuple):
    """One item of the path."""

    id: str
    nl: str
    en: str
    sources: tuple[str, ...]
    rules: tuple[Figure, ...] = ()
    levers: tuple[dict[str, Any], ...] = ()
    instead: tuple[Figure, ...] = ()
    part_of: str = ""  # left out together with that item


def quarters() -> list[tuple[str, str, float]]:
    """First and last day of every quarter, and its middle in years."""
    ends = ((1, "01-01", "03-31"), (2, "04-01", "06-30"), (3, "07-01", "09-30"), (4, "10-01", "12-31"))
    return [
        (f"{year}-{first}", f"{year}-{last}" if year < LAST_YEAR or number < 4 else "", year + number / 4 - 1 / 8)
        for year in range(2021, LAST_YEAR + 1)
        for number, first, last in ends
    ]


def between(levels: dict[float, float], time: float) -> float:
    """A level on a smooth way between those of the middle of each year; flat before the first and after the last."""
    times = sorted(levels)
    time = min(max(time, times[0]), times[-1])
    after = next(t for t in times if t >= time)
    before = max((t for t in times if t <= time), default=after)
    part = 0.0 if after == before else (time - before) / (after - before)
    return math.exp((1 - part) * math.log(levels[before]) + part * math.log(levels[after]))


def price_levels(rows: Evidence) -> dict[float, float]:
    """Mean consumer prices of each year over those of 2020, at the middle of the year."""
    levels, level = {2020.5: 1.0}, 1.0
    for year in range(2021, LAST_YEAR + 2):
        row = rows[f"LAW-I0{min(year - 2020, 7)}"]
        level *= 1.0 + float(row["value"]) / 100.0
        levels[year + 0.5] = level
    return levels


def price_path(rows: Evidence) -> dict[str, float]:
    """Price level by the first day of the quarter, over that of the first quarter of 2021."""
    levels = price_levels(rows)
    start = between(levels, 2021 + 1 / 8)
    return {first: round(between(levels, middle) / start, 4) for first, _, middle in quarters()}


def demand_levels(rows: Evidence) -> dict[float, float]:
    """Orders for agency migrants of each year over 2021: industrial hours of agencies times the migrants' share."""
    hours = {year: float(rows[f"LAW-C0{year - 2019}i"]["value"].split(" / ")[1]) for year in range(2021, 2026)}
    growth = 1.0 + float(rows["LAW-C12"]["value"].split(" ")[0]) / 100.0
    return {year + 0.5: index / hours[2021] * growth ** (year - 2021) for year, index in hours.items()}


def by_quarter(path: str, values: dict[str, float], source: str) -> tuple[Figure, ...]:
    """A figure that changes every quarter; quarters of the same value are one row."""
    found: list[Figure] = []
    for first, last, _ in quarters():
        if found and found[-1].value == values[first]:
            found[-1] = found[-1]._replace(until=last)
        else:
            found.append(Figure(path, values[first], first, last, source))
    return tuple(found)


def pension_cost(rows: Evidence) -> tuple[Figure, ...]:
    """Cost of an hour over the wage as the waiting time for pension falls from 26 worked weeks to 8 and to none.

    The factor of the base world counts as that of 26 weeks; each step adds the premium over the weeks that come in.
    """
    premium = float(rows["LAW-A09"]["value"]) / 100.0
    within_26, within_8 = (float(share) for share in rows["LAW-A10"]["value"].split(" / "))
    start, later = Rules().pay.cost_factor, rows["LAW-A05"]
    eight = round(start + premium * (within_26 - within_8), 4)
    first_day = round(start + premium * within_26, 4)
    return (
        Figure("pay.cost_factor", eight, later["from"], later["until"], "LAW-A05"),
        Figure("pay.cost_factor", first_day, rows["LAW-A06"]["from"], "", "LAW-A06"),
    )


WEEKS = (36, 38, 40)


def half_years(first_year: int, last_year: int) -> list[tuple[str, str]]:
    """First and last day of every half year."""
    years = range(first_year, last_year + 1)
    return [half for y in years for half in ((f"{y}-01-01", f"{y}-06-30"), (f"{y}-07-01", f"{y}-12-31"))]


def hourly_amounts(rows: Evidence) -> list[tuple[str, str, float, str]]:
    """The minimum wage an hour from 2024 on: first and last day, amount, source."""
    published = [f"LAW-W{number}" for number in range(11, 17)]
    growth = 1.0 + float(rows["LAW-W17"]["value"].split(" ")[0]) / 100.0
    found, amount = [], 0.0
    for number, (first, last) in enumerate(half_years(2024, LAST_YEAR)):
        source = published[number] if number < len(published) else "LAW-W17"
        amount = float(rows[source]["value"]) if number < len(published) else amount * growth
        found.append((first, last, round(amount, 2), source))
    return found


def minimum_wage(rows: Evidence) -> tuple[Figure, ...]:
    """Amounts an hour by the normal week until 2023, and that of a 36-hour week after it."""
    found = []
    for number in range(6, 11):
        for hours in WEEKS:
            source = f"LAW-W{number:02d}h{hours}"
            row = rows[source]
            name = f"pay.minimum_wage_{hours}"
            found.append(Figure(name, float(row["value"]), row["from"], row["until"], source))
    found += [
        Figure("pay.minimum_wage_36", amount, first, last, source)
        for first, last, amount, source in hourly_amounts(rows)
    ]
    return tuple(found)


def one_amount(rows: Evidence) -> tuple[Figure, ...]:
    """From 2024 on the amount an hour is the same for every normal week."""
    return tuple(
        Figure(f"pay.minimum_wage_{hours}", amount, first, last, source)
        for first, last, amount, source in hourly_amounts(rows)
        for hours in WEEKS[1:]
    )


def by_normal_week(rows: Evidence) -> tuple[Figure, ...]:
    """What 2024 would have brought without the amount an hour: the same sum a week, over more hours."""
    return tuple(
        Figure(f"pay.minimum_wage_{hours}", round(amount * 36 / hours, 2), first, last, f"{source}, LAW-W18")
        for first, last, amount, source in hourly_amounts(rows)
        for hours in WEEKS[1:]
    )


def with_prices(rows: Evidence) -> tuple[Figure, ...]:
    """The minimum wage of January 2021, raised with prices alone."""
    prices = price_path(rows)
    return tuple(
        Figure(
            f"pay.minimum_wage_{hours}",
            round(float(rows[f"LAW-W05h{hours}"]["value"]) * prices[first], 2),
            first,
            last,
            f"LAW-W05h{hours}, LAW-I01",
        )
        for first, last in half_years(2021, LAST_YEAR)[1:]
        for hours in WEEKS
    )
