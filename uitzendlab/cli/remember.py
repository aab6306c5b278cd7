"""Where the runs of a folder were made, kept in its manifest so that they go on there."""

from __future__ import annotations

import argparse
import os
import shlex
from collections.abc import Mapping
from typing import Any

from uitzendlab.cli.output import Output

WHERE = ("executor", "scheduler", "slurm")  # one of these given anew replaces all of them
FILES = ("slurm", "store")  # paths, kept so that they are found from any folder
KEPT = (*WHERE, "store", "fail_fast", "workers")


def engine_facts(given: argparse.Namespace, default: str) -> dict[str, Any]:
    """What to keep of the options: only what says where and how, and the executor also where it was not written."""
    far = given.scheduler is not None or given.slurm is not None
    facts: dict[str, Any] = {name: getattr(given, name, None) for name in KEPT}
    facts["executor"] = given.executor or ("dask" if far else default)
    facts |= {name: os.path.abspath(facts[name]) for name in FILES if facts[name] is not None}
    return {name: value for name, value in facts.items() if value is not None}


def as_before(given: argparse.Namespace, manifest: Mapping[str, Any], out: Output) -> str:
    """Fill in what was not given as the folder was made, and say so; gives the executor of a folder without options."""
    configuration = manifest["configuration"]
    default = "dask" if configuration.get("experiment") else "processes"
    kept: dict[str, Any] = configuration.get("engine") or {}
    anew = any(getattr(given, name) is not None for name in WHERE)
    taken: list[str] = []
    for name in KEPT:
        if name not in kept or getattr(given, name) is not None or (anew and name in WHERE):
            continue
        setattr(given, name, kept[name])
        option = f"--{name.replace('_', '-')}"
        if name == "fail_fast":
            taken += [option] if kept[name] else []
        else:
            taken += [option, str(kept[name])]
    if taken:
        out.note(out.say("as_before", options=shlex.join(taken)))
    return default
