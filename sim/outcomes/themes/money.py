"""Outcomes in euros: who pays, who is paid too little."""

from __future__ import annotations

from sim.outcomes.history import Figure, Window, ratio
from sim.outcomes.ledger import paid_by, paid_to
from sim.outcomes.metric import AGENCIES, Metric
from sim.state.ledger import Account, Item, Tally

_BY_HIRERS = paid_by(Account.HIRERS)
_STATE_NET = paid_by(Account.STATE) - paid_to(Account.STATE)
_HIRE = paid_by(Account.HIRERS) * 0.0
_HIRE[Item.HIRE] = 1.0
OTHER_FORM_HOURS = 38.0  # hours a week paid to whoever works in another form (phases/pay.py)


def _hours(w: Window) -> Figure:
    """Hours worked at hirers in the window, of this world: through agencies, and in other forms of work."""
    return w.tally(Tally.HOURS_SOLD) + OTHER_FORM_HOURS * w["other_form"]


def _losing(line: int) -> Metric:
    """Share of worker-weeks in which the worker lost at least ``line`` per cent of the legal wage."""
    event = Tally[f"LOSING_{line}"]
    return Metric(
        f"worker_weeks_losing_{line}",
        f"Aandeel gewerkte weken met {line}% of meer verlies",
        f"Share of worker-weeks that lose {line}% or more",
        "share",
        "share",
        "lower",
        f"Person-weeks placed by agencies in which this person lost at least {line}% of the legal wage, by wage not "
        "paid, a premium kept without cover, or unlawful deductions, over all of them. Tax that is evaded is not "
        "counted: the State loses it.",
        lambda w: ratio(w.tally(event), w["placed"]),
        scope="persons placed by an agency",
        source="enforcement.md 7.2; E33",
    )


METRICS = (
    Metric(
        "taken_eur_per_worker_week",
        "Onrechtmatig afgenomen per gewerkte week",
        "Taken unlawfully per worker-week",
        "EUR/worker-week",
        "price",
        "lower",
        "Unlawful euros of agencies on all margins (wage and hours, tax and premiums, premiums kept without cover, "
        "housing and other deductions), over person-weeks placed by agencies.",
        lambda w: ratio(w.tally(Tally.EXTRACTED_EUR), w["placed"]),
        scope="persons placed by an agency",
        source="enforcement.md 7.2",
    ),
    *(_losing(line) for line in (2, 5, 10)),
    Metric(
        "wage_theft_eur_per_worker_week",
        "Niet betaald loon per gewerkte week",
        "Wage not paid per worker-week",
        "EUR/worker-week",
        "price",
        "lower",
        "Wage due and not paid by agencies, over person-weeks placed by agencies.",
        lambda w: ratio(w.tally(Tally.WAGE_STOLEN_EUR), w["placed"]),
        scope="persons placed by an agency",
        source="contract: Outcomes",
    ),
    Metric(
        "wage_recovered_share",
        "Aandeel niet betaald loon dat terugkomt",
        "Share of unpaid wage recovered",
        "share",
        "share",
        "higher",
        "Wages recovered for workers over wages due and not paid in the same weeks (52 weeks; yearly: the year).",
        lambda w: ratio(w.tally(Tally.WAGE_RECOVERED_EUR), w.tally(Tally.WAGE_STOLEN_EUR)),
        scope="persons placed by an agency",
        source="contract: Outcomes",
        window=52,
    ),
    Metric(
        "vacancy_unfilled_share",
        "Aandeel opdrachten zonder kandidaat",
        "Share of orders unfilled",
        "share",
        "share",
        "lower",
        "Orders of hirers for agency workers that stay open this week, over all their orders.",
        lambda w: ratio(w.tally(Tally.UNFILLED), w.tally(Tally.ORDERS)),
        scope="hirers of agency migrants",
        source="contract: Outcomes",
    ),
    Metric(
        "hire_rate_eur_per_hour",
        "Inleentarief per uur",
        "Hire rate per hour",
        "EUR/hour",
        "price",
        "none",
        "Paid by hirers to agencies for the hours of migrants, over those hours.",
        lambda w: ratio(w.euros(_HIRE), w.tally(Tally.HOURS_SOLD)),
        scope="hirers of agency migrants",
        source="contract: Outcomes",
    ),
    Metric(
        "hirer_cost_eur_per_year",
        "Kosten voor inleners",
        "Cost to hirers",
        "EUR/year",
        "flow",
        "none",  # lower where fewer people work, which is no gain of the hirers
        "All that leaves the hirers' account: hire, wages and taxes of other forms of work, fines, back pay and "
        "duties. It falls where fewer people work; work that is not done because an order stays open is no payment "
        "and is not counted (see vacancy_unfilled_share). What an hour costs is hirer_cost_eur_per_hour.",
        lambda w: w.per_year(w.euros(_BY_HIRERS)),
        scope="hirers of agency migrants",
        source="contract: Outcomes",
        empty="0",
    ),
    Metric(
        "hirer_cost_eur_per_hour",
        "Kosten voor inleners per gewerkt uur",
        "Cost to hirers per hour worked",
        "EUR/hour",
        "price",
        "none",  # cheaper where wages are not paid, dearer where they are
        "All that leaves the hirers' account (see hirer_cost_eur_per_year) over the hours worked there by migrants: "
        "through agencies, and 38 a week by whoever is directly employed, posted, self-employed or subcontracted.",
        lambda w: ratio(w.euros(_BY_HIRERS), _hours(w)),
        scope="hirers of agency migrants",
        source="contract: Outcomes",
    ),
    Metric(
        "agency_compliance_cost_eur_per_year",
        "Nalevingskosten voor uitzendbureaus",
        "Compliance cost to agencies",
        "EUR/year",
        "flow",
        "none",  # lower where there are fewer agencies
        "Cost to agencies of certificate, admission, audits, deposit and other duties the rules put on them. "
        "It falls where fewer agencies are left.",
        lambda w: w.per_year(w.tally(Tally.COMPLIANCE_COST_EUR)),
        scope=AGENCIES,
        source="contract: Outcomes",
        empty="0",
    ),
    Metric(
        "state_cost_eur_per_year",
        "Netto kosten voor de Staat",
        "Net cost to the State",
        "EUR/year",
        "flow",
        "lower",
        "All that leaves the State's account less all that enters it (taxes, premiums, fines); negative "
        "where more comes in. Gross amounts are in the ledger.",
        lambda w: w.per_year(w.euros(_STATE_NET)),
        scope="the State",
        source="contract: Outcomes",
        empty="0",
    ),
)
