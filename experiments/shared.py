"""A store of finished runs that several result folders share: what is there is taken, what is made is put there.

It has the folders of a result folder and no manifest. Runs in it stay files by themselves, so that many commands may
add to it at once; a run kept with more detail takes the place of one with less.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from pathlib import Path

from experiments.plan import Resolved
from experiments.spec import RunSpec
from experiments.store import DONE, UNFINISHED, Store


def waiting_runs(resolved: Resolved, store: Store, shared: Store | None) -> list[RunSpec]:
    """The runs of a plan that are found neither in the folder nor in the shared store: those that must be made.

    Each is given with the detail asked for, or that of a run in the folder where it is kept with more. Nothing is
    written, and a folder that is not there holds no runs.
    """
    contents = store.contents()
    lacking = [contents.at_least(spec) for spec in resolved.specs if not contents.is_done(spec)]
    if shared is None or not lacking:
        return lacking
    held = shared.contents()
    return [spec for spec in lacking if not held.is_done(spec)]


def take(spec: RunSpec, shared: Store, store: Store) -> bool:
    """Take a run from the shared store, if it is there with the detail asked for; says whether it was."""
    told = shared.receipt(spec.run_id)
    if told is None or told["status"] != DONE or not shared.has(spec):
        return False
    try:
        _carry(spec.run_id, told["tables"], shared.folder, store.folder)
    except FileNotFoundError:  # another command puts more detail there at this moment
        return False
    return True


def put(spec: RunSpec, store: Store, shared: Store) -> None:
    """Put a finished run in the shared store, unless it is there with as much detail."""
    told = store.receipt(spec.run_id)
    if told is not None and told["status"] == DONE and not shared.has(spec):
        _carry(spec.run_id, told["tables"], store.folder, shared.folder)


def _carry(run_id: str, tables: list[str], source: Path, target: Path) -> None:
    """The parts first, the receipt last."""
    for name in (*(f"{table}/{run_id}.parquet" for table in tables), f"status/{run_id}.json"):
        _link(source / name, target / name)


def _link(source: Path, target: Path) -> None:
    """The same file under two names where the file system can, else a copy; whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f"{target.name}.{uuid.uuid4().hex[:8]}{UNFINISHED}")
    try:
        try:
            os.link(source, temporary)
        except FileNotFoundError:
            raise
        except OSError:
            shutil.copyfile(source, temporary)
        os.replace(temporary, target)
    finally:
        with contextlib.suppress(OSError):  # two names of one file: the rename did nothing
            temporary.unlink(missing_ok=True)
