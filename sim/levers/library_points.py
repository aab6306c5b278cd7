"""B25: information points in libraries also help migrants.

Libraries tell more people of their rights, but each of them less, than a helpdesk does; in the model it is spread over
everybody a little every week. Who knows more complains sooner when wronged, and complaints lead enforcers to the
agency.

Side effects: It adds up with other information, where what people know already cannot be told them again. It takes away
no fear of losing job and bed, and the State pays what the points cost.
"""

from sim.levers.helpdesk import Helpdesk, rewrite
from sim.levers.lever import Lever

LIBRARY_POINTS = Lever(
    id="B25",
    slug="library_points",
    title_nl="Informatiepunten in bibliotheken",
    title_en="Information points in libraries",
    stance="promising; in 130 of the 142 library organisations in 2021",
    class_="parameter",
    parameters=Helpdesk()._replace(info_gain=0.03, reach=0.3, cost_eur_yr=500000.0),
    neutral={"info_gain": 0, "cost_eur_yr": 0},
    rewrite=rewrite,
    sources=("LT00",),
)
