"""Rogue agencies in a whole world: the tables, the outcomes and the firms themselves tell one story."""

import numpy as np
import pytest

from sim.model import LabourMarket

MARGINS = ("e_wage", "e_tax", "e_health", "e_housing")


@pytest.fixture(scope="module")
def model() -> LabourMarket:
    model = LabourMarket(rng=4, size="smoke", groups="all")
    while model.running:
        model.step()
    return model


def test_the_share_is_of_agencies_that_could_be_above_the_line(model):
    """Numerator and denominator counted anew from the table of agencies."""
    outcomes, table = model.outcomes(), model.recorder.tables()["agencies"]
    a = model.state.agencies
    last = (np.asarray(table["year"]) == model.date.year) & np.isin(np.asarray(table["exit_cause"]), ["none"])
    rogue = np.asarray(table["rogue"])[last]
    active = (a.worker_weeks_13 > 0) & (a.last_placed > model.week - 13) & (a.alive == 1)
    assert outcomes["agency_count"] == pytest.approx(active.sum() * 100)
    assert outcomes["rogue_agency_count"] == pytest.approx(rogue.sum() * 100)
    assert outcomes["judged_agency_count"] <= outcomes["agency_count"]
    assert outcomes["rogue_agency_share"] == pytest.approx(
        outcomes["rogue_agency_count"] / outcomes["judged_agency_count"]
    )


def test_what_was_taken_is_what_agencies_mean_to_take(model):
    """The 52-week share lies near today's aim, but for premiums, overtime of change and odd hours."""
    a, book = model.state.agencies, model.recorder._firm_book
    aim = sum(getattr(a, name) for name in MARGINS)
    old = (a.alive == 1) & (a.worker_weeks_13 > 26.0) & (a.week_kept == 0)
    taken = book.taken_share()
    assert old.sum() > 10
    assert np.corrcoef(taken[old], aim[old])[0, 1] > 0.9


def test_lines_are_nested_and_sizes_add_up(model):
    outcomes = model.outcomes()
    for name in ("takes_share", "takes_worker_weeks", "worker_weeks_losing"):
        values = [outcomes[f"{name}_{k}"] for k in (2, 5, 10)]
        assert values == sorted(values, reverse=True) and values[-1] > 0.0 and values[0] < 1.0
    assert outcomes["rogue_agency_share"] >= outcomes["takes_share_5"], "kept premiums come on top"
    firms = model.recorder._history.firms
    assert (firms[:, 0, :18] == firms[:, 1:, :18].sum(axis=1)).all()
