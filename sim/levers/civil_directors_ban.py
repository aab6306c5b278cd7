"""B23: a court may forbid a director to lead a firm; slow and seldom."""

from sim.levers.directors_ban import DirectorsBan, rewrite
from sim.levers.lever import Lever

CIVIL_DIRECTORS_BAN = Lever(
    id="B23",
    slug="civil_directors_ban",
    title_nl="Proef met het civielrechtelijke bestuursverbod",
    title_en="Trial of the directors' ban by civil law",
    stance="running; the experience serves 2.1.F",
    class_="parameter",
    parameters=DirectorsBan()._replace(p_ban_if_repeat=0.05),
    neutral={"p_ban_if_repeat": 0},
    rewrite=rewrite,
    sources=("LT05",),
)
