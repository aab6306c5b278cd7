"""Files of a user: one dialect of YAML, found beside the file that names them, blank cells of a spreadsheet skipped."""

import json
import shutil

import pytest

from experiments.design.experiment import load_experiment
from experiments.design.points_file import read_points
from experiments.plan.config import chosen_policies, compose
from experiments.plan.lists import join_names, split_names
from experiments.plan.plan import Plan, plan_from, resolve
from experiments.plan.settings_file import settings_from
from experiments.store.reopen import reopen
from experiments.store.store import Store
from sim.declare.params import InvalidInput
from sim.declare.yaml_reader import parse_yaml
from tests.experiments.fake_market import make, small_plan
from tests.unit.scenario_files import GOOD
from uitzendlab.cli import main

HOP = "behaviour.career.hop"


def settings(tmp_path, text: str, **given):
    (tmp_path / "run.yaml").write_text(text)
    return compose(given, str(tmp_path))


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("size: smoke", "size", "smoke"),
        ("seeds: 010", "seeds", "10"),
        ("seeds: 5", "seeds", "5"),
        ("seeds: [3, 7]", "seeds", "3,7,"),
        ("out: yes", "out", "yes"),
        ("out: 2027", "out", "2027"),
        ("until: 2023-12-31", "until", "2023-12-31"),
        ("policies: [deposit, all-four]", "policies", "deposit,all-four"),
        ("policies: none", "policies", "none"),
        ("workers: 3", "workers", 3),
        ("size:", "size", "desk"),
    ],
)
def test_a_run_yaml_is_read_as_every_other_file(tmp_path, text, name, value):
    assert getattr(settings(tmp_path, f"{text}\n"), name) == value
    assert settings(tmp_path, f"{text}\n").record == "weekly", "what it leaves out has its default"


