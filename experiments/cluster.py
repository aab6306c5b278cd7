"""Clients of a dask cluster: one on this machine, one that runs already, one that SLURM starts."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import os
import re
import signal
import socket
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from experiments.executors import ONE_THREAD
from sim.params import InvalidInput, Mistake, did_you_mean

CONNECT = 5.0  # seconds to reach a scheduler, and as many again to be answered
DEATHS = 3  # a task may see so many of its workers end
LOOPBACK = "127.0.0.1"
SETTINGS = {
    "distributed.scheduler.allowed-failures": DEATHS,
    # One task at a time on a worker: one that waited there would be blamed for its death.
    "distributed.scheduler.worker-saturation": 1.0,
    # What is kept of events and transitions must not grow with the number of runs.
    "distributed.admin.low-level-log-length": 1000,
    "distributed.admin.log-length": 1000,
}
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


def check_dask() -> None:
    """Refuse where dask, or what makes its certificates, is not installed."""
    try:
        import cryptography  # noqa: F401
        import distributed  # noqa: F401
    except ImportError:
        hint = "Install it: pip install 'uitzendlab[cluster]', or use --executor processes."
        raise InvalidInput([Mistake("executor", "dask", "", "", "dask is not installed", hint)]) from None


@contextlib.contextmanager
def local(workers: int) -> Iterator[Any]:
    """A cluster of this machine: one process a worker with one thread, listening on loopback only.

    Encrypted with certificates made for this cluster alone: whoever may talk to a worker may run anything on it, and on
    the login node of a cluster the loopback is everybody's.
    """
    from dask import config as dask_config
    from distributed import Client, LocalCluster

    silence()
    with dask_config.set(SETTINGS):
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host=LOOPBACK,
            security=True,
            dashboard_address=f"{LOOPBACK}:0",
            memory_limit=0,  # no limit: dask would pause and end workers by guesses of its own
            silence_logs=50,
            env=dict.fromkeys(ONE_THREAD, "1"),
        )
        try:
            with Client(cluster, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=120)
                yield client
        finally:
            _end(cluster)


def _end(cluster: Any) -> None:
    """End the workers at once, whatever they do; dask by itself waits for one that works or is being started."""
    for nanny in cluster.workers.values():
        nanny.close_gracefully()  # so that no other is started in its place
        with contextlib.suppress(OSError):
            if nanny.pid:
                os.kill(nanny.pid, signal.SIGKILL)
    with contextlib.suppress(TimeoutError):
        cluster.close(timeout=10)


def check_address(address: str) -> None:
    """Refuse an address beyond this machine without TLS.

    Raises
    ------
    InvalidInput
        For anything but ``tls://HOST:PORT`` or ``tcp://`` on loopback.
    """
    try:
        parts = urllib.parse.urlsplit(address)
        sound = bool(parts.hostname) and parts.port is not None
    except ValueError:
        sound, parts = False, urllib.parse.urlsplit("")
    allowed = "tls://HOST:PORT | tcp://127.0.0.1:PORT"
    if not sound or parts.scheme not in ("tcp", "tls"):
        raise InvalidInput([Mistake("scheduler", address, "", allowed, "not an address", "")])
    if parts.scheme == "tcp" and not _loopback(parts.hostname or ""):
        hint = "Start the scheduler with --tls-cert and use tls://."
        raise InvalidInput([Mistake("scheduler", address, "", allowed, "beyond this machine only with TLS", hint)])


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextlib.contextmanager
def running(address: str) -> Iterator[Any]:
    """A cluster that runs already; certificates are those of dask's own settings (DASK_DISTRIBUTED__COMM__TLS__...)."""
    check_address(address)
    silence()
    parts = urllib.parse.urlsplit(address)
    try:
        # Asked first whether anything listens: a client that cannot connect takes longer and leaves threads behind.
        socket.create_connection((parts.hostname or "", parts.port or 0), timeout=CONNECT).close()
    except OSError as error:
        raise _no_scheduler(address, "Is it running, and may this machine reach it?") from error
    try:
        # With certificates that cannot be used a client fails without having made anything.
        with _client(address) as client:
            yield client
    except _NotConnected as error:
        names = "Certificates: DASK_DISTRIBUTED__COMM__TLS__CA_FILE, ...__CLIENT__CERT and ...__CLIENT__KEY."
        raise _no_scheduler(address, names if parts.scheme == "tls" else "") from error


