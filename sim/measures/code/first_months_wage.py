"""2.2.B: new arrivals are paid the full minimum wage, however many hours there are."""

from __future__ import annotations

from typing import Any

from sim.measures.lever import Standing, at_least
from sim.rules import Rules


def rewrite(rules: Rules, p: Any, standing: Standing) -> Rules:
    """The rules of a week under the measure."""
    if p.guarantee_w <= 0:
        return rules
    old = rules.pay
    pay = old._replace(
        guarantee_weeks=round(at_least(old.guarantee_weeks, p.guarantee_w, standing.weight)),
        guarantee_hours=p.guarantee_hours,
        guarantee_kept=p.compliance_bona,
        guarantee_kept_rogue=p.compliance_rogue,
        guarantee_short=p.short_share if p.exempt_short_project == 1 else 0.0,
        guarantee_trial_weeks=p.exempt_misconduct_first_w,
    )
    if old.guarantee_weeks > 0:  # of two guarantees the stricter holds, on every point
        pay = pay._replace(
            guarantee_hours=max(old.guarantee_hours, pay.guarantee_hours),
            guarantee_kept=max(old.guarantee_kept, pay.guarantee_kept),
            guarantee_kept_rogue=max(old.guarantee_kept_rogue, pay.guarantee_kept_rogue),
            guarantee_short=min(old.guarantee_short, pay.guarantee_short),
            guarantee_trial_weeks=min(old.guarantee_trial_weeks, pay.guarantee_trial_weeks),
        )
    return rules._replace(pay=pay)
