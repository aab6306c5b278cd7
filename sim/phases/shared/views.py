"""Parts of a world that kernels work on together: who works where, and where persons can live."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.state.columns import Agencies, Blocks, Hirers, Landlords, Migrants, State


class Labour(NamedTuple):
    """Persons, the agencies that employ them and the hirers they work for."""

    m: Migrants
    a: Agencies
    h: Hirers


class Homes(NamedTuple):
    """Beds of locations, and the rental market of each province."""

    ld: Landlords
    blocks: Blocks
    renters: np.ndarray  # int32, persons who rent for themselves, per province
    stock: np.ndarray  # float64, persons the rental market has room for, per province


def labour_of(state: State) -> Labour:
    """Who works where in a world."""
    return Labour(state.migrants, state.agencies, state.hirers)


def homes_of(state: State) -> Homes:
    """Where persons of a world can live."""
    institutions = state.institutions
    return Homes(state.landlords, state.blocks, institutions.renters, institutions.rental_stock)
