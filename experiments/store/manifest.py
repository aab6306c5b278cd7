"""The manifest of a result folder as it lies on disk: read and checked here, before anybody uses it.

A folder may come from elsewhere, so its manifest is data that may hold anything. What passes has every field that
some command reads, of the right type (`experiments.store.manifest_shape`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sim.declare.kinds import is_mapping
from sim.declare.params import InvalidInput, Mistake
from sim.declare.yaml_reader import shown

MANIFEST = "manifest.json"
SCHEMA_VERSION = 1
OTHER_VERSION, UNREADABLE = "made by another version of the results", "the manifest cannot be read"
OTHER_HINT = "Read it with the version of uitzendlab that made it, or make the runs in a new folder."
HELP_BACK = (
    "The runs in the folder are still there and nothing was changed. Put the manifest back (an export holds a copy of "
    "it), or make the runs in a new folder: --out NEW --store {folder} takes those that are there."
)


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a folder, None if there is none of ours.

    Raises
    ------
    InvalidInput
        When it was made by another version of the results, or cannot be read: broken, or with a field that is
        missing or of the wrong type.
    """
    path = folder / MANIFEST
    try:
        # the type of a file is looked at first: a pipe could be read without end
        text = path.read_text("utf-8") if path.is_file() else None
        told, where = (None if text is None else json.loads(text)), ""
    except OSError as error:
        raise _unreadable(folder, "", error.strerror or "") from None
    except (ValueError, RecursionError) as error:
        told, text = None, ""
        where = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "(text)"
    if text is None:
        return None
    if where or not is_mapping(told) or "schema_version" not in told:
        # Many programs call a file of theirs so: it is ours where runs of ours lie beside it.
        if not (folder / "status").is_dir():
            return None
        raise _unreadable(folder, where or "schema_version", "JSON")
    version = told["schema_version"]
    if type(version) is not int or version != SCHEMA_VERSION:
        place = f"{path}: schema_version"
        mistake = Mistake(place, shown(str(version)), "", str(SCHEMA_VERSION), OTHER_VERSION, OTHER_HINT)
        raise InvalidInput([mistake])
    _check_shape(folder, told)
    return told


def _check_shape(folder: Path, told: Any) -> None:
    # Imported here: the processes that make runs hold a Store too, and read no manifest.
    from pydantic import ValidationError

    from experiments.store.manifest_shape import Manifest

    try:
        Manifest.model_validate(told)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise _unreadable(folder, ".".join(map(str, first["loc"])) or "bases, policies", "") from None


def _unreadable(folder: Path, where: str, allowed: str) -> InvalidInput:
    """One sentence with the place in the file, and what helps."""
    path = f"{folder / MANIFEST}: {shown(where)}" if where else str(folder / MANIFEST)
    return InvalidInput([Mistake(path, "", "", allowed, UNREADABLE, HELP_BACK.format(folder=folder))])
