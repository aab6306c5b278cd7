"""Part of phase 11: how a hirer's orders are shared among its suppliers, a slot each."""

from __future__ import annotations

from sim.core.kernels import inlined, kernel
from sim.state.columns import SUPPLIERS


@kernel
def wanted_suppliers(size):
    """Suppliers a hirer wants: small ones manage with one."""
    if size < 3.0:
        return 1
    return 2 if size < 12.0 else 3


@kernel
def has_supplier(own, agency):
    """Whether this agency is among a hirer's ``own`` suppliers already."""
    return own[0] == agency or own[1] == agency or own[2] == agency


@inlined
def shift_towards(h, row, slot, step):
    """Move part of the orders to the supplier in ``slot``."""
    for other in range(SUPPLIERS):
        h.share[row, other] *= 1.0 - step
    h.share[row, slot] += step


@inlined
def slot_for_newcomer(h, row, missing):
    """An empty slot while a supplier is missing, else that of the weakest supplier."""
    found = -1
    for slot in range(SUPPLIERS):
        if h.supplier[row, slot] < 0:
            if missing:
                return slot
        elif found < 0 or h.share[row, slot] < h.share[row, found]:
            found = slot
    return max(found, 0)


@inlined
def place_supplier(h, row, slot, agency, share):
    """Give a new supplier a slot and ``share`` of the orders; a sole supplier takes all."""
    share = min(share, 0.95)
    rest = h.share[row].sum() - h.share[row, slot]
    if rest <= 1e-12:
        share, rest = 1.0, 1.0
    for other in range(SUPPLIERS):
        h.share[row, other] *= (1.0 - share) / rest
    h.supplier[row, slot], h.share[row, slot] = agency, share
    h.former[row, slot] = -1


@inlined
def drop_barred(h, row, barred):
    """A hirer that checks the register lets suppliers without admission go; returns how many."""
    gone = 0
    for slot in range(SUPPLIERS):
        i = h.supplier[row, slot]
        if i >= 0 and barred[i] == 1:
            h.supplier[row, slot], h.share[row, slot], h.target[row, slot] = -1, 0.0, 0
            h.former[row, slot] = -1
            gone += 1
    rest = h.share[row, 0] + h.share[row, 1] + h.share[row, 2]
    if gone > 0 and rest > 1e-9:
        for slot in range(SUPPLIERS):
            h.share[row, slot] /= rest
    return gone
