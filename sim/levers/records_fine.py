"""B27: missing records are fined by themselves, and more than underpayment."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, at_least, towards
from sim.params import number
from sim.rules import Rules

A = Annotated


class RecordsFine(NamedTuple):
    """Parameters of block B27."""

    fine_records_eur_per_worker: A[float, number("fine for missing records", "EUR/worker", 0, 25500, "assumed", "assumption: levers B27, the value of that block; 25,500 in one case (LT93)", "nominal")] = 12000.0
    fine_underpay_eur_per_worker: A[float, number("fine for underpayment that the books show", "EUR/worker", 0, 10000, "assumed", "assumption: levers B27, the value of that block", "nominal")] = 4000.0
    held_alone: A[int, number("1: missing records are fined also where a visit finds nothing else", "0/1", 0, 1, "law", "assumption: levers B27, a fine of its own")] = 1


def rewrite(rules: Rules, p: RecordsFine, standing: Standing) -> Rules:
    """Books decide what a visit costs a rogue firm: with them a fine per underpaid worker and back pay, without them a
    fine per worker for missing records, also where nothing else is found. At its quarterly review it weighs both within
    its means, and the cheaper it is to have no books, the sooner it destroys them; both fines are part of what an
    agency fears of being caught.

    Side effects: A low fine for missing records makes destroying books pay, since they also prove what is owed and make
    violations easier to find. Beyond what a firm has no fine frightens it. Missing books alone open a claim where a
    wage is presumed (6.2.A); honest firms all keep books in the model, so none is fined for sloppiness.
    """
    i, w = rules.inspection, standing.weight
    inspection = i._replace(
        record_fine_per_worker=towards(i.record_fine_per_worker, p.fine_records_eur_per_worker, w),
        underpay_fine_per_worker=at_least(i.underpay_fine_per_worker, p.fine_underpay_eur_per_worker, w),
        records_alone=max(i.records_alone, p.held_alone),
    )
    return rules._replace(inspection=inspection)


RECORDS_FINE = Lever(
    id="B27",
    slug="records_fine",
    title_nl="Hogere boete voor ontbrekende gegevens",
    title_en="Higher fine for missing records",
    stance="exists already; mentioned to explain 6.2.A",
    class_="parameter",
    parameters=RecordsFine(),
    neutral={"fine_records_eur_per_worker": 12000, "fine_underpay_eur_per_worker": 0, "held_alone": 0},
    rewrite=rewrite,
    sources=("LT93",),
)
