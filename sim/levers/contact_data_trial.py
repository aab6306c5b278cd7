"""B12: desks ask non-residents for a number or address, on a voluntary basis.

Desks ask arrivals who enter the register of non-residents for a number or address, which some of them give. Who can be
reached complains more easily when wronged, and complaints lead enforcers to the agency; beside that everybody learns a
little of his rights from what is sent. It is 3.1.B on a smaller share, and of both the larger share holds.

Side effects: That nobody need give them is in the model only the smaller share. Numbers and addresses go stale within
months, and no cost is booked.
"""

from sim.levers.contact_data import ContactData, rewrite
from sim.levers.lever import Lever

CONTACT_DATA_TRIAL = Lever(
    id="B12",
    slug="contact_data_trial",
    title_nl="Proef met contactgegevens uit de RNI",
    title_en="Trial with contact data of non-residents",
    stance="starts early in 2021",
    class_="parameter",
    parameters=ContactData()._replace(p_contact_recorded=0.3),
    neutral={"p_contact_recorded": 0},
    rewrite=rewrite,
    sources=("LAW-G03", "LAW-G04", "S135",),
)
