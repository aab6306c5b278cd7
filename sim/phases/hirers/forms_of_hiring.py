"""Part of phase 11: the form in which a hirer has its work done: by agency, directly, posted or self-employed."""

from __future__ import annotations

from sim.core.draw_keys import SECTOR_BAN_OBEYS
from sim.core.draws import Stream, lasting
from sim.core.kernels import inlined, kernel
from sim.phases.agencies.valuation import admitted_chance
from sim.phases.hirers.hirer_liability import growth_since_start
from sim.rules import AdmissionRules, PayRules


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


@inlined
def _shift(h, row, shares, step, stays):
    """Shift a hirer's labour between agency work and other forms; ``stays`` of those it gives up it takes on itself."""
    agency, direct, posted, loose = shares
    given_up = step * (h.agency_share[row] - agency)
    if stays > 0.0 and given_up > 0.0:
        h.takeover_share[row] = stays * given_up / h.agency_share[row]
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
    covered = lasting(seed, Stream.SECTOR_BAN, row, inspection.sector_ban_share)
    obeys = lasting(seed, Stream.SECTOR_BAN, row, inspection.sector_ban_obey, SECTOR_BAN_OBEYS)
    return covered, covered and obeys


@inlined
def review_form(now, h, row, extra, market, law, b):
    """Shift a hirer's labour towards the forms that cost and law make it prefer.

    ``extra`` is the liability expected of its suppliers. Only a change of the law moves the form for it: at the rules
    of the start the two liabilities compared are the same.
    """
    liability, change = law.liability, 0.0
    if extra > 0.0:
        change = extra * growth_since_start(h.orders[row], market.wage, law, b.enforcement, b.supplier)
    banned, obeys = under_ban(now.seed, row, h.sector[row], law.inspection)
    cost = (market.index[h.sector[row]] if b.switch.price_response == 1 else 1.0) * (1.0 + change)
    stopped = 1.0 if obeys else 0.0
    shares = form_shares(cost, market.posting_cost, liability.employer_cost, stopped, liability.avoid_share, b.mode)
    driven_out = obeys or liability.employer_cost > 0.0
    stays = stay_on(liability.avoid_share, b.mode) if driven_out else 0.0
    # a ban that bites leaves no time
    at_once = banned and obeys and law.inspection.sector_ban_fined == 1
    _shift(h, row, shares, 1.0 if at_once else b.mode.adjust, stays)


def posting_cost(pay_rules: PayRules, inspection, base_inspection, admission: AdmissionRules) -> float:
    """Cost of posted labour over that under the base law.

    Part of what posting saves is unlawful: supervision across the border takes back what it detects and can collect,
    and a gate that reaches abroad what those save who would not pass it.
    """
    stopped = admission.foreign_reach * admission.gate_enforced * (1.0 - admitted_chance(True, admission))
    kept = (1.0 - inspection.foreign_detect * inspection.foreign_collect) * (1.0 - stopped)
    before = 1.0 - base_inspection.foreign_detect * base_inspection.foreign_collect
    return (1.0 - pay_rules.posting_advantage * kept) / (1.0 - pay_rules.posting_advantage * before)
