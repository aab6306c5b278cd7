"""What a world is made from."""

from __future__ import annotations

from typing import NamedTuple

from sim.behaviour import Behaviour
from sim.rules import Rules
from sim.world import Splits, World


class Making(NamedTuple):
    """All that makes one world another than the next."""

    seed: int
    scale: float  # persons of this world per person of the country, 0 < scale <= 1
    first_week: int  # of the run, warm-up included
    weeks: int  # of the run; the list of founders covers them all
    world: World
    splits: Splits
    behaviour: Behaviour
    rules: Rules
