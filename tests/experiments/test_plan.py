"""Plans: seeds as written, ends, and names of runs that change with what matters and with nothing else."""

import dataclasses

import pytest

from experiments.plan.plan import Plan, last_monday, plan_from, read_seeds, resolve
from sim.declare.params import InvalidInput
from tests.experiments.fake_market import small_plan
from tests.unit.scenario_files import GOOD


@pytest.mark.parametrize(
    ("text", "seeds"),
    [("10", tuple(range(10))), ("1", (0,)), ("3,7", (3, 7)), ("3,", (3,)), ("0,", (0,)), (" 3 , 7 ", (3, 7))],
)
def test_seeds_as_written(text, seeds):
    assert read_seeds(text) == seeds


@pytest.mark.parametrize("text", ["", ",", "0", "-1", "3,3", "1..4", "a", "3,,7", "1.5", "²", "9" * 30])
def test_other_seeds_are_refused(text):
    with pytest.raises(InvalidInput):
        read_seeds(text)


def test_ends():
    assert last_monday("desk", None).isoformat() == "2027-12-27"
    assert last_monday("smoke", None).isoformat() == "2021-12-27"
    assert last_monday("desk", "2023-12-31").isoformat() == "2023-12-25"
    for wrong in ("2020-01-01", "2033-01-03", "31-12-2023", "x"):
        with pytest.raises(InvalidInput):
            last_monday("desk", wrong)


def ids(**changes):
    return [spec.run_id for spec in resolve(small_plan(**changes)).specs]


def test_a_name_is_stable_and_of_sixteen_hex_digits():
    assert ids() == ids()
    assert all(len(name) == 16 and int(name, 16) >= 0 for name in ids())
    assert len(set(ids())) == 2


def test_a_name_does_not_depend_on_what_is_kept_or_on_other_seeds():
    assert ids() == ids(record="summary", groups="none")
    assert ids(seeds=(1, 5))[0] == ids()[1]
    assert ids(base="law-2020") == ids()


@pytest.mark.parametrize(
    "changes",
    [
        {"size": "desk"},
        {"end": "2021-06-30"},
        {"overrides": (("behaviour.health.recovery", 0.5),)},
        {"overrides": (("world.hirers", 20000),)},
        {"overrides": (("law.contract.clause_max_weeks", 26),)},
    ],
)
def test_a_name_changes_with_what_determines_the_result(changes):
    assert not set(ids()) & set(ids(**changes))


def test_an_override_to_the_present_value_changes_nothing():
    assert ids(overrides=(("world.hirers", 25000.0),)) == ids()


def test_a_plan_survives_the_manifest():
    plan = small_plan(overrides=(("world.hirers", 20000),))
    assert plan_from(plan.facts()) == plan


def test_unknown_sizes_and_keys_are_refused_at_once():
    for wrong in (
        {"size": "huge"},
        {"record": "all"},
        {"overrides": (("world.hirer", 1),)},
        {"base": "nowhere"},
    ):
        with pytest.raises(InvalidInput):
            resolve(dataclasses.replace(Plan(seeds=(0,)), **wrong))


@pytest.fixture
def policy(tmp_path, monkeypatch):
    """A policy file with a lever made for the tests."""
    (tmp_path / "mine.yaml").write_text(GOOD)
    return str(tmp_path / "mine.yaml")


def test_the_base_run_is_the_same_for_every_policy(policy):
    resolved = resolve(small_plan(policies=(policy,)))
    assert [spec.policy for spec in resolved.specs] == ["base", "base", "deposit-low", "deposit-low"]
    assert [spec.run_id for spec in resolved.specs][:2] == ids()
    assert list(resolved.inputs) == ["deposit-low.yaml"]
    assert resolved.name == "deposit-low"


def test_a_figure_of_a_lever_changes_only_the_runs_that_read_it(policy):
    before = resolve(small_plan(policies=(policy,))).specs
    after = resolve(small_plan(policies=(policy,), overrides=(("lever.deposit.deposit_eur", 1000),))).specs
    assert [a.run_id == b.run_id for a, b in zip(after, before, strict=True)] == [True, True, False, False]
    assert after[0].overrides == () and after[2].overrides == (("lever.deposit.deposit_eur", 1000),)


def test_a_policy_after_the_end_and_one_given_twice_are_refused(policy, tmp_path):
    with pytest.raises(InvalidInput, match="after the end"):
        resolve(small_plan(policies=(policy,), end="2021-06-30"))
    (tmp_path / "copy.yaml").write_text(GOOD)
    with pytest.raises(InvalidInput, match="taken"):
        resolve(small_plan(policies=(policy, str(tmp_path / "copy.yaml"))))
    with pytest.raises(InvalidInput, match="no chosen policy"):
        resolve(small_plan(overrides=(("lever.deposit.deposit_eur", 1000),)))
