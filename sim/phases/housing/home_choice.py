"""Part of phase 4: where a person goes. What each way out of a lost bed weighs, who moves up, what room there is."""

from __future__ import annotations

import math

from sim.behaviour.switches import LeaveRule
from sim.core.draw_keys import HOUSING_SEARCH_FOUND, HOUSING_SEARCH_JOB_BED, HOUSING_SEARCH_OPTION
from sim.core.draws import Stream, gumbel, happens
from sim.core.kernels import inlined, kernel
from sim.phases.housing.home_notice import LEAVES_OWING, STAYS
from sim.state.codes import Housing, Registration, Work, is_homeless

# options of a search; the codes key the Gumbel draws and must not change
FRIENDS, RENTAL, JOB_BED, GO_HOME, STREET, STAY = 0, 1, 2, 3, 4, 5


@kernel
def employed(work, agency):
    """In paid work, or ill or idle at an agency's cost."""
    return work == Work.AGENCY or work >= Work.DIRECT or agency >= 0


@kernel
def rental_vacancy(stock, renters, usual_room):
    """Free room in a province's rental market over the usual few per cent; 0 when it is full."""
    return max(0.0, (stock - renters) / (stock * (1.0 - 1.0 / usual_room)))


@kernel
def rental_weight(search, savings, registration, vacancy, working):
    """Weight of renting for oneself: savings for the deposit, papers, room in the market, work."""
    if savings <= search.rental_savings:
        return 0.0
    weight = search.rental * vacancy
    if registration == Registration.RESIDENT:
        weight *= search.rental_registered
    return weight * search.rental_working if working else weight


@kernel
def home_weight(search, rule, weeks_in_nl, savings, living):
    """Weight of going home jobless the week the notice ends, under the rule chosen."""
    if rule == LeaveRule.SAVINGS:
        return 4.0 * search.home_first_year if savings < 4.0 * living else 0.1 * search.home_first_year
    weight = search.home_first_year if weeks_in_nl < 52 else 0.5 * search.home_first_year
    return weight * search.home_broke if savings < 0.0 else weight


@inlined
def moving_up_rate(search, vacancy, registration, work, weeks_in_nl):
    """Chance a week that a housed worker with the savings for it rents for himself."""
    rate = search.move_up * min(vacancy, 2.0)
    if registration == Registration.RESIDENT:
        rate *= search.rental_registered
    if work >= Work.DIRECT:
        rate *= search.move_up_direct
    if weeks_in_nl < 52:
        rate *= search.move_up_first_year
    return rate


@kernel
def first_choice(now, person, weights):
    """Where a person goes the week the bed must be left: the largest log weight plus Gumbel.

    ``weights`` are those of friends, renting, a bed with the job, going home and the street.
    """
    best, chosen = -math.inf, STREET
    for option in range(5):
        if weights[option] > 0.0:
            taste = gumbel(now.seed, Stream.HOUSING_SEARCH, now.week, person, HOUSING_SEARCH_OPTION + option)
            value = math.log(weights[option]) + taste
            if value > best:
                best, chosen = value, option
    return chosen


@kernel
def later_choice(now, person, friends, rental, home):
    """Where a homeless person gets this week: an event at the sum of the chances, then which."""
    total = friends + rental + home
    if not happens(now, Stream.HOUSING_SEARCH, person, 1.0 - math.exp(-total), HOUSING_SEARCH_FOUND):
        return STAY
    return first_choice(now, person, (friends, rental, 0.0, home, 0.0))


@inlined
def _vacancy(m, i, homes, search):
    """Room in the rental market of the province of person ``i``."""
    p = m.province[i]
    return rental_vacancy(homes.stock[p], homes.renters[p], search.rental_room)


@inlined
def _way_out(now, m, i, working, owes, homes, terms):
    """Where person ``i`` goes after having to leave."""
    search, house = terms.search, terms.house
    rental = rental_weight(search, m.savings[i], m.registration[i], _vacancy(m, i, homes, search), working)
    friends = (
        search.friends_first * m.network[i]
        if m.housing[i] != Housing.FRIENDS
        else 0.3 * search.friends_first * m.network[i]
    )
    bed = search.job_bed if m.work[i] == Work.AGENCY and not owes else 0.0
    rule, weeks = terms.switch.leave_rule, m.weeks_in_nl[i]
    home = 0.0 if working else home_weight(search, rule, weeks, m.savings[i], house.living)
    street = search.street * search.street_working if working else search.street
    return first_choice(now, m.person[i], (friends, rental, bed, home, street))


@inlined
def _way_back(now, m, i, working, homes, terms):
    """Where homeless person ``i`` goes."""
    search = terms.search
    if m.work[i] == Work.AGENCY:
        if happens(now, Stream.HOUSING_SEARCH, m.person[i], search.job_bed * 0.5, HOUSING_SEARCH_JOB_BED):
            return JOB_BED
    s = search.slow_working if working else search.slow
    vacancy = _vacancy(m, i, homes, search)
    rental = rental_weight(search, m.savings[i], m.registration[i], vacancy, working) * s
    friends = search.friends_later * m.network[i] * s
    home = 0.0 if working else search.home_later * terms.law.return_help
    return later_choice(now, m.person[i], friends, rental, home)


@inlined
def _moves_up(now, m, i, working, homes, search):
    """Whether person ``i``, who may stay, rents for himself from now on."""
    if m.housing[i] == Housing.RENTAL or not working or m.savings[i] <= search.rental_savings:
        return False
    vacancy = _vacancy(m, i, homes, search)
    rate = moving_up_rate(search, vacancy, m.registration[i], m.work[i], m.weeks_in_nl[i])
    return happens(now, Stream.MOVE_TO_RENTAL, m.person[i], rate)


@inlined
def where_to(now, m, i, working, leaves, homes, terms):
    """Where person ``i`` goes this week; nobody rents in a market that is full, for his turn comes after the last."""
    if leaves != STAYS:
        return _way_out(now, m, i, working, leaves == LEAVES_OWING, homes, terms)
    if is_homeless(m.housing[i]):
        return _way_back(now, m, i, working, homes, terms)
    return RENTAL if _moves_up(now, m, i, working, homes, terms.search) else STAY
