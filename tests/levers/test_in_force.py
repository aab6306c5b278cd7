"""What is announced is counted with, and forbids nothing yet; what takes another's place goes on from it."""

import datetime as dt

import pytest

from experiments.plan.parameters import parameters_by_path
from sim.core.calendar import monday
from sim.declare.params import InvalidInput, declared
from sim.measures import LEVERS
from sim.measures.law_of_week import change_weeks, law_of_week
from sim.model import LabourMarket
from sim.rules import Rules
from sim.scenario.loading import load_base
from sim.scenario.measure_lookup import by_title
from sim.scenario.policy import plan_of
from sim.scenario.policy_file import policy_from_data
from sim.state.ledger import Item, Tally
from tests.levers.harness import scenario, use


def told(slug: str, **row) -> dict:
    rows = [{"lever": slug, "from": monday(100), **row}]
    return {"id": "mine", "title": {"en": "Mine"}, "base": "law-2020", "levers": rows}


def test_what_stands_is_foreseen_though_something_else_comes_after_its_end():
    ban = use("directors_ban", 20, until=monday(90), p_ban_if_repeat=0.5)
    shelter = use("short_shelter", 120, announced=30)
    law = law_of_week(Rules(), [ban, shelter], 50, True)
    assert law.foreseen.admission == law.rules.admission != Rules().admission
    assert law.foreseen.housing != law.rules.housing
    again = use("directors_ban", 91, announced=30, p_ban_if_repeat=0.9)
    assert law_of_week(Rules(), [ban, again], 50, True).foreseen.admission.finding_ban > law.rules.admission.finding_ban


@pytest.mark.parametrize("slug", ["directors_ban", "conduct_certificate", "chamber_check"])
def test_nobody_is_refused_by_a_law_that_is_only_announced(slug):
    policy = scenario((slug,), 49, 1)
    counts = []
    for plan in (None, policy):
        model = LabourMarket(rng=1, size="smoke", policy=plan, until=monday(60), collect=False)
        refused = straw = entries = 0.0
        while model.week < 48:
            model.step()
            books = model.world_week.books
            refused += books.tally[Tally.CONDUCT_REFUSED]
            straw += books.cents[Item.STRAW_MAN]
            entries += books.tally[Tally.ENTRIES]
        counts.append((refused, straw, entries))
    assert counts[0][:2] == counts[1][:2] == (0.0, 0.0)
    assert counts[1][2] == counts[0][2] > 0.0, "these three cost a founder nothing that he would weigh before"


def test_a_measure_that_takes_the_place_of_the_worlds_own_goes_on_from_there():
    own = (use("inspection_capacity", 100, ramp_w=104), use("certification", 100), use("landlord_licence", 100))
    mine = (use("inspection_capacity", 260, ramp_w=104), use("certification", 260), use("landlord_licence", 260))
    before, after = (law_of_week(Rules(), plan_of(own, mine), week, False).rules for week in (259, 260))
    assert before.inspection.inspectorate_visits == after.inspection.inspectorate_visits
    assert before.admission == after.admission and after.admission.gate_enforced == 1
    assert before.norms == after.norms and after.norms.licence_progress == 1.0
    assert 261 not in change_weeks(plan_of(own, mine))


def test_while_terms_run_they_run_on():
    own, mine = use("landlord_licence", 100), use("landlord_licence", 120)
    plan = plan_of((own,), (mine,))
    steps = [law_of_week(Rules(), plan, week, False).rules.norms.licence_progress for week in range(100, 160)]
    alone = [law_of_week(Rules(), (own,), week, False).rules.norms.licence_progress for week in range(100, 160)]
    assert steps == alone


def test_the_world_gets_its_measure_back_as_it_was():
    own, mine = use("landlord_licence", 100), use("landlord_licence", 200, until=monday(220), licence_coverage=0.5)
    plan = plan_of((own,), (mine,))
    late = law_of_week(Rules(), plan, 230, False).rules.norms
    assert late == law_of_week(Rules(), (own,), 230, False).rules.norms and late.licence_progress == 1.0


@pytest.mark.parametrize("slug", [slug for slug, lever in LEVERS.items() if not lever.tells_new])
def test_only_measures_that_tell_new_from_old_may_be_for_new_ones(slug):
    with pytest.raises(InvalidInput) as caught:
        policy_from_data(told(slug, applies_to="new"), ["law-2020"])
    (mistake,) = caught.value.mistakes
    assert mistake.message == "does not tell new from old" and mistake.path == "levers[0].applies_to"


@pytest.mark.parametrize("slug", [slug for slug, lever in LEVERS.items() if lever.tells_new])
def test_those_that_do_make_another_law_for_new_ones(slug):
    policy_from_data(told(slug, applies_to="new"), ["law-2020"])
    both = [law_of_week(Rules(), [use(slug, 100, applies_to=target)], 110, False).rules for target in ("all", "new")]
    assert both[0] != both[1] != Rules()


