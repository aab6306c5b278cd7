"""Output never fails after the work is done: any console, a reader that goes, a disk that is full."""

import errno
import json
import os
import subprocess
import sys

import pytest

from tests.experiments.fake_market import make_with_page
from tests.health.checkout import PROJECT
from uitzendlab.cli import main
from uitzendlab.cli.machinery.streams import plain

CLI = [sys.executable, "-m", "uitzendlab"]


def called(*words: str, encoding: str = "utf-8", **settings):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.run([*CLI, *words], cwd=PROJECT, env=environment, capture_output=True, **settings)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("results")
    make_with_page(place, policies=("deposit",))
    return str(place)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_every_console_shows_the_answer(folder, encoding):
    for words in (["compare", folder, "--lang", "nl"], ["list", "levers", "deposit", "--lang", "nl"]):
        done = called(*words, encoding=encoding)
        assert done.returncode == 0 and b"Traceback" not in done.stderr, done.stderr
        assert done.stdout.decode(encoding).strip()
    helped = called("run", "--help", "--lang", "nl", encoding=encoding)
    assert helped.returncode == 0 and helped.stdout.decode(encoding)


@pytest.mark.slow
def test_json_loses_nothing_on_a_console_that_lacks_characters(folder):
    documents = [
        json.loads(called("compare", folder, "--json", encoding=e).stdout.decode(e)) for e in ("ascii", "utf-8")
    ]
    assert documents[0] == documents[1]


def test_signs_without_a_place_have_a_stand_in():
    assert "".join(map(plain, "1 − ½ⁿ · één €")) == "1 - 1/2^n | een EUR" and plain("漢") == "?"


@pytest.mark.slow
def test_a_reader_that_goes_is_no_error(folder):
    for words in ("list parameters", f"compare {folder} --show all", "--help"):
        command = f"{sys.executable} -m uitzendlab {words} | head -n 1"
        done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=PROJECT, capture_output=True)
        assert done.returncode == 0, done.stderr
        assert b"Broken" not in done.stderr and b"Traceback" not in done.stderr and done.stdout


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_an_answer_that_cannot_be_written_is_said():
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*CLI, "list", "outcomes", "--lang", "nl"], cwd=PROJECT, stdout=full, stderr=subprocess.PIPE
        )
    told = done.stderr.decode()
    assert done.returncode == 1 and "kon niet worden geschreven (De schijf is vol)" in told and "Exception" not in told


def full(*given, **settings):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def made(tmp_path):
    """A folder whose runs are all there, and the command that asks for them."""
    from tests.experiments.fake_market import make, small_plan

    make(tmp_path / "out", policies=("deposit",))
    plan = small_plan(policies=("deposit",))
    size = ["--size", plan.size, "--seeds", ",".join(map(str, plan.seeds)), "--policies", "deposit"]
    return ["run", *size, "--out", str(tmp_path / "out")], tmp_path / "out"


def test_a_disk_that_is_full_at_the_page_costs_no_answer(made, monkeypatch, capsys):
    words, folder = made
    monkeypatch.setattr("analysis.page.report.write_report", full)
    assert main([*words, "--lang", "nl"]) == 1
    told = capsys.readouterr()
    assert "Niet aangetoond" in told.out, "the answer is shown all the same"
    assert f"uitzendlab report {folder}" in told.err and "De schijf is vol" in told.err and "bewaard" in told.err
    assert "Er ging iets mis" not in told.err and not (folder / "report.html").exists()
    monkeypatch.undo()
    assert main(["report", str(folder)]) == 0 and (folder / "report.html").is_file()


def test_a_disk_that_is_full_at_the_summary_keeps_the_runs(made, monkeypatch, capsys):
    words, folder = made
    monkeypatch.setattr("analysis.answers.summary.write_summary", full)
    assert main([*words, "--json"]) == 1
    told = capsys.readouterr()
    assert f"uitzendlab compare {folder}" in json.loads(told.out)["errors"][0]["message"]
    monkeypatch.undo()
    assert main(["compare", str(folder), "--quiet"]) == 0
