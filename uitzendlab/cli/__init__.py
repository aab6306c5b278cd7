"""The command line. Subcommands import what they need when they run, so that ``--help`` comes at once."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import sys
import threading
from collections.abc import Iterator, Sequence

from uitzendlab.cli import (
    check,
    compact,
    compare,
    export,
    extend,
    life,
    listing,
    plan,
    report,
    rerun,
    resume,
    run,
    status,
    sweep,
)
from uitzendlab.cli.output import Output, Refused, tell_refusal
from uitzendlab.cli.parser import make_parser, parse
from uitzendlab.words import language, say

COMMANDS = (
    run, sweep, plan, status, resume, extend, rerun, compact, compare, report, life, export, check, listing,
)  # fmt: skip
OK, FAILED, REFUSED, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


class Terminated(KeyboardInterrupt):
    """Asked to end by the system (``timeout``, SLURM): what answers Ctrl-C answers this."""


@contextlib.contextmanager
def ended_in_order() -> Iterator[None]:
    """While inside, SIGTERM raises `Terminated`, once: the second of a hurried system does not disturb the end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise Terminated

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0 done, 1 ran and failed, 2 refused input, 130 after Ctrl-C, 143 after SIGTERM.
    """
    with ended_in_order():
        return _run(argv)


def _run(argv: Sequence[str] | None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    lang = language(words)
    out = Output(lang, json="--json" in words, quiet="--quiet" in words)
    try:
        parser, subparsers = make_parser(lang, COMMANDS)
        arguments = parse(parser, subparsers, words)
        if not hasattr(arguments, "execute"):
            parser.print_help()
            return OK
        return arguments.execute(arguments, out)
    except Refused as refusal:
        tell_refusal(out, refusal.mistakes)
        return REFUSED
    except BrokenPipeError:
        # the reader (head, less) has seen enough; Python would complain again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt as signalled:
        print(f"{say('interrupted', lang)}\n  {shlex.join(['uitzendlab', *words])}", file=sys.stderr)
        return TERMINATED if isinstance(signalled, Terminated) else INTERRUPTED
    except Exception as error:
        # not the user's doing: tell it in the form asked for, with the trace where it was not asked for less
        if not isinstance(error, ValueError) or not hasattr(error, "mistakes"):
            out.failure(say("bug", lang, error=f"{type(error).__name__}: {error}"))
            return FAILED
        tell_refusal(out, error.mistakes)  # pyright: ignore[reportAttributeAccessIssue]
        return REFUSED
