"""The parser of all subcommands, in the language of the user."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from types import ModuleType
from typing import Any, NoReturn

from uitzendlab.cli.output import Refused
from uitzendlab.words import LANGUAGES, say


class Parser(argparse.ArgumentParser):
    """An argument parser that refuses as all of our checks do, and speaks two languages."""

    def __init__(self, *args: Any, lang: str = "en", examples: Sequence[str] = (), **settings: Any) -> None:
        if examples:
            settings["epilog"] = "\n".join(
                [f"{say('examples', lang)}:", *(f"  uitzendlab {e}" for e in examples)]
            )
        formatter = argparse.RawDescriptionHelpFormatter
        super().__init__(*args, add_help=False, formatter_class=formatter, allow_abbrev=False, **settings)
        self.lang = lang
        self._positionals.title, self._optionals.title = say("arguments", lang), say("options", lang)
        self.add_argument("-h", "--help", action="help", help=say("help", lang))

    def format_usage(self) -> str:
        """The usage line."""
        return super().format_usage().replace("usage:", f"{say('usage', self.lang)}:", 1)

    def format_help(self) -> str:
        """The whole help."""
        return super().format_help().replace("usage:", f"{say('usage', self.lang)}:", 1)

    def error(self, message: str) -> NoReturn:
        """Refuse what cannot be parsed."""
        raise Refused("(command)", "", self.format_usage().strip(), "unusable command", message)


def make_parser(lang: str, commands: Sequence[ModuleType]) -> Parser:
    """The parser with all subcommands."""
    examples = ("run --size smoke --seeds 2", "check my-policy.yaml", "life results/main --sample homeless")
    parser = Parser("uitzendlab", lang=lang, description=say("about", lang), examples=examples)
    parser.add_argument("--version", action="version", version=version(), help=say("version", lang))
    common(parser, lang)
    below = parser.add_subparsers(
        title=say("commands", lang), metavar="", parser_class=Parser, dest="command"
    )
    for command in commands:
        name: str = command.NAME
        settings = {"help": say(name, lang), "description": say(name, lang), "examples": command.EXAMPLES}
        sub = below.add_parser(name, lang=lang, **settings)
        command.arguments(sub, lang)
        common(sub, lang)
        sub.set_defaults(execute=command.execute)
    return parser


def common(parser: argparse.ArgumentParser, lang: str) -> None:
    """Options of every subcommand; not set twice, so they may stand before or after its name."""
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=say("json", lang))
    parser.add_argument("--quiet", action="store_true", default=argparse.SUPPRESS, help=say("quiet", lang))
    parser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=say("lang", lang))


def version() -> str:
    """The version of this package, found without importing the model."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return f"uitzendlab {installed('uitzendlab')}"
    except PackageNotFoundError:
        return "uitzendlab"
