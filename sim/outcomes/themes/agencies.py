"""Outcomes on agencies: rogue, honest, entering and leaving."""

from __future__ import annotations

from sim.outcomes.firms import Firm
from sim.outcomes.history import ratio
from sim.outcomes.metric import AGENCIES, Metric

_CONDUCT = (
    "unlawful euros on all margins (wage and hours, tax and premiums, health cover, housing and other deductions) over "
    "the legal wage bill"
)
_JUDGED = (
    "Judged are active agencies with at least 13 weeks and 13 worker-weeks in the last 52 weeks (or since the start)"
)
ROGUE = (
    f"An agency is rogue when its {_CONDUCT}, summed over the last 52 weeks, is at least 5%, or when it kept a premium "
    "in at least 10% of its worker-weeks from a worker without cover; it stays so until it is under four fifths of "
    f"both lines. {_JUDGED}. These numbers are the definition's (world.rogue) and can be set"
)
JUDGED_AGENCIES = "active agencies that have been seen long enough to be judged"


def _takes(line: int) -> Metric:
    """Share of the judged agencies that take at least ``line`` per cent."""
    count = Firm[f"TAKES_{line}"]
    return Metric(
        f"takes_share_{line}",
        f"Aandeel bureaus dat {line}% of meer afneemt",
        f"Share of agencies that take {line}% or more",
        "share",
        "stock",
        "lower",
        f"Agencies whose {_CONDUCT}, summed over the last 52 weeks, is at least {line}% (until it is under four fifths "
        f"of that), over judged agencies, of all sizes or of a size class fixed before treatment. {_JUDGED}.",
        lambda w: ratio(w.firms(count), w.firms(Firm.JUDGED)),
        scope=AGENCIES,
        source="enforcement.md 7.2; E10, L2.20",
        grouped=True,
    )


def _takes_worker_weeks(line: int) -> Metric:
    """Share of worker-weeks at agencies around and above ``line`` per cent, without a step at the line."""
    count = Firm[f"TAKES_{line}_HUNDREDTHS"]
    return Metric(
        f"takes_worker_weeks_{line}",
        f"Aandeel gewerkte weken bij bureaus die rond of boven {line}% afnemen",
        f"Share of worker-weeks at agencies that take around or above {line}%",
        "share",
        "stock",
        "lower",
        f"Worker-weeks of the last 13 weeks at judged agencies, weighted from 0 for an agency whose {_CONDUCT} is half "
        f"of {line}% to 1 at one and a half times {line}%, over all worker-weeks at judged agencies. {_JUDGED}.",
        lambda w: ratio(w.firms(count), w.firms(Firm.JUDGED_HUNDREDTHS)),
        scope=AGENCIES,
        source="enforcement.md 7.2",
        grouped=True,
    )


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
        "judged_agency_count",
        "Beoordeelde uitzendbureaus",
        "Judged agencies",
        "agencies",
        "stock",
        "none",
        f"{_JUDGED}: shares of rogue agencies are of these. The others are too young or too small to tell.",
        lambda w: w.mean("firms_judged"),
        scope=AGENCIES,
        source="enforcement.md 7.1",
        empty="0",
    ),
    Metric(
        "rogue_agency_count",
        "Malafide uitzendbureaus",
        "Rogue agencies",
        "agencies",
        "stock",
        "lower",
        f"Rogue agencies. {ROGUE}.",
        lambda w: w.mean("firms_rogue"),
        scope=AGENCIES,
        source="enforcement.md 7.1",
        empty="0",
    ),
    Metric(
        "rogue_agency_share",
        "Aandeel malafide uitzendbureaus",
        "Share of agencies that are rogue",
        "share",
        "stock",
        "lower",
        "Rogue agencies (see rogue_agency_count) over judged agencies (see judged_agency_count): the same agencies "
        "above and below the line.",
        lambda w: ratio(w.firms(Firm.ROGUE), w.firms(Firm.JUDGED)),
        scope=AGENCIES,
        source="enforcement.md 7.2",
        grouped=True,
    ),
    Metric(
        "rogue_worker_share",
        "Aandeel gewerkte weken bij malafide bureaus",
        "Share of worker-weeks at rogue agencies",
        "share",
        "stock",
        "lower",
        "Worker-weeks of the last 13 weeks at judged agencies, weighted from 0 for an agency at half of the line of "
        "rogue_agency_count to 1 at one and a half times it, over all worker-weeks at judged agencies: an agency that "
        "hovers around the line moves nothing in steps.",
        lambda w: ratio(w.firms(Firm.ROGUE_HUNDREDTHS), w.firms(Firm.JUDGED_HUNDREDTHS)),
        scope=AGENCIES,
        source="enforcement.md 7.2",
        grouped=True,
    ),
    *(_takes(line) for line in (2, 5, 10)),
    *(_takes_worker_weeks(line) for line in (2, 5, 10)),
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
        "Agencies that place their first worker, a year, over active agencies. A restart under a new name counts.",
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
        "none",  # fewer where fewer are left
        "Honest small agencies (see honest_small_agency_count) that end, for whatever reason, a year. A number, which "
        "falls where fewer are left; as a part of those that are left it is honest_small_agency_exit_rate_per_year.",
        lambda w: w.per_year(w.firms(Firm.HONEST_SMALL_ENDED)),
        scope=AGENCIES,
        source="contract: Outcomes; model.md M13",
        empty="0",
    ),
    Metric(
        "honest_small_agency_exit_rate_per_year",
        "Deel van de overgebleven kleine eerlijke bureaus dat stopt",
        "Closures per honest small agency that is left",
        "1/year",
        "flow",
        "lower",
        "Agencies counted in honest_small_agency_exits_per_year over those counted in honest_small_agency_count: "
        "closures per agency and year at risk. Over several years closures and years at risk are added up first.",
        lambda w: ratio(w.firms(Firm.HONEST_SMALL_ENDED), w.firms(Firm.HONEST_SMALL) / w.weeks * w.years),
        scope=AGENCIES,
        source="contract: Outcomes; model.md M13",
    ),
    Metric(
        "honest_small_agency_count",
        "Kleine eerlijke bureaus",
        "Honest small agencies",
        "agencies",
        "stock",
        "higher",
        "Active agencies under 50 placed workers, fixed before treatment, that are not rogue (see rogue_agency_count) "
        "by what they took in the last 52 weeks, or since their start if they are too young to be judged.",
        lambda w: w.mean("firms_honest_small"),
        scope=AGENCIES,
        source="model.md M13",
        empty="0",
    ),
)
