"""Phase 10: once a quarter an agency takes stock: fear, cheating, books, label, price."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from sim.behaviour.market import Deterrence, Enforcement, Entry, Extraction, Pricing, SupplierChoice
from sim.behaviour.switches import CatchRule, Switches
from sim.clock import Now
from sim.draws import Stream, uniform
from sim.kinds import Sector
from sim.phases.agency_books import WEEK_HOURS, hourly_wage
from sim.phases.cheating import best_extraction, hire_rate, honest_rate, is_rogue, stake, tariff
from sim.phases.sanction import claim
from sim.rules import Rules
from sim.state import Agencies, Institutions

QUARTER = 13
RECORD_SCALE = 2000.0  # EUR; what else decides whether books are kept


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


@njit(cache=True)
def learned(perceived, weight, caught, seen, own_weight, own_caught, own_rogue):
    """Perceived chance a quarter after the news of one quarter; without rogue firms in sight there is none."""
    exposed = seen + own_weight * own_rogue
    if exposed <= 0.0:
        return perceived
    return (1.0 - weight) * perceived + weight * min(1.0, (caught + own_weight * own_caught) / exposed)


@njit(cache=True)
def quarter_bill(q_wages, q_hours, worker_weeks, start_size, minimum_wage):
    """Legal wage bill of a quarter; a firm without books yet goes by the workers it has, or a tenth it wants."""
    if q_wages > 0.0:
        return q_wages
    persons = max(worker_weeks / 13.0, 0.1 * start_size)
    return QUARTER * WEEK_HOURS * hourly_wage(0.0, q_hours, minimum_wage) * persons


@njit(cache=True)
def full_stake(i, a, bill, inspection, liability, e, x, d):
    """What a finding costs firm ``i`` if it takes all it can: fine and back pay within its means, and its future."""
    workers = a.worker_weeks_13[i] / 13.0 + a.other_workers[i]
    fine = tariff(workers, a.violations[i], inspection.fine_small, inspection.fine_medium, inspection.fine_large)
    missing = inspection.record_fine_per_worker * a.worker_weeks_13[i] / 13.0
    fine += 0.0 if a.keeps_records[i] == 1 else missing * e.find_records_missing
    proof = e.proof_records if a.keeps_records[i] == 1 else e.proof_no_records
    year = 4.0 * bill * x.cap_wage
    back = claim(1.0, year / 52.0, year, e.body_lookback, proof, inspection.claim_award)
    future = d.future_quarters * max(a.profit_year[i], 0.0) / 4.0
    return stake(
        e.p_fine, fine, back, a.capital[i], a.deposit[i], liability.wage_share, d.deposit_forfeit, d.closure, future
    )


@njit(cache=True)
def destroys_records(u, fine, back, record_fine, means, e):
    """Whether a rogue firm does without books: a smaller chance of the one fine against a chance of the other."""
    kept = e.find_records * min(fine + back, means)
    odds, held = e.find_no_records, e.find_records_missing
    gone = odds * held * min(fine + back + record_fine, means)
    gone += odds * (1.0 - held) * min(fine + back, means) + (1.0 - odds) * held * min(record_fine, means)
    return u < 1.0 / (1.0 + math.exp(min(max(e.p_fine * (gone - kept) / RECORD_SCALE, -30.0), 30.0)))


@njit(cache=True)
def _in_order(a, order):
    """Living firms in the fixed order of sector and province; each hears of those beside it."""
    living = np.empty(order.size, np.int32)
    n = 0
    for i in order:
        if a.alive[i] == 1 and a.worker_weeks_13[i] >= 1.0:
            living[n] = i
            n += 1
    return living[:n]


@njit(cache=True)
def _learn(now, a, living, published, x, d, views):
    """Perceived chance of the quarter's reviewers, from own and neighbours' findings in the last quarter."""
    n = living.size
    rogue = np.zeros(n + 1)
    caught = np.zeros(n + 1)
    for k in range(n):
        i = living[k]
        bad = is_rogue(a.e_wage[i], a.e_tax[i], a.e_health[i], a.e_housing[i], views.withheld_share, x.cap_health)
        hit = now.week - a.last_detection[i] < QUARTER
        rogue[k + 1] = rogue[k] + (1.0 if bad or hit else 0.0)
        caught[k + 1] = caught[k] + (1.0 if hit else 0.0)
    half = d.neighbours // 2
    for k in range(n):
        i = living[k]
        if i % QUARTER != now.week % QUARTER:
            continue
        if views.switch.catch_rule == CatchRule.PUBLISHED:
            a.perceived[i] += d.learning * (published - a.perceived[i])
            continue
        low, high = max(0, k - half), min(n, k + half + 1)
        own_rogue, own_caught = rogue[k + 1] - rogue[k], caught[k + 1] - caught[k]
        seen = rogue[high] - rogue[low] - own_rogue
        heard = caught[high] - caught[low] - own_caught
        a.perceived[i] = learned(a.perceived[i], d.learning, heard, seen, d.own_weight, own_caught, own_rogue)


@njit(cache=True)
def _towards(a, i, best, step):
    """Close part of the gap to the best extraction on each margin; drop what nobody would bother with."""
    a.e_wage[i] += step * (best[0] - a.e_wage[i])
    a.e_tax[i] += step * (best[1] - a.e_tax[i])
    a.e_health[i] += step * (best[2] - a.e_health[i])
    a.e_housing[i] += step * (best[3] - a.e_housing[i])


@njit(cache=True)
def decide(now, i, a, sector_rate, rules, v, step):
    """Review of firm ``i``: profit, extraction, books, price. ``step`` 1 takes the best extraction at once."""
    x, p = v.extraction, v.pricing
    minimum = rules.pay.minimum_wage_38
    bill = quarter_bill(a.q_wages[i], a.q_hours[i], a.worker_weeks_13[i], a.start_size[i], minimum)
    honest = honest_rate(rules.pay.cost_factor, a.cost[i], a.markup[i], a.fill_rate[i], p)
    cost = rules.pay.cost_factor * a.cost[i] + p.staff
    everyone = bill * (1.0 + a.other_share[i])
    margin = honest - p.matching * max(0.0, honest - sector_rate) - cost - p.overhead / 4.0 / everyone
    squeeze = max(0.0, a.markup[i] * cost - margin)
    full = x.cap_wage + x.cap_tax + x.cap_health + x.cap_housing
    lost = full_stake(i, a, bill, rules.inspection, rules.liability, v.enforcement, x, v.deterrence)
    fear = a.perceived[i] * lost / (bill * full)
    best = best_extraction(
        v.switch.extraction_rule, a.theta[i], squeeze, fear,
        rules.tax.blocked_account_cost, rules.cover.policy_access_cost, x,
    )  # fmt: skip
    _towards(a, i, best, step)
    taken = a.e_wage[i] + a.e_tax[i] + a.e_health[i] + a.e_housing[i]
    if v.switch.price_response == 1:
        a.price_factor[i] = hire_rate(honest, rules.pay.cost_factor * a.cost[i], taken, sector_rate, p)
    else:
        a.price_factor[i] = cost * (1.0 + a.markup[i])
    _records(now, a, i, bill, rules.inspection, v)


@njit(cache=True)
def _records(now, a, i, bill, inspection, v):
    """Keep or destroy books."""
    bad = is_rogue(
        a.e_wage[i], a.e_tax[i], a.e_health[i], a.e_housing[i], v.withheld_share, v.extraction.cap_health
    )
    if not bad:
        a.keeps_records[i] = 1
        return
    workers = a.worker_weeks_13[i] / 13.0
    fine = tariff(
        workers + a.other_workers[i], a.violations[i],
        inspection.fine_small, inspection.fine_medium, inspection.fine_large,
    )  # fmt: skip
    back = 4.0 * bill * a.e_wage[i] * v.enforcement.claim_share
    missing = inspection.record_fine_per_worker * workers
    # one lasting draw per firm: an owner does not change his mind every quarter without a reason
    u = uniform(now.seed, Stream.RECORD_KEEPING, 0, i, max(a.incarnation[i], 0))
    gone = destroys_records(u, fine, back, missing, max(a.capital[i], 0.0) + a.deposit[i], v.enforcement)
    a.keeps_records[i] = 0 if gone else 1


@njit(cache=True)
def label_application(u_apply, u_first, u_pass, size, bad, entry):
    """Whether a firm without label gets one this quarter; a failed first inspection costs the honest a quarter."""
    if u_apply >= min(1.0, entry.label_rate / 4.0 * math.sqrt(min(size / 30.0, 4.0))):
        return False
    if u_first < entry.label_first_fail and bad:
        return False
    return u_pass < (entry.label_pass_rogue if bad else 0.95)


@njit(cache=True)
def _label(now, a, i, v):
    """Apply for the label or give it up."""
    if a.label[i] == 1:
        if uniform(now.seed, Stream.LABEL_APPLY, now.week, i, 3) < v.entry.label_drop / 4.0:
            a.label[i] = 0
        return
    bad = is_rogue(
        a.e_wage[i], a.e_tax[i], a.e_health[i], a.e_housing[i], v.withheld_share, v.extraction.cap_health
    )
    u = uniform(now.seed, Stream.LABEL_APPLY, now.week, i)
    first = uniform(now.seed, Stream.LABEL_APPLY, now.week, i, 1)
    second = uniform(now.seed, Stream.LABEL_APPLY, now.week, i, 2)
    if label_application(u, first, second, a.worker_weeks_13[i] / 13.0, bad, v.entry):
        a.label[i] = 1


@njit(cache=True)
def selling(start_size, persons, s):
    """Selling capacity: the size aimed at, times how far the firm still is from it (within bounds)."""
    short = start_size / max(persons, 0.01 * start_size)
    return start_size * min(max(short**s.hunger, 0.1), s.hunger_most)


@njit(cache=True)
def _review(now, a, sector_rate, rules, v):
    """Books of the quarter closed and the decisions made for the firms whose turn it is."""
    for i in range(a.alive.size):
        if a.alive[i] == 0:
            continue
        a.reputation[i] = selling(a.start_size[i], a.worker_weeks_13[i] / 13.0, v.supplier)
        if i % QUARTER != now.week % QUARTER:
            continue
        a.profit_year[i] = 0.75 * a.profit_year[i] + a.q_profit[i]
        decide(now, i, a, sector_rate[a.sector[i]], rules, v, v.extraction.adjust)
        _label(now, a, i, v)
        a.q_revenue[i] = a.q_profit[i] = a.q_hours[i] = a.q_wages[i] = a.q_extracted[i] = 0.0


@njit(cache=True)
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


def neighbour_order(agencies: Agencies) -> np.ndarray:
    """Rows by sector and province: who hears of whom. Fixed, since founders keep sector and province."""
    rows = np.arange(agencies.alive.size)
    return np.lexsort((rows, agencies.province, agencies.sector)).astype(np.int32)


def start_prices(agencies: Agencies, institutions: Institutions) -> None:
    """Set the base hire rate per sector from the firms of the start, so that the index begins at one."""
    _sector_rates(agencies, institutions.price_base)
    institutions.price_index[:] = 1.0


def reconsider_agencies(
    now: Now,
    agencies: Agencies,
    institutions: Institutions,
    order: np.ndarray,
    rules: Rules,
    views: Views,
) -> None:
    """Let a thirteenth of the agencies take stock; bring selling capacity and sector prices up to date.

    Reads: agencies.theta, capital, deposit, worker_weeks_13, q_*, last_detection; institutions.visit_rate.
    Writes: agencies.perceived, e_*, keeps_records, label, price_factor, profit_year, reputation, q_* (to zero);
    institutions.price_index.
    """
    published = float(institutions.visit_rate[0])
    if views.switch.deterrence_learning == 1:
        living = _in_order(agencies, order)
        _learn(now, agencies, living, published, views.extraction, views.deterrence, views)
    rate = institutions.price_index * institutions.price_base
    _review(now, agencies, rate[: len(Sector)], rules, views)
    _sector_rates(agencies, rate)
    institutions.price_index[:] = rate / institutions.price_base


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
