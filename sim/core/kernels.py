"""How a kernel is compiled: one decorator for those that work on given arrays, one for those that make new ones.

Numba counts references to every array it touches, with an atomic operation each time a column is read out of a
struct. A kernel over a persons' table of fifty columns spends most of its time on that: the placing of seekers ran
4.3 times as fast without, bit for bit the same. A kernel that only reads and writes arrays it was given, which its
caller holds on to, needs no counting. One that makes an array does, and numba refuses to compile it without.

Whoever calls a kernel hands it whole structs; it gets of each the fields that it reads (`sim.core.reads`,
`sim.core.views`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import types
from numba.core import config
from numba.core.options import DefaultOptions
from numba.core.registry import CPUDispatcher
from numba.core.typing.templates import make_concrete_template

from sim.core.kept_reads import KeptReads
from sim.core.reads import Reads
from sim.core.views import Narrowed, narrow_type

# Numba's option to compile without reference counts is not documented; a release without it costs speed only.
_UNCOUNTED: dict[str, Any] = {"_nrt": False} if hasattr(DefaultOptions, "_nrt") else {}
_EVERY: dict[str, Any] = {"nopython": True, "boundscheck": None, "no_cfunc_wrapper": True}  # none is called from C

_call: Any = CPUDispatcher.__call__


def _python_of(called: Any) -> Callable[..., Any] | None:
    return called.py_func if isinstance(called, CPUDispatcher) else None


_READS = KeptReads(_python_of)


class Kernel(CPUDispatcher):
    """A compiled function that gets of each struct the fields it reads."""

    _compiler: Any  # of numba
    _can_compile: bool  # of numba
    _plan: list[Narrowed] | None = None

    @property
    def reads(self) -> Reads:
        """What is read of each argument, here and in the kernels called from here."""
        return _READS.of(self.py_func)

    def plan(self) -> list[Narrowed]:
        """The arguments that are not read whole."""
        if self._plan is None:
            self._plan = [Narrowed(k, paths) for k, paths in enumerate(self.reads.values()) if () not in paths]
        return self._plan

    def __call__(self, *args: Any, **words: Any) -> Any:
        """Call it from Python."""
        given = list(self._placed(args, words) if words else args)
        for one in self._plan or self.plan():
            if one.at >= len(given):  # left to its default
                break
            known, view = one.held
            given[one.at] = view if known is given[one.at] else one.of(given[one.at])
        return _call(self, *given)

    def _placed(self, args: tuple[Any, ...], words: dict[str, Any]) -> tuple[Any, ...]:
        bound = self._compiler.pysig.bind(*args, **words)
        bound.apply_defaults()
        return bound.args

    def full(self, *args: Any) -> Any:
        """Call it with its arguments as they are."""
        return _call(self, *args)

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """For numba, where another kernel calls this one: the types it is compiled for, and its result."""
        pysig, folded = self._compiler.fold_argument_types(args, kws)
        kinds = list(folded)
        for one in self.plan():
            kinds[one.at] = narrow_type(kinds[one.at], one.paths)
        kinds = tuple(map(self.widened, kinds))
        if self._can_compile:
            self.compile(kinds)
        template = make_concrete_template(self.py_func.__name__, self.py_func.__name__, self.nopython_signatures)
        return template, pysig, kinds, {}

    @staticmethod
    def widened(kind: Any) -> Any:
        """The type that an argument of this type is compiled for: one for the whole numbers of all columns.

        Numba counts in 64 bits whatever it is given, so the result is the same. A default is a number too.
        """
        if isinstance(kind, types.Omitted) and type(kind.value) in (int, float):
            return types.int64 if type(kind.value) is int else types.float64
        plain = types.unliteral(kind)
        if isinstance(plain, types.IntEnumMember) or plain in types.signed_domain:
            return types.int64
        return kind


class Scalar(Kernel):
    """A small rule on numbers, for which truth and unsigned numbers are whole numbers too."""

    @staticmethod
    def widened(kind: Any) -> Any:
        """Draws read 64 bits: they are the same with a sign and without."""
        if isinstance(types.unliteral(kind), types.Integer | types.Boolean):
            return types.int64
        return Kernel.widened(kind)


def _compiled(made: type[Kernel], **options: Any) -> Callable[[Callable[..., Any]], Any]:
    def decorate(function: Callable[..., Any]) -> Any:
        if config.DISABLE_JIT:  # pyright: ignore[reportAttributeAccessIssue]
            return function
        compiled = made(function, targetoptions=_EVERY | options)
        compiled.enable_caching()
        _READS.made.append(function)
        return compiled

    return decorate


kernel = _compiled(Kernel, **_UNCOUNTED)
inlined = _compiled(Kernel, inline="always", **_UNCOUNTED)  # part of the kernel that calls it
array_maker = _compiled(Kernel)
scalar = _compiled(Scalar, forceinline=True)  # a small rule on numbers, laid into the kernel's machine code


@inlined
def as_row(row):
    """A row of a table, 0 or more, in a loop over all persons: then nobody asks whether it counts from the end."""
    return np.uint32(row)
