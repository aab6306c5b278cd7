"""B12: desks ask non-residents for a number or address, on a voluntary basis."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class ContactDataTrial(NamedTuple):
    """Parameters of block B12."""

    p_contact_recorded: A[float, number("share of new entries with a working number or address", "share", 0, 0.95, "assumed", "assumption: levers B12, the value of that block")] = 0.3
    push_info_gain: A[float, number("part of what they do not know that the State tells them in a year", "share", 0, 0.5, "assumed", "assumption: levers 3.1.B, .05-.2 where people are told at all")] = 0.05


def rewrite(rules: Rules, p: ContactDataTrial, standing: Standing) -> Rules:
    """Trial with contact data of non-residents."""
    r = rules.registration
    contact = at_least(r.contact_share, p.p_contact_recorded, standing.weight)
    told = max(0.0, contact - r.contact_share) * p.push_info_gain / 52.0
    return rules._replace(registration=r._replace(contact_share=contact, information=r.information + told))


CONTACT_DATA_TRIAL = Lever(
    id="B12",
    slug="contact_data_trial",
    title_nl="Proef met contactgegevens uit de RNI",
    title_en="Trial with contact data of non-residents",
    stance="starts early in 2021",
    class_="parameter",
    parameters=ContactDataTrial(),
    neutral={"p_contact_recorded": 0},
    rewrite=rewrite,
    sources=("LAW-G03", "LAW-G04", "S135",),
)
