"""``uitzendlab report``: make the page of a result folder anew."""

from __future__ import annotations

import argparse

from uitzendlab.cli.output import Output
from uitzendlab.cli.request import OfFolder

NAME = "report"
EXAMPLES = ("report results/main", "report results/main --lang nl")

Request = OfFolder


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))


def execute(request: Request, out: Output) -> int:
    """Write ``report.html``; of a sweep the one with a picture for each outcome."""
    from analysis.report import write_report
    from analysis.sweep import is_sweep
    from analysis.sweep_page import write_sweep_page
    from experiments.writable import writing
    from uitzendlab.cli.folder import open_folder, with_answer

    store = with_answer(open_folder(request.dir))
    with writing("dir", store.folder):
        page = (write_sweep_page if is_sweep(store) else write_report)(store, out.lang)
    out.result(out.say("page_ready", page=page))
    out.document({"page": str(page)})
    return 0
