"""``run.yaml``: settings of ``run`` in a file of the user, read by the loader of every other file of a user.

Hydra never sees the file: its settings are handed on as if they had been given as options.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from experiments.plan.lists import LISTED, beside, join_names, split_names
from experiments.plan.plan import read_seeds
from sim.declare.kinds import is_list
from sim.declare.params import InvalidInput, Mistake
from sim.declare.validation import Checker
from sim.declare.yaml_reader import MAX_BYTES, parse_checked

FILE_NAME = "run.yaml"
_DEFAULTS = ["run_schema", "_self_"]  # what a copy of the package's own file begins with


def load_settings(path: Path, told: bool = True) -> dict[str, Any]:
    """The settings of a file by name, as the options of ``run`` have them; mistakes name the file if ``told``.

    Raises
    ------
    InvalidInput
        With every mistake in the file, or when there is no such file.
    """
    if not path.is_file():
        raise InvalidInput([Mistake("config-dir", str(path), "", f"a folder with {FILE_NAME}", "no such file", "")])
    try:
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        hint = str(error.strerror or error)
        raise InvalidInput([Mistake("config-dir", str(path), "", "", "this file cannot be read", hint)]) from None
    try:
        return parse_checked(content, lambda data: settings_from(data, str(path.parent)))
    except InvalidInput as error:
        raise InvalidInput([m._replace(path=f"{path}: {m.path}") if told else m for m in error.mistakes]) from None


def settings_from(data: Any, folder: str = "") -> dict[str, Any]:
    """The settings that a file describes; a file it names is looked for in ``folder`` first.

    Raises
    ------
    InvalidInput
        With every unknown name and every value of the wrong type.
    """
    check = Checker()
    top = check.mapping(data, "", (), (*_READ, "defaults"))
    if top.pop("defaults", _DEFAULTS) != _DEFAULTS:
        check.refuse("defaults", None, "not allowed here", ", ".join(_DEFAULTS), "Leave defaults out.")
    found = {name: _READ[name](check, value, name, folder) for name, value in top.items() if value is not None}
    check.done()
    return found


def _text(check: Checker, value: Any, path: str, folder: str) -> str:
    # a folder may be called 2027
    return str(value) if _is_whole(value) else check.text(value, path, 2000)


def _date(check: Checker, value: Any, path: str, folder: str) -> str:
    day = check.date(value, path)
    return day.isoformat() if day else ""


def _workers(check: Checker, value: Any, path: str, folder: str) -> int:
    return check.whole(value, path, 1, 1024, "processes", 1)


def _seeds(check: Checker, value: Any, path: str, folder: str) -> str:
    """A number of seeds, seeds as on the command line, or a list of seeds."""
    if is_list(value):
        if all(_is_whole(item) for item in value):
            return ",".join(map(str, value)) + ","
        check.refuse(path, ", ".join(map(str, value)), "not a list of seeds", "10 | 3,7 | [3, 7]")
        return ""
    text = _text(check, value, path, folder)
    try:
        read_seeds(text)
    except InvalidInput as error:
        check.add(error)
    return text


def _names(check: Checker, value: Any, path: str, folder: str) -> str:
    """Names or paths, as text with commas or as a list."""
    if isinstance(value, list):
        names = [check.text(item, place, 2000) for place, item in check.rows(value, path)]
        return join_names(beside(name, folder) for name in names) or "none"
    text = check.text(value, path, 2000)
    try:
        return join_names(beside(name, folder) for name in split_names(text, folder))
    except ValueError:
        check.refuse(path, text, "not a list of names", LISTED)
        return ""


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


_READ: dict[str, Callable[[Checker, Any, str, str], Any]] = {
    "base": _names, "policies": _names, "size": _text, "seeds": _seeds, "until": _date, "workers": _workers,
    "record": _text, "groups": _text, "out": _text,
}  # fmt: skip
