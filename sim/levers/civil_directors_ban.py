"""B23: a court may forbid a director to lead a firm; slow and seldom.

A court forbids a few of the directors who were caught twice and whose firm died in debt to lead a firm again. It
touches restarts only, as the administrative ban of 2.1.F does, with a much smaller chance; beside that ban the two work
as independent chances.

Side effects: As there: some of the banned go on behind a straw man at a cost to the new firm, and fear of the ban
changes no agency that runs. What the cases cost the courts is not booked.
"""

from sim.levers.directors_ban import DIRECTORS_BAN, DirectorsBan, rewrite
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
    rewrite=rewrite,
    sources=("LT05",),
    milestones=DIRECTORS_BAN.milestones,
)
