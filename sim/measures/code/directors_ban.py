"""2.1.F: a director who is caught again may be forbidden to lead an agency for years."""

from __future__ import annotations

from typing import Any

from sim.measures.lever import Standing, both
from sim.rules import AdmissionRules, Rules


def rewrite(rules: Rules, p: Any, standing: Standing) -> Rules:
    """The rules of a week under the measure."""
    ban = standing.weight * p.p_ban_if_repeat
    if ban <= 0.0:
        return rules
    a = rules.admission
    # Two bans beside each other last as long as the longer and leave the straw men of the cheaper one.
    if a.finding_ban <= 0.0 and a.restart_ban <= 0.0:
        weeks, straw, cost = p.ban_w, p.strawman_p, p.strawman_cost_eur
    else:
        weeks, straw = max(a.restart_ban_weeks, p.ban_w), max(a.straw_share, p.strawman_p)
        cost = min(a.straw_cost, p.strawman_cost_eur)
    admission = a._replace(restart_ban_weeks=weeks, straw_share=straw, straw_cost=cost)
    return rules._replace(admission=_with_chance(admission, ban, p))


def _with_chance(a: AdmissionRules, ban: float, p: Any) -> AdmissionRules:
    """The rules with one more ban of its kind: independent chances, and the sooner date."""
    if p.in_court:
        delay = p.delay_w if a.restart_ban <= 0.0 else min(a.restart_ban_delay, p.delay_w)
        return a._replace(restart_ban=both(a.restart_ban, ban), restart_ban_delay=delay)
    delay = p.delay_w if a.finding_ban <= 0.0 else min(a.finding_ban_delay, p.delay_w)
    return a._replace(finding_ban=both(a.finding_ban, ban), finding_ban_delay=delay)
