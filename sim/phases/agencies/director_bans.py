"""Certificates of conduct and bans: who leads an agency shows that nothing stands in the way (used by phases 9 and 12).

A record is the person's, not the firm's: it is there at every new name he starts under. Who was never convicted has
none, whatever he does; one who has it may put a straw man in front.
"""

from __future__ import annotations

import numpy as np

from sim.core.calendar import EARLIEST, NEVER, Now
from sim.core.draw_keys import (
    CONDUCT_RECORD_REFUSED,
    CONDUCT_RECORD_STRAW_MAN,
    CONDUCT_RECORD_TEST,
    RESTART_BAN_FINDING,
    RESTART_BAN_STRAW_MAN,
)
from sim.core.draws import Stream, lasting
from sim.phase import fields, phase
from sim.rules import AdmissionRules
from sim.state.codes import ExitCause
from sim.state.columns import Agencies
from sim.state.ledger import Books, Item, Tally, pay
from sim.week import Week

NO_WAY = -1.0  # refused, and without a straw man
CAUGHT_OFTEN = 2  # findings: a ban is for those who go on after a first
DEBT_THAT_COUNTS = 1000.0  # EUR; less is no reason to go to court


def has_record(seed: int, i: int, rogue: bool, admission: AdmissionRules) -> bool:
    """Whether director ``i`` has a record: lasting, and only among those who come to cheat."""
    return bool(rogue and lasting(seed, int(Stream.CONDUCT_RECORD), i, admission.record_share))


def certificate_cost(now: Now, a: Agencies, i: int, firm: int, admission: AdmissionRules, test: int = 0) -> float:
    """What it costs director ``i`` to show a certificate for his ``firm``-th firm: nothing, a straw man, or `NO_WAY`.

    ``test`` counts the certificates of a running firm, 0 at its registration.
    """
    if admission.record_refuse <= 0.0 or not has_record(now.seed, i, a.initial_honest[i] == 0, admission):
        return 0.0
    stream, refuse, straw = int(Stream.CONDUCT_RECORD), admission.record_refuse, admission.record_straw_share
    if not lasting(now.seed, stream, i, refuse, firm, test, CONDUCT_RECORD_REFUSED):
        return 0.0
    if lasting(now.seed, stream, i, straw, firm, 0, CONDUCT_RECORD_STRAW_MAN):
        return float(admission.record_straw_cost)
    return NO_WAY


def straw_man(seed: int, i: int, firm: int, admission: AdmissionRules) -> float:
    """What a straw man for his ``firm``-th firm costs banned director ``i``; `NO_WAY` where he finds none."""
    if lasting(seed, int(Stream.RESTART_BAN), i, admission.straw_share, firm, 0, RESTART_BAN_STRAW_MAN):
        return float(admission.straw_cost)
    return NO_WAY


def pay_straw_man(a: Agencies, i: int, cost: float, books: Books) -> None:
    """The firm pays who stands in front."""
    a.capital[i] -= pay(books.cents, int(Item.STRAW_MAN), cost)


@phase(
    reads=fields(agencies="initial_honest alive incarnation start_week capital ending_cause"),
    writes=fields(agencies="capital ending_cause", books="STRAW_MAN", tally="CONDUCT_REFUSED"),
)
def retest_directors(week: Week) -> None:
    """Ask the directors whose turn it is for a new certificate; one without it ends, or pays a straw man."""
    now, a, admission, books = week.now, week.state.agencies, week.rules.admission, week.books
    every = admission.record_retest_weeks
    if every == 0 or admission.record_refuse <= 0.0:
        return
    turns = (now.week - EARLIEST) // every
    turn = (np.arange(a.alive.size) + now.week) % every == 0
    for i in np.flatnonzero(turn & (a.alive == 1) & (a.ending_cause == 0) & (a.start_week < now.week)).tolist():
        cost = certificate_cost(now, a, i, int(a.incarnation[i]), admission, CONDUCT_RECORD_TEST + turns)
        if cost == NO_WAY or cost > max(a.capital[i], 0.0):
            a.ending_cause[i] = ExitCause.BANNED
            books.tally[Tally.CONDUCT_REFUSED] += 1
        elif cost > 0.0:
            pay_straw_man(a, i, cost, books)


def bans(admission: AdmissionRules) -> bool:
    """Whether the law knows a ban at all; where it is repealed, bans that were imposed lapse."""
    return admission.finding_ban > 0.0 or admission.restart_ban > 0.0


def under_ban(week: int, ban_week: np.ndarray, weeks: int) -> np.ndarray:
    """Which directors are under a ban of so many weeks, by the week in which it reaches them."""
    since = week - ban_week.astype(np.int64)
    return (since >= 0) & (since < weeks)


def _impose_ban(a: Agencies, i: int, week: int, admission: AdmissionRules) -> None:
    """Ban director ``i`` from ``week`` on, unless a ban is on its way or in force."""
    if week >= int(a.ban_week[i]) + admission.restart_ban_weeks or a.ban_week[i] == NEVER:
        a.ban_week[i] = min(week, NEVER - 1)


def ban_at_finding(now: Now, a: Agencies, i: int, admission: AdmissionRules) -> None:
    """A public enforcer that finds a director out again may ban him, whatever becomes of his firm (lever 2.1.F)."""
    if admission.finding_ban <= 0.0 or a.detections[i] < CAUGHT_OFTEN:
        return
    stream, times = int(Stream.RESTART_BAN), int(a.detections[i])
    if lasting(now.seed, stream, i, admission.finding_ban, times, 0, RESTART_BAN_FINDING):
        _impose_ban(a, i, now.week + admission.finding_ban_delay, admission)


def _ban_in_court(now: Now, a: Agencies, admission: AdmissionRules) -> None:
    """A court may ban directors caught often whose firm died in debt last week (lever B23)."""
    debts = a.fines_unpaid + a.tax_unpaid + a.claims_unpaid
    lost = (a.exit_cause == ExitCause.LOSSES) | (a.exit_cause == ExitCause.VANISHED) | (debts >= DEBT_THAT_COUNTS)
    dead = (a.alive == 0) & (a.exit_week == now.week - 1) & (a.detections >= CAUGHT_OFTEN)
    for i in np.flatnonzero(dead & lost).tolist():
        if lasting(now.seed, int(Stream.RESTART_BAN), i, admission.restart_ban, int(a.incarnation[i])):
            _impose_ban(a, i, int(a.exit_week[i]) + admission.restart_ban_delay, admission)


@phase(
    reads=fields(
        agencies="alive incarnation capital detections fines_unpaid tax_unpaid ending_cause exit_cause exit_week "
        "ban_week claims_unpaid",
    ),
    writes=fields(agencies="capital ending_cause ban_week", books="STRAW_MAN"),
)
def ban_directors(week: Week) -> None:
    """Bans that reach a director this week: he steps down and his firm ends, or he stays behind a straw man."""
    now, a, admission, books = week.now, week.state.agencies, week.rules.admission, week.books
    if not bans(admission):
        return
    if admission.restart_ban > 0.0:
        _ban_in_court(now, a, admission)
    for i in np.flatnonzero((a.ban_week == now.week) & (a.alive == 1) & (a.ending_cause == 0)).tolist():
        cost = straw_man(now.seed, i, int(a.incarnation[i]), admission)
        if cost == NO_WAY or cost > max(a.capital[i], 0.0):
            a.ending_cause[i] = ExitCause.BANNED
        else:
            pay_straw_man(a, i, cost, books)
