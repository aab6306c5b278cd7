"""Options of the engine: what they may be, what is refused, and what is remembered for `resume`."""

import json
import shlex
import subprocess
import sys

import pytest

from experiments.engine import estimate, executors
from experiments.engine.estimate import estimate_from_pilot
from experiments.engine.pilot import Pilot
from experiments.engine.settled_worlds import settled_worlds, settling_weeks
from experiments.engine.slurm import job_script, read_slurm
from experiments.plan.plan import resolve
from experiments.store.store import Store
from sim.declare.params import InvalidInput
from tests.experiments.fake_market import FakeMarket, small_plan
from tests.health.checkout import PROJECT
from uitzendlab.cli import main

SLURM = PROJECT / "conf/cluster/slurm.yaml"


def slurm_file(tmp_path, **changes):
    lines = SLURM.read_text("utf-8").splitlines()
    kept = [line for line in lines if line.split(":")[0] not in changes]
    file = tmp_path / "slurm.yaml"
    file.write_text("\n".join([*kept, *(f"{key}: {value}" for key, value in changes.items())]), "utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("key", "value"),
    [("memory", "lots"), ("memory", "0GB"), ("memory", "-5GB"), ("cores", "-1"), ("jobs", "0"), ("processes", "17"),
     ("walltime", "soon"), ("walltime", '"1:99:00"'), ("jobs", "many")],
)  # fmt: skip
def test_amounts_that_slurm_cannot_use_are_refused_with_the_allowed_form(key, value, tmp_path, capsys):
    file = slurm_file(tmp_path, **{key: value})
    assert main(["run", "--slurm", file, "--dry-run", "--json"]) == 2
    (mistake,) = json.loads(capsys.readouterr().out)["errors"]
    assert mistake["path"] == key and mistake["allowed"]


@pytest.mark.parametrize("walltime", ["04:00:00", "1-12:00:00", "90:00"])
def test_usual_amounts_are_taken(walltime, tmp_path):
    assert read_slurm(slurm_file(tmp_path, walltime=f'"{walltime}"', memory="1.5 GiB"))["walltime"] == walltime


def test_workers_of_slurm_have_no_memory_limit_of_dask():
    script = job_script(str(SLURM))
    assert script.index("--memory-limit 0") > script.rindex("--nthreads")
    assert script.rindex("--memory-limit") == script.index("--memory-limit 0")


@pytest.mark.parametrize("option", ["--max-hours", "--max-gb", "--wait-minutes"])
@pytest.mark.parametrize("value", ["nan", "inf", "-1", "0"])
@pytest.mark.parametrize("command", ["run", "sweep", "plan"])
def test_limits_are_finite_and_above_nought(command, option, value, capsys, tmp_path):
    words = [command, "--size", "smoke", "--out", str(tmp_path / "r"), f"{option}={value}", "--json"]
    assert main(words) == 2
    (mistake,) = json.loads(capsys.readouterr().out)["errors"]
    assert mistake["path"] == option[2:] and mistake["message"] == "outside its range"
    assert not (tmp_path / "r").exists()


def test_an_unknown_scheduler_is_refused_by_what_is_wrong_there():
    from experiments.engine.cluster import running

    with pytest.raises(InvalidInput) as refused, running("tcp://127.0.0.1:9"):
        pass
    (mistake,) = refused.value.mistakes
    assert mistake.message == "no scheduler answers there" and "ertificates" not in mistake.hint


PILOT = Pilot(settle_week=0.01, build=1.0, week=0.1, write=0.5, begin=3.0, first=-26, last=52, peak=1e9, disk=1e6)
CONDUCT, STAYS = ("behaviour.complaint.reach_none", 0.4, 286), ("behaviour.career.jobless_direct", 0.03, 1248)


