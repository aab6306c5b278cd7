"""Reading a folder whose content may be exchanged meanwhile: the reader looks again where it was."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from pathlib import Path

OLD = ".old.unfinished"  # ending of the folder that another one takes the place of
SWAPS, PAUSE = 8, 0.01  # how often a reader looks again; s longer each time


def unchanged[Found](folder: Path, read: Callable[[], Found]) -> Found:
    """What ``read`` finds in a folder that is the same before and after.

    A folder takes another's place by an exchange, or by two renames between which there is none.
    """
    old = folder.with_name(folder.name + OLD)
    for wait in range(SWAPS):
        time.sleep(wait * PAUSE)
        before = _identity(folder)
        with contextlib.suppress(FileNotFoundError):
            found = read()
            # Between two renames there is no folder for a moment; then the old one lies beside it.
            in_between = before is None and old.is_dir()
            if _identity(folder) == before and not in_between:
                return found
    return read()


def _identity(folder: Path) -> tuple[int, int] | None:
    """Which folder it is, whatever its name; None where there is none."""
    try:
        told = folder.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return told.st_dev, told.st_ino
