"""A branch: what a world becomes under a policy does not depend on whether the weeks before were its own."""

import numpy as np
import pytest

from sim.declare.params import InvalidInput
from sim.model import LabourMarket
from tests.levers.harness import scenario

UNTIL = "2021-08-30"


def world(policy=None, **overrides):
    return LabourMarket(rng=2, size="smoke", until=UNTIL, policy=policy, **overrides)


def to_the_end(model):
    while model.running:
        model.step()
    return model


def same(one, two):
    assert one.keys() == two.keys()
    for table, columns in one.items():
        for name, values in columns.items():
            mine, other = np.asarray(values), np.asarray(two[table][name])
            assert np.array_equal(mine, other, equal_nan=mine.dtype.kind == "f"), (table, name)


@pytest.mark.parametrize("announced", [-10, 1, 18])
def test_a_branch_is_bit_for_bit_a_run_of_its_own(announced):
    policy = scenario(("deposit", "decoupling"), 23, announced)
    levers = {"lever.deposit.deposit_eur": 60000}
    alone = to_the_end(world(policy, **levers))
    trunk = world()
    while trunk.week < announced - 1:
        trunk.step()
    branch = trunk.branch(policy, **levers)
    same(to_the_end(branch).recorder.tables(), alone.recorder.tables())
    assert branch.outcomes() == alone.outcomes() and branch.steps == alone.steps
    same(to_the_end(trunk).recorder.tables(), to_the_end(world()).recorder.tables())


def test_what_cannot_branch_is_refused():
    trunk = world()
    with pytest.raises(InvalidInput):
        trunk.branch("no-such-policy")
    with pytest.raises(ValueError, match="levers only"):
        trunk.branch("deposit", **{"law.pay.sick_pay_share": 0.8})
    branch = trunk.branch("deposit")
    with pytest.raises(ValueError, match="cannot branch"):
        branch.branch("all-four")
    for _ in range(30):
        trunk.step()
    with pytest.raises(ValueError, match="announced in week 1"):
        trunk.branch("deposit")
