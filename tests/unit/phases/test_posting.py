"""Posted workers (part of phase 13): they follow the share hirers choose, have a bed if there is one, and go home."""

import numpy as np
import pytest

from sim.core.calendar import now
from sim.phases.employment.posting import ends_posting, land_posted, postings
from sim.state.codes import Cover, Housing, Work
from sim.state.ledger import Tally
from tests.unit.phases.hand import Hand


def post(world: Hand, wanted: float) -> np.ndarray:
    rows = world.present[: postings(world.now, world.h, wanted)]
    land_posted(world.week(), rows)
    return rows


def test_posted_workers_follow_the_share_that_hirers_choose():
    for share, expected in ((0.0, 0), (1.0, 20), (2.0, 40)):
        world = Hand(200)
        world.h.posted_share[:] = share
        here = post(world, 20.0)
        assert here.size == expected == world.count(Tally.ARRIVALS)
        assert (world.m.work[here] == Work.POSTED).all() and (world.m.cover[here] == Cover.HOME_STATE).all()


def test_a_larger_wish_adds_posted_workers_and_changes_nobody_else():
    few, many = Hand(200), Hand(200)
    one, more = post(few, 10.0), post(many, 30.0)
    assert more[: one.size].tolist() == one.tolist()
    assert np.array_equal(few.m.sector[one], many.m.sector[one])


def test_posted_workers_sleep_with_friends_where_no_bed_is_free():
    world = Hand(50, beds=4)
    here = post(world, 20.0)
    assert (world.m.housing[here] == Housing.TIED).sum() == 8 == world.ld.occupants.sum()
    assert (world.m.housing[here] == Housing.FRIENDS).sum() == 12


def test_a_posting_lasts_as_long_as_the_mean_says():
    ends = np.mean([ends_posting(now(1, week, 1.0), person, 20.0) for week in range(60) for person in range(100)])
    assert ends == pytest.approx(1 / 20, abs=0.01)
