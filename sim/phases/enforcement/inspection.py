"""Phase 9, second part: who is visited, by whom, and what is found. Sanctions are in ``sanction``.

Three rates stay apart: the average visit rate (capacity over active firms), the rate a rogue firm faces
(what targeting makes of it) and the rate agencies perceive (what they learn from what they see).
"""

from __future__ import annotations

import math
from enum import IntEnum

import numpy as np

from sim.behaviour.market import Enforcement
from sim.core.calendar import Now
from sim.core.draw_keys import HIRER_VISIT_FINDS, HIRER_VISIT_REGISTER, LABEL_AUDIT_FINDS
from sim.core.draws import Stream, gumbel, uniform
from sim.core.kernels import kernel
from sim.phase import fields, phase
from sim.phases.hirers.supplier_choice import under_ban
from sim.phases.shared.extraction import hides_discount, is_rogue, tariff
from sim.rules import InspectionRules
from sim.state.codes import Seat
from sim.state.columns import SUPPLIERS, Agencies
from sim.state.ledger import Item, Tally, pay
from sim.week import Findings, Week

REPEAT_WEEKS = 26  # nobody is visited twice by the same enforcer within half a year
SIGNALS_FULL = math.log(6.0)  # five reports make a full file
REGISTER_FOUND = 0.95  # chance that a visit to a hirer sees that a supplier is not on the register
PUBLISHED_MEMORY = 1.0 / 52.0  # the yearly report


class Enforcer(IntEnum):
    """Who visits."""

    INSPECTORATE = 0
    INSPECTORATE_HIRER = 1
    SECTOR_BODY = 2
    LABEL = 3
    TAX = 4
    RECORDS = 5  # the Inspectorate, that finds no books and nothing else


# who may ban a director: the sector's wage body and label auditors are private
PUBLIC = (Enforcer.INSPECTORATE, Enforcer.INSPECTORATE_HIRER, Enforcer.TAX, Enforcer.RECORDS)


@kernel
def risk(signals, price, sector_rate, weeks_since_finding):
    """What an enforcer can see of a firm, 0..1.3: reports, a rate too low to be true, an old finding."""
    reports = min(1.0, math.log(1.0 + signals) / SIGNALS_FULL)
    cheap = min(1.0, max(0.0, 1.0 - price / sector_rate) / 0.08) if sector_rate > 0.0 else 0.0
    return 0.7 * reports + 0.3 * cheap + (0.3 if weeks_since_finding < 104 else 0.0)


@kernel
def find_chance(keeps_records, unannounced, e):
    """Chance that a visit to a violator finds something."""
    found = e.find_records if keeps_records == 1 else e.find_no_records
    return found * (unannounced + (1.0 - unannounced) * e.find_announced)


@kernel
def find_chance_at(a, i, unannounced, abroad, e):
    """The same for firm ``i``; less across the border, for who moved there to be out of reach."""
    chance = find_chance(a.keeps_records[i], unannounced, e)
    return chance * abroad if a.foreign_seat[i] == Seat.MOVED else chance


@kernel
def _scores(now, a, sector_rate, stream, targeting, size_weight, own, rules, score):
    """Noisy risk score of every firm with workers; more capacity adds visits and takes none away."""
    for i in range(a.alive.size):
        score[i] = -np.inf
        if a.alive[i] == 0 or a.worker_weeks_13[i] < 1.0:
            continue
        if own and now.week - a.last_visit[i] < REPEAT_WEEKS:
            continue
        price, flag = a.price_factor[i], 0.0
        if price < rules.floor_rate:
            if hides_discount(now.seed, i, a.incarnation[i], rules.kickback_share):
                price = rules.floor_rate
            else:
                flag = rules.floor_flag
        seen = risk(a.signals[i], price, sector_rate[a.sector[i]], now.week - a.last_detection[i]) + flag
        size = size_weight * math.log(1.0 + a.worker_weeks_13[i] / 13.0)
        score[i] = targeting * seen + size + gumbel(now.seed, stream, now.week, i)


@kernel
def _visits_due(balance, which, yearly):
    """Whole visits of this week; the fraction is carried over."""
    balance[which] += yearly / 52.0
    whole = max(0, math.floor(balance[which]))  # below zero where other tasks took more than there was
    balance[which] -= whole
    return whole


@kernel
def _visit(now, a, rows, stream, unannounced, abroad, margin, withheld, cap_health, e, found):
    """Visit the firms in ``rows``; ``margin`` 1 looks at evaded tax only. Returns how many are caught."""
    n = 0
    for i in rows:
        a.visits[i] += 1
        if margin == 1:
            guilty = a.e_tax[i] >= 0.05
        else:
            guilty = is_rogue(a.e_wage[i], a.e_tax[i], a.e_health[i], a.e_housing[i], withheld, cap_health)
        if guilty and uniform(now.seed, stream, now.week, i) < find_chance_at(a, i, unannounced, abroad, e):
            found[n] = i
            n += 1
    return n


