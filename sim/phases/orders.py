"""Phase 2: how many agency workers each hirer wants this week, and from which supplier."""

from __future__ import annotations

import math

import numpy as np

from sim.behaviour.market import Demand
from sim.behaviour.switches import Switches
from sim.books import Books, Tally
from sim.clock import Now
from sim.draws import Stream, uniform
from sim.kernels import kernel
from sim.kinds import Sector
from sim.state import SUPPLIERS, Hirers, Institutions

SECTORS = len(Sector)
ROOT_12 = math.sqrt(12.0)
PEAK_WEEKS = (45, 50)  # week_of_year of the web shops' peak
PEAK_MEAN = 6.0 / 52.0


@kernel
def season(sector, week_of_year, d):
    """Orders over their yearly mean: horticulture low in January and high in July, logistics peaks in December."""
    if sector == Sector.HORTICULTURE:
        return 1.0 - d.season_horticulture * math.cos(2.0 * math.pi * (week_of_year - 1.5) / 52.18)
    if sector == Sector.LOGISTICS:
        peak = PEAK_WEEKS[0] <= week_of_year <= PEAK_WEEKS[1]
        return (1.0 + (d.peak_logistics if peak else 0.0)) / (1.0 + d.peak_logistics * PEAK_MEAN)
    return 1.0


@kernel
def next_shock(shock, u, memory, spread):
    """Autoregressive step of a demand shock; sums of many uniforms are as good as normal."""
    return memory * shock + spread * math.sqrt(1.0 - memory * memory) * ROOT_12 * (u - 0.5)


@kernel
def start_shock(seed, hirer, week, spread):
    """A draw from the shock's stationary spread (sum of twelve uniforms)."""
    total = 0.0
    for n in range(12):
        total += uniform(seed, Stream.HIRER_SHOCK, week, hirer, 0, n + 1)
    return spread * (total - 6.0)


@kernel
def start_shocks(seed, week, h, d):
    """Give every hirer a shock of the stationary spread, before the first week."""
    for i in range(h.size.size):
        h.shock[i] = start_shock(seed, i, week, d.shock_spread)


@kernel
def _orders(now, h, level, d):
    """Shock, orders and whole-person targets of every hirer; returns targets and orders gone to other forms."""
    fair = math.exp(-0.5 * d.shock_spread * d.shock_spread)  # the mean of exp(shock) is one
    ordered, displaced = 0, 0.0
    for i in range(h.size.size):
        u = uniform(now.seed, Stream.HIRER_SHOCK, now.week, i)
        h.shock[i] = next_shock(h.shock[i], u, d.shock_memory, d.shock_spread)
        orders = h.size[i] * level[h.sector[i]] * fair * math.exp(h.shock[i]) * h.agency_share[i]
        h.orders[i] = orders
        displaced += h.size[i] * level[h.sector[i]] * (1.0 - h.agency_share[i])
        for slot in range(SUPPLIERS):
            if h.supplier[i, slot] < 0:
                h.target[i, slot] = 0
                continue
            # the slot's own fixed draw rounds without bias and without flicker from week to week
            whole = math.floor(orders * h.share[i, slot] + uniform(now.seed, Stream.HIRER_ROUND, 0, i, slot))
            h.target[i, slot] = whole
            ordered += whole
    return ordered, displaced


def set_orders(
    now: Now,
    hirers: Hirers,
    institutions: Institutions,
    demand: Demand,
    switch: Switches,
    books: Books,
    trend: float = 1.0,
) -> None:
    """Set the week's orders per hirer and supplier slot.

    Orders = size x season x trend x shock x price index ^ elasticity x agency share over its base.

    Reads: hirers.size, sector, agency_share, supplier, share; institutions.price_index.
    Writes: hirers.shock, orders, target; books.tally ORDERS, DISPLACED_ORDERS.
    """
    level = np.empty(SECTORS)
    for sector in range(SECTORS):
        index = institutions.price_index[sector] if switch.price_response == 1 else 1.0
        level[sector] = trend * season(sector, now.week_of_year, demand) * index**demand.elasticity
    ordered, displaced = _orders(now, hirers, level, demand)
    books.tally[Tally.ORDERS] += ordered
    books.tally[Tally.DISPLACED_ORDERS] += displaced
