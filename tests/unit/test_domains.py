"""Every column says what it may hold, and `run.check` looks at all of them every week."""

from typing import Any

import numpy as np
import pytest

from sim.core import calendar
from sim.outcomes.checks import InvariantError, check_domains
from sim.state.columns import (
    Agencies,
    Column,
    Hirers,
    Institutions,
    Landlords,
    Migrants,
    columns,
    empty,
    empty_institutions,
)
from sim.state.domains import CODES, TABLES, UNITS, domain

WEEK, ROWS = 100, 6
KINDS = {"migrants": Migrants, "agencies": Agencies, "hirers": Hirers, "landlords": Landlords}
EVERY = [(table, name) for table, kind in (KINDS | {"institutions": Institutions}).items() for name in kind._fields]


def tables() -> dict[str, Any]:
    """Tables at their starting values."""
    return {name: empty(kind, ROWS) for name, kind in KINDS.items()} | {"institutions": empty_institutions()}


def declaration(table: str, name: str) -> Column:
    return columns((KINDS | {"institutions": Institutions})[table])[name]


def first_outside(column: Column) -> list[float]:
    """The values next to what a column may hold, as far as its type can keep them."""
    allowed = domain(column, WEEK, dict.fromkeys(KINDS, ROWS))
    if np.dtype(column.dtype).kind == "f":
        tried = [allowed.low - 0.01, allowed.high + 0.01, np.nan, np.inf, -np.inf]
        return [value for value in tried if np.isnan(value) or value != allowed.start]
    least, most = np.iinfo(column.dtype).min, np.iinfo(column.dtype).max
    below, above = allowed.low - 1, allowed.high + 1
    below -= below == allowed.start
    return [int(value) for value in (below, above) if least <= value <= most]


def test_starting_values_are_allowed():
    check_domains(WEEK, **tables())


@pytest.mark.parametrize(("table", "name"), EVERY)
def test_a_value_outside_its_domain_is_found_and_named(table, name):
    wrong = first_outside(declaration(table, name))
    assert wrong, "no value is ever wrong"
    for value in wrong:
        state = tables()
        values = getattr(state[table], name)
        row = len(values) - 1
        values.reshape(len(values), -1)[row, -1] = value
        with pytest.raises(InvariantError) as told:
            check_domains(WEEK, **state)
        text = str(told.value)
        assert text.startswith(f"week {WEEK}: {table}.{name} holds ") and f"[{row}]" in text and "allowed: " in text
        assert str(values.reshape(len(values), -1)[row, -1]) in text


def test_every_unit_is_declared_and_used():
    units = {declaration(table, name).unit for table, name in EVERY}
    assert units <= UNITS.keys() | CODES.keys() | TABLES.keys()
    assert units >= UNITS.keys() | TABLES.keys()


def test_an_unknown_unit_is_refused():
    with pytest.raises(KeyError, match="furlongs"):
        domain(Column("float64", "furlongs", ""), WEEK, {})


def test_the_error_says_what_is_allowed():
    def told(table: str, name: str) -> str:
        return domain(declaration(table, name), WEEK, dict.fromkeys(KINDS, ROWS)).text

    assert told("migrants", "transfer") == "Transfer: 0 NONE, 1 FROM_AGENCY, 2 FROM_OTHER_WORK"
    assert told("migrants", "agency") == f"row of agencies, 0 to {ROWS - 1}, or -1"
    assert told("migrants", "wants_bed") == "0/1, 0 to 1"
    assert (
        told("migrants", "job_loss_week")
        == f"past week, {calendar.EARLIEST} to {WEEK}, or {calendar.LONG_AGO} (long ago)"
    )
    assert told("agencies", "capital") == "a finite number, EUR"
    assert told("migrants", "debt") == "a finite number, 0 or more, EUR"


def test_a_week_to_come_is_no_past_week():
    state = tables()
    state["migrants"].job_loss_week[2] = WEEK
    check_domains(WEEK, **state)
    with pytest.raises(InvariantError, match=r"migrants[.]job_loss_week holds 100 at rows \[2\]"):
        check_domains(WEEK - 1, **state)
