"""B12: desks ask non-residents for a number or address, on a voluntary basis."""

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