@pytest.mark.parametrize("levers", [None, []])
def test_a_policy_without_measures_is_refused(levers):
    with pytest.raises(InvalidInput, match="is missing"):
        policy_from_data(told("deposit") | {"levers": levers}, ["law-2020"])


def test_hirers_answer_for_all_the_tax_in_an_invoice():
    law = law_of_week(Rules(), [use("presumed_tax_liability", 10)], 20, False).rules.liability
    assert law.tax_share == 1.0
    half = law_of_week(Rules(), [use("presumed_tax_liability", 10, tax_share=0.175)], 20, False).rules.liability
    assert half.tax_share == pytest.approx(0.5)


def test_the_guarantee_as_enacted_spares_short_projects():
    own = [u for u in load_base("law-as-enacted").levers if u.lever == "first_months_wage"]
    assert own and all(u.parameters.exempt_short_project == 1 for u in own)
    assert min(u.start for u in own) == dt.date(2022, 1, 1)


def test_another_measure_does_not_bring_the_end_of_the_clause_nearer():
    clause, desk = use("clause_limit", 80, announced=5), use("helpdesk", 12, announced=5)
    for week in (6, 11, 12, 79):
        laws = [law_of_week(Rules(), plan, week, True) for plan in ([clause], [clause, desk])]
        assert [law.ahead for law in laws] == [80 - week] * 2


def test_lists_tell_the_numbers_that_are_used():
    told = {row.path: row.default for slug, lever in LEVERS.items() for row in declared(lever.parameters, slug)}
    for slug, lever in LEVERS.items():
        for name, value in lever.parameters._asdict().items():
            assert told[f"{slug}.{name}"] == value
            assert parameters_by_path()[f"lever.{slug}.{name}"].default == value


def test_a_use_that_follows_on_another_goes_on_from_there():
    first, then = use("landlord_licence", 100, until=monday(199)), use("landlord_licence", 200, licence_coverage=0.5)
    norms = law_of_week(Rules(), plan_of((), (first, then)), 200, False).rules.norms
    assert norms.licence_progress == 1.0 and norms.licence_coverage == 0.5
    late = use("landlord_licence", 210, licence_coverage=0.5)
    assert law_of_week(Rules(), plan_of((), (first, late)), 210, False).rules.norms.licence_progress < 0.1


@pytest.mark.parametrize("word", ["waarborgsom", "Deposit"])
def test_a_word_of_a_title_leads_to_the_measure(word):
    assert "deposit (" in by_title(word) and by_title("de") == by_title("kabouter") == ""
    with pytest.raises(InvalidInput, match=r"deposit \("):
        policy_from_data(told("waarborgsom"), ["law-2020"])


def test_of_two_that_are_announced_the_first_is_seen_whole():
    whole = use("clause_limit", 60, announced=5, until=monday(99), clause_max_w=52)
    later = use("clause_limit", 100, announced=5, applies_to="new")
    seen = law_of_week(Rules(), [whole, later], 40, True)
    assert seen.ahead == 20 and seen.foreseen.contract.clause_max_weeks == 52
    assert seen.foreseen.contract.clause_new_from < 0


@pytest.mark.parametrize("slug", [slug for slug, lever in LEVERS.items() if lever.at_once])
def test_what_cannot_be_phased_in_says_so_and_how_it_is_spread(slug):
    with pytest.raises(InvalidInput) as caught:
        policy_from_data(told(slug, phase_in_weeks=26), ["law-2020"])
    (mistake,) = caught.value.mistakes
    assert mistake.path == "levers[0].phase_in_weeks" and mistake.hint == LEVERS[slug].at_once
    name = LEVERS[slug].at_once.removesuffix(".").split()[-1]
    assert name in LEVERS[slug].parameters._fields or slug in ("sickness_no_end", "clause_limit")


@pytest.mark.parametrize("slug", [slug for slug, lever in LEVERS.items() if not lever.at_once])
def test_a_phase_in_bites_wherever_it_is_taken(slug):
    laws = [
        [law_of_week(Rules(), [use(slug, 100, phase_in=term)], week, False).rules for term in (0, 400)]
        for week in (100, 140, 300)
    ]
    assert any(whole != part for whole, part in laws), "half way is as much as all"


def test_of_two_guarantees_the_stricter_holds_on_every_point():
    law = [
        use("first_months_wage", 10, guarantee_w=9, guarantee_hours=30.0, compliance_bona=0.9, compliance_rogue=0.2),
        use("first_months_wage", 20, guarantee_w=4, guarantee_hours=38.0, compliance_bona=0.7, compliance_rogue=0.4,
            exempt_misconduct_first_w=0, exempt_short_project=1),
    ]  # fmt: skip
    for plan in (law, law[::-1]):
        pay = law_of_week(Rules(), plan, 30, False).rules.pay
        assert (pay.guarantee_weeks, pay.guarantee_hours, pay.guarantee_kept, pay.guarantee_kept_rogue) == (
            9,
            38,
            0.9,
            0.4,
        )
        assert (pay.guarantee_trial_weeks, pay.guarantee_short) == (0, 0.0)
