"""Phase 4 and 7: how a bed is found."""

from sim.phases.housing.beds import count_room, find_bed, move_in
from tests.unit.phases.hand import PROVINCE, Hand


def free_beds(world: Hand) -> int:
    count_room(world.ld, world.inst.free_beds, world.blocks.next_place)
    return int(world.inst.free_beds[PROVINCE])


def test_the_search_finds_every_bed_there_is_and_no_other():
    world = Hand(1, places=400, beds=1)
    ld, b = world.ld, world.blocks
    ld.occupants[:] = 1
    ld.occupants[[7, 250]], ld.open[300], ld.occupants[300] = 0, 0, 0  # two beds are free, one more is closed
    assert free_beds(world) == 2
    found = set()
    for person in (5, 6, 7):  # from wherever each begins to look
        place = find_bed(world.now, person, PROVINCE, -1, b, ld)
        if place >= 0:
            found.add(place)
            move_in(place, ld.beds, ld.crowding, ld.occupants, b.next_place)
    assert found == {7, 250} and free_beds(world) == 0
