"""Phase 12, second part: directors whose firm died in debt start again under a new name."""

from __future__ import annotations

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draw_keys import STAY_OR_LEAVE_RESTART
from sim.core.draws import Stream, happens, lasting, uniform
from sim.core.kernels import kernel
from sim.phase import fields, phase
from sim.phases.agencies.director_bans import NO_WAY, bans, certificate_cost, pay_straw_man, straw_man, under_ban
from sim.phases.agencies.entry import admitted_by_means, deposit_aimed
from sim.phases.agencies.founding import (
    FOUND_READS,
    FOUND_WRITES,
    first_decisions,
    found,
    has_weighed_deposit,
    mean_perceived,
)
from sim.phases.agencies.quarterly_review import Views, views_of
from sim.phases.agencies.valuation import (
    deposit_cost,
    finds_investor,
    gate_cost,
    present_value,
    stays,
    value_under_gate,
    yearly_flow,
)
from sim.rules import Rules
from sim.state.columns import SUPPLIERS
from sim.state.ledger import Tally
from sim.week import Week


@kernel
def restore_clients(now, h, back, share_of_clients, register_check):
    """Former clients whose slot is still empty follow a restarted director; returns how many.

    A new firm has no admission yet, so a hirer that checks the register (``register_check`` of them) does not follow.
    """
    followed = 0
    for row in range(h.size.size):
        for slot in range(SUPPLIERS):
            i = h.former[row, slot]
            if i < 0 or not back[i] or h.supplier[row, slot] >= 0:
                continue
            h.former[row, slot] = -1
            if lasting(now.seed, Stream.REGISTER_CHECK, row, register_check):
                continue
            if not happens(now, Stream.CLIENT_FOLLOWS, row, share_of_clients, i):
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


def _again(now, a, i: int, belief: float, funded: bool, rules: Rules, views: Views) -> bool:
    """Whether a restart is still worth its new costs; without gate and deposit it always is."""
    entry, admission = views.entry, rules.admission
    flow = yearly_flow(a, i, rules, views)
    rogue = a.initial_honest[i] == 0
    amount = deposit_aimed(a.start_size[i], a.other_share[i], rules)
    years = entry.horizon_years
    caught, forfeit = belief if rogue else 0.0, views.deterrence.deposit_forfeit
    cost = deposit_cost(amount, years, caught, forfeit, funded, admission, entry)
    value = present_value(flow, years, entry)
    cost += gate_cost(rogue, years, admission, entry) + value - value_under_gate(value, flow, rogue, admission)
    return stays(
        uniform(now.seed, int(Stream.STAY_OR_LEAVE), STAY_OR_LEAVE_RESTART, i, int(a.incarnation[i])), flow, cost, entry
    )


@phase(
    reads=FOUND_READS
    | fields(
        agencies="initial_honest alive last_finding signals ban_week restart_week",
        hirers="supplier share former former_share",
    ),
    writes=FOUND_WRITES | fields(hirers="supplier share former", books="STRAW_MAN", tally="PHOENIX CONDUCT_REFUSED"),
)
def restart_agencies(week: Week) -> None:
    """Restart firms whose director planned it; same row and integrity, clean record, most of the clients.

    Whether it is worth it depends on the rules foreseen, whether it is allowed on those in force. Its old
    workers are called back in phase 7 (`sim.phases.employment.filling.called_back`).
    """
    now, a, h, institutions = week.now, week.state.agencies, week.state.hirers, week.state.institutions
    rules, expected, views, books = week.rules, week.foreseen, views_of(week.behaviour), week.books
    due = np.flatnonzero((a.alive == 0) & (a.restart_week == now.week))
    if due.size == 0:
        return
    a.restart_week[due] = NEVER
    back = np.zeros(a.alive.size, np.bool_)
    belief = mean_perceived(a.alive, a.perceived, views.deterrence.perceived_start)
    forbidden = bans(rules.admission) & under_ban(now.week, a.ban_week, rules.admission.restart_ban_weeks)
    for i in due:
        funded = not admitted_by_means(a.start_size[i], a.other_share[i], expected, views.entry)
        if funded and not finds_investor(now.seed, int(i), int(a.incarnation[i]) + 1, expected.admission):
            continue  # who has no means for a deposit cannot start again either
        if not _again(now, a, int(i), belief, funded, expected, views):
            continue
        behind = 0.0
        if forbidden[i]:
            if straw_man(now.seed, int(i), int(a.incarnation[i]) + 1, rules.admission) == NO_WAY:
                over = int(a.ban_week[i]) + rules.admission.restart_ban_weeks
                a.restart_week[i] = min(over, NEVER)  # thinks again
                continue
            behind = rules.admission.straw_cost
        certificate = certificate_cost(now, a, int(i), int(a.incarnation[i]) + 1, rules.admission)
        if certificate == NO_WAY:
            books.tally[Tally.CONDUCT_REFUSED] += 1
            continue
        behind = max(behind, certificate)  # one straw man will do for both
        record = int(a.violations[i]), int(a.last_finding[i]), float(a.signals[i])
        found(now, a, int(i), belief, rules, views, books.cents)
        has_weighed_deposit(a, i, expected)
        pay_straw_man(a, int(i), behind, books)
        # the enforcers see through the new name
        if lasting(now.seed, int(Stream.RECORD_LINK), int(i), rules.inspection.record_link, int(a.incarnation[i])):
            a.violations[i], a.last_finding[i], a.signals[i] = record
            a.last_detection[i] = record[1]
        books.tally[Tally.PHOENIX] += 1
        back[i] = True
    if back.any():
        first_decisions(now, a, np.flatnonzero(back), institutions, expected, views)
        check = rules.admission.register_check * rules.admission.gate_enforced
        restore_clients(now, h, back, week.behaviour.phoenix.clients, check)
