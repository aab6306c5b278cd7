"""Models in memory, read as a result folder is, so that what is said of both comes from the same functions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from experiments.plan.run_spec import CENTRAL, RunSpec
from experiments.store.design_table import SCHEMA
from experiments.store.frames import frame_of
from experiments.store.store import Store
from sim.outcomes.metrics import codebook_table

_OF_RUNS = ("yearly", "totals", "weekly")


class Held(Store):
    """A store of models that have ended: each a label and the `LabourMarket`, labels as in the column ``policy``."""

    def __init__(self, models: Iterable[tuple[str, Any]], scale: float, end: str) -> None:
        super().__init__("(models)")
        self._scale, self._end = scale, end
        self._runs: list[tuple[RunSpec, dict[str, Any]]] = []
        # in the order of seeds, so that no sum depends on the order in which models were given
        for number, (label, model) in enumerate(sorted(models, key=lambda one: (one[0], one[1].seed))):
            world = (model.base.id, label, model.seed, CENTRAL, model.size.name, end)
            kept = (model.recorder.record, model.recorder.groups)
            self._runs.append((RunSpec(f"{number:016x}", *world, (), *kept, "", ""), model.recorder.tables()))

    def manifest(self) -> dict[str, Any]:
        """Scale and run ids; there are no settings of a plan."""
        return {"scale": self._scale, "run_ids": [spec.run_id for spec, _ in self._runs]}

    def receipt(self, run_id: str) -> dict[str, Any]:
        """What is known of a run: its last Monday."""
        return {"end": self._end}

    def read(self, table: str) -> pl.DataFrame:
        """A table of all models; empty where it was not recorded, or is none that effects are made of."""
        if table == "codebook":
            return pl.DataFrame({name: column.tolist() for name, column in codebook_table().items()})
        if table == "runs":
            whose = ("run_id", "base", "policy", "seed", "draw")
            return pl.DataFrame([{name: getattr(spec, name) for name in whose} for spec, _ in self._runs])
        if table == "design":
            rows = [(spec.run_id, 0, None, None) for spec, _ in self._runs]
            return pl.DataFrame(rows, schema=SCHEMA, orient="row")
        frames = [frame_of(made[table], spec, True) for spec, made in self._runs if table in made]
        return pl.concat(frames) if table in _OF_RUNS and len(frames) == len(self._runs) else pl.DataFrame()
