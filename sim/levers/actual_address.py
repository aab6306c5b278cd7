"""3.1.C: people are registered where they really stay, and count for the money of a municipality."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least, both, towards
from sim.params import number
from sim.rules import Rules

A = Annotated


class ActualAddress(NamedTuple):
    """Parameters of block 3.1.C."""

    p_address_known: A[float, number("share of non-residents whose actual address the municipality knows", "share", 0, 0.95, "assumed", "assumption: levers 3.1.C, the value of that block")] = 0.6
    overcrowd_detect_mult: A[float, number("checks of a crowded house whose dwellers are all known, over those of others", "ratio", 1, 3, "assumed", "assumption: levers 3.1.C, the value of that block")] = 1.5
    muni_budget_per_head_eur_yr: A[float, number("what a municipality gets for each registered migrant", "EUR/year", 0, 1500, "assumed", "assumption: levers 3.1.C, left to a next cabinet", "indexed")] = 0.0
    budget_to_checks: A[float, number("part of that which goes to checks of houses", "share", 0, 0.5, "assumed", "assumption: levers 3.1.C, the fund is free to spend; no figure")] = 0.05
    budget_to_places: A[float, number("part of that which goes to places for migrants", "share", 0, 0.5, "assumed", "assumption: levers 3.1.C, the fund is free to spend; no figure")] = 0.05
    found_per_100_eur: A[float, number("chance a week that a municipality finds and registers a resident, per 100 EUR it gets for him", "1/week", 0, 0.01, "assumed", "assumption: levers 3.1.C, a municipality looks for whom it is paid for; no figure")] = 0.0005
    landlord_refusal: A[float, number("share of crowded houses without label whose landlord then lets nobody register", "share", 0, 0.9, "assumed", "assumption: levers 3.1.C, fewer landlords willing; no figure")] = 0.2


def rewrite(rules: Rules, p: ActualAddress, standing: Standing) -> Rules:
    """Files tell a municipality how many people live in a house, so that a crowded one is checked sooner the more of
    its dwellers are known. With money per registered migrant it pays for checks and places, and has a reason to find
    and register residents. More crowded houses are cleared or closed.

    Side effects: People who must leave a house that is cleared or closed may end up in the street. Some landlords of
    crowded houses without label let nobody register, which keeps their dwellers out of the register and the house out
    of sight. The State pays the money per head, which is nothing at the default.
    """
    r, w = rules.registration, standing.weight
    fund = w * p.muni_budget_per_head_eur_yr
    seen = max(r.crowding_seen, towards(1.0, p.overcrowd_detect_mult, w))
    used = p.overcrowd_detect_mult > 1.0 or fund > 0.0
    registration = r._replace(
        address_known=at_least(r.address_known, p.p_address_known, w) if used else r.address_known,
        crowding_seen=seen,
        refusal=at_least(r.refusal, p.landlord_refusal, w) if p.overcrowd_detect_mult > 1.0 else r.refusal,
        fund_per_head=r.fund_per_head + fund,
        fund_checks=p.budget_to_checks if fund > 0.0 else r.fund_checks,
        fund_places=p.budget_to_places if fund > 0.0 else r.fund_places,
        found_rate=both(r.found_rate, fund / 100.0 * p.found_per_100_eur),
    )
    return rules._replace(registration=registration)


ACTUAL_ADDRESS = Lever(
    id="3.1.C",
    slug="actual_address",
    title_nl="Feitelijk verblijfsadres en meetellen in het gemeentefonds",
    title_en="Actual address, and counting in the municipal fund",
    stance="gives municipalities guidance; temporary addresses of non-residents become possible; counting for the fund is for a next cabinet",
    class_="parameter",
    parameters=ActualAddress(),
    neutral={"overcrowd_detect_mult": 1, "muni_budget_per_head_eur_yr": 0},
    rewrite=rewrite,
    sources=("S135", "S136", "S133", "L1.28", "LAW-G04", "LAW-G05"),
)
