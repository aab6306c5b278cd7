"""2.1.F: a director who is caught again may be forbidden to lead an agency for years."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, both
from sim.params import number
from sim.rules import AdmissionRules, Rules

A = Annotated


class DirectorsBan(NamedTuple):
    """Parameters of blocks 2.1.F and B23."""

    p_ban_if_repeat: A[float, number("chance of a ban for a director who was caught twice: at every further finding by the administration, at the end of his firm in court", "share", 0, 0.9, "law", "assumption: levers 2.1.F and B23, the values of those blocks")] = 0.3
    ban_w: A[int, number("weeks that a ban lasts", "weeks", 52, 260, "law", "assumption: levers 2.1.F, the value of that block")] = 156
    delay_w: A[int, number("weeks from the finding, in court from the end of the firm, until the ban is there", "weeks", 0, 208, "assumed", "assumption: none for a ban by the administration; levers B23, a year in court")] = 0
    in_court: A[int, number("1: a court bans, once the firm has ended in debt; 0: the administration does, at a repeat finding", "0/1", 0, 1, "law", "assumption: an administrative ban is for who breaks the law again and again (letter, 2.1.F), that of civil law for bankruptcies (LT05)")] = 0
    strawman_p: A[float, number("share of the banned who go on or start again behind a straw man", "share", 0.1, 0.8, "assumed", "assumption: levers 2.1.F, .1-.8")] = 0.4
    strawman_cost_eur: A[float, number("what the straw man costs", "EUR", 0, 50000, "assumed", "assumption: levers 2.1.F, up to 50,000", "indexed")] = 10000.0


def rewrite(rules: Rules, p: DirectorsBan, standing: Standing) -> Rules:
    """A director who was caught before and whom the Inspectorate or the tax office finds out again may be forbidden to
    lead an agency for years, with the chance set here. He steps down and his firm ends, or he pays a straw man out of
    its money; until the ban is over he starts no new firm, unless behind a straw man. A director who was caught once
    counts with the loss of his firm at the next finding and cheats less.

    Side effects: Workers of the firms that end lose their job, and clients go to other agencies, not all of them honest.
    Some of the banned go on behind a straw man with less money in the firm. An owner who hears of a fine weighs going on
    less, since he may lose the lead anyway, so some vanish who would have paid. Appeal is not in the model.
    """
    ban = standing.weight * p.p_ban_if_repeat
    if ban <= 0.0:
        return rules
    a = rules.admission
    # Two bans beside each other last as long as the longer and leave the straw men of the cheaper one.
    if a.finding_ban <= 0.0 and a.restart_ban <= 0.0:
        weeks, straw, cost = p.ban_w, p.strawman_p, p.strawman_cost_eur
    else:
        weeks, straw = max(a.restart_ban_weeks, p.ban_w), max(a.straw_share, p.strawman_p)
        cost = min(a.straw_cost, p.strawman_cost_eur)
    admission = a._replace(restart_ban_weeks=weeks, straw_share=straw, straw_cost=cost)
    return rules._replace(admission=_with_chance(admission, ban, p))


def _with_chance(a: AdmissionRules, ban: float, p: DirectorsBan) -> AdmissionRules:
    """The rules with one more ban of its kind: independent chances, and the sooner date."""
    if p.in_court:
        delay = p.delay_w if a.restart_ban <= 0.0 else min(a.restart_ban_delay, p.delay_w)
        return a._replace(restart_ban=both(a.restart_ban, ban), restart_ban_delay=delay)
    delay = p.delay_w if a.finding_ban <= 0.0 else min(a.finding_ban_delay, p.delay_w)
    return a._replace(finding_ban=both(a.finding_ban, ban), finding_ban_delay=delay)


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
