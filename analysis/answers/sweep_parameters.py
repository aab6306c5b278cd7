"""What a sweep varied: the design, its parameters with their units and values, and the points as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analysis.answers.sweep import Sweep
from analysis.text.languages import LANGUAGES
from analysis.text.parameter_words import figure_text, parameter_unit
from experiments.design.designs import SAMPLED
from experiments.plan.parameters import parameters_by_path

ONE_AT_A_TIME = "one-at-a-time"
MOST_TOLD = 12  # values of a figure that are written out; of more only the ends
DIGITS = 6  # of a number in a picture: finer than a screen can show


def kind_of_design(manifest: Mapping[str, Any]) -> str:
    """The kind of design in a manifest, one of `experiments.design.designs.KINDS`; points by hand are a list."""
    asked = manifest.get("configuration", {}).get("experiment")
    if not asked:
        return "list"
    return asked.get("kind") or ("list" if asked.get("points_file") else "grid")


def varied_parameters(sweep: Sweep, manifest: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
    """Every parameter that differs between points, in the order of the experiment.

    Returns
    -------
    list of dict
        key, name (short), text and unit (by language), category (whether its axis has no scale), options (of a
        category, in order; None where the figure is left as it is), asked (values, or low and high) and count (of
        values).
    """
    asked = manifest.get("configuration", {}).get("experiment", {}).get("vary", {})
    known = parameters_by_path()
    found: list[dict[str, Any]] = []
    for key in sorted(sweep.keys, key=lambda key: (list(asked).index(key) if key in asked else len(asked), key)):
        number = known[key].number if key in known else None
        unit = number.unit if number else ""
        values = distinct(settings.get(key) for settings in sweep.settings.values())
        set_to = [value for value in values if value is not None]
        # where only one figure is changed at a point, being left as it is is no value of it
        options = set_to if kind == ONE_AT_A_TIME else values
        whole = number.choices if number else None
        category = bool(whole) or unit == "0/1" or any(v is None or isinstance(v, str) for v in options)
        if whole:
            order = [option.name.lower() for option in whole]
            options = sorted(options, key=lambda v: order.index(v) if v in order else len(order))
        seen = {"values": set_to} if len(set_to) <= MOST_TOLD else {"low": set_to[0], "high": set_to[-1]}
        ends = asked.get(key, seen)
        found.append(
            {"key": key, "name": sweep.names[key], "category": category}
            | {"text": {lang: figure_text(key, number.text, lang) if number else "" for lang in LANGUAGES}}
            | {"unit": {lang: parameter_unit("" if unit in ("1", "0..1") else unit, lang) for lang in LANGUAGES}}
            | {"options": options if category else [], "asked": ends, "count": len(options)}
        )
    return found


def distinct(values: Iterable[Any]) -> list[Any]:
    """Every value once: numbers by size, then texts, None last."""
    return sorted(set(values), key=lambda v: (v is None, isinstance(v, str), v if v is not None else 0))


def compact_points(
    sweep: Sweep, told: Sequence[Mapping[str, Any]], numbers: Sequence[int], kind: str
) -> dict[str, Any]:
    """Points with their settings, in the most compact form.

    Returns
    -------
    dict
        ``number`` and, in the same order, ``changed`` (place of the one figure in ``told`` and its value, None where
        nothing is changed) of a design that changes one at a time, else ``columns``: a list for each figure with its
        values, of a category the places in its options.
    """
    settings = [sweep.settings[number] for number in numbers]
    if kind == ONE_AT_A_TIME:
        place = {figure["key"]: k for k, figure in enumerate(told)}
        changed = [[[place[key], rounded(value)] for key, value in one.items()] for one in settings]
        return {"number": list(numbers), "changed": [one[0] if one else None for one in changed]}
    columns: list[list[Any]] = []
    for figure in told:
        values = [one.get(figure["key"]) for one in settings]
        columns.append([figure["options"].index(v) if figure["category"] else rounded(v) for v in values])
    return {"number": list(numbers), "columns": columns}


def picture_of(kind: str, told: Sequence[Mapping[str, Any]], most_lines: int) -> dict[str, Any]:
    """The picture that fits a design.

    Returns
    -------
    dict
        ``kind``: tornado, lines (with ``x`` and ``line``, places in ``told``; the latter may be None) or scatter (with
        ``figures``, the places to choose from).
    """
    if kind == ONE_AT_A_TIME:
        return {"kind": "tornado"}
    varied = [k for k, figure in enumerate(told) if figure["count"] > 1] or list(range(len(told)))
    if kind not in SAMPLED and len(varied) == 1:
        return {"kind": "lines", "x": varied[0], "line": None}
    if kind not in SAMPLED and len(varied) == 2:
        # a scale says more than names do, and more values need more room
        x, line = sorted(varied, key=lambda k: (told[k]["category"], -told[k]["count"]))
        if told[line]["count"] > most_lines:
            x, line = line, x
        if told[line]["count"] <= most_lines:
            return {"kind": "lines", "x": x, "line": line}
    return {"kind": "scatter", "figures": varied}


def rounded(value: Any) -> Any:
    """A number with as many digits as a picture can show; anything else as it is."""
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value
