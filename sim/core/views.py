"""Narrow views: of a struct, the fields that a kernel reads, as a struct of its own.

A kernel is handed whole structs. Numba unpacks every field of every one at each call from Python, a tenth of a
microsecond each, and the rules alone have over three hundred; and it compiles every kernel for all of them. So a kernel
is called and compiled with views. The name of a view's class is made of the struct's and the fields, as
``Now(seed,week)``, so that every process can make it when numba asks for it by name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar

import numpy as np
from numba import types
from numba.core.types import Type
from numba.extending import lower_cast, models, register_model, typeof_impl

Paths = Iterable[tuple[str, ...]]
_NOTHING = (object(), None)


class View(tuple):
    """Some fields of a struct; for kernels, which know them by name."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()

    def _asdict(self) -> dict[str, Any]:  # by which numba knows a struct from a plain tuple
        return dict(zip(self._fields, self, strict=True))


@cache
def view_class(name: str) -> type[View]:
    """The class of this name, as ``Now(seed,week)``."""
    fields = tuple(filter(None, name.partition("(")[2].removesuffix(")").split(",")))
    return type(name, (View,), {"__slots__": (), "__module__": __name__, "_fields": fields})


def __getattr__(name: str) -> Any:
    """What unpickles a class of views finds it here, whether or not this process has made it before."""
    if name.endswith(")"):
        return view_class(name)
    raise AttributeError(name)


def _class_of(struct: type, fields: Iterable[str]) -> type[View]:
    return view_class(f"{struct.__name__.partition('(')[0]}({','.join(fields)})")


def _parts(paths: Paths, fields: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]] | None:
    """The fields that are read, in the order of the struct, and what is read below each; None if it is read whole."""
    below: dict[str, list[tuple[str, ...]]] = {}
    for path in paths:
        if not path or path[0] not in fields:  # the struct itself, or something that all structs have
            return None
        below.setdefault(path[0], []).append(path[1:])
    return {field: below[field] for field in fields if field in below}


def _getter(fields: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    if len(fields) > 1:
        return attrgetter(*fields)
    return lambda struct: tuple([getattr(struct, field) for field in fields])


class Narrowing:
    """How structs of one class are narrowed to what is read of them."""

    def __init__(self, struct: Any, parts: dict[str, list[tuple[str, ...]]]) -> None:
        self.made = _class_of(type(struct), parts)
        self.get = _getter(tuple(parts))
        self.inner = [narrowing(getattr(struct, field), paths) for field, paths in parts.items()]
        self.nested = any(self.inner)
        parts_held = zip(self.inner, self.get(struct), strict=True)
        self.heavy: bool = any(inner.heavy if inner else isinstance(part, np.ndarray) for inner, part in parts_held)

    def __call__(self, struct: Any) -> View:
        """The view of one struct."""
        values = self.get(struct)
        if self.nested:
            values = [inner(value) if inner else value for inner, value in zip(self.inner, values, strict=True)]
        return tuple.__new__(self.made, values)


def narrowing(struct: Any, paths: Paths) -> Narrowing | None:
    """How to narrow this struct and all others of its class; None for what is no struct, or is read whole."""
    if not isinstance(struct, tuple) or not hasattr(struct, "_fields"):
        return None
    parts = _parts(paths, struct._fields)  # pyright: ignore[reportAttributeAccessIssue]
    return None if parts is None else Narrowing(struct, parts)


class Narrowed:
    """One argument of one kernel: the struct it was last called with, and the view of it.

    A struct cannot change, so its view holds as long as it is the same struct. What a world has replaced, as when its
    table of persons grew, is let go by all kernels once one of them is called with the new struct: arrays are large.
    """

    __slots__ = ("at", "held", "paths", "ways")
    latest: ClassVar[dict[type, tuple[Any, list[Narrowed]]]] = {}  # by class: the newest struct, and who holds it

    def __init__(self, at: int, paths: Paths) -> None:
        self.at, self.paths = at, paths
        self.ways: dict[type, Narrowing | None] = {}
        self.held: tuple[Any, Any] = _NOTHING  # struct and view, set at once: another thread may call the kernel too

    def of(self, struct: Any) -> Any:
        """The view of a struct; all else as it is."""
        kind = type(struct)
        if kind not in self.ways:
            self.ways[kind] = narrowing(struct, self.paths)
        if (way := self.ways[kind]) is None:
            return struct
        if way.heavy:
            newest, holders = self.latest.get(kind, (None, []))
            if newest is not struct:
                for holder in holders:
                    holder.held = _NOTHING
                self.latest[kind] = struct, (holders := [])
            holders.append(self)
        view = way(struct)
        self.held = struct, view
        return view


class ViewType(types.NamedTuple):
    """What numba knows of a view: as of any struct, with a short name in machine code."""

    @property
    def mangling_args(self) -> tuple[str, tuple[Any, ...]]:
        """Name and parameters; that of the full struct spells out each field and fills pages."""
        return self.instance_class.__name__.partition("(")[0], (_digest(self),)


@cache
def _digest(view: ViewType) -> str:
    return hashlib.sha256(f"{view.instance_class.__name__} {view.name}".encode()).hexdigest()[:12]


register_model(ViewType)(models.TupleModel)


@typeof_impl.register(View)
def _typeof_view(view: View, context: Any) -> ViewType:
    return ViewType([types.unliteral(typeof_impl(value, context)) for value in view], type(view))


def narrow_type(struct: Type, paths: Paths) -> Type:
    """The type of the view of a struct, which may be a view itself; of all else the type as it is."""
    if not isinstance(struct, types.BaseNamedTuple):
        return struct
    parts = _parts(paths, struct.fields)  # pyright: ignore[reportAttributeAccessIssue]
    if parts is None:
        return struct
    kept = dict(zip(struct.fields, struct.types, strict=True))  # pyright: ignore[reportAttributeAccessIssue]
    inner = [narrow_type(kept[field], below) for field, below in parts.items()]
    return ViewType(inner, _class_of(struct.instance_class, parts))  # pyright: ignore[reportAttributeAccessIssue]


@lower_cast(types.BaseNamedTuple, ViewType)
def _narrow_in_kernel(context: Any, builder: Any, fromty: Any, toty: Any, val: Any) -> Any:
    """Hand a struct on from one kernel to another as a view: its fields, by name."""
    items = []
    for field, kind in zip(toty.fields, toty.types, strict=True):
        at = fromty.fields.index(field)
        items.append(context.cast(builder, builder.extract_value(val, at), fromty.types[at], kind))
    return context.make_tuple(builder, toty, items)
