"""Walks all levers: in a file by slug and number, on the way between base and full strength, in the page of levers."""

import datetime as dt
from pathlib import Path

import pytest

from sim.declare.params import InvalidInput, fields_of
from sim.measures import LEVERS
from sim.measures.catalogue import find, measures
from sim.measures.contradictions import contradictions
from sim.measures.law_of_week import law_of_week
from sim.rules import Rules
from sim.scenario.policy_file import policy_from_data
from tests.levers.harness import use
from tests.levers.test_neutral import NEEDS

PAGE = (Path(__file__).parents[2] / "docs" / "levers.md").read_text("utf-8")
ANNEX = {
    "2.1": "ABCDEFGH", "2.2": "ABCD", "3.1": "ABCDEF", "3.2": "AB", "4.1": "ABC", "4.2": "ABC", "4.3": "ABCDE",
    "4.4": "AB", "5.1": "ABC", "6.1": "ABCDE", "6.2": "A", "6.3": "A", "7.1": "AB", "7.2": "ABCDE",
}  # fmt: skip
# dates of those a rule holds for; limits of which 0 means none; how many keep a rule that is not there yet
NO_WAY_BETWEEN = ("_from", "chain_max_contracts", "chain_max_weeks", "pay.debt_kept", "pay.debt_kept_rogue")


def file(**row) -> dict:
    rows = [{"from": dt.date(2021, 7, 5), **row}]
    return {"id": "mine", "title": {"en": "Mine"}, "base": "law-2020", "levers": rows}


def test_the_letter_is_complete_and_all_that_is_no_governance_can_be_used():
    ids = [f"{chapter}.{letter}" for chapter, letters in ANNEX.items() for letter in letters]
    ids += [f"B{n:02d}" for n in range(1, 30)]
    later = [measure.id for measure in measures() if measure.id.startswith("X")]
    assert [measure.id for measure in measures()] == ids + later
    assert later == [f"X{n:02d}" for n in range(1, len(later) + 1)]
    assert {m.slug for m in measures() if m.class_ != "out-of-model"} == set(LEVERS)
    assert all(m.reason and find(m.nearest) for m in measures() if m.class_ == "out-of-model")


@pytest.mark.parametrize("slug", LEVERS)
def test_a_file_may_name_it_by_slug_or_number_with_any_dates(slug):
    lever = LEVERS[slug]
    term = 0 if lever.at_once else 26
    dates = {"announced": "2021-01-04", "until": dt.date(2025, 1, 5), "phase_in_weeks": term}
    dates["applies_to"] = "new" if lever.tells_new else "all"
    one, other = (policy_from_data(file(lever=name, **dates), ["law-2020"]).levers for name in (slug, lever.id))
    assert one == other and one[0].parameters == lever.parameters and one[0].phase_in_weeks == term


@pytest.mark.parametrize("slug", LEVERS)
def test_each_number_holds_its_range_and_says_what_is_allowed(slug):
    for name, (_, number) in fields_of(type(LEVERS[slug].parameters)).items():
        assert number is not None
        if number.choices:
            continue
        for wrong in (number.low - 1, number.high + 1, f"{number.high} euro", [number.low]):
            with pytest.raises(InvalidInput) as caught:
                policy_from_data(file(lever=slug, parameters={name: wrong}), ["law-2020"])
            assert [m.path for m in caught.value.mistakes] == [f"levers[0].parameters.{name}"]
            assert all(m.message and (m.allowed or m.hint) for m in caught.value.mistakes)


@pytest.mark.parametrize("slug", LEVERS)
def test_half_way_in_every_rule_lies_between_the_base_and_full_strength(slug):
    moved = 0
    for far in (20, 200):  # some are over after a year, others begin after one
        plan, needed = [use(slug, 0, phase_in=2 * far)], [use(name, 0) for name in NEEDS.get(slug, ())]
        base, half, full = (
            law_of_week(Rules(), needed + levers, week, False).rules
            for levers, week in (([], far - 1), (plan, far - 1), (plan, 2 * far))
        )
        for path, low, at, high in steps(base, half, full):
            if low != high and not path.endswith(NO_WAY_BETWEEN):
                assert min(low, high) - 1e-12 <= at <= max(low, high) + 1e-12, f"{path}: {low}, {at}, {high}"
                moved += 1
    assert moved > 0


def steps(*rules: Rules):
    """Each figure of the rules in all of them, by its name."""
    for group in Rules._fields:
        for name in getattr(rules[0], group)._fields:
            yield f"{group}.{name}", *(getattr(getattr(one, group), name) for one in rules)


@pytest.mark.parametrize("slug", LEVERS)
def test_the_page_of_levers_and_the_catalogue_tell_of_it_in_two_languages(slug):
    measure = find(slug)
    assert measure is not None and f"### {measure.id} {measure.title.en}" in PAGE and f"`{slug}`" in PAGE
    for words in (measure.title, measure.text, measure.stance, measure.later):
        assert words.nl and words.en and words.nl != words.en


def test_contradictions_name_measures_there_are_and_numbers_they_have():
    for pair in contradictions():
        assert {pair.one, pair.other} <= set(LEVERS), pair
        for name, value in pair.if_other.items():
            low, high = (
                getattr(fields_of(type(LEVERS[pair.other].parameters))[name][1], end) for end in ("low", "high")
            )
            assert low <= value <= high
        rows = [
            {"lever": pair.one, "from": dt.date(2022, 1, 3)},
            {"lever": pair.other, "from": dt.date(2023, 1, 2), "parameters": pair.if_other},
        ]
        data = file(lever=pair.one) | {"levers": rows}
        with pytest.raises(InvalidInput) as caught:
            policy_from_data(data, ["law-2020"])
        assert [m.hint for m in caught.value.mistakes] == [pair.why.en] and pair.why.nl != pair.why.en
        rows[0]["until"] = dt.date(2022, 12, 31)
        assert len(policy_from_data(data, ["law-2020"]).levers) == 2, "one after the other is no contradiction"
