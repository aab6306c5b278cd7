"""Moves between states, raw sums of the weeks of a calendar year: what flowed in less what flowed out is the change of
a stock.

Systems: work, housing and cover. Who is abroad or out of scope is in ``abroad`` of housing and cover, and in
``abroad``, ``left``, ``arriving`` or ``settled`` of work.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from sim.core.kernels import kernel
from sim.outcomes.memory import cover_in, housing_in, work_in
from sim.outcomes.words import words
from sim.state.codes import Cover, Housing, Work

SYSTEMS: dict[str, type[IntEnum]] = {"work": Work, "housing": Housing, "cover": Cover}
STATES = 16


def new_moves() -> np.ndarray:
    """Moves by system, from and to."""
    return np.zeros((len(SYSTEMS), STATES, STATES), np.int64)


@kernel
def add_moves(scan, changed, memory, moves):
    """Count the moves of those who changed this week."""
    for i in range(changed):
        now, before = int(scan.signature[i]), int(memory.signature[scan.changed[i]])
        if work_in(now) != work_in(before):
            moves[0, work_in(before), work_in(now)] += 1
        if housing_in(now) != housing_in(before):
            moves[1, housing_in(before), housing_in(now)] += 1
        if cover_in(now) != cover_in(before):
            moves[2, cover_in(before), cover_in(now)] += 1


def table(years: dict[int, np.ndarray], scale: float) -> dict[str, np.ndarray]:
    """The columns of ``flows/`` in persons of the country; moves that never happened have no row."""
    columns: dict[str, list] = {name: [] for name in ("year", "system", "from", "to", "persons")}
    for year, moves in years.items():
        for number, (system, kind) in enumerate(SYSTEMS.items()):
            for before, after in np.argwhere(moves[number]):
                columns["year"].append(year)
                columns["system"].append(system)
                columns["from"].append(words(kind)[before])
                columns["to"].append(words(kind)[after])
                columns["persons"].append(moves[number, before, after] / scale)
    return {
        "year": np.array(columns["year"], np.int32),
        "system": np.array(columns["system"], object),
        "from": np.array(columns["from"], object),
        "to": np.array(columns["to"], object),
        "persons": np.array(columns["persons"], np.float64),
    }
