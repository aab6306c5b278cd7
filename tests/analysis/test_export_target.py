"""An export never goes over another plan, and a Dutch Excel reads its CSV."""

import csv
import json
import shutil

import pytest

from tests.experiments.fake_market import make_with_page
from uitzendlab.cli import main


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Results of two plans, not to be changed."""
    folder = tmp_path_factory.mktemp("results")
    make_with_page(folder / "one", policies=("deposit",))
    make_with_page(folder / "other")
    return folder


@pytest.fixture
def results(made, tmp_path):
    return shutil.copytree(made, tmp_path, dirs_exist_ok=True)


def export(results, name, *words):
    return main(["export", str(results / name), "--out", str(results / "out"), "--quiet", *words])


@pytest.mark.parametrize("kind", ["csv", "xlsx", "iamc"])
@pytest.mark.parametrize("first", ["one", "other"])
def test_an_export_of_another_plan_is_not_written_over(results, kind, first, capsys):
    second = {"one": "other", "other": "one"}[first]
    assert export(results, first, "--format", kind) == 0
    before = {path.name: path.read_bytes() for path in (results / "out").iterdir()}
    assert export(results, second, "--format", kind, "--lang", "nl") == 2
    assert "uitvoer van een ander plan" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in (results / "out").iterdir()} == before
    assert export(results, first, "--format", kind) == 0, "the same plan again"
    assert export(results, second, "--format", kind, "--force") == 0


def test_more_seeds_are_the_same_plan(results):
    assert export(results, "one") == 0
    make_with_page(results / "one", policies=("deposit",), seeds=(0, 1, 2), force=True)
    assert export(results, "one") == 0


def test_a_result_folder_is_never_written_over(results, capsys):
    words = ["export", str(results / "one"), "--out", str(results / "other"), "--force"]
    before = (results / "other" / "manifest.json").read_bytes()
    assert main(words) == 2 and "results of another plan" in capsys.readouterr().err
    assert (results / "other" / "manifest.json").read_bytes() == before
    assert main(["export", str(results / "one")]) == 0 == main(["export", str(results / "one")])


def files_in(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("place", ["export", "export/deeper", "yearly", "status", "new"])
def test_no_export_goes_into_the_results_of_another_plan(results, place, capsys):
    before = files_in(results / "other")
    words = ["export", str(results / "one"), "--out", str(results / "other" / place), "--force"]
    assert main([*words, "--lang", "nl"]) == 2
    told = capsys.readouterr().err
    assert "resultaten van een ander plan" in told and "Kies een --out daarbuiten." in told
    assert files_in(results / "other") == before


def test_an_export_lies_beside_our_own_runs_and_not_among_them(results, capsys):
    for place in ("yearly", "status/deeper", "inputs"):
        words = ["export", str(results / "one"), "--out", str(results / "one" / place), "--force"]
        assert main([*words, "--lang", "nl"]) == 2 and "runs van een resultatenmap" in capsys.readouterr().err
    assert main(["export", str(results / "one"), "--out", str(results / "one" / "for" / "excel")]) == 0


def test_an_export_in_our_own_folder_may_be_of_the_plan_before(results, capsys):
    assert main(["export", str(results / "one")]) == 0
    make_with_page(results / "one", force=True)
    before = files_in(results / "one" / "export")
    assert main(["export", str(results / "one"), "--lang", "en"]) == 2
    assert "export of another plan" in capsys.readouterr().err and files_in(results / "one" / "export") == before
    assert main(["export", str(results / "one"), "--force"]) == 0


def test_force_removes_the_export_it_replaces_and_nothing_else(results):
    assert export(results, "other", "--tables", "weekly,codebook") == 0 == export(results, "other", "--format", "xlsx")
    (results / "out" / "notes.csv").write_text("mine")
    (results / "out" / "yearly.csv").mkdir()
    assert export(results, "one", "--tables", "runs", "--force") == 0
    assert {path.name for path in (results / "out").iterdir()} == {
        "manifest.json",
        "notes.csv",
        "runs.csv",
        "yearly.csv",
    }


def test_force_leaves_files_that_no_export_wrote(results):
    (results / "out").mkdir()
    for name in ("weekly.csv", "results.xlsx", "manifest.json"):
        (results / "out" / name).write_text("{}")
    assert export(results, "one", "--tables", "runs", "--force") == 0
    assert all((results / "out" / name).read_text() == "{}" for name in ("weekly.csv", "results.xlsx"))


@pytest.mark.parametrize("there", ["{}", "[1]", "not json", '{"run_ids": 3, "plan": []}'])
def test_a_manifest_of_something_else_is_another_plan(results, there):
    (results / "out").mkdir()
    (results / "out" / "manifest.json").write_text(there)
    assert export(results, "one") == 2
    assert (results / "out" / "manifest.json").read_text() == there


def test_the_csv_of_a_dutch_excel_holds_the_same_numbers(results):
    assert export(results, "one") == 0
    with open(results / "out" / "summary.csv", encoding="utf-8") as file:
        english = list(csv.DictReader(file))
    assert export(results, "one", "--dialect", "nl") == 0
    assert (results / "out" / "summary.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
    with open(results / "out" / "summary.csv", encoding="utf-8-sig") as file:
        dutch = list(csv.DictReader(file, delimiter=";"))
    assert len(dutch) == len(english) and list(dutch[0]) == list(english[0])
    for one, other in zip(dutch, english, strict=True):
        assert "." not in one["mean"]
        if other["mean"]:
            assert float(one["mean"].replace(",", ".")) == pytest.approx(float(other["mean"]), rel=1e-12)
        assert one["metric"] == other["metric"]


def test_an_unknown_dialect_is_refused(results, capsys):
    assert export(results, "one", "--dialect", "fr", "--json") == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["allowed"] == "en, nl"
    assert export(results, "one", "--dialect", "nl", "--format", "xlsx") == 2
