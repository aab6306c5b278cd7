"""World: how large the country is, how time runs, and which shares the start is made from."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.declare.params import number

A = Annotated


class Size(NamedTuple):
    """A run size: persons per person of the country, weeks of warm-up and weeks that count."""

    name: str
    scale: float
    warmup_weeks: int
    weeks: int
    seeds: int


SIZES = {
    "smoke": Size("smoke", 1 / 100, 26, 52, 2),
    "desk": Size("desk", 1 / 10, 104, 365, 8),
    "study": Size("study", 1 / 4, 104, 365, 20),
    "nation": Size("nation", 1.0, 104, 365, 1),
}


class RogueDefinition(NamedTuple):
    """What counts as a rogue agency in the outcomes; no agent reads it (design: enforcement.md section 7)."""

    line: A[float, number("unlawful euros over the legal wage bill from which an agency counts as rogue", "share", 0.01, 0.25, "assumed", "assumption: a definition; 2%, 5% and 10% stand beside each other in the outcomes")] = 0.05
    premiums: A[float, number("share of worker-weeks with a premium kept and no cover from which it counts as rogue too", "share", 0.02, 1, "assumed", "assumption: a definition, model.md section 6")] = 0.10
    leaves: A[float, number("an agency leaves a group once it is under this part of the line", "share", 0.5, 1, "assumed", "assumption: a definition; whoever hovers around the line does not change groups every week")] = 0.8
    window: A[int, number("weeks whose sums are judged, or since the first placement", "weeks", 13, 104, "assumed", "assumption: a definition; a year holds a season")] = 52
    least_weeks: A[int, number("weeks an agency must have existed to be judged", "weeks", 1, 52, "assumed", "assumption: a definition; a quarter of books")] = 13
    least_worker_weeks: A[float, number("worker-weeks it must have placed in the window to be judged", "worker-weeks", 1, 156, "assumed", "assumption: a definition; one worker for a quarter")] = 13.0


class World(NamedTuple):
    """Counts of the country at scale 1 at the start."""

    agency_migrants: A[float, number("agency migrants with a placement wanted, mean over the year", "persons", 150000, 300000, "measured", "L1.07")] = 215000.0
    active_agencies: A[float, number("active agencies", "firms", 4000, 9000, "measured", "L2.03")] = 6500.0
    size_sigma: A[float, number("spread of the lognormal agency sizes", "log", 1.0, 2.6, "calibrated", "assumption: 11-28% of active agencies place 80% of migrants (L2.14, L1.04)")] = 2.06
    hirers: A[float, number("establishments that hire agency migrants", "establishments", 15000, 40000, "assumed", "assumption: SPL-E01, no Dutch figure")] = 25000.0
    hirer_sigma: A[float, number("spread of the lognormal hirer sizes", "log", 0.3, 2.0, "assumed", "assumption: a distribution centre hires hundreds, a grower a handful")] = 1.2
    certified_beds: A[float, number("certified beds", "beds", 80000, 142000, "measured", "H7")] = 100000.0
    certified_locations: A[float, number("certified housing locations", "locations", 8000, 20000, "measured", "H8")] = 14000.0
    uncertified_beds: A[float, number("tied beds without label", "beds", 20000, 80000, "assumed", "assumption: equations.md section 3 gives 20,000-80,000; H15 shows the gap")] = 60000.0
    rogue: RogueDefinition = RogueDefinition()


class Splits(NamedTuple):
    """Starting shares, each a tuple that sums to one, in the order of the codes in ``sim.state.codes``."""

    province: tuple[float, ...]
    sector: tuple[float, ...]
    origin: tuple[float, ...]
