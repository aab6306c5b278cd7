"""Edges at which a measure could do what nobody meant: deep losses, sole suppliers, arrears, a clause near phase A."""

import numpy as np
import pytest

from sim.behaviour.market import Entry
from sim.core.calendar import now
from sim.phases.agencies.exit import choose_ends, end_agencies
from sim.phases.agencies.valuation import stays
from sim.state.codes import Housing
from tests.levers.test_clause import clock_world, dismissed
from tests.levers.test_housing import APART, LEASE, go_home, lose_job, tenants, weeks_in_bed
from tests.model.market_harness import FIRST, act, make_market
from tests.unit.phases.hand import Hand


def test_who_loses_more_is_no_more_eager_to_stay():
    entry, cost = Entry(), 8_000.0

    def stay(flow: float) -> float:
        """Share that stays, found on a grid of draws."""
        return sum(stays((k + 0.5) / 1000, flow, cost, entry) for k in range(1000)) / 1000

    assert stay(-100_000.0) == pytest.approx(stay(-250_000.0))
    assert stay(-300_000.0) <= stay(-250_000.0) + 1e-9


def test_hirers_that_look_get_no_barred_successor():
    market = make_market(1, 0.02, 300)
    a, h = market.agencies, market.hirers
    sole = np.flatnonzero((h.supplier >= 0).sum(axis=1) == 1)
    firms = np.unique(h.supplier[sole].max(axis=1))[:20]
    barred = np.flatnonzero((a.alive == 1) & ~np.isin(np.arange(a.alive.size), firms))[::2]
    a.barred[barred], a.planned_end[firms] = 1, FIRST
    had = h.supplier.copy()
    end_agencies(act(choose_ends, market, now(1, FIRST, 0.02)))
    new = h.supplier[(h.supplier != had) & (h.supplier >= 0)]
    assert new.size > 20
    assert not np.isin(new, barred).any()


def test_a_tenant_who_does_not_pay_is_put_out_by_a_judge_also_where_no_new_leases_are_given():
    left = []
    for weeks in (0, 13):
        world = Hand(500)
        world.live_in_nl()
        world.tie()
        world.m.housing[:], world.m.notice[:] = Housing.AGENCY_LEASE, -1
        world.m.rent_arrears[:250] = 2_000.0
        world.law("housing", lease_after_weeks=weeks)
        go_home(world)
        left.append(world.m.housing != Housing.AGENCY_LEASE)
        assert left[-1][:250].mean() > 0.01 and not left[-1][250:].any()
    assert (left[0] == left[1]).all()


def kept_in_arrears(share: float, leased: bool) -> float:
    """Mean weeks in bed after the job of who is just over a week's rent behind, at a rogue agency."""
    law = APART | LEASE | {"decoupled_share": share, "decoupled_rogue": 0.0, "lease_compliance": int(leased)}
    world = tenants(**law)
    world.a.extracted_wage[:] = 0.2
    go_home(world)
    lose_job(world)
    world.m.rent_arrears[:] = 1.01 * world.m.rent
    return float(weeks_in_bed(world).mean())


@pytest.mark.slow
def test_where_a_rogue_agency_does_not_comply_nobody_is_worse_off():
    assert kept_in_arrears(1.0, leased=False) >= kept_in_arrears(0.0, leased=False)


@pytest.mark.slow
def test_beds_that_are_apart_do_not_take_the_notice_of_a_lease_away():
    assert kept_in_arrears(1.0, leased=True) >= kept_in_arrears(0.0, leased=True) == 9.0


def test_a_clause_that_ends_just_before_phase_a_adds_few_dismissals():
    def at_the_clause(limit: int) -> float:
        world, seen = clock_world(np.full(8_000, limit - 4)), 0
        world.law("contract", clause_max_weeks=limit)
        for _ in range(4):
            seen += dismissed(world).size
            world.m.phase_weeks[:] += 1
        return seen / 8_000

    assert at_the_clause(26) > 0.01
    assert at_the_clause(74) < 0.5 * at_the_clause(26)
