"""What `LabourMarket.agents` gives: an empty set of Mesa's that says where the people and firms are."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any, NoReturn

from mesa.agentset import AgentSet  # pyright: ignore[reportMissingTypeStubs]

WHERE = (
    "model.agents is empty by design: people and firms are columns, not objects. Look at model.migrants, "
    "model.agencies, model.hirers and model.landlords, which have select, get, agg, map and groupby; a reporter for "
    "all of them is a model reporter, as lambda m: m.migrants.agg('savings', max)"
)


class EmptyByDesign(UserWarning):
    """A look for agents where there never are any."""


def _looking(name: str) -> Any:
    """A method of Mesa's that looks at the agents of a set, with a warning that there are none."""
    method = getattr(AgentSet, name)

    def looked(self: NoAgents, *args: Any, **kwargs: Any) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", EmptyByDesign)  # of what it calls in turn: one warning is enough
            found = method(self, *args, **kwargs)
        warnings.warn(WHERE, EmptyByDesign, stacklevel=2)
        return found

    looked.__name__, looked.__doc__ = name, method.__doc__
    return looked


class NoAgents(AgentSet[Any]):
    """No agents: its length is 0, and a look at them is answered with a warning of where they are.

    An index and the name of a column raise, as they do in an empty set of Mesa's, with the same words.
    """

    def __init__(self, agents: Iterable[Any] = (), random: Random | None = None) -> None:
        super().__init__(agents, random=random)

    def __repr__(self) -> str:
        return f"<no agents: {WHERE}>"

    def __iter__(self) -> Iterator[Any]:
        warnings.warn(WHERE, EmptyByDesign, stacklevel=2)
        return iter(())

    def __getitem__(self, item: Any) -> Any:
        if isinstance(item, slice):
            return list(self)[item]
        raise IndexError(WHERE)

    def __getattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"no {name!r}: {WHERE}")

    def add(self, agent: Any) -> NoReturn:
        """Refused: an agent of one's own comes into its model by being made, as ``MyAgent(model)``."""
        raise TypeError("an agent is added to its model by Agent.__init__: make it with MyAgent(model)")

    select, agg, get, set = _looking("select"), _looking("agg"), _looking("get"), _looking("set")
    to_list, groupby, map = _looking("to_list"), _looking("groupby"), _looking("map")
    do, shuffle_do, shuffle, sort = _looking("do"), _looking("shuffle_do"), _looking("shuffle"), _looking("sort")
