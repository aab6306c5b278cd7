"""Levers: what a policy scenario can pull. ``LEVERS`` is the one list, by slug."""

from __future__ import annotations

from typing import Any, NamedTuple


class Lever(NamedTuple):
    """What a scenario file may say of a lever."""

    id: str  # number of the recommendation in the letter, as ``2.1.C``
    slug: str
    title_nl: str
    title_en: str
    parameters: Any  # NamedTuple of declared numbers with their defaults


LEVERS: dict[str, Lever] = {}
