"""``uitzendlab status``: how far a result folder is, and every failure with the command that reproduces it."""

from __future__ import annotations

import argparse
import json

from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.progress import duration
from uitzendlab.cli.machinery.request import OfFolder

NAME = "status"
EXAMPLES = ("status results/main", "status results/main --json")

Request = OfFolder


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))


def execute(request: Request, out: Output) -> int:
    """Show it."""
    from experiments.store.status import progress_of
    from uitzendlab.cli.machinery.folder import open_folder

    facts = progress_of(open_folder(request.dir))
    out.document(facts)
    out.result(out.say("standing", **{name: facts[name] for name in ("done", "runs", "failed", "waiting")}))
    words = [out.say("standing_running" if facts["running"] else "standing_idle")]
    if facts["runs_per_hour"] is not None:
        words.append(out.say("standing_rate", rate=f"{facts['runs_per_hour']:.0f}"))
    if facts["seconds_left"] is not None:
        words.append(out.say("standing_left", left=duration(facts["seconds_left"])))
    out.result(" ".join(words))
    for failed in facts["failures"]:
        out.result(f"\n{failed['run_id']}: {failed['error']}")
        out.result(f"  {out.say('settings_of')}: {json.dumps(failed['settings'], ensure_ascii=False)}")
        out.result(f"  {out.say('reproduce')}: {failed['rerun']}")
        out.result(f"  {out.say('reproduce')}: {failed['command']}")
    if not facts["running"] and facts["waiting"] + facts["failed"]:
        out.note(out.say("go_on", folder=facts["folder"]))
    return 0
