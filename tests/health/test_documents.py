"""The documents lead somewhere: links resolve, examples are Python, and decisions are numbered without a gap."""

import ast
import os
import re
import subprocess
import sys
import tomllib

import pytest

from sim.outcomes.metrics import BY_NAME
from sim.scenario.loading import load_policy
from sim.scenario.overrides import list_parameters
from tests.health.checkout import PROJECT, tracked_files
from uitzendlab.cli import main

DOCUMENTS = tracked_files("*.md")
README = (PROJECT / "README.md").read_text("utf-8")
DECISIONS = {file.name: file.read_text("utf-8") for file in sorted((PROJECT / "docs/decisions").glob("*.md"))}
INDEX = DECISIONS.pop("index.md")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.relative_to(PROJECT).as_posix())
def test_links_lead_to_files(document):
    targets = re.findall(r"(?<!!)\[[^\]]*\]\(([^)#]+)\)", document.read_text("utf-8"))
    gone = [t for t in targets if not t.startswith(("http:", "https:")) and not (document.parent / t).exists()]
    assert gone == []


def test_python_in_the_readme_is_python():
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert len(blocks) >= 3
    for block in blocks:
        ast.parse(block)


BLOCKS = re.findall(r"```python\n(.*?)```", README.partition("## From Python")[2].partition("\n## ")[0], re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_python_of_the_readme_runs_as_it_stands(number, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(BLOCKS[number], "utf-8")  # a file: worker processes of Mesa import it anew
    command = [sys.executable, "-W", "error", str(script)]
    env = os.environ | {"PYTHONPATH": str(PROJECT)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    told = {0: "pairs", 2: "0.2:"}
    assert done.stderr == "" and told.get(number, "") in done.stdout
    assert len(BLOCKS) == 3


def test_the_policy_of_the_readme_is_sound_and_its_mistakes_are_told_as_shown(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    text, reform = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    (tmp_path / "reform.yaml").write_text(reform, encoding="utf-8")
    assert main(["check", str(tmp_path / "reform.yaml")]) == 0
    file = tmp_path / "low-deposit.yaml"
    file.write_text(text)
    assert main(["check", file.name, "--lang", "en"]) == 0
    assert load_policy(file).levers[0].parameters.deposit_eur == 25_000
    file.write_text(text.replace("law-2020", "law-2012").replace("parameters", "paramters"))
    capsys.readouterr()
    assert main(["check", file.name, "--lang", "en"]) == 2
    told = capsys.readouterr()
    (shown,) = re.findall(r"```\n(low-deposit.yaml: base.*?)```", README, re.DOTALL)
    assert shown in told.out + told.err


def test_names_in_the_readme_exist():
    figures = set(re.findall(r"(?<![-\w])((?:behaviour|law|world)\.[a-z_]+(?:\.[a-z_0-9]+)?)\b", README))
    assert figures and figures <= {row["path"] for row in list_parameters()}
    outcomes = set(re.findall(r"\b((?:uninsured|uncovered|homeless)_[a-z_]+)\b", README))
    assert outcomes and outcomes <= set(BY_NAME)


def decisions() -> list[tuple[int, str, str, str]]:
    """Number, title, text and file of each decision, in the order of numbers."""
    found = []
    for name, text in DECISIONS.items():
        parts = re.split(r"^## (\d+)\. (.*)\n", text, flags=re.MULTILINE)[1:]
        numbers = [int(n) for n in parts[::3]]
        assert numbers and numbers == sorted(numbers), f"{name}: numbers rise within a file"
        found += [(n, title, body, name) for n, title, body in zip(numbers, parts[1::3], parts[2::3], strict=True)]
    return sorted(found)


def test_decisions_are_numbered_and_complete():
    every = decisions()
    assert [n for n, *_ in every] == list(range(1, len(every) + 1)), "each number once, without a gap"
    assert len(every) >= 135
    for number, _, text, _ in every:
        marks = ("*Choice.*", "*Design.*", "*Alternatives.*", "*Reason.*")
        assert [mark for mark in marks if mark not in text] == [], number


def test_the_index_lists_every_decision_with_its_title_and_place():
    def row(number: int, title: str, _: str, name: str) -> str:
        anchor = re.sub(r"[^\w\- ]", "", f"{number}. {title}".lower()).replace(" ", "-")
        return f"| {number} | [{title}]({name}#{anchor}) | "

    listed = [line for line in INDEX.splitlines() if re.match(r"\| \d+ \|", line)]
    for line, wanted in zip(listed, (row(*decision) for decision in decisions()), strict=True):
        assert line.startswith(wanted), f"docs/decisions/index.md needs: {wanted}"
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", INDEX)) == set(DECISIONS), "every theme is listed"


def amended_by(text: str) -> list[int]:
    """Numbers of the later decisions that a line *Amended* names, as in ``By 118, 119 and 120:``."""
    line = "".join(re.findall(r"^- \*Amended\.\* (.*)", text, re.MULTILINE))
    return [int(n) for numbers in re.findall(r"By ([^:]*):", line) for n in re.findall(r"\d+", numbers)]


def test_a_decision_that_a_later_one_changes_says_so():
    every = decisions()
    later = {number: amended_by(text) for number, _, text, _ in every}
    for number, _, text, _ in every:
        assert bool(later[number]) == ("*Amended.*" in text), number
        assert all(number < n <= len(every) for n in later[number]), number
    for number, title, *_ in every:
        for earlier in re.findall(r"\(amends decision (\d+)\)", title):
            assert number in later[int(earlier)], f"decision {earlier} does not say that {number} amends it"
    assert sum(map(bool, later.values())) >= 17


def test_all_places_name_the_same_version():
    """What is released is found under one version: package, citation and, once it is released, the changelog."""
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    cited = re.findall(r"^version: (\S+)$", (PROJECT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)
    assert cited == [version] and re.fullmatch(r"\d+\.\d+\.\d+", version)
    headings = re.findall(
        r"^## \[(\S+)\](?: - \d{4}-\d\d-\d\d)?$", (PROJECT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
    assert headings[0] == "Unreleased" and headings[1:2] in ([], [version])
