"""What a user gets from `pip install`: complete, independent of the checkout, and silent about its folder."""

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.health.checkout import PACKAGES, PROJECT, tracked_files

pytestmark = pytest.mark.slow

NOWHERE = "/dev/null/nobody"  # a home that not even root can make


def run(*command: str | Path, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=900, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel as `pip install .` builds it, but with the build tool of the lock: no network."""
    target = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target, cwd=PROJECT)
    assert built.returncode == 0, built.stderr
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The folder of programs of an environment with the wheel and its core dependencies, nothing else."""
    uv = shutil.which("uv") or PROJECT / ".tools/bin/uv"
    environment = tmp_path_factory.mktemp("user") / "venv"
    assert run(uv, "venv", "--python", sys.executable, environment).returncode == 0
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    locked = ["--constraints", "requirements.lock", "--build-constraints", "tools/build-constraints.txt"]
    done = run(uv, "pip", "install", "--python", programs / "python", *locked, wheel, cwd=PROJECT)
    assert done.returncode == 0, done.stderr
    return programs


@pytest.fixture
def elsewhere(tmp_path) -> Path:
    """A user's folder that happens to hold folders named as ours."""
    for name in PACKAGES[1:]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.yaml").write_text("decoy: true\n")
        (tmp_path / name / "model.py").write_text("raise RuntimeError('a decoy was imported')\n")
    return tmp_path


@pytest.fixture
def nothing_writable(installed):
    """An environment for processes without a home, and with packages they may not write to."""
    packages = next(installed.parent.glob("lib/python*/site-packages"), installed.parent / "Lib/site-packages")
    before = sorted(packages.rglob("*"))
    folders = [packages, *(packages / name for name in PACKAGES)]
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    ours = ("UITZENDLAB_", "NUMBA_", "XDG_", "PYTHON", "COV")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    yield kept | {"HOME": NOWHERE, "PYTHONDONTWRITEBYTECODE": "1"}
    for folder in folders:
        folder.chmod(stat.S_IRWXU)
    # root may write whatever the permissions say, so look at what was written
    assert sorted(packages.rglob("*")) == before


def test_wheel_holds_every_tracked_file_of_the_packages(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    ours = {file.relative_to(PROJECT).as_posix() for file in tracked_files(*PACKAGES)}
    assert ours - inside == set()
    assert any(name.endswith("licenses/LICENSE") for name in inside)
    assert any(name.endswith(".yaml") for name in inside)


def test_wheel_names_no_folder_of_this_machine(wheel):
    archive = zipfile.ZipFile(wheel)
    assert not [name for name in archive.namelist() if str(PROJECT).encode() in archive.read(name)]


@pytest.mark.parametrize("arguments", [["--help"], ["list", "outcomes"]], ids=" ".join)
def test_command_runs_anywhere(installed, elsewhere, nothing_writable, arguments):
    for name in PACKAGES[1:]:  # not even a real package of that name may come first
        (elsewhere / name / "__init__.py").write_text("raise RuntimeError('a decoy was imported')\n")
    result = run(installed / "uitzendlab", *arguments, cwd=elsewhere, env=nothing_writable)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip()
    assert "Traceback" not in result.stderr


def test_model_steps_anywhere(installed, elsewhere, nothing_writable):
    code = "from uitzendlab import LabourMarket; m = LabourMarket(size='smoke'); m.step()"
    result = run(installed / "python", "-c", code, cwd=elsewhere, env=nothing_writable)
    assert result.returncode == 0, result.stderr
    assert len(result.stderr.splitlines()) <= 1, "no more than the notice about the kernels"
