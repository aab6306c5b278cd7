"""Where an export goes and in which form: never over another plan, and as CSV that a spreadsheet reads."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from experiments.store import MANIFEST, Store
from sim.params import InvalidInput, Mistake
from sim.yaml_safe import shown

# Excel takes the signs of the language it was installed in; without a byte order mark it reads é as two characters.
DIALECTS: dict[str, dict[str, Any]] = {
    "en": {},
    "nl": {"separator": ";", "decimal_comma": True, "include_bom": True, "float_scientific": False},
}
WORKBOOK = "results.xlsx"
OTHER_EXPORT = "holds an export of another plan"
OVERWRITE = "Choose another --out, or overwrite it with --force."
_PROPERTIES = "docProps/custom.xml"
_LARGEST = 5_000_000  # bytes of a manifest or of the properties of a workbook; ours are much smaller


def write_csv(frame: pl.DataFrame, dialect: str) -> Callable[[Path], Any]:
    """Writes a frame to a path as CSV of a dialect."""
    return lambda path: frame.write_csv(path, **DIALECTS[dialect])


def mark(workbook: Any, manifest: dict[str, Any]) -> None:
    """Write into the properties of a workbook whose plan it holds."""
    workbook.set_custom_property("uitzendlab plan", plan_mark(manifest))


def plan_mark(manifest: dict[str, Any]) -> str:
    """A name for what a folder compares: worlds, settings and what is varied, but not how many seeds or points."""
    plan = {name: value for name, value in manifest["plan"].items() if name not in ("seeds", "design")}
    varied = sorted({key for point in manifest["plan"]["design"] for key in point})
    worlds = [sorted(manifest["bases"].values()), sorted(manifest["policies"].values())]
    text = json.dumps([plan, varied, worlds], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def refuse_other_plan(store: Store, manifest: dict[str, Any], out: Path, force: bool) -> None:
    """Refuse a folder that holds the results, or without ``force`` an export, of another plan.

    An export of fewer seeds or points is of the same plan: its runs are among ours.

    Raises
    ------
    InvalidInput
        With what is there and what to do.
    """
    if not out.is_dir() or out.resolve().is_relative_to(store.folder.resolve()):
        return  # what lies in our own folder was made of it
    there = _manifest_in(out)
    if there is not None and not _same(there, manifest):
        if (out / "status").is_dir():
            hint = "Choose another --out: its own files would be replaced."
            raise _refused(out, "holds the results of another plan", hint)
        if not force:
            raise _refused(
                out, "holds an export of another plan", "Choose another --out, or overwrite it with --force."
            )
    if not force and (out / WORKBOOK).is_file() and plan_mark(manifest) not in _properties(out / WORKBOOK):
        raise _refused(
            out / WORKBOOK, "holds an export of another plan", "Choose another --out, or overwrite it with --force."
        )


def _same(there: dict[str, Any], ours: dict[str, Any]) -> bool:
    try:
        return plan_mark(there) == plan_mark(ours) and set(there["run_ids"]) <= set(ours["run_ids"])
    except (KeyError, TypeError, AttributeError):  # no manifest of ours
        return False


def _manifest_in(folder: Path) -> dict[str, Any] | None:
    """The manifest in a folder, as it is: that of an export has no runs beside it. Empty where it cannot be read."""
    path = folder / MANIFEST
    if not path.is_file():
        return None
    try:
        if path.stat().st_size > _LARGEST * 20:
            return {}
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _properties(workbook: Path) -> str:
    """The properties a workbook carries, empty where there are none."""
    try:
        with zipfile.ZipFile(workbook) as parts, parts.open(_PROPERTIES) as part:
            return part.read(_LARGEST).decode("utf-8", "replace")
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return ""


def _refused(path: Path, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Mistake("out", shown(str(path)), "", "", message, hint)])
