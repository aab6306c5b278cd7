"""What design points are, in every export: a design table, columns beside outcomes, names of scenarios."""

import csv

import openpyxl
import polars as pl
import pytest

from analysis.export import design_points
from analysis.export.export import export, harmless
from experiments.design.experiment import Experiment
from experiments.design.ranges import choices_of
from experiments.store.store import Store
from tests.experiments.fake_market import make_sweep, make_with_page

HIRERS, DEPOSIT, RULE = "world.hirers", "lever.deposit.deposit_eur", "behaviour.switch.leave_rule"
VARIED = {HIRERS: [20_000, 30_000], DEPOSIT: [0, 50_000], RULE: ["savings", "income"]}


@pytest.fixture(scope="module")
def sweep(tmp_path_factory):
    vary = {HIRERS: choices_of(HIRERS, [20_000, 30_000]), DEPOSIT: choices_of(DEPOSIT, [0, 50_000])}
    asked = Experiment(policies="deposit", vary=vary, size="smoke", seeds=(0, 1))
    return make_sweep(tmp_path_factory.mktemp("sweep") / "s", asked, policies="deposit")


def read(path):
    return pl.read_csv(path, infer_schema_length=None)


def test_the_settings_of_a_point_stand_beside_its_outcomes(sweep, tmp_path):
    files = export(sweep, "csv", ("summary", "yearly", "runs"), tmp_path)
    assert [path.name for path in files] == ["summary.csv", "yearly.csv", "runs.csv", "design.csv", "manifest.json"]
    design = read(tmp_path / "design.csv")
    assert design.columns == ["point", DEPOSIT, HIRERS] and design.height == 4
    assert sorted(design.select(HIRERS, DEPOSIT).rows()) == [
        (20_000, 0), (20_000, 50_000), (30_000, 0), (30_000, 50_000)
    ]  # fmt: skip
    summary = read(tmp_path / "summary.csv")
    assert summary.height == sweep.read("summary").height
    told = dict(design.select("point", HIRERS).iter_rows())
    assert all(row[HIRERS] == told[row["point"]] for row in summary.to_dicts())
    assert "masked" in summary.columns and not read(tmp_path / "runs.csv").columns.count(HIRERS)


def test_a_run_of_several_points_is_empty_where_these_differ(sweep, tmp_path):
    export(sweep, "csv", ("yearly", "members"), tmp_path)
    yearly = read(tmp_path / "yearly.csv")
    assert yearly.height == sweep.read("yearly").height, "no row stands there twice"
    base, policy = yearly.filter(policy="base"), yearly.filter(policy="deposit")
    assert base[HIRERS].null_count() == 0 and base[DEPOSIT].null_count() == base.height == base["point"].null_count()
    assert policy.select(HIRERS, DEPOSIT, "point").null_count().row(0) == (0, 0, 0)
    assert read(tmp_path / "members.csv").height == 4 * 2 * 2


def test_a_workbook_has_a_sheet_of_the_design(sweep, tmp_path):
    (file,) = export(sweep, "xlsx", ("summary",), tmp_path)
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["summary", "design", "manifest"] and book["design"].max_row == 5
    assert HIRERS in [cell.value for cell in book["summary"][1]]


def test_scenarios_are_named_by_their_settings(sweep, tmp_path, monkeypatch):
    files = export(sweep, "iamc", (), tmp_path)
    assert [path.name for path in files] == ["iamc.csv", "design.csv", "manifest.json"]
    names = set(read(tmp_path / "iamc.csv")["scenario"])
    assert "law-2020|deposit|deposit_eur=50000, hirers=20000" in names and len(names) == 8
    design = read(tmp_path / "design.csv")
    assert {name.split("|")[2] for name in names} == set(design["scenario"]) and HIRERS in design.columns
    monkeypatch.setattr(design_points, "MOST_NAMED", 1)
    export(sweep, "iamc", (), tmp_path)
    assert "law-2020|deposit|point 1" in set(read(tmp_path / "iamc.csv")["scenario"])
    assert set(read(tmp_path / "design.csv")["scenario"]) == {f"point {number}" for number in (1, 2, 3, 4)}


def test_of_very_many_figures_only_the_design_is_written(sweep, tmp_path, monkeypatch):
    monkeypatch.setattr(design_points, "MOST_BESIDE", 1)
    export(sweep, "csv", ("summary",), tmp_path)
    assert HIRERS not in read(tmp_path / "summary.csv").columns and HIRERS in read(tmp_path / "design.csv").columns


def test_choices_are_written_by_name_and_points_that_leave_a_figure_are_empty(tmp_path):
    vary = {RULE: choices_of(RULE, ["savings"]), HIRERS: choices_of(HIRERS, [20_000])}
    store = make_sweep(tmp_path / "s", Experiment(vary=vary, kind="one-at-a-time", size="smoke", seeds=(0, 1)))
    design = design_points.Design(store)
    rows = design.table().to_dicts()
    assert {row[RULE] for row in rows} == {None, "savings"} and {row[HIRERS] for row in rows} == {None, 20_000.0}
    assert set(design.labels().values()) == {"point 0", "hirers=20000", "leave_rule=savings"}


def test_a_folder_of_one_point_is_exported_as_before(tmp_path):
    store = make_with_page(tmp_path / "r", record="yearly")
    files = export(store, "csv", ("summary",), tmp_path / "out")
    assert [path.name for path in files] == ["summary.csv", "manifest.json"]
    assert export(store, "iamc", (), tmp_path / "out")[0].name == "iamc.csv"
    assert not (tmp_path / "out/design.csv").exists()
    export(store, "csv", ("design",), tmp_path / "out")
    assert read(tmp_path / "out/design.csv").rows() == [(0,)]


def test_no_head_starts_a_formula(sweep, tmp_path):
    assert harmless(pl.DataFrame({"=1+1": [1.0], "a": ["-x"]})).columns == ["'=1+1", "a"]
    told = sweep.manifest()
    foreign = Store(tmp_path / "foreign")
    told["plan"]["design"] = [{"=cmd()": "=1+1"}, {"=cmd()": "@x"}]
    foreign.write_json("manifest.json", told)
    for table in ("summary", "codebook", "design", "runs"):
        foreign.write_frame(f"{table}.parquet", sweep.read(table))
    export(foreign, "csv", ("summary",), tmp_path / "out")
    for name in ("design", "summary"):
        with open(tmp_path / f"out/{name}.csv", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "+"))]
