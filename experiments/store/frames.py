"""Columns of the model as the frames that are written: with whose they are, in the types of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from experiments.plan.run_spec import RunSpec
from sim.outcomes.words import Coded

_INT64 = ("person", "director", "point")


def frame_of(table: Mapping[str, Any], spec: RunSpec, paired: bool) -> pl.DataFrame:
    """Columns of the model as a frame with the columns that say which run it was."""
    columns = {name: _column(name, values) for name, values in table.items()}
    height = next(iter(columns.values())).len()
    whose: dict[str, Any] = {"run_id": spec.run_id}
    if paired:
        whose |= {"base": spec.base, "policy": spec.policy, "seed": spec.seed, "draw": spec.draw}
    kinds = {"seed": pl.Int32}
    said = [pl.Series(n, [v] * height, dtype=kinds.get(n, pl.String)) for n, v in whose.items()]
    return pl.DataFrame([*said, *columns.values()])


def _column(name: str, values: Any) -> pl.Series:
    """A column of the type of the contract; no number becomes null."""
    if isinstance(values, Coded):
        return pl.Series(name, values.names.tolist(), dtype=pl.String).gather(values.codes)
    array = np.asarray(values)
    if array.dtype.kind == "M":
        return pl.Series(name, array.astype("datetime64[D]")).cast(pl.Date)
    if array.dtype.kind in "OU":
        return pl.Series(name, array.tolist(), dtype=pl.String)
    if array.dtype.kind == "f":
        return pl.Series(name, array.astype(np.float64), dtype=pl.Float64, nan_to_null=True)
    if array.dtype.kind in "iu":
        return pl.Series(name, array.astype(np.int64)).cast(pl.Int64 if name in _INT64 else pl.Int32)
    return pl.Series(name, array)
