"""In checked runs of the base and of every ready policy no column ever leaves its domain."""

from pathlib import Path

import pytest

import scenarios
from sim.model import LabourMarket

POLICIES = sorted(path.stem for path in (Path(scenarios.__file__).parent / "policies").glob("*.yaml"))
RUNS = [("law-2020", None), ("law-as-enacted", None), *(("law-2020", policy) for policy in POLICIES)]


@pytest.mark.slow
@pytest.mark.parametrize(("base", "policy"), RUNS)
def test_every_column_stays_in_its_domain(base, policy):
    model = LabourMarket(rng=1, base=base, policy=policy, size="smoke", until="2022-06-30", **{"run.check": 1})
    while model.running:
        model.step()
    assert model.checks is not None
