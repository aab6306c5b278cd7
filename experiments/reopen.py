"""A result folder's own plan again, from its manifest and its copies of the user's files."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

from experiments.plan import MOST_SEEDS, Resolved, plan_from, read_seeds, resolve
from experiments.spec import RunSpec
from experiments.store import Store
from sim.params import InvalidInput, Mistake

_MORE = re.compile(r"\+([0-9]{1,6})\Z")
_SPAN = re.compile(r"([0-9]{1,9})\.\.([0-9]{1,9})\Z")


def reopen(store: Store, **changes: Any) -> Resolved:
    """The plan of a folder with its worlds, and with fields of the plan changed.

    Raises
    ------
    InvalidInput
        When the code or a scenario of the package has changed, so that these would be other runs.
    """
    manifest = store.manifest() or {}
    plan = dataclasses.replace(plan_from(manifest["plan"]), **changes)
    names = {**manifest["bases"], **manifest["policies"]}

    def copy_of(source: str) -> str:
        copy = Path(store.folder) / "inputs" / f"{names[source]}.yaml"
        return str(copy) if source != names[source] and copy.is_file() else source

    base = ",".join(copy_of(source) for source in plan.bases) or None
    found = resolve(dataclasses.replace(plan, base=base, policies=tuple(copy_of(source) for source in plan.policies)))
    if not {spec.run_id for spec in found.specs}.issuperset(manifest["run_ids"]):
        hint = "The code or the scenario files have changed since. Make the runs again: uitzendlab run --force"
        raise InvalidInput([Mistake("dir", str(store.folder), "", "", "these would be other runs", hint)])
    written = {copy_of(source): source for source in names}
    bases = {written.get(source, source): base for source, base in found.bases.items()}
    policies = {written.get(source, source): policy for source, policy in found.policies.items()}
    return Resolved(plan, found.specs, bases, policies, {}, found.members)


def run_of(store: Store, run_id: str) -> RunSpec:
    """One run of a folder as the manifest describes it."""
    for spec in reopen(store).specs:
        if spec.run_id == run_id:
            return spec
    hint = "See `uitzendlab status DIR`, or runs.parquet."
    raise InvalidInput([Mistake("run_id", run_id, "", "", "no such run", hint)])


def more_seeds(text: str, present: tuple[int, ...]) -> tuple[int, ...]:
    """Seeds of a folder and those asked for: ``+20`` is the next twenty, ``0..39`` those forty, else as for a run.

    Raises
    ------
    InvalidInput
        For anything else.
    """
    allowed = "+20 | 0..39 | 10 | 3,7"
    if match := _MORE.match(text):
        first = max(present) + 1
        asked = range(first, first + int(match[1]))
    elif match := _SPAN.match(text):
        asked = range(int(match[1]), int(match[2]) + 1)
    else:
        asked = read_seeds(text)
    if not 1 <= len(asked) <= MOST_SEEDS:
        raise InvalidInput([Mistake("seeds", text, "", allowed, "outside its range", "")])
    return tuple(dict.fromkeys((*present, *asked)))
