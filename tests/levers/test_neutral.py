"""What the register of levers says of each, and that a lever at its neutral numbers changes nothing."""

import datetime as dt
import functools
import re

import pytest

from sim.declare.params import fields_of
from sim.measures import LEVERS
from sim.measures.catalogue import measures
from sim.measures.law_of_week import law_of_week
from sim.rules import Rules
from sim.scenario.loading import load_policy, policy_names, sources
from tests.levers.harness import LEVERS_OF, POLICIES, TOGETHER, scenario, smoke_run, use
from tests.levers.test_letter import publications
from tests.model.worlds import same_table

TABLES = ("weekly", "spells", "agencies", "ledger", "flows", "lives", "yearly")
FROM, NEWS = 10, 2


@functools.cache
def base() -> dict:
    return smoke_run().recorder.tables()


@pytest.mark.parametrize("together", TOGETHER)
def test_all_levers_at_once_at_their_neutral_numbers(together):
    plan = {slug: LEVERS[slug].neutral for slug in together}
    neutral = smoke_run(scenario(together, FROM, NEWS, **plan)).recorder.tables()
    assert [name for name in TABLES if same_table(base()[name], neutral[name])] == []


# at their defaults too rare, too late or too weak for a small world of one year: stronger, or longer
STRONG = {"unannounced_visits": {"share_unannounced": 1.0, "closed_doors": 0.0}}
LONG = ("contact_data", "contact_data_trial", "reversed_proof", "inspectorate_growth", "presumed_tax_liability",
        "regional_deals", "building_instruments", "unannounced_visits", "warned_hirers", "posting_limit",
        "conduct_certificate", "certified_registration", "temporary_address", "cross_border", "foreign_agencies",
        "floor_rate", "floor_rate_anchor", "due_diligence")  # fmt: skip
NEEDS = {m.slug: m.margin.beside for m in measures() if m.margin is not None and m.margin.beside}
BUSY = {"unannounced_visits": ("inspection_capacity",)}  # the visits of a small world find nothing for years
BY_HAND = ("directors_ban", "civil_directors_ban")  # who is caught twice and restarts is rare: see test_measures
LATER = dt.date(2023, 12, 31)
MUCH_TO_FIND = {"behaviour.extraction.integrity_mean": 1.05}  # a small world has too few agencies that take much


@functools.cache
def longer(slugs: tuple[str, ...], seed: int) -> dict:
    policy = scenario(slugs, FROM, NEWS, **STRONG) if slugs else None
    return smoke_run(policy, until=LATER, seed=seed, **MUCH_TO_FIND).recorder.tables()["weekly"]


@pytest.mark.slow
@pytest.mark.parametrize("slug", [slug for slug in LEVERS if slug not in BY_HAND])
def test_a_lever_at_its_defaults_is_another_world(slug):
    before = NEEDS.get(slug, ()) + BUSY.get(slug, ())
    if slug in LONG:
        pairs = ((longer(before, seed), longer((*before, slug), seed)) for seed in (1, 2, 3))
    else:
        pairs = iter([(base()["weekly"], smoke_run(scenario((slug,), FROM, NEWS)).recorder.tables()["weekly"])])
    assert any(same_table(one, other) != [] for one, other in pairs)


@pytest.mark.parametrize("slug", LEVERS)
def test_neutral_numbers_leave_every_rule_alone_in_any_state_of_the_lever(slug):
    lever, rules = LEVERS[slug], Rules()
    for plan in ([use(slug, 40, 20, phase_in=9, **lever.neutral)], [use(slug, 40, applies_to="new", **lever.neutral)]):
        for week in (20, 39, 40, 44, 200):
            law = law_of_week(rules, plan, week, True)
            assert law.rules == law.foreseen == rules
    weeks = (40, 44, 100, 200)
    assert any(law_of_week(rules, [use(slug, 40)], week, True).rules != rules for week in weeks) or slug in NEEDS


@pytest.mark.parametrize("slug", LEVERS)
def test_a_lever_says_what_it_is(slug):
    lever = LEVERS[slug]
    assert lever.slug == slug and re.fullmatch(r"\d\.\d\.[A-Z]|[BX]\d\d", lever.id)
    assert all(len(text.strip()) > 10 for text in (lever.title_nl, lever.title_en))
    assert lever.title_nl != lever.title_en
    assert lever.neutral and lever.neutral.keys() <= set(lever.parameters._fields)
    assert lever.parameters._replace(**lever.neutral) != lever.parameters, "the defaults are not neutral"
    assert all(after >= 0 for after in lever.milestones(lever.parameters))


@pytest.mark.parametrize("slug", LEVERS)
def test_sources_are_in_the_evidence(slug):
    lever = LEVERS[slug]
    told = [number.source for _, number in fields_of(type(lever.parameters)).values()]
    named = {source for source in told if not source.startswith("assumption: ")}
    assert lever.sources and set(lever.sources) <= sources() | publications()
    assert named <= set(lever.sources), "the lever names every source of its numbers"


def test_numbers_in_the_letter_and_slugs_are_told_apart():
    ids = [lever.id for lever in LEVERS.values()]
    assert len(set(ids)) == len(ids) and not set(ids) & set(LEVERS)
    titles = [title for lever in LEVERS.values() for title in (lever.title_nl, lever.title_en)]
    assert len(set(titles)) == len(titles)


def test_policies_pull_levers_there_are_and_every_policy_is_tested_here():
    policies = {name: load_policy(name) for name in policy_names()}
    assert {row.lever for policy in policies.values() for row in policy.levers} <= set(LEVERS)
    assert set(POLICIES) == set(policies)
    for name, policy in policies.items():
        assert policy.id == name and LEVERS_OF[name] == tuple(row.lever for row in policy.levers)
        assert policy.title.nl != policy.title.en and policy.text.nl != policy.text.en
        laws = set(re.findall(r"LAW-[A-Z]\d+", " ".join(policy.sources)))
        assert laws and laws <= sources()
