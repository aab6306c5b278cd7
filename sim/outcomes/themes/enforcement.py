"""Outcomes on complaints, inspection and fines."""

from __future__ import annotations

from sim.outcomes.firms import Firm
from sim.outcomes.history import ratio
from sim.outcomes.metric import AGENCIES, Metric
from sim.state.ledger import Tally

METRICS = (
    Metric(
        "complaints_per_year",
        "Meldingen per jaar",
        "Complaints per year",
        "complaints/year",
        "flow",
        "none",
        "Complaints by wronged migrants that reach an enforcer or help desk.",
        lambda w: w.per_year(w.tally(Tally.COMPLAINTS)),
        source="contract: Outcomes",
        empty="0",
    ),
    Metric(
        "inspections_per_year",
        "Inspectiebezoeken per jaar",
        "Inspections per year",
        "visits/year",
        "flow",
        "none",
        "All visits of the Inspectorate, at agencies and at hirers. Sector body and label audits are only "
        "in the ledger and agencies/.",
        lambda w: w.per_year(w.tally(Tally.VISITS_AGENCY) + w.tally(Tally.VISITS_HIRER)),
        scope="agencies and hirers",
        source="contract: Outcomes",
        empty="0",
    ),
    Metric(
        "visit_rate_per_year",
        "Bezoekkans per uitzendbureau",
        "Visits per active agency",
        "1/year",
        "flow",
        "none",
        "Visits of the Inspectorate at agencies plus half of those at hirers, a year, per active agency.",
        lambda w: ratio(
            w.tally(Tally.VISITS_AGENCY) + 0.5 * w.tally(Tally.VISITS_HIRER),
            w.firms(Firm.ACTIVE) / w.weeks * w.years,
        ),
        scope=AGENCIES,
        source="contract: Outcomes",
    ),
    Metric(
        "fines_collected_share",
        "Aandeel boetes dat wordt geïnd",
        "Share of fines collected",
        "share",
        "share",
        "higher",
        "Euros of fines collected over euros of fines imposed in the same weeks (52 weeks; yearly: the year).",
        lambda w: ratio(w.tally(Tally.FINES_COLLECTED_EUR), w.tally(Tally.FINES_IMPOSED_EUR)),
        scope="agencies and hirers",
        source="contract: Outcomes",
        window=52,
    ),
)
