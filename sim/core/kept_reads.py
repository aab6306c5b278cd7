"""What kernels read, kept beside them: found once for each state of the sources, and after that read from a file.

Finding it takes some tenths of a second, too much for every process. The folder of the kernels is named after the
sources, so what is kept there holds for these sources and no others.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable
from typing import Any

from sim.core.kernel_cache import SOURCES, folder_name, kernel_folder
from sim.core.reads import WHOLE, Reads, reads_of

FILE = "reads.json"

Function = Callable[..., Any]


class KeptReads:
    """The reads of all kernels, from the file or found anew.

    Parameters
    ----------
    inner : callable
        The Python function of a kernel, and None of anything else.
    """

    def __init__(self, inner: Callable[[Any], Function | None]) -> None:
        self.inner = inner
        self.made: list[Function] = []  # every kernel so far, as plain Python
        self.found: dict[Function, Reads] = {}
        self.kept: dict[str, dict[str, list[list[str]]]] | None = None
        self.sound = True

    def of(self, function: Function) -> Reads:
        """What this function reads of its arguments."""
        if function in self.found:
            return self.found[function]
        if not _of_sources(function):
            return reads_of(function, self.found, self.inner)
        if self.kept is None:
            self.kept = _load()
        if (kept := self.kept.get(_name(function))) is not None:
            reads = {name: frozenset(map(tuple, paths)) for name, paths in kept.items()}
            self.found[function] = reads
            return reads
        if not self._unchanged():  # the file on disk is not what this process runs: hand on whole structs
            self.found[function] = dict.fromkeys(function.__code__.co_varnames[: _arguments(function)], WHOLE)
            return self.found[function]
        self._keep()
        return self.found[function]

    def _unchanged(self) -> bool:
        self.sound = self.sound and folder_name(SOURCES) == kernel_folder().name
        return self.sound

    def _keep(self) -> None:
        """Find the reads of every kernel there is, and write them whole or not at all."""
        ours = [function for function in self.made if _of_sources(function)]
        for function in ours:
            reads_of(function, self.found, self.inner)
        self.kept = {_name(function): _plain(self.found[function]) for function in ours}
        path = kernel_folder() / FILE
        part = path.with_name(f"{FILE}.{os.getpid()}")
        with contextlib.suppress(OSError):  # a folder that cannot be written costs time only
            part.write_text(json.dumps(self.kept), "utf-8")
            part.replace(path)


def _load() -> dict[str, dict[str, list[list[str]]]]:
    with contextlib.suppress(OSError, ValueError):
        return json.loads((kernel_folder() / FILE).read_text("utf-8"))
    return {}


def _plain(reads: Reads) -> dict[str, list[list[str]]]:
    return {name: sorted(map(list, paths)) for name, paths in reads.items()}


def _name(function: Function) -> str:
    return f"{function.__module__}:{function.__qualname__}:{function.__code__.co_firstlineno}"


def _arguments(function: Function) -> int:
    return function.__code__.co_argcount + function.__code__.co_kwonlyargcount


def _of_sources(function: Function) -> bool:
    return function.__code__.co_filename.startswith(str(SOURCES))
