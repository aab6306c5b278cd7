"""Mechanisms in a whole smoke world: they bite, and they bite in the direction the design says."""

import copy

import numpy as np
import pytest

from sim.phases.employment.ends import hazard_table
from sim.schedule import PHASES, STEPS, live
from sim.state.codes import Contract, Cover, EndCause, Housing, Uncovered, Work
from sim.state.ledger import Tally
from sim.week import Week
from tests.model.worlds import smoke_week

WEEKS = 40


@pytest.fixture(scope="module")
def year() -> dict:
    """Agency spells of a smoke world week by week: weeks at risk and ends by weeks with the agency."""
    week = smoke_week()
    risk, ends, causes = np.zeros(2000), np.zeros(2000), np.zeros(len(EndCause))
    idle = []
    groups = {name: dict.fromkeys(("weeks", "bare", "homeless", "with friends"), 0) for name in ("lost", "working")}
    for _ in range(WEEKS):
        m = week.state.migrants
        with_agency = week.present[m.agency[week.present] >= 0]
        agency, start = m.agency[with_agency].copy(), m.spell_start[with_agency].copy()
        tenure = week.now.week - start.astype(int)
        for phase in PHASES:
            phase(week)
        m = week.state.migrants  # the table may have grown
        same = (m.agency[with_agency] == agency) & (m.spell_start[with_agency] == start)
        np.add.at(risk, tenure, 1)
        np.add.at(ends, tenure[~same], 1)
        causes += np.bincount(m.end_cause[with_agency[~same]], minlength=len(EndCause))
        idle.append((m.work[week.present] == Work.IDLE).mean())
        rows = week.present
        since = week.now.week - m.job_loss_week[rows].astype(int)
        jobless = (m.work[rows] == Work.JOBLESS) & (m.transfer[rows] == 0) & (since >= 1) & (since <= 8)
        for name, group in (("lost", rows[jobless]), ("working", rows[m.work[rows] == Work.AGENCY])):
            homeless = np.isin(m.housing[group], (Housing.STREET, Housing.SHELTER))
            groups[name]["weeks"] += group.size
            groups[name]["bare"] += (m.cover[group] == Cover.NONE).sum()
            groups[name]["homeless"] += homeless.sum()
            groups[name]["with friends"] += (m.housing[group] == Housing.FRIENDS).sum()
        week.open(week.now.week + 1, week.rules)
    return {"week": week, "risk": risk, "ends": ends, "causes": causes, "idle": np.array(idle)} | groups


@pytest.mark.parametrize("first, last", [(1, 5), (5, 13), (13, 26), (26, 52), (52, 74)])
def test_all_ends_together_follow_the_spell_curve(year, first, last):
    at_risk = year["risk"][first:last]
    expected = (at_risk * hazard_table(year["week"].behaviour.separation)[first:last]).sum()
    assert expected > 20
    assert year["ends"][first:last].sum() / expected == pytest.approx(1.0, abs=0.35)


def test_ends_have_all_causes(year):
    seen = {cause.name for cause in EndCause if year["causes"][cause] > 0}
    assert {"DEMAND", "REPLACED", "SICK", "QUIT", "COMPLETED", "ONWARD"} <= seen


def test_idle_workers_are_few(year):
    assert year["idle"].mean() < 0.02


def test_losing_the_job_goes_with_losing_bed_and_cover(year):
    lost, working = year["lost"], year["working"]
    assert lost["weeks"] > 500
    for what, ratio in (("bare", 4.0), ("homeless", 10.0), ("with friends", 1.5)):
        share = [group[what] / group["weeks"] for group in (lost, working)]
        assert share[0] > ratio * share[1], what


def later(week: Week, weeks: int = 3) -> Week:
    for _ in range(weeks):
        live(week)
        week.open(week.now.week + 1, week.rules)
    return week


def orders_tripled(wage: float) -> dict:
    """A week in which supply from abroad is short, at a share of the usual minimum wage."""
    week = smoke_week()
    pay = week.rules.pay
    week.rules = week.rules._replace(
        pay=pay._replace(**{name: getattr(pay, name) * wage for name in pay._fields if name.startswith("minimum")})
    )
    week.state.landlords.beds[:] *= 10
    live(week, 2)
    week.state.hirers.target[:] *= 3
    live(week, 4, 7)
    return {
        "sent": week.books.tally[Tally.RECRUITS_SENT],
        "unfilled": week.books.tally[Tally.UNFILLED],
        "rows": set(week.travelling[week.state.migrants.arrival_week[week.travelling] > week.now.week].tolist()),
    }


