"""Phase 2: how many agency workers each hirer wants this week, and from which supplier."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.core.draw_keys import HIRER_SHOCK_START, IMPACT_REPORT_PAYS
from sim.core.draws import Stream, lasting, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.state.codes import Sector
from sim.state.columns import SUPPLIERS, Landlords
from sim.state.ledger import Item, Tally, pay
from sim.week import Week

SECTORS = len(Sector)
ROOT_12 = math.sqrt(12.0)
PEAK_WEEKS = (45, 50)  # week_of_year of the web shops' peak
PEAK_MEAN = 6.0 / 52.0
FREE = -1.0


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
        total += uniform(seed, Stream.HIRER_SHOCK, week, hirer, 0, HIRER_SHOCK_START + n)
    return spread * (total - 6.0)


@kernel
def start_shocks(seed, week, h, d):
    """Give every hirer a shock of the stationary spread, before the first week."""
    for i in range(h.size.size):
        h.shock[i] = start_shock(seed, i, week, d.shock_spread)


@inlined
def _slots(now, h, i):
    """Whole-person targets of a hirer's slots; returns their sum."""
    ordered = 0
    for slot in range(SUPPLIERS):
        if h.supplier[i, slot] < 0:
            h.target[i, slot] = 0
            continue
        # the slot's own fixed draw rounds without bias and without flicker from week to week
        whole = math.floor(h.orders[i] * h.share[i, slot] + uniform(now.seed, Stream.HIRER_ROUND, 0, i, slot))
        h.target[i, slot] = whole
        ordered += whole
    return ordered


@kernel
def _orders(now, h, level, d, free_to_grow):
    """Shock, orders and whole-person targets of every hirer; returns targets and orders gone to other forms.

    Where growth may be held (not ``free_to_grow``) the targets come later (`_move`).
    """
    fair = math.exp(-0.5 * d.shock_spread * d.shock_spread)  # the mean of exp(shock) is one
    ordered, displaced = 0, 0.0
    for i in range(h.size.size):
        u = uniform(now.seed, Stream.HIRER_SHOCK, now.week, i)
        h.shock[i] = next_shock(h.shock[i], u, d.shock_memory, d.shock_spread)
        orders = h.size[i] * level[h.sector[i]] * fair * math.exp(h.shock[i]) * h.agency_share[i]
        h.orders[i] = orders
        displaced += h.size[i] * level[h.sector[i]] * (1.0 - h.agency_share[i])
        if free_to_grow:
            h.orders_allowed[i] = max(1.0, fair * math.exp(h.shock[i]) * h.agency_share[i])
            ordered += _slots(now, h, i)
    return ordered, displaced


class Growth(NamedTuple):
    """Growth of orders where an impact report is asked."""

    wanted: np.ndarray  # float64, orders of each hirer over its mean size
    step: np.ndarray  # float64, growth of this week beyond what it may; `FREE` elsewhere, where no report is needed
    need: np.ndarray  # float64[12], beds to show for it, per province
    asked: np.ndarray  # float64[12], beds that hirers pay for
    moved: np.ndarray  # float64[sectors], orders that go to hirers elsewhere
    others: np.ndarray  # float64[sectors], orders of those


@kernel
def _ask(now, h, level, law, growth):
    """Growth of each hirer beyond what it may, the part of it for this week, and the beds to show for it."""
    wanted, step = growth.wanted, growth.step
    for i in range(h.size.size):
        mean = h.size[i] * level[h.sector[i]]
        wanted[i] = h.orders[i] / mean if mean > 0.0 else 0.0
        step[i] = 0.0
        if not lasting(now.seed, Stream.IMPACT_REPORT, i, law.report_coverage):
            step[i] = FREE
        elif wanted[i] > h.orders_allowed[i]:
            step[i] = (wanted[i] - h.orders_allowed[i]) / max(1, law.report_weeks)
            growth.need[h.province[i]] += step[i] * h.size[i] * law.report_beds


