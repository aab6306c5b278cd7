"""What a command was asked: a frozen request, made once from the parsed words, that travels instead of them.

A request holds what was written and is never changed. What a folder or a setting adds to it makes a new one
(`dataclasses.replace`), so that every reader sees where a value comes from.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeGuard, get_type_hints


@dataclasses.dataclass(frozen=True)
class OfFolder:
    """Of a command about one result folder; commands that ask more extend it."""

    dir: str


def request_of[R](kind: type[R], words: Mapping[str, Any]) -> R:
    """The request of this kind from arguments by name.

    Parameters
    ----------
    kind : dataclass
        Its fields are named as the arguments are. One that is a dataclass itself is a part that several commands share,
        and is made of the same arguments.

    Raises
    ------
    KeyError
        When a field has no argument: the command declares one and not the other.
    """
    kinds = get_type_hints(kind)
    facts: dict[str, Any] = {}
    for field in dataclasses.fields(kind):  # pyright: ignore[reportArgumentType]
        part: Any = kinds[field.name]
        value: Any = request_of(part, words) if _is_request(part) else words[field.name]
        facts[field.name] = tuple(value) if _is_list(value) else value
    return kind(**facts)


def _is_request(part: object) -> TypeGuard[type[Any]]:
    return isinstance(part, type) and dataclasses.is_dataclass(part)


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)
