"""Part of phase 4: who must leave a house found crowded, and what its landlord is fined."""

from __future__ import annotations

import numpy as np

from sim.core.draw_keys import MUNICIPAL_CHECK_PERSON
from sim.core.draws import Stream, uniform
from sim.core.kernels import as_row, kernel
from sim.state.codes import Homeless, Housing
from sim.state.columns import Agencies, Landlords
from sim.state.ledger import Books, Item, Tally, charge, pay


@kernel
def dwellers(now, m, present, keep, bounded, rows, draws):
    """Persons in houses found crowded who are not under notice yet, and the draw that says who may stay.

    Where norms bound what a house holds (``bounded``), leaseholders under notice count: with a new job they would stay.
    """
    count = 0
    for row in present:
        i = as_row(row)
        place = m.location[i]
        if place >= 0 and keep[place] >= 0 and (m.notice[i] < 0 or (bounded and m.housing[i] == Housing.AGENCY_LEASE)):
            rows[count] = i
            draws[count] = uniform(
                now.seed, Stream.MUNICIPAL_CHECK, now.week, place, MUNICIPAL_CHECK_PERSON + m.person[i]
            )
            count += 1
    return count


@kernel
def clear(m, order, keep, weeks):
    """The first of each house stay, as many as the norm allows; the rest must leave."""
    for i in order:
        place = m.location[i]
        if keep[place] > 0:
            keep[place] -= 1
            continue
        m.notice[i] = weeks if m.notice[i] < 0 else min(weeks, m.notice[i])
        m.notice_weeks_if_paid[i] = 0
        m.homeless_cause[i] = Homeless.HOUSE_CLOSED
        if m.housing[i] == Housing.AGENCY_LEASE:
            m.housing[i] = Housing.TIED


def fine_landlords(agencies: Agencies, landlords: Landlords, found: np.ndarray, fine: float, books: Books) -> None:
    """Fine the landlord of each house found crowded; an agency that lets it pays from its capital or owes the fine."""
    owner = landlords.owner[found == 1]
    own = owner[owner >= 0]
    own = own[agencies.alive[own] == 1]
    pay(books.cents, int(Item.LANDLORD_FINE), (owner.size - own.size) * fine)
    for i in own.tolist():
        got = charge(agencies, i, pay(books.cents, int(Item.FINE), min(fine, max(agencies.capital[i], 0.0))))
        agencies.fines_unpaid[i] += max(0.0, fine - got)
        books.tally[Tally.FINES_IMPOSED_EUR] += fine
        books.tally[Tally.FINES_COLLECTED_EUR] += got
