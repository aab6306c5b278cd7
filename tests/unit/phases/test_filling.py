"""Phase 7: idle workers first, then who seeks in NL, then recruits; nobody twice, and supply has an end."""

import numpy as np
import pytest

from sim.cohorts import introduce
from sim.phases.employment.arrival import land_travellers
from sim.phases.employment.filling import count_unfilled, place_in_country
from sim.phases.employment.recruiting import send_for
from sim.state.codes import Contract, EndCause, Housing, Work
from sim.state.ledger import Tally
from sim.week import OpenOrders
from tests.unit.phases.hand import NEVER, PROVINCE, Hand


def fill(world: Hand):
    week = world.call(place_in_country)
    count_unfilled(week)
    return *week.ended, *week.open_orders


def seekers(orders: int, jobless: int = 300, idle: int = 100, form=Contract.B) -> Hand:
    world = Hand(jobless + idle)
    world.employ(form=form)
    m, h = world.m, world.h
    h.filled[:], h.target[:] = 0, 0
    h.target[0, 0] = orders
    m.work[:idle], m.hirer[:], m.slot[:], m.term_weeks[:] = Work.IDLE, -1, -1, 20
    m.work[idle:], m.agency[idle:], m.contract[idle:] = Work.JOBLESS, -1, Contract.NONE
    world.act("career", jobless_finds=1.0)
    world.act("placement", reservation=0.0, moves_province=1.0)
    return world


def placed_once(world: Hand) -> None:
    m, h = world.m, world.h
    at_work = m.work == Work.AGENCY
    filled = np.zeros_like(h.filled)
    np.add.at(filled, (m.hirer[at_work], m.slot[at_work]), 1)
    assert np.array_equal(filled, h.filled), "everybody placed fills exactly one order"
    assert (h.filled <= h.target).all()
    assert (m.agency[at_work] == h.supplier[m.hirer[at_work], m.slot[at_work]]).all()


def test_idle_workers_go_first():
    world = seekers(60)
    fill(world)
    placed_once(world)
    at_work = np.flatnonzero(world.m.work == Work.AGENCY)
    assert at_work.size == 60 and at_work.max() < 100
    world = seekers(160)
    fill(world)
    placed_once(world)
    assert (world.m.work[:100] == Work.AGENCY).all()
    assert (world.m.work[100:] == Work.AGENCY).sum() == 60


def test_idle_workers_lose_the_job_where_nothing_is_open_at_once_or_at_the_end_of_the_term():
    for form, lost in ((Contract.A_SERIES, [100]), (Contract.B, [0, 0, 100])):
        world = seekers(0, form=form)
        world.m.term_weeks[:] = 3
        for expected in lost:
            rows, causes, _, _ = fill(world)
            assert rows.size == expected and (causes == EndCause.DEMAND).all()
            assert (world.m.work[:100] == Work.IDLE).all()


def test_an_idle_worker_goes_on_with_his_spell_and_a_seeker_begins_one():
    world = seekers(200)
    world.m.phase_weeks[:], world.m.gap_weeks[:] = 40, 30
    world.m.spell_start[:] = 60
    fill(world)
    m, new = world.m, np.flatnonzero(world.m.work[100:] == Work.AGENCY) + 100
    assert (m.spell_start[:100] == 60).all() and (m.phase_weeks[:100] == 40).all()
    assert (m.contract[:100] == Contract.B).all()
    assert (m.spell_start[new] == 100).all() and (m.phase_weeks[new] == 0).all()
    assert (m.duty_week[new] == 100).all() and np.isin(m.contract[new], (1, 2)).all()


def test_the_phase_clock_goes_on_after_a_short_gap_only():
    for gap, weeks in ((25, 40), (26, 0)):
        world = seekers(300, idle=0)
        world.m.phase_weeks[:], world.m.gap_weeks[:] = 40, gap
        fill(world)
        assert (world.m.phase_weeks == weeks).all()


