"""Outcomes: the list of the contract, definitions, windows, groups."""

import math
import re

import numpy as np
import pytest

from sim.outcomes.firms import Firm, over_line, part_above, top_hundredths
from sim.outcomes.metric import BETTER, KINDS
from sim.outcomes.metrics import BY_NAME, CODEBOOK, METRICS
from sim.outcomes.recorder import Recorder
from sim.state.codes import Cover, Homeless, Housing, Registration, Work
from sim.state.ledger import ENDS, Account, Item, Tally
from sim.world import RogueDefinition
from tests.unit.outcomes.small_world import SmallWorld

# design/contract.md, "Outcomes"
CONTRACT = [
    "uninsured_share",
    "uninsured_spells_per_1000py",
    "uninsured_spell_weeks_median",
    "uncovered_care_eur_per_year",
    "homeless_stock",
    "homeless_share",
    "homeless_inflow_per_year",
    "homeless_from_job_loss_share",
    "hidden_homeless_share",
    "uninsured_after_job_loss_share",
    "homeless_after_job_loss_share",
    "triple_loss_per_year",
    "rogue_agency_count",
    "rogue_agency_share",
    "rogue_worker_share",
    "rogue_share_observed",
    "wage_theft_eur_per_worker_week",
    "wage_recovered_share",
    "threshold_dismissals_per_year",
    "replacement_dismissals_per_year",
    "phase_b_inflow_per_year",
    "direct_hire_inflow_per_year",
    "vacancy_unfilled_share",
    "hire_rate_eur_per_hour",
    "hirer_cost_eur_per_year",
    "agency_compliance_cost_eur_per_year",
    "state_cost_eur_per_year",
    "honest_small_agency_exits_per_year",
    "agency_count",
    "agency_entry_rate_per_year",
    "agency_exit_rate_per_year",
    "certified_share",
    "top_agency_share",
    "displaced_share",
    "tied_housing_share",
    "crowded_bed_share",
    "rent_eur_per_week",
    "registered_share",
    "complaints_per_year",
    "inspections_per_year",
    "visit_rate_per_year",
    "fines_collected_share",
    "agency_migrants_present",
    "migrants_present",
    "heads_per_year",
    "first_year_departure_share",
    "agency_spells_under_13w_share",
    "onward_to_direct_or_other_per_year",
]


def test_every_outcome_of_the_contract_is_declared_once():
    assert set(CONTRACT) <= set(BY_NAME)
    assert len(BY_NAME) == len(METRICS) == len(CODEBOOK)


@pytest.mark.parametrize("metric", METRICS, ids=lambda m: m.name)
def test_declaration_is_complete(metric):
    assert re.fullmatch(r"[a-z0-9_]+", metric.name)
    assert metric.kind in KINDS and metric.better in BETTER
    assert metric.label_nl and metric.label_en and metric.label_nl != metric.label_en
    assert metric.unit and metric.scope and metric.source
    assert metric.definition.endswith(".")
    assert metric.name.endswith("_per_year") <= (metric.kind in ("flow", "stock"))


def test_codebook_says_what_nothing_to_divide_by_gives():
    for row in CODEBOOK:
        assert list(row) == ["name", "label_nl", "label_en", "unit", "kind", "better", "definition", "scope"]
        assert "empty denominator" in row["definition"] or "gives 0" in row["definition"]


def test_before_the_first_week_nothing_has_a_value():
    assert set(Recorder(5).outcomes().values()) == {None}


def test_shares_and_stocks_are_of_those_present_and_scaled_up():
    world = SmallWorld(scale=0.1)
    world.arrive(*range(6))
    world.arrive(6, 7, work=Work.DIRECT)
    world.uninsure(0)
    world.m.housing[1] = Housing.STREET
    world.m.housing[2] = Housing.SHELTER
    world.m.housing[3] = Housing.FRIENDS
    world.m.housing[4] = Housing.TIED
    world.m.registration[7] = Registration.RNI_CONTACT
    world.m.location[4], world.l.occupants[0], world.l.beds[0] = 0, 5, 4
    found = world.book()
    assert found["migrants_present"] == 80.0
    assert found["agency_migrants_present"] == 60.0
    assert found["uninsured_share"] == found["uncovered_share"] == 1 / 8
    assert (found["homeless_stock"], found["homeless_share"]) == (20.0, 2 / 8)
    assert found["hidden_homeless_share"] == 1 / 8
    assert found["tied_housing_share"] == 1 / 6
    assert found["crowded_bed_share"] == 1 / 8
    assert found["registered_share"] == 7 / 8
    assert found["displaced_share"] == 2 / 8
    assert found["rent_eur_per_week"] == 100.0


