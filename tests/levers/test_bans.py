"""Bans on directors: by a public enforcer at a repeat finding (2.1.F), and in court once a firm died in debt (B23)."""

import numpy as np
import pytest

from sim.phases.agencies.director_bans import ban_directors, under_ban
from sim.phases.agencies.restart import restart_agencies
from sim.phases.enforcement.inspection import Enforcer
from sim.state.codes import ExitCause
from sim.state.ledger import Item, new_books
from tests.levers.test_measures import dead_and_back
from tests.levers.worlds import feared, rules
from tests.model.market_harness import act
from tests.model.test_market_phases import at, copy_of, enforce, found


def test_a_ban_stops_who_was_caught_twice_unless_behind_a_straw_man(market):
    assert dead_and_back(market, 3)[0] == 1.0
    assert dead_and_back(market, 3, restart_ban=0.6, straw_share=0.0)[0] == pytest.approx(0.4, abs=0.08)
    assert dead_and_back(market, 1, restart_ban=0.6, straw_share=0.0)[0] == 1.0, "one finding is no repeat"
    back, cost, _ = dead_and_back(market, 3, restart_ban=1.0, straw_share=0.4, straw_cost=10_000.0)
    assert back == pytest.approx(0.4, abs=0.08) and cost == pytest.approx(400 * back * 10_000.0)


def test_a_ban_is_for_some_years_and_who_waited_it_out_thinks_again(market):
    m, books = copy_of(market), new_books()
    a, i = m.agencies, int(np.argmax(m.agencies.placed * (m.agencies.founder_type == 1)))
    a.alive[i], a.restart_week[i], a.detections[i], a.exit_week[i] = 0, at().week, 3, at().week - 1
    a.exit_cause[i] = ExitCause.LOSSES
    law = rules("admission", restart_ban=1.0, restart_ban_weeks=104, straw_share=0.0)
    act(ban_directors, m, at(), books=books, rules=law)
    again = at().week - 1 + 104
    for week in (at().week, again - 1, again):
        act(restart_agencies, m, at()._replace(week=week), books=books, rules=law)
        assert (a.alive[i], a.restart_week[i]) == ((0, again) if week < again else (1, 32767))


@pytest.mark.parametrize("straw, cost", [(0.0, 0.0), (1.0, 2_000.0), (1.0, 1e9)])
def test_a_ban_that_takes_its_time_reaches_who_has_another_firm_by_then(market, straw, cost):
    m, books = copy_of(market), new_books()
    a, i = m.agencies, int(np.argmax(m.agencies.placed * (m.agencies.founder_type == 1)))
    a.alive[i], a.restart_week[i], a.detections[i], a.exit_week[i] = 0, at().week, 3, at().week - 1
    a.exit_cause[i] = ExitCause.LOSSES
    law = rules("admission", restart_ban=1.0, restart_ban_delay=52, straw_share=straw, straw_cost=cost)
    act(ban_directors, m, at(), books=books, rules=law)
    act(restart_agencies, m, at(), books=books, rules=law)
    assert a.alive[i] == 1 and a.ban_week[i] == at().week + 51
    for week, there in ((at().week + 50, False), (at().week + 51, True)):
        act(ban_directors, m, at()._replace(week=week), books=books, rules=law)
        assert bool(a.ending_cause[i] == ExitCause.BANNED) == (there and cost != 2_000.0)
    assert books.cents[Item.STRAW_MAN] / 100 == (cost if cost == 2_000.0 else 0.0)


def found_again(market, who: Enforcer, before: int, straw: float = 0.0, cost: float = 0.0, **law):
    """Forty firms found out ``before`` times, now by ``who``: how many end, how many are under a ban, what they pay."""
    m, books = copy_of(market), new_books()
    a = m.agencies
    rows = np.flatnonzero((a.alive == 1) & (a.placed > 0))[:40]
    a.detections[rows], a.capital[rows], a.keeps_records[rows] = before, 1e6, 1
    own = rules("admission", straw_share=straw, straw_cost=cost, **law)
    enforce(m, found(rows, who), books, rules=own)
    act(ban_directors, m, at(), books=books, rules=own)
    under = under_ban(at().week, a.ban_week, own.admission.restart_ban_weeks)
    return (a.ending_cause == ExitCause.BANNED).sum(), under.sum(), books.cents[Item.STRAW_MAN] / 100


def test_a_repeat_finding_of_a_public_enforcer_bans_the_director_of_a_running_firm(market):
    sure = {"finding_ban": 1.0}
    for who in (Enforcer.INSPECTORATE, Enforcer.INSPECTORATE_HIRER, Enforcer.TAX):
        assert found_again(market, who, 1, **sure)[:2] == (40, 40), who.name
    for who in (Enforcer.SECTOR_BODY, Enforcer.LABEL):
        assert found_again(market, who, 5, **sure)[:2] == (0, 0), f"{who.name} is private"
    assert found_again(market, Enforcer.TAX, 0, **sure)[:2] == (0, 0), "a first finding is no repeat"
    assert found_again(market, Enforcer.TAX, 1)[:2] == (0, 0), "no law"
    assert found_again(market, Enforcer.TAX, 1, finding_ban_delay=26, **sure)[:2] == (0, 0), "it takes its time"
    assert 5 <= found_again(market, Enforcer.TAX, 1, finding_ban=0.3)[1] <= 20
    ended, under, paid = found_again(market, Enforcer.TAX, 1, straw=1.0, cost=5_000.0, **sure)
    assert (ended, under, paid) == (0, 40, 40 * 5_000.0), "behind a straw man the firm goes on, the director is banned"


def test_a_banned_director_starts_no_firm_until_the_ban_is_over(market):
    m, books = copy_of(market), new_books()
    a, i = m.agencies, int(np.argmax(m.agencies.placed * (m.agencies.founder_type == 1)))
    law = rules("admission", finding_ban=1.0, restart_ban_weeks=104, straw_share=0.0)
    a.alive[i], a.restart_week[i], a.ban_week[i] = 0, at().week, at().week - 10
    for week in (at().week, at().week + 93, at().week + 94):
        act(restart_agencies, m, at()._replace(week=week), books=books, rules=law)
        assert (a.alive[i] == 1) == (week == at().week + 94)


def test_who_was_caught_before_fears_the_next_finding_more_where_it_may_ban():
    def fear(caught: int, **admission) -> float:
        return feared(rules("admission", **admission), capital=1e5, profit_year=5e4, caught=caught)

    ban = {"finding_ban": 0.3, "straw_share": 0.4}
    assert fear(0) == fear(1) == fear(0, **ban) < fear(1, **ban) < fear(1, finding_ban=0.3, straw_share=0.0)
