"""3.1.B: a working number or address of every new non-resident is kept in the register."""

from __future__ import annotations

from typing import Any

from sim.measures.lever import Standing, at_least
from sim.rules import Rules


def rewrite(rules: Rules, p: Any, standing: Standing) -> Rules:
    """The rules of a week under the measure."""
    r = rules.registration
    contact = at_least(r.contact_share, p.p_contact_recorded, standing.weight)
    gained = max(0.0, contact - r.contact_share) * p.push_info_gain / 52.0
    return rules._replace(registration=r._replace(contact_share=contact, information=r.information + gained))
