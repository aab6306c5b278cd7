"""How to run: defaults of the package, a user's folder, and what neither may hold."""

import pytest

from experiments.plan.config import chosen_policies, compose
from sim.declare.params import InvalidInput


def test_defaults_and_what_is_given():
    config = compose({"size": "smoke", "workers": 3})
    assert (config.size, config.workers, config.record, config.groups) == ("smoke", 3, "weekly", "all")
    assert config.plan({}).seeds == (0, 1)
    assert compose({}).plan({}).seeds == tuple(range(8))


def test_the_five_policies_unless_others_or_none_are_asked_for():
    five = ("mandatory-certification", "deposit", "decoupled-housing", "uitzendbeding-26-weeks", "all-four")
    assert compose({}).plan({}).policies == five
    assert compose({"policies": "none"}).plan({}).policies == ()
    assert compose({"policies": "deposit"}).plan({}).policies == ("deposit",)


@pytest.mark.parametrize("out", ["a=b,c", "it's {here}", "[x]", "a\\b", "true", "12", "", "a: b", "ü ö"])
def test_any_text_comes_through_hydra_unchanged(out):
    assert compose({"out": out}).out == out


@pytest.mark.parametrize(
    "given", [{"size": "huge"}, {"workers": 0}, {"record": "x"}, {"nonsense": 1}, {"out": "${oc.env:HOME}"}]
)
def test_mistakes_are_ours(given):
    with pytest.raises(InvalidInput) as caught:
        compose(given)
    assert "+" not in str(caught.value)


def test_a_folder_of_the_user(tmp_path):
    (tmp_path / "run.yaml").write_text("defaults: [run_schema, _self_]\nsize: smoke\npolicies: none\n")
    assert compose({}, str(tmp_path)).size == "smoke"


@pytest.mark.parametrize(
    "text",
    [
        "sise: smoke",
        "out: ${oc.env:HOME}",
        "_target_: os.system",
        "defaults: [/hydra/launcher/x]",
        "hydra: {run: {dir: x}}",
        "workers: many",
        "- a list",
    ],
)
def test_a_folder_of_the_user_may_hold_settings_only(tmp_path, text):
    (tmp_path / "run.yaml").write_text(text)
    with pytest.raises(InvalidInput):
        compose({}, str(tmp_path))


def test_policies_as_written():
    assert chosen_policies("none") == ()
    assert chosen_policies("a, b.yaml") == ("a", "b.yaml")
    for wrong in ("", "a,,b", "a,a"):
        with pytest.raises(InvalidInput):
            chosen_policies(wrong)
