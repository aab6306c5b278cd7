"""Phase 11: once a quarter a hirer looks at its suppliers, at offers of others, and at other forms of hiring.

Agencies find hirers, not the other way round: each makes keyed offers in proportion to its selling capacity,
to hirers whose turn it is. One agency more adds its own offers and moves nobody else's.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.behaviour.switches import LiabilityRule
from sim.core.draw_keys import SECTOR_BAN_OBEYS, SUPPLIER_SET_ORDER, SUPPLIER_SET_WHERE, SUPPLIER_SET_WHICH
from sim.core.draws import Stream, gumbel, uniform
from sim.core.kernels import inlined, kernel
from sim.phase import fields, phase
from sim.phases.agencies.exit import successor
from sim.phases.agencies.quarterly_review import QUARTER
from sim.phases.agencies.valuation import admitted_chance
from sim.phases.money.hirer_books import Ranking, ranking, reports_from
from sim.phases.shared.extraction import hides_discount, hirer_fined, tariff
from sim.phases.shared.wages import HIRE_RATE_AIMED, WAGE_OVER_MINIMUM, YEAR_HOURS
from sim.rules import AdmissionRules, InspectionRules, LiabilityRules, PayRules
from sim.state.codes import Province, Sector
from sim.state.columns import SUPPLIERS, State
from sim.week import Week

OFFERS_SEEN = 8  # most offers a hirer reads; more than that, the draws that come first
FOUND_WEEKS = 104  # how long a finding is remembered
SECTORS, PROVINCES = len(Sector), len(Province)


class HirerIndex(NamedTuple):
    """Hirers by (turn, sector, province), to which offers are addressed, and by size."""

    rows: np.ndarray  # int32, hirers in that order
    begin: np.ndarray  # int32[13 x 5 x 12 + 1]
    ranks: Ranking


def hirer_index(state: State) -> HirerIndex:
    """Lists of hirers by turn, sector and province, and by size; fixed for a world."""
    hirers = state.hirers
    turn = np.arange(hirers.size.size) % QUARTER
    cell = (turn * SECTORS + hirers.sector) * PROVINCES + hirers.province
    rows = np.argsort(cell, kind="stable").astype(np.int32)
    begin = np.searchsorted(cell[rows], np.arange(QUARTER * SECTORS * PROVINCES + 1)).astype(np.int32)
    return HirerIndex(rows, begin, ranking(hirers.size))


@kernel
def wanted_suppliers(size):
    """Suppliers a hirer wants: small ones manage with one."""
    if size < 3.0:
        return 1
    return 2 if size < 12.0 else 3


@kernel
def suspicion(price, sector_rate, label, s):
    """How suspect a supplier looks, 0..1: a rate too low to be true, less so with a label."""
    if sector_rate <= 0.0:
        return 0.0
    cheap = min(1.0, max(0.0, 1.0 - price / sector_rate) / s.suspect_discount)
    return cheap * (1.0 - s.label_trust * label)


@kernel
def expected_liability(suspect, aware, persons, wage, inspection, liability, e, s):
    """Expected loss per hour bought, over the wage, from hiring from a suspect supplier."""
    hours = max(persons, 1.0) * YEAR_HOURS
    fine = tariff(persons, 0, inspection.fine_small, inspection.fine_medium, inspection.fine_large)
    fine *= hirer_fined(liability, e) * liability.fine_hirer
    wages = max(liability.wage_share, liability.at_the_end)  # the same debt, asked for sooner or later
    back = wages * 0.10 * wage * hours + liability.tax_share * 0.05 * wage * hours
    chance = s.liability_chance
    if liability.claim_chance > 0.0:  # beside practice
        chance = 1.0 - (1.0 - chance) * (1.0 - liability.claim_chance)
    return aware * suspect * chance * (fine + back) / (hours * wage)


@kernel
def supplier_utility(price, base, extra, fill, label, aware, found, rule, s, responds):
    """Utility of a supplier at a hire rate, before incumbency and luck."""
    u = s.fill * fill + s.label * aware * label
    if responds == 1:
        u -= s.price * math.log((price + (extra if rule == LiabilityRule.EXPECTED else 0.0)) / base)
    if rule == LiabilityRule.BLACKLIST and found:
        u -= s.blacklist * aware
    return u


@kernel
def _offers(now, a, index, s, count, cand, rank, times):
    """Each living firm's offers of the week, into lists per hirer of at most OFFERS_SEEN."""
    turn = now.week % QUARTER
    for i in range(a.alive.size):
        if a.alive[i] == 0 or (a.barred[i] == 1 and a.initial_honest[i] == 1):  # the honest wait for admission
            continue
        short = 1.0 - min(1.0, a.worker_weeks_13[i] / 13.0 / a.start_size[i])
        due = (s.offers * a.reputation[i] + s.calls * short) / QUARTER
        made = math.floor(due + uniform(now.seed, Stream.SUPPLIER_SET, now.week, i))
        home = s.home_offers / (1.0 + a.start_size[i] / s.national_size)
        sector, province = int(a.sector[i]), int(a.province[i])
        for k in range(made):
            u = uniform(now.seed, Stream.SUPPLIER_SET, now.week, i, SUPPLIER_SET_WHERE, k)
            v = uniform(now.seed, Stream.SUPPLIER_SET, now.week, i, SUPPLIER_SET_WHICH, k)
            first = turn * SECTORS * PROVINCES
            last = first + SECTORS * PROVINCES
            if u < home + (1.0 - home) * s.sector_offers:
                first += sector * PROVINCES
                last = first + PROVINCES
            if u < home and index.begin[first + province + 1] > index.begin[first + province]:
                first += province
                last = first + 1
            low, high = index.begin[first], index.begin[last]
            if high > low:
                row = index.rows[low + int(v * (high - low))]
                _read(now.seed, now.week, row, i, count, cand, rank, times)