@pytest.mark.parametrize(
    ("enrol", "duty", "share"),
    [(5, 1, 0.0), (18, 1, 0.0), (19, 1, 0.5), (32767, 1, 0.5), (9, 32767, 0.5)],
    ids=["soon", "within four months", "too late", "never", "home cover has no Dutch duty"],
)
def test_enrolment_that_works_back_is_insured_already(enrol, duty, share):
    world = SmallWorld()
    world.arrive(0, 1)
    world.uninsure(0, cause=3)
    world.m.enrol_week[0], world.m.duty_week[0] = enrol, duty
    found = world.book()
    assert found["uninsured_share"] == share
    assert found["uncovered_share"] == 0.5


def test_ill_with_an_agency_is_an_agency_migrant_and_ill_on_benefit_is_not():
    world = SmallWorld()
    world.arrive(0, 1, work=Work.SICK)
    world.m.agency[1] = -1
    found = world.book()
    assert found["agency_migrants_present"] == 1.0
    assert found["sick_share"] == 1.0


def test_empty_denominator_gives_no_value():
    found = SmallWorld().book()
    assert found["uninsured_share"] is None and found["vacancy_unfilled_share"] is None
    assert found["homeless_stock"] == 0.0


def test_windowed_values_wait_until_their_window_is_full():
    world = SmallWorld(first_week=-51)
    world.arrive(0, 1, week=-60)
    world.m.job_loss_week[0] = -32768
    assert world.book(51)["heads_per_year"] is None
    assert world.book(1)["heads_per_year"] == 2.0
    assert world.book(51)["first_year_departure_share"] is None
    weekly = world.recorder.tables()["weekly"]
    heads = weekly["value"][weekly["metric"] == "heads_per_year"]
    assert weekly["week"].min() == 1 and np.isfinite(heads).all()


def test_heads_count_a_person_once_and_also_after_leaving():
    world = SmallWorld()
    world.arrive(0, 1, 2)
    world.book(10)
    world.leave(1)
    assert world.book(42)["heads_per_year"] == 3.0
    assert world.book(9)["heads_per_year"] == 3.0
    assert world.book(1)["heads_per_year"] == 2.0


def test_first_year_departures_follow_the_week_of_arrival():
    world = SmallWorld()
    world.arrive(0, week=-9)  # first arrived before the recorder began
    world.book(1)
    world.arrive(1, 2, 3)
    world.book(20)
    world.leave(1)
    world.book(40)
    world.leave(2)  # after 60 weeks
    assert world.book(42)["first_year_departure_share"] is None
    assert world.book(1)["first_year_departure_share"] == pytest.approx(1 / 3)


def test_agency_spells_and_moves_on():
    world = SmallWorld(first_week=-3)
    world.arrive(0, 1, 2, week=-3)
    world.arrive(3, work=Work.JOBLESS)
    world.book(5)
    world.arrive(0, work=Work.DIRECT)
    world.m.agency[1] = 1
    world.book(20)
    world.arrive(2, work=Work.JOBLESS)
    world.arrive(3, work=Work.DIRECT)
    found = world.book(32)
    assert found["agency_spells_under_13w_share"] == pytest.approx(2 / 3)
    yearly = world.recorder.tables()["yearly"]
    moves = yearly["value"][(yearly["metric"] == "onward_to_direct_or_other_per_year") & (yearly["year"] == 2021)]
    years = 52 * 7 / 365.2425
    stock = (1 * 3 + 20 * 2 + 52 - 21) / 52
    assert moves[0] == pytest.approx(1 / years / stock, rel=0.02)
    direct = yearly["value"][(yearly["metric"] == "direct_hire_inflow_per_year") & (yearly["year"] == 2021)]
    assert direct[0] == pytest.approx(2 / years)


