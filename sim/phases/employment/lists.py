"""Who is where: the lists of persons by which the other phases find whom they concern."""

from __future__ import annotations

import numpy as np

from sim.core.calendar import NEVER
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


@phase(
    reads=fields(migrants="work agency return_week", week="present"),
    writes=fields(agencies="workers placed", week="present placed leavers"),
)
def list_present(week: Week) -> None:
    """List those still in NL and in scope, and those who left and may come back (end of phase 13)."""
    m = week.state.migrants
    gone = week.present[m.work[week.present] == Work.LEFT]
    week.leavers = np.concatenate([week.leavers, gone[m.return_week[gone] < NEVER]])
    week.present = week.list_up()