@kernel
def _read(seed, week, row, agency, count, cand, rank, times):
    """Put an offer on a hirer's list; a full list keeps the first in a keyed order."""
    at = row // QUARTER
    order = uniform(seed, Stream.SUPPLIER_SET, week, agency, SUPPLIER_SET_ORDER, row)
    n = count[at]
    for k in range(n):
        if cand[at, k] == agency:
            times[at, k] += 1
            return
    if n < OFFERS_SEEN:
        cand[at, n], rank[at, n], times[at, n] = agency, order, 1
        count[at] = n + 1
        return
    worst = 0
    for k in range(1, n):
        if rank[at, k] > rank[at, worst]:
            worst = k
    if order < rank[at, worst]:
        cand[at, worst], rank[at, worst], times[at, worst] = agency, order, 1


class Law(NamedTuple):
    """What a hirer knows of the law."""

    inspection: InspectionRules
    liability: LiabilityRules
    wage: float  # EUR per hour, mean of the market
    register_check: float  # share of hirers that check the register, 0 while there is no ban
    ban_chance: float  # chance a year that a hirer expects to be fined for a supplier without admission
    reports_from: float = math.inf  # size from which a hirer must report on its suppliers
    posting_cost: float = 1.0  # cost of posted labour over that under the base law


@kernel
def shift_towards(h, row, slot, step):
    """Move part of the orders to the supplier in ``slot``."""
    for other in range(SUPPLIERS):
        h.share[row, other] *= 1.0 - step
    h.share[row, slot] += step


@kernel
def slot_for_newcomer(h, row, missing):
    """An empty slot while a supplier is missing, else that of the weakest supplier."""
    found = -1
    for slot in range(SUPPLIERS):
        if h.supplier[row, slot] < 0:
            if missing:
                return slot
        elif found < 0 or h.share[row, slot] < h.share[row, found]:
            found = slot
    return max(found, 0)


@kernel
def place_supplier(h, row, slot, agency, share):
    """Give a new supplier a slot and ``share`` of the orders; a sole supplier takes all."""
    share = min(share, 0.95)
    rest = h.share[row].sum() - h.share[row, slot]
    if rest <= 1e-12:
        share, rest = 1.0, 1.0
    for other in range(SUPPLIERS):
        h.share[row, other] *= (1.0 - share) / rest
    h.supplier[row, slot], h.share[row, slot] = agency, share
    h.former[row, slot] = -1


@kernel
def liability_now(rate, price, label, flag, aware, orders, law, e, s):
    """Expected liability of hiring from a supplier at ``price``, per hour over the wage.

    An offer below the published floor is suspect with the chance ``flag`` besides.
    """
    suspect = suspicion(price, rate, label, s)
    if flag > 0.0:
        suspect += (1.0 - suspect) * flag
    if suspect * aware <= 0.0:
        return 0.0
    return expected_liability(suspect, aware, orders, law.wage, law.inspection, law.liability, e, s)


