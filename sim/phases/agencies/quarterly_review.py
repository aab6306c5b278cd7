"""Phase 10: once a quarter an agency takes stock: fear, cheating, books, label, price."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.behaviour.market import Deterrence, Enforcement, Entry, Extraction, Pricing, SupplierChoice
from sim.behaviour.switches import CatchRule, Switches
from sim.core.draw_keys import LABEL_APPLY_FIRST, LABEL_APPLY_PASSES
from sim.core.draws import Stream, uniform
from sim.core.kernels import array_maker, kernel
from sim.phase import fields, phase
from sim.phases.shared.extraction import (
    ROGUE_EXTRACTION,
    best_extraction,
    claim,
    from_manager,
    hides_discount,
    hire_rate,
    honest_rate,
    is_rogue,
    stake,
    tariff,
)
from sim.phases.shared.wages import WEEK_HOURS, hourly_wage
from sim.rules import Rules
from sim.state.codes import Seat, Sector
from sim.state.columns import Agencies, Institutions, State
from sim.week import Week

QUARTER = 13
ATTEMPTS = 2  # at the inspection for admission
HONEST_PASS = 0.95  # chance that an honest firm passes the label's inspections, after repair (L2.11)
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


class Law(NamedTuple):
    """What of the rules an agency's review needs; a narrow struct keeps compiling short."""

    minimum_wage: float
    cost_factor: float
    tau_tax: float
    tau_wage: float
    tau_health: float
    fine_small: float
    fine_medium: float
    fine_large: float
    record_fine: float
    underpay_fine: float
    records_alone: int
    claim_award: float
    claim_ratio: float
    presumed_weeks: float
    wage_share: float
    closure: float
    lead_lost: float  # chance that a repeat finding costs a director the lead of his firm
    gate_new_from: int
    manager_share: float
    manager_means: float
    foreign_collect: float
    kept_of_equal: float  # share of the legal wage that a rogue firm keeps of pay of equal value
    floor_rate: float
    floor_binding: int
    floor_anchor: float
    kickback_share: float
    kickback_cost: float


def law_of(rules: Rules) -> Law:
    """The rules an agency's review needs."""
    i = rules.inspection
    return Law(
        float(rules.pay.minimum_wage_38),
        float(rules.pay.cost_factor * (1.0 + rules.pay.equal_value)),
        float(rules.tax.blocked_account_cost),
        float(rules.pay.withholding_cost),
        float(rules.cover.policy_access_cost - rules.cover.diligence_lost),
        float(i.fine_small),
        float(i.fine_medium),
        float(i.fine_large),
        float(i.record_fine_per_worker),
        float(i.underpay_fine_per_worker),
        int(i.records_alone),
        float(i.claim_award),
        float(i.claim_ratio),
        float(i.presumed_weeks),
        float(rules.liability.wage_share),
        float(rules.admission.revoke * rules.admission.gate),
        float(rules.admission.finding_ban * (1.0 - rules.admission.straw_share)),
        int(rules.admission.gate_new_from),
        float(i.manager_share),
        float(i.manager_means),
        float(i.foreign_collect),
        float(rules.pay.equal_value * rules.pay.equal_value_kept),
        float(i.floor_rate),
        int(rules.pay.floor_binding),
        float(rules.pay.floor_anchor),
        float(i.kickback_share),
        float(i.kickback_cost),
    )


@kernel
def learned(perceived, weight, caught, seen, own_weight, own_caught, own_rogue):
    """Perceived chance a quarter after the news of one quarter; without rogue firms in sight there is none."""
    exposed = seen + own_weight * own_rogue
    if exposed <= 0.0:
        return perceived
    return (1.0 - weight) * perceived + weight * min(1.0, (caught + own_weight * own_caught) / exposed)


@kernel
def quarter_bill(q_wages, q_hours, worker_weeks, start_size, minimum_wage):
    """Legal wage bill of a quarter; a firm without books yet goes by the workers it has, or a tenth it wants."""
    if q_wages > 0.0:
        return q_wages
    persons = max(worker_weeks / 13.0, 0.1 * start_size)
    return QUARTER * WEEK_HOURS * hourly_wage(0.0, q_hours, minimum_wage) * persons


