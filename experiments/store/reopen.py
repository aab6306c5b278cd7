"""Reload the plan of a result folder from its manifest and its copies of the user's files."""

from __future__ import annotations

import dataclasses
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.plan.lists import join_names
from experiments.plan.plan import MOST_SEEDS, Resolved, plan_from, read_seeds, resolve
from experiments.plan.run_spec import RunSpec
from experiments.store.store import Store
from sim.declare.params import InvalidInput, Mistake

_MORE = re.compile(r"\+([0-9]{1,6})\Z")
_SPAN = re.compile(r"([0-9]{1,9})\.\.([0-9]{1,9})\Z")


def reopen(store: Store, **changes: Any) -> Resolved:
    """The plan of a folder with its worlds, and with fields of the plan changed.

    Raises
    ------
    InvalidInput
        When the code or a scenario of the package has changed, so that new runs would differ from those here.
    """
    manifest = store.manifest() or {}
    plan = dataclasses.replace(plan_from(manifest["plan"]), **changes)
    names = {**manifest["bases"], **manifest["policies"]}

    def copy_of(source: str) -> str:
        name, mark, items = names[source].partition("~")
        copy = Path(store.folder) / "inputs" / f"{name}.yaml"
        return f"{copy}{mark}{items}" if source != names[source] and copy.is_file() else source

    base = join_names(copy_of(source) for source in plan.bases) or None
    found = resolve(dataclasses.replace(plan, base=base, policies=tuple(copy_of(source) for source in plan.policies)))
    if not {spec.run_id for spec in found.specs}.issuperset(manifest["run_ids"]):
        command = command_for_new_folder(manifest)
        hint = (
            f"The code or the scenario files have changed since. Make the runs in a new folder: {command} "
            "(--force would remove the runs that are here)."
        )
        raise InvalidInput(
            [Mistake("dir", str(store.folder), "", "", "these runs would differ from those of the folder", hint)]
        )
    written = {copy_of(source): source for source in names}
    bases = {written.get(source, source): base for source, base in found.bases.items()}
    policies = {written.get(source, source): policy for source, policy in found.policies.items()}
    return Resolved(plan, found.specs, bases, policies, {}, found.members, found.remarks)


def command_for_new_folder(manifest: Mapping[str, Any]) -> str:
    """The command of a manifest that makes its runs in a new folder, without what would remove any.

    Of a folder that was extended it is the one that asks all its runs, if the plan has no design; else the kind of
    command is all that is known.
    """
    try:
        words = shlex.split(manifest["command"])
    except ValueError:
        words = []
    if words[1:2] in (["run"], ["sweep"]):
        words = ["uitzendlab", words[1], "--out", "NEW", *_without_out(words[2:])]
    elif manifest["plan"]["design"]:
        words = ["uitzendlab", "sweep", "--out", "NEW", "..."]
    else:
        words = ["uitzendlab", "run", "--out", "NEW", *_words_of(manifest["plan"])]
    # The text of a file: no sign in it may do anything in a terminal.
    return "".join(sign for sign in shlex.join(words).replace("'...'", "...") if sign.isprintable())


def _without_out(words: list[str]) -> list[str]:
    kept = [word for before, word in zip(["", *words], words, strict=False) if "--out" not in (before, word)]
    return [word for word in kept if word != "--force" and not word.startswith("--out=")]


def _words_of(plan: Mapping[str, Any]) -> list[str]:
    """A plan without design as options of ``run``."""
    words = ["--base", plan["base"]] if plan["base"] else []
    words += ["--policies", join_names(plan["policies"]) or "none", "--size", plan["size"]]
    words += ["--seeds", ",".join(map(str, plan["seeds"])) + ","]
    words += ["--until", plan["end"]] if plan["end"] else []
    words += ["--record", plan["record"], "--groups", plan["groups"]]
    return words + [f"{key}={value}" for key, value in plan["overrides"].items()]


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
