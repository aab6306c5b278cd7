"""``uitzendlab sweep`` from words to the table: what is made, what is shared, what is said, what is refused."""

import json

import polars as pl
import pytest

from experiments.engine import executors
from experiments.store.store import Store
from tests.experiments.fake_market import FakeMarket
from uitzendlab.cli import main

SMALL = ["size=smoke", "--workers", "1"]
GRID = ["policies=deposit", "lever.deposit.deposit_eur=choice(0,50000,100000)", "world.hirers=20000,30000"]


def call(capsys, *words):
    code = main(["sweep", *words])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def fake(monkeypatch):
    """Runs are made by the fake market."""
    real = executors.executor
    monkeypatch.setattr(executors, "executor", lambda workers, runs: real(1, runs, FakeMarket))
    monkeypatch.setattr(
        "uitzendlab.cli.machinery.finish.chosen_executor",
        lambda given, workers, out, default: lambda runs: real(1, runs, FakeMarket),
    )


def test_a_grid_from_words(fake, capsys, tmp_path):
    words = [*GRID, *SMALL, "--seeds", "3", "--out", str(tmp_path / "r")]
    code, out, err = call(capsys, *words, "--lang", "en")
    assert code == 0 and "6 points, 24 runs; 6 of these are shared by more than one point (without sharing: 36)." in err
    assert "deposit_eur=50000" in out and "hirers=20000" in out and "at once" in out and "summary.parquet" in out
    store = Store(tmp_path / "r")
    assert not (tmp_path / "r/weekly").exists() and f"page: {tmp_path / 'r/report.html'}" in err
    assert "deposit_eur" in (tmp_path / "r/report.html").read_text("utf-8")
    assert set(store.read("yearly")["group_by"]) == {"all"}
    manifest = store.manifest()
    assert manifest["configuration"]["record"] == "yearly" and manifest["configuration"]["groups"] == "none"
    assert manifest["configuration"]["experiment"]["vary"]["world.hirers"] == {"values": [20_000.0, 30_000.0]}
    code, _, err = call(capsys, *words, "--lang", "en")
    assert code == 0 and "stored results" in err