def test_orders_nobody_can_take_stay_open_and_are_counted():
    world = seekers(1000)
    fill(world)
    placed_once(world)
    assert (world.m.work == Work.AGENCY).all() and world.count(Tally.UNFILLED) == 600
    world = seekers(1000)
    world.m.sick_weeks[100:] = 1
    fill(world)
    assert world.count(Tally.UNFILLED) == 900, "the ill do not start"


def test_who_cannot_go_to_another_agency_loses_the_job():
    world = seekers(0)
    world.m.transfer[100:] = 1
    world.m.sick_weeks[350:] = 1
    fill(world)
    assert (world.m.transfer == 0).all() and world.count(Tally.JOBS_LOST) == 300
    assert (world.m.job_loss_week[100:] == 100).all()


def test_a_dead_agency_places_nobody():
    world = seekers(100)
    world.a.alive[0] = 0
    _, _, still_open, _ = fill(world)
    assert (world.m.work != Work.AGENCY).all() and still_open.sum() == 0


def test_offers_are_refused_and_lower_wages_draw_fewer():
    world = seekers(300, idle=0)
    world.act("placement", reservation=0.3)
    fill(world)
    assert (world.m.work == Work.AGENCY).mean() == pytest.approx(0.7, abs=0.07)
    shares = []
    for extracted_wage in (0.0, 0.2):
        world = seekers(600, idle=0)
        world.h.target[1, 0] = 600
        world.a.extracted_wage[0] = extracted_wage
        fill(world)
        shares.append((world.m.agency == 0).mean())
    assert 0.05 < shares[1] < shares[0] - 0.05


def abroad(orders: int, persons: int = 200, beds: int = 1000) -> Hand:
    world = Hand(persons)
    fresh(world, 100)
    world.h.target[0, 0] = orders
    world.ld.beds[:] = beds // 2  # two places
    world.act("housing", tied_on_arrival=1.0)
    world.act("arrivals", already_here=0.0)
    return world


def fresh(world: Hand, week: int, rows=None, **changes):
    """Give future persons their traits."""
    args = {"circular_horticulture": 0.3, "circular_other": 0.05, "knowledge": 0.35} | changes
    introduce(
        1, week, world.m, world.present if rows is None else rows, (0.7, 0.1, 0.1, 0.05, 0.05),
        (0.2, 0.4, 0.2, 0.1, 0.1), *args.values(),
    )  # fmt: skip


def recruit(world: Hand, rows=None) -> np.ndarray:
    none = np.empty(0, np.int32)
    open_orders = np.maximum(world.h.target - world.h.filled - world.h.pipeline, 0).astype(np.int32)
    hirers = np.arange(world.h.size.size + 1)
    some = np.append(open_orders.sum(axis=1) > 0, True)
    following = np.where(some, hirers, hirers + 1).astype(np.int32)
    week = world.week(open_orders=OpenOrders(open_orders, following))
    return send_for(week, none, world.present if rows is None else rows)


def test_no_bed_no_recruit():
    world = abroad(50, beds=0)
    assert recruit(world).size == 0
    assert world.count(Tally.REFUSED_FOR_BED) == 50 and world.count(Tally.RECRUITS_SENT) == 0
    world.call(count_unfilled)
    assert world.count(Tally.UNFILLED) == 50
    assert world.inst.bed_shortage[PROVINCE] > 0, "the shortage makes places be built"
    world = abroad(50, beds=20)
    assert recruit(world).size == 20
    world = abroad(50, beds=0)
    world.act("housing", tied_on_arrival=0.0)
    assert recruit(world).size == 50, "who finds his own bed may come"


def test_supply_bounds_who_comes():
    for willing in (0, 30, 60):
        world = abroad(50)
        assert recruit(world, world.present[:willing]).size == min(willing, 50)


