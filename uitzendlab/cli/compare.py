"""``uitzendlab compare``: policies beside their base; a folder with the base alone is shown as what it is."""

from __future__ import annotations

import argparse
import difflib

from uitzendlab.cli.output import Output, Refused

NAME = "compare"
EXAMPLES = (
    "compare results/main",
    "compare results/main --show payers,spells",
    "compare results/main --show all --lang nl",
    "compare results/main --json",
)
SHOW = ("effects", "passage", "payers", "heads", "spells", "groups", "rivals", "noise")
ALL = "all"


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("--show", metavar="WHAT", default=SHOW[0], help=say("show", lang))


def sections_named(words: str) -> list[str]:
    """Names of sections from a list with commas, in the order of ``SHOW``.

    Raises
    ------
    Refused
        When a name is not known.
    """
    named = [name.strip() for name in words.split(",")]
    for name in named:
        if name not in (*SHOW, ALL):
            near = difflib.get_close_matches(name, (*SHOW, ALL), n=1)
            raise Refused(
                "show", name, ", ".join((*SHOW, ALL)), "unknown choice", f"Did you mean '{near[0]}'?" if near else ""
            )
    return [name for name in SHOW if ALL in named or name in named]


def execute(given: argparse.Namespace, out: Output) -> int:
    """Show every world of the folder; of a sweep every point."""
    show = sections_named(given.show)
    from analysis.sections import Sections
    from analysis.sweep import is_sweep, sweep_of
    from analysis.view import view_of
    from uitzendlab.cli.answer import show_view
    from uitzendlab.cli.folder import open_folder, with_answer
    from uitzendlab.cli.sweep_table import show_sweep

    store = with_answer(open_folder(given.dir))
    if is_sweep(store):
        show_sweep(sweep_of(store), out, [], [])
        return 0
    view = view_of(store)
    if all(policy == "base" for _, policy in view.worlds):
        out.note(out.say("compare_none"))
    show_view(view, Sections(store, view), out, show=show)
    return 0
