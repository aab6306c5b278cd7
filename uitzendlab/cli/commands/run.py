"""``uitzendlab run``: make the runs of a plan and show the answer."""

from __future__ import annotations

import argparse
import dataclasses
import shlex
from typing import Any

from uitzendlab.cli.machinery.engine import Engine, engine_arguments, engine_words, show_script
from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.precise import Precision, precision_arguments, precision_words

NAME = "run"
EXAMPLES = (
    "run --size smoke",
    "run --seeds 3,7 --until 2023-12-31 --workers 2",
    "run --policies none behaviour.health.recovery=0.4 --out results/recovery",
    "run --config-dir my-settings --policies 'deposit,\"my policy, strict.yaml\"'",
    "run --policies deposit --precision homeless_stock=5% --most-seeds 40",
)
SETTINGS = ("base", "policies", "size", "seeds", "until", "workers", "record", "groups", "out")


@dataclasses.dataclass(frozen=True)
class Request:
    """Which plan to make and where, as it was written; None where nothing was said."""

    base: str | None
    policies: str | None
    size: str | None
    seeds: str | None
    until: str | None
    record: str | None
    groups: str | None
    out: str | None
    force: bool
    config_dir: str | None
    goal: Precision
    engine: Engine
    overrides: tuple[str, ...]

    @property
    def workers(self) -> int | None:
        """Processes side by side."""
        return self.engine.workers


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    for name in SETTINGS:
        kind = int if name == "workers" else str
        parser.add_argument(f"--{name}", type=kind, metavar=name.upper(), help=say(name, lang))
    parser.add_argument("--force", action="store_true", help=say("force", lang))
    parser.add_argument("--config-dir", metavar="DIR", help=say("config_dir", lang))
    precision_arguments(parser, lang)
    engine_arguments(parser, lang)
    parser.add_argument("overrides", nargs="*", metavar="key=value", help=say("overrides", lang))


def resolved_of(request: Request, out: Output) -> tuple[Any, Any, str]:
    """Settings, plan with its worlds, and folder of what was asked."""
    from experiments.plan.config import compose
    from experiments.plan.plan import resolve
    from sim.scenario.overrides import parse_words
    from uitzendlab.cli.machinery.progress import planning

    config = compose({name: getattr(request, name) for name in SETTINGS}, request.config_dir)
    with planning(out) as tick:
        resolved = resolve(config.plan(parse_words(request.overrides)), tick)
    return config, resolved, config.out or f"results/{resolved.name}-{resolved.short_id}"


def execute(request: Request, out: Output) -> int:
    """Make the runs and show the headline."""
    if show_script(request.engine, out):
        return 0
    from experiments.store.store import Store
    from uitzendlab.cli.machinery.finish import Job, make_and_show

    config, resolved, folder = resolved_of(request, out)
    _announce(resolved, config, out)
    job = Job(
        request.engine, config.workers, shlex.join(["uitzendlab", *_words(request)]), config.model_dump(),
        goal=request.goal, force=request.force,
    )  # fmt: skip
    return make_and_show(job, out, resolved, Store(folder))


def _announce(resolved: Any, config: Any, out: Output) -> None:
    from analysis.text.number_format import plain
    from sim.world import SIZES

    names = ", ".join(base.id for base in resolved.bases.values())
    scale = plain(SIZES[config.size].scale, out.lang)
    out.note(out.say("plan", runs=len(resolved.specs), size=config.size, scale=scale, base=names))
    if config.base and resolved.policies:
        out.note(out.say("base_replaced", base=names))


def _words(request: Request) -> list[str]:
    """The command that makes the same plan again."""
    words = ["run"]
    for name in SETTINGS:
        if (value := getattr(request, name)) is not None:
            words += [f"--{name}", str(value)]
    words += ["--config-dir", request.config_dir] if request.config_dir else []
    words += ["--force"] if request.force else []
    words += precision_words(request.goal) + engine_words(request.engine)
    return [*words, *request.overrides]