@pytest.mark.parametrize(
    ("text", "path", "message"),
    [
        ("seeds: 1:30", "seeds", "not a list of seeds"),
        ("seeds: [a]", "seeds", "not a list of seeds"),
        ("until: yesterday", "until", "must be a date"),
        ("workers: 0", "workers", "outside its range"),
        ("workers: many", "workers", "must be a whole number"),
        ("size: hugee", "size", "unknown choice"),
        ("out: true", "out", "must be text"),
        ("policies: 'a,\"b'", "policies", "not a list of names"),
        ("size: !!str smoke", "size", "tags are not allowed"),
        ("sise: smoke", "sise", "unknown name"),
    ],
)
def test_a_mistake_in_it_names_the_file_and_the_place(tmp_path, text, path, message, capsys):
    with pytest.raises(InvalidInput) as refused:
        settings(tmp_path, text)
    (mistake,) = refused.value.mistakes
    assert (mistake.path, mistake.message) == (f"{tmp_path / 'run.yaml'}: {path}", message)
    assert main(["check", str(tmp_path / "run.yaml"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["message"] == message


def test_what_is_given_comes_before_the_file(tmp_path):
    assert settings(tmp_path, "size: smoke\nseeds: 3\n", size="study").size == "study"
    assert settings_from(parse_yaml("defaults: [run_schema, _self_]\nsize: smoke\n")) == {"size": "smoke"}


def test_a_policy_beside_an_experiment_or_settings_is_found_from_any_folder(tmp_path, monkeypatch, capsys):
    beside = tmp_path / "study"
    beside.mkdir()
    (beside / "mine, low.yaml").write_text(GOOD)
    shutil.copy(beside / "mine, low.yaml", beside / "mine.yaml")
    head = "id: e\ntitle: {en: E}\nsize: smoke\nseeds: 2\nset: {world.hirers: 20000}\n"
    monkeypatch.chdir(tmp_path)
    for policies, found in (
        ("mine.yaml", "mine.yaml"),
        ("[deposit, 'mine, low.yaml']", "mine, low.yaml"),
        ("'mine, low.yaml'", "mine, low.yaml"),
    ):
        (beside / "e.yaml").write_text(f"{head}policies: {policies}\n")
        assert split_names(load_experiment("study/e.yaml").policies)[-1] == f"study/{found}"
        assert main(["check", "study/e.yaml"]) == 0, capsys.readouterr().err
    assert settings(beside, "policies: [mine.yaml]\n").policies == str(beside / "mine.yaml")
    assert split_names(settings(beside, "policies: mine, low.yaml\n").policies) == [str(beside / "mine, low.yaml")]


def test_a_base_world_with_a_comma_in_its_name_is_found_from_any_folder(tmp_path, monkeypatch):
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "my,world.yaml").write_text("")
    monkeypatch.chdir(tmp_path)
    for base in ("my,world.yaml", "my,world.yaml~prices"):
        (tmp_path / "study" / "e.yaml").write_text(f"id: e\ntitle: {{en: E}}\nbase: {base}\n")
        assert split_names(load_experiment("study/e.yaml").base) == [f"study/{base}"]
        assert split_names(settings(tmp_path / "study", f"base: {base}\n").base) == [str(tmp_path / "study" / base)]
    assert split_names("law-2020,my,world.yaml", "study") == ["law-2020", "my", "world.yaml"], "no such file"


def test_check_refuses_an_experiment_that_sweep_refuses(tmp_path, capsys):
    head = "id: e\ntitle: {en: E}\nsize: smoke\nseeds: 2\n"
    for rest in (
        "policies: [nowhere]\nset: {world.hirers: 20000}\n",
        "policies: [deposit]\ndesign: {kind: list, file: no.csv}\n",
        "policies: [deposit]\nuntil: 2021-03-01\nset: {world.hirers: 20000}\n",
        "base: law-as-enacted\npolicies: [wtta]\nset: {world.hirers: 20000}\nuntil: 2032-12-31\n",
        "policies: [deposit]\ndesign: {kind: sobol}\nvary: {world.hirers: interval}\n",
    ):
        (tmp_path / "e.yaml").write_text(head + rest)
        told = []
        for words in (["check"], ["sweep", "--dry-run"]):
            assert main([*words, str(tmp_path / "e.yaml"), "--json"]) == 2, rest
            told.append([error["message"] for error in json.loads(capsys.readouterr().out)["errors"]])
        assert told[0] == told[1]


@pytest.mark.parametrize("policy", ["id: base", "id: none"])
def test_check_refuses_a_policy_that_run_refuses(tmp_path, policy, capsys):
    (tmp_path / "p.yaml").write_text(GOOD.replace("id: deposit-low", policy))
    assert main(["check", str(tmp_path / "p.yaml")]) == 2
    assert "this id is taken" in capsys.readouterr().err


@pytest.mark.parametrize("names", [["a", "b.yaml"], ["a", "with, comma.yaml"], ['say "hi", now.yaml'], ["x"]])
def test_names_with_commas_survive(names):
    assert split_names(join_names(names)) == names == list(chosen_policies(join_names(names)))


def test_a_comma_in_the_name_of_a_file_works_from_the_command_to_the_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "with, comma.yaml").write_text(GOOD)
    assert chosen_policies("with, comma.yaml") == ("with, comma.yaml",), "the name of one file that is there"
    asked = chosen_policies('all-four,"with, comma.yaml"')
    made = make(tmp_path / "out", policies=asked)
    assert set(made.runs["policy"]) == {"base", "all-four", "deposit-low"}
    assert plan_from(Store(tmp_path / "out").manifest()["plan"]).policies == asked
    (tmp_path / "with, comma.yaml").unlink()
    assert reopen(Store(tmp_path / "out")).specs, "its copy is in the folder"
    with pytest.raises(InvalidInput, match="not a list of names"):
        resolve(Plan(base='law-2020,"x', seeds=(0,)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"world.hirers,{HOP},,\n20000,0.4,,\n,,,\n\n25000,,,\n", "rows 3, 4 and columns 3, 4"),
        (f"\n world.hirers;;{HOP}\r\n20000;;0,4\r\n;;\r\n25000;;\r\n;;\r\n", "rows 4, 6 and column 2"),
        (f"world.hirers,{HOP}\n20000,0.4\n25000,\n\n", "row 4"),
        (f"world.hirers,{HOP}\n20000,0.4\n25000,\n", ""),
    ],
)
def test_blank_rows_and_columns_are_skipped_and_told(tmp_path, text, told, capsys):
    (tmp_path / "p.csv").write_text(text, "utf-8-sig")
    remarks = []
    points = read_points(str(tmp_path / "p.csv"), remarks)
    assert points == (((HOP, 0.4), ("world.hirers", 20000.0)), (("world.hirers", 25000.0),))
    assert [remark.value for remark in remarks] == ([told] if told else [])
    assert main(["check", str(tmp_path / "p.csv"), "--lang", "nl"]) == 0
    assert ("overgeslagen" in capsys.readouterr().err) == bool(told)


def test_a_column_with_values_and_no_key_is_refused(tmp_path):
    (tmp_path / "p.csv").write_text("world.hirers,,\n20000,,5\n")
    with pytest.raises(InvalidInput, match="column 3: a column without a key"):
        read_points(str(tmp_path / "p.csv"))


def test_a_wide_line_takes_no_memory_for_the_others(tmp_path):
    (tmp_path / "p.csv").write_text(
        "world.hirers\n" + "20000\n" + "," * 100_000 + "\n" + "".join(f"{n}\n" for n in range(20001, 29000))
    )
    assert len(read_points(str(tmp_path / "p.csv"))) == 9000


def test_remarks_reach_the_plan():
    assert resolve(small_plan(policies=("deposit",))).remarks == ()
