"""Tables for scripts: yearly values, and paired effects of models and of folders, as polars frames."""

import polars as pl
import pytest

import uitzendlab
from analysis.answers.comparison import effects_of
from experiments.design.designs import Choices
from experiments.design.experiment import Experiment
from sim.outcomes.metrics import BY_NAME
from tests.experiments.fake_market import make_sweep, make_with_page
from uitzendlab import InvalidInput, LabourMarket

UNTIL = "2022-01-30"


def ended(**settings):
    model = LabourMarket(**({"size": "smoke", "until": UNTIL, "record": "summary"} | settings))
    model.run_model()
    return model


@pytest.fixture(scope="module")
def models():
    return [[ended(rng=seed, policy=policy) for seed in (1, 2, 3)] for policy in (None, "deposit")]


def test_yearly_is_a_row_for_each_model_year_and_outcome(models):
    frame = uitzendlab.yearly(*models[0], *models[1])
    assert frame.columns == [
        "base", "policy", "seed", "year", "weeks", "complete", "metric", "label", "unit", "value",
    ]  # fmt: skip
    assert frame.height == 6 * 2 * len(BY_NAME)
    assert set(frame.select("year", "weeks", "complete").unique().rows()) == {(2021, 52, True), (2022, 4, False)}
    assert set(frame.select("policy", "seed").unique().rows()) == {
        (p, s) for p in ("base", "deposit") for s in (1, 2, 3)
    }
    mine = frame.filter(policy="deposit", seed=2, year=2021, metric="homeless_stock")
    kept = pl.DataFrame(models[1][1].recorder.tables()["yearly"]).filter(year=2021, metric="homeless_stock")
    assert mine["value"].item() == kept["value"].item() and mine["unit"].item() == "persons"
    assert frame["value"].is_nan().sum() == 0
    assert uitzendlab.yearly(models[0] + models[1]).equals(frame), "a list is as its models"
    dutch = uitzendlab.yearly(models[0][0], lang="nl")
    assert dutch.filter(metric="homeless_stock")["label"][0] == BY_NAME["homeless_stock"].label_nl


def test_compare_is_the_mean_of_the_differences_of_pairs(models):
    bases, policies = models
    change = uitzendlab.compare(bases[::-1], policies, period=2021)
    years = uitzendlab.yearly(*bases, *policies).filter(year=2021, metric="uninsured_share").sort("seed")
    with_policy, without = (years.filter(policy=p)["value"] for p in ("deposit", "base"))
    (row,) = change.filter(metric="uninsured_share").to_dicts()
    assert row["pairs"] == 3 and row["policy"] == "deposit" and row["period"] == "2021"
    assert row["diff"] == pytest.approx((with_policy - without).mean()) and row["without"] == pytest.approx(
        without.mean()
    )
    assert row["says"] and row["label"] == BY_NAME["uninsured_share"].label_en
    assert uitzendlab.compare(bases, policies).equals(change), "the last full year is the default"
    for outcomes in (["agency_count"], "agency_count"):
        assert uitzendlab.compare(bases, policies, outcomes=outcomes)["metric"].to_list() == ["agency_count"]


@pytest.mark.slow
def test_compare_also_takes_models_that_differ_in_figures(models):
    other = [ended(rng=seed, **{"behaviour.career.hop": 0.7}) for seed in (1, 2)]
    change = uitzendlab.compare(models[0], other)
    assert set(change["policy"]) == {"changed"} and change["pairs"].max() == 2


def test_effects_are_those_of_the_folder(tmp_path):
    store = make_with_page(tmp_path / "r", policies=("deposit",), seeds=(0, 1, 2, 3))
    frame = uitzendlab.effects(tmp_path / "r")
    told = effects_of(store, "2021")
    assert frame["metric"].to_list() == [effect.metric for effect in told]
    assert frame.select("diff", "sim_lo", "sim_hi", "no_interval").rows() == [effect.change for effect in told]
    for name in ("without", "pairs"):
        assert frame[name].to_list() == [getattr(effect, name) for effect in told]
    assert frame["says"].to_list() == [effect.words("en") for effect in told]
    assert uitzendlab.effects(str(tmp_path / "r"), period=2021, lang="nl")["diff"].to_list() == frame["diff"].to_list()


def test_effects_of_a_sweep_are_told_by_point(tmp_path):
    vary = {"lever.deposit.deposit_eur": Choices((1000, 2000))}
    make_sweep(tmp_path / "s", Experiment(vary=vary, seeds=(0, 1, 2)), policies="deposit")
    frame = uitzendlab.effects(tmp_path / "s", outcomes=["agency_count"])
    assert uitzendlab.effects(tmp_path / "s", outcomes="agency_count").equals(frame), "one name is no list of letters"
    assert frame.select("point", "settings").rows() == [(1, "deposit_eur=1000"), (2, "deposit_eur=2000")]
    assert {"metric", "diff", "sim_lo", "sim_hi", "pairs"} <= set(frame.columns)


REFUSED = {
    "no folder": (lambda m, d: uitzendlab.effects(d), "no result folder"),
    "no path": (lambda m, d: uitzendlab.effects(3), "no result folder"),
    "no models": (lambda m, d: uitzendlab.yearly(), "is missing"),
    "other things": (lambda m, d: uitzendlab.yearly(3), "models: not models"),
    "running": (lambda m, d: uitzendlab.compare(m[0], LabourMarket(rng=1, until=UNTIL)), "not at the end"),
    "no pair": (lambda m, d: uitzendlab.compare(m[0][:1], m[1][1:]), "no pairs"),
    "two bases": (
        lambda m, d: uitzendlab.compare(m[0], ended(rng=1, base="law-as-enacted")),
        "bases differ.*law-2020 and law-as-enacted",
    ),
    "twice": (lambda m, d: uitzendlab.compare([m[0][0]] * 2, m[1]), "written twice"),
    "not alike": (lambda m, d: uitzendlab.compare(m[0], ended(rng=1, until="2021-03-31")), "not alike"),
    "no year": (lambda m, d: uitzendlab.compare(*m, period=2030), "period: unknown choice"),
    "no outcome": (lambda m, d: uitzendlab.compare(*m, outcomes=["agency_cont"]), "Did you mean 'agency_count'"),
    "no name": (lambda m, d: uitzendlab.compare(*m, outcomes=3), "outcomes: unknown choice"),
    "no language": (lambda m, d: uitzendlab.compare(*m, lang="fr"), "lang: unknown choice"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_told(name, models, tmp_path):
    make, told = REFUSED[name]
    with pytest.raises(InvalidInput, match=told):
        make(models, tmp_path / "none")


def test_the_package_tells_what_it_offers():
    assert {"LabourMarket", "yearly", "compare", "effects", "RunEnded", "InvalidInput"} <= set(dir(uitzendlab))
    assert set(uitzendlab.__all__) <= set(dir(uitzendlab))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        uitzendlab.nothing  # noqa: B018
