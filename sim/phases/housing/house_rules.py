"""Part of phase 4: persons per bed that licences and floor-space norms allow in a house.

A bed at the norm has the floor area that the label of 2020 asks a person: 10 m² in lodgings, 12 m² in houses (LAW-H11).
A norm of more square metres leaves fewer persons to the same house.

A rule of some municipalities holds for the houses there: each house stands in a town of its own, by a lasting draw, and
a house let in place of one that closed stands in another.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.core.draw_keys import MUNICIPALITY_TURN
from sim.core.draws import Stream, uniform
from sim.core.kernels import inlined, kernel
from sim.state.codes import PlaceKind

LODGINGS = (PlaceKind.INTERMEDIARY, PlaceKind.HOLIDAY_PARK)
LODGING_M2, HOUSE_M2 = 10.0, 12.0  # LAW-H11
NO_NORM = 99.0
TINY = 1e-6  # persons; a whole number over the beds may come out a hair too small


class Asked(NamedTuple):
    """What licence and floor-space norms ask of a house."""

    most: float  # persons per bed
    away: float  # the same in a town without rules of its own
    checks: float  # chance a week of a check for them
    licensed: bool  # a licence is asked


@kernel
def built_area(kind):
    """Floor area of a bed at the norm of 2020, m2."""
    return LODGING_M2 if kind == PlaceKind.INTERMEDIARY or kind == PlaceKind.HOLIDAY_PARK else HOUSE_M2


@kernel
def fitted(beds, most, u):
    """Whole persons that a house takes at ``most`` persons per bed; ``u`` rounds so that the total comes out right."""
    return max(1, int(beds * most + u))


@kernel
def keeps_to_norm(u, lawful, gain, loss):
    """Whether a landlord keeps to a norm: by himself, or the more likely the nearer the risk comes to the gain.

    ``gain`` is what the persons beyond the norm bring in a year, ``loss`` what a check takes times its chance.
    """
    deterred = min(1.0, loss / gain) if gain > 0.0 else 1.0
    return u < lawful + (1.0 - lawful) * deterred


@inlined
def asked(seed, place, number, area, norms):
    """What licence and floor-space norms ask of this house.

    Houses get their term in turn, so that not all come in one week.
    """
    most, away, missed = NO_NORM, NO_NORM, 1.0
    town = uniform(seed, Stream.MUNICIPALITY, 0, place, number)
    if town >= max(norms.licence_coverage, norms.floor_coverage, norms.local_coverage):
        return Asked(most, away, 0.0, False)
    turn = uniform(seed, Stream.MUNICIPALITY, 0, place, number, MUNICIPALITY_TURN)
    licensed = town < norms.licence_coverage and turn < norms.licence_progress
    if licensed:
        most = 1.0
        missed *= 1.0 - norms.licence_check
    if norms.floor_m2 > 0.0 and town < norms.floor_coverage and turn < norms.floor_progress:
        away = area / norms.floor_m2
        most = min(most, away)
        missed *= 1.0 - norms.floor_check
    if norms.local_m2 > 0.0 and town < norms.local_coverage and turn < norms.local_progress:
        most = min(most, area / norms.local_m2)
        missed *= 1.0 - norms.local_check
    return Asked(most, away, 1.0 - missed, licensed)