@kernel
def _hirer_scores(seed, week, size, accidents, pull, score):
    """Hirers are drawn by size, and sooner after accidents: the largest log(u) / odds, without replacement."""
    for i in range(size.size):
        odds = (size[i] + 0.1) * (1.0 + pull * math.log(1.0 + accidents[i]))
        score[i] = math.log(uniform(seed, Stream.HIRER_VISIT, week, i)) / odds


def _visit_hirers(now, h, a, visits, rules, withheld, cap_health, e, cents):
    """Visit hirers; each rogue supplier there may be found out. Returns rows of agencies and of hirers."""
    score = np.empty(h.size.size)
    _hirer_scores(now.seed, now.week, h.size, h.accidents, rules.accident_signal, score)
    found, where = [], []
    table = (rules.fine_small, rules.fine_medium, rules.fine_large)
    for row in _chosen(score, visits).tolist():
        if rules.sector_ban_fined == 1 and h.target[row].sum() > 0:
            if under_ban(now.seed, row, int(h.sector[row]), rules)[0]:  # works through an agency where nobody may
                pay(cents, int(Item.HIRER_FINE), float(tariff(h.orders[row], 0, *table)))
        for slot in range(SUPPLIERS):
            i = int(h.supplier[row, slot])
            if i < 0 or h.target[row, slot] == 0:
                continue
            u = uniform(now.seed, int(Stream.HIRER_VISIT), now.week, row, HIRER_VISIT_REGISTER + slot)
            if a.barred[i] == 1 and u < REGISTER_FOUND:
                # for hiring from who may not lend
                pay(cents, int(Item.HIRER_FINE), float(tariff(h.orders[row], 0, *table)))
            guilty = is_rogue(a.e_wage[i], a.e_tax[i], a.e_health[i], a.e_housing[i], withheld, cap_health)
            u = uniform(now.seed, int(Stream.HIRER_VISIT), now.week, row, HIRER_VISIT_FINDS + slot)
            if guilty and u < find_chance_at(a, i, rules.unannounced_share, rules.foreign_detect, e):
                found.append(i)
                where.append(row)
    return np.array(found, np.int32), np.array(where, np.int32)


@kernel
def _label_audits(now, a, chance, withheld, cap_health, e, found):
    """Audits of certified firms; returns audits and findings."""
    audits, n = 0, 0
    for i in range(a.alive.size):
        if a.alive[i] == 0 or a.label[i] == 0:
            continue
        if uniform(now.seed, Stream.LABEL_AUDIT, now.week, i) >= chance:
            continue
        audits += 1
        guilty = is_rogue(a.e_wage[i], a.e_tax[i], a.e_health[i], a.e_housing[i], withheld, cap_health)
        if guilty and uniform(now.seed, Stream.LABEL_AUDIT, now.week, i, LABEL_AUDIT_FINDS) < e.find_label:
            found[n] = i
            n += 1
    return audits, n


def _chosen(score: np.ndarray, visits: int) -> np.ndarray:
    """Rows with the highest scores, ties by row."""
    rows = np.flatnonzero(score > -np.inf)
    if visits < rows.size:
        bar = -np.partition(-score[rows], visits - 1)[visits - 1]
        rows = rows[score[rows] >= bar]
    order = np.lexsort((rows, -score[rows]))
    return rows[order[:visits]].astype(np.int32)


def _without_books(now: Now, a: Agencies, rows: np.ndarray, found: np.ndarray, e: Enforcement) -> np.ndarray:
    """Firms visited where nothing was found but that books are missing."""
    clean = np.setdiff1d(rows, found)
    clean = clean[a.keeps_records[clean] == 0]
    u = [uniform(now.seed, int(Stream.RECORDS_ALONE), now.week, i) for i in clean.tolist()]
    return clean[np.array(u) < e.find_records_missing] if clean.size else clean


def other_work(balance: np.ndarray, visits: float, rules: InspectionRules, scale: float) -> None:
    """Take the time of ``visits`` from the Inspectorate's visits, at agencies and hirers alike, a quarter at most."""
    at_agencies = rules.agency_visit_share
    for who, share in ((Enforcer.INSPECTORATE, at_agencies), (Enforcer.INSPECTORATE_HIRER, 1.0 - at_agencies)):
        most = 0.25 * rules.inspectorate_visits * share * scale
        balance[int(who)] = max(balance[int(who)] - visits * share, min(balance[int(who)], -most))


def _as_practised(e: Enforcement, rules: InspectionRules) -> Enforcement:
    """What visits find, under rules that make them find more or less."""
    if rules.find_ratio == 1.0:
        return e
    kept, gone, label = (min(0.98, rules.find_ratio * x) for x in (e.find_records, e.find_no_records, e.find_label))
    return e._replace(find_records=kept, find_no_records=gone, find_label=label)


