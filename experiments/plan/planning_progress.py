"""How far planning is: told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable

Tick = Callable[[str, int, int], None]
"""Told what is being done (``trials`` of figures, names of ``runs``), how much of it is done, and how much there is."""


def silent(what: str, done: int, of: int) -> None:
    """Nobody asked."""
