"""Part of phase 3: orders that fall. Who of a hirer's workers is too many, and who of them loses the job at once."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import as_row, kernel
from sim.phases.employment.ends_by_rule import paid_weeks
from sim.phases.shared.contract_clocks import EndTerms, idle_term
from sim.phases.shared.views import Labour
from sim.state.codes import Contract, EndCause, Work
from sim.week import Ended, Week


class Race(NamedTuple):
    """Workers of slots with surplus, and when each would drop out."""

    who: np.ndarray  # int32 rows
    score: np.ndarray  # float64


@kernel
def _race(now, m, placed, excess, hazard, ended, race):
    """Every worker of a slot with surplus and the moment he would drop out of an exponential race."""
    count = 0
    last = hazard.size - 1
    for row in placed:
        i = as_row(row)
        if m.work[i] != Work.AGENCY or ended[i]:
            continue
        if excess[m.hirer[i], m.slot[i]] > 0:
            weeks = min(max(now.week - m.spell_start[i], 0), last)
            race.who[count] = i
            race.score[count] = -math.log(uniform(now.seed, Stream.SURPLUS, now.week, m.person[i])) / hazard[weeks]
            count += 1
    return count


@kernel
def _take_surplus(m, h, order, excess, surplus):
    """The first to drop out of each slot until its surplus is gone; they lose the placement, not yet the job."""
    count = 0
    for i in order:
        hirer, slot = m.hirer[i], m.slot[i]
        if excess[hirer, slot] > 0:
            excess[hirer, slot] -= 1
            h.filled[hirer, slot] -= 1
            m.work[i] = Work.IDLE
            m.hirer[i], m.slot[i] = -1, -1
            surplus[count] = i
            count += 1
    return count


@kernel
def _split_surplus(now, m, surplus, terms, ended):
    """Surplus workers in phase A whom the agency does not try elsewhere lose the job at once.

    Those in phase B and C stay on pay for what is left of their term; in phase A too where idle hours must be paid.
    """
    count = 0
    thr = terms.threshold
    for i in surplus:
        form = m.contract[i]
        if form == Contract.B or form == Contract.C:
            m.term_weeks[i] = paid_weeks(now.seed, now.week, m.person[i], form, thr.phase_b_term_weeks)
            continue
        if idle_term(form, m.phase_weeks[i], terms.contract):
            m.term_weeks[i] = paid_weeks(now.seed, now.week, m.person[i], form, thr.series_term_weeks)
            continue
        if not happens(now, Stream.IDLE_RELEASE, m.person[i], terms.separation.redeploy):
            ended.rows[count] = i
            ended.causes[count] = EndCause.DEMAND
            count += 1
    return count


def end_surplus(
    week: Week, labour: Labour, leaving: np.ndarray, hazard: np.ndarray, terms: EndTerms, ended: Ended
) -> int:
    """Take the surplus of each slot off its hirer; returns how many lose the job (put into ``ended``).

    ``leaving`` are the rows of those whose contract ends anyway.
    """
    m, h, placed = labour.m, labour.h, week.placed
    gone = np.zeros(m.work.size, np.bool_)
    gone[leaving] = True
    excess = h.filled - week.state.hirers.target
    np.subtract.at(excess, (m.hirer[leaving], m.slot[leaving]), 1)
    race = Race(np.empty(placed.size, np.int32), np.empty(placed.size))
    racers = _race(week.now, m, placed, excess, hazard, gone, race)
    order = race.who[:racers][np.argsort(race.score[:racers], kind="stable")]
    surplus = np.empty(racers, np.int32)
    taken = _take_surplus(m, h, order, excess, surplus)
    return _split_surplus(week.now, m, surplus[:taken], terms, ended)
