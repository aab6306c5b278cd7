"""Of what kind a value of a file or a caller is: as `isinstance` says, with what is in it known to hold anything."""

from __future__ import annotations

import os
from typing import Any, TypeGuard


def is_mapping(value: object) -> TypeGuard[dict[Any, Any]]:
    """Whether it is a mapping of names to values."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether it is a list."""
    return isinstance(value, list)


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Whether it is a tuple, with names of its fields or without."""
    return isinstance(value, tuple)


def is_path(value: object) -> TypeGuard[str | os.PathLike[str]]:
    """Whether it can name a file."""
    return isinstance(value, str | os.PathLike)
