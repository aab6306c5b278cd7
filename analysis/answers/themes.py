"""The compared outcomes by theme, in the order in which they are shown."""

from __future__ import annotations

from analysis.text.messages import say

THEMES: dict[str, tuple[str, ...]] = {
    "cover": ("uninsured_share", "uninsured_after_job_loss_share"),
    "housing": (*("homeless_stock", "homeless_after_job_loss_share", "triple_loss_per_year", "crowded_bed_share"),),
    "agencies": (
        *("rogue_worker_share", "rogue_agency_share", "rogue_agency_count", "agency_count"),
        *("honest_small_agency_count", "honest_small_agency_exits_per_year", "honest_small_agency_exit_rate_per_year"),
    ),
    "pay": (
        *("taken_eur_per_worker_week", "worker_weeks_losing_5"),
        *("wage_theft_eur_per_worker_week", "wage_recovered_share"),
    ),
    "work": ("migrants_present", "displaced_share", "vacancy_unfilled_share", "threshold_dismissals_per_year"),
    "money": (
        *("hire_rate_eur_per_hour", "hirer_cost_eur_per_year", "hirer_cost_eur_per_hour"),
        *("agency_compliance_cost_eur_per_year", "state_cost_eur_per_year"),
    ),
}
_THEME = {metric: theme for theme, metrics in THEMES.items() for metric in metrics}
_PLACE = {metric: k for k, metric in enumerate(_THEME)}


def theme_name(metric: str, lang: str) -> str:
    """The theme of a compared outcome in one word."""
    return say(f"theme.{_THEME[metric]}", lang)


def place(metric: str) -> int:
    """Where an outcome stands among the compared ones when these go by theme."""
    return _PLACE[metric]
