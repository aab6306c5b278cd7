"""The document of the packages: its commands are commands, it counts their measures, and its tables can be made."""

import re
import shlex
from types import SimpleNamespace

import pytest

from analysis.answers.records import Estimate
from experiments.plan.config import FIRST_POLICIES
from sim.scenario.loading import load_policy, policy_names
from tests.health.checkout import PROJECT
from tools.docs import packages_doc
from tools.docs.packages_doc import PACKAGES, ROWS
from uitzendlab.cli import COMMANDS
from uitzendlab.cli.machinery.parser import make_parser, parse

DOC = (PROJECT / "docs" / "packages.md").read_text("utf-8")
LINES = [line for block in re.findall(r"```\n(.*?)```", DOC, re.DOTALL) for line in block.splitlines() if line]
NAMES = [name for packages in PACKAGES.values() for name in packages]


def test_every_package_is_told():
    assert sorted(NAMES) == sorted(set(policy_names()) - set(FIRST_POLICIES))


def test_commands_make_the_packages_that_are_told():
    asked = []
    for line in LINES:
        program, *words = shlex.split(line)
        assert program == "uitzendlab"
        asked.append(parse(*make_parser("en", COMMANDS), words).request.policies.split(","))
    assert asked == [list(packages) for packages in PACKAGES.values()]


@pytest.mark.parametrize("part", PACKAGES)
def test_packages_of_one_table_stand_on_one_base(part):
    assert len({load_policy(name).base for name in PACKAGES[part]}) == 1


def test_numbers_of_measures_are_those_of_the_files():
    told = [int(n) for n in re.findall(r"^### .*\((\d+) measures", DOC, re.MULTILINE)]
    assert told == [len(load_policy(name).levers) for name in PACKAGES["packages"]]


def effect(policy, metric):
    change = Estimate(-0.029, -0.035, -0.022, None)
    words = {"policy": policy, "metric": metric, "label": lambda lang: metric, "unit": "share", "verdict": "shown"}
    return SimpleNamespace(**words, without=0.055, change=change)


def test_tables_are_made_anew_and_words_stay(tmp_path, monkeypatch):
    file = tmp_path / "packages.md"
    file.write_text(DOC, "utf-8")
    monkeypatch.setattr(packages_doc, "DOC", file)

    def read(folder):
        return [effect(name, row) for name in PACKAGES[folder] for row in ROWS], [], f"Run of {folder}."

    monkeypatch.setattr(packages_doc, "read", read)
    packages_doc.main(*PACKAGES)
    text = file.read_text("utf-8")
    for part, packages in PACKAGES.items():
        assert f"<!-- run: {part} -->\n\nRun of {part}.\n\n<!-- end -->" in text
        (table,) = re.findall(rf"<!-- table: {part} -->\n\n(.*?)\n\n<!-- end -->", text, re.DOTALL)
        assert len(table.splitlines()) == 2 + len(ROWS)
        assert table.splitlines()[0].count("|") == len(packages) + 2
    made = re.compile(r"<!-- (?:run|table|passage): .*?<!-- end -->", re.DOTALL)
    assert made.sub("", text) == made.sub("", DOC)
    packages_doc.main(*PACKAGES)
    assert file.read_text("utf-8") == text
