"""Groups of people: which rows of the count tables a person adds to.

Membership is fixed before treatment where a policy could change it: origin and sector are fixed for life,
the province is the one in which the person was first seen, the size class is the one the agency had at the
start or at its entry.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from sim.core.kernels import inlined
from sim.state.codes import Origin, Province, Sector, SizeClass


class Group(NamedTuple):
    """One row of the count tables."""

    by: str
    name: str


def _names(kind: type[IntEnum]) -> list[str]:
    return [member.name.lower() for member in kind]


ALL = Group("all", "all")
GROUPS: tuple[Group, ...] = (
    ALL,
    *(Group("origin", name) for name in _names(Origin)),
    *(Group("sector", name) for name in _names(Sector)),
    *(Group("province", name) for name in _names(Province)),
    *(Group("agency_size", name) for name in _names(SizeClass)),
    Group("agency_size", "none"),
)
DIMENSIONS = ("origin", "sector", "province", "agency_size")

# First row of each dimension; plain numbers, because kernels read them as constants.
ORIGIN_ROW = 1
SECTOR_ROW = ORIGIN_ROW + len(Origin)
PROVINCE_ROW = SECTOR_ROW + len(Sector)
SIZE_ROW = PROVINCE_ROW + len(Province)
NO_AGENCY_ROW = SIZE_ROW + len(SizeClass)


@inlined
def group_row(dimension, origin, sector, province, size_class):
    """Row of a person in dimension 0 (all), 1 (origin), 2 (sector), 3 (province) or 4 (agency size)."""
    if dimension == 0:
        return 0
    if dimension == 1:
        return ORIGIN_ROW + origin
    if dimension == 2:
        return SECTOR_ROW + sector
    if dimension == 3:
        return PROVINCE_ROW + province
    return SIZE_ROW + size_class if size_class >= 0 else NO_AGENCY_ROW
