"""Designs: counts, ranges, the same points for the same seed, and what cannot be a design."""

import builtins

import pytest

from experiments.design.designs import KINDS, SAMPLED, Choices, Interval, grid, one_at_a_time, sample, whole_range
from experiments.design.ranges import choices_of, interval_of
from experiments.plan.parameters import parameters_by_path, written
from sim.declare.params import InvalidInput

VARY = {
    "world.hirers": Interval(20_000, 30_000),
    "lever.deposit.starter_weeks": Interval(0, 3),
    "behaviour.switch.leave_rule": Choices(("tenure", "savings")),
}
POINTS = 16


@pytest.mark.parametrize("kind", SAMPLED)
def test_sampled_points_are_the_same_again_and_in_range(kind):
    points = sample(kind, VARY, POINTS, 5)
    assert points == sample(kind, VARY, POINTS, 5) != sample(kind, VARY, POINTS, 6)
    assert len(points) == POINTS * {"morris": 4, "saltelli": 5}.get(kind, 1)
    for point in points:
        settings = dict(point)
        assert list(settings) == sorted(VARY)
        assert 20_000 <= settings["world.hirers"] <= 30_000
        assert settings["lever.deposit.starter_weeks"] in range(4)
        assert type(settings["lever.deposit.starter_weeks"]) is int
        assert all(written(key, value) == value for key, value in point)
    for key in ("lever.deposit.starter_weeks", "behaviour.switch.leave_rule"):
        assert len({dict(point)[key] for point in points}) == (4 if "weeks" in key else 2)


def test_a_sobol_sequence_can_be_made_longer():
    long = sample("sobol", VARY, 100, 1)
    for shorter in (1, 2, 37, 64):
        assert sample("sobol", VARY, shorter, 1) == long[:shorter]


def test_a_latin_hypercube_has_one_point_in_each_slice():
    values = sorted(dict(point)["world.hirers"] for point in sample("lhs", VARY, 10, 1))
    assert [int((value - 20_000) // 1_000) for value in values] == list(range(10))


def test_a_morris_trajectory_changes_one_figure_at_a_time():
    vary = {key: VARY["world.hirers"] for key in ("world.hirers",)} | {
        "world.uncertified_beds": Interval(20_000, 80_000)
    }
    points = sample("morris", vary, 4, 1)
    for start in range(0, 12, 3):
        for one, next_one in zip(points[start : start + 2], points[start + 1 : start + 3], strict=True):
            assert sum(a != b for a, b in zip(one, next_one, strict=True)) == 1


def test_a_grid_is_every_combination_once():
    points = grid({"world.hirers": Choices((1.0, 2.0, 3.0)), "law.pay.x": Choices((5, 6))})
    assert len(points) == len(set(points)) == 6
    assert points[:3] == (
        (("law.pay.x", 5), ("world.hirers", 1.0)),
        (("law.pay.x", 6), ("world.hirers", 1.0)),
        (("law.pay.x", 5), ("world.hirers", 2.0)),
    )


def test_one_at_a_time_starts_from_the_world_as_it_is():
    vary = {
        "world.hirers": Interval(15_000, 25_000),
        "behaviour.switch.leave_rule": VARY["behaviour.switch.leave_rule"],
    }
    points = one_at_a_time(vary, {"world.hirers": 25_000.0, "behaviour.switch.leave_rule": 0})
    assert points == ((), (("world.hirers", 15_000.0),), (("behaviour.switch.leave_rule", "savings"),))


def test_all_of_a_figure_is_its_declared_range():
    hirers = parameters_by_path()["world.hirers"].number
    assert whole_range("world.hirers") == Interval(hirers.low, hirers.high)
    assert whole_range("behaviour.switch.leave_rule") == Choices(("tenure", "savings"))
    assert interval_of("world.hirers", None, 20_000) == Interval(hirers.low, 20_000)


REFUSED = {
    "empty grid": (lambda: grid({}), "nothing is varied"),
    "interval in a grid": (lambda: grid({"world.hirers": Interval(1, 2)}), "needs a sampling design"),
    "huge grid": (lambda: grid({f"k{i}": Choices(tuple(range(100))) for i in range(9)}), "too many points"),
    "nothing sampled": (lambda: sample("lhs", {}, 4, 1), "nothing is varied"),
    "no points": (lambda: sample("sobol", VARY, 0, 1), "outside its range"),
    "huge sample": (lambda: sample("lhs", VARY, 10**9, 1), "too many points"),
    "odd saltelli": (lambda: sample("saltelli", VARY, 6, 1), "power of two"),
    "no values": (lambda: choices_of("world.hirers", []), "no values"),
    "a value twice": (lambda: choices_of("world.hirers", [20_000, 20_000.0]), "written twice"),
    "a choice twice": (lambda: choices_of("behaviour.switch.leave_rule", ["savings", 1]), "written twice"),
    "out of range": (lambda: choices_of("world.hirers", [1]), "outside its range"),
    "unknown": (lambda: choices_of("world.hirer", [1]), "Did you mean 'world.hirers'"),
    "unknown lever": (lambda: choices_of("lever.depositt.deposit_eur", [1]), "unknown lever"),
    "setting of the run": (lambda: choices_of("run.check", [0, 1]), "not a model parameter"),
    "reversed": (lambda: interval_of("world.hirers", 30_000, 20_000), "the low end"),
    "no width": (lambda: interval_of("world.hirers", 20_000, 20_000), "the low end"),
    "endless": (lambda: interval_of("world.hirers", 20_000, float("inf")), "not a finite"),
    "nan": (lambda: interval_of("world.hirers", float("nan"), 20_000), "not a finite"),
    "beyond the range": (lambda: interval_of("world.hirers", 0, 20_000), "outside its range"),
    "broken weeks": (lambda: interval_of("lever.deposit.starter_weeks", 0.5, 3), "whole number"),
    "interval of choices": (lambda: interval_of("behaviour.switch.leave_rule", 0, 1), "a choice has no interval"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_design(name):
    make, told = REFUSED[name]
    with pytest.raises(InvalidInput, match=told):
        make()


def test_a_missing_package_is_named(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("SALib"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InvalidInput, match=r"missing.*SALib.*make setup.*pip install 'salib>=1.5'"):
        sample("morris", VARY, 2, 1)
    assert set(SAMPLED) < set(KINDS)
