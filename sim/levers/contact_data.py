"""3.1.B: a working number or address of every new non-resident is kept in the register."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least
from sim.params import number
from sim.rules import Rules

A = Annotated


class ContactData(NamedTuple):
    """Parameters of blocks 3.1.B and B12."""

    p_contact_recorded: A[float, number("share of new entries with a working number or address", "share", 0, 0.95, "assumed", "assumption: levers 3.1.B and B12, the values of those blocks")] = 0.5
    push_info_gain: A[float, number("part of what they do not know that the State tells them in a year", "share", 0, 0.5, "assumed", "assumption: levers 3.1.B, .05-.2 where people are told at all")] = 0.05


def rewrite(rules: Rules, p: ContactData, standing: Standing) -> Rules:
    """Part of the arrivals who enter the register of non-residents leave a number or address at which they can be
    reached. A wronged worker who can be reached complains more easily, and complaints lead enforcers to the agency;
    beside that everybody learns a little of his rights from what is sent.

    Side effects: Numbers and addresses go stale within months, so the gain is with those who came not long ago. Who was
    in the register before, or never enters it, is not reached. No cost is booked, and nobody stays away from the
    register for fear of being found.
    """
    r = rules.registration
    contact = at_least(r.contact_share, p.p_contact_recorded, standing.weight)
    told = max(0.0, contact - r.contact_share) * p.push_info_gain / 52.0
    return rules._replace(registration=r._replace(contact_share=contact, information=r.information + told))


CONTACT_DATA = Lever(
    id="3.1.B",
    slug="contact_data",
    title_nl="Contactgegevens in de BRP",
    title_en="Contact data in the population register",
    stance="adopts; prepares legislation; until then on a voluntary basis at the desks for non-residents",
    class_="parameter",
    parameters=ContactData(),
    neutral={"p_contact_recorded": 0},
    rewrite=rewrite,
    sources=("S135", "LAW-G03", "LAW-G04",),
)
