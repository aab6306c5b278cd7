"""Phase 9, what an owner does who hears what is asked of him: pay and go on, or empty the firm and vanish.

A fine, an assessment or a claim is announced before it falls due. Who vanishes takes the capital out; the firm ends
this week in debt, and only a deposit, a manager held liable or a liable hirer can still pay. He may start again under
another name (`sim.phases.phoenix`), with part of the clients: he has the next firm ready.
"""

from __future__ import annotations

from sim.behaviour.market import Phoenix
from sim.books import Item, Tally, pay
from sim.clock import Now
from sim.draws import Stream, uniform
from sim.kinds import AgencyType, ExitCause
from sim.phases.agencies import Views
from sim.phases.cheating import from_manager
from sim.phases.entry import deposit_aimed, entry_cost
from sim.phases.phoenix import CAUGHT_OFTEN
from sim.phases.worth import present_value, value_under_gate, yearly_flow
from sim.rules import Rules
from sim.state import Agencies


def spared(a: Agencies, i: int, asked: float, rules: Rules) -> float:
    """EUR of what is asked that the owner of firm ``i`` does not pay if he vanishes.

    A deposit of his own is lost to it, and what a manager is liable for is had from him all the same.
    """
    own_deposit = 0.0 if a.funded[i] == 1 else float(a.deposit[i])
    left = max(0.0, asked - own_deposit)
    return left - float(from_manager(left, rules.inspection))


def worth_again(a: Agencies, i: int, flow: float, years: float, phoenix: Phoenix, rules: Rules, views: Views) -> float:
    """What a restart after this finding is worth to the owner of firm ``i`` now, EUR.

    It keeps part of the clients, and must pass and pay what the law asks of a founder; a ban forbids it, or makes it
    cost a straw man.
    """
    kept, law = phoenix.clients * flow, rules.admission
    value = value_under_gate(present_value(kept, years, views.entry), kept, True, law)
    amount = deposit_aimed(a.start_size[i], a.other_share[i], rules)
    forfeit = views.deterrence.deposit_forfeit
    value -= entry_cost(rules, amount, True, years, float(a.perceived[i]), forfeit, False, views.entry)
    ban = law.restart_ban if a.detections[i] >= CAUGHT_OFTEN else 0.0
    behind = max(0.0, value - law.straw_cost)
    return (1.0 - ban) * max(0.0, value) + ban * law.straw_share * behind


def vanishes(now: Now, a: Agencies, i: int, asked: float, phoenix: Phoenix, rules: Rules, views: Views) -> bool:
    """Whether the owner of firm ``i`` empties it rather than pay what is ``asked``, EUR.

    He weighs the money spared, less what cheating others costs him in his own eyes, against what the firm is worth to
    him over a new start.
    """
    gain = (1.0 - float(a.theta[i])) * spared(a, i, asked, rules)
    if gain <= 0.0 or uniform(now.seed, int(Stream.VANISH), 0, i, int(a.incarnation[i])) >= phoenix.vanish:
        return False
    planned = max(0, int(a.planned_end[i]) - now.week) / 52.0
    fresh = views.entry.horizon_years
    if a.type[i] == AgencyType.HIT_AND_RUN:
        fresh = min(fresh, views.extraction.hit_run_years)
    flow = max(0.0, yearly_flow(a, i, rules, views))
    going_on = present_value(flow, min(planned, views.entry.horizon_years), views.entry)
    return gain > going_on - worth_again(a, i, flow, fresh, phoenix, rules, views)


def flee(now: Now, a: Agencies, i: int, asked: float, phoenix: Phoenix, rules: Rules, views: Views, books) -> bool:
    """Let the owner of firm ``i`` vanish if that pays; returns whether he did.

    Reads: agencies.theta, deposit, funded, profit_year, start_size, other_share, planned_end, perceived, detections.
    Writes: agencies.capital, must_end; books PROFIT_OUT; tally VANISHED.
    """
    if a.must_end[i] > 0:
        return a.must_end[i] == ExitCause.VANISHED
    if not vanishes(now, a, i, asked, phoenix, rules, views):
        return False
    a.capital[i] -= pay(books.cents, int(Item.PROFIT_OUT), max(0.0, float(a.capital[i])))
    a.must_end[i] = ExitCause.VANISHED
    books.tally[Tally.VANISHED] += 1
    return True
