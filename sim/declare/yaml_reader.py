"""A reader for YAML files that anyone may have written: plain data or a list of mistakes, nothing else.

PyYAML splits the text into events; from those we build the values ourselves, so no tag, alias or merge can
do anything, a file cannot grow in memory, and every mistake in it is reported at once. Words are read as in YAML
1.2 (``yes``, ``no``, ``on``, ``off`` and ``12:30`` are text, ``010`` is ten), dates as ``2021-07-05``.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from sim.declare.params import Grouped, InvalidInput, Mistake

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_VALUES = 100_000  # a real file has hundreds; PyYAML needs seconds for as many as this
MAX_MISTAKES = 100
FILE = "(file)"  # the path of a mistake that lies in the file as a whole

_NULL = {"", "~", "null", "Null", "NULL"}
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}\Z")
_NOT_FINITE = re.compile(r"([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Control characters could rewrite a terminal; halves of a pair (surrogates) cannot be written anywhere.
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


# What the parser says, and what that means to whoever wrote the file.
_HELP = (
    ("mapping values are not allowed", "A text that holds a colon and a space stands in quotes."),
    ("could not find expected ':'", "Behind a name stand a colon and a space."),
    ("unexpected end of stream", "A quote is not closed."),
    ("expected ',' or", "Check the commas, and whether brackets are closed."),
    ("cannot start any token", "A text that begins with a sign such as @, % or ` stands in quotes."),
    ("escape character", "In double quotes a backslash is written twice; single quotes take it as it is."),
    ("expected <block end>", "Check the indentation, and whether brackets and quotes are closed."),
    ("expected the node content", "Check the indentation, and whether brackets and quotes are closed."),
)


class _Stop(Exception):
    """Reading on makes no sense; the mistakes so far are reported."""


class _Frame:
    """One open mapping or list: its values so far, where it lies, and the name that waits for its value."""

    def __init__(self, values: dict[str, Any] | list[Any], path: str) -> None:
        self.values, self.path = values, path
        self.name: str | None = None

    def next_path(self) -> str:
        if isinstance(self.values, list):
            return f"{self.path}[{len(self.values)}]"
        return join(self.path, shown(self.name))


def join(path: str, name: str) -> str:
    """The dotted path of a name below a path."""
    return f"{path}.{name}" if path else name


def shown(value: Any) -> Any:
    """The value, cut when it is too long to print in a message."""
    return value[:80] + "..." if isinstance(value, str) and len(value) > 80 else value


def parse_yaml(data: bytes | str, ours: bool = False) -> Any:
    """The value of a YAML text: dicts with text keys, lists, text, numbers, true/false, dates, None.

    Parameters
    ----------
    ours
        Whether it comes with the package: then it is read five times as fast, by the parser in C, which tells less of
        where a mistake lies.

    Raises
    ------
    InvalidInput
        With every mistake found; never another exception, whatever the text.
    """
    reader, _ = _read(data, _QUICK if ours else yaml.SafeLoader)
    if reader.mistakes:
        raise InvalidInput(reader.mistakes)
    return reader.value


def parse_checked[T](data: bytes | str, check: Callable[[Any], T]) -> T:
    """What ``check`` makes of the value of a YAML text.

    A word that cannot be read does not hide what is wrong elsewhere: the rest is checked too, without what that word
    brings about at its own place.

    Raises
    ------
    InvalidInput
        With every mistake of the text and of the check.
    """
    reader, whole = _read(data)
    if not whole:
        raise InvalidInput(reader.mistakes)
    told = {mistake.path for mistake in reader.mistakes} | reader.unsure
    try:
        found = check(reader.value)
    except InvalidInput as error:
        more = [mistake for mistake in error.mistakes if mistake.path not in told]
        raise InvalidInput((reader.mistakes + more)[:MAX_MISTAKES]) from None
    if reader.mistakes:
        raise InvalidInput(reader.mistakes)
    return found


def _read(data: bytes | str, parser: Any = yaml.SafeLoader) -> tuple[_Reader, bool]:
    """The reader after a text, and whether it came to the end of it."""
    reader, whole = _Reader(), False
    try:
        loader = parser(_decoded(data, reader))
        while loader.check_event():
            reader.take(loader.get_event())
        whole = reader.documents == 1
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        tab = "\\t" in (error.problem or "")
        reader.mistake("", "tabs are not allowed" if tab else "not readable as YAML", None, mark)
        told = reader.mistakes[-1]
        reader.mistakes[-1] = told._replace(hint=f"{told.hint} {'' if tab else _what_helps(error)}".strip())
    # PyYAML passes on what chr() and int() say of an escape such as "\UFFFFFFFF".
    except (yaml.YAMLError, ValueError, OverflowError):
        reader.mistake("", "not readable as YAML", None)
    if not reader.mistakes and reader.documents == 0:
        reader.mistake("", "the file is empty", None)
    return reader, whole


def _what_helps(error: yaml.MarkedYAMLError) -> str:
    """What to look at, in words of ours: those of the parser are about its own insides."""
    said = f"{error.context or ''} {error.problem or ''}"
    return next((help for part, help in _HELP if part in said), "Check quotes, brackets, colons and indentation.")


def _decoded(data: bytes | str, reader: _Reader) -> str:
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MAX_BYTES:
        reader.mistake("", "the file is too large", None, allowed="at most 1 MB")
        raise _Stop
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reader.mistake("", "not readable as text", None, allowed="UTF-8")
        raise _Stop from error


class _Reader:
    """Builds one value from events, without recursion, and keeps the mistakes."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.unsure: set[str] = set()  # paths of values that are half of what was meant
        self.value: Any = None
        self.documents = 0
        self.count = 0
        self.open: list[_Frame] = []

    def mistake(self, path: str, message: str, value: Any, mark: Any = None, allowed: str = "") -> None:
        where = f"Line {mark.line + 1}." if mark is not None else ""
        self.mistakes.append(Mistake(path or FILE, shown(value), "", allowed, message, where))
        if len(self.mistakes) >= MAX_MISTAKES:
            raise _Stop

    def path(self) -> str:
        return self.open[-1].next_path() if self.open else ""

    def take(self, event: yaml.Event) -> None:
        """One event: a start, an end, or a word."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.mistake("", "more than one document in the file", "---", event.start_mark, "one")
                raise _Stop
        elif isinstance(event, yaml.NodeEvent):
            self.count += 1
            if self.count > MAX_VALUES:
                self.mistake("", "too many values", None, None, f"at most {MAX_VALUES}")
                raise _Stop
            self.node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.put(self.open.pop().values)

    def node(self, event: yaml.NodeEvent) -> None:
        mark = event.start_mark
        waits_for_name = bool(self.open) and isinstance(self.open[-1].values, dict) and self.open[-1].name is None
        path = self.open[-1].path if waits_for_name else self.path()
        if isinstance(event, yaml.AliasEvent):
            self.mistake(path, "aliases are not allowed", f"*{event.anchor}", mark)
        elif event.anchor is not None:
            self.mistake(path, "anchors are not allowed", f"&{event.anchor}", mark)
        if (tag := getattr(event, "tag", None)) is not None:
            self.mistake(path, "tags are not allowed", tag, mark)
        if isinstance(event, yaml.CollectionStartEvent):
            self.start(event, path, waits_for_name)
            return
        word = self.word(event, path) if isinstance(event, yaml.ScalarEvent) else None
        if waits_for_name:
            self.take_name(event, word)
        else:
            self.put(word)

    def start(self, event: yaml.CollectionStartEvent, path: str, waits_for_name: bool) -> None:
        if waits_for_name:
            self.mistake(path, "a name must be text", "a list or mapping", event.start_mark)
            raise _Stop
        if len(self.open) >= MAX_DEPTH:
            self.mistake(path, "nested too deeply", None, event.start_mark, f"{MAX_DEPTH} levels")
            raise _Stop
        self.open.append(_Frame({} if isinstance(event, yaml.MappingStartEvent) else [], path))

    def take_name(self, event: yaml.NodeEvent, name: Any) -> None:
        frame = self.open[-1]
        before = next(reversed(frame.values), None)
        frame.name = name if isinstance(name, str) else _UNFIT.sub("?", str(getattr(event, "value", "*")))
        if not isinstance(name, str):
            self.mistake(self.path(), "a name must be text", frame.name, event.start_mark)
            if isinstance(name, int) and frame.values:  # {share: 0,2} is a share of 0 and the name 2
                told = self.mistakes[-1]
                self.mistakes[-1] = told._replace(hint=f"{told.hint} A decimal is written with a point, as 0.2.")
                self.unsure.add(join(frame.path, str(before)))
        elif name.startswith("_"):
            self.mistake(self.path(), "names that begin with _ are not allowed", name, event.start_mark)
        elif name in frame.values:
            self.mistake(self.path(), "written twice", name, event.start_mark)

    def put(self, value: Any) -> None:
        if not self.open:
            self.value = value
        elif isinstance(self.open[-1].values, list):
            self.open[-1].values.append(value)
        else:
            frame = self.open[-1]
            frame.values[frame.name] = value  # type: ignore[index]
            frame.name = None

    def word(self, event: yaml.ScalarEvent, path: str) -> Any:
        result = read_word(event.value) if event.implicit[0] else Word(event.value, check_text(event.value))
        if result.refused:
            self.mistake(path, result.refused, event.value, event.start_mark)
        # it is checked and may be shown again, so nothing of it may reach a terminal
        return _UNFIT.sub("?", result.value) if isinstance(result.value, str) else result.value


class Word(NamedTuple):
    """A value and why it is refused, empty when it is not."""

    value: Any
    refused: str = ""


def check_text(text: str) -> str:
    """Why a text is refused, empty when it is not."""
    if "${" in text:
        return "references with ${ are not allowed"
    return "characters that cannot be printed" if _UNFIT.search(text) else ""


def read_word(text: str) -> Word:
    """What an unquoted word means."""
    if text in _NULL:
        return Word(None)
    if text in _BOOL:
        return Word(_BOOL[text])
    if _INT.match(text):
        return Word(int(text)) if len(text) <= 18 else Word(0, "too long a number")
    if _NOT_FINITE.match(text) or (_FLOAT.match(text) and not math.isfinite(float(text))):
        return Word(0.0, "not a finite number")
    if _GROUPED.match(text):
        number = Grouped(text)
        number.text = text
        return Word(number)
    if _FLOAT.match(text):
        return Word(float(text))
    if _DATE.match(text):
        try:
            return Word(dt.date.fromisoformat(text))
        except ValueError:
            return Word(text, "no such date")
    return Word(text, check_text(text))
