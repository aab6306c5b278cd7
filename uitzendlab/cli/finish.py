"""What all commands that make runs have in common: make them, then show the answer."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from uitzendlab.cli.engine import check_limits, chosen_executor, waiting, warn_of_compiling
from uitzendlab.cli.output import Output, tell_remarks
from uitzendlab.cli.precise import as_far_as_made, targets_of, until_narrow
from uitzendlab.cli.preview import show_plan
from uitzendlab.cli.remember import engine_facts
from uitzendlab.words import hint


def make_and_show(given: argparse.Namespace, out: Output, resolved: Any, store: Any, **settings: Any) -> int:
    """Make what is missing of a plan in a folder (`make_runs`) and show its answer; gives the exit code.

    With ``--precision`` seeds are added until the effects are known narrowly enough, or no more may be made.
    """
    from experiments.reopen import reopen

    tell_remarks(out, resolved.remarks)  # before hours are spent
    if given.dry_run:
        return show_plan(given, out, resolved, store, settings["workers"])
    if targets := targets_of(given, resolved):
        resolved = as_far_as_made(store, resolved)
    batch = make_runs(given, out, resolved, store, **settings)
    if batch is not None and targets:

        def more(larger: Any, spent: float) -> Any:
            # Forced: it is another plan, of which `reopen` has seen that it holds every run of the folder.
            told = settings["settings"] | {"seeds": ",".join(map(str, larger.plan.seeds)) + ","}
            return make_runs(
                given, out, larger, store, **(settings | {"force": True, "spent": spent, "settings": told})
            )

        batch = until_narrow(given, out, store, batch, targets, more)
        resolved = reopen(store)
    asked = [target.metric for target in targets]
    return 1 if batch is None else show_answer(store, batch.failed, resolved, out, asked)


def make_runs(
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
    spent: float = 0.0,
) -> Any:
    """Make what is missing of a plan in a folder; gives the batch, None where it could not go on and has said so."""
    from experiments.batch import NoRoom, run_batch
    from experiments.executors import ClusterGone, NoWorkers, available_cores
    from experiments.store import Store
    from uitzendlab.cli.progress import progress_bar

    side = workers or available_cores()
    engine = chosen_executor(given, side, out, default)
    lacking = waiting(given, resolved, store)
    if lacking:
        warn_of_compiling(given, out)
    check_limits(given, lacking, side, spent)
    try:
        with progress_bar(len(lacking), out) as bar:
            batch = run_batch(
                resolved, store, engine, progress=bar.progress, on_done=bar.done, command=command,
                settings={**settings, "engine": engine_facts(given, default)},
                force=force, shared=Store(given.store) if given.store else None, fail_fast=bool(given.fail_fast),
            )  # fmt: skip
    except NoRoom as error:
        out.failure(out.say("no_room", error=hint(str(error), out.lang), folder=store.folder))
        return None
    except ClusterGone:
        out.failure(out.say("cluster_gone", folder=store.folder))
        return None
    except NoWorkers as error:
        out.failure(out.say("no_worker_came", minutes=f"{error.minutes:g}", folder=store.folder))
        return None
    runs = batch.runs.height
    if batch.made == 0:
        out.note(out.say("stored"))
    elif batch.made < runs:
        out.note(out.say("some_stored", stored=runs - batch.made, runs=runs))
    return batch


def show_answer(store: Any, failed: list[dict[str, Any]], resolved: Any, out: Output, also: Sequence[str] = ()) -> int:
    """Write the summary and the page, and show the headline or the table of a sweep; gives the exit code.

    Outcomes in ``also`` are shown of a sweep beside those of its experiment.
    """
    from analysis.burn_in import unsettled
    from analysis.report import write_report
    from analysis.sections import Sections
    from analysis.summary import write_summary
    from analysis.sweep import is_sweep, sweep_of
    from analysis.sweep_page import write_sweep_page
    from analysis.view import view_of
    from uitzendlab.cli.answer import show_failed, show_view
    from uitzendlab.cli.sweep_table import show_sweep

    runs, folder = len(resolved.specs), str(store.folder)
    sweep = is_sweep(store)
    if failed and sweep:
        show_failed(failed, runs, out, folder)
    if not (store.folder / "summary.parquet").is_file():
        summary = written(lambda: write_summary(store), "summary_lost", "compare", folder, out, out.failure)
        if summary is None:
            return 1
        empty = summary.is_empty()
    else:
        empty = False
    if empty:
        out.note(out.say("no_result"))
        if not sweep:
            show_failed(failed, runs, out, folder)
        document = {"folder": folder, "runs": runs, "failed": failed}
        out.document(document | ({"rows": [], **counts_of(resolved)} if sweep else {"headline": []}))
        return 1
    told = unsettled(store) if resolved.plan.size != "smoke" else []
    moving = [out.say("unsettled", **facts) for facts in told if not _law_moves(facts["base"])]
    if sweep:
        answer = sweep_of(store, also=also)
        page = _page(store, lambda: write_sweep_page(store, out.lang, answer), out)
        show_sweep(answer, out, failed, moving, counts=counts_of(resolved))
    else:
        page = _page(store, lambda: write_report(store, out.lang), out)
        view = view_of(store)
        show_view(view, Sections(store, view), out, failed=failed)
        for text in moving:
            out.warning(text)
    if page is not None:
        out.note(out.say("results", folder=store.folder, page=page))
    return 1 if failed or moving or page is None else 0


def _page(store: Any, write: Callable[[], Any], out: Output) -> Any:
    """The page of a folder, made where it is not there; None where it could not be written."""
    page = store.folder / "report.html"
    return page if page.is_file() else written(write, "page_lost", "report", str(store.folder), out, out.warning)


def written(
    write: Callable[[], Any], lost: str, command: str, folder: str, out: Output, tell: Callable[[str], None]
) -> Any:
    """What ``write`` gives; None where the system lets nothing be written, which is said with what makes it later.

    Everything else is kept: a full disk or a closed folder must not cost the answer to runs of many hours.
    """
    try:
        return write()
    except OSError as error:
        again = shlex.join(["uitzendlab", command, folder])
        tell(out.say(lost, error=out.system(error), command=again))
        return None


def counts_of(resolved: Any) -> dict[str, int]:
    """How many design points and runs a plan has, and how many runs serve more than one point."""
    from collections import Counter

    belongs = Counter(run for _, run in resolved.members)
    return {
        "point_count": len({number for number, _ in resolved.plan.points}),
        "run_count": len(resolved.specs),
        "shared": sum(1 for times in belongs.values() if times > 1),
    }


def _law_moves(base: str) -> bool:
    """Whether the law of a base world changes while it runs: then its first year may differ from later ones."""
    from sim.loading import load_base
    from sim.params import InvalidInput

    try:
        world = load_base(base)
    except InvalidInput:  # a file that has gone since
        return False
    return bool(world.change_weeks or world.levers)