def test_every_world_that_settles_is_counted():
    deposits = tuple((("lever.deposit.deposit_eur", 50_000 + k),) for k in range(10))
    grid = resolve(small_plan(seeds=(0,), policies=("deposit",), design=deposits)).specs
    worlds = resolve(small_plan(seeds=(0, 1), design=tuple((("world.hirers", 20_000 + k),) for k in range(10)))).specs
    assert (len(settled_worlds(grid)), len(settled_worlds(worlds))) == (1, 20)
    for key, value, weeks in (CONDUCT, STAYS, ("world.hirers", 20_000, 1248)):
        (spec,) = resolve(small_plan(seeds=(0,), design=(((key, value),),))).specs
        assert settling_weeks(spec) == weeks, key
    conduct = resolve(small_plan(seeds=(0,), design=tuple(((CONDUCT[0], 0.1 * k),) for k in range(1, 5)))).specs
    assert len(settled_worlds(conduct)) == 4 + 1, "and that of the declared conduct, beside which they are set"
    assert len(settled_worlds(resolve(small_plan(seeds=(0,), design=(((STAYS[0], 0.03),),))).specs)) == 1
    found = estimate_from_pilot(worlds, 1, PILOT)
    assert found.worlds == 20 and found.hours * 3600 == pytest.approx(3 + 20 * (12.48 + 1 + 78 * 0.1 + 0.5))
    news = min(spec.news for spec in grid)  # before it the eleven runs are one
    assert estimate_from_pilot(grid, 1, PILOT).hours * 3600 == pytest.approx(
        3 + 2.86 + 1 + 0.1 * (78 + 10 * (53 - news)) + 11 * 0.5
    )


@pytest.fixture
def quick(monkeypatch):
    """A pilot is known beforehand and runs are made by the fake market in this process; gives the executors asked."""
    asked = []
    monkeypatch.setattr(estimate, "pilot", lambda spec, factory=None: PILOT)

    def chosen(given, workers, out, default):
        asked.append((given.executor or default, given.scheduler, given.store, workers))
        return lambda runs: executors.Serial(FakeMarket)

    monkeypatch.setattr("uitzendlab.cli.machinery.finish.chosen_executor", chosen)
    return asked


def planned(capsys, *words):
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


GRID = ["policies=deposit", "lever.deposit.deposit_eur=range(0,100000,10000)", "size=smoke", "--seeds", "2"]


