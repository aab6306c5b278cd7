"""Part of phase 12: what a firm leaves behind: clients who look elsewhere, houses without an owner."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined, kernel
from sim.state.columns import SUPPLIERS, Agencies


class Candidates(NamedTuple):
    """Firms that a client may turn to, and how strongly each draws; nobody goes to one that draws 0."""

    alive: np.ndarray
    weight: np.ndarray  # float64
    sector: np.ndarray
    province: np.ndarray


def lawful(a: Agencies) -> Candidates:
    """The firms that may lend, by their selling capacity."""
    return Candidates(a.alive, np.where(a.barred == 1, 0.0, a.selling_capacity), a.sector, a.province)


@kernel
def successor(now, stream, row, sector, province, among):
    """A new sole supplier: weighted rendezvous among living firms, of the hirer's sector if there are any."""
    best, best_key = -1, np.inf
    for i in range(among.alive.size):
        if among.alive[i] == 0 or among.weight[i] <= 0.0:
            continue
        near = 1.0 if among.sector[i] == sector else 0.05
        near *= 1.0 if among.province[i] == province else 0.3
        key = -math.log(uniform(now.seed, stream, now.week, row, i)) / (among.weight[i] * near)
        if key < best_key:
            best, best_key = i, key
    return best


@inlined
def _empty_slots(h, row, gone):
    """Empty the slots of dead firms, which a restart may claim back; returns whether there were any."""
    hit = False
    for slot in range(SUPPLIERS):
        i = h.supplier[row, slot]
        if i >= 0 and gone[i]:
            h.former[row, slot], h.former_share[row, slot] = i, h.share[row, slot]
            h.supplier[row, slot], h.share[row, slot] = -1, 0.0
            h.target[row, slot] = 0
            hit = True
    return hit


@inlined
def _free_slot(h, row, gone):
    """A slot beside the one that a restart may claim back."""
    slot = 0
    while slot < SUPPLIERS - 1 and h.former[row, slot] >= 0 and gone[h.former[row, slot]]:
        slot += 1
    return slot


@kernel
def release_hirers(now, h, among, gone):
    """Empty the slots of dead firms; their share passes to the other slots, or to a new supplier."""
    for row in range(h.size.size):
        if not _empty_slots(h, row, gone):
            continue
        rest = h.share[row].sum()
        if rest > 1e-9:
            for slot in range(SUPPLIERS):
                h.share[row, slot] /= rest
            continue
        slot = _free_slot(h, row, gone)
        h.share[row, :] = 0.0
        h.supplier[row, slot] = successor(now, Stream.HIRER_SUPPLIER, row, h.sector[row], h.province[row], among)
        h.share[row, slot] = 1.0
        h.former[row, slot] = -1


@kernel
def release_places(owner, gone):
    """Locations of dead firms go on without an owner."""
    for k in range(owner.size):
        if owner[k] >= 0 and gone[owner[k]]:
            owner[k] = -1
