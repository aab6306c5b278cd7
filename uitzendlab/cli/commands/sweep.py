"""``uitzendlab sweep``: make the runs of an experiment, from a file or from words, and show what they say."""

from __future__ import annotations

import argparse
import dataclasses
import shlex
from typing import Any

from uitzendlab.cli.commands import run
from uitzendlab.cli.machinery.compiling import compile_first
from uitzendlab.cli.machinery.engine import engine_arguments, engine_words, show_script
from uitzendlab.cli.machinery.output import Output, Refused
from uitzendlab.cli.machinery.precise import precision_arguments, precision_words

NAME = "sweep"
EXAMPLES = (
    "sweep deposit-by-capacity --size smoke --seeds 2",
    "sweep policies=deposit,all-four 'lever.deposit.deposit_eur=choice(0,50000,100000)' 'seed=range(0,50)'",
    "sweep policies=deposit 'world.hirers=interval(20000,30000)' --design sobol --points 64",
    "sweep one-at-a-time policies=deposit size=smoke seeds=2",
    "sweep my-experiment.yaml --out results/mine",
)
BOTH = ("base", "policies", "size", "seeds", "until")  # as an option or as a word
SETTINGS = (*BOTH, "workers", "record", "groups", "out")
DESIGN = ("design", "points", "design_seed", "points_file")
RECORD, GROUPS = "yearly", "none"  # a sweep keeps little, unless asked


@dataclasses.dataclass(frozen=True)
class Request(run.Request):
    """Which experiment to make and where, as it was written; None where nothing was said."""

    design: str | None
    points: int | None
    design_seed: int | None
    points_file: str | None


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    for name in SETTINGS:
        kind = int if name == "workers" else str
        text = say(f"sweep_{name}" if name in ("record", "groups") else name, lang)
        parser.add_argument(f"--{name}", type=kind, metavar=name.upper(), help=text)
    for name in DESIGN:
        kind = int if name in ("points", "design_seed") else str
        option = f"--{name.replace('_', '-')}"
        parser.add_argument(option, type=kind, metavar=name.upper(), help=say(f"sweep_{name}", lang))
    parser.add_argument("--force", action="store_true", help=say("force", lang))
    parser.add_argument("--config-dir", metavar="DIR", help=say("config_dir", lang))
    precision_arguments(parser, lang)
    engine_arguments(parser, lang)
    parser.add_argument("overrides", nargs="*", metavar="EXPERIMENT | key=value", help=say("sweep_words", lang))


def execute(request: Request, out: Output) -> int:
    """Make what is missing, then show the answer."""
    from experiments.store.store import Store
    from uitzendlab.cli.machinery.finish import Job, make_and_show

    if show_script(request.engine, out):
        return 0
    experiment = asked(request)
    config, resolved, folder = resolved_of(request, out, experiment)
    _announce(resolved, config, out)
    settings = config.model_dump() | {"experiment": experiment.facts(), "left_out": list(resolved.left_out)}
    job = Job(
        request.engine, config.workers, shlex.join(["uitzendlab", *_words(request)]), settings,
        goal=request.goal, force=request.force, default="dask",
    )  # fmt: skip
    return make_and_show(job, out, resolved, Store(folder))


def resolved_of(request: Request, out: Output, experiment: Any = None) -> tuple[Any, Any, str]:
    """Settings, plan with its worlds, and folder of what was asked."""
    from experiments.design.sweep_plan import ONE_AT_A_TIME, kind_of, resolve_experiment
    from experiments.plan.config import compose
    from uitzendlab.cli.machinery.progress import planning

    experiment = asked(request) if experiment is None else experiment
    said = {name: getattr(experiment, name) for name in BOTH if name != "seeds"}
    said |= {"workers": request.workers, "out": request.out}
    said |= {"record": request.record or RECORD, "groups": request.groups or GROUPS}
    config = compose(said, request.config_dir)
    if kind_of(experiment) == ONE_AT_A_TIME and not experiment.vary:
        compile_first(request.engine, out)  # figures are tried in runs
    with planning(out) as tick:
        resolved = resolve_experiment(experiment, config, tick)
    report_left_out(resolved, out)
    return config, resolved, config.out or f"results/{experiment.id}-{resolved.short_id}"