def test_a_larger_need_adds_recruits_and_changes_nobody_else():
    small, large = abroad(20), abroad(60)
    few, many = recruit(small), recruit(large)
    assert few.size == 20 and many.size == 60 and many[:20].tolist() == few.tolist()


def test_recruits_arrive_after_the_journey_with_work_bed_and_debt():
    world = abroad(50)
    away = recruit(world)
    m = world.m
    assert (m.work[away] == Work.ARRIVING).all() and world.h.pipeline[0, 0] == 50
    for week in (101, 102):
        world.at(week)
        here = world.call(land_travellers, travelling=away, present=away[:0]).present
        assert here.size == (50 if week == 102 else 0)
    assert (m.work[away] == Work.AGENCY).all() and world.h.pipeline[0, 0] == 0 and world.h.filled[0, 0] == 50
    assert (m.housing[away] == Housing.TIED).all() and world.ld.occupants.sum() == 50
    assert (m.debt[away] > 0).all() and (m.first_week[away] == 102).all()
    assert world.count(Tally.ARRIVALS) == 50 == world.count(Tally.AGENCY_SPELLS_STARTED)


def test_recruits_whose_agency_died_on_the_way_are_jobless_in_nl():
    world = abroad(50)
    away = recruit(world)
    world.a.alive[0] = 0
    world.at(102)
    world.call(land_travellers, travelling=away)
    assert (world.m.work[away] == Work.JOBLESS).all() and (world.m.agency[away] == -1).all()
    assert (world.m.housing[away] == Housing.FRIENDS).all() and world.h.filled.sum() == 0


TRAITS = ("origin", "sector", "female", "birth_year", "network", "knowledge", "circular")


def test_a_future_person_is_the_same_whatever_else_is_needed():
    few, many = Hand(300), Hand(300)
    fresh(few, 7, np.arange(40, 45, dtype=np.int32))
    fresh(many, 7, np.arange(300, dtype=np.int32))
    for name in TRAITS:
        one, other = getattr(few.m, name)[40:45], getattr(many.m, name)[40:45]
        assert np.array_equal(one, other), name
    more = Hand(300)
    fresh(more, 7, circular_horticulture=0.6)
    only = few.m.circular[40:45] <= more.m.circular[40:45]
    assert only.all() and (many.m.circular <= more.m.circular).all()
    assert np.array_equal(many.m.network, more.m.network)


def test_unused_persons_are_blank():
    world = Hand(10)
    assert (world.m.work == Work.ABROAD).all() and (world.m.first_week == -32768).all()
    fresh(world, 3)
    assert (world.m.first_week == NEVER).all() and (world.m.birth_year > 1950).all()


def test_a_restarted_firm_calls_its_old_hands_back():
    def back_at_old_firm(incarnation: int, started: int, share: float) -> int:
        world = seekers(60, jobless=300, idle=0)
        m, a, h = world.m, world.a, world.h
        h.target[:, 0] = 300  # each of the two firms has orders enough for all
        m.last_agency[:] = np.where(np.arange(300) < 40, 0, 1)
        m.last_agency_week[:] = world.now.week - 8
        a.incarnation[0], a.start_week[0] = incarnation, started
        world.act("career", jobless_finds=0.2)
        world.act("phoenix", workers=share)
        fill(world)
        placed_once(world)
        return int((m.agency[:40] == 0).sum())

    week = Hand(1).now.week
    everybody, nobody = back_at_old_firm(1, week - 2, 1.0), back_at_old_firm(1, week - 2, 0.0)
    assert everybody == 40 and nobody < 15
    assert 18 <= back_at_old_firm(1, week - 2, 0.7) <= 36
    assert back_at_old_firm(0, week - 2, 1.0) == nobody, "the first firm of a director has no old hands"
    assert back_at_old_firm(1, week - 14, 1.0) == nobody, "after a quarter the call is over"
    assert back_at_old_firm(1, week - 8, 1.0) == nobody, "who worked for the new firm was not left by the old one"
