"""What a kernel reads of its arguments, found from its source; narrow and whole structs give the same."""

import pickle
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from numba.core.errors import TypingError

from sim.core.kernels import array_maker, inlined, kernel, scalar
from sim.core.views import View, ViewType, narrowing, view_class

PROJECT = Path(__file__).parents[2]


class Wages(NamedTuple):
    least: float
    paid: float
    unread: float


class Law(NamedTuple):
    wages: Wages
    unread: Wages
    weeks: int


class Table(NamedTuple):
    size: np.ndarray
    money: np.ndarray
    unread: np.ndarray


LAW = Law(Wages(1.0, 2.0, 3.0), Wages(4.0, 5.0, 6.0), 7)


def table() -> Table:
    return Table(np.arange(4), np.arange(4.0), np.zeros(4))


def found(one):
    return {name: {".".join(path) for path in paths} for name, paths in one.reads.items()}


@inlined
def laid_in(pay):
    return pay.least


@kernel
def helper(people, k, pay=0.0, more=0.0):
    return people.money[k] + pay + more


@kernel
def handed_on(people, law, k):
    return helper(people, k, more=law.wages.paid) + laid_in(law.wages)


@kernel
def named(law):
    a, b = law.wages, law
    c = a
    return c.least + b.weeks


@kernel
def leaf_by_name(law, late):
    rate = law.wages.least if late else law.wages.paid
    return rate + 1.0


@kernel
def several(law, late):
    wages = law.wages if late else law.unread
    return wages.least


@kernel
def never_used(law, k):
    wages = law.wages  # noqa: F841
    return k


@kernel
def whole(law):
    return len(law) + law[2]


@kernel
def column_size(people):
    total = 0.0
    for k in range(people.size.size):
        total += people.size[k] * people.money.sum()
    return total


@kernel
def calls_itself(law, n):
    return law.weeks if n == 0 else calls_itself(law, n - 1)


@kernel
def unread(law, k):
    return k


@kernel
def hands_on_unread(law, people):
    return unread(law, 1) + unread(people, 2) + law.weeks


@array_maker
def makes(people, law):
    out = np.empty(people.size.size)
    for k in range(out.size):
        out[k] = handed_on(people, law, k)
    return out


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (handed_on, {"people": {"money"}, "law": {"wages.paid", "wages.least"}, "k": {""}}),
        (named, {"law": {"wages.least", "weeks"}}),
        (leaf_by_name, {"law": {"wages.least", "wages.paid"}, "late": {""}}),
        (several, {"law": {"wages", "unread"}, "late": {""}}),
        (never_used, {"law": {"wages"}, "k": {""}}),
        (whole, {"law": {""}}),
        (column_size, {"people": {"size", "size.size", "money.sum"}}),
        (calls_itself, {"law": {""}, "n": {""}}),
        (unread, {"law": set(), "k": {""}}),
        (makes, {"people": {"money", "size.size"}, "law": {"wages.paid", "wages.least"}}),
    ],
)  # fmt: skip
def test_reads_are_found_through_names_and_calls(one, expected):
    assert found(one) == expected


def test_narrow_whole_and_plain_python_give_the_same():
    for one, args in (
        (handed_on, (table(), LAW, 2)), (named, (LAW,)), (leaf_by_name, (LAW, True)), (never_used, (LAW, 1)),
        (whole, (LAW,)), (unread, (LAW, 3)), (hands_on_unread, (LAW, table())),
        (column_size, (table(),)), (makes, (table(), LAW)),
    ):  # fmt: skip
        results = [one(*args), one.full(*args), one.py_func(*args)]
        assert all(np.array_equal(result, results[0]) for result in results), one.__name__
    assert helper(people=table(), k=3, more=1.0) == helper.full(table(), 3, 0.0, 1.0) == 4.0


def test_a_kernel_called_by_many_is_compiled_once():
    handed_on(table(), LAW, 2)
    makes(table(), LAW)
    helper.full(table(), 1, 0.0, 0.0)
    for one in (helper, handed_on):
        assert len([args for args in one.signatures if isinstance(args[0], ViewType)]) == 1


def test_a_field_outside_the_view_cannot_be_read():
    way = narrowing(LAW, [("weeks",)])
    assert way is not None
    view = way(LAW)
    assert view == (7,) and not hasattr(view, "wages")
    with pytest.raises(TypingError, match="wages"):
        named.full(view)


def test_views_are_of_the_struct_given_now():
    """The rules of another week, or a table that has grown, are another struct."""
    assert named(LAW) == 8.0
    assert named(LAW._replace(weeks=9)) == 10.0
    assert named(LAW) == 8.0
    people = table()
    column_size(people)
    grown = Table(np.arange(5), np.arange(5.0), np.zeros(5))
    assert column_size(grown) == column_size.py_func(grown)
    people.money[0] = 5.0
    assert column_size(people) == column_size.py_func(people)


def test_a_view_is_made_once_and_let_go_with_its_struct():
    before, people, grown = LAW._replace(weeks=1), table(), table()
    for one in (handed_on.plan()[0], column_size.plan()[0]):
        first = one.of(people)
        assert one.held[0] is people and one.held[1] is first
    handed_on(grown, before, 1)
    assert handed_on.plan()[0].held[0] is grown
    assert column_size.plan()[0].held[0] is not people, "the old table would stay in memory"


@scalar
def twice(k, n=0):
    return 2 * k + n


@kernel
def with_many_widths(a, b, k):
    return twice(a[0]) + twice(b[0], 1) + twice(k) + twice(k > 0)


def test_a_rule_on_numbers_is_compiled_once_for_all_widths():
    args = np.full(1, 100, np.int8), np.full(1, 30_000, np.int16), 4
    assert with_many_widths(*args) == 200 + 60_001 + 8 + 2
    assert len(twice.signatures) == 1


def test_the_class_of_a_view_is_found_by_name():
    one = view_class("Law(wages,weeks)")
    assert pickle.loads(pickle.dumps(one)) is one
    assert issubclass(one, View) and one._fields == ("wages", "weeks")


KERNELS = """
    from typing import NamedTuple
    import numpy as np
    from sim.core.kernels import kernel

    class People(NamedTuple):
        money: np.ndarray
        unread: np.ndarray

    @kernel
    def inner(people, k):
        return people.money[k]

    @kernel
    def outer(people, k):
        return inner(people, k) + people.money.size
"""
CALL = """
    import numpy as np, kernels_under_test as under_test
    people = under_test.People(np.arange(3.0), np.zeros(3))
    print(under_test.outer(people, 2), under_test.inner(people, 1))
    print(*(sum(one.stats.cache_misses.values()) for one in (under_test.outer, under_test.inner)))
"""


def test_another_process_compiles_nothing(tmp_path):
    (tmp_path / "kernels_under_test.py").write_text(textwrap.dedent(KERNELS))
    environ = {"UITZENDLAB_CACHE": str(tmp_path / "cache"), "PYTHONPATH": f"{PROJECT}:{tmp_path}"}
    said = [
        subprocess.run(
            [sys.executable, "-c", textwrap.dedent(CALL)], env=environ, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert said == [["5.0", "1.0", "1", "1"], ["5.0", "1.0", "0", "0"]]
