"""B03: whoever works at the same hirer for long enough has to be employed there or leave."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class PostingLimit(NamedTuple):
    """Parameters of block B03."""

    max_posting_w: A[int, number("longest posting at one hirer; 0 any length", "weeks", 0, 156, "law", "assumption: levers B03, the value of that block")] = 78
    p_convert: A[float, number("share of those at the limit whom the hirer takes into his own employ", "share", 0, 0.7, "assumed", "assumption: levers B03, .05-.7")] = 0.3
    relabel_share: A[float, number("share of those at the limit who go on at the hirer as workers of a contractor", "share", 0, 0.3, "assumed", "assumption: levers B03, relabelling as contracting; no figure")] = 0.1
    reset_gap_w: A[int, number("gap after which the clock at the hirer starts again", "weeks", 0, 52, "law", "assumption: levers B03, the value of that block")] = 26
    count_across_agencies: A[int, number("1: weeks at the hirer for another agency count", "0/1", 0, 1, "law", "assumption: levers B03, an open choice")] = 0


def rewrite(rules: Rules, p: PostingLimit, standing: Standing) -> Rules:
    """Nobody may be lent to one hirer for longer than the limit. In the weeks before it the hirer takes part of those
    who have been there so long into his own employ, and the agency tries others elsewhere or sends them away.

    Side effects: Part goes on at the same hirer as workers of a contractor, outside agency work; a hirer that took
    people over asks for that many agency workers less. Who comes back through another agency starts a new clock, unless
    weeks count across agencies.
    """
    if p.max_posting_w == 0 or standing.weight <= 0.0:
        return rules
    contract = rules.contract._replace(
        posting_max_weeks=p.max_posting_w,
        posting_bound=standing.weight,
        posting_from=standing.start,
        posting_new_from=standing.new_from,
        posting_gap_weeks=p.reset_gap_w,
        posting_across=p.count_across_agencies,
        posting_convert=p.p_convert,
        posting_relabel=p.relabel_share,
    )
    return rules._replace(contract=contract)


POSTING_LIMIT = Lever(
    id="B03",
    slug="posting_limit",
    title_nl="Maximale terbeschikkingstellingstermijn",
    title_en="Maximum posting at one hirer",
    stance="names it as an option (fiche 17)",
    class_="mechanism",
    parameters=PostingLimit(),
    neutral={"max_posting_w": 0},
    rewrite=rewrite,
    sources=("LT27", "LT28"),
    tells_new=True,
)
