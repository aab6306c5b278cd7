"""The market that tests of measures begin with: a quarter old, and one's own to change."""

from __future__ import annotations

import pytest

from tests.model.market_harness import Market, make_market
from tests.model.test_market_phases import SCALE, copy_of, run_weeks


@pytest.fixture(scope="module")
def made() -> Market:
    """The market that all tests of a file copy."""
    market = make_market(1, SCALE, 300)
    run_weeks(market, 14)
    return market


@pytest.fixture
def market(made: Market) -> Market:
    """A copy of it."""
    return copy_of(made)
