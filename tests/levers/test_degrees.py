"""Half a lever moves its number of the rules part of the way: for every lever that comes in by degrees."""

from __future__ import annotations

from typing import Any

import pytest

from sim.measures import LEVERS
from sim.measures.law_of_week import law_of_week
from sim.rules import Rules
from sim.scenario.policy import LeverUse
from tests.levers.harness import use

START = 1

ONCE = {"subsidised_places"}  # in the end the money is spent and the rules are those of before
# Half of a number, where a measure has a term of its own or half of it is not half of what it does in the end.
HALVED: dict[str, dict[str, Any]] = {
    "no_rent_deduction": {"step_a_year": 0.025},  # a step every year, so half of it ends at nothing too
    "subsidised_places": {"places": 2350},
    "inspection_capacity": {"extra_fte": 45},
    "inspectorate_growth": {"extra_budget_eur_yr": 18.75e6},
    "presumed_employer": {"presume_share": LEVERS["presumed_employer"].parameters.presume_share / 2},
}


def rules_under(lever: LeverUse | None, week: int = START) -> Rules:
    return law_of_week(Rules(), [lever] if lever else [], week, False).rules


def fields(rules: Rules) -> dict[str, float]:
    return {
        f"{part}.{name}": float(value) for part, its in rules._asdict().items() for name, value in its._asdict().items()
    }


# how many keep a rule, or are bound by a limit, means nothing where the rule or the limit is not there
SHARES = {"no_debts", "posting_limit"}
BY_DEGREES = [slug for slug, lever in LEVERS.items() if (not lever.at_once or slug in HALVED) and slug not in SHARES]


@pytest.mark.parametrize("slug", BY_DEGREES)
def test_half_a_lever_moves_the_rules_part_of_the_way(slug):
    lever = LEVERS[slug]
    late = (
        [] if slug in ONCE or slug == "no_rent_deduction" else lever.milestones(lever.parameters)
    )  # what comes late has come
    week = START + max(late, default=0)
    none, whole = rules_under(None), rules_under(use(slug, start=START), week)
    phase_in = 0 if slug in HALVED else 2 * (week - START + 1)
    half = rules_under(use(slug, start=START, phase_in=phase_in, **HALVED.get(slug, {})), week)
    base, part, end = map(fields, (none, half, whole))
    assert [path for path in base if min(base[path], end[path]) < part[path] < max(base[path], end[path])]
