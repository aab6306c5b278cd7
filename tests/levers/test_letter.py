"""The catalogue of the letter: complete, in two languages, sourced, and in agreement with the levers that are built."""

import csv
import io
import re
from importlib.resources import files

import pytest

from analysis.text.messages import REFUSALS_NL
from sim.declare.params import InvalidInput
from sim.declare.yaml_reader import parse_yaml
from sim.measures import LEVERS
from sim.measures.catalogue import (
    LETTER,
    OUT_OF_MODEL,
    dutch_hint,
    measures,
    why_not,
)
from sim.measures.measure_file import SLUG, measure_from_data
from sim.scenario.loading import load_base, sources
from sim.scenario.overrides import apply_overrides, list_parameters
from sim.scenario.policy_file import policy_from_data

# The last letter of each section of the annex, as counted in the letter itself: 50 recommendations.
ANNEX = {
    "2.1": "H", "2.2": "D", "3.1": "F", "3.2": "B", "4.1": "C", "4.2": "C", "4.3": "E", "4.4": "B",
    "5.1": "C", "6.1": "E", "6.2": "A", "6.3": "A", "7.1": "B", "7.2": "E",
}  # fmt: skip
IN_ANNEX = [f"{part}.{chr(c)}" for part, last in ANNEX.items() for c in range(ord("A"), ord(last) + 1)]
IN_BODY = [f"B{n:02}" for n in range(1, 30)]
ALL = {measure.id: measure for measure in measures()}
UNUSABLE = [measure for measure in measures() if not measure.available]


def raw(slug: str) -> dict:
    return parse_yaml(files("scenarios").joinpath("measures", f"{slug}.yaml").read_bytes())


def publications() -> set[str]:
    text = files("scenarios").joinpath("evidence", "sources.csv").read_text("utf-8")
    keys = [row["key"] for row in csv.DictReader(io.StringIO(text))]
    assert len(keys) == len(set(keys)) and not set(keys) & sources()
    return set(keys)


def test_nothing_is_missing_and_nothing_stands_there_twice():
    assert len(IN_ANNEX) == 50
    assert [m.id for m in measures() if not m.id.startswith("X")] == IN_ANNEX + IN_BODY


def test_slugs_are_unique_and_well_formed():
    slugs = [measure.slug for measure in measures()]
    assert len(set(slugs)) == len(slugs) and not set(slugs) & set(ALL)
    assert [slug for slug in slugs if not SLUG.fullmatch(slug) or len(slug) > 24] == []


@pytest.mark.parametrize("measure", measures(), ids=lambda m: m.id)
def test_a_measure_is_told_in_two_languages(measure):
    pairs = [measure.title, measure.text, measure.stance, measure.later, *measure.acts_on]
    pairs += [words for words in (measure.eu_law, measure.reason) if words]
    assert all(words.nl and words.en for words in pairs)
    assert len(measure.text.nl) > 60 and len(measure.text.en) > 60 and measure.text.nl != measure.text.en
    assert measure.stance.nl != measure.stance.en and measure.later.nl != measure.later.en
    assert measure.acts_on
    # what is the same number in both languages cannot have been mistyped in one
    for words in (measure.text, measure.later):
        numbers = [re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)) for text in (words.nl, words.en)]
        assert sorted(numbers[0]) == sorted(numbers[1]), words


@pytest.mark.parametrize("measure", measures(), ids=lambda m: m.id)
def test_what_became_of_a_measure_is_sourced(measure):
    assert set(measure.sources) <= sources() | publications()
    assert len(set(measure.sources)) == len(measure.sources)
    dated = re.sub(r"\b(36 7\d\d|[BX]\d\d|\d\.\d\.[A-Z]|2026)\b", "", measure.later.en)
    if re.search(r"\d", dated):
        assert measure.sources or "from memory" in measure.later.en


def test_the_letter_itself_and_every_source_of_the_catalogue_are_in_the_register():
    ours = {key for key in publications() if key.startswith("LT")}
    assert ours == {LETTER} | {key for measure in measures() for key in measure.sources if key.startswith("LT")}


def test_classes_and_nearest_measures():
    out = [measure.id for measure in measures() if measure.class_ == "out-of-model"]
    assert out == ["7.1.A", "7.2.A", "7.2.B", "7.2.C", "7.2.E", "B18", "B22", "B26", "B28", "B29"]
    for measure in measures():
        assert (measure.reason is not None) == (measure.id in out) == (not measure.available)
        assert measure.nearest in LEVERS if measure.id in out else measure.nearest == ""


def test_conflicts_with_eu_law_are_those_of_the_letter():
    assert [m.id for m in measures() if m.may_conflict_with_eu_law] == ["6.1.B", "7.1.B", "B26"]


def test_every_lever_says_how_it_works_in_the_model():
    assert [m.slug for m in measures() if m.available and not (m.in_model and m.side_effects)] == []


def test_no_number_of_a_measure_that_is_not_built_can_be_set():
    prefixes = {f"lever.{measure.slug}" for measure in UNUSABLE}
    assert [row["path"] for row in list_parameters() if row["path"].rpartition(".")[0] in prefixes] == []


