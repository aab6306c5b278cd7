"""Trials: which figures change nothing, found with few trials, and rightly so."""

import pytest

from experiments.design import sweep_plan
from experiments.design.designs import Choices
from experiments.design.experiment import load_experiment
from experiments.design.sweep_plan import other_values, present, uncertain, worlds_of
from experiments.design.trials import chunks, trial_size, unmoved, unread
from experiments.plan.plan import Plan, resolve
from sim.model import LabourMarket
from tests.experiments.test_experiment import resolved_of
from uitzendlab.cli import main


def test_idle_figures_are_found_by_groups():
    keys = [f"law.{group}.{k}" for group in "abcde" for k in range(10)]
    lively, tries = {"law.a.3", "law.a.4", "law.d.9"}, []

    def moves(settings):
        tries.append(settings)
        return any(key in lively and value == 2 for key, value in settings.items())

    steps = []
    assert unmoved(chunks(keys), {key: (1, 2) for key in keys}, moves, steps.append) == [
        key for key in keys if key not in lively
    ]
    assert len(tries) < len(keys) and steps == sorted(steps) and steps[-1] == len(keys)
    assert unmoved([], {}, moves) == []


def test_a_figure_that_counts_only_beside_another_is_idle_alone():
    def moves(settings):
        return {"a", "b"} <= set(settings)

    assert unmoved([["a", "b"]], {"a": (1,), "b": (1,)}, moves) == ["a", "b"]


def test_a_large_plan_is_tried_at_a_tenth():
    assert [trial_size(size) for size in ("smoke", "desk", "study", "nation")] == ["smoke", "desk", "desk", "desk"]


IDLE = ("law.pay.debt_moved_cost", "law.norms.licence_cost", "law.contract.chain_term_weeks")
READ = ("behaviour.career.hop", "world.hirers", "lever.deposit.form", "law.admission.audit_find")


@pytest.mark.slow
def test_figures_of_the_real_model_are_left_out_only_where_no_outcome_changes(monkeypatch, tmp_path):
    resolved = resolve(Plan(policies=("deposit",), size="smoke", seeds=(0,), end="2021-09-30"))
    values, told = present(resolved), []
    vary = uncertain(values, {})
    tried = {key: other_values(key, vary[key], values) for key in (*IDLE, *READ)}
    monkeypatch.setattr("experiments.design.trials._place", lambda *_: tmp_path / "kept.json")
    left_out = unread(worlds_of(resolved), tried, lambda what, done, of: told.append((what, done, of)))
    assert set(IDLE) <= set(left_out) and not {"behaviour.career.hop", "world.hirers"} & set(left_out)
    assert "lever.deposit.form" not in left_out
    assert told == sorted(told) and told[-1] == ("trials", 2 * 2 * len(tried), 2 * 2 * len(tried))
    tables = []
    for settings in ({}, {key: tried[key][-1] for key in IDLE}):
        model = LabourMarket(rng=0, size="smoke", policy="deposit", until="2021-09-30", record="summary", **settings)
        model.run_model()
        tables.append(model.outcomes())
    assert tables[0] == tables[1], "settled and lived anew, to the bit"


@pytest.fixture
def known(monkeypatch):
    """Trials whose answer is known, so that no world is made."""
    monkeypatch.setattr(sweep_plan, "unread", lambda worlds, values, tick: (*IDLE, "behaviour.phoenix.workers"))


def test_one_at_a_time_varies_calibrated_figures_and_leaves_out_what_is_not_read(known):
    resolved = resolved_of(load_experiment("one-at-a-time"))
    varied = {key for _, point in resolved.plan.points for key, _ in point}
    assert resolved.left_out == (*IDLE, "behaviour.phoenix.workers") and not varied & set(resolved.left_out)
    assert "world.size_sigma" in varied, "calibrated"
    one = load_experiment("one-at-a-time")
    asked = type(one)(**{**vars(one), "vary": {IDLE[0]: Choices((1, 2))}})
    assert resolved_of(asked).left_out == () and len(resolved_of(asked).plan.points) == 2, "what is named is varied"


@pytest.mark.slow
@pytest.mark.parametrize(("lang", "told"), [("en", "4 parameters left out"), ("nl", "4 parameters weggelaten")])
def test_what_is_left_out_is_said(known, lang, told, monkeypatch, capsys, tmp_path):
    from uitzendlab.cli.commands import plan

    monkeypatch.setattr(plan, "show_plan", lambda given, out, resolved, *_, **__: len(resolved.left_out))
    monkeypatch.chdir(tmp_path)
    assert main(["plan", "one-at-a-time", "--size", "smoke", "--seeds", "3,", "--lang", lang]) == 4
    err = capsys.readouterr().err
    assert told in err and "law.pay 1" in err and f"{IDLE[0]}=interval" in err and "1/100" in err and "seed 3" in err
    assert main(["plan", "one-at-a-time", "--size", "smoke", "--quiet"]) == 4
    assert capsys.readouterr().err == ""
