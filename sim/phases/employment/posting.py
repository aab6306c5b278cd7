"""Part of phase 13: workers posted from abroad come for a project and go home after it.

They stand beside agency work in a hirer's labour: their number follows the posted share that hirers choose,
so they are one of the ways out when agency work becomes dearer (M9).
"""

from __future__ import annotations

import math

import numpy as np

from sim.behaviour.market import ModeChoice
from sim.cohorts import TRAITS_READS, TRAITS_WRITES
from sim.core.calendar import LONG_AGO, Now
from sim.core.draw_keys import POSTING_BEGINS, POSTING_ENDS, POSTING_LOOK, POSTING_WISH
from sim.core.draws import Stream, happens, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.housing.beds import count_room, move_in
from sim.phases.housing.job_bed import look_for_bed
from sim.phases.shared.views import homes_of
from sim.state.codes import Contract, Cover, Homeless, Housing, Origin, Registration, Work
from sim.state.columns import Hirers
from sim.state.ledger import Item, Tally, pay
from sim.week import Week


def posted_per_week(agency_migrants: float, mode: ModeChoice) -> float:
    """Postings that begin a week in the base: stock over mean length, persons of the country."""
    return agency_migrants * mode.base_posted / mode.base_agency / mode.posted_weeks


@inlined
def _hirer_of_posting(now, person, h):
    """The hirer a worker is posted to: of four the one that wants most posted labour."""
    best, k = -math.inf, 0
    for look in range(4):
        j = int(uniform(now.seed, Stream.POSTING, now.week, person, POSTING_LOOK + look) * h.size.size)
        wish = uniform(now.seed, Stream.POSTING, now.week, person, POSTING_WISH + look)
        wish *= h.size[j] * h.posted_share[j]
        if wish > best:
            best, k = wish, j
    return k


@kernel
def _come(now, m, h, homes, rows, house, books):
    """Land this week's posted workers at hirers drawn by the posted share they want."""
    ld = homes.ld
    for i in rows:
        k = _hirer_of_posting(now, m.person[i], h)
        p = h.province[k]
        m.origin[i] = Origin.POSTED_THIRD
        m.sector[i] = h.sector[k]
        m.province[i] = p
        m.work[i], m.contract[i] = Work.POSTED, Contract.OTHER
        m.cover[i], m.uncovered[i] = Cover.HOME_STATE, 0
        m.registration[i] = Registration.RNI
        m.arrival_week[i], m.scope_week[i] = now.week, now.week
        m.first_week[i] = LONG_AGO  # no first stay of a migrant who chose to come
        m.homeless_cause[i] = Homeless.HOUSED
        m.savings[i] = pay(books.cents, Item.SAVINGS_IN, house.savings_start)
        m.savings_before[i] = m.savings[i]
        place = look_for_bed(now, m.person[i], p, -1, homes)
        if place >= 0:
            m.housing[i], m.location[i], m.rent[i] = Housing.TIED, place, ld.rent[place]
            m.bed_week[i] = now.week
            move_in(place, ld.beds, ld.crowding, ld.occupants, homes.blocks.next_place)
        else:
            m.housing[i] = Housing.FRIENDS  # the employer pays for lodgings as long as the posting lasts
        books.tally[Tally.ARRIVALS] += 1


@kernel
def ends_posting(now, person, mean_weeks):
    """Whether a posting ends this week (constant hazard)."""
    return happens(now, Stream.POSTING, person, 1.0 / mean_weeks, POSTING_ENDS)


def postings(now: Now, hirers: Hirers, base: float) -> int:
    """How many postings begin this week: ``base`` (of the hirers' base shares) times the share they choose now."""
    # a sum of products, not a dot product: that would wake the threads of BLAS, which then spin beside us
    exact = base * float((hirers.size * hirers.posted_share).sum() / hirers.size.sum())
    return int(exact) + int(happens(now, int(Stream.POSTING), 0, exact % 1.0, POSTING_BEGINS))


@phase(
    reads=TRAITS_READS
    | fields(
        migrants="savings",
        hirers="sector province size posted_share",
        landlords="province owner beds crowding occupants certified rent open",
        institutions="free_beds",
    ),
    writes=TRAITS_WRITES
    | fields(
        migrants="province savings savings_before work contract arrival_week housing bed_week rent homeless_cause "
        "uncovered registration",
        landlords="occupants",
        institutions="free_beds",
        week="present",
        books="SAVINGS_IN",
        tally="ARRIVALS",
    ),
)
def post_workers(week: Week) -> None:
    """Let this week's posted workers come."""
    b = week.behaviour
    base = posted_per_week(week.world.agency_migrants, b.mode) * week.scale
    coming = postings(week.now, week.state.hirers, base)
    rows = week.newcomers(week.numbering.posted(week.now.week, coming))
    land_posted(week, rows)
    week.present = np.concatenate([week.present, rows])


def land_posted(week: Week, rows: np.ndarray) -> None:
    """Let the posted workers in ``rows``, who were never here, begin their posting."""
    s, b = week.state, week.behaviour
    count_room(s.landlords, s.institutions.free_beds, s.blocks.next_place)
    _come(week.now, s.migrants, s.hirers, homes_of(s), rows, b.household, week.books)
