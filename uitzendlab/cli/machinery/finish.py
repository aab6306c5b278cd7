"""What all commands that make runs have in common: make them, then show the answer."""

from __future__ import annotations

import dataclasses
import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from analysis.text.messages import hint
from uitzendlab.cli.machinery.compiling import compile_first
from uitzendlab.cli.machinery.engine import Engine, check_limits, chosen_executor, waiting
from uitzendlab.cli.machinery.output import Output, report_remarks
from uitzendlab.cli.machinery.precise import NO_GOAL, Precision, as_far_as_made, looks_planned, targets_of, until_narrow
from uitzendlab.cli.machinery.preview import counts_of, show_plan
from uitzendlab.cli.machinery.remember import engine_facts


@dataclasses.dataclass(frozen=True)
class Job:
    """How the runs of a plan are to be made: what was asked, and what the command adds to it."""

    engine: Engine
    workers: int | None  # processes side by side; None: as many as this machine can
    command: str  # makes the same again; kept in the manifest
    settings: Mapping[str, Any]  # kept in the manifest
    goal: Precision = NO_GOAL
    force: bool = False  # take the place of another plan in the folder
    default: str = "processes"  # executor where none is named
    spent: float = 0.0  # hours that count towards the limit already

    def larger(self, seeds: Sequence[int], spent: float) -> Job:
        """The same with more seeds, after so many hours.

        Forced: it is another plan, of which `reopen` has seen that it holds every run of the folder.
        """
        settings = {**self.settings, "seeds": ",".join(map(str, seeds)) + ","}
        return dataclasses.replace(self, force=True, spent=spent, settings=settings)

    def looking(self, looks: Sequence[int]) -> Job:
        """The same, with the numbers of seeds at which it may look: kept before the first run is made."""
        return dataclasses.replace(self, settings={**self.settings, "looks": list(looks)})


def make_and_show(job: Job, out: Output, resolved: Any, store: Any) -> int:
    """Make what is missing of a plan in a folder (`make_runs`) and show its answer; gives the exit code.

    With ``--precision`` seeds are added until the effects are known narrowly enough, or no more may be made.
    """
    from experiments.store.reopen import reopen

    report_remarks(out, resolved.remarks)  # before hours are spent
    if targets := targets_of(job.goal, resolved):
        resolved = as_far_as_made(store, resolved)
    looks = looks_planned(job.goal, resolved, store)
    if job.engine.dry_run:
        return show_plan(job.engine, out, resolved, store, job.workers, looks=looks)
    job = job.looking(looks) if looks else job
    batch = make_runs(job, out, resolved, store)
    if batch is not None and targets:

        def more(larger: Any, spent: float) -> Any:
            return make_runs(job.larger(larger.plan.seeds, spent), out, larger, store)

        batch = until_narrow(job.goal, out, store, batch, targets, more)
        resolved = reopen(store)
    asked = [target.metric for target in targets]
    return 1 if batch is None else show_answer(store, batch.failed, resolved, out, asked)


def make_runs(job: Job, out: Output, resolved: Any, store: Any) -> Any:
    """Make what is missing of a plan in a folder; gives the batch, None where it could not go on and has said so."""
    from analysis.text.number_format import plain
    from experiments.engine.batch import NoRoom, run_batch
    from experiments.engine.executors import ClusterGone, NoWorkers, available_cores
    from experiments.store.store import Store
    from uitzendlab.cli.machinery.progress import progress_bar

    engine, side = job.engine, job.workers or available_cores()
    executor = chosen_executor(engine, side, out, job.default)
    lacking = waiting(engine, resolved, store)
    if lacking:
        compile_first(engine, out)
    check_limits(engine, lacking, side, job.spent)
    try:
        with progress_bar(len(lacking), out) as bar:
            batch = run_batch(
                resolved, store, executor, progress=bar.progress, on_done=bar.done, command=job.command,
                settings={**job.settings, "engine": engine_facts(engine, job.default)}, force=job.force,
                shared=Store(engine.store) if engine.store else None, fail_fast=bool(engine.fail_fast),
            )  # fmt: skip
    except NoRoom as error:
        out.failure(out.say("no_room", error=hint(str(error), out.lang), folder=store.folder))
        return None
    except ClusterGone:
        out.failure(out.say("cluster_gone", folder=store.folder))
        return None
    except NoWorkers as error:
        out.failure(out.say("no_worker_came", minutes=plain(error.minutes, out.lang), folder=store.folder))
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
    from analysis.answers.burn_in import unsettled
    from analysis.answers.sections import Sections
    from analysis.answers.summary import write_summary
    from analysis.answers.sweep import is_sweep, sweep_of
    from analysis.answers.view import view_of
    from analysis.page.report import write_report
    from analysis.page.sweep_page import write_sweep_page
    from uitzendlab.cli.machinery.answer import show_failed, show_view
    from uitzendlab.cli.machinery.sweep_table import show_sweep

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
    told = unsettled(store, out.lang) if resolved.plan.size != "smoke" else []
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


def _law_moves(base: str) -> bool:
    """Whether the law of a base world changes while it runs: then its first year may differ from later ones."""
    from sim.declare.params import InvalidInput
    from sim.scenario.loading import load_base

    try:
        world = load_base(base)
    except InvalidInput:  # a file that has gone since
        return False
    return bool(world.change_weeks or world.levers)
