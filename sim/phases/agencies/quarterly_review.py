"""Phase 10: once a quarter an agency takes stock: fear, cheating, books, label, price."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.behaviour.market import Deterrence, Enforcement, Entry, Extraction, Pricing, SupplierChoice
from sim.behaviour.switches import Switches
from sim.core.calendar import QUARTER
from sim.core.kernels import array_maker, inlined, kernel
from sim.phase import fields, phase
from sim.phases.agencies.labels import label_after
from sim.phases.agencies.learning import in_order, learn, neighbour_order
from sim.phases.agencies.pricing import aim, cost_over_wage, missing_return, price
from sim.phases.agencies.stakes import Firm, does_without_books, full_stake, may_lose_admission, quarter_bill
from sim.phases.shared.extraction import honest_rate, is_rogue
from sim.state.codes import Seat, Sector
from sim.state.columns import Agencies, Institutions
from sim.week import Week


class Views(NamedTuple):
    """The behaviour an agency's review needs, in one struct that passes into kernels."""

    extraction: Extraction
    deterrence: Deterrence
    pricing: Pricing
    enforcement: Enforcement
    entry: Entry
    supplier: SupplierChoice
    switch: Switches
    withheld_share: float


def views_of(behaviour) -> Views:
    """The part of the behaviour an agency's review needs."""
    return Views(
        behaviour.extraction,
        behaviour.deterrence,
        behaviour.pricing,
        behaviour.enforcement,
        behaviour.entry,
        behaviour.supplier,
        behaviour.switch,
        behaviour.cover.withheld_share,
    )


@inlined
def _is_rogue(a, i, v):
    e = a.extracted_wage[i], a.extracted_tax[i], a.extracted_health[i], a.extracted_housing[i]
    return is_rogue(e[0], e[1], e[2], e[3], v.withheld_share, v.extraction.cap_health)


@inlined
def _exposed(i, a, rules):
    """What of firm ``i`` a finding could hit."""
    wage = rules.pay.minimum_wage_38
    bill = quarter_bill(a.quarter_wages[i], a.quarter_hours[i], a.worker_weeks_13[i], a.start_size[i], wage)
    revocable = may_lose_admission(
        a.start_week[i], a.admitted[i], a.attempts[i], a.foreign_seat[i], rules.admission.gate_new_from
    )
    return Firm(
        bill, a.worker_weeks_13[i] / 13.0, a.other_workers[i], a.violations[i], a.keeps_records[i], a.capital[i],
        0.0 if a.funded[i] == 1 else a.deposit[i], a.profit_year[i], revocable, a.detections[i],
    )  # fmt: skip


@inlined
def decide(now, i, a, sector_rate, rules, v, step):
    """Review of firm ``i``: extraction, price, books. ``step`` 1 takes the best extraction at once."""
    firm, p = _exposed(i, a, rules), v.pricing
    lost = full_stake(firm, rules, v)
    if a.foreign_seat[i] == Seat.MOVED:  # little of it can be executed across the border
        lost *= rules.inspection.foreign_collect
    honest = honest_rate(cost_over_wage(rules.pay), a.cost[i], a.markup[i], a.fill_rate[i], p)
    squeeze = missing_return(i, a, firm.bill, honest, sector_rate, rules, p)
    best = aim(i, a, firm.bill, lost, squeeze, rules, v)
    a.extracted_wage[i] += step * (best[0] - a.extracted_wage[i])
    a.extracted_tax[i] += step * (best[1] - a.extracted_tax[i])
    a.extracted_health[i] += step * (best[2] - a.extracted_health[i])
    a.extracted_housing[i] += step * (best[3] - a.extracted_housing[i])
    a.price_factor[i] = price(now, i, a, honest, sector_rate, rules, v)
    a.keeps_records[i] = 1
    if _is_rogue(a, i, v):
        e = v.enforcement
        if does_without_books(now.seed, i, a.incarnation[i], firm, a.extracted_wage[i], rules.inspection, e):
            a.keeps_records[i] = 0


@kernel
def selling(start_size, persons, s):
    """Selling capacity: the size aimed at, times how far the firm still is from it (within bounds)."""
    short = start_size / max(persons, 0.01 * start_size)
    return start_size * min(max(short**s.hunger, 0.1), s.hunger_most)


@kernel
def _review(now, a, sector_rate, rules, v):
    """Books of the quarter closed and the decisions made for the firms whose turn it is."""
    for i in range(a.alive.size):
        if a.alive[i] == 0:
            continue
        a.selling_capacity[i] = selling(a.start_size[i], a.worker_weeks_13[i] / 13.0, v.supplier)
        if i % QUARTER != now.week % QUARTER:
            continue
        a.profit_year[i] = 0.75 * a.profit_year[i] + a.quarter_profit[i]
        decide(now, i, a, sector_rate[a.sector[i]], rules, v, v.extraction.adjust)
        bad = _is_rogue(a, i, v)
        a.label[i] = label_after(now, i, a.label[i], a.worker_weeks_13[i] / 13.0, bad, v.entry)
        a.quarter_revenue[i] = a.quarter_profit[i] = a.quarter_extracted[i] = 0.0
        a.quarter_hours[i] = a.quarter_wages[i] = 0.0


@array_maker
def _sector_rates(a, rate):
    """Mean hire rate over wage per sector, weighted by worker-weeks; in the order of rows, so always the same."""
    weight = np.zeros(rate.size)
    total = np.zeros(rate.size)
    for i in range(a.alive.size):
        if a.alive[i] == 1:
            weight[a.sector[i]] += a.worker_weeks_13[i]
            total[a.sector[i]] += a.worker_weeks_13[i] * a.price_factor[i]
    for s in range(rate.size):
        if weight[s] > 0.0:
            rate[s] = total[s] / weight[s]


def start_prices(agencies: Agencies, institutions: Institutions) -> None:
    """Set the base hire rate per sector from the firms of the start, so that the index begins at one."""
    _sector_rates(agencies, institutions.price_base)
    institutions.price_index[:] = 1.0


@phase(
    reads=fields(
        agencies="integrity sector foreign_seat start_size other_share alive incarnation start_week capital "
        "other_workers worker_weeks_13 markup price_factor keeps_records perceived fill_rate quarter_profit "
        "quarter_hours quarter_wages profit_year detections violations label admitted attempts deposit funded cost "
        "last_detection extracted_*",
        institutions="price_index price_base visit_rate",
    ),
    writes=fields(
        agencies="selling_capacity price_factor keeps_records perceived profit_year label extracted_* quarter_*",
        institutions="price_index",
    ),
)
def reconsider_agencies(week: Week) -> None:
    """Let a thirteenth of the agencies take stock; bring selling capacity and sector prices up to date."""
    a, institutions, views = week.state.agencies, week.state.institutions, views_of(week.behaviour)
    published = float(institutions.visit_rate[0])
    if views.switch.deterrence_learning == 1:
        living = in_order(a, week.lasting(neighbour_order))
        learn(week.now, a, living, published, views)
    rate = institutions.price_index * institutions.price_base
    _review(week.now, a, rate[: len(Sector)], week.rules, views)
    _sector_rates(a, rate)
    institutions.price_index[:] = rate / institutions.price_base
