"""Part of phase 9: visits to hirers, what they find of suppliers there, and what the hirer is fined for."""

from __future__ import annotations

import math

import numpy as np

from sim.core.calendar import Now
from sim.core.draw_keys import HIRER_VISIT_FINDS, HIRER_VISIT_REGISTER
from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import kernel
from sim.phases.enforcement.visits import Truth, chosen, find_chance_there
from sim.phases.hirers.forms_of_hiring import under_ban
from sim.phases.shared.extraction import is_rogue, tariff
from sim.rules import InspectionRules
from sim.state.columns import SUPPLIERS, Agencies, Hirers
from sim.state.ledger import Item, pay

REGISTER_FOUND = 0.95  # chance that a visit to a hirer sees that a supplier is not on the register


@kernel
def _hirer_scores(seed, week, size, accidents, pull, score):
    """Hirers are drawn by size, and sooner after accidents: the largest log(u) / odds, without replacement."""
    for i in range(size.size):
        odds = (size[i] + 0.1) * (1.0 + pull * math.log(1.0 + accidents[i]))
        score[i] = math.log(uniform(seed, Stream.HIRER_VISIT, week, i)) / odds


def _hirer_pays(now: Now, h: Hirers, row: int, barred: np.ndarray, rules: InspectionRules) -> int:
    """How often a hirer visited is fined: for working through an agency where nobody may, or one that may not lend."""
    times = 0
    if rules.sector_ban_fined == 1 and h.target[row].sum() > 0:
        times += int(under_ban(now.seed, row, int(h.sector[row]), rules)[0])
    for slot in range(SUPPLIERS):
        if _is_used(h, row, slot) and barred[h.supplier[row, slot]] == 1:
            times += happens(now, int(Stream.HIRER_VISIT), row, REGISTER_FOUND, HIRER_VISIT_REGISTER + slot)
    return times


def _is_used(h: Hirers, row: int, slot: int) -> bool:
    """Whether a slot has a supplier and orders."""
    return bool(h.supplier[row, slot] >= 0 and h.target[row, slot] != 0)


def _chance_at_hirer(a: Agencies, i: int, unannounced: float, truth: Truth) -> float:
    """Chance that a visit to a client finds supplier ``i`` out."""
    e = a.extracted_wage[i], a.extracted_tax[i], a.extracted_health[i], a.extracted_housing[i]
    if not is_rogue(*e, truth.withheld_share, truth.cap_health):
        return 0.0
    return find_chance_there(int(a.keeps_records[i]), int(a.foreign_seat[i]), unannounced, truth.abroad, truth.finds)


def visit_hirers(now, h, a, visits, rules, truth, cents):
    """Visit hirers; each rogue supplier there may be found out. Returns rows of agencies and of hirers."""
    score = np.empty(h.size.size)
    _hirer_scores(now.seed, now.week, h.size, h.accidents, rules.accident_signal, score)
    found, where = [], []
    table = (rules.fine_small, rules.fine_medium, rules.fine_large)
    for row in chosen(score, visits).tolist():
        for _ in range(_hirer_pays(now, h, row, a.barred, rules)):
            pay(cents, int(Item.HIRER_FINE), float(tariff(h.orders[row], 0, *table)))
        for slot in range(SUPPLIERS):
            if not _is_used(h, row, slot):
                continue
            i = int(h.supplier[row, slot])
            chance = _chance_at_hirer(a, i, rules.unannounced_share, truth)
            if happens(now, int(Stream.HIRER_VISIT), row, chance, HIRER_VISIT_FINDS + slot):
                found.append(i)
                where.append(row)
    return np.array(found, np.int32), np.array(where, np.int32)
