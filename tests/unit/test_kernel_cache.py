"""The folder of compiled kernels: named after the sources, private, writable, and cleaned up with care."""

import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from sim.core import kernel_cache
from sim.core.kernel_cache import KEEP_SECONDS, USED, cache_root, claim, folder_name, remove_outdated

PROJECT = Path(__file__).parents[2]
NOW = 2_000_000_000.0


def sources_in(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    return folder


def python(code: str, *, cwd: Path = PROJECT, **environ: str) -> subprocess.CompletedProcess[str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("NUMBA_")}
    command = [sys.executable, "-c", textwrap.dedent(code)]
    return subprocess.run(command, cwd=cwd, env=inherited | environ, capture_output=True, text=True)


def test_name_follows_every_source_file_and_its_place(tmp_path):
    first = folder_name(sources_in(tmp_path / "a", kernel="x = 1", helper="y = 1"))
    assert kernel_cache.FOLDER.fullmatch(first)
    assert folder_name(sources_in(tmp_path / "b", kernel="x = 1", helper="y = 1")) == first
    assert folder_name(sources_in(tmp_path / "b", helper="y = 2")) != first
    assert folder_name(sources_in(tmp_path / "c", kernel="y = 1", helper="x = 1")) != first


def test_a_folder_without_kernels_is_left_out_and_holds_none(tmp_path):
    before = folder_name(sources_in(tmp_path, kernel="x = 1"))
    for name in kernel_cache.NO_KERNELS:
        sources_in(tmp_path / name, lever="y = 1")
        assert "kernel" not in "".join(path.read_text() for path in (kernel_cache.SOURCES / name).glob("*.py"))
    assert folder_name(tmp_path) == before
    calls = [path for path in kernel_cache.SOURCES.glob("phases/**/*.py") if "sim.measures" in path.read_text()]
    assert calls == []


def test_name_follows_settings_that_numba_leaves_out_of_its_key(tmp_path, monkeypatch):
    before = folder_name(tmp_path)
    monkeypatch.setattr(kernel_cache.config, "BOUNDSCHECK", 1)
    assert folder_name(tmp_path) != before


def test_own_variable_goes_before_the_standard_one(tmp_path):
    environ = {"UITZENDLAB_CACHE": str(tmp_path / "own"), "XDG_CACHE_HOME": str(tmp_path / "xdg")}
    assert cache_root(environ) == tmp_path / "own"
    assert cache_root({"XDG_CACHE_HOME": str(tmp_path / "xdg")}) == tmp_path / "xdg" / "uitzendlab"
    assert cache_root({"XDG_CACHE_HOME": "relative"}) == cache_root({})


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_folder_is_private_even_if_it_was_open(tmp_path):
    folder = claim(tmp_path / "cache", "kernels-0")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    claim(tmp_path / "cache", "kernels-0")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert os.listdir(folder) == [USED]


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_folder_that_others_could_fill_is_refused(tmp_path):
    (tmp_path / "kernels-0").symlink_to(tmp_path)
    with pytest.raises(PermissionError):
        claim(tmp_path, "kernels-0")
    tmp_path.chmod(0o777)
    with pytest.raises(PermissionError):
        claim(tmp_path, "kernels-1")


def aged(root: Path, name: str, seconds: float) -> Path:
    folder = root / name
    folder.mkdir()
    (folder / USED).touch()
    os.utime(folder / USED, (NOW - seconds, NOW - seconds))
    return folder


def test_only_our_own_unused_folders_are_removed(tmp_path):
    current = aged(tmp_path, "kernels-" + "0" * 16, 2 * KEEP_SECONDS)
    recent = aged(tmp_path, "kernels-" + "1" * 16, KEEP_SECONDS - 60)
    outdated = aged(tmp_path, "kernels-" + "2" * 16, KEEP_SECONDS + 60)
    other = aged(tmp_path, "kernels-of-someone-else", 2 * KEEP_SECONDS)
    unmarked = tmp_path / ("kernels-" + "3" * 16)
    unmarked.mkdir()
    remove_outdated(tmp_path, keep=current.name, now=NOW)
    assert not outdated.exists()
    assert all(folder.exists() for folder in (current, recent, other, unmarked))


SHOW = "import sim, numba, os; print(numba.config.CACHE_DIR); print(os.environ['NUMBA_CACHE_DIR'])"


def test_import_sets_the_folder_and_says_nothing(tmp_path):
    result = python(SHOW, UITZENDLAB_CACHE=str(tmp_path))
    shown, inherited = result.stdout.split()
    assert result.stderr == ""
    assert Path(shown).parent == tmp_path and shown == inherited


def test_unwritable_home_falls_back_to_a_temporary_folder_with_one_line(tmp_path):
    environ = {
        "HOME": "/dev/null/nobody",
        "UITZENDLAB_CACHE": "",
        "XDG_CACHE_HOME": "",
        "TMPDIR": str(tmp_path),
    }
    result = python(SHOW, **environ)
    assert result.returncode == 0
    assert result.stdout.startswith(str(tmp_path))
    assert len(result.stderr.splitlines()) == 1 and "will not be kept" in result.stderr
    assert list(tmp_path.iterdir()) == [], "the temporary folder is removed at the end"


def test_nothing_writable_is_an_error_that_says_what_to_do():
    code = """
        import tempfile
        def refuse(*args, **kwargs):
            raise FileNotFoundError("No usable temporary directory found")
        tempfile.mkdtemp = refuse
        import sim
    """
    result = python(code, UITZENDLAB_CACHE="/dev/null/nowhere")
    assert result.returncode != 0
    assert "RuntimeError" in result.stderr and "Set UITZENDLAB_CACHE" in result.stderr


@pytest.mark.slow
def test_bounds_are_checked_although_an_unchecked_kernel_is_cached(tmp_path):
    """Numba's own key would return the unchecked kernel; our folder name keeps the two apart."""
    (tmp_path / "kernel_under_test.py").write_text(
        "import sim, numba\n@numba.njit(cache=True)\ndef beyond(a):\n    return a[len(a) + 1]\n"
    )
    code = "import numpy as np, kernel_under_test; kernel_under_test.beyond(np.zeros(3))"
    environ = {"UITZENDLAB_CACHE": str(tmp_path / "cache"), "PYTHONPATH": f"{tmp_path}{os.pathsep}{PROJECT}"}
    assert python(code, cwd=tmp_path, **environ).returncode == 0
    checked = python(code, cwd=tmp_path, NUMBA_BOUNDSCHECK="1", **environ)
    assert "IndexError" in checked.stderr
    assert len(list((tmp_path / "cache").iterdir())) == 2
