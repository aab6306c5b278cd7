"""The public names of an answer: columns of its tables, keys of ``--json`` and of the page, in their order.

Scripts of users rely on these names, so they are written here once: `PLACES` says what a name stands for, the same in
every record, and `COLUMNS` which names each record is published with. A record may be built otherwise without a
change of what is published.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from analysis.answers.records import (
    Effect,
    GroupEffect,
    Noise,
    OfWorld,
    Payer,
    PointRow,
    Rival,
    Row,
    Split,
    Step,
    YearEffect,
)

# Where a name is not that of a field: what it stands for.
PLACES = {
    **{name: f"outcome.{name}" for name in ("label_nl", "label_en", "better", "scope", "scope_nl")},
    "party": "outcome.metric",
    **{"base_value": "level.value", "base_lo": "level.lo", "base_hi": "level.hi"},
    "no_base_interval": "level.no_interval",
    **{"diff": "change.value", "sim_lo": "change.lo", "sim_hi": "change.hi", "no_interval": "change.no_interval"},
    **{"diff_lo": "alone.lo", "diff_hi": "alone.hi", "own_lo": "own.lo", "own_hi": "own.hi"},
    **{"relative": "relative.value", "relative_lo": "relative.lo", "relative_hi": "relative.hi"},
    "no_relative": "relative.no_interval",
    **{"all_lo": "overall.lo", "all_hi": "overall.hi"},
}
# Where it stands for something else in a record whose number is no change.
OWN_PLACES: dict[type[OfWorld], dict[str, str]] = {
    Row: {"value": "level.value", "lo": "level.lo", "hi": "level.hi", "no_interval": "level.no_interval"},
    PointRow: {name: f"estimate.{name}" for name in ("value", "lo", "hi", "no_interval")},
}
_WORLD = ("base", "policy")
_LABELS = ("label_nl", "label_en", "unit")
_SCOPE = ("scope", "scope_nl")
_LEVEL = ("base_value", "base_lo", "base_hi", "no_base_interval")
_CHANGE = ("diff", "sim_lo", "sim_hi", "no_interval")
_SAID = ("shown", "finding")
COLUMNS: dict[type[OfWorld], tuple[str, ...]] = {
    Row: (
        *(*_WORLD, "metric", *_LABELS, "value", "lo", "hi", "n", "no_interval", *_SCOPE),
        *("definition", "definition_nl"),
    ),
    PointRow: (
        *(*_WORLD, "point", "metric", *_LABELS, "better", "period", "n", "without", "value", "lo", "hi"),
        *("at_once", "no_interval", "finding"),
    ),
    Effect: (
        *(*_WORLD, "metric", *_LABELS, "better", *_SCOPE, "period", *_LEVEL, "without", "with_policy"),
        *("diff", "diff_lo", "diff_hi", "sim_lo", "sim_hi", "no_interval"),
        *("relative", "relative_lo", "relative_hi", "no_relative", "p_better", "correlation", "pairs", "outcomes"),
        *("shown", "likely", "all_lo", "all_hi", "all_outcomes", "shown_all", "doubtful", "finding"),
    ),
    Step: (
        *(*_WORLD, "metric", *_LABELS, "better", *_SCOPE, "period", *_LEVEL, "without", "with_policy", *_CHANGE),
        *("own_lo", "own_hi", "pairs", "outcomes", *_SAID),
    ),
    YearEffect: (
        *(*_WORLD, "metric", *_LABELS, "better", "kind", "year", "start", "end", "without", *_CHANGE),
        *("pairs", "outcomes", *_SAID),
    ),
    GroupEffect: (
        *(*_WORLD, "group_by", "group", "metric", "unit", "label_nl", "label_en", *_SCOPE, "period", "pairs"),
        *(*_LEVEL, *_CHANGE, "outcomes", *_SAID),
    ),
    Payer: (*_WORLD, "party", "scope", "unit", "period", "pairs", *_CHANGE, "outcomes", *_SAID),
    Rival: (
        *(*_WORLD, "rival", "metric", *_LABELS, "better", *_SCOPE, "period", "pairs", "outcomes", *_CHANGE),
        *("p_better", "won", "regret", "regret_most"),
    ),
    Split: (
        *(*_WORLD, "metric", "of", "unit", "label_nl", "label_en", *_SCOPE, "period", "pairs", "outcomes"),
        *("values", "lo", "hi", "no_interval", "says"),
    ),
    Noise: (
        *(*_WORLD, "metric", *_LABELS, *_SCOPE, "period", "pairs", "points", "sd_pair", "sd_apart", "saved", "worth"),
        *("no_split", "sd_points", "sd_seeds", "sd_rest", "doubt_share", "doubt_lo", "doubt_hi"),
        *("seeds_share", "seeds_lo", "seeds_hi", "rest_share", "rest_lo", "rest_hi"),
    ),
}


def _of_parts(name: str) -> Callable[[Any], dict[str, Any]]:
    """One thing of every part of a split, by part."""
    return lambda split: {part: getattr(estimate, name) for part, estimate in split.parts.items()}


_OF_PARTS = {"values": "value", "lo": "lo", "hi": "hi", "no_interval": "no_interval"}
_READ: dict[type[OfWorld], dict[str, Callable[[Any], Any]]] = {
    kind: {name: attrgetter((PLACES | OWN_PLACES.get(kind, {})).get(name, name)) for name in names}
    for kind, names in COLUMNS.items()
}
_READ[Split] |= {name: _of_parts(field) for name, field in _OF_PARTS.items()}


def row_of(record: OfWorld) -> dict[str, Any]:
    """The record as it is published: one value, text or small table under each of its public names."""
    return {name: read(record) for name, read in _READ[type(record)].items()}
