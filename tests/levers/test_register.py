"""What hirers make of the register of admitted agencies."""

import numpy as np
import pytest

from sim.core.calendar import now
from sim.core.draws import Stream, uniform
from sim.phases.hirers.hirer_liability import ban_liability
from sim.phases.hirers.supplier_choice import reconsider_hirers
from sim.rules import Rules
from tests.model.market_harness import FIRST, act, make_market

SCALE = 0.02
QUARTER = 13


def after_the_ban(register_check: float, enforced: int = 1, quarters: int = 1, honest: bool = False):
    """Hirers' slots with a supplier barred from the start of a quarter on: at its start and end, and the market."""
    market = make_market(1, SCALE, 300)
    a, h = market.agencies, market.hirers
    barred = (a.alive == 1) & (np.arange(a.alive.size) % 4 == 0)
    a.barred[:] = barred
    a.initial_honest[barred] = int(honest)
    rules = Rules().admission._replace(gate=1, gate_enforced=enforced, register_check=register_check)
    before = h.supplier.copy()
    for week in range(FIRST, FIRST + QUARTER * quarters):
        act(reconsider_hirers, market, now(1, week, SCALE), admission=rules)
    return [(slots >= 0) & barred[slots] for slots in (before, h.supplier)], market


def test_who_looks_drops_suppliers_without_admission_at_the_next_review():
    (had, has), market = after_the_ban(1.0)
    assert had.sum() > 50 and not has.any()
    h = market.hirers
    assert (h.supplier >= 0).any(axis=1).all(), "another one is found, admitted"
    assert h.share.sum(axis=1) == pytest.approx(np.ones(h.size.size))
    assert not h.share[h.supplier < 0].any()


def test_who_does_not_look_keeps_them():
    (had, has), _ = after_the_ban(0.0)
    assert has.sum() > 0.7 * had.sum()


def test_nobody_looks_before_the_ban_is_in_force():
    (had, has), _ = after_the_ban(1.0, enforced=0)
    assert has.sum() > 0.7 * had.sum()


def test_the_same_hirers_look_each_time():
    (had, _), _ = after_the_ban(0.5)
    looks = np.array([uniform(1, int(Stream.REGISTER_CHECK), 0, row) for row in range(len(had))]) < 0.5
    for quarters in (1, 3):
        (_, has), _ = after_the_ban(0.5, quarters=quarters)
        assert not has[looks].any()
        assert has[~looks].sum() > 0.6 * had[~looks].sum() > 20


def test_honest_firms_that_wait_offer_nothing_and_rogue_ones_do():
    for honest, gains in ((True, False), (False, True)):
        (had, has), _ = after_the_ban(0.0, quarters=2, honest=honest)
        assert bool((has & ~had).any()) == gains


def test_the_ban_weighs_more_on_the_aware_and_on_small_orders():
    def weighed(aware: float, orders: float, chance: float = 0.03) -> float:
        return ban_liability(aware, orders, 12.0, chance, Rules().inspection)

    assert weighed(0.0, 5.0) == weighed(1.0, 5.0, 0.0) == 0.0
    assert weighed(1.0, 5.0) == pytest.approx(2 * weighed(0.5, 5.0))
    assert weighed(1.0, 5.0) > weighed(1.0, 9.0) > 0.0
    assert weighed(1.0, 5.0) == pytest.approx(0.03 * Rules().inspection.fine_small / (5 * 1877.0 * 12.0))
