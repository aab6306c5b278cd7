"""``uitzendlab report``: make the page of a result folder anew."""

from __future__ import annotations

import argparse

from uitzendlab.cli.output import Output, Refused

NAME = "report"
EXAMPLES = ("report results/main", "report results/main --lang nl")


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))


def execute(given: argparse.Namespace, out: Output) -> int:
    """Write ``report.html``."""
    from analysis.report import write_report
    from analysis.sweep import is_sweep
    from uitzendlab.cli.folder import open_folder, with_answer

    store = open_folder(given.dir)
    if is_sweep(store):
        raise Refused("dir", given.dir, "", "a page shows one design point", f"See `uitzendlab compare {given.dir}`.")
    page = write_report(with_answer(store), out.lang)
    out.result(out.say("page_ready", page=page))
    out.document({"page": str(page)})
    return 0
