"""``uitzendlab compare``: policies beside their base; of a folder with the base alone, its levels."""

from __future__ import annotations

import argparse
import dataclasses
import difflib

from uitzendlab.cli.machinery.output import Output, Refused
from uitzendlab.cli.machinery.request import OfFolder

NAME = "compare"
EXAMPLES = (
    "compare results/main",
    "compare results/main --show years",
    "compare results/main --show payers,spells",
    "compare results/main --show chances,noise",
    "compare results/main --show all --lang nl",
    "compare results/main --json",
    "compare results/my-sweep --outcomes homeless_stock,rogue_worker_share --show effects,noise",
)
SHOW = (
    *("verdicts", "effects", "years", "passage", "payers", "heads", "spells", "groups", "rivals"),
    *("chances", "noise"),
)
OF_SWEEP = ("effects", "rivals", "noise")  # what is told of many design points
ALL = "all"


@dataclasses.dataclass(frozen=True)
class Request(OfFolder):
    """What to show of a folder."""

    show: str | None
    outcomes: str | None


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("--show", metavar="WHAT", help=say("show", lang))
    parser.add_argument("--outcomes", metavar="OUTCOME,...", help=say("sweep_outcomes", lang))


def sections_named(words: str | None, known: tuple[str, ...] = SHOW) -> list[str]:
    """Names of sections from a list with commas, in the order of those ``known``; where nothing was said, the first.

    Raises
    ------
    Refused
        When a name is not known.
    """
    named = [known[0]] if words is None else [name.strip() for name in words.split(",")]
    for name in named:
        if name not in (*known, ALL):
            near = difflib.get_close_matches(name, (*known, ALL), n=1)
            raise Refused(
                "show", name, ", ".join((*known, ALL)), "not allowed here" if name in SHOW else "unknown choice",
                f"Did you mean '{near[0]}'?" if near and name not in SHOW else "",
            )  # fmt: skip
    return [name for name in known if ALL in named or name in named]


def outcomes_named(words: str | None) -> list[str]:
    """Names of outcomes from a list with commas; none where nothing was said.

    Raises
    ------
    InvalidInput
        When a name is not known.
    """
    from sim.declare.params import InvalidInput, Mistake, did_you_mean
    from sim.outcomes.metrics import BY_NAME

    named = [name.strip() for name in words.split(",")] if words is not None else []
    unknown = [name for name in named if name not in BY_NAME]
    if unknown:
        hint = "See `uitzendlab list outcomes`."
        raise InvalidInput(
            [Mistake("outcomes", n, "", "", "unknown name", did_you_mean(n, list(BY_NAME)) or hint) for n in unknown]
        )
    return list(dict.fromkeys(named))


def execute(request: Request, out: Output) -> int:
    """Show every world of the folder; of a sweep every point."""
    sections_named(request.show)
    from analysis.answers.sections import Sections
    from analysis.answers.sweep import is_sweep, sweep_of
    from analysis.answers.view import view_of
    from uitzendlab.cli.machinery.answer import show_view
    from uitzendlab.cli.machinery.folder import open_folder, with_answer
    from uitzendlab.cli.machinery.sweep_table import show_sweep

    store = with_answer(open_folder(request.dir))
    if is_sweep(store):
        show = sections_named(request.show, OF_SWEEP)
        sweep = sweep_of(store, outcomes_named(request.outcomes))
        # Of its effects nothing is used: they would be those of all points in one.
        sections = Sections(store, dataclasses.replace(view_of(store), effects=[]))
        show_sweep(sweep, out, [], [], show=show, sections=sections)
        return 0
    if request.outcomes is not None:
        raise Refused("outcomes", request.outcomes, "", "not allowed here", "It is for a sweep; here all are shown.")
    show = sections_named(request.show)
    view = view_of(store)
    if all(policy == "base" for _, policy in view.worlds):
        out.note(out.say("compare_none"))
    show_view(view, Sections(store, view), out, show=show)
    return 0
