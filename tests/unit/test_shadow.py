"""A folder with its own ``sim/`` or ``analysis/`` gets one clear sentence, in the command, in Python and in workers."""

import os
import subprocess
import sys

import pytest

from analysis.text.messages import hint
from experiments.extras import how_to_install, requirements
from tests.health.checkout import PROJECT
from uitzendlab.shadow import PACKAGES, hidden

LANG = {"PYTHONPATH": str(PROJECT), "LANG": "nl_NL.UTF-8", "LC_ALL": ""}


def python(folder, *words):
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"} | LANG
    return subprocess.run([sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True)


def test_here_nothing_is_hidden():
    assert hidden() is None


@pytest.mark.slow
@pytest.mark.parametrize("name", PACKAGES)
def test_a_folder_of_the_same_name_is_named(tmp_path, name):
    (tmp_path / name).mkdir()
    assert python(tmp_path, "-m", "uitzendlab", "list", "experiments").returncode == 0, "no package, so not in the way"
    (tmp_path / name / "__init__.py").touch()
    done = python(tmp_path, "-m", "uitzendlab", "list", "policies")
    assert done.returncode == 2 and "Traceback" not in done.stderr and "No module" not in done.stderr
    assert str(tmp_path / name) in done.stderr and "andere naam" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_file_of_the_same_name_is_named_in_python_too(tmp_path):
    (tmp_path / "sim.py").write_text("x = 1\n")
    done = python(tmp_path, "-c", "from uitzendlab import LabourMarket")
    assert done.returncode == 1 and f"{tmp_path / 'sim.py'} is in the way" in done.stderr.splitlines()[-1]
    assert "Rename that folder or file" in done.stderr and "No module" not in done.stderr
    done = python(tmp_path, "-c", "import sim; from uitzendlab import LabourMarket")
    assert f"{tmp_path / 'sim.py'} is in the way" in done.stderr.splitlines()[-1], "also when it was imported before"


@pytest.mark.parametrize(("extra", "package"), [("study", "salib"), ("cluster", "distributed")])
def test_the_advice_names_what_can_be_installed(extra, package):
    assert any(package in line for line in requirements(extra))
    told = how_to_install(extra)
    assert "make setup" in told and package in told and "uitzendlab[" not in told
    assert hint(told, "nl").startswith("Installeer het: in een checkout `make setup`, elders `python -m pip install ")
    sources = [*PROJECT.glob("docs/*.md"), *PROJECT.glob("experiments/**/*.py"), PROJECT / "README.md"]
    naming = [path.name for path in sources if "install 'uitzendlab[" in path.read_text("utf-8")]
    assert naming in ([], ["extras.py"])
