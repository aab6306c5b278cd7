"""Rival rules and the neutral switch of each response."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, NamedTuple

from sim.declare.params import choice, number

A = Annotated


class CatchRule(IntEnum):
    """How an agency learns its chance of being caught."""

    NEIGHBOURS = 0  # own and neighbours' visits
    PUBLISHED = 1  # the published average


class LiabilityRule(IntEnum):
    """How a hirer weighs liability against price."""

    EXPECTED = 0  # expected loss per hour, times awareness
    BLACKLIST = 1  # avoids suppliers with a finding, blind otherwise


class LeaveRule(IntEnum):
    """How a person who lost the job decides to leave NL."""

    TENURE = 0  # hazards by length of stay
    SAVINGS = 1  # leaves once savings no longer pay a month of living


class ExtractionRule(IntEnum):
    """Why an agency extracts."""

    GAIN = 0  # as far as it pays
    NEED = 1  # as far as it needs to reach its target return


class Switches(NamedTuple):
    """1 is the model, 0 takes one response out; for decomposing an effect, never for policy."""

    deterrence_learning: A[int, number("agencies learn from visits they see", "0/1", 0, 1, "assumed", "assumption: a switch to take one response out")] = 1
    price_response: A[int, number("prices follow extraction, cost and unfilled orders; hirers follow prices", "0/1", 0, 1, "assumed", "assumption: a switch to take one response out")] = 1
    awareness: A[int, number("hirers weigh liability", "0/1", 0, 1, "assumed", "assumption: a switch to take one response out")] = 1
    displacement: A[int, number("hirers change the mode of hiring", "0/1", 0, 1, "assumed", "assumption: a switch to take one response out")] = 1
    anticipation: A[int, number("people and firms act on rules that are announced and not yet in force", "0/1", 0, 1, "assumed", "assumption: a switch to take one response out")] = 1
    catch_rule: A[int, choice("learning the chance of being caught", CatchRule, "assumed", "assumption: evidence leaves both rules open")] = int(CatchRule.NEIGHBOURS)
    liability_rule: A[int, choice("weighing liability", LiabilityRule, "assumed", "assumption: evidence leaves both rules open")] = int(LiabilityRule.EXPECTED)
    leave_rule: A[int, choice("leaving after job loss", LeaveRule, "assumed", "assumption: evidence leaves both rules open")] = int(LeaveRule.TENURE)
    extraction_rule: A[int, choice("why agencies extract", ExtractionRule, "assumed", "assumption: evidence leaves both rules open")] = int(ExtractionRule.GAIN)
