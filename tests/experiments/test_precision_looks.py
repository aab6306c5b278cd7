"""Looks of a folder: kept before runs are made, whatever becomes of the search, and told to every reader."""

import json
import math

import polars as pl
import pytest
from scipy.special import stdtrit

from analysis.statistics.looks import nominal_error, t_quantile
from experiments.engine.executors import executor
from experiments.store.looks import looks_of, next_look, schedule, with_looks
from experiments.store.manifest import MANIFEST
from experiments.store.store import Store
from sim.declare.params import InvalidInput
from tests.experiments.fake_market import FakeMarket, make_with_page
from uitzendlab.cli import main

METRIC = "homeless_share"  # in the fake market a number from 0 to 1 that owes nothing to the policy
DOUBLING = (4, 8, 16, 32, 64)
RUN = ["run", "--size", "smoke", "--policies", "deposit", "--seeds", "2", "--executor", "serial", "--lang", "en"]
NEVER = ["--precision", f"{METRIC}=0.00001"]
SOON = ["--precision", f"{METRIC}=9"]


@pytest.mark.parametrize("present, most, looks", [
    (2, 64, DOUBLING), (4, 64, DOUBLING), (10, 64, (10, 16, 32, 64)), (3, 11, (3, 4, 8, 11)), (1, 3, (3,)),
    (1, 2, ()), (16, 16, (16,)), (5, 8, (5, 8)), (65, 100, (65, 100)),
])  # fmt: skip
def test_looks_double_from_four_to_the_most(present, most, looks):
    assert schedule(present, most) == looks
    walked, at = [], present
    while (following := next_look(looks, at, most)) is not None:
        walked.append(at := following)
    assert walked == [n for n in looks if n > present]


def test_looks_are_kept_as_long_as_no_run_is_lost():
    def before(looks, seeds):
        return {"run_ids": ["a", "b"], "plan": {"seeds": list(range(seeds))}, "configuration": {"looks": looks}}

    assert with_looks({"size": "desk"}, {}, ["a"], 8) == {"size": "desk"}, "seeds chosen beforehand are no look"
    assert with_looks({"looks": (4, 8)}, {}, ["a"], 2) == {"looks": [4, 8]}
    assert with_looks({}, before([4, 8], 8), ["a", "b", "c"], 11) == {"looks": [4, 8, 11]}
    assert with_looks({"looks": (13, 16)}, before([], 10), ["a", "b", "c"], 13) == {"looks": [10, 13, 16]}
    assert with_looks({}, before([4, 8], 8), ["a", "c"], 4) == {}, "another plan takes its place"


def folder_of(tmp_path, monkeypatch, seeds):
    make_with_page(tmp_path / "r", policies=("deposit",), seeds=tuple(range(seeds)))
    monkeypatch.setattr("uitzendlab.cli.machinery.compiling.compiled", lambda: True)  # the fake market needs none
    monkeypatch.setattr(
        "uitzendlab.cli.machinery.finish.chosen_executor", lambda *given: lambda runs: executor(1, runs, FakeMarket)
    )
    return tmp_path / "r"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    return folder_of(tmp_path, monkeypatch, 2)


def looks(folder):
    return looks_of(Store(folder).manifest())


def seeds(folder):
    return len(Store(folder).manifest()["plan"]["seeds"])


def half(folder):
    """Half of the interval of one outcome alone in the summary, over its standard error."""
    row = Store(folder).read("summary").filter(metric=METRIC, policy="deposit", period="2021").row(0, named=True)
    values = Store(folder).read("yearly").filter(metric=METRIC).sort("seed")
    sides = [values.filter(policy=name)["value"] for name in ("base", "deposit")]
    spread = (sides[1] - sides[0]).std()
    assert isinstance(spread, float)
    return (row["diff_hi"] - row["diff_lo"]) / 2 / (spread / math.sqrt(seeds(folder)))


def quantile(pairs, looks):
    """Of Student's t at the nominal level of these looks, for one outcome alone."""
    return pytest.approx(-float(stdtrit(pairs - 1, nominal_error(looks, 0.05) / 2)), rel=1e-9)


