"""Each phase, run alone, changes only what it declares to write, and its outcome hangs on nothing but what it reads."""

import copy
import functools
import inspect

import numpy as np
import pytest

from sim.measures.law_of_week import law_of_week
from sim.model import LabourMarket
from sim.phase import COLUMNS, Phase, fields
from sim.phases.agencies.founding import FOUND_WRITES
from sim.phases.cover.insurance import update_cover
from sim.phases.shared.departure import DEPART_WRITES
from sim.rules import Rules
from sim.schedule import PHASES, STEPS
from sim.state.codes import ExitCause
from sim.week import Week
from tests.levers.harness import TOGETHER, use
from tests.model.worlds import changed, everything, smoke, smoke_week
from tests.one_week import watching

WEEKS = 16  # more than a quarter: every agency and hirer reconsiders once
LAWS = ("base", "one side", "other side")
ALONE = tuple(dict.fromkeys(PHASES))  # each once
SELDOM = {
    "set_orders": fields(institutions="beds_asked", books="HIRER_BEDS"),
    "end_placements": fields(tally="POSTING_CONVERTED"),
    "route_ended": fields(hirers="agency_share direct_share sub_share"),
    "look_after_places": fields(
        migrants="notice_weeks_if_paid", agencies="capital fines_unpaid quarter_profit", landlords="owner",
        institutions="beds_asked",
        books="FINE MUNICIPAL_FUND", tally="FINES_COLLECTED_EUR FINES_IMPOSED_EUR",
    ),
    "go_home_or_stay": DEPART_WRITES | fields(migrants="notice_weeks_if_paid"),
    "fall_ill_and_recover": fields(books="SCHEME_BILLED"),
    "land_travellers": fields(migrants="notice province term_weeks"),
    "place_in_country": fields(institutions="renters"),
    "keep_agency_books": fields(books="DEPOSIT_COST INVESTOR_RETURN KICKBACK_COST"),
    "check_registration": fields(agencies="deposit", books="DEPOSIT_FORFEIT DEPOSIT_RELEASED"),
    "sanction": fields(books="DEPOSIT_FORFEIT"),
    "reconsider_agencies": fields(agencies="label"),
    "admit_agencies": fields(agencies="decision_week", books="ADMISSION_COST SHELL_PRICE", tally="SHELLS_BOUGHT"),
    "settle_deposits": fields(
        agencies="admitted attempts audit_week deposit_most deposit_week planned_end",
        books="CAPITAL_IN DEPOSIT_FORFEIT DEPOSIT_PAID",
    ),
    "retest_directors": fields(agencies="ending_cause", tally="CONDUCT_REFUSED"),
    "sell_agencies": fields(hirers="pipeline"),
    "claims_at_the_end": fields(books="DEPOSIT_FORFEIT"),
    "end_agencies": fields(books="CAPITAL_IN DEPOSIT_FORFEIT"),
    "restart_agencies": FOUND_WRITES,
    "enter_agencies": FOUND_WRITES | fields(books="STRAW_MAN"),
    "reach_out": DEPART_WRITES,
    "leave_register_and_age": DEPART_WRITES,
}  # fmt: skip
"""Declared, but perhaps not seen in these weeks: what happens to few, or sets back what is at its start."""


def law(name: str, rules: Rules, week: int) -> Rules:
    """The base law, or all measures that may stand together, of each contradiction one side or the other.

    Enforcers make more visits than any law says, and on the other side there is a gate that asks much.
    """
    i, a = rules.inspection, rules.admission
    visits = {f: 50.0 * getattr(i, f) for f in ("inspectorate_visits", "sector_body_visits", "tax_audits")}
    rules = rules._replace(inspection=i._replace(**visits))
    if name == "base":
        return rules
    plan = [use(slug, week) for slug in TOGETHER[LAWS.index(name) - 1]]
    rules = law_of_week(rules, plan, week + 500, False).rules
    if name == "one side":
        return rules
    i, a, r = rules.inspection, rules.admission, rules.registration
    return rules._replace(
        inspection=i._replace(register_check_rate=0.3, register_check_fine=500.0, register_check_visits=0.1,
                              register_check_taken=1.0),
        admission=a._replace(gate=1, register_weight=0.5, register_threshold=0.9, record_retest_weeks=13,
                             record_refuse=1.0, record_share=1.0, record_straw_share=0.5, record_straw_cost=100.0,
                             shell_share=0.5, shell_price=100.0, abroad_share=0.5),
        registration=r._replace(outreach=1.0, outreach_return=0.5, job_end_seen=1.0),
    )  # fmt: skip


def stir(week: Week) -> None:
    """Let happen what happens to few agencies: debts, bans, ends with a deposit and claims, restarts, a lost right."""
    a, m, now = week.state.agencies, week.state.migrants, week.now.week
    alive, dead = np.flatnonzero(a.alive == 1), np.flatnonzero((a.alive == 0) & (a.incarnation >= 0))

    def some(of: np.ndarray, k: int) -> np.ndarray:
        return of[(np.arange(6) * 7 + now * 5 + k * 11) % of.size] if of.size else of

    rows = some(dead, 0)
    a.restart_week[rows], a.exit_week[rows], a.exit_cause[rows], a.detections[rows] = now, now - 1, ExitCause.LOSSES, 3
    rows = some(alive, 1)
    a.capital[rows], a.fines_unpaid[rows] = -1e6, 1e5
    rows = some(alive, 2)
    a.planned_end[rows], a.deposit[rows], a.deposit_cash[rows], a.wage_debt[rows] = now, 5e4, 1, 1e4
    a.claims_unpaid[rows], a.tax_unpaid[rows], a.fines_unpaid[rows] = 5e3, 1e3, 2e3
    a.ban_week[some(alive, 3)], a.detections[some(alive, 4)] = now, 3
    rows = some(alive, 5)
    a.admitted[rows], a.audit_week[rows], a.label[some(alive, 6)] = 1, now, 1
    rows = some(alive, 7)
    a.ending_cause[rows], a.initial_honest[rows] = ExitCause.NOT_WORTH_IT, 1
    rows = some(alive, 8)
    a.extracted_wage[rows], a.extracted_tax[rows], a.keeps_records[rows] = 0.2, 0.1, 0
    rows = week.placed[::3]
    m.wage_owed[rows] = 500.0
    a.wage_debt[m.agency[rows]] += 500.0


