"""Three workers and a command killed at random moments: the tables are those of a quiet batch."""

import os

import pytest

from tools.dev.chaos import chaos


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="processes are killed otherwise on Windows")
@pytest.mark.parametrize("executor", ["dask", "processes"])
def test_killed_at_random_the_bytes_are_the_same(tmp_path, executor):
    told = chaos(tmp_path, executor, runs=40, kills=3, driver_kills=1, seconds=0.4, seed=1)
    assert "3 workers and 1 commands killed" in told
