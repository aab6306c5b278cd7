"""Which fields of its arguments a kernel reads, found from its source.

A kernel takes whole structs (`rules`, the table of persons) and reads a few fields of each, itself or in the kernels
it calls. The analysis follows attributes (``rules.housing.notice_weeks``), names given to a struct on the way
(``pay = rules.pay``) and structs handed on to another kernel. A struct used in any other way counts as read whole, so
the answer may name too much, and what it does not name is not there for the kernel: numba refuses to compile it.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

Place = tuple[str, tuple[str, ...]]  # an argument, and the attributes below it
Reads = dict[str, frozenset[tuple[str, ...]]]  # by argument, the attributes read; () is the argument itself

WHOLE = frozenset({()})


@cache
def _functions(path: str) -> dict[int, ast.FunctionDef]:
    """The functions of a file by the lines they may begin on: with their first decorator or without."""
    found: dict[int, ast.FunctionDef] = {}
    for node in ast.walk(ast.parse(Path(path).read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            found |= {line.lineno: node for line in (node, *node.decorator_list)}
    return found


def source_of(function: Callable[..., Any]) -> ast.FunctionDef | None:
    """The function as it stands in its file; None where there is no such file."""
    code = function.__code__
    try:
        found = _functions(code.co_filename).get(code.co_firstlineno)
    except (OSError, SyntaxError, ValueError):
        return None
    return found if found is not None and found.name == code.co_name else None


def reads_of(function: Callable[..., Any], known: dict[Any, Reads], inner: Callable[[Any], Any]) -> Reads:
    """What a function reads of its arguments.

    Parameters
    ----------
    function : function
        Plain Python, as it was before it became a kernel.
    known : dict
        Answers so far, by function; this one is added.
    inner : callable
        The Python function of a kernel, and None of anything else.
    """
    if function in known:
        return known[function]
    names = list(inspect.signature(function).parameters)
    known[function] = dict.fromkeys(names, WHOLE)  # should it call itself, by whatever way round
    if (node := source_of(function)) is not None:
        known[function] = _Reader(function, names, known, inner).read(node)
    return known[function]


class _Reader(ast.NodeVisitor):
    """Collects the places that one function reads."""

    def __init__(self, function: Callable[..., Any], names: list[str], known: dict[Any, Reads], inner: Any) -> None:
        closed: Any = inspect.getclosurevars(function).nonlocals if function.__closure__ else {}
        self.seen = function.__globals__ | closed
        self.names, self.known, self.inner = names, known, inner
        self.stands_for: dict[str, set[Place]] = {name: {(name, ())} for name in names}
        self.read_places: set[Place] = set()
        self.named: set[Place] = set()  # got a name or were handed on, which is no reading of all they hold

    def read(self, node: ast.FunctionDef) -> Reads:
        """The places read, by argument."""
        before = -1
        while before != (before := sum(map(len, self.stands_for.values()))):  # until no name is new
            for target, value in _assignments(node):
                if place := self.place(value):
                    self.stands_for.setdefault(target, set()).add(place)
        for statement in node.body:
            self.visit(statement)
        for name, path in self.named:  # named and never looked into: it has to be there
            if not any(n == name and p[: len(path)] == path for n, p in self.read_places):
                self.read_places.add((name, path))
        found = {name: {path for n, path in self.read_places if n == name} for name in self.names}
        return {name: WHOLE if () in paths else frozenset(paths) for name, paths in found.items()}

    def place(self, node: ast.AST) -> Place | None:
        """The one place that an expression stands for, if it does for one only."""
        if isinstance(node, ast.Name):
            places = self.stands_for.get(node.id, ())
            return next(iter(places)) if len(places) == 1 else None
        if isinstance(node, ast.Attribute) and (below := self.place(node.value)):
            return below[0], (*below[1], node.attr)
        return None

    def visit_Name(self, node: ast.Name) -> None:
        """A name used as it is: all that it stands for is read whole."""
        if isinstance(node.ctx, ast.Load):
            self.read_places |= self.stands_for.get(node.id, set())

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """A field used as it is."""
        if place := self.place(node):
            self.read_places.add(place)
        else:
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """A place that gets a name is read where the name is used."""
        named = {id(value) for _, value in _pairs(node)}
        for part in (*node.targets, *(node.value.elts if isinstance(node.value, ast.Tuple) else [node.value])):
            if id(part) in named and (place := self.place(part)):
                self.named.add(place)
            else:
                self.visit(part)

    def visit_Call(self, node: ast.Call) -> None:
        """A call of a kernel reads of a place what that kernel reads of its argument."""
        called = self.inner(self._called(node.func))
        if called is None:
            self.generic_visit(node)
            return
        reads = reads_of(called, self.known, self.inner)
        for name, value in _bound(node, list(reads)):
            if name is None or (place := self.place(value)) is None:
                self.visit(value)
                continue
            self.named.add(place)
            self.read_places |= {(place[0], place[1] + path) for path in reads[name]}

    def _called(self, node: ast.expr) -> Any:
        """The object that is called, if it is a global one or stands in a module."""
        if isinstance(node, ast.Name) and node.id not in self.stands_for:
            return self.seen.get(node.id)
        if isinstance(node, ast.Attribute) and inspect.ismodule(owner := self._called(node.value)):
            return getattr(owner, node.attr, None)
        return None


def _bound(node: ast.Call, names: list[str]) -> Iterator[tuple[str | None, ast.expr]]:
    """The arguments of a call, with the name each has in the function called; None where that is not known."""
    starred = False
    for k, value in enumerate(node.args):
        starred = starred or isinstance(value, ast.Starred)
        yield (None if starred or k >= len(names) else names[k]), value
    for word in node.keywords:
        yield (word.arg if word.arg in names else None), word.value


def _pairs(node: ast.Assign) -> Iterator[tuple[str, ast.expr]]:
    """Names of an assignment and what each gets, also where several get theirs at once."""
    for target in node.targets:
        if isinstance(target, ast.Name):
            yield target.id, node.value
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            for one, value in zip(target.elts, node.value.elts, strict=False):
                if isinstance(one, ast.Name):
                    yield one.id, value


def _assignments(node: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    for part in ast.walk(node):
        if isinstance(part, ast.Assign):
            yield from _pairs(part)
