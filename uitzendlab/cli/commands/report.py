"""``uitzendlab report``: make the page of a result folder anew."""

from __future__ import annotations

import argparse

from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.request import OfFolder

NAME = "report"
EXAMPLES = ("report results/main", "report results/main --lang nl")

Request = OfFolder


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))


def execute(request: Request, out: Output) -> int:
    """Write ``report.html``; of a sweep the one with a picture for each outcome."""
    from analysis.answers.sweep import is_sweep
    from analysis.page.report import write_report
    from analysis.page.sweep_page import write_sweep_page
    from experiments.store.writable import writing
    from uitzendlab.cli.machinery.folder import open_folder, with_answer

    store = with_answer(open_folder(request.dir))
    with writing("dir", store.folder):
        page = (write_sweep_page if is_sweep(store) else write_report)(store, out.lang)
    out.result(out.say("page_ready", page=page))
    out.document({"page": str(page)})
    return 0
