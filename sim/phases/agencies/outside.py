"""Part of phase 12: what becomes of a firm without admission once the ban bites.

An honest one ends. A rogue one goes on behind an admission it bought, from a seat abroad, or outside the gate.
"""

from __future__ import annotations

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draw_keys import SHELL_AUDIT
from sim.core.draws import Stream, lasting, uniform
from sim.phases.agencies.gate import Gate, rogue_at
from sim.phases.agencies.valuation import present_value, yearly_flow
from sim.state.codes import ExitCause, Seat
from sim.state.columns import Agencies
from sim.state.ledger import Item, Tally, pay


def beyond_the_gate(seed: int, a: Agencies, reach: float) -> np.ndarray:
    """Firms that moved abroad and are not reached there by the gate; a lasting draw of each."""
    beyond = np.zeros(a.alive.size, np.bool_)
    for i in np.flatnonzero((a.foreign_seat == Seat.MOVED) & (a.alive == 1)).tolist():
        beyond[i] = not lasting(seed, int(Stream.FOREIGN_REACH), i, reach, int(a.incarnation[i]))
    return beyond


def _worth(gate: Gate, i: int) -> float:
    """Value of firm ``i`` to its owner, as long as it may lend."""
    entry = gate.views.entry
    return present_value(yearly_flow(gate.agencies, i, gate.law, gate.views), entry.horizon_years, entry)


def _buys_shell(gate: Gate, i: int) -> bool:
    """A rogue owner goes on behind the clean admission of a firm that stopped, if he knows of one and it pays."""
    now, a, r = gate.now, gate.agencies, gate.law.admission
    if gate.shells[0] < 1.0 or a.capital[i] < r.shell_price:
        return False
    if a.decision_week[i] < NEVER:  # refused for want of the deposit, which the other firm owes too
        return False
    if not lasting(now.seed, int(Stream.SHELL), i, r.shell_share, int(a.incarnation[i])):  # who knows a broker
        return False
    if _worth(gate, i) <= r.shell_price:
        return False
    gate.shells[0] -= 1.0
    a.capital[i] -= pay(gate.books.cents, int(Item.SHELL_PRICE), r.shell_price)
    a.admitted[i], a.attempts[i], a.review_week[i], a.barred[i] = 1, 0, NEVER, 0
    u = uniform(now.seed, int(Stream.SHELL), now.week, i, 0, SHELL_AUDIT)
    a.audit_week[i] = min(now.week + 1 + int(u * r.audit_weeks), NEVER - 1)
    return True


def _goes_abroad(gate: Gate, i: int) -> bool:
    """A rogue owner goes on with the same clients from a seat abroad, if he knows how and it pays.

    That the gate may reach him there too he counts in. Before the ban bites nobody needs to leave.
    """
    a, r = gate.agencies, gate.law.admission
    if r.gate_enforced == 0 or a.foreign_seat[i] == Seat.MOVED or a.capital[i] < r.abroad_cost:
        return False
    if not lasting(gate.now.seed, int(Stream.MOVES_ABROAD), i, r.abroad_share, int(a.incarnation[i])):
        return False
    if (1.0 - r.foreign_reach) * _worth(gate, i) <= r.abroad_cost:
        return False
    a.capital[i] -= pay(gate.books.cents, int(Item.SEAT_ABROAD), r.abroad_cost)
    _take_seat_abroad(gate, i)
    return True


def _take_seat_abroad(gate: Gate, i: int) -> None:
    """Move the seat: the firm saves labour cost, and passes on as much of it as of what it takes from workers."""
    a, pay_rules, p = gate.agencies, gate.law.pay, gate.views.pricing
    a.foreign_seat[i] = Seat.MOVED
    before = (pay_rules.cost_factor * a.cost[i] + p.staff) * (1.0 + a.markup[i])
    saved = pay_rules.posting_advantage * pay_rules.cost_factor * a.cost[i]
    a.cost[i] *= 1.0 - pay_rules.posting_advantage
    a.markup[i] = (before - p.pass_on * saved) / (pay_rules.cost_factor * a.cost[i] + p.staff) - 1.0
    a.admitted[i], a.attempts[i], a.barred[i] = 0, 0, 0
    a.review_week[i] = a.decision_week[i] = a.audit_week[i] = NEVER


def leave_outside(gate: Gate, i: int, cause: ExitCause) -> None:
    """A firm without admission once the ban bites: a rogue one buys a shell, moves abroad or goes on outside."""
    a, tally = gate.agencies, gate.books.tally
    if rogue_at(gate, i):
        if _buys_shell(gate, i):
            tally[Tally.SHELLS_BOUGHT] += 1
            return
        if _goes_abroad(gate, i):
            tally[Tally.MOVED_ABROAD] += 1
            return
        stays = gate.law.admission.stay_outside
        if lasting(gate.now.seed, int(Stream.STAY_OUTSIDE), i, stays, int(a.incarnation[i])):
            return
    a.ending_cause[i] = cause
