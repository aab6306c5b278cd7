"""The model can be used without the packages that configure and show it, at run time too."""

import subprocess
import sys

from tests.health.checkout import PROJECT

IMPORT_ALL_OF_SIM = """
import importlib, pkgutil, sys
import sim
for module in pkgutil.walk_packages(sim.__path__, "sim."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(*sorted({"hydra", "omegaconf", "pydantic", "plotly", "dask", "distributed"} & set(sys.modules)))
"""


def test_sim_loads_nothing_that_configures_or_shows():
    # a fresh interpreter: in this one other tests have imported much
    result = subprocess.run([sys.executable, "-c", IMPORT_ALL_OF_SIM], cwd=PROJECT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == []
