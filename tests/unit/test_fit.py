"""What is never in force in a run or is there already is refused on every path; what was assumed is reported."""

import dataclasses
import json
import warnings

import pytest

from experiments.plan.plan import resolve
from sim.core.calendar import LAST_DAY, first_week, weeks_in_force
from sim.declare.params import InvalidInput
from sim.model import LabourMarket
from sim.scenario import policy_fit
from sim.scenario.loading import load_base, load_policy
from tests.experiments.fake_market import small_plan
from uitzendlab.cli import main

POLICY = """\
id: mine
title: {{nl: Mijn, en: Mine}}
base: law-2020
levers:
  - {{lever: deposit, {dates}}}
"""
BETWEEN = "announced: 2021-01-04, from: 2021-07-06, until: 2021-07-11"
LATE = "announced: 2021-01-04, from: 2021-12-28"  # after the last Monday of smoke, in its week
SURPRISE = "from: 2021-07-05"
SLOW = "announced: 2021-01-04, from: 2021-07-05, until: 2021-08-01, phase_in_weeks: 26"


@pytest.fixture
def write(tmp_path):
    def write(dates: str) -> str:
        (tmp_path / "mine.yaml").write_text(POLICY.format(dates=dates))
        return str(tmp_path / "mine.yaml")

    return write


def refusals_of(file: str, capsys, *words: str) -> list[str]:
    """What check, run, plan and Python say; runs are only looked at."""
    told = []
    asked = (["check", file, *words], *([name, "--policies", file, *words] for name in ("run", "plan")))
    for command in asked:
        assert main([*command, "--json"]) == 2, command
        told.append(json.loads(capsys.readouterr().out)["errors"][0]["message"])
    with pytest.raises(InvalidInput) as refused:
        LabourMarket(policy=file, size="smoke")
    return [*told, refused.value.mistakes[0].message]


def test_a_measure_between_two_mondays_is_refused_everywhere(write, capsys):
    assert set(refusals_of(write(BETWEEN), capsys)) == {policy_fit.NO_MONDAY}
    use = load_policy(write(BETWEEN.replace("07-11", "07-12"))).levers[0]
    assert len(weeks_in_force(use.start, use.until)) == 1, "a Monday is enough"


def test_a_measure_after_the_last_monday_is_refused_everywhere(write, capsys):
    assert set(refusals_of(write(LATE), capsys, "--size", "smoke")) == {policy_fit.TOO_LATE}
    load_policy(write(f"announced: 2021-01-04, from: {LAST_DAY.replace(day=27)}"))
    with pytest.raises(InvalidInput, match="outside its range"):
        load_policy(write(f"announced: 2021-01-04, from: {LAST_DAY.replace(day=28)}"))


def test_the_advice_to_run_longer_can_be_followed(write):
    with pytest.raises(InvalidInput) as refused:
        resolve(small_plan(policies=(write("announced: 2021-01-04, from: 2032-06-07"),)))
    until = refused.value.mistakes[0].hint.rstrip(".").rpartition(" ")[2]
    assert resolve(small_plan(policies=(write("announced: 2021-01-04, from: 2032-06-07"),), end=until)).specs


def test_a_figure_of_a_base_world_between_two_mondays_is_refused(tmp_path):
    from tests.unit.test_loading import base_text

    row = "  - {path: contract.phase_a_weeks, value: 70, from: 2022-01-04, until: 2022-01-06, source: LAW-P01}\n"
    (tmp_path / "b.yaml").write_text(base_text(row))
    with pytest.raises(InvalidInput, match="no Monday"):
        load_base(tmp_path / "b.yaml")


