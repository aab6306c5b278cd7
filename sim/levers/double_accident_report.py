"""B24: hirer and agency both report an accident, to the Inspectorate."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.accident_reports import IN_PRACTICE, with_reports
from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class DoubleAccidentReport(NamedTuple):
    """Parameters of block B24."""

    p_accident_reported: A[float, number("share of accidents reported by one of them at least", "share", 0, 0.99, "assumed", "assumption: levers B24, the value of that block")] = 0.9
    signal_weight: A[float, number("pull of reported accidents on visits to a hirer", "1/log", 0, 5, "assumed", "assumption: levers B24, as block 2.1.G")] = 0.5
    dismissed_first: A[float, number("share of accidents at rogue agencies that are hidden by ending the contract", "share", 0, 1, "assumed", "assumption: levers B24, less than in 2.1.G since the hirer must keep silent too; no figure")] = 0.1
    visits_per_report: A[float, number("work on a report, in visits that are not made elsewhere", "visits", 0, 1, "assumed", "assumption: levers B24, as lever 2.1.G")] = 0.05
    cost_hirer_eur: A[float, number("cost of a report to the hirer", "EUR", 0, 5000, "assumed", "assumption: levers B24, an hour of staff", "indexed")] = 50.0
    cost_agency_eur: A[float, number("cost of a report to the agency", "EUR", 0, 5000, "assumed", "assumption: levers B24, double work: an hour of staff", "indexed")] = 50.0


def rewrite(rules: Rules, p: DoubleAccidentReport, standing: Standing) -> Rules:
    """Hirer and agency must both report an accident, so that more accidents come to the Inspectorate and draw its
    visits at hirers to the unsafe ones. Each side pays for the report.

    Side effects: Work on reports takes time from other visits of the Inspectorate, and rogue agencies end the contract
    of part of the injured before there is anything to report. Nobody must look at the measures, so by itself it
    prevents no accident.
    """
    return with_reports(rules, p, standing.weight) if p.p_accident_reported > IN_PRACTICE else rules


DOUBLE_ACCIDENT_REPORT = Lever(
    id="B24",
    slug="double_accident_report",
    title_nl="Dubbele meldplicht bij ongelukken",
    title_en="Double duty to report accidents",
    stance="explores it further",
    class_="parameter",
    parameters=DoubleAccidentReport(),
    neutral={"p_accident_reported": 0},
    rewrite=rewrite,
    sources=("LT40",),
)
