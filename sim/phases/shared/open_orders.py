"""The open orders of the week and how a person meets one.

People look along the list of hirers from a keyed starting point, province blocks in order, and meet the next
hirer with an open order. An order more or less changes only the lives of those who would have met it.
"""

from __future__ import annotations

import numpy as np

from sim.core.kernels import array_maker, inlined, kernel
from sim.state.columns import SUPPLIERS, Agencies, Hirers


@kernel
def count_open(h, a, open_orders, following):
    """Fill ``open_orders`` (hirers x slots) and the skip list ``following``; returns the total.

    ``following[k]`` leads from hirer k towards the next hirer with an open order.
    """
    total = 0
    for k in range(h.orders.size):
        some = 0
        for s in range(SUPPLIERS):
            firm = h.supplier[k, s]
            room = 0
            if firm >= 0 and a.alive[firm] == 1:
                room = max(0, h.target[k, s] - h.filled[k, s] - h.pipeline[k, s])
            open_orders[k, s] = room
            some += room
        following[k] = k if some > 0 else k + 1
        total += some
    following[h.orders.size] = h.orders.size
    return total


@kernel
def next_open(following, k):
    """The first hirer from k on with an open order, or the length of the list (path halving)."""
    while following[k] != k:
        following[k] = following[following[k]]
        k = following[k]
    return k


@inlined
def meet(following, start, first, last):
    """The hirer met from ``start`` in the block [first, last), going round once; -1 if none has an order."""
    k = next_open(following, start)
    if k < last:
        return k
    k = next_open(following, first)
    return k if k < last else -1


@inlined
def take(open_orders, following, k, s):
    """One order of hirer k, slot s is spoken for."""
    open_orders[k, s] -= 1
    if open_orders[k, 0] + open_orders[k, 1] + open_orders[k, 2] == 0:
        following[k] = k + 1


@inlined
def best_slot(open_orders, k):
    """The slot of hirer k with most open orders."""
    best = 0
    for s in range(1, SUPPLIERS):
        if open_orders[k, s] > open_orders[k, best]:
            best = s
    return best


@array_maker
def _bucket(h, open_orders, begin, members):
    for k in range(open_orders.shape[0]):
        for s in range(SUPPLIERS):
            if open_orders[k, s] > 0:
                begin[h.supplier[k, s] + 1] += 1
    for f in range(1, begin.size):
        begin[f] += begin[f - 1]
    fill = begin.copy()
    for k in range(open_orders.shape[0]):
        for s in range(SUPPLIERS):
            if open_orders[k, s] > 0:
                firm = h.supplier[k, s]
                members[fill[firm]] = k * SUPPLIERS + s
                fill[firm] += 1


def by_agency(hirers: Hirers, agencies: Agencies, open_orders: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Slots with open orders grouped by agency: ``members[begin[f]:begin[f + 1]]`` are those of firm f."""
    begin = np.zeros(agencies.alive.size + 1, np.int32)
    members = np.empty(int(np.count_nonzero(open_orders)), np.int32)
    _bucket(hirers, open_orders, begin, members)
    return begin, members
