"""What may be said of a difference: a finding and the verdict it stands for, keys of words in the catalogue."""

from __future__ import annotations

from typing import Any

from analysis.text.missing_values import of_pairs
from analysis.text.verdict_words import DIRECTIONS


def finding(row: dict[str, Any], better: str) -> str:
    """Key of what may be said: a direction only where the difference is shown or likely."""
    if row["pairs"] < 2:
        return "one_pair"
    if row["sim_lo"] is None:
        why = of_pairs(row["pairs"], None, row.get("sd"))
        return {"alike_pairs": "unknown", "too_wide": "none"}.get(str(why), str(why))
    if not row["shown"] and not row.get("likely"):
        return "same" if row["diff"] == 0 and row["sim_lo"] == row["sim_hi"] else "none"
    way = direction = "higher" if row["diff"] > 0 else "lower"
    if better != "none":
        way = "better" if better == direction else "worse"
    return way if row["shown"] else f"likely_{way}"


def verdict(found: str) -> str | None:
    """Key of a verdict for that of a finding; None where there is no interval or the numbers are masked.

    Examples
    --------
    >>> verdict("worse"), verdict("likely_better"), verdict("same"), verdict("masked")
    ('shown', 'likely', 'not_shown', None)
    """
    if found in ("none", "same"):
        return "not_shown"
    return "likely" if found.startswith("likely") else "shown" if found in DIRECTIONS else None