def test_what_follows_a_lost_job():
    world = SmallWorld()
    world.arrive(*range(6))
    world.book(2)
    lost = world.week
    for p in range(5):
        world.m.work[p], world.m.agency[p], world.m.job_loss_week[p] = Work.JOBLESS, -1, lost
    world.uninsure(0, 1, 2)
    world.book(3)
    world.m.housing[0], world.m.homeless_cause[0] = Housing.STREET, Homeless.JOB_LOSS
    world.m.housing[3] = Housing.FRIENDS
    world.leave(2)
    world.book(3)
    world.arrive(0, week=1)  # all mended within the eight weeks, still it happened
    world.book(44)
    yearly = world.recorder.tables()["yearly"]
    value = dict(zip(yearly["metric"], yearly["value"], strict=False))
    assert value["uninsured_after_job_loss_share"] == 2 / 4  # one of five left NL
    assert value["homeless_after_job_loss_share"] == 1 / 4
    assert value["homeless_from_job_loss_share"] == 1.0
    assert value["triple_loss_per_year"] == pytest.approx(365.2425 / 7 / 52)


def test_flows_are_annual_and_shares_of_money_have_no_scale():
    world = SmallWorld(scale=0.5)
    world.arrive(0)
    tally, cents = world.books.tally, world.books.cents
    tally[Tally.COMPLAINTS], tally[Tally.VISITS_AGENCY], tally[Tally.VISITS_HIRER] = 3, 2, 2
    tally[Tally.ORDERS], tally[Tally.UNFILLED], tally[Tally.HOURS_SOLD] = 10, 1, 100.5
    tally[Tally.WAGE_STOLEN_EUR], tally[Tally.WAGE_RECOVERED_EUR] = 40.0, 10.0
    cents[Item.HIRE], cents[Item.WAGE_TAX], cents[Item.SHELTER_COST] = 201000, 5000, 2000
    found = world.book(52)
    weeks = 365.2425 / 7
    assert found["complaints_per_year"] == pytest.approx(3 * weeks / 0.5)
    assert found["inspections_per_year"] == pytest.approx(4 * weeks / 0.5)
    assert found["visit_rate_per_year"] == pytest.approx(3 * weeks / 3)
    assert found["vacancy_unfilled_share"] == 0.1
    assert found["hire_rate_eur_per_hour"] == 20.0
    assert found["wage_recovered_share"] == 0.25
    assert found["state_cost_eur_per_year"] == pytest.approx((20 - 50) * weeks / 0.5)


def test_the_line_is_a_ratio_of_the_larger_of_two():
    for taken, kept, found in (
        (5.0, 0, 1.0),
        (2.5, 0, 0.5),
        (0.0, 1, 1.0),
        (0.0, 2, 2.0),
        (7.5, 1, 1.5),
        (0.0, 0, 0.0),
    ):
        assert over_line(taken, 100.0, kept, 10.0, 0.05, 0.10) == pytest.approx(found)
    assert over_line(0.0, 0.0, 0.0, 0.0, 0.05, 0.10) == 0.0
    assert [part_above(r) for r in (0.4, 0.5, 0.98, 1.0, 1.02, 1.5, 9.0)] == pytest.approx(
        [0, 0, 0.48, 0.5, 0.52, 1, 1]
    )


def agencies_that_take(*shares: float, wages: float = 1000.0, placed: int = 4, **options) -> SmallWorld:
    """A world with one agency per share of the legal wage bill taken each week."""
    world = SmallWorld(agencies=len(shares), **options)
    world.a.placed[:] = placed
    world.a.week_wages[:] = wages
    world.a.week_taken[:] = wages * np.array(shares)
    return world


def test_a_share_of_agencies_has_the_same_agencies_above_and_below_the_line():
    """A small firm that takes much counts like a small firm that takes nothing; the old share left it out."""
    world = agencies_that_take(0.2, 0.0, 0.2, 0.0)
    world.a.placed[:] = [1, 1, 30, 30]
    assert world.book(12)["rogue_agency_share"] is None  # nobody has a quarter of books
    found = world.book()
    assert found["judged_agency_count"] == 4.0
    assert found["rogue_agency_share"] == found["takes_share_5"] == found["takes_share_10"] == 0.5
    world.a.worker_weeks_13[0] = world.a.worker_weeks_13[1] = 13.0
    world.a.placed[:2] = 0  # ever smaller, until both are too small to judge: both go
    assert world.book(60)["judged_agency_count"] == 2.0
    assert world.recorder.outcomes()["rogue_agency_share"] == 0.5


