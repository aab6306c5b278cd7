"""A citizen of Mesa: batch_run, data collectors, agent sets that look and do not touch, events for the law."""

import datetime as dt
import importlib

import mesa
import numpy as np
import pytest

from sim.core.calendar import week_of
from sim.declare.params import InvalidInput
from sim.model import LabourMarket, RunEnded
from sim.outcomes.metrics import BY_NAME
from sim.outcomes.years import weeks_in
from sim.scenario.loading import load_base
from sim.scenario.policy_fit import PolicyWarning
from sim.settings import last_week_of
from sim.state.no_agents import EmptyByDesign
from sim.world import SIZES
from tests.model.worlds import smoke


def test_it_is_a_mesa_model_with_an_empty_agent_set():
    model = smoke()
    assert isinstance(model, mesa.Model)
    assert len(model.agents) == 0 and model.steps == 20 and model.time == 20
    assert model.running and model.date == dt.date(2021, 1, 4) + dt.timedelta(weeks=model.week - 1)


def test_the_package_offers_it():
    package = importlib.import_module("uitzendlab")
    assert package.LabourMarket is LabourMarket


def test_data_collector_frames():
    frame = smoke().datacollector.get_model_vars_dataframe()
    assert list(frame.columns) == ["week", "date", "warmup", "seed", *BY_NAME] and len(frame) == 20
    assert frame["week"].tolist() == list(range(-25, -5)) and frame["warmup"].all() and set(frame["seed"]) == {1}
    assert frame["date"].iloc[-1] == smoke().date == dt.date(2021, 1, 4) - dt.timedelta(weeks=7)
    assert frame["migrants_present"].between(300_000, 500_000).all()
    assert frame["agency_migrants_present"].iloc[-1] == smoke().outcomes()["agency_migrants_present"]


def test_a_data_collector_of_ones_own():
    model = LabourMarket(rng=5, size="smoke")
    mine = mesa.DataCollector(
        model_reporters={
            "saved": lambda m: m.migrants.agg("savings", np.mean),
            "street": lambda m: len(m.migrants.select(m.migrants.get("housing") == 6)),
            "week": "week",
        }
    )
    for _ in range(3):
        model.step()
        mine.collect(model)
    frame = mine.get_model_vars_dataframe()
    assert frame["week"].tolist() == [-25, -24, -23] and frame["saved"].gt(0).all()


@pytest.mark.slow
def test_batch_run_gives_a_row_per_seed_and_setting():
    rows = mesa.batch_run(
        LabourMarket, {"size": "smoke", "law.cover.runoff_weeks": [0]}, rng=[1, 2], number_processes=2, max_steps=20,
        display_progress=False,
    )  # fmt: skip
    rows.sort(key=lambda row: row["rng"])  # two processes: the first to finish comes first
    assert [(row["law.cover.runoff_weeks"], row["rng"]) for row in rows] == [(0, 1), (0, 2)]
    assert rows[0]["migrants_present"] != rows[1]["migrants_present"]
    same = rows[0]
    for name, value in smoke(1, 20).outcomes().items():
        assert same[name] == value, "a run in a worker process is the same run"


def test_agent_sets_look_like_mesas():
    model = smoke()
    people = model.migrants
    person = people[7]
    assert person.savings == model.state.migrants.savings[people.rows[7]]
    assert people.by_row(person.row) == person and person.unique_id == person.person
    tied = people.select(lambda p: p.housing == 1, at_most=50)
    assert len(tied) == 50 and set(tied.get("housing").tolist()) == {1}
    assert len(people.select(people.get("savings") > 1000)) == (people.get("savings") > 1000).sum()
    assert people.agg("savings", [np.min, np.max]) == [people.get("savings").min(), people.get("savings").max()]
    by_work = people.groupby("work")
    assert sum(by_work.count().values()) == len(people)
    assert by_work.agg("savings", len) == by_work.count()
    assert len(model.agencies) == (model.state.agencies.incarnation >= 0).sum()
    assert len(model.hirers) == 250 and len(model.landlords) > 0


@pytest.mark.parametrize("write", [
    lambda m: setattr(m.migrants[0], "savings", 1e6),
    lambda m: m.migrants.get("savings").__setitem__(0, 1e6),
    lambda m: m.hirers.get("size").__setitem__(0, 1e6),
    lambda m: m.hirers[0].supplier.__setitem__(0, 3),
    lambda m: m.migrants.set("savings", 1e6),
    lambda m: m.migrants.shuffle_do("step"),
    lambda m: m.migrants.rows.__setitem__(0, 9),
    lambda m: m.agencies.select(inplace=True),
])  # fmt: skip
def test_writing_raises(write):
    with pytest.raises((AttributeError, TypeError, ValueError)):
        write(smoke())


