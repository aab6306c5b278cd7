"""B23: a court may forbid a director to lead a firm; slow and seldom.

A court forbids a few of the directors who were caught twice and whose firm died in debt to lead a firm for years. The
case takes so long that those who started again have another firm by then: he steps down, and it ends, or a straw man
takes his place. Beside the ban of 2.1.F the two are independent: a director is under one ban at a time, whichever
comes first.

Side effects: As there: some of the banned go on behind a straw man at a cost to the firm. Nobody cheats less for fear
of a ban that comes after the firm has died; an owner who is caught counts it in when he weighs vanishing against
paying. What the cases cost the courts is not booked.
"""

from sim.levers.directors_ban import DirectorsBan, rewrite
from sim.levers.lever import Lever

CIVIL_DIRECTORS_BAN = Lever(
    id="B23",
    slug="civil_directors_ban",
    title_nl="Proef met het civielrechtelijke bestuursverbod",
    title_en="Trial of the directors' ban by civil law",
    stance="running; the experience serves 2.1.F",
    class_="parameter",
    parameters=DirectorsBan()._replace(p_ban_if_repeat=0.05, delay_w=52, in_court=1),
    neutral={"p_ban_if_repeat": 0},
    rewrite=rewrite,
    sources=("LT05",),
)
