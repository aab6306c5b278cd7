"""A citizen of Mesa: batch_run, data collectors, agent sets that look and do not touch, events for the law."""

import datetime as dt
import importlib

import mesa
import numpy as np
import pytest

from sim.clock import week_of
from sim.loading import load_base
from sim.model import LabourMarket
from sim.outcomes.metrics import BY_NAME
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
    assert list(frame.columns) == list(BY_NAME) and len(frame) == 20
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
    from sim.base_file import CODES

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
