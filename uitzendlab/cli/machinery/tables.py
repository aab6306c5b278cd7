"""Tables and paragraphs of an answer in a terminal: at most a hundred columns wide, however wide the screen is."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Sequence
from io import StringIO

from uitzendlab.cli.machinery.output import Output, coloured

MOST, LEAST = 100, 60  # columns


def width() -> int:
    """Columns to write in: those of the screen between the two; a hundred where there is no screen."""
    return max(LEAST, min(MOST, shutil.get_terminal_size((MOST, 40)).columns))


def show_table(
    out: Output,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: Sequence[int] = (),
    bold: Sequence[int] = (),
    gap: int = 2,
) -> None:
    """A table in which long texts go on in the next line; numbers are not broken.

    Parameters
    ----------
    right : sequence of int
        Columns of numbers, aligned at their right.
    bold : sequence of int
        Columns to stand out where the reader sees colour.
    gap : int
        Blanks between columns.
    """
    lines = [[_harmless(cell) for cell in row] for row in rows]
    if out.json or not lines:
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0), header_style="bold" if coloured() else "")
    for k, (head, least) in enumerate(zip(heads, _least_widths(lines, right, gap), strict=True)):
        style = "bold" if k in bold and coloured() else ""
        justify = "right" if k in right else "left"
        table.add_column(Text(head), justify=justify, overflow="fold", min_width=least, vertical="top", style=style)
    for row in lines:
        table.add_row(*(Text(cell) for cell in row))  # as text: no cell can hold markup
    page = StringIO()
    Console(
        file=page, width=width(), highlight=False, force_terminal=coloured(), no_color=not coloured(),
        color_system="standard" if coloured() else None, legacy_windows=False,
    ).print(table)  # fmt: skip
    for line in page.getvalue().splitlines():
        out.result(line.rstrip())


def _least_widths(lines: Sequence[Sequence[str]], right: Sequence[int], gap: int) -> list[int]:
    """Of each column, so that no word is broken; where that is too much the longest words of texts may be."""
    least = [max((len(word) for row in lines for word in row[k].split()), default=1) for k in range(len(lines[0]))]
    texts = [k for k in range(len(least)) if k not in right]
    while texts and sum(least) + gap * len(least) > width() and max(least[k] for k in texts) > 8:
        least[max(texts, key=lambda k: least[k])] -= 1
    return least


def show_text(out: Output, text: str, indent: str = "") -> None:
    """A paragraph; lines after the first are indented."""
    out.result("\n".join(textwrap.wrap(_harmless(text), width(), subsequent_indent=indent)) or "")


def show_note(out: Output, text: str) -> None:
    """A message, as wide as the answer."""
    out.note("\n".join(textwrap.wrap(text, width())))


def _harmless(text: str) -> str:
    """Without characters that a terminal would obey: titles may come from a stranger's file."""
    return "".join(c if c.isprintable() else " " for c in str(text))
