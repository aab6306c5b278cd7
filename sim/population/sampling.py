"""Stratified counts and keyed draws from which the start is made."""

from __future__ import annotations

import numpy as np

from sim.core.draws import uniforms


def split_evenly(total: int, shares: np.ndarray) -> np.ndarray:
    """Whole numbers that add to ``total`` and follow ``shares`` (largest remainders); int64."""
    exact = total * np.asarray(shares) / np.sum(shares)
    counts = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - counts), kind="stable")
    counts[order[: total - counts.sum()]] += 1
    return counts


def draw_many(seed: int, stream: int, keys: np.ndarray, n: int = 0) -> np.ndarray:
    """One keyed uniform per key, week 0; float64."""
    return uniforms(seed, int(stream), np.asarray(keys, np.int64), n)


def stratified(seed: int, stream: int, keys: np.ndarray) -> np.ndarray:
    """Mid-quantiles 0..1, one per key, in keyed random order: a stratified sample, not a draw."""
    order = np.argsort(draw_many(seed, stream, keys), kind="stable")
    quantiles = np.empty(order.size)
    quantiles[order] = (np.arange(order.size) + 0.5) / max(1, order.size)
    return quantiles
