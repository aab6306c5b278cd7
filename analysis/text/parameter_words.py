"""What a parameter means, in the language asked for: text, unit, kind and source.

The numbers of measures have both languages in their file; those of the law, of behaviour and of the world only English.
"""

from __future__ import annotations

import re

from analysis.text.languages import translated
from analysis.text.messages import first_known, say
from analysis.text.number_format import unit_name
from sim.measures import LEVERS

_SILENT = ("0/1", "choice")  # units of which the value says all


def parameter_text(slug: str, name: str, english: str, lang: str) -> str:
    """What a parameter of a measure means; English where there is no Dutch, as of a folder made by other code.

    Examples
    --------
    >>> parameter_text("deposit", "deposit_eur", "deposit of a lender", "nl")
    'waarborgsom van een uitlener'
    """
    texts = LEVERS[slug].texts if slug in LEVERS else {}
    return translated(english, lang, lambda text: texts[name].nl if name in texts else text)


def figure_text(path: str, english: str, lang: str) -> str:
    """What a parameter means, by its dotted path; those of a measure begin with ``lever.``."""
    first, _, rest = path.partition(".")
    slug, _, name = rest.partition(".")
    return parameter_text(slug, name, english, lang) if first == "lever" else english


def parameter_unit(unit: str, lang: str) -> str:
    """The unit of a parameter in words; empty where its value says all, a share as such (it is written as 0.2)."""
    if unit in _SILENT:
        return ""
    return say("answer.share", lang) if unit == "share" else unit_name(unit, lang)


def allowed_in(text: str, unit: str, lang: str) -> str:
    """A range that ends with its unit, with that unit in words.

    Examples
    --------
    >>> allowed_in("0 to 1 share", "share", "nl"), allowed_in("one of cash, guarantee", "choice", "nl")
    ('0 to 1 aandeel', 'one of cash, guarantee')
    """
    return text.removesuffix(unit) + parameter_unit(unit, lang) if unit and text.endswith(f" {unit}") else text


def kind_name(kind: str, lang: str) -> str:
    """What kind of parameter it is: of the law, measured, calibrated or assumed."""
    return first_known([f"kind.{kind}"], lang) or kind


def source_text(source: str, lang: str) -> str:
    """Where a parameter comes from: a key of the evidence, or an assumption, whose reason stays in English."""
    return translated(source, lang, lambda text: re.sub(r"\Aassumption:", "aanname (in het Engels):", text))
