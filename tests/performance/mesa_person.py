"""A migrant as a plain Mesa agent: one Python object each, with the rules our kernels have for columns."""

from __future__ import annotations

from math import exp, log

import mesa

AGENCY, IDLE, SICK, JOBLESS, DIRECT, SELF_EMPLOYED, SUBCONTRACTED = 4, 5, 6, 7, 8, 9, 11
CLAUSE, SERIES, PHASE_B, PHASE_C = 1, 2, 3, 4
TIED, LEASE, RENTAL, FRIENDS, SHELTER, STREET = 1, 2, 3, 4, 5, 6
UNCOVERED, EMPLOYER, OWN, HOME_STATE = 0, 1, 2, 4
RESIDENT = 3
NEVER = 32767
YEAR = 52
LAST_36 = (1 << 36) - 1
# what a person without a home or with notice ends up with
TO_FRIENDS, TO_RENTAL, TO_JOB_BED, TO_HOME, TO_STREET, STAY = range(6)


class Migrant(mesa.Agent):
    """One labour migrant in NL."""

    def __init__(self, model, traits: dict):
        super().__init__(model)
        self.__dict__.update(traits)

    # --- the job ends ---

    def work_on(self):
        """Replacement, quit or completed stay on the hazard of the spell."""
        if self.work != AGENCY:
            return
        model = self.model
        random, sep = model.random.random, model.separation
        weeks = min(max(model.week - self.spell_start, 0), model.last_hazard)
        if random() >= model.hazard[weeks] * sep.individual_share:
            return
        u = random()
        if sep.replacement_share <= u < sep.replacement_share + (1.0 - sep.replacement_share) * sep.quit_share:
            bound = (self.housing == TIED) + (self.contract == CLAUSE) + (self.debt > 0.0) + (self.registration == 0)
            if random() >= sep.dependency_effect * 0.25 * bound:
                self.end_job(quits=True)
        else:
            self.end_job()

    def lose_slot(self):
        """A fall in orders: paid idleness, a try elsewhere, or the end of the job."""
        model = self.model
        model.filled[self.slot] -= 1
        self.slot = -1
        self.work = IDLE
        if self.contract <= SERIES and model.random.random() >= model.separation.redeploy:
            self.end_job()

    def leaving_share(self):
        """Share of ends that lead out of NL."""
        careers = self.model.careers
        if self.circular or self.weeks_in_nl < YEAR:
            return careers.leave_first_year
        if self.weeks_in_nl < 2 * YEAR:
            return careers.leave_first_year * careers.leave_second_ratio
        return careers.leave_later

    def end_job(self, quits=False):
        """Out of NL, on to other work, to another agency, or jobless."""
        model = self.model
        random, careers, week = model.random.random, model.careers, model.week
        if self.slot >= 0:
            model.filled[self.slot] -= 1
        self.last_agency, self.agency, self.slot, self.contract = self.agency, -1, -1, 0
        self.last_agency_week = self.scope_week = week
        self.gap_weeks, self.transfer, self.debt = 0, False, 0.0
        if random() < self.leaving_share():
            self.leave()
            return
        if random() < (careers.onward_first_year if self.weeks_in_nl < YEAR else careers.onward_later):
            if random() < careers.onward_direct:
                self.work = DIRECT
            else:
                self.work = SELF_EMPLOYED if random() < 0.6 else SUBCONTRACTED
            self.duty_week = week
            if self.housing == TIED and random() < model.search.keeps_bed_direct:
                self.housing = LEASE
                return
        else:
            self.work = JOBLESS
            self.transfer = random() < careers.hop
            if (
                not quits
                and (self.work_history & LAST_36).bit_count() >= model.tax.weeks_condition
                and random() < model.cover_rules.benefit_claim
            ):
                self.benefit_weeks = model.tax.unemployment_weeks
        if self.housing == TIED and self.notice < 0:
            self.notice = self.notice_weeks()

    def notice_weeks(self):
        """Weeks the landlord leaves after the job."""
        model, rules = self.model, self.model.housing_rules
        random = model.random.random
        if self.location >= 0 and model.place_quick[self.location]:
            return int(rules.notice_guaranteed_weeks) if random() < rules.quick_compliance else 0
        usual = int(1.0 + random() * (2.0 * rules.notice_weeks - 1.0)) if rules.notice_weeks >= 1.0 else 0
        return max(usual, int(rules.notice_guaranteed_weeks))

    # --- home ---

    def live_somewhere(self):
        """Notice and stays run down; who must leave chooses, the homeless search, the housed move up."""
        model = self.model
        random, search, housing = model.random.random, model.search, self.housing
        working = self.work == AGENCY or self.work >= DIRECT or self.agency >= 0
        must_leave = False
        if housing in (TIED, LEASE):
            if self.notice >= 0:
                self.notice -= 1
                must_leave = self.notice < 0
        elif housing == FRIENDS:
            if self.stay_weeks > 0:
                self.stay_weeks -= 1
            must_leave = self.stay_weeks == 0
        homeless = housing in (SHELTER, STREET)
        choice = STAY
        if must_leave:
            friends = search.friends_first * self.network * (0.3 if housing == FRIENDS else 1.0)
            bed = search.job_bed if self.work == AGENCY else 0.0
            home = 0.0 if working else self.home_weight()
            street = search.street * (search.street_working if working else 1.0)
            choice = model.choose((friends, self.rental_weight(working), bed, home, street))
        elif homeless:
            if self.work == AGENCY and random() < search.job_bed * 0.5:
                choice = TO_JOB_BED
            else:
                friends = search.friends_later * self.network * search.slow
                rental = self.rental_weight(working) * search.slow
                home = 0.0 if working else search.home_later * model.housing_rules.return_help
                if random() < 1.0 - exp(-(friends + rental + home)):
                    choice = model.choose((friends, rental, 0.0, home, 0.0))
        elif housing != RENTAL and working and self.savings > search.rental_savings:
            rate = search.move_up * min(model.vacancy(self.province), 2.0)
            if self.registration == RESIDENT:
                rate *= search.rental_registered
            if self.work >= DIRECT:
                rate *= search.move_up_direct
            if self.weeks_in_nl < YEAR:
                rate *= search.move_up_first_year
            if random() < rate:
                choice = TO_RENTAL
        if choice == TO_RENTAL and model.renters[self.province] >= model.rental_stock[self.province]:
            choice = TO_STREET if must_leave else STAY
        if choice == TO_JOB_BED:
            if self.take_bed(self.province):
                return
            choice = TO_FRIENDS if must_leave else STAY
        if choice == STAY:
            if homeless:
                self.housing = SHELTER if random() < model.shelter_chance else STREET
        elif choice == TO_HOME:
            self.leave()
        else:
            self.move(choice)

    def rental_weight(self, working):
        """Weight of renting for oneself."""
        search = self.model.search
        if self.savings <= search.rental_savings:
            return 0.0
        weight = search.rental * self.model.vacancy(self.province)
        if self.registration == RESIDENT:
            weight *= search.rental_registered
        return weight * search.rental_working if working else weight

    def home_weight(self):
        """Weight of going home jobless."""
        search = self.model.search
        weight = search.home_first_year if self.weeks_in_nl < YEAR else 0.5 * search.home_first_year
        return weight * search.home_broke if self.savings < 0.0 else weight

    def vacate(self):
        """Leave bed or room."""
        if self.location >= 0:
            self.model.occupants[self.location] -= 1
        if self.housing == RENTAL:
            self.model.renters[self.province] -= 1
        self.location, self.notice, self.stay_weeks = -1, -1, -1

    def move(self, choice):
        """Go to friends, a rental or the street."""
        self.vacate()
        if choice == TO_RENTAL:
            self.housing = RENTAL
            self.model.renters[self.province] += 1
        elif choice == TO_FRIENDS:
            self.housing = FRIENDS
            stay = self.model.random.expovariate(1.0 / self.model.search.friends_weeks)
            self.stay_weeks = 1 + int(min(stay, 104.0))
        else:
            self.housing = STREET

    def take_bed(self, province):
        """Move into a bed with the job; false if the province has none free."""
        place = self.model.find_bed(province, self.agency)
        if place < 0:
            return False
        self.vacate()
        self.housing, self.location, self.province = TIED, place, province
        self.model.occupants[place] += 1
        return True

    def leave(self):
        """Leave NL."""
        self.vacate()
        self.remove()

    # --- cover ---

    def insure(self):
        """Cover starts with a lag and ends with the job."""
        model, week = self.model, self.model.week
        if self.work == SELF_EMPLOYED:
            self.cover = UNCOVERED if self.lucky < model.cover_rules.self_employed_uncovered else OWN
            return
        if self.work >= DIRECT or self.agency >= 0:
            if self.cover == EMPLOYER or self.cover == OWN:
                return
            self.cover = UNCOVERED
            if self.duty_week == NEVER:
                self.duty_week = week
            if self.work >= DIRECT and self.enrol_week == NEVER:
                self.enrol_week = self.enrolment(0.0, model.cover_rules.lag_direct)
            if week >= self.enrol_week:
                self.cover, self.insured_before, self.enrol_week = EMPLOYER, True, NEVER
            return
        if self.transfer:
            return
        if self.cover == EMPLOYER or (self.cover == UNCOVERED and not self.job_cover_over):
            self.lose_cover()
        elif self.cover == UNCOVERED and week >= self.enrol_week:
            self.cover = OWN if self.duty_week != NEVER else HOME_STATE

    def lose_cover(self):
        """Job and policy end together; what may follow depends on benefit, residence and papers."""
        random, rules, week = self.model.random.random, self.model.cover_rules, self.model.week
        self.cover, self.job_cover_over = UNCOVERED, True
        self.enrol_week = self.duty_week = NEVER
        if self.benefit_weeks > 0 or self.registration == RESIDENT:
            self.duty_week = week
            if random() < rules.own_policy:
                self.enrol_week = week + max(1, int(rules.own_policy_weeks * 2.0 * random()))
        elif random() < rules.home_cover:
            self.enrol_week = week + rules.home_cover_weeks

    def enrolment(self, withheld, lag):
        """Week in which an employer's policy starts."""
        random = self.model.random
        if random.random() < withheld:
            return NEVER
        return self.model.week + int(min(random.expovariate(1.0 / lag) + 0.5, 300.0))

    # --- a new job ---

    def hire(self, slot):
        """Start or go on working in a slot."""
        model = self.model
        firm, week, contract = model.supplier[slot], model.week, model.contract_rules
        if self.agency != firm:
            if self.last_agency != firm or self.gap_weeks >= contract.gap_reset_weeks:
                self.phase_weeks = 0
            self.spell_start = self.duty_week = week
            if self.phase_weeks >= contract.phase_a_weeks + contract.phase_b_weeks:
                self.contract = PHASE_C
            elif self.phase_weeks >= contract.phase_a_weeks:
                self.contract = PHASE_B
            else:
                series = model.random.random() < model.series_share
                self.contract = SERIES if series or self.phase_weeks >= contract.clause_max_weeks else CLAUSE
            self.enrol_week = NEVER
            if self.cover != OWN:
                self.cover, self.job_cover_over = UNCOVERED, False
                self.enrol_week = self.enrolment(model.withheld[firm], model.lag[firm])
        self.work, self.agency, self.last_agency, self.slot = AGENCY, firm, firm, slot
        self.transfer, self.gap_weeks, self.benefit_weeks = False, 0, 0
        model.filled[slot] += 1

    def settle_bed(self, province, wants_bed):
        """The agency's bed replaces one under notice or none at all."""
        housing = self.housing
        if housing == LEASE:
            self.housing = TIED
            return
        if housing == RENTAL or (housing == TIED and self.notice < 0):
            return
        if (wants_bed or self.model.random.random() < self.model.search.job_bed) and self.take_bed(province):
            return
        if wants_bed:
            self.stay_weeks = 1

    def value_of(self, slot):
        """Utility of an order, with a Gumbel draw."""
        model = self.model
        hirer = slot // 3
        value = -log(-log(model.random.random())) + model.wage_value[slot]
        if model.hirer_sector[hirer] != self.sector:
            value += model.placement.other_sector
        return value + model.placement.same_agency if model.supplier[slot] == self.last_agency else value

    # --- the week goes by ---

    def grow_older(self):
        """Other work ends, the jobless leave, clocks tick, register and scope."""
        model = self.model
        random, careers, work, week = model.random.random, model.careers, self.work, model.week
        if work == JOBLESS and not self.transfer:
            if random() < self.jobless_hazard():
                self.leave()
                return
            if random() < careers.jobless_direct:
                self.work, self.benefit_weeks, self.scope_week = DIRECT, 0, week
        elif work >= DIRECT and random() < model.other_end:
            if random() < careers.other_again:
                self.work, self.scope_week = DIRECT, week
            elif random() < self.leaving_share():
                self.leave()
                return
            else:
                self.work, self.transfer = JOBLESS, random() < careers.hop
        work = self.work
        self.weeks_in_nl += 1
        self.work_history = (self.work_history << 1) & LAST_36 | (work == AGENCY or work >= DIRECT)
        if work == AGENCY:
            contract = model.contract_rules
            self.phase_weeks += 1
            self.last_agency_week = self.scope_week = week
            if self.phase_weeks >= contract.phase_a_weeks + contract.phase_b_weeks:
                self.contract = PHASE_C
            elif self.phase_weeks >= contract.phase_a_weeks:
                self.contract = max(self.contract, PHASE_B)
            elif self.phase_weeks >= contract.clause_max_weeks and self.contract == CLAUSE:
                self.contract = SERIES
        else:
            self.gap_weeks += 1
        if self.benefit_weeks > 0:
            self.benefit_weeks -= 1
        self.knowledge += model.registering.learning * (1.0 - self.knowledge)
        if (
            self.registration != RESIDENT
            and not self.circular
            and self.weeks_in_nl >= model.registration_rules.register_after_weeks
        ):
            rate = model.registering.resident * model.registration_rules.resident_rate
            if self.housing == TIED or self.housing >= SHELTER:
                rate *= model.registering.agency_bed
            if random() < rate:
                self.registration = RESIDENT
        if work != AGENCY and self.agency < 0 and week - self.scope_week > careers.scope_weeks:
            self.leave()

    def jobless_hazard(self):
        """Weekly chance of leaving NL without work."""
        careers = self.model.careers
        rate = careers.jobless_leaves
        if self.circular or self.weeks_in_nl < YEAR:
            rate *= careers.jobless_leaves_first
        elif self.weeks_in_nl >= 2 * YEAR:
            rate *= careers.jobless_leaves_later
        if self.benefit_weeks > 0:
            rate *= careers.jobless_leaves_benefit
        return rate * self.model.search.slow if self.housing >= SHELTER else rate
