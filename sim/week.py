"""One world and the phases of its week: thin calls that say which state and rules each phase takes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from sim.behaviour import Behaviour
from sim.books import new_books
from sim.clock import NEVER, now
from sim.kernels import kernel
from sim.kinds import EndCause, Work
from sim.phases.admission import admit_agencies
from sim.phases.agencies import neighbour_order, reconsider_agencies, views_of
from sim.phases.agency_books import keep_agency_books
from sim.phases.beds import look_after_places
from sim.phases.careers import leave_register_and_age
from sim.phases.clocks import clause_to_come
from sim.phases.complaints import complain
from sim.phases.conduct import ban_directors, retest_directors
from sim.phases.cover import update_cover
from sim.phases.deposits import settle_deposits
from sim.phases.ends import end_placements
from sim.phases.entry import enter_agencies
from sim.phases.exit import end_agencies
from sim.phases.filling import count_unfilled, place_in_country
from sim.phases.health import fall_ill_and_recover
from sim.phases.hirer_books import keep_hirer_books
from sim.phases.hirers import hirer_index, reconsider_hirers
from sim.phases.home import go_home_or_stay
from sim.phases.inspection import inspect
from sim.phases.leave_job import release_workers, route_ended
from sim.phases.orders import beds_to_show, set_orders
from sim.phases.outreach import reach_out
from sim.phases.pay import pay_everyone
from sim.phases.phoenix import restart_agencies
from sim.phases.posting import post_workers, posted_per_week, postings
from sim.phases.programmes import pay_programmes
from sim.phases.recruiting import land_travellers, recruit_abroad
from sim.phases.registers import (
    Kept,
    asks,
    check_registration,
    counts,
    empty_files,
    register_workers,
    registration_kept,
    registration_short,
)
from sim.phases.sale import sell_agencies
from sim.phases.sanction import claims_at_the_end, sanction
from sim.phases.taken_on import taken_on
from sim.phases.vanish import Owners, flee
from sim.phases.wages import rent_ceiling, standard_week
from sim.population.cohorts import Numbering, introduce_rows, willing_per_week
from sim.population.table import TIDY_WEEKS, moved, rows_to_keep
from sim.rules import Rules
from sim.state import Hirers, Lists, State
from sim.world import Splits, World


@kernel
def _list_up(m, a, rows, present, placed):
    """Who of ``rows`` is in NL and in scope, who of them is placed, and each agency's count of both."""
    a.workers[:] = 0
    a.placed[:] = 0
    here = at_work = 0
    for i in rows:
        work = m.work[i]
        if work < Work.AGENCY:
            continue
        present[here] = i
        here += 1
        firm = m.agency[i]
        if firm >= 0:
            a.workers[firm] += 1
        if work == Work.AGENCY:
            placed[at_work] = i
            at_work += 1
            a.placed[firm] += 1
    return here, at_work


def hirer_law(rules: Rules):
    """The rules a hirer weighs."""
    return rules.pay, rules.inspection, rules.liability


def _onward_ratio(hirers: Hirers, direct_ratio: np.ndarray, loose_ratio: np.ndarray) -> None:
    """Share of direct work and of other forms over the base, per sector: they open or close the way on."""
    weight = np.bincount(hirers.sector, weights=hirers.size, minlength=5)
    for share, ratio in ((hirers.direct_share, direct_ratio), (hirers.self_share, loose_ratio)):
        ratio[:] = np.bincount(hirers.sector, weights=hirers.size * share, minlength=5) / weight


