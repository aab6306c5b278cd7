"""LabourMarket: the Mesa model. `step` is the week; each line is one phase of the design."""

from __future__ import annotations

import copy
import datetime as dt
import math
from typing import Any

import mesa  # pyright: ignore[reportMissingTypeStubs]
import numpy as np
from mesa.agentset import AbstractAgentSet  # pyright: ignore[reportMissingTypeStubs]

from sim import schedule
from sim.behaviour import Behaviour
from sim.core.calendar import LAST_DAY, first_week, monday
from sim.measures.law_of_week import FAR, Law, Laws, change_weeks
from sim.outcomes.checks import Checks
from sim.outcomes.recorder import Recorder
from sim.outcomes.reporters import reporters
from sim.population.making import Making
from sim.population.start import build
from sim.rules import Rules
from sim.scenario import policy_fit
from sim.scenario.overrides import apply_overrides
from sim.scenario.policy import plan_of
from sim.settings import load_scenario, settings_of, warn_of_base
from sim.state.actor_sets import ActorSets
from sim.state.no_agents import NoAgents
from sim.week import Week


class RunEnded(RuntimeError):
    """A step past the last week of a world. Nothing of the world has changed."""


class LabourMarket(ActorSets, mesa.Model[Any, Any]):
    """The Dutch temp-agency market for labour migrants, week by week.

    Parameters
    ----------
    rng : int or None
        Seed, 0 to 999,999,999, also of NumPy. The same seed under another policy meets the same draws. None draws one;
        ``model.seed`` and the column ``seed`` of the data collector say which, so that the run can be repeated.
    base : str or path, optional
        Base world: the rules of the law by date. Default: the base of the policy, without policy ``law-2020``.
    policy : str, path or Scenario, optional
        A difference on the base world.
    size : str
        ``smoke``, ``desk``, ``study`` or ``nation`` (share of the country, warm-up, weeks).
    until : date or str, optional
        Last day of the run, 2021-01-04 to 2032-12-31; default as the base world or else the size says.
    record, groups, follow
        What the recorder keeps: see `sim.outcomes.recorder.Recorder`.
    collect : bool
        Whether the data collector gets ``week``, ``date``, ``warmup`` (true up to week 0), ``seed`` and the outcomes
        of every week; runs that keep tables have no need of it.
    **overrides
        Dotted keys ``law.``, ``behaviour.``, ``world.``, ``run.``, and ``lever.`` of the policy, as in
        ``uitzendlab list parameters``; numbers may be of NumPy.

    Raises
    ------
    InvalidInput
        With every mistake in the seed, base, policy, size or overrides, and where the policy cannot be simulated on
        this base up to this end: what the command line refuses is refused here.

    Warns
    -----
    PolicyWarning
        When ``base`` is not the one that the policy names; of what was assumed of the policy, and what of it the base
        world holds already (`sim.scenario.policy_fit.remarks`).
    """

    def __init__(
        self,
        rng: int | None = 1,
        base: Any = None,
        policy: Any = None,
        size: str = "smoke",
        until: dt.date | str | None = None,
        record: str = "weekly",
        groups: str = "none",
        follow: tuple[int, ...] = (),
        collect: bool = True,
        **overrides: Any,
    ) -> None:
        asked = settings_of(rng, base, policy, size, until, record, groups, overrides)
        super().__init__(rng=asked.seed)
        self.seed, self.size, self.last_week, ready = asked
        self.base, self.policy = ready.base, ready.policies[0] if ready.policies else None
        self.week = -self.size.warmup_weeks
        if self.policy is not None and collect:  # of runs that keep tables it was reported when they were planned
            warn_of_base(self.policy, self.base)
            policy_fit.warn(self.base, self.policy, self.last_week)
        self.anticipates = ready.behaviour.switch.anticipation == 1
        rules = self.base.rules_at(1)
        self.law = Law(rules, rules, FAR)
        self.world_week: Week = self._build(ready.behaviour, rules)
        self.recorder = Recorder(
            self.state.migrants.work.size, record=record, groups=groups, follow=follow, rogue=self.base.world.rogue
        )
        self.world_week.on_move.append(self.recorder.move_rows)
        self.checks = Checks() if ready.run.check else None
        self.datacollector = mesa.DataCollector(model_reporters=reporters() if collect else {})
        self._behaviour = ready.behaviour
        self._schedule_law()

    def _build(self, behaviour: Behaviour, rules: Rules) -> Week:
        """The world before its first week."""
        weeks = self.last_week - self.week
        base = self.base
        making = Making(self.seed, self.size.scale, self.week + 1, weeks, base.world, base.splits, behaviour, rules)
        return build(making)

    @property
    def state(self):
        """Columns of the world (`sim.state.columns.State`)."""
        return self.world_week.state

    @property
    def rules(self) -> Rules:
        """The rules of this week, levers included."""
        return self.law.rules

    @property
    def agents(self) -> AbstractAgentSet[Any]:  # pyright: ignore[reportIncompatibleMethodOverride] - a wider kind
        """Mesa agents that a user's own code has added; without any, an empty set that says where all others are."""
        return self._all_agents if len(self._all_agents) else NoAgents(random=self.random)

    @agents.setter
    def agents(self, agents: Any) -> None:
        raise AttributeError("agents cannot be set: Mesa keeps it")

    @property
    def date(self) -> dt.date:
        """Monday of the present week."""
        return monday(self.week)

    def step(self) -> None:
        """One week, in the order of the design.

        Raises
        ------
        RunEnded
            After the last week: ``model.running`` is False then. ``run_for`` and ``run_until`` raise it before they
            begin.
        """
        if self.week >= self.last_week:
            raise self._ended(1)
        self.week += 1
        week = self.world_week
        week.open(self.week, *self.law)  # 1 law of the week
        schedule.set_orders(week)  # 2 orders of hirers
        schedule.end_placements(week)  # 3 ends of placements
        schedule.route_ended(week)
        schedule.look_after_places(week)  # 4 houses and homes
        schedule.go_home_or_stay(week)
        schedule.update_cover(week)  # 5 health cover
        schedule.pay_programmes(week)
        schedule.fall_ill_and_recover(week)  # 6 illness and care
        schedule.route_ended(week)
        schedule.land_travellers(week)  # 7 filling of orders
        schedule.place_in_country(week)
        schedule.route_ended(week)
        schedule.recruit_abroad(week)
        schedule.count_unfilled(week)
        schedule.list_placed(week)
        schedule.pay_everyone(week)  # 8 pay and books
        schedule.keep_agency_books(week)
        schedule.keep_hirer_books(week)
        schedule.complain(week)  # 9 complaints, inspection, sanctions
        schedule.check_registration(week)
        schedule.inspect(week)
        schedule.sanction(week)
        schedule.reconsider_agencies(week)  # 10 review by agencies
        schedule.reconsider_hirers(week)  # 11 review by hirers
        schedule.open_ways_on(week)
        schedule.taken_on(week)
        schedule.route_ended(week)
        schedule.show_registration(week)  # 12 admission, exit and entry of agencies
        schedule.admit_agencies(week)
        schedule.settle_deposits(week)
        schedule.retest_directors(week)
        schedule.ban_directors(week)
        schedule.sell_agencies(week)
        schedule.choose_ends(week)
        schedule.claims_at_the_end(week)
        schedule.end_agencies(week)
        schedule.restart_agencies(week)
        schedule.enter_agencies(week)
        schedule.release_workers(week)
        schedule.route_ended(week)
        schedule.post_workers(week)  # 13 coming, registering, leaving
        schedule.register_workers(week)
        schedule.reach_out(week)
        schedule.leave_register_and_age(week)
        schedule.list_present(week)
        self._book()  # 14 outcomes

    def _advance_time(self, until: float) -> None:
        # Mesa's one way forward, of `step`, `run_for` and `run_until`. It must not begin what it cannot finish: an
        # error in the middle of a step would end its schedule, and later steps would do nothing without a word.
        if (asked := math.floor(until) - math.floor(self.time)) > self.last_week - self.week:
            raise self._ended(asked)
        super()._advance_time(until)

    def _ended(self, asked: int) -> RunEnded:
        left, last = self.last_week - self.week, monday(self.last_week)
        weeks = "no week is" if left == 0 else "1 week is" if left == 1 else f"{left} weeks are"
        return RunEnded(
            f"{weeks} left of this world, which ends with week {self.last_week} (Monday {last}); asked: {asked}. "
            "Step `while model.running:`, or call model.run_model(); for a longer run make the model with a later "
            f"end, as LabourMarket(..., until='{min(last.year + 2, LAST_DAY.year)}-12-31')"
        )

    def branch(self, policy: Any, **overrides: Any) -> LabourMarket:
        """This world, to go on under a policy whose first news is still to come.

        What it becomes is bit for bit what a run of its own under that policy would be: the weeks before the news
        are simulated once for all policies. This world is not touched and may go on too. Mesa's ``time`` starts
        again at 0 in the branch.

        Parameters
        ----------
        policy : str, path or Scenario
            A difference on this world's base.
        **overrides
            Keys ``lever.``; all others are already part of this world.

        Raises
        ------
        InvalidInput
            With every mistake in the policy or overrides, and where it cannot be simulated up to the end of this world.
        ValueError
            If the policy was announced in a week that has passed, or this world has a policy itself.
        """
        if rest := [key for key in overrides if not key.startswith("lever.")]:
            raise ValueError(f"{', '.join(rest)}: a branch differs from its world in its levers only")
        chosen = load_scenario(policy)
        scenario = apply_overrides(self.base, self._behaviour, overrides, (chosen,)).policies[0]
        policy_fit.refuse(self.base, scenario, self.last_week)
        news = first_week(min(use.announced for use in scenario.levers))
        if self.policy is not None or news <= self.week:
            raise ValueError(f"a world of week {self.week} cannot branch to a policy announced in week {news}")
        twin = type(self).__new__(type(self))
        mesa.Model.__init__(twin, rng=self.seed)  # pyright: ignore[reportUnknownMemberType] - Mesa
        # Mesa's own attributes, its list of events above all, belong to one model; all others are copied.
        own = {name: value for name, value in vars(self).items() if name not in vars(twin)}
        vars(twin).update(copy.deepcopy(own, {id(self): twin}))
        twin.policy, twin.steps = scenario, self.steps
        twin._schedule_law()
        return twin

    def outcomes(self) -> dict[str, float | None]:
        """The outcomes of this week by name; None where a window is not full or a denominator empty."""
        return self.recorder.outcomes()

    def yearly(self) -> dict[str, np.ndarray]:
        """Outcomes by calendar year so far, as columns year, weeks, complete, metric, unit and value.

        Of a year that is not ``complete`` some weeks are missing: compare it with nothing. Warm-up weeks are in no
        year. ``polars.DataFrame(model.yearly())`` and pandas take it as it is; ``uitzendlab.yearly`` gives a frame of
        many models at once.
        """
        return self.recorder.yearly()

    def _book(self) -> None:
        s, w = self.state, self.world_week
        if self.checks:
            self.checks.check_week(w.now, s, w.lists, w.books)
        self.recorder.book_week(w.now, s, w.lists, w.books, self.law.rules)
        self.datacollector.collect(self)  # pyright: ignore[reportUnknownMemberType] - of Mesa, whose types are partial
        self.running = self.week < self.last_week

    def _schedule_law(self) -> None:
        """Changes of the law, by date or by a lever, are events of the model, due at the start of their week.

        News counts from its week on, and week by week until it is in force: who looks ahead counts the weeks.
        """
        plan = plan_of(self.base.levers, self.policy.levers if self.policy else ())
        self._laws = Laws(plan, self.anticipates)
        weeks = set(self.base.change_weeks) | set(change_weeks(plan))
        for use in plan:
            weeks |= set(range(first_week(use.announced), first_week(use.start)))
        first = self.week + 1
        if weeks and min(weeks) <= first:  # news from before the run is known from its first week on
            self._change_law()
        for week in sorted(weeks):
            if first < week <= self.last_week:
                self.schedule_event(self._change_law, after=float(week - first))  # pyright: ignore[reportUnknownMemberType] - Mesa

    def _change_law(self) -> None:
        week = self.week + 1
        self.law = self._laws.of_week(self.base.rules_at(week), week)
