"""A list of design points from a CSV or Parquet file of the user: data only, columns are dotted keys."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from experiments.design.designs import MOST_POINTS, MOST_VALUES, distinct
from experiments.plan.parameters import Point, unknown, written
from sim.declare.params import InvalidInput, Mistake
from sim.declare.yaml_reader import MAX_MISTAKES, Word, read_word, shown

MOST_BYTES = 50_000_000
PATH = "points-file"
EXPECTED = "columns with , and decimals with a point, or columns with ; and decimals with a comma"
_COMMA = re.compile(r"[+-]?[0-9]{1,18},[0-9]{1,18}\Z")
_POINTS = re.compile(r"[+-]?[0-9]+\.[0-9.]+(,[0-9]*)?\Z")
# a word or number a cell; lists, times and objects are refused
_PLAIN = (pl.Boolean, pl.String, pl.Null)
BLANK = "blank rows and columns are skipped"
UNUSED = "no row has a value for this key"
MOST_TOLD = 10  # numbers of these


def read_points(path: str, remarks: list[Mistake] | None = None) -> tuple[Point, ...]:
    """One point a row; an empty cell leaves the parameter as it is, a row or column without any value is skipped.

    A CSV has columns with ``,`` and decimals with a point; where its head has ``;`` and no ``,`` it is one of a
    spreadsheet that speaks Dutch, with decimal commas. Which rows and columns were skipped, and which keys have no
    value, is added to ``remarks``.

    A row of a CSV is named by its number in a spreadsheet, where the head is row 1; a Parquet file has no head, and its
    rows are counted from 1.

    Raises
    ------
    InvalidInput
        With every mistake in the file: unknown keys, values out of range, rows that stand there twice, no rows, too
        large, unreadable.
    """
    names, rows, blank_columns = _rows(path)
    blank_rows = [number for number, row in rows.items() if all(value is None for value in row)]
    if remarks is not None:
        if blank_rows or blank_columns:
            remarks.append(Mistake(PATH, _numbered(blank_rows, blank_columns), "", "", BLANK, ""))
        unused = [name for k, name in enumerate(names) if all(row[k] is None for row in rows.values())]
        remarks += [Mistake(PATH, shown(name), "", "", UNUSED, "") for name in unused]
    mistakes = [m._replace(path=f"{PATH}: {m.path}") for name in names if (m := unknown(name)) is not None]
    mistakes += [Mistake(PATH, name, "", "", "written twice", "") for name in set(names) if names.count(name) > 1]
    if not names or len(blank_rows) == len(rows):
        mistakes.append(Mistake(PATH, path, "", "a row of keys, then rows of values", "no points in it", ""))
    if mistakes:
        raise InvalidInput(mistakes)
    order = sorted(range(len(names)), key=lambda k: names[k])
    points: dict[int, Point] = {}
    skipped = set(blank_rows)
    for number, row in rows.items():
        if number in skipped:
            continue
        point: list[tuple[str, Any]] = []
        for k in order:
            try:
                if row[k] is not None:
                    point.append((names[k], written(names[k], row[k])))
            except InvalidInput as error:
                mistakes += [m._replace(path=f"{PATH}: row {number}: {m.path}") for m in error.mistakes]
        if len(mistakes) >= MAX_MISTAKES:
            break
        points[number] = tuple(point)
    if mistakes := mistakes or distinct(points):
        raise InvalidInput(mistakes)
    return tuple(points.values())


def _numbered(rows: list[int], columns: list[int]) -> str:
    """Rows and columns by their number in the file, the first of many only."""
    parts: list[str] = []
    for word, numbers in (("row", rows), ("column", columns)):
        if numbers:
            told = ", ".join(map(str, numbers[:MOST_TOLD])) + ", ..." * (len(numbers) > MOST_TOLD)
            parts.append(f"{word}{'s' * (len(numbers) > 1)} {told}")
    return " and ".join(parts)


def _rows(path: str) -> tuple[list[str], Mapping[int, Sequence[Any]], list[int]]:
    """Names of columns, numbered rows of plain values, and numbers of the columns that hold nothing, left out here."""
    try:
        # the type of a file is looked at first: a pipe or device could be read without end
        if not os.path.isfile(path):
            raise _refused(path, "no such file")
        if os.path.getsize(path) > MOST_BYTES:
            raise _refused(path, "the file is too large", f"at most {MOST_BYTES // 1_000_000} MB")
        if path.lower().endswith(".parquet"):
            names, rows = _parquet(path)
            return names, dict(enumerate(rows, 1)), []
        return _csv(path)
    except UnicodeDecodeError:
        raise _refused(path, "not readable as text", "UTF-8") from None
    except (OSError, ValueError, csv.Error, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        if isinstance(error, InvalidInput):
            raise
        raise _refused(path, "this file cannot be read", "CSV or Parquet") from None


def _csv(path: str) -> tuple[list[str], dict[int, list[Any]], list[int]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    head = next((line for line in text.splitlines() if line.strip()), "")
    if ";" in head and "," in head:
        raise _refused(path, "columns with ; or with ,?", EXPECTED)
    dutch = ";" in head  # as a spreadsheet that speaks Dutch writes it
    lines = list(csv.reader(io.StringIO(text), strict=True, delimiter=";" if dutch else ","))
    above = next((k for k, line in enumerate(lines) if any(cell.strip() for cell in line)), len(lines))
    if above == len(lines):
        return [], {}, []
    names, rows, blank = _used([[cell.strip() for cell in line] for line in lines[above:]])
    commas = dutch and any(_COMMA.match(cell) for row in rows for cell in row)
    _refuse_size(path, len(rows), len(names))
    found: dict[int, list[Any]] = {}
    mistakes: list[Mistake] = []
    for number, row in enumerate(rows, above + 2):  # the head is row 1 where nothing blank is above it
        if not any(row):
            found[number] = [None] * len(names)
            continue
        words = [_word(cell, dutch, commas) for cell in row]
        if len(row) != len(names):
            allowed = f"{len(names)} values" + ("" if dutch else f"; {EXPECTED}")
            mistakes.append(Mistake(f"{PATH}: row {number}", f"{len(row)} values", "", allowed, "not a full row", ""))
        for cell, word in zip(row, words, strict=True):
            if word.refused:
                mistakes.append(Mistake(f"{PATH}: row {number}", shown(cell), "", "", word.refused, ""))
        found[number] = [word.value for word in words]
        if len(mistakes) >= MAX_MISTAKES:
            break
    if mistakes:
        raise InvalidInput(mistakes)
    return names, found, blank


def _used(lines: list[list[str]]) -> tuple[list[str], list[list[str]], list[int]]:
    """Head, rows and the numbers of blank columns of a table, without these; a blank row stays, as it has a number."""
    head, rows = lines[0], lines[1:]
    width = max(len(line) for line in lines)
    filled = {k for row in rows for k, cell in enumerate(row) if cell}
    named = {k for k, name in enumerate(head) if name}
    if nameless := sorted(k for k in filled - named if k < len(head)):
        hint = "A column with values has a key in its first row."
        raise InvalidInput(
            [Mistake(f"{PATH}: column {k + 1}", "", "", "", "a column without a key", hint) for k in nameless]
        )
    # what stands beyond the head is kept where it is a value: that row is refused with its number of values
    kept = [[cell for k, cell in enumerate(row) if cell or k in named] for row in rows]
    blank = [k + 1 for k in range(width) if k not in filled and k not in named]
    return [name for name in head if name], kept, blank


def _word(cell: str, dutch: bool, commas: bool) -> Word:
    """What a cell means; ``commas`` says that decimals are written so somewhere in this file."""
    if dutch and _COMMA.match(cell):
        return Word(float(cell.replace(",", ".")))
    if dutch and _POINTS.match(cell) and (commas or "," in cell):
        return Word(0.0, "thousands or decimals?")
    return read_word(cell)


def _parquet(path: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    table = pl.scan_parquet(path)
    schema = table.collect_schema()
    wrong = [
        name
        for name, kind in schema.items()
        if not (kind.is_numeric() or isinstance(kind, _PLAIN)) or kind.is_decimal()
    ]
    if wrong:
        raise InvalidInput(
            [Mistake(f"{PATH}: {shown(n)}", "", "", "numbers and words", "not a number", "") for n in wrong]
        )
    # a small file may hold very many rows, so they are counted before they are read
    _refuse_size(path, table.select(pl.len()).collect().item(), len(schema))
    return list(schema), table.collect().rows()


def _refuse_size(path: str, rows: int, columns: int) -> None:
    if rows > MOST_POINTS or rows * columns > MOST_VALUES:
        raise _refused(path, "too many points", f"at most {MOST_POINTS} points and {MOST_VALUES} values")


def _refused(path: str, message: str, allowed: str = "") -> InvalidInput:
    return InvalidInput([Mistake(PATH, shown(path), "", allowed, message, "")])
