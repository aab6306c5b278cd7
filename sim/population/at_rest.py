"""The population at rest: persons of the base world after decades of its own, pooled from several worlds.

Who comes and goes, and who stays for good, are each at rest after some twenty years only. Those years are the same for
every seed, so they are lived once, by `tools/fit/at_rest.py`, and their persons ship with the package. A world whose
seed, law or conduct is another lives only its last years itself (`sim.population.settling`).
"""

from __future__ import annotations

import contextlib
import hashlib
from functools import cache
from importlib.resources import files

from sim.behaviour import Behaviour
from sim.population.settled import Settled, digest_of, from_bytes
from sim.world import RogueDefinition, Splits, World

FILE = "population", "at-rest.npz"  # in the folder of scenarios
LAST_WEEK = -312  # of the years lived once; runs begin 208 or 286 weeks later
POOL = 2  # persons in the file for each of a settling world

# groups of behaviour in which stays, returns, homes and savings lie: what differs there takes decades to come to rest
SLOW = ("career", "arrivals", "household", "registration", "housing", "separation", "mode")
OTHER_START = ("world.", *(f"behaviour.{group}." for group in SLOW))  # how keys begin that make another population


def population_at_rest(world: World, splits: Splits, behaviour: Behaviour) -> Settled | None:
    """The persons that ship, as a settled world in week `LAST_WEEK`; None where this world comes to rest elsewhere."""
    found = shipped()[0]
    return found if found and found.made_from == rests_on(world, splits, behaviour) else None


def rests_on(world: World, splits: Splits, behaviour: Behaviour) -> str:
    """Digest of what a population at rest hangs on: all but law and conduct, which show within a few years."""
    slow = Behaviour()._replace(**{group: getattr(behaviour, group) for group in SLOW})
    return digest_of(world._replace(rogue=RogueDefinition()), splits, slow)


@cache
def shipped() -> tuple[Settled | None, str]:
    """The persons that ship, None where the file is none or not there, and a digest of the file."""
    content = b""
    with contextlib.suppress(OSError, ValueError, KeyError, EOFError):
        content = files("scenarios").joinpath(*FILE).read_bytes()
        return from_bytes(content), hashlib.sha256(content).hexdigest()
    return None, hashlib.sha256(content).hexdigest()
