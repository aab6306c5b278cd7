"""Experiment files: what they may hold, all mistakes at once, and the points they become."""

import polars as pl
import pytest

from experiments.design.designs import Choices, Interval
from experiments.design.experiment import Experiment, experiment_names, from_data, load_experiment
from experiments.design.grammar import read_words
from experiments.design.points_file import read_points
from experiments.design.sweep_plan import present, resolve_experiment, uncertain
from experiments.plan.config import compose
from sim.declare.params import InvalidInput
from sim.declare.yaml_reader import parse_yaml
from sim.scenario.overrides import list_parameters


@pytest.fixture
def no_trials(monkeypatch):
    """Every figure counts as read, so that none is tried in runs."""
    monkeypatch.setattr("experiments.design.sweep_plan.unread", lambda worlds, values, tick: ())


GOOD = """\
id: mine
title: {nl: Van mij, en: Mine}
base: law-2020
policies: [deposit]
size: smoke
seeds: 2
until: 2021-12-31
design: {kind: sobol, points: 8, seed: 3}
vary:
  lever.deposit.deposit_eur: {low: 50000, high: 100000}
  world.hirers: interval
  behaviour.switch.leave_rule: [tenure, savings]
  law.contract.clause_max_weeks: "range(26,79,26)"
set: {behaviour.switch.awareness: 0}
outcomes: [uninsured_share]
"""


def resolved_of(experiment):
    said = {name: getattr(experiment, name) for name in ("base", "policies", "size", "until")}
    return resolve_experiment(experiment, compose(said))


def test_a_file_is_read():
    found = from_data(parse_yaml(GOOD))
    assert found.vary == {
        "lever.deposit.deposit_eur": Interval(50_000, 100_000),
        "world.hirers": Interval(15_000, 40_000),
        "behaviour.switch.leave_rule": Choices(("tenure", "savings")),
        "law.contract.clause_max_weeks": Choices((26, 52, 78)),
    }
    assert (found.seeds, found.until, found.kind, found.points) == ((0, 1), "2021-12-31", "sobol", 8)
    resolved = resolved_of(found)
    assert len(resolved.plan.design) == 8 and len(resolved.specs) == 8 * 2 * 2
    assert dict(resolved.plan.overrides) == {"behaviour.switch.awareness": 0}


def test_words_come_before_the_file():
    words = ["policies=all-four", "world.hirers=20000", "behaviour.switch.awareness=0,1", "seed=7", "size=desk"]
    found = from_data(parse_yaml(GOOD)).with_words(read_words(words))
    assert (found.policies, found.seeds, found.size, found.fixed) == (
        "all-four",
        (7,),
        "desk",
        {"world.hirers": 20_000},
    )
    assert "world.hirers" not in found.vary and found.vary["behaviour.switch.awareness"] == Choices((0, 1))


WRONG = {
    "unknown name": ("size: smoke", "sise: smoke", "sise", "Did you mean 'size'"),
    "unknown size": ("size: smoke", "size: big", "size", "unknown choice"),
    "unknown figure": ("world.hirers:", "world.hirer:", "vary.world.hirer", "Did you mean 'world.hirers'"),
    "unknown lever": ("lever.deposit.", "lever.depositt.", "vary.lever.depositt.deposit_eur", "unknown lever"),
    "out of range": ("low: 50000", "low: -5", "vary.lever.deposit.deposit_eur", "outside its range"),
    "reversed": ("high: 100000", "high: 40000", "vary.lever.deposit.deposit_eur", "the low end"),
    "not finite": ("high: 100000", "high: .inf", "vary.lever.deposit.deposit_eur.high", "not a finite"),
    "no end": ("high: 100000", "hihg: 3", "lever.deposit.deposit_eur.hihg", "Did you mean 'high'"),
    "twice": ("[tenure, savings]", "[savings, savings]", "vary.behaviour.switch.leave_rule", "written twice"),
    "no values": ("[tenure, savings]", "[]", "vary.behaviour.switch.leave_rule", "no values"),
    "unknown choice": ("[tenure, savings]", "[tenure, saving]", "vary.behaviour.switch.leave_rule", "Did you mean"),
    "set and varied": (
        "set: {behaviour.switch.awareness",
        "set: {world.hirers: 20000, x.y",
        "set.world.hirers",
        "twice",
    ),
    "unknown kind": ("kind: sobol", "kind: sobel", "design.kind", "Did you mean 'sobol'"),
    "no points": ("points: 8", "points: 0", "design.points", "outside its range"),
    "unknown outcome": ("[uninsured_share]", "[uninsured_shares]", "outcomes[0]", "Did you mean 'uninsured_share'"),
    "seeds": ("seeds: 2", "seeds: [1, 1]", "seed", "written twice"),
    "reference": ("[deposit]", '["${x}"]', "policies", "${"),
    "call": ('"range(26,79,26)"', '"glob(*)"', "vary.law.contract.clause_max_weeks", "not a list of values"),
    "no title": ("title: {nl: Van mij, en: Mine}", "", "title", "missing"),
    "target": ("size: smoke", "_target_: os.system", "_target_", "begin with _"),
}


@pytest.mark.parametrize("name", WRONG)
def test_mistakes_in_a_file(name, tmp_path):
    old, new, path, told = WRONG[name]
    assert old in GOOD
    file = tmp_path / "e.yaml"
    file.write_text(GOOD.replace(old, new))
    with pytest.raises(InvalidInput) as caught:
        load_experiment(str(file))
    assert any(path in m.path and told in f"{m.message} {m.hint}" for m in caught.value.mistakes), str(caught.value)
    assert all(m.path.startswith(str(file)) for m in caught.value.mistakes)


