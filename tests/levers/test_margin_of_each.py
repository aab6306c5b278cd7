"""Every lever has a margin: declared in the catalogue, and tested in a market that is lived week by week."""

from sim.measures import LEVERS
from sim.measures.catalogue import find, measures
from sim.outcomes.metrics import BY_NAME
from tests.levers import test_margins, test_margins_more
from tests.levers.test_neutral import NEEDS

FIRST, MORE = test_margins.ALL, test_margins_more.ALL
MARGINS = FIRST.of | MORE.of
LIVED = {"outcome", "ledger", "tally", "state", "market"}  # `margins.moved` asks that each of them lives a quarter


def test_every_lever_has_a_margin_that_is_lived():
    assert not FIRST.of.keys() & MORE.of.keys() and MARGINS.keys() == LEVERS.keys()
    assert {slug for slug, margin in MARGINS.items() if margin.where not in LIVED} == set()
    told = {slug for every in (FIRST, MORE) for part in every[1:] for slug in part}
    assert told <= LEVERS.keys()


def test_outcomes_seen_there_are_those_that_the_catalogue_declares():
    for slug, margin in MARGINS.items():
        declared = find(slug).margin
        assert declared.outcome in BY_NAME, slug
        if margin.where == "outcome":
            assert (margin.of, margin.sign) == (declared.outcome, +1 if declared.sign == "up" else -1), slug


def test_levers_that_need_another_stand_beside_it_everywhere():
    beside = {m.slug: m.margin.beside for m in measures() if m.margin is not None and m.margin.beside}
    assert beside == FIRST.beside | MORE.beside == NEEDS
