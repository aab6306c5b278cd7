"""Each phase of the week, run alone, changes only the columns that its docstring names after `Writes:`."""

import dis
import inspect
import re
from types import FunctionType

import pytest

import sim.week
from sim.week import PHASES, Week
from tests.model.worlds import TABLES, changed, smoke_week, snapshot

WEEKS = 16  # more than a quarter: every agency and hirer reconsiders once
# what `Week.reconsider_hirers`, `Week.list_up` and `Week._new_people` write themselves
BOOKED_BY_WEEK = {
    "institutions.onward_ratio", "institutions.loose_ratio", "agencies.workers", "agencies.placed", "migrants.person",
}  # fmt: skip


def phase_functions(method: FunctionType) -> list:
    """The functions of `sim.phases` and `sim.population` that a method of Week calls, in its own helpers too."""
    found = []
    for step in dis.get_instructions(method):
        if step.opname == "LOAD_GLOBAL":
            called = getattr(sim.week, step.argval, None)
            if plain(called).__module__.startswith(("sim.phases", "sim.population")):
                found.append(called)
        elif step.opname in ("LOAD_ATTR", "LOAD_METHOD") and step.argval.startswith("_"):
            own = inspect.getattr_static(Week, step.argval, None)
            found += phase_functions(own) if isinstance(own, FunctionType) else []
    return found


def plain(function) -> FunctionType:
    """The Python function of a kernel; anything that is no function counts as one of this module."""
    function = getattr(function, "py_func", function)
    return function if isinstance(function, FunctionType) else phase_functions


def declared(function) -> set[str]:
    """Columns named in the `Writes:` part of a docstring, as ``table.column``.

    A column counts for the table its name is qualified with (``hirers.filled`` or hirers' ``filled``), else
    for every table that has it. The name of a function of `sim.phases` stands for what that one writes; other
    words are passed over.
    """
    function = plain(function)
    text = inspect.getdoc(function) or ""
    part = re.search(r"Writes:(.*?)(?:\n\s*\n|\n\s*(?:Returns|Reads|Raises)\b|$)", text, re.S)
    if not part:
        return set()
    found: set[str] = set()
    table = None
    for word in re.findall(r"[A-Za-z_]\w*(?:\.\w+)?[*']?|[;.]", part[1].replace("`", "")):
        bare = word.rstrip("'").lower()
        if "." in bare and bare.split(".")[0] in TABLES:
            table, bare = bare.split(".")
        if word in ";.":
            table = None
        elif bare in TABLES:
            table = bare
        elif bare.endswith("*"):
            found |= {f"{t}.{c}" for t, kind in TABLES.items() for c in kind._fields if c.startswith(bare[:-1])}
        else:
            other = plain(function.__globals__.get(word))
            if other.__module__.startswith("sim.") and other is not function:
                found |= declared(other)
            homes = [t for t, kind in TABLES.items() if bare in kind._fields]
            mine = [table] if table in homes else homes
            found |= {f"{t}.{bare}" for t in mine}
    return found


def allowed(method: FunctionType) -> set[str]:
    return set().union(*(declared(f) for f in phase_functions(method))) | BOOKED_BY_WEEK


@pytest.fixture(scope="module")
def written() -> dict[str, set[str]]:
    """Columns that each phase changed in some week, each phase looked at alone."""
    week = smoke_week()
    found: dict[str, set[str]] = {phase.__name__: set() for phase in PHASES}
    for _ in range(WEEKS):
        for phase in PHASES:
            before = snapshot(week)
            phase(week)
            found[phase.__name__] |= changed(before, snapshot(week))
        week.open(week.now.week + 1, week.rules)
    return found


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.__name__)
def test_a_phase_changes_only_what_it_says_it_writes(phase, written):
    assert phase_functions(phase), "the test must find the functions of the phase"
    undeclared = sorted(written[phase.__name__] - allowed(phase))
    assert not undeclared, f"{phase.__name__} also writes {', '.join(undeclared)}"


def test_every_phase_changes_something(written):
    assert [name for name, columns in written.items() if not columns] == []


def test_reading_docstrings():
    def phase():
        """Words.

        Reads: nothing.
        Writes: ``work`` and agencies' ``capital``, ``province``; ``hirers.filled``, sector; e_*; landlords' ``open``.

        Savings are not written.
        """

    assert declared(phase) == {
        "migrants.work", "agencies.capital", "agencies.province", "hirers.filled", "hirers.sector", "landlords.open",
        "agencies.e_wage", "agencies.e_tax", "agencies.e_health", "agencies.e_housing",
    }  # fmt: skip
    assert declared(test_every_phase_changes_something) == set()
