"""What a policy does, in words: its measures with their dates and numbers, for terminal and page."""

from __future__ import annotations

from typing import Any

from analysis.text.languages import field
from analysis.text.messages import say
from analysis.text.number_format import day, grouped
from analysis.text.parameter_words import parameter_unit


def dates_of(measure: dict[str, Any], lang: str) -> str:
    """When a measure is announced, enters and ends, for whom, and how gradually.

    Examples
    --------
    >>> dates_of({"announced": "2021-01-04", "from": "2021-07-07", "enters": "2021-07-12", "until": None,
    ...           "phase_in_weeks": 0, "applies_to": "new"}, "en")
    'announced 2021-01-04, from 2021-07-07 (week of 2021-07-12), for new ones only'
    """
    given = measure.get("announced_given", True)
    parts = [_when("announced" if given else "not_announced", lang, day=measure["announced"])]
    key = "from" if measure["enters"] == measure["from"] else "from_week"
    parts.append(_when(key, lang, day=measure["from"], enters=measure["enters"]))
    if measure["until"]:
        parts.append(_when("until", lang, day=measure["until"]))
    if measure["phase_in_weeks"]:
        parts.append(say("measure.phased_in", lang, weeks=measure["phase_in_weeks"]))
    if measure["applies_to"] == "new":
        parts.append(say("measure.new_only", lang))
    return ", ".join(parts)


def _when(key: str, lang: str, **days: str) -> str:
    return say(f"measure.{key}", lang, **{name: day(iso, lang) for name, iso in days.items()})


def numbers_of(measure: dict[str, Any], lang: str) -> list[str]:
    """Its parameters with value and unit; where it is not the default, that too.

    Examples
    --------
    >>> numbers_of({"lever": "deposit", "parameters": [{"name": "deposit_eur", "value": 25000.0, "default": 100000.0,
    ...                                                 "unit": "EUR", "text": "deposit of a lender"}]}, "nl")
    ['deposit_eur: 25.000 EUR (standaard 100.000): waarborgsom van een uitlener']
    """
    lines: list[str] = []
    for p in measure["parameters"]:
        value = f"{_number(p['value'], lang)} {parameter_unit(p['unit'], lang)}".strip()
        usual = _number(p["default"], lang)
        other = say("measure.default", lang, value=usual) if p["value"] != p["default"] else ""
        limit = say("measure.at_most", lang, name=p["at_most"]) if "at_most" in p else ""
        lines.append(f"{p['name']}: {value}{other}: {field(p, 'text', lang)}{limit}")
    return lines


def _number(value: Any, lang: str) -> str:
    if isinstance(value, str):
        return value
    text = f"{value:.10f}".rstrip("0").rstrip(".")
    return grouped(float(value), len(text.partition(".")[2]), lang)
