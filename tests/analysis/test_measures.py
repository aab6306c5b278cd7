"""What a policy is, in words, and that its sentences leave out nothing that is worse."""

import dataclasses

from analysis.answers.policy_text import dates_of, numbers_of
from analysis.answers.sentences import TOLD, sentences_of
from sim.scenario.loading import load_policy
from sim.scenario.policy import told
from tests.experiments.fake_market import make_with_page


def test_measures_are_told_with_dates_and_numbers():
    (measure,) = told(load_policy("deposit"))
    assert dates_of(measure, "nl") == "aangekondigd 04-01-2021, vanaf 05-07-2021"
    numbers = numbers_of(measure, "en")
    assert numbers[0].startswith("deposit_eur: 100,000 EUR: ") and any(
        n.startswith("form: guarantee: ") for n in numbers
    )
    measure["parameters"][0]["value"] = 100.0
    assert numbers_of(measure, "nl")[0].startswith("deposit_eur: 100 EUR (standaard 100.000)")


def test_all_that_is_worse_is_told_first(tmp_path):
    from analysis.answers.view import view_of

    view = view_of(make_with_page(tmp_path / "r", policies=("deposit",), seeds=(0, 1, 2)))
    effects = [dataclasses.replace(e, finding="none", shown=False) for e in view.effects]
    quiet = len(sentences_of(effects, "en"))
    k = next(k for k, e in enumerate(effects) if e.metric not in TOLD and e.outcome.better != "none")
    effects[k] = dataclasses.replace(effects[k], finding="worse", shown=True)
    told_now = sentences_of(effects, "en")
    assert len(told_now) == quiet + 1 and told_now[1].startswith(effects[k].label("en"))
    assert view.measures["deposit"][0]["lever"] == "deposit" and view.few_seeds
