"""A measure file of one's own: data that works wherever a measure of the package does."""

import copy
import json
import pickle

import pytest

from experiments.plan.plan import Plan, resolve
from sim.declare.params import InvalidInput, fields_of
from sim.measures import LEVERS
from sim.measures.catalogue import OWN, own_measure
from sim.measures.law_of_week import law_of_week
from sim.measures.lever import Standing
from sim.model import LabourMarket
from sim.rules import Rules
from sim.scenario.loading import load_measure, load_policy
from uitzendlab.cli import main

MEASURE = """\
title: {nl: Plafond op de inhouding, en: Cap on the deduction}
parameters:
  cap: {text: {nl: hooguit, en: at most}, default: 0.15, kind: law, source: "assumption: an example"}
  share: {text: {nl: deel, en: share}, default: 0.1, low: 0, high: 0.5, unit: share}
effects:
  - {rule: pay.housing_deduction_cap, at_most: cap}
  - {rule: housing.rent_unpaid, at_least: share / 2}
"""
POLICY = """\
id: capped
title: {nl: Plafond, en: Cap}
base: law-2020
measures: [rent_cap.yaml]
levers: [{lever: rent_cap, announced: 2021-01-04, from: 2021-02-01, parameters: {cap: 0.1}}]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "rent_cap.yaml").write_text(MEASURE)
    (tmp_path / "capped.yaml").write_text(POLICY)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    OWN.clear()


def refused(text: str, slug: str = "mine") -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        own_measure(slug, text.encode())
    return {mistake.path: mistake.message for mistake in caught.value.mistakes}


def test_what_follows_from_the_file_is_worked_out(folder):
    lever = load_measure("rent_cap.yaml").lever
    assert lever.neutral == {"cap": 1.0, "share": 0} and not lever.last and not lever.tells_new
    _, cap = fields_of(type(lever.parameters))["cap"]
    assert cap is not None and (cap.unit, cap.low, cap.high) == ("share", 0, 1)  # those of the rule it sets
    rules = lever.rewrite(Rules(), lever.parameters, Standing(0.5, 40, 0, 40))
    assert rules.pay.housing_deduction_cap == pytest.approx(0.2) and rules.housing.rent_unpaid == pytest.approx(0.025)
    neutral = lever.parameters._replace(**lever.neutral)
    assert lever.rewrite(Rules(), neutral, Standing(1.0, 40, 0, 40)) == Rules()


def test_a_policy_that_names_it_changes_the_law_and_travels(folder):
    (use,) = load_policy("capped.yaml").levers
    for mine in (use, copy.deepcopy(use), pickle.loads(pickle.dumps(use))):
        assert mine == use and mine.lever == "rent_cap"
        assert law_of_week(Rules(), [mine], 60, True).rules.pay.housing_deduction_cap == 0.1
    packaged = pickle.loads(pickle.dumps(LEVERS["deposit"].parameters))
    assert packaged == LEVERS["deposit"].parameters and type(packaged) is type(LEVERS["deposit"].parameters)


def test_it_runs_in_python_with_its_numbers_set_by_hand(folder):
    settings = {"lever.rent_cap.cap": 0.05}
    model = LabourMarket(rng=1, size="smoke", policy="capped.yaml", until="2021-02-15", collect=False, **settings)
    while model.running:
        model.step()
    assert model.world_week.rules.pay.housing_deduction_cap == 0.05


def test_runs_are_named_after_what_it_holds(folder):
    def names() -> set[str]:
        return {spec.run_id for spec in resolve(Plan(policies=("capped.yaml",), size="smoke", seeds=(1,))).specs}

    before = names()
    (folder / "rent_cap.yaml").write_text(MEASURE.replace("share / 2", "share / 3"))
    assert len(before & names()) == 1  # the base run is the same


@pytest.mark.slow
def test_results_keep_a_copy_from_which_all_can_be_made_again(folder, capsys):
    words = ["run", "--policies", "capped.yaml", "--size", "smoke", "--seeds", "1,", "--until", "2021-03-01"]
    assert main([*words, "--workers", "1", "--out", "r"]) == 0
    assert (folder / "r/inputs/measures/rent_cap.yaml").read_text() == MEASURE
    for name in ("rent_cap.yaml", "capped.yaml"):
        (folder / name).unlink()
    assert main(["resume", "r", "--json"]) == 0
    capsys.readouterr()
    assert main(["compare", "r", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert "capped" in json.dumps(told)


@pytest.mark.slow
def test_it_can_be_listed_checked_and_swept(folder, capsys):
    assert main(["check", "capped.yaml", "rent_cap.yaml", "--lang", "nl"]) == 0
    out = capsys.readouterr().out
    assert "cap: 0,1 aandeel (standaard 0,15): hooguit" in out and "rent_cap.yaml: in orde (maatregel rent_cap)" in out
    assert main(["list", "levers", "rent_cap.yaml"]) == 0
    out = capsys.readouterr().out
    assert (
        "pay.housing_deduction_cap: at_most cap" in out and "lever.rent_cap.share = 0.1 share (0 - 0.5; assumed)" in out
    )
    OWN.clear()
    words = ["sweep", "--policies", "capped.yaml", "--size", "smoke", "--seeds", "1,", "--until", "2021-03-01"]
    assert main([*words, "--workers", "1", "--out", "s", "lever.rent_cap.cap=0.05,0.2"]) == 0


def test_new_writes_a_copy_with_its_measures_and_rules(folder, capsys):
    (folder / "capped.yaml").write_text(f"{POLICY}rules: {{pay.sick_pay_share: 1}}\n")
    assert main(["new", "again", "--from", "capped.yaml"]) == 0
    one, other = load_policy("capped.yaml"), load_policy("again.yaml")
    assert other.levers == one.levers and other.own == one.own


@pytest.mark.parametrize(
    ("change", "path", "message"),
    [
        (("cap}", "caps}"), "effects[0].at_most", "no parameter of this measure"),
        (("at_most: cap", "at_mst: cap"), "effects[0].at_mst", "unknown name"),
        (("at_most: cap", "at_most: cap, add: 1"), "effects[0]", "one operator is needed"),
        (("pay.housing_deduction_cap", "pay.cap"), "effects[0].rule", "unknown rule"),
        (("share / 2", "1 / share"), "parameters.share", "a formula has no finite value here"),
        (("share / 2", "share * 1e12 * 1e12"), "parameters.share", None),
        (("share / 2", "share * 1e999"), "effects[1].at_least", "a number in a formula is at most 1e12"),
        (("share / 2", "15"), "effects[1].at_least", "outside its range"),
        (("at_least: share / 2", "add: share, share: 50"), "effects[1].share", "outside its range"),
        (("at_least: share / 2", "at_least: 0.1"), "parameters.share", "no formula reads this number"),
        (("title:", "id: 2.1.C\ntitle:"), "id", "unknown name"),
        (("unit: share}", "}"), "parameters.share.unit", "is missing"),
        (("default: 0.15", "default: 15"), "parameters.cap.default", "outside its range"),
        (("low: 0, ", ""), "parameters.share.low", "is missing"),
        (("effects:", "code: directors_ban\neffects:"), "code", "not allowed here"),
        (("title:", "class: out-of-model\ntitle:"), "class", "unknown name"),
        (("  share:", "  max:"), "parameters.max", "not a name"),
        (("  cap:", "  if:"), "parameters.if", "not a name"),
        (("effects:", "own_term: caps\neffects:"), "own_term", "unknown choice"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_path(change, path, message):
    text = MEASURE.replace(*change, 1)
    if message is None:  # large, and sound
        assert own_measure("mine", text.encode()).lever is not None
    else:
        assert refused(text)[path] == message


def test_names_of_files():
    assert refused(MEASURE, "deposit") == {"(file)": "this name is taken by a measure of uitzendlab"}
    assert refused(MEASURE, "Rent-Cap") == {"(file)": "not a name"}


@pytest.mark.parametrize("name", ["none.yaml", "rent_cap.yml", "[rent_cap.yaml]", "3"])
def test_a_file_that_cannot_be_used_is_told_where_it_is_named(folder, name):
    (folder / "capped.yaml").write_text(POLICY.replace("measures: [rent_cap.yaml]", f"measures: [{name}]"))
    with pytest.raises(InvalidInput) as caught:
        load_policy("capped.yaml")
    assert {mistake.path for mistake in caught.value.mistakes} == {"measures[0]"}


def test_mistakes_of_a_measure_are_told_beside_those_of_the_policy(folder, capsys):
    (folder / "rent_cap.yaml").write_text(MEASURE.replace("at_most", "at_mst"))
    (folder / "capped.yaml").write_text(POLICY.replace("law-2020", "law-2019"))
    assert main(["check", "capped.yaml"]) == 2
    err = capsys.readouterr().err
    assert "measures[0] (rent_cap.yaml): effects[0].at_mst" in err and "base: unknown choice" in err
    assert "unknown lever" not in err


def test_one_mistake_makes_no_others():
    assert set(refused(MEASURE.replace("at_most: cap", "at_most: caps"))) == {"effects[0].at_most"}


def test_numbers_of_a_policy_are_reckoned_in_its_own_weeks(folder):
    (folder / "rent_cap.yaml").write_text(MEASURE.replace("share / 2", "0.1 / (0.25 - share)"))
    assert load_policy("capped.yaml").levers
    (folder / "capped.yaml").write_text(POLICY.replace("{cap: 0.1}", "{share: 0.25}"))
    with pytest.raises(InvalidInput) as caught:
        load_policy("capped.yaml")
    assert {m.message for m in caught.value.mistakes} == {"a formula has no finite value here"}


def test_two_files_of_one_name_are_told_apart(folder):
    (folder / "other").mkdir()
    (folder / "other/rent_cap.yaml").write_text(MEASURE.replace("0.15", "0.2"))
    (folder / "other/second.yaml").write_text(POLICY.replace("capped", "second"))
    with pytest.raises(InvalidInput) as caught:
        resolve(Plan(policies=("capped.yaml", "other/second.yaml"), size="smoke", seeds=(1,)))
    assert [m.message for m in caught.value.mistakes] == ["two measure files of this name differ"]


def test_in_results_only_the_copy_counts(folder):
    kept = folder / "r/inputs"
    (kept / "measures").mkdir(parents=True)
    (folder / "r/manifest.json").write_text("{}")
    (kept / "capped.yaml").write_text(POLICY.replace("[rent_cap.yaml]", f"[{folder / 'rent_cap.yaml'}]"))
    (kept / "measures/rent_cap.yaml").write_text(MEASURE.replace("0.15", "0.2"))
    assert load_policy(kept / "capped.yaml").own[0][1] == MEASURE.replace("0.15", "0.2").encode()


def test_a_measure_that_changes_nothing_is_told(folder, capsys):
    (folder / "capped.yaml").write_text(POLICY.replace("{cap: 0.1}", "{cap: 0.9, share: 0}"))
    assert main(["check", "capped.yaml"]) == 0
    assert "changes nothing" in capsys.readouterr().err
