"""What a policy does, in words: its measures with their dates and numbers, for terminal and page."""

from __future__ import annotations

from typing import Any

from analysis.text.number_format import grouped
from analysis.text.parameter_words import parameter_unit


def day(iso: str, lang: str) -> str:
    """A date as people of the language write it."""
    return "-".join(reversed(iso.split("-"))) if lang == "nl" else iso


def dates_of(measure: dict[str, Any], lang: str) -> str:
    """When a measure is announced, enters and ends, for whom, and how gradually.

    Examples
    --------
    >>> dates_of({"announced": "2021-01-04", "from": "2021-07-07", "enters": "2021-07-12", "until": None,
    ...           "phase_in_weeks": 0, "applies_to": "new"}, "en")
    'announced 2021-01-04, from 2021-07-07 (week of 2021-07-12), for new ones only'
    """
    dutch = lang == "nl"
    parts = [("aangekondigd " if dutch else "announced ") + day(measure["announced"], lang)]
    if not measure.get("announced_given", True):
        parts = ["niet aangekondigd, dus pas bekend als hij ingaat" if dutch else
                 "not announced, so known only when it enters"]  # fmt: skip
    start = ("vanaf " if dutch else "from ") + day(measure["from"], lang)
    if measure["enters"] != measure["from"]:
        start += f" ({'week van' if dutch else 'week of'} {day(measure['enters'], lang)})"
    parts.append(start)
    if measure["until"]:
        parts.append(("tot en met " if dutch else "until ") + day(measure["until"], lang))
    if measure["phase_in_weeks"]:
        weeks = measure["phase_in_weeks"]
        parts.append(f"ingevoerd over {weeks} weken" if dutch else f"phased in over {weeks} weeks")
    if measure["applies_to"] == "new":
        parts.append("alleen voor nieuwe" if dutch else "for new ones only")
    return ", ".join(parts)


def numbers_of(measure: dict[str, Any], lang: str) -> list[str]:
    """Its parameters with value and unit; where it is not the default, that too.

    Examples
    --------
    >>> numbers_of({"lever": "deposit", "parameters": [{"name": "deposit_eur", "value": 25000.0, "default": 100000.0,
    ...                                                 "unit": "EUR", "text": "deposit of a lender"}]}, "nl")
    ['deposit_eur: 25.000 EUR (standaard 100.000): waarborgsom van een uitlener']
    """
    lines = []
    for p in measure["parameters"]:
        value = f"{_number(p['value'], lang)} {parameter_unit(p['unit'], lang)}".strip()
        usual = {"nl": "standaard", "en": "default"}[lang]
        other = f" ({usual} {_number(p['default'], lang)})" if p["value"] != p["default"] else ""
        cut = {"nl": "; telt voor hooguit", "en": "; counts for no more than"}[lang]
        limit = f"{cut} {p['at_most']}" if "at_most" in p else ""
        text = p.get(f"text_{lang}", p["text"])
        lines.append(f"{p['name']}: {value}{other}: {text}{limit}")
    return lines


def _number(value: Any, lang: str) -> str:
    if isinstance(value, str):
        return value
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return grouped(float(value), len(text.partition(".")[2]), lang)
