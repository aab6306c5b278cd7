"""A manifest is data of a file: one of another version, broken or of a wrong shape is refused, nothing is touched."""

import dataclasses
import json
import shutil

import pytest

from experiments.engine.executors import executor
from experiments.plan.plan import Plan
from experiments.store.manifest_shape import _Plan
from experiments.store.store import Store
from tests.experiments.fake_market import FakeMarket, make_with_page
from uitzendlab.cli import main


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_with_page(tmp_path_factory.mktemp("made") / "r", record="yearly").folder


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "r")


@pytest.fixture(autouse=True)
def fake(monkeypatch):
    monkeypatch.setattr("experiments.engine.executors.executor", lambda workers, runs: executor(1, runs, FakeMarket))


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def commands(folder):
    name = str(folder)
    run = next(iter(Store(folder).receipts()))
    for words in ("status", "compare", "resume", "export", "report", "compact"):
        yield [words, name]
    yield ["extend", name, "--seeds", "+1"]
    yield ["rerun", name, run]
    yield ["life", name, "--person", "7"]
    small = ["--size", "smoke", "--seeds", "2", "--policies", "none", "--out", name]
    yield ["run", *small]
    yield ["run", *small, "--force"]
    yield ["sweep", *small, "world.hirers=20000,30000"]


def change(folder, place, value):
    told = json.loads((folder / "manifest.json").read_text())
    *path, last = place.split(".")
    group = told
    for name in path:
        group = group[name]
    if value is ...:
        del group[last]
    else:
        group[last] = value
    (folder / "manifest.json").write_text(json.dumps(told))


@pytest.mark.parametrize("version", [0, 99, "1", True])
def test_every_command_refuses_a_folder_of_another_version(folder, capsys, version):
    change(folder, "schema_version", version)
    before = files(folder)
    for words in commands(folder):
        assert main([*words, "--lang", "en"]) == 2, words
        err = capsys.readouterr().err
        assert f"made by another version of the results (got: {version})" in err and "allowed: 1" in err
        assert "the version of uitzendlab that made it" in err and "Something went wrong" not in err
    assert files(folder) == before


WRONG = [
    ("run_ids", 3), ("run_ids", ["../../etc/passwd"]), ("run_ids", ...), ("plan", ...), ("plan", []),
    ("plan.seeds", "x"), ("plan.seeds", []), ("plan.size", "huge"), ("plan.design", {}), ("plan.more", 1),
    ("plan.overrides", {"world.hirers": [1]}), ("plan.policies", ["not-there"]), ("configuration", None),
    ("configuration.experiment", {"vary": 3}), ("scale", 0), ("bases", {"law-2020": "../x"}), ("versions", 1),
    ("titles", {"law-2020": "x"}), ("schema_version", ...),
]  # fmt: skip


@pytest.mark.parametrize(("place", "value"), WRONG, ids=[f"{place}={value}" for place, value in WRONG])
def test_a_manifest_of_a_wrong_shape_is_refused_at_its_place(folder, capsys, place, value):
    change(folder, place, value)
    before = files(folder)
    assert main(["status", str(folder), "--lang", "en"]) == 2
    err = capsys.readouterr().err
    where = "bases, policies" if value == ["not-there"] else place
    assert f"manifest.json: {where}" in err and "the manifest cannot be read" in err and "still there" in err
    assert files(folder) == before


@pytest.mark.parametrize("text", ["{", "[]", "", "\ud800", "[" * 100_000, '{"schema_version": ' + "9" * 5000 + "}"])
def test_a_manifest_that_is_none_is_refused_by_every_command(folder, capsys, text):
    (folder / "manifest.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    before = files(folder)
    for words in commands(folder):
        assert main([*words, "--lang", "nl"]) == 2, words
        err = capsys.readouterr().err
        assert "het manifest kan niet worden gelezen" in err and "Zet het manifest terug" in err, words
    assert files(folder) == before


def test_what_the_refusal_advises_helps(folder, capsys, tmp_path):
    (folder / "manifest.json").write_text("{")
    words = ["--size", "smoke", "--seeds", "2", "--policies", "none", "--record", "yearly"]
    code = main(["run", *words, "--out", str(tmp_path / "new"), "--store", str(folder), "--lang", "en"])
    assert code == 0 and "All runs exist already" in capsys.readouterr().err


def test_a_manifest_of_another_program_is_no_result_folder(tmp_path, capsys):
    (tmp_path / "manifest.json").write_text('{"name": "a page"}')
    assert main(["status", str(tmp_path), "--lang", "en"]) == 2
    assert "no result folder" in capsys.readouterr().err


def test_the_shape_knows_every_field_of_a_plan():
    assert set(_Plan.model_fields) == {field.name for field in dataclasses.fields(Plan)}


def test_force_says_what_it_removes(folder, capsys):
    words = ["run", "--size", "smoke", "--seeds", "3", "--policies", "none", "--out", str(folder)]
    assert main([*words, "--lang", "en"]) == 2
    assert "--force, which removes the runs of that plan" in capsys.readouterr().err
    assert main([*words, "--lang", "nl"]) == 2
    assert "--force, dat de runs van dat plan verwijdert" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["sweep", "--help", "--lang", "en"])
    assert "its runs are removed" in " ".join(capsys.readouterr().out.split())
