"""B02: agency contracts count for the chain rule from the first day; after some of them the next has no end."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, towards
from sim.params import number
from sim.rules import Rules

A = Annotated


FREE_CONTRACTS = 6  # in phase B by agreement (LAW-P06); a limit on its way in comes down from there


class ChainRule(NamedTuple):
    """Parameters of block B02."""

    chain_max_contracts: A[int, number("contracts with one agency after which the next has no end; 0 any number", "contracts", 0, 6, "law", "assumption: levers B02, the value of that block")] = 3
    chain_max_w: A[int, number("worked weeks with one agency after which the contract has no end; 0 any number", "weeks", 0, 208, "law", "assumption: levers B02, the value of that block")] = 156
    gap_reset_w: A[int, number("gap after which the chain starts again", "weeks", 13, 260, "law", "LAW-P10")] = 26
    term_w: A[int, number("length to which agencies stretch contracts whose number counts", "weeks", 4, 156, "assumed", "assumption: levers B02, three contracts of a year fill the three years, as in other work; a single long one is 156")] = 52
    to_clause_share: A[float, number("share of phase A without the clause that gets it, since long terms are dear in sickness", "share", 0, 1, "assumed", "assumption: levers B02, the clause ends a contract of any length with the work; no figure")] = 0.5


def rewrite(rules: Rules, p: ChainRule, standing: Standing) -> Rules:
    """Contracts with one agency count from the first day, also over breaks shorter than the gap: after some contracts
    or weeks the next has no end. In the weeks before that the agency weighs a contract without end against the cost of
    a new worker and sends some people away.

    Side effects: Who used up the chain is not taken back until the gap is over, so goes to another agency, often to
    another bed. Agencies stretch contracts whose number counts, so that sick pay lasts longer, and give the clause to
    part of those who would have had none. They do not ask higher rates.
    """
    if p.chain_max_contracts == 0 and p.chain_max_w == 0:
        return rules
    c, w = rules.contract, standing.weight
    usual = c.phase_a_weeks + c.phase_b_weeks
    contract = c._replace(
        chain_max_contracts=round(towards(FREE_CONTRACTS, p.chain_max_contracts, w)) if p.chain_max_contracts else 0,
        chain_max_weeks=round(towards(usual, p.chain_max_w, w)) if p.chain_max_w else 0,
        chain_gap_weeks=p.gap_reset_w,
        chain_term_weeks=p.term_w,
        chain_to_clause=w * p.to_clause_share,
        chain_from=standing.start,
        chain_new_from=standing.new_from,
    )
    return rules._replace(contract=contract)


CHAIN_RULE = Lever(
    id="B02",
    slug="chain_rule",
    title_nl="Uitzondering op de ketenbepaling vervalt",
    title_en="Exception to the chain rule lapses",
    stance="names it as an option (fiche 16)",
    class_="mechanism",
    parameters=ChainRule(),
    neutral={"chain_max_contracts": 0, "chain_max_w": 0},
    rewrite=rewrite,
    sources=("LAW-P10", "LAW-P11", "LAW-F04", "LT19", "LT23"),
    tells_new=True,
)
