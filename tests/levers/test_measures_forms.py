"""Measures on forms of hiring, pay and money of agencies, on worlds made by hand: each bites, its cost is booked."""

import numpy as np
import pytest

from sim.behaviour.market import ModeChoice
from sim.measures.law_of_week import law_of_week
from sim.phases.enforcement.inspection import inspect
from sim.phases.hirers.direct_hiring import direct_part, taken_on
from sim.phases.hirers.forms_of_hiring import form_shares, under_ban
from sim.phases.hirers.hirer_liability import expected_liability
from sim.phases.money.agency_books import WEEK_HOURS, hourly_wage, keep_agency_books
from sim.phases.money.wages_and_households import pay_everyone
from sim.rules import Rules
from sim.state.codes import EndCause, Sector, Work
from sim.state.ledger import Item, Tally, new_books
from tests.levers.harness import use
from tests.levers.worlds import B, E, cheat, choose, decided, rules
from tests.model.market_harness import act
from tests.model.test_market_phases import at, copy_of
from tests.unit.phases.hand import Hand

M = ModeChoice()
FORMS = ("agency_share", "direct_share", "posted_share", "self_share", "sub_share")


# forms of hiring: B04 and X01


def test_what_the_law_drives_out_goes_to_direct_jobs_and_to_forms_that_escape_it():
    assert form_shares(1.0, 1.0, 0.0, 0.0, 0.5, M) == (1.0, 1.0, 1.0, 1.0)
    for cost, burden, stopped, avoid in ((1.0, 0.1, 0.0, 0.3), (1.1, 0.0, 1.0, 0.4), (0.95, 0.2, 0.5, 1.0)):
        agency, direct, posted, loose = form_shares(cost, 1.02, burden, stopped, avoid, M)
        other = M.base_posted + M.base_self + M.base_sub
        whole = M.base_agency * agency + M.base_posted * posted + (M.base_self + M.base_sub) * loose
        assert whole + (1.0 - M.base_agency - other) * direct == pytest.approx(1.0)
    agency, direct, _, loose = form_shares(1.0, 1.0, 0.0, 1.0, 0.3, M)
    assert (
        agency == 0.0
        and direct == pytest.approx(1 + 0.56 * 0.7 / 0.34)
        and loose == pytest.approx(1 + 0.56 * 0.3 / 0.1)
    )
    assert form_shares(1.0, 1.0, 0.1, 0.0, 0.0, M)[3] == 1.0 < form_shares(1.0, 1.0, 0.1, 0.0, 1.0, M)[3]


def test_the_duties_of_an_employer_drive_agency_work_out(market):
    market.institutions.price_index[:] = 1.0
    choose(market, rules("liability", employer_cost=0.08, avoid_share=0.35))
    h = market.hirers
    assert (h.agency_share < 1.0).all() and (h.posted_share > h.direct_share).all() and (h.direct_share > 1.0).all()
    assert h.agency_share.mean() == pytest.approx(
        1 - 0.25 * (1 - form_shares(1.0, 1.0, 0.08, 0.0, 0.35, M)[0]), abs=0.002
    )


def test_a_hirer_that_answers_as_employer_expects_to_pay_more_often():
    def weighed(**law) -> float:
        own = Rules().liability._replace(**law)
        return expected_liability(0.5, 5.0, 12.0, Rules().inspection, own, E, B.supplier)

    for chance in (0.001, 0.005, 0.05):
        assert weighed(claim_chance=chance) == pytest.approx((1.0 + 99.0 * chance) * weighed())


@pytest.mark.parametrize("week", [1, 13, 26])
def test_every_chance_of_a_claim_on_the_employer_counts_beside_practice(week):
    loss = []
    for chance in (0.0, 0.001, 0.005, 0.04, 0.5):
        law = law_of_week(Rules(), [use("presumed_employer", 1, claim_chance=chance)], week, False).rules
        plain = law.liability._replace(claim_chance=0.0)
        ours, practice = (
            expected_liability(0.5, 5.0, 12.0, law.inspection, own, E, B.supplier) for own in (law.liability, plain)
        )
        loss.append(ours / practice)
    held = 0.7 * week / 26
    assert loss[0] == 1.0 and loss[1:] == pytest.approx(
        [1.0 + 99.0 * held * chance for chance in (0.001, 0.005, 0.04, 0.5)]
    )


def test_a_hirer_pays_those_it_sends_away_and_no_others():
    paid = {}
    for weeks in (0.0, 2.8):
        for cause in (EndCause.REPLACED, EndCause.DEMAND, EndCause.QUIT, EndCause.COMPLETED):
            world = Hand(100)
            world.employ()
            world.stay()
            world.law("liability", dismissal_weeks=weeks)
            world.route(world.present, np.full(100, cause, np.int8))
            paid[weeks, cause] = world.eur(Item.HIRER_NOTICE), world.m.savings.sum(), world.eur(Item.OTHER_TAX)
    wage = 2.8 * 38.0 * 1.05 * Rules().pay.minimum_wage_38
    for cause in (EndCause.REPLACED, EndCause.DEMAND):
        notice, savings, tax = paid[2.8, cause]
        assert notice == pytest.approx(100 * wage * 0.88, abs=1.0) and tax == pytest.approx(100 * wage * 0.32, abs=1.0)
        assert savings - paid[0.0, cause][1] == pytest.approx(notice)
    for cause in (EndCause.QUIT, EndCause.COMPLETED):
        assert paid[2.8, cause] == paid[0.0, cause]