def asked(request: Request) -> Any:
    """The experiment: of the file named first, with the words over it, with the options over these."""
    from experiments.design.designs import KINDS
    from experiments.design.experiment import MOST_DESIGN_SEED, Experiment, load_experiment
    from experiments.design.grammar import Said, read_words
    from experiments.plan.parameters import know_own
    from experiments.plan.plan import read_seeds
    from sim.declare.params import InvalidInput, did_you_mean

    words = list(request.overrides)
    name = words.pop(0) if words and "=" not in words[0] else None
    mistakes: list[Any] = []
    experiment, said = Experiment(), Said()
    for policies in (request.policies, *(word.partition("=")[2] for word in words if word.startswith("policies="))):
        know_own(policies)
    try:
        experiment = load_experiment(name) if name is not None else experiment
    except InvalidInput as error:
        mistakes += error.mistakes
    try:
        said = read_words(words)
    except InvalidInput as error:
        mistakes += error.mistakes
    options = {name: value for name in BOTH if (value := getattr(request, name)) is not None}
    twice = [n for n in options if n in said.settings or (n == "seeds" and said.seeds is not None)]
    if mistakes:
        raise InvalidInput(mistakes)
    if twice:
        raise Refused(twice[0], options[twice[0]], f"--{twice[0]} | {twice[0]}=", "written twice")
    if request.design is not None and request.design not in KINDS:
        raise Refused(
            "design", request.design, ", ".join(KINDS), "unknown choice", did_you_mean(request.design, list(KINDS))
        )
    if request.design_seed is not None and not 0 <= request.design_seed <= MOST_DESIGN_SEED:
        raise Refused("design-seed", request.design_seed, f"0 to {MOST_DESIGN_SEED}", "outside its range")
    if "seeds" in options:
        options["seeds"] = read_seeds(options["seeds"])
    design = {"kind": request.design, "points": request.points}
    design |= {"design_seed": request.design_seed, "points_file": request.points_file}
    changed = options | {name: value for name, value in design.items() if value is not None}
    return dataclasses.replace(experiment.with_words(said), **changed)


def report_left_out(resolved: Any, out: Output) -> None:
    """Say which figures a design leaves out, by group, and why."""
    import collections

    from experiments.design.trials import trial_size
    from sim.world import SIZES

    if resolved.left_out:
        groups = collections.Counter(".".join(key.split(".")[:2]) for key in resolved.left_out)
        names = ", ".join(f"{group} {count}" for group, count in groups.items())
        scale = f"1/{1 / SIZES[trial_size(resolved.plan.size)].scale:.0f}"
        facts = {"seed": resolved.plan.seeds[0], "one": resolved.left_out[0], "scale": scale}
        out.note(out.say("left_out", count=len(resolved.left_out), groups=names, **facts))


def _announce(resolved: Any, config: Any, out: Output) -> None:
    """Say how large it is before it starts."""
    from analysis.text.number_format import plain
    from sim.world import SIZES
    from uitzendlab.cli.machinery.preview import counts_of

    counts = counts_of(resolved)
    names = ", ".join(base.id for base in resolved.bases.values())
    scale = plain(SIZES[config.size].scale, out.lang)
    out.note(out.say("plan", runs=len(resolved.specs), size=config.size, scale=scale, base=names))
    out.note(out.say("sweep_plan", points=counts["point_count"], runs=counts["run_count"], shared=counts["shared"],
                     members=len(resolved.members)))  # fmt: skip


def _words(request: Request) -> list[str]:
    """The command that makes the same plan again."""
    words = ["sweep"]
    for name in (*SETTINGS, *DESIGN, "config_dir"):
        if (value := getattr(request, name)) is not None:
            words += [f"--{name.replace('_', '-')}", str(value)]
    return [*words, *(["--force"] if request.force else []), *precision_words(request.goal),
            *engine_words(request.engine), *request.overrides]  # fmt: skip
