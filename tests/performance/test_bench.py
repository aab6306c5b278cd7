"""The measures run, at the smallest size and without a word about time; the reference agrees with ours."""

import json

import pytest

from tests.performance import bench
from tests.performance.mesa_reference import FIRST_WEEK, MesaMarket, levels, live_same_side, same_side
from tools import bench_docs

SCALE = 1 / 100
# Wide: other draws, and an agency worker here is offered beds and orders from lists made otherwise.
TOLERANCE = {"placed": 0.03, "jobless": 0.01, "tied": 0.03, "rental": 0.03, "friends": 0.02}
TOLERANCE |= {"homeless": 0.01, "uncovered": 0.015}


def test_full_model_has_all_phases():
    found = bench.full_model("smoke", 2, 1)
    assert found["persons"] > 1000 and found["ns"] > 0
    assert len(found["phases"]) == 14


def test_reference_and_bare_pass_run():
    for measured in (bench.against_mesa(SCALE, 2, 1), bench.against_bare_pass(SCALE, 2, 1)):
        assert measured["persons"] > 1000 and measured["ratio"] > 0


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
        "model": {"size": "nation", "weeks": 2, "persons": 1, "ns": 250.0, "phases": {"set_orders": 1.0}},
        "mesa": [part], "bare": part,
    }  # fmt: skip
    text = bench_docs.page(found)
    assert "missed" in text and "250" in text and "3.00 GB" in text
    del found["nation"], found["desk"]
    assert "not measured" in bench_docs.page(found)


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
