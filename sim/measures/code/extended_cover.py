"""5.1.A: health cover runs on for some weeks after the job, at the cost of the State."""

from __future__ import annotations

from typing import Any

from sim.measures.lever import Standing, at_least
from sim.rules import Rules


def rewrite(rules: Rules, p: Any, standing: Standing) -> Rules:
    """The rules of a week under the measure."""
    c, w = rules.cover, standing.weight
    weeks = round(at_least(c.runoff_weeks, p.runoff_weeks, w))
    scheme = at_least(c.scheme_use, p.sov_use_p, w)
    cover = c._replace(
        runoff_weeks=weeks,
        runoff_premium=max(c.runoff_premium, p.cost_per_runoff_w) if weeks > 0 else c.runoff_premium,
        scheme_use=scheme,
        runoff_stay=max(c.runoff_stay, p.stay_longer) if weeks > 0 else c.runoff_stay,
        diligence_lost=min(1.0, c.diligence_lost + p.slack * (scheme - c.scheme_use)),
    )
    return rules._replace(cover=cover)