@kernel
def presumed_claim(bill, law, e):
    """What a firm without books would have to pay back on a finding, of a quarter's ``bill``."""
    return law.presumed_weeks * bill / QUARTER * min(1.0, e.claim_share * law.claim_ratio) * law.claim_award


@kernel
def may_lose_admission(start_week, admitted, attempts, foreign_seat, law):
    """Whether a finding may cost a firm its admission: it has one, or may still get the one it needs."""
    if foreign_seat == Seat.MOVED:
        return admitted == 1
    return start_week >= law.gate_new_from and (admitted == 1 or attempts < ATTEMPTS)


@kernel
def full_stake(
    bill, workers, others, violations, keeps_records, capital, deposit, profit_year, revocable, law, e, x, d, caught=0
):
    """What a finding costs a firm that takes all it can: fine and back pay within its means, and its future.

    ``caught`` is how often its director was before: where a repeat finding may lead to a ban, he may lose the firm.
    """
    fine = tariff(workers + others, violations, law.fine_small, law.fine_medium, law.fine_large)
    shown = min(workers, e.fined_workers)
    if keeps_records == 1:
        fine = max(fine, law.underpay_fine * shown)
    else:
        fine += law.record_fine * shown * e.find_records_missing
    proof = e.proof_records if keeps_records == 1 else e.proof_no_records
    year = 4.0 * bill * x.cap_wage
    back = claim(1.0, year / 52.0, year, e.body_lookback, proof, law.claim_award)
    if keeps_records == 0:  # without books a term of work is presumed, as far as wages are owed
        back = max(back, min(law.presumed_weeks * bill / QUARTER, year) * law.claim_award)
    future = d.future_quarters * max(profit_year, 0.0) / 4.0
    closure = max(d.closure, law.closure) if revocable else d.closure
    if law.lead_lost > 0.0 and caught > 0:
        closure = 1.0 - (1.0 - closure) * (1.0 - law.lead_lost)
    private = e.p_fine * from_manager(fine - max(capital, 0.0), law)  # limited liability ends here
    lost = stake(e.p_fine, fine, back, capital, deposit, law.wage_share, d.deposit_forfeit, closure, future)
    return lost + private


@kernel
def destroys_records(u, fine, back, presumed, record_fine, means, e, underpaid=0.0, alone=0):
    """Whether a rogue firm does without books: a smaller chance of the one fine against a chance of the other.

    ``back`` is what it pays back where it has books, ``presumed`` what the law makes it pay at least without them;
    ``underpaid`` is what is fined beside ``fine`` for underpayment that only books show; with ``alone`` missing books
    are found, and the presumption made, also where nothing else is.
    """
    kept = e.find_records * min(fine + underpaid + back, means)
    odds, held = e.find_no_records, e.find_records_missing
    more = odds * (1.0 - e.p_fine) * min(max(0.0, presumed - back), means)  # due without a fine too
    if alone == 1:
        more += (1.0 - odds) * held * min(presumed, means)
    back = max(back, presumed)
    gone = odds * held * min(fine + back + record_fine, means)
    gone += odds * (1.0 - held) * min(fine + back, means) + (1.0 - odds) * held * min(record_fine, means)
    dearer = e.p_fine * (gone - kept) + more
    return u < 1.0 / (1.0 + math.exp(min(max(dearer / RECORD_SCALE, -30.0), 30.0)))


@array_maker
def _in_order(a, order):
    """Living firms in the fixed order of sector and province; each hears of those beside it."""
    living = np.empty(order.size, np.int32)
    n = 0
    for i in order:
        if a.alive[i] == 1 and a.worker_weeks_13[i] >= 1.0:
            living[n] = i
            n += 1
    return living[:n]


@array_maker
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


@kernel
def honest_margin(honest, sector_rate, cost, overhead, everyone, p):
    """Margin over the wage that is left without cheating, after matching rivals and fixed cost."""
    return honest - p.matching * max(0.0, honest - sector_rate) - cost - overhead / everyone


@kernel
def pressed(asked, least, law):
    """Hire rate, the mean over clients, once a share of hirers takes the published floor for the going rate.

    To those an agency lends at the floor, or for the ``least`` that an hour costs him, his own staff included.
    """
    return asked - law.floor_anchor * max(0.0, asked - max(law.floor_rate, least))


