"""``uitzendlab export``: tables of a result folder for other programs, masked."""

from __future__ import annotations

import argparse
from pathlib import Path

from uitzendlab.cli.output import Output, Refused

NAME = "export"
EXAMPLES = (
    "export results/main",
    "export results/main --format xlsx --out for-the-minister",
    "export results/main --format csv --tables weekly,codebook",
    "export results/main --dialect nl --out voor-excel",
    "export results/main --format iamc",
)


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    parser.add_argument("--format", metavar="FORMAT", default="csv", help=say("format", lang))
    parser.add_argument("--tables", metavar="TABLES", help=say("tables", lang))
    parser.add_argument("--dialect", metavar="DIALECT", default="en", help=say("dialect", lang))
    parser.add_argument("--out", metavar="DIR", help=say("export_out", lang))
    parser.add_argument("--force", action="store_true", help=say("export_force", lang))


def execute(given: argparse.Namespace, out: Output) -> int:
    """Write the files."""
    from analysis.export import FORMATS, USUAL, export
    from analysis.export_target import DIALECTS
    from uitzendlab.cli.folder import open_folder, with_answer

    if given.format not in FORMATS:
        raise Refused("format", given.format, ", ".join(FORMATS), "unknown choice", "")
    if given.dialect not in DIALECTS:
        raise Refused("dialect", given.dialect, ", ".join(DIALECTS), "unknown choice", "")
    if given.dialect != "en" and given.format == "xlsx":
        raise Refused("dialect", given.dialect, "--format csv | iamc", "not allowed here")
    store = with_answer(open_folder(given.dir))
    tables = tuple(part.strip() for part in given.tables.split(",")) if given.tables else USUAL
    folder = Path(given.out) if given.out else store.folder / "export"
    files = [str(path) for path in export(store, given.format, tables, folder, given.dialect, given.force)]
    out.note(out.say("masking"))
    out.result("\n".join(files))
    out.document({"files": files})
    return 0
