"""``uitzendlab run``: make the runs of a plan and show the answer."""

from __future__ import annotations

import argparse
import shlex
from typing import Any

from uitzendlab.cli.engine import engine_arguments, engine_words, show_script
from uitzendlab.cli.output import Output
from uitzendlab.cli.precise import precision_arguments, precision_words

NAME = "run"
EXAMPLES = (
    "run --size smoke",
    "run --seeds 3,7 --until 2023-12-31 --workers 2",
    "run --policies none behaviour.health.recovery=0.4 --out results/recovery",
    "run --config-dir my-settings --policies 'deposit,\"my policy, strict.yaml\"'",
    "run --policies deposit --precision homeless_stock=5% --most-seeds 40",
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
    precision_arguments(parser, lang)
    engine_arguments(parser, lang)
    parser.add_argument("overrides", nargs="*", metavar="key=value", help=say("overrides", lang))


def resolved_of(given: argparse.Namespace, out: Output) -> tuple[Any, Any, str]:
    """Settings, plan with its worlds, and folder of what was asked."""
    from experiments.config import compose
    from experiments.plan import resolve
    from sim.overrides import parse_words
    from uitzendlab.cli.progress import planning

    config = compose({name: getattr(given, name) for name in SETTINGS}, given.config_dir)
    with planning(out) as tick:
        resolved = resolve(config.plan(parse_words(given.overrides)), tick)
    return config, resolved, config.out or f"results/{resolved.name}-{resolved.short_id}"


def execute(given: argparse.Namespace, out: Output) -> int:
    """Make the runs and show the headline."""
    if show_script(given, out):
        return 0
    from experiments.store import Store
    from uitzendlab.cli.finish import make_and_show

    config, resolved, folder = resolved_of(given, out)
    _announce(resolved, config, out)
    return make_and_show(
        given, out, resolved, Store(folder), workers=config.workers, force=given.force,
        command=shlex.join(["uitzendlab", *_words(given)]), settings=config.model_dump(),
    )  # fmt: skip


def _announce(resolved: Any, config: Any, out: Output) -> None:
    from analysis.dutch import plain
    from sim.world import SIZES

    names = ", ".join(base.id for base in resolved.bases.values())
    scale = plain(SIZES[config.size].scale, out.lang)
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
    words += precision_words(given) + engine_words(given)
    return [*words, *given.overrides]
