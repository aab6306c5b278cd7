"""A market of random numbers with the tables of the real one, and the accidents a batch must survive."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from analysis.answers.summary import write_summary
from analysis.page.report import write_report
from experiments.design.experiment import Experiment
from experiments.design.sweep_plan import resolve_experiment
from experiments.engine.batch import Batch, run_batch
from experiments.engine.executors import executor
from experiments.plan.config import compose
from experiments.plan.plan import Plan, resolve
from experiments.plan.run_spec import RunSpec
from experiments.store.store import Store
from sim.core.calendar import monday
from sim.outcomes.metrics import METRICS

WEEKS = 52
ACCIDENT = "UITZENDLAB_TEST_ACCIDENT"
"""Names a folder: a run whose seed has a file there meets the accident written in it."""


class FakeMarket:
    """Steps through a year; tables depend on seed and policy only, and on nothing kept or followed."""

    def __init__(self, spec: RunSpec, follow: tuple[int, ...] = ()) -> None:
        self.spec, self.week, self.last_week = spec, 0, WEEKS
        self.running, self.recorder = True, self
        words = f"{spec.policy} {spec.overrides}"  # not the run id, which changes with the code
        self._rng = np.random.default_rng([spec.seed, *words.encode()])
        self._values: list[np.ndarray] = []

    def step(self) -> None:
        self.week += 1
        self._values.append(self._rng.random(len(METRICS)))
        self.running = self.week < self.last_week
        if self.week == WEEKS // 2:
            meet_accident(self.spec)

    def tables(self) -> dict[str, dict[str, Any]]:
        values = np.array(self._values)
        names = np.array([m.name for m in METRICS], object)
        alike = {
            "group_by": np.full(len(METRICS), "all", object),
            "group": np.full(len(METRICS), "all", object),
        }
        mean = values.mean(axis=0)
        mean[-1] = np.nan
        dates = np.array([monday(1)] * len(METRICS), "datetime64[D]")
        years = {"year": np.full(len(METRICS), 2021, np.int32), "date": dates}
        made: dict[str, dict[str, Any]] = {
            "yearly": {**years, "metric": names, **alike, "value": mean},
            "totals": {"metric": names, **alike, "value": mean},
            "codebook": {},
        }
        if self.spec.record == "weekly":
            made["weekly"] = self._weekly(values, names)
            made["lives"] = LIFE
        return made

    def _weekly(self, values: np.ndarray, names: np.ndarray) -> dict[str, Any]:
        weeks = np.arange(1, WEEKS + 1)
        every = np.full(values.size, "all", object)
        return {
            "week": np.tile(weeks, names.size).astype(np.int32),
            "date": np.tile(np.array([monday(int(w)) for w in weeks], "datetime64[D]"), names.size),
            "metric": np.repeat(names, WEEKS),
            "group_by": every,
            "group": every,
            "value": values.T.reshape(-1),
        }


LIFE = {
    "person": np.array([7, 7, 7, 7]),
    "week": np.array([1, 1, 10, 13], np.int32),
    "event": np.array(["work", "housing", "work", "housing"], object),
    "from": np.array(["", "", "agency", "tied"], object),
    "to": np.array(["agency", "tied", "jobless", "street"], object),
    "why": np.array(["start", "start", "demand", "job_loss"], object),
}


def meet_accident(spec: RunSpec) -> None:
    """What the file for this seed says: ``error``, ``killed`` (both always, or ``-once``) or ``slow``."""
    folder = os.environ.get(ACCIDENT)
    file = Path(folder or ".") / f"{spec.seed}.accident"
    what = file.read_text() if folder and file.is_file() else ""
    if what.endswith("-once"):
        file.unlink()
    if what.startswith("error"):
        raise RuntimeError("no more houses")
    if what.startswith("killed"):
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "slow":
        time.sleep(60)


def small_plan(**changes: Any) -> Plan:
    """A plan of two runs of the smallest size."""
    return Plan(**{"size": "smoke", "seeds": (0, 1), **changes})


def make(folder: Path, workers: int = 1, force: bool = False, **changes: Any) -> Batch:
    """Make a plan with the fake market."""
    resolved = resolve(small_plan(**changes))
    store = Store(folder)
    return run_batch(resolved, store, lambda runs: executor(workers, runs, FakeMarket), force=force)


def make_with_page(folder: Path, lang: str = "en", force: bool = False, **changes: Any) -> Store:
    """Make a plan, its summary and its page; what this process has made before is copied, for it would be the same."""
    if force or os.environ.get(ACCIDENT) or any(Path(folder).glob("*")):
        return _make_with_page(Path(folder), lang, force, **changes)
    shutil.copytree(_kept(lang, tuple(changes.items())), folder, dirs_exist_ok=True)
    return Store(folder)


@functools.cache
def _kept(lang: str, changes: tuple[tuple[str, Any], ...]) -> Path:
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return _make_with_page(Path(folder.name), lang, False, **dict(changes)).folder


def _make_with_page(folder: Path, lang: str, force: bool, **changes: Any) -> Store:
    make(folder, force=force, **changes)
    store = Store(folder)
    write_summary(store)
    write_report(store, lang)
    return store


def make_sweep(folder: Path, experiment: Experiment, command: str = "", **settings: Any) -> Store:
    """Make the runs of an experiment at the smallest size, as the command line declares it."""
    resolved = resolve_experiment(
        experiment, compose({"size": "smoke", "record": "yearly", "policies": "none"} | settings)
    )
    store = Store(folder)
    run_batch(
        resolved, store, lambda runs: executor(1, runs, FakeMarket), command=command,
        settings={"experiment": experiment.facts()},
    )  # fmt: skip
    write_summary(store)
    return store


def contents(folder: Path) -> dict[str, bytes]:
    """Bytes of all tables of runs, by name."""
    tables = [p for p in folder.glob("*/*.parquet")]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in tables}


def add_spells(store: Store) -> None:
    """Spells of every run of a folder, longer in the base."""
    (store.folder / "spells").mkdir()
    for run in store.read("runs").to_dicts():
        rng = np.random.default_rng(run["seed"] + 10 * (run["policy"] == "base"))
        length = rng.geometric(0.1 if run["policy"] == "base" else 0.2, size=60)
        kinds = ["uninsured"] * 30 + ["homeless"] * 30
        frame = pl.DataFrame({"run_id": [run["run_id"]] * 60, "kind": kinds, "start_week": [1] * 60})
        facts = {"end_week": 1 + length, "left_censored": False, "right_censored": False, "repaired": False}
        frame = frame.with_columns(**{k: pl.lit(v) if isinstance(v, bool) else pl.Series(v) for k, v in facts.items()})
        frame.write_parquet(store.folder / "spells" / f"{run['run_id']}.parquet")


class SlowMarket(FakeMarket):
    """The same, with some time in each run, as told by the environment."""

    def step(self) -> None:
        time.sleep(float(os.environ.get(SLOWNESS, "0")) / WEEKS)
        super().step()


SLOWNESS = "UITZENDLAB_TEST_SECONDS"
"""Seconds that a run of the slow market takes."""


def make_slowly(folder: Path, how: str, runs: int, seconds: float, many: int = 200) -> Batch:
    """Make many runs on an executor named, each of some seconds, with two workers."""
    from experiments.engine.cluster import local
    from experiments.engine.dask_executor import Dask

    os.environ[SLOWNESS] = str(seconds)
    engines = {
        "serial": lambda runs: executor(1, runs, SlowMarket),
        "processes": lambda runs: executor(2, runs, SlowMarket),
        "dask": lambda runs: Dask(lambda: local(2), SlowMarket),
    }
    resolved = resolve(small_plan(seeds=tuple(range(runs)), record="yearly"))
    return run_batch(resolved, Store(folder), engines[how], many=many)
