"""Base worlds, policies and the evidence are read here, by one safe loader (`sim.declare.yaml_reader`).

A name is looked up in the package ``scenarios``; anything else is a path to an existing file. A base world may be named
without items of its path, each behind a ``~``: ``law-as-enacted~phases~prices``.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import os
from importlib.resources import files
from pathlib import Path
from typing import Any

from sim.declare.kinds import is_list, is_mapping
from sim.declare.params import InvalidInput, Mistake, did_you_mean
from sim.declare.validation import SLUG
from sim.declare.yaml_reader import MAX_BYTES, parse_checked
from sim.measures.catalogue import OWN, own_measure
from sim.measures.measure_file import Measure
from sim.scenario.base_file import base_from_data
from sim.scenario.base_world import BaseWorld
from sim.scenario.policy import Scenario
from sim.scenario.policy_file import policy_from_data

OWN_FOLDER = "measures"  # beside the policy files that a result folder keeps: their measure files, whatever their paths
KEPT = "inputs"  # folder of a result folder in which these are kept
EVIDENCE = ("facts.csv", "law.csv", "splits.csv")
Source = str | os.PathLike[str]


def base_names() -> list[str]:
    """Names of the base worlds that come with the package."""
    return _names("law")


def policy_names() -> list[str]:
    """Names of the policies that come with the package."""
    return _names("policies")


def load_base(source: Source) -> BaseWorld:
    """A base world by name or path; items behind a ``~`` are left out.

    Raises
    ------
    InvalidInput
        With every mistake in the file, or when there is no such name, file or item.
    """
    if isinstance(source, os.PathLike) or os.path.isfile(source):
        return _base(_read(source, "law"), ())
    name, *without = str(source).split("~")
    return _base(_read(name, "law"), tuple(without))


def load_policy(source: Source) -> Scenario:
    """A policy scenario by name or path.

    Raises
    ------
    InvalidInput
        With every mistake in the file, or when there is no such name or file.
    """
    content = _read(source, "policies")
    name = os.fspath(source)
    folder = None if name in policy_names() and not isinstance(source, os.PathLike) else Path(name).parent
    return parse_checked(content, functools.partial(_policy, content=content, folder=folder))


def load_measure(path: Source) -> Measure:
    """A measure out of a file of one's own; the name of the file is that of the measure.

    Raises
    ------
    InvalidInput
        With every mistake in the file, or when there is no such file.
    """
    found = own_measure(Path(path).stem, _read(Path(path), "policies"))
    assert found.lever is not None  # a file of one's own is never out of the model
    OWN[found.slug] = found.lever
    return found


def own_measures(data: Any, folder: Path | None) -> tuple[tuple[str, bytes], ...]:
    """The measure files that a policy names, with what they hold.

    Parameters
    ----------
    folder
        That of the policy file, from which paths are looked up; None: of the package, which has no such files.

    Raises
    ------
    InvalidInput
        For a list that is none, and for files that cannot be read.
    """
    named = data.get("measures") if is_mapping(data) else None
    if named is None:
        return ()
    mistakes: list[Mistake] = []
    found: list[tuple[str, bytes]] = []
    for k, name in enumerate(named if is_list(named) else [named]):
        path = f"measures[{k}]"
        if not isinstance(named, list) or not isinstance(name, str) or not name.endswith(".yaml") or folder is None:
            allowed = "a list of measure files beside the policy file, as [rent_cap.yaml]"
            mistakes.append(Mistake(path, name, "", allowed, "not a measure file", ""))
            continue
        try:
            kept = folder.name == KEPT and (folder.parent / "manifest.json").is_file()
            at = folder / OWN_FOLDER / Path(name).name if kept else folder / name
            found.append((name, _read(at, "policies")))
        except InvalidInput as error:
            mistakes += [
                one._replace(path=path, value=name, hint="Paths begin at the policy file.") for one in error.mistakes
            ]
    if mistakes:
        raise InvalidInput(mistakes)
    return tuple(found)


@functools.cache
def sources() -> frozenset[str]:
    """Keys of the evidence that a figure may name as its source."""
    return frozenset(key for name in EVIDENCE for key in evidence(name))


@functools.cache
def evidence(name: str) -> dict[str, dict[str, str]]:
    """Rows of one evidence file (``law.csv``) by id."""
    text = files("scenarios").joinpath("evidence", name).read_text("utf-8")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text))}


# The same base world is asked for by every model of a batch.
@functools.lru_cache(maxsize=16)
def _base(content: bytes, without: tuple[str, ...]) -> BaseWorld:
    return parse_checked(content, lambda data: base_from_data(data, _digest(content), without))


def _policy(data: Any, content: bytes, folder: Path | None) -> Scenario:
    """The policy of a file; what is wrong with items of its base is reported together with its other mistakes."""
    own = own_measures(data, folder)
    try:
        return policy_from_data(data, base_names(), _digest(b"".join((content, *(text for _, text in own)))), own)
    except InvalidInput as error:
        base = data.get("base") if is_mapping(data) else None
        if isinstance(base, str) and "~" in base and base.partition("~")[0] in base_names():
            try:
                load_base(base)
            except InvalidInput as more:
                raise InvalidInput([*error.mistakes, *more.mistakes]) from None
        raise


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _names(folder: str) -> list[str]:
    place = files("scenarios").joinpath(folder)
    if not place.is_dir():
        return []
    return sorted(item.name.removesuffix(".yaml") for item in place.iterdir() if item.name.endswith(".yaml"))


def _read(source: Source, folder: str) -> bytes:
    text = os.fspath(source)
    if not isinstance(source, os.PathLike) and text in _names(folder):
        return files("scenarios").joinpath(folder, f"{text}.yaml").read_bytes()
    # The type of a file is looked at first: a pipe or device could be read without end.
    try:
        found = Path(text).is_file()
        if found:
            with open(text, "rb") as file:
                return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise _no_file(text, "this file cannot be read", str(getattr(error, "strerror", error))) from error
    if SLUG.match(text):
        names = _names(folder)
        raise _no_file(text, "unknown name", did_you_mean(text, names), ", ".join(names))
    raise _no_file(text, "no such file", "A name or a path of a YAML file is needed.")


def _no_file(path: str, message: str, hint: str, allowed: str = "") -> InvalidInput:
    value: Any = path
    return InvalidInput([Mistake("(file)", value, "", allowed, message, hint)])
