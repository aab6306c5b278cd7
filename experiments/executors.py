"""Where runs are made: in this process, or side by side in processes of their own."""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from experiments.run import Factory, labour_market, run_one
from experiments.spec import RunSpec, code_hash
from experiments.store import Store

ONE_THREAD = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "POLARS_MAX_THREADS",
    "NUMBA_NUM_THREADS",
    "MKL_NUM_THREADS",
)
ATTEMPTS = 2  # a run whose worker was killed (by the system, for want of memory) is tried once more
Progress = Callable[[RunSpec, int, int], None]


class Executor(Protocol):
    """Makes runs in any order and gives each as soon as it is written, finished or failed."""

    def run(self, specs: Sequence[RunSpec], store: Store, progress: Progress) -> Iterator[RunSpec]:
        """Make all runs."""
        ...


class Serial:
    """One run after another, in this process."""

    def __init__(self, factory: Factory = labour_market) -> None:
        self._factory = factory

    def run(self, specs: Sequence[RunSpec], store: Store, progress: Progress) -> Iterator[RunSpec]:
        """Make all runs, in order."""
        for spec in specs:
            run_one(spec, store, self._factory, lambda done, of, spec=spec: progress(spec, done, of))
            yield spec


class _Worker:
    """A process that makes one run at a time and is told which by a pipe of its own."""

    def __init__(self, store: Store, factory: Factory) -> None:
        context = mp.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        arguments = (theirs, store, factory, code_hash())
        self.process = context.Process(target=_work, args=arguments, daemon=True)
        with _one_thread():
            self.process.start()
        theirs.close()
        self.spec: RunSpec | None = None

    def give(self, spec: RunSpec) -> None:
        """Start a run."""
        self.spec = spec
        with contextlib.suppress(OSError):  # it is dead already; the one who waits for it will see
            self.pipe.send(spec)

    def end(self) -> None:
        """Stop at once, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Processes:
    """Runs side by side. A worker that is killed loses only its own run, which is tried once more."""

    def __init__(self, workers: int, factory: Factory = labour_market) -> None:
        self._count, self._factory = workers, factory

    def run(self, specs: Sequence[RunSpec], store: Store, progress: Progress) -> Iterator[RunSpec]:
        """Make all runs, each given when it is written."""
        todo, tried = deque(specs), dict.fromkeys(specs, 0)
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
        todo: deque[RunSpec],
        tried: dict[RunSpec, int],
        store: Store,
        progress: Progress,
    ) -> Iterator[RunSpec]:
        by_pipe: dict[Any, _Worker] = {worker.pipe: worker for worker in workers}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]
            spec = worker.spec
            assert spec is not None and isinstance(pipe, Connection)
            try:
                done, weeks, of = pipe.recv()
            except (EOFError, OSError):
                workers.remove(worker)
                worker.end()
                tried[spec] += 1
                if tried[spec] < ATTEMPTS:
                    todo.append(spec)
                    continue
                code = worker.process.exitcode
                store.write_failure(
                    spec,
                    f"the process of this run was ended from outside, {ATTEMPTS} times (exit code {code})",
                    0.0,
                )
                done = True
            else:
                if not done:
                    progress(spec, weeks, of)
                    continue
                if todo:
                    worker.give(todo.popleft())
                else:
                    workers.remove(worker)
                    worker.end()
            if done:
                yield spec


def _work(pipe: Connection, store: Store, factory: Factory, code: str) -> None:
    """What a worker does: take runs until told to end."""
    # Ctrl-C reaches all processes of a terminal; only the one that commands answers it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if code_hash() != code:
        factory = _other_sources
    while True:
        try:
            spec = pipe.recv()
        except EOFError:
            return
        run_one(spec, store, factory, lambda done, of: pipe.send((False, done, of)))
        pipe.send((True, 0, 0))


def _other_sources(spec: RunSpec, follow: tuple[int, ...]) -> Any:
    raise RuntimeError("the sources in sim/ changed while this command ran; start it again")


def _end_with_parent() -> None:
    parent = mp.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
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
