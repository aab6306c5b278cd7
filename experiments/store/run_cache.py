"""A store of finished runs that several result folders share: stored runs are taken, new ones are added.

It has the folders of a result folder and no manifest. Runs in it stay files by themselves, so that many commands may
add to it at once, until ``uitzendlab compact`` puts them together; a run kept with more detail takes the place of one
with less. Who adds or takes holds the store together with others, who puts the parts together holds it alone.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path

import polars as pl

from experiments.plan.plan import Resolved
from experiments.plan.run_spec import RunSpec
from experiments.store.folder_lock import shared_with
from experiments.store.manifest import MANIFEST
from experiments.store.store import DONE, TABLES, UNFINISHED, Contents, Store


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


def is_shared_store(store: Store) -> bool:
    """Whether a folder is a store of runs: it has finished ones, and no manifest to say of which plan."""
    return not (store.folder / MANIFEST).exists() and any(told["status"] == DONE for told in store.receipts().values())


def exchange_runs(resolved: Resolved, store: Store, shared: Store, lacking: Sequence[RunSpec]) -> list[RunSpec]:
    """Take what the folder lacks from the shared store, and put there what only the folder has.

    Parameters
    ----------
    lacking
        Runs of the plan that the folder does not have.

    Returns
    -------
    list of RunSpec
        The runs that must be made, in the order given.
    """
    missing = {spec.run_id for spec in lacking}
    with _held(shared):
        held, own = shared.contents(), store.contents()
        there = {spec.run_id for spec in lacking if held.is_done(spec)}
        taken = _carry(there, held, shared, store)
        kept = [own.at_least(spec) for spec in resolved.specs if spec.run_id not in missing]
        _carry({spec.run_id for spec in kept if not held.is_done(spec)}, own, store, shared)
    return [spec for spec in lacking if spec.run_id not in taken]


def put(spec: RunSpec, store: Store, shared: Store) -> None:
    """Put a run that was just made in the shared store, unless it is there with as much detail."""
    told = store.receipt(spec.run_id)
    if told is not None and told["status"] == DONE and not shared.has(spec):
        with _held(shared):
            _carry({spec.run_id}, Contents({spec.run_id: told}, {}), store, shared)


@contextlib.contextmanager
def _held(shared: Store) -> Generator[None]:
    # A result folder may serve as a store too. Another command may be making runs there for hours: not waited for,
    # since it puts parts together at its very end only, and what is then missed is made.
    if (shared.folder / MANIFEST).exists():
        yield
    else:
        with shared_with(shared.folder):
            yield


def _carry(runs: Iterable[str], contents: Contents, source: Store, target: Store) -> set[str]:
    """The parts of all runs first, table by table so that a large part is read once; then the receipts."""
    order = sorted(runs)
    told = {run: contents.receipts[run] for run in order}
    gone: set[str] = set()
    for table in TABLES:
        rows = _rows_of(source, table)
        for run in order:
            if run in gone or table not in told[run]["tables"]:
                continue
            name = f"{table}/{run}.parquet"
            try:
                _link(source.folder / name, target.folder / name)
            except FileNotFoundError:
                # In a large part; or another command puts more detail there at this moment.
                frame = rows(run)
                if frame.is_empty() and not frame.columns:
                    gone.add(run)
                else:
                    target.write_frame(name, frame)
    for run in order:
        if run not in gone:
            target.write_json(f"status/{run}.json", told[run])
    return set(order) - gone


def _rows_of(source: Store, table: str) -> Callable[[str], pl.DataFrame]:
    """Gives the rows of a run from the large parts of a table, the last of which is kept at hand."""
    where = {run: name for name, runs in source.index(table).items() for run in runs}
    open_part: dict[str, pl.DataFrame] = {}

    def rows(run: str) -> pl.DataFrame:
        name = where.get(run)
        if name is None:
            return pl.DataFrame()
        if name not in open_part:
            open_part.clear()
            try:
                open_part[name] = pl.read_parquet(source.folder / table / name, memory_map=False)
            except FileNotFoundError:
                return pl.DataFrame()
        return open_part[name].filter(pl.col("run_id") == run).rechunk()

    return rows


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
