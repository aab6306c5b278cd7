"""Numbers of levers whose default is what the base has: there they change nothing, and when moved they bite.

Each is the value of its block or, where the block has none, the practice of the base. Of two values the stricter holds,
so the others bite only above that practice; the fine for missing records may be lower as well.
"""

import numpy as np
import pytest

from sim.behaviour import Behaviour
from sim.measures.law_of_week import law_of_week
from sim.phases.agencies.quarterly_review import decide, views_of
from sim.phases.enforcement.inspection import Enforcer, inspect
from sim.phases.enforcement.sanction import sanction
from sim.rules import Rules
from sim.state.codes import EndCause, Seat
from sim.state.ledger import Item
from sim.week import Findings
from tests.levers.harness import use
from tests.levers.worlds import cheat
from tests.unit.phases.hand import Hand

B = Behaviour()
FIELDS = {
    ("records_fine", "fine_records_eur_per_worker"): "inspection.record_fine_per_worker",
    ("foreign_agencies", "foreign_detect_mult"): "inspection.foreign_detect",
    ("foreign_agencies", "foreign_collect_mult"): "inspection.foreign_collect",
    ("four_weeks_bed", "quick_compliance"): "housing.quick_compliance",
    ("disputes_committee", "p_award_if_true"): "inspection.claim_award",
}
AT_LEAST = [key for key in FIELDS if key[0] != "records_fine"]


def under(slug: str, **numbers) -> Rules:
    return law_of_week(Rules(), [use(slug, 1, **numbers)], 1, False).rules


def field(rules: Rules, path: str) -> float:
    group, name = path.split(".")
    return getattr(getattr(rules, group), name)


@pytest.mark.parametrize("slug, name", FIELDS)
def test_the_default_is_the_value_of_the_base(slug, name):
    assert field(under(slug), FIELDS[slug, name]) == field(Rules(), FIELDS[slug, name])


@pytest.mark.parametrize("slug, name", AT_LEAST)
def test_less_than_practice_is_practice(slug, name):
    assert under(slug, **{name: 0.1}) == under(slug)


def fined(inspection, who: Enforcer, seat: Seat = Seat.HERE) -> Hand:
    """Four rich agencies without books in which something, or only that, was found; all violators are fined."""
    world = Hand(40, agencies=4)
    world.employ()
    a, rows = world.a, np.arange(4, dtype=np.int32)
    a.worker_weeks_13[:], a.capital[:], a.extracted_wage[:], a.foreign_seat[:] = 65.0, 1e7, 0.2, seat
    a.keeps_records[:] = 1 if who == Enforcer.SECTOR_BODY else 0
    a.wage_debt[:], world.m.wage_owed[:] = 1e5, 1e4
    found = Findings(rows, np.full(4, int(who), np.int8), np.full(4, -1, np.int32))
    world.act("enforcement", p_fine=1.0)
    world.act("phoenix", vanish=0.0)
    world.call(sanction, findings=found, inspection=inspection)
    return world


def test_the_fine_for_missing_records_is_what_is_paid_for_them():
    paid = []
    for fine in (2_000.0, 12_000.0, 25_500.0):
        law = under("records_fine", fine_records_eur_per_worker=fine).inspection
        paid.append(fined(law, Enforcer.RECORDS).eur(Item.FINE) / 20)  # five workers at each of four
    assert paid == pytest.approx([2_000.0, 12_000.0, 25_500.0])


def test_the_lower_it_is_the_more_firms_destroy_their_books():
    without = []
    for fine in (0.0, 12_000.0, 25_500.0):
        law, gone = under("records_fine", fine_records_eur_per_worker=fine), 0
        for firm in range(200):
            world = cheat()
            world.a.incarnation[0] = firm  # another owner
            decide(world.now, 0, world.a, 1.9, law, views_of(world.behaviour), 1.0)
            gone += int(world.a.keeps_records[0] == 0)
        without.append(gone / 200)
    assert without[0] > 0.5 > 10 * without[1] > without[2]


def test_visits_find_more_at_agencies_abroad():
    found = []
    for ratio in (0.4, 0.7, 1.0):
        law = under("foreign_agencies", foreign_detect_mult=ratio).inspection
        world = Hand(1, agencies=4_000)
        world.a.worker_weeks_13[:], world.a.extracted_wage[:], world.a.foreign_seat[:] = 130.0, 0.2, Seat.MOVED
        law = law._replace(inspectorate_visits=5e7, agency_visit_share=1.0)
        seen = world.call(inspect, inspection=law).findings
        found.append(int((seen.enforcer == Enforcer.INSPECTORATE).sum()))
    assert found[0] / found[2] == pytest.approx(0.4, abs=0.05) and found[1] / found[2] == pytest.approx(0.7, abs=0.05)


def test_more_of_a_fine_is_had_from_agencies_abroad():
    paid = []
    for share in (0.3, 0.6, 1.0):
        law = under("foreign_agencies", foreign_collect_mult=share).inspection
        paid.append(fined(law, Enforcer.RECORDS, Seat.MOVED).eur(Item.FINE))
    assert paid[0] / paid[2] == pytest.approx(0.3) and paid[1] / paid[2] == pytest.approx(0.6)


def test_more_quick_landlords_keep_the_weeks():
    kept = []
    for share in (0.4, 0.7, 1.0):
        world = Hand(4_000)
        world.employ()
        world.tie(quick=1)
        world.stay()
        world.rules = under("four_weeks_bed", quick_compliance=share)
        world.route(world.present, np.full(4_000, EndCause.DEMAND, np.int8))
        assert set(world.m.notice.tolist()) <= {0, 4}
        kept.append(float((world.m.notice == 4).mean()))
    assert kept == pytest.approx([0.4, 0.7, 1.0], abs=0.03)


def test_a_committee_that_awards_more_recovers_more():
    paid = []
    for chance in (0.7, 0.95):
        law = under("disputes_committee", p_award_if_true=chance).inspection
        paid.append(fined(law, Enforcer.SECTOR_BODY).eur(Item.BACK_PAY))
    assert paid[1] / paid[0] == pytest.approx(0.95 / 0.7, rel=1e-3) and paid[0] > 0.0
