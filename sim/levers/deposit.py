"""2.1.C: agencies put up a deposit, from which unpaid wages, fines and tax are taken."""

from __future__ import annotations

from enum import IntEnum
from typing import Annotated, NamedTuple

from sim.levers.lever import Lever, Standing, towards
from sim.params import choice, number
from sim.rules import Rules

A = Annotated


class Form(IntEnum):
    """What a deposit may be."""

    CASH = 0
    GUARANTEE = 1


class Deposit(NamedTuple):
    """Parameters of block 2.1.C."""

    deposit_eur: A[float, number("deposit of a lender", "EUR", 0, 250000, "law", "LAW-X07", "nominal")] = 100000.0
    starter_first: A[float, number("what a starter pays first", "EUR", 0, 250000, "law", "LAW-X07", "nominal")] = 50000.0
    starter_weeks: A[int, number("weeks after which a starter pays the rest", "weeks", 0, 208, "law", "LAW-X07")] = 26
    pay_w: A[int, number("weeks after the decision on admission within which it must be paid, where lending needs admission", "weeks", 1, 26, "assumed", "assumption: LAW-X14, with the decision; 2-13 weeks, no figure")] = 6
    term_w: A[int, number("weeks within which who lends already must have it, where lending needs no admission", "weeks", 0, 104, "assumed", "assumption: as long as the transition of 2.1.A")] = 52
    refund_after_w: A[int, number("weeks of good conduct after which it is returned", "weeks", 26, 1040, "law", "LAW-X07")] = 208
    form: A[int, choice("cash, or a guarantee of a bank", Form, "assumed", "assumption: the letter considers a guarantee")] = int(Form.GUARANTEE)
    guarantee_fee: A[float, number("yearly fee of a guarantee", "1/year", 0.005, 0.06, "assumed", "assumption: levers 2.1.C, the value of that block")] = 0.02
    investor_share: A[float, number("share of owners without the means that find an outside investor or straw man", "share", 0, 1, "assumed", "assumption: levers 2.1.C, outside investors fund it; no figure")] = 0.2
    investor_return: A[float, number("what that investor asks a year of the money he puts up", "1/year", 0, 0.5, "assumed", "assumption: risk capital without say")] = 0.15
    wage_priority: A[int, number("1: wages before fines and tax, 0: fines and tax first", "0/1", 0, 1, "assumed", "assumption: the letter leaves the order open")] = 1
    size_scaled: A[int, number("1: the amount is that of a firm of 50 workers, others in proportion", "0/1", 0, 1, "assumed", "assumption: a variant that weighs less on small firms")] = 0


def rewrite(rules: Rules, p: Deposit, standing: Standing) -> Rules:
    """Every lender puts up a deposit from which unpaid wages, fines and tax are taken after a finding or when the firm
    ends, so a cheating owner has more to lose. It costs a fee or the use of the owner's money: owners, founders and
    directors who would start again weigh that against what the firm earns, and who lacks the means may not lend. Where
    lending needs admission (2.1.A) the deposit is its last condition: who lent before goes on until that is decided on,
    and then has some weeks to pay. Without admission who lends already pays at a moment of its own within a term. Who
    begins later pays from the start.

    Side effects: Small honest firms without the means, or that earn too little, stop or sell themselves to a larger
    one. For some owners an investor puts the money up, so that they have nothing of their own to fear for, and an owner
    who plans to vanish waits until it has been returned.
    """
    if p.deposit_eur <= 0.0:
        return rules
    admission = rules.admission._replace(
        deposit=towards(0.0, p.deposit_eur, standing.weight),
        deposit_starter=min(p.starter_first / p.deposit_eur, 1.0),
        deposit_starter_weeks=p.starter_weeks,
        deposit_new_from=standing.new_from,
        deposit_from=standing.start,
        deposit_term_weeks=p.term_w,
        deposit_pay_weeks=p.pay_w,
        deposit_refund_weeks=p.refund_after_w,
        deposit_guarantee=p.form,
        deposit_fee=p.guarantee_fee,
        deposit_investor=p.investor_share,
        investor_return=p.investor_return,
        deposit_wages_first=p.wage_priority,
        deposit_size_scaled=p.size_scaled,
    )
    return rules._replace(admission=admission)


DEPOSIT = Lever(
    id="2.1.C",
    slug="deposit",
    title_nl="Waarborgsom voor uitzendbureaus",
    title_en="Security deposit of agencies",
    stance="adopts; design with the social partners",
    class_="mechanism",
    parameters=Deposit(),
    neutral={"deposit_eur": 0},
    rewrite=rewrite,
    sources=("LAW-X07", "LAW-X14"),
    tells_new=True,
)
