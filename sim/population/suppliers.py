"""Who supplies whom at the start: agencies' heads are laid over hirers' orders, near home and in their sector."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from sim.behaviour import Behaviour
from sim.core.draw_keys import HIRER_SHARES_PIECES, HIRER_SUPPLIER_START, SUPPLIER_SET_START
from sim.core.draws import Stream
from sim.core.kernels import array_maker, kernel
from sim.phases.hirers.supplier_slots import wanted_suppliers
from sim.population.sampling import draw_many
from sim.state.codes import Province, Sector
from sim.state.columns import Agencies, Hirers


def _pieces(seed: int, a: Agencies) -> tuple[np.ndarray, np.ndarray]:
    """Clients of each active agency as (agency, persons), large agencies with more and larger ones."""
    owner, amount = [], []
    for i in np.flatnonzero(a.alive):
        n = max(1, round(0.5 * a.start_size[i] ** 0.8))
        part = np.exp(
            0.7 * ndtri(draw_many(seed, Stream.HIRER_SUPPLIER, i * 100_000 + np.arange(n), HIRER_SUPPLIER_START))
        )
        owner.append(np.full(n, i))
        amount.append(part * (a.start_size[i] / part.sum()))
    return np.concatenate(owner), np.concatenate(amount)


def assign_suppliers(seed: int, hirers: Hirers, agencies: Agencies, behaviour: Behaviour) -> None:
    """Give every hirer one to three suppliers, so that orders at each agency are about its size.

    Writes: ``hirers.supplier``, ``hirers.share``. Agencies' clients and hirers are laid side by side on two
    lines per sector and province, each roughly by size; what overlaps is a contract.
    """
    owner, amount = _pieces(seed, agencies)
    cell_of_hirer = hirers.sector.astype(np.int64) * len(Province) + hirers.province
    demand = np.bincount(cell_of_hirer, hirers.size, len(Sector) * len(Province))
    home = agencies.sector.astype(np.int64) * len(Province) + agencies.province
    order = np.argsort(-amount, kind="stable")
    s = behaviour.supplier
    stay = s.home_offers / (1.0 + agencies.start_size[owner] / s.national_size)
    goes = draw_many(seed, Stream.SUPPLIER_SET, np.arange(owner.size), SUPPLIER_SET_START)
    cell = _cells(order, amount, home[owner], stay, goes, demand)
    noise = ndtri(draw_many(seed, Stream.HIRER_SHARES, np.arange(hirers.size.size)))
    hirer_order = np.lexsort((np.log(hirers.size) + 0.5 * noise, cell_of_hirer))
    noise = ndtri(draw_many(seed, Stream.HIRER_SHARES, np.arange(owner.size), HIRER_SHARES_PIECES))
    piece_order = np.lexsort((np.log(amount) + 0.5 * noise, cell))
    _overlap(hirers, cell_of_hirer, hirer_order, Clients(owner, amount, cell, piece_order), demand)
    _visit_idle(hirers, agencies, np.flatnonzero(agencies.alive), cell_of_hirer, home)


class Clients(NamedTuple):
    """Clients of agencies, one row a contract to be."""

    owner: np.ndarray  # agency
    amount: np.ndarray  # float64, persons
    cell: np.ndarray  # sector and province
    order: np.ndarray  # in which they are laid beside the hirers


@array_maker
def _cells(order, amount, home, stay, goes, demand):
    """Sector and province each client lies in: at home while there is room, else where most room is left."""
    room = demand.copy()
    cell = np.empty(order.size, np.int64)
    provinces = 12
    for k in order:
        c = home[k]
        if goes[k] >= stay[k] or room[c] < 0.5 * amount[k]:
            first = (c // provinces) * provinces
            for other in range(first, first + provinces):
                if room[other] > room[c]:
                    c = other
            if room[c] < 0.5 * amount[k]:
                c = np.argmax(room)
        cell[k] = c
        room[c] -= amount[k]
    return cell


@array_maker
def _overlap(h, cell_of_hirer, hirer_order, clients, demand):
    """Three largest overlaps of each hirer with the clients laid beside it, as shares of its orders."""
    amount, cell, piece_order = clients.amount, clients.cell, clients.order
    load = np.zeros(demand.size)
    for k in piece_order:
        load[cell[k]] += amount[k]
    begin = 0  # first client that may overlap
    done, last = 0.0, -1  # persons of the cell laid so far
    ended = 0.0  # end of the clients before ``begin``
    for row in hirer_order:
        c = cell_of_hirer[row]
        if c != last:
            while begin < piece_order.size and cell[piece_order[begin]] < c:
                begin += 1
            done, ended, last = 0.0, 0.0, c
        if load[c] <= 0.0:
            continue
        stretch = demand[c] / load[c]
        start, end = done, done + h.size[row]
        done = end
        k, at = begin, ended
        while k < piece_order.size and cell[piece_order[k]] == c and at < end:
            stop = at + amount[piece_order[k]] * stretch
            _keep(h, row, clients.owner[piece_order[k]], min(stop, end) - max(at, start))
            if stop <= end:
                begin, ended = k + 1, stop
            at = stop
            k += 1
    for row in range(h.size.size):
        total = h.share[row].sum()
        if total > 0.0:
            h.share[row] /= total


@kernel
def _keep(h, row, agency, persons):
    """Add an overlap to the three largest of a hirer."""
    weakest = 0
    for slot in range(wanted_suppliers(h.size[row])):
        if h.supplier[row, slot] == agency:
            h.share[row, slot] += persons
            return
        if h.share[row, slot] < h.share[row, weakest]:
            weakest = slot
    if persons > h.share[row, weakest]:
        h.supplier[row, weakest] = agency
        h.share[row, weakest] = persons


@kernel
def _nearest(h, taken, cell_of_hirer, home, sector, start_size):
    """The hirer with room that is nearest to an agency in sector, place and size; -1 where there is none."""
    best, best_score = -1, -1e18
    for row in range(h.size.size):
        if taken[row] or (h.share[row, 2] > 0.0 and min(h.share[row]) * h.size[row] > 0.3):
            continue
        near = 1.0 if cell_of_hirer[row] == home else (0.5 if h.sector[row] == sector else 0.0)
        score = near - abs(math.log(h.size[row] / (2.0 * start_size)))
        if score > best_score:
            best, best_score = row, score
    return best


@array_maker
def _visit_idle(h, a, rows, cell_of_hirer, home):
    """Agencies whose clients fell away take a slot of a hirer near in sector and place; hirers none, the largest."""
    load = np.zeros(a.integrity.size)
    for row in range(h.size.size):
        for slot in range(3):
            if h.supplier[row, slot] >= 0:
                load[h.supplier[row, slot]] += h.share[row, slot] * h.size[row]
    taken = np.zeros(h.size.size, np.bool_)
    for i in rows:
        if load[i] >= 0.3 * a.start_size[i]:
            continue
        best = _nearest(h, taken, cell_of_hirer, home[i], a.sector[i], a.start_size[i])
        if best >= 0:
            _make_room(h, best, i, min(a.start_size[i] / h.size[best], 0.5))
            taken[best] = True
    for row in range(h.size.size):
        if h.share[row].sum() <= 0.0:
            h.supplier[row, 0], h.share[row, 0] = rows[rows.size - 1], 1.0


@kernel
def _make_room(h, row, agency, share):
    """Give ``agency`` the weakest slot of a hirer with ``share`` of its orders."""
    slot = 0
    for other in range(1, 3):
        if h.share[row, other] < h.share[row, slot]:
            slot = other
    h.share[row, slot] = 0.0
    total = h.share[row].sum()
    if total <= 0.0:
        share, total = 1.0, 1.0
    for other in range(3):
        h.share[row, other] *= (1.0 - share) / total
    h.supplier[row, slot], h.share[row, slot] = agency, share
