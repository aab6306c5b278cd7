"""Re-run one run and compare its tables bit for bit with the stored ones."""

from __future__ import annotations

import dataclasses
import tempfile
from typing import Any

import numpy as np
import polars as pl

from experiments.engine.run import Factory, labour_market, run_one
from experiments.plan.run_spec import RunSpec
from experiments.store.store import DONE, TABLES, Store


@dataclasses.dataclass(frozen=True)
class Again:
    """Result of a re-run."""

    error: str | None  # of the run made now
    before: str  # status of the run in the folder
    tables: tuple[str, ...]  # compared
    differences: tuple[dict[str, Any], ...]  # one a table, where it differs first

    @property
    def equal(self) -> bool:
        """Whether there was something to compare and it is the same to the bit."""
        return self.error is None and self.before == DONE and not self.differences


def rerun_and_compare(store: Store, spec: RunSpec, factory: Factory = labour_market) -> Again:
    """Re-run a run in a folder of its own and compare all its tables with those stored."""
    told = store.receipt(spec.run_id) or {"status": "waiting", "tables": []}
    if told["status"] == DONE:
        spec = dataclasses.replace(spec, record=told["record"], groups=told["groups"])
    with tempfile.TemporaryDirectory() as folder:
        new = Store(folder)
        run_one(spec, new, factory)
        made = new.receipt(spec.run_id) or {}
        if made.get("status") != DONE or told["status"] != DONE:
            return Again(made.get("error"), told["status"], (), ())
        names = tuple(name for name in TABLES if name in {*made["tables"], *told["tables"]})
        found = (_first(name, store.rows_of(name, spec.run_id), new.rows_of(name, spec.run_id)) for name in names)
        return Again(None, DONE, names, tuple(one for one in found if one))


def _first(table: str, kept: pl.DataFrame, made: pl.DataFrame) -> dict[str, Any] | None:
    """Where two tables differ first; None where every bit is the same."""
    if kept.schema != made.schema or kept.height != made.height:
        return {"table": table, "column": None, "row": None, "kept": str(kept.shape), "made": str(made.shape)}
    for name in kept.columns:
        other = ~same_bits(kept[name], made[name])
        if other.any():
            row = int(np.flatnonzero(other)[0])
            facts = {"table": table, "column": name, "row": row, "rows": int(other.sum())}
            return facts | {"kept": kept[name][row], "made": made[name][row]}
    return None


def same_bits(one: pl.Series, other: pl.Series) -> np.ndarray:
    """Row by row whether two columns are the same, floats to the last bit."""
    if one.dtype == pl.Float64:
        bits = [series.fill_null(0.0).to_numpy().view(np.uint64) for series in (one, other)]
        return (bits[0] == bits[1]) & (one.is_null() == other.is_null()).to_numpy()
    return one.eq_missing(other).to_numpy()