def test_the_answer_as_json_is_that_of_the_summary(fake, capsys, tmp_path):
    folder = str(tmp_path / "r")
    code, out, err = call(capsys, *GRID, *SMALL, "--seeds", "3", "--out", folder, "--json", "--quiet")
    told = json.loads(out)
    assert code == 0 and err == "" and (told["point_count"], told["run_count"], told["shared"]) == (6, 24, 6)
    assert len(told["rows"]) == 6 * len(told["outcomes"]) == told["rows"][0]["at_once"]
    assert told["points"][0] == {"point": 1, "settings": {"lever.deposit.deposit_eur": 0.0, "world.hirers": 20_000.0}}
    summary = Store(folder).read("summary")
    for row in told["rows"]:
        stored = summary.filter(
            policy=row["policy"], point=row["point"], metric=row["metric"], group_by="all", period=row["period"]
        )
        if row["no_interval"] is None:
            assert stored["diff"].item() == row["value"]
            assert row["lo"] <= stored["diff_lo"].item() <= row["value"] <= stored["diff_hi"].item() <= row["hi"]
    assert main(["compare", folder, "--json", "--quiet"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["rows"] == told["rows"]
    page = Store(folder).folder / "report.html"
    page.unlink()
    assert main(["report", folder, "--lang", "nl"]) == 0 and str(page) in capsys.readouterr().out
    assert page.read_text("utf-8").startswith('<!doctype html>\n<html lang="nl">')


def test_what_a_nested_design_is_made_for_can_be_seen(fake, capsys, tmp_path):
    folder = str(tmp_path / "r")
    words = ["policies=deposit,all-four", "world.hirers=interval", "--design", "nested", "--points", "4", "seed=0,1,2"]
    assert call(capsys, *words, *SMALL, "--out", folder)[0] == 0
    assert main(["compare", folder, "--show", "noise,rivals", "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert out.count("Monte Carlo variation and uncertainty") == 1 and out.count("part points") == 2 == out.count(
        "regret  "
    )
    assert "not shown" not in out and "3 seeds" in out
    assert any(" to " in line and "%)" in line for line in out.split("part points")[1].splitlines()), (
        "shares, with intervals"
    )
    assert main(["compare", folder, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    noise, rivals = told["noise"]["rows"], told["rivals"]["rows"]
    assert {row["points"] for row in noise} == {4} and {row["pairs"] for row in noise} == {12}
    for row in (row for row in noise if row["no_split"] is None):
        for name in ("doubt", "seeds", "rest"):
            assert 0.0 <= row[f"{name}_lo"] <= row[f"{name}_hi"] <= 1.0 and 0.0 <= row[f"{name}_share"] <= 1.0
    assert any(row["sd_points"] is not None for row in noise)
    assert {row["pairs"] for row in rivals} == {3}, "points share their luck: three seeds are three pairs"


def test_outcomes_of_a_sweep_may_be_chosen(fake, capsys, tmp_path):
    folder = str(tmp_path / "r")
    assert call(capsys, *GRID, *SMALL, "--seeds", "2", "--out", folder)[0] == 0
    assert main(["compare", folder, "--outcomes", "homeless_share", "--json"]) == 0
    assert {row["metric"] for row in json.loads(capsys.readouterr().out)["rows"]} == {"homeless_share"}
    for words in (["--outcomes", "homeles_share"], ["--show", "payers"], ["--show", "noize"]):
        assert main(["compare", folder, *words, "--json"]) == 2
        (error,) = json.loads(capsys.readouterr().out)["errors"]
        assert error["allowed"] or "homeless_share" in error["hint"]


def test_many_points_are_shown_by_their_extremes(fake, capsys, tmp_path):
    words = ["policies=deposit", "world.hirers=interval", "--design", "sobol", "--points", "24", "seed=0,1"]
    code, out, _ = call(capsys, *words, *SMALL, "--out", str(tmp_path / "r"), "--lang", "nl")
    lines = [line for line in out.splitlines() if "hirers=" in line]
    assert code == 0 and "24 punten: hier alleen het laagste en het hoogste" in out
    assert len(lines) == 2 * 5 + 1  # of one outcome no value may be shown: too few persons
    shown = json.loads(call(capsys, *words, *SMALL, "--out", str(tmp_path / "r"), "--json")[1])
    assert len(shown["rows"]) == 24 * 6


def test_without_policies_levels_are_shown(fake, capsys, tmp_path):
    words = ["policies=none", "world.hirers=20000,30000", *SMALL, "--out", str(tmp_path / "r"), "--lang", "en"]
    code, out, _ = call(capsys, *words)
    assert code == 0 and "mean over 2 seeds" in out and "hirers=30000" in out


def test_one_point_has_a_page(fake, capsys, tmp_path):
    assert call(capsys, "four-policies", "size=smoke", "seeds=2", "--out", str(tmp_path / "r"))[0] == 0
    assert (tmp_path / "r/report.html").is_file()
    assert Store(tmp_path / "r").read("design")["point"].unique().to_list() == [0]
    assert main(["compare", str(tmp_path / "r"), "--show", "all"]) == 0


def test_a_longer_sobol_design_keeps_the_runs_of_the_shorter(fake, capsys, tmp_path):
    words = ["policies=none", "world.hirers=interval", "--design", "sobol", *SMALL, "--out", str(tmp_path / "r")]
    call(capsys, *words, "--points", "5")
    before = set(Store(tmp_path / "r").run_ids())
    code, _, err = call(capsys, *words, "--points", "8", "--force", "--lang", "en")
    assert code == 0 and "10 of 16 runs existed already" in err
    assert before < set(Store(tmp_path / "r").run_ids())


def test_words_may_stand_before_and_after_options(fake, capsys, tmp_path):
    words = ["policies=none", "--size", "smoke", "world.hirers=20000,30000", "--out", str(tmp_path / "r"), "seed=4"]
    assert call(capsys, *words)[0] == 0
    assert Store(tmp_path / "r").read("runs")["seed"].to_list() == [4, 4]


def test_an_experiment_can_be_checked(capsys, tmp_path):
    assert main(["check", "one-at-a-time", "--lang", "en"]) == 0
    assert "(experiment one-at-a-time)" in capsys.readouterr().out
    (tmp_path / "e.yaml").write_text("id: e\ntitle: {en: E}\nvary: {world.hirer: [1]}\n")
    assert main(["check", str(tmp_path / "e.yaml"), "--json"]) == 2
    (error,) = json.loads(capsys.readouterr().out)["errors"]
    assert error["path"] == "vary.world.hirer" and error["file"] == str(tmp_path / "e.yaml")


def test_experiments_are_listed(capsys):
    assert main(["list", "experiments", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == ["deposit-by-capacity", "four-policies", "one-at-a-time"]
    assert main(["list", "experiments", "--lang", "nl"]) == 0 and "Elke aanname apart" in capsys.readouterr().out


REFUSED = [
    ["nowhere"],
    ["four-policies", "one-at-a-time"],
    ["policies=nowhere"],
    ["world.hirer=1,2"],
    ["world.hirers=1,2"],
    ["world.hirers=interval"],
    ["policies=none", "lever.deposit.deposit_eur=1,2"],
    ["--policies", "none", "policies=deposit"],
    ["--seeds", "3", "seed=1,2"],
    ["--design", "sobel"],
    ["--design", "sobol", "--points", "x"],
    ["--design", "sobol", "--points", "8", "--design-seed", "-1", "world.hirers=interval"],
    ["--points-file", "nowhere.csv"],
    ["seed=range(0,100000)", "world.hirers=range(20000,20100)"],
    ["hydra.run.dir=x"],
    ["size=huge"],
    ["--sise", "smoke", "world.hirers=1"],
    ["--out", "${x}"],
]


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_refusals_touch_nothing(words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = call(capsys, *words, "--json")
    (error, *_) = json.loads(out)["errors"]
    assert code == 2 and err == "" and error["message"]
    code, out, err = call(capsys, *words, "--lang", "nl")
    assert code == 2 and out == "" and err and list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_sweep_of_the_real_model_shares_what_it_may(capsys, tmp_path):
    words = ["policies=deposit", "lever.deposit.deposit_eur=50000,100000", "seed=1", "until=2021-08-31"]
    code, out, _ = call(capsys, *words, "size=smoke", "--workers", "1", "--out", str(tmp_path / "sweep"), "--json")
    assert code == 0 and json.loads(out)["run_count"] == 3
    alone = ["run", "--policies", "deposit", "--size", "smoke", "--seeds", "1,", "--until", "2021-08-31"]
    alone += ["--record", "yearly", "--groups", "none", "--workers", "1", "lever.deposit.deposit_eur=50000"]
    assert main([*alone, "--out", str(tmp_path / "alone")]) == 0
    swept, single = Store(tmp_path / "sweep").read("totals"), Store(tmp_path / "alone").read("totals")
    assert swept.filter(pl.col("run_id").is_in(single["run_id"].unique().to_list())).equals(single)
