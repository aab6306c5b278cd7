"""Where an export goes and in which form: never over another plan, and as CSV that a spreadsheet reads."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import polars as pl

from experiments.store.store import MANIFEST, TABLES, Store
from sim.declare.kinds import is_mapping
from sim.declare.params import InvalidInput, Mistake
from sim.declare.yaml_reader import shown

# Excel takes the signs of the language it was installed in; without a byte order mark it reads é as two characters.
DIALECTS: dict[str, dict[str, Any]] = {
    "en": {},
    "nl": {"separator": ";", "decimal_comma": True, "include_bom": True, "float_scientific": False},
}
WORKBOOK = "results.xlsx"
OTHER_EXPORT = "holds an export of another plan"
OVERWRITE = "Choose another --out, or overwrite it with --force."
RUN_FOLDERS = (*TABLES, "status", "inputs")  # of a result folder
_MARK = "uitzendlab plan"
_PROPERTIES = "docProps/custom.xml"
_LARGEST = 5_000_000  # bytes of a manifest or of the properties of a workbook; ours are much smaller


def write_csv(frame: pl.DataFrame, dialect: str) -> Callable[[Path], Any]:
    """Writes a frame to a path as CSV of a dialect."""
    return lambda path: frame.write_csv(path, **DIALECTS[dialect])


def mark(workbook: Any, manifest: dict[str, Any]) -> None:
    """Write into the properties of a workbook whose plan it holds."""
    workbook.set_custom_property(_MARK, plan_mark(manifest))


def plan_mark(manifest: dict[str, Any]) -> str:
    """A name for what a folder compares: worlds, settings and what is varied, but not how many seeds or points."""
    plan = {name: value for name, value in manifest["plan"].items() if name not in ("seeds", "design")}
    varied = sorted({key for point in manifest["plan"]["design"] for key in point})
    worlds = [sorted(manifest["bases"].values()), sorted(manifest["policies"].values())]
    text = json.dumps([plan, varied, worlds], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def refuse_other_plan(store: Store, manifest: dict[str, Any], out: Path, force: bool) -> None:
    """Refuse a folder of or in the results, or without ``force`` with an export, of another plan.

    An export of fewer seeds or points is of the same plan: its runs are among ours. Our own folder takes an export
    too, but not among its runs.

    Raises
    ------
    InvalidInput
        With what is there and what to do.
    """
    if "\0" in str(out):
        return  # no folder can have this name, which is told where it is made
    own, place = store.folder.resolve(), out.resolve()
    _refuse_results(manifest, own, place)
    there = _manifest_in(out)
    if not force and place != own and there is not None and not _same(there, manifest):
        raise _refused(out, OTHER_EXPORT, OVERWRITE)
    if not force and (out / WORKBOOK).is_file() and plan_mark(manifest) not in _properties(out / WORKBOOK):
        raise _refused(out / WORKBOOK, OTHER_EXPORT, OVERWRITE)


def replaced(manifest: dict[str, Any], out: Path, tables: Iterable[str]) -> list[Path]:
    """Files in a folder that an export of another plan wrote; the manifest last, since it tells whose the others are.

    Parameters
    ----------
    tables
        Every name that an export gives to a table.
    """
    marks, there = _properties(out / WORKBOOK), _manifest_in(out) or {}
    files = [out / WORKBOOK] if _MARK in marks and plan_mark(manifest) not in marks else []
    if "run_ids" in there and not _same(there, manifest) and not (out / "status").is_dir():
        files += [*(out / f"{name}.csv" for name in tables), out / MANIFEST]
    return [path for path in files if path.is_file()]


def _refuse_results(manifest: dict[str, Any], own: Path, place: Path) -> None:
    """Refuse a place in a result folder that is not ours, or among the runs of one."""
    for folder in (place, *place.parents):
        there = manifest if folder == own else _manifest_in(folder) if (folder / "status").is_dir() else None
        if there is None or (folder != place and "run_ids" not in there):
            continue  # above the place a manifest of another program says nothing
        if not (_same(there, manifest) and _same(manifest, there)):
            hint = "Choose another --out: its own files would be replaced."
            raise _refused(
                folder, "holds the results of another plan", hint if folder == place else "Choose an --out outside it."
            )
        if folder != place and place.relative_to(folder).parts[0] in RUN_FOLDERS:
            raise _refused(place, "holds the runs of a result folder", "Choose another --out.")
        if folder == own:
            return


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
    return found if is_mapping(found) else {}


def _properties(workbook: Path) -> str:
    """The properties a workbook carries, empty where there are none."""
    try:
        with zipfile.ZipFile(workbook) as parts, parts.open(_PROPERTIES) as part:
            return part.read(_LARGEST).decode("utf-8", "replace")
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return ""


def _refused(path: Path, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Mistake("out", shown(str(path)), "", "", message, hint)])
