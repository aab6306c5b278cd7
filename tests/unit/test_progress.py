"""Progress in plain lines: how fast it goes and what is left, without the time it takes to begin."""

from types import SimpleNamespace

import pytest

from uitzendlab.cli.machinery import progress
from uitzendlab.cli.machinery.output import Output


@pytest.fixture
def clock(monkeypatch):
    now = SimpleNamespace(seconds=0.0)
    monkeypatch.setattr(progress.time, "monotonic", lambda: now.seconds)
    return now


def run(name):
    return SimpleNamespace(run_id=name)


def test_the_time_left_does_not_count_compiling(clock, capsys):
    """Two minutes of compiling, then runs of ten seconds each."""
    lines = progress.Lines(5, Output("en"))
    clock.seconds = 120.0
    lines.progress(run("a"), 0, 100)
    clock.seconds = 130.0
    lines.progress(run("a"), 100, 100)
    lines.done(run("a"), "done")
    assert "1/5 done, 0 failed, 6 runs per minute, about 0:00:40 left" in capsys.readouterr().err


def test_weeks_made_before_the_first_word_are_not_counted_as_made_since(clock, capsys):
    lines = progress.Lines(2, Output("nl"))
    clock.seconds = 100.0
    lines.progress(run("a"), 50, 100)
    clock.seconds = 110.0
    lines.progress(run("b"), 50, 100)
    lines.done(run("a"), "done")  # half of each: one run in ten seconds
    assert "nog ongeveer 0:00:05" in capsys.readouterr().err


def test_the_first_line_does_not_tell_the_speed_of_a_moment(clock, capsys):
    lines = progress.Lines(3, Output("nl"))
    clock.seconds = 60.0
    lines.progress(run("a"), 98, 100)
    clock.seconds = 61.0
    lines.done(run("a"), "done")
    assert capsys.readouterr().err == ""
    clock.seconds = 120.0
    lines.done(run("b"), "done")  # 1.02 runs in a minute
    assert "1,02 runs per minuut" in capsys.readouterr().err


def test_runs_that_tell_nothing_before_their_end_are_measured_from_the_start(clock, capsys):
    lines = progress.Lines(3, Output("en"))
    clock.seconds = 20.0
    lines.done(run("a"), "failed")
    assert "0/3 done, 1 failed, 3 runs per minute, about 0:00:40 left" in capsys.readouterr().err


@pytest.mark.parametrize(
    "lang, told", [("en", "trying parameters: 40 of 90"), ("nl", "parameters proberen: 40 van 90")]
)
def test_planning_is_told_now_and_then_where_there_is_no_terminal(clock, capsys, lang, told):
    with progress.planning(Output(lang)) as tick:
        tick("trials", 0, 90)
        clock.seconds = 12.0
        tick("trials", 40, 90)
        clock.seconds = 13.0
        tick("trials", 44, 90)  # a moment later
    assert capsys.readouterr().err.splitlines() == [told]


def test_planning_is_not_told_to_who_asked_for_quiet(clock, capsys):
    with progress.planning(Output("en", quiet=True)) as tick:
        clock.seconds = 12.0
        tick("runs", 1000, 4000)
    assert capsys.readouterr().err == ""
