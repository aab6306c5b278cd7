"""Many small parts put together in a few large ones, at one moment for whoever reads.

The new content of a table's folder is written beside it and takes its place by one rename; so no reader sees a run
twice or misses one. A folder never holds a run both by itself and in a large part, except one made again with more
detail after its rows were taken out. The bytes of the large parts follow from the set of runs alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import re
import sys
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from experiments.store.exchanged import OLD
from experiments.store.store import DONE, INDEX, RECEIPTS, TABLES, UNFINISHED, Store, parquet

ROWS = 1_000_000  # rows of a large part, at least, the last one excepted: some 100 MB in memory
MANY = 200  # finished runs from which a batch puts its parts together
_LARGE = re.compile(r"part-[0-9]{5}\.parquet\Z")
_OWN = re.compile(r"([0-9a-f]{16}\.(parquet|json)(\.[0-9a-f]+\.unfinished)?|part-[0-9]{5}\.parquet|index\.json)\Z")
_ASIDE = re.compile(rf"({'|'.join((*TABLES, 'status'))})\.([0-9a-f]{{8}}|old)\.unfinished\Z")
_EXCHANGE, _HERE = 2, -100  # RENAME_EXCHANGE, AT_FDCWD


def compact(store: Store, least: int = 0, every: bool = False) -> int:
    """Put the parts of all finished runs together, if there are at least so many of these.

    The one who calls holds the folder (``Store.locked``) and no run is being made.

    Parameters
    ----------
    every
        All runs that are there, of whatever plan: of a shared store, which has none.

    Returns
    -------
    int
        Runs that lay by themselves before.

    Raises
    ------
    OSError
        When there is no room; the folder is as it was.
    """
    told = store.receipts()
    done = {run for run in (told if every else store.run_ids()) if told.get(run, {}).get("status") == DONE}
    alone = store.alone("status") & done
    if not alone or len(done) < least:
        return 0
    for table in TABLES:
        rebuild(store, table, done)
    aside = _aside(store.folder / "status")
    _write(aside / RECEIPTS, json.dumps(dict(sorted(told.items())), ensure_ascii=False).encode())
    _take_place(store.folder / "status", aside)
    return len(alone)


def rebuild(store: Store, table: str, keep: set[str]) -> None:
    """Write a table anew in large parts, with these runs only; one that has no small part and all of them stays."""
    folder = store.folder / table
    small = store.alone(table) & keep
    index = store.index(table)
    if not small and all(keep.issuperset(runs) for runs in index.values()):
        return
    where = {run: name for name, runs in index.items() for run in runs if run in keep} | {
        run: f"{run}.parquet" for run in small
    }
    aside = _aside(folder)
    made: dict[str, list[str]] = {}
    try:
        for runs, frame in _filled(folder, where):
            name = f"part-{len(made):05d}.parquet"
            made[name] = runs
            _write(aside / name, parquet(frame))
        if made:
            _write(aside / INDEX, json.dumps(made, indent=1).encode())
    except BaseException:
        _dissolve(aside, folder)
        raise
    _take_place(folder, aside)


def _filled(folder: Path, where: dict[str, str]) -> Iterator[tuple[list[str], pl.DataFrame]]:
    """Runs in the order of their ids, in groups of so many rows."""
    runs: list[str] = []
    frames: list[pl.DataFrame] = []
    height = 0
    open_part: tuple[str, pl.DataFrame] = ("", pl.DataFrame())
    for run in sorted(where):
        if where[run] != open_part[0]:
            frame = pl.read_parquet(folder / where[run], memory_map=False)
            open_part = where[run], frame
        frame = open_part[1]
        frames.append(frame.filter(pl.col("run_id") == run) if _LARGE.match(where[run]) else frame)
        runs.append(run)
        height += frames[-1].height
        if height >= ROWS:
            yield runs, pl.concat(frames, rechunk=True)
            runs, frames, height = [], [], 0
    if runs:
        yield runs, pl.concat(frames, rechunk=True)


def drop(store: Store, runs: Iterable[str]) -> None:
    """Take runs out of the large parts, before they are made again or because the plan no longer has them."""
    gone = set(runs)
    for table in TABLES:
        held = {run for part in store.index(table).values() for run in part}
        if held & gone:
            rebuild(store, table, (held | store.alone(table)) - gone)


def recover(store: Store) -> None:
    """Finish what a compaction that was broken off left. The one who calls holds the folder."""
    for table in (*TABLES, "status"):
        old = store.folder / f"{table}{OLD}"
        if old.is_dir() and not (store.folder / table).exists():
            os.rename(old, store.folder / table)
    for aside in store.folder.glob(f"*{UNFINISHED}"):
        if (match := _ASIDE.match(aside.name)) and aside.is_dir() and not aside.is_symlink():
            _dissolve(aside, store.folder / match[1])


def forget(store: Store, keep: set[str]) -> None:
    """Take runs that the plan no longer has out of the large parts and of the receipts put together."""
    held = {run for table in TABLES for part in store.index(table).values() for run in part}
    drop(store, held - keep)
    path = store.folder / "status" / RECEIPTS
    if path.is_file():
        told: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if not keep.issuperset(told):
            store.write_json(f"status/{RECEIPTS}", {run: facts for run, facts in told.items() if run in keep})


def _aside(folder: Path) -> Path:
    aside = folder.with_name(f"{folder.name}.{uuid.uuid4().hex[:8]}{UNFINISHED}")
    aside.mkdir(parents=True)
    return aside


def _write(path: Path, content: bytes | memoryview) -> None:
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _take_place(folder: Path, aside: Path) -> None:
    """Put the new content in the place of the old, then remove the old; what is not ours moves along."""
    if not _exchange(folder, aside):
        # Two renames: a reader in between finds no folder, looks again (`Store`), and never sees a run twice.
        old = folder.with_name(f"{folder.name}{OLD}")
        os.rename(folder, old)
        os.rename(aside, folder)
        aside = old
    _dissolve(aside, folder)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders at one moment; False where the system or the file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        swap = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return swap(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _dissolve(aside: Path, into: Path) -> None:
    """Remove our own files of a folder and the folder; any other file is moved to where it was."""
    for path in list(aside.iterdir()):
        if _OWN.match(path.name) or path.name == RECEIPTS:
            path.unlink(missing_ok=True)
        elif not (into / path.name).exists():
            into.mkdir(exist_ok=True)
            os.rename(path, into / path.name)
    with contextlib.suppress(OSError):  # something that could not be moved stays where it is
        aside.rmdir()
