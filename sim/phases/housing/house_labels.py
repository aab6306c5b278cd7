"""Part of phase 4: what the housing label asks of houses that have it, who gets it, and what it costs."""

from __future__ import annotations

from sim.core.calendar import NEVER
from sim.core.draw_keys import (
    HOUSE_LABEL_LEAVING,
    HOUSE_LABEL_LENIENT,
    HOUSE_LABEL_LENIENT_LEFT,
    HOUSE_LABEL_REACHED,
    HOUSE_LABEL_SHARED,
    HOUSE_LABEL_SMALL_EXIT,
    UPGRADE_ROOM,
)
from sim.core.draws import Stream, lasting, uniform
from sim.core.kernels import inlined, scalar
from sim.phases.housing.house_rules import NO_NORM, TINY, built_area
from sim.state.codes import PlaceKind
from sim.state.ledger import Item, Tally, pay

LENIENT = 0.2  # share of labelled houses under the more lenient of the two labels (levers 4.3.A)
ANNUITY = 0.13  # of a loan over ten years at five per cent
BED_KEEPS = 0.6  # of the rent of a bed, that a landlord loses with the person; the rest is wear and energy
SMALL_BEDS = 3  # a room or two in a private house
GIVES_UP = -1.0  # persons per bed; a landlord does without the label, or the smallest stop


@scalar
def audited_bound(seed, place, number, crowded, norms):
    """Persons per bed that audits of the label leave to a house; `GIVES_UP` where its landlord gives the label up."""
    most = NO_NORM
    if norms.lenient_left < 1.0:
        lenient = crowded or lasting(seed, Stream.HOUSE_LABEL, place, LENIENT, number, HOUSE_LABEL_LENIENT)
        if lenient and not lasting(
            seed, Stream.HOUSE_LABEL, place, norms.lenient_left, number, HOUSE_LABEL_LENIENT_LEFT
        ):
            most = 1.0 / (1.0 + norms.label_quality)
    if crowded and lasting(seed, Stream.HOUSE_LABEL, place, norms.label_shared, number, HOUSE_LABEL_SHARED):
        if lasting(seed, Stream.HOUSE_LABEL, place, norms.label_leaving, number, HOUSE_LABEL_LEAVING):
            return GIVES_UP
        most = min(most, 1.0)
    return most


@inlined
def _area_bound(now, ld, place, number, norms, books):
    """Persons per bed that the label's floor space leaves; the landlord may upgrade, or give the label up."""
    lost = 1.0 - ld.area[place] / norms.label_m2
    cost = norms.upgrade_cost * 2.0 * uniform(now.seed, Stream.UPGRADE, 0, place, number)
    room = lasting(now.seed, Stream.UPGRADE, place, norms.may_expand, number, UPGRADE_ROOM)
    if room and ANNUITY * cost < lost * BED_KEEPS * 52.0 * ld.rent[place]:
        ld.area[place] = norms.label_m2
        pay(books.cents, Item.HOUSING_UPGRADE, cost * ld.beds[place])
        return NO_NORM
    if lost > norms.label_premium:  # the label is not worth that many persons
        return GIVES_UP
    return ld.area[place] / norms.label_m2


@inlined
def _drop_label(ld, place, books):
    ld.certified[place] = 0
    books.tally[Tally.LABELS_DROPPED] += 1


@inlined
def _kept_label(now, ld, place, nature, norms, books):
    """What the label asks of a labelled house, persons per bed; its landlord may upgrade it or do without the label."""
    number, most = ld.house_number[place], NO_NORM
    turn = 0.0  # drawn while there is a turn to wait for
    if min(norms.audit_progress, norms.label_progress) < 1.0:
        turn = uniform(now.seed, Stream.HOUSE_LABEL, 0, place, number)
    if turn < norms.audit_progress:
        most = audited_bound(now.seed, place, number, nature > 1.0 + TINY, norms)
    if most == GIVES_UP:
        _drop_label(ld, place, books)
        return NO_NORM
    if ld.area[place] < norms.label_m2 and turn < norms.label_progress:
        area = _area_bound(now, ld, place, number, norms, books)
        if area == GIVES_UP:
            _drop_label(ld, place, books)
        else:
            most = min(most, area)
    return most


@inlined
def _new_label(now, ld, place, nature, staying, norms, books):
    """Whether a house without label that is asked to get one does: once down to one person per bed, if worth it.

    Returns what it takes in until then; the worst stay outside, the smallest stop (`GIVES_UP`).
    """
    number = ld.house_number[place]
    if not lasting(now.seed, Stream.HOUSE_LABEL, place, norms.label_reach, number, HOUSE_LABEL_REACHED):
        return NO_NORM
    if ld.kind[place] == PlaceKind.PRIVATE and ld.beds[place] <= SMALL_BEDS:
        if lasting(now.seed, Stream.HOUSE_LABEL, place, norms.label_small_exit, number, HOUSE_LABEL_SMALL_EXIT):
            return GIVES_UP
    if nature > 1.0 + norms.label_premium or 1.0 - ld.area[place] / max(norms.label_m2, 1.0) > norms.label_premium:
        return NO_NORM  # neither worth the persons beyond one per bed, nor those beyond a stricter norm
    if staying <= ld.beds[place]:
        ld.certified[place], ld.crowding[place], ld.usual_crowding[place] = 1, 1.0, 0.0
        pay(books.cents, Item.HOUSING_LABEL, norms.label_entry_cost * ld.beds[place])
        books.tally[Tally.HOUSES_LABELLED] += 1
    return 1.0


@inlined
def label_bounds(now, ld, place, nature, staying, norms, books):
    """Persons per bed that the label allows a house, and those it takes in while it gets the label."""
    if ld.certified[place] == 1:
        return _kept_label(now, ld, place, nature, norms, books), NO_NORM
    if norms.label_reach > 0.0 and ld.decent_until[place] == NEVER:
        return NO_NORM, _new_label(now, ld, place, nature, staying, norms, books)
    return NO_NORM, NO_NORM


@inlined
def charge_house(ld, place, licensed, norms, books):
    """What label, licence and room add to the cost of a bed in this house; the landlord pays the first two on."""
    added = 0.0
    if ld.certified[place] == 1:
        added = (norms.label_cost_ratio - 1.0) * norms.label_cost / 52.0
    pay(books.cents, Item.HOUSING_LABEL, added * ld.beds[place])
    if licensed:
        added += norms.licence_cost / 52.0
        pay(books.cents, Item.LICENCE_COST, norms.licence_cost / 52.0 * ld.beds[place])
    if norms.upgrade_cost > 0.0 and ld.area[place] > built_area(ld.kind[place]):
        added += ANNUITY * norms.upgrade_cost / 52.0  # a larger bed is dearer to build as well
    ld.added_cost[place] = added
