"""The page of a sweep: the numbers of the table in a picture that fits the design, in one file that reaches nowhere."""

import dataclasses
import json
import re

import polars as pl
import pytest

from analysis.answers.columns import row_of
from analysis.answers.records import PointRow
from analysis.answers.sweep import Sweep, sweep_of
from analysis.answers.sweep_parameters import picture_of
from analysis.page.shell import embedded
from analysis.page.sweep_charts import COLUMNS, SHOWN, drawn_points, groups_of, table_rows, tornado_of
from analysis.page.sweep_page import portable, sweep_data, write_sweep_page
from analysis.text.page_words import WORDS
from analysis.text.sweep_words import SWEEP_WORDS
from experiments.design.designs import KINDS, SAMPLED, Choices, Interval
from experiments.design.experiment import Experiment
from tests.experiments.fake_market import make_sweep

DEPOSIT, HIRERS, RULE = "lever.deposit.deposit_eur", "world.hirers", "behaviour.switch.leave_rule"
GRID = {DEPOSIT: Choices((0.0, 50_000.0, 100_000.0)), HIRERS: Choices((20_000.0, 30_000.0))}
ENDS = {HIRERS: Interval(15_000.0, 40_000.0), RULE: Choices(("tenure", "savings")), DEPOSIT: Interval(0.0, 250_000.0)}


def swept(folder, kind="grid", vary=GRID, policies="deposit", seeds=(0, 1, 2), **more):
    points = {"morris": 1, "saltelli": 2}.get(kind, 4) if kind in SAMPLED else None
    asked = Experiment(policies=policies, size="smoke", seeds=seeds, kind=kind, vary=vary, points=points, **more)
    return make_sweep(folder, asked, "uitzendlab sweep --out elsewhere", policies=policies)


@pytest.fixture(scope="module")
def grid(tmp_path_factory):
    store = swept(tmp_path_factory.mktemp("grid"))
    make_certain(store)
    return store


def make_certain(store):
    """Far fewer people are uninsured under the deposit, in every pair by nearly the same."""
    for path in (store.folder / "yearly").glob("*.parquet"):
        frame = pl.read_parquet(path, memory_map=False)
        level = pl.when(pl.col("policy") == "deposit").then(0.2).otherwise(0.4) + 0.001 * pl.col("seed") ** 2
        certain = level + 0.0001 * (pl.col("policy") == "deposit") * pl.col("seed")
        value = pl.when(pl.col("metric") == "uninsured_share").then(certain).otherwise("value")
        frame.with_columns(value.alias("value")).write_parquet(path)


def test_its_own_texts_hide_none_of_both_pages():
    assert not set(WORDS) & (set(SWEEP_WORDS) - {"bases", "point"})
    assert {f"kind_{kind}" for kind in KINDS} <= set(SWEEP_WORDS)


def test_the_numbers_are_those_of_the_table(grid):
    sweep, data = sweep_of(grid), sweep_data(grid, "en")
    assert len(data["charts"]) == len(sweep.outcomes) and data["asked"]["at_once"] == len(sweep.rows) == 36
    for chart in data["charts"]:
        mine = {row.point: row for row in sweep.rows if row.metric == chart["metric"]}
        for place, point in enumerate(data["points"]["number"]):
            for name in ("value", "lo", "hi"):
                exact = getattr(mine[point].estimate, name)
                assert chart[name][place] == (None if exact is None else pytest.approx(exact, rel=1e-5))
            assert (chart["shown"][place] == "1") == (mine[point].finding in SHOWN)
        told = {data["points"]["number"][row[0]]: row[1:] for row in chart["rows"]}
        assert told == {point: [row_of(row)[name] for name in COLUMNS] for point, row in mine.items()}
    shown = {chart["metric"]: set(chart["shown"]) for chart in data["charts"]}
    # numbers of the fake market differ with the code: by chance one point may be shown
    assert shown["uninsured_share"] == {"1"} and "0" in shown["rogue_agency_count"]


def test_points_have_their_settings(grid):
    sweep, data = sweep_of(grid), sweep_data(grid, "en")
    assert [figure["key"] for figure in data["figures"]] == [DEPOSIT, HIRERS], "in the order they were asked for"
    assert data["figures"][0]["unit"]["en"] == "EUR" and data["figures"][0]["text"]["en"] == "deposit of a lender"
    for place, point in enumerate(data["points"]["number"]):
        values = {f["key"]: data["points"]["columns"][k][place] for k, f in enumerate(data["figures"])}
        assert values == sweep.settings[point]
    assert data["picture"] == {"kind": "lines", "x": 0, "line": 1}


