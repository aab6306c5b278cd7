"""What may be said of a difference: a finding, in words of both languages, and the verdict it stands for."""

from __future__ import annotations

from typing import Any

from analysis.statistics.verdict import VERDICTS
from analysis.text.missing_values import of_pairs

DIRECTIONS = {"better": "beter", "worse": "slechter", "higher": "hoger", "lower": "lager"}
FINDINGS: dict[str, tuple[str, str]] = {
    "none": VERDICTS["not_shown"],
    "same": ("in elk paar gelijk", "the same in every pair"),
    **{way: (f"{VERDICTS['shown'][0]} {nl}", f"{VERDICTS['shown'][1]} to be {way}") for way, nl in DIRECTIONS.items()},
    **{
        f"likely_{way}": (f"{VERDICTS['likely'][0]} {nl}", f"{VERDICTS['likely'][1]} {way}")
        for way, nl in DIRECTIONS.items()
    },
    "one_pair": ("één paar: geen interval", "one pair: no interval"),
    "few_pairs": ("minder dan 3 paren: geen interval", "fewer than 3 pairs: no interval"),
    "unknown": ("geen interval te schatten", "no interval can be estimated"),
    "masked": ("minder dan 10 gesimuleerde personen", "fewer than 10 simulated persons"),
    "few": ("(rust op enkele paren)", "(a few pairs carry it)"),
}


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
    """Key of VERDICTS for a key of FINDINGS; None where there is no interval or the numbers are masked.

    Examples
    --------
    >>> verdict("worse"), verdict("likely_better"), verdict("same"), verdict("masked")
    ('shown', 'likely', 'not_shown', None)
    """
    if found in ("none", "same"):
        return "not_shown"
    return "likely" if found.startswith("likely") else "shown" if found in DIRECTIONS else None
