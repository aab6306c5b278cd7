"""Settings by hand: checked, complete about mistakes, and never more than a value for a known name."""

import pytest

from sim.declare.params import InvalidInput
from sim.declare.yaml_reader import parse_yaml
from sim.scenario.loading import load_base
from sim.scenario.overrides import apply_overrides, list_parameters, parse_words
from sim.scenario.policy_file import policy_from_data
from tests.unit.scenario_files import GOOD


@pytest.fixture
def base():
    return load_base("law-2020")


@pytest.fixture
def policy():
    return policy_from_data(parse_yaml(GOOD), ["law-2020"])


def refused(base, overrides, policies=()) -> dict:
    with pytest.raises(InvalidInput) as caught:
        apply_overrides(base, base.behaviour, overrides, policies)
    return {mistake.path: mistake for mistake in caught.value.mistakes}


def test_nothing_given_changes_nothing(base, policy):
    done = apply_overrides(base, base.behaviour, {}, (policy,))
    assert (done.base, done.behaviour, done.policies) == (base, base.behaviour, (policy,))
    assert done.run.check == 0


def test_every_kind_of_key(base, policy):
    words = [
        "law.contract.clause_max_weeks=26",
        "world.hirers=20000",
        "behaviour.separation.quit_share=0.4",
        "behaviour.switch.leave_rule=savings",
        "run.check=true",
        "lever.deposit.deposit_eur=25000",
    ]
    done = apply_overrides(base, base.behaviour, parse_words(words), (policy,))
    for week in (-104, 1, 400):
        assert done.base.rules_at(week).contract.clause_max_weeks == 26
    assert done.base.world.hirers == 20_000 and base.world.hirers == 25_000
    assert done.behaviour.separation.quit_share == 0.4 and done.behaviour.switch.leave_rule == 1
    assert done.run.check == 1
    assert done.policies[0].levers[0].parameters.deposit_eur == 25_000
    assert base.rules_at(1).contract.clause_max_weeks == 78, "the base given stays as it was"


def test_every_listed_default_can_be_set(base, policy):
    rows = {row["path"]: row["default"] for row in list_parameters()}
    ours = {path: value for path, value in rows.items() if not path.startswith("lever.") or ".deposit." in path}
    assert len(ours) < len(rows)
    done = apply_overrides(base, base.behaviour, ours, (policy,))
    assert done.base.rules_at(1) == base.rules_at(1) and done.behaviour == base.behaviour


KEYS = """hydra.run.dir +law.contract.clause_max_weeks ~law law@x law.${x} law law. x.y law.__class__
law.contract law.contract.clause_max_weeks.real behaviour._replace run.seed"""


@pytest.mark.parametrize("key", ["", *KEYS.split()])
def test_keys_that_are_refused(base, key):
    assert len(refused(base, {key: 1})) == 1


def test_values_that_are_refused(base):
    key = "law.contract.clause_max_weeks"
    for value in (
        1000,
        -1,
        1.5,
        "many",
        True,
        None,
        [1],
        float("inf"),
        float("nan"),
        10**400,
        "${oc.env:HOME}",
    ):
        assert key in refused(base, {key: value})


def test_all_mistakes_at_once_with_hints(base):
    found = refused(
        base,
        {
            "law.contract.clause_max_week": 26,
            "behaviour.separation.quit_share": 2,
            "world.hirer": 1,
            "run.chek": 1,
            "lever.depositt.deposit_eur": 1,
            "behavior.separation.quit_share": 0.5,
        },
    )
    assert len(found) == 6
    assert "'law.contract.clause_max_weeks'" in found["law.contract.clause_max_week"].hint
    assert found["behaviour.separation.quit_share"].allowed.startswith("0.1 to 0.9")
    assert "'deposit'" in found["lever.depositt.deposit_eur"].hint
    assert "'behaviour.separation.quit_share'" in found["behavior.separation.quit_share"].hint


def test_a_lever_no_chosen_policy_has_is_refused(base, policy):
    key = "lever.deposit.refund_after_w"
    assert "no chosen policy" in refused(base, {key: 104})[key].message
    assert "outside" in refused(base, {key: 9999}, (policy,))[key].message


def test_words_are_numbers_truth_or_text_and_never_code():
    words = [
        "a.b=1",
        "a.c=-2.5",
        "a.d=1e3",
        "a.e=true",
        "a.f=savings",
        "a.g=1+1",
        "a.h=[1]",
        "a.i=x=y",
        "a.j=yes",
    ]
    assert parse_words(words) == {
        **{"a.b": 1, "a.c": -2.5, "a.d": 1000.0, "a.e": True, "a.f": "savings"},
        **{"a.g": "1+1", "a.h": "[1]", "a.i": "x=y", "a.j": "yes"},
    }


def test_words_that_are_no_settings_are_told_together():
    with pytest.raises(InvalidInput) as caught:
        parse_words(["alone", "=1", "a.b=1", "a.b=2", "a.c=.inf", "a.d=${x}"])
    assert len(caught.value.mistakes) == 5