def test_lines_and_sizes_stand_side_by_side():
    world = agencies_that_take(0.01, 0.03, 0.06, 0.12, groups="all")
    world.a.initial_class[:] = [0, 0, 1, 3]
    found = world.book(52)
    assert [found[f"takes_share_{k}"] for k in (2, 5, 10)] == [0.75, 0.5, 0.25]
    assert found["rogue_agency_share"] == 0.5
    t = world.recorder.tables()["yearly"]
    rows = {(m, by, g): v for m, by, g, v in zip(t["metric"], t["group_by"], t["group"], t["value"], strict=True)}
    sizes = {g: v for (m, by, g), v in rows.items() if m == "takes_share_2" and by == "agency_size"}
    assert sizes["under_10"] == 0.5 and sizes["under_50"] == sizes["over_250"] == 1.0
    assert set(sizes) == {"under_10", "under_50", "under_250", "over_250"} and math.isnan(sizes["under_250"])
    assert {by for m, by, _ in rows if m == "rogue_agency_share"} == {"all", "agency_size"}


def test_an_agency_that_hovers_around_the_line_moves_no_headline():
    """One firm holds most of the work and takes now 4.9%, now 5.1%, a quarter each."""
    world = agencies_that_take(0.0, 0.05, 0.0)
    world.a.worker_weeks_13[:] = [100.0, 1000.0, 100.0]
    shares, counts = [], []
    for k in range(24):
        world.a.week_taken[1] = 1000.0 * (0.049 if k % 2 else 0.0515)
        found = world.book(13)
        shares.append(found["rogue_worker_share"])
        counts.append(found["rogue_agency_count"])
    assert np.ptp(shares[4:]) < 0.01
    assert len(set(counts[4:])) == 1
    world.a.week_taken[1] = 0.0  # it stops: within a year it is gone, not by one step
    steps = -np.diff([world.book()["rogue_worker_share"] for _ in range(52)])
    assert steps.min() >= 0.0 and steps.max() < 0.03
    assert world.recorder.outcomes()["rogue_worker_share"] == world.recorder.outcomes()["rogue_agency_count"] == 0.0


def test_what_was_taken_is_forgotten_after_the_window_and_with_the_firm():
    world = agencies_that_take(0.2, 0.2, rogue=RogueDefinition(window=26))
    assert world.book(26)["rogue_agency_count"] == 2.0
    world.a.week_taken[:] = 0.0
    world.a.incarnation[1] = 1  # a new firm of the same director has no past
    world.book(12)
    assert list(world.recorder._firm_book.rogue()) == [True, False]
    assert world.book(14)["rogue_agency_count"] == 0.0


def test_the_numbers_of_the_definition_bite():
    for changed, count in (
        ({}, 1.0),
        ({"line": 0.25}, 0.0),
        ({"least_worker_weeks": 100.0}, 0.0),
        ({"least_weeks": 30}, 0.0),
    ):
        world = agencies_that_take(0.2, 0.0, placed=2, rogue=RogueDefinition(**changed))
        assert world.book(26)["rogue_agency_count"] == count, changed
    for leaves, count in ((0.8, 1.0), (1.0, 0.0)):
        world = agencies_that_take(0.2, rogue=RogueDefinition(leaves=leaves))
        world.book(52)
        world.a.week_taken[:] = 45.0
        assert world.book(52)["rogue_agency_count"] == count


def test_weeks_of_loss_are_counted_per_person_and_hang_on_no_agency():
    world = SmallWorld()
    world.arrive(*range(10))
    t = world.books.tally
    t[Tally.LOSING_2], t[Tally.LOSING_5], t[Tally.LOSING_10], t[Tally.EXTRACTED_EUR] = 5, 4, 1, 250.0
    found = world.book()
    assert [found[f"worker_weeks_losing_{k}"] for k in (2, 5, 10)] == [0.5, 0.4, 0.1]
    assert found["taken_eur_per_worker_week"] == 25.0


def test_agencies_enter_when_they_first_place_and_end_once():
    world = SmallWorld(agencies=4)
    world.arrive(0)
    world.a.alive[3], world.a.incarnation[3] = 0, -1
    world.a.week_wages[:], world.a.week_taken[:] = 1000.0, [60.0, 60.0, 0.0, 0.0]
    world.a.worker_weeks_13[1] = 0.0  # registered, never placed anybody
    found = world.book()
    assert (found["agency_count"], found["honest_small_agency_count"]) == (2.0, 1.0)
    world.a.alive[3], world.a.incarnation[3], world.a.worker_weeks_13[3] = 1, 0, 10.0
    world.a.alive[1] = world.a.alive[2] = 0
    found = world.book()
    weeks = 365.2425 / 7
    assert found["agency_entry_rate_per_year"] == pytest.approx(weeks / 2)
    assert found["agency_exit_rate_per_year"] == pytest.approx(weeks / 2)
    assert found["honest_small_agency_exits_per_year"] == pytest.approx(weeks)
    assert world.book()["agency_exit_rate_per_year"] == 0.0


