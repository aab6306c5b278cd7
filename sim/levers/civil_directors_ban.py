"""B23: a court may forbid a director to lead a firm; slow and seldom.

A court forbids a few of the directors who were caught twice and whose firm died in debt to lead a firm for years. The
case takes so long that most have another firm by then: he steps down, and it ends, or a straw man takes his place.
Beside the ban of 2.1.F the two work as independent chances, and the sooner of them sets the date.

Side effects: As there: some of the banned go on behind a straw man at a cost to the firm, and nobody cheats less for
fear of the ban. What the cases cost the courts is not booked.
"""

from sim.levers.directors_ban import DirectorsBan, with_ban
from sim.levers.lever import Lever

CIVIL_DIRECTORS_BAN = Lever(
    id="B23",
    slug="civil_directors_ban",
    title_nl="Proef met het civielrechtelijke bestuursverbod",
    title_en="Trial of the directors' ban by civil law",
    stance="running; the experience serves 2.1.F",
    class_="parameter",
    parameters=DirectorsBan()._replace(p_ban_if_repeat=0.05, delay_w=52),
    neutral={"p_ban_if_repeat": 0},
    rewrite=with_ban,
    sources=("LT05",),
)
