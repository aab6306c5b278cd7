"""Code of others runs where the user allows the package by name, and nowhere else."""

import json
import os
import subprocess
import sys

import polars as pl
import pytest

CODE = """
from sim.outcomes.metric import Metric, stock


class Curfew:
    @staticmethod
    def rewrite(rules, numbers, standing):
        housing = rules.housing._replace(crowding_norm=numbers.norm if standing.weeks >= 4 else 1.25)
        return rules._replace(housing=housing)

    @staticmethod
    def milestones(numbers):
        return (4,)


STREET = Metric("street_twice", "Twee keer", "Twice those in the street", "persons", "stock", "lower",
                "Twice the persons in the street.", lambda window: 2 * stock("street")(window), empty="0")
"""
MEASURE = """\
title: {nl: Avondklok, en: Curfew}
parameters: {norm: {text: {nl: norm, en: norm}, default: 2.0, rule: housing.crowding_norm}}
neutral: {norm: 1.25}
code: curfew
"""
POLICY = """\
id: curfewed
title: {nl: Avondklok, en: Curfew}
base: law-2020
measures: [curfew.yaml]
levers: [{lever: curfew, from: 2021-01-04}]
"""


@pytest.fixture
def folder(tmp_path):
    info = tmp_path / "site" / "lab_extras-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: lab-extras\nVersion: 1.0\n")
    entries = "[uitzendlab.rewrites]\ncurfew = lab_extras:Curfew\n[uitzendlab.outcomes]\nstreet = lab_extras:STREET\n"
    (info / "entry_points.txt").write_text(entries)
    (tmp_path / "site" / "lab_extras.py").write_text(CODE)
    (tmp_path / "curfew.yaml").write_text(MEASURE)
    (tmp_path / "curfewed.yaml").write_text(POLICY)
    return tmp_path


def call(folder, *words: str, allowed: str = "") -> subprocess.CompletedProcess:
    path = os.pathsep.join([str(folder / "site"), *filter(None, [os.environ.get("PYTHONPATH")])])
    settings = os.environ | {"PYTHONPATH": path, "UITZENDLAB_PLUGINS": allowed, "COLUMNS": "100"}
    command = [sys.executable, "-m", "uitzendlab", *words]
    return subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)


def test_what_is_not_allowed_is_not_run(folder):
    (folder / "site" / "lab_extras.py").write_text("raise SystemExit('ran')")
    refused = call(folder, "check", "curfewed.yaml")
    assert refused.returncode == 2 and "UITZENDLAB_PLUGINS" in refused.stderr and "ran" not in refused.stderr
    outcomes = call(folder, "list", "outcomes", "--json")
    assert outcomes.returncode == 0 and "street_twice" not in outcomes.stdout


@pytest.mark.slow
def test_what_is_allowed_moves_rules_and_counts(folder):
    assert call(folder, "check", "curfewed.yaml", allowed="lab_extras").returncode == 0
    words = ["run", "--policies", "curfewed.yaml", "--size", "smoke", "--seeds", "1,", "--until", "2021-06-30"]
    made = call(folder, *words, "--workers", "1", "--out", "r", allowed="lab-extras")
    assert made.returncode == 0, made.stderr
    named = json.loads((folder / "r/manifest.json").read_text())["run_ids"]
    totals = pl.concat(map(pl.read_parquet, (folder / "r/totals").glob("*.parquet"))).filter(group_by="all")
    street, twice = (totals.filter(metric=name).sort("run_id")["value"] for name in ("rough_sleepers", "street_twice"))
    assert street.len() == twice.len() > 1 and street.max() > 0 and (twice - 2 * street).abs().max() < 1e-6
    again = call(folder, *words, "--workers", "1", "--out", "s", "--policies", "none")
    assert again.returncode == 0, again.stderr
    assert not set(json.loads((folder / "s/manifest.json").read_text())["run_ids"]) & set(named)


def test_a_package_that_is_not_there_is_told(folder):
    refused = call(folder, "check", "curfewed.yaml", allowed="lab-extra")
    assert refused.returncode == 2 and "no such package is installed" in refused.stderr
