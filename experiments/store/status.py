"""Progress of a result folder: runs done, failed and waiting, the rate, and every failure with its settings."""

from __future__ import annotations

import datetime as dt
import shlex
import time
from collections.abc import Mapping
from typing import Any

from experiments.plan.run_spec import BASE
from experiments.store.folder_lock import in_use
from experiments.store.store import DONE, FAILED, WAITING, Store


def progress_of(store: Store) -> dict[str, Any]:
    """Counts, runs per hour, seconds left (None unless runs are in progress), and failures."""
    manifest, told = store.manifest() or {}, store.receipts()
    runs = manifest.get("run_ids", [])
    status = {run: told.get(run, {"status": WAITING})["status"] for run in runs}
    counts = {name: sum(found == name for found in status.values()) for name in (DONE, FAILED, WAITING)}
    running = in_use(store.folder)
    ended = [told[run]["ended"] for run in runs if "ended" in told.get(run, {})]
    rate = _rate(_seconds(manifest.get("attempt")), ended, time.time() if running else None)
    left = counts[WAITING] / rate * 3600 if running and rate else None
    failures = [failure(store, run, told[run], manifest) for run in runs if status[run] == FAILED]
    facts = {"folder": str(store.folder), "runs": len(runs), **counts, "running": running}
    return facts | {"runs_per_hour": rate, "seconds_left": left, "failures": failures}


def _rate(began: float | None, ended: list[float], now: float | None) -> float | None:
    """Runs per hour of the present attempt, or the last one; None where its begin is not known or nothing ended in it.

    Counted from the begin and not from the first end: runs of one family end together, and the first of them take as
    long as any. Pauses between attempts do not count.

    Parameters
    ----------
    began, ended
        Seconds since 1970.
    now
        The same while a command is at it; None where the last end is the end of the attempt.
    """
    since = [end for end in ended if began is not None and end >= began]
    if not since or began is None:
        return None
    span = (max(since) if now is None else max(now, *since)) - began
    return len(since) / span * 3600 if span > 0 else None


def _seconds(text: Any) -> float | None:
    """A time of a manifest in seconds since 1970."""
    try:
        return dt.datetime.fromisoformat(text).timestamp()
    except (TypeError, ValueError):  # made by an earlier version, which did not write it
        return None


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
