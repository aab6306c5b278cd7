"""Phase 9, second part: who is visited, by whom, and what is found. Sanctions are in ``sanction``.

Three rates stay apart: the average visit rate (capacity over active firms), the rate a rogue firm faces
(what targeting makes of it) and the rate agencies perceive (what they learn from what they see).
"""

from __future__ import annotations

import math
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from sim.behaviour.market import Enforcement
from sim.core.calendar import Now
from sim.core.draw_keys import HIRER_VISIT_FINDS, HIRER_VISIT_REGISTER, LABEL_AUDIT_FINDS
from sim.core.draws import Stream, gumbel, happens, uniform
from sim.core.kernels import inlined, kernel, scalar
from sim.phase import fields, phase
from sim.phases.hirers.forms_of_hiring import under_ban
from sim.phases.shared.extraction import hides_discount, is_rogue, tariff
from sim.rules import InspectionRules
from sim.state.codes import Seat
from sim.state.columns import SUPPLIERS, Agencies, Hirers
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


@inlined
def _guilty(a, i, truth):
    """Whether firm ``i`` is rogue in truth."""
    e = a.e_wage[i], a.e_tax[i], a.e_health[i], a.e_housing[i]
    return is_rogue(e[0], e[1], e[2], e[3], truth.withheld_share, truth.cap_health)


@kernel
def find_chance_there(keeps_records, foreign_seat, unannounced, abroad, e):
    """The same where the firm has its seat; less across the border, for who moved there to be out of reach."""
    chance = find_chance(keeps_records, unannounced, e)
    return chance * abroad if foreign_seat == Seat.MOVED else chance


class Aiming(NamedTuple):
    """How an enforcer chooses whom to visit."""

    targeting: float
    size_weight: float
    own: bool  # the Inspectorate, which visits nobody twice within half a year


class Manner(NamedTuple):
    """How a visit is made."""

    unannounced: float  # share of visits
    tax_only: bool  # looks at evaded tax only


class Truth(NamedTuple):
    """What makes a firm guilty, and what visits find of it."""

    withheld_share: float
    cap_health: float
    abroad: float  # share of it that is found at who moved abroad
    finds: Enforcement


@scalar
def seen_rate(seed, i, incarnation, price, rules):
    """The hire rate that an enforcer sees, and the flag of one below the published floor that is not hidden."""
    if price >= rules.floor_rate:
        return price, 0.0
    if hides_discount(seed, i, incarnation, rules.kickback_share):
        return rules.floor_rate, 0.0
    return price, rules.floor_flag


@kernel
def _scores(now, a, sector_rate, stream, aiming, rules, score):
    """Noisy risk score of every firm with workers; more capacity adds visits and takes none away."""
    for i in range(a.alive.size):
        score[i] = -np.inf
        if a.alive[i] == 0 or a.worker_weeks_13[i] < 1.0:
            continue
        if aiming.own and now.week - a.last_visit[i] < REPEAT_WEEKS:
            continue
        price, flag = seen_rate(now.seed, i, a.incarnation[i], a.price_factor[i], rules)
        seen = risk(a.signals[i], price, sector_rate[a.sector[i]], now.week - a.last_detection[i]) + flag
        size = aiming.size_weight * math.log(1.0 + a.worker_weeks_13[i] / 13.0)
        score[i] = aiming.targeting * seen + size + gumbel(now.seed, stream, now.week, i)


@kernel
def _visits_due(balance, which, yearly):
    """Whole visits of this week; the fraction is carried over."""
    balance[which] += yearly / 52.0
    whole = max(0, math.floor(balance[which]))  # below zero where other tasks took more than there was
    balance[which] -= whole
    return whole


@kernel
def _visit(now, a, rows, stream, manner, truth, found):
    """Visit the firms in ``rows``. Returns how many are caught."""
    n = 0
    for i in rows:
        a.visits[i] += 1
        guilty = a.e_tax[i] >= 0.05 if manner.tax_only else _guilty(a, i, truth)
        chance = find_chance_there(a.keeps_records[i], a.foreign_seat[i], manner.unannounced, truth.abroad, truth.finds)
        if guilty and happens(now, stream, i, chance):
            found[n] = i
            n += 1
    return n


@kernel
def _hirer_scores(seed, week, size, accidents, pull, score):
    """Hirers are drawn by size, and sooner after accidents: the largest log(u) / odds, without replacement."""
    for i in range(size.size):
        odds = (size[i] + 0.1) * (1.0 + pull * math.log(1.0 + accidents[i]))
        score[i] = math.log(uniform(seed, Stream.HIRER_VISIT, week, i)) / odds


def _hirer_pays(now: Now, h: Hirers, row: int, barred: np.ndarray, rules: InspectionRules) -> int:
    """How often a hirer visited is fined: for working through an agency where nobody may, or one that may not lend."""
    times = 0
    if rules.sector_ban_fined == 1 and h.target[row].sum() > 0:
        times += int(under_ban(now.seed, row, int(h.sector[row]), rules)[0])
    for slot in range(SUPPLIERS):
        if _is_used(h, row, slot) and barred[h.supplier[row, slot]] == 1:
            times += happens(now, int(Stream.HIRER_VISIT), row, REGISTER_FOUND, HIRER_VISIT_REGISTER + slot)
    return times


