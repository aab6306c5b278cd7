"""Dutch and English: the one place that chooses a text between the two.

Texts of our own are pairs (Dutch, English), see `analysis.text.messages`; data carries a field in each language; what
the model refuses is English with Dutch of its own. A test lets nothing else choose by language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeGuard

LANGUAGES = ("nl", "en")
Words = tuple[str, str]
"""One text in both languages, in the order of ``LANGUAGES``."""


def in_language(words: Words, lang: str) -> str:
    """The text in the language asked for."""
    return words[LANGUAGES.index(lang)]


def by_language(words: Words) -> dict[str, str]:
    """The text in both, by language."""
    return dict(zip(LANGUAGES, words, strict=True))


def in_each[T](make: Callable[[str], T]) -> dict[str, T]:
    """What ``make`` gives of each language, by language."""
    return {lang: make(lang) for lang in LANGUAGES}


def _is_mapping(of: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(of, Mapping)


def field(of: Any, name: str, lang: str) -> Any:
    """A field of a row or record that has it in both languages: ``name_nl`` and ``name_en`` or, of English, ``name``.

    Dutch that is not there, as in a folder of an older version, is English.

    Examples
    --------
    >>> row = {"label_nl": "dakloos", "label_en": "homeless", "scope_nl": "mensen", "scope": "persons"}
    >>> field(row, "label", "en"), field(row, "scope", "nl"), field(row, "scope", "en")
    ('homeless', 'mensen', 'persons')
    """
    known: Mapping[str, Any] = (
        of if _is_mapping(of) else {key: getattr(of, key, None) for key in (f"{name}_{lang}", name)}
    )
    found = known.get(f"{name}_{lang}")
    return known.get(name, known.get(f"{name}_en")) if found is None else found


def translated(english: str, lang: str, dutch: Callable[[str], str]) -> str:
    """A text of the model in the language asked for; ``dutch`` makes Dutch of it."""
    return dutch(english) if lang == "nl" else english
