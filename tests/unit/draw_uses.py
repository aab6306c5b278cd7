"""Every use of every stream in `sim`, read from the source: which weeks, ``key2`` and ``n`` each draw may have.

A use is a call of `uniform`, `gumbel`, `happens` or `lasting` together with the place where its stream is named; what a
function is given is followed to its callers. What cannot be known from the source counts as any number, so a use is
rather too wide.
"""

from __future__ import annotations

import ast
import functools
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import sim
from sim.behaviour import Behaviour
from sim.core.draw_keys import EXTENT
from sim.core.draws import Stream
from sim.declare.params import fields_of

ROOT = Path(sim.__file__).parent
PLACES = ("seed", "stream", "week", "key", "key2", "n")
# What makes a draw, and what its arguments are; a draw without ``week`` is one of the present week.
DRAWS = {
    "uniform": PLACES,
    "gumbel": PLACES,
    "happens": ("now", "stream", "key", "chance", "key2", "n"),
    "lasting": ("seed", "stream", "key", "share", "key2", "n", "week"),
}
INFINITE = float("inf")
ANY, EVERY_WEEK = (0, INFINITE), (-INFINITE, INFINITE)
Span = tuple[float, float]


class Scope(NamedTuple):
    """A function of a module, or the module itself."""

    module: str
    function: ast.FunctionDef | None


class Term(NamedTuple):
    """An expression and where its names have a meaning."""

    node: ast.expr
    scope: Scope


class Use(NamedTuple):
    """One use of a stream; each span holds the lowest and the highest key."""

    stream: str
    named: str  # where the stream is named, module:function:line
    drawn: str  # where the draw is made
    week: Span
    key2: Span
    n: Span
    numbers: tuple[str, ...]  # numbers of its own that the call writes as a key

    def meets(self, other: Use) -> bool:
        """Whether some draw could be both uses'."""
        return all(low <= b and a <= high for (low, high), (a, b) in zip(self[3:6], other[3:6], strict=True))


@functools.cache
def trees() -> dict[str, ast.Module]:
    """The modules of the model by name."""
    files = {".".join(["sim", *p.relative_to(ROOT).with_suffix("").parts]): p for p in ROOT.rglob("*.py")}
    return {name: ast.parse(path.read_text()) for name, path in files.items()}


@functools.cache
def calls() -> dict[str, list[tuple[ast.Call, Scope]]]:
    """All calls by the name of what is called, with the innermost function they stand in."""
    found: dict[str, list[tuple[ast.Call, Scope]]] = {}

    def visit(node: ast.AST, scope: Scope) -> None:
        for child in ast.iter_child_nodes(node):
            inner = Scope(scope.module, child) if isinstance(child, ast.FunctionDef) else scope
            if isinstance(child, ast.Call) and isinstance(child.func, ast.Name | ast.Attribute):
                name = child.func.id if isinstance(child.func, ast.Name) else child.func.attr
                found.setdefault(name, []).append((child, scope))
            visit(child, inner)

    for module, tree in trees().items():
        visit(tree, Scope(module, None))
    return found


def bound(call: ast.Call, names: list[str], scope: Scope) -> dict[str, Term]:
    """The arguments of a call by the names of the parameters."""
    given = dict(zip(names, call.args, strict=False)) | {word.arg: word.value for word in call.keywords if word.arg}
    return {name: Term(node, scope) for name, node in given.items()}


def parameters(scope: Scope) -> list[str]:
    """Names of the parameters of a scope's function."""
    return [arg.arg for arg in scope.function.args.args] if scope.function else []


def defaults(function: ast.FunctionDef, module: str) -> dict[str, Term]:
    """Default values of a function."""
    names = [arg.arg for arg in function.args.args]
    given = function.args.defaults
    return {
        name: Term(node, Scope(module, None))
        for name, node in zip(names[len(names) - len(given) :], given, strict=True)
    }


