"""The list of outcomes, the only one: the code book, the tables and ``model.outcomes()`` come from it."""

from __future__ import annotations

import numpy as np

from sim.declare import plugins
from sim.outcomes.metric import Metric
from sim.outcomes.themes import agencies, cover, duties, enforcement, homes, money, places, rights, work


def _metrics(found: Metric | tuple[Metric, ...]) -> tuple[Metric, ...]:
    """The outcomes that a plug-in brings under one name."""
    return (found,) if isinstance(found, Metric) else found


METRICS: tuple[Metric, ...] = (
    *cover.METRICS,
    *homes.METRICS,
    *agencies.METRICS,
    *money.METRICS,
    *work.METRICS,
    *enforcement.METRICS,
    *rights.METRICS,
    *duties.METRICS,
    *places.METRICS,
    *(metric for found in plugins.loaded(plugins.OUTCOMES).values() for metric in _metrics(found)),
)
BY_NAME: dict[str, Metric] = {metric.name: metric for metric in METRICS}


def _definition(metric: Metric) -> str:
    """The definition with what an empty denominator and an unfilled window give."""
    empty = "an empty denominator gives no value" if metric.empty == "null" else "nothing counted gives 0"
    weeks = metric.weeks_needed()
    window = f"; no value until {weeks} weeks have been booked" if weeks > 1 else ""
    return f"{metric.definition} ({empty}{window}.)"


CODEBOOK: list[dict[str, str]] = [
    {
        "name": metric.name,
        "label_nl": metric.label_nl,
        "label_en": metric.label_en,
        "unit": metric.unit,
        "kind": metric.kind,
        "better": metric.better,
        "definition": _definition(metric),
        "scope": metric.scope,
    }
    for metric in METRICS
]


def codebook_table() -> dict[str, np.ndarray]:
    """The columns of ``codebook.parquet``."""
    return {name: np.array([row[name] for row in CODEBOOK], object) for name in CODEBOOK[0]}
