"""The parser of all subcommands, in the language of the user."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any, NamedTuple, NoReturn

from analysis.text.messages import LANGUAGES, say
from uitzendlab.cli.machinery.output import Output, Refused
from uitzendlab.cli.machinery.request import request_of

_ABOUT = re.compile(r"argument ([^:]*): (.*)", re.DOTALL)
# What argparse says, in words of its own, and what that is with us; a group holds the value or the other argument.
_SAID = (
    (re.compile(r"invalid choice: '(.*)' \(choose from", re.DOTALL), "unknown choice"),
    (re.compile(r"invalid int value: '(.*)'", re.DOTALL), "must be a whole number"),
    (re.compile(r"invalid float value: '(.*)'", re.DOTALL), "not a number"),
    (re.compile(r"ignored explicit argument '(.*)'", re.DOTALL), "takes no value"),
    (re.compile(r"not allowed with argument (.*)", re.DOTALL), "not together with another option"),
    (re.compile(r"expected (?:one|at least one) argument"), "needs a value"),
)
_LACKING = re.compile(r"(?:the following arguments are|one of the arguments \S+ is) required(?:: (.*))?", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """An argument parser that refuses as all of our checks do, and speaks two languages."""

    def __init__(self, *args: Any, lang: str = "en", examples: Sequence[str] = (), **settings: Any) -> None:
        if examples:
            settings["epilog"] = "\n".join([f"{say('examples', lang)}:", *(f"  uitzendlab {e}" for e in examples)])
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
        """Refuse what cannot be parsed, at the argument it is about."""
        about = _ABOUT.match(message)
        name, said = (about[1], about[2]) if about else ("", message)
        path = name.split("/")[-1].lstrip("-") or "(command)"
        usage = " ".join(self.format_usage().split())
        if lacking := _LACKING.match(said):
            raise Refused(lacking[1] or path, "", usage, "is missing")
        for words, ours in _SAID:
            if found := words.match(said):
                value = found[1] if found.re.groups else ""
                raise self._refused(name, path, value, ours)
        raise Refused(path, "", usage, "unusable command")

    def _refused(self, name: str, path: str, value: str, message: str) -> Refused:
        """The refusal of an argument, with its choices where it has them."""
        names = ((action, ("/".join(action.option_strings), action.metavar, action.dest)) for action in self._actions)
        action = next((action for action, known in names if name in known), None)
        options = [str(option) for option in (action.choices if action else None) or ()]
        if path == "(command)" and action:
            path = action.dest
        if message == "unknown choice":
            near = difflib.get_close_matches(value, options, n=1)
            return Refused(path, value, ", ".join(options), message, f"Did you mean '{near[0]}'?" if near else "")
        shown = ", ".join(options) if options else action.metavar if action and message == "needs a value" else ""
        return Refused(path, value, str(shown or ""), message)

    def options(self) -> list[str]:
        """Every option there is."""
        return [name for action in self._actions for name in action.option_strings if name.startswith("--")]


class Asked(NamedTuple):
    """What one call of the program asks."""

    command: str
    request: Any  # of the kind that the command declares
    execute: Callable[[Any, Output], int]


def parse(parser: Parser, subparsers: Mapping[str, Parser], words: Sequence[str]) -> Asked | None:
    """What is asked, None where no command is named; an unknown option is refused with the nearest one there is."""
    namespace, unknown = parser.parse_known_args(words)
    given: dict[str, Any] = vars(namespace)
    # Words may stand before and after options; argparse takes the first group of them only.
    if "overrides" in given:
        given = given | {"overrides": [*given["overrides"], *(word for word in unknown if not word.startswith("-"))]}
        unknown = [word for word in unknown if word.startswith("-")]
    if unknown:
        known = subparsers.get(given["command"] or "", parser).options()
        near = difflib.get_close_matches(unknown[0], known, n=1)
        hint = f"Did you mean '{near[0]}'?" if near else ""
        raise Refused(unknown[0], "", ", ".join(known), "unknown option", hint)
    if given["command"] is None:
        return None
    return Asked(given["command"], request_of(given["request"], given), given["execute"])


def make_parser(lang: str, commands: Sequence[ModuleType]) -> tuple[Parser, dict[str, Parser]]:
    """The parser with all subcommands, and the parsers of these by name."""
    examples = ("run --size smoke --seeds 2", "check my-policy.yaml", "life results/main --sample homeless")
    parser = Parser("uitzendlab", lang=lang, description=say("about", lang), examples=examples)
    parser.add_argument("--version", action="version", version=version(), help=say("version", lang))
    common(parser, lang)
    below = parser.add_subparsers(title=say("commands", lang), metavar="", parser_class=Parser, dest="command")
    subparsers: dict[str, Parser] = {}
    for command in commands:
        name: str = command.NAME
        about = say(getattr(command, "ABOUT", name), lang)
        settings: dict[str, Any] = {"help": about, "description": about, "examples": command.EXAMPLES}
        sub = below.add_parser(name, lang=lang, **settings)
        command.arguments(sub, lang)
        common(sub, lang)
        sub.set_defaults(execute=command.execute, request=command.Request)
        subparsers[name] = sub
    return parser, subparsers


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
