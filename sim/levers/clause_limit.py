"""B01: the agency clause, by which a job ends with the order, may be used for 26 worked weeks only."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, towards
from sim.params import number
from sim.rules import Rules

A = Annotated


class ClauseLimit(NamedTuple):
    """Parameters of block B01."""

    clause_max_w: A[int, number("longest use of the agency clause", "weeks", 8, 78, "law", "LAW-P13")] = 26
    post_clause_notice_w: A[float, number("notice in phase A once the clause has run out", "weeks", 0, 8, "assumed", "assumption: levers B01, none inside phase A")] = 0.0
    spike_window_w: A[int, number("weeks before the end of the clause in which the agency decides", "weeks", 1, 8, "assumed", "assumption: levers B01, the value of that block")] = 4
    sister_share: A[float, number("share of agencies that pass workers on to a sister firm, so that the clock starts again", "share", 0, 1, "assumed", "assumption: levers B01, rotation between sister agencies; the rule on successive employers stops most")] = 0.1
    replace_cost_eur: A[float, number("cost of finding a new worker", "EUR", 0, 3000, "assumed", "assumption: levers B01, the value of that block", "indexed")] = 600.0


def rewrite(rules: Rules, p: ClauseLimit, standing: Standing) -> Rules:
    """Shortens the time in which a contract may end together with the order. Past that limit the agency pays wages in
    sickness up to the end of a short term, so in the last weeks before it, and before an announced limit enters, the
    agency weighs this against the cost of a new worker and sends some people away. Those who stay depend less on the
    agency: wronged workers complain sooner and others leave sooner.

    Side effects: Dismissals bunch just before the limit, and some agencies pass workers on to a sister firm so that the
    clock starts again. Between the limit and the end of phase A a job still ends with the order, without pay unless the
    measure sets a notice; a move to postings or self-employment is not in the model.
    """
    base = rules.contract.clause_max_weeks
    if p.clause_max_w >= base:
        return rules
    contract = rules.contract._replace(
        clause_max_weeks=round(towards(base, p.clause_max_w, standing.weight)),
        clause_new_from=standing.new_from,
        post_clause_notice_weeks=p.post_clause_notice_w,
        clause_window_weeks=p.spike_window_w,
        sister_share=p.sister_share * standing.weight,
        clause_replace_cost=p.replace_cost_eur,
    )
    return rules._replace(contract=contract)


CLAUSE_LIMIT = Lever(
    id="B01",
    slug="clause_limit",
    title_nl="Uitzendbeding hooguit 26 weken",
    title_en="Agency clause for 26 weeks at most",
    stance="names it as an option; no choice made",
    class_="mechanism",
    parameters=ClauseLimit(),
    neutral={"clause_max_w": 78},
    rewrite=rewrite,
    sources=("LAW-P13", "LAW-P14"),
    tells_new=True,
    at_once="Write each stage as a use of its own, with its date and term.",
)
