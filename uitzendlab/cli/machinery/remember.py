"""Where the runs of a folder were made, kept in its manifest so that they go on there."""

from __future__ import annotations

import dataclasses
import os
import shlex
from collections.abc import Mapping
from typing import Any

from uitzendlab.cli.machinery.engine import Engine
from uitzendlab.cli.machinery.output import Output

WHERE = ("executor", "scheduler", "slurm")  # one of these given anew replaces all of them
FILES = ("slurm", "store")  # paths, kept so that they are found from any folder
KEPT = (*WHERE, "store", "fail_fast", "workers")


def engine_facts(engine: Engine, default: str) -> dict[str, Any]:
    """What to keep of the options: only what says where and how, and the executor also where it was not written."""
    facts: dict[str, Any] = {name: getattr(engine, name) for name in KEPT}
    facts["executor"] = engine.executor_or(default)
    facts |= {name: os.path.abspath(facts[name]) for name in FILES if facts[name] is not None}
    return {name: value for name, value in facts.items() if value is not None}


def with_settings_of(engine: Engine, manifest: Mapping[str, Any], out: Output) -> tuple[Engine, str]:
    """The options with what was not given as the folder was made, which is said, and the executor without options."""
    configuration = manifest["configuration"]
    default = "dask" if configuration.get("experiment") else "processes"
    kept: dict[str, Any] = configuration.get("engine") or {}
    anew = any(getattr(engine, name) is not None for name in WHERE)
    same = {
        name: kept[name]
        for name in KEPT
        if name in kept and getattr(engine, name) is None and not (anew and name in WHERE)
    }
    taken: list[str] = []
    for name, value in same.items():
        option = f"--{name.replace('_', '-')}"
        if name == "fail_fast":
            taken += [option] if value else []
        else:
            taken += [option, str(value)]
    if taken:
        out.note(out.say("as_before", options=shlex.join(taken)))
    return dataclasses.replace(engine, **same), default
