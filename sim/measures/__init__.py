"""Levers: what a policy scenario can pull. ``LEVERS`` is the one list of those of the package, by slug."""

from __future__ import annotations

from sim.measures.catalogue import Levers

LEVERS = Levers()