def _is_used(h: Hirers, row: int, slot: int) -> bool:
    """Whether a slot has a supplier and orders."""
    return bool(h.supplier[row, slot] >= 0 and h.target[row, slot] != 0)


def _chance_at_hirer(a: Agencies, i: int, unannounced: float, truth: Truth) -> float:
    """Chance that a visit to a client finds supplier ``i`` out."""
    e = a.e_wage[i], a.e_tax[i], a.e_health[i], a.e_housing[i]
    if not is_rogue(*e, truth.withheld_share, truth.cap_health):
        return 0.0
    return find_chance_there(int(a.keeps_records[i]), int(a.foreign_seat[i]), unannounced, truth.abroad, truth.finds)


def _visit_hirers(now, h, a, visits, rules, truth, cents):
    """Visit hirers; each rogue supplier there may be found out. Returns rows of agencies and of hirers."""
    score = np.empty(h.size.size)
    _hirer_scores(now.seed, now.week, h.size, h.accidents, rules.accident_signal, score)
    found, where = [], []
    table = (rules.fine_small, rules.fine_medium, rules.fine_large)
    for row in _chosen(score, visits).tolist():
        for _ in range(_hirer_pays(now, h, row, a.barred, rules)):
            pay(cents, int(Item.HIRER_FINE), float(tariff(h.orders[row], 0, *table)))
        for slot in range(SUPPLIERS):
            if not _is_used(h, row, slot):
                continue
            i = int(h.supplier[row, slot])
            chance = _chance_at_hirer(a, i, rules.unannounced_share, truth)
            if happens(now, int(Stream.HIRER_VISIT), row, chance, HIRER_VISIT_FINDS + slot):
                found.append(i)
                where.append(row)
    return np.array(found, np.int32), np.array(where, np.int32)


@kernel
def _label_audits(now, a, chance, truth, found):
    """Audits of certified firms; returns audits and findings."""
    audits, n = 0, 0
    for i in range(a.alive.size):
        if a.alive[i] == 0 or a.label[i] == 0:
            continue
        if not happens(now, Stream.LABEL_AUDIT, i, chance):
            continue
        audits += 1
        finds = happens(now, Stream.LABEL_AUDIT, i, truth.finds.find_label, LABEL_AUDIT_FINDS)
        if finds and _guilty(a, i, truth):
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

    truth = Truth(b.cover.withheld_share, b.extraction.cap_health, rules.foreign_detect, e)
    plan = (
        (Enforcer.INSPECTORATE, rules.inspectorate_visits * rules.agency_visit_share, Stream.INSPECT_SCORE,
         Stream.INSPECT_FIND, e.targeting, rules.unannounced_share, False, Tally.VISITS_AGENCY),
        (Enforcer.SECTOR_BODY, rules.sector_body_visits, Stream.SECTOR_BODY_SCORE,
         Stream.SECTOR_BODY_FIND, e.targeting_body, 1.0, False, Tally.VISITS_SECTOR_BODY),
        (Enforcer.TAX, rules.tax_audits, Stream.TAX_AUDIT,
         Stream.TAX_FIND, e.targeting_tax, 1.0, True, Tally.TAX_AUDITS),
    )  # fmt: skip
    for who, yearly, score_stream, find_stream, targeting, unannounced, tax_only, count in plan:
        visits = _visits_due(balance, int(who), yearly * now.scale)
        if visits == 0:
            continue
        own = who == Enforcer.INSPECTORATE
        aiming = Aiming(targeting + rules.targeting_gain, e.size_weight, own)
        _scores(now, a, rate, int(score_stream), aiming, rules, score)
        rows = _chosen(score, visits)
        found = np.empty(rows.size, np.int32)
        n = _visit(now, a, rows, int(find_stream), Manner(unannounced, tax_only), truth, found)
        note(found[:n], who)
        if own:
            a.last_visit[rows] = now.week
            if rules.records_alone == 1:
                note(_without_books(now, a, rows, found[:n], e), Enforcer.RECORDS)
        tally[count] += rows.size
    at_hirers = rules.inspectorate_visits * (1.0 - rules.agency_visit_share) * now.scale
    visits = _visits_due(balance, int(Enforcer.INSPECTORATE_HIRER), at_hirers)
    if visits > 0:
        found, where = _visit_hirers(now, week.state.hirers, a, visits, rules, truth, cents)
        note(found, Enforcer.INSPECTORATE_HIRER, where)
        tally[Tally.VISITS_HIRER] += visits
    found = np.empty(a.alive.size, np.int32)
    audits, n = _label_audits(now, a, rules.label_audits_per_firm / 52.0, truth, found)
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
