"""Phase 12, before the ends: an honest firm that a new duty drives out sells itself to a larger one.

Clients, workers and houses go to the buyer, and with the workers their clocks and what they are owed. So fewer lose
their job when a duty clears the market of small firms, and the large grow larger.
"""

from __future__ import annotations

import numpy as np

from sim.core.draw_keys import FIRM_SOLD_FINDS_BUYER
from sim.core.draws import Stream, happens
from sim.core.kernels import kernel
from sim.phase import fields, phase
from sim.phases.agencies.left_behind import Candidates, successor
from sim.state.codes import EndCause, ExitCause, Work
from sim.state.columns import SUPPLIERS
from sim.state.ledger import Tally
from sim.week import Week

DRIVEN_OUT = (ExitCause.REFUSED, ExitCause.NOT_WORTH_IT)


@kernel
def _pass_clients(h, sold, buyer):
    """Orders, workers and recruits of a sold firm's slots go to the buyer, in his own slot where he has one."""
    for row in range(h.size.size):
        for slot in range(SUPPLIERS):
            if h.supplier[row, slot] != sold:
                continue
            to = slot
            for other in range(SUPPLIERS):
                if h.supplier[row, other] == buyer:
                    to = other
            if to != slot:
                h.share[row, to] += h.share[row, slot]
                h.target[row, to] += h.target[row, slot]
                h.filled[row, to] += h.filled[row, slot]
                h.pipeline[row, to] += h.pipeline[row, slot]
                h.share[row, slot] = 0.0
                h.target[row, slot] = h.filled[row, slot] = h.pipeline[row, slot] = 0
                h.supplier[row, slot] = -1
            else:
                h.supplier[row, slot] = buyer


@kernel
def _pass_workers(m, h, rows, buyer_of):
    """Persons with a contract at a sold firm, or on their way to it, go on with the buyer."""
    for i in rows:
        firm = m.agency[i]
        if firm < 0 or buyer_of[firm] < 0:
            continue
        buyer = buyer_of[firm]
        m.agency[i] = buyer
        if m.work[i] >= Work.AGENCY:
            m.last_agency[i] = buyer
            m.end_cause[i] = EndCause.TAKEN_OVER
        if m.hirer[i] >= 0 and h.supplier[m.hirer[i], m.slot[i]] != buyer:
            for slot in range(SUPPLIERS):
                if h.supplier[m.hirer[i], slot] == buyer:
                    m.slot[i] = slot


@phase(
    reads=fields(
        migrants="work agency hirer slot",
        agencies="province sector start_size initial_honest alive worker_weeks_13 selling_capacity fines_unpaid "
        "tax_unpaid wage_debt barred ending_cause claims_unpaid",
        hirers="supplier share target filled pipeline",
        landlords="owner",
        week="present travelling",
    ),
    writes=fields(
        migrants="agency slot last_agency end_cause",
        agencies="start_size worker_weeks_13 wage_debt ending_cause",
        hirers="supplier share target filled pipeline",
        landlords="owner",
        tally="FIRMS_SOLD",
    ),
)
def sell_agencies(week: Week) -> None:
    """Let honest firms that must end because of a new duty find a buyer, some of them.

    The buyer is a larger firm, of the same sector and province by preference, that may lend itself. The firm sold
    then ends in `sim.phases.agencies.exit`, empty. No price is modelled: it would pass between owners.
    """
    now, m, a, h, ld = week.now, *week.state[:4]
    chance = week.behaviour.exit.sale
    free_of_debt = (a.fines_unpaid <= 0.0) & (a.tax_unpaid <= 0.0) & (a.claims_unpaid <= 0.0)
    driven = (a.alive == 1) & np.isin(a.ending_cause, DRIVEN_OUT) & (a.initial_honest == 1) & free_of_debt
    driven &= a.worker_weeks_13 > 0.0
    buyer_of = np.full(a.alive.size, -1, np.int32)
    for i in np.flatnonzero(driven).tolist():
        if not happens(now, int(Stream.FIRM_SOLD), i, chance, 0, FIRM_SOLD_FINDS_BUYER):
            continue
        able = (a.ending_cause == 0) & (a.barred == 0) & (a.start_size > a.start_size[i])
        weight = np.where(able, a.selling_capacity, 0.0)
        among = Candidates(a.alive, weight, a.sector, a.province)
        buyer = successor(now, int(Stream.FIRM_SOLD), i, a.sector[i], a.province[i], among)
        if buyer < 0:
            continue
        buyer_of[i] = buyer
        a.ending_cause[i] = ExitCause.SOLD
        a.start_size[buyer] += a.worker_weeks_13[i] / 13.0
        a.worker_weeks_13[buyer] += a.worker_weeks_13[i]
        a.wage_debt[buyer] += a.wage_debt[i]
        a.worker_weeks_13[i] = a.wage_debt[i] = 0.0
        _pass_clients(h, i, buyer)
        ld.owner[ld.owner == i] = buyer
        week.books.tally[Tally.FIRMS_SOLD] += 1
    if buyer_of.max() >= 0:
        _pass_workers(m, h, week.present, buyer_of)
        _pass_workers(m, h, week.travelling, buyer_of)
