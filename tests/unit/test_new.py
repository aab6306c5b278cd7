"""A policy file to edit does what the policy does it was copied from; a policy is shown in full."""

import builtins
import errno
import json
import os

import pytest

from sim.declare.params import declared
from sim.measures import LEVERS
from sim.scenario.loading import load_policy, policy_names
from tests.unit.scenario_files import GOOD
from uitzendlab.cli import main


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", policy_names())
def test_a_copy_does_what_the_policy_does(name, lang, here):
    assert main(["new", "mine", "--from", name, "--lang", lang, "--quiet"]) == 0
    old, new = load_policy(name), load_policy("mine.yaml")
    assert (new.id, new.base, new.levers, new.sources) == ("mine", old.base, old.levers, old.sources)
    assert new.unannounced == old.unannounced and new.title != old.title
    assert new.text.nl.split() == old.text.nl.split()
    lines = (here / "mine.yaml").read_text("utf-8").splitlines()
    for use in old.levers:
        for row in declared(LEVERS[use.lever].parameters, "p"):
            at = next(k for k, line in enumerate(lines) if line.startswith(f"      {row.path[2:]}: "))
            assert lines[at - 1].startswith("      # "), "every parameter has its comment"


def test_a_copy_of_a_file_keeps_what_it_leaves_out(here):
    (here / "low.yaml").write_text(GOOD.replace("    announced: 2021-01-04\n", ""))
    assert main(["new", "mine", "--from", "low.yaml", "--out", "sub/copy.yaml"]) == 0
    old, new = load_policy("low.yaml"), load_policy("sub/copy.yaml")
    assert new.unannounced == (0,) and new.base == old.base
    uses = [[(u.announced, u.start, u.until, u.phase_in_weeks, u.applies_to) for u in p.levers] for p in (old, new)]
    assert uses[0] == uses[1]
    assert new.levers[0].parameters.starter_first == 50_000.0, "as much as it counts for"


def test_numbers_are_never_written_as_thousands(here):
    text = GOOD.replace("50000", "12345.6").replace("phase_in_weeks: 26\n", "phase_in_weeks: 0\n")
    (here / "odd.yaml").write_text(text.replace("deposit_eur: 12345.6", "deposit_eur: 12345.6, guarantee_fee: 0.0125"))
    assert main(["new", "mine", "--from", "odd.yaml"]) == 0
    assert load_policy("mine.yaml").levers[0].parameters.guarantee_fee == 0.0125
    from analysis.export.policy_template import _written

    row = next(row for row in declared(LEVERS["deposit"].parameters, "p") if row.path == "p.deposit_eur")
    assert _written(row, 12.345) == "12.3450"


def test_without_a_policy_it_is_an_example_that_is_sound(here, capsys):
    assert main(["new", "mine", "--lang", "nl"]) == 0
    assert "uitzendlab check mine.yaml" in capsys.readouterr().out
    assert main(["check", "mine.yaml"]) == 0
    assert len(load_policy("mine.yaml").levers) == 1


def test_nothing_is_written_over_and_names_are_checked(here, capsys):
    (here / "mine.yaml").write_text("x")
    assert main(["new", "mine", "--lang", "nl"]) == 2 and "bestaat al" in capsys.readouterr().err
    assert (here / "mine.yaml").read_text() == "x"
    for words in (["deposit"], ["Mine!"], ["none"], ["x", "--from", "nowhere"], ["../x"]):
        assert main(["new", *words]) == 2
    assert [path.name for path in here.iterdir()] == ["mine.yaml"]


def test_a_disk_that_gets_full_leaves_no_half_file(here, capsys, monkeypatch):
    def full(path, mode="r", *words, **named):
        file = open_(path, mode, *words, **named)
        if "x" in mode or "w" in mode:
            file.write("half")
            file.close()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return file

    open_ = builtins.open
    with monkeypatch.context() as patched:
        patched.setattr("builtins.open", full)
        assert main(["new", "mine", "--lang", "en"]) == 2
    assert "No space left" in capsys.readouterr().err and list(here.iterdir()) == []
    assert main(["new", "mine"]) == 0 and load_policy("mine.yaml").id == "mine"


def test_a_policy_is_shown_in_full(here, capsys):
    assert main(["list", "policies", "wtta", "--lang", "nl"]) == 0
    text = capsys.readouterr().out
    assert "De toelatingswet van 2027" in text and "law-as-enacted~admission-act" in text
    assert "aangekondigd 11-11-2025, vanaf 01-01-2027" in text and "LAW-X07: admission" in text
    for use in load_policy("wtta").levers:
        for row in declared(LEVERS[use.lever].parameters, "p"):
            assert f"{row.path[2:]}:" in text
    assert main(["list", "policies", "wtta", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [m["lever"] for m in told["measures"]] == [use.lever for use in load_policy("wtta").levers]
    assert {"value", "default", "unit"} <= set(told["measures"][0]["parameters"][0])
    assert main(["list", "policies", "wta"]) == 2 and "wtta" in capsys.readouterr().err
