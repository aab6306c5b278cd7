"""Scalar rules on cheating: each bites, and limited liability is respected."""

from __future__ import annotations

import pytest

from sim.behaviour.market import Extraction, Pricing
from sim.behaviour.switches import ExtractionRule
from sim.phases.shared.extraction import (
    Burden,
    best_extraction,
    gain_based,
    hire_rate,
    honest_rate,
    is_rogue,
    means,
    need_based,
    stake,
    tariff,
)

X = Extraction()
GAIN, NEED = int(ExtractionRule.GAIN), int(ExtractionRule.NEED)


def test_rogue_from_five_per_cent_of_the_wage_bill_whatever_the_margin() -> None:
    assert not is_rogue(0.03, 0.0, 0.0, 0.0199, 0.6, 0.08)
    assert is_rogue(0.05, 0.0, 0.0, 0.0, 0.6, 0.08)
    assert is_rogue(0.0, 0.0, 0.0, 0.05, 0.6, 0.08)
    assert is_rogue(0.03, 0.021, 0.0, 0.0, 0.6, 0.08)


def test_rogue_by_withheld_premiums_alone() -> None:
    # a tenth of the workers never insured: .6 x e / .08 >= .1
    assert is_rogue(0.0, 0.0, 0.0134, 0.0, 0.6, 0.08)
    assert not is_rogue(0.0, 0.0, 0.0132, 0.0, 0.6, 0.08)


def test_margins_fill_alike_whatever_the_substitution() -> None:
    for omega in (0.0, 0.3, 1.0):
        taken = gain_based(0.4, Burden(), X._replace(substitution=omega))
        caps = (X.cap_wage, X.cap_tax, X.cap_health, X.cap_housing)
        assert [e / cap for e, cap in zip(taken, caps, strict=True)] == pytest.approx([0.4] * 4, abs=1e-3)


def test_waterbed_is_an_outcome_of_substitution() -> None:
    free = gain_based(0.4, Burden(), X._replace(substitution=0.5))
    closed = gain_based(0.4, Burden(tax=2.0), X._replace(substitution=0.5))
    assert closed[1] == 0.0 < free[1]
    assert closed[0] > free[0]
    apart = gain_based(0.4, Burden(tax=2.0), X._replace(substitution=0.0))
    assert apart[0] == pytest.approx(0.4 * X.cap_wage)


def test_fear_and_integrity_lower_extraction() -> None:
    bold = best_extraction(GAIN, 0.5, 0.0, 0.0, Burden(), X)
    afraid = best_extraction(GAIN, 0.5, 0.0, 0.2, Burden(), X)
    honest = best_extraction(GAIN, 1.2, 0.0, 0.0, Burden(), X)
    squeezed = best_extraction(GAIN, 0.5, 0.05, 0.0, Burden(), X)
    assert honest[0] == 0.0 < afraid[0] < bold[0] < squeezed[0]


def test_need_based_rival_takes_what_is_missing_whoever_asks() -> None:
    assert sum(need_based(0.1, Burden(), X)) == pytest.approx(0.1)
    assert sum(need_based(-1.0, Burden(), X)) == 0.0
    assert best_extraction(NEED, 0.0, 0.1, 0.0, Burden(), X) == best_extraction(NEED, 5.0, 0.1, 9.0, Burden(), X)


def test_a_fine_beyond_the_means_frightens_nobody() -> None:
    poor = stake(0.2, 16_000.0, 0.0, means(5_000.0, 0.0, 0.0), 0.0, 0.0)
    assert stake(0.2, 160_000.0, 0.0, means(5_000.0, 0.0, 0.0), 0.0, 0.0) == poor
    assert stake(0.2, 16_000.0, 0.0, means(50_000.0, 0.0, 0.0), 0.0, 0.0) > poor


def test_deposit_and_closure_raise_the_stake() -> None:
    liable = 0.05 * 8_000.0
    bare = stake(0.2, 16_000.0, 8_000.0, means(5_000.0, 0.0, liable), 0.0, 0.0)
    held = means(5_000.0, 100_000.0, liable)
    assert stake(0.2, 16_000.0, 8_000.0, held, 0.2 * 100_000.0, 0.0) > bare + 0.2 * 100_000.0
    lost = stake(0.2, 16_000.0, 8_000.0, means(5_000.0, 0.0, liable), 0.0, 0.5 * 40_000.0)
    assert lost == pytest.approx(bare + 20_000.0)


@pytest.mark.parametrize(
    ("workers", "earlier", "fine"), [(9, 0, 8e3), (10, 0, 16e3), (30, 0, 32e3), (9, 1, 16e3), (9, 7, 24e3)]
)
def test_tariff(workers: int, earlier: int, fine: float) -> None:
    assert tariff(workers, earlier, 8e3, 16e3, 32e3) == fine


def test_hire_rate_of_a_rogue_firm_is_three_to_six_per_cent_lower() -> None:
    p = Pricing()
    honest = honest_rate(1.751, 1.0, 0.03, 1.0, p)
    assert 1.7 < honest < 2.2  # L2.31
    rogue = hire_rate(honest, 1.751, 0.20, honest, p)
    assert 0.03 < 1.0 - rogue / honest < 0.06


def test_price_follows_rivals_and_scarcity_but_not_below_the_floor() -> None:
    p = Pricing()
    honest = honest_rate(1.751, 1.0, 0.03, 1.0, p)
    assert hire_rate(honest, 1.751, 0.0, honest - 0.05, p) == pytest.approx(honest - 0.05 * p.matching)
    assert hire_rate(honest, 1.751, 0.0, 0.0, p._replace(matching=0.5)) == 1.751
    assert honest_rate(1.751, 1.0, 0.03, 0.5, p) > honest
