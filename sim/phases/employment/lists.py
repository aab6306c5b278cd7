"""Who is where: the lists of persons by which the other phases find whom they concern."""

from __future__ import annotations

import numpy as np

from sim.core.calendar import NEVER
from sim.core.kernels import as_row, kernel
from sim.phase import fields, phase
from sim.state.codes import Work
from sim.week import Week


@phase(
    reads=fields(migrants="work agency", week="present"),
    writes=fields(agencies="workers placed", week="placed"),
)
def list_placed(week: Week) -> None:
    """List the persons placed now, and count the workers of each agency (end of phase 7)."""
    week.list_up()


@kernel
def _coming_back(m, present, gone):
    """How many have left and may come back; their rows in ``gone``."""
    count = 0
    for row in present:
        i = as_row(row)
        if m.work[i] == Work.LEFT and m.return_week[i] < NEVER:
            gone[count] = i
            count += 1
    return count


@phase(
    reads=fields(migrants="work agency return_week", week="present"),
    writes=fields(agencies="workers placed", week="present placed leavers"),
)
def list_present(week: Week) -> None:
    """List those still in NL and in scope, and those who left and may come back (end of phase 13)."""
    gone = np.empty_like(week.present)
    coming_back = _coming_back(week.state.migrants, week.present, gone)
    week.leavers = np.concatenate([week.leavers, gone[:coming_back]])
    week.present = week.list_up()
