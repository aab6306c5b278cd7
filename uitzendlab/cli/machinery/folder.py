"""A result folder named on the command line."""

from __future__ import annotations

from typing import Any

from uitzendlab.cli.machinery.output import Refused


def open_folder(name: str) -> Any:
    """The store of a folder of results.

    Raises
    ------
    Refused
        When there are no results in it.
    """
    from experiments.store.store import Store

    store = Store(name)
    if store.manifest() is None:
        raise Refused("dir", name, "", "no result folder", "Make one: uitzendlab run --out DIR")
    return store


def with_answer(store: Any) -> Any:
    """The same store, with its summary made if it is not there."""
    from analysis.answers.summary import write_summary
    from experiments.store.writable import writing

    there = (store.folder / "summary.parquet").is_file()
    with writing("dir", store.folder):
        empty = not there and write_summary(store).is_empty()
    if empty:
        raise Refused("dir", str(store.folder), "", "no such run", "No run in this folder is finished yet.")
    return store


def workers_of(asked: int | None, manifest: Any) -> int | None:
    """Processes side by side: as asked, else as the folder was made, where it was made with a number."""
    if asked is not None and not 1 <= asked <= 1024:
        raise Refused("workers", asked, "1 to 1024", "outside its range")
    return asked or manifest["configuration"].get("workers")