def test_all_mistakes_of_a_file_at_once():
    with pytest.raises(InvalidInput) as caught:
        from_data(parse_yaml(GOOD.replace("smoke", "big").replace("low: 50000", "low: -5").replace("kind", "kin")))
    assert len(caught.value.mistakes) == 3


def test_experiments_that_do_not_exist(tmp_path):
    for name in ("nowhere", str(tmp_path), "no/such.yaml", "\0", "${x}"):
        with pytest.raises(InvalidInput):
            load_experiment(name)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": "sobol"}, "points: is missing"),
        ({"kind": "list"}, "points-file: is missing"),
        ({"kind": "grid", "points_file": "x.csv"}, "not allowed here"),
        ({"kind": "grid", "points": 3, "vary": {"world.hirers": Choices((20_000,))}}, "points: not allowed here"),
        ({"points_file": "x.csv", "vary": {"world.hirers": Choices((20_000,))}}, "columns of the file"),
        ({"kind": "nested", "points": 4, "seeds": (1,), "vary": {"world.hirers": Interval(20_000, 30_000)}}, "got 1"),
        ({"kind": "grid"}, "nothing is varied"),
        ({"vary": {"lever.deposit.deposit_eur": Choices((1.0,))}, "policies": "none"}, "no chosen policy"),
        ({"vary": {"world.hirers": Choices((20_000.0,))}, "seeds": tuple(range(100_000)), "kind": "sobol",
          "points": 100}, "too many runs"),
    ],
)  # fmt: skip
def test_designs_that_do_not_go_together(changes, told):
    with pytest.raises(InvalidInput, match=told):
        resolved_of(Experiment(**{"size": "smoke", "seeds": (0, 1), "policies": "deposit", **changes}))


def test_a_list_of_points(tmp_path):
    (tmp_path / "p.csv").write_text("world.hirers,behaviour.switch.leave_rule\n20000,savings\n,1\n,\n")
    # the last row has no value: blank rows of a spreadsheet are skipped
    points = read_points(str(tmp_path / "p.csv"))
    rule = ("behaviour.switch.leave_rule", "savings")
    assert points == ((rule, ("world.hirers", 20_000.0)), (rule,))
    table = {"world.hirers": [20_000, None, None], "behaviour.switch.leave_rule": ["savings", "SAVINGS", None]}
    pl.DataFrame(table).write_parquet(tmp_path / "p.parquet")
    assert read_points(str(tmp_path / "p.parquet")) == points
    resolved = resolved_of(Experiment(policies="none", size="smoke", points_file=str(tmp_path / "p.csv")))
    assert [number for number, _ in resolved.plan.points] == [1, 2] and len(resolved.specs) == 4


BAD_LISTS = {
    "empty": b"",
    "no rows": b"world.hirers\n",
    "unknown": b"world.hirer\n20000\n",
    "column twice": b"world.hirers,world.hirers\n20000,20000\n",
    "row twice": b"world.hirers\n20000\n20000.0\n",
    "out of range": b"world.hirers\n1\n",
    "not finite": b"world.hirers\n1e999\n",
    "nan": b"world.hirers\n.nan\n",
    "formula": b"world.hirers\n=1+1\n",
    "reference": b"world.hirers\n${x}\n",
    "ragged": b"world.hirers\n20000,3\n",
    "binary": b"\x7fELF\xff\xfe\x00",
    "broken quotes": b'world.hirers\n"20000\n',
    "hydra": b"hydra.run.dir\n1\n",
}


@pytest.mark.parametrize("name", BAD_LISTS)
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_lists_that_are_refused(name, ending, tmp_path):
    file = tmp_path / f"p.{ending}"
    file.write_bytes(BAD_LISTS[name])
    with pytest.raises(InvalidInput, match="points-file"):
        read_points(str(file))


def test_tables_that_hold_more_than_numbers_and_words_are_refused(tmp_path):
    for name, values in (
        ("nested", [[1], [2]]),
        ("dates", pl.Series([1, 2]).cast(pl.Date)),
        ("nan", [float("nan"), 1.0]),
    ):
        pl.DataFrame({"world.hirers": values}).write_parquet(tmp_path / f"{name}.parquet")
        with pytest.raises(InvalidInput):
            read_points(str(tmp_path / f"{name}.parquet"))


@pytest.mark.parametrize("name", experiment_names())
def test_the_ready_made_experiments_are_sound(name, no_trials):
    experiment = load_experiment(name)
    assert experiment.id == name and experiment.outcomes
    resolved = resolved_of(experiment)
    assert {spec.policy for spec in resolved.specs} > {"base"}
    expected = {"four-policies": (1, 48), "deposit-by-capacity": (16, 160)}
    counts = len(resolved.plan.points), len(resolved.specs)
    assert counts == expected.get(name, counts)


@pytest.mark.slow
def test_one_at_a_time_takes_every_uncertain_figure_that_the_worlds_may_read(no_trials):
    resolved = resolved_of(load_experiment("one-at-a-time"))
    varied = {key for _, point in resolved.plan.points for key, _ in point}
    read = {use.lever for policy in resolved.policies.values() for use in policy.levers}
    for row in list_parameters():
        first, slug = row["path"].split(".")[:2]
        reads = first != "run" and (first != "lever" or slug in read)
        assert (row["path"] in varied) == (row["kind"] in ("assumed", "calibrated") and reads), row["path"]
    assert set(uncertain(present(resolved), {"world.hirers": 1})) == varied - {"world.hirers"}
    assert all(len(point) <= 1 for _, point in resolved.plan.points)
