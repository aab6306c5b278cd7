"""2.1.F: who breaks the law again and again may not lead a firm for years."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both
from sim.params import number
from sim.rules import Rules

A = Annotated


class DirectorsBan(NamedTuple):
    """Parameters of blocks 2.1.F and B23."""

    p_ban_if_repeat: A[float, number("chance that who was caught twice may not lead a firm", "share", 0, 0.9, "law", "assumption: levers 2.1.F and B23, the values of those blocks")] = 0.3
    ban_w: A[int, number("weeks that a ban lasts", "weeks", 52, 260, "law", "assumption: levers 2.1.F, the value of that block")] = 156
    delay_w: A[int, number("weeks from the end of the firm until the ban is there", "weeks", 0, 208, "assumed", "assumption: none for a ban by the administration; levers B23, a year in court")] = 0
    strawman_p: A[float, number("share of the banned who start again behind a straw man", "share", 0.1, 0.8, "assumed", "assumption: levers 2.1.F, .1-.8")] = 0.4
    strawman_cost_eur: A[float, number("what the straw man costs", "EUR", 0, 50000, "assumed", "assumption: levers 2.1.F, up to 50,000", "indexed")] = 10000.0


def rewrite(rules: Rules, p: DirectorsBan, standing: Standing) -> Rules:
    """A supervisor who catches a director for the second time or more bans him from leading a firm for years, with the
    chance set here: his firm ends, or pays a straw man who takes his place. Whose firm died in debt before that starts
    no new one until the ban is over, or behind a straw man, so that fewer firms that were caught come back under
    another name.

    Side effects: Some of the banned find a straw man, and go on as they did with less money in the firm; the workers of
    firms that end lose their job. A director caught once is never touched. Nobody cheats less for fear of the ban; but
    an owner who is caught counts it in when he weighs vanishing against paying.
    """
    rules = with_ban(rules, p, standing)
    if standing.weight * p.p_ban_if_repeat <= 0.0:
        return rules
    return rules._replace(admission=rules.admission._replace(ban_running=1))


def with_ban(rules: Rules, p: DirectorsBan, standing: Standing) -> Rules:
    """The rules under a ban on starting again, of 2.1.F or of B23."""
    ban = standing.weight * p.p_ban_if_repeat
    if ban <= 0.0:
        return rules
    a = rules.admission
    # Two bans beside each other leave the straw men of the cheaper one.
    first = a.restart_ban <= 0.0
    admission = a._replace(
        restart_ban=both(a.restart_ban, ban),
        restart_ban_weeks=p.ban_w if first else max(a.restart_ban_weeks, p.ban_w),
        restart_ban_delay=p.delay_w if first else min(a.restart_ban_delay, p.delay_w),
        straw_share=p.strawman_p if first else max(a.straw_share, p.strawman_p),
        straw_cost=p.strawman_cost_eur if first else min(a.straw_cost, p.strawman_cost_eur),
    )
    return rules._replace(admission=admission)


DIRECTORS_BAN = Lever(
    id="2.1.F",
    slug="directors_ban",
    title_nl="Bestuursrechtelijk bestuursverbod",
    title_en="Administrative ban on directors",
    stance="explores; need and proportion must be shown; decision after that study, expected before the summer of 2021",
    class_="mechanism",
    parameters=DirectorsBan(),
    neutral={"p_ban_if_repeat": 0},
    rewrite=rewrite,
    sources=("LT05", "LT06",),
)
