"""Who pays: what each party gains or loses by a policy, from the ledger. Every payment has two sides: the sum is 0."""

from __future__ import annotations

import polars as pl

from analysis.answers.annual import per_year
from analysis.answers.comparison import families_of
from analysis.answers.findings import finding
from analysis.answers.records import Outcome, Payer, change_of
from analysis.answers.view import last_day
from analysis.statistics.looks import looks_at
from analysis.statistics.paired import compared, pair_up
from analysis.text.answer_words import PARTIES as PARTY_NAMES
from experiments.store.store import Store

# parties and their accounts; what moves within a party is no gain or loss of it
PARTIES: dict[str, tuple[str, ...]] = {
    "migrants": ("migrants", "abroad"),  # what they send home stays theirs
    "agencies": ("agencies", "owners", "deposits"),
    "hirers": ("hirers",),
    "state": ("state",),
    "landlords": ("landlords",),
    "care": ("insurers", "care_providers"),
    "suppliers": ("suppliers", "enforcers"),
}


def payers_of(store: Store, period: str) -> list[Payer]:
    """Changes of every policy in a period, in the order of the plan; empty without pairs or ledger."""
    ledger = store.read("ledger")
    if ledger.is_empty():
        return []
    if period != "all":
        ledger = ledger.filter(pl.col("year") == int(period))
    runs = store.read("runs").select("run_id", "base", "policy", "seed", "draw")
    factor = per_year(period, last_day(store))
    annual = balances(ledger, period).with_columns(pl.col("value") * factor)
    pairs = pair_up(annual.join(runs, on="run_id"))
    if pairs.is_empty():
        return []
    order = list(runs.select("base", "policy").unique(maintain_order=True).iter_rows())
    found = compared(pairs, {}, families=families_of(store, period), looks=looks_at(store)).to_dicts()
    found.sort(key=lambda row: (order.index((row["base"], row["policy"])), list(PARTIES).index(row["metric"])))
    return [
        Payer(
            outcome=_outcome(row["metric"]),
            change=change_of(row),
            finding=finding(row, "none"),
            **{name: row[name] for name in ("base", "policy", "period", "pairs", "outcomes", "shown")},
        )
        for row in found
    ]


def _outcome(party: str) -> Outcome:
    """What a party gains, which has no better side; its scope is the accounts of the ledger."""
    accounts = ", ".join(PARTIES[party])
    return Outcome(party, *PARTY_NAMES[party], "EUR/year", "none", accounts, accounts)


def balances(ledger: pl.DataFrame, period: str) -> pl.DataFrame:
    """Received less paid over the weeks of the ledger, for each run and party, as values that can be paired."""
    party = {account: name for name, accounts in PARTIES.items() for account in accounts}
    whose = [pl.col(side).replace_strict(party).alias(side) for side in ("from_account", "to_account")]
    sides = ledger.with_columns(whose).group_by("run_id", "from_account", "to_account").agg(pl.col("eur").sum())
    received = sides.select("run_id", pl.col("to_account").alias("metric"), pl.col("eur").alias("value"))
    paid = sides.select("run_id", pl.col("from_account").alias("metric"), -pl.col("eur").alias("value"))
    total = pl.concat([received, paid]).group_by("run_id", "metric").agg(pl.col("value").sum())
    alike = {"group_by": "all", "group": "all", "period": period}
    return total.with_columns(pl.lit(value).alias(name) for name, value in alike.items())
