"""Formulas of a measure file: arithmetic with its own numbers and with rules, read as data and never run as code.

Allowed are numbers, names of the measure's parameters, rules by their path (``contract.phase_a_weeks``, as they stand
when the effect is applied), ``+ - * /``, brackets, ``min(...)``, ``max(...)``, and two weeks: ``start``, the first of
the measure, and ``new_from``, from which on contracts, stays or firms are new to it.
"""

from __future__ import annotations

import ast
import operator
import warnings
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

LONGEST = 300  # characters
LARGEST = 1e12
MOST_NAMES = 10  # numbers in one formula; neutral ones are looked for at the ends of all of them
WEEKS = ("start", "new_from")
_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,  # pyright: ignore[reportUnknownMemberType] - of any two
}
_CALLS = {"min": min, "max": max}
Read = Callable[[str], Any]  # the value of a name or of a rule by its path
ALLOWED = "numbers, parameters, rules, + - * /, brackets, min(), max(), start, new_from"


class FormulaError(ValueError):
    """A text that is no formula; the message says why."""


class Formula(NamedTuple):
    """A checked formula.

    Examples
    --------
    >>> share = formula("switch * (1 - dodge)", ("switch", "dodge"), ())
    >>> share.value({"switch": 0.5, "dodge": 0.2}.__getitem__), share.names
    (0.4, ('switch', 'dodge'))
    """

    text: str
    names: tuple[str, ...]  # parameters and weeks in it, in the order in which they first stand there
    rules: tuple[str, ...]  # rules in it, by their path
    bare: str  # the parameter it consists of alone, else empty
    value: Callable[[Read], Any]  # its value, where a function gives that of each name and rule; ZeroDivisionError


def formula(text: Any, parameters: tuple[str, ...], rules: tuple[str, ...] | frozenset[str]) -> Formula:
    """A formula out of a number or a text.

    Raises
    ------
    FormulaError
        Where it holds anything but what is allowed, or a name that is neither parameter nor rule.
    """
    if isinstance(text, bool) or not isinstance(text, int | float | str):
        raise FormulaError("must be a number or a formula")
    written = str(text)
    if len(written) > LONGEST:
        raise FormulaError(f"a formula has at most {LONGEST} characters")
    if "#" in written:
        raise FormulaError("not a formula")
    try:
        with warnings.catch_warnings(action="ignore"):  # what Python says of `1or 2` is no concern of the user
            tree = ast.parse(written.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise FormulaError("not a formula") from None
    names: list[str] = []
    paths: list[str] = []
    for node in _leaves(tree):
        path = ast.unparse(node)
        if isinstance(node, ast.Attribute):
            if path not in rules:
                raise FormulaError(f"no rule and no parameter: {path}")
            paths.append(path)
        else:
            if path not in parameters and path not in WEEKS:
                raise FormulaError(f"no parameter of this measure: {path}")
            names.append(path)
    if len(set(names)) > MOST_NAMES:
        raise FormulaError("a formula reads at most 10 numbers")
    bare = tree.id if isinstance(tree, ast.Name) and tree.id not in WEEKS else ""
    return Formula(written.strip(), tuple(dict.fromkeys(names)), tuple(dict.fromkeys(paths)), bare, _reckoner(tree))


def _leaves(node: ast.AST) -> Iterator[ast.Name | ast.Attribute]:
    """Names and rules of an expression; refuses all that is not allowed."""
    if isinstance(node, ast.Constant):
        _number(node.value)
    elif isinstance(node, ast.Name):
        yield node
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        yield node
    elif isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        yield from _leaves(node.left)
        yield from _leaves(node.right)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield from _leaves(node.operand)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
        if node.keywords or len(node.args) < 2:
            raise FormulaError("min() and max() take two values or more")
        for part in node.args:
            yield from _leaves(part)
    else:
        raise FormulaError(f"not allowed in a formula: {ast.unparse(node)[:40]}")


def _number(value: Any) -> None:
    """Refuse a constant that is no number, or no number that ends."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FormulaError("not a formula")
    if not abs(value) <= LARGEST:
        raise FormulaError("a number in a formula is at most 1e12")


def _reckoner(node: ast.AST) -> Callable[[Read], Any]:
    """A function that gives the value of an expression of allowed parts."""
    if isinstance(node, ast.Constant):
        number = node.value
        return lambda read: number
    if isinstance(node, ast.BinOp):
        sign, left, right = _BINARY[type(node.op)], _reckoner(node.left), _reckoner(node.right)
        return lambda read: sign(left(read), right(read))
    if isinstance(node, ast.UnaryOp):
        operand = _reckoner(node.operand)
        return lambda read: -operand(read)
    if isinstance(node, ast.Call):
        assert isinstance(node.func, ast.Name)
        call, parts = _CALLS[node.func.id], [_reckoner(part) for part in node.args]
        return lambda read: call(*(part(read) for part in parts))
    name = ast.unparse(node)
    return lambda read: read(name)