CHANGES = """id: two-changes
title: {nl: Twee wijzigingen, en: Two changes}
rules:
  - {path: contract.clause_max_weeks, value: 78, until: 2021-01-31, source: LAW-P13}
  - {path: contract.clause_max_weeks, value: 52, from: 2021-02-01, until: 2021-03-03, source: LAW-P13}
  - {path: contract.clause_max_weeks, value: 26, from: 2021-03-04, source: LAW-P13}
"""


@pytest.fixture(scope="module")
def dated(tmp_path_factory):
    """A base world whose clause changes on a Monday and on a Thursday."""
    splits = load_base("law-2020").splits
    from sim.scenario.base_file import CODES

    text = CHANGES + "splits:\n"
    for kind, codes in CODES.items():
        text += f"  {kind}:\n"
        for code, share in zip(codes, getattr(splits, kind), strict=True):
            text += f"    - {{name: {code.name.lower()}, share: {share!r}, source: 'assumption: test'}}\n"
    path = tmp_path_factory.mktemp("law") / "two-changes.yaml"
    path.write_text(text)
    return path


def test_changes_of_the_law_are_events_due_in_their_week(dated, monkeypatch):
    model = LabourMarket(rng=1, base=str(dated), size="smoke", until=dt.date(2021, 4, 1))
    scheduled = [week_of(dt.date(2021, 2, 1)), week_of(dt.date(2021, 3, 8))]
    assert list(model.base.change_weeks) == scheduled
    lived: dict[int, int] = {}
    opened = type(model.world_week).open

    def watched(week, number, rules, *announced):
        lived[number] = rules.contract.clause_max_weeks
        opened(week, number, rules, *announced)

    monkeypatch.setattr(type(model.world_week), "open", watched)
    model.run_model()
    assert model.week == week_of(dt.date(2021, 4, 1)) and not model.running
    assert lived == {w: model.base.rules_at(w).contract.clause_max_weeks for w in range(-25, model.week + 1)}
    assert set(lived.values()) == {78, 52, 26}


def test_an_event_of_the_user_runs_in_its_week():
    model = LabourMarket(rng=1, size="smoke")
    seen: list[int] = []

    def look():
        seen.append(model.week)

    model.schedule_event(look, at=3.0)
    for _ in range(5):
        model.step()
    assert len(seen) == 1


def test_run_for_a_given_time():
    model = LabourMarket(rng=1, size="smoke")
    model.run_for(3)
    assert model.week == -26 + 3


# Arguments as Mesa and NumPy give them, and what is refused.


def short(**settings):
    return LabourMarket(**({"size": "smoke", "until": "2021-01-25", "record": "summary"} | settings))


def test_no_seed_draws_one_and_says_which():
    one, other = short(rng=None), short(rng=None)
    assert one.seed != other.seed and 0 <= one.seed <= 999_999_999
    one.step()
    frame = one.datacollector.get_model_vars_dataframe()
    assert frame["seed"].tolist() == [one.seed]
    again = short(rng=one.seed)
    again.step()
    assert again.outcomes() == one.outcomes()


@pytest.mark.slow
def test_batch_run_without_seeds_gives_each_run_one_of_its_own():
    settings = {"size": "smoke", "until": "2021-01-25", "record": "summary"}
    with pytest.warns(DeprecationWarning, match="iterations"):
        rows = mesa.batch_run(
            LabourMarket, settings, iterations=2, number_processes=2, max_steps=3, display_progress=False
        )
    rows += mesa.batch_run(LabourMarket, settings, number_processes=1, max_steps=3, display_progress=False)
    assert [row["rng"] for row in rows] == [None] * 3
    assert len({row["seed"] for row in rows}) == len({row["migrants_present"] for row in rows}) == 3
    again = short(rng=rows[0]["seed"])
    again.run_for(3)
    assert {name: rows[0][name] for name in BY_NAME} == again.outcomes(), "the column repeats the run"


@pytest.mark.slow
def test_batch_run_takes_what_numpy_gives():
    rows = mesa.batch_run(
        LabourMarket,
        {
            "size": np.array(["smoke"]), "until": "2021-08-30", "policy": [None, "deposit"], "base": "law-2020",
            "behaviour.career.hop": np.linspace(0.4, 0.6, 2), "law.contract.clause_max_weeks": np.arange(26, 27),
        },
        rng=np.arange(1, 2), max_steps=1, display_progress=False,
    )  # fmt: skip
    assert [row["behaviour.career.hop"] for row in rows] == [0.4, 0.6] * 2
    plain = short(rng=1, until="2021-08-30", **{"behaviour.career.hop": 0.6, "law.contract.clause_max_weeks": 26})
    plain.step()
    assert {name: rows[1][name] for name in BY_NAME} == plain.outcomes()