def test_where_the_hirer_pays_wages_and_tax_cheats_turn_to_other_margins():
    taken = {}
    for law in ({}, {"pay": {"withholding_cost": 0.35}, "tax": {"blocked_account_cost": 0.35}}):
        world = cheat(**law)
        world.a.integrity[0], world.a.perceived[0] = 0.6, 0.0
        decided(world)
        a = world.a
        taken[len(law)] = np.array(
            [a.extracted_wage[0], a.extracted_tax[0], a.extracted_health[0], a.extracted_housing[0]]
        )
    assert (taken[2][:2] < 0.5 * taken[0][:2]).all() and (taken[2][2:] >= taken[0][2:]).all()
    assert taken[2][3] > taken[0][3] > 0.0


BAN = {"sector_ban": 1 << Sector.FOOD, "sector_ban_share": 0.4, "sector_ban_obey": 0.8}


def test_a_lasting_share_of_the_sectors_hirers_is_under_the_ban():
    law = Rules().inspection._replace(**BAN)
    covered, obeys = np.array([under_ban(1, row, int(Sector.FOOD), law) for row in range(5000)]).T
    assert covered.mean() == pytest.approx(0.4, abs=0.02) and obeys.mean() == pytest.approx(0.32, abs=0.02)
    assert not (obeys & ~covered).any()
    others = [under_ban(1, row, int(s), law) for row in range(50) for s in Sector if s != Sector.FOOD]
    assert not any(one for one, _ in others)
    assert not any(under_ban(1, row, int(Sector.FOOD), Rules().inspection)[0] for row in range(50))


def test_hirers_that_obey_leave_agency_work_slowly_before_fines_and_at_once_after(market):
    market.institutions.price_index[:] = 1.0
    for form in FORMS:
        getattr(market.hirers, form)[:] = 1.0
    sector, rows = market.hirers.sector, np.arange(market.hirers.size.size)
    for fined, left in ((0, 0.75), (1, 0.0)):
        m = copy_of(market)
        law = rules("inspection", **BAN, sector_ban_fined=fined)
        choose(m, law._replace(liability=law.liability._replace(avoid_share=0.35)))
        obeys = np.array([under_ban(1, int(r), int(sector[r]), law.inspection)[1] for r in rows])
        assert obeys.any() and m.hirers.agency_share[obeys] == pytest.approx(left)
        assert (m.hirers.direct_share[obeys] > 1.0).all() and (m.hirers.sub_share[obeys] > 1.0).all()
        assert all((getattr(m.hirers, form)[~obeys] == 1.0).all() for form in FORMS)


def test_who_goes_on_is_fined_when_visited(market):
    fines = {}
    for fined in (0, 1):
        books = new_books()
        own = Rules().inspection._replace(
            inspectorate_visits=400_000.0, **(BAN | {"sector_ban_share": 1.0}), sector_ban_fined=fined
        )
        m = copy_of(market)
        act(inspect, m, at(), books=books, inspection=own)
        fines[fined] = books.cents[Item.HIRER_FINE] / 100
    assert fines[0] == 0.0 and fines[1] >= 8000.0 and fines[1] % 8000.0 == 0.0


def test_more_work_outside_employment_takes_more_of_those_who_move_on():
    assert direct_part(0.8, 1.3, 1.3) == 0.8 and direct_part(0.8, 1.0, 3.0) == pytest.approx(0.8 / 1.4)
    share, moved = {}, {}
    for loose in (1.0, 3.0):
        world = Hand(4000)
        world.employ()
        world.stay()
        world.act("career", onward_first_year=0.2, onward_later=0.2)
        world.inst.loose_ratio[:] = loose
        world.route(world.present, np.full(4000, EndCause.DEMAND, np.int8))
        on = (world.m.work == Work.DIRECT) | (world.m.work >= Work.SELF_EMPLOYED)
        moved[loose], share[loose] = on.mean(), (world.m.work[on] > Work.DIRECT).mean()
    assert moved[1.0] == pytest.approx(0.2, abs=0.02) and moved[3.0] == pytest.approx(0.28, abs=0.02)
    assert share[1.0] == pytest.approx(0.2, abs=0.03) and share[3.0] == pytest.approx(0.6 / 1.4, abs=0.04)