def test_small_counts_stay_masked(grid):
    (chart,) = [c for c in sweep_data(grid, "nl")["charts"] if c["metric"] == "homeless_stock"]
    assert set(chart["value"]) == {None} and {row[COLUMNS.index("no_interval") + 1] for row in chart["rows"]} == {
        "masked"
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_design_has_its_picture(kind, tmp_path):
    more = {}
    if kind in ("morris", "saltelli"):
        pytest.importorskip("SALib")
    if kind == "list":
        (tmp_path / "points.csv").write_text(f"{HIRERS},{RULE}\n20000,tenure\n25000,\n,savings\n")
        more["points_file"] = str(tmp_path / "points.csv")
    vary = {} if kind == "list" else GRID if kind == "grid" else ENDS
    store = swept(tmp_path / "r", kind, vary, seeds=(0, 1), **more)
    data = json.loads(json.dumps(sweep_data(store, "en"), allow_nan=False))
    expected = {"grid": "lines", "list": "lines", "one-at-a-time": "tornado"}.get(kind, "scatter")
    assert data["picture"]["kind"] == expected and data["asked"]["kind"] == kind
    assert len(data["charts"]) == 6 and {len(c["value"]) for c in data["charts"]} == {data["asked"]["points"]}
    if kind == "list":  # where a figure is left as it is, its axis has no scale
        assert [f["options"] for f in data["figures"]] == [["tenure", "savings", None], [20_000.0, 25_000.0, None]]
    if kind == "one-at-a-time":
        assert data["points"]["changed"][0] is None and data["charts"][0]["centre"] == 0
        assert {data["figures"][k]["key"] for k, _ in data["charts"][0]["bars"]} == set(ENDS)


def test_without_policies_levels_are_shown(tmp_path):
    store = swept(tmp_path, vary={HIRERS: Choices((20_000.0, 30_000.0))}, policies="none")
    data = sweep_data(store, "nl")
    assert not any(chart["compared"] for chart in data["charts"]) and data["picture"]["line"] is None
    assert data["charts"][0]["value"] == [pytest.approx(r.estimate.value, rel=1e-5) for r in sweep_of(store).rows[:2]]


def test_pictures_follow_from_how_many_values_there_are():
    def of(*counts):
        return [{"category": False, "count": count} for count in counts]

    assert picture_of("grid", of(3, 5), 6) == {"kind": "lines", "x": 1, "line": 0}, "more values need more room"
    assert picture_of("grid", of(7, 8), 6)["kind"] == "scatter", "more lines than can be told apart"
    assert picture_of("grid", of(2, 2, 2), 6) == {"kind": "scatter", "figures": [0, 1, 2]}
    assert picture_of("grid", of(1, 4), 6) == {"kind": "lines", "x": 1, "line": None}
    assert picture_of("sobol", of(9), 6)["kind"] == "scatter"


def moved(row: PointRow, value: float | None) -> PointRow:
    """The same with another value."""
    return dataclasses.replace(row, estimate=row.estimate._replace(value=value))


def test_a_tornado_has_the_longest_span_on_top(grid):
    first = [row for row in sweep_of(grid).rows if row.metric == "rogue_agency_count"][:5]
    values = dict(enumerate((1.0, 0.9, 1.2, -3.0, None)))
    rows = [dataclasses.replace(moved(row, values[k]), point=k) for k, row in enumerate(first)]
    settings = {0: {}, 1: {"a": 1.0}, 2: {"a": 2.0}, 3: {"b": 5.0}, 4: {"c": 1.0}}
    told = tornado_of(rows, settings, {k: k for k in values}, {"a": 0, "b": 1, "c": 2})
    assert told == {"centre": 0, "bars": [[1, [3]], [0, [1, 2]], [2, [4]]]}


def test_of_very_many_points_the_extremes_are_kept(grid, monkeypatch):
    sweep = sweep_of(grid)
    rows = next(iter(groups_of(sweep).values()))
    few = table_rows(rows, 2)
    values = sorted(row.estimate.value for row in rows if row.estimate.value is not None)
    assert [row.estimate.value for row in few] == [values[0], values[-1]]
    monkeypatch.setattr("analysis.page.sweep_charts.MOST_NUMBERS", 12)
    assert set(drawn_points(sweep, {"t": few}, 10)) == {row.point for row in few} | {1, 6}
    assert isinstance(sweep, Sweep) and len(drawn_points(sweep, {}, 2)) == 6


def test_the_page_reaches_nowhere_and_tells_of_no_machine(grid):
    page = write_sweep_page(grid, "nl").read_text("utf-8")
    head = page[: page.index("</head>")]
    assert page.startswith('<!doctype html>\n<html lang="nl">')
    assert "default-src &#x27;none&#x27;" in head and head.count("&#x27;sha256-") == 2 and "unsafe-eval" not in head
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=", page)
    data = page.split('id="data">')[1].split("</script>")[0]
    assert str(grid.folder) not in data and "elsewhere" not in data
    assert json.loads(data)["asked"]["command"] == "uitzendlab sweep"


def test_a_command_keeps_what_was_asked_and_drops_where():
    made = (
        "uitzendlab sweep --scheduler tls://10.0.0.1:8786 --store /data/x --design list --points-file '/my data/p.csv'"
    )
    assert portable(made + " policies=deposit,/u/own.yaml world.hirers=1,2") == (
        "uitzendlab sweep --design list --points-file p.csv policies=deposit,own.yaml world.hirers=1,2"
    )


def test_ten_thousand_points_make_no_large_page(grid):
    sweep = sweep_of(grid)
    one = {row.metric: row for row in sweep.rows}
    points = range(1, 10_001)
    rows = [dataclasses.replace(moved(row, k / 7), point=k) for row in one.values() for k in points]
    settings = {k: {DEPOSIT: float(k), HIRERS: k / 3} for k in points}
    data = sweep_data(grid, "en", dataclasses.replace(sweep, rows=rows, settings=settings))
    assert data["picture"]["kind"] == "scatter" and len(data["points"]["number"]) == 10_000
    assert "lo" not in data["charts"][0], "so many bars would hide the points"
    values = [row[COLUMNS.index("value") + 1] for row in data["charts"][0]["rows"]]
    assert len(values) == 1000 and (min(values), max(values)) == (1 / 7, 10_000 / 7)
    assert len(embedded(data)) < 4_000_000
