"""docs/levers.md is what the catalogue and the levers say, and tells of every measure."""

import pytest

from sim.measures import LEVERS
from sim.measures.catalogue import measure, measures
from tools.docs.make_levers import TARGET, THEMES, document, main, theme_of

TEXT = TARGET.read_text("utf-8")


def test_the_page_is_what_the_code_says():
    assert main(["--check"]) == 0, "run: python -m tools.docs.make_levers"


def test_every_measure_stands_there_once_with_its_numbers():
    for one in measures():
        assert TEXT.count(f"### {one.id} ") == 1 and theme_of(one) in THEMES
    for lever in LEVERS.values():
        part = TEXT.split(f"### {lever.id} ")[1].split("\n### ")[0]
        assert all(f"| `{name}` |" in part for name in lever.parameters._fields), lever.slug


@pytest.mark.parametrize("slug", LEVERS)
def test_every_lever_says_how_it_works_and_what_its_side_effects_are(slug):
    mechanism, effects = measure(slug).in_model.en, measure(slug).side_effects.en
    assert len(mechanism) > 60 and len(effects) > 60
    assert mechanism.endswith(".") and effects.endswith(".")
    part = document().split(f"### {LEVERS[slug].id} ")[1].split("\n### ")[0]
    assert f"\n- In the model: {mechanism}\n" in part and f"\n- Side effects: {effects}\n" in part
