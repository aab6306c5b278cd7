"""X01: in a sector with much abuse nobody may work through an agency any more."""

from __future__ import annotations

from typing import Any

from sim.measures.lever import Standing
from sim.rules import Rules


def rewrite(rules: Rules, p: Any, standing: Standing) -> Rules:
    """The rules of a week under the measure."""
    if p.covered_share * standing.weight <= 0.0:
        return rules
    i, old = rules.inspection, rules.liability
    inspection = i._replace(
        sector_ban=i.sector_ban | (1 << p.sector),
        sector_ban_share=max(i.sector_ban_share, standing.weight * p.covered_share),
        sector_ban_obey=max(i.sector_ban_obey, p.obey_share),
        sector_ban_fined=max(i.sector_ban_fined, int(standing.weeks >= p.transition_w)),
    )
    return rules._replace(
        inspection=inspection, liability=old._replace(avoid_share=max(old.avoid_share, p.avoid_share))
    )


def milestones(p: Any) -> tuple[int, ...]:
    """Weeks after the start in which the rules change once more."""
    return (p.transition_w,)
