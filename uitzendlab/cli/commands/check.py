"""``uitzendlab check``: whether files of a user can be used, before anything runs; refuses what ``run`` refuses."""

from __future__ import annotations

import argparse
import dataclasses
import re
from pathlib import Path
from typing import Any

from uitzendlab.cli.machinery.output import Output, report_refusal, report_remarks

NAME = "check"
EXAMPLES = (
    "check my-policy.yaml",
    "check my-policy.yaml --until 2032-12-31",
    "check my-experiment.yaml my-points.csv",
    "check rent_cap.yaml",
    "check my-settings/run.yaml --json",
)
# A part that only files of a kind have, in the order in which kinds are tried; what has none of them is a policy.
_KINDS = (
    ("measure", re.compile(rb"^(effects|only_if)\s*:", re.MULTILINE)),
    ("policy", re.compile(rb"^(levers|measures)\s*:", re.MULTILINE)),
    ("base", re.compile(rb"^((splits|world|behaviour|items|frozen)\s*:|rules\s*:\s*\n\s*-)", re.MULTILINE)),
    ("slurm", re.compile(rb"^(jobs|walltime|tls_cert)\s*:", re.MULTILINE)),
    ("experiment", re.compile(rb"^(vary|design|set|outcomes)\s*:", re.MULTILINE)),
    ("settings", re.compile(rb"^(workers|record|groups|out)\s*:", re.MULTILINE)),
    ("experiment", re.compile(rb"^(policies|seeds)\s*:", re.MULTILINE)),
)


@dataclasses.dataclass(frozen=True)
class Request:
    """Files, and the run in which they are to fit."""

    files: tuple[str, ...]
    size: str | None
    until: str | None


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("files", nargs="+", metavar="FILE", help=say("file", lang))
    parser.add_argument("--size", metavar="SIZE", help=say("check_size", lang))
    parser.add_argument("--until", metavar="DATE", help=say("check_until", lang))


def execute(request: Request, out: Output) -> int:
    """Check every file as ``run`` or ``sweep`` would, and report all mistakes of all of them."""
    from sim.declare.params import InvalidInput

    sound: list[dict[str, Any]] = []
    wrong: list[dict[str, Any]] = []
    remarks: list[dict[str, Any]] = []
    for file in request.files:
        try:
            entry, told = _check(file, request)
        except InvalidInput as error:
            wrong += [{**mistake._asdict(), "file": file} for mistake in error.mistakes]
            continue
        sound.append(entry)
        remarks += [{**remark._asdict(), "file": file} for remark in told]
    for entry in sound:
        out.result(out.say("checked", **(entry | {"kind": out.say(f"kind_{entry['kind']}")})))
        for measure in entry["measures"]:
            for line in measure_lines(measure, out.lang):
                out.result(f"  {line}")
    report_remarks(out, remarks)
    if wrong:
        report_refusal(out, wrong)
        return 2
    out.document({"files": sound})
    return 0


def kind_of(file: str) -> str:
    """What kind of file or name this is; anything else is taken for a policy, whose loader says what is wrong."""
    from experiments.design.experiment import experiment_names
    from experiments.plan.settings_file import FILE_NAME
    from sim.scenario.loading import base_names

    if file.partition("~")[0] in base_names():
        return "base"
    if file in experiment_names():
        return "experiment"
    if file.lower().endswith((".csv", ".parquet")):
        return "points"
    if Path(file).name == FILE_NAME:
        return "settings"
    content = _beginning(file)
    return next((kind for kind, form in _KINDS if form.search(content)), "policy")


def _check(file: str, request: Request) -> tuple[dict[str, Any], tuple[Any, ...]]:
    """What is in a file, and the remarks on it; raises InvalidInput with what ``run`` or ``sweep`` would refuse."""
    kind = kind_of(file)
    entry: dict[str, Any] = {"file": file, "kind": kind, "id": Path(file).stem, "title_nl": "", "title_en": ""}
    found, measures, remarks = _LOOK[kind](file, request)
    if found is not None:
        entry |= {"id": found.id, "title_nl": found.title.nl, "title_en": found.title.en}
    return entry | {"measures": measures}, remarks


