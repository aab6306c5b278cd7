"""X04: hirers are held liable for part of the invoice where tax was not paid."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class PresumedTaxLiability(NamedTuple):
    """Parameters of X04, a later measure."""

    tax_share: A[float, number("part of the invoice for which hirers answer where tax was not paid", "share", 0, 1, "law", "LAW-L07")] = 0.35
    tax_share_of_invoice: A[float, number("part of an invoice that is due as tax and premiums", "share", 0.1, 0.4, "assumed", "assumption: levers 2.1.B, the part set in practice covers them")] = 0.35


def rewrite(rules: Rules, p: PresumedTaxLiability, standing: Standing) -> Rules:
    """When the tax office assesses an agency that cannot pay, its hirers pay what is missing, up to a part of what they
    were invoiced; at the part of the act that is about all of it. At its quarterly review a
    hirer that knows of this counts it as a cost of a supplier whose rate is too low to be true, so orders move to
    agencies that look clean.

    Side effects: Where suppliers look suspect, hirers move part of the work to direct jobs, postings, self-employment
    and subcontracting. What hirers pay is no longer a debt of the agency, which may so go on; that payment into a
    blocked account frees the hirer is not in the model.
    """
    old, answered = rules.liability, min(1.0, p.tax_share / p.tax_share_of_invoice)
    return rules._replace(liability=old._replace(tax_share=at_least(old.tax_share, answered, standing.weight)))


PRESUMED_TAX_LIABILITY = Lever(
    id="X04",
    slug="presumed_tax_liability",
    title_nl="Vermoede aansprakelijkheid voor belasting",
    title_en="Presumed liability for tax",
    stance="not in the letter",
    class_="parameter",
    parameters=PresumedTaxLiability(),
    neutral={"tax_share": 0},
    rewrite=rewrite,
    sources=("LAW-L07",),
)
