"""The command line. Subcommands import what they need when they run, so that ``--help`` comes at once."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence

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
OK, FAILED, REFUSED, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0 done, 1 ran and failed, 2 refused input, 130 after Ctrl-C.
    """
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
    except KeyboardInterrupt:
        print(f"{say('interrupted', lang)}\n  {shlex.join(['uitzendlab', *words])}", file=sys.stderr)
        return INTERRUPTED
    except Exception as error:
        # not the user's doing: tell it in the form asked for, with the trace where it was not asked for less
        if not isinstance(error, ValueError) or not hasattr(error, "mistakes"):
            out.failure(say("bug", lang, error=f"{type(error).__name__}: {error}"))
            return FAILED
        tell_refusal(out, error.mistakes)  # pyright: ignore[reportAttributeAccessIssue]
        return REFUSED
