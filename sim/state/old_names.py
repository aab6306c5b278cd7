"""Names that columns of the state had in earlier versions: each is refused, and the error gives the new name."""

from __future__ import annotations

from typing import Any, NoReturn

OLD_NAMES: dict[str, dict[str, str]] = {
    "Migrants": {"hop": "transfer", "kept_weeks": "notice_weeks_if_paid"},
    "Agencies": {
        "type": "founder_type",
        "theta": "integrity",
        "reputation": "selling_capacity",
        "e_wage": "extracted_wage",
        "e_tax": "extracted_tax",
        "e_health": "extracted_health",
        "e_housing": "extracted_housing",
        "q_revenue": "quarter_revenue",
        "q_profit": "quarter_profit",
        "q_hours": "quarter_hours",
        "q_wages": "quarter_wages",
        "q_extracted": "quarter_extracted",
        "week_kept": "week_premium_kept",
        "must_end": "ending_cause",
    },
    "Hirers": {"passed": "orders_allowed", "taken_on": "takeover_share"},
    "Landlords": {
        "quick": "quick_eviction",
        "house": "house_number",
        "habit": "usual_crowding",
        "extra": "added_cost",
    },
}


def new_name(table: str, name: str) -> str | None:
    """The present name of a column that once had another, by the class of its table; None for all other names."""
    return OLD_NAMES.get(table, {}).get(name)


def renamed(owner: str, name: str, new: str) -> str:
    """The text of the error for an old name."""
    return f"{owner} has no {name!r} any more: this column is now called {new!r}"


def no_such_column(columns: Any, name: str) -> NoReturn:
    """What a table of columns answers to a name that it does not have."""
    table = type(columns).__name__
    if new := new_name(table, name):
        raise AttributeError(renamed(table, name, new))
    raise AttributeError(f"{table!r} object has no attribute {name!r}")
