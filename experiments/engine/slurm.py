"""A dask cluster whose workers SLURM starts: its settings from a file, checked, and the script of a job."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Generator
from pathlib import Path
from typing import Any

from experiments.engine.cluster import LOOPBACK, SETTINGS, silence
from experiments.engine.executors import ONE_THREAD
from sim.declare.kinds import is_mapping
from sim.declare.params import InvalidInput, Mistake, did_you_mean

SLURM_KEYS = {
    "jobs": int, "cores": int, "processes": int, "memory": str, "walltime": str, "queue": str, "account": str,
    "interface": str, "python": str, "local_directory": str, "log_directory": str, "job_extra_directives": list,
    "job_script_prologue": list, "tls_ca": str, "tls_cert": str, "tls_key": str,
}  # fmt: skip
TLS = ("tls_ca", "tls_cert", "tls_key")
MOST_SLURM = 100_000
SLURM_ALLOWED = {
    **dict.fromkeys(("jobs", "cores", "processes"), f"1 to {MOST_SLURM}"),
    "memory": "32GB | 500MB", "walltime": '"04:00:00" | "1-12:00:00"',
}  # fmt: skip
_MEMORY = re.compile(r"0*[1-9][0-9]{0,8}(\.[0-9]{1,3})? ?[kKMGT]i?B")
# What sbatch takes but a number of minutes alone, which YAML would read as a number.
_WALLTIME = re.compile(r"([0-9]{1,3}-)?[0-9]{1,3}:[0-5][0-9](:[0-5][0-9])?")
SLURM_NEEDED = ("jobs", "cores", "memory", "walltime", *TLS)


def read_slurm(path: str) -> dict[str, Any]:
    """The settings of a file for SLURM, checked.

    Raises
    ------
    InvalidInput
        With every unknown, missing or mistyped key.
    """
    from sim.declare.yaml_reader import MAX_BYTES, parse_yaml

    if not Path(path).is_file():
        raise InvalidInput([Mistake("slurm", path, "", "", "no such file", "")])
    with open(path, "rb") as file:
        found = parse_yaml(file.read(MAX_BYTES + 1))
    if not is_mapping(found):
        raise InvalidInput([Mistake("slurm", path, "", "", "must be a mapping of names to values", "")])
    known = ", ".join(SLURM_KEYS)
    mistakes = [
        Mistake(key, value, "", known, "unknown name", did_you_mean(key, list(SLURM_KEYS)))
        for key, value in found.items()
        if key not in SLURM_KEYS
    ]
    mistakes += [Mistake(key, "", "", "", "is missing", "") for key in SLURM_NEEDED if found.get(key) is None]
    words = {int: "must be a whole number", str: "must be text", list: "must be a list"}
    typed = [
        Mistake(key, found[key], "", SLURM_ALLOWED.get(key, ""), words[kind], "")
        for key, kind in SLURM_KEYS.items()
        if found.get(key) is not None and (not isinstance(found[key], kind) or isinstance(found[key], bool))
    ]
    mistakes += [*typed, *_unusable({key: value for key, value in found.items() if key not in {m.path for m in typed}})]
    if mistakes:
        raise InvalidInput(mistakes)
    return {key: value for key, value in found.items() if value is not None}


def _unusable(found: dict[str, Any]) -> list[Mistake]:
    """Numbers and amounts of the right type that SLURM or dask could not work with."""
    mistakes = [
        Mistake(key, found[key], "", SLURM_ALLOWED[key], "outside its range", "")
        for key in ("jobs", "cores", "processes")
        if found.get(key) is not None and not 1 <= found[key] <= MOST_SLURM
    ]
    if not mistakes and (found.get("processes") or 0) > (found.get("cores") or MOST_SLURM):
        mistakes.append(Mistake("processes", found["processes"], "", f"1 to {found['cores']}", "outside its range", ""))
    mistakes += [
        Mistake(key, found[key], "", SLURM_ALLOWED[key], message, "")
        for key, form, message in (
            ("memory", _MEMORY, "not an amount of memory"),
            ("walltime", _WALLTIME, "not a time"),
        )
        if found.get(key) is not None and not form.fullmatch(found[key])
    ]
    return mistakes


def _job(settings: dict[str, Any]) -> dict[str, Any]:
    """What dask-jobqueue is told of a job and of its connection, all of it encrypted."""
    from distributed import Security

    job = {name: value for name, value in settings.items() if name != "jobs" and not name.startswith("tls_")}
    ca, cert, key = (os.path.abspath(settings[f"tls_{name}"]) for name in ("ca", "cert", "key"))
    files: dict[str, Any] = {"tls_ca_file": ca, "require_encryption": True}
    for role in ("scheduler", "worker", "client"):
        files |= {f"tls_{role}_cert": cert, f"tls_{role}_key": key}
    lines = (
        [f"export {name}=1" for name in ONE_THREAD]
        + ["export DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED=False"]
        + job.pop("job_script_prologue", [])
    )
    job.setdefault("processes", job["cores"])
    # As on one machine: no limit of dask's, which would pause and end workers by guesses of its own. It stands after
    # the one that dask-jobqueue writes, and the last one counts.
    unlimited = ["--memory-limit", "0"]
    secure = {"protocol": "tls://", "security": Security(**files)}
    return {**job, "job_script_prologue": lines, "worker_extra_args": unlimited, **secure}


@contextlib.contextmanager
def slurm(path: str) -> Generator[Any]:
    """A cluster of jobs of SLURM, encrypted, which ends with the batch."""
    settings = read_slurm(path)
    missing = [name for name in TLS if not Path(settings[name]).is_file()]
    if missing:
        raise InvalidInput([Mistake(name, settings[name], "", "", "no such file", "") for name in missing])
    from dask import config as dask_config
    from dask_jobqueue.slurm import SLURMCluster
    from distributed import Client

    silence()
    # No dashboard: it would listen to the network.
    options = {"dashboard": False, "dashboard_address": f"{LOOPBACK}:0"}
    with dask_config.set(SETTINGS):
        made: Any = SLURMCluster(**_job(settings), n_workers=0, scheduler_options=options)
        with made as cluster, Client(cluster, set_as_default=False) as client:
            cluster.scale(jobs=settings["jobs"])
            yield client


def job_script(path: str) -> str:
    """The script of one job as SLURM would get it; the scheduler has no address before it runs."""
    from dask_jobqueue.slurm import SLURMJob

    return SLURMJob(scheduler="tls://SCHEDULER:PORT", name="uitzendlab", **_job(read_slurm(path))).job_script()
