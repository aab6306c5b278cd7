"""What ``run`` and ``compare`` print: at most a hundred columns, one screen a policy, verdicts first, chances apart."""

import dataclasses
import re
from typing import cast

import polars as pl
import pytest

from analysis.answers.comparison import COMPARED
from analysis.answers.records import Estimate
from analysis.answers.sections import Sections
from analysis.answers.themes import THEMES
from analysis.answers.view import view_of
from analysis.text.answer_words import THEMES as NAMES
from analysis.text.messages import say
from experiments.engine.executors import executor
from tests.experiments.fake_market import FakeMarket, add_spells, make_with_page
from uitzendlab.cli import main
from uitzendlab.cli.commands.compare import SHOW
from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.tables import MOST, show_table
from uitzendlab.cli.machinery.verdicts import show_verdicts

POLICIES = ("deposit", "mandatory-certification", "decoupled-housing", "uitzendbeding-26-weeks", "all-four")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Five policies and six seeds; half of the outcomes are surely different with the first policy."""
    store = make_with_page(tmp_path_factory.mktemp("answer"), policies=POLICIES, seeds=tuple(range(6)))
    for path in (store.folder / "yearly").glob("*.parquet"):
        frame = pl.read_parquet(path, memory_map=False)
        moved = pl.col("metric").is_in(COMPARED[::2]) & (pl.col("policy") == "deposit")
        value = 0.2 + 0.001 * pl.col("seed") + pl.when(moved).then(0.5 + 0.001 * pl.col("value")).otherwise(0.0)
        # large enough that no count of persons is masked
        size = pl.when(pl.col("metric").str.contains("share|losing")).then(1).otherwise(1e6)
        frame.with_columns((value * size).alias("value")).write_parquet(path)
    add_spells(store)
    return store


def printed(capsys, *words):
    assert main(list(words)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("screen", ["70", "250"])
def test_nothing_is_wider_than_a_hundred_columns(folder, capsys, monkeypatch, lang, screen):
    monkeypatch.setenv("COLUMNS", screen)
    out = printed(capsys, "compare", str(folder.folder), "--lang", lang, "--show", "all")
    widest = max(len(line) for line in out.splitlines())
    assert 60 < widest <= min(MOST, int(screen)) and "\x1b" not in out


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_each_policy_is_one_screen_with_verdicts_first(folder, capsys, lang):
    out = printed(capsys, "compare", str(folder.folder), "--lang", lang)
    first = out.split("\n\n")[1]
    assert len(first.splitlines()) <= 42, "twelve shown, most with long labels"
    shown, rest = say("verdict.shown", lang), say("verdict.not_shown", lang)
    assert first.index(shown) < first.index(shown.upper()) < first.lower().rindex(rest)
    for theme in THEMES:
        assert re.search(rf"^{say(f'theme.{theme}', lang)} ", first, re.MULTILINE)
    assert all(len(block.splitlines()) <= 42 for block in out.split("\n\n"))


def test_a_policy_that_changes_everything_still_fits_a_screen(folder, capsys):
    view = view_of(folder)
    change = Estimate(-0.5, -0.71, -0.29, None)
    effects = [
        dataclasses.replace(
            e, change=change, shown=True, doubtful=False, finding="worse" if e.outcome.better != "none" else "lower"
        )
        for e in view.effects
    ]
    view = dataclasses.replace(view, effects=effects)
    nothing = type("Nothing", (), {"worse": [], "view": view})()
    show_verdicts(view, cast(Sections, nothing), "law-2020", "deposit", "jaar 2021", Output("nl"))
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 48 and sum("slechter" in line or "lager" in line for line in lines[4:]) >= len(COMPARED)


def test_the_chance_of_better_is_for_economists_only(folder, capsys):
    for name in SHOW:
        out = printed(capsys, "compare", str(folder.folder), "--lang", "en", "--show", name)
        assert ("probability of better" in " ".join(out.split())) == (name == "chances"), name


def test_quiet_prints_the_same(folder, capsys):
    loud, quiet = (printed(capsys, "compare", str(folder.folder), *more) for more in ((), ("--quiet",)))
    assert loud == quiet


def test_a_run_prints_what_compare_prints(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(
        "uitzendlab.cli.machinery.finish.chosen_executor", lambda *given: lambda runs: executor(1, runs, FakeMarket)
    )
    where = str(tmp_path / "r")
    words = ("--size", "smoke", "--seeds", "3", "--policies", "deposit", "--out", where, "--lang", "nl")
    assert main(["run", *words]) == 0
    out, err = capsys.readouterr()
    assert max(len(line) for line in (*out.splitlines(), *err.splitlines()) if where not in line) <= MOST
    assert out == printed(capsys, "compare", where, "--lang", "nl")


def test_a_cell_is_text_and_numbers_stay_whole(capsys):
    rows = [["[bold red]x[/] \x1b[2Jevil " * 9, "-1.234.567", "een hele lange uitleg " * 5]]
    show_table(Output("nl"), ["a", "b", "c"], rows, right=(1,))
    out = capsys.readouterr().out
    assert "[bold" in out and "\x1b" not in out and "-1.234.567" in out
    assert max(map(len, out.splitlines())) <= MOST


def test_every_compared_outcome_has_a_theme():
    assert sorted(metric for metrics in THEMES.values() for metric in metrics) == sorted(COMPARED)
    assert list(THEMES) == list(NAMES)
