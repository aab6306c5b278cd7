"""X09: who is in actual control is fined himself, and the background of founders is tested."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least, both, with_programme
from sim.params import number
from sim.rules import Rules

A = Annotated


class FinedManagers(NamedTuple):
    """Parameters of block X09."""

    manager_share: A[float, number("share of a fine beyond the firm's means that is had from who leads it", "share", 0, 1, "assumed", "assumption: levers X09, house, savings and wage of half of them can be found; no figure")] = 0.5
    manager_means_eur: A[float, number("most that can be had from such a person", "EUR", 0, 500000, "assumed", "assumption: levers X09, savings and part of a house; no figure", "indexed")] = 25000.0
    straw_seen: A[float, number("share of straw men that are seen through, where fines and tests look for who leads", "share", 0, 0.9, "assumed", "assumption: levers X09, no figure")] = 0.3
    bibob_refuse: A[float, number("share of rogue founders refused after the integrity test", "share", 0, 0.5, "assumed", "assumption: levers X09, a third of the check of 2.1.D; no figure")] = 0.05
    cost_eur_yr: A[float, number("yearly cost to the State", "EUR/year", 0, 20000000, "assumed", "assumption: five people who test founders and trace who leads", "indexed")] = 500000.0


def rewrite(rules: Rules, p: FinedManagers, standing: Standing) -> Rules:
    """Part of a fine that the firm cannot pay is had from the person who leads it, up to what such a person has. An
    agency counts that when it decides how far to cheat, so an empty firm protects its owner less. Some rogue founders
    are refused after an integrity test.

    Side effects: With part of the fine paid in private, a firm whose debt for it would have ended it may go on. Straw
    men are seen through more often, which only tells beside a ban or a certificate of conduct. The State pays those who
    look.
    """
    i, a, w = rules.inspection, rules.admission, standing.weight
    inspection = i._replace(
        manager_share=at_least(i.manager_share, p.manager_share, w),
        manager_means=at_least(i.manager_means, p.manager_means_eur, w),
    )
    admission = a._replace(
        straw_share=a.straw_share * (1.0 - w * p.straw_seen),
        record_straw_share=a.record_straw_share * (1.0 - w * p.straw_seen),
        screen_refuse=both(a.screen_refuse, w * p.bibob_refuse),
    )
    return with_programme(rules._replace(inspection=inspection, admission=admission), w * p.cost_eur_yr)


FINED_MANAGERS = Lever(
    id="X09",
    slug="fined_managers",
    title_nl="Boete voor feitelijk leidinggevenden; Bibob",
    title_en="Fines for those in control; integrity test",
    stance="not in the letter",
    class_="parameter",
    parameters=FinedManagers(),
    neutral={"manager_share": 0, "manager_means_eur": 0, "straw_seen": 0, "bibob_refuse": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT06",),
    last=True,
)
