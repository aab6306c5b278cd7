"""``design.parquet``: which runs belong to which point of the design, and what was set there."""

from __future__ import annotations

from typing import Any

import polars as pl

from experiments.plan.parameters import parameters_by_path
from experiments.plan.plan import Resolved

SCHEMA = {"run_id": pl.String, "point": pl.Int64, "key": pl.String, "value": pl.Float64}


def design_table(resolved: Resolved) -> pl.DataFrame:
    """A row for each run, point and figure set there; a point where nothing is set has one row without key.

    A run may belong to many points: that of the base to all points that differ in levers only. Choices are
    written by number. Columns: run_id, point (0: nothing set), key, value.
    """
    rows: list[tuple[int, str | None, float | None]] = []
    for number, settings in resolved.plan.points:
        rows += [(number, key, _number(key, value)) for key, value in settings] or [(number, None, None)]
    points = pl.DataFrame(rows, schema={name: SCHEMA[name] for name in ("point", "key", "value")}, orient="row")
    members = pl.DataFrame(resolved.members, schema={name: SCHEMA[name] for name in ("point", "run_id")}, orient="row")
    joined = members.join(points, on="point", how="left", maintain_order="left_right")
    return joined.select(list(SCHEMA))


def _number(key: str, value: Any) -> float:
    row = parameters_by_path().get(key)
    if isinstance(value, str) and row is not None and row.number.choices:
        return float(row.number.choices[value.upper()])
    return float(value)
