"""The declared mean of integrity is the one that the stored runs give."""

from sim.behaviour import Behaviour
from tools.fit.fit_integrity import GRID, SEEDS, chosen, read


def test_the_declared_mean_is_the_middle_of_what_both_rows_allow():
    assert {(row["mean"], row["seed"]) for row in read()} == {(m, s) for m in GRID for s in SEEDS}, "all runs are made"
    low, high, middle = chosen()
    assert GRID[0] < low < high < GRID[-1], "the rows bind on either side, within the grid"
    assert Behaviour().extraction.integrity_mean == middle
