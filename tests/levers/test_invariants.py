"""Under every policy each week keeps the invariants (`run.check`), also when measures come, change and go."""

import pytest

from sim.core.calendar import monday
from sim.model import LabourMarket
from sim.scenario.loading import load_base
from sim.scenario.policy import Scenario
from sim.state.ledger import Account
from tests.levers.harness import LEVERS_OF, POLICIES, scenario, smoke_run, use
from tests.unit.phases.hand import net
from tools.dev.update_golden import of_policy

CHECKED = {"run.check": 1, "record": "summary"}


@pytest.mark.slow
@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_of_the_library_keeps_the_invariants(name):
    model = smoke_run(**of_policy(name), **CHECKED)
    assert model.week >= 52 and model.checks is not None
    assert model.rules != model.base.rules_at(model.week)


def test_the_ban_keeps_the_invariants():
    early = {"certification": {"transition_w": 8, "p_pass_rogue": 0.05, "p_revoke_if_detected": 0.95}}
    model = smoke_run(scenario(LEVERS_OF["all-four"], 2, -20, **early), **CHECKED)
    assert model.rules.admission.gate_enforced == 1 and model.state.agencies.admitted.any()


@pytest.mark.parametrize("form", ["cash", "guarantee"])
def test_deposits_held_in_cash_agree_with_the_books_to_the_cent(form):
    terms = {"form": form, "refund_after_w": 26, "term_w": 0, "deposit_eur": 60_000, "starter_first": 20_000}
    model = LabourMarket(rng=1, policy=scenario(("deposit",), 2, 1, deposit=terms), **CHECKED)
    held, most, week = 0.0, 0.0, model.world_week
    while model.running:
        model.step()
        now_held = float(model.state.agencies.deposit.sum())
        booked = net(week.books, Account.DEPOSITS)
        assert booked == pytest.approx(now_held - held if form == "cash" else 0.0, abs=0.005), model.week
        held, most = now_held, max(most, now_held)
    assert held < 0.9 * most, "some of it is given back within the run"


def passing(applies_to: str, phase_in: int, **parameters) -> Scenario:
    """All levers at once, from week 5 to the end of week 35."""
    levers = tuple(
        use(slug, 5, -10, monday(35), phase_in, applies_to, **parameters.get(slug, {}))
        for slug in LEVERS_OF["all-four"]
    )
    return Scenario("passing", "", "", "law-2020", "", "1", levers, ())  # type: ignore[arg-type]


@pytest.mark.parametrize("applies_to, phase_in", [("all", 0), ("new", 0), ("all", 20)])
def test_measures_that_come_and_go_keep_the_invariants(applies_to, phase_in):
    cash = {"deposit": {"form": 0, "wage_priority": 0, "refund_after_w": 26}, "certification": {"transition_w": 4}}
    model = smoke_run(passing(applies_to, phase_in, **cash), **CHECKED)
    a = model.state.agencies
    assert not a.deposit.any() and not a.barred.any() and not a.admitted.any(), "all given back and lifted"
    assert model.rules == load_base("law-2020").rules_at(52)
