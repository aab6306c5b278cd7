"""B13: of those who stay briefly it is also recorded where they stay."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, towards
from sim.params import number
from sim.rules import Rules

A = Annotated


class TemporaryAddress(NamedTuple):
    """Parameters of block B13."""

    first_address_p: A[float, number("share of arrivals whose first address is recorded", "share", 0, 0.95, "assumed", "assumption: levers B13, the value of that block")] = 0.6
    office_share: A[float, number("share of those that are the address of the agency or a mass address", "share", 0, 0.9, "assumed", "assumption: levers B13, mass addresses; no figure")] = 0.2
    stale_halflife_w: A[float, number("weeks after which half of them are out of date", "weeks", 2, 52, "assumed", "assumption: levers B13, the value of that block")] = 12.0
    muni_update_right: A[int, number("1: municipalities may correct them", "0/1", 0, 1, "law", "assumption: levers B13; five municipalities only, in an experiment (LAW-G05)")] = 0
    update_share: A[float, number("share of the moves they hear of and correct", "share", 0, 0.9, "assumed", "assumption: levers B13, data flow slowly (LT31); no figure")] = 0.5
    overcrowd_detect_mult: A[float, number("checks of a crowded house whose dwellers are all known, over those of others", "ratio", 1, 3, "assumed", "assumption: levers B13, as block 3.1.C")] = 1.5


def rewrite(rules: Rules, p: TemporaryAddress, standing: Standing) -> Rules:
    """The first address of part of the arrivals is on record, so that a municipality knows for some months how many of
    them live in a house and sooner checks one that is crowded. More crowded houses are cleared or closed.

    Side effects: The addresses soon go out of date, less soon where municipalities may correct them, and part of them
    is an office. People who must leave a cleared or closed house may end up in the street. Nobody gains a right by such
    an address, and no cost is booked.
    """
    r, w = rules.registration, standing.weight
    share = w * p.first_address_p * (1.0 - p.office_share)
    if share <= 0.0 or p.overcrowd_detect_mult <= 1.0:
        return rules
    moves = 1.0 - p.update_share if p.muni_update_right == 1 else 1.0
    registration = r._replace(
        address_first=share,
        address_first_from=standing.start,
        address_halflife=p.stale_halflife_w / moves,
        crowding_seen=max(r.crowding_seen, towards(1.0, p.overcrowd_detect_mult, w)),
    )
    return rules._replace(registration=registration)


TEMPORARY_ADDRESS = Lever(
    id="B13",
    slug="temporary_address",
    title_nl="Tijdelijk verblijfsadres in de BRP",
    title_en="Temporary address in the population register",
    stance="prepares a change of law",
    class_="parameter",
    parameters=TemporaryAddress(),
    neutral={"first_address_p": 0},
    rewrite=rewrite,
    sources=("LAW-G04", "LAW-G05", "S135", "S136", "LT31"),
)