def plain(term: Term) -> Term:
    """Without ``int(...)`` around it."""
    node = term.node
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "int" and len(node.args) == 1:
        return plain(Term(node.args[0], term.scope))
    return term


def assigned(term: Term) -> list[Term]:
    """What a local name may hold: by assignment, also of a tuple, or as loop variable over a tuple of tuples."""
    assert isinstance(term.node, ast.Name) and term.scope.function is not None
    name, scope, values = term.node.id, term.scope, []
    for node in ast.walk(term.scope.function):
        if isinstance(node, ast.Assign):
            pairs = [(node.targets[0], node.value)]
        elif isinstance(node, ast.For) and isinstance(node.iter, ast.Name) and name in _names(node.target):
            rows = assigned(Term(node.iter, scope))
            pairs = [(node.target, row) for one in rows if isinstance(one.node, ast.Tuple) for row in one.node.elts]
        else:
            continue
        for target, value in pairs:
            if isinstance(target, ast.Name) and target.id == name:
                values.append(Term(value, scope))
            elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                values += [Term(v, scope) for t, v in zip(_names(target), value.elts, strict=True) if t == name]
    return values


def _names(target: ast.expr) -> list[str]:
    """The names a tuple is taken apart into."""
    parts = target.elts if isinstance(target, ast.Tuple) else [target]
    return [part.id if isinstance(part, ast.Name) else "" for part in parts]


def streams_of(term: Term) -> list[Term]:
    """The places where the stream of a draw is named, as far as they lie in the same function."""
    term = plain(term)
    if isinstance(term.node, ast.Name) and term.node.id not in parameters(term.scope) and term.scope.function:
        return [named for value in assigned(term) for named in streams_of(value)]
    return [term]


def constant(term: Term) -> Any:
    """Value of a name of the module, or None."""
    if isinstance(term.node, ast.Name) and term.node.id not in parameters(term.scope):
        value = getattr(importlib.import_module(term.scope.module), term.node.id, None)
        return value if isinstance(value, int) else None
    return None


def span(term: Term, unknown: Span) -> Span:
    """Lowest and highest value of a key."""
    term = plain(term)
    node = term.node
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return node.value, node.value
    value = constant(term)
    if value is not None:
        return value, value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        for part in (node.left, node.right):
            first = constant(Term(part, term.scope))
            if first is not None:
                room = EXTENT.get(part.id, INFINITE) if isinstance(part, ast.Name) else INFINITE
                return first, first + room - 1
    return unknown


def numbers(term: Term) -> list[str]:
    """The key, if it holds a number other than 0."""
    parts = [part.value for part in ast.walk(term.node) if isinstance(part, ast.Constant)]
    return [ast.unparse(term.node)] if any(isinstance(value, int) and value != 0 for value in parts) else []


def traced(terms: dict[str, Term]) -> Iterator[dict[str, Term]]:
    """The same draw as seen from each caller, where a key or the stream is what the function is given."""
    asked = [place for place in ("stream", "key2", "n") if _is_parameter(terms[place])]
    if not asked:
        yield terms
        return
    scope = terms[asked[0]].scope
    assert scope.function is not None
    mine = [place for place in asked if terms[place].scope == scope]
    sites = [(call, outside) for call, outside in calls().get(scope.function.name, []) if _calls(outside, scope)]
    if not sites:
        yield terms
    for call, outside in sites:
        given = defaults(scope.function, scope.module) | bound(call, parameters(scope), outside)
        yield from traced(terms | {place: given[ast.unparse(plain(terms[place]).node)] for place in mine})


def _calls(outside: Scope, scope: Scope) -> bool:
    """Whether the name of a function means that one in another scope, and not one of the same name."""
    assert scope.function is not None
    called = getattr(importlib.import_module(outside.module), scope.function.name, None)
    return getattr(getattr(called, "py_func", called), "__module__", "") == scope.module


