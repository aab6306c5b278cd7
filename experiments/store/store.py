"""The result folder: every file appears whole or not at all, and a run counts once its last part is there.

A run writes its parts, then its receipt in ``status/``; without receipt there was no run. So a computer that
is switched off leaves nothing that must be repaired: what is missing is run again. Parts of many runs may have
been put together (``experiments.store.compaction``): then ``index.json`` beside them says which runs each one holds.
"""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import functools
import io
import json
import os
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import polars as pl

from experiments.plan.run_spec import GROUPS, RECORD, RunSpec
from experiments.store.exchanged import unchanged
from experiments.store.folder_lock import locked
from experiments.store.frames import frame_of
from experiments.store.manifest import MANIFEST, read_manifest

UNFINISHED = ".unfinished"
DONE, FAILED, WAITING = "done", "failed", "waiting"
INDEX = "index.json"  # of a folder of a table: which runs its large parts hold
RECEIPTS = "receipts.json"  # of status/: the receipts put together; one by itself is newer
TABLES = ("weekly", "yearly", "totals", "spells", "agencies", "flows", "ledger", "lives")
OWN_FILES = (MANIFEST, "runs.parquet", "design.parquet", "summary.parquet", "codebook.parquet", "report.html")
_PAIRED = ("weekly", "yearly", "totals")  # tables in which each row says whose it is
_RUN_FILE = re.compile(r"([0-9a-f]{16})\.(parquet|json)(\.[0-9a-f]+\.unfinished)?\Z")
_RUNS = {
    "run_id": pl.String, "base": pl.String, "policy": pl.String, "seed": pl.Int32, "draw": pl.String,
    "status": pl.String, "weeks": pl.Int32, "seconds": pl.Float64, "error": pl.String,
}  # fmt: skip


