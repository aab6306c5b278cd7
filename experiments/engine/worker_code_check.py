"""Which workers of a cluster may take work: those that hold the same sources and the same scenario files."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Sequence
from typing import Any

from distributed.diagnostics.plugin import WorkerPlugin

from experiments.plan.run_spec import RunSpec, code_hash
from sim.declare.params import InvalidInput, Mistake
from sim.scenario.loading import load_base, load_policy

TOPIC = "uitzendlab"


@dataclasses.dataclass(frozen=True)
class Expected:
    """What a worker must hold: the hash of the sources, and the digest of each scenario by its name or path."""

    tag: str  # a resource that admitted workers have one of; made up for each batch
    code: str
    bases: dict[str, str]
    policies: dict[str, str]


def expected(specs: Sequence[RunSpec]) -> Expected:
    """What the runs need, as this process holds it."""
    bases = {source: load_base(source).digest for source in {spec.base_source for spec in specs}}
    policies = {source: load_policy(source).digest for source in {spec.policy_source for spec in specs} - {""}}
    return Expected(f"uitzendlab-{uuid.uuid4().hex[:8]}", code_hash(), bases, policies)


def differences(wanted: Expected) -> str:
    """What this process holds that is other than wanted; empty if all is the same."""
    if code_hash() != wanted.code:
        return f"other sources in sim/ ({code_hash()[:8]}, not {wanted.code[:8]})"
    for load, digests in ((load_base, wanted.bases), (load_policy, wanted.policies)):
        for source, digest in digests.items():
            try:
                found = load(source).digest
            except InvalidInput:
                return f"no scenario file {source}"
            if found != digest:
                return f"another scenario file {source} ({found[:8]}, not {digest[:8]})"
    return ""


class Admission(WorkerPlugin):
    """Runs on each worker, present or to come, before any work: gives it the resource, or tells why not."""

    def __init__(self, wanted: Expected) -> None:
        self.wanted, self.name = wanted, wanted.tag

    async def setup(self, worker: Any) -> None:
        """Report the worker."""
        if wrong := differences(self.wanted):
            refused = {"refused": worker_label(worker.address, worker.name), "wrong": wrong}
            worker.log_event(TOPIC, {"tag": self.wanted.tag, **refused})
        else:
            await worker.set_resources(**{self.wanted.tag: 1})

    async def teardown(self, worker: Any) -> None:
        """The batch is over."""
        if worker.status.name == "running" and self.wanted.tag in worker.state.total_resources:
            await worker.set_resources(**{self.wanted.tag: 0})


def worker_label(address: str, name: object) -> str:
    """A worker by its address, and by its name if it was given one."""
    return address if str(name) in ("", address) else f"{name} ({address})"


def admit(client: Any, wanted: Expected) -> None:
    """Let the workers that hold the same take work, those that come later too.

    Raises
    ------
    InvalidInput
        When there are workers and none of them may.
    """
    try:
        client.register_plugin(Admission(wanted))
    except (ImportError, AttributeError) as error:  # raised where a worker reads this module
        hint = (
            "Install the same version of uitzendlab where the workers run, and start them in a folder without a sim/, "
            "experiments/ or analysis/ of its own."
        )
        raise InvalidInput(
            [Mistake("scheduler", str(error), "", "", "a worker cannot read the code of uitzendlab", hint)]
        ) from None
    if admitted_count(client, wanted) == 0 and (mistakes := refusals(client, wanted)):
        raise InvalidInput(mistakes)


def workers_of(client: Any) -> dict[str, Any]:
    """What the scheduler knows of its workers, by address."""
    return client.scheduler_info(n_workers=-1)["workers"]


def admitted_count(client: Any, wanted: Expected) -> int:
    """Number of workers that may take work."""
    return sum(bool(facts["resources"].get(wanted.tag)) for facts in workers_of(client).values())


def release_waiting_work(dask_scheduler: Any) -> None:
    """On the scheduler: give work that waited for any worker to those admitted since.

    Dask looks at such work when a worker arrives, and a worker is admitted a moment later.
    """
    found: dict[str, str] = {}
    for worker in dask_scheduler.running:
        found |= dask_scheduler.bulk_schedule_unrunnable_after_adding_worker(worker)
    dask_scheduler.transitions(found, "uitzendlab-wake")


def refusals(client: Any, wanted: Expected) -> list[Mistake]:
    """Every worker that holds something else."""
    found, known = client.run(differences, wanted, on_error="return"), workers_of(client)
    hint = "Install the same version of uitzendlab there, with the same scenario files under the same paths."
    return [
        Mistake(f"worker {worker_label(at, known.get(at, {}).get('name', ''))}", "", "", "", str(wrong), hint)
        for at, wrong in sorted(found.items())
        if str(wrong)
    ]
