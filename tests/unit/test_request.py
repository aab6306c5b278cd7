"""A request holds every argument of its command, is made once and is never changed."""

import argparse
import dataclasses

import pytest

from uitzendlab.cli import COMMANDS
from uitzendlab.cli.machinery.engine import Engine
from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.parser import make_parser, parse
from uitzendlab.cli.machinery.remember import with_settings_of
from uitzendlab.cli.machinery.request import OfFolder, request_of

SHARED = {"help", "json", "quiet", "lang"}  # of every command; the output has them


def asked(*words):
    found = parse(*make_parser("en", COMMANDS), words)
    assert found is not None and found.command == words[0]
    return found.request


def names(kind) -> set[str]:
    """Fields of a request, those of its parts included."""
    parts = {field.name: field.type for field in dataclasses.fields(kind)}
    inner = {"Engine", "Precision"}.intersection(map(str, parts.values()))
    found = {name for name, kind_of in parts.items() if str(kind_of) not in inner}
    return found | {f.name for name in inner for f in dataclasses.fields(_PARTS[name])}


_PARTS = {"Engine": Engine, "Precision": type(asked("run").goal)}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.NAME)
def test_a_request_has_the_arguments_of_its_command_and_no_other(command):
    _, subparsers = make_parser("en", COMMANDS)
    declared = {action.dest for action in subparsers[command.NAME]._actions} - SHARED
    assert names(command.Request) == declared


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.NAME)
def test_a_request_cannot_be_changed(command):
    assert command.Request.__dataclass_params__.frozen
    fields = dataclasses.fields(command.Request)
    assert not [field.name for field in fields if str(field.type).startswith(("list", "dict"))]


def test_words_stand_before_and_after_options():
    request = asked("run", "law.pay.x=1", "--seeds", "3", "law.pay.y=2")
    assert request.overrides == ("law.pay.x=1", "law.pay.y=2") and request.seeds == "3"
    assert (request.goal.precision, request.goal.most_seeds) == (None, 64)
    assert asked("run", "--workers", "2").workers == asked("sweep", "--workers", "2").engine.workers == 2


def test_what_a_folder_adds_makes_new_options(capsys):
    kept = {"executor": "serial", "store": "/there", "fail_fast": True, "workers": 3}
    manifest = {"configuration": {"engine": kept}}
    nothing = asked("run").engine
    engine, default = with_settings_of(nothing, manifest, Output("en"))
    assert default == "processes" and {name: getattr(engine, name) for name in kept} == kept
    assert "--executor serial --store /there --fail-fast --workers 3" in capsys.readouterr().err
    anew = dataclasses.replace(nothing, scheduler="tcp://127.0.0.1:1", fail_fast=False)
    engine, _ = with_settings_of(anew, manifest, Output("en"))
    assert (engine.executor, engine.store, engine.fail_fast) == (None, "/there", False), "one of where replaces all"


def test_no_command_asks_nothing():
    assert parse(*make_parser("en", COMMANDS), []) is None
    with pytest.raises(KeyError):
        request_of(OfFolder, vars(argparse.Namespace()))
