"""The code book of a folder with its Dutch words, and additions to labels that would be misread."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import polars as pl

from analysis.text.codebook_dutch import DEFINITIONS, ENDINGS, SCOPES, WINDOW
from analysis.text.languages import LANGUAGES, Words, field, in_language
from experiments.store.store import Store

# A wave that a measure sets off when it enters is over by the last year, so these are told over all years.
WHOLE = ("honest_small_agency_exits_per_year", "honest_small_agency_exit_rate_per_year")
ALL_YEARS = (" (gemiddeld over alle jaren)", " (mean of all years)")
# Outcomes that are costs where more is paid than received.
NET = ("state_cost_eur_per_year",)
INCOME = (" (min: hij ontvangt)", " (minus: it receives)")
_END = re.compile(r" \((?P<empty>[^();]+)(; no value until (?P<weeks>\d+) weeks have been booked)?\.\)\Z")


Entry = Mapping[str, Any]


class _Book(NamedTuple):
    table: pl.DataFrame
    entries: Mapping[str, Entry]


def codebook_of(store: Store) -> Mapping[str, Entry]:
    """Entries by name: those stored, with ``definition_nl`` and ``scope_nl`` and labels that say how to read a sign.

    An outcome of a folder made by other code, for which there is no Dutch, keeps its English. Empty without code book.
    """
    return _book_of(store).entries


def stored_codebook(store: Store) -> pl.DataFrame:
    """The table as it is stored."""
    return _book_of(store).table


def _book_of(store: Store) -> _Book:
    """The code book of a folder, read once for as long as its file is the same."""
    try:
        file = (store.folder / "codebook.parquet").stat()
    except OSError:  # of models in memory, or there is none
        return _made(store.read("codebook"))
    return _read(store.folder.absolute(), (file.st_ino, file.st_mtime_ns, file.st_size))


@functools.lru_cache(maxsize=4)
def _read(folder: Path, file: tuple[int, int, int]) -> _Book:
    """``file`` tells which file it is: a new one in its place is read anew."""
    return _made(Store(folder).read("codebook"))


def _made(table: pl.DataFrame) -> _Book:
    entries = {
        entry["name"]: MappingProxyType(entry | dutch_words(entry) | _labels(entry)) for entry in table.to_dicts()
    }
    return _Book(table, MappingProxyType(entries))


def dutch_words(entry: Entry) -> dict[str, str]:
    """Definition and scope of an entry in Dutch."""
    scope: str = entry["scope"]
    found = {"scope_nl": SCOPES.get(scope, scope), "definition_nl": entry["definition"]}
    end = _END.search(entry["definition"])
    if entry["name"] in DEFINITIONS and end is not None:
        ending = dict(ENDINGS).get(end["empty"], end["empty"])
        window = f"; {WINDOW.format(weeks=end['weeks'])}" if end["weeks"] else ""
        found["definition_nl"] = f"{DEFINITIONS[entry['name']]} ({ending}{window}.)"
    return found


def over_all_years(entry: Entry) -> Entry:
    """An entry with labels that say over which years it is reported, where that is not the year of the table."""
    if entry["name"] not in WHOLE:
        return entry
    return {**entry, **_with_end(entry, ALL_YEARS)}


def _labels(entry: Entry) -> dict[str, str]:
    return _with_end(entry, INCOME) if entry["name"] in NET else {}


def _with_end(entry: Entry, end: Words) -> dict[str, str]:
    """The labels of an entry, each with what is added to it."""
    return {f"label_{lang}": field(entry, "label", lang) + in_language(end, lang) for lang in LANGUAGES}