def test_supply_from_abroad_is_not_perfectly_elastic():
    usual, low = orders_tripled(1.0), orders_tripled(0.8)
    assert usual["unfilled"] > 1000, "tripled orders cannot all be filled"
    assert 0 < low["sent"] < 0.95 * usual["sent"] < usual["unfilled"]
    assert low["rows"] < usual["rows"], "fewer come; nobody else comes instead"


def fill_with(extra: int, start: int = 7, seed: int = 1) -> np.ndarray:
    week = smoke_week(seed)
    live(week, 2, 3)
    h, a = week.state.hirers, week.state.agencies
    # where nobody is on the way: a recruit who comes soon would fill the order that is added
    full = (h.supplier >= 0) & (a.alive[h.supplier] == 1) & (h.filled >= h.target) & (h.pipeline == 0)
    slots = np.argwhere(full).tolist()
    for k, s in slots[start : start + extra]:
        h.target[k, s] = h.filled[k, s] + 1
    live(week, 7)
    m = week.state.migrants
    return np.stack([m.hirer, m.slot, m.work, m.location])


def test_one_more_open_order_changes_few_lives():
    shares = []
    for seed in (1, 2, 3):  # chains of who takes whose place are short or long by luck
        base, before = fill_with(0, seed=seed), smoke_week(seed).state.migrants
        fates = (base[0] != before.hirer).sum()
        moved = [(base[:3] != fill_with(1, start, seed)[:3]).any(axis=0).sum() for start in (7, 60, 150, 240)]
        assert min(moved) >= 1, "the order is taken"
        shares.append(np.mean(moved) / fates)
    assert np.mean(shares) <= 0.15, "only those who would have met it look further"


def test_a_clause_that_may_not_end_by_sickness_keeps_the_ill_at_work_covered():
    found = []
    for ends in (1, 0):
        ill = []  # of three worlds: one has only some thirty
        for seed in (1, 2, 3):
            world = smoke_week(seed)
            contract = world.rules.contract._replace(clause_ends_at_sickness=ends)
            world.rules = world.rules._replace(contract=contract)
            world.behaviour = world.behaviour._replace(health=world.behaviour.health._replace(illness=0.02))
            later(world, 8)
            m, rows = world.state.migrants, world.present
            rows = rows[m.work[rows] == Work.SICK]
            ill.append(np.stack([m.agency[rows] < 0, m.cover[rows] == Cover.NONE, m.notice[rows] >= 0]))
        found.append(np.concatenate(ill, axis=1).mean(axis=1))
    (alone, bare, notice), (alone_not, bare_not, notice_not) = found
    assert alone > alone_not + 0.2 and bare > bare_not and notice > notice_not


def test_phase_b_workers_exist_and_idle_ones_keep_their_contract(year):
    m, rows = year["week"].state.migrants, year["week"].present
    idle = rows[m.work[rows] == Work.IDLE]
    assert np.isin(m.contract[idle], (Contract.B, Contract.C)).all(), "phase A is placed or ends in the same week"
    assert (m.contract[rows] == Contract.B).sum() > 50


def test_transfers_last_no_longer_than_the_next_filling(year):
    week = copy.deepcopy(year["week"])
    m, between, seen = week.state.migrants, set(), 0
    for _ in range(6):
        for step in STEPS:
            live(week, step.number)
            if step.number == 7:
                still = set(week.present[m.transfer[week.present] > 0].tolist())
                assert not between & still
        between = set(week.present[m.transfer[week.present] > 0].tolist())
        seen += len(between)
        week.open(week.now.week + 1, week.rules)
    assert seen > 0


def test_uncovered_persons_have_a_reason(year):
    m, rows = year["week"].state.migrants, year["week"].present
    bare = m.cover[rows] == Cover.NONE
    assert (m.uncovered[rows][bare] != Uncovered.COVERED).all()
    assert (m.uncovered[rows][m.cover[rows] == Cover.EMPLOYER] == Uncovered.COVERED).all()
