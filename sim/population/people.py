"""The persons of the start: a crude guess for settling, and a stratified sample of a settled world.

Independent marginals need years to settle, so a small world first lives 24 years under the persons' own
rules; the world of the run draws its persons, whole lives with elapsed spells, from that week.
"""

from __future__ import annotations

import numpy as np

from sim.core.calendar import NEVER
from sim.core.draw_keys import (
    ENROLMENT_START,
    HOUSING_SEARCH_START,
    JOB_RING_START,
    LOCATION_START_BED,
    LOCATION_START_PERSON,
    SAMPLE_ROWS_FIRST,
    SAMPLE_ROWS_STRATUM,
    SAMPLE_ROWS_TENURE,
)
from sim.core.draws import Stream
from sim.population.sampling import draw_many
from sim.state.codes import Contract, Cover, Housing, Registration, Uncovered, Work
from sim.state.columns import SUPPLIERS, Agencies, Hirers, Landlords, Migrants, columns

# columns that name rows of the world a person came from
WORLD_COLUMNS = ("agency", "hirer", "slot", "last_agency", "last_hirer", "location")


def open_slots(hirers: Hirers, agencies: Agencies) -> np.ndarray:
    """One slot id (hirer * SUPPLIERS + slot) per ordered head at a living agency; int64."""
    heads = np.where(hirers.supplier >= 0, hirers.target, 0)
    heads = np.where(agencies.alive[np.maximum(hirers.supplier, 0)] == 1, heads, 0)
    return np.repeat(np.arange(heads.size), heads.ravel())


def seat(seed: int, migrants: Migrants, hirers: Hirers, agencies: Agencies, rows: np.ndarray) -> np.ndarray:
    """Seat persons in ordered heads, near their province and sector; returns the rows left without.

    Both sides are sorted by province and sector in keyed order and laid side by side, so nobody is favoured.
    """
    slots = open_slots(hirers, agencies)
    hirer = slots // SUPPLIERS
    slot_key = draw_many(seed, Stream.JOB_RING, slots, JOB_RING_START) if slots.size else np.empty(0)
    person_key = draw_many(seed, Stream.SAMPLE_ROWS, rows)
    if slots.size > rows.size:  # spread the vacancies over all slots
        keep = np.sort(np.argsort(slot_key, kind="stable")[: rows.size])
        slots, hirer, slot_key = slots[keep], hirer[keep], slot_key[keep]
    slot_order = np.lexsort((slot_key, hirers.sector[hirer], hirers.province[hirer]))
    person_order = np.lexsort((person_key, migrants.sector[rows], migrants.province[rows]))
    lost = person_order[slots.size :]
    seated = rows[person_order[: slots.size]]
    chosen = slots[slot_order]
    migrants.hirer[seated] = migrants.last_hirer[seated] = chosen // SUPPLIERS
    migrants.slot[seated] = chosen % SUPPLIERS
    migrants.agency[seated] = hirers.supplier.ravel()[chosen]
    migrants.last_agency[seated] = migrants.agency[seated]
    away = migrants.housing[seated] != Housing.RENTAL
    moved = seated[away]
    migrants.province[moved] = hirers.province[migrants.hirer[moved]]
    hirers.filled[:] = np.bincount(chosen, minlength=hirers.filled.size).reshape(hirers.filled.shape)
    return rows[lost]


def house(seed: int, migrants: Migrants, places: Landlords, rows: np.ndarray) -> None:
    """Give persons in tied or leased beds a location with room, in their province or, where that is full, elsewhere.

    Who finds none in the country stays with friends.
    """
    order = rows[np.argsort(draw_many(seed, Stream.LOCATION, rows, LOCATION_START_PERSON), kind="stable")]
    room = np.where(places.open == 1, np.floor(places.beds * places.crowding), 0).astype(int)
    beds = np.repeat(np.arange(room.size), room)
    bed_key = draw_many(seed, Stream.LOCATION, np.arange(beds.size), LOCATION_START_BED)
    beds = beds[np.argsort(bed_key, kind="stable")]
    left_persons, left_beds = [], []
    for p in range(12):
        mine, here = order[migrants.province[order] == p], beds[places.province[beds] == p]
        fit = min(mine.size, here.size)
        migrants.location[mine[:fit]] = here[:fit]
        left_persons.append(mine[fit:])
        left_beds.append(here[fit:])
    commuters, spare = np.concatenate(left_persons), np.concatenate(left_beds)
    fit = min(commuters.size, spare.size)
    migrants.location[commuters[:fit]] = spare[:fit]
    rest = commuters[fit:]
    migrants.housing[rest], migrants.stay_weeks[rest], migrants.location[rest] = Housing.FRIENDS, 8, -1
    housed = rows[migrants.location[rows] >= 0]
    migrants.rent[housed] = places.rent[migrants.location[housed]]
    places.occupants[:] = np.bincount(migrants.location[housed], minlength=places.beds.size)


