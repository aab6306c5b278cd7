"""Jobs that go on without the agency: the hirer employs the worker, or has him work through another form."""

from __future__ import annotations

import numpy as np

from sim.clock import Now
from sim.draws import Stream, uniform
from sim.kernels import inlined, kernel
from sim.state import Agencies, Hirers, Migrants


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
def _taken_on(now, m, a, taken_on, placed, rows, others):
    count = left = 0
    for i in placed:
        share = taken_on[m.hirer[i]]
        if share > 0.0 and uniform(now.seed, Stream.TAKEN_ON, now.week, m.person[i]) < share:
            rows[count] = i
            count += 1
            a.placed[m.agency[i]] -= 1
            a.workers[m.agency[i]] -= 1
        else:
            others[left] = i
            left += 1
    return count, left


def taken_on(
    now: Now, migrants: Migrants, agencies: Agencies, hirers: Hirers, placed: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Agency workers whom their hirer takes on itself, because the law drives agency work out; and all others.

    They stay where they work, on a contract with the hirer, or as self-employed or subcontracted.

    Writes: hirers.taken_on; agencies' ``workers`` and ``placed``.
    """
    if not hirers.taken_on.any():
        return placed[:0], placed
    rows, others = np.empty_like(placed), np.empty_like(placed)
    count, left = _taken_on(now, migrants, agencies, hirers.taken_on, placed, rows, others)
    hirers.taken_on[:] = 0.0
    return rows[:count], others[:left]
