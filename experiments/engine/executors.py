"""Where runs are executed: in this process, or in parallel processes."""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from experiments.engine.run import Factory, families, labour_market, run_family
from experiments.plan.run_spec import RunSpec, code_hash
from experiments.store.store import Store

ONE_THREAD = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "POLARS_MAX_THREADS",
    "NUMBA_NUM_THREADS",
    "MKL_NUM_THREADS",
)
PARTS = 3  # families a worker, at least, so that none waits long for the last
DONE = -1  # in the place of the weeks a run has come
ATTEMPTS = 2  # a run whose worker was killed (by the system, for want of memory) is tried once more
Progress = Callable[[RunSpec, int, int], None]


class ClusterGone(RuntimeError):
    """The connection to the cluster was lost; finished runs are stored."""


class NoWorkers(RuntimeError):
    """No worker came in the time given, minutes; finished runs are stored."""

    def __init__(self, minutes: float) -> None:
        super().__init__(f"no worker within {minutes:g} minutes")
        self.minutes = minutes


class Executor(Protocol):
    """Executes runs in any order and yields each as soon as it is written, finished or failed."""

    def run(self, specs: Sequence[RunSpec], store: Store, progress: Progress) -> Iterator[RunSpec]:
        """Make all runs."""
        ...


class Serial:
    """One run after another, in this process."""

    def __init__(self, factory: Factory = labour_market) -> None:
        self._factory = factory

    def run(self, specs: Sequence[RunSpec], store: Store, progress: Progress) -> Iterator[RunSpec]:
        """Make all runs."""
        for family in families(specs):
            yield from run_family(family, store, self._factory, progress)


Family = tuple[RunSpec, ...]


def unsaid(_key: str, **_facts: Any) -> None:
    """Where nobody listens to what an executor has to tell."""


class _Worker:
    """A process that executes one family of runs at a time, received through its own pipe."""

    def __init__(self, store: Store, factory: Factory) -> None:
        context = mp.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        arguments = (theirs, store, factory, code_hash())
        self.process = context.Process(target=_work, args=arguments, daemon=True)
        with one_thread():
            self.process.start()
        theirs.close()
        self.rest: list[RunSpec] = []  # runs given and not yet made
        self.at: RunSpec | None = None  # the one it told of last

    def give(self, family: Family) -> None:
        """Start runs."""
        self.rest, self.at = list(family), None
        with contextlib.suppress(OSError):  # it is dead already; the one who waits for it will see
            self.pipe.send(family)

    def end(self) -> None:
        """Stop at once, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Processes:
    """Runs in parallel. A worker that is killed loses only its current run, which is retried once."""

    def __init__(self, workers: int, factory: Factory = labour_market) -> None:
        self._count, self._factory = workers, factory
        self.say: Callable[..., None] = unsaid  # told of a worker that ended, as `Dask` tells it

    def run(self, specs: Sequence[RunSpec], store: Store, progress: Progress) -> Iterator[RunSpec]:
        """Make all runs, each given when it is written."""
        todo, tried = deque(families(specs, PARTS * self._count)), dict.fromkeys(specs, 0)
        workers: list[_Worker] = []
        try:
            while todo or workers:
                while todo and len(workers) < self._count:
                    workers.append(_Worker(store, self._factory))
                    workers[-1].give(todo.popleft())
                yield from self._listen(workers, todo, tried, store, progress)
        finally:
            for worker in workers:
                worker.end()

    def _listen(
        self,
        workers: list[_Worker],
        todo: deque[Family],
        tried: dict[RunSpec, int],
        store: Store,
        progress: Progress,
    ) -> Iterator[RunSpec]:
        by_pipe: dict[Any, _Worker] = {worker.pipe: worker for worker in workers}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]
            assert isinstance(pipe, Connection)
            try:
                spec, weeks, of = pipe.recv()
            except (EOFError, OSError):
                workers.remove(worker)
                worker.end()
                yield from self._again(worker, todo, tried, store)
                continue
            worker.at = spec
            if weeks >= 0:
                progress(spec, weeks, of)
                continue
            worker.rest.remove(spec)
            if not worker.rest and todo:
                worker.give(todo.popleft())
            elif not worker.rest:
                workers.remove(worker)
                worker.end()
            yield spec

    def _again(
        self, worker: _Worker, todo: deque[Family], tried: dict[RunSpec, int], store: Store
    ) -> Iterator[RunSpec]:
        """Put back what a dead worker left, each run by itself; the one it was at only so many times."""
        at = worker.at if worker.at in worker.rest else worker.rest[0]
        tried[at] += 1
        for spec in worker.rest:
            if spec != at or tried[at] < ATTEMPTS:
                if spec == at:
                    self.say("worker_ended")
                todo.append((spec,))
                continue
            code = worker.process.exitcode
            text = f"the process of this run was ended from outside, {ATTEMPTS} times (exit code {code})"
            store.write_failure(spec, text, 0.0)
            yield spec


def _work(pipe: Connection, store: Store, factory: Factory, code: str) -> None:
    """The loop of a worker: take runs until told to end."""
    # Ctrl-C reaches all processes of a terminal; only the one that commands answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if code_hash() != code:
        factory = _other_sources
    while True:
        try:
            family = pipe.recv()
        except EOFError:
            return
        for spec in run_family(family, store, factory, lambda spec, done, of: pipe.send((spec, done, of))):
            pipe.send((spec, DONE, 0))


def _other_sources(spec: RunSpec, follow: tuple[int, ...]) -> Any:
    raise RuntimeError("the sources in sim/ changed while this command ran; start it again")


def _end_with_parent() -> None:
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextlib.contextmanager
def one_thread() -> Generator[None]:
    """Processes started inside use one thread each: the runs are what goes side by side."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def executor(workers: int, runs: int, factory: Factory = labour_market) -> Executor:
    """The executor for a number of workers; a single run needs no other process."""
    count = min(workers, runs)
    return Serial(factory) if count <= 1 else Processes(count, factory)


def available_cores() -> int:
    """Cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
