"""X05: a report of sickness does not end the contract by itself."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class SicknessNoEnd(NamedTuple):
    """Parameters of X05, a later measure."""

    on: A[int, number("1: the clause does not end the contract at sickness", "0/1", 0, 1, "law", "LAW-S02")] = 1


def rewrite(rules: Rules, p: SicknessNoEnd, standing: Standing) -> Rules:
    """Who falls ill on a contract with the agency clause keeps the contract, with sick pay from the agency, up to the
    end of a short term or recovery; bed and health cover last as long. Where the clause ends before phase A does,
    sickness is no longer a reason for the agency to send someone away before that.

    Side effects: Agencies bear the pay of those weeks instead of the State's sickness benefit. That they screen
    applicants, or that hirers ask for another worker at once, is likely but not in the model.
    """
    if p.on == 0:
        return rules
    return rules._replace(contract=rules.contract._replace(clause_ends_at_sickness=0))


SICKNESS_NO_END = Lever(
    id="X05",
    slug="sickness_no_end",
    title_nl="Ziekte alleen beëindigt het contract niet",
    title_en="Sickness alone does not end the contract",
    stance="not in the letter",
    class_="mechanism",
    parameters=SicknessNoEnd(),
    neutral={"on": 0},
    rewrite=rewrite,
    sources=("LAW-S01", "LAW-S02", "LAW-S03", "LAW-P19",),
    at_once="It is a switch: from its date on it holds for every contract.",
)
