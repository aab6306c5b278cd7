"""Parts of a world that kernels work on together: who works where, and where persons can live.

A kernel loads a whole struct wherever it reads a column, and compiling it takes as long as its structs are wide. The
views here hold the columns that their kernels use, and no others; the arrays are those of the world.
"""

from __future__ import annotations

from collections import namedtuple
from typing import Any, NamedTuple

import numpy as np

from sim.state.columns import Blocks, Migrants, State

Firms = namedtuple("Firms", "incarnation alive start_week label capital q_profit e_wage e_tax e_health e_housing")
Clients = namedtuple("Clients", "sector province wage normal_week orders supplier filled pipeline")
Beds = namedtuple("Beds", "owner beds crowding occupants certified rent")


class Labour(NamedTuple):
    """Persons, the agencies that employ them and the hirers they work for."""

    m: Any  # Migrants, or a view of its columns
    a: Firms
    h: Clients


class Homes(NamedTuple):
    """Beds of locations, and the rental market of each province."""

    ld: Beds
    blocks: Blocks
    renters: np.ndarray  # int32, persons who rent for themselves, per province
    stock: np.ndarray  # float64, persons the rental market has room for, per province


def view[T: tuple](kind: type[T], table: tuple) -> T:
    """The columns of a ``table`` that the struct ``kind`` names."""
    return kind(*(getattr(table, name) for name in kind._fields))  # type: ignore[attr-defined]


def labour_of(state: State, persons: type[tuple] = Migrants) -> Labour:
    """Who works where in a world, with the columns of persons that the struct ``persons`` names."""
    return Labour(view(persons, state.migrants), view(Firms, state.agencies), view(Clients, state.hirers))


def homes_of(state: State) -> Homes:
    """Where persons of a world can live."""
    institutions = state.institutions
    return Homes(view(Beds, state.landlords), state.blocks, institutions.renters, institutions.rental_stock)
