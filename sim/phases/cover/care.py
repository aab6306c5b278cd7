"""Part of phase 6: who pays for care: insurer, guarantee, scheme, the person, or nobody."""

from __future__ import annotations

from sim.core.draw_keys import CARE_SEEK_SCHEME
from sim.core.draws import Stream, happens
from sim.core.kernels import inlined
from sim.state.codes import Cover
from sim.state.ledger import Item, Tally, pay

CARE_SCALE = 1.0  # euros of the week over euros of 2021: prices do not move


@inlined
def _by_scheme(now, m, i, cost, cover_rules, cents):
    """The State's scheme pays; it gets part back from states of origin, and may bill the person for the rest."""
    pay(cents, Item.CARE_SCHEME, cost)
    pay(cents, Item.SCHEME_RECOVERED, cover_rules.scheme_recover * cost)
    pay(cents, Item.PROGRAMME_COST, cover_rules.scheme_file_cost)
    if cover_rules.scheme_bill > 0.0 and happens(now, Stream.SCHEME_BILL, m.person[i], cover_rules.scheme_bill):
        rest = cost * (1.0 - cover_rules.scheme_recover)
        m.savings[i] -= pay(cents, Item.SCHEME_BILLED, min(max(0.0, m.savings[i]), rest))


@inlined
def _by_himself(m, i, cost, pays_self, cents):
    """The person pays what he can; the rest is lost to who gave the care."""
    own = min(max(0.0, m.savings[i]), cost * pays_self)
    own = pay(cents, Item.CARE_OWN, own)
    m.savings[i] -= own
    pay(cents, Item.CARE_UNPAID, cost - own)


@inlined
def seek_care(now, m, i, health, cover_rules, books):
    """Book care that is needed; without cover some avoid it."""
    cents, tally, cost = books.cents, books.tally, health.care_cost * CARE_SCALE
    if m.cover[i] != Cover.NONE:
        pay(cents, Item.CARE_INSURED, cost)
        return
    if m.runoff_weeks[i] > 0:
        pay(cents, Item.CARE_GUARANTEED, cost)
        tally[Tally.CARE_UNCOVERED_EUR] += cost
        return
    seeks = health.seeks_uncovered * cover_rules.care_seek_ratio
    if not happens(now, Stream.CARE_SEEK, m.person[i], seeks):
        return  # care avoided
    cost *= cover_rules.care_cost_ratio
    tally[Tally.CARE_UNCOVERED_EUR] += cost
    if happens(now, Stream.CARE_SEEK, m.person[i], cover_rules.scheme_use, CARE_SEEK_SCHEME):
        _by_scheme(now, m, i, cost, cover_rules, cents)
    else:
        _by_himself(m, i, cost, health.pays_self, cents)
