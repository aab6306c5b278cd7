"""Plans that grow: seeds until an effect is known well enough or no more are allowed, points of a sequence."""

import json
import math

import pytest
from scipy.stats import t

from analysis.answers.precision import Target, Width, pairs_expected, read_targets, widths_of
from experiments.engine.executors import executor
from experiments.engine.pilot import Pilot
from experiments.store.store import Store
from sim.declare.params import InvalidInput
from sim.outcomes.metrics import BY_NAME
from tests.experiments.fake_market import FakeMarket, contents, make_with_page
from uitzendlab.cli import main

METRIC = "homeless_share"  # in the fake market a number from 0 to 1 that owes nothing to the policy


def test_targets_as_written():
    assert read_targets("homeless_share=5%, homeless_stock=100") == (
        Target("homeless_share", 0.05, True),
        Target("homeless_stock", 100.0, False),
    )
    for text in ("homeless_share", "homeless_share=0", "homeless_share=-5%", "homeless_share=nan", "x=1;y=2", ""):
        with pytest.raises(InvalidInput, match="not a precision"):
            read_targets(text)
    with pytest.raises(InvalidInput, match="homeless_share'"):
        read_targets("homeles_share=5%")


def test_the_width_is_half_of_the_interval_of_the_pairs(tmp_path):
    store = make_with_page(tmp_path / "r", policies=("deposit",), seeds=(0, 1, 2, 3))
    (width,) = widths_of(store, "2021", (Target(METRIC, 0.05, True),))
    values = store.read("yearly").filter(metric=METRIC, group_by="all").sort("seed")
    base, policy = (values.filter(policy=name)["value"] for name in ("base", "deposit"))
    half = t.ppf(0.975, 3) * (policy - base).std() / 2.0
    assert width.half == pytest.approx(half) and width.most == pytest.approx(0.05 * base.mean()) and width.pairs == 4
    (few,) = widths_of(
        make_with_page(tmp_path / "s", policies=("deposit",), seeds=(0, 1)), "2021", (Target(METRIC, 1.0, False),)
    )
    assert few.half is None and not few.enough


@pytest.mark.parametrize("half, pairs, wanted", [
    (2.0, 8, 32), (1.2, 10, 15), (9.0, 10, 810), (None, 4, 1),
])  # fmt: skip
def test_what_should_do_goes_with_the_square_of_what_is_missing(half, pairs, wanted):
    assert pairs_expected([Width("a", 0, METRIC, half, 1.0, pairs), Width("b", 0, METRIC, 0.1, 1.0, pairs)]) == wanted
    assert pairs_expected([Width("a", 0, METRIC, None, 1.0, 2)]) is None


@pytest.fixture
def folder(tmp_path, monkeypatch):
    make_with_page(tmp_path / "r", policies=("deposit",), seeds=(0, 1))
    monkeypatch.setattr("uitzendlab.cli.machinery.compiling.compiled", lambda: True)  # the fake market needs none
    monkeypatch.setattr(
        "uitzendlab.cli.machinery.finish.chosen_executor", lambda *given: lambda runs: executor(1, runs, FakeMarket)
    )
    return tmp_path / "r"


def test_it_stops_when_narrow_enough(folder, capsys):
    assert main(["extend", str(folder), "--precision", f"{METRIC}=0.03", "--lang", "en"]) == 0
    told = capsys.readouterr().err
    seeds = Store(folder).manifest()["plan"]["seeds"]
    assert (
        len(seeds) in (8, 16, 32)
        and "Next look: at 8 pairs" in told
        and f"Narrow enough with {len(seeds)} seeds," in told
    )
    (width,) = widths_of(Store(folder), "2021", (Target(METRIC, 0.05, False),))
    assert width.enough and width.pairs == len(seeds)
    assert main(["extend", str(folder), "--precision", f"{METRIC}=0.03"]) == 0
    assert Store(folder).manifest()["plan"]["seeds"] == seeds, "asked again it adds none"


@pytest.mark.slow
def test_it_says_when_it_may_not_go_on(folder, capsys):
    assert main(["extend", str(folder), "--precision", f"{METRIC}=0.00001", "--most-seeds", "11", "--lang", "nl"]) == 0
    told = capsys.readouterr().err
    assert "NIET nauw genoeg met 11 seeds" in told and "deposit, " in told and "(%): plus of min" in told
    assert len(Store(folder).manifest()["plan"]["seeds"]) == 11


RUN = ["run", "--size", "smoke", "--policies", "deposit", "--seeds", "2", "--executor", "serial", "--lang", "en"]


@pytest.mark.slow
def test_a_run_goes_on_until_narrow_and_its_command_may_be_repeated(folder, tmp_path, capsys):
    out = tmp_path / "new"
    words = [*RUN, "--out", str(out), "--precision", f"{METRIC}=0.03"]
    assert main(words) == 0
    told = capsys.readouterr()
    manifest = Store(out).manifest()
    seeds = manifest["plan"]["seeds"]
    assert f"Narrow enough with {len(seeds)} seeds," in told.err and len(seeds) > 4
    assert manifest["command"].count("--precision") == 1 and len(manifest["configuration"]["seeds"].split(",")) > 4
    made = contents(out)
    assert main(words) == 0, "the same command finds its folder, though it holds more seeds than it names"
    assert contents(out) == made and "Narrow enough" in capsys.readouterr().err
    assert main([*RUN, "--out", str(out)]) == 2, "without a precision it is another plan"


@pytest.mark.slow
def test_an_interrupted_search_goes_on_where_it_was(folder, tmp_path):
    out = tmp_path / "new"
    words = [*RUN, "--out", str(out), "--precision", f"{METRIC}=0.03"]
    assert main(words) == 0
    lost = Store(out).run_ids()[-3:]
    whole = contents(out)
    for run in lost:
        for path in out.glob(f"*/{run}.*"):
            path.unlink()
    assert main(words) == 0
    assert contents(out) == whole