def in_disorder(week: Week, phase: Phase) -> set[str]:
    """Turn round every column that the phase does not read; their names."""
    turned = {f"{table}.{name}" for table, names in COLUMNS.items() for name in names} - phase.reads
    for name in turned:
        table, column = name.split(".")
        values = getattr(getattr(week.state, table), column)
        values[:] = values[::-1].copy()
    return turned


@functools.cache
def lived(name: str) -> tuple[dict[Phase, set[str]], dict[Phase, set[str]]]:
    """What each phase changed in some week under a law, and what of it hung on columns that it does not declare.

    Every other week each phase lives a second time, in the same world with all columns turned round that it does not
    read: what it does to all else must be the same.
    """
    week = smoke_week()
    week.on_move.clear()
    rules = law(name, week.rules, week.now.week)
    foreseen = law("one side", week.rules, 0) if name == "base" else None
    written: dict[Phase, set[str]] = {phase: set() for phase in PHASES}
    hung: dict[Phase, set[str]] = {phase: set() for phase in PHASES}
    for number in range(WEEKS):
        week.open(week.now.week + 1, rules, foreseen, 20)
        stir(week)
        for phase in PHASES:
            twin = copy.deepcopy(week) if number % 2 else None
            before = everything(week)
            phase(week)
            after = everything(week)
            written[phase] |= changed(before, after)
            if twin is not None:
                turned = in_disorder(twin, phase)
                before = everything(twin)
                phase(twin)
                written[phase] |= changed(before, everything(twin))
                hung[phase] |= changed(after, everything(twin)) - turned
    return written, hung


@pytest.mark.parametrize("phase", ALONE, ids=lambda phase: phase.name)
@pytest.mark.parametrize("name", LAWS)
def test_a_phase_changes_only_what_it_declares(phase, name):
    assert lived(name)[0][phase] - phase.writes == set()


@pytest.mark.parametrize("phase", ALONE, ids=lambda phase: phase.name)
@pytest.mark.parametrize("name", LAWS)
def test_the_outcome_of_a_phase_hangs_on_nothing_but_what_it_reads(phase, name):
    assert lived(name)[1][phase] == set()


@pytest.mark.parametrize("phase", ALONE, ids=lambda phase: phase.name)
def test_every_phase_changes_something(phase):
    assert any(lived(name)[0][phase] for name in LAWS)


def test_nothing_is_declared_that_is_never_written():
    for phase in ALONE:
        seen = set().union(*(lived(name)[0][phase] for name in LAWS))
        assert sorted(phase.writes - seen - SELDOM.get(phase.name, set())) == [], phase.name
    known = {phase.name: phase.writes for phase in ALONE}
    assert all(names <= known[name] for name, names in SELDOM.items())


def test_a_write_or_read_that_is_not_declared_is_noticed():
    """What the tests above would say of a phase that keeps quiet about a column it writes, and one that it reads."""
    quiet = Phase(update_cover.rule, update_cover.reads - {"migrants.work"}, update_cover.writes - {"migrants.cover"})
    week = smoke_week()
    week.on_move.clear()
    twin, before = copy.deepcopy(week), everything(week)
    turned = in_disorder(twin, quiet)
    quiet(week)
    quiet(twin)
    assert changed(before, everything(week)) - quiet.writes == {"migrants.cover"}
    assert changed(everything(week), everything(twin)) - turned


def test_names_are_those_of_columns_payments_counts_and_lists():
    assert fields(migrants="work", hirers="filled", books="WAGE", tally="ORDERS", week="placed") == {
        "migrants.work", "hirers.filled", "books.WAGE", "tally.ORDERS", "week.placed",
    }  # fmt: skip
    assert fields(agencies="extracted_*") == {
        f"agencies.extracted_{margin}" for margin in ("wage", "tax", "health", "housing")
    }
    for wrong in ({"migrants": "works"}, {"persons": "work"}, {"agencies": "z_*"}, {"week": "state"}):
        with pytest.raises(ValueError, match="no such"):
            fields(**wrong)


def test_the_step_of_the_model_is_the_schedule():
    seen: list[Phase] = []

    def note(phase: Phase, week: Week) -> None:
        seen.append(phase)
        phase.rule(week)

    model = copy.deepcopy(smoke())
    with watching(note):
        model.step()
    assert tuple(seen) == PHASES


def test_the_step_of_the_model_reads_as_the_schedule():
    """Line by line, with the number and title of each step on the first of its phases."""
    lines = [line.strip() for line in inspect.getsource(LabourMarket.step).splitlines()]
    expected = []
    for number, title, phases in STEPS:
        expected += [f"schedule.{phase.name}(week)" for phase in phases]
        expected[-len(phases)] += f"  # {number} {title}"
    assert [line for line in lines if line.startswith("schedule.")] == expected
    assert [step.number for step in STEPS] == list(range(2, 14)), "1 is the law of the week, 14 the booking"
