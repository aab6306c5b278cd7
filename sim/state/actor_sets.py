"""The actors of a model as read-only sets, a column or an actor at a time."""

from __future__ import annotations

import numpy as np

from sim.state.agentset import ColumnSet
from sim.state.columns import State


class ActorSets:
    """The four kinds of actors of a model that has a state."""

    @property
    def state(self) -> State:
        """Columns of the world (`sim.state.columns.State`)."""
        raise NotImplementedError

    @property
    def migrants(self) -> ColumnSet:
        """Persons in NL, on the way, or gone."""
        m = self.state.migrants
        return ColumnSet(m, lambda: np.flatnonzero(m.work > 0))

    @property
    def agencies(self) -> ColumnSet:
        """Firms that exist or have existed."""
        a = self.state.agencies
        return ColumnSet(a, lambda: np.flatnonzero(a.incarnation >= 0))

    @property
    def hirers(self) -> ColumnSet:
        """Hiring establishments."""
        return ColumnSet(self.state.hirers)

    @property
    def landlords(self) -> ColumnSet:
        """Housing locations."""
        return ColumnSet(self.state.landlords)