def test_a_firm_without_workers_for_a_quarter_is_no_active_agency():
    world = SmallWorld(agencies=2)
    assert world.book()["agency_count"] == 2.0
    world.a.worker_weeks_13[1] = 0.0  # so the small world notes no placement any more
    world.book(12)
    world.a.worker_weeks_13[1] = 1e-6  # smoothed, it never gets to nothing
    world.a.last_placed[1] = world.week - 13
    assert world.recorder._firm_book.book(world.week, world.a)[0, Firm.ACTIVE] == 1


def test_kept_premiums_make_an_agency_rogue():
    world = agencies_that_take(0.0, 0.0, placed=10)
    world.a.week_premium_kept[0] = 1
    assert world.book(13)["rogue_agency_count"] == 1.0
    assert world.recorder.outcomes()["takes_share_5"] == 0.0
    world.a.week_premium_kept[0] = 0
    assert world.book(60)["rogue_agency_count"] == 0.0


def test_fewer_closures_because_fewer_are_left_are_no_lower_rate():
    """One of ten that closes in a week is the same rate as one of a hundred in ten weeks."""

    def rate(agencies: int, weeks: int) -> tuple[float, float]:
        world = SmallWorld(agencies=agencies)
        world.arrive(0)
        world.a.initial_honest[:] = 1
        world.book(weeks - 1)
        world.a.alive[0] = 0
        world.book()
        table = world.recorder.tables()["yearly"]
        found = dict(zip(table["metric"], table["value"], strict=True))
        return found["honest_small_agency_exits_per_year"], found["honest_small_agency_exit_rate_per_year"]

    year = 365.2425 / 7
    assert rate(11, 4) == pytest.approx((year / 4, year / (3 * 11 + 10)))
    few, many = rate(6, 8), rate(61, 8)
    assert few[0] == many[0] and few[1] > 9 * many[1]
    assert BY_NAME["honest_small_agency_exits_per_year"].better == BY_NAME["hirer_cost_eur_per_year"].better == "none"


def test_cost_to_hirers_falls_with_the_work_and_cost_per_hour_does_not():
    world = SmallWorld()
    world.arrive(0, 1, 2, 3)
    world.arrive(4, work=Work.DIRECT)

    def found(people: int) -> tuple[float, float]:
        world.books.cents[Item.HIRE], world.books.cents[Item.OTHER_WAGE] = people * 40 * 2100, 38 * 1500
        world.books.tally[Tally.HOURS_SOLD] = people * 40.0
        outcomes = world.book()
        return outcomes["hirer_cost_eur_per_year"], outcomes["hirer_cost_eur_per_hour"]

    total, hour = found(4)
    assert hour == pytest.approx((4 * 40 * 21.0 + 38 * 15.0) / (4 * 40 + 38))
    fewer, dearer = found(2)
    assert fewer < 0.6 * total and dearer == pytest.approx((2 * 40 * 21.0 + 38 * 15.0) / (2 * 40 + 38))
    empty = SmallWorld()
    assert empty.book()["hirer_cost_eur_per_hour"] is None


def test_what_the_code_book_says_of_hirers_is_booked():
    """Loss by open orders is no payment: it was promised and booked nowhere."""
    said = BY_NAME["hirer_cost_eur_per_year"].definition
    assert "loss by open orders" not in said and "not counted" in said
    assert {item for item, (payer, _) in ENDS.items() if payer == Account.HIRERS} >= {Item.HIRE, Item.OTHER_WAGE}


def test_top_share_counts_part_of_a_firm():
    sizes = np.arange(1.0, 1001.0)
    assert top_hundredths(sizes) == 100 * 1000 + 50 * 999
    assert top_hundredths(np.array([1000.0])) == 150
    assert top_hundredths(np.zeros(0)) == 0


