"""Points as a Dutch spreadsheet writes them, rows by its numbers, and words refused with the same reason everywhere."""

import re

import polars as pl
import pytest

from experiments.design.experiment import from_data
from experiments.design.grammar import read_words
from experiments.design.points_file import read_points
from experiments.plan.config import chosen_policies
from experiments.plan.plan import resolve
from sim.declare.params import InvalidInput
from sim.scenario.overrides import parse_words
from tests.experiments.fake_market import small_plan
from uitzendlab.cli import main

HOP = "behaviour.career.hop"


def points_of(tmp_path, text):
    (tmp_path / "p.csv").write_text(text, "utf-8-sig")
    return read_points(str(tmp_path / "p.csv"))


def test_semicolons_and_decimal_commas_are_read(tmp_path):
    english = points_of(tmp_path, f"world.hirers,{HOP},behaviour.switch.leave_rule\n20000,0.425,savings\n,4e-1,\n")
    dutch = points_of(tmp_path, f"world.hirers;{HOP};behaviour.switch.leave_rule\r\n20000;0,425;savings\r\n;0,4;\r\n")
    assert dutch == english and len(dutch) == 2
    assert points_of(tmp_path, f"world.hirers;{HOP}\n20000;0.425\n") == points_of(
        tmp_path, f"world.hirers,{HOP}\n20000,0.425\n"
    ), "decimals with a point, where no comma says otherwise"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"world.hirers;{HOP}\n20.000;0,02\n", "thousands or decimals"),
        (f"world.hirers;{HOP}\n20.000,0;0.02\n", "thousands or decimals"),
        (f"world.hirers;{HOP},x\n20000;0,02\n", "columns with ; or with ,"),
        (f"{HOP}\n0,02\n", "columns with ; and decimals with a comma"),
        (f"world.hirers;{HOP}\n20000;0,02;3\n", "not a full row"),
    ],
)
def test_what_may_mean_two_things_is_refused_with_what_is_expected(tmp_path, text, told):
    with pytest.raises(InvalidInput) as refused:
        points_of(tmp_path, text)
    assert told in str([m._asdict() for m in refused.value.mistakes])


def test_a_comma_with_three_digits_behind_it_is_asked_about_wherever_it_stands(tmp_path):
    readers = (
        lambda: points_of(tmp_path, 'world.hirers\n"25,000"\n'),
        lambda: read_words(["world.hirers=25,000"]),
        lambda: read_words(["world.hirers='25,000'"]),
        lambda: resolve(small_plan(overrides=tuple(parse_words(["world.hirers=25,000"]).items()))),
        lambda: from_data({"id": "e", "title": {"en": "E"}, "vary": {"world.hirers": "25,000"}}),
        lambda: from_data({"id": "e", "title": {"en": "E"}, "set": {"world.hirers": "25,000"}}),
    )
    for read in readers:
        with pytest.raises(InvalidInput) as refused:
            read()
        (mistake,) = refused.value.mistakes
        assert (mistake.message, mistake.value) == ("thousands or decimals?", "25,000")
        assert mistake.hint == "Write 25000, or 25.0 if that is meant."
    deposits = read_words(["lever.deposit.deposit_eur=25,500"]).vary["lever.deposit.deposit_eur"]
    assert deposits.values == (25.0, 500.0), "a list, where both are allowed"


@pytest.mark.parametrize("word", ["inf", "-inf", "Infinity", "nan", ".inf", "1e999"])
def test_a_number_without_end_is_no_finite_number_wherever_it_stands(tmp_path, word):
    for text in (f"{HOP}={word}", f"{HOP}=interval(0,{word})" if word == "inf" else f"{HOP}={word}"):
        with pytest.raises(InvalidInput, match="not a finite number"):
            read_words([text])
    with pytest.raises(InvalidInput, match="not a finite number"):
        points_of(tmp_path, f"{HOP}\n{word}\n")
    with pytest.raises(InvalidInput, match="not a finite number"):
        resolve(small_plan(overrides=((HOP, float(word.lstrip(".")) if word != "inf" else word),)))


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("\nworld.hirers\n20000\n\n\n20000\n", "row 6"),  # two lines are the same
        ("world.hirers\n20000\n\n20000\n", "row 4"),
        ("world.hirers\n\n1\n", "row 3"),  # out of range
        ("\nworld.hirers\n\n20000,5\n", "row 4"),  # not a full row
        ("world.hirers\n\n1e999\n", "row 3"),  # not a finite number
    ],
)
def test_a_row_is_named_as_the_line_of_the_file(tmp_path, text, row):
    (tmp_path / "p.csv").write_text(text)
    with pytest.raises(InvalidInput) as refused:
        read_points(str(tmp_path / "p.csv"))
    assert {row} == set(re.findall(r"row \d+", str(refused.value)))


def test_a_key_without_any_value_is_told(tmp_path, capsys):
    (tmp_path / "p.csv").write_text(f"world.hirers,{HOP}\n20000,\n25000,\n")
    pl.DataFrame({"world.hirers": [20000, 25000], HOP: [None, None]}).write_parquet(tmp_path / "p.parquet")
    for name in ("p.csv", "p.parquet"):
        remarks = []
        assert len(read_points(str(tmp_path / name), remarks)) == 2
        assert [(remark.value, remark.message) for remark in remarks] == [(HOP, "no row has a value for this key")]
    assert main(["check", str(tmp_path / "p.csv"), "--lang", "nl"]) == 0
    told = capsys.readouterr().err
    assert HOP in told and "geen enkele rij heeft een waarde voor deze sleutel" in told


def test_a_policy_that_stands_there_twice():
    with pytest.raises(InvalidInput, match="written twice"):
        chosen_policies("deposit,deposit")
    with pytest.raises(InvalidInput, match="not a list of policies"):
        chosen_policies("deposit,,")
