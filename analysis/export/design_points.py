"""Design points of a result folder for other programs: a row per point, and columns beside outcomes."""

from __future__ import annotations

import collections
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from experiments.plan.plan import plan_from
from experiments.store.store import Store

MOST_BESIDE = 50  # figures that are written beside outcomes; of more only the design itself
MOST_NAMED = 4  # figures that the name of a scenario holds; of more only the number of the point
LONGEST_NAME = 120  # characters of such a name
JOINED = ("summary", "yearly", "totals")


class Design:
    """The points of a plan: their settings, and the parameters that differ between them."""

    def __init__(self, store: Store) -> None:
        plan = plan_from((store.manifest() or {})["plan"])
        self.settings: dict[int, dict[str, Any]] = {number: dict(point) for number, point in plan.points}
        self.varied = sorted({key for point in plan.design for key, _ in point})
        self.several = len(plan.design) > 1
        self._members = store.read("design")

    def table(self) -> pl.DataFrame:
        """A row per point: its number (0: nothing set), and each parameter set anywhere as a column, empty if not.

        Choices are written by name.
        """
        keys = sorted({key for settings in self.settings.values() for key in settings})
        return self._columns(keys, self.settings)

    def members(self) -> pl.DataFrame:
        """Which runs belong to which point: run_id, point; a run of the base may belong to many."""
        return self._members.select("run_id", "point").unique().sort("point", "run_id")

    def beside(self, name: str, frame: pl.DataFrame) -> pl.DataFrame:
        """The frame with the parameters that differ between points as columns, if it is one of these and they are few.

        A run that belongs to several points has no number of a point, and is empty where these differ: it does not
        read those figures.
        """
        if not self.several or name not in JOINED or not 0 < len(self.varied) <= MOST_BESIDE:
            return frame
        if "point" in frame.columns:
            found = self._columns(self.varied, self.settings).with_columns(pl.col("point").cast(frame.schema["point"]))
            return frame.join(found, on="point", how="left", maintain_order="left")
        return frame.join(self._of_runs(), on="run_id", how="left", maintain_order="left")

    def labels(self) -> dict[int, str]:
        """A short name of each point made of its settings; empty where these are many, long or not distinct."""
        if not self.several or not 0 < len(self.varied) <= MOST_NAMED:
            return {}
        ends = collections.Counter(key.rpartition(".")[2] for key in self.varied)
        names = {key: end if ends[end := key.rpartition(".")[2]] == 1 else key for key in self.varied}
        found = {
            number: ", ".join(f"{names[key]}={_short(settings[key])}" for key in self.varied if key in settings)
            or f"point {number}"
            for number, settings in self.settings.items()
        }
        apart = len(set(found.values())) == len(found)
        return found if apart and all(len(text) <= LONGEST_NAME and "|" not in text for text in found.values()) else {}

    def _of_runs(self) -> pl.DataFrame:
        points: dict[str, list[int]] = collections.defaultdict(list)
        for run, point in self.members().iter_rows():
            points[run].append(point)
        rows: dict[str, dict[str, Any]] = {}
        for run, numbers in points.items():
            first, *others = (self.settings.get(number, {}) for number in numbers)
            same = {k: first.get(k) for k in self.varied if all(other.get(k) == first.get(k) for other in others)}
            rows[run] = same | {"point": numbers[0] if len(numbers) == 1 else None}
        found = self._columns(self.varied, dict(enumerate(rows.values()))).drop("point")
        numbers = pl.Series("point", [row["point"] for row in rows.values()], pl.Int64)
        return pl.DataFrame({"run_id": list(rows)}, schema={"run_id": pl.String}).with_columns(
            numbers, *found.get_columns()
        )

    @staticmethod
    def _columns(keys: Sequence[str], settings: Mapping[int, Mapping[str, Any]]) -> pl.DataFrame:
        columns = [pl.Series("point", list(settings), pl.Int64)]
        for key in keys:
            values = [point.get(key) for point in settings.values()]
            if any(isinstance(value, str) for value in values):
                texts = [None if value is None else str(value) for value in values]
                columns.append(pl.Series(key, texts, pl.String))
            else:
                columns.append(pl.Series(key, [None if v is None else float(v) for v in values], pl.Float64))
        return pl.DataFrame(columns)


def _short(value: Any) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
