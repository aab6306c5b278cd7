"""LabourMarket: the Mesa model. `step` is the week; each line is one phase of the design."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import mesa
import numpy as np

from sim import fit
from sim.agentset import ColumnSet
from sim.clock import first_week, monday, week_of
from sim.levers.standing import FAR, Law, Laws, change_weeks
from sim.loading import load_base, load_policy
from sim.outcomes.checks import Checks
from sim.outcomes.metrics import BY_NAME
from sim.outcomes.recorder import Recorder
from sim.overrides import apply_overrides
from sim.params import InvalidInput, Mistake, did_you_mean
from sim.policy import Scenario, plan_of
from sim.population.start import build
from sim.rules import Rules
from sim.week import Week
from sim.world import SIZES, Size


class LabourMarket(mesa.Model):
    """The Dutch temp-agency market for labour migrants, week by week.

    Parameters
    ----------
    rng : int
        Seed. The same seed under another policy meets the same luck.
    base : str or path
        Base world: the rules of the law by date.
    policy : str, path or Scenario, optional
        A difference on the base world.
    size : str
        ``smoke``, ``desk``, ``study`` or ``nation`` (share of the country, warm-up, weeks).
    until : date or str, optional
        Last day of the run; default as the size says.
    record, groups, follow
        What the recorder keeps: see `sim.outcomes.recorder.Recorder`.
    collect : bool
        Whether the data collector gets the outcomes of every week; runs that keep tables have no need of it.
    **overrides
        Dotted keys ``law.``, ``behaviour.``, ``world.``, ``run.`` as in ``uitzendlab list parameters``.

    Raises
    ------
    InvalidInput
        With every mistake in the base, policy, size or overrides, and where a measure is never in force in this run.

    Warns
    -----
    PolicyWarning
        Of what was assumed of the policy, and what of it the base world holds already (`sim.fit.remarks`).
    """

    def __init__(
        self,
        rng: int = 1,
        base: str = "law-2020",
        policy: Any = None,
        size: str = "smoke",
        until: dt.date | str | None = None,
        record: str = "weekly",
        groups: str = "none",
        follow: tuple[int, ...] = (),
        collect: bool = True,
        **overrides: Any,
    ) -> None:
        super().__init__(rng=rng)
        self.size = find_size(size)
        loaded = load_base(base)
        ready = apply_overrides(loaded, loaded.behaviour, overrides, _scenarios(policy))
        self.base, self.policy = ready.base, ready.policies[0] if ready.policies else None
        self.seed_key = int(rng)
        self.week = -self.size.warmup_weeks
        self.last_week = last_week_of(self.size, until, loaded.last_day)
        if self.policy is not None:
            fit.refuse(self.base, self.policy, self.last_week)
            if collect:  # of runs that keep tables it was reported when they were planned
                fit.warn(self.base, self.policy, self.last_week)
        weeks = self.last_week + self.size.warmup_weeks
        self.anticipates = ready.behaviour.switch.anticipation == 1
        rules = self.base.rules_at(1)
        self.law = Law(rules, rules, FAR)
        self.world_week: Week = build(
            self.seed_key,
            self.size.scale,
            self.week + 1,
            weeks,
            self.base.world,
            self.base.splits,
            ready.behaviour,
            rules,
        )
        self.recorder = Recorder(
            self.state.migrants.work.size, record=record, groups=groups, follow=follow, rogue=self.base.world.rogue
        )
        self.world_week.on_move.append(self.recorder.move_rows)
        self.checks = Checks() if ready.run.check else None
        reporters = {name: _reporter(name) for name in BY_NAME} if collect else {}
        self.datacollector = mesa.DataCollector(model_reporters=reporters)
        self._behaviour = ready.behaviour
        self._schedule_law()

    @property
    def state(self):
        """Columns of the world (`sim.state.State`)."""
        return self.world_week.state

    @property
    def rules(self) -> Rules:
        """The rules of this week, levers included."""
        return self.law.rules

    @property
    def migrants(self) -> ColumnSet:
        """Persons in NL, on the way, or gone."""
        m = self.state.migrants
        return ColumnSet(m, lambda: np.flatnonzero(m.work > 0))

    @property
    def agencies(self) -> ColumnSet:
        """Firms that exist or have existed."""
        a = self.state.agencies
        return ColumnSet(a, lambda: np.flatnonzero(a.incarnation >= 0))

    @property
    def hirers(self) -> ColumnSet:
        """Hiring establishments."""
        return ColumnSet(self.state.hirers)

    @property
    def landlords(self) -> ColumnSet:
        """Housing locations."""
        return ColumnSet(self.state.landlords)

    @property
    def date(self) -> dt.date:
        """Monday of the present week."""
        return monday(self.week)

    def step(self) -> None:
        """One week, in the order of the design."""
        self.week += 1
        week = self.world_week
        week.open(self.week, *self.law)  # 1 law of the week
        week.set_orders()  # 2
        week.end_placements()  # 3
        week.find_homes()  # 4
        week.update_cover()  # 5
        week.fall_ill()  # 6
        week.fill_orders()  # 7
        week.pay_everyone()  # 8
        week.close_books()
        week.enforce()  # 9 complaints, inspection, sanction
        week.reconsider_agencies()  # 10
        week.reconsider_hirers()  # 11
        week.turn_over()  # 12 entry, exit, phoenix
        week.leave_and_register()  # 13
        self._book()  # 14

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
            With every mistake in the policy or overrides.
        ValueError
            If the policy was announced in a week that has passed, or this world has a policy itself.
        """
        if rest := [key for key in overrides if not key.startswith("lever.")]:
            raise ValueError(f"{', '.join(rest)}: a branch differs from its world in its levers only")
        scenario = apply_overrides(self.base, self._behaviour, overrides, _scenarios(policy)).policies[0]
        fit.refuse(self.base, scenario, self.last_week)
        news = first_week(min(use.announced for use in scenario.levers))
        if self.policy is not None or news <= self.week:
            raise ValueError(f"a world of week {self.week} cannot branch to a policy announced in week {news}")
        twin = type(self).__new__(type(self))
        mesa.Model.__init__(twin, rng=self.seed_key)
        # Mesa's own attributes, its list of events above all, belong to one model; all others are copied.
        own = {name: value for name, value in vars(self).items() if name not in vars(twin)}
        vars(twin).update(copy.deepcopy(own, {id(self): twin}))
        twin.policy, twin.steps = scenario, self.steps
        twin._schedule_law()
        return twin

    def outcomes(self) -> dict[str, float | None]:
        """The outcomes of this week by name; None where a window is not full or a denominator empty."""
        return self.recorder.outcomes()

    def _book(self) -> None:
        s, w = self.state, self.world_week
        if self.checks:
            self.checks.check_week(w.now, *s[:5], w.lists, w.books)
        self.recorder.book_week(w.now, *s[:5], w.lists, w.books, self.law.rules)
        self.datacollector.collect(self)
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
                self.schedule_event(self._change_law, after=float(week - first))

    def _change_law(self) -> None:
        week = self.week + 1
        self.law = self._laws.of_week(self.base.rules_at(week), week)


