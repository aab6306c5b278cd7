"""Looks: the numbers of pairs at which a folder is looked at while seeds are added, kept in its manifest.

Who looks more than once, and stops when what is seen is liked, sees an interval that misses too often. So the folder
keeps every number of seeds at which it stood or may come to stand (``configuration.looks``), before the runs of the
first are made. Whoever reads it, and whenever, then widens its intervals by the same looks
(`analysis.statistics.looks`), however the search went: interrupted, asked again, with another outcome, or extended by
hand. Looks are only added, never taken away, as long as the folder keeps its runs.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

FIRST = 4  # pairs; with fewer a spread is hardly known
FEWEST = 3  # pairs with which an interval is shown at all: with fewer there is nothing to look at


def schedule(present: int, most: int) -> tuple[int, ...]:
    """Numbers of seeds at which to look: those there are, then 4, 8, 16 and so on by doubling, the last ``most``.

    Examples
    --------
    >>> schedule(2, 64), schedule(10, 40)
    ((4, 8, 16, 32, 64), (10, 16, 32, 40))
    """
    doubled, looks = FIRST, {present, most}
    while doubled < most:
        looks.add(doubled)
        doubled *= 2
    return tuple(sorted(n for n in looks if max(present, FEWEST) <= n <= most))


def next_look(looks: Collection[int], present: int, most: int) -> int | None:
    """The next number of seeds to look at, None where there is none up to ``most``.

    Examples
    --------
    >>> next_look((4, 8, 16, 40), 8, 40), next_look((4, 8, 16, 40), 16, 32)
    (16, None)
    """
    return min((n for n in looks if present < n <= most), default=None)


def looks_of(manifest: Mapping[str, Any]) -> tuple[int, ...]:
    """The looks that a manifest tells; none of a folder whose number of seeds was chosen beforehand."""
    return tuple(sorted(set(manifest.get("configuration", {}).get("looks") or ())))


def with_looks(
    settings: Mapping[str, Any], before: Mapping[str, Any], ids: Collection[str], seeds: int
) -> dict[str, Any]:
    """The settings of a plan that is about to be made, with its looks where it has any.

    Parameters
    ----------
    settings : mapping
        Of the command: under ``looks`` those that it may take.
    before : mapping
        The manifest that lies in the folder; empty where there is none. Where no run of it is lost, its looks are kept
        and the number of seeds at which it stood is one.
    ids : collection of str
        Names of the runs to be made.
    seeds : int
        How many seeds they have, which is a look too.
    """
    looks: set[int] = set(settings.get("looks") or ())
    grown = bool(before) and set(before["run_ids"]).issubset(ids)
    if grown:
        looks.update(looks_of(before))
    kept = {name: value for name, value in settings.items() if name != "looks"}
    if not looks:
        return kept
    looks.update((seeds, len(before["plan"]["seeds"])) if grown else (seeds,))
    return {**kept, "looks": sorted(n for n in looks if n >= FEWEST)}
