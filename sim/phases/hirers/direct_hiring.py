"""Jobs that go on without the agency: the hirer employs the worker, or has him work through another form."""

from __future__ import annotations

import numpy as np

from sim.core.draws import Stream, uniform
from sim.core.kernels import as_row, inlined, kernel
from sim.phase import fields, phase
from sim.state.codes import EndCause
from sim.week import NOBODY, Ended, Week


@kernel
def direct_part(onward_direct, direct, loose):
    """Part of the ways on that is direct work, given the growth of ``direct`` and ``loose`` forms over the base."""
    if direct == loose:
        return onward_direct
    return onward_direct * direct / max(1e-9, onward_direct * direct + (1.0 - onward_direct) * loose)


@inlined
def take_over(h, hirer, contracted, mode):
    """One of a hirer's agency jobs becomes its own, or a contractor's; it asks for one agency worker less.

    It weighs its forms of hiring again at its next review.
    """
    moved = min(1.0 / h.size[hirer], h.agency_share[hirer])
    h.agency_share[hirer] -= moved
    if contracted:
        h.sub_share[hirer] += moved * mode.base_agency / max(mode.base_sub, 0.01)
    else:
        direct = 1.0 - mode.base_agency - mode.base_posted - mode.base_self - mode.base_sub
        h.direct_share[hirer] += moved * mode.base_agency / max(direct, 0.01)


@kernel
def _taken_on(now, m, a, takeover_share, placed, rows, others):
    count = left = 0
    for row in placed:
        i = as_row(row)
        share = takeover_share[m.hirer[i]]
        if share > 0.0 and uniform(now.seed, Stream.TAKEN_ON, now.week, m.person[i]) < share:
            rows[count] = i
            count += 1
            a.placed[m.agency[i]] -= 1
            a.workers[m.agency[i]] -= 1
        else:
            others[left] = i
            left += 1
    return count, left


@phase(
    reads=fields(hirers="sector size direct_share self_share"),
    writes=fields(institutions="onward_ratio loose_ratio"),
)
def open_ways_on(week: Week) -> None:
    """Note the share of direct work and of other forms over the base, per sector: they open or close the way on."""
    h, institutions = week.state.hirers, week.state.institutions
    weight = np.bincount(h.sector, weights=h.size, minlength=5)
    for share, ratio in ((h.direct_share, institutions.onward_ratio), (h.self_share, institutions.loose_ratio)):
        ratio[:] = np.bincount(h.sector, weights=h.size * share, minlength=5) / weight


@phase(
    reads=fields(migrants="person agency hirer", agencies="workers placed", hirers="takeover_share", week="placed"),
    writes=fields(agencies="workers placed", hirers="takeover_share", week="placed ended"),
)
def taken_on(week: Week) -> None:
    """Let hirers take on agency workers themselves, because the law drives agency work out.

    They stay where they work, on a contract with the hirer, or as self-employed or subcontracted.
    """
    m, a, h, placed = week.state.migrants, week.state.agencies, week.state.hirers, week.placed
    week.ended = NOBODY
    if not h.takeover_share.any():
        return
    rows, others = np.empty_like(placed), np.empty_like(placed)
    count, left = _taken_on(week.now, m, a, h.takeover_share, placed, rows, others)
    h.takeover_share[:] = 0.0
    week.placed = others[:left]
    week.ended = Ended(rows[:count], np.full(count, EndCause.ONWARD, np.int8))
