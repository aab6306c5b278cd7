"""How far a result folder is: runs done, failed and to be made, the rate, and every failure with its settings."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

from experiments.folder_lock import in_use
from experiments.spec import BASE
from experiments.store import DONE, FAILED, WAITING, Store

RECENT = 50  # runs that ended last, of which the rate is


def standing(store: Store) -> dict[str, Any]:
    """Counts, rate in runs an hour, seconds left (None unless a command is at it), and failures."""
    manifest, told = store.manifest() or {}, store.receipts()
    runs = manifest.get("run_ids", [])
    status = {run: told.get(run, {"status": WAITING})["status"] for run in runs}
    counts = {name: sum(found == name for found in status.values()) for name in (DONE, FAILED, WAITING)}
    running = in_use(store.folder)
    rate = _rate(sorted(told[run]["ended"] for run in runs if "ended" in told.get(run, {})))
    left = counts[WAITING] / rate * 3600 if running and rate else None
    failures = [failure(store, run, told[run], manifest) for run in runs if status[run] == FAILED]
    facts = {"folder": str(store.folder), "runs": len(runs), **counts, "running": running}
    return facts | {"runs_per_hour": rate, "seconds_left": left, "failures": failures}


def _rate(ended: list[float]) -> float | None:
    last = ended[-RECENT:]
    span = last[-1] - last[0] if len(last) > 1 else 0.0
    return (len(last) - 1) / span * 3600 if span > 0 else None


def failure(store: Store, run: str, told: Mapping[str, Any], manifest: Mapping[str, Any]) -> dict[str, Any]:
    """A failed run: its exact settings, the error, and the commands that make it again."""
    names = ("base", "policy", "seed", "draw", "size", "end", "record", "groups", "overrides")
    settings = {name: told[name] for name in names}
    rerun = ["uitzendlab", "rerun", str(store.folder), run]
    return {
        "run_id": run,
        "settings": settings,
        "error": told["error"],
        "rerun": shlex.join(rerun),
        "command": shlex.join(_command(settings, manifest, store)),
    }


def _command(settings: Mapping[str, Any], manifest: Mapping[str, Any], store: Store) -> list[str]:
    """This run alone, in a folder of its own; the base of a policy is made along."""

    def source(kind: str, name: str) -> str:
        copy = store.folder / "inputs" / f"{name}.yaml"
        return str(copy) if copy.is_file() and name in manifest.get(kind, {}).values() else name

    policy = "none" if settings["policy"] == BASE else source("policies", settings["policy"])
    words = ["uitzendlab", "run", "--base", source("bases", settings["base"]), "--policies", policy]
    words += ["--size", settings["size"], "--seeds", f"{settings['seed']},", "--until", settings["end"]]
    words += ["--record", settings["record"], "--groups", settings["groups"], "--workers", "1"]
    return [*words, *(f"{key}={value}" for key, value in settings["overrides"].items())]
