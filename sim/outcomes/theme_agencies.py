"""Outcomes on agencies: rogue, honest, entering and leaving."""

from __future__ import annotations

from sim.outcomes import firms
from sim.outcomes.firms import Firm
from sim.outcomes.history import ratio
from sim.outcomes.metric import AGENCIES, Metric

# The words of the definition stand with the function that applies it, so that they cannot part.
ROGUE = " ".join((firms.is_rogue.__doc__ or "").split("\n\n")[1].split())

METRICS = (
    Metric(
        "agency_count",
        "Actieve uitzendbureaus",
        "Active agencies",
        "agencies",
        "stock",
        "none",
        "Agencies with at least one worker placed in the last 13 weeks.",
        lambda w: w.mean("firms_active"),
        scope=AGENCIES,
        source="contract: Outcomes",
        empty="0",
    ),
    Metric(
        "rogue_agency_count",
        "Malafide uitzendbureaus",
        "Rogue agencies",
        "agencies",
        "stock",
        "lower",
        "Rogue agencies. " + ROGUE,
        lambda w: w.mean("firms_rogue"),
        scope=AGENCIES,
        source="model.md 6",
        empty="0",
    ),
    Metric(
        "rogue_agency_share",
        "Aandeel malafide uitzendbureaus",
        "Share of agencies that are rogue",
        "share",
        "stock",
        "lower",
        "Rogue agencies (see rogue_agency_count) over active agencies.",
        lambda w: ratio(w.firms(Firm.ROGUE), w.firms(Firm.ACTIVE)),
        scope=AGENCIES,
        source="model.md 6",
    ),
    Metric(
        "rogue_worker_share",
        "Aandeel gewerkte weken bij malafide bureaus",
        "Share of worker-weeks at rogue agencies",
        "share",
        "stock",
        "lower",
        "Worker-weeks of the last 13 weeks at rogue agencies (see rogue_agency_count) over those at all "
        "active ones.",
        lambda w: ratio(w.firms(Firm.ROGUE_WORKER_WEEKS), w.firms(Firm.WORKER_WEEKS)),
        scope=AGENCIES,
        source="model.md 6",
    ),
    Metric(
        "rogue_share_observed",
        "Aandeel malafide dat de inspectie ziet",
        "Rogue share an inspector sees",
        "share",
        "share",
        "none",
        "Of the agencies the Inspectorate visited in the last 52 weeks, also those that ended since, the "
        "share in which it found a violation. Yearly: at the last week of the year.",
        lambda w: ratio(w.firms(Firm.VISITED_WITH_FINDING), w.firms(Firm.VISITED)),
        scope="agencies visited by the Inspectorate",
        source="contract: Outcomes",
        needs=52,
        yearly_last=True,
    ),
    Metric(
        "certified_share",
        "Aandeel uitzendbureaus met keurmerk of toelating",
        "Share of agencies with certificate or admission",
        "share",
        "stock",
        "none",
        "Active agencies that hold the certificate (SNA) or an admission, over active agencies.",
        lambda w: ratio(w.firms(Firm.CERTIFIED), w.firms(Firm.ACTIVE)),
        scope=AGENCIES,
        source="contract: Outcomes",
    ),
    Metric(
        "top_agency_share",
        "Aandeel van de grootste bureaus",
        "Share of the largest agencies",
        "share",
        "stock",
        "none",
        "Share of worker-weeks of the last 13 weeks at the largest 0.15% of active agencies; where that is "
        "no whole number, part of the next agency counts for its part.",
        lambda w: ratio(w.firms(Firm.TOP_HUNDREDTHS) / 100.0, w.firms(Firm.WORKER_WEEKS)),
        scope=AGENCIES,
        source="equations.md 4",
    ),
    Metric(
        "agency_entry_rate_per_year",
        "Toetreding van uitzendbureaus",
        "Entry rate of agencies",
        "1/year",
        "flow",
        "none",
        "Agencies that place their first worker, a year, over active agencies. A restart under a new name "
        "counts.",
        lambda w: ratio(w.firms(Firm.FIRST_ACTIVE), w.firms(Firm.ACTIVE) / w.weeks * w.years),
        scope=AGENCIES,
        source="equations.md 5",
    ),
    Metric(
        "agency_exit_rate_per_year",
        "Uittreding van uitzendbureaus",
        "Exit rate of agencies",
        "1/year",
        "flow",
        "none",
        "Agencies that have placed workers and end, for whatever reason, a year, over active agencies.",
        lambda w: ratio(w.firms(Firm.ENDED), w.firms(Firm.ACTIVE) / w.weeks * w.years),
        scope=AGENCIES,
        source="equations.md 5",
    ),
    Metric(
        "honest_small_agency_exits_per_year",
        "Kleine eerlijke bureaus die stoppen",
        "Honest small agencies that close",
        "agencies/year",
        "flow",
        "lower",
        "Agencies that have placed workers and end, honest by type and integrity and under 50 placed "
        "workers, both fixed before treatment.",
        lambda w: w.per_year(w.firms(Firm.HONEST_SMALL_ENDED)),
        scope=AGENCIES,
        source="contract: Outcomes; model.md M13",
        empty="0",
    ),
)