@kernel
def ban_liability(aware, orders, law):
    """Expected fine, per hour over the wage, for hiring from a supplier without admission."""
    i = law.inspection
    fine = tariff(orders, 0, i.fine_small, i.fine_medium, i.fine_large)
    return aware * law.ban_chance * fine / (max(orders, 1.0) * YEAR_HOURS * law.wage)


@kernel
def has_supplier(supplier, row, agency):
    """Whether a hirer has this supplier already."""
    for slot in range(SUPPLIERS):
        if supplier[row, slot] == agency:
            return True
    return False


@kernel
def mode_shares(cost, m):
    """Ratio of each form's share to its base share, when agency work costs ``cost`` times the base."""
    pull = cost ** (-m.elasticity)
    rest = 1.0 - m.base_agency
    all_forms = m.base_agency * pull + rest
    return pull / all_forms, 1.0 / all_forms


@kernel
def form_shares(cost, posting_cost, burden, stopped, avoid, m):
    """Ratio of each form's share to its base share: agency, direct, posted, self-employed and subcontracted.

    Cost moves all forms in proportion. Of what the duties of an employer (``burden``, over cost) or a ban
    (``stopped``, share of agency work) drive out beyond that, ``avoid`` goes to the forms that escape them and the
    rest to direct jobs.
    """
    agency, other = mode_shares(cost, m)
    pull = posting_cost ** (-m.elasticity)
    every = 1.0 + m.base_posted * other * (pull - 1.0)
    left = agency / every * (1.0 - stopped)
    if burden > 0.0:
        left *= mode_shares(cost * (1.0 + burden), m)[0] / agency
    driven_out = m.base_agency * (agency / every - left)
    loose = m.base_posted + m.base_self + m.base_sub
    direct = other / every + driven_out * (1.0 - avoid) / max(1e-9, 1.0 - m.base_agency - loose)
    escapes = driven_out * avoid / max(1e-9, loose)
    return left, direct, other * pull / every + escapes, other / every + escapes


@kernel
def stay_on(avoid, m):
    """Of those in agency work that the law drives out, the share that stays in another form; others come posted."""
    return 1.0 - avoid * m.base_posted / max(1e-9, m.base_posted + m.base_self + m.base_sub)


@kernel
def _mode(h, row, shares, step, stays):
    """Shift a hirer's labour between agency work and other forms; ``stays`` of those it gives up it takes on itself."""
    agency, direct, posted, loose = shares
    given_up = step * (h.agency_share[row] - agency)
    if stays > 0.0 and given_up > 0.0:
        h.taken_on[row] = stays * given_up / h.agency_share[row]
    h.agency_share[row] += step * (agency - h.agency_share[row])
    h.direct_share[row] += step * (direct - h.direct_share[row])
    h.posted_share[row] += step * (posted - h.posted_share[row])
    h.self_share[row] += step * (loose - h.self_share[row])
    h.sub_share[row] += step * (loose - h.sub_share[row])


@kernel
def under_ban(seed, row, sector, inspection):
    """Whether a hirer may not use agency workers at all, and whether it obeys; a lasting draw each."""
    if (inspection.sector_ban >> int(sector)) & 1 == 0:
        return False, False
    covered = uniform(seed, Stream.SECTOR_BAN, 0, row) < inspection.sector_ban_share
    return covered, covered and uniform(seed, Stream.SECTOR_BAN, 0, row, SECTOR_BAN_OBEYS) < inspection.sector_ban_obey


@inlined
def _drop_barred(h, row, barred):
    """A hirer that checks the register lets suppliers without admission go; returns how many."""
    gone = 0
    for slot in range(SUPPLIERS):
        i = h.supplier[row, slot]
        if i >= 0 and barred[i] == 1:
            h.supplier[row, slot], h.share[row, slot], h.target[row, slot] = -1, 0.0, 0
            h.former[row, slot] = -1
            gone += 1
    rest = h.share[row, 0] + h.share[row, 1] + h.share[row, 2]
    if gone > 0 and rest > 1e-9:
        for slot in range(SUPPLIERS):
            h.share[row, slot] /= rest
    return gone


