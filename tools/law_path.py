"""The path of ``law-as-enacted``: what changed from 2021 on, item by item, made from rows of the evidence.

An item is a change that a user may leave out. It holds dated figures, measures (as a policy writes them), or both;
``instead`` are the figures that hold when it is left out, where those of December 2020 would make no sense.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

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


def lever(slug: str, start: str, until: str = "", announced: str = "", **more: Any) -> dict[str, Any]:
    """A measure as a policy file writes it; numbers that are not named have the lever's defaults."""
    dates = {"announced": announced, "from": start, "until": until}
    parameters = more.pop("parameters", {})
    row = {"lever": slug, **{name: day for name, day in dates.items() if day}, **more}
    return row | ({"parameters": parameters} if parameters else {})


def path_items(rows: Evidence, admission: tuple[dict[str, Any], ...]) -> tuple[PathItem, ...]:
    """The items in the order of their dates; ``admission`` are the measures of the admission act."""
    demand = {first: round(between(demand_levels(rows), middle), 3) for first, _, middle in quarters()}
    return (
        PathItem(
            "prices",
            "de stijging van de prijzen",
            "the rise of prices",
            ("LAW-I01", "LAW-I02", "LAW-I03", "LAW-I04", "LAW-I05", "LAW-I06", "LAW-I07"),
            by_quarter("economy.price_level", price_path(rows), "LAW-I01, LAW-I02, LAW-I07"),
        ),
        PathItem(
            "demand",
            "het verloop van de vraag",
            "the path of demand",
            ("LAW-C02i", "LAW-C03i", "LAW-C04i", "LAW-C05i", "LAW-C06i", "LAW-C12"),
            by_quarter("economy.demand_level", demand, "LAW-C06i, LAW-C12"),
        ),
        PathItem(
            "minimum-wage",
            "de verhogingen van het minimumloon",
            "the rises of the minimum wage",
            ("LAW-W06h40", "LAW-W10h40", "LAW-W11", "LAW-W16", "LAW-W17"),
            minimum_wage(rows),
            instead=with_prices(rows),
        ),
        PathItem(
            "contact-data",
            "contactgegevens bij inschrijving",
            "contact data at registration",
            ("LAW-G03", "LAW-G04"),
            levers=(
                lever("contact_data_trial", "2021-01-11", "2022-10-23"),
                lever("contact_data", "2022-10-24"),
            ),
        ),
        PathItem(
            "inspectorate",
            "meer inspecteurs",
            "more inspectors",
            ("LAW-E01", "LAW-E02", "LAW-E03"),
            levers=(
                # visits of the base are of about 2020, at 31 million; the budget stays at 50.5
                lever("inspectorate_growth", "2021-01-04", parameters={"extra_budget_eur_yr": 19500000}),
                lever("inspection_capacity", "2023-01-02", parameters={"extra_fte": 90, "ramp_w": 104}),
            ),
        ),
        PathItem(
            "income-guarantee",
            "de inkomensgarantie van twee maanden",
            "the income guarantee of two months",
            ("LAW-A01",),
            levers=(lever("first_months_wage", "2022-01-01", announced="2021-11-17"),),
        ),
        PathItem(
            "four-weeks-room",
            "vier weken in de kamer na het werk",
            "four weeks in the room after the job",
            ("LAW-H02",),
            levers=(lever("four_weeks_bed", "2022-01-01", announced="2021-11-17"),),
        ),
        PathItem(
            "phases",
            "de kortere fasen A en B",
            "the shorter phases A and B",
            ("LAW-P02", "LAW-P03", "LAW-P04", "LAW-P07", "LAW-P08"),
            # Who started on 3 January 2022 has worked 52 weeks on 2 January 2023, when running clocks follow too.
            (
                Figure("contract.phase_a_weeks", 52, "2023-01-02", "", "LAW-P04"),
                Figure("contract.clause_max_weeks", 52, "2023-01-02", "", "LAW-P04"),
                Figure("contract.idle_unpaid_weeks", 52, "2023-01-02", "", "LAW-P15"),
                Figure("contract.phase_b_weeks", 156, "2023-01-02", "", "LAW-P08"),
            ),
        ),
        PathItem(
            "sickness",
            "geen einde van het contract bij ziekte",
            "no end of the contract at sickness",
            ("LAW-S02", "LAW-S03", "LAW-S04", "LAW-P19"),
            (
                Figure("contract.waiting_days_clause", 1.0, "2023-07-01", "", "LAW-S04"),
                Figure("contract.clause_term_min_weeks", 4, "2023-07-01", "", "LAW-P19"),
            ),
            (lever("sickness_no_end", "2023-07-01", announced="2023-03-17"),),
        ),
        PathItem(
            "separate-tenancy",
            "huur en werk in aparte contracten",
            "rent and work in separate contracts",
            ("LAW-H03", "LAW-H04"),
            # A document of its own does not make a tie loose: fewer beds than the 4.4.B block expects of a full rule.
            levers=(
                lever(
                    "decoupling",
                    "2023-07-01",
                    announced="2023-04-01",
                    applies_to="new",
                    parameters={"post_job_stay_w": 4, "effective_decoupling": 0.3},
                ),
            ),
        ),
        PathItem(
            "shelter",
            "kortdurende opvang in zes steden en meer",
            "short shelter in six cities and more",
            ("LAW-K01", "LAW-K02"),
            levers=(
                lever("short_shelter", "2023-01-01", "2025-12-31", parameters={"places": 200}),
                # 13 in place of 7 million euros a year
                lever("short_shelter", "2026-01-01", "2028-12-31", parameters={"places": 370}),
            ),
        ),
        PathItem(
            "hourly-minimum-wage",
            "het minimumloon per uur",
            "the minimum wage by the hour",
            ("LAW-W11", "LAW-W18", "LAW-W19"),
            one_amount(rows),
            instead=by_normal_week(rows),
            part_of="minimum-wage",
        ),
        PathItem(
            "admission-act",
            "de toelatingswet",
            "the admission act",
            ("LAW-X01", "LAW-X04", "LAW-X06", "LAW-X07", "LAW-X08", "LAW-X10", "LAW-L07"),
            levers=admission,
        ),
    )
