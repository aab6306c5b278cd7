"""In checked runs of the base and of every ready policy no column ever leaves its domain."""

import datetime as dt
from pathlib import Path

import pytest

import scenarios
from sim.model import LabourMarket
from sim.scenario.loading import load_policy

POLICIES = sorted(path.stem for path in (Path(scenarios.__file__).parent / "policies").glob("*.yaml"))
RUNS = [("law-2020", None), ("law-as-enacted", None), *((load_policy(policy).base, policy) for policy in POLICIES)]


@pytest.mark.slow
@pytest.mark.parametrize(("base", "policy"), RUNS)
def test_every_column_stays_in_its_domain(base, policy):
    starts = [use.start for use in load_policy(policy).levers] if policy else [dt.date(2021, 7, 5)]
    until = max(starts) + dt.timedelta(days=400)
    model = LabourMarket(rng=1, base=base, policy=policy, size="smoke", until=until, **{"run.check": 1})
    while model.running:
        model.step()
    assert model.checks is not None