class _NotConnected(Exception):
    """Something listens there that is no scheduler, or not for us."""


@contextlib.contextmanager
def _client(address: str) -> Iterator[Any]:
    from distributed import Client

    class Ours(Client):
        def __del__(self) -> None:
            # One that never connected cannot be closed in an orderly way, and would tell so.
            with contextlib.suppress(Exception):
                super().__del__()

    try:
        client = Ours(address, timeout=f"{CONNECT:g}s", set_as_default=False)
    except (OSError, TypeError, ValueError, RuntimeError) as error:
        raise _NotConnected from error
    with client:
        yield client


def _no_scheduler(address: str, hint: str) -> InvalidInput:
    return InvalidInput([Mistake("scheduler", address, "", "", "no scheduler answers there", hint)])


def silence() -> None:
    """Nothing of dask's own log is shown from now on: what a user must know the batch tells in words of its own.

    It stays so after a cluster has ended: the last messages come from the scheduler's thread a moment later, about
    connections to workers that we ended.
    """
    import distributed  # noqa: F401 - makes the loggers

    for name, logger in list(logging.root.manager.loggerDict.items()):
        if name.partition(".")[0] in ("distributed", "tornado") and isinstance(logger, logging.Logger):
            logger.setLevel(logging.CRITICAL + 1)


def read_slurm(path: str) -> dict[str, Any]:
    """The settings of a file for SLURM, checked.

    Raises
    ------
    InvalidInput
        With every unknown, missing or mistyped key.
    """
    from sim.yaml_safe import MAX_BYTES, parse_yaml

    if not Path(path).is_file():
        raise InvalidInput([Mistake("slurm", path, "", "", "no such file", "")])
    with open(path, "rb") as file:
        found = parse_yaml(file.read(MAX_BYTES + 1))
    if not isinstance(found, dict):
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
        for key, form, message in (("memory", _MEMORY, "not an amount of memory"), ("walltime", _WALLTIME, "not a time"))
        if found.get(key) is not None and not form.fullmatch(found[key])
    ]
    return mistakes


def _slurm_job(settings: dict[str, Any]) -> dict[str, Any]:
    """What dask-jobqueue is told of a job and of its connection, all of it encrypted."""
    from distributed import Security

    job = {name: value for name, value in settings.items() if name != "jobs" and not name.startswith("tls_")}
    ca, cert, key = (os.path.abspath(settings[f"tls_{name}"]) for name in ("ca", "cert", "key"))
    files: dict[str, Any] = {"tls_ca_file": ca, "require_encryption": True}
    for role in ("scheduler", "worker", "client"):
        files |= {f"tls_{role}_cert": cert, f"tls_{role}_key": key}
    lines = [f"export {name}=1" for name in ONE_THREAD] + job.pop("job_script_prologue", [])
    job.setdefault("processes", job["cores"])
    # As on one machine: no limit of dask's, which would pause and end workers by guesses of its own. It stands after
    # the one that dask-jobqueue writes, and the last one counts.
    unlimited = ["--memory-limit", "0"]
    secure = {"protocol": "tls://", "security": Security(**files)}
    return {**job, "job_script_prologue": lines, "worker_extra_args": unlimited, **secure}


@contextlib.contextmanager
def slurm(path: str) -> Iterator[Any]:
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
        made: Any = SLURMCluster(**_slurm_job(settings), n_workers=0, scheduler_options=options)
        with made as cluster, Client(cluster, set_as_default=False) as client:
            cluster.scale(jobs=settings["jobs"])
            yield client


def job_script(path: str) -> str:
    """The script of one job as SLURM would get it; the scheduler has no address before it runs."""
    from dask_jobqueue.slurm import SLURMJob

    return SLURMJob(scheduler="tls://SCHEDULER:PORT", name="uitzendlab", **_slurm_job(read_slurm(path))).job_script()
