"""Read-only agent sets over columns, with the methods of Mesa's AgentSet that look and do not touch.

One Python object per migrant is out of the question at scale, so the set holds row numbers, and an agent is
a light view on its row, made when asked for. ``agents[i]`` is the i-th of the set, as in Mesa; the identity
that is the same in every scenario is ``agents[i].unique_id``. Values, and the rows of persons, belong to the week
in which they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, ClassVar, NoReturn

import numpy as np

from sim.state.old_names import new_name, renamed

_READ_ONLY = "the agents of this model are read-only: the week's phases change them, or a lever does"


class ReadOnly(AttributeError, TypeError):
    """An attempt to change an agent or the set it is in."""


class RowView:
    """One agent: its columns as attributes, and ``row``, its place in them."""

    __slots__ = ("_columns", "row")
    _table: ClassVar[str] = ""
    row: int

    def __init__(self, columns: Any, row: int) -> None:
        object.__setattr__(self, "_columns", columns)
        object.__setattr__(self, "row", row)

    @property
    def unique_id(self) -> int:
        """Identity: the number of a person, for all others the row."""
        return getattr(self, "person", self.row)

    def __getattr__(self, name: str) -> Any:  # only for a name that an agent does not have
        kind = type(self).__name__
        if new := new_name(self._table, name):
            raise AttributeError(renamed(kind, name, new))
        raise AttributeError(f"{kind!r} object has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise ReadOnly(f"{name} cannot be set: {_READ_ONLY}")

    def __delattr__(self, name: str) -> NoReturn:
        raise ReadOnly(f"{name} cannot be removed: {_READ_ONLY}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RowView) and self._columns is other._columns and self.row == other.row

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.row))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in type(self._columns)._fields[:6])
        return f"<{type(self).__name__} row={self.row} {shown}, ...>"


def _reader(name: str) -> property:
    def read(view: Any) -> Any:
        value = getattr(view._columns, name)[view.row]
        if value.ndim == 0:
            return value.item()
        value = value.view()
        value.flags.writeable = False
        return value

    return property(read)


@cache
def view_class(kind: type) -> type[RowView]:
    """The class of the views on one kind of columns."""
    body: dict[str, Any] = {name: _reader(name) for name in kind._fields}  # type: ignore[attr-defined]
    singular = {"Agencies": "Agency"}.get(kind.__name__, kind.__name__.removesuffix("s"))
    body |= {"__slots__": (), "__doc__": f"One row of {kind.__name__}.", "_table": kind.__name__}
    return type(singular, (RowView,), body)


class ColumnSet(Sequence[Any]):
    """An ordered, read-only set of agents.

    Parameters
    ----------
    columns : NamedTuple of arrays
        The state; never copied.
    rows : array, callable or None
        Row numbers in the set; a callable gives them anew at each use; None is all rows.
    """

    def __init__(self, columns: Any, rows: np.ndarray | Callable[[], np.ndarray] | None = None) -> None:
        self._columns = columns
        self._rows = rows
        self._view = view_class(columns.__class__)

    @property
    def rows(self) -> np.ndarray:
        """Row numbers of the agents in the set, in order; read-only."""
        if self._rows is None:
            rows = np.arange(len(self._columns[0]))
        else:
            rows = self._rows() if callable(self._rows) else self._rows
        rows = np.asarray(rows).view()
        rows.flags.writeable = False
        return rows

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self._columns._fields

    def __len__(self) -> int:
        return len(self._columns[0]) if self._rows is None else self.rows.size

    def __getitem__(self, item: Any) -> Any:
        if isinstance(item, slice):
            return [self._view(self._columns, row) for row in self.rows[item].tolist()]
        return self._view(self._columns, int(self.rows[item]))

    def __iter__(self) -> Iterator[Any]:
        view, columns = self._view, self._columns
        return (view(columns, row) for row in self.rows.tolist())

    def __contains__(self, agent: object) -> bool:
        mine = isinstance(agent, RowView) and agent._columns is self._columns  # pyright: ignore[reportPrivateUsage] - both are of this file
        return mine and bool(np.isin(agent.row, self.rows))  # type: ignore[union-attr]

    def __repr__(self) -> str:
        return f"<{len(self)} x {self._view.__name__}>"

    def by_row(self, row: int) -> Any:
        """The agent of a row, which for directors, hirers and houses is the same in every scenario."""
        if not 0 <= row < len(self._columns[0]):
            raise IndexError(f"no row {row}: there are {len(self._columns[0])}")
        return self._view(self._columns, int(row))

    def to_list(self) -> list[Any]:
        """All views."""
        return list(self)

    def select(
        self,
        filter_func: Callable[[Any], bool] | np.ndarray | Sequence[bool] | None = None,
        at_most: int | float = float("inf"),
        inplace: bool = False,
        agent_type: type | None = None,
    ) -> ColumnSet:
        """The agents for which a predicate or a mask holds, the first ``at_most`` of them.

        A mask has one truth value per agent and is much faster than a predicate, which is called with every
        row view. ``at_most`` as a float up to 1 is a fraction of the set before filtering, as in Mesa.
        """
        if inplace:
            raise ReadOnly(f"select(inplace=True): {_READ_ONLY}")
        rows = self.rows
        limit = int(rows.size * at_most) if isinstance(at_most, float) and at_most <= 1.0 else at_most
        if agent_type is not None and not issubclass(self._view, agent_type):
            rows = rows[:0]
        elif callable(filter_func):
            view, columns = self._view, self._columns
            rows = np.array([r for r in rows.tolist() if filter_func(view(columns, r))], rows.dtype)
        elif filter_func is not None:
            rows = rows[_checked(filter_func, rows.size)]
        else:
            rows = rows.copy()
        return ColumnSet(self._columns, rows if limit >= rows.size else rows[: int(limit)])

    def get(self, attr_names: str | list[str], handle_missing: str = "error", default_value: Any = None) -> Any:
        """A column as a read-only array; for a list of names a list per agent, as Mesa gives."""
        if handle_missing not in ("error", "default"):
            raise ValueError(f"handle_missing is 'error' or 'default', not {handle_missing!r}")
        if isinstance(attr_names, str):
            return self._column(attr_names, handle_missing, default_value)
        columns = [self._column(name, handle_missing, default_value).tolist() for name in attr_names]
        return [list(values) for values in zip(*columns, strict=True)]

    def _column(self, name: str, handle_missing: str = "error", default_value: Any = None) -> np.ndarray:
        if name == "row" or (name == "unique_id" and "person" not in self.names):
            return self.rows
        name = "person" if name == "unique_id" else name
        if name not in self.names:
            if new := new_name(type(self._columns).__name__, name):  # even where what is missing has a default
                raise AttributeError(renamed(self._view.__name__, name, new))
            if handle_missing == "default":
                return np.full(len(self), default_value)
            known = ", ".join(self.names)
            raise AttributeError(f"{self._view.__name__} has no {name!r}; it has {known}")
        column = getattr(self._columns, name)
        column = column.view() if self._rows is None else column[self.rows]
        column.flags.writeable = False
        return column

    def agg(self, attribute: str, func: Callable[[Any], Any] | Iterable[Callable[[Any], Any]]) -> Any:
        """A function of a column, or a list of several."""
        values = self.get(attribute)
        return func(values) if callable(func) else [f(values) for f in func]

    def map(self, method: Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """What a function gives for each agent."""
        return [method(agent, *args, **kwargs) for agent in self]

    def sort(self, key: Callable[[Any], Any] | str, ascending: bool = False, inplace: bool = False) -> ColumnSet:
        """The set in the order of a column or of what a function gives; largest first, as in Mesa."""
        if inplace:
            raise ReadOnly(f"sort(inplace=True): {_READ_ONLY}")
        values = self.get(key) if isinstance(key, str) else self.map(key)
        order = sorted(range(len(self)), key=values.__getitem__, reverse=not ascending)
        return ColumnSet(self._columns, self.rows[np.array(order, np.intp)])

    def groupby(self, by: str | Callable[[Any], Any], result_type: str = "agentset") -> ColumnGroups:
        """The set in parts with the same value of a column, or of a function of the agent."""
        if result_type not in ("agentset", "list"):
            raise ValueError(f"result_type is 'agentset' or 'list', not {result_type!r}")
        values = self.get(by).tolist() if isinstance(by, str) else self.map(by)
        positions: dict[Any, list[int]] = {}
        for position, value in enumerate(values):
            positions.setdefault(value, []).append(position)
        rows = self.rows
        parts = {key: ColumnSet(self._columns, rows[np.array(p, np.intp)]) for key, p in positions.items()}
        return ColumnGroups(parts if result_type == "agentset" else {k: list(s) for k, s in parts.items()})

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise ReadOnly(_READ_ONLY)

    set = add = discard = remove = do = shuffle = shuffle_do = __setitem__ = __delitem__ = _refuse


class ColumnGroups:
    """Parts of a set by key, with Mesa's ``count``, ``agg`` and ``map``."""

    def __init__(self, groups: dict[Any, Any]) -> None:
        self.groups = groups

    def count(self) -> dict[Any, int]:
        """Number of agents per key."""
        return {key: len(group) for key, group in self.groups.items()}

    def agg(self, attr_name: str, func: Callable[[Any], Any]) -> dict[Any, Any]:
        """A function of a column per key."""
        return {
            key: func(g.get(attr_name) if isinstance(g, ColumnSet) else [getattr(a, attr_name) for a in g])
            for key, g in self.groups.items()
        }

    def map(self, method: Callable[..., Any] | str, *args: Any, **kwargs: Any) -> dict[Any, Any]:
        """What a function, or a method of the set by name, gives per key."""
        if isinstance(method, str):
            return {key: getattr(group, method)(*args, **kwargs) for key, group in self.groups.items()}
        return {key: method(group, *args, **kwargs) for key, group in self.groups.items()}

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        return iter(self.groups.items())

    def __len__(self) -> int:
        return len(self.groups)


def _checked(mask: Any, size: int) -> np.ndarray:
    mask = np.asarray(mask)
    if mask.dtype != bool or mask.shape != (size,):
        raise ValueError(f"a mask needs one truth value for each of the {size} agents")
    return mask
