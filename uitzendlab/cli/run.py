"""``uitzendlab run``: make the runs of a plan and show the answer."""

from __future__ import annotations

import argparse
import shlex
from typing import Any

from uitzendlab.cli.output import Output

NAME = "run"
EXAMPLES = (
    "run --size smoke",
    "run --seeds 3,7 --until 2023-12-31 --workers 2",
    "run --policies none behaviour.health.recovery=0.4 --out results/recovery",
)
SETTINGS = ("base", "policies", "size", "seeds", "until", "workers", "record", "groups", "out")


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    for name in SETTINGS:
        kind = int if name == "workers" else str
        parser.add_argument(f"--{name}", type=kind, metavar=name.upper(), help=say(name, lang))
    parser.add_argument("--force", action="store_true", help=say("force", lang))
    parser.add_argument("--config-dir", metavar="DIR", help=say("config_dir", lang))
    parser.add_argument("overrides", nargs="*", metavar="key=value", help=say("overrides", lang))


def execute(given: argparse.Namespace, out: Output) -> int:
    """Make what is missing, then show the stored answer."""
    from analysis.burn_in import unsettled
    from analysis.report import write_report
    from analysis.sections import Sections
    from analysis.summary import write_summary
    from analysis.view import view_of
    from experiments.batch import run_batch
    from experiments.config import compose
    from experiments.executors import available_cores, executor
    from experiments.plan import resolve
    from experiments.store import Store
    from sim.overrides import parse_words
    from uitzendlab.cli.answer import show_failed, show_view
    from uitzendlab.cli.progress import progress_bar

    config = compose({name: getattr(given, name) for name in SETTINGS}, given.config_dir)
    resolved = resolve(config.plan(parse_words(given.overrides)))
    folder = config.out or f"results/{resolved.name}-{resolved.short_id}"
    store = Store(folder)
    _announce(resolved, config, out)
    words = _words(given)
    with progress_bar(len(resolved.specs), out) as bar:
        batch = run_batch(
            resolved, store, lambda runs: executor(config.workers or available_cores(), runs),
            progress=bar.progress, on_done=bar.done, command=shlex.join(["uitzendlab", *words]),
            settings=config.model_dump(), force=given.force,
        )  # fmt: skip
    runs = batch.runs.height
    if batch.made == 0:
        out.note(out.say("stored"))
    elif batch.made < runs:
        out.note(out.say("some_stored", stored=runs - batch.made, runs=runs))
    if not (store.folder / "summary.parquet").is_file() and write_summary(store).is_empty():
        out.note(out.say("no_result"))
        show_failed(batch.failed, runs, out)
        out.document({"folder": folder, "runs": runs, "failed": batch.failed, "headline": []})
        return 1
    if not (store.folder / "report.html").is_file():
        write_report(store, out.lang)
    view = view_of(store)
    show_view(view, Sections(store, view), out, failed=batch.failed)
    out.note(out.say("results", folder=folder, page=store.folder / "report.html"))
    moving = unsettled(store) if config.size != "smoke" else []
    for facts in moving:
        out.failure(out.say("unsettled", **facts))
    return 1 if batch.failed or moving else 0


def _announce(resolved: Any, config: Any, out: Output) -> None:
    from sim.world import SIZES

    names = ", ".join(base.id for base in resolved.bases.values())
    scale = f"{SIZES[config.size].scale:g}"
    out.note(out.say("plan", runs=len(resolved.specs), size=config.size, scale=scale, base=names))
    if config.base and resolved.policies:
        out.note(out.say("base_replaced", base=names))


def _words(given: argparse.Namespace) -> list[str]:
    """The command that makes the same plan again."""
    words = ["run"]
    for name in SETTINGS:
        if (value := getattr(given, name)) is not None:
            words += [f"--{name}", str(value)]
    words += ["--config-dir", given.config_dir] if given.config_dir else []
    words += ["--force"] if given.force else []
    return [*words, *given.overrides]