def _scenarios(policy: Any) -> tuple[Scenario, ...]:
    if policy is None:
        return ()
    return (policy if isinstance(policy, Scenario) else load_policy(policy),)


def _reporter(name: str):
    return lambda model: model.recorder.latest()[name]


def find_size(name: str) -> Size:
    """The run size of a name.

    Raises
    ------
    InvalidInput
        For an unknown name.
    """
    if name not in SIZES:
        hint = did_you_mean(name, list(SIZES))
        raise InvalidInput([Mistake("size", name, "", ", ".join(SIZES), "unknown size", hint)])
    return SIZES[name]


def last_week_of(size: Size, until: dt.date | str | None, last_day: dt.date | None = None) -> int:
    """Number of the last week of a run; ``last_day`` is that of a base world which sets its own."""
    if until is None:
        return week_of(last_day) if last_day else size.weeks
    try:
        date = until if isinstance(until, dt.date) else dt.date.fromisoformat(until)
    except ValueError:
        raise InvalidInput([Mistake("until", until, "date", "YYYY-MM-DD", "not a date", "")]) from None
    if not 1 <= week_of(date) <= 700:
        allowed = f"{monday(1)} to {monday(700)}"
        raise InvalidInput([Mistake("until", str(until), "date", allowed, "outside the calendar", "")])
    return week_of(date)
