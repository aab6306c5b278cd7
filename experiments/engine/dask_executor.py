"""Runs executed by the workers of a dask cluster: on this machine, a running one, or one that SLURM starts.

Only keys and runs to make go over the wire; results lie in the folder, which the workers must see under the same
path. A worker takes work once it holds the same sources and the same scenario files
(``experiments.engine.worker_code_check``). Dask is in the extra ``cluster`` and is imported when it is needed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import queue
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from experiments.engine.executors import ClusterGone, Family, NoWorkers, Progress, unsaid
from experiments.engine.run import Factory, families, labour_market, run_family
from experiments.plan.run_spec import RunSpec
from experiments.store.store import Store
from sim.declare.kinds import is_mapping
from sim.declare.params import InvalidInput

TASK_SECONDS = 12.0  # what a task is packed to, by the time of those before
LONGEST = 30.0  # seconds of a family that is one task; of a longer one each part lives the shared weeks again
LEAST_PART = 4  # runs of such a part, so that living them again costs little
FIRST_PART = 16  # the same while nothing is known of their time
WAVES = 4  # tasks a worker still to come when tasks are packed, so that none waits long for the last
AHEAD = 2  # tasks a worker that are handed over at a time: memory does not grow with the number of runs
PATIENCE = 60.0  # seconds with workers of which none may work, after which the batch is given up
TELL_EVERY = 1.0  # seconds between two words of a worker about the run it is at
REMIND = 30.0  # seconds without any worker between two words about it
EVERYTHING = "all"  # the topic of the scheduler's own events
GONE = "the scheduler of the cluster is gone; what is finished is kept, the same command goes on"

Connect = Callable[[], AbstractContextManager[Any]]
Say = Callable[..., None]  # told the name of a text of `analysis.text.messages` and what stands in it
Task = tuple[Family, ...]


class Dask:
    """Executes runs on a cluster. A worker that is killed loses only its current run.

    Parameters
    ----------
    connect : callable
        Gives a context whose value is a client: one of ``experiments.engine.cluster``.
    say : callable
        Told of a worker that is refused or has ended, and that there is none yet: the name of a text of
        ``analysis.text.messages`` and, by keyword, what stands in it.
    wait : float, optional
        Seconds without any worker after which the batch is given up; never without it.
    """

    def __init__(
        self,
        connect: Connect,
        factory: Factory = labour_market,
        say: Say = unsaid,
        wait: float | None = None,
    ) -> None:
        self._connect, self._factory, self._say, self._wait = connect, factory, say, wait

    def run(self, specs: Sequence[RunSpec], store: Store, progress: Progress) -> Iterator[RunSpec]:
        """Make all runs, each given when it is written.

        Raises
        ------
        InvalidInput
            When no worker has the same sources and files.
        ClusterGone
            When the scheduler is gone; what is finished is kept.
        NoWorkers
            When no worker came in the time given; the same holds.
        """
        with self._connect() as client:
            batch = _Batch(client, specs, Store(store.folder.absolute()), self._factory, self._say, self._wait)
            yield from batch.make(progress)


class _Batch:
    """One call of the executor: runs to do, handed over and reported back."""

    def __init__(
        self,
        client: Any,
        specs: Sequence[RunSpec],
        store: Store,
        factory: Factory,
        say: Say = unsaid,
        wait: float | None = None,
    ) -> None:
        from experiments.engine.worker_code_check import expected

        self._client, self._store, self._factory, self._say, self._wait = client, store, factory, say, wait
        self._open = {spec.run_id: spec for spec in specs}  # runs not yet given
        self._todo: deque[Family] = deque()
        self._suspects: deque[RunSpec] = deque()  # lost, perhaps only for waiting at a worker that another run killed
        self._by_itself: str | None = None  # the suspect that is tried with no other run about
        self._wanted = expected(made := [_anywhere(spec) for spec in specs])
        self._specs, self._workers = made, 1
        self._flying: dict[Any, Task] = {}
        self._heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._spent, self._made, self._waiting_since = 0.0, 0, time.monotonic()
        self._alone_since: float | None = None  # since when no worker is there
        self._reminded = 0.0

    def make(self, progress: Progress) -> Iterator[RunSpec]:
        """Hand over, listen, and give each run once."""
        from experiments.engine.worker_code_check import TOPIC, admit, admitted_count

        for topic in (TOPIC, EVERYTHING):
            self._client.subscribe_topic(topic, self._take)
        try:
            admit(self._client, self._wanted)
            self._workers = max(1, admitted_count(self._client, self._wanted))
            self._todo.extend(families(self._specs, WAVES * self._workers))
            while self._todo or self._flying or self._suspects:
                if self._suspects and not self._todo and not self._flying:
                    self._by_itself = self._suspects[0].run_id
                    self._todo.append((self._suspects.popleft(),))
                while self._todo and len(self._flying) < AHEAD * self._workers:
                    self._hand_over(self._packed())
                yield from self._listen(progress)
        finally:
            self._end()

    def _end(self) -> None:
        from experiments.engine.worker_code_check import TOPIC

        # A cluster that is ended from outside at the same time may close its connections before or after.
        with contextlib.suppress(OSError, RuntimeError):
            if self._client.status == "running":
                for topic in (TOPIC, EVERYTHING):
                    self._client.unsubscribe_topic(topic)
                self._client.cancel(list(self._flying), force=True)
                self._client.unregister_worker_plugin(self._wanted.tag)

    def _packed(self) -> Task:
        """Families for one task: as many as take some seconds, and not so many that a worker would go without."""
        each = self._spent / self._made if self._made else TASK_SECONDS
        most = max(1, len(self._todo) // (WAVES * self._workers))
        family = self._todo.popleft()
        part = max(LEAST_PART, int(LONGEST / each)) if self._made else FIRST_PART
        if len(family) > part:
            self._todo.appendleft(family[part:])
        task = [family[:part]]
        while self._todo and len(task) < most and each * sum(map(len, task)) < TASK_SECONDS:
            task.append(self._todo.popleft())
        return tuple(task)

    def _hand_over(self, task: Task) -> None:
        future = self._client.submit(
            make_task, task, self._store, self._factory, self._wanted.tag,
            pure=False, resources={self._wanted.tag: 1},
        )  # fmt: skip
        self._flying[future] = task
        future.add_done_callback(self._heard.put)

    def _take(self, event: tuple[float, Any]) -> None:
        """A message of the scheduler, with when it came."""
        self._heard.put(event[1])

    def _listen(self, progress: Progress) -> Iterator[RunSpec]:
        try:
            heard = self._heard.get(timeout=TELL_EVERY)
        except queue.Empty:
            self._look_around()
            return
        if is_mapping(heard):
            yield from self._hear(heard, progress)
            return
        self._waiting_since = time.monotonic()
        runs, back = [spec for family in self._flying.pop(heard) for spec in family], []
        # The result of a task is never asked for: it lies in a worker that may be gone, and asking would wait for it.
        if heard.status == "error":
            back = self._lost(heard.exception(), runs)
        elif heard.status != "finished":
            raise ClusterGone(GONE)
        for spec in runs:
            if spec not in back:
                yield from self._give(spec.run_id)

    def _hear(self, event: dict[str, Any], progress: Progress) -> Iterator[RunSpec]:
        if event.get("action") == "remove-worker":
            ours = {future.key for future in self._flying}
            if ours.intersection(event.get("processing-tasks") or ()):
                self._say("worker_ended")
        if event.get("tag") != self._wanted.tag:
            return
        self._waiting_since = time.monotonic()
        if "refused" in event:
            self._say("worker_refused", worker=event["refused"], wrong=event["wrong"])
        elif "seconds" in event:
            self._spent, self._made = self._spent + event["seconds"], self._made + event["made"]
        elif event["weeks"] is None:
            yield from self._give(event["run"])
        elif event["run"] in self._open:
            progress(self._open[event["run"]], event["weeks"], event["of"])

    def _give(self, run_id: str) -> Iterator[RunSpec]:
        if run_id in self._open:
            yield self._open.pop(run_id)

    def _lost(self, error: Any, runs: list[RunSpec]) -> list[RunSpec]:
        """Of a task that never ended the runs go one by one, at last with no other about; gives those put back.

        The scheduler blames every task of a worker that died, also those that only waited there.
        """
        from distributed.scheduler import KilledWorker

        if not isinstance(error, KilledWorker):
            raise error
        left = [spec for spec in runs if spec.run_id in self._open and not self._store.has(spec)]
        if len(runs) > 1:
            self._todo.extend((spec,) for spec in left)
            return left
        if left and left[0].run_id != self._by_itself:
            self._suspects.extend(left)
            return left
        times = error.allowed_failures + 1
        for spec in left:
            self._store.write_failure(spec, f"the process of this run was ended from outside, {times} times", 0.0)
        return []

    def _look_around(self) -> None:
        """Give new workers work; stop waiting where none is admitted."""
        from experiments.engine.worker_code_check import admitted_count, refusals, release_waiting_work, workers_of

        if self._client.status not in ("running", "connecting"):
            raise ClusterGone(GONE)
        count = admitted_count(self._client, self._wanted)
        self._workers = max(1, count)
        if count:
            # A scheduler without our package cannot; then work waits until the next worker arrives.
            with contextlib.suppress(ImportError, AttributeError, ValueError):
                self._client.run_on_scheduler(release_waiting_work)
            self._waiting_since, self._alone_since = time.monotonic(), None
        elif not workers_of(self._client):
            self._waiting_since = time.monotonic()
            self._alone()
        elif time.monotonic() - self._waiting_since > PATIENCE:
            self._waiting_since = time.monotonic()
            if mistakes := refusals(self._client, self._wanted):
                raise InvalidInput(mistakes)

    def _alone(self) -> None:
        """No worker is there: report it now and then, until the waiting time is over."""
        now = time.monotonic()
        if self._alone_since is None:
            self._alone_since = self._reminded = now
        waited = now - self._alone_since
        if self._wait is not None and waited >= self._wait:
            raise NoWorkers(self._wait / 60.0)
        if now - self._reminded >= REMIND:
            self._reminded = now
            self._say("no_worker_yet", seconds=round(waited))


def _anywhere(spec: RunSpec) -> RunSpec:
    """The run with the paths of its scenario files written out, for a worker that stands elsewhere."""
    sources = {"base_source": spec.base_source, "policy_source": spec.policy_source}
    full = {name: os.path.abspath(source) for name, source in sources.items() if source and os.path.isfile(source)}
    return dataclasses.replace(spec, **full) if full else spec


def make_task(task: Task, store: Store, factory: Factory, tag: str) -> None:
    """The task of a worker: execute families, report each run, and at the end the seconds and the number of runs.

    A run that is there already, since the worker that had this task before made it and then died, is not made again.
    """
    from distributed import get_worker

    from experiments.engine.worker_code_check import TOPIC

    worker, started, made = get_worker(), time.perf_counter(), 0
    said = started

    def tell(spec: RunSpec, weeks: int | None, of: int) -> None:
        # Of short runs the task's own end says enough.
        nonlocal said
        if time.perf_counter() - said > TELL_EVERY:
            said = time.perf_counter()
            worker.log_event(TOPIC, {"tag": tag, "run": spec.run_id, "weeks": weeks, "of": of})

    for family in task:
        left = tuple(spec for spec in family if not store.has(spec))
        for spec in run_family(left, store, factory, tell) if left else ():
            made += 1
            tell(spec, None, 0)
    worker.log_event(TOPIC, {"tag": tag, "seconds": time.perf_counter() - started, "made": made})
