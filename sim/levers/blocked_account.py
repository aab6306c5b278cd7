"""2.1.B: a fixed part of every invoice goes to an account from which only tax and premiums can be paid."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class BlockedAccount(NamedTuple):
    """Parameters of block 2.1.B."""

    g_coverage: A[float, number("share of invoices it holds for", "share", 0, 1, "law", "assumption: levers 2.1.B, all when on")] = 1.0
    g_share: A[float, number("part of an invoice that is blocked", "share", 0.2, 0.4, "law", "LAW-L07")] = 0.35
    tax_share_of_invoice: A[float, number("part of an invoice that is due as tax and premiums", "share", 0.1, 0.4, "assumed", "assumption: levers 2.1.B, the part set in practice covers them")] = 0.35
    dodge_share: A[float, number("part of what is blocked that a fraud still gets at, by understating hours or by false refunds", "share", 0, 0.9, "assumed", "assumption: no figure")] = 0.2
    unblock_delay_w: A[float, number("weeks until what is blocked has gone to the tax office or is free again", "weeks", 0, 12, "assumed", "assumption: levers 2.1.B, 1-12")] = 6.0
    g_admin_cost: A[float, number("yearly cost to an agency", "EUR/year", 0, 2000, "assumed", "assumption: levers 2.1.B, the value of that block", "indexed")] = 300.0


def rewrite(rules: Rules, p: BlockedAccount, standing: Standing) -> Rules:
    """Lowers what an agency gains from a euro of tax and premiums that it does not pay, by the part that the blocked
    account would have kept. At its quarterly review each agency then aims at evading less. What is blocked is missing
    from the till until it is free, so agencies must hold more capital.

    Side effects: An agency that evades less takes somewhat more by wages, care premiums and housing instead and asks a
    higher hire rate; every agency pays for the forms, and those short of capital, the small ones first, pay interest.
    That a hirer who uses the account is free of liability is not in the model.
    """
    covered = p.g_coverage * min(1.0, p.g_share / p.tax_share_of_invoice) * (1.0 - p.dodge_share) * standing.weight
    if covered <= 0.0:
        return rules
    # A euro of tax not paid is one that the account would have kept: the gain from evading falls by what is covered.
    tax = rules.tax._replace(blocked_account_cost=max(rules.tax.blocked_account_cost, covered))
    a, w = rules.admission, standing.weight
    admission = a._replace(
        admin_cost=a.admin_cost + p.g_admin_cost * p.g_coverage * w,
        blocked_weeks=max(a.blocked_weeks, p.unblock_delay_w * p.g_share * p.g_coverage * w),
    )
    return rules._replace(tax=tax, admission=admission)


BLOCKED_ACCOUNT = Lever(
    id="2.1.B",
    slug="blocked_account",
    title_nl="Verplicht gebruik van de g-rekening",
    title_en="Mandatory blocked account (g-rekening)",
    stance="positive; follows if national certification comes; first talks with banks, which must consent, and the tax office, which must digitise",
    class_="mechanism",
    parameters=BlockedAccount(),
    neutral={"g_coverage": 0},
    rewrite=rewrite,
    sources=("LAW-L06", "LAW-L07",),
)