def crude_start(seed: int, week: int, migrants: Migrants, rows: np.ndarray, placed: int) -> None:
    """A rough first guess for the settling world: ``placed`` agency workers, the rest in direct work."""
    m = migrants
    u = draw_many(seed, Stream.SAMPLE_ROWS, rows, SAMPLE_ROWS_TENURE)
    tenure = np.minimum(1 + (-np.log(u) * 120).astype(int), 900)
    m.work[rows] = Work.DIRECT
    m.work[rows[:placed]] = Work.AGENCY
    m.contract[rows] = np.where(m.work[rows] == Work.AGENCY, Contract.A_CLAUSE, Contract.DIRECT)
    m.weeks_in_nl[rows] = tenure
    m.first_week[rows] = m.arrival_week[rows] = week - tenure
    m.spell_start[rows] = week - np.minimum(tenure, 26)
    m.phase_weeks[rows] = np.minimum(tenure, 26)
    m.scope_week[rows] = week - np.minimum(tenure, 52)
    m.last_agency_week[rows] = m.scope_week[rows]
    m.work_history[rows] = (1 << 36) - 1
    home = draw_many(seed, Stream.HOUSING_SEARCH, rows, HOUSING_SEARCH_START)
    tied = (home < 0.72) & (m.work[rows] == Work.AGENCY)
    m.housing[rows] = np.where(tied, Housing.TIED, np.where(home > 0.95, Housing.FRIENDS, Housing.RENTAL))
    m.stay_weeks[rows] = np.where(m.housing[rows] == Housing.FRIENDS, 8, -1)
    m.cover[rows] = Cover.EMPLOYER
    m.duty_week[rows] = m.spell_start[rows]
    m.registration[rows] = np.where(home > 0.5, Registration.RESIDENT, Registration.RNI)
    m.savings[rows] = m.savings_before[rows] = 500.0


def sample(seed: int, source: Migrants, target: Migrants, ratio: float, wanted: np.ndarray, first_row: int) -> int:
    """Copy a stratified sample of the persons ``wanted`` of a settled world into ``target``; returns how many.

    Systematic sampling over persons sorted by work, sector, housing and stay: a person is copied
    floor(ratio) or ceil(ratio) times, and every stratum keeps its share.
    """
    key = draw_many(seed, Stream.SAMPLE_ROWS, wanted, SAMPLE_ROWS_STRATUM)
    order = np.lexsort(
        (key, source.weeks_in_nl[wanted], source.housing[wanted], source.sector[wanted], source.work[wanted])
    )
    count = round(wanted.size * ratio)
    start = draw_many(seed, Stream.SAMPLE_ROWS, np.array([0]), SAMPLE_ROWS_FIRST)[0]
    chosen = wanted[order][np.minimum(((np.arange(count) + start) / ratio).astype(np.int64), wanted.size - 1)]
    rows = np.arange(first_row, first_row + count)
    for name in columns(Migrants):
        column = getattr(target, name)
        column[rows] = -1 if name in WORLD_COLUMNS else getattr(source, name)[chosen]
    return count


def match_cover(
    seed: int, migrants: Migrants, agencies: Agencies, rows: np.ndarray, withheld_share: float, cap: float
) -> None:
    """Let who was never enrolled work where premiums are withheld: redraw that state by the agency's conduct."""
    m = migrants
    withheld = withheld_share * agencies.extracted_health[m.agency[rows]] / cap
    never = draw_many(seed, Stream.ENROLMENT, rows, ENROLMENT_START) < withheld
    was = m.uncovered[rows] == Uncovered.NEVER_ENROLLED
    out, back = rows[never & ~was], rows[was & ~never]
    m.cover[out], m.uncovered[out], m.enrol_week[out] = Cover.NONE, Uncovered.NEVER_ENROLLED, NEVER
    m.cover[back], m.uncovered[back] = Cover.EMPLOYER, Uncovered.COVERED