@kernel
def _replace_last(now, h, a, lawful):
    """A hirer of this turn whose only supplier was let go, and who heard of no other, takes one that is admitted.

    ``lawful`` is the selling capacity of those who are.
    """
    for row in range(now.week % QUARTER, h.size.size, QUARTER):
        if max(h.supplier[row, 0], h.supplier[row, 1], h.supplier[row, 2]) >= 0:
            continue
        found = successor(
            now.seed,
            Stream.SUPPLIER_REPLACED,
            now.week,
            row,
            h.sector[row],
            h.province[row],
            a.alive,
            lawful,
            a.sector,
            a.province,
        )
        if found >= 0:
            h.supplier[row, 0], h.share[row, 0] = found, 1.0


@kernel
def _review(now, h, a, count, cand, times, rate, index, law, base_law, s, m, switch, e):
    """The hirers whose turn it is: own supplier or newcomer, then the form of hiring.

    Helpers get scalars: passing the columns to one for every pair would take ten times as long.
    """
    supplier, share, price, label, fill = h.supplier, h.share, a.price_factor, a.label, a.fill_rate
    rule, responds = switch.liability_rule, switch.price_response
    for row in range(now.week % QUARTER, h.size.size, QUARTER):
        at, level, orders = row // QUARTER, rate[h.sector[row]], h.orders[row]
        told = law.liability.awareness
        if h.size[row] >= law.reports_from:
            told += law.liability.report_awareness
        aware = min(1.0, h.awareness[row] + told) if switch.awareness == 1 else 0.0
        has = 0
        for slot in range(SUPPLIERS):
            has += supplier[row, slot] >= 0
        checks = law.register_check > 0.0 and uniform(now.seed, Stream.REGISTER_CHECK, 0, row) < law.register_check
        if checks:
            has -= _drop_barred(h, row, a.barred)
        missing = has < wanted_suppliers(h.size[row])
        best, best_slot, chosen, extra_now = -np.inf, -1, -1, 0.0
        for k in range(SUPPLIERS + count[at]):
            own = k < SUPPLIERS
            i = supplier[row, k] if own else cand[at, k - SUPPLIERS]
            if i < 0 or (not own and has_supplier(supplier, row, i)) or (checks and a.barred[i] == 1):
                continue
            # in a safe harbour nobody looks further
            safe = law.liability.safe_harbour == 1 and (label[i] == 1 or a.admitted[i] == 1)
            shown, flag, floor = price[i], 0.0, law.inspection.floor_rate
            if price[i] < floor:  # a red flag, unless the firm shows the floor and gives the rest back unseen
                if hides_discount(now.seed, i, a.incarnation[i], law.inspection.kickback_share):
                    shown = floor
                else:
                    flag = law.liability.floor_flag
            extra = 0.0 if safe else liability_now(level, shown, label[i], flag, aware, orders, law, e, s)
            if a.barred[i] == 1:
                extra += ban_liability(aware, orders, law)
            found = now.week - a.last_detection[i] < FOUND_WEEKS
            u = supplier_utility(price[i], level, extra, fill[i], label[i], aware, found, rule, s, responds)
            u -= flag * aware
            u -= s.overstretched * math.log(max(1.0, a.worker_weeks_13[i] / 13.0 / (s.span * a.start_size[i])))
            u += gumbel(now.seed, Stream.SUPPLIER_CHOICE, now.week, row, i)
            if own:
                extra_now += share[row, k] * extra
                u += s.incumbent + s.own_share * math.log(max(share[row, k], 0.01) * has)
            else:
                # n offers of one agency weigh as n agencies that offer once, or no agency could stay large
                u += math.log(times[at, k - SUPPLIERS]) + (s.open_slot if missing else 0.0)
            if u > best:
                best, best_slot, chosen = u, (k if own else -1), (-1 if own else i)
        if chosen >= 0:
            slot = slot_for_newcomer(h, row, missing)
            # who fills the gap of a supplier that died gets its orders, any other newcomer a trial
            lost = h.former_share[row, slot] if h.former[row, slot] >= 0 else 0.0
            room = max(s.span * a.start_size[chosen] - a.worker_weeks_13[chosen] / 13.0, 1.0)
            place_supplier(h, row, slot, chosen, min(max(s.first_share, lost), room / max(orders, 1.0)))
        elif best_slot >= 0 and has > 1:
            shift_towards(h, row, best_slot, s.shift)
        if switch.displacement == 1:
            # only a change of the law moves the form: at base rules the two liabilities are the same
            change = extra_now * _relative(orders, law, base_law, s, e) if extra_now > 0.0 else 0.0
            banned, obeys = under_ban(now.seed, row, h.sector[row], law.inspection)
            cost = (index[h.sector[row]] if responds == 1 else 1.0) * (1.0 + change)
            shares = form_shares(
                cost, law.posting_cost, law.liability.employer_cost, 1.0 if obeys else 0.0, law.liability.avoid_share, m
            )
            driven_out = obeys or law.liability.employer_cost > 0.0
            stays = stay_on(law.liability.avoid_share, m) if driven_out else 0.0
            # a ban that bites leaves no time
            at_once = banned and obeys and law.inspection.sector_ban_fined == 1
            _mode(h, row, shares, 1.0 if at_once else m.adjust, stays)