@phase(
    reads=fields(
        agencies="sector foreign_seat alive incarnation worker_weeks_13 price_factor keeps_records visits last_visit "
        "signals label barred last_detection e_*",
        hirers="sector size orders supplier target accidents",
        institutions="price_index price_base visit_rate visit_balance",
        tally="VISITS_AGENCY VISITS_HIRER VISITS_SECTOR_BODY ACCIDENTS_REPORTED",
    ),
    writes=fields(
        agencies="visits last_visit",
        institutions="visit_rate visit_balance",
        week="findings",
        books="HIRER_FINE INSPECTORATE_COST SECTOR_BODY_COST",
        tally="VISITS_AGENCY VISITS_HIRER VISITS_SECTOR_BODY LABEL_AUDITS TAX_AUDITS",
    ),
)
def inspect(week: Week) -> None:
    """Make the week's visits, and note what they find."""
    now, a, rules, b, cents = week.now, week.state.agencies, week.rules.inspection, week.behaviour, week.books.cents
    e, tally, institutions = _as_practised(b.enforcement, rules), week.books.tally, week.state.institutions
    rate = institutions.price_index * institutions.price_base
    balance = institutions.visit_balance
    on_reports = rules.accident_visits * tally[Tally.ACCIDENTS_REPORTED]
    if on_reports > 0.0:
        other_work(balance, on_reports, rules, now.scale)
    score = np.empty(a.alive.size)
    agency, enforcer, hirer = [], [], []

    def note(rows, who, where=None):
        agency.append(rows)
        enforcer.append(np.full(rows.size, int(who), np.int8))
        hirer.append(np.full(rows.size, -1, np.int32) if where is None else where)

    truth = (b.cover.withheld_share, b.extraction.cap_health, e)
    plan = (
        (Enforcer.INSPECTORATE, rules.inspectorate_visits * rules.agency_visit_share, Stream.INSPECT_SCORE,
         Stream.INSPECT_FIND, e.targeting, rules.unannounced_share, 0, Tally.VISITS_AGENCY),
        (Enforcer.SECTOR_BODY, rules.sector_body_visits, Stream.SECTOR_BODY_SCORE,
         Stream.SECTOR_BODY_FIND, e.targeting_body, 1.0, 0, Tally.VISITS_SECTOR_BODY),
        (Enforcer.TAX, rules.tax_audits, Stream.TAX_AUDIT,
         Stream.TAX_FIND, e.targeting_tax, 1.0, 1, Tally.TAX_AUDITS),
    )  # fmt: skip
    for who, yearly, score_stream, find_stream, targeting, unannounced, margin, count in plan:
        visits = _visits_due(balance, int(who), yearly * now.scale)
        if visits == 0:
            continue
        own = who == Enforcer.INSPECTORATE
        _scores(now, a, rate, int(score_stream), targeting + rules.targeting_gain, e.size_weight, own, rules, score)
        rows = _chosen(score, visits)
        found = np.empty(rows.size, np.int32)
        n = _visit(now, a, rows, int(find_stream), unannounced, rules.foreign_detect, margin, *truth, found)
        note(found[:n], who)
        if own:
            a.last_visit[rows] = now.week
            if rules.records_alone == 1:
                note(_without_books(now, a, rows, found[:n], e), Enforcer.RECORDS)
        tally[count] += rows.size
    at_hirers = rules.inspectorate_visits * (1.0 - rules.agency_visit_share) * now.scale
    visits = _visits_due(balance, int(Enforcer.INSPECTORATE_HIRER), at_hirers)
    if visits > 0:
        found, where = _visit_hirers(now, week.state.hirers, a, visits, rules, *truth, cents)
        note(found, Enforcer.INSPECTORATE_HIRER, where)
        tally[Tally.VISITS_HIRER] += visits
    found = np.empty(a.alive.size, np.int32)
    audits, n = _label_audits(now, a, rules.label_audits_per_firm / 52.0, *truth, found)
    note(found[:n].copy(), Enforcer.LABEL)
    tally[Tally.LABEL_AUDITS] += audits
    inspector_visits = tally[Tally.VISITS_AGENCY] + tally[Tally.VISITS_HIRER]
    pay(cents, int(Item.INSPECTORATE_COST), (inspector_visits + on_reports) * e.visit_cost)
    pay(cents, int(Item.SECTOR_BODY_COST), tally[Tally.VISITS_SECTOR_BODY] * e.body_cost)
    week.findings = Findings(np.concatenate(agency), np.concatenate(enforcer), np.concatenate(hirer))
    _publish(institutions.visit_rate, week.findings, int(a.alive.sum()))


def _publish(visit_rate: np.ndarray, found: Findings, alive: int) -> None:
    """The published chance a quarter that a firm is caught: findings over all active firms."""
    caught = np.count_nonzero(found.enforcer != Enforcer.LABEL)
    visit_rate[0] += PUBLISHED_MEMORY * (13.0 * caught / max(alive, 1) - visit_rate[0])
