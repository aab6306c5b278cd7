"""The chart of the base world: well-formed, complete, and the same for the same values."""

import datetime as dt
from xml.etree import ElementTree

import polars as pl
import pytest

from tools.docs.make_chart import PANELS, chart_of, draw, label, ticks

WEEKS = [dt.date(2021, 1, 4) + dt.timedelta(weeks=k) for k in range(60)]


def weekly(seeds=(0, 1, 2)) -> pl.DataFrame:
    rows = [
        {"run_id": f"{seed:016x}", "metric": name, "date": date, "value": 0.1 * (k + 1) + 0.01 * seed + 0.001 * w}
        for k, (name, _, _) in enumerate(PANELS)
        for seed in seeds
        for w, date in enumerate(WEEKS)
    ]
    return pl.DataFrame(rows)


def test_every_panel_has_a_line_and_a_band():
    tree = ElementTree.fromstring(draw(weekly(), "three seeds"))
    space = "{http://www.w3.org/2000/svg}"
    assert len(tree.findall(f".//{space}polyline")) == len(tree.findall(f".//{space}polygon")) == len(PANELS)
    words = {text.text for text in tree.findall(f".//{space}text")}
    assert {"Uninsured", "Hire rate, EUR per hour", "21", "22"} <= words


def test_the_order_of_rows_does_not_matter():
    frame = weekly()
    assert draw(frame, "x") == draw(frame.sample(fraction=1, shuffle=True, seed=1), "x")


def test_one_seed_has_no_interval_and_still_a_line():
    assert "polyline" in draw(weekly(seeds=(0,)), "one seed")


def test_an_outcome_without_values_says_so():
    frame = weekly().filter(pl.col("metric") != "uninsured_share")
    assert "no values" in draw(frame, "x")


def test_ticks_hold_the_values_between_them():
    for low, high in ((0.0, 0.053), (0.183, 0.191), (201_000, 233_000), (19.2, 19.2)):
        marks = ticks(low, high)
        assert marks[0] <= low and marks[-1] >= high and 2 <= len(marks) <= 7
    assert (label(0.05, "share"), label(12_000, "persons"), label(19.25, "EUR per hour")) == ("5%", "12,000", "19.25")


def test_a_folder_without_weeks_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no weekly values"):
        chart_of(str(tmp_path))
