"""Whether another folder hides a package of ours: one of the same name that Python finds first, as in ``python -m``."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

PACKAGES = ("sim", "experiments", "analysis", "conf", "scenarios")
TEXT = {  # not in the catalogue: that is one of the packages that may be hidden
    "nl": "{found} staat in de weg: Python vindt daar een eigen '{name}', niet die van uitzendlab. Geef die map of dat "
    "bestand een andere naam, of werk vanuit een andere map.",
    "en": "{found} is in the way: Python finds a '{name}' of its own there, not the one of uitzendlab. Rename that "
    "folder or file, or work from another folder.",
}


class Hidden(NamedTuple):
    """A package of ours and the file or folder that Python finds in its place."""

    name: str
    found: str

    def text(self, lang: str) -> str:
        """What is wrong and what to do."""
        return TEXT[lang].format(**self._asdict())


def hidden() -> Hidden | None:
    """The first package of ours that is not the one beside this one, None where all are; imports none of them."""
    ours = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    for name in PACKAGES:
        found = _place(name)
        if found is not None and os.path.dirname(os.path.realpath(found)) != ours:
            return Hidden(name, found)
    return None


def _place(name: str) -> str | None:
    """The folder or file of a top-level package or module; None where it is not there, or is no file."""
    spec = getattr(sys.modules[name], "__spec__", None) if name in sys.modules else importlib.util.find_spec(name)
    if spec is None or not spec.has_location or spec.origin is None:
        return None
    return os.path.dirname(spec.origin) if spec.submodule_search_locations is not None else spec.origin


def language(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> str:
    """The language of this call: ``--lang``, else the locale, else English."""
    for i, word in enumerate(argv):
        given = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and i + 1 < len(argv):
            given = argv[i + 1]
        if given in TEXT:
            return given
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "nl" if locale.lower().startswith("nl") else "en"


def stop_if_hidden(words: Sequence[str]) -> None:
    """End the command, with the sentence that says why, before anything of the hidden package is imported."""
    if (found := hidden()) is not None:
        print(found.text(language(words)), file=sys.stderr)
        raise SystemExit(2)
