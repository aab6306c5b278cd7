"""What a start needs of a settled world, and where it is kept: beside the compiled kernels.

Its name there says everything it depends on: a base and its policies, or the runs of a batch, settle once per seed.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.core.kernel_cache import kernel_folder
from sim.population.places import capacity
from sim.population.turnover import Seen
from sim.state.columns import Migrants
from sim.week import Week

KEPT = 2e9  # bytes of settled worlds on disk; a batch of ten thousand seeds would leave ten times as much


class Settled(NamedTuple):
    """The persons of a settled world: those present first, then those abroad who may return."""

    migrants: Migrants
    present: int
    tightness: np.ndarray  # rental room over renters, float64[12]
    room: float  # persons that open places take in, over those who live there
    seen: Seen  # of its firms
    made_from: str  # digest of all it hangs on


def digest_of(*made_from: object) -> str:
    """A word that says everything a settled world is made from."""
    return hashlib.sha256(repr(made_from).encode()).hexdigest()[:24]


def keep(week: Week, seen: Seen, made_from: str) -> Settled:
    """What a start needs of a world that has come to rest."""
    rows = np.concatenate([week.present, week.leavers])
    before = week.state.institutions
    people = Migrants(*(column[rows] for column in week.state.migrants))
    places = week.state.landlords
    room = float(capacity(places)[places.open == 1].sum() / max(1, places.occupants.sum()))
    tightness = before.rental_stock / np.maximum(before.renters, 1)
    return Settled(people, week.present.size, tightness, room, seen, made_from)


def path_of(made_from: str) -> Path:
    """File of the settled world made from these; the folder is named after the sources of the code."""
    return kernel_folder() / f"settled-{made_from}.npz"


def stored(path: Path) -> Settled | None:
    """The settled world of a file; None where there is none, or none that can be read."""
    with contextlib.suppress(OSError, ValueError, KeyError, EOFError):
        settled = from_bytes(path.read_bytes())
        with contextlib.suppress(OSError):  # of a cache that may only be read
            path.touch()  # used: the last to go
        return settled
    return None


def from_bytes(content: bytes) -> Settled:
    """The settled world of a file's content.

    Raises
    ------
    ValueError, KeyError, EOFError
        Where it is none.
    """
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        people = Migrants(*(file[column] for column in Migrants._fields))
        seen = Seen(file["seen_flow"], file["seen_ends"], float(file["seen_perceived"]))
        return Settled(
            people, int(file["present_rows"]), file["rental_tightness"], float(file["bed_room"]), seen,
            str(file["made_from"]),
        )  # fmt: skip


def columns_of(settled: Settled) -> dict[str, Any]:
    """What a file holds, by name: arrays and single values of NumPy."""
    seen = settled.seen
    return settled.migrants._asdict() | {
        "present_rows": np.int64(settled.present), "rental_tightness": settled.tightness,
        "bed_room": np.float64(settled.room), "made_from": np.array(settled.made_from),
        "seen_flow": seen.flow, "seen_ends": seen.ends, "seen_perceived": np.float64(seen.perceived),
    }  # fmt: skip


def store(path: Path, settled: Settled) -> None:
    """Write whole or not at all; a cache that cannot be written costs time only."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        with part.open("wb") as file:
            np.savez(file, **columns_of(settled))
        part.replace(path)
        make_room(path.parent)


def make_room(folder: Path, most: float = KEPT) -> None:
    """Remove the settled worlds used longest ago until the rest take at most ``most`` bytes; others may do so too."""
    found: list[tuple[int, int, Path]] = []
    for path in folder.glob("settled-*.npz"):
        with contextlib.suppress(OSError):
            facts = path.stat()
            found.append((facts.st_mtime_ns, facts.st_size, path))
    total = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if total <= most:
            return
        with contextlib.suppress(OSError):
            path.unlink()
        total -= size
