"""Points become runs: the names are those of the definition, what points share is made once, ten thousand are quick."""

import dataclasses
import datetime as dt
import time

import polars as pl
import pytest

from analysis.answers.summary import write_summary
from experiments.plan.parameters import parameters_by_path
from experiments.plan.plan import Plan, plan_from, resolve
from experiments.plan.run_spec import run_id
from experiments.store.design_table import design_table
from experiments.store.store import Store
from sim.core.calendar import week_of
from sim.declare.params import InvalidInput
from sim.scenario.loading import load_base, load_policy
from sim.scenario.overrides import apply_overrides
from tests.experiments.fake_market import make, small_plan

DEPOSIT, HIRERS = "lever.deposit.deposit_eur", "world.hirers"
GRID = tuple(((DEPOSIT, float(d)), (HIRERS, float(h))) for d in (0, 50_000, 100_000) for h in (20_000, 30_000))
HALF = {"policies": ("deposit",), "design": GRID}
EVERY_KIND = (
    ("behaviour.switch.leave_rule", "savings"),
    ("behaviour.switch.awareness", False),
    ("law.contract.clause_max_weeks", 26),
    ("law.inspection.inspectorate_visits", 1e-7),
    ("lever.deposit.deposit_eur", 1e5),
    ("lever.deposit.form", "cash"),
    ("world.hirers", 20000),
)


def defined(spec, settings):
    """The run id by its definition, world by world."""
    base = load_base(spec.base_source)
    policies = (load_policy(spec.policy_source),) if spec.policy_source else ()
    made = apply_overrides(base, base.behaviour, dict(settings), policies)
    last = week_of(dt.date.fromisoformat(spec.end))
    chosen = made.policies[0] if policies else None
    return run_id(made.base, made.behaviour, chosen, spec.seed, spec.draw, spec.size, spec.end, last)


@pytest.mark.parametrize("policy", ["deposit", "all-four"])
def test_names_in_bulk_are_those_of_the_definition(policy):
    design = (EVERY_KIND, EVERY_KIND[:4], EVERY_KIND[4:], (("behaviour.switch.leave_rule", 0),))
    resolved = resolve(small_plan(policies=(policy,), design=design, overrides=(("run.check", 1),)))
    assert len(resolved.specs) == 2 * (4 + 4)
    for spec in resolved.specs:
        assert spec.run_id == defined(spec, spec.overrides)


def test_the_run_of_the_base_is_shared_by_points_that_differ_in_levers_only():
    resolved = resolve(small_plan(**HALF))
    bases = [spec for spec in resolved.specs if spec.policy == "base"]
    assert len(bases) == 2 * 2 and len(resolved.specs) == 2 * 2 + 2 * 6
    assert len(resolved.members) == 2 * 6 * 2
    alone = resolve(small_plan(overrides=((HIRERS, 20_000.0),)))
    assert {spec.run_id for spec in alone.specs} <= {spec.run_id for spec in bases}


def test_points_are_numbered_and_zero_is_the_world_as_it_is():
    plan = small_plan(design=((), ((HIRERS, 20_000.0),), ((HIRERS, 30_000.0),)))
    assert [number for number, _ in plan.points] == [0, 1, 2]
    assert [number for number, _ in dataclasses.replace(plan, overrides=(("run.check", 1),)).points] == [1, 2, 3]
    assert [number for number, _ in small_plan().points] == [0]
    assert resolve(plan).specs[0].run_id == resolve(small_plan()).specs[0].run_id


def test_a_plan_with_a_design_survives_the_manifest():
    plan = small_plan(**HALF)
    assert plan_from(plan.facts()) == plan


def test_the_design_table_holds_every_point_of_every_run():
    resolved = resolve(small_plan(**HALF))
    table = design_table(resolved)
    assert table.height == len(resolved.members) * 2
    shared = table.filter(run_id=next(spec.run_id for spec in resolved.specs if spec.policy == "base"))
    assert shared["point"].unique().sort().to_list() == [1, 3, 5]
    assert shared.filter(key=HIRERS)["value"].unique().to_list() == [20_000.0]
    assert shared.filter(key=DEPOSIT)["value"].to_list() == [0.0, 50_000.0, 100_000.0]


def test_pairs_are_formed_within_a_point(tmp_path):
    make(tmp_path, **HALF)
    store = Store(tmp_path)
    summary = write_summary(store)
    yearly = store.read("yearly").filter(metric="agency_count")
    assert summary["point"].unique().sort().to_list() == [1, 2, 3, 4, 5, 6]
    members = store.read("design").select("run_id", "point").unique()
    for point in range(1, 7):
        runs = members.filter(point=point)["run_id"]
        values = yearly.filter(pl.col("run_id").is_in(runs.to_list()))
        means = dict(values.group_by("policy").agg(pl.col("value").mean()).iter_rows())
        row = summary.filter(point=point, metric="agency_count", period="2021", policy="deposit").row(0, named=True)
        assert row["n"] == 2 and row["mean"] == pytest.approx(means["deposit"])
        assert row["diff"] == pytest.approx(means["deposit"] - means["base"])


def test_several_bases(tmp_path):
    with pytest.raises(InvalidInput, match=r"base: this id is taken"):
        (tmp_path / "copy.yaml").write_bytes(_base_file())
        resolve(small_plan(base=f"law-2020,{tmp_path / 'copy.yaml'}"))
    (tmp_path / "other.yaml").write_bytes(_base_file().replace(b"id: law-2020", b"id: other"))
    resolved = resolve(small_plan(base=f"law-2020,{tmp_path / 'other.yaml'}", policies=("deposit",)))
    assert [(s.base, s.policy) for s in resolved.specs[::2]] == [
        ("law-2020", "base"), ("law-2020", "deposit"), ("other", "base"), ("other", "deposit"),
    ]  # fmt: skip


def _base_file():
    from importlib.resources import files

    return files("scenarios").joinpath("law", "law-2020.yaml").read_bytes()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"design": (((HIRERS, 1.0),), ((HIRERS, 2.0),))}, r"outside its range.*1 more of its values"),
        ({"design": (((HIRERS, float("nan")),),)}, "not a finite number"),
        ({"design": ((("world.hirer", 1.0),),)}, "Did you mean"),
        ({"design": (((DEPOSIT, 1.0),),)}, "no chosen policy has this lever"),
        ({"design": (((HIRERS, True),),)}, "not a number"),
        ({"design": GRID, "policies": ("deposit",), "seeds": tuple(range(100_000))}, "too many runs"),
    ],
)
def test_designs_of_plans_made_in_python_are_checked(changes, told):
    with pytest.raises(InvalidInput, match=told):
        resolve(small_plan(**changes))


def test_ten_thousand_points_start_within_ten_seconds():
    chosen = [
        key for key, row in sorted(parameters_by_path().items()) if row.type is float and not key.startswith("lever.")
    ][:19]
    lows = {key: parameters_by_path()[key].number for key in chosen}

    def point(k):
        part = [(k * 7919 + i) % 10_007 / 10_007 for i in range(len(lows))]
        settings = {key: n.low + (n.high - n.low) * u for (key, n), u in zip(lows.items(), part, strict=True)}
        return tuple(sorted((settings | {DEPOSIT: float(k)}).items()))

    plan = Plan(policies=("deposit",), seeds=(0,), design=tuple(point(k) for k in range(10_000)))
    started = time.process_time()
    resolved = resolve(plan)
    design_table(resolved)
    assert len(resolved.specs) == 20_000 and resolved.short_id
    assert time.process_time() - started < 10