class Store:
    """Reads and writes one result folder. Holds a path only, so it travels to other processes."""

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)

    def write_run(self, spec: RunSpec, tables: Mapping[str, Mapping[str, Any]], weeks: int, seconds: float) -> None:
        """Write all parts of a finished run, the receipt last."""
        parts = [name for name in TABLES if name in tables]
        for name in parts:
            self.write_frame(f"{name}/{spec.run_id}.parquet", frame_of(tables[name], spec, name in _PAIRED))
        for name in set(TABLES) - set(parts):  # of an earlier run kept in more detail, which nobody asked for now
            (self.folder / name / f"{spec.run_id}.parquet").unlink(missing_ok=True)
        self._write_receipt(spec, DONE, weeks, seconds, None, parts)

    def write_failure(self, spec: RunSpec, error: str, seconds: float) -> None:
        """Write down that a run failed, with its exact settings."""
        self._write_receipt(spec, FAILED, 0, seconds, error, [])

    def _write_receipt(
        self, spec: RunSpec, status: str, weeks: int, seconds: float, error: str | None, parts: list[str]
    ) -> None:
        facts = {"status": status, "weeks": weeks, "seconds": seconds, "error": error, "tables": parts}
        kept = {"record": spec.record, "groups": spec.groups, "seed": spec.seed, "draw": spec.draw}
        world = {"base": spec.base, "policy": spec.policy, "size": spec.size, "end": spec.end}
        settings = {"overrides": dict(spec.overrides), "ended": round(time.time(), 3)}
        self.write_json(f"status/{spec.run_id}.json", facts | kept | world | settings)

    def receipt(self, run_id: str) -> dict[str, Any] | None:
        """What is known of a run, None if it never ended."""
        told = read_json(self.folder / "status" / f"{run_id}.json")
        return told if told is not None else self._kept().get(run_id)

    def receipts(self) -> dict[str, dict[str, Any]]:
        """What is known of all runs here, by run id."""
        return unchanged(self.folder / "status", self._read_receipts)

    def _read_receipts(self) -> dict[str, dict[str, Any]]:
        folder = self.folder / "status"
        found = {run: read_json(folder / f"{run}.json") for run in self.alone("status")}
        return self._kept() | {run: facts for run, facts in found.items() if facts is not None}

    def _kept(self) -> dict[str, Any]:
        """Receipts in the one file that runs of a large batch share."""
        return read_json(self.folder / "status" / RECEIPTS) or {}

    def index(self, table: str) -> dict[str, list[str]]:
        """Runs of each large part of a table, by the name of the file; empty where there is none."""
        return read_json(self.folder / table / INDEX) or {}

    def alone(self, table: str) -> set[str]:
        """Runs that have a file of their own in the folder of a table, or of receipts (``status``)."""
        ending = ".json" if table == "status" else ".parquet"
        try:
            names = os.listdir(self.folder / table)
        except (FileNotFoundError, NotADirectoryError):
            return set()
        return {match[1] for name in names if (match := _RUN_FILE.match(name)) and name == match[1] + ending}

    def contents(self) -> Contents:
        """All that is here now, looked up once."""
        held = {table: unchanged(self.folder / table, functools.partial(self._held, table)) for table in TABLES}
        return Contents(self.receipts(), held)

    def _held(self, table: str) -> set[str]:
        return self.alone(table).union(*self.index(table).values())

    def is_done(self, spec: RunSpec) -> bool:
        """Whether the run is here, kept with at least the detail now asked for."""
        return self.contents().is_done(spec)

    def has(self, spec: RunSpec) -> bool:
        """The same for one run that lies by itself, without a look at any other."""
        told = read_json(self.folder / "status" / f"{spec.run_id}.json")
        held = {name: {spec.run_id} for name in TABLES if (self.folder / name / f"{spec.run_id}.parquet").is_file()}
        return Contents({spec.run_id: told} if told else {}, collections.defaultdict(set, held)).is_done(spec)

    def manifest(self) -> dict[str, Any] | None:
        """The manifest, None if this is no result folder of ours; raises InvalidInput as `read_manifest` does."""
        return read_manifest(self.folder)

    def run_ids(self) -> list[str]:
        """Runs of the plan, in its order."""
        return (self.manifest() or {"run_ids": []})["run_ids"]

    def read(self, table: str) -> pl.DataFrame:
        """A table of all finished runs of the plan by run id, or one of the single files; empty if there is none."""
        single = self.folder / f"{table}.parquet"
        if table not in TABLES:
            return pl.read_parquet(single, memory_map=False) if single.is_file() else pl.DataFrame()
        return unchanged(self.folder / table, lambda: self._read_parts(table))

    def _read_parts(self, table: str) -> pl.DataFrame:
        alone, index = self.alone(table), self.index(table)
        told = self.receipts()
        wanted = {run for run in self.run_ids() if told.get(run, {}).get("status") == DONE}
        parts = [self.folder / table / f"{run}.parquet" for run in sorted(wanted & alone)]
        frames = [pl.read_parquet(parts, memory_map=False)] if parts else []
        for name, runs in index.items():
            if chosen := wanted.intersection(runs) - alone:
                large = pl.read_parquet(self.folder / table / name, memory_map=False)
                frames.append(large if len(chosen) == len(runs) else large.filter(pl.col("run_id").is_in(list(chosen))))
        if not frames:
            return pl.DataFrame()
        return pl.concat(frames).sort("run_id", maintain_order=True) if len(frames) > 1 else frames[0]

    def rows_of(self, table: str, run_id: str) -> pl.DataFrame:
        """The rows of one run in a table, in the order they were made; empty if there are none."""
        return unchanged(self.folder / table, lambda: self._read_rows(table, run_id))

    def _read_rows(self, table: str, run_id: str) -> pl.DataFrame:
        alone = self.folder / table / f"{run_id}.parquet"
        if alone.is_file():
            return pl.read_parquet(alone, memory_map=False)
        for name, runs in self.index(table).items():
            if run_id in runs:
                return pl.read_parquet(self.folder / table / name, memory_map=False).filter(run_id=run_id)
        return pl.DataFrame()

    def runs(self, specs: Iterable[RunSpec]) -> pl.DataFrame:
        """The table of runs as it now stands."""
        told = self.receipts()
        return pl.DataFrame([run_row(spec, told.get(spec.run_id)) for spec in specs], schema=_RUNS)

    def write_runs(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write the table of runs, of rows made by ``run_row``."""
        self.write_frame("runs.parquet", pl.DataFrame(list(rows), schema=_RUNS))

    def write_frame(self, name: str, frame: pl.DataFrame) -> None:
        """Write a Parquet file, whole or not at all."""
        content = parquet(frame)
        self._write(name, lambda file: file.write(content))

    def write_json(self, name: str, value: Any) -> None:
        """Write a JSON file, whole or not at all."""
        text = json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
        self._write(name, lambda file: file.write(text.encode()))

    def write_text(self, name: str, text: str) -> None:
        """Write a text file, whole or not at all."""
        self._write(name, lambda file: file.write(text.encode()))

    def _write(self, name: str, fill: Callable[[IO[bytes]], Any]) -> None:
        target = self.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # Named after nothing but chance: two processes that write the same part do not meet.
        temporary = target.with_name(f"{target.name}.{uuid.uuid4().hex[:8]}{UNFINISHED}")
        try:
            with open(temporary, "xb") as file:
                fill(file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)

    def own_paths(self) -> Iterator[tuple[Path, str]]:
        """Files of runs here, with the id of their run; found by name, so nothing foreign is among them."""
        for table in (*TABLES, "status"):
            folder = self.folder / table
            for path in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
                if match := _RUN_FILE.match(path.name):
                    yield path, match[1]

    def clean(self, keep: set[str]) -> None:
        """Remove runs not in ``keep`` and all that was never finished. No foreign file is touched."""
        for path, run in self.own_paths():
            if run not in keep or path.name.endswith(UNFINISHED):
                path.unlink(missing_ok=True)
        for path in self.folder.glob(f"*{UNFINISHED}"):
            if path.name.split(".")[0] in {name.split(".")[0] for name in OWN_FILES}:
                path.unlink(missing_ok=True)

    def copy_inputs(self, inputs: Mapping[str, Path | bytes]) -> None:
        """Keep the user's own files that were read, so that a run can be made again from this folder."""
        for name, given in inputs.items():
            content = given if isinstance(given, bytes) else given.read_bytes()
            self._write(f"inputs/{name}", lambda file, content=content: file.write(content))

    def locked(self) -> contextlib.AbstractContextManager[bool]:
        """Hold the folder for one command at a time; gives False where another one holds it."""
        return locked(self.folder)


@dataclasses.dataclass(frozen=True)
class Contents:
    """What a folder held at one moment: receipts by run, and the runs that each table has rows of."""

    receipts: Mapping[str, Mapping[str, Any]]
    held: Mapping[str, set[str]]

    def is_done(self, spec: RunSpec) -> bool:
        """Whether the run is here, kept with at least the detail now asked for."""
        told = self.receipts.get(spec.run_id)
        if told is None or told["status"] != DONE or self.at_least(spec).detail() != _detail(told):
            return False
        return all(spec.run_id in self.held[name] for name in told["tables"])

    def at_least(self, spec: RunSpec) -> RunSpec:
        """The run with the detail asked for and the detail it is kept with, so that none is lost."""
        told = self.receipts.get(spec.run_id)
        if told is None or told["status"] != DONE:
            return spec
        record, groups = (max(pair) for pair in zip(spec.detail(), _detail(told), strict=True))
        return dataclasses.replace(spec, record=RECORD[record], groups=GROUPS[groups])


def run_row(spec: RunSpec, told: Mapping[str, Any] | None) -> dict[str, Any]:
    """The row of a run in the table of runs, with its receipt if there is one."""
    facts = told or {"status": WAITING, "weeks": None, "seconds": None, "error": None}
    world = {"run_id": spec.run_id, "base": spec.base, "policy": spec.policy}
    return world | {"seed": spec.seed, "draw": spec.draw} | {name: facts[name] for name in list(_RUNS)[5:]}


def parquet(frame: pl.DataFrame) -> memoryview:
    """The bytes of a Parquet file. Made in memory, so that a full disk is told by the system and not by polars."""
    content = io.BytesIO()
    frame.write_parquet(content, compression="zstd")
    return content.getbuffer()


def _detail(receipt: Mapping[str, Any]) -> tuple[int, int]:
    return RECORD.index(receipt["record"]), GROUPS.index(receipt["groups"])


def read_json(path: Path) -> Any:
    """The content of a JSON file, None if there is none or it is none."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
