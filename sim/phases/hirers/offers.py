"""Part of phase 11: agencies find hirers, not the other way round.

Each makes keyed offers in proportion to its selling capacity, to hirers whose turn it is. One agency more adds its own
offers and moves nobody else's.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.core.calendar import QUARTER
from sim.core.draw_keys import SUPPLIER_SET_ORDER, SUPPLIER_SET_WHERE, SUPPLIER_SET_WHICH
from sim.core.draws import Stream, uniform
from sim.core.kernels import kernel
from sim.state.codes import Province, Sector
from sim.state.columns import State

OFFERS_SEEN = 8  # most offers a hirer reads; more than that, the draws that come first
SECTORS, PROVINCES = len(Sector), len(Province)


class HirerIndex(NamedTuple):
    """Hirers by (turn, sector, province), to which offers are addressed."""

    rows: np.ndarray  # int32, hirers in that order
    begin: np.ndarray  # int32[13 x 5 x 12 + 1]


class Offers(NamedTuple):
    """Offers of the week, a row for each hirer whose turn it is."""

    count: np.ndarray  # int32, offers read
    agency: np.ndarray  # int32[rows, OFFERS_SEEN]
    order: np.ndarray  # float64[rows, OFFERS_SEEN], a draw: of too many offers those that come first are read
    times: np.ndarray  # int32[rows, OFFERS_SEEN], how often this agency offered


def hirer_index(state: State) -> HirerIndex:
    """Lists of hirers by turn, sector and province; fixed for a world."""
    hirers = state.hirers
    turn = np.arange(hirers.size.size) % QUARTER
    cell = (turn * SECTORS + hirers.sector) * PROVINCES + hirers.province
    rows = np.argsort(cell, kind="stable").astype(np.int32)
    begin = np.searchsorted(cell[rows], np.arange(QUARTER * SECTORS * PROVINCES + 1)).astype(np.int32)
    return HirerIndex(rows, begin)


def no_offers(week: int, hirers: int) -> Offers:
    """Room for the offers of a week."""
    shape = (hirers - 1 - week % QUARTER) // QUARTER + 1, OFFERS_SEEN
    return Offers(np.zeros(shape[0], np.int32), np.full(shape, -1, np.int32), np.zeros(shape), np.ones(shape, np.int32))


@kernel
def addressed(u, home, sector, province, turn, s, begin):
    """Where the hirers begin and end whom an offer may reach: near and in the sector, in the sector, or all."""
    first = turn * SECTORS * PROVINCES
    last = first + SECTORS * PROVINCES
    if u < home + (1.0 - home) * s.sector_offers:
        first += sector * PROVINCES
        last = first + PROVINCES
    if u < home and begin[first + province + 1] > begin[first + province]:
        first += province
        last = first + 1
    return begin[first], begin[last]


@kernel
def _read(now, row, agency, offers):
    """Put an offer on a hirer's list; a full list keeps the first in a keyed order."""
    at = row // QUARTER
    order = uniform(now.seed, Stream.SUPPLIER_SET, now.week, agency, SUPPLIER_SET_ORDER, row)
    n = offers.count[at]
    for k in range(n):
        if offers.agency[at, k] == agency:
            offers.times[at, k] += 1
            return
    to = n
    if n < OFFERS_SEEN:
        offers.count[at] = n + 1
    else:
        to = 0
        for k in range(1, n):
            if offers.order[at, k] > offers.order[at, to]:
                to = k
        if order >= offers.order[at, to]:
            return
    offers.agency[at, to], offers.order[at, to], offers.times[at, to] = agency, order, 1


@kernel
def offers_due(capacity, workers, start_size, s):
    """Offers that a firm makes a week, in parts: by its selling capacity, and by how far it is from its aim."""
    short = 1.0 - min(1.0, workers / start_size)
    return (s.offers * capacity + s.calls * short) / QUARTER


@kernel
def make_offers(now, a, index, s, offers):
    """Each living firm's offers of the week, into lists per hirer of at most OFFERS_SEEN."""
    turn = now.week % QUARTER
    for i in range(a.alive.size):
        if a.alive[i] == 0 or (a.barred[i] == 1 and a.initial_honest[i] == 1):  # the honest wait for admission
            continue
        due = offers_due(a.selling_capacity[i], a.worker_weeks_13[i] / 13.0, a.start_size[i], s)
        made = math.floor(due + uniform(now.seed, Stream.SUPPLIER_SET, now.week, i))
        home = s.home_offers / (1.0 + a.start_size[i] / s.national_size)
        for k in range(made):
            u = uniform(now.seed, Stream.SUPPLIER_SET, now.week, i, SUPPLIER_SET_WHERE, k)
            v = uniform(now.seed, Stream.SUPPLIER_SET, now.week, i, SUPPLIER_SET_WHICH, k)
            low, high = addressed(u, home, int(a.sector[i]), int(a.province[i]), turn, s, index.begin)
            if high > low:
                _read(now, index.rows[low + int(v * (high - low))], i, offers)
