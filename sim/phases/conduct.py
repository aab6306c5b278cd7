"""Certificates of conduct and bans: who leads an agency shows that nothing stands in the way (used by phase 12).

A record is the person's, not the firm's: it is there at every new name he starts under. Who was never convicted has
none, whatever he does; who has one may put a straw man in front.
"""

from __future__ import annotations

import numpy as np

from sim.books import Books, Item, Tally, pay
from sim.clock import EARLIEST, NEVER, Now
from sim.draw_keys import (
    CONDUCT_RECORD_REFUSED,
    CONDUCT_RECORD_STRAW_MAN,
    CONDUCT_RECORD_TEST,
    RESTART_BAN_STRAW_MAN,
)
from sim.draws import Stream, uniform
from sim.kinds import ExitCause
from sim.rules import AdmissionRules
from sim.state import Agencies

CAUGHT_OFTEN = 2  # findings: a ban is for those who go on after a first
NO_WAY = -1.0  # refused, and without a straw man


def has_record(seed: int, i: int, rogue: bool, admission: AdmissionRules) -> bool:
    """Whether director ``i`` has a record: lasting, and only among those who come to cheat."""
    return bool(rogue and uniform(seed, int(Stream.CONDUCT_RECORD), 0, i) < admission.record_share)


def certificate_cost(now: Now, a: Agencies, i: int, firm: int, admission: AdmissionRules, test: int = 0) -> float:
    """What it costs director ``i`` to show a certificate for his ``firm``-th firm: nothing, a straw man, or `NO_WAY`.

    ``test`` counts the certificates of a running firm, 0 at its registration.
    """
    if admission.record_refuse <= 0.0 or not has_record(now.seed, i, a.initial_honest[i] == 0, admission):
        return 0.0
    if uniform(now.seed, int(Stream.CONDUCT_RECORD), CONDUCT_RECORD_REFUSED, i, firm, test) >= admission.record_refuse:
        return 0.0
    u = uniform(now.seed, int(Stream.CONDUCT_RECORD), CONDUCT_RECORD_STRAW_MAN, i, firm)
    if u < admission.record_straw_share:
        return float(admission.record_straw_cost)
    return NO_WAY


def straw_man(now: Now, a: Agencies, i: int, firm: int, admission: AdmissionRules) -> float:
    """What a straw man costs director ``i``, banned after his ``firm``-th firm; `NO_WAY` where he finds none."""
    if uniform(now.seed, int(Stream.RESTART_BAN), RESTART_BAN_STRAW_MAN, i, firm) >= admission.straw_share:
        return NO_WAY
    return float(admission.straw_cost)


def pay_straw_man(a: Agencies, i: int, cost: float, books: Books) -> None:
    """The firm pays who stands in front."""
    a.capital[i] -= pay(books.cents, int(Item.STRAW_MAN), cost)


def retest_directors(now: Now, agencies: Agencies, admission: AdmissionRules, books: Books) -> None:
    """Ask the directors whose turn it is for a new certificate; who has none ends, or pays a straw man.

    Reads: agencies.alive, initial_honest, incarnation.
    Writes: agencies.must_end, capital; books STRAW_MAN; tally CONDUCT_REFUSED.
    """
    a, every = agencies, admission.record_retest_weeks
    if every == 0 or admission.record_refuse <= 0.0:
        return
    turns = (now.week - EARLIEST) // every
    turn = (np.arange(a.alive.size) + now.week) % every == 0
    for i in np.flatnonzero(turn & (a.alive == 1) & (a.must_end == 0) & (a.start_week < now.week)).tolist():
        cost = certificate_cost(now, a, i, int(a.incarnation[i]), admission, CONDUCT_RECORD_TEST + turns)
        if cost == NO_WAY or cost > max(a.capital[i], 0.0):
            a.must_end[i] = ExitCause.BANNED
            books.tally[Tally.CONDUCT_REFUSED] += 1
        elif cost > 0.0:
            pay_straw_man(a, i, cost, books)


def _ban_at_the_finding(now: Now, a: Agencies, admission: AdmissionRules) -> None:
    """A supervisor bans who was caught again this week: the draw is that of a ban on starting again."""
    caught = (a.alive == 1) & (a.last_detection == now.week) & (a.detections >= CAUGHT_OFTEN)
    for i in np.flatnonzero(caught & (a.must_end == 0) & (a.ban_week == NEVER)).tolist():
        if uniform(now.seed, int(Stream.RESTART_BAN), 0, i, int(a.incarnation[i])) < admission.restart_ban:
            a.ban_week[i] = min(now.week + admission.restart_ban_delay, NEVER - 1)


def ban_directors(now: Now, agencies: Agencies, admission: AdmissionRules, books: Books) -> None:
    """A ban that took its time reaches directors who have another firm by now: they step down, or stay behind another.

    Reads: agencies.alive, ban_week, incarnation.
    Writes: agencies.must_end, capital, ban_week; books STRAW_MAN.
    """
    a = agencies
    if admission.ban_running == 1 and admission.restart_ban > 0.0:
        _ban_at_the_finding(now, a, admission)
    for i in np.flatnonzero((a.ban_week <= now.week) & (a.alive == 1) & (a.must_end == 0)).tolist():
        a.ban_week[i] = NEVER
        if admission.restart_ban <= 0.0:
            continue
        cost = straw_man(now, a, i, max(int(a.incarnation[i]) - 1, 0), admission)
        if cost == NO_WAY or cost > max(a.capital[i], 0.0):
            a.must_end[i] = ExitCause.BANNED
        else:
            pay_straw_man(a, i, cost, books)
