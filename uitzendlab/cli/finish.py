"""What all commands that make runs have in common: make them, then show the answer."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from uitzendlab.cli.engine import check_limits, chosen_executor, waiting
from uitzendlab.cli.output import Output


def make_and_show(
    given: argparse.Namespace,
    out: Output,
    resolved: Any,
    store: Any,
    *,
    workers: int | None,
    command: str,
    settings: Mapping[str, Any],
    force: bool = False,
    default: str = "processes",
) -> int:
    """Make what is missing of a plan in a folder and show its answer; gives the exit code."""
    from analysis.burn_in import unsettled
    from analysis.report import write_report
    from analysis.sections import Sections
    from analysis.summary import write_summary
    from analysis.view import view_of
    from experiments.batch import NoRoom, run_batch
    from experiments.executors import ClusterGone, available_cores
    from experiments.store import Store
    from uitzendlab.cli.answer import show_failed, show_view
    from uitzendlab.cli.progress import progress_bar

    side = workers or available_cores()
    check_limits(given, resolved, store, side)
    engine = chosen_executor(given, side, out, default)
    try:
        with progress_bar(len(waiting(resolved, store)), out) as bar:
            batch = run_batch(
                resolved, store, engine, progress=bar.progress, on_done=bar.done, command=command, settings=settings,
                force=force, shared=Store(given.store) if given.store else None, fail_fast=given.fail_fast,
            )  # fmt: skip
    except NoRoom as error:
        out.failure(out.say("no_room", error=error, folder=store.folder))
        return 1
    except ClusterGone:
        out.failure(out.say("cluster_gone", folder=store.folder))
        return 1
    runs = batch.runs.height
    if batch.made == 0:
        out.note(out.say("stored"))
    elif batch.made < runs:
        out.note(out.say("some_stored", stored=runs - batch.made, runs=runs))
    if not (store.folder / "summary.parquet").is_file() and write_summary(store).is_empty():
        out.note(out.say("no_result"))
        show_failed(batch.failed, runs, out, str(store.folder))
        out.document({"folder": str(store.folder), "runs": runs, "failed": batch.failed, "headline": []})
        return 1
    if not (store.folder / "report.html").is_file():
        write_report(store, out.lang)
    view = view_of(store)
    show_view(view, Sections(store, view), out, failed=batch.failed)
    out.note(out.say("results", folder=store.folder, page=store.folder / "report.html"))
    moving = unsettled(store) if resolved.plan.size != "smoke" else []
    for facts in moving:
        out.failure(out.say("unsettled", **facts))
    return 1 if batch.failed or moving else 0
