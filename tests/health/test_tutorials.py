"""Tutorials can be followed: their files are sound and each command works in a folder with these files alone."""

import re
import shlex

import pytest

from sim.measures.catalogue import OWN
from sim.scenario.loading import load_measure
from tests.health.checkout import PROJECT
from uitzendlab.cli import main

MEASURE = (PROJECT / "docs/tutorials/add-a-measure.md").read_text("utf-8")
REFERENCE = (PROJECT / "docs/measure-files.md").read_text("utf-8")


def files(text: str) -> dict[str, str]:
    """Files of a tutorial, by the name in their first line."""
    return dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", text, re.DOTALL))


def commands(text: str) -> list[list[str]]:
    """Commands of ours in the order of a tutorial, without what is piped on."""
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    lines = [line.partition("|")[0] for block in blocks for line in block.splitlines()]
    return [shlex.split(line)[1:] for line in lines if line.startswith("uitzendlab ")]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, text in files(MEASURE).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    OWN.clear()


def test_what_is_checked_and_listed(folder, capsys):
    quick = [words for words in commands(MEASURE) if words[0] in ("check", "list")]
    assert len(quick) == 4
    assert [main(words) for words in quick] == [0, 0, 0, 0]
    out = capsys.readouterr().out
    assert "law.pay.housing_deduction_cap" in out and "rent_cap.yaml: sound (measure rent_cap)" in out
    assert "lever.rent_cap.cap = 0.15 share (0 - 1; law)" in out, "unit and range are those of the rule"


@pytest.mark.slow
def test_the_measure_works_from_a_folder_of_its_own(folder, capsys):
    for words in commands(MEASURE):
        assert main(words) == 0, words
    assert (folder / "capped/manifest.json").is_file() and (folder / "swept/manifest.json").is_file()


@pytest.mark.parametrize("text", re.findall(r"```yaml\n(.*?)```", REFERENCE, re.DOTALL))
def test_policies_of_the_reference_are_sound(text, folder):
    (folder / "one.yaml").write_text(text, encoding="utf-8")
    assert main(["check", "one.yaml"]) == 0


def test_the_reference_names_every_key_and_operator():
    from sim.measures.declaration import _KEYS as OF_PARAMETER
    from sim.measures.effects import MODIFIERS, OPERATORS
    from sim.measures.measure_file import _ABOUT as ABOUT

    told = set(re.findall(r"`([a-z_]+)(?:: false)?`", REFERENCE))
    assert {*OPERATORS, *MODIFIERS} <= told
    assert set(OF_PARAMETER) - {"rule"} <= told
    assert {*ABOUT, "parameters", "effects", "only_if", "own_term", "at_once", "code"} - {
        "reason",
        "nearest",
        "id",
    } <= told


def test_a_cap_is_a_ceiling(folder):
    lever = load_measure("rent_cap.yaml").lever
    assert [effect.operator for effect in lever.effects] == ["at_most", "at_least"]