NO_SEEDS = (True, np.True_, 1.0, np.float64(2), "1", -1, np.int64(-3), 10**9, [1, 2])
NO_SEEDS += (np.random.SeedSequence(1), np.random.default_rng(1))


@pytest.mark.parametrize("rng", NO_SEEDS, ids=lambda rng: repr(rng).split(" at ")[0])
def test_other_seeds_are_refused_with_what_is_allowed(rng):
    with pytest.raises(InvalidInput, match=r"rng: not a seed .*0 to 999999999, or None.*model\.seed"):
        LabourMarket(rng=rng)


REFUSED = {
    "size": ({"size": None}, "size: unknown choice"),
    "several sizes": ({"size": ["smoke"]}, "size: unknown choice"),
    "near": ({"size": "smok"}, "Did you mean 'smoke'"),
    "record": ({"record": "daily"}, "record: unknown choice"),
    "groups": ({"groups": 1}, "groups: unknown choice"),
    "base": ({"base": 3}, "base: not a base world"),
    "policy": ({"policy": 3}, "policy: not a policy"),
    "no policy": ({"policy": "depositt"}, r"policy: \(file\): unknown name .*Did you mean 'deposit'"),
    "until": ({"until": 2021}, "until: must be a date"),
    "no time": ({"until": np.datetime64("NaT", "D")}, "until: must be a date"),
    "too early": ({"until": "2020-12-31"}, "until: outside its range .*2021-01-04 to 2032-12-31"),
    "too far": ({"until": "2033-01-03"}, "until: outside its range"),
    "seed": ({"seed": 3}, "seed: unknown name .*Write rng="),
    "scenario": ({"scenario": "deposit"}, "Write policy="),
    "misspelt": ({"polcy": "deposit"}, "Did you mean 'policy'"),
    "figure": ({"behaviour.career.hopp": 1}, "Did you mean 'behaviour.career.hop'"),
    "bool": ({"behaviour.career.hop": np.True_}, "behaviour.career.hop: not a number"),
    "unread": ({"lever.deposit.deposit_eur": 1000}, "no chosen policy has this lever"),
    "too late": ({"policy": "deposit", "until": "2021-05-31"}, "starts after the end of the run"),
    "clash": ({"policy": "standing", "base": "law-as-enacted"}, "would be phased in from nothing"),
}


@pytest.fixture
def standing(tmp_path):
    """A policy that phases in anew what the base world has already."""
    path = tmp_path / "standing.yaml"
    path.write_text(
        "id: standing\ntitle: {en: Standing}\nbase: law-as-enacted\nlevers:\n"
        "  - {lever: deposit, announced: 2028-01-03, from: 2028-07-03, phase_in_weeks: 10}\n"
    )
    return path


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_command_line_refuses_is_refused_here(name, standing):
    settings, told = REFUSED[name]
    if settings.get("policy") == "standing":
        settings = settings | {"policy": standing}
    with pytest.raises(InvalidInput, match=told):
        LabourMarket(**settings)


def test_all_mistakes_come_at_once():
    with pytest.raises(InvalidInput) as caught:
        LabourMarket(rng=-1, size="big", policy="depositt", base="law-2012", until="x", seed=3)
    assert [m.path for m in caught.value.mistakes] == ["size", "seed", "rng", "until", "policy: (file)", "base: (file)"]


@pytest.mark.parametrize("until", ["2021-01-31", dt.date(2021, 1, 31), dt.datetime(2021, 1, 31, 9),
                                   np.datetime64("2021-01-31"), np.datetime64("2021-01-31T09:00", "ns")])  # fmt: skip
def test_an_end_is_any_kind_of_date(until):
    assert last_week_of(SIZES["smoke"], until) == 4


def test_a_policy_stands_on_its_own_base_unless_another_is_asked(tmp_path):
    path = tmp_path / "mine.yaml"
    text = "id: mine\ntitle: {en: Mine}\nbase: law-as-enacted~demand\nlevers:\n"
    path.write_text(text + "  - {lever: no_debts, announced: 2021-01-04, from: 2021-01-11}\n")
    own = short(policy=path)
    assert own.base.id == "law-as-enacted~demand" and own.policy.id == "mine"
    assert short(policy="deposit", until="2021-08-30").base.id == short().base.id == "law-2020"
    with pytest.warns(
        PolicyWarning, match="mine names the base world law-as-enacted~demand; here it is put on law-2020"
    ):
        assert short(policy=path, base="law-2020").base.id == "law-2020"


