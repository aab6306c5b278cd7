"""B07: whoever starts or leads an agency shows that no record stands in the way."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing
from sim.params import number
from sim.rules import Rules

A = Annotated


class ConductCertificate(NamedTuple):
    """Parameters of block B07."""

    vog_refuse_if_record: A[float, number("chance that a director with a record is refused", "share", 0, 1, "law", "assumption: levers B07, the value of that block")] = 0.8
    share_rogue_with_record: A[float, number("share of directors of rogue firms with a record", "share", 0.02, 0.5, "assumed", "assumption: levers B07, .02-.5")] = 0.15
    retest_w: A[int, number("weeks between new certificates for a running firm", "weeks", 13, 520, "law", "assumption: levers B07, the value of that block")] = 208
    strawman_p: A[float, number("share of the refused who find a straw man", "share", 0, 0.8, "assumed", "assumption: levers 2.1.F, .1-.8")] = 0.4
    strawman_cost_eur: A[float, number("what the straw man costs, at every certificate", "EUR", 0, 50000, "assumed", "assumption: levers 2.1.F, up to 50,000", "indexed")] = 10000.0
    certificate_eur: A[float, number("fee and paperwork of a certificate", "EUR", 0, 2000, "assumed", "assumption: some two hundred euros for a legal person, from memory", "indexed")] = 200.0


def rewrite(rules: Rules, p: ConductCertificate, standing: Standing) -> Rules:
    """Who registers an agency must show a certificate of conduct, and a running firm again after some years. A director
    with a record, part of those who come to cheat, is mostly refused: he founds nothing, or his firm ends with the jobs
    of its workers, also when he tries under another name.

    Side effects: Some of the refused pay a straw man at every certificate and go on as long as the firm has the money
    for it. Who was never convicted is not touched, whatever he does; honest firms pay for the paper too. Nobody cheats
    less for fear of a record.
    """
    refuse = standing.weight * p.vog_refuse_if_record
    if refuse <= 0.0:
        return rules
    a = rules.admission
    admission = a._replace(
        record_refuse=refuse,
        record_share=p.share_rogue_with_record,
        record_retest_weeks=p.retest_w,
        record_straw_share=p.strawman_p,
        record_straw_cost=p.strawman_cost_eur,
        admin_cost=a.admin_cost + standing.weight * p.certificate_eur * 52.0 / p.retest_w,
    )
    return rules._replace(admission=admission)


CONDUCT_CERTIFICATE = Lever(
    id="B07",
    slug="conduct_certificate",
    title_nl="Verklaring omtrent het gedrag van ondernemers",
    title_en="Certificate of conduct of entrepreneurs",
    stance="part of working out certification, as a track beside the quality of the firm",
    class_="mechanism",
    parameters=ConductCertificate(),
    neutral={"vog_refuse_if_record": 0},
    rewrite=rewrite,
    sources=("LAW-X08", "LT06"),
)