@kernel
def _grant(now, h, level, law, growth, shown, cents):
    """Let growth through as far as beds can be shown (``shown``, a province's share) or are paid for; hold the rest."""
    held, step = 0.0, growth.step
    for i in range(h.size.size):
        s, p = h.sector[i], h.province[i]
        if step[i] == FREE:
            growth.others[s] += h.orders[i]
            continue
        if step[i] <= 0.0:
            continue
        granted = step[i] * shown[p]
        if lasting(now.seed, Stream.IMPACT_REPORT, i, law.report_pays, IMPACT_REPORT_PAYS):
            beds = (step[i] - granted) * h.size[i] * law.report_beds
            pay(cents, Item.HIRER_BEDS, beds * law.report_bed_price)
            growth.asked[p] += beds
            granted = step[i]
        h.orders_allowed[i] += granted
        kept = max(0.0, growth.wanted[i] - h.orders_allowed[i]) * h.size[i] * level[s]
        h.orders[i] -= kept
        growth.moved[s] += kept * law.report_elsewhere
        held += kept
    return held


@kernel
def _move(now, h, growth):
    """Hirers elsewhere take over their part; returns the targets of all."""
    ordered = 0
    for i in range(h.size.size):
        s = h.sector[i]
        if growth.others[s] > 0.0 and growth.step[i] == FREE:
            h.orders[i] *= 1.0 + growth.moved[s] / growth.others[s]
        ordered += _slots(now, h, i)
    return ordered


def beds_to_show(landlords: Landlords) -> np.ndarray:
    """Free beds at the norm per province, which a report can show; room to crowd is none."""
    free = landlords.open * np.maximum(0, landlords.beds - landlords.occupants)
    return np.bincount(landlords.province, weights=free, minlength=12)


def _hold_growth(week: Week, level: np.ndarray) -> int:
    """Orders above the old level wait for beds where an impact report is asked; returns the targets of all."""
    now, h, law = week.now, week.state.hirers, week.rules.housing
    rows = h.size.size
    growth = Growth(
        np.empty(rows), np.empty(rows), np.zeros(12), week.state.institutions.beds_asked, np.zeros(SECTORS),
        np.zeros(SECTORS),
    )  # fmt: skip
    _ask(now, h, level, law, growth)
    shown = np.minimum(1.0, beds_to_show(week.state.landlords) / np.maximum(growth.need, 1e-9))
    week.books.tally[Tally.ORDERS_HELD] += _grant(now, h, level, law, growth, shown, week.books.cents)
    return _move(now, h, growth)


@phase(
    reads=fields(
        hirers="sector province size shock orders agency_share supplier share orders_allowed",
        landlords="province beds occupants open",
        institutions="price_index beds_asked",
    ),
    writes=fields(
        hirers="shock orders target orders_allowed",
        institutions="beds_asked",
        books="HIRER_BEDS",
        tally="ORDERS DISPLACED_ORDERS ORDERS_HELD",
    ),
)
def set_orders(week: Week) -> None:
    """Set the week's orders per hirer and supplier slot.

    Orders = size x season x trend x shock x price index ^ elasticity x agency share over its base.

    Where an impact report is asked, growth above the old level waits until there are beds for it (lever 4.2.C).
    """
    s, d = week.state, week.behaviour.demand
    h, institutions, law, tally = s.hirers, s.institutions, week.rules.housing, week.books.tally
    level = np.empty(SECTORS)
    for sector in range(SECTORS):
        index = institutions.price_index[sector] if week.behaviour.switch.price_response == 1 else 1.0
        level[sector] = week.rules.economy.demand_level * season(sector, week.now.week_of_year, d) * index**d.elasticity
    reports = min(law.report_beds, law.report_coverage) > 0.0
    ordered, displaced = _orders(week.now, h, level, d, not reports)
    if reports:
        ordered = _hold_growth(week, level)
    tally[Tally.ORDERS] += ordered
    tally[Tally.DISPLACED_ORDERS] += displaced
