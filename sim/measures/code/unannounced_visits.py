"""6.1.E: visits come without a word beforehand."""

from __future__ import annotations

from typing import Any

from sim.measures.lever import Standing, at_least
from sim.rules import Rules

LAST = True


def rewrite(rules: Rules, p: Any, standing: Standing) -> Rules:
    """The rules of a week under the measure."""
    i = rules.inspection
    share = at_least(i.unannounced_share, p.share_unannounced, standing.weight)
    lost = (share - i.unannounced_share) * p.closed_doors
    visits = i.inspectorate_visits * (1.0 - lost)
    return rules._replace(inspection=i._replace(unannounced_share=share, inspectorate_visits=visits))
