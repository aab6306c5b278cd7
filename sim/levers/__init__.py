"""Levers: what a policy scenario can pull. ``LEVERS`` is the one list, by slug.

Each lever is a file of this folder that holds one `Lever`; a new one is found by being there.
"""

from __future__ import annotations

import importlib
import pkgutil

from sim.levers.lever import Lever

_OTHERS = ("contradictions", "lever", "letter", "standing")  # files of this folder that hold no lever


def _found() -> list[Lever]:
    names = sorted(info.name for info in pkgutil.iter_modules(__path__) if info.name not in _OTHERS)
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return [item for module in modules for item in vars(module).values() if isinstance(item, Lever)]


LEVERS: dict[str, Lever] = {lever.slug: lever for lever in sorted(_found(), key=lambda lever: lever.id)}
