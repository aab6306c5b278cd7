"""Every refusal and remark of the sources has its Dutch, and no English is left in it: found by reading the sources."""

import ast
import functools
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.text.messages import REFUSALS_NL, allowed, hint, place, refusal, value_words
from sim.declare import yaml_reader
from sim.declare.yaml_reader import parse_yaml
from tests.health.checkout import PROJECT
from uitzendlab.cli import main

# Where the parts of a refusal stand among the arguments of what makes one: message, allowed, hint.
PARTS = {"Mistake": (4, 3, 5), "refuse": (2, 3, 4), "Refused": (3, 2, 4)}
OWN = {"plan": (3, 2, 9), "grammar": (3, 2, 4), "points_file": (1, 2, 9), "writable": (2, 9, 3), "batch": (1, 9, 2)}
OWN |= {"loading": (1, 3, 2), "export_target": (1, 9, 2), "yaml_safe": (1, 4, 9)}
NAMES = ("_refuse", "_refused", "_no_file", "mistake")
# Words that are English and not Dutch, and no name of ours.
ENGLISH = re.compile(
    r"\b(the|and|or|not|with|from|must|are|this|that|which|did|see|write|make|use|give|choose|choice of|each|leave|"
    r"at least|at most|folder|lever is|characters|rows|values|columns|another|install|run longer|its|there)\b",
    re.IGNORECASE,
)
# Names that people type, and texts of Python's own that are no sentence.
TYPED = re.compile(
    r"`[^`]*`|--[a-z-]+|\b(allowed|and) |choice\(|values?=|seeds?=|range\(.*?\)|\bfrom and until\b|from en"
)


def texts(node: ast.expr | None, module: str) -> Iterator[str]:
    """The texts an expression may give; what is put into them is a 7."""
    if isinstance(node, ast.Constant):
        yield from [node.value] if isinstance(node.value, str) and node.value else []
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body, module), *texts(node.orelse, module))
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from texts(value, module)
    elif isinstance(node, ast.Name):
        found = getattr(importlib.import_module(module), node.id, None)
        yield from [found] if isinstance(found, str) and found else []


@functools.cache
def told() -> list[tuple[str, str, str]]:
    """Kind of part, text and place of all that the sources can refuse or remark."""
    found: set[tuple[str, str, str]] = set()
    for folder in ("sim", "experiments", "analysis", "uitzendlab"):
        for path in (PROJECT / folder).rglob("*.py"):
            module = ".".join(path.relative_to(PROJECT).with_suffix("").parts)
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    found |= set(of_call(node, path.stem, module, f"{module}:{node.lineno}"))
                if isinstance(node, ast.Assign):
                    found |= set(of_assignment(node, module, f"{module}:{node.lineno}"))
    return sorted(found)


def of_call(node: ast.Call, stem: str, module: str, where: str) -> Iterator[tuple[str, str, str]]:
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    places = OWN.get(stem) if name in NAMES else PARTS.get(name)
    for kind, number in zip(("message", "allowed", "hint"), places or (), strict=False):
        for text in texts(node.args[number] if number < len(node.args) else None, module):
            yield kind, text, where


def of_assignment(node: ast.Assign, module: str, where: str) -> Iterator[tuple[str, str, str]]:
    """Texts kept under a name before they are used, as ``hint = ...`` and ``allowed, hint = ..., ...``."""
    target, value = node.targets[0], node.value
    pairs = [(target, value)]
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = list(zip(target.elts, value.elts, strict=False))  # a starred value stands for several
    for one, text in pairs:
        kind = getattr(one, "id", "")
        if kind in ("message", "allowed", "hint"):
            yield from ((kind, found, where) for found in texts(text, module))


SAID = {"allowed": allowed, "hint": hint}


def test_the_walk_finds_what_is_there():
    messages = {text for kind, text, _ in told() if kind == "message"}
    known = {"is missing", "unknown name", "not a list of seeds", "no result folder", "nothing is varied"}
    assert known <= messages and len(messages) > 90


def test_every_message_has_its_dutch():
    assert sorted((text, where) for kind, text, where in told() if kind == "message" and text not in REFUSALS_NL) == []


@pytest.mark.parametrize("kind", sorted(SAID))
def test_no_english_is_left_in_dutch(kind):
    left = []
    for part, text, where in told():
        dutch = SAID[kind](text, "nl")
        if part == kind and (found := ENGLISH.search(TYPED.sub(" ", dutch))):
            left.append((where, found[0], dutch))
    assert left == []


def test_english_stays_as_it_is():
    for part, text, _ in told():
        assert (refusal if part == "message" else SAID[part])(text, "en") == text


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c",
        "a: [1, 2",
        "a: {b: 1",
        'a: "x',
        "a: 'x",
        "a\nb: 1\n",
        "a: @x",
        'a: "\\q"',
        "- a\nb: 1",
        "a: 1\n  b: 2",
        "%",
    ],
)
def test_what_is_no_yaml_is_explained_in_words_of_ours(text):
    with pytest.raises(ValueError) as refused:
        parse_yaml(text)
    mistake = refused.value.mistakes[0]
    assert mistake.value is None and mistake.hint.startswith("Line ") and len(mistake.hint) > len("Line 1. ")
    assert not ENGLISH.search(hint(mistake.hint, "nl")), hint(mistake.hint, "nl")
    assert place(mistake.path, "nl") == "(bestand)"


def test_every_help_with_yaml_has_its_dutch():
    for _, text in yaml_reader._HELP:
        assert hint(text, "nl") != text and not ENGLISH.search(hint(text, "nl"))


WRONG = {
    "list": ("what: ontbreekt", "is missing"),
    "list cows": ("what: onbekende keuze (gekregen: cows)", "unknown choice"),
    "run --workers many": ("workers: moet een geheel getal zijn (gekregen: many)", "whole number"),
    "run --max-hours x": ("max-hours: geen getal (gekregen: x)", "not a number"),
    "run --size": ("size: heeft een waarde nodig", "needs a value"),
    "run --scheduler a --slurm b": ("slurm: niet samen met een andere optie", "not together"),
    "run --force=yes": ("force: heeft geen waarde (gekregen: yes)", "takes no value"),
    "cow": ("command: onbekende keuze (gekregen: cow)", "unknown choice"),
    "life": ("DIR: ontbreekt", "is missing"),
    "check": ("FILE: ontbreekt", "is missing"),
}


@pytest.mark.parametrize("words", WRONG)
def test_mistakes_in_a_command_are_told_in_both_languages(words, capsys):
    for lang, expected in (("nl", WRONG[words][0]), ("en", WRONG[words][1])):
        assert main([*words.split(), "--lang", lang]) == 2
        text = capsys.readouterr().err
        assert expected in text, text
        first = text.splitlines()[0]
        assert lang == "en" or not re.search(r"argument|required|invalid|expected", first)


def test_counts_and_places_in_dutch():
    assert value_words("3 values", "nl") == "3 waarden" and value_words("3 values", "en") == "3 values"
    assert value_words("rows 2, 5 and columns 3", "nl") == "rijen 2, 5 en kolommen 3"
    assert place("points-file: row 4: world.hirers", "nl") == "points-file: rij 4: world.hirers"
    assert place("deposit on law-2020: levers[0]", "nl") == "deposit op law-2020: levers[0]"


def test_the_sources_read_are_those_that_run():
    assert Path(yaml_reader.__file__).is_relative_to(PROJECT)