@pytest.mark.slow
def test_a_sweep_is_narrowed_at_its_widest_point(folder, tmp_path, capsys):
    out = tmp_path / "sweep"
    assert main([
        "sweep", "policies=deposit", "lever.deposit.deposit_eur=50000,100000", "size=smoke", "seeds=2", "--executor",
        "serial", "--out", str(out), "--precision", f"{METRIC}=0.03", "--most-seeds", "64", "--lang", "en",
    ]) == 0  # fmt: skip
    widths = widths_of(Store(out), "2021", (Target(METRIC, 0.05, False),))
    assert {width.point for width in widths} == {1, 2} and all(width.enough for width in widths)
    told = capsys.readouterr()
    assert "Narrow enough" in told.err and "(the widest)" in told.err
    assert BY_NAME[METRIC].label_en in told.out, "what was asked is in the table"


def test_under_four_seeds_it_is_said_that_no_width_is_known(folder, capsys):
    assert (
        main(["extend", str(folder), "--precision", f"{METRIC}=5%", "--most-seeds", "3", "--lang", "en", "--quiet"])
        == 0
    )
    told = capsys.readouterr().err
    assert "NOT narrow enough with 3 seeds" in told, "even to those who want no messages"
    assert main(["extend", str(folder), "--precision", f"{METRIC}=5%", "--most-seeds", "3", "--lang", "en"]) == 0
    assert "With fewer than 4 seeds" in capsys.readouterr().err
    assert main(["extend", str(folder), "--precision", f"{METRIC}=5%", "--most-seeds", "2"]) == 2


@pytest.mark.slow
def test_the_hours_allowed_end_the_search_and_the_answer_is_shown(folder, tmp_path, capsys, monkeypatch):
    # An hour a seed: the first two are allowed, two more too, four more are not.
    monkeypatch.setattr(
        "experiments.engine.estimate.pilot",
        lambda spec, factory=None: Pilot(0.0, 3600.0, 0.0, 0.0, 0.0, 0, 1, 0.0, 0.0),
    )
    out = tmp_path / "new"
    words = [*RUN, "--out", str(out), "--precision", f"{METRIC}=0.0001", "--max-hours", "3", "--workers", "1"]
    assert main([*words, "--json"]) == 0
    told = capsys.readouterr()
    assert "would go beyond --max-hours" in told.err and json.loads(told.out)["headline"]
    assert Store(out).manifest()["plan"]["seeds"] == [0, 1, 2, 3], "no more was begun"


def test_where_there_is_no_policy_it_is_refused(folder, tmp_path, capsys):
    words = [
        "run",
        "--policies",
        "none",
        "--size",
        "smoke",
        "--precision",
        f"{METRIC}=5%",
        "--out",
        str(tmp_path / "n"),
    ]
    assert main([*words, "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["path"] == "precision"
    assert main([*RUN, "--out", str(tmp_path / "n"), "--precision", f"{METRIC}=5%", "--most-seeds", "0"]) == 2
    assert not (tmp_path / "n").exists()


def test_one_of_the_two_must_be_asked_for(folder, capsys):
    assert main(["extend", str(folder), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["path"] == "seeds"
    assert main(["extend", str(folder), "--precision", "nope=5%"]) == 2
    assert math.isclose(len(Store(folder).manifest()["plan"]["seeds"]), 2)


VARY = ["lever.deposit.deposit_eur=interval(40000,120000)", "world.hirers=interval(20000,30000)"]
SWEEP = ["sweep", "policies=deposit", *VARY, "size=smoke", "seeds=2", "--executor", "serial", "--lang", "en"]


@pytest.mark.slow
def test_a_sobol_sequence_goes_on_and_gives_what_a_long_one_gives_at_once(folder, tmp_path):
    long, short = tmp_path / "long", tmp_path / "short"
    assert main([*SWEEP, "--design", "sobol", "--points", "7", "--out", str(long)]) == 0
    assert main([*SWEEP, "--design", "sobol", "--points", "3", "--out", str(short)]) == 0
    first = contents(short)
    assert main(["extend", str(short), "--points", "+4", "--executor", "serial"]) == 0
    assert contents(short) == contents(long) and first.items() <= contents(short).items()
    told = Store(short).manifest()
    assert told["plan"]["design"] == Store(long).manifest()["plan"]["design"]
    assert told["configuration"]["experiment"]["points"] == 7
    assert main(["extend", str(short), "--points", "8", "--seeds", "+1", "--executor", "serial"]) == 0
    assert len(Store(short).manifest()["plan"]["design"]) == 8 and len(Store(short).run_ids()) == 8 * 3 * 2


@pytest.mark.parametrize("points", ["2", "-1", "+x", "9999999", "1.5"])
def test_points_that_cannot_be_are_refused(folder, tmp_path, capsys, points):
    out = tmp_path / "s"
    assert main([*SWEEP, "--design", "sobol", "--points", "3", "--out", str(out)]) == 0
    capsys.readouterr()
    assert main(["extend", str(out), f"--points={points}", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["path"] == "points"


def test_a_design_without_order_is_not_made_longer(folder, tmp_path, capsys):
    assert main([*SWEEP, "--design", "lhs", "--points", "3", "--out", str(tmp_path / "s")]) == 0
    capsys.readouterr()
    for where in (tmp_path / "s", folder):
        assert main(["extend", str(where), "--points", "+3", "--json"]) == 2
        assert "cannot be extended" in json.loads(capsys.readouterr().out)["errors"][0]["message"]
