"""Compiled kernels give, bit for bit, what the same code gives as plain Python; no kernel reads out of bounds."""

import copy
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from numba.core.registry import CPUDispatcher

from sim.schedule import PHASES
from sim.state.codes import Work
from sim.state.columns import State
from sim.week import Week
from tests.model.worlds import changed, smoke_week, snapshot

PEOPLE = 12  # of each kind of work: Python takes some hundred times as long


def few(week: Week) -> Week:
    """Leave some persons of every kind of work on the lists."""
    m = week.state.migrants
    parts = [week.present[m.work[week.present] == work] for work in Work if work >= Work.AGENCY]
    week.present = np.sort(np.concatenate([p[: 3 * PEOPLE if k == 0 else PEOPLE] for k, p in enumerate(parts)]))
    week.leavers = week.leavers[:20]
    week.list_up()
    return week


def widened(state: State) -> State:
    """The state with whole numbers of 64 bits: compiled code counts in those, Python in a column's own small type."""
    parts = (
        type(part)(*(c.astype(np.int64) if c.dtype.kind == "i" else c for c in part)) for part in state
    )  # fmt: skip
    return State(*parts)


def test_every_phase_gives_the_same_without_the_compiler(monkeypatch):
    compiled = few(smoke_week())
    plain = copy.deepcopy(compiled)
    plain.state = widened(plain.state)
    states, kernels = [], 0
    for phase in PHASES:
        phase(compiled)
        states.append((snapshot(compiled), compiled.books.cents.copy(), compiled.books.tally.copy()))
    for module in [module for name, module in sys.modules.items() if name.startswith("sim.")]:
        for name, kernel in list(vars(module).items()):
            if isinstance(kernel, CPUDispatcher):
                monkeypatch.setattr(module, name, kernel.py_func)
                kernels += 1
    assert kernels > 100
    with np.errstate(over="ignore"):
        for phase, (state, cents, tally) in zip(PHASES, states, strict=True):
            phase(plain)
            assert changed(state, snapshot(plain)) == set(), phase.name
            assert np.array_equal(cents, plain.books.cents), phase.name
            assert np.allclose(tally, plain.books.tally, rtol=1e-14), phase.name


BOUNDS = """
    from sim.model import LabourMarket
    model = LabourMarket(rng=3, size="smoke", **{"run.check": 1})
    for _ in range(10):
        model.step()
    print(model.week, len(model.world_week.present))
"""


@pytest.mark.slow
def test_no_kernel_reads_or_writes_outside_its_arrays(tmp_path):
    project = Path(__file__).parents[2]
    environ = os.environ | {"NUMBA_BOUNDSCHECK": "1", "UITZENDLAB_CACHE": str(tmp_path), "PYTHONPATH": str(project)}
    environ.pop("NUMBA_CACHE_DIR", None)
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(BOUNDS)], cwd=project, env=environ, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout.split()[0] == "-16"
