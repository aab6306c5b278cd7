"""``uitzendlab compare``: policies beside their base; a folder with the base alone is shown as what it is."""

from __future__ import annotations

import argparse

from uitzendlab.cli.output import Output

NAME = "compare"
EXAMPLES = ("compare results/main", "compare results/main --json")


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))


def execute(given: argparse.Namespace, out: Output) -> int:
    """Show every world of the folder."""
    from analysis.view import view_of
    from uitzendlab.cli.answer import show_view
    from uitzendlab.cli.folder import open_folder, with_answer

    view = view_of(with_answer(open_folder(given.dir)))
    if all(policy == "base" for _, policy in view.worlds):
        out.note(out.say("compare_none"))
    show_view(view, out)
    return 0
