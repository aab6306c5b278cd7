"""Hirers, agencies and founders of the start.

Sizes and types are stratified, not drawn: a lognormal with spread 2 has so heavy a tail that drawn worlds
would differ more by chance than by policy. A low-discrepancy sequence spreads every trait over size.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ndtri  # pyright: ignore[reportMissingTypeStubs]

from sim.behaviour import Behaviour
from sim.core.draw_keys import AGENCY_MARGIN_MARKUP
from sim.core.draws import Stream, uniform
from sim.phases.agencies.labels import HONEST_PASS
from sim.phases.shared.extraction import Burden, gain_based, hire_rate, honest_rate, is_rogue, size_class
from sim.phases.shared.wages import WAGE_OVER_MINIMUM
from sim.population.making import Making
from sim.population.sampling import draw_many, split_evenly
from sim.population.turnover import MOST_HIT_RUN, Seen, guess, leave_rate, replacing
from sim.rules import Rules
from sim.state.codes import AgencyType, Province, Sector
from sim.state.columns import Agencies, Hirers, empty
from sim.world import Splits, World

# normal week and mean wage over the minimum wage of that week, by Sector (L3.17, L1.30; mean 1.12)
NORMAL_WEEK = (38, 40, 38, 40, 36)
WAGE_RATIO = (1.05, 1.12, 1.10, 1.28, 1.09)
WAGE_SPREAD = 0.05
LEAST_SIZE = 1.0  # a firm that aims at less is no active agency
FOREIGN_SHARE = 0.03  # of agencies, L1.32
HOURS_YEAR = 1877.0  # 38 hours x .95 x 52
GOLDEN = tuple(1.0 / 1.1347241384015194**j for j in range(1, 7))  # R6 sequence, one step per dimension


def _shift(seed: int, stream: Stream, rows: np.ndarray, dimension: int) -> np.ndarray:
    """Points in (0, 1), one per row, evenly spread over any run of rows; shifted by the seed."""
    return np.mod(uniform(seed, int(stream), 0, 0) + (rows + 1.0) * GOLDEN[dimension], 1.0)


def _strata(n: int) -> np.ndarray:
    """Mid-quantiles of n equal strata."""
    return (np.arange(n) + 0.5) / n


def make_hirers(seed: int, scale: float, world: World, splits: Splits) -> Hirers:
    """Hiring establishments in province blocks, in keyed random order within a block.

    Returns
    -------
    Hirers
        Sizes sum to the agency migrants of the world times ``scale``, by sector and by province; no suppliers yet.
    """
    n = max(len(Province), round(world.hirers * scale))
    h = empty(Hirers, n)
    rows = np.arange(n)
    province = np.repeat(np.arange(len(Province)), split_evenly(n, np.array(splits.province)))
    mixed = rows[np.lexsort((draw_many(seed, Stream.HIRER_PROVINCE, rows), province))]
    h.province[:] = province
    # sectors and sizes: each evenly spread within every province, then put in random order
    sector_cuts = np.cumsum(splits.sector)
    sector = np.minimum(np.searchsorted(sector_cuts, _shift(seed, Stream.HIRER_SECTOR, rows, 0)), len(Sector) - 1)
    h.sector[mixed] = sector
    rank = np.empty(n, np.int64)
    rank[np.argsort(_shift(seed, Stream.HIRER_SIZE, rows, 1), kind="stable")] = rows
    size = np.exp(world.hirer_sigma * ndtri(_strata(n)))[rank]
    total = world.agency_migrants * scale
    for _ in range(20):
        # few hirers in a small world still make the right shares; were the provinces' work to differ by scale,
        # people from the settled world would bring rentals to where the run has no work
        for place, shares in ((province, splits.province), (sector, splits.sector)):
            size = size * (np.asarray(shares) * total / np.maximum(np.bincount(place, size, len(shares)), 1e-9))[place]
    h.size[mixed] = size
    spread = ndtri(draw_many(seed, Stream.HIRER_SECTOR_WAGE, rows))
    h.wage[:] = np.clip(np.take(WAGE_RATIO, h.sector) + WAGE_SPREAD * spread, 1.0, 1.4)
    h.normal_week[:] = np.take(NORMAL_WEEK, h.sector)
    # large hirers have buyers and lawyers, so know more of their suppliers
    known = 0.5 + 0.1 * np.log1p(h.size)
    h.awareness[:] = np.clip(draw_many(seed, Stream.HIRER_AWARENESS, rows) * known, 0.0, 1.0)
    h.orders[:] = h.size
    return h


def active_sizes(scale: float, world: World) -> np.ndarray:
    """Sizes of active agencies in ascending order; an agency is as large at every scale."""
    n = max(1, round(world.active_agencies * scale))
    size = np.exp(world.size_sigma * ndtri(_strata(n)))
    mean = world.agency_migrants * scale / n
    for _ in range(20):  # the floor and the tail cut by few strata move the mean; bring it back
        size = np.maximum(size * (mean / size.mean()), LEAST_SIZE)
    return size


def make_agencies(making: Making, seen: Seen | None = None) -> Agencies:
    """Active agencies first, then the fixed list of founders, in the order in which they consider entry.

    The list of founders is a year longer than the run. ``seen`` is what the settled world shows of its firms: founders
    are as many, and aim at such sizes, that those who enter replace in number and kind those who leave.
    """
    seed, behaviour, rules, first_week = making.seed, making.behaviour, making.rules, making.first_week
    seen = seen or guess(behaviour)
    size = active_sizes(making.scale, making.world)
    active = size.size
    yearly, hit_run = replacing(size, behaviour, rules, seen)
    rate = yearly.sum() / 52.0
    founders: int = math.ceil(rate * (making.weeks + 52))
    n = active + founders
    a = empty(Agencies, n)
    rows = np.arange(n)
    late = np.arange(founders)
    a.start_size[:active] = size
    cumulative = (np.cumsum(yearly) - 0.5 * yearly) / yearly.sum()
    aimed = np.interp(_shift(seed, Stream.AGENCY_SIZE, late, 4), cumulative, np.log(size))
    a.start_size[active:] = np.exp(aimed)
    a.founding_week[active:] = first_week + np.floor((late + 0.5) / rate).astype(np.int16)
    _traits(seed, a, rows, hit_run, making.splits, behaviour)
    a.perceived[:] = seen.perceived
    _start_firms(seed, a, rows[:active], behaviour, rules, first_week, seen)
    a.initial_honest[:] = _honest(a, behaviour)
    a.initial_class[:] = [size_class(s) for s in a.start_size]
    return a


def _traits(
    seed: int, a: Agencies, rows: np.ndarray, active_hit_run: np.ndarray, splits: Splits, behaviour: Behaviour
) -> None:
    """Type, integrity, place, sector, cost: fixed for the director."""
    x = behaviour.extraction
    share = np.where(a.start_size <= MOST_HIT_RUN, x.hit_run_share, 0.0)
    share[: active_hit_run.size] = active_hit_run  # fewer than among founders because they leave sooner
    hit_run = _shift(seed, Stream.AGENCY_TYPE, rows, 0) < share
    a.founder_type[:] = np.where(hit_run, int(AgencyType.HIT_AND_RUN), int(AgencyType.REGULAR))
    z = ndtri(np.clip(_shift(seed, Stream.AGENCY_INTEGRITY, rows, 1), 1e-9, 1 - 1e-9))
    a.integrity[:] = np.where(
        hit_run,
        x.integrity_hit_run + x.integrity_hit_run_spread * z,
        x.integrity_mean + x.integrity_spread * z,
    )
    sector = np.searchsorted(np.cumsum(splits.sector), _shift(seed, Stream.AGENCY_SECTOR, rows, 2))
    a.sector[:] = np.minimum(sector, len(Sector) - 1)
    province = np.searchsorted(np.cumsum(splits.province), _shift(seed, Stream.AGENCY_PROVINCE, rows, 3))
    a.province[:] = np.minimum(province, len(Province) - 1)
    # L2.17: a quarter nearly only migrants, as many mostly others; .86 others per migrant overall
    a.other_share[:] = 0.05 - 0.81 * np.log1p(-_shift(seed, Stream.AGENCY_OTHER, rows, 5))
    a.foreign_seat[:] = draw_many(seed, Stream.AGENCY_FOREIGN, rows) < FOREIGN_SHARE
    p = behaviour.pricing
    z = np.clip(ndtri(draw_many(seed, Stream.AGENCY_MARGIN, rows)), -2.5, 2.5)
    a.cost[:] = 1.0 + p.cost_spread * z
    z = np.clip(ndtri(draw_many(seed, Stream.AGENCY_MARGIN, rows, AGENCY_MARGIN_MARKUP)), -2.5, 2.5)
    a.markup[:] = np.maximum(p.markup + p.markup_spread * z, 0.005)
    a.keeps_records[:] = 1


def _start_firms(
    seed: int, a: Agencies, rows: np.ndarray, behaviour: Behaviour, rules: Rules, first_week: int, seen: Seen
) -> None:
    """Ages, capital, label, price and extraction of the firms that exist at the start, near their rest."""
    x, p = behaviour.extraction, behaviour.pricing
    a.alive[rows] = 1
    a.incarnation[rows] = 0
    size = a.start_size[rows]
    workers = size * (1.0 + a.other_share[rows])
    hit_run = a.founder_type[rows] == AgencyType.HIT_AND_RUN
    ends = [leave_rate(size, kind, behaviour, seen) for kind in AgencyType]
    years = -np.log(draw_many(seed, Stream.AGENCY_AGE, rows)) / np.where(hit_run, ends[AgencyType.HIT_AND_RUN], ends[0])
    a.start_week[rows] = first_week - np.ceil(np.minimum(years, 30.0) * 52.0).astype(np.int64)
    left = -np.log(draw_many(seed, Stream.AGENCY_LIFE, rows)) * x.hit_run_years * 52.0
    a.planned_end[rows[hit_run]] = first_week + np.minimum(left[hit_run], 2000.0).astype(np.int64)
    a.last_placed[rows] = first_week
    a.worker_weeks_13[rows] = 13.0 * size
    a.other_workers[rows] = size * a.other_share[rows]
    a.selling_capacity[rows] = size
    a.fill_rate[rows] = 1.0
    for i in rows:
        best = gain_based(1.0 - a.integrity[i], Burden(), x)
        a.extracted_wage[i], a.extracted_tax[i], a.extracted_health[i], a.extracted_housing[i] = best
        taken = a.extracted_wage[i] + a.extracted_tax[i] + a.extracted_health[i] + a.extracted_housing[i]
        honest = honest_rate(rules.pay.cost_factor, a.cost[i], a.markup[i], 1.0, p)
        a.price_factor[i] = hire_rate(honest, rules.pay.cost_factor * a.cost[i], taken, honest, p)
    wage = rules.pay.minimum_wage_38 * WAGE_OVER_MINIMUM
    bill = workers * HOURS_YEAR * wage
    flow = np.where(hit_run, p.buffer_hit_run, p.buffer) * bill * a.price_factor[rows]
    a.capital[rows] = p.buffer_flat + flow * (0.5 + draw_many(seed, Stream.AGENCY_CAPITAL, rows))
    a.profit_year[rows] = seen.profit(a.founder_type[rows], size)
    label = _labelled(size, _honest(a, behaviour)[rows] == 1, np.minimum(years, 30.0), behaviour, rules)
    a.label[rows] = draw_many(seed, Stream.AGENCY_LABEL, rows) < label


def _labelled(size: np.ndarray, honest: np.ndarray, years: np.ndarray, behaviour: Behaviour, rules: Rules):
    """Share of firms of a size and age that hold the label: what applying, passing and losing it come to."""
    e = behaviour.entry
    granted = e.label_rate * np.sqrt(np.minimum(size / 30.0, 4.0))
    granted *= np.where(honest, HONEST_PASS, (1.0 - e.label_first_fail) * e.label_pass_rogue)
    found = rules.inspection.label_audits_per_firm * behaviour.enforcement.find_label
    lost = e.label_drop + np.where(honest, 0.0, found)
    return granted / (granted + lost) * (1.0 - np.exp(-(granted + lost) * years))


def _honest(a: Agencies, behaviour: Behaviour) -> np.ndarray:
    """1 for regular founders whose integrity keeps them from being rogue when nobody watches."""
    x = behaviour.extraction
    withheld = behaviour.cover.withheld_share
    out = np.zeros(a.integrity.size, np.int8)
    for i in range(out.size):
        if a.founder_type[i] == AgencyType.REGULAR:
            taken = gain_based(1.0 - a.integrity[i], Burden(), x)
            out[i] = not is_rogue(*taken, withheld, x.cap_health)
    return out
