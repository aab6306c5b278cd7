"""Behaviour: what people and firms do, as declared numbers with unit, range, kind and source."""

from __future__ import annotations

from typing import NamedTuple

from sim.behaviour.market import (
    Complaints,
    Demand,
    Deterrence,
    Enforcement,
    Entry,
    Exit,
    Extraction,
    ModeChoice,
    Phoenix,
    Pricing,
    SupplierChoice,
)
from sim.behaviour.people import (
    Arrivals,
    Careers,
    CoverBehaviour,
    Health,
    Household,
    HousingSearch,
    Placement,
    RegistrationBehaviour,
    Separation,
    Thresholds,
)
from sim.behaviour.switches import Switches


class Behaviour(NamedTuple):
    """All behavioural numbers, by decision."""

    separation: Separation = Separation()
    threshold: Thresholds = Thresholds()
    career: Careers = Careers()
    housing: HousingSearch = HousingSearch()
    cover: CoverBehaviour = CoverBehaviour()
    health: Health = Health()
    placement: Placement = Placement()
    arrivals: Arrivals = Arrivals()
    household: Household = Household()
    registration: RegistrationBehaviour = RegistrationBehaviour()
    demand: Demand = Demand()
    complaint: Complaints = Complaints()
    enforcement: Enforcement = Enforcement()
    extraction: Extraction = Extraction()
    deterrence: Deterrence = Deterrence()
    pricing: Pricing = Pricing()
    supplier: SupplierChoice = SupplierChoice()
    mode: ModeChoice = ModeChoice()
    entry: Entry = Entry()
    exit: Exit = Exit()
    phoenix: Phoenix = Phoenix()
    switch: Switches = Switches()
