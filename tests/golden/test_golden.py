"""Smoke runs of the base world and of each policy give what they gave when the figures were last written.

When a change is meant to move the model, run ``python -m tools.dev.update_golden`` and commit the file with the change.
When it is not, the difference is a mistake. Figures are compared to nine digits: exp and log may differ in their last
bit on another machine. Where that turns a single draw the other way, everything after it differs; run on the commit
before as well to tell the two apart.
"""

import pytest

from sim.outcomes.metrics import BY_NAME
from sim.scenario.loading import policy_names
from tools.dev.update_golden import BASE, TARGET, differences, main, measured, written

UPDATE = "if the model was meant to change: python -m tools.dev.update_golden"


@pytest.fixture(scope="module")
def found() -> dict:
    return measured()


def test_runs_give_what_they_gave(found):
    assert differences(written(), found) == [], UPDATE


def test_the_file_holds_every_policy_and_outcome():
    on_file = written()
    assert list(on_file) == [BASE, *policy_names()], UPDATE
    for name, outcomes in on_file.items():
        assert set(outcomes) == set(BY_NAME), (name, UPDATE)
        assert sum(value is not None for value in outcomes.values()) > 0.8 * len(outcomes)
        assert name == BASE or outcomes != on_file[BASE], "a policy makes a difference within the run"
    assert TARGET.stat().st_size < 60_000  # 120 outcomes of 14 worlds


def test_a_difference_is_told_and_rounding_is_none(found):
    key = next(iter(BY_NAME))
    for factor, told in ((1 + 1e-11, 0), (1 + 1e-7, 1)):
        other = {name: dict(outcomes) for name, outcomes in found.items()}
        other[BASE][key] *= factor
        lines = differences(found, other)
        assert len(lines) == told and all(line.startswith(f"base: {key} was ") for line in lines)
    less = {name: outcomes for name, outcomes in found.items() if name != "deposit"}
    assert len(differences(found, less)) == len(BY_NAME)
    other = {name: dict(outcomes) for name, outcomes in found.items()}
    other["deposit"][key] = None
    assert differences(found, other) == [f"deposit: {key} was {found['deposit'][key]}, now None"]


def test_checking_writes_nothing(found, monkeypatch, tmp_path):
    monkeypatch.setattr("tools.dev.update_golden.measured", lambda: found)
    assert main(["--check"]) == 0
    there = tmp_path / "golden" / "outcomes.json"
    monkeypatch.setattr("tools.dev.update_golden.TARGET", there)
    assert main(["--check"]) == 1 and not there.exists()
    assert main([]) == 0 and there.read_bytes() == TARGET.read_bytes()
    assert main(["--check"]) == 0
