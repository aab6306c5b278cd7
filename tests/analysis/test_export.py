"""What leaves a result folder: masked, harmless, whole, and readable without our code."""

import json

import duckdb
import openpyxl
import polars as pl
import pytest

from analysis.export.export import export, harmless, iamc, masked
from experiments.store.store import MANIFEST
from sim.declare.params import InvalidInput
from tests.experiments.fake_market import make_with_page
from uitzendlab.cli import main

UNITS = {
    "homeless_stock": "persons",
    "homeless_share": "share",
    "migrants_present": "persons",
    "agency_count": "agencies",
}
SCALE = 0.01  # fewer than 1,000 in the country are fewer than ten simulated


def yearly(*rows):
    columns = ["run_id", "base", "policy", "year", "metric", "group_by", "group", "value"]
    return pl.DataFrame([("r", "law-2020", "base", 2021, *row) for row in rows], schema=columns, orient="row")


def test_small_counts_and_small_groups_lose_their_numbers():
    frame = yearly(
        ("homeless_stock", "all", "all", 999.0),
        ("homeless_stock", "all", "all", 1000.0),
        ("agency_count", "all", "all", 3.0),
        ("migrants_present", "origin", "bg", 900.0),
        ("homeless_share", "origin", "bg", 0.1),
        ("migrants_present", "origin", "pl", 50_000.0),
        ("homeless_share", "origin", "pl", 0.1),
    )
    found = masked(frame, UNITS, SCALE)
    assert found["masked"].to_list() == [True, False, False, True, True, False, False]
    assert found["value"].to_list() == [None, 1000.0, 3.0, None, None, 50_000.0, 0.1]
    assert found.columns == [*frame.columns, "masked"] and found.height == frame.height


def test_a_comparison_is_masked_where_either_world_is_small():
    rows = [
        ("base", "migrants_present", 5_000.0, None), ("deposit", "migrants_present", 800.0, -4_200.0),
        ("base", "homeless_share", 0.1, None), ("deposit", "homeless_share", 0.2, 0.1),
    ]  # fmt: skip
    frame = pl.DataFrame(
        [("b", policy, 0, metric, "origin", "bg", "2021", mean, diff) for policy, metric, mean, diff in rows],
        schema=["base", "policy", "point", "metric", "group_by", "group", "period", "mean", "diff"],
        orient="row",
    )
    found = masked(frame, UNITS, SCALE)
    assert found["masked"].to_list() == [False, True, False, True]
    assert found["diff"].to_list() == [None] * 4 and found["mean"].to_list() == [5_000.0, None, 0.1, None]


def test_other_tables_come_as_they_are_and_flows_by_persons():
    agencies = pl.DataFrame({"run_id": ["r"], "size": [3.0]})
    assert masked(agencies, UNITS, SCALE).equals(agencies)
    flows = pl.DataFrame({"run_id": ["r", "r"], "persons": [999.0, 1_000.0]})
    assert masked(flows, UNITS, SCALE)["persons"].to_list() == [None, 1_000.0]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_starts_a_formula(text):
    frame = harmless(pl.DataFrame({"policy": [text, "a=b", None], "value": [-1.0, 2.0, 3.0]}))
    assert frame["policy"].to_list() == ["'" + text, "a=b", None] and frame["value"].to_list() == [-1.0, 2.0, 3.0]


def test_the_long_table_names_every_number():
    summary = pl.DataFrame(
        [("law-2020", "deposit", 2, "homeless_share", "all", "all", "2022", 0.1, None, 0.2, -0.01, -0.02, 0.0)] * 1
        + [("law-2020", "base", 0, "homeless_share", "origin", "pl", "2022", 0.1, 0.1, 0.2, None, None, None)]
        + [("law-2020", "base", 0, "homeless_share", "all", "all", "all", 0.1, 0.1, 0.2, None, None, None)],
        schema=["base", "policy", "point", "metric", "group_by", "group", "period", "mean", "lo", "hi", "diff",
                "diff_lo", "diff_hi"],
        orient="row",
    )  # fmt: skip
    found = iamc(summary, UNITS, "uitzendlab 0.1.0")
    assert found.columns == ["model", "scenario", "region", "variable", "unit", "year", "value"]
    assert set(found["scenario"]) == {"law-2020|deposit|point 2"} and set(found["year"]) == {2022}
    assert dict(found.select("variable", "value").iter_rows()) == {
        "homeless_share": 0.1, "homeless_share|95% high": 0.2, "homeless_share|difference": -0.01,
        "homeless_share|difference|95% low": -0.02, "homeless_share|difference|95% high": 0.0,
    }  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return make_with_page(tmp_path_factory.mktemp("export") / "r", policies=("deposit",))


def test_a_workbook_has_the_tables_the_code_book_and_where_they_come_from(store, tmp_path):
    (file,) = export(store, "xlsx", ("summary", "codebook", "runs"), tmp_path)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["summary", "codebook", "runs", "manifest"]
    assert book["runs"]["A2"].value == store.run_ids()[0]
    assert book["summary"].max_row == masked(store.read("summary"), {}, 1.0).height + 1
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"]
    assert not list(tmp_path.glob("*.unfinished*"))


def test_files_open_in_duckdb_without_our_code(store, tmp_path):
    files = export(store, "csv", ("yearly", "runs"), tmp_path)
    assert [path.name for path in files] == ["yearly.csv", "runs.csv", MANIFEST]
    rows = duckdb.sql(f"select count(*) from read_csv('{tmp_path / 'yearly.csv'}')").fetchall()
    parts = duckdb.sql(f"select count(*) from read_parquet('{store.folder}/yearly/*.parquet')").fetchall()
    assert rows == parts == [(store.read("yearly").height,)]
    assert json.loads((tmp_path / MANIFEST).read_text("utf-8"))["run_ids"] == store.run_ids()


def test_what_cannot_be_exported_is_refused_before_anything_is_written(store, tmp_path, monkeypatch):
    for tables, message in ((("nope",), "unknown choice"), (("spells",), "holds no rows")):
        with pytest.raises(InvalidInput, match=message):
            export(store, "csv", ("runs", *tables), tmp_path / "out")
    monkeypatch.setattr("analysis.export.export.EXCEL_ROWS", 3)
    with pytest.raises(InvalidInput, match="too many rows"):
        export(store, "xlsx", ("summary",), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_command_writes_beside_the_results_and_tells_the_files(store, capsys):
    assert main(["export", str(store.folder), "--format", "iamc", "--json", "--lang", "nl"]) == 0
    told = capsys.readouterr()
    files = json.loads(told.out)["files"]
    assert files[0].endswith("export/iamc.csv") and pl.read_csv(files[0]).height > 50
    assert main(["export", str(store.folder), "--format", "xls"]) == 2
    assert main(["export", str(store.folder), "--tables", "spells", "--lang", "nl"]) == 2
    assert "heeft geen regels" in capsys.readouterr().err
