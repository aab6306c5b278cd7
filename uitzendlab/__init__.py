"""uitzendlab: an agent-based laboratory for policy on temporary agency work by labour migrants.

``from uitzendlab import LabourMarket`` gives the Mesa model. It is fetched when asked for, because compiled
kernels take a second to load and the command line must answer ``--help`` at once.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.model import LabourMarket

__all__ = ["LabourMarket"]


def __getattr__(name: str) -> Any:
    if name == "LabourMarket":
        from uitzendlab.shadow import hidden

        if (found := hidden()) is not None:
            raise ImportError(found.text("en"))
        from sim.model import LabourMarket

        return LabourMarket
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
