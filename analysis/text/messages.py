"""The catalogue: every text for people by its key, in Dutch and English, and Dutch of what the model refuses.

`say` gives a text: ``say("plan", lang, runs=4)``. A plain key is a text of the command line; any other has its family
before a dot, as ``page.title`` or ``verdict.shown`` (see ``FAMILIES``), so that data can name it. Nothing heavy is
imported, so that help comes at once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from analysis.text import (
    answer_words,
    biography_words,
    command_words,
    file_words,
    input_errors,
    measure_errors,
    page_words,
    python_errors,
    refusals,
    run_messages,
    sweep_messages,
    sweep_words,
    verdict_words,
)
from analysis.text.languages import LANGUAGES, Words, by_language, in_language, translated

__all__ = ["CATALOGUE", "FAMILIES", "LANGUAGES", "allowed", "family", "first_known", "hint", "place",
           "refusal", "say", "value_words"]  # fmt: skip

FAMILIES: dict[str, Mapping[str, Words]] = {
    "": command_words.TEXTS | run_messages.TEXTS | sweep_messages.TEXTS | input_errors.TEXTS,
    "page": page_words.WORDS,  # of both pages, and of the sections of the terminal
    "sweep": sweep_words.SWEEP_WORDS,  # of the page of a sweep only
    "file": file_words.WORDS,  # of files that are written to be edited
    **verdict_words.FAMILIES,
    **answer_words.FAMILIES,
    **biography_words.FAMILIES,
}
"""Tables of texts by the family of their keys."""
CATALOGUE: Mapping[str, Words] = MappingProxyType(
    {f"{name}.{key}".lstrip("."): words for name, table in FAMILIES.items() for key, words in table.items()}
)
"""Every text by its key."""

_TABLES = (measure_errors, python_errors, input_errors, run_messages, refusals, sweep_messages)
REFUSALS_NL: dict[str, str] = {english: dutch for table in _TABLES for english, dutch in table.REFUSALS_NL.items()}
# in this order: whole sentences before the pieces that are found in them too
_HINTS_NL = tuple(pair for table in _TABLES for pair in table.HINTS_NL)
_ALLOWED_NL = tuple(pair for table in _TABLES for pair in getattr(table, "ALLOWED_NL", ()))


def say(key: str, lang: str, **facts: object) -> str:
    """A text in the language asked for, with the facts it names."""
    return in_language(CATALOGUE[key], lang).format(**facts)


def first_known(keys: Sequence[str], lang: str) -> str:
    """The text of the first of these keys that is in the catalogue; empty where none is."""
    return next((in_language(CATALOGUE[key], lang) for key in keys if key in CATALOGUE), "")


def family(*names: str) -> dict[str, dict[str, str]]:
    """All texts of these families by key, each by language, as pages and ``--json`` hold them."""
    return {key: by_language(words) for name in names for key, words in FAMILIES[name].items()}


def refusal(message: str, lang: str) -> str:
    """What is wrong, in the language asked for; English where it was never translated."""
    return translated(message, lang, lambda text: REFUSALS_NL.get(text, text))


def hint(text: str, lang: str) -> str:
    """What to do, in the language asked for."""
    return translated(text, lang, lambda text: _replaced(text, _HINTS_NL))


def allowed(text: str, lang: str) -> str:
    """A range or list of choices, in the language asked for."""
    return value_words(translated(text, lang, lambda text: _replaced(text, _ALLOWED_NL)), lang)


def place(text: str, lang: str) -> str:
    """Where something is wrong: a dotted path, which has words of ours for what is no name."""
    return translated(text, lang, lambda text: _matched(text, input_errors.PLACES_NL))


def value_words(text: str, lang: str) -> str:
    """A value as it was found; a number of things is in words."""
    return translated(text, lang, lambda text: _matched(text, input_errors.COUNTS_NL))


def _replaced(text: str, pieces: Sequence[tuple[str, str]]) -> str:
    for english, dutch in pieces:
        text = text.replace(english, dutch)
    return text


def _matched(text: str, patterns: Sequence[tuple[re.Pattern[str], str]]) -> str:
    for english, dutch in patterns:
        text = english.sub(dutch, text)
    return text
