"""Phase 12, second part: directors whose firm died in debt start again under a new name."""

from __future__ import annotations

import numpy as np
from numba import njit

from sim.behaviour.market import Phoenix
from sim.books import Books, Tally
from sim.clock import Now
from sim.draws import Stream, uniform
from sim.kinds import Sector
from sim.phases.agencies import Views
from sim.phases.entry import admitted_by_means
from sim.phases.founding import found, mean_perceived
from sim.rules import Rules
from sim.state import SUPPLIERS, Agencies, Hirers, Institutions


@njit(cache=True)
def _restart(now, a, rate, rules, views, cents, tally, back):
    """Restart the directors whose week it is; marks them in ``back``."""
    n, perceived = 0, -1.0
    for i in range(a.alive.size):
        if a.alive[i] == 1 or a.restart_week[i] != now.week:
            continue
        a.restart_week[i] = 32767
        if not admitted_by_means(a.start_size[i], a.other_share[i], rules, views.entry):
            continue  # the cost of a deposit stops him as it stops others
        if n == 0:
            perceived = mean_perceived(a)
        found(now, a, i, perceived if perceived >= 0.0 else a.perceived[i], rate[a.sector[i]], rules, views, cents)
        tally[Tally.PHOENIX] += 1
        back[i] = True
        n += 1
    return n


@njit(cache=True)
def restore_clients(now, h, back, share_of_clients):
    """Former clients whose slot is still empty follow a restarted director; returns how many."""
    followed = 0
    for row in range(h.size.size):
        for slot in range(SUPPLIERS):
            i = h.former[row, slot]
            if i < 0 or not back[i] or h.supplier[row, slot] >= 0:
                continue
            h.former[row, slot] = -1
            if uniform(now.seed, Stream.CLIENT_FOLLOWS, now.week, row, i) >= share_of_clients:
                continue
            share = min(h.former_share[row, slot], 0.95)
            for other in range(SUPPLIERS):
                h.share[row, other] *= 1.0 - share
            h.supplier[row, slot], h.share[row, slot] = i, share
            total = h.share[row].sum()
            for other in range(SUPPLIERS):
                h.share[row, other] /= total
            followed += 1
    return followed


def restart_agencies(
    now: Now,
    agencies: Agencies,
    hirers: Hirers,
    institutions: Institutions,
    rules: Rules,
    phoenix: Phoenix,
    views: Views,
    books: Books,
) -> None:
    """Restart firms whose director planned it; same row and integrity, clean record, most of the clients.

    Reads: agencies.restart_week, start_size; hirers.former, former_share.
    Writes: the firm columns of agencies; hirers.supplier, share, former; books CAPITAL_IN, START_COST.
    """
    back = np.zeros(agencies.alive.size, np.bool_)
    rate = (institutions.price_index * institutions.price_base)[: len(Sector)]
    if _restart(now, agencies, rate, rules, views, books.cents, books.tally, back) > 0:
        restore_clients(now, hirers, back, phoenix.clients)
