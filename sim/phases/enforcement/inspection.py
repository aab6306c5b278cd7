"""Phase 9, second part: which firms are visited, by which enforcer, and what is found. Sanctions are in ``sanction``.

Three rates stay apart: the average visit rate (capacity over active firms), the rate a rogue firm faces
(what targeting makes of it) and the rate agencies perceive (what they learn from what they see).
"""

from __future__ import annotations

import math
from enum import IntEnum

import numpy as np

from sim.behaviour.market import Enforcement
from sim.core.calendar import Now
from sim.core.draws import Stream, uniform
from sim.core.kernels import kernel
from sim.phase import fields, phase
from sim.phases.enforcement.hirer_visits import visit_hirers
from sim.phases.enforcement.visits import Aiming, Manner, Truth, audit_labels, chosen, score_firms, visit
from sim.rules import InspectionRules
from sim.state.columns import Agencies
from sim.state.ledger import Item, Tally, pay
from sim.week import Findings, Week

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
def _visits_due(balance, which, yearly):
    """Whole visits of this week; the fraction is carried over."""
    balance[which] += yearly / 52.0
    whole = max(0, math.floor(balance[which]))  # below zero where other tasks took more than there was
    balance[which] -= whole
    return whole


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
        "signals label barred last_detection extracted_*",
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
        score_firms(now, a, rate, int(score_stream), aiming, rules, score)
        rows = chosen(score, visits)
        found = np.empty(rows.size, np.int32)
        n = visit(now, a, rows, int(find_stream), Manner(unannounced, tax_only), truth, found)
        note(found[:n], who)
        if own:
            a.last_visit[rows] = now.week
            if rules.records_alone == 1:
                note(_without_books(now, a, rows, found[:n], e), Enforcer.RECORDS)
        tally[count] += rows.size
    at_hirers = rules.inspectorate_visits * (1.0 - rules.agency_visit_share) * now.scale
    visits = _visits_due(balance, int(Enforcer.INSPECTORATE_HIRER), at_hirers)
    if visits > 0:
        found, where = visit_hirers(now, week.state.hirers, a, visits, rules, truth, cents)
        note(found, Enforcer.INSPECTORATE_HIRER, where)
        tally[Tally.VISITS_HIRER] += visits
    found = np.empty(a.alive.size, np.int32)
    audits, n = audit_labels(now, a, rules.label_audits_per_firm / 52.0, truth, found)
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