def test_what_was_assumed_is_said_by_check_and_plan_and_by_python(write, capsys):
    file = write(SURPRISE)
    assert main(["check", file, "--lang", "nl"]) == 0
    told = capsys.readouterr()
    assert "niemand zich kan voorbereiden (2021-07-05)" in told.err and "niet aangekondigd" in told.out
    assert main(["check", file, "--json"]) == 0
    (note,) = json.loads(capsys.readouterr().out)["notes"]
    assert note["message"] == policy_fit.UNANNOUNCED and note["path"].endswith("levers[0].announced")
    (remark,) = resolve(small_plan(policies=(file,))).remarks
    assert remark.message == policy_fit.UNANNOUNCED
    with pytest.warns(policy_fit.PolicyWarning, match="nobody can prepare"):
        policy_fit.warn(load_base("law-2020"), load_policy(file), 52)
    use = load_policy(file).levers[0]
    assert use.announced == use.start, "what is said is what the model assumes"


def test_a_measure_that_ends_before_it_holds_in_full_is_reported(write):
    (remark,) = resolve(small_plan(policies=(write(SLOW),))).remarks
    assert (remark.message, remark.value, remark.allowed) == (policy_fit.NEVER_FULL, "26 weeks", "in force for 4 weeks")
    to_the_end = SLOW.replace("until: 2021-08-01, ", "")
    assert resolve(small_plan(policies=(write(to_the_end),), end="2022-01-31")).remarks == ()
    assert len(resolve(small_plan(policies=(write(to_the_end),), end="2021-11-29")).remarks) == 1


def test_policies_of_the_package_have_nothing_to_remark_on_their_own_base():
    for name in ("deposit", "all-four", "wtta"):
        policy = load_policy(name)
        base = load_base(policy.base)
        assert policy_fit.misfits(base, policy, first_week(LAST_DAY)) == []
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            policy_fit.warn(base, policy, first_week(LAST_DAY))


def test_an_act_is_not_compared_with_itself(capsys):
    words = ["--base", "law-as-enacted", "--policies", "wtta", "--lang", "nl"]
    for command in ("run", "plan"):
        assert main([command, *words]) == 2
        told = capsys.readouterr().err
        assert "met zichzelf worden vergeleken" in told and "basis law-as-enacted~admission-act" in told
    with pytest.raises(InvalidInput, match="compared with itself"):
        LabourMarket(base="law-as-enacted", policy="wtta", size="smoke", until="2032-12-31")


def test_with_another_number_it_is_compared():
    wanted = {"base": "law-as-enacted", "policies": ("wtta",), "end": "2032-12-31"}
    found = resolve(small_plan(**wanted, overrides=(("lever.deposit.deposit_eur", 50000),))).remarks
    assert [remark.message for remark in found].count(policy_fit.HELD) == len(load_policy("wtta").levers) - 1
    assert [remark.value for remark in found if remark.message == policy_fit.REPLACES] == ["deposit"]
    varied = ((("lever.deposit.deposit_eur", 50000),), (("lever.deposit.deposit_eur", 100000),))
    assert resolve(small_plan(**wanted, design=varied)).specs


@pytest.mark.slow
def test_a_sweep_may_vary_a_measure_that_the_base_holds(capsys, tmp_path):
    key = "lever.deposit.deposit_eur"
    (tmp_path / "points.csv").write_text(f"{key}\n50000\n200000\n")
    words = [
        "plan",
        "policies=wtta",
        "base=law-as-enacted",
        "size=smoke",
        "seeds=1",
        "until=2028-12-31",
        "--lang",
        "en",
    ]
    for design in (f"{key}=choice(50000,200000)", f"--points-file={tmp_path / 'points.csv'}"):
        assert main([*words, design]) == 0, capsys.readouterr().err


def test_part_of_an_act_is_refused_too_and_other_dates_are_not():
    base, wtta = load_base("law-as-enacted"), load_policy("wtta")
    part = dataclasses.replace(wtta, levers=wtta.levers[:2])
    assert [m.message for m in policy_fit.misfits(base, part, 620)] == [policy_fit.SELF]
    later = dataclasses.replace(wtta.levers[0], start=LAST_DAY.replace(year=2028))
    assert policy_fit.misfits(base, dataclasses.replace(wtta, levers=(later, wtta.levers[1])), 620) == []
