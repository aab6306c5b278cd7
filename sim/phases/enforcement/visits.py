"""Part of phase 9: whom an enforcer visits, and what the visit finds."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from sim.behaviour.market import Enforcement
from sim.core.draw_keys import LABEL_AUDIT_FINDS
from sim.core.draws import Stream, gumbel, happens
from sim.core.kernels import inlined, kernel, scalar
from sim.phases.shared.extraction import hides_discount, is_rogue
from sim.state.codes import Seat

REPEAT_WEEKS = 26  # nobody is visited twice by the same enforcer within half a year
SIGNALS_FULL = math.log(6.0)  # five reports make a full file


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
def find_chance_there(keeps_records, foreign_seat, unannounced, abroad, e):
    """The same where the firm has its seat; less across the border, for who moved there to be out of reach."""
    chance = find_chance(keeps_records, unannounced, e)
    return chance * abroad if foreign_seat == Seat.MOVED else chance


@inlined
def _guilty(a, i, truth):
    """Whether firm ``i`` is rogue in truth."""
    e = a.extracted_wage[i], a.extracted_tax[i], a.extracted_health[i], a.extracted_housing[i]
    return is_rogue(e[0], e[1], e[2], e[3], truth.withheld_share, truth.cap_health)


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
def score_firms(now, a, sector_rate, stream, aiming, rules, score):
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
def visit(now, a, rows, stream, manner, truth, found):
    """Visit the firms in ``rows``. Returns how many are caught."""
    n = 0
    for i in rows:
        a.visits[i] += 1
        guilty = a.extracted_tax[i] >= 0.05 if manner.tax_only else _guilty(a, i, truth)
        chance = find_chance_there(a.keeps_records[i], a.foreign_seat[i], manner.unannounced, truth.abroad, truth.finds)
        if guilty and happens(now, stream, i, chance):
            found[n] = i
            n += 1
    return n


@kernel
def audit_labels(now, a, chance, truth, found):
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


def chosen(score: np.ndarray, visits: int) -> np.ndarray:
    """Rows with the highest scores, ties by row."""
    rows = np.flatnonzero(score > -np.inf)
    if visits < rows.size:
        bar = -np.partition(-score[rows], visits - 1)[visits - 1]
        rows = rows[score[rows] >= bar]
    order = np.lexsort((rows, -score[rows]))
    return rows[order[:visits]].astype(np.int32)
