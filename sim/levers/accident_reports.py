"""2.1.G: hirers report accidents to the agency, which sees to it that work goes on in safety."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated

IN_PRACTICE = 0.5  # share reported in 2020 (levers 2.1.G; E38: half to seven in ten are not)


class AccidentReports(NamedTuple):
    """Parameters of block 2.1.G."""

    p_accident_reported: A[float, number("share of accidents that the hirer reports to the agency", "share", 0, 0.95, "assumed", "assumption: levers 2.1.G, the value of that block")] = 0.8
    accident_rate: A[float, number("accidents at work", "1/week", 5e-05, 0.005, "assumed", "assumption: levers 2.1.G, the value of that block")] = 0.0005
    signal_weight: A[float, number("pull of reported accidents on visits to a hirer", "1/log", 0, 5, "assumed", "assumption: none, the letter has them reported to the agency and not to the Inspectorate; levers 2.1.G has 0.5")] = 0.0
    measures_gain: A[float, number("share of accidents prevented where an agency looks after a report", "share", 0, 1, "assumed", "assumption: levers 2.1.G, looking before work goes on; no figure")] = 0.3
    dismissed_first: A[float, number("share of accidents at rogue agencies that are hidden by ending the contract", "share", 0, 1, "assumed", "assumption: levers 2.1.G, dismissal before the report; no figure")] = 0.2
    visits_per_report: A[float, number("work on a report, in visits that are not made elsewhere", "visits", 0, 1, "assumed", "assumption: none, as above; one in twenty where the Inspectorate gets the reports too")] = 0.0
    cost_hirer_eur: A[float, number("cost of a report to the hirer", "EUR", 0, 5000, "assumed", "assumption: levers 2.1.G, an hour of staff", "indexed")] = 50.0
    cost_agency_eur: A[float, number("cost to the agency of looking at the measures", "EUR", 0, 5000, "assumed", "assumption: levers 2.1.G, half a day at the hirer", "indexed")] = 250.0


def with_reports(rules: Rules, p: Any, weight: float) -> Rules:
    """The rules under a duty to report accidents: what reports draw, take and cost, and who dodges them."""
    i = rules.inspection
    inspection = i._replace(
        accident_reports=at_least(i.accident_reports, p.p_accident_reported - IN_PRACTICE, weight),
        accident_signal=at_least(i.accident_signal, p.signal_weight, weight),
        accident_visits=max(i.accident_visits, p.visits_per_report),
        accident_hidden=at_least(i.accident_hidden, p.dismissed_first, weight),
        accident_cost_hirer=i.accident_cost_hirer + p.cost_hirer_eur,
        accident_cost_agency=i.accident_cost_agency + p.cost_agency_eur,
    )
    return rules._replace(inspection=inspection)


def rewrite(rules: Rules, p: AccidentReports, standing: Standing) -> Rules:
    """Hirers report more accidents at work to the agency, which checks that measures are in order and that the worker
    can go back to work in safety, so that for some weeks fewer people fall ill by accident at that hirer. Every report
    costs both sides a sum. The Inspectorate gets no report by this duty, unless a number says so: that is B24.

    Side effects: Rogue agencies end the contract of part of the injured before there is anything to report, who then
    live on the State's sickness benefit. Hirers do not work more safely by themselves, and agencies do not leave
    dangerous ones.
    """
    if p.p_accident_reported <= IN_PRACTICE:
        return rules
    rules = with_reports(rules, p, standing.weight)
    i = rules.inspection
    measures = at_least(i.accident_measures, p.measures_gain, standing.weight)
    return rules._replace(inspection=i._replace(accident_rate=p.accident_rate, accident_measures=measures))


ACCIDENT_REPORTS = Lever(
    id="2.1.G",
    slug="accident_reports",
    title_nl="Meldplicht bij ongelukken voor uitzendbureaus",
    title_en="Duty to report accidents",
    stance="fills it in its own way; the change of law is for the next cabinet; whether it can be a quality standard is examined",
    class_="parameter",
    parameters=AccidentReports(),
    neutral={"p_accident_reported": 0},
    rewrite=rewrite,
    sources=("LT40",),
)
