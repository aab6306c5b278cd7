"""Clients of a dask cluster: one on this machine, one that runs already. See `experiments.engine.slurm` for a third."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import ipaddress
import logging
import os
import signal
import socket
import urllib.parse
from collections.abc import Callable, Generator
from typing import Any

from experiments.engine.executors import ONE_THREAD
from experiments.extras import how_to_install
from sim.declare.params import InvalidInput, Mistake

CONNECT = 5.0  # seconds to reach a scheduler, and as many again to be answered
STARTS = 5  # times a local cluster is started before the machine is believed to be unable to
DEATHS = 3  # a task may see so many of its workers end
LOOPBACK = "127.0.0.1"
SETTINGS = {
    "distributed.scheduler.allowed-failures": DEATHS,
    # One task at a time on a worker: one that waited there would be blamed for its death.
    "distributed.scheduler.worker-saturation": 1.0,
    # What is kept of events and transitions must not grow with the number of runs.
    "distributed.admin.low-level-log-length": 1000,
    "distributed.admin.log-length": 1000,
    # The profiler of a worker keeps the call trees of an hour, some hundred MB.
    "distributed.worker.profile.enabled": False,
}


def check_dask() -> None:
    """Refuse where dask, or what makes its certificates, is not installed."""
    try:
        for name in ("cryptography", "distributed"):
            importlib.import_module(name)
    except ImportError:
        hint = f"{how_to_install('cluster')}, or use --executor processes."
        raise InvalidInput([Mistake("executor", "dask", "", "", "dask is not installed", hint)]) from None


@contextlib.contextmanager
def local(workers: int) -> Generator[Any]:
    """A cluster of this machine: one process a worker with one thread, listening on loopback only.

    Encrypted with certificates made for this cluster alone: whoever may talk to a worker may run anything on it, and on
    the login node of a cluster the loopback is everybody's.
    """
    from dask import config as dask_config
    from distributed import Client, LocalCluster

    silence()

    def start() -> Any:
        return LocalCluster(
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

    with dask_config.set(SETTINGS):
        cluster = _started(start)
        client = None
        try:
            client = Client(cluster, set_as_default=False)
            client.wait_for_workers(workers, timeout=120)
            yield client
        finally:
            _end(cluster, client)


def _started(start: Callable[[], Any], tries: int = STARTS) -> Any:
    """A cluster that has started; dask gives up at once where a worker is killed before it has said a word."""
    for left in reversed(range(tries)):
        try:
            return start()
        except RuntimeError:
            if not left:
                raise
    raise AssertionError


def _end(cluster: Any, client: Any) -> None:
    """End the workers at once, whatever they do; dask by itself waits for one that works or is being started.

    A client closed in its own way waits up to a minute for a scheduler that was interrupted with it.
    """
    for nanny in cluster.workers.values():
        nanny.close_gracefully()  # so that no other is started in its place
        with contextlib.suppress(OSError):
            if nanny.pid:
                os.kill(nanny.pid, signal.SIGKILL)
    if client is not None:
        with contextlib.suppress(TimeoutError, OSError):
            client.close(timeout=5)
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
def running(address: str) -> Generator[Any]:
    """A cluster that runs already; certificates are those of dask's own settings (DASK_DISTRIBUTED__COMM__TLS__...)."""
    check_address(address)
    silence()
    parts = urllib.parse.urlsplit(address)
    try:
        # Asked first whether anything listens: a client that cannot connect takes longer and leaves threads behind.
        socket.create_connection((parts.hostname or "", parts.port or 0), timeout=CONNECT).close()
    except OSError as error:
        raise _no_scheduler(address, "Is it running, and may this machine reach it?") from error
    from distributed import Client

    try:
        asyncio.run(_greet(address))
        client = Client(address, timeout=f"{CONNECT:g}s", set_as_default=False)
    except (OSError, TypeError, ValueError, RuntimeError) as error:
        names = "Certificates: DASK_DISTRIBUTED__COMM__TLS__CA_FILE, ...__CLIENT__CERT and ...__CLIENT__KEY."
        raise _no_scheduler(address, names if parts.scheme == "tls" else "") from error
    with client:
        yield client


async def _greet(address: str) -> None:
    """Shake hands with what listens there; dask's client would wait without end for one that says nothing."""
    # imported by name: these two have types in part only
    connect = importlib.import_module("distributed.comm.core").connect
    security = importlib.import_module("distributed.security").Security()
    words = security.get_connection_args("client")
    comm = await asyncio.wait_for(connect(address, timeout=CONNECT, **words), CONNECT)
    await comm.close()


def _no_scheduler(address: str, hint: str) -> InvalidInput:
    return InvalidInput([Mistake("scheduler", address, "", "", "no scheduler answers there", hint)])


def silence() -> None:
    """Hide dask's own log: the batch reports what a user must know.

    It stays so after a cluster has ended: the last messages come from the scheduler's thread a moment later, about
    connections to workers that we ended, some of them through asyncio's own log.
    """
    importlib.import_module("distributed")  # makes the loggers

    for name, logger in list(logging.root.manager.loggerDict.items()):
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio") and isinstance(logger, logging.Logger):
            logger.setLevel(logging.CRITICAL + 1)