@pytest.mark.parametrize("measure", UNUSABLE, ids=lambda m: m.id)
def test_a_measure_that_cannot_be_used_is_refused_with_the_reason(measure):
    base = load_base("law-2020")
    for name in (measure.slug, measure.id):
        plan = {"id": "x", "title": {"en": "x"}, "base": "law-2020", "levers": [{"lever": name, "from": "2021-07-05"}]}
        with pytest.raises(InvalidInput) as in_file:
            policy_from_data(plan, ["law-2020"])
        with pytest.raises(InvalidInput) as by_hand:
            apply_overrides(base, base.behaviour, {f"lever.{name}.share": 1})
        (first,), (second,) = in_file.value.mistakes, by_hand.value.mistakes
        assert (first.path, first.value, second.path) == ("levers[0].lever", name, f"lever.{name}.share")
        assert first[3:] == second[3:] and first.message == OUT_OF_MODEL
        assert first.allowed == f"{len(LEVERS)} measures, see `uitzendlab list levers`"  # not all of their names
        assert measure.id in first.hint and measure.reason.en.rstrip(".") in first.hint
        assert "Did you mean" not in first.hint
        dutch = dutch_hint(first.hint)
        assert measure.reason.nl.rstrip(".") in dutch and dutch != first.hint
        nearest = LEVERS[measure.nearest]
        assert f"'{nearest.slug}' ({nearest.id}, {nearest.title_en})" in first.hint
        assert f"'{nearest.slug}' ({nearest.id}, {nearest.title_nl})" in dutch


def test_other_names_are_refused_as_before():
    assert why_not("depositt") is None and why_not("2") is None and why_not("9.9.Z") is None
    base = load_base("law-2020")
    with pytest.raises(InvalidInput) as caught:
        apply_overrides(base, base.behaviour, {"lever.depositt.deposit_eur": 1})
    (mistake,) = caught.value.mistakes
    assert (mistake.message, mistake.hint) == ("unknown lever", "Did you mean 'deposit'?")
    assert dutch_hint("Did you mean 'deposit'?") == "Did you mean 'deposit'?"
    assert OUT_OF_MODEL in REFUSALS_NL


BROKEN = {
    "title.nl": ("deposit", lambda row: row["title"].pop("nl")),
    "title.en": ("deposit", lambda row: row["title"].update(en="x" * 61)),
    "id": ("deposit", lambda row: row.update(id="2.1")),
    "class": ("deposit", lambda row: row.update({"class": "mechanical"})),
    "acts_on[0]": ("deposit", lambda row: row.update(acts_on=["everyone"])),
    "confidence": ("deposit", lambda row: row.pop("confidence")),
    "nearest": ("deposit", lambda row: row.update(nearest="certification")),
    "reason": ("deposit", lambda row: row.update(reason={"nl": "x", "en": "x"})),
    "sorces": ("deposit", lambda row: row.update(sorces=[])),
    "sources": ("deposit", lambda row: row.update(sources="LT22")),
    "margin": ("deposit", lambda row: row.pop("margin")),
    "margin.sign": ("deposit", lambda row: row["margin"].update(sign="higher")),
    "margin.beside[0]": ("deposit", lambda row: row["margin"].update(beside=["certificaton"])),
    "parameters": ("deposit", lambda row: row.pop("parameters")),
    "parameters.deposit_eur.default": ("deposit", lambda row: row["parameters"]["deposit_eur"].update(default=-1)),
    "parameters.deposit_eur.rule": ("deposit", lambda row: row["parameters"]["deposit_eur"].update(rule="pay.x")),
    "parameters.deposit_eur.low": ("deposit", lambda row: row["parameters"]["deposit_eur"].update(low=1e9)),
    "parameters.form.choices": ("deposit", lambda row: row["parameters"]["form"].update(choices=["cash"])),
    "parameters.if": ("deposit", lambda row: row["parameters"].update({"if": {}})),
    "effects": ("deposit", lambda row: row.pop("effects")),
    "effects[0].rule": ("deposit", lambda row: row["effects"][0].update(rule="admission.deposits")),
    "effects[0]": ("deposit", lambda row: row["effects"][0].update(add=1)),
    "effects[0].from": ("deposit", lambda row: row["effects"][0].update({"from": "__import__('os')"})),
    "effects[0].phased": ("deposit", lambda row: row["effects"][0].update(phased=1)),
    "effects[1].set": ("deposit", lambda row: row["effects"][1].update(set="deposit_eur ** 2")),
    "only_if": ("deposit", lambda row: row.update(only_if="deposits")),
    "nearest ": ("hotline", lambda row: row.update(nearest="certificaton")),
    "margin ": ("hotline", lambda row: row.update(margin={"outcome": "homeless_stock", "sign": "up"})),
}  # fmt: skip


@pytest.mark.parametrize("path", BROKEN)
def test_a_mistake_in_a_measure_file_is_told_with_its_path(path):
    slug, spoil = BROKEN[path]
    slug = slug if slug in LEVERS else UNUSABLE[0].slug
    data = raw(slug)
    spoil(data)
    with pytest.raises(InvalidInput) as caught:
        measure_from_data(data, slug)
    assert path.strip() in {mistake.path for mistake in caught.value.mistakes}
