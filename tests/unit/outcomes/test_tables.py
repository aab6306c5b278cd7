"""Tables: lives, agencies, ledger, calendar of the years."""

import numpy as np
import pytest

from sim.outcomes.agencies_table import COLUMNS
from sim.outcomes.cells import LONGEST
from sim.outcomes.firms import CLASS_ROWS, Firm
from sim.outcomes.history import MARKET, PEOPLE, History
from sim.outcomes.lives import SAMPLE, draws
from sim.outcomes.series import years_of
from sim.state.codes import Cover, EndCause, ExitCause, Homeless, Housing, Uncovered, Work
from sim.state.ledger import ENDS, Item
from sim.state.person_table import moved
from tests.unit.outcomes.small_world import SmallWorld


def events(world: SmallWorld, person: int) -> list[tuple]:
    t = world.recorder.tables()["lives"]
    rows = np.flatnonzero(t["person"] == person)
    return [tuple(t[c][r] for c in ("week", "event", "from", "to", "why")) for r in rows]


def test_life_tells_what_happened_and_why():
    world = SmallWorld(first_week=0)
    world.arrive(0)
    world.book(2)
    world.m.work[0], world.m.agency[0], world.m.contract[0] = Work.JOBLESS, -1, 0
    world.m.end_cause[0] = EndCause.THRESHOLD
    world.uninsure(0, cause=Uncovered.JOB_ENDED)
    world.book()
    world.m.housing[0], world.m.homeless_cause[0] = Housing.STREET, Homeless.JOB_LOSS
    world.book()
    world.m.cover[0], world.m.repaired_from[0] = Cover.EMPLOYER, 2
    world.book()
    assert events(world, 0) == [
        (1, "work", "", "agency", "start"),
        (1, "contract", "", "a_clause", "start"),
        (1, "agency", "", "0.0", "start"),
        (1, "housing", "", "rental", "start"),
        (1, "cover", "", "employer", "start"),
        (1, "registration", "", "resident", "start"),
        (2, "work", "agency", "jobless", "threshold"),
        (2, "contract", "a_clause", "none", "threshold"),
        (2, "agency", "0.0", "", "threshold"),
        (2, "cover", "employer", "none", "job_ended"),
        (3, "housing", "rental", "street", "job_loss"),
        (4, "cover", "none", "employer", "repaired"),
    ]


def test_who_never_comes_has_no_life_unless_followed():
    world = SmallWorld()
    world.arrive(2)
    world.book()
    assert set(world.recorder.tables()["lives"]["person"]) == {2}


def test_sample_is_of_two_hundred_and_the_followed_come_on_top_of_none():
    def sample(follow=()):
        world = SmallWorld(persons=3000, follow=follow)
        world.arrive(*range(0, 3000, 2))
        world.book()
        return set(world.recorder.tables()["lives"]["person"].tolist())

    drawn = sample()
    outsider = max(set(range(0, 3000, 2)) - drawn)
    assert 0.7 * SAMPLE < len(drawn) <= SAMPLE, "of one week's people about as many as the sample holds"
    assert sample((outsider,)) == drawn | {outsider}
    assert sample((min(drawn),)) == drawn


def test_who_comes_later_can_be_sampled_too_but_never_more_than_two_hundred():
    world = SmallWorld(persons=9000)
    world.arrive(*range(1000))
    world.book()
    world.arrive(*range(1000, 9000))
    world.book()
    people = world.recorder.tables()["lives"]["person"]
    assert np.unique(people).size == SAMPLE and people.max() >= 1000


def test_a_life_goes_on_when_the_rows_move():
    world = SmallWorld(persons=6, follow=(4,))
    world.arrive(2, 4)
    world.book()
    order = np.array([4, 2])
    world.m = moved(world.m, order, 5)
    world.recorder.move_rows(order, 5)
    world.uninsure(0)
    world.book()
    told = [row for row in events(world, 4) if row[0] == 2]
    assert told == [(2, "cover", "employer", "none", "job_ended")]
    assert set(world.recorder.tables()["spells"]["person"]) == {2, 4}