def _is_parameter(term: Term) -> bool:
    term = plain(term)
    return isinstance(term.node, ast.Name) and term.node.id in parameters(term.scope)


def place_of(term: Term) -> str:
    """Module, function and line."""
    function = term.scope.function.name if term.scope.function else "module"
    return f"{term.scope.module}:{function}:{term.node.lineno}"


@functools.cache
def uses() -> tuple[Use, ...]:
    """Every use of every stream in the model."""
    zero = Term(ast.Constant(0), Scope("sim.core.draws", None))
    found = {}
    for name, names in DRAWS.items():
        for call, scope in calls()[name]:
            if scope.module == "sim.core.draws" and scope.function and scope.function.name != "uniforms":
                continue
            if isinstance(call.func, ast.Attribute):  # `Week.lasting` is another thing
                continue
            terms = {"key2": zero, "n": zero} | _of_week(name) | bound(call, list(names), scope)
            for start in streams_of(terms["stream"]):
                for seen in traced(terms | {"stream": start}):
                    for stream in streams_of(seen["stream"]):
                        use = _use(call, scope, seen, stream)
                        found[use] = None
    return tuple(found)


def _of_week(name: str) -> dict[str, Term]:
    """The week that a draw has where the call names none: 0 of a lasting one."""
    weeks = {"happens": "now.week", "lasting": "0"}
    return (
        {"week": Term(ast.parse(weeks[name], mode="eval").body, Scope("sim.core.draws", None))} if name in weeks else {}
    )


def _use(call: ast.Call, scope: Scope, seen: dict[str, Term], stream: Term) -> Use:
    assert isinstance(stream.node, ast.Attribute), f"stream of {place_of(Term(call, scope))} is not known"
    keys = [seen["week"], seen["key2"], seen["n"]]
    spans = span(keys[0], EVERY_WEEK), span(keys[1], ANY), span(keys[2], ANY)
    # a week may be worked out (every fourth, every quarter); a number in its place names a lasting draw
    named = keys if isinstance(keys[0].node, ast.Constant) else keys[1:]
    own = tuple(text for key in named for text in numbers(key))
    return Use(stream.node.attr, place_of(stream), place_of(Term(call, scope)), *spans, own)


def loop_bounds() -> dict[str, float]:
    """For each row of keys that a loop walks through, how many of them the loop may need."""
    found: dict[str, float] = {}
    for name in DRAWS:
        for call, scope in calls()[name]:
            for argument in call.args[2:]:
                match argument:
                    case ast.BinOp(left=ast.Name(id=first), right=variable) if first in EXTENT:
                        found[first] = max(found.get(first, 0), _rounds(variable, scope))
    return found


def _rounds(variable: ast.expr, scope: Scope) -> float:
    """Most rounds of the loop over a variable, also one of a caller, by its parameter at its highest; else infinite."""
    assert scope.function is not None
    if isinstance(variable, ast.Name) and variable.id in parameters(scope):  # the loop is the caller's
        found = [
            _rounds(bound(call, parameters(scope), outside)[variable.id].node, outside)
            for call, outside in calls()[scope.function.name]
            if _calls(outside, scope)
        ]
        return max(found, default=INFINITE)
    for node in ast.walk(scope.function):
        if isinstance(node, ast.For) and ast.unparse(node.target) == ast.unparse(variable):
            assert isinstance(node.iter, ast.Call)
            end = Term(node.iter.args[-1], scope)
            if isinstance(end.node, ast.Attribute):
                return _highest(end.node.attr)
            return span(end, ANY)[1]
    return INFINITE


def _highest(name: str) -> float:
    """Highest allowed value of a parameter of behaviour."""
    numbers = [fields_of(type(group))[name][1] for group in Behaviour() if name in group._fields]
    return max(number.high for number in numbers if number is not None)


def streams() -> set[str]:
    """Names of all streams."""
    return set(Stream.__members__)