def test_a_sweep_is_planned_and_nothing_is_made(quick, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = planned(capsys, "plan", *GRID)
    assert (told["point_count"], told["run_count"], told["shared"], told["unshared"]) == (10, 22, 2, 40)
    assert told["runs"] == 22 and told["worlds"] == 2 and told["hours"] > 0
    assert told["plan"]["points"][9] == {"point": 10, "settings": {"lever.deposit.deposit_eur": 90_000.0}}
    assert planned(capsys, "sweep", *GRID, "--dry-run") == told
    assert main(["plan", *GRID, "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert "10 points, 22 runs; 2 of these" in out and "point 1: lever.deposit.deposit_eur=0" in out and "  ..." in out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [["one-at-a-time", "size=smoke", "seeds=1"], ["behaviour.career.hop=interval", "--design", "lhs", "--points", "8"],
     ["policies=none", "world.hirers=20000,30000", "--size", "smoke"]],
    ids=" ".join,
)  # fmt: skip
def test_all_ways_to_write_a_sweep_can_be_planned(quick, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("experiments.design.sweep_plan.unread", lambda worlds, values, tick: ())  # trials take minutes
    assert planned(capsys, "plan", *words)["point_count"] > 1


def test_a_run_can_be_planned_as_before(quick, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = planned(capsys, "plan", "--size", "smoke", "--policies", "none", "--seeds", "3", "world.hirers=20000")
    assert told["runs"] == 3 and told["plan"]["record"] == "weekly" and len(told["plan"]["points"]) == 1
    assert main(["plan", "--size", "smoke", "--seeds", "3", "--max-hours", "0.00001", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["path"] == "max-hours"  # one document


def engine_of(folder):
    return (Store(folder).manifest() or {})["configuration"]["engine"]


def test_a_folder_goes_on_where_it_was_made(quick, capsys, tmp_path):
    folder, shared = tmp_path / "r", tmp_path / "s"
    engine = ["--scheduler", "tcp://127.0.0.1:8786", "--store", str(shared), "--workers", "3"]
    assert main(["sweep", *GRID, "--out", str(folder), *engine]) == 0
    kept = engine_of(folder)
    assert kept == {"executor": "dask", "scheduler": "tcp://127.0.0.1:8786", "store": str(shared), "workers": 3}
    capsys.readouterr()
    assert main(["resume", str(folder), "--lang", "en"]) == 0
    assert (
        f"With the settings of this folder: --executor dask {shlex.join(engine[:4])} --workers 3"
        in capsys.readouterr().err
    )
    assert main(["extend", str(folder), "--seeds", "+1", "--executor", "processes"]) == 0
    assert quick == [
        ("dask", "tcp://127.0.0.1:8786", str(shared), 3), ("dask", "tcp://127.0.0.1:8786", str(shared), 3),
        ("processes", None, str(shared), 3),
    ]  # fmt: skip
    assert engine_of(folder)["executor"] == "processes"


def test_a_folder_of_a_sweep_from_before_goes_on_by_dask(quick, capsys, tmp_path):
    assert main(["sweep", *GRID, "--out", str(tmp_path / "r")]) == 0
    manifest = Store(tmp_path / "r").manifest() or {}
    manifest["configuration"].pop("engine")
    Store(tmp_path / "r").write_json("manifest.json", manifest)
    assert main(["resume", str(tmp_path / "r")]) == 0
    assert [name for name, *_ in quick] == ["dask", "dask"]


def test_limits_and_progress_count_what_the_shared_store_lacks(quick, capsys, tmp_path):
    words = ["sweep", *GRID, "--store", str(tmp_path / "s"), "--lang", "en"]
    assert main([*words, "--out", str(tmp_path / "a")]) == 0
    capsys.readouterr()
    assert main([*words, "--out", str(tmp_path / "b"), "--max-hours", "0.00001"]) == 0
    longer = [*words[:-4], "--seeds", "3", *words[-4:]]
    del longer[longer.index("--seeds") : longer.index("--seeds") + 2]
    assert main([*longer, "--out", str(tmp_path / "c"), "--max-hours", "0.00001"]) == 2
    capsys.readouterr()
    assert main([*longer, "--out", str(tmp_path / "c")]) == 0
    assert "11/11 done" in capsys.readouterr().err


def test_compiling_is_told_where_no_run_was_made_from_these_sources(quick, capsys, tmp_path, monkeypatch):
    words = ["run", "--size", "smoke", "--policies", "none", "--seeds", "1", "--lang", "en"]
    monkeypatch.setattr("uitzendlab.cli.machinery.compiling.compiled", lambda: False)
    begun = []
    popen = subprocess.Popen

    def started(command, **how):
        if "sim.compile_kernels" in command:  # that it fails is no reason to stop
            begun.append(command)
            command = [sys.executable, "-c", "raise SystemExit(1)"]
        return popen(command, **how)

    monkeypatch.setattr("uitzendlab.cli.machinery.compiling.subprocess.Popen", started)
    assert main([*words, "--out", str(tmp_path / "a")]) == 0
    assert capsys.readouterr().err.count("Compiling the model once; this takes about a minute.") == 1
    assert begun == [[sys.executable, "-m", "sim.compile_kernels"]]
    main([*words, "--out", str(tmp_path / "a")])
    assert "Compiling" not in capsys.readouterr().err  # nothing is made
    main([*words, "--out", str(tmp_path / "b"), "--scheduler", "tcp://127.0.0.1:8786"])
    assert "Compiling" not in capsys.readouterr().err
