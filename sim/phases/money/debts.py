"""Debts of new arrivals: what an agency may advance, who keeps to such a rule, and who lends where it may not."""

from __future__ import annotations

from sim.core.draw_keys import NO_DEBTS_MOVED
from sim.core.draws import Stream, happens, lasting
from sim.core.kernels import inlined
from sim.phases.shared.extraction import rogue_firm
from sim.state.ledger import Item, pay


@inlined
def keeps_to(seed, stream, a, firm, share, share_rogue):
    """Whether a firm keeps to a rule on pay: a lasting draw, by another share at firms that take much."""
    return lasting(seed, stream, firm, share_rogue if rogue_firm(a, firm) else share)


@inlined
def lends_freely(seed, a, firm, pay_rules):
    """Whether a firm does not care for the rules on debts."""
    return not keeps_to(seed, Stream.NO_DEBTS, a, firm, pay_rules.debt_kept, pay_rules.debt_kept_rogue)


@inlined
def advance(now, m, a, i, amount, pay_rules, cents):
    """Lend a new arrival what the journey took: the agency as far as it may, for the rest others, or nobody."""
    firm = m.agency[i]
    allowed = amount if lends_freely(now.seed, a, firm, pay_rules) else min(amount, pay_rules.debt_cap)
    m.debt[i] = pay(cents, Item.LOAN_TO_MIGRANT, allowed)
    m.savings[i] += m.debt[i]
    a.capital[firm] -= m.debt[i]
    moves = happens(now, Stream.NO_DEBTS, m.person[i], pay_rules.debt_moved, NO_DEBTS_MOVED)
    if allowed < amount and moves:
        borrowed = pay(cents, Item.RECRUITER_LOAN, amount - allowed)
        m.savings[i] += borrowed
        m.debt_outside[i] += pay_rules.debt_moved_cost * borrowed
