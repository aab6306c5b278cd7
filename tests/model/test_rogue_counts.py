"""Rogue agencies in a whole world: the tables, the outcomes and the firms themselves tell one story."""

import numpy as np
import pytest

from sim.model import LabourMarket

# the margin on cover is taken as the premiums of persons who are not insured
MARGINS = ("extracted_wage", "extracted_tax", "extracted_housing")


@pytest.fixture(scope="module")
def lived() -> tuple[LabourMarket, np.ndarray, np.ndarray]:
    """A world at its end; what each agency meant to take in its last 52 weeks; whether it was one firm throughout."""
    model = LabourMarket(rng=4, size="smoke", groups="all")
    aimed = wages = same = None
    while model.running:
        a = model.state.agencies
        if model.week >= model.last_week - 52:
            share = sum(getattr(a, name) for name in MARGINS)
            if aimed is None:
                aimed, wages, same = np.zeros(share.size), np.zeros(share.size), a.alive == 1
            number, before = a.incarnation.copy(), a.alive.copy()
            model.step()
            aimed += share * a.week_wages
            wages += a.week_wages
            same &= (a.incarnation == number) & (a.alive == before) & (a.week_premium_kept == 0)
        else:
            model.step()
    return model, np.divide(aimed, wages, out=np.zeros(wages.size), where=wages > 0.0), same & (wages > 0.0)


@pytest.fixture(scope="module")
def model(lived) -> LabourMarket:
    return lived[0]


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


def test_what_was_taken_is_what_agencies_meant_to_take(lived):
    """The 52-week share is the mean of what the firm aims at, where no premium is kept."""
    model, aimed, same = lived
    taken = model.recorder._firm_book.taken_share()
    assert same.sum() > 10 and aimed[same].max() > 0.05
    assert np.allclose(taken[same], aimed[same], atol=0.003)


def test_lines_are_nested_and_sizes_add_up(model):
    outcomes = model.outcomes()
    for name in ("takes_share", "takes_worker_weeks", "worker_weeks_losing"):
        values = [outcomes[f"{name}_{k}"] for k in (2, 5, 10)]
        assert values == sorted(values, reverse=True) and values[-1] > 0.0 and values[0] < 1.0
    assert outcomes["rogue_agency_share"] >= outcomes["takes_share_5"], "kept premiums come on top"
    firms = model.recorder._history.firms
    assert (firms[:, 0, :18] == firms[:, 1:, :18].sum(axis=1)).all()
