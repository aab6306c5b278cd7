"""``uitzendlab check``: whether scenario files can be used, before anything runs."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from uitzendlab.cli.output import Output, tell_refusal

NAME = "check"
EXAMPLES = ("check my-policy.yaml", "check law-2020 --json", "check my-experiment.yaml")
_EXPERIMENT_FILE = re.compile(rb"^(vary|design|policies|seeds|set|outcomes)\s*:", re.MULTILINE)
_BASE_FILE = re.compile(rb"^(splits|world|rules|behaviour)\s*:", re.MULTILINE)


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("files", nargs="+", metavar="FILE", help=say("file", lang))


def execute(given: argparse.Namespace, out: Output) -> int:
    """Check every file and tell all mistakes of all of them."""
    from sim.params import InvalidInput

    sound: list[dict[str, Any]] = []
    wrong: list[dict[str, Any]] = []
    for file in given.files:
        try:
            sound.append(_check(file))
        except InvalidInput as error:
            wrong += [{**mistake._asdict(), "file": file} for mistake in error.mistakes]
    for entry in sound:
        out.result(out.say("checked", **entry))
        for measure in entry["measures"]:
            for line in measure_lines(measure, out.lang):
                out.result(f"  {line}")
    if wrong:
        tell_refusal(out, wrong)
        return 2
    out.document({"files": sound})
    return 0


def _check(file: str) -> dict[str, Any]:
    from experiments.experiment import experiment_names, load_experiment
    from experiments.plan import clashes
    from sim.loading import base_names, load_base, load_policy
    from sim.params import InvalidInput
    from sim.policy import told

    measures: list[dict[str, Any]] = []
    is_base = file in base_names() or _looks_like(_BASE_FILE, file)
    if not is_base and (file in experiment_names() or _looks_like(_EXPERIMENT_FILE, file)):
        kind, found = "experiment", load_experiment(file, told=False)
    elif is_base:
        kind, found = "base", load_base(file)
    else:
        kind, found = "policy", load_policy(file)
        world = load_base(found.base)
        if mistakes := clashes(world, found):
            raise InvalidInput(mistakes)
        measures = [{**row, "replaces": _since(world, use)} for row, use in zip(told(found), found.levers, strict=True)]
    return {
        "file": file,
        "kind": kind,
        "id": found.id,
        "title_nl": found.title.nl,
        "title_en": found.title.en,
        "measures": measures,
    }


def _since(world: Any, use: Any) -> str | None:
    """Since when the base world has a measure of its own that this use takes the place of."""
    from sim.policy import replaced

    own = replaced(world.levers, use)
    return own.start.isoformat() if own else None


def measure_lines(measure: dict[str, Any], lang: str) -> list[str]:
    """A measure as it was read: its title and dates, then the numbers that the file or its defaults set."""
    from analysis.measures import dates_of, numbers_of
    from uitzendlab.words import say

    lines = [f"{measure[f'title_{lang}']}: {dates_of(measure, lang)}", *(f"  {n}" for n in numbers_of(measure, lang))]
    if since := measure.get("replaces"):
        lines.append("  " + say("replaces", lang, since=since, start=max(since, measure["from"])))
    return lines


def _looks_like(kind: re.Pattern[bytes], file: str) -> bool:
    """Whether a file has a part that only files of its kind have; the loader says what is wrong with it."""
    try:
        if not Path(file).is_file():
            return False
        with open(file, "rb") as opened:
            return kind.search(opened.read(1_000_000)) is not None
    except (OSError, ValueError):
        return False
