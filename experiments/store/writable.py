"""Whether files can be written in a folder, checked before any run; and one sentence where they cannot."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from collections.abc import Collection, Generator
from pathlib import Path

from sim.declare.params import InvalidInput, Mistake
from sim.declare.yaml_reader import shown

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)  # takes no more
CLOSED = (errno.EACCES, errno.EPERM, errno.ENOTDIR)  # takes none of ours
_NAME = "{}.unfinished"  # removed by whoever cleans the folder, should this process be killed here


def probe(folder: Path) -> None:
    """Make the folder and a file in it, and remove again all that was not there; raises OSError where that fails."""
    made: list[Path] = []
    try:
        if "\0" in str(folder):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        missing: list[Path] = []
        for path in (folder, *folder.parents):
            if path.exists():
                break
            missing.append(path)
        for path in reversed(missing):
            path.mkdir()
            made.append(path)
        file = folder / _NAME.format(uuid.uuid4().hex[:8])
        file.touch(exist_ok=False)
        file.unlink()
    finally:
        for path in reversed(made):
            with contextlib.suppress(OSError):  # another command has put something there meanwhile
                path.rmdir()


def refuse_unwritable(option: str, folder: Path) -> None:
    """Refuse a folder that is a file, or in which nothing can be written.

    Raises
    ------
    InvalidInput
        With the name of the option and what the system says.
    """
    with writing(option, folder, ()):
        if folder.exists() and not folder.is_dir():
            raise _refused(option, folder, "is not a folder", "Choose another folder.")
        probe(folder)


@contextlib.contextmanager
def writing(option: str, folder: Path, only: Collection[int] = (*FULL, *CLOSED)) -> Generator[None]:
    """Tell an error of the system inside as a refusal of the folder.

    Parameters
    ----------
    only
        Numbers of the errors that are about writing; where nothing else is done, empty for all of them.

    Raises
    ------
    InvalidInput
        For such an OSError; any other is raised as it is.
    """
    try:
        yield
    except OSError as error:
        if only and error.errno not in only:
            raise
        hint = f"{error.strerror or error}. Choose another folder, or make this one writable."
        raise _refused(option, folder, "cannot be written to", hint) from error


def _refused(option: str, folder: Path, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Mistake(option, shown(str(folder)), "", "", message, hint)])
