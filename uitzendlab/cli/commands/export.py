"""``uitzendlab export``: tables of a result folder for other programs, masked."""

from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

from uitzendlab.cli.machinery.output import Output, Refused
from uitzendlab.cli.machinery.request import OfFolder

NAME = "export"
EXAMPLES = (
    "export results/main",
    "export results/main --format xlsx --out for-the-minister",
    "export results/main --format csv --tables weekly,codebook",
    "export results/main --dialect nl --out voor-excel",
    "export results/main --format iamc",
)


@dataclasses.dataclass(frozen=True)
class Request(OfFolder):
    """Which tables of a folder to write, how and where."""

    format: str
    tables: str | None
    dialect: str
    out: str | None
    force: bool


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("--format", metavar="FORMAT", default="csv", help=say("format", lang))
    parser.add_argument("--tables", metavar="TABLES", help=say("tables", lang))
    parser.add_argument("--dialect", metavar="DIALECT", default="en", help=say("dialect", lang))
    parser.add_argument("--out", metavar="DIR", help=say("export_out", lang))
    parser.add_argument("--force", action="store_true", help=say("export_force", lang))


def execute(request: Request, out: Output) -> int:
    """Write the files."""
    from analysis.export.export import FORMATS, USUAL, export
    from analysis.export.target import DIALECTS
    from uitzendlab.cli.machinery.folder import open_folder, with_answer

    if request.format not in FORMATS:
        raise Refused("format", request.format, ", ".join(FORMATS), "unknown choice", "")
    if request.dialect not in DIALECTS:
        raise Refused("dialect", request.dialect, ", ".join(DIALECTS), "unknown choice", "")
    if request.dialect != "en" and request.format == "xlsx":
        raise Refused("dialect", request.dialect, "--format csv | iamc", "not allowed here")
    store = with_answer(open_folder(request.dir))
    tables = tuple(part.strip() for part in request.tables.split(",")) if request.tables else USUAL
    folder = Path(request.out) if request.out else store.folder / "export"
    files = [str(path) for path in export(store, request.format, tables, folder, request.dialect, request.force)]
    out.note(out.say("masking"))
    out.result("\n".join(files))
    out.document({"files": files})
    return 0