def test_hirers_take_on_the_workers_of_the_form_that_the_law_drives_out(market):
    market.institutions.price_index[:] = 1.0
    for form in FORMS:
        getattr(market.hirers, form)[:] = 1.0
    law = rules("inspection", **BAN, sector_ban_fined=1)
    choose(market, law._replace(liability=law.liability._replace(avoid_share=0.35)))
    h = market.hirers
    obeys = h.agency_share == 0.0
    assert h.takeover_share[obeys] == pytest.approx(1.0 - 0.35 * 0.3) and not h.takeover_share[~obeys].any()
    world = Hand(4000)
    world.employ()
    world.h.takeover_share[:] = 0.5
    world.a.workers[0] = world.a.placed[0] = 4000
    week = world.call(taken_on)
    rows, others = week.ended.rows, week.placed
    assert rows.size == pytest.approx(2000, abs=120) and rows.size + others.size == 4000
    assert world.a.placed[0] == world.a.workers[0] == others.size
    assert not world.h.takeover_share.any() and not world.call(taken_on).ended.rows.size


def test_who_is_taken_on_stays_in_work_and_nobody_is_paid_for_a_dismissal():
    world = Hand(4000)
    world.employ(weeks=60)
    world.law("liability", avoid_share=0.35, dismissal_weeks=4.0)
    world.route(world.present, np.full(4000, EndCause.ONWARD, np.int8))
    assert (world.m.work == Work.DIRECT).mean() == pytest.approx(0.65 / 0.895, abs=0.02)
    assert np.isin(world.m.work, (Work.DIRECT, Work.SELF_EMPLOYED, Work.SUBCONTRACTED)).all()
    assert world.eur(Item.TRANSITION_PAYMENT) == world.eur(Item.HIRER_NOTICE) == world.count(Tally.JOBS_LOST) == 0.0


# pay and cost: X03 and 2.1.B


def paid(rogue: bool, **law) -> Hand:
    world = Hand(200)
    world.employ()
    world.a.extracted_housing[:] = 0.06 if rogue else 0.0
    world.law("pay", **law)
    world.call(pay_everyone)
    return world


def test_pay_of_equal_value_reaches_workers_of_honest_agencies_and_part_of_it_those_of_others():
    for rogue, kept in ((False, 0.0), (True, 0.7)):
        plain, equal = paid(rogue), paid(rogue, equal_value=0.1, equal_value_kept=0.7)
        due = plain.count(Tally.WAGE_DUE_EUR)
        assert equal.count(Tally.WAGE_DUE_EUR) == pytest.approx(1.1 * due)
        more = equal.eur(Item.WAGE) - plain.eur(Item.WAGE)
        assert more == pytest.approx((0.1 * 0.88 - 0.1 * kept) * due, abs=2.0)
        assert equal.m.wage_owed.sum() == pytest.approx(0.1 * kept * due) == equal.count(Tally.WAGE_STOLEN_EUR)
        cost = sum(
            equal.eur(item) - plain.eur(item)
            for item in (Item.WAGE, Item.WAGE_TAX, Item.PREMIUMS_EMPLOYER, Item.LABOUR_OVERHEAD)
        )
        least = 0.1 * due * (1.751 * equal.a.cost[0] - kept)
        assert cost == pytest.approx(least, abs=5.0)
        assert equal.eur(Item.HIRE) == plain.eur(Item.HIRE), "prices follow at the next review"


def test_it_makes_honest_hours_dearer_and_the_gap_to_rogue_ones_wider():
    price = {}
    for equal in (0.0, 0.1):
        for integrity in (3.0, 0.3):
            world = cheat(pay={"equal_value": equal, "equal_value_kept": 0.7})
            world.a.integrity[0], world.a.perceived[0] = integrity, 0.0
            price[equal, integrity] = decided(world, 5.0)[1]  # no lower price to match
    rise = price[0.1, 3.0] / price[0.0, 3.0]
    assert rise == pytest.approx((1.751 * 1.1 + 0.1) / 1.851)
    assert price[0.1, 3.0] - price[0.1, 0.3] > price[0.0, 3.0] - price[0.0, 0.3] + 0.02


def test_what_lies_on_a_blocked_account_must_be_held_or_borrowed(market):
    books = {}
    for weeks in (0.0, 2.1):
        m, book = copy_of(market), new_books()
        a = m.agencies
        a.capital[:] = 0.0
        own = Rules().admission._replace(blocked_weeks=weeks, credit_rate=0.08)
        act(keep_agency_books, m, at(), books=book, admission=own)
        rich, richer = copy_of(market), new_books()
        rich.agencies.capital[:] = 1e7
        act(keep_agency_books, rich, at(), books=richer, admission=own)
        books[weeks] = book.cents[Item.CREDIT_COST] / 100, richer.cents[Item.CREDIT_COST], richer.cents[Item.PROFIT_OUT]
    assert books[0.0][0] == 0.0 < books[2.1][0] and books[2.1][1] == 0
    assert books[2.1][2] < books[0.0][2], "owners leave it in the firm"
    a = market.agencies
    turnover = 0.0
    for i in np.flatnonzero(a.alive):
        bill = WEEK_HOURS * hourly_wage(a.quarter_wages[i], a.quarter_hours[i], Rules().pay.minimum_wage_38)
        persons = (a.worker_weeks_13[i] * 12 / 13 + a.placed[i]) / 13.0
        turnover += bill * persons * (1.0 + a.other_share[i]) * a.price_factor[i]
    assert books[2.1][0] == pytest.approx(0.08 / 52 * 2.1 * turnover, rel=0.01)
