"""The tutorials that write code: their blocks, as they stand, make an outcome and a rule that do what the text says."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import polars as pl
import pytest

from tests.health.checkout import PACKAGES, PROJECT
from tests.health.test_tutorials import commands, files

OUTCOME = (PROJECT / "docs/tutorials/add-an-outcome.md").read_text("utf-8")
RULE = (PROJECT / "docs/tutorials/add-a-rule.md").read_text("utf-8")
NAME = "street_share_of_homeless"


def blocks(text: str, language: str) -> list[tuple[str, str]]:
    """Blocks of a language whose first line names a file: the name and the rest, in their order."""
    found = re.findall(rf"^([ ]*)```{language}\n(.*?)^\1```$", text, re.DOTALL | re.MULTILINE)
    named = [re.match(r"# (\S+\.\w+)\n(.*)", textwrap.dedent(body), re.DOTALL) for _, body in found]
    return [(match[1], match[2]) for match in named if match]


def edited(text: str, hunk: str) -> str:
    """A text with a hunk applied; `...` at the end of a line of the hunk stands for the rest of that line."""
    lines = hunk.splitlines()
    old = "\n".join(re.escape(line[1:]).replace(r"\.\.\.", r"[^\n]*") for line in lines if line[0] in " -")
    (place,) = re.finditer(rf"^{old}$", text, re.MULTILINE)
    there = iter(place[0].splitlines())
    kept = [(next(there) if line[0] in " -" else line[1:], line[0]) for line in lines]
    return text[: place.start()] + "\n".join(line for line, sign in kept if sign != "-") + text[place.end() :]


def call(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "100"} | settings
    return subprocess.run([sys.executable, *words], cwd=folder, env=env, capture_output=True, text=True, check=False)


def in_copy(copy: Path, *words: str, compiled: bool = True) -> subprocess.CompletedProcess[str]:
    """A module of a copy of the sources; where it would compile more than a few small kernels, as plain Python."""
    if not compiled:  # hashes of draws overflow on purpose, which compiled kernels do without a warning
        words = (*words, "-W", "ignore:overflow encountered:RuntimeWarning")
    settings = {"UITZENDLAB_CACHE": str(copy / "kernels"), "NUMBA_DISABLE_JIT": "0" if compiled else "1"}
    return call(copy, "-m", *words, **settings)


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the sources, to be changed."""
    for name in (*PACKAGES, "tests", "tools", "docs"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    return tmp_path


def test_a_hunk_is_applied_where_it_fits_and_only_there():
    text = "a = 1\n    b: long line\nc = 3\n"
    assert edited(text, "     b: ...\n+    new\n") == "a = 1\n    b: long line\n    new\nc = 3\n"
    assert edited(text, "-a = 1\n+a = 2\n") == text.replace("a = 1", "a = 2")
    with pytest.raises(ValueError, match="not enough values"):
        edited(text, " gone\n+new\n")


# the outcome


@pytest.fixture
def package(tmp_path) -> Path:
    """A folder with the package of the tutorial beside it, built as a wheel and unpacked: nothing is installed."""
    source = tmp_path / "source"
    source.mkdir()
    for name, text in [*blocks(OUTCOME, "python")[:1], *blocks(OUTCOME, "toml")]:
        (source / name).write_text(text, "utf-8")
    built = call(source, "-m", "hatchling", "build", "-t", "wheel", PYTHONPATH="")
    assert built.returncode == 0, built.stderr
    (wheel,) = source.glob("dist/*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    return tmp_path


@pytest.mark.slow
def test_the_outcome_of_a_package_is_in_the_results_with_the_right_value(package):
    words = commands(OUTCOME)[-1]
    assert words[0] == "run" and words[-1] == "street"
    path = os.pathsep.join([str(package / "site"), str(PROJECT)])
    for allowed in ("", "street-outcome"):
        listed = call(package, "-m", "uitzendlab", "list", "outcomes", PYTHONPATH=path, UITZENDLAB_PLUGINS=allowed)
        assert listed.returncode == 0 and (NAME in listed.stdout) == bool(allowed), listed.stderr
    made = call(package, "-m", "uitzendlab", *words, PYTHONPATH=path, UITZENDLAB_PLUGINS=allowed)
    assert made.returncode == 0, made.stderr
    years = pl.read_parquet(package / "street/yearly/*.parquet").filter(group_by="all")
    wide = years.pivot("metric", index=["run_id", "year"], values="value")
    ours, asked = wide[NAME], wide["rough_sleepers"] / wide["homeless_stock"]
    assert ours.len() >= 2 and 0.3 < ours.min() < 1.0 and (ours - asked).abs().max() < 1e-9
    assert NAME in pl.read_parquet(package / "street/codebook.parquet")["name"]
    (script,) = [text for name, text in blocks(OUTCOME, "python") if name == "read_street.py"]
    (package / "read_street.py").write_text(script, "utf-8")
    shown = call(package, "read_street.py")
    assert shown.returncode == 0 and NAME in shown.stdout, shown.stderr


@pytest.mark.slow
def test_the_outcome_fits_into_the_repository(copy):
    """Declared in its theme, with its Dutch: the tests of all outcomes hold, and without the Dutch they do not."""
    metric = re.search(
        r"Metric\(\n.*?^\)", dict(blocks(OUTCOME, "python"))["street_outcome.py"], re.DOTALL | re.MULTILINE
    )
    assert metric is not None
    theme, dutch = copy / "sim/outcomes/themes/homes.py", copy / "analysis/text/codebook_dutch.py"
    text = theme.read_text("utf-8").replace("\nMETRICS = (\n", f"\nMETRICS = (\n{metric[0]},\n")
    theme.write_text(text.replace("    grouped=True,\n),", '    grouped=True,\n    source="tutorial",\n),', 1), "utf-8")
    ((name, test),) = [(n, t) for n, t in blocks(OUTCOME, "python") if n.startswith("tests/")]
    (copy / name).write_text(test, "utf-8")
    words = (
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "tests/analysis/test_codebook.py",
        name,
        "-k",
        f"dutch or {NAME} or three",
    )
    assert "lacks_dutch" in in_copy(copy, *words, compiled=False).stdout
    (entry,) = re.findall(r"# in DEFINITIONS\n(.*?)```", textwrap.dedent(OUTCOME), re.DOTALL)
    head = "DEFINITIONS: dict[str, str] = {\n"
    dutch.write_text(dutch.read_text("utf-8").replace(head, head + entry), "utf-8")
    done = in_copy(copy, *words, compiled=False)
    assert done.returncode == 0 and "3 passed" in done.stdout, done.stdout


# the rule


@pytest.fixture
def ruled(copy) -> Path:
    """A copy of the sources with the rule of the tutorial in it."""
    for name, hunk in blocks(RULE, "diff"):
        (copy / name).write_text(edited((copy / name).read_text("utf-8"), hunk), "utf-8")
    for name, text in blocks(RULE, "python"):
        (copy / name).write_text(text, "utf-8")
    return copy


@pytest.mark.slow
def test_the_rule_does_what_the_tutorial_says(ruled):
    """Its own test passes, and fails where the rule moves nobody, or is paid for nobody."""
    tests = ("pytest", "-q", "-p", "no:cacheprovider", "tests/unit/phases/test_intake.py")
    assert (whole := in_copy(ruled, *tests)).returncode == 0 and "5 passed" in whole.stdout, whole.stdout
    rule = ruled / "sim/phases/housing/intake.py"
    right = rule.read_text("utf-8")
    for line, wrong in (("inside] = Housing.SHELTER", "inside] = Housing.STREET"), ("inside.size", "street.size")):
        assert line in right
        rule.write_text(right.replace(line, wrong), "utf-8")
        assert in_copy(ruled, *tests).returncode == 1, wrong


@pytest.mark.slow
def test_the_rule_fits_into_the_week_and_the_documents(ruled):
    stale = in_copy(ruled, "tools.docs.make_architecture", "--check")
    assert stale.returncode == 1
    for words in commands_of_python(RULE):
        done = in_copy(ruled, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "`take_in`" in (ruled / "docs/architecture.md").read_text("utf-8")
    assert "`law.housing.taken_in`" in (ruled / "docs/odd.md").read_text("utf-8")
    held = "reads_as_the_schedule or schedule_holds"  # those beside them compile the whole model
    tests = ("tests/health/test_odd.py", "tests/model/test_week_writes.py", "-k", held)
    done = in_copy(ruled, "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert done.returncode == 0 and "2 passed" in done.stdout, done.stdout
    for name, text in files(RULE).items():
        (ruled / name).write_text(text, "utf-8")
    checked = in_copy(ruled, "uitzendlab", *commands(RULE)[0])
    assert checked.returncode == 0, checked.stdout + checked.stderr


def commands_of_python(text: str) -> list[list[str]]:
    """Commands of a tutorial that begin with `python -m`, without these two words."""
    found = re.findall(r"^python -m (.*)$", text, re.MULTILINE)
    return [[*line.split(), *(["-q", "-p", "no:cacheprovider"] if line.startswith("pytest") else [])] for line in found]