@kernel
def beside_the_floor(asked, hides, law):
    """Hire rate of a firm that would ask less than the published floor.

    Who hides the discount passes on what the detour costs; an open offer is lifted where the floor binds.
    """
    if asked >= law.floor_rate:
        return asked
    if hides:
        return asked + law.kickback_cost * (law.floor_rate - asked)
    return law.floor_rate if law.floor_binding == 1 else asked


@kernel
def aim(bill, others_share, fill, markup, cost_ratio, theta, perceived, lost, sector_rate, law, x, p, rule):
    """Best extraction on each margin and the honest hire rate, for one firm's quarter."""
    honest = honest_rate(law.cost_factor, cost_ratio, markup, fill, p)
    cost = law.cost_factor * cost_ratio + p.staff
    margin = honest_margin(honest, sector_rate, cost, p.overhead / 4.0, bill * (1.0 + others_share), p)
    if law.floor_rate > 0.0:  # what hirers press off an honest rate is lost as well
        margin -= honest - pressed(honest, cost, law)
    squeeze = max(0.0, markup * cost - margin)
    fear = perceived * lost / (bill * (x.cap_wage + x.cap_tax + x.cap_health + x.cap_housing))
    return best_extraction(rule, theta, squeeze, fear, law.tau_tax, law.tau_health, x, law.tau_wage), honest


@kernel
def decide(now, i, a, sector_rate, law, v, step):
    """Review of firm ``i``: extraction, price, books. ``step`` 1 takes the best extraction at once."""
    x, p, e = v.extraction, v.pricing, v.enforcement
    bill = quarter_bill(a.q_wages[i], a.q_hours[i], a.worker_weeks_13[i], a.start_size[i], law.minimum_wage)
    workers = a.worker_weeks_13[i] / 13.0
    at_stake = 0.0 if a.funded[i] == 1 else a.deposit[i]  # nobody fears for another's money
    lost = full_stake(
        bill, workers, a.other_workers[i], a.violations[i], a.keeps_records[i], a.capital[i], at_stake,
        a.profit_year[i], may_lose_admission(a.start_week[i], a.admitted[i], a.attempts[i], a.foreign_seat[i], law),
        law, e, x, v.deterrence, a.detections[i],
    )  # fmt: skip
    if a.foreign_seat[i] == Seat.MOVED:  # little of it can be executed across the border
        lost *= law.foreign_collect
    best, honest = aim(
        bill, a.other_share[i], a.fill_rate[i], a.markup[i], a.cost[i], a.theta[i], a.perceived[i], lost,
        sector_rate, law, x, p, v.switch.extraction_rule,
    )  # fmt: skip
    a.e_wage[i] += step * (best[0] - a.e_wage[i])
    a.e_tax[i] += step * (best[1] - a.e_tax[i])
    a.e_health[i] += step * (best[2] - a.e_health[i])
    a.e_housing[i] += step * (best[3] - a.e_housing[i])
    floor = law.cost_factor * a.cost[i]
    if v.switch.price_response == 1:
        taken = a.e_wage[i] + a.e_tax[i] + a.e_health[i] + a.e_housing[i]
        if taken >= ROGUE_EXTRACTION:
            taken += law.kept_of_equal
        a.price_factor[i] = hire_rate(honest, floor, taken, sector_rate, p)
        if law.floor_rate > 0.0:
            asked = pressed(a.price_factor[i], floor + p.staff - taken, law)
            hides = hides_discount(now.seed, i, a.incarnation[i], law.kickback_share)
            a.price_factor[i] = beside_the_floor(asked, hides, law)
    else:
        a.price_factor[i] = (floor + p.staff) * (1.0 + a.markup[i])
    a.keeps_records[i] = 1
    if is_rogue(a.e_wage[i], a.e_tax[i], a.e_health[i], a.e_housing[i], v.withheld_share, x.cap_health):
        # one lasting draw per firm: an owner does not change his mind every quarter without a reason
        u = uniform(now.seed, Stream.RECORD_KEEPING, 0, i, max(a.incarnation[i], 0))
        fine = tariff(workers + a.other_workers[i], a.violations[i], law.fine_small, law.fine_medium, law.fine_large)
        back = 4.0 * bill * a.e_wage[i] * min(1.0, e.claim_share * law.claim_ratio)
        presumed = presumed_claim(bill, law, e)
        means = max(a.capital[i], 0.0) + at_stake
        shown = min(workers, e.fined_workers)
        underpaid = max(0.0, law.underpay_fine * shown - fine)
        if destroys_records(u, fine, back, presumed, law.record_fine * shown, means, e, underpaid, law.records_alone):
            a.keeps_records[i] = 0


