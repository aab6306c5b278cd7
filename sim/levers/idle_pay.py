"""B06: an agency may leave idle hours unpaid for a shorter time, and pays a least number of hours after it."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least, towards
from sim.params import number
from sim.rules import Rules

A = Annotated


class IdlePay(NamedTuple):
    """Parameters of block B06."""

    no_work_no_pay_w: A[int, number("worked weeks with the agency in which idle hours need not be paid", "weeks", 0, 78, "law", "LAW-P15")] = 26
    guaranteed_hours: A[float, number("hours a week that are paid after that, worked or not", "hours/week", 0, 32, "law", "assumption: levers B06, the most of that block; hardly any week in the model is shorter than 25 hours")] = 32.0


def rewrite(rules: Rules, p: IdlePay, standing: Standing) -> Rules:
    """After some worked weeks with the agency short weeks are paid up to the guaranteed hours, and who has no clause is
    paid to the end of his term when the work stops. In the weeks before, the agency weighs that cost against a new
    worker and sends some people away.

    Side effects: The agency bears the pay of hours that no hirer pays for and asks no higher rate. Dismissals bunch
    just before the weeks are over, and people who are sent away start their weeks again if the break is long or the
    agency another.
    """
    c, w = rules.contract, standing.weight
    unpaid = min(c.idle_unpaid_weeks, round(towards(c.idle_unpaid_weeks, p.no_work_no_pay_w, w)))
    return rules._replace(
        contract=c._replace(idle_unpaid_weeks=unpaid),
        pay=rules.pay._replace(idle_hours=at_least(rules.pay.idle_hours, p.guaranteed_hours, w)),
    )


IDLE_PAY = Lever(
    id="B06",
    slug="idle_pay",
    title_nl="Minder uitsluiting van loon zonder werk",
    title_en="Less exclusion of pay for idle hours",
    stance="looks at how it hangs together with this when examining B05",
    class_="mechanism",
    parameters=IdlePay(),
    neutral={"no_work_no_pay_w": 78, "guaranteed_hours": 0},
    rewrite=rewrite,
    sources=("LAW-P15", "LAW-A08", "LAW-F05", "LT19"),
)
