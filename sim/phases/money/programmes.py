"""What measures cost the State besides the enforcers: programmes of a year, and cover that runs on after the job."""

from __future__ import annotations

from sim.core.kernels import as_row, kernel
from sim.phase import fields, phase
from sim.state.codes import Cover
from sim.state.ledger import Item, pay
from sim.week import Week


@kernel
def _count(column, present, value):
    many = 0
    for row in present:
        i = as_row(row)
        many += column[i] == value
    return many


@phase(
    reads=fields(migrants="cover", week="present"),
    writes=fields(books="PROGRAMME_COST RUNOFF_PREMIUM"),
)
def pay_programmes(week: Week) -> None:
    """Book the week's part of programmes, and the premium of those whose cover runs on."""
    cover, tax, cents = week.rules.cover, week.rules.tax, week.books.cents
    if tax.programme_cost > 0.0:
        pay(cents, int(Item.PROGRAMME_COST), tax.programme_cost * week.now.scale / 52.0)
    if cover.runoff_premium > 0.0:
        running = _count(week.state.migrants.cover, week.present, int(Cover.RUN_OFF))
        pay(cents, int(Item.RUNOFF_PREMIUM), running * cover.runoff_premium)
