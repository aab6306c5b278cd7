"""The migrants' side as plain Mesa has it, the same side of our model, and a bare pass over the columns.

The reference starts from the persons, hirers, agencies and beds of one of our worlds and follows the same
rules: orders, ends of placements, homes, cover, filling orders, leaving and registering. What it lacks
(clocks that run out, returns of earlier leavers, illness, pay, the agencies' side, opening and closing of
houses) is switched off or not called on our side. Hirers and agencies are lists here, which is faster than objects.
"""

from __future__ import annotations

from collections import defaultdict
from math import exp, log

import mesa
import numpy as np
from numba import njit

from sim.cohorts import willing_per_week
from sim.phases.employment.ends import hazard_table
from sim.phases.hirers.orders import next_shock, season
from sim.population.making import Making
from sim.population.start import build
from sim.scenario.loading import load_base
from sim.schedule import live
from sim.week import Week
from tests.performance.mesa_person import (
    AGENCY,
    FRIENDS,
    IDLE,
    JOBLESS,
    NEVER,
    RENTAL,
    SERIES,
    SHELTER,
    TIED,
    UNCOVERED,
    Migrant,
)

FIRST_WEEK = 1
TRAITS = [
    "work",
    "contract",
    "agency",
    "last_agency",
    "spell_start",
    "phase_weeks",
    "gap_weeks",
    "work_history",
    "benefit_weeks",
    "last_agency_week",
    "scope_week",
    "weeks_in_nl",
    "housing",
    "location",
    "notice",
    "stay_weeks",
    "cover",
    "enrol_week",
    "duty_week",
    "registration",
    "circular",
    "network",
    "knowledge",
    "savings",
    "debt",
    "province",
    "sector",
    "transfer",
]


def same_side(scale: float, weeks: int, seed: int = 1) -> Week:
    """Our world at a scale, with what the reference lacks switched off."""
    base = load_base("law-2020")
    rules = base.rules_at(FIRST_WEEK)
    week = build(Making(seed, scale, FIRST_WEEK, weeks, base.world, base.splits, base.behaviour, rules))
    b = week.behaviour
    week.behaviour = b._replace(
        threshold=b.threshold._replace(reluctance=1e9),
        housing=b.housing._replace(build_response=0.0, close_vacant_weeks=30000),
    )
    housing = rules.housing._replace(municipal_check_rate=0.0, new_places_per_year=0.0)
    week.rules = rules._replace(housing=housing)
    week.leavers = np.empty(0, np.int32)
    week.state.institutions.return_rates[:] = 1e-9
    m = week.state.migrants
    for i in week.present[m.work[week.present] == 6]:  # nobody recovers where nobody falls ill
        m.work[i], m.sick_weeks[i], m.benefit_weeks[i] = (IDLE if m.agency[i] >= 0 else JOBLESS), 0, 0
    m.sick_weeks[week.present] = 0
    return week


def live_same_side(week: Week, number: int) -> None:
    """One week of the phases the reference has."""
    week.open(number, week.rules)
    live(week, 2, 3, 4, 5, 7, 13)


def levels(week: Week) -> dict[str, float]:
    """What the two are compared on."""
    m, rows = week.state.migrants, week.present
    return _levels(m.work[rows], m.housing[rows], m.cover[rows])


def _levels(work, housing, cover) -> dict[str, float]:
    work, housing, cover = np.asarray(work), np.asarray(housing), np.asarray(cover)
    return {
        "persons": float(work.size),
        "placed": float(np.mean(work == AGENCY)),
        "jobless": float(np.mean(work == JOBLESS)),
        "tied": float(np.mean(housing == TIED)),
        "rental": float(np.mean(housing == RENTAL)),
        "friends": float(np.mean(housing == FRIENDS)),
        "homeless": float(np.mean(housing >= SHELTER)),
        "uncovered": float(np.mean(cover == UNCOVERED)),
    }


