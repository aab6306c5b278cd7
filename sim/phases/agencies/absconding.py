"""Phase 9, what an owner does who hears what is asked of him: pay and go on, or empty the firm and vanish.

A fine, an assessment or a claim is announced before it falls due. Who vanishes takes the capital out; the firm ends
this week in debt, and only a deposit, a manager held liable or a liable hirer can still pay. He starts again under
another name (`sim.phases.agencies.restart`), with part of the clients, if the law lets him.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.behaviour.market import Exit, Phoenix
from sim.core.calendar import Now
from sim.core.draws import Stream, uniform
from sim.phases.agencies.director_bans import CAUGHT_OFTEN, NO_WAY, certificate_cost
from sim.phases.agencies.entry import admitted_by_means, deposit_aimed, entry_cost
from sim.phases.agencies.exit import insolvent
from sim.phases.agencies.quarterly_review import Views, views_of
from sim.phases.agencies.valuation import (
    deposit_cost,
    finds_investor,
    present_value,
    value_outside,
    value_under_gate,
    yearly_flow,
)
from sim.phases.shared.extraction import from_manager
from sim.rules import AdmissionRules, Rules
from sim.state.codes import ExitCause
from sim.state.columns import Agencies
from sim.state.ledger import Books, Item, Tally, pay
from sim.week import Week


class Owners(NamedTuple):
    """What the choice of an owner hangs on besides his firm."""

    rules: Rules
    foreseen: Rules
    views: Views
    exits: Exit
    phoenix: Phoenix


def owners_of(week: Week) -> Owners:
    """The law in force and foreseen, and the behaviour, that owners choose by."""
    b = week.behaviour
    return Owners(week.rules, week.foreseen, views_of(b), b.exit, b.phoenix)


def at_once(a: Agencies, i: int, asked: float) -> float:
    """EUR of what is asked that the owner of firm ``i`` would pay himself if he stayed, and not if he vanished.

    A deposit of his own is lost to it either way; one that an investor put up pays what the firm cannot.
    """
    if a.funded[i] == 1:
        return min(asked, max(0.0, float(a.capital[i])))
    return max(0.0, asked - float(a.deposit[i]))


def worth_again(now: Now, a: Agencies, i: int, flow: float, years: float, owners: Owners) -> float:
    """What a new firm after this finding is worth to the owner of firm ``i`` now, EUR.

    It keeps part of the clients, and must pass, show and pay what the law, as he sees it coming, asks of a founder; a
    ban makes it cost a straw man or forbids it.
    """
    law, entry, firm = owners.foreseen, owners.views.entry, int(a.incarnation[i]) + 1
    funded = not admitted_by_means(a.start_size[i], a.other_share[i], law, entry)
    if funded and not finds_investor(now.seed, i, firm, law.admission):
        return 0.0
    certificate = certificate_cost(now, a, i, firm, owners.rules.admission)
    if certificate == NO_WAY:
        return 0.0
    kept = owners.phoenix.clients * flow
    value = value_under_gate(present_value(kept, years, entry), kept, True, law.admission)
    amount = deposit_aimed(a.start_size[i], a.other_share[i], law)
    caught, forfeit = float(a.perceived[i]), owners.views.deterrence.deposit_forfeit
    cost = entry_cost(True, years, law.admission, entry)
    cost += deposit_cost(amount, years, caught, forfeit, funded, law.admission, entry)
    value -= certificate + cost
    known = owners.rules.admission
    ban = 1.0 - (1.0 - known.finding_ban) * (1.0 - known.restart_ban)
    return _with_ban(a, i, max(0.0, value), ban, known)


def _with_ban(a: Agencies, i: int, value: float, ban: float, law: AdmissionRules) -> float:
    """What is left of the ``value`` of a firm to director ``i`` with this chance of a ban, if he was caught often.

    That a ban ends some day is too far off to count; a straw man costs what he costs.
    """
    if ban <= 0.0 or a.detections[i] < CAUGHT_OFTEN:
        return value
    return (1.0 - ban) * value + ban * law.straw_share * max(0.0, value - law.straw_cost)


def worth_going_on(a: Agencies, i: int, flow: float, years: float, owners: Owners) -> float:
    """What the firm is worth to its owner if he pays, EUR; for what was found he may lose admission, or its lead."""
    value, law = present_value(flow, years, owners.views.entry), owners.rules.admission
    if a.admitted[i] == 1 and law.gate == 1:
        value *= 1.0 - law.revoke * (1.0 - value_outside(law))
    return _with_ban(a, i, value, law.finding_ban, law)


def vanishes(now: Now, a: Agencies, i: int, asked: float, fine: float, owners: Owners) -> bool:
    """Whether the owner of firm ``i`` empties it rather than pay what is ``asked``, EUR, a ``fine`` included.

    He weighs the money spared, less what cheating others costs him in his own eyes, against what going on is worth
    over a new start. A firm that what is asked would end anyway is not worth going on with.
    """
    views, phoenix, exits = owners.views, owners.phoenix, owners.exits
    integrity = float(a.integrity[i])
    if integrity >= 1.0 or asked <= 0.0:
        return False
    if uniform(now.seed, int(Stream.VANISH), 0, i, int(a.incarnation[i])) >= phoenix.vanish:
        return False
    years = min(max(0, int(a.planned_end[i]) - now.week) / 52.0, views.entry.horizon_years)
    flow = max(0.0, yearly_flow(a, i, owners.rules, views))
    again = worth_again(now, a, i, flow, years, owners)
    debts = float(a.fines_unpaid[i] + a.tax_unpaid[i] + a.claims_unpaid[i]) + max(0.0, asked - float(a.deposit[i]))
    if insolvent(a.founder_type[i], a.capital[i], debts, a.profit_year[i], exits.owner_support):
        spared, going_on = min(at_once(a, i, asked), max(0.0, float(a.capital[i]))), phoenix.restart * again
    else:
        spared, going_on = at_once(a, i, asked), worth_going_on(a, i, flow, years, owners)
    spared -= float(from_manager(min(fine, spared), owners.rules.inspection))  # had from him all the same
    return (1.0 - integrity) * spared > going_on - again and spared > 0.0


def flee(now: Now, a: Agencies, i: int, asked: float, fine: float, owners: Owners, books: Books) -> bool:
    """Let the owner of firm ``i`` vanish if that pays; returns whether he did."""
    if a.ending_cause[i] == ExitCause.VANISHED:
        return True
    if not vanishes(now, a, i, asked, fine, owners):
        return False
    a.capital[i] -= pay(books.cents, int(Item.PROFIT_OUT), max(0.0, float(a.capital[i])))
    a.ending_cause[i] = ExitCause.VANISHED
    books.tally[Tally.VANISHED] += 1
    return True
