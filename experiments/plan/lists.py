"""Names and paths in one text: commas between, and double quotes around one that holds a comma, as in CSV."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable

from sim.declare.validation import SLUG

LISTED = 'a,b,path.yaml,"with, comma.yaml"'  # what is allowed, in a refusal


def split_names(text: str, folder: str = "") -> list[str]:
    """The names in a text; a text that is itself the path of a file, from here or from ``folder``, is one name.

    Raises
    ------
    ValueError
        For a quote that is not closed, or stands in the middle of a name.

    Examples
    --------
    >>> split_names('deposit, "with, comma.yaml"')
    ['deposit', 'with, comma.yaml']
    """
    if "," in text and (os.path.isfile(text) or beside(text, folder) != text):
        return [text]
    try:
        lines = list(csv.reader(io.StringIO(text), skipinitialspace=True, strict=True))
    except csv.Error as error:
        raise ValueError(text) from error
    if len(lines) > 1:
        raise ValueError(text)
    return [name.strip() for name in lines[0]] if lines else [""]


def join_names(names: Iterable[str]) -> str:
    """The text of which `split_names` makes these names."""
    return ",".join(_quoted(name) for name in names)


def beside(name: str, folder: str) -> str:
    """The path of a file that lies in the folder of the file that names it, else the name as it is."""
    file, mark, items = name.partition("~")  # a base world may be named without some of its items
    for found, rest in ((name, ""), (file, mark + items)):
        if folder and not SLUG.match(found) and os.path.isfile(os.path.join(folder, found)):
            return os.path.join(folder, found) + rest
    return name


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if any(sign in name for sign in ',"') else name
