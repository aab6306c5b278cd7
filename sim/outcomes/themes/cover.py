"""Outcomes on health cover."""

from __future__ import annotations

from sim.outcomes.history import ratio
from sim.outcomes.metric import Metric, share
from sim.state.ledger import Tally

METRICS = (
    Metric(
        "uninsured_share",
        "Aandeel onverzekerd",
        "Share uninsured",
        "share",
        "stock",
        "lower",
        "Persons in NL without health cover, not counting those whose enrolment is under way and will work "
        "back to the start of this duty to insure, over migrants_present. A payment guarantee of insurers "
        "is no cover, a legal run-off is.",
        share("uninsured", "present"),
        source="model.md 6; equations.md 3",
        grouped=True,
    ),
    Metric(
        "uncovered_share",
        "Aandeel zonder dekking op het moment zelf",
        "Share without cover in real time",
        "share",
        "stock",
        "lower",
        "Persons in NL without health cover in the week itself, whether or not it is repaired backwards "
        "later, over migrants_present.",
        share("uncovered", "present"),
        source="equations.md 3",
        grouped=True,
    ),
    Metric(
        "uninsured_spells_per_1000py",
        "Nieuwe onverzekerde perioden per 1.000 persoonsjaren",
        "Uninsured spells started per 1,000 person-years",
        "spells per 1,000 person-years",
        "flow",
        "lower",
        "Runs of weeks uninsured (as in uninsured_share) that started, per 1,000 years lived in NL and in scope.",
        lambda w: 1000.0 * ratio(w["uninsured_starts"], w["present"] / w.weeks * w.years),
        source="model.md 6",
        grouped=True,
    ),
    Metric(
        "uninsured_spell_weeks_median",
        "Mediane duur van een onverzekerde periode",
        "Median length of an uninsured spell",
        "weeks",
        "stock",
        "lower",
        "Kaplan-Meier median of the length of uninsured runs, from the runs at risk in the weeks of the "
        "window (52 weeks; yearly: the year). Runs still open count for as long as they were seen, runs "
        "whose start is not known do not count. A run also ends when the person leaves NL. Null where fewer"
        " than half end within two years.",
        lambda w: w.median_duration(),
        source="model.md 6",
        window=52,
        grouped=True,
    ),
    Metric(
        "uncovered_care_eur_per_year",
        "Zorgkosten van onverzekerden",
        "Care of people without cover",
        "EUR/year",
        "flow",
        "lower",
        "Cost of care given to people without cover in the week of the care, whoever pays: the scheme for "
        "the uninsured, the person, the provider or an insurer's guarantee.",
        lambda w: w.per_year(w.tally(Tally.CARE_UNCOVERED_EUR)),
        source="model.md 6",
        empty="0",
    ),
    Metric(
        "uninsured_after_job_loss_share",
        "Aandeel onverzekerd na baanverlies",
        "Share uninsured after losing a job",
        "share",
        "share",
        "lower",
        "Of the agency jobs lost by people who stay in NL for 8 weeks, the share followed by at least one "
        "week uninsured within 8 weeks. A job that leads to another agency the same week is not lost. "
        "Counted 8 weeks after the loss; weekly values over 52 weeks.",
        share("lost_job_uninsured", "jobs_lost_stayed"),
        source="contract: Outcomes; equations.md 3",
        window=52,
        needs=60,
        grouped=True,
    ),
)
