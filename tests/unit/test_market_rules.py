"""Scalar rules of orders, hirers, enforcers, entry and exit."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.behaviour.market import Complaints, Demand, Enforcement, Entry, Exit, ModeChoice, SupplierChoice
from sim.behaviour.switches import LiabilityRule
from sim.core import calendar
from sim.phases.agencies.entry import admitted_by_means, entry_cost
from sim.phases.agencies.exit import Going, cause_of_end, exit_hazard, insolvent
from sim.phases.agencies.learning import learned
from sim.phases.agencies.quarterly_review import selling
from sim.phases.agencies.restart import restore_clients
from sim.phases.agencies.stakes import Finding, destroys_records
from sim.phases.agencies.valuation import annuity, deposit_cost, enters
from sim.phases.enforcement.back_pay import collectable
from sim.phases.enforcement.complaints import complaint_hazard, fear
from sim.phases.enforcement.visits import find_chance, risk
from sim.phases.hirers.forms_of_hiring import mode_shares
from sim.phases.hirers.hirer_liability import expected_liability, suspicion
from sim.phases.hirers.orders import season, start_shock
from sim.phases.hirers.supplier_slots import place_supplier, slot_for_newcomer, wanted_suppliers
from sim.phases.hirers.supplier_value import Sight, supplier_utility
from sim.phases.shared.extraction import claim
from sim.rules import Rules
from sim.state.codes import AgencyType, ExitCause, Sector
from sim.state.columns import Hirers, empty

S, E, N = SupplierChoice(), Enforcement(), Entry()
EXPECTED, BLACKLIST = int(LiabilityRule.EXPECTED), int(LiabilityRule.BLACKLIST)


def hirers(shares, suppliers) -> Hirers:
    """One hirer with the given slots."""
    h = empty(Hirers, 1)
    h.share[0], h.supplier[0], h.size[0], h.orders[0] = shares, suppliers, 20.0, 20.0
    return h


@pytest.mark.parametrize("sector", list(Sector))
def test_season_has_mean_one(sector: Sector) -> None:
    year = [season(int(sector), week, Demand()) for week in range(52)]
    assert np.mean(year) == pytest.approx(1.0, abs=2e-3)


def test_horticulture_is_low_in_january_and_high_in_july() -> None:
    year = [season(int(Sector.HORTICULTURE), week, Demand()) for week in range(52)]
    assert np.argmin(year) in range(0, 5)
    assert np.argmax(year) in range(25, 31)


def test_first_shocks_have_the_stationary_spread() -> None:
    draws = [start_shock(1, i, -103, 0.2) for i in range(4000)]
    assert np.std(draws) == pytest.approx(0.2, rel=0.05)


def test_news_moves_the_perceived_chance_and_silence_does_not() -> None:
    assert learned(0.04, 0.06, 0.0, 0.0, 5.0, 0.0, 0.0) == 0.04
    assert learned(0.04, 0.06, 0.0, 6.0, 5.0, 0.0, 0.0) == pytest.approx(0.04 * 0.94)
    neighbour = learned(0.04, 0.06, 1.0, 6.0, 5.0, 0.0, 1.0)
    own = learned(0.04, 0.06, 0.0, 6.0, 5.0, 1.0, 1.0)
    assert 0.04 < neighbour < own


def test_missing_books_pay_when_their_fine_is_small() -> None:
    cheap = sum(destroys_records(u, Finding(16e3, 50e3), 1e6, E) for u in np.linspace(0.005, 0.995, 100))
    dear = sum(destroys_records(u, Finding(16e3, 50e3, 0.0, 500e3), 1e6, E) for u in np.linspace(0.005, 0.995, 100))
    assert dear < cheap


def test_selling_falls_with_what_a_firm_has_already() -> None:
    assert selling(10.0, 0.0, S) == 10.0 * S.hunger_most
    assert selling(10.0, 10.0, S) == pytest.approx(10.0)
    assert selling(10.0, 20.0, S) < 10.0


def test_fear_silences_and_harm_speaks() -> None:
    c = Complaints()
    assert complaint_hazard(50.0, 0.5, 1.0, fear(1, 1, 1, 1), c) < complaint_hazard(50.0, 0.5, 1.0, fear(0, 0, 0, 0), c)
    assert complaint_hazard(5.0, 0.5, 1.0, 0.5, c) < complaint_hazard(50.0, 0.5, 1.0, 0.5, c)
    assert complaint_hazard(500.0, 0.5, 1.0, 0.5, c) == complaint_hazard(50.0, 0.5, 1.0, 0.5, c)


def test_reports_a_low_rate_and_a_record_raise_the_risk() -> None:
    clean = risk(0.0, 1.9, 1.9, 1000)
    assert clean == 0.0
    assert min(risk(3.0, 1.9, 1.9, 1000), risk(0.0, 1.8, 1.9, 1000), risk(0.0, 1.9, 1.9, 10)) > 0.0


def test_books_and_surprise_raise_the_chance_of_a_find() -> None:
    assert find_chance(1, 1.0, E) == E.find_records > find_chance(0, 1.0, E) > find_chance(0, 0.0, E)


def test_collection_ends_where_capital_and_deposit_end() -> None:
    assert collectable(10.0, 4.0, 3.0) == (4.0, 3.0)
    assert collectable(10.0, -4.0, 0.0) == (0.0, 0.0)
    assert collectable(2.0, 4.0, 3.0) == (2.0, 0.0)


def test_a_claim_needs_a_debt_proof_and_an_award() -> None:
    assert claim(0.1, 1000.0, 1e9, 52, 0.8, 0.7) == pytest.approx(0.1 * 1000 * 52 * 0.56)
    assert claim(0.1, 1000.0, 100.0, 52, 0.8, 0.7) == pytest.approx(56.0)
    assert claim(0.1, 1000.0, 1e9, 52, 0.0, 0.7) == 0.0


def test_price_moves_utility_only_while_hirers_respond() -> None:
    def u(price, responds, label=0, found=False, rule=EXPECTED):
        return supplier_utility(Sight(price, 0.01, 1.0, label, found), 1.9, 0.5, rule, responds, S)

    assert u(1.8, 1) > u(1.9, 1)
    assert u(1.8, 0) == u(1.9, 0)
    assert u(1.9, 1, label=1) > u(1.9, 1)
    assert u(1.9, 1, found=True) == u(1.9, 1)
    assert u(1.9, 1, found=True, rule=BLACKLIST) < u(1.9, 1, rule=BLACKLIST)


def test_suspicion_needs_a_low_rate_and_a_label_calms() -> None:
    assert suspicion(1.9, 1.9, 0, S) == 0.0
    assert 0.0 < suspicion(1.8, 1.9, 1, S) < suspicion(1.8, 1.9, 0, S) <= 1.0


def test_liability_rises_with_the_hirers_share_of_unpaid_wage() -> None:
    r = Rules()
    low = expected_liability(1.0, 20.0, 11.5, r.inspection, r.liability, E, S)
    high = expected_liability(1.0, 20.0, 11.5, r.inspection, r.liability._replace(wage_share=0.5), E, S)
    assert 0.0 < low < high


def test_forms_of_hiring_stay_at_base_when_cost_does() -> None:
    assert mode_shares(1.0, ModeChoice()) == (1.0, 1.0)
    agency, other = mode_shares(1.1, ModeChoice())
    assert agency < 1.0 < other
    base = ModeChoice().base_agency
    assert agency * base + other * (1 - base) == pytest.approx(1.0)


def test_a_newcomer_takes_an_empty_slot_or_that_of_the_weakest() -> None:
    h = hirers([0.7, 0.3, 0.0], [5, 6, -1])
    assert slot_for_newcomer(h, 0, True) == 2
    assert slot_for_newcomer(h, 0, False) == 1
    place_supplier(h, 0, 2, 9, 0.2)
    assert h.supplier[0].tolist() == [5, 6, 9]
    assert h.share[0] == pytest.approx([0.56, 0.24, 0.2])


def test_a_sole_newcomer_takes_all() -> None:
    h = hirers([0.0, 0.0, 0.0], [-1, -1, -1])
    place_supplier(h, 0, slot_for_newcomer(h, 0, True), 9, 0.2)
    assert h.share[0].tolist() == [1.0, 0.0, 0.0]


def test_small_hirers_want_one_supplier() -> None:
    assert [wanted_suppliers(n) for n in (1.0, 5.0, 50.0)] == [1, 2, 3]


def test_former_clients_follow_a_restarted_director() -> None:
    h = hirers([0.6, 0.4, 0.0], [5, 6, -1])
    h.former[0, 2], h.former_share[0, 2] = 8, 0.5
    back = np.zeros(10, np.bool_)
    back[8] = True
    assert restore_clients(calendar.now(1, 1, 1.0), h, back, 0.0, 0.0) == 0
    h.former[0, 2] = 8
    assert restore_clients(calendar.now(1, 1, 1.0), h, back, 1.0, 0.0) == 1
    assert h.supplier[0, 2] == 8
    assert h.share[0] == pytest.approx([0.3, 0.2, 0.5])


def test_a_filled_slot_is_not_given_back() -> None:
    h = hirers([0.6, 0.4, 0.0], [5, 6, -1])
    h.former[0, 1], h.former_share[0, 1] = 8, 0.5
    back = np.ones(10, np.bool_)
    assert restore_clients(calendar.now(1, 1, 1.0), h, back, 1.0, 0.0) == 0


def test_hazard_of_exit_falls_with_size_to_a_floor() -> None:
    e = Exit()
    assert exit_hazard(1.0, e) > exit_hazard(100.0, e) > exit_hazard(1e7, e) == e.floor


def test_owners_save_firms_that_earn() -> None:
    regular, hit_run = int(AgencyType.REGULAR), int(AgencyType.HIT_AND_RUN)
    assert not insolvent(regular, -10.0, 0.0, 50_000.0, 0.5)
    assert insolvent(regular, -10.0, 0.0, -1.0, 0.5)
    assert insolvent(regular, 0.0, 30_000.0, 50_000.0, 0.5)
    assert insolvent(hit_run, 0.0, 10.0, 1e6, 0.5)
    assert not insolvent(hit_run, 20.0, 10.0, 0.0, 0.5)


def test_causes_of_an_end() -> None:
    e = Exit()
    regular = int(AgencyType.REGULAR)
    assert cause_of_end(0.5, 10, Going(10, regular, 1e4, 0.0, 1e4, 9, 5.0), e) == ExitCause.PLANNED
    assert cause_of_end(0.5, 10, Going(32767, regular, -1e5, 0.0, 0.0, 9, 5.0), e) == ExitCause.LOSSES
    assert cause_of_end(0.5, 100, Going(32767, regular, 1e4, 0.0, 0.0, 9, 0.0), e) == ExitCause.VOLUNTARY
    assert cause_of_end(0.5, 10, Going(32767, regular, 1e4, 0.0, 1e4, 9, 5.0), e) == ExitCause.NONE
    assert cause_of_end(1e-6, 10, Going(32767, regular, 1e4, 0.0, 1e4, 9, 5.0), e) == ExitCause.VOLUNTARY


def test_annuity_grows_with_life_and_counts_the_first_year_in_part() -> None:
    assert annuity(2.0, 0.1, 0.5) < annuity(4.0, 0.1, 0.5) < annuity(4.0, 0.1, 1.0)
    assert annuity(1.0, 1e-6, 0.5) == pytest.approx(0.5, abs=1e-4)


def test_a_deposit_costs_entry_and_shuts_out_the_small() -> None:
    free, held = Rules(), Rules()._replace(admission=Rules().admission._replace(deposit=1e5))

    def cost(rules, funded=False):
        admission = rules.admission
        held = deposit_cost(admission.deposit, 4.0, 0.05, 0.2, funded, admission, N)
        return entry_cost(True, 4.0, admission, N) + held

    assert cost(held) > cost(free) == free.admission.start_cost
    r = held.admission
    asked = 4.0 * 1e5 * (r.deposit_fee + r.investor_return * N.collateral)
    assert cost(held, True) == pytest.approx(r.start_cost + asked), "an investor bears the loss and is paid for it"
    assert admitted_by_means(2.0, 0.86, free, N)
    assert not admitted_by_means(2.0, 0.86, held, N)
    assert admitted_by_means(60.0, 0.86, held, N)


def test_entry_is_a_logit_of_value_over_cost() -> None:
    even = N.outside + 5_000.0
    assert enters(0.49, even, 5_000.0, N)
    assert not enters(0.51, even, 5_000.0, N)
    at_one = 1.0 / (1.0 + math.exp(-1.0))
    assert enters(at_one - 1e-9, even + N.choice_scale, 5_000.0, N)
    assert not enters(at_one + 1e-9, even + N.choice_scale, 5_000.0, N)
