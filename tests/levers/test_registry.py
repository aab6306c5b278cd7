"""Every lever by its declaration: all its numbers are read, two levers on one rule agree whatever their order."""

import itertools
import math

import pytest

from sim.declare.params import fields_of
from sim.measures import LEVERS
from sim.measures.law_of_week import law_of_week
from sim.measures.lever import ALL_WEEKS, Standing
from sim.rules import Rules
from tests.levers.harness import use
from tests.levers.test_neutral import NEEDS

LATE, HALF, FIRST = Standing(1.0, 40, 500, ALL_WEEKS), Standing(0.5, 40, 3, ALL_WEEKS), Standing(1.0, 40, 0, ALL_WEEKS)


def in_force(slugs) -> Rules:
    """The rules long after these levers have come in together."""
    return law_of_week(Rules(), [use(slug, 40) for slug in slugs], 540, True).rules


def told(slug, parameters):
    """All that a lever may do with its numbers: rules early, late and half phased in, and when it changes again."""
    lever, before = LEVERS[slug], in_force(NEEDS.get(slug, ()))
    when = tuple(lever.rewrite(before, parameters, standing) for standing in (FIRST, HALF, LATE))
    return when, lever.milestones(parameters)


@pytest.mark.parametrize("slug", LEVERS)
def test_every_number_of_a_lever_is_read(slug):
    lever = LEVERS[slug]
    for name, (_, number) in fields_of(type(lever.parameters)).items():
        ends = [number.low, number.high] if not number.choices else list(number.choices)
        kind = type(getattr(lever.parameters, name))
        others = [kind(end) for end in ends if end is not None and end != getattr(lever.parameters, name)]
        worlds = [lever.parameters, lever.parameters._replace(**STRONG.get(slug, {}))]
        moved = any(
            told(slug, start._replace(**{name: other})) != told(slug, start) for start in worlds for other in others
        )
        assert moved, f"{slug}.{name} changes nothing"


# with these another number matters that else is overruled
STRONG = {
    "hirer_liability": {"safe_harbour_if_admitted": 0},
    "first_months_wage": {"exempt_short_project": 1},
    "no_replacement": {"proof_on": 1},
    "actual_address": {"muni_budget_per_head_eur_yr": 500.0},
    "temporary_address": {"muni_update_right": 1},
    "scheme_recovery": {"bill_migrant_p": 0.2, "gp_admin_barrier": 0.3},
}


def close(one: Rules, other: Rules) -> bool:
    for group, its in zip(one, other, strict=True):
        for a, b in zip(group, its, strict=True):
            if a != b and not math.isclose(float(a), float(b), rel_tol=1e-9):
                return False
    return True


def test_levers_combine_in_whatever_order_they_stand():
    wrong = []
    for one, other in itertools.combinations(LEVERS, 2):
        pair = (one, other), (other, one)
        if not close(*(in_force(slugs) for slugs in pair)):
            wrong.append((one, other))
    assert wrong == []
