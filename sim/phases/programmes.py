"""What measures cost the State besides the enforcers: programmes of a year, and cover that runs on after the job."""

from __future__ import annotations

import numpy as np

from sim.books import Books, Item, pay
from sim.clock import Now
from sim.kernels import kernel
from sim.kinds import Cover
from sim.rules import CoverRules, TaxRules
from sim.state import Migrants


@kernel
def _count(column, present, value):
    many = 0
    for i in present:
        many += column[i] == value
    return many


def pay_programmes(
    now: Now, migrants: Migrants, present: np.ndarray, cover: CoverRules, tax: TaxRules, books: Books
) -> None:
    """Book the week's part of programmes, and the premium of those whose cover runs on.

    Reads: migrants.cover.
    Writes: books PROGRAMME_COST, RUNOFF_PREMIUM.
    """
    if tax.programme_cost > 0.0:
        pay(books.cents, int(Item.PROGRAMME_COST), tax.programme_cost * now.scale / 52.0)
    if cover.runoff_premium > 0.0:
        running = _count(migrants.cover, present, int(Cover.RUN_OFF))
        pay(books.cents, int(Item.RUNOFF_PREMIUM), running * cover.runoff_premium)
