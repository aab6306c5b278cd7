"""The measures run, at the smallest size and without a word about time; the reference agrees with ours."""

import json

import pytest

from sim.schedule import STEPS
from tests.performance import bench, engine_bench, levers_bench
from tests.performance.mesa_reference import FIRST_WEEK, MesaMarket, levels, live_same_side, same_side
from tools.docs import bench_docs

SCALE = 1 / 100
# Wide: other draws, and an agency worker here is offered beds and orders from lists made otherwise.
TOLERANCE = {"placed": 0.03, "jobless": 0.01, "tied": 0.03, "rental": 0.03, "friends": 0.02}
TOLERANCE |= {"homeless": 0.01, "uncovered": 0.015}


def test_full_model_has_all_phases():
    found = bench.full_model("smoke", 2, 1)
    assert found["persons"] > 1000 and found["ns"] > 0
    assert len(found["phases"]) == len(STEPS) + 1 and min(found["phases"].values()) > 0


@pytest.mark.slow
def test_reference_and_bare_pass_run():
    for measured in (bench.against_mesa(SCALE, 2, 1), bench.against_bare_pass(SCALE, 2, 1)):
        assert measured["persons"] > 1000 and measured["ratio"] > 0


@pytest.mark.slow
def test_all_measures_are_set_beside_none():
    found = levers_bench.all_levers("smoke", "2021-12-31")
    assert found["weeks"] > 20 and min(found["levers"]) > 70
    assert found["none_ns"] > 0 and found["ratio"] == pytest.approx(max(found["all_ns"]) / found["none_ns"], abs=0.01)


@pytest.mark.slow
def test_fresh_runs_settle_anew():
    found = bench.fresh_runs("smoke", 1)
    assert found["stays_cpu"] > found["seed_cpu"] > 0 and found["conduct_cpu"] > 0


def test_machine_tells_no_names_or_paths():
    told = json.dumps(bench.machine())
    assert str(bench.ROOT) not in told and bench.platform.node() not in (None, "", *bench.machine().values())


def test_documents_follow_from_results():
    part = {"scale": 0.1, "persons": 1, "ours_ns": 100.0, "mesa_ns": 4000.0, "bare_ns": 2.0, "ratio": 40.0}
    run = {
        "seconds": 2.0,
        "cpu_seconds": 2.0,
        "import_seconds": 1.0,
        "build_seconds": 0.5,
        "run_seconds": 0.5,
        "peak_bytes": 3e9,
    }
    found = {
        "date": "2026-01-01", "quick": False, "machine": bench.machine(),
        "smoke": run, "desk": run, "nation": run,
        "fresh_smoke": {"size": "smoke", "repeats": 1, "seed_cpu": 2.0, "conduct_cpu": 2.6, "stays_cpu": 7.0},
        "model": {"size": "nation", "weeks": 2, "persons": 1, "ns": 250.0, "phases": {"orders of hirers": 1.0}},
        "mesa": [part], "bare": part,
        "levers": {"size": "desk", "weeks": 2, "levers": [75, 75], "none_ns": 300.0, "all_ns": [330.0, 390.0],
                   "ratio": 1.3, "early_ratio": 1.35},
    }  # fmt: skip
    text = bench_docs.page(found, {})
    assert "missed" in text and "250" in text and "3.00 GB" in text
    assert "| all measures at once beside none | at most 1.15 times | 1.30 times | **missed** |" in text
    assert "| the same of another conduct | at most 2.5 s | 2.60 s | **missed** |" in text
    assert "| smoke | 2.0 | 2.6 | 7.0 |" in text
    del found["nation"], found["desk"]
    assert "not measured" in bench_docs.page(found, {})
    told = {"date": "2026-01-01", "machine": bench.machine()}
    grown = {"early": 100.0, "halfway": 130.0, "late": 160.0}
    engine = {
        "overhead": told | {"runs": 1000, "alone_ms": 1.0, "serial_ms": 2.0, "processes_ms": 3.0, "dask_ms": 21.0},
        "workers": told | {"runs": 80, "one_s": 1.0, "two_s": 0.5, "ratio": 2.0, "others_cpu": 0.0},
        "memory": told | {"runs": 10_000, "seconds": 60.0, "driver_mb": grown, "worker_mb": grown,
                          "compaction_s": 1.0, "files_before": 9, "files_after": 3},
    }  # fmt: skip
    text = bench_docs.page(found, engine)
    assert "by dask | at most 20 ms | 21 ms | **missed**" in text
    assert "| two workers against one | at least 1.8 times | 2 times | met |" in text
    assert "| growth of the command over 10,000 runs | at most 50 MB | 60 MB | **missed**" in text
    assert "a sweep of 10,000 points begins | at most 10 s | not measured" in text


@pytest.mark.slow
def test_the_engine_is_measured_on_few_runs(tmp_path):
    out = tmp_path / "engine.json"
    for part in ("overhead", "start", "workers", "memory"):  # chaos has tests of its own
        assert engine_bench.main([part, "--quick", "--out", str(out)]) == 0
    found = json.loads(out.read_text())
    assert set(found) == {"overhead", "start", "workers", "memory"}
    assert found["start"]["runs"] == 80 and found["start"]["first_run_s"] > found["start"]["manifest_s"]
    assert all(50 < size < 2000 for who in ("driver_mb", "worker_mb") for size in found["memory"][who].values())
    assert found["overhead"]["dask_ms"] > found["overhead"]["alone_ms"] > 0


@pytest.mark.slow
def test_whole_run_in_its_own_process():
    found = bench.whole_run("smoke")
    assert found["outcomes"] > 10 and found["peak_bytes"] > 5e7


@pytest.mark.slow
def test_reference_and_ours_agree_on_levels():
    """Means over the second year of a world of 1/25, both from the same start."""
    weeks = 104
    ours = same_side(1 / 25, weeks)
    reference = MesaMarket(ours)
    pairs = []
    for k in range(weeks):
        live_same_side(ours, FIRST_WEEK + k)
        reference.step()
        if k >= 52:
            pairs.append((levels(ours), reference.levels()))
    mean = [{name: sum(p[side][name] for p in pairs) / len(pairs) for name in pairs[0][0]} for side in (0, 1)]
    assert mean[0]["persons"] == pytest.approx(mean[1]["persons"], rel=0.04)
    for name, within in TOLERANCE.items():
        assert mean[0][name] == pytest.approx(mean[1][name], abs=within), name