# The end of a run.


def test_stepping_past_the_end_says_so_and_changes_nothing():
    model = short()
    with pytest.raises(RunEnded, match=r"30 weeks are left .* week 4 \(Monday 2021-01-25\); asked: 31"):
        model.run_for(31)
    assert (model.week, model.steps, model.time) == (-26, 0, 0)
    model.run_until(29)
    with pytest.raises(RunEnded, match=r"1 week is left"):
        model.run_for(2)
    model.run_model()
    before, frame = model.outcomes(), model.datacollector.get_model_vars_dataframe()
    for step in (model.step, model.step, lambda: model.run_for(1), lambda: model.run_until(99)):
        with pytest.raises(RunEnded, match=r"no week is left .*while model.running.*until='2023-12-31'"):
            step()
    assert (model.week, model.steps, model.time, model.running) == (4, 30, 30, False)
    assert model.outcomes() == before and len(model.datacollector.get_model_vars_dataframe()) == len(frame) == 30


# Mesa's agents.


def test_the_empty_agents_say_where_people_are():
    model = smoke()
    assert len(model.agents) == 0 and not model.agents and model.agent_types == []
    assert "model.migrants" in repr(model.agents)
    for look in (
        lambda a: list(a), lambda a: a.select(lambda one: True), lambda a: a.get("savings"), lambda a: a.do("step"),
        lambda a: a.shuffle_do("step"), lambda a: a.groupby("work"), lambda a: a.map("step"), lambda a: a.to_list(),
        lambda a: a.agg("savings", len), lambda a: a[:3],
    ):  # fmt: skip
        with pytest.warns(EmptyByDesign, match=r"model\.migrants"):
            assert len(look(model.agents) or ()) == 0
    for wrong, kind in (
        (lambda a: a[0], IndexError), (lambda a: a.savings, AttributeError), (lambda a: a.add(1), TypeError),
    ):  # fmt: skip
        with pytest.raises(kind, match=r"model\.migrants|MyAgent\(model\)"):
            wrong(model.agents)
    with pytest.raises(AttributeError, match="Mesa keeps it"):
        model.agents = []


def test_agents_of_a_users_own_are_mesas_agents():
    model = short()

    class Watcher(mesa.Agent):
        def look(self):
            self.seen = self.model.week

    watcher = Watcher(model)
    model.step()
    model.agents.shuffle_do("look")
    assert list(model.agents) == [watcher] and watcher.seen == model.week
    collector = mesa.DataCollector(agent_reporters={"seen": "seen"})
    collector.collect(model)
    assert collector.get_agent_vars_dataframe()["seen"].tolist() == [-25]
    model.remove_all_agents()
    with pytest.warns(EmptyByDesign):
        mesa.DataCollector(agent_reporters={"savings": "savings"}).collect(model)


# Yearly values.


def test_yearly_values_are_of_whole_years_and_flagged_where_they_are_not():
    model = LabourMarket(rng=1, size="smoke", until="2022-02-28", groups="all")
    assert len(model.yearly()["year"]) == 0, "warm-up weeks are in no year"
    while model.running:
        model.step()
        if model.week == 20:
            part = model.yearly()
    assert set(part["year"]) == {2021} and set(part["weeks"]) == {20} and not part["complete"].any()
    made, kept = model.yearly(), model.recorder.tables()["yearly"]
    assert list(made) == ["year", "weeks", "complete", "metric", "unit", "value"]
    whole = kept["group_by"] == "all"
    assert np.array_equal(made["value"], kept["value"][whole], equal_nan=True)
    facts = {(int(y), int(w), bool(c)) for y, w, c in zip(made["year"], made["weeks"], made["complete"], strict=True)}
    assert facts == {(2021, 52, True), (2022, 9, False)}
    assert dict(zip(made["metric"], made["unit"], strict=True)) == {m.name: m.unit for m in BY_NAME.values()}
    assert weeks_in(2024) == 53 and [weeks_in(y) for y in (2021, 2022, 2023)] == [52, 52, 52]


def test_yearly_in_the_middle_changes_no_table():
    tables = []
    for looks in (False, True):
        model = LabourMarket(rng=1, size="smoke", until="2021-02-28", groups="all")
        while model.running:
            model.step()
            if looks:
                model.yearly()
        tables.append(model.recorder.tables()["yearly"])
    assert np.array_equal(tables[0]["value"], tables[1]["value"], equal_nan=True)
