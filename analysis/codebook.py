"""The code book of a folder with its Dutch words, and what a label must add to be read rightly."""

from __future__ import annotations

import re
from typing import Any

from analysis.codebook_dutch import DEFINITIONS, ENDINGS, SCOPES, WINDOW
from experiments.store import Store

# A wave that a measure sets off when it enters is over by the last year, so these are told over all years.
WHOLE = ("honest_small_agency_exits_per_year", "honest_small_agency_exit_rate_per_year")
ALL_YEARS = (" (gemiddeld over alle jaren)", " (mean of all years)")
# Outcomes that are costs where more is paid than received.
NET = ("state_cost_eur_per_year",)
INCOME = (" (min: hij ontvangt)", " (minus: it receives)")
_END = re.compile(r" \((?P<empty>[^();]+)(; no value until (?P<weeks>\d+) weeks have been booked)?\.\)\Z")


def codebook_of(store: Store) -> dict[str, dict[str, Any]]:
    """Entries by name: those stored, with ``definition_nl`` and ``scope_nl`` and labels that say how to read a sign.

    An outcome of a folder made by other code, for which there is no Dutch, keeps its English.
    """
    return {entry["name"]: entry | dutch_words(entry) | _labels(entry) for entry in store.read("codebook").to_dicts()}


def dutch_words(entry: dict[str, Any]) -> dict[str, str]:
    """Definition and scope of an entry in Dutch."""
    found = {"scope_nl": SCOPES.get(entry["scope"], entry["scope"]), "definition_nl": entry["definition"]}
    end = _END.search(entry["definition"])
    if entry["name"] in DEFINITIONS and end is not None:
        ending = dict(ENDINGS).get(end["empty"], end["empty"])
        window = f"; {WINDOW.format(weeks=end['weeks'])}" if end["weeks"] else ""
        found["definition_nl"] = f"{DEFINITIONS[entry['name']]} ({ending}{window}.)"
    return found


def over_all_years(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry with labels that say over which years it is told, where that is not the year of the table."""
    if entry["name"] not in WHOLE:
        return entry
    return entry | {f"label_{lang}": entry[f"label_{lang}"] + ALL_YEARS[k] for k, lang in ((0, "nl"), (1, "en"))}


def _labels(entry: dict[str, Any]) -> dict[str, str]:
    if entry["name"] not in NET:
        return {}
    return {f"label_{lang}": entry[f"label_{lang}"] + INCOME[k] for k, lang in ((0, "nl"), (1, "en"))}
