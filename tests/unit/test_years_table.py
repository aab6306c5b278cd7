"""Years since the start beside calendar years: paired by count, none is lost, and the years of the news are shown."""

import datetime as dt

from analysis.answers.records import Estimate, Outcome, YearEffect
from uitzendlab.cli.machinery.details import _beside

HOMELESS = Outcome("homeless_stock", "Daklozen", "Homeless", "persons", "lower", "all", "allen")
START = dt.date(2027, 1, 4)


def effect(kind: str, year: int, start: dt.date, diff: float) -> YearEffect:
    half = 10.0 if diff else 0.0
    return YearEffect(
        base="b", policy="p", outcome=HOMELESS, period=str(start.year), pairs=8,
        change=Estimate(diff, diff - half, diff + half, None), outcomes=26, shown=bool(diff),
        finding="worse" if diff else "same", without=3000.0, kind=kind, year=year, start=start.isoformat(),
        end=start.isoformat(),
    )  # fmt: skip


def test_two_years_that_begin_in_one_calendar_year_are_both_shown():
    since = [effect("since", k, START + dt.timedelta(weeks=52 * (k - 1)), 100.0 * k) for k in range(1, 6)]
    assert [e.start[:4] for e in since] == ["2027", "2028", "2029", "2029", "2030"]
    calendar = [effect("calendar", y, dt.date(y, 1, 1), 0.0 if y < 2026 else float(y)) for y in range(2024, 2032)]
    rows = _beside([*since, *calendar], "en")
    assert [(row[1], row[3]) for row in rows] == [
        ("–", "2026"), ("1", "2027"), ("2", "2028"), ("3", "2029"), ("4", "2030"), ("5", "2031"),
    ], "2024 and 2025 lie before the news, where nothing can differ"  # fmt: skip
