"""Phase 6: illness and care; who pays for the care of the uninsured adds up to all of it."""

import numpy as np
import pytest

from sim.state.codes import Cover, Housing, Sector, Work
from sim.state.ledger import Account, Item, Tally
from tests.unit.phases.hand import Hand
from tests.unit.phases.test_ends import fall_ill

COST = 2400.37


def patients(savings: float = 0.0, **changes) -> Hand:
    """Jobless persons in rooms who all need care this week."""
    world = Hand(3000)
    world.live_in_nl(savings=savings)
    world.m.housing[:] = Housing.RENTAL
    world.act("health", **({"illness": 0.0, "care_need": 1.0, "care_cost": COST} | changes))
    return world


def test_care_of_the_uninsured_is_paid_by_scheme_person_or_nobody():
    world = patients(savings=200.0)
    before = world.m.savings.sum()
    fall_ill(world)
    bills = world.count(Tally.CARE_UNCOVERED_EUR)
    seen = bills / COST
    assert seen / 3000 == pytest.approx(0.5, abs=0.03), "half avoid it"
    parts = [world.eur(item) for item in (Item.CARE_SCHEME, Item.CARE_OWN, Item.CARE_UNPAID)]
    assert min(parts) > 0 and sum(parts) == pytest.approx(bills, abs=0.01)
    assert parts[0] / bills == pytest.approx(0.4, abs=0.04)
    assert before - world.m.savings.sum() == pytest.approx(parts[1], abs=0.01)
    assert world.m.savings.min() >= 0 and world.net(Account.MIGRANTS) == pytest.approx(-parts[1], abs=0.001)
    assert world.eur(Item.CARE_INSURED) == 0


def test_who_has_no_savings_pays_nothing_and_who_has_pays_a_share():
    poor, rich = patients(0.0), patients(1e6)
    poor.law("cover", scheme_use=0.0)
    rich.law("cover", scheme_use=0.0)
    fall_ill(poor)
    fall_ill(rich)
    assert poor.eur(Item.CARE_OWN) == 0 and poor.eur(Item.CARE_UNPAID) > 1e6
    bills = rich.count(Tally.CARE_UNCOVERED_EUR)
    assert rich.eur(Item.CARE_OWN) / bills == pytest.approx(0.2, abs=0.001)


def test_the_insured_and_the_guaranteed_never_get_a_bill():
    world = patients()
    world.m.cover[:1000] = Cover.EMPLOYER
    world.m.cover[1000:1500] = Cover.RUN_OFF
    world.m.runoff_weeks[1500:] = 2
    fall_ill(world)
    assert world.eur(Item.CARE_INSURED) == pytest.approx(1500 * COST)
    assert world.eur(Item.CARE_GUARANTEED) == pytest.approx(1500 * COST)
    assert world.eur(Item.CARE_UNPAID) == world.eur(Item.CARE_OWN) == world.eur(Item.CARE_SCHEME) == 0
    assert world.count(Tally.CARE_UNCOVERED_EUR) == pytest.approx(1500 * COST), "a guarantee is no cover"


def test_a_larger_scheme_pays_for_more_and_changes_nobody_else():
    small, large = patients(500.0), patients(500.0)
    large.law("cover", scheme_use=0.9)
    fall_ill(small)
    fall_ill(large)
    assert small.count(Tally.CARE_UNCOVERED_EUR) == large.count(Tally.CARE_UNCOVERED_EUR)
    assert large.eur(Item.CARE_SCHEME) > 2 * small.eur(Item.CARE_SCHEME)
    assert (large.m.savings >= small.m.savings).all()


@pytest.mark.parametrize("what", ["homeless", "crowded", "heavy_sector"])
def test_illness_is_likelier_for(what):
    world = patients(illness=0.1, care_need=0.0)
    if what == "homeless":
        world.m.housing[:1500] = Housing.STREET
    elif what == "crowded":
        world.m.location[:1500], world.m.location[1500:] = 0, 1
        world.ld.beds[:], world.ld.occupants[:] = 1500, (1501, 1500)
    else:
        world.m.sector[:1500] = Sector.FOOD
    if what != "heavy_sector":
        world.m.sector[:] = Sector.LOGISTICS
    else:
        world.m.sector[1500:] = Sector.LOGISTICS
    fall_ill(world)
    ill = world.m.sick_weeks > 0
    ratio = getattr(world.behaviour.health, what)
    assert ill[:1500].mean() == pytest.approx(0.1 * ratio, abs=0.025)
    assert ill[1500:].mean() == pytest.approx(0.1, abs=0.025)
    assert world.count(Tally.SICK_CASES) == ill.sum() and (world.m.work == Work.JOBLESS).all()


def test_illness_lasts_about_three_weeks():
    world = patients(illness=1.0, care_need=0.0)
    fall_ill(world)
    world.act("health", illness=0.0)
    weeks, ill = 0, 3000
    for week in range(101, 140):
        weeks += ill
        world.at(week)
        fall_ill(world)
        ill = int((world.m.sick_weeks > 0).sum())
    assert ill == 0 and weeks / 3000 == pytest.approx(1 / 0.33, abs=0.15)
    assert np.array_equal(world.m.work, np.full(3000, Work.JOBLESS))
