"""The guide for economists: every command in it is one, its experiment is sound, its mistake is told as shown."""

import re
import shlex

import pytest

from experiments.design.designs import KINDS
from experiments.design.experiment import from_data, load_experiment
from experiments.design.sweep_plan import resolve_experiment
from experiments.plan.config import compose
from sim.declare.params import InvalidInput
from sim.declare.yaml_reader import parse_yaml
from tests.health.checkout import PROJECT
from uitzendlab.cli import COMMANDS
from uitzendlab.cli.commands.sweep import BOTH, EXAMPLES, asked
from uitzendlab.cli.machinery.parser import make_parser, parse

GUIDE = (PROJECT / "docs" / "economists.md").read_text("utf-8")
LINES = [line for block in re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL) for line in block.splitlines()]
SWEEPS = [line for line in [*LINES, *(f"uitzendlab {e}" for e in EXAMPLES)] if " sweep " in line]


def resolved(experiment):
    return resolve_experiment(experiment, compose({n: getattr(experiment, n) for n in BOTH if n != "seeds"}))


@pytest.mark.parametrize("line", LINES)
def test_commands_can_be_parsed(line):
    program, *words = shlex.split(line)
    assert program == "uitzendlab"
    assert parse(*make_parser("en", COMMANDS), words).command == words[0]


@pytest.mark.parametrize("line", [line for line in SWEEPS if "my-experiment" not in line])
def test_sweeps_have_runs(line, monkeypatch):
    monkeypatch.setattr("experiments.design.sweep_plan.unread", lambda worlds, values, tick: ())  # trials take minutes
    given = parse(*make_parser("en", COMMANDS), shlex.split(line)[1:])
    assert resolved(asked(given.request)).specs


def test_the_experiment_is_sound_and_its_mistake_is_told_as_shown(tmp_path):
    (text,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert len(resolved(from_data(parse_yaml(text))).plan.design) == 16
    (tmp_path / "e.yaml").write_text(text.replace("world.hirers", "world.hirer"))
    with pytest.raises(InvalidInput) as caught:
        load_experiment(str(tmp_path / "e.yaml"))
    (mistake,) = caught.value.mistakes
    (shown,) = re.findall(r"```\n(vary.*?)```", GUIDE, re.DOTALL)
    assert shown == f"{mistake.path.removeprefix(f'{tmp_path}/e.yaml: ')}: {mistake.message}\n  {mistake.hint}\n"


def test_every_design_is_explained():
    assert set(KINDS) == set(re.findall(r"^\| `([a-z][a-z-]+)` \|", GUIDE, re.MULTILINE))
