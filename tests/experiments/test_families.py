"""Runs of one seed share the weeks before the news: the same bytes as made one by one, whatever goes wrong."""

import dataclasses

import pytest

from experiments.engine.run import families, labour_market, run_family, run_one
from experiments.plan.plan import Plan, resolve
from experiments.plan.run_spec import BASE
from experiments.store.store import DONE, FAILED, Store
from tests.experiments.fake_market import contents

POLICIES = ("deposit", "decoupled-housing")
SHORT = {"size": "smoke", "end": "2021-07-11", "policies": POLICIES}


def specs(**changes):
    return resolve(Plan(**{**SHORT, "seeds": (0, 1), **changes})).specs


def statuses(folder, made):
    return [(Store(folder).receipt(spec.run_id) or {}).get("status") for spec in made]


def test_families_are_of_one_world_and_keep_every_run():
    made = specs(overrides=(("lever.deposit.deposit_eur", 60000), ("world.agency_migrants", 200000)))
    found = families(made)
    assert [len(family) for family in found] == [3, 3]
    assert all(len({spec.seed for spec in family}) == 1 and family[-1].policy == BASE for family in found)
    assert sorted(spec.run_id for family in found for spec in family) == sorted(spec.run_id for spec in made)
    assert [len(family) for family in families(made, least=4)] == [2, 1, 2, 1]
    assert all(len(family) == 1 for family in families(made, least=99))
    less = [dataclasses.replace(spec, record="summary") if spec.policy == BASE else spec for spec in made]
    assert [len(family) for family in families(less)] == [2, 2, 1, 1]  # kept with other detail: another recorder
    assert families([]) == []


@pytest.mark.slow
def test_a_family_gives_the_bytes_of_single_runs(tmp_path):
    made = specs(seeds=(0,))
    for spec in made:
        run_one(spec, Store(tmp_path / "alone"))
    ticks = []
    (family,) = families(made)
    told = [spec for spec in run_family(family, Store(tmp_path / "r"), tick=lambda *t: ticks.append(t))]
    assert told == list(family) and {spec for spec, _, _ in ticks} == set(made)
    assert max(done for _, done, _ in ticks) <= {of for _, _, of in ticks}.pop() == 53
    assert contents(tmp_path / "r") == contents(tmp_path / "alone")
    weeks = [Store(tmp_path / "r").receipt(spec.run_id)["weeks"] for spec in made]
    assert weeks == [53, 53, 53]


@pytest.mark.slow
def test_a_copy_that_fails_is_made_once_more_from_the_start(tmp_path):
    (family,) = families(specs(seeds=(0,)))
    asked = []

    def market(spec, follow):
        asked.append(spec.policy)
        model = labour_market(spec, follow)

        def fails(*given, **levers):
            raise MemoryError

        if spec.policy == BASE:
            model.branch = fails
        return model

    list(run_family(family, Store(tmp_path / "r"), market))
    assert asked == [BASE, *(spec.policy for spec in family[:-1])]
    for spec in family:
        run_one(spec, Store(tmp_path / "alone"))
    assert contents(tmp_path / "r") == contents(tmp_path / "alone")


@pytest.mark.slow
@pytest.mark.parametrize("week", [-20, 3])
def test_a_base_that_fails_leaves_the_others_to_themselves(tmp_path, week):
    def fails(spec, follow):
        model = labour_market(spec, follow)
        step = model.step

        def until():
            if model.week == week:
                raise RuntimeError("no more houses")
            step()

        if spec.policy == BASE:
            model.step = until
        return model

    (family,) = families(specs(seeds=(0,)))
    list(run_family(family, Store(tmp_path / "r"), fails))
    assert statuses(tmp_path / "r", family) == [DONE, DONE, FAILED]
    for spec in family[:-1]:
        run_one(spec, Store(tmp_path / "alone"))
    good = contents(tmp_path / "alone")
    assert good == {name: content for name, content in contents(tmp_path / "r").items() if name in good}