@kernel
def label_after(now, i, label, size, bad, entry):
    """Label of a firm after this quarter: applied for, refused, granted, or given up."""
    u = uniform(now.seed, Stream.LABEL_APPLY, now.week, i)
    if label == 1:
        return 0 if u < entry.label_drop / 4.0 else 1
    if u >= min(1.0, entry.label_rate / 4.0 * math.sqrt(min(size / 30.0, 4.0))):
        return 0
    # half of all first inspections fail; the honest repair it, a rogue firm is seldom able to
    if bad and uniform(now.seed, Stream.LABEL_APPLY, now.week, i, LABEL_APPLY_FIRST) < entry.label_first_fail:
        return 0
    v = uniform(now.seed, Stream.LABEL_APPLY, now.week, i, LABEL_APPLY_PASSES)
    return 1 if v < (entry.label_pass_rogue if bad else HONEST_PASS) else 0


@kernel
def selling(start_size, persons, s):
    """Selling capacity: the size aimed at, times how far the firm still is from it (within bounds)."""
    short = start_size / max(persons, 0.01 * start_size)
    return start_size * min(max(short**s.hunger, 0.1), s.hunger_most)


@kernel
def _review(now, a, sector_rate, law, v):
    """Books of the quarter closed and the decisions made for the firms whose turn it is."""
    for i in range(a.alive.size):
        if a.alive[i] == 0:
            continue
        a.reputation[i] = selling(a.start_size[i], a.worker_weeks_13[i] / 13.0, v.supplier)
        if i % QUARTER != now.week % QUARTER:
            continue
        a.profit_year[i] = 0.75 * a.profit_year[i] + a.q_profit[i]
        decide(now, i, a, sector_rate[a.sector[i]], law, v, v.extraction.adjust)
        bad = is_rogue(
            a.e_wage[i], a.e_tax[i], a.e_health[i], a.e_housing[i], v.withheld_share, v.extraction.cap_health
        )
        a.label[i] = label_after(now, i, a.label[i], a.worker_weeks_13[i] / 13.0, bad, v.entry)
        a.q_revenue[i] = a.q_profit[i] = a.q_hours[i] = a.q_wages[i] = a.q_extracted[i] = 0.0


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


def neighbour_order(state: State) -> np.ndarray:
    """Rows by sector and province: who hears of whom. Fixed, since founders keep sector and province."""
    a = state.agencies
    return np.lexsort((np.arange(a.alive.size), a.province, a.sector)).astype(np.int32)


def start_prices(agencies: Agencies, institutions: Institutions) -> None:
    """Set the base hire rate per sector from the firms of the start, so that the index begins at one."""
    _sector_rates(agencies, institutions.price_base)
    institutions.price_index[:] = 1.0


@phase(
    reads=fields(
        agencies="theta sector foreign_seat start_size other_share alive incarnation start_week capital other_workers "
        "worker_weeks_13 markup price_factor keeps_records perceived fill_rate q_profit q_hours q_wages profit_year "
        "detections violations label admitted attempts deposit funded cost last_detection e_*",
        institutions="price_index price_base visit_rate",
    ),
    writes=fields(
        agencies="reputation price_factor keeps_records perceived profit_year label e_* q_*",
        institutions="price_index",
    ),
)
def reconsider_agencies(week: Week) -> None:
    """Let a thirteenth of the agencies take stock; bring selling capacity and sector prices up to date."""
    a, institutions, views = week.state.agencies, week.state.institutions, views_of(week.behaviour)
    published = float(institutions.visit_rate[0])
    if views.switch.deterrence_learning == 1:
        living = _in_order(a, week.lasting(neighbour_order))
        _learn(week.now, a, living, published, views.extraction, views.deterrence, views)
    rate = institutions.price_index * institutions.price_base
    _review(week.now, a, rate[: len(Sector)], law_of(week.rules), views)
    _sector_rates(a, rate)
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
