"""The command line. Subcommands import what they need when they run, so that ``--help`` comes at once."""

from __future__ import annotations

import contextlib
import shlex
import signal
import sys
import threading
from collections.abc import Generator, Sequence

from uitzendlab.shadow import language, stop_if_hidden

stop_if_hidden(sys.argv[1:])  # before anything of another package is imported

from uitzendlab.cli.commands import (  # noqa: E402
    check,
    compact,
    compare,
    export,
    extend,
    life,
    listing,
    new,
    plan,
    report,
    rerun,
    resume,
    run,
    status,
    sweep,
)
from uitzendlab.cli.machinery import streams  # noqa: E402
from uitzendlab.cli.machinery.output import Output, Refused, report_refusal  # noqa: E402
from uitzendlab.cli.machinery.parser import make_parser, parse  # noqa: E402

COMMANDS = (
    run, sweep, plan, status, resume, extend, rerun, compact, compare, report, life, export, check, listing, new,
)  # fmt: skip
OK, FAILED, REFUSED, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143


class Terminated(KeyboardInterrupt):
    """Asked to end by the system (``timeout``, SLURM): what answers Ctrl-C answers this."""


@contextlib.contextmanager
def ended_in_order() -> Generator[None]:
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
        0 done, 1 ran and failed, 2 refused input, 130 after Ctrl-C, 143 after SIGTERM. A reader that stops reading
        (``head``) changes nothing; an answer that cannot be written (a full disk) is 1.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    out = Output(language(words), json="--json" in words, quiet="--quiet" in words)
    with ended_in_order():
        try:
            code = _run(words, out)
        except SystemExit:  # after --help and --version
            streams.flush()
            raise
        if (lost := streams.flush()) is not None:
            out.warning(out.say("answer_lost", error=out.system(lost)))
            streams.flush()
            return code or FAILED
        return code


def _run(words: list[str], out: Output) -> int:
    lang = out.lang
    try:
        parser, subparsers = make_parser(lang, COMMANDS)
        asked = parse(parser, subparsers, words)
        if asked is None:
            parser.print_help()
            return OK
        return asked.execute(asked.request, out)
    except Refused as refusal:
        report_refusal(out, refusal.mistakes)
        return REFUSED
    except KeyboardInterrupt as signalled:
        out.warning(f"{out.say('interrupted')}\n  {shlex.join(['uitzendlab', *words])}")
        return TERMINATED if isinstance(signalled, Terminated) else INTERRUPTED
    except Exception as error:
        # not the user's doing: tell it in the form asked for, with the trace where it was not asked for less
        mistakes = getattr(error, "mistakes", None) if isinstance(error, ValueError) else None
        if mistakes is None:
            out.failure(out.say("bug", error=f"{type(error).__name__}: {error}"))
            return FAILED
        report_refusal(out, mistakes)
        return REFUSED
