"""Every number of the model is declared in full: unit, range, kind and a source that exists."""

import pytest

from sim.behaviour import Behaviour
from sim.declare.params import KINDS, MONEY, convert, declared
from sim.rules import Rules
from sim.scenario.loading import base_names, evidence, load_base, sources
from sim.scenario.overrides import RunSettings, list_parameters
from sim.world import World
from tools.law.make_law import FOLDER, files

NUMBERS = [
    row
    for group, prefix in ((Rules, "law"), (Behaviour, "behaviour"), (World, "world"), (RunSettings, "run"))
    for row in declared(group, prefix)
]
LEAST_REASON = 15  # characters that can hold a reason


def resolves(source: str) -> bool:
    """Whether a source is an evidence key, several of them, or an assumption with a reason."""
    if source.startswith("assumption:"):
        return len(source.removeprefix("assumption:").strip()) >= LEAST_REASON
    return all(key in sources() for key in source.split(", "))


def test_the_walk_finds_the_numbers():
    assert len(NUMBERS) > 200
    assert len({row.path for row in NUMBERS}) == len(NUMBERS)


def test_every_number_has_text_unit_kind_and_money():
    incomplete = [
        row.path
        for row in NUMBERS
        if not row.number.text
        or not row.number.unit
        or row.number.kind not in KINDS
        or row.number.money not in MONEY
        or (row.number.unit.startswith("EUR") and row.number.unit != "EUR/EUR" and row.number.money == "none")
    ]
    assert incomplete == []


def test_every_default_lies_in_its_range():
    for row in NUMBERS:
        assert row.number.low < row.number.high, row.path
        assert type(row.default) is row.type, row.path
        assert convert(row.path, row.type, row.number, row.default) == row.default


def test_every_source_exists_or_is_a_reasoned_assumption():
    assert [(row.path, row.number.source) for row in NUMBERS if not resolves(row.number.source)] == []


def test_figures_of_the_law_name_the_law():
    wrong = [
        (row.path, row.number.source)
        for row in NUMBERS
        if row.number.kind == "law" and not row.number.source.startswith(("LAW-", "assumption:"))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", base_names())
def test_base_world_is_sourced_and_in_range(name):
    base = load_base(name)
    assert base.id == name
    assert base.title.nl and base.title.en and base.text.nl and base.text.en
    assert [pair for pair in base.sources if not resolves(pair[1])] == []
    for group, known in ((base.world, World), (base.rules_at(1), Rules), (base.behaviour, Behaviour)):
        for row in declared(known, ""):
            value = group
            for part in row.path.strip(".").split("."):
                value = getattr(value, part)
            assert row.number.low <= value <= row.number.high, row.path
    for shares in base.splits:
        assert sum(shares) == pytest.approx(1, abs=1e-12)


def test_base_worlds_are_what_the_tool_makes_of_the_evidence():
    made = files()
    assert made.keys() == {path.name for path in FOLDER.glob("*.yaml")}
    assert [n for n, text in made.items() if (FOLDER / n).read_text("utf-8") != text] == [], (
        "python -m tools.law.make_law"
    )


def test_law_2020_agrees_with_the_defaults_of_the_code():
    """The defaults in ``sim.rules`` are the rules of December 2020; a second value for one rule is a slip."""
    base = load_base("law-2020")
    assert base.rules_at(1) == Rules() == base.rules_at(-104) == base.rules_at(400)
    assert base.world == World()


def test_evidence_keys_are_unique():
    keys = [key for name in ("facts.csv", "law.csv", "splits.csv") for key in evidence(name)]
    assert len(keys) == len(set(keys)) == len(sources())


def test_list_of_parameters_holds_every_number():
    rows = list_parameters()
    assert {row.path for row in NUMBERS} <= {row["path"] for row in rows}
    assert all(row["choices"] is None or row["default"] in row["choices"] for row in rows)