class Week:
    """State of one world and its phases, in the order of the week."""

    def __init__(
        self,
        seed: int,
        scale: float,
        state: State,
        world: World,
        splits: Splits,
        behaviour: Behaviour,
        rules: Rules,
        numbering: Numbering,
        present: np.ndarray,
        travelling: np.ndarray,
        leavers: np.ndarray,
    ) -> None:
        self.seed, self.scale = seed, scale
        self.state, self.world, self.splits = state, world, splits
        self.behaviour, self.rules, self.numbering = behaviour, rules, numbering
        self.present, self.travelling, self.leavers = present, travelling, leavers
        self.books = new_books()
        self.placed = np.empty(0, np.int32)
        self.now = now(seed, 0, scale)
        self.reference = reference_wage(rules, behaviour)
        self._neighbours = neighbour_order(state.agencies)
        self._hirer_index = hirer_index(state.hirers)
        self._views = views_of(behaviour)
        self._base_law = hirer_law(rules)
        self.foreseen, self.ahead = rules, NEVER
        self.used = numbering.at_start  # rows of the persons' table in use
        self.on_move: list[Callable[[np.ndarray, int], None]] = []  # told when rows of persons move
        self._ended = np.zeros(state.migrants.work.size, np.bool_)
        self._kept: Kept | None = None  # registration at each agency, where somebody asks

    def open(self, week: int, rules: Rules, foreseen: Rules | None = None, ahead: int = NEVER) -> None:
        """Start a week: its date, its law, the law announced and in how many weeks it enters; empty books."""
        self.now = now(self.seed, week, self.scale)
        self.rules, self.foreseen, self.ahead = rules, foreseen or rules, ahead
        self.books.cents[:] = 0
        self.books.tally[:] = 0
        if week % TIDY_WEEKS == 0 and week > self.numbering.first_week:
            self._tidy()

    def live(self) -> None:
        """All phases in their order; `sim.model` spells the same list out, with the booking."""
        for phase in PHASES:
            phase(self)

    def set_orders(self) -> None:
        """Phase 2."""
        s, b = self.state, self.behaviour
        law, level = self.rules.housing, self.rules.economy.demand_level
        beds = beds_to_show(s.landlords) if law.report_beds > 0.0 else None
        set_orders(self.now, s.hirers, s.institutions, b.demand, b.switch, self.books, level, law, beds)

    def end_placements(self) -> None:
        """Phase 3."""
        s, b = self.state, self.behaviour
        rows, causes = end_placements(
            self.now,
            s.migrants,
            s.agencies,
            s.hirers,
            self.placed,
            self.rules.contract,
            clause_to_come(self.rules.contract, self.foreseen.contract, self.ahead),
            self.rules.pay,
            self.rules.housing,
            b.separation,
            b.threshold,
            b.placement,
            self.books,
            self._ended,
        )
        self._route(rows, causes)

    def find_homes(self) -> None:
        """Phase 4."""
        s, b = self.state, self.behaviour
        look_after_places(
            self.now,
            s.migrants,
            s.agencies,
            s.landlords,
            s.institutions,
            s.blocks,
            self.present,
            self.rules.housing,
            self.rules.registration,
            self.rules.norms,
            b.housing,
            self.books,
        )
        go_home_or_stay(
            self.now,
            s.migrants,
            s.landlords,
            s.institutions,
            s.blocks,
            self.present,
            self.rules.housing,
            b.housing,
            b.household,
            b.switch.leave_rule,
            self.books,
        )

    def update_cover(self) -> None:
        """Phase 5."""
        update_cover(self.now, self.state.migrants, self.present, self.rules.cover, self.behaviour.cover)
        pay_programmes(self.now, self.state.migrants, self.present, self.rules.cover, self.rules.tax, self.books)

    def fall_ill(self) -> None:
        """Phase 6."""
        s, b = self.state, self.behaviour
        rows, causes = fall_ill_and_recover(
            self.now,
            s.migrants,
            s.agencies,
            s.hirers,
            s.landlords,
            self.present,
            self.rules.contract,
            self.rules.cover,
            self.rules.inspection,
            b.health,
            b.threshold,
            1.0,
            self.books,
        )
        self._route(rows, causes)

    def fill_orders(self) -> None:
        """Phase 7."""
        s, b = self.state, self.behaviour
        here = land_travellers(
            self.now,
            s.migrants,
            s.agencies,
            s.hirers,
            s.landlords,
            s.institutions,
            s.blocks,
            self.travelling,
            self.rules,
            b,
            self.books,
        )
        self.travelling = self.travelling[s.migrants.work[self.travelling] == Work.ARRIVING]
        self.present = np.concatenate([self.present, here])
        rows, causes, open_orders, following = place_in_country(
            self.now,
            s.migrants,
            s.agencies,
            s.hirers,
            s.landlords,
            s.institutions,
            s.blocks,
            self.present,
            self.rules,
            b,
            self.books,
        )
        self._route(rows, causes)
        self._recruit(open_orders, following)
        count_unfilled(s.hirers, self.books)
        self.list_up()

    def pay_everyone(self) -> None:
        """Phase 8, persons."""
        s, b = self.state, self.behaviour
        pay_everyone(
            self.now,
            s.migrants,
            s.agencies,
            s.hirers,
            s.landlords,
            self.placed,
            self.present,
            self.rules,
            b.placement,
            b.household,
            self.books,
        )

    def close_books(self) -> None:
        """Phase 8, agencies and hirers."""
        s, b = self.state, self.behaviour
        keep_agency_books(
            self.now,
            s.agencies,
            s.hirers,
            self.rules.pay,
            self.rules.admission,
            b.pricing,
            b.entry,
            self.books,
            self.rules.inspection,
        )
        keep_hirer_books(self._hirer_index.ranks, self.rules.liability, self.books)

    def enforce(self) -> None:
        """Phase 9."""
        s, b, r = self.state, self.behaviour, self.rules
        complain(self.now, s.migrants, s.agencies, self.placed, r.contract, r.pay, r.housing, b.complaint, self.books)
        check_registration(
            self.now, s.migrants, s.agencies, s.institutions, self.present, r, b.enforcement, self.books, self._kept
        )
        found = inspect(
            self.now,
            s.agencies,
            s.hirers,
            s.institutions,
            r.inspection,
            b.enforcement,
            b.cover.withheld_share,
            b.extraction.cap_health,
            self.books,
        )
        sanction(
            self.now,
            found,
            s.migrants,
            s.agencies,
            s.hirers,
            self.placed,
            r.pay,
            r.inspection,
            r.liability,
            r.admission,
            b.enforcement,
            self.books,
            self._flees,
        )

    def _flees(self, firm: int, asked: float, fine: float) -> bool:
        """What the owner of a firm does who hears what is asked of him."""
        b = self.behaviour
        owners = Owners(self.rules, self.foreseen, self._views, b.exit, b.phoenix)
        return flee(self.now, self.state.agencies, firm, asked, fine, owners, self.books)

    def reconsider_agencies(self) -> None:
        """Phase 10."""
        s = self.state
        reconsider_agencies(self.now, s.agencies, s.institutions, self._neighbours, self.rules, self._views)

    def reconsider_hirers(self) -> None:
        """Phase 11."""
        s, b = self.state, self.behaviour
        reconsider_hirers(
            self.now,
            s.hirers,
            s.agencies,
            s.institutions,
            self._hirer_index,
            hirer_law(self.rules),
            self._base_law,
            self.rules.admission,
            b.supplier,
            b.mode,
            b.enforcement,
            b.switch,
        )
        _onward_ratio(s.hirers, s.institutions.onward_ratio, s.institutions.loose_ratio)
        rows, self.placed = taken_on(self.now, s.migrants, s.agencies, s.hirers, self.placed)
        if rows.size:
            self._route(rows, np.full(rows.size, EndCause.ONWARD, np.int8))

    def turn_over(self) -> None:
        """Phase 12: gate, deposit, sale, exit, restart, entry; contracts at agencies that died end."""
        s, b, r, books = self.state, self.behaviour, self.rules, self.books
        short = None
        if asks(r):
            kept = self._kept or registration_kept(s.migrants, s.agencies, self.present, r.registration)
            short = registration_short(kept, r)
        admit_agencies(self.now, s.agencies, s.institutions, r, self.foreseen, self._views, books, short)
        settle_deposits(self.now, s.agencies, r, self._views, books)
        retest_directors(self.now, s.agencies, r.admission, books)
        ban_directors(self.now, s.agencies, r.admission, books)
        sell_agencies(
            self.now, s.migrants, s.agencies, s.hirers, s.landlords, self.present, self.travelling, b.exit.sale, books
        )
        shells = s.institutions.shells
        end_agencies(
            self.now, s.agencies, s.hirers, s.landlords, b.exit, b.phoenix, self._claim_at_the_end, shells, books
        )
        restart_agencies(
            self.now, s.agencies, s.hirers, s.institutions, r, b.phoenix, self._views, books, self.foreseen
        )
        enter_agencies(self.now, s.agencies, s.institutions, r, self._views, books, self.foreseen)
        release_workers(self.now, *s[:5], self.present, *self._where())

    def _claim_at_the_end(self, rows: np.ndarray) -> None:
        """What deposits and liable hirers of firms about to end pay."""
        s, r, e = self.state, self.rules, self.behaviour.enforcement
        claims_at_the_end(
            rows, s.migrants, s.agencies, self.placed, r.inspection, r.liability, r.admission, e, self.books,
            r.pay,
        )  # fmt: skip

    def leave_and_register(self) -> None:
        """Phase 13."""
        self._post()
        s, b, r = self.state, self.behaviour, self.rules
        where = s.migrants, s.agencies, s.landlords
        register_workers(self.now, *where, self.present, r, b.deterrence.future_quarters, self.books, self._kept)
        self._kept = empty_files(s.agencies) if counts(r) else None
        reach_out(
            self.now, *where, s.institutions, self.present, r.registration, r.cover, r.tax, b.cover,
            b.complaint.reach_none, self.books,
        )  # fmt: skip
        leave_register_and_age(
            self.now,
            s.migrants,
            s.landlords,
            s.institutions,
            self.present,
            self.rules.contract,
            self.rules.registration,
            b.career,
            b.housing,
            b.registration,
            b.switch.leave_rule,
            b.household.living,
            b.mode.posted_weeks,
            self.rules.cover.runoff_stay,
            self.books,
            self._kept,
        )
        gone = self.present[s.migrants.work[self.present] == Work.LEFT]
        self.leavers = np.concatenate([self.leavers, gone[s.migrants.return_week[gone] < NEVER]])
        self.present = self.list_up()

    @property
    def lists(self) -> Lists:
        """Rows of the persons present and placed."""
        return Lists(self.present, self.placed)

    def _post(self) -> None:
        """Workers posted from abroad come."""
        s, b = self.state, self.behaviour
        base = posted_per_week(self.world.agency_migrants, b.mode) * self.scale
        rows = self._new_people(self.numbering.posted(self.now.week, postings(self.now, s.hirers, base)))
        s = self.state
        post_workers(
            self.now, s.migrants, s.hirers, s.landlords, s.institutions, s.blocks, rows, b.household, self.books
        )
        self.present = np.concatenate([self.present, rows])

    def list_up(self) -> np.ndarray:
        """List who is placed, recount the agencies' workers; returns those still in NL and in scope."""
        s, present, placed = self.state, np.empty_like(self.present), np.empty_like(self.present)
        here, at_work = _list_up(s.migrants, s.agencies, self.present, present, placed)
        self.placed = placed[:at_work]
        return present[:here]

    def _new_people(self, numbers: np.ndarray) -> np.ndarray:
        """Rows for persons who were never here, with their lifelong traits."""
        rows = np.arange(self.used, self.used + numbers.size, dtype=np.int32)
        self.used += numbers.size
        capacity = self.state.migrants.work.size
        if self.used > capacity:
            self._move(np.arange(self.used - numbers.size), max(self.used, capacity + capacity // 2))
        m = self.state.migrants
        m.person[rows] = numbers
        introduce_rows(self.seed, self.now.week, m, rows, self.splits, self.behaviour)
        return rows

    def _tidy(self) -> None:
        """Move those present together; the lists name the new rows."""
        lists = self.present, self.travelling, self.leavers
        order = rows_to_keep(self.now.week, self.state.migrants, self.used, *lists)
        self._move(order, order.size + order.size // 4)
        self.used = order.size
        ends = np.cumsum([rows.size for rows in lists])
        self.present, self.travelling, self.leavers, _ = np.split(np.arange(order.size, dtype=np.int32), ends)
        self.list_up()

    def _move(self, order: np.ndarray, capacity: int) -> None:
        self.state = self.state._replace(migrants=moved(self.state.migrants, order, capacity))
        self._ended = np.zeros(capacity, np.bool_)
        for tell in self.on_move:
            tell(order, capacity)

    def _where(self):
        b = self.behaviour
        return self.rules, b.career, b.cover, b.housing, b.mode, b.threshold.transition_compliance, self.books

    def _route(self, rows: np.ndarray, causes: np.ndarray) -> None:
        s = self.state
        route_ended(self.now, *s[:5], rows, causes, *self._where())

    def _recruit(self, open_orders: np.ndarray, following: np.ndarray) -> None:
        asked = int(open_orders.sum())
        if not asked:
            return
        net = max(0.2, real_net_wage(self.rules, self.behaviour) / self.reference)
        willing = willing_per_week(self.world, self.behaviour, self.scale) * net**self.behaviour.arrivals.elasticity
        cohort = self._new_people(self.numbering.recruits(self.now.week, min(asked, int(willing))))
        s, m = self.state, self.state.migrants
        ready = self.leavers[m.return_week[self.leavers] <= self.now.week]
        away = recruit_abroad(
            self.now,
            m,
            s.hirers,
            s.landlords,
            s.institutions,
            s.blocks,
            ready,
            cohort,
            self.travelling,
            open_orders,
            following,
            self.rules.housing,
            self.behaviour,
            self.books,
        )
        self.travelling = np.concatenate([self.travelling, away])
        self.leavers = self.leavers[m.work[self.leavers] == Work.LEFT]


PHASES = (
    Week.set_orders,
    Week.end_placements,
    Week.find_homes,
    Week.update_cover,
    Week.fall_ill,
    Week.fill_orders,
    Week.pay_everyone,
    Week.close_books,
    Week.enforce,
    Week.reconsider_agencies,
    Week.reconsider_hirers,
    Week.turn_over,
    Week.leave_and_register,
)


def real_net_wage(rules: Rules, behaviour: Behaviour) -> float:
    """Net weekly wage after rent that a recruit may expect, in EUR."""
    gross = standard_week(rules.pay)
    rent = min(behaviour.household.tied_rent, rent_ceiling(rules.pay))
    return gross * (1.0 - rules.tax.wage_tax) - rent - rules.cover.premium


def reference_wage(rules: Rules, behaviour: Behaviour) -> float:
    """The same under the rules the world starts with."""
    return real_net_wage(rules, behaviour)
