"""One command at a time in a folder, and a look at whether one is there that writes nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from pathlib import Path

LOCK = ".lock"


@contextlib.contextmanager
def locked(folder: Path) -> Generator[bool]:
    """Hold the folder for one command at a time; gives False where another one holds it.

    Raises
    ------
    OSError
        Where the folder takes no file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # Windows: two commands in one folder do double work, but no harm
        yield True
        return
    with open(folder / LOCK, "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def in_use(folder: Path) -> bool:
    """Whether another command holds the folder; also where nothing may be written."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        with open(folder / LOCK, "rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            except OSError:  # a file system that knows no locks
                return False
    except OSError:  # never locked, or not ours to read
        return False
    return False


@contextlib.contextmanager
def shared_with(folder: Path) -> Generator[None]:
    """Hold a store of runs together with others that add to it or take from it, while nobody rebuilds it; waits."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / LOCK, "a+b") as file:
        with contextlib.suppress(OSError):  # a file system that knows no locks: a run may be made twice, no more
            fcntl.flock(file, fcntl.LOCK_SH)
        yield
