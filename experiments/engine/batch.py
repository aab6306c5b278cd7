"""Execute a plan in a result folder: run what is missing, keep what is there, refuse folders of other plans."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import platform
import subprocess
import time
from collections.abc import Callable, Generator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import polars as pl

from experiments.engine.executors import Executor, Progress
from experiments.engine.run import NOT_WRITTEN
from experiments.plan.plan import Resolved
from experiments.plan.run_spec import RunSpec, code_hash
from experiments.store.compaction import MANY, compact, drop, forget, recover
from experiments.store.design_table import design_table
from experiments.store.looks import looks_of, with_looks
from experiments.store.manifest import MANIFEST, SCHEMA_VERSION
from experiments.store.run_cache import exchange_runs, put, waiting_runs
from experiments.store.store import DONE, UNFINISHED, Store, run_row
from experiments.store.writable import CLOSED, FULL, refuse_unwritable, writing
from sim.declare.params import InvalidInput, Mistake
from sim.outcomes.metrics import codebook_table
from sim.scenario.policy import told
from sim.world import SIZES

LIBRARIES = ("uitzendlab", "numpy", "numba", "llvmlite", "mesa", "polars", "scipy")
FORCED = "or use --force, which removes the runs of that plan"
DERIVED = ("summary.parquet", "report.html")  # made from the runs; out of date as soon as a run is added


LATE = 3.0  # seconds that a receipt may take to be seen
WRITE_EVERY = 2.0  # seconds between two writings of the table of runs, at least


@dataclasses.dataclass(frozen=True)
class Batch:
    """What came of a plan."""

    runs: pl.DataFrame
    made: int  # runs made now; the others were there, or in the shared store

    @property
    def failed(self) -> list[dict[str, Any]]:
        """Runs without a result."""
        return self.runs.filter(pl.col("status") != DONE).to_dicts()


class NoRoom(Exception):
    """The disk is full, or a file may not grow. Finished runs are stored."""


def run_batch(
    resolved: Resolved,
    store: Store,
    executor: Callable[[int], Executor],
    *,
    progress: Progress = lambda spec, done, of: None,
    on_done: Callable[[RunSpec, str], None] = lambda spec, status: None,
    command: str = "",
    settings: Mapping[str, Any] | None = None,
    force: bool = False,
    shared: Store | None = None,
    fail_fast: bool = False,
    many: int = MANY,
) -> Batch:
    """Execute every run of a plan that is not in the folder yet.

    Parameters
    ----------
    executor : callable
        Gives the executor for a number of runs.
    shared : Store, optional
        A store in which finished runs are looked for first, and put.
    fail_fast : bool
        Stop at the first run that fails.
    many : int
        From so many finished runs on their parts are put together at the end.

    Raises
    ------
    InvalidInput
        When the folder holds another plan or something that is not ours, another command is writing there, or it or
        the store takes no files.
    NoRoom
        When nothing more can be written.
    """
    refuse_foreign(resolved, store, force)
    refuse_unwritable("out", store.folder)
    if shared is not None:
        refuse_unwritable("store", shared.folder)
    with store.locked() as ours:
        if not ours:
            raise _refused(store, "another command is writing there", "Wait for it, or choose another --out.")
        try:
            return _complete(
                resolved, store, executor, progress, on_done, command, settings or {}, shared, fail_fast, many
            )
        except OSError as error:
            if error.errno in FULL:
                raise NoRoom(f"{store.folder}: {error.strerror}") from error
            with writing("out", store.folder, CLOSED):  # a folder in it takes no files
                raise


def _complete(
    resolved: Resolved,
    store: Store,
    executor: Callable[[int], Executor],
    progress: Progress,
    on_done: Callable[[RunSpec, str], None],
    command: str,
    settings: Mapping[str, Any],
    shared: Store | None,
    fail_fast: bool,
    many: int,
) -> Batch:
    recover(store)
    _begin(resolved, store, command, settings)
    lacking = waiting_runs(resolved, store, None)
    drop(store, (spec.run_id for spec in lacking))
    if lacking:
        for name in DERIVED:
            (store.folder / name).unlink(missing_ok=True)
    todo = lacking if shared is None else exchange_runs(resolved, store, shared, lacking)
    told = store.receipts()
    rows = {spec.run_id: run_row(spec, told.get(spec.run_id)) for spec in resolved.specs}
    store.write_runs(rows.values())
    written, iterator = time.monotonic(), _made(executor, todo, store, progress)
    with contextlib.closing(iterator):
        for spec in iterator:
            receipt = _receipt(store, spec.run_id)
            if receipt is None or str(receipt["error"]).startswith(NOT_WRITTEN):
                raise NoRoom(str((receipt or {"error": store.folder})["error"]).splitlines()[0])
            rows[spec.run_id] = run_row(spec, receipt)
            if shared is not None:
                put(spec, store, shared)
            # Of ten thousand runs the table takes time to write: not after each one.
            if time.monotonic() - written > WRITE_EVERY:
                store.write_runs(rows.values())
                written = time.monotonic()
            on_done(spec, receipt["status"])
            if fail_fast and receipt["status"] != DONE:
                break
    store.write_runs(rows.values())
    with contextlib.suppress(OSError):  # no room for a second copy of a table: it stays as it is
        compact(store, many)
    store.write_json(MANIFEST, {**(store.manifest() or {}), "end": _time()})
    return Batch(store.read("runs"), len(todo))


def _receipt(store: Store, run_id: str) -> dict[str, Any] | None:
    """The receipt of a run that has ended; on a file system of a network it may be seen here a little later."""
    until = time.monotonic() + LATE
    while (found := store.receipt(run_id)) is None and time.monotonic() < until:
        time.sleep(0.1)
    return found


def _made(
    executor: Callable[[int], Executor], todo: list[RunSpec], store: Store, progress: Progress
) -> Generator[RunSpec]:
    """The runs as they are made; closing it ends every process of the executor."""
    if todo:
        yield from executor(len(todo)).run(todo, store, progress)


def refuse_foreign(resolved: Resolved, store: Store, force: bool) -> None:
    """Refuse a folder that is a file, foreign, or of another plan, unless forced."""
    if store.folder.exists() and not store.folder.is_dir():
        raise _refused(store, "is not a folder", "Choose another --out.")
    manifest = store.manifest()
    if force or not store.folder.is_dir():
        return
    if manifest is None:
        if any(path.name != ".lock" and not path.name.endswith(UNFINISHED) for path in store.folder.iterdir()):
            raise _refused(store, "holds something else than results", "Choose another --out, or use --force.")
        return
    told, asked = ({**plan, "record": "", "groups": ""} for plan in (manifest["plan"], resolved.plan.facts()))
    if told != asked:
        changed = ", ".join(name for name in asked if told.get(name) != asked[name])
        hint = f"It differs in: {changed}. Choose another --out, {FORCED}."
        raise _refused(store, "holds the results of another plan", hint)
    if manifest["run_ids"] != [spec.run_id for spec in resolved.specs]:
        hint = f"The code or the scenario files have changed since. Choose another --out, {FORCED}."
        raise _refused(store, "holds the results of another plan", hint)


def _begin(resolved: Resolved, store: Store, command: str, settings: Mapping[str, Any]) -> None:
    """Clean up, then say in the manifest what is going to be made before anything is."""
    before = store.manifest() or {}
    ids = [spec.run_id for spec in resolved.specs]
    same = before.get("run_ids") == ids
    settings = with_looks(settings, before, ids, len(resolved.plan.seeds))
    store.clean(keep=set(ids))
    forget(store, set(ids))
    if not same or looks_of(before) != looks_of({"configuration": settings}):  # intervals are others then
        for name in DERIVED:
            (store.folder / name).unlink(missing_ok=True)
    digests = {p.id: p.digest for p in (*resolved.bases.values(), *resolved.policies.values())}
    manifest = {
        "schema_version": SCHEMA_VERSION,
        "command": command,
        "plan": resolved.plan.facts(),
        "configuration": settings,
        "run_ids": ids,
        "seeds": list(resolved.plan.seeds),
        "scale": SIZES[resolved.plan.size].scale,
        "bases": {source: base.id for source, base in resolved.bases.items()},
        "policies": {source: policy.id for source, policy in resolved.policies.items()},
        "titles": _titles(resolved),
        "measures": {policy.id: told(policy) for policy in resolved.policies.values()},
        "versions": versions(),
        "data": {"code": code_hash(), **digests},
        "start": before["start"] if same else _time(),
        "attempt": _time(),  # when the present command began, of which the rate is told
        "end": before.get("end") if same else None,
    }
    store.write_json(MANIFEST, manifest)
    store.copy_inputs(resolved.inputs)
    store.write_frame("codebook.parquet", pl.DataFrame({n: list(c) for n, c in codebook_table().items()}))
    store.write_frame("design.parquet", design_table(resolved))


def _titles(resolved: Resolved) -> dict[str, dict[str, str]]:
    worlds = (*resolved.bases.values(), *resolved.policies.values())
    return {world.id: {"nl": world.title.nl, "en": world.title.en} for world in worlds}


def versions() -> dict[str, str]:
    """Versions of the code and of what it runs on."""
    found = {"python": platform.python_version(), "platform": platform.platform()}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    root = Path(__file__).parents[2]
    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--abbrev=12"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
        found["commit"] = done.stdout.strip()
    except (OSError, subprocess.SubprocessError):
        pass  # installed without its history
    return found


def _time() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _refused(store: Store, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Mistake("out", str(store.folder), "", "", message, hint)])