def test_weekly_table_holds_what_outcomes_gave():
    world = SmallWorld(first_week=-2)
    rng = np.random.default_rng(1)
    world.arrive(*range(12))
    given = {}
    for _ in range(70):
        p = int(rng.integers(12))
        world.m.cover[p] = rng.choice([Cover.NONE, Cover.OWN])
        world.m.housing[p] = rng.integers(1, 7)
        world.m.rent[p] = rng.random() * 100
        week, given_now = world.week, world.book()
        given |= {(week, name): value for name, value in given_now.items() if week >= 1}
    table = world.recorder.tables()["weekly"]
    keys = zip(table["week"].tolist(), table["metric"], strict=True)
    rows = dict(zip(keys, table["value"].tolist(), strict=True))
    assert rows.keys() == given.keys()
    for key, value in given.items():
        assert (value is None and math.isnan(rows[key])) or rows[key] == value, key


def test_groups_add_up_to_the_total():
    world = SmallWorld(persons=60, groups="all", first_week=-3)
    rng = np.random.default_rng(2)
    world.m.origin[:], world.m.sector[:] = rng.integers(0, 5, 60), rng.integers(0, 5, 60)
    world.m.province[:] = rng.integers(0, 12, 60)
    world.a.initial_class[:] = [0, 1, 3]
    for p in range(50):
        world.arrive(p, agency=p % 3, work=Work(4 + p % 8))
    for _ in range(80):
        p = int(rng.integers(50))
        world.m.housing[p], world.m.cover[p] = rng.integers(1, 7), rng.choice([0, 1])
        world.m.job_loss_week[p] = world.week
        world.book()
    t = world.recorder.tables()
    additive = ("homeless_stock", "migrants_present", "homeless_inflow_per_year", "triple_loss_per_year")
    for table in (t["yearly"], t["totals"]):
        year = table.get("year", np.zeros(table["value"].size))
        for name in (*additive, "heads_per_year", "direct_hire_inflow_per_year"):
            for y in set(year):
                mine = (table["metric"] == name) & (year == y)
                total = table["value"][mine & (table["group_by"] == "all")].sum()
                for by in ("origin", "sector", "province", "agency_size"):
                    parts = table["value"][mine & (table["group_by"] == by)]
                    assert parts.sum() == pytest.approx(total, nan_ok=True), (name, by, y)
    alone = SmallWorld(persons=60, first_week=-3)
    assert set(t["weekly"]["group_by"]) == {"all"} and not alone.recorder._grouped


def test_group_membership_does_not_follow_a_move():
    world = SmallWorld(groups="all")
    world.m.province[0] = 3
    world.arrive(0)
    world.book()
    world.m.province[0] = 7
    world.book()
    t = world.recorder.tables()["totals"]
    rows = (t["metric"] == "migrants_present") & (t["value"] > 0) & (t["group_by"] == "province")
    assert list(t["group"][rows]) == ["overijssel"]


def test_median_length_respects_what_is_still_open():
    world = SmallWorld(persons=40)
    world.arrive(*range(40))
    world.book()
    world.uninsure(*range(10))
    world.book(4)
    world.m.cover[:4] = Cover.OWN  # four end after 4 weeks, six go on
    world.book(3)
    world.m.cover[4:6] = Cover.OWN  # two more after 7
    found = world.book(45)
    assert found["uninsured_spell_weeks_median"] == 7.0
    assert world.spells("uninsured")[0][1:3] == (2, 6)


def test_what_is_recorded_changes_no_outcome_and_no_column():
    worlds = [SmallWorld(record=r, groups=g) for r, g in (("weekly", "all"), ("yearly", "none"), ("summary", "none"))]
    for world in worlds:
        world.arrive(0, 1, 2)
        world.uninsure(1)
        before = [column.copy() for column in (*world.m, *world.a)]
        world.book(3)
        world.m.last_agency_week[:] = before[world.m._fields.index("last_agency_week")]
        world.a.last_placed[:] = before[len(world.m) + world.a._fields.index("last_placed")]
        assert all(np.array_equal(a, b) for a, b in zip(before, (*world.m, *world.a), strict=True))
    found = [world.recorder.outcomes() for world in worlds]
    assert found[0] == found[1] == found[2]
    names = [set(world.recorder.tables()) for world in worlds]
    assert names[2] == {"yearly", "totals", "codebook"}
    assert names[1] - names[2] == {"agencies", "flows", "ledger"}
    assert names[0] - names[1] == {"weekly", "spells", "lives"}


def test_weeks_must_follow_one_another():
    world = SmallWorld()
    world.book()
    world.week += 1
    with pytest.raises(ValueError, match="cannot be booked after"):
        world.book()