Looked = tuple[Any, list[dict[str, Any]], tuple[Any, ...]]


def _policy(file: str, request: Request) -> Looked:
    from sim.scenario.loading import load_base, load_policy
    from sim.scenario.policy import told
    from sim.scenario.policy_fit import REPLACES

    found = load_policy(file)
    remarks = _resolved(request, policies=(file,)).remarks
    world = load_base(found.base)
    measures = [{**row, "replaces": _since(world, use)} for row, use in zip(told(found), found.levers, strict=True)]
    # a measure that takes the place of another is told with the measure
    return found, measures, tuple(remark for remark in remarks if remark.message != REPLACES)


def _measure(file: str, request: Request) -> Looked:
    from sim.scenario.loading import load_measure

    return load_measure(file), [], ()


def _base(file: str, request: Request) -> Looked:
    from experiments.plan.lists import join_names
    from sim.scenario.loading import load_base

    found = load_base(file)
    return found, [], _resolved(request, base=join_names([file])).remarks


def _experiment(file: str, request: Request) -> Looked:
    from experiments.design.experiment import load_experiment
    from experiments.design.sweep_plan import resolve_experiment
    from experiments.plan.config import compose

    found = load_experiment(file, told=False)
    changes = {name: getattr(request, name) for name in ("size", "until") if getattr(request, name) is not None}
    found = dataclasses.replace(found, **changes)
    said = {name: getattr(found, name) for name in ("base", "policies", "size", "until")}
    return found, [], resolve_experiment(found, compose(said), trials=False).remarks


def _settings(file: str, request: Request) -> Looked:
    from experiments.plan.config import compose
    from experiments.plan.plan import resolve
    from experiments.plan.settings_file import load_settings

    own = load_settings(Path(file), told=False)
    said = {name: value for name in ("size", "until") if (value := getattr(request, name)) is not None}
    return None, [], resolve(compose(own | said).plan({})).remarks


def _points(file: str, request: Request) -> Looked:
    from experiments.design.points_file import read_points

    remarks: list[Any] = []
    read_points(file, remarks)
    return None, [], tuple(remarks)


def _slurm(file: str, request: Request) -> Looked:
    from experiments.engine.slurm import read_slurm

    read_slurm(file)
    return None, [], ()


_LOOK = {
    "policy": _policy, "base": _base, "experiment": _experiment, "settings": _settings, "points": _points,
    "slurm": _slurm, "measure": _measure,
}  # fmt: skip


def _resolved(request: Request, **worlds: Any) -> Any:
    """The plan that ``run`` would make of one world; one seed, since all have the same worlds."""
    from experiments.plan.config import RunSchema
    from experiments.plan.plan import Plan, resolve

    return resolve(Plan(size=request.size or RunSchema().size, seeds=(0,), end=request.until, **worlds))


def _since(world: Any, use: Any) -> str | None:
    """Since when the base world has a measure of its own that this use takes the place of."""
    from sim.scenario.policy import replaced

    own = replaced(world.levers, use)
    return own.start.isoformat() if own else None


def measure_lines(measure: dict[str, Any], lang: str) -> list[str]:
    """A measure as it was read: its title and dates, then the numbers that the file or its defaults set."""
    from analysis.answers.policy_text import dates_of, numbers_of
    from analysis.text.languages import field
    from analysis.text.messages import say
    from analysis.text.number_format import day

    title = f"{field(measure, 'title', lang)}: {dates_of(measure, lang)}"
    lines = [title, *(f"  {number}" for number in numbers_of(measure, lang))]
    if since := measure.get("replaces"):
        start = max(since, measure["from"])
        lines.append("  " + say("replaces", lang, since=day(since, lang), start=day(start, lang)))
    return lines


def _beginning(file: str) -> bytes:
    """What a file holds, as far as any loader reads it; nothing where there is no such file."""
    try:
        # the type of a file is looked at first: a pipe or device could be read without end
        if not Path(file).is_file():
            return b""
        with open(file, "rb") as opened:
            return opened.read(1_000_000)
    except (OSError, ValueError):
        return b""
