"""A column that has another name now is refused under its old name, wherever a name is looked up, with the new one."""

import numpy as np
import pytest

from sim.phase import fields
from sim.state.agentset import ColumnSet
from sim.state.columns import Agencies, Hirers, Landlords, Migrants, columns, empty
from sim.state.old_names import OLD_NAMES

TABLES = {kind.__name__: kind for kind in (Migrants, Agencies, Hirers, Landlords)}
CASES = [(table, old, new) for table, names in OLD_NAMES.items() for old, new in names.items()]

LOOKED_UP = {
    "get": lambda s, name: s.get(name),
    "get with others": lambda s, name: s.get([s.names[0], name]),
    "get what is missing": lambda s, name: s.get(name, handle_missing="default", default_value=0),
    "agg": lambda s, name: s.agg(name, np.mean),
    "sort": lambda s, name: s.sort(name),
    "groupby": lambda s, name: s.groupby(name),
    "agg of groups": lambda s, name: s.groupby(s.names[0]).agg(name, max),
    "agg of lists": lambda s, name: s.groupby(s.names[0], result_type="list").agg(name, max),
    "agent": lambda s, name: getattr(s[0], name),
    "agent by row": lambda s, name: getattr(s.by_row(1), name),
    "select": lambda s, name: s.select(lambda agent: getattr(agent, name) > 0),
    "table": lambda s, name: getattr(s._columns, name),
}


def test_old_names_are_gone_and_new_ones_are_there():
    assert len(CASES) == 22 and set(OLD_NAMES) == set(TABLES)
    for table, old, new in CASES:
        assert new in columns(TABLES[table]) and old not in columns(TABLES[table])


@pytest.mark.parametrize("way", LOOKED_UP)
@pytest.mark.parametrize(("table", "old", "new"), CASES)
def test_an_old_name_is_refused_with_the_new_one(table, old, new, way):
    agents = ColumnSet(empty(TABLES[table], 2))
    with pytest.raises(AttributeError, match=f"has no '{old}' any more: this column is now called '{new}'"):
        LOOKED_UP[way](agents, old)


@pytest.mark.parametrize(("table", "old", "new"), CASES)
def test_a_phase_cannot_declare_an_old_name(table, old, new):
    with pytest.raises(ValueError, match=f"has no '{old}' any more: this column is now called '{new}'"):
        fields(**{table.lower(): old})


@pytest.mark.parametrize("table", TABLES)
def test_other_names_are_unknown_as_before(table):
    agents = ColumnSet(empty(TABLES[table], 2))
    for owner in (agents[0], agents._columns):
        with pytest.raises(AttributeError, match="object has no attribute 'shoes'"):
            _ = owner.shoes
    assert agents.get("shoes", handle_missing="default", default_value=4).tolist() == [4, 4]
    assert not hasattr(agents[0], "shoes") and agents[0].unique_id == 0
