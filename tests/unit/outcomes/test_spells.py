"""Spells: tiling, causes, repair, censoring; kernels against their Python."""

import numpy as np

from sim.outcomes import cells, events, flows, spells
from sim.outcomes.memory import new_memory
from sim.state.codes import Cover, EndCause, Homeless, Housing, Uncovered, Work
from tests.unit.outcomes.small_world import SmallWorld


def test_uninsured_spell_with_cause():
    world = SmallWorld()
    world.arrive(0)
    world.book(2)
    world.uninsure(0, cause=Uncovered.LAPSE)
    world.book(3)
    world.m.uncovered[0] = Uncovered.JOB_ENDED  # a later cause does not rewrite how it began
    world.book()
    world.m.cover[0] = Cover.OWN
    world.book()
    assert world.spells("uninsured") == [(0, 3, 7, False, False, "lapse", False)]


def test_repaired_spell_is_flagged_and_a_longer_one_is_cut():
    world = SmallWorld()
    world.arrive(0, 1)
    world.book()
    world.uninsure(0, 1)
    world.book(5)  # weeks 2 to 6
    world.m.cover[:2], world.m.repaired_from[:2] = Cover.EMPLOYER, [2, 5]
    world.book()
    assert world.spells("uninsured") == [
        (0, 2, 7, False, False, "job_ended", True),
        (1, 2, 5, False, False, "job_ended", False),
        (1, 5, 7, False, False, "job_ended", True),
    ]


def test_homeless_is_shelter_and_street_and_hidden_is_apart():
    world = SmallWorld()
    world.arrive(0)
    world.book()
    world.m.housing[0], world.m.homeless_cause[0] = Housing.FRIENDS, Homeless.JOB_LOSS
    world.book(2)
    world.m.housing[0] = Housing.STREET
    world.book()
    world.m.housing[0] = Housing.SHELTER
    world.book(2)
    assert world.spells("hidden_homeless") == [(0, 2, 4, False, False, "job_loss", False)]
    assert world.spells("homeless") == [(0, 4, 7, False, True, "job_loss", False)]


def test_leaving_closes_every_spell_and_coming_back_begins_anew():
    world = SmallWorld()
    world.arrive(0)
    world.book()
    world.uninsure(0)
    world.book(2)
    world.leave(0)
    world.book(2)
    world.arrive(0)
    world.book()
    world.leave(0, to=Work.SETTLED)
    world.book()
    assert [s[1:3] for s in world.spells("uninsured")] == [(2, 4)]
    stays = [(s[1], s[2], s[5]) for s in world.spells("stay")]
    assert stays == [(1, 4, "left"), (6, 7, "settled")]


def test_a_transfer_to_another_agency_is_two_spells():
    world = SmallWorld()
    world.arrive(0)
    world.book(2)
    world.m.agency[0], world.m.end_cause[0] = 2, EndCause.REPLACED
    world.book(2)
    world.m.work[0], world.m.agency[0], world.m.end_cause[0] = Work.JOBLESS, -1, EndCause.DEMAND
    world.book()
    assert [(s[1], s[2], s[5]) for s in world.spells("agency")] == [(1, 3, "replaced"), (3, 5, "demand")]
    assert world.spells("jobless") == [(0, 5, 6, False, True, "demand", False)]


def test_starts_before_the_first_week_are_known_or_censored():
    world = SmallWorld(first_week=-3)
    world.arrive(0, week=-20)
    world.m.spell_start[0] = -8
    world.uninsure(0)
    world.book(6)
    assert world.spells("agency")[0][1:5] == (-8, 3, False, True)
    assert world.spells("stay")[0][1:5] == (-20, 3, False, True)
    assert world.spells("uninsured")[0][1:5] == (-3, 3, True, True)


def test_spells_that_end_in_the_warm_up_are_in_no_table():
    world = SmallWorld(first_week=-3)
    world.arrive(0)
    world.book()
    world.leave(0)
    world.book(5)
    assert len(world.recorder.tables()["spells"]["person"]) == 0


def random_year(**options) -> SmallWorld:
    world = SmallWorld(persons=40, first_week=-4, **options)
    rng = np.random.default_rng(5)
    world.arrive(*range(20))
    for _ in range(60):
        for p in rng.integers(0, 40, 6):
            if rng.random() < 0.25:
                world.leave(p, to=rng.choice([Work.LEFT, Work.SETTLED]))
            else:
                world.arrive(p, work=Work(rng.integers(4, 12)), agency=int(rng.integers(3)))
                world.m.housing[p] = rng.integers(1, 7)
                world.m.cover[p] = rng.choice([0, 0, 1])
                world.m.repaired_from[p] = rng.choice([32767, world.week - 2])
        world.book()
    return world


