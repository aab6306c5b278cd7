"""The Dutch text of every parameter of every measure says the same as the English one, with the same numbers in it."""

import json
import re

import pytest

from analysis.text.answer_words import KINDS as WORDS_OF_KINDS
from analysis.text.number_format import unit_name
from analysis.text.parameter_words import figure_text, kind_name
from sim.declare.params import KINDS, declared
from sim.measures import LEVERS
from sim.scenario.loading import load_policy
from sim.scenario.policy import told
from uitzendlab.cli import main

ALIKE = {"EUR", "EUR/bed", "EUR/week", "fte", "0/1", "choice"}  # units written alike in both languages
ENGLISH = re.compile(r"\b(the|share|weeks|agency|hirers?|chance|cost|that|with|which|yearly)\b")
DECLARED = {(slug, d.path[2:]): d for slug, lever in LEVERS.items() for d in declared(lever.parameters, "p")}


@pytest.mark.parametrize(("slug", "name"), DECLARED, ids=map("-".join, DECLARED))
def test_the_dutch_says_the_same(slug, name):
    number = DECLARED[slug, name].number
    dutch = LEVERS[slug].texts[name].nl
    options = [option.name.lower() for option in number.choices or ()]
    bare = re.sub(rf"\b({'|'.join(options)})\b", "", dutch) if options else dutch
    assert sorted(re.findall(r"\d+", number.text)) == sorted(re.findall(r"\d+", dutch))
    assert not ENGLISH.search(bare) and not dutch[0].isupper() and not dutch.endswith(".")
    assert all(option in dutch for option in options), "what is written in a file must be told"
    assert number.unit in ALIKE or unit_name(number.unit, "nl") != number.unit


def test_kinds_have_a_dutch_name():
    assert set(WORDS_OF_KINDS) == set(KINDS) and kind_name("law", "nl") == "wet" and kind_name("law", "en") == "law"


def test_they_are_what_a_dutch_reader_sees(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    assert main(["list", "levers", "deposit", "--lang", "nl"]) == 0
    out = capsys.readouterr().out
    assert "waarborgsom van een uitlener" in out and "deposit of a lender" not in out
    assert "= 26 weken (0 - 208; wet)" in out and "= 0.2 aandeel (0 - 1; aangenomen)" in out
    assert "aanname (in het Engels): " in out
    assert main(["list", "levers", "deposit", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["parameters"][0]["text_nl"] == "waarborgsom van een uitlener"
    assert figure_text("behaviour.career.hop", "as it is", "nl") == "as it is"


def test_a_refusal_tells_the_unit_in_dutch(capsys, tmp_path):
    (tmp_path / "mine.yaml").write_text(
        "id: mine\ntitle: {nl: x}\nbase: law-2020\n"
        "levers: [{lever: deposit, from: 2021-07-05, parameters: {investor_share: 3, starter_weeks: 999}}]\n"
    )
    assert main(["check", str(tmp_path / "mine.yaml"), "--lang", "nl"]) == 2
    err = capsys.readouterr().err
    assert "0 tot 1 aandeel" in err and "0 tot 208 weken" in err


def test_numbers_of_a_policy_are_told_in_dutch():
    from analysis.answers.policy_text import numbers_of

    (measure,) = told(load_policy("deposit"))
    assert numbers_of(measure, "nl")[0] == "deposit_eur: 100.000 EUR: waarborgsom van een uitlener"
    assert numbers_of(measure, "en")[0] == "deposit_eur: 100,000 EUR: deposit of a lender"
