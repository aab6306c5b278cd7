"""uitzendlab: an agent-based laboratory for policy on temporary agency work by labour migrants.

For scripts: `LabourMarket` (the Mesa model), `yearly` (outcomes by year), `compare` (a paired effect of models),
`effects` (paired effects of a result folder), and what is raised: `InvalidInput`, `RunEnded`. They are fetched when
asked for, because compiled kernels take a second to load and the command line must answer ``--help`` at once.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.declare.params import InvalidInput
    from sim.model import LabourMarket, RunEnded
    from uitzendlab.frames import compare, effects, yearly

_PLACES = {
    "LabourMarket": "sim.model",
    "RunEnded": "sim.model",
    "InvalidInput": "sim.declare.params",
    "compare": "uitzendlab.frames",
    "effects": "uitzendlab.frames",
    "yearly": "uitzendlab.frames",
}
__all__ = ["InvalidInput", "LabourMarket", "RunEnded", "compare", "effects", "yearly"]


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        from uitzendlab.shadow import hidden

        if (found := hidden()) is not None:
            raise ImportError(found.text("en"))
        return getattr(importlib.import_module(_PLACES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_PLACES])
