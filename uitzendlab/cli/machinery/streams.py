"""Standard output and error that take every text: on any console, into a pipe that closes, onto a disk that is full."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import unicodedata
from collections.abc import Callable
from typing import TextIO

NAME = "uitzendlab"  # of the handler of characters that a console does not know
# What stands for a sign where the console has none; letters lose their accent, all else becomes a question mark.
PLAIN = {
    "−": "-", "–": "-", "—": "-", "·": "|", "…": "...", "×": "x", "½": "1/2", "ⁿ": "^n", "²": "2", "€": "EUR",
    "≥": ">=", "≤": "<=", "→": "->", "’": "'", "‘": "'", "“": '"', "”": '"', "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ", "\N{THIN SPACE}": " ",
}  # fmt: skip


def plain(sign: str) -> str:
    """What stands for a sign on a console that knows ASCII only.

    Examples
    --------
    >>> "".join(map(plain, "één − ½ⁿ"))
    'een - 1/2^n'
    """
    if sign.isascii():
        return sign
    known = PLAIN.get(sign)
    letters = "".join(part for part in unicodedata.normalize("NFKD", sign) if part.isascii())
    return known if known is not None else letters or "?"


def _instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(plain, error.object[error.start : error.end])), error.end


codecs.register_error(NAME, _instead)


def take_every_text() -> None:
    """From here on no character is an error on standard output and error; once in a process, and again in no time."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and stream.errors != NAME:
            with contextlib.suppress(OSError, ValueError):
                reconfigure(errors=NAME)


def takes(stream: TextIO | None, text: str) -> bool:
    """Whether a stream can hold a text as it is."""
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write(stream: TextIO | None, text: str) -> None:
    """Write a line; what goes wrong with it never stops the work: the rest is not shown, and `flush` tells why."""
    if stream is not None:  # None: closed before we began
        _try(stream, lambda: print(text, file=stream))


def flush() -> OSError | None:
    """Send out what waits, before Python does so at exit and complains; gives the error of a full disk, once.

    A reader that has gone (``head``, ``less``) has seen enough, which is no error.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            _try(stream, stream.flush)
    found = _lost[0] if _lost else None
    _lost.clear()
    return found


_lost: list[OSError] = []  # why something could not be written, since the last flush


def _try(stream: TextIO, act: Callable[[], object]) -> None:
    try:
        act()
    except BrokenPipeError:
        silence(stream)
    except OSError as error:
        _lost.append(error)
        silence(stream)
    except ValueError:  # closed by whoever called us
        pass


def silence(stream: TextIO) -> None:
    """Let all that is still written to a stream go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)
