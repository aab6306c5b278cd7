"""Folders that take no files: one sentence before anything is made; what only reads needs to write nothing."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from experiments.engine.executors import executor
from experiments.store.status import progress_of
from experiments.store.store import Store
from tests.experiments.fake_market import FakeMarket, make_with_page
from uitzendlab.cli import main

SMALL = ["run", "--size", "smoke", "--seeds", "2", "--policies", "none", "--record", "yearly"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_with_page(tmp_path_factory.mktemp("made") / "r", record="yearly").folder


@pytest.fixture
def folder(made, tmp_path):
    return shutil.copytree(made, tmp_path / "r")


@pytest.fixture(autouse=True)
def fake(monkeypatch):
    monkeypatch.setattr("experiments.engine.executors.executor", lambda workers, runs: executor(1, runs, FakeMarket))


@pytest.fixture
def read_only(folder, monkeypatch):
    """A file system that takes nothing, also for one who may do everything."""

    def refuse(*_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    really = os.open

    def opened(path, flags, *more, **named):
        return refuse() if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) else really(path, flags, *more, **named)

    monkeypatch.setattr("builtins.open", _open_to_read(open, refuse))
    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "mkdir", refuse)
    monkeypatch.setattr(Path, "touch", refuse)
    return folder


def _open_to_read(really, refuse):
    def opened(file, mode="r", *more, **named):
        return refuse() if set(mode) & set("wxa+") else really(file, mode, *more, **named)

    return opened


@pytest.mark.parametrize("below", ["file/results", "file"])
def test_an_impossible_folder_is_refused_before_anything_is_made(tmp_path, capsys, below):
    (tmp_path / "file").write_text("mine")
    assert main([*SMALL, "--lang", "en", "--out", str(tmp_path / below)]) == 2
    err = capsys.readouterr().err
    assert ("cannot be written to" in err or "is not a folder" in err) and "Something went wrong" not in err
    assert os.listdir(tmp_path) == ["file"] and (tmp_path / "file").read_text() == "mine"


def test_a_folder_is_refused_where_no_file_can_be_made_and_is_not_left(tmp_path, capsys, monkeypatch):
    def refuse(*_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(Path, "touch", refuse)
    assert main([*SMALL, "--lang", "en", "--out", str(tmp_path / "a/b")]) == 2
    assert "cannot be written to" in capsys.readouterr().err and os.listdir(tmp_path) == []


def test_status_leaves_no_file_behind(folder):
    (folder / ".lock").unlink(missing_ok=True)
    before = sorted(os.listdir(folder))
    assert progress_of(Store(folder))["running"] is False
    assert sorted(os.listdir(folder)) == before
    with Store(folder).locked():
        assert progress_of(Store(folder))["running"] is True
    assert progress_of(Store(folder))["running"] is False


def test_what_only_reads_works_in_a_read_only_folder(read_only, capsys):
    for words in (["status"], ["compare"]):
        assert main([*words, str(read_only), "--lang", "en"]) == 0, words


def test_what_writes_says_so_in_one_sentence(read_only, capsys):
    name = str(read_only)
    for words in (["report", name], ["export", name], ["export", name, "--format", "xlsx"], ["resume", name],
                  ["compact", name], ["extend", name, "--seeds", "+1"], [*SMALL, "--out", name]):  # fmt: skip
        assert main([*words, "--lang", "nl"]) == 2, words
        err = capsys.readouterr().err
        assert "er kan niet in worden geschreven" in err and "De schijf is alleen te lezen" in err, words
    assert not (read_only / "export").exists()


def test_a_disk_that_gets_full_during_an_export_is_told(folder, tmp_path, capsys, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("analysis.export.export._write", full)
    assert main(["export", str(folder), "--out", str(tmp_path / "new"), "--lang", "en"]) == 2
    assert "No space left" in capsys.readouterr().err and not (tmp_path / "new").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_another_user_is_refused(folder, capsys):
    folder.chmod(0o500)
    try:
        assert main(["resume", str(folder), "--lang", "en"]) == 2
    finally:
        folder.chmod(0o700)
    assert "cannot be written to" in capsys.readouterr().err