@kernel
def _relative(orders, law, base_law, s, e):
    """Growth of expected liability since the base law, over the liability now and the hire rate."""
    now_ = expected_liability(1.0, 1.0, orders, law.wage, law.inspection, law.liability, e, s)
    then = expected_liability(1.0, 1.0, orders, law.wage, base_law.inspection, base_law.liability, e, s)
    return (now_ - then) / now_ / HIRE_RATE_AIMED if now_ > 0.0 else 0.0


def posting_cost(pay_rules: PayRules, inspection, base_inspection, admission: AdmissionRules) -> float:
    """Cost of posted labour over that under the base law.

    Part of what posting saves is unlawful: supervision across the border takes back what it detects and can collect,
    and a gate that reaches abroad what those save who would not pass it.
    """
    stopped = admission.foreign_reach * admission.gate_enforced * (1.0 - admitted_chance(True, admission))
    kept = (1.0 - inspection.foreign_detect * inspection.foreign_collect) * (1.0 - stopped)
    before = 1.0 - base_inspection.foreign_detect * base_inspection.foreign_collect
    return (1.0 - pay_rules.posting_advantage * kept) / (1.0 - pay_rules.posting_advantage * before)


@phase(
    reads=fields(
        agencies="province sector start_size initial_honest alive incarnation worker_weeks_13 reputation price_factor "
        "fill_rate label admitted barred last_detection",
        hirers="sector province size awareness orders agency_share direct_share posted_share self_share sub_share "
        "supplier share former former_share",
        institutions="price_index price_base",
    ),
    writes=fields(
        hirers="agency_share direct_share posted_share self_share sub_share supplier share target former taken_on",
    ),
)
def reconsider_hirers(week: Week) -> None:
    """Let a thirteenth of the hirers choose suppliers and forms of hiring.

    They compare pay, inspection and liability under the rules in force with those of the start: equal rules move no
    form of hiring.
    """
    now, h, a, b, r = week.now, week.state.hirers, week.state.agencies, week.behaviour, week.rules
    index, base, price = week.lasting(hirer_index), week.first_rules, week.state.institutions.price_index
    rows = (h.size.size - 1 - now.week % QUARTER) // QUARTER + 1
    count = np.zeros(rows, np.int32)
    cand = np.full((rows, OFFERS_SEEN), -1, np.int32)
    rank = np.zeros((rows, OFFERS_SEEN))
    times = np.ones((rows, OFFERS_SEEN), np.int32)
    _offers(now, a, index, b.supplier, count, cand, rank, times)
    wage = r.pay.minimum_wage_38 * WAGE_OVER_MINIMUM
    checks = r.admission.register_check * r.admission.gate_enforced
    _review(
        now, h, a, count, cand, times, price * week.state.institutions.price_base, price,
        Law(
            r.inspection, r.liability, wage, checks, r.admission.ban_chance,
            reports_from(index.ranks, r.liability.report_coverage),
            posting_cost(r.pay, r.inspection, base.inspection, r.admission),
        ),
        Law(base.inspection, base.liability, wage, 0.0, 0.0),
        b.supplier, b.mode, b.switch, b.enforcement,
    )  # fmt: skip
    if checks > 0.0:
        _replace_last(now, h, a, np.where(a.barred == 1, 0.0, a.reputation))
