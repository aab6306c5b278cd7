"""Formulas of measure files: arithmetic and nothing else."""

import inspect
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.messages import REFUSALS_NL
from sim.measures import formula as formula_module
from sim.measures.formula import FormulaError, formula

NAMES, RULES = ("a", "b", "on"), frozenset({"pay.sick_pay_share"})
VALUES = {"a": 0.5, "b": 4, "on": 1, "pay.sick_pay_share": 0.9, "start": 40, "new_from": 40}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (3, 3), (0.25, 0.25), ("a", 0.5), ("on", 1), ("a * b - 1", 1.0), ("-(a + b) / 2", -2.25),
        ("min(a, b, 0.1)", 0.1), ("max(0, 1 - b)", 0), ("1 - pay.sick_pay_share", 1.0 - 0.9), ("start", 40),
        (" a ", 0.5),
    ],
)  # fmt: skip
def test_what_is_allowed(text, value):
    assert formula(text, NAMES, RULES).value(VALUES.__getitem__) == value


@pytest.mark.parametrize(
    "text",
    [
        "c", "pay.x", "a ** 2", "a if b else 1", "(lambda: 1)()", "__import__('os').system('x')", "a.b.c", "'a'", "[a]",
        "a < b", "True", "a and b", "min(a)", "max(a, b, key=a)", "abs(a)", "a; b", "a = 1", "", "a *", "1_000j",
        "f'{a}'", "(" * 200 + "a" + ")" * 200, "a" * 400, True, None, [1], {"a": 1}, "pay.sick_pay_share.x", "not a",
        "~b", "a @ b", "a // b", "a % b", "*a", "min(*a, b)", "a[0]", "(a := 1)", "await a", "yield",
    ],
)  # fmt: skip
def test_all_else_is_refused(text):
    with pytest.raises(FormulaError):
        formula(text, NAMES, RULES)


@given(st.text(max_size=40))
def test_whatever_the_text_it_is_a_number_or_refused(text):
    try:
        made = formula(text, NAMES, RULES)
    except FormulaError:
        return
    try:
        value = made.value(VALUES.__getitem__)
    except (ZeroDivisionError, OverflowError):
        return
    assert isinstance(value, int | float)


def test_every_reason_has_its_dutch():
    text = inspect.getsource(formula_module).replace("{LONGEST}", str(formula_module.LONGEST))
    reasons = [found.partition(": ")[0] for found in re.findall(r'FormulaError\(f?"([^"]+)"', text)]
    assert len(reasons) > 8 and [reason for reason in reasons if reason not in REFUSALS_NL] == []


def test_a_formula_reads_few_numbers():
    many = tuple(f"x{k}" for k in range(11))
    assert formula(" + ".join(many[:10]), many, RULES).names == many[:10]
    with pytest.raises(FormulaError):
        formula(" + ".join(many), many, RULES)


def test_it_says_what_it_reads():
    made = formula("a * (1 - b) + pay.sick_pay_share * a", NAMES, RULES)
    assert made.names == ("a", "b") and made.rules == ("pay.sick_pay_share",) and made.bare == ""
    assert formula("b", NAMES, RULES).bare == "b" and formula("start", NAMES, RULES).bare == ""
