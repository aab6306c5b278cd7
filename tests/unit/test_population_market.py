"""Hirers, agencies, founders and who supplies whom at the start."""

from __future__ import annotations

import numpy as np
import pytest

from sim.behaviour import Behaviour
from sim.population.making import Making
from sim.population.market import make_agencies, make_hirers
from sim.population.suppliers import assign_suppliers
from sim.rules import Rules
from sim.world import World
from tests.model.market_harness import FIRST, SPLITS, rogues

SCALES = (0.01, 0.05)


def agencies(seed=1, scale=0.05, weeks=104, behaviour=None):
    return make_agencies(Making(seed, scale, FIRST, weeks, World(), SPLITS, behaviour or Behaviour(), Rules()))


@pytest.mark.parametrize("scale", SCALES)
def test_hirers_come_in_province_blocks_and_in_the_right_shares(scale: float) -> None:
    h = make_hirers(3, scale, World(), SPLITS)
    assert (np.diff(h.province.astype(int)) >= 0).all()
    assert h.size.sum() == pytest.approx(215_000 * scale)
    share = np.bincount(h.sector, h.size, 5) / h.size.sum()
    assert share == pytest.approx(SPLITS.sector, abs=1e-9)
    assert ((h.wage >= 1.0) & (h.wage <= 1.4)).all()
    assert np.average(h.wage, weights=h.size) == pytest.approx(1.12, abs=0.02)
    assert set(h.normal_week.tolist()) <= {36, 38, 40}


def test_province_blocks_are_mixed_inside() -> None:
    h = make_hirers(3, 0.05, World(), SPLITS)
    block = h.size[h.province == 10]
    early, late = np.log(block[: block.size // 2]).mean(), np.log(block[block.size // 2 :]).mean()
    assert abs(early - late) < 0.5


@pytest.mark.parametrize("scale", SCALES)
def test_an_agency_is_as_large_at_every_scale(scale: float) -> None:
    a = agencies(scale=scale)
    size = a.start_size[a.alive == 1]
    assert size.size == round(6500 * scale)
    assert size.mean() == pytest.approx(215_000 / 6500, rel=1e-3)
    order = np.sort(size)[::-1]
    holders_of_80 = np.searchsorted(np.cumsum(order) / order.sum(), 0.8) / size.size
    assert 0.09 < holders_of_80 < 0.28  # equations.md section 1, 11-28%


def test_rogue_firms_are_spread_over_size_in_every_seed() -> None:
    shares = []
    for seed in range(1, 7):
        a = agencies(seed)
        n = int(a.alive.sum())
        shares.append(rogues(a)[:n].mean())
    assert min(shares) > 0.05  # the level is judged after the warm-up, on the whole model (test_believable.py)
    assert np.ptp(shares) < 0.03


def test_rows_are_the_same_in_longer_runs_and_other_worlds() -> None:
    short, long = agencies(weeks=104), agencies(weeks=208)
    n = short.integrity.size
    fixed = "integrity founder_type sector province start_size founding_week cost other_share"
    for name in fixed.split():
        assert np.array_equal(getattr(short, name), getattr(long, name)[:n]), name


def test_founders_come_evenly() -> None:
    a = agencies(weeks=104)
    weeks = a.founding_week[a.founding_week < 32767].astype(int)
    assert weeks[0] == FIRST
    counts = np.bincount(weeks - FIRST)
    assert np.ptp(counts[:-1]) <= 1


def test_no_large_hit_and_run_founders() -> None:
    a = agencies()
    assert a.start_size[a.founder_type == 1].max() <= 100.0


@pytest.mark.parametrize("scale", SCALES)
def test_orders_at_each_agency_are_about_its_size(scale: float) -> None:
    h, a = make_hirers(1, scale, World(), SPLITS), agencies(scale=scale)
    assign_suppliers(1, h, a, Behaviour())
    assert h.share.sum(axis=1) == pytest.approx(1.0)
    assert ((h.supplier >= 0) == (h.share > 0.0)).all()
    load = np.zeros(a.integrity.size)
    ok = h.supplier >= 0
    np.add.at(load, h.supplier[ok], (h.share * h.size[:, None])[ok])
    n = int(a.alive.sum())
    off = np.abs(load[:n] - a.start_size[:n])
    assert off.sum() / load.sum() < 0.2
    assert (load[:n] > 0).all() and (load[n:] == 0).all()
    for row in h.supplier:
        held = row[row >= 0]
        assert np.unique(held).size == held.size  # an agency has one slot at a hirer


def test_labels_are_more_frequent_among_large_and_honest_firms() -> None:
    a = agencies(scale=0.1)
    n = int(a.alive.sum())
    large = a.start_size[:n] > 20
    assert a.label[:n][large].mean() > a.label[:n][~large].mean() + 0.2
    bad = rogues(a)[:n]
    assert a.label[:n][~bad].mean() > a.label[:n][bad].mean() + 0.05
    assert 0.2 < a.label[:n].mean() < 0.45
