"""A market that starts from the persons of another world, so that it need not settle first."""

from __future__ import annotations

from typing import Any

from sim.behaviour import Behaviour
from sim.model import LabourMarket
from sim.population.making import Making
from sim.population.settling import settle
from sim.population.start import build
from sim.rules import Rules
from sim.scenario.overrides import Overridden
from sim.week import Week


class TrialMarket(LabourMarket):
    """`LabourMarket` whose persons lived in ``like`` before the first week, whatever its own figures."""

    def __init__(self, like: Overridden, **settings: Any) -> None:
        self._like = like
        super().__init__(**settings)

    def _build(self, behaviour: Behaviour, rules: Rules) -> Week:
        like, mine = self._like, self.base
        before = settle(self.seed, self.week, like.base.world, like.base.splits, like.behaviour, like.base.rules_at(1))
        weeks = self.last_week - self.week
        making = Making(self.seed, self.size.scale, self.week + 1, weeks, mine.world, mine.splits, behaviour, rules)
        return build(making, before)
