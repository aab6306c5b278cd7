"""Make the population at rest that ships with the package anew: scenarios/population/at-rest.npz.

    python -m tools.fit.at_rest                # sixteen worlds of 24 years each; a minute or two on two cores

To be done where a change of the model or of its figures moves how people live; `tests/model/test_settling.py` fails
where the file is of other figures, and where worlds that begin with it end elsewhere than those that do not.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from sim.behaviour import Behaviour
from sim.population.at_rest import FILE, LAST_WEEK, POOL, rests_on
from sim.population.people import sample
from sim.population.settled import Settled, columns_of, keep
from sim.population.settling import live, settling_world
from sim.population.turnover import Seen
from sim.scenario.loading import load_base
from sim.state.columns import Migrants, empty

BASE = "law-2020"
WORLDS = 16
FIRST_SEED = 910_000_001  # of seeds that nobody else asks for
CENTS = ("savings", "savings_before", "debt", "debt_outside", "wage_owed", "rent", "rent_arrears")


def lived(seed: int) -> Settled:
    """A world of the base after 24 years of its own."""
    base = load_base(BASE)
    rules = base.rules_at(1)
    week = settling_world(seed, LAST_WEEK, base.world, base.splits, Behaviour(), rules)
    seen = live(week, LAST_WEEK, rules)
    return keep(week, seen, rests_on(base.world, base.splits, Behaviour()))


def pooled(worlds: Sequence[Settled]) -> Settled:
    """As many persons of each world, together `POOL` times those of one, and the means of all else."""
    ratio = POOL / len(worlds)
    groups = [(0, [np.arange(w.present) for w in worlds])]
    groups.append((1, [np.arange(w.present, w.migrants.work.size) for w in worlds]))
    people = empty(Migrants, sum(round(rows.size * ratio) for _, parts in groups for rows in parts))
    row, present = 0, 0
    for abroad, parts in groups:
        for number, (world, rows) in enumerate(zip(worlds, parts, strict=True)):
            row += sample(FIRST_SEED + number, world.migrants, people, ratio, rows, row)
        present = present if abroad else row
    for name in CENTS:
        getattr(people, name)[:] = np.round(getattr(people, name), 2)
    people.person[:] = np.arange(row)
    seen = Seen(
        np.mean([w.seen.flow for w in worlds], axis=0),
        np.mean([w.seen.ends for w in worlds], axis=0),
        float(np.mean([w.seen.perceived for w in worlds])),
    )
    tightness = np.mean([w.tightness for w in worlds], axis=0)
    room = float(np.mean([w.room for w in worlds]))
    return Settled(people, present, tightness, room, seen, worlds[0].made_from)


def main() -> int:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=WORLDS, help=f"worlds to pool; default {WORLDS}")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--out", type=Path, default=Path(str(files("scenarios").joinpath(*FILE))))
    asked = parser.parse_args()
    worlds: list[Settled] = []
    with ProcessPoolExecutor(asked.workers, mp_context=get_context("spawn")) as pool:
        for world in pool.map(lived, range(FIRST_SEED, FIRST_SEED + asked.worlds)):
            worlds.append(world)
            print(f"\r{len(worlds)}/{asked.worlds} worlds", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    with asked.out.open("wb") as file:
        np.savez_compressed(file, **columns_of(pooled(worlds)))
    print(f"{asked.out.name}: {asked.out.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
