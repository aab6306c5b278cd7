"""Sentences from numbers, and the ledger that adds to nothing."""

import dataclasses

import polars as pl
import pytest

from analysis.answers.comparison import COMPARED, effects_of
from analysis.answers.payers import PARTIES, balances, payers_of
from analysis.answers.records import MASKED, Effect, Estimate
from analysis.answers.sentences import TOLD, sentence, sentences_of
from analysis.text.answer_words import PARTIES as NAMES
from tests.experiments.fake_market import make_with_page


@pytest.fixture(scope="module")
def effect(tmp_path_factory) -> Effect:
    found = effects_of(make_with_page(tmp_path_factory.mktemp("store"), policies=("deposit",)), "2021")[0]
    change = Estimate(-0.029, -0.035, -0.022, None)
    return dataclasses.replace(found, shown=True, doubtful=False, finding="better", without=0.055, change=change)


def alone(effect: Effect) -> Effect:
    """The same with one pair."""
    change = Estimate(effect.change.value, None, None, "one_pair")
    return dataclasses.replace(effect, shown=False, finding="one_pair", change=change)


def test_a_difference_that_can_be_shown(effect):
    dutch = "Aandeel onverzekerd: 2,9 pp lager dan 5,5% in de basis (95%-interval -3,5 tot -2,2 pp): aangetoond beter."
    assert sentence(effect, "nl") == dutch
    assert sentence(effect, "en").endswith("(95% interval -3.5 to -2.2 pp): shown to be better.")


def test_no_direction_where_none_can_be_shown(effect):
    vague = dataclasses.replace(effect, shown=False, finding="none", change=effect.change._replace(hi=0.01))
    assert sentence(vague, "nl") == "Aandeel onverzekerd: niet aangetoond (95%-interval -3,5 tot +1,0 pp)."
    assert sentence(alone(effect), "en") == "Share uninsured: one pair: no interval."


def test_what_the_state_receives_is_told_as_income(effect):
    cost = dataclasses.replace(effect.outcome, metric="state_cost_eur_per_year", unit="EUR/year")
    change = Estimate(-30.1e6, -39.6e6, -20.5e6, None)
    state = dataclasses.replace(effect, outcome=cost, without=-2.584e9, change=change, finding="better")
    assert sentence(state, "en") == (
        "The State receives EUR 30.1 m a year more net than the EUR 2.6 bn in the base "
        "(95% interval +20.5 m to +39.6 m): shown to be better."
    )
    assert sentence(state, "nl").startswith("De Staat ontvangt netto EUR 30,1 mln. per jaar meer dan de EUR 2,6 mld.")
    less = dataclasses.replace(state, change=Estimate(5e6, 1e6, 9e6, None), finding="worse")
    assert "a year less net" in sentence(less, "en") and "-9.0 m to -1.0 m" in sentence(less, "en")
    vague = dataclasses.replace(state, shown=False, finding="none", change=change._replace(hi=2e6))
    assert sentence(vague, "en").startswith("What the State receives net: not shown (95% interval -2.0 m")
    pays = dataclasses.replace(state, without=5e6, change=Estimate(1e6, 0.5e6, 1.5e6, None), finding="worse")
    assert "EUR/year higher than 5.0 m in the base" in sentence(pays, "en")


def test_what_rests_on_too_few_persons_is_not_told(effect):
    masked = dataclasses.replace(effect, change=MASKED, without=None, shown=False, finding="masked")
    assert sentence(masked, "en") == "Share uninsured: fewer than 10 simulated persons."


def test_a_few_pairs_that_carry_it_are_told(effect):
    """Then it is likely at most, though the interval excludes zero."""
    carried = dataclasses.replace(effect, doubtful=True, shown=False, likely=True, finding="likely_better")
    assert sentence(carried, "en").endswith("pp): likely better (driven by a few pairs).")


def test_the_tally_comes_first(effect):
    assert sentences_of([effect], "en") == ["Of 1 outcomes: shown: 1 better.", sentence(effect, "en")]
    assert (
        sentences_of([effect, alone(effect)], "nl")[0] == "Van 2 uitkomsten: aangetoond: 1 beter; zonder interval: 1."
    )
    assert set(TOLD) <= set(COMPARED)


def test_who_pays_is_paired_by_run(tmp_path):
    store = make_with_page(tmp_path, policies=("deposit",), seeds=(0, 1, 2))
    (tmp_path / "ledger").mkdir()
    for run in store.read("runs").to_dicts():
        paid = 100.0 + run["seed"] + (run["policy"] != "base") * (10.0 + 0.1 * run["seed"])
        facts = {"run_id": [run["run_id"]], "year": [2021], "from_account": ["hirers"], "to_account": ["agencies"]}
        frame = pl.DataFrame(facts | {"item": ["hire"], "eur": [paid]})
        frame.write_parquet(tmp_path / "ledger" / f"{run['run_id']}.parquet")
    found = {payer.metric: payer for payer in payers_of(store, "2021")}
    year = 365.2425 / (7 * 52)  # what is stored is a sum over the 52 Mondays of 2021
    assert (found["hirers"].change.value, found["agencies"].change.value) == pytest.approx((-10.1 * year, 10.1 * year))
    assert found["hirers"].pairs == 3 and found["hirers"].unit == "EUR/year" and found["hirers"].shown


def test_what_all_parties_gain_adds_to_nothing():
    rows = [("a", "hirers", "agencies", 100.0), ("a", "agencies", "migrants", 60.0), ("a", "migrants", "abroad", 20.0)]
    rows += [("a", "agencies", "owners", 10.0), ("a", "migrants", "landlords", 15.0)]
    ledger = pl.DataFrame(rows, schema=["run_id", "from_account", "to_account", "eur"], orient="row")
    found = dict(balances(ledger, "2023").select("metric", "value").iter_rows())
    assert found == {"hirers": -100.0, "agencies": 40.0, "migrants": 45.0, "landlords": 15.0}
    assert sum(found.values()) == 0 and set(NAMES) == set(PARTIES)
