"""Columnar agent sets: the same code gives the same answers on a real mesa.AgentSet."""

import mesa
import numpy as np
import pytest
from mesa.agent import AgentSet

from sim.state.agentset import ColumnSet, ReadOnly
from sim.state.columns import Hirers, Migrants, empty

ROWS = 50


@pytest.fixture
def migrants() -> Migrants:
    m = empty(Migrants, ROWS)
    m.person[:] = np.arange(ROWS)
    rng = np.random.default_rng(3)
    m.savings[:] = np.round(rng.normal(500, 400, ROWS), 2)
    m.province[:], m.work[:] = rng.integers(0, 4, ROWS), rng.integers(0, 12, ROWS)
    return m


@pytest.fixture
def both(migrants):
    class Person(mesa.Agent):
        def __init__(self, model, p):
            super().__init__(model)
            self.savings, self.province, self.work = (
                getattr(migrants, name)[p].item() for name in ("savings", "province", "work")
            )

    model = mesa.Model(rng=1)
    mesas = AgentSet([Person(model, p) for p in range(ROWS)], random=model.random)
    yield ColumnSet(migrants), mesas
    model.remove_all_agents()  # until here the model kept them: an AgentSet holds them weakly


def savings(agents) -> list[float]:
    return [a.savings for a in agents]


SAME = {
    "len": len,
    "item": lambda s: s[7].savings,
    "last": lambda s: s[-1].savings,
    "slice": lambda s: savings(s[3:9]),
    "iteration": savings,
    "all": lambda s: savings(s.select()),
    "predicate": lambda s: savings(s.select(lambda m: m.savings > 500)),
    "at most": lambda s: savings(s.select(lambda m: m.savings > 500, at_most=3)),
    "at most part": lambda s: savings(s.select(lambda m: m.savings > 500, at_most=0.1)),
    "at most of all": lambda s: len(s.select(at_most=0.5)),
    "nobody": lambda s: len(s.select(lambda m: False)),
    "twice": lambda s: savings(s.select(lambda m: m.work > 3).select(lambda m: m.province == 1)),
    "get": lambda s: list(s.get("savings")),
    "get two": lambda s: s.get(["savings", "work"]),
    "get missing": lambda s: list(s.get("shoes", handle_missing="default", default_value=4)),
    "agg": lambda s: s.agg("savings", np.mean),
    "agg two": lambda s: s.agg("savings", [min, max]),
    "count": lambda s: s.groupby("province").count(),
    "group agg": lambda s: s.groupby("province").agg("savings", max),
    "group by function": lambda s: s.groupby(lambda m: m.savings > 500).count(),
    "group map": lambda s: s.groupby("province").map(len),
    "group method": lambda s: s.groupby("province").map("agg", "savings", min),
    "groups": lambda s: {key: savings(group) for key, group in s.groupby("province")},
    "lists": lambda s: {k: savings(g) for k, g in s.groupby("province", result_type="list")},
    "list agg": lambda s: s.groupby("province", result_type="list").agg("savings", max),
    "number of groups": lambda s: len(s.groupby("province")),
    "map": lambda s: s.map(lambda m, more: m.savings + more, 5),
    "sort": lambda s: savings(s.sort("savings")),
    "sort up": lambda s: savings(s.sort(lambda m: m.savings, ascending=True)),
    "contains": lambda s: s[3] in s,
    "excluded": lambda s: s[3] in s.select(lambda m: m.savings != s[3].savings),
    "to_list": lambda s: savings(s.to_list()),
}


# Mesa 4 will drop indexing; until then the contract promises it
@pytest.mark.filterwarnings("ignore:AgentSet.__getitem__:PendingDeprecationWarning")
@pytest.mark.parametrize("what", SAME)
def test_same_code_same_answer_as_mesa(both, what):
    ours, mesas = both
    assert SAME[what](ours) == SAME[what](mesas)


def test_mask_selects_like_the_predicate(migrants):
    people = ColumnSet(migrants)
    masked = people.select(people.get("savings") > 500)
    assert savings(masked) == savings(people.select(lambda m: m.savings > 500))
    for wrong in (np.ones(3, bool), np.arange(ROWS)):
        with pytest.raises(ValueError, match="one truth value"):
            people.select(wrong)


def test_a_part_of_the_rows_keeps_identities(migrants):
    came = ColumnSet(migrants, lambda: np.flatnonzero(migrants.work != 0))
    assert len(came) == (migrants.work != 0).sum()
    assert all(came.by_row(a.row) == a and a.unique_id == a.row for a in came)
    before = len(came)
    migrants.work[came[0].row] = 0
    assert len(came) == before - 1  # a set made by a rule is that of the moment
    with pytest.raises(IndexError, match="no row 50"):
        came.by_row(50)


def test_values_are_plain_python_and_wide_columns_arrays(migrants):
    assert type(ColumnSet(migrants)[0].savings) is float and type(ColumnSet(migrants)[0].work) is int
    hirers = ColumnSet(empty(Hirers, 2))
    assert hirers[1].supplier.tolist() == [-1, -1, -1]
    with pytest.raises(ValueError, match="read-only"):
        hirers[1].supplier[0] = 4


def test_views_are_named_after_the_actor(migrants):
    assert repr(ColumnSet(migrants)[2]).startswith("<Migrant row=2 person=2")
    assert repr(ColumnSet(migrants)) == "<50 x Migrant>"
    assert len({ColumnSet(migrants)[2], ColumnSet(migrants)[2], ColumnSet(migrants)[3]}) == 2


def write_view(s):
    s[0].savings = 5.0


def write_new(s):
    s[0].shoes = 5.0


def delete(s):
    del s[0].savings


@pytest.mark.parametrize(
    "write",
    [
        write_view,
        write_new,
        delete,
        lambda s: s.set("savings", 1.0),
        lambda s: s.add(s[0]),
        lambda s: s.remove(s[0]),
        lambda s: s.discard(s[0]),
        lambda s: s.do("step"),
        lambda s: s.shuffle_do("step"),
        lambda s: s.select(inplace=True),
        lambda s: s.sort("savings", inplace=True),
        lambda s: s.__setitem__(0, 1),
    ],
)
def test_writing_is_refused_with_a_reason(migrants, write):
    before = migrants.savings.copy()
    with pytest.raises(ReadOnly, match="read-only"):
        write(ColumnSet(migrants))
    assert np.array_equal(migrants.savings, before)


def test_columns_are_read_only(migrants):
    for people in (ColumnSet(migrants), ColumnSet(migrants, np.arange(5))):
        for values in (people.get("savings"), people.rows):
            with pytest.raises(ValueError, match="read-only"):
                values[0] = 1
    migrants.savings[0] = 3.0  # the state itself stays open to the phases
    assert ColumnSet(migrants)[0].savings == 3.0


def test_unknown_column_is_named(migrants):
    with pytest.raises(AttributeError, match="has no 'shoes'; it has person"):
        ColumnSet(migrants).get("shoes")
