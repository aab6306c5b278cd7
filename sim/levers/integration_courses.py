"""7.1.B: courses in language and society are open to EU citizens who want them."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class IntegrationCourses(NamedTuple):
    """Parameters of block 7.1.B."""

    course_uptake_yr: A[float, number("share of people who follow one in a year", "share", 0, 0.2, "assumed", "assumption: levers 7.1.B, the value of that block")] = 0.03
    lang_gain: A[float, number("part of what they do not know of their rights that they then know", "share", 0, 0.5, "assumed", "assumption: levers 7.1.B, the value of that block")] = 0.2
    effect_lag_w: A[int, number("weeks until the first have finished", "weeks", 0, 104, "assumed", "assumption: levers 7.1.B, the value of that block")] = 52
    course_cost_eur: A[float, number("cost of a course to the State", "EUR", 0, 10000, "assumed", "assumption: some two hundred hours in a group", "indexed")] = 1500.0
    people: A[float, number("people who may follow one", "persons", 0, 1000000, "assumed", "L1.07")] = 215000.0


def rewrite(rules: Rules, p: IntegrationCourses, standing: Standing) -> Rules:
    """Once the first have finished, courses raise what people know of their rights a little every week, spread over all
    instead of those who follow one. Who knows more complains sooner when wronged, and complaints lead enforcers to the
    agency.

    Side effects: The State pays for courses from the first week. Language, better jobs and less dependence on the
    agency are not in the model, nor that agencies do not pay for the time.
    """
    uptake = standing.weight * p.course_uptake_yr
    rules = with_programme(rules, uptake * p.people * p.course_cost_eur)
    if standing.weeks < p.effect_lag_w:
        return rules
    r = rules.registration
    return rules._replace(registration=r._replace(information=r.information + uptake * p.lang_gain / 52.0))


INTEGRATION_COURSES = Lever(
    id="7.1.B",
    slug="integration_courses",
    title_nl="Integratietrajecten openstellen",
    title_en="Integration courses opened",
    stance="points at existing money for language (almost EUR 3m a year, and funds for adult education); opening courses is for the next cabinet",
    class_="parameter",
    parameters=IntegrationCourses(),
    neutral={"course_uptake_yr": 0},
    rewrite=rewrite,
    sources=("LT72", "L1.07",),
    milestones=lambda p: (p.effect_lag_w,),
)