class MesaMarket(mesa.Model):
    """One `mesa.Agent` per migrant; hirers, agencies and places are lists."""

    def __init__(self, world: Week, seed: int = 1):
        super().__init__(rng=seed)
        self.week = FIRST_WEEK - 1
        self.month, self.week_of_year = 1, 0
        self._copy_rules(world)
        self._copy_firms(world)
        self._copy_places(world)
        s, m = world.state, world.state.migrants
        slots = np.where(m.hirer >= 0, m.hirer * 3 + m.slot, -1)
        columns = [getattr(m, name)[world.present].tolist() for name in TRAITS]
        over = (m.uncovered[world.present] == 1).tolist()
        for row, slot, done in zip(zip(*columns, strict=True), slots[world.present].tolist(), over, strict=True):
            traits = dict(zip(TRAITS, row, strict=True))
            Migrant(self, traits | {"slot": slot, "job_cover_over": done, "lucky": self.random.random()})
        self.filled = s.hirers.filled.ravel().tolist()
        self.travellers: dict[int, list] = defaultdict(list)

    def _copy_rules(self, world: Week) -> None:
        b, r = world.behaviour, world.rules
        self.separation, self.careers, self.search = b.separation, b.career, b.housing
        self.cover_rules, self.placement, self.registering = b.cover, b.placement, b.registration
        self.arrivals, self.household, self.demand = b.arrivals, b.household, b.demand
        self.series_share, self.knowledge_start = b.threshold.series_share, b.registration.knowledge_start
        self.contract_rules, self.housing_rules, self.registration_rules = (
            r.contract,
            r.housing,
            r.registration,
        )
        self.tax, self.scale = r.tax, world.scale
        self.hazard = hazard_table(b.separation).tolist()
        self.last_hazard = len(self.hazard) - 1
        self.other_end = 1.0 - (1.0 - b.career.other_end) ** (1.0 / 52.0)
        self.supply = int(willing_per_week(world.world, b, world.scale))
        self.splits = world.splits

    def _copy_firms(self, world: Week) -> None:
        h, a, b = world.state.hirers, world.state.agencies, world.behaviour
        self.columns = h
        self.shock = h.shock.copy()
        self.hirer_sector, self.hirer_province = h.sector.tolist(), h.province.tolist()
        self.supplier = h.supplier.ravel().tolist()
        self.pipeline = h.pipeline.ravel().tolist()
        self.rounding = np.random.default_rng(1).random(h.share.shape)
        self.withheld = (b.cover.withheld_share * a.extracted_health / b.extraction.cap_health).tolist()
        self.lag = np.where(a.label == 1, b.cover.lag_label, b.cover.lag_other).tolist()
        kept = 1.0 - (a.extracted_wage + a.extracted_housing)[np.maximum(h.supplier, 0)]
        self.wage_value = (b.placement.wage_weight * np.log(h.wage[:, None] * kept)).ravel().tolist()

    def _copy_places(self, world: Week) -> None:
        ld, institutions = world.state.landlords, world.state.institutions
        self.room = np.where(ld.open == 1, np.floor(ld.beds * ld.crowding), 0).astype(int).tolist()
        self.occupants, self.place_quick = ld.occupants.tolist(), ld.quick_eviction.tolist()
        self.owner, self.certified = ld.owner.tolist(), ld.certified.tolist()
        self.place_from = world.state.blocks.place_from.tolist()
        self.renters, self.rental_stock = institutions.renters.tolist(), institutions.rental_stock.tolist()

    def step(self) -> None:
        """One week."""
        self.week += 1
        self.week_of_year = (self.week - 1) % 52
        self.month = min(12, 1 + self.week_of_year * 12 // 52)
        self.set_orders()
        self.agents.do("work_on")
        self.shed_surplus()
        self.count_shelter()
        self.agents.do("live_somewhere")
        self.agents.do("insure")
        self.fill_orders()
        self.agents.do("grow_older")

    def set_orders(self) -> None:
        """Targets per slot; few hirers, so numpy does them at once."""
        d, h = self.demand, self.columns
        u = self.rng.random(self.shock.size)
        self.shock = next_shock.py_func(self.shock, u, d.shock_memory, d.shock_spread)
        level = np.array([season(k, self.week_of_year, d) for k in range(5)])
        orders = h.size * level[h.sector] * exp(-0.5 * d.shock_spread**2) * np.exp(self.shock)
        target = np.floor(orders[:, None] * h.share + self.rounding).astype(int)
        self.target = np.where(h.supplier >= 0, target, 0).ravel().tolist()

    def shed_surplus(self) -> None:
        """An exponential race on the hazard decides who goes where orders fell."""
        surplus = {
            slot: n - wanted
            for slot, (n, wanted) in enumerate(zip(self.filled, self.target, strict=True))
            if n > wanted
        }
        crews = defaultdict(list)
        for person in self.agents:
            if person.slot in surplus and person.work == AGENCY:
                weeks = min(max(self.week - person.spell_start, 0), self.last_hazard)
                crews[person.slot].append((self.random.expovariate(self.hazard[weeks]), person.unique_id, person))
        for slot, crew in crews.items():
            for *_, person in sorted(crew)[: surplus[slot]]:
                person.lose_slot()

    def count_shelter(self) -> None:
        """Chance of a place in a shelter this week."""
        rough = max(1, sum(person.housing >= SHELTER for person in self.agents))
        rules, winter = self.housing_rules, self.month in (11, 12, 1, 2, 3)
        entitled = self.search.shelter_entitled
        open_to_all = min(1.0, rules.shelter_open_places * self.scale / rough) if winter else 0.0
        own = min(1.0, rules.shelter_entitled_places * self.scale / max(1.0, entitled * rough))
        self.shelter_chance = entitled * own + (1.0 - entitled) * open_to_all

    def vacancy(self, province: int) -> float:
        """Room in the rental market of a province over the usual."""
        stock = self.rental_stock[province]
        return max(0.0, (stock - self.renters[province]) / (stock * (1.0 - 1.0 / self.search.rental_room)))

    def choose(self, weights) -> int:
        """An option with the chance of its weight."""
        return self.random.choices(range(5), weights)[0]

    def find_bed(self, province: int, agency: int) -> int:
        """The best of four places with room met from a random start, or -1."""
        first, size = self.place_from[province], self.place_from[province + 1] - self.place_from[province]
        if size == 0:
            return -1
        random, room, occupants = self.random.random, self.room, self.occupants
        at, found, chosen, best = int(random() * size), 0, -1, -1e300
        for step in range(min(size, 300)):
            place = first + (at + step) % size
            if occupants[place] >= room[place]:
                continue
            value = -log(-log(random())) + 0.5 * self.certified[place]
            if self.owner[place] == agency >= 0:
                value += 2.0
            if value > best:
                chosen, best = place, value
            found += 1
            if found == 4:
                break
        return chosen

    # --- filling orders ---

    def fill_orders(self) -> None:
        """Arrivals, idle workers, seekers in NL, recruits."""
        self.land(self.travellers.pop(self.week, []))
        self.list_open_orders()
        idle = [person for person in self.agents if person.work == IDLE]
        for person in idle:
            self.place_idle(person)
        for person in self.seekers():
            slot = self.offer_to(person)
            if slot >= 0:
                self.open[slot] -= 1
                person.hire(slot)
                person.settle_bed(self.hirer_province[slot // 3], False)
            else:
                person.transfer = False
        self.recruit()

    def list_open_orders(self) -> None:
        """Open orders per slot, and the slots that have some: by province, by agency, all."""
        self.open = {}
        self.open_in, self.open_at, self.open_all = defaultdict(list), defaultdict(list), []
        for slot, wanted in enumerate(self.target):
            room = wanted - self.filled[slot] - self.pipeline[slot]
            if room > 0 and self.supplier[slot] >= 0:
                self.open[slot] = room
                self.open_in[self.hirer_province[slot // 3]].append(slot)
                self.open_at[self.supplier[slot]].append(slot)
                self.open_all.append(slot)

    def pick_open(self, slots: list[int]) -> int:
        """A slot with an open order at random; those filled meanwhile drop out of the list."""
        while slots:
            k = int(self.random.random() * len(slots))
            if self.open[slots[k]] > 0:
                return slots[k]
            slots[k] = slots[-1]
            slots.pop()
        return -1

    def place_idle(self, person: Migrant) -> None:
        """The agency sends its idle worker to one of its open orders, or ends the job in phase A."""
        chosen, best = -1, -1e300
        for slot in self.open_at[person.agency][:6]:
            if self.open[slot] > 0:
                hirer = slot // 3
                value = -log(-log(self.random.random())) + (self.hirer_sector[hirer] == person.sector)
                value += 2.0 * (self.hirer_province[hirer] == person.province)
                if value > best:
                    chosen, best = slot, value
        if chosen >= 0:
            self.open[chosen] -= 1
            person.hire(chosen)
        elif person.contract <= SERIES:
            person.end_job()

    def seekers(self) -> list[Migrant]:
        """Who looks for agency work this week, those who change agencies first."""
        random, finds = self.random.random, self.careers.jobless_finds
        slow = self.search.street_job
        found = []
        for person in self.agents:
            if person.work == JOBLESS:
                chance = finds * slow if person.housing >= SHELTER else finds
                if person.transfer or random() < chance:
                    found.append((random() - person.transfer, person.unique_id, person))
        return [person for *_, person in sorted(found)]

    def offer_to(self, person: Migrant) -> int:
        """The best of a few open orders, or -1."""
        chosen, best = -1, -1e300
        for _ in range(self.placement.candidates):
            anywhere = self.random.random() < self.placement.moves_province
            slot = self.pick_open(self.open_all if anywhere else self.open_in[person.province])
            if slot >= 0 and (value := person.value_of(slot)) > best:
                chosen, best = slot, value
        if chosen >= 0 and not person.transfer and self.random.random() < self.placement.reservation:
            return -1
        return chosen

    def recruit(self) -> None:
        """Ask abroad for what stays open, as far as people are willing and beds free."""
        free = [0] * 12
        for p in range(12):
            block = slice(self.place_from[p], self.place_from[p + 1])
            free[p] = sum(max(0, a - b) for a, b in zip(self.room[block], self.occupants[block], strict=True))
        for coming in self.travellers.values():
            for _, province, wants_bed in coming:
                free[province] -= wants_bed
        random, arrivals, sent = self.random.random, self.arrivals, 0
        for _ in range(sum(self.open.values())):
            slot = self.pick_open(self.open_all)
            if slot < 0 or sent >= self.supply:
                break
            self.open[slot] -= 1
            province = self.hirer_province[slot // 3]
            here = random() < arrivals.already_here
            wants_bed = not here and random() < self.search.tied_on_arrival
            if wants_bed and free[province] <= 0:
                continue
            free[province] -= wants_bed
            self.pipeline[slot] += 1
            sent += 1
            due = self.week + (1 if here else arrivals.travel_weeks)
            self.travellers[due].append((slot, province, wants_bed))

    def land(self, coming: list) -> None:
        """Recruits arrive and start."""
        random, splits, house = self.random, self.splits, self.household
        for slot, province, wants_bed in coming:
            self.pipeline[slot] -= 1
            sector = random.choices(range(5), splits.sector)[0]
            share = self.arrivals.circular_other if sector else self.arrivals.circular_horticulture
            spread, own = random.expovariate(1.0), random.random()
            renting = not wants_bed and own < 0.4 and self.renters[province] < self.rental_stock[province]
            self.renters[province] += renting
            person = Migrant(self, {
                "work": JOBLESS, "contract": 0, "agency": -1, "last_agency": -1, "slot": -1,
                "spell_start": self.week, "phase_weeks": 0, "gap_weeks": 0, "work_history": 0,
                "benefit_weeks": 0, "last_agency_week": self.week, "scope_week": self.week, "weeks_in_nl": 0,
                "housing": RENTAL if renting else FRIENDS, "location": -1, "notice": -1,
                "stay_weeks": -1 if renting else 4 + int(own * 16.0), "cover": UNCOVERED, "enrol_week": NEVER,
                "duty_week": NEVER, "job_cover_over": False, "registration": int(random.random() < 0.97),
                "circular": random.random() < share, "network": random.random() ** 2,
                "knowledge": min(1.0, 2.0 * self.knowledge_start * random.random()),
                "savings": house.savings_start * spread, "debt": house.debt_start * spread * wants_bed,
                "province": province, "sector": sector, "transfer": False, "lucky": random.random(),
            })  # fmt: skip
            person.savings += person.debt
            person.hire(slot)
            if wants_bed:
                person.settle_bed(province, True)

    def levels(self) -> dict[str, float]:
        """What the two are compared on."""
        return _levels(*(self.agents.get(name) for name in ("work", "housing", "cover")))


@njit(cache=True)
def bare_pass(m, rows):
    """Read and write a handful of columns of each person and decide nothing: the floor for any rule."""
    employed = tied = covered = 0
    money = 0.0
    for i in rows:
        m.weeks_in_nl[i] += 1
        m.gap_weeks[i] = m.gap_weeks[i] + m.transfer[i]
        employed += m.work[i] == AGENCY
        tied += m.housing[i] == TIED
        covered += m.cover[i] != UNCOVERED
        money += m.savings[i]
    return employed, tied, covered, money