@pytest.mark.slow
def test_a_folder_of_ten_is_looked_at_there_too_and_told_to_every_reader(tmp_path, monkeypatch, capsys):
    folder = folder_of(tmp_path, monkeypatch, 10)
    assert half(folder) == pytest.approx(float(t_quantile(pl.Series([10]).to_numpy())[0]))
    assert main(["compare", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["looks"] == [] and told["looks_text"] is None
    assert main(["extend", str(folder), *SOON, "--lang", "en"]) == 0
    words = "Intervals allow for looking at 10, 16, 32 and 64 pairs"
    assert words in " ".join(capsys.readouterr().out.split())
    assert seeds(folder) == 10 and looks(folder) == (10, 16, 32, 64)
    assert half(folder) == quantile(10, (10, 16, 32, 64)), "without a new run the summary is made anew"
    assert words in (folder / "report.html").read_text("utf-8")
    assert main(["compare", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["looks"] == [10, 16, 32, 64] and "10, 16, 32 en 64 paren" in told["looks_text"]["nl"]
    (effect,) = (e for e in told["comparison"] if e["metric"] == "homeless_after_job_loss_share")
    summary = Store(folder).read("summary").filter(metric=effect["metric"], policy="deposit", period="2021")
    assert (effect["diff_lo"], effect["diff_hi"]) == summary.select("diff_lo", "diff_hi").row(0)
    assert main(["compare", str(folder), "--lang", "nl"]) == 0
    assert "kijken bij 10, 16, 32 en 64 paren" in " ".join(capsys.readouterr().out.split())


def test_looks_are_kept_before_the_first_run_and_survive_an_interruption(folder, tmp_path, monkeypatch):
    out = tmp_path / "new"

    def interrupted(*given):
        assert looks(out) == (4, 8, 16, 32, 40)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr("experiments.engine.batch._made", interrupted)
        assert main([*RUN, "--out", str(out), *NEVER, "--most-seeds", "40"]) != 0
    assert main(["resume", str(out), "--executor", "serial"]) == 0
    assert seeds(out) == 2 and looks(out) == (4, 8, 16, 32, 40)
    assert main([*RUN, "--out", str(out), *SOON, "--most-seeds", "40"]) == 0
    assert seeds(out) == 4 and half(out) == quantile(4, (4, 8, 16, 32, 40))


@pytest.mark.slow
def test_another_precision_adds_looks_and_takes_none_away(folder):
    assert main(["extend", str(folder), *NEVER, "--most-seeds", "8"]) == 0
    assert seeds(folder) == 8 and looks(folder) == (4, 8)
    assert main(["extend", str(folder), "--precision", "homeless_stock=99%", "--most-seeds", "32"]) == 0
    assert looks(folder) == (4, 8, 16, 32)
    first = half(folder)
    assert main(["extend", str(folder), *SOON, "--most-seeds", "8"]) in (0, 2)
    assert looks(folder) == (4, 8, 16, 32) and half(folder) == first == quantile(seeds(folder), (4, 8, 16, 32))


@pytest.mark.slow
def test_seeds_added_by_hand_are_a_look_of_a_folder_that_was_looked_at(folder):
    assert main(["extend", str(folder), "--seeds", "+4", "--executor", "serial"]) == 0
    assert looks(folder) == (), "nobody stopped or went on by what was seen"
    assert main(["extend", str(folder), *NEVER, "--most-seeds", "8"]) == 0
    assert looks(folder) == (6, 8)
    assert main(["extend", str(folder), "--seeds", "+3", "--executor", "serial"]) == 0
    assert looks(folder) == (6, 8, 11) and half(folder) == quantile(11, (6, 8, 11))


def test_the_same_command_and_another_without_precision_keep_the_looks(folder, tmp_path):
    out = tmp_path / "new"
    words = [*RUN, "--out", str(out), *NEVER, "--most-seeds", "8"]
    assert main(words) == 0 and main(words) == 0
    assert looks(out) == (4, 8) and half(out) == quantile(8, (4, 8))
    plain = [word if word != "2" else "8" for word in RUN]
    assert main([*plain, "--out", str(out)]) == 0
    assert looks(out) == (4, 8) and half(out) == quantile(8, (4, 8))
    assert main([*RUN, "--out", str(out), "--force"]) == 0
    assert looks(out) == (), "another plan, whose runs these are not"


def test_the_rule_stops_by_the_interval_that_is_shown(folder, capsys):
    """A width that a plain interval of four pairs has, and one that allows for looks has not, goes on."""
    assert main(["extend", str(folder), *SOON, "--lang", "en"]) == 0
    told = capsys.readouterr().err
    assert seeds(folder) == 4
    summary = Store(folder).read("summary").filter(metric=METRIC, policy="deposit", period="2021").row(0, named=True)
    width = (summary["diff_hi"] - summary["diff_lo"]) / 2
    assert f"plus or minus {100 * width:.1f}" in told
    assert main(["extend", str(folder), "--precision", f"{METRIC}={0.99 * width:.9f}", "--lang", "en"]) == 0
    assert seeds(folder) > 4


def test_points_of_a_sweep_have_the_same_looks(folder, tmp_path, capsys):
    out = tmp_path / "sweep"
    words = ["policies=deposit", "lever.deposit.deposit_eur=50000,100000", "size=smoke", "seeds=2", "--lang", "en"]
    assert main(["sweep", *words, "--executor", "serial", "--out", str(out), *NEVER, "--most-seeds", "8"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "looking at 4 and 8 pairs" in shown and "4 and 8 pairs" in (out / "report.html").read_text("utf-8")
    summary = Store(out).read("summary").filter(metric=METRIC, policy="deposit", period="2021")
    assert looks(out) == (4, 8) and summary["point"].to_list() == [1, 2]
    values = (
        Store(out)
        .read("yearly")
        .filter(metric=METRIC)
        .join(Store(out).read("design").select("run_id", "point"), on="run_id")
    )
    for row in summary.to_dicts():
        mine = values.filter(pl.col("point") == row["point"]).sort("seed")
        change = mine.filter(policy="deposit")["value"] - mine.filter(policy="base")["value"]
        spread = change.std()
        assert isinstance(spread, float)
        assert (row["diff_hi"] - row["diff_lo"]) / 2 / (spread / math.sqrt(8)) == quantile(8, (4, 8))


def test_a_plan_tells_its_looks_and_the_most_it_may_make(folder, tmp_path, capsys, monkeypatch):
    from experiments.engine.pilot import Pilot

    monkeypatch.setattr(
        "experiments.engine.estimate.pilot",
        lambda spec, factory=None: Pilot(0.0, 1.0, 0.0, 0.0, 0.0, 0, 1, 0.0, 0.0),
    )
    out = ["--out", str(tmp_path / "none"), *NEVER, "--most-seeds", "20"]
    asked = ["--size", "smoke", "--policies", "deposit", "--seeds", "2", *out]
    for words in (["plan", *asked], ["run", *asked, "--dry-run"]):
        assert main([*words, "--lang", "en"]) == 0
        assert "looks at 4, 8, 16 and 20 seeds" in capsys.readouterr().out
        assert main([*words, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["looks"] == [4, 8, 16, 20] and told["most_runs"] == 40 and told["run_count"] == 4
    assert main(["plan", "--size", "smoke", "--policies", "none", *out]) == 2


@pytest.mark.parametrize("wrong", [[2], ["4"], [4.5], 4, None, [True]])
def test_looks_in_a_manifest_are_checked_and_need_not_be_there(folder, wrong):
    file = folder / MANIFEST
    told = json.loads(file.read_text("utf-8"))
    assert "looks" not in told["configuration"] and looks_of(Store(folder).manifest()) == ()
    told["configuration"]["looks"] = wrong
    file.write_text(json.dumps(told), "utf-8")
    with pytest.raises(InvalidInput, match="looks"):
        Store(folder).manifest()