def test_spells_tile_the_time_in_nl():
    world = random_year()
    table = {name: np.asarray(column) for name, column in world.recorder.tables()["spells"].items()}
    assert (table["end_week"] > table["start_week"]).all()
    for kind in set(table["kind"]):
        for person in range(40):
            mine = (table["kind"] == kind) & (table["person"] == person)
            start, end = table["start_week"][mine], table["end_week"][mine]
            assert (start[1:] >= end[:-1]).all(), (kind, person)
    weeks = np.zeros((40, 70))
    for kind, sign in (("stay", 1), ("homeless", 0)):
        mine = table["kind"] == kind
        rows = zip(table["person"][mine], table["start_week"][mine], table["end_week"][mine], strict=True)
        for person, start, end in rows:
            weeks[person, max(1, start) : end] += sign
    assert set(np.unique(weeks)) <= {0, 1}
    present = world.recorder.tables()["weekly"]
    counts = present["value"][present["metric"] == "migrants_present"]
    assert np.array_equal(weeks.sum(axis=0)[1 : counts.size + 1], counts)


def test_moves_are_the_difference_between_stocks():
    world = random_year()
    table = world.recorder.tables()["flows"]
    weekly = world.recorder.tables()["weekly"]
    homeless = weekly["value"][weekly["metric"] == "homeless_stock"]
    states = ("shelter", "street")
    mine = table["system"] == "housing"
    into = np.isin(table["to"], states) & ~np.isin(table["from"], states) & mine
    out = np.isin(table["from"], states) & ~np.isin(table["to"], states) & mine
    net = table["persons"][into].sum() - table["persons"][out].sum()
    history = world.recorder._history
    stock = np.diff(history.people[: history.booked + 1, 0, cells.STOCKS.index("homeless")])
    assert net == homeless[-1] - stock[4]  # week 0 is the fifth week booked


def test_buffers_grow_without_losing_rows():
    rows = spells.new_rows(2)
    rows.person[:2], rows.used[0] = [4, 5], 2
    grown = spells.with_room(rows, 3)
    assert grown.kind.size >= 5 and grown.person[:2].tolist() == [4, 5] and grown.used[0] == 2
    assert spells.with_room(grown, 1) is grown


def test_kernels_equal_their_python():
    world = random_year(groups="all")
    m, here = world.m, world.present()
    frame = cells.Frame(world.week, 17, np.zeros(3, np.int8), world.a.initial_class)
    made = []
    for run in (lambda f: f, lambda f: f.py_func):
        memory = type(world.recorder._memory)(*(c.copy() for c in world.recorder._memory))
        memory.signature[::3] = new_memory(1, 6).signature[0]
        memory.agency[::4] = 1
        m.job_loss_week[::5] = world.week
        scan = cells.new_scan(40, True)
        changed, lost = run(cells.scan_people)(frame, m, here, memory, scan)
        changed = run(cells.add_gone)(m, np.arange(40, dtype=np.int32), scan, changed)
        counts, moves, rows = events.new_counts(28), flows.new_moves(), spells.new_rows(400)
        cohorts = events.Cohorts(np.zeros((200, 28), np.int32), np.zeros((200, 28), np.int32))
        run(events.count_changes)(frame, m, scan, changed, memory, counts, memory.since[:, 3])
        run(events.follow_cohorts)(frame, -4, m, scan, changed, memory, cohorts)
        run(flows.add_moves)(scan, changed, memory, moves)
        run(spells.turn_spells)(world.week, 0, m, scan, changed, memory, rows)
        run(events.remember)(m, scan, changed, memory)
        run(events.follow_losses)(frame, m, here, memory, counts)
        heads = np.zeros(28, np.int64)
        groups = events.HeadGroups(m.origin, m.sector, memory.province, m.last_agency, frame.size_class)
        run(events.count_heads)(m.last_agency_week, 0, groups, heads)
        run(spells.cut_off)(world.week + 1, m, here, memory, rows)
        scan.changed[changed:], scan.signature[changed:], scan.lost[lost:] = 0, 0, 0
        made.append([*scan, *counts, moves, *cohorts, heads, *rows, *memory])
    assert changed > 10 and lost > 2
    for compiled, python in zip(*made, strict=True):
        assert np.array_equal(compiled, python)