def test_one_person_can_be_followed_without_a_sample():
    world = SmallWorld(record="yearly", follow=(1,))
    world.arrive(0, 1)
    world.book()
    assert set(world.recorder.tables()["lives"]["person"]) == {1}


def test_the_sample_depends_on_seed_and_person_only():
    people = np.arange(5000)
    assert np.array_equal(draws(1, people)[:500], draws(1, people[:500]))
    assert not np.array_equal(draws(1, people), draws(2, people))


def test_agencies_of_a_year():
    world = SmallWorld(agencies=4)
    world.a.start_week[:] = -10
    world.a.alive[2], world.a.exit_week[2], world.a.exit_cause[2] = 0, 20, ExitCause.LOSSES
    world.a.alive[3], world.a.incarnation[3] = 0, -1
    world.book(60)
    t = world.recorder.tables()["agencies"]
    assert tuple(t) == COLUMNS
    assert t["year"].tolist() == [2021, 2021, 2021, 2022, 2022]
    assert t["director"].tolist() == [0, 1, 2, 0, 1]
    assert t["exit_cause"].tolist() == ["none", "none", "losses", "none", "none"]
    assert t["age"].tolist() == [62, 62, 30, 70, 70]
    assert t["size"][0] == pytest.approx(100 / 13)


def test_ledger_has_every_item_of_every_year_with_its_ends():
    world = SmallWorld(scale=0.1)
    world.books.cents[Item.FINE] = 12345
    world.book(53)
    t = world.recorder.tables()["ledger"]
    assert t["year"].size == 2 * len(Item)
    assert set(t) == {"year", "from_account", "to_account", "item", "eur"}, "no column that is never filled"
    fines = t["item"] == "fine"
    assert t["eur"][fines].tolist() == pytest.approx([52 * 1234.5, 1234.5])
    sums = dict.fromkeys({a.name.lower() for pair in ENDS.values() for a in pair}, 0.0)
    for source, target, eur in zip(t["from_account"], t["to_account"], t["eur"], strict=True):
        sums[source] -= eur
        sums[target] += eur
    assert sum(sums.values()) == pytest.approx(0.0, abs=1e-6)


def test_years_are_those_of_the_mondays():
    spans = years_of(-3, 4 + 365)
    assert list(spans) == [2021, 2022, 2023, 2024, 2025, 2026, 2027]
    assert [high - low for low, high in spans.values()] == [52, 52, 52, 53, 52, 52, 52]
    assert spans[2021][0] == 4
    assert years_of(-3, 4) == {}


def test_warm_up_alone_gives_empty_tables():
    world = SmallWorld(first_week=-5)
    world.arrive(0)
    world.book(3)
    tables = world.recorder.tables()
    assert {name: len(next(iter(t.values()))) for name, t in tables.items() if name != "codebook"} == dict.fromkeys(
        ("yearly", "totals", "agencies", "flows", "ledger", "weekly", "spells", "lives"), 0
    ) | {"spells": 0}


def test_columns_of_one_table_have_one_length():
    world = SmallWorld(groups="all")
    world.arrive(0, 1)
    world.book(5)
    for name, table in world.recorder.tables().items():
        assert len({len(column) for column in table.values()}) == 1, name


def test_the_history_makes_room_for_every_week_in_all_its_tables():
    history = History(grouped=False, room=4)
    people, market = np.ones((1, len(PEOPLE)), np.int64), np.ones(len(MARKET), np.int64)
    firms = np.ones((CLASS_ROWS, len(Firm)), np.int64)
    lengths = np.ones((1, LONGEST), np.int64)
    for week in range(40):
        history.make_room()
        assert history.arrived.shape[0] > week and history.left.shape[0] > week, "the week itself is written before"
        history.arrived[week] = 1
        history.add(people, market, firms, lengths, lengths)
    assert history.people[40, 0, 0] == history.firms[40, 0, 0] == 40 and history.arrived.sum() == 40
