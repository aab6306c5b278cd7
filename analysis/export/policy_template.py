"""A policy as a YAML file to edit: measures with their dates, parameters with meaning, unit, range and default."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from typing import Any

from analysis.text.languages import LANGUAGES, field
from analysis.text.messages import say
from analysis.text.parameter_words import parameter_unit
from sim.declare.params import Declared, declared
from sim.measures.rule_change import PREFIX
from sim.scenario.policy import PART_OF, LeverUse, Scenario

WIDTH = 110
LONGEST_TITLE = 200
_GROUPED = re.compile(r"-?[1-9]\d{0,2}\.\d{3}\Z")


def policy_file(policy: Scenario, name: str, file: str, lang: str, source: str = "") -> str:
    """The text of a policy file that does what ``policy`` does.

    Parameters
    ----------
    name
        Id of the new policy.
    file
        How the file will be called, for the command in its first line.
    source
        The policy it was copied from, as it was named; empty for a policy that is an example only.
    """
    lines = [*_comment(say("file.head", lang, file=file))]
    lines += _comment(say("file.from", lang, source=source)) if source else []
    lines += [*_comment(say("file.more", lang)), f"id: {name}", "title:"]
    for code in LANGUAGES:
        title = getattr(policy.title, code)
        own = say("file.title", code, title=title) if source else title
        lines.append(f"  {code}: {_quoted(own[:LONGEST_TITLE])}")
    lines.append("text:")
    for code in LANGUAGES:
        lines += [f"  {code}: >-", *_wrapped(getattr(policy.text, code), "    ")]
    lines += [f"base: {_quoted(policy.base)}  # {say('file.base', lang)}", 'version: "1"']
    if policy.own:
        lines.append(f"measures: [{', '.join(_quoted(name) for name, _ in policy.own)}]")
    uses = [(use, k in policy.unannounced) for k, use in enumerate(policy.levers)]
    if any(not use.measure.first for use, _ in uses):
        lines.append("levers:")
    for use, unannounced in uses:
        if not use.measure.first:
            lines += ["", *_measure(use, unannounced, lang)]
    lines += _rules([one for one in uses if one[0].measure.first], lang)
    if policy.sources:
        lines += ["", "sources:", *(f"  - {_quoted(item)}" for item in policy.sources)]
    return "\n".join(lines) + "\n"


def _rules(uses: list[tuple[LeverUse, bool]], lang: str) -> Iterator[str]:
    """Changes of the law itself."""
    if uses:
        yield from ("", "rules:")
    for path in dict.fromkeys(use.lever for use, _ in uses):
        mine = [(use, unannounced) for use, unannounced in uses if use.lever == path]
        row = declared(mine[0][0].parameters, "p")[0]
        yield from _comment(
            f"{row.number.text} ({_written(row, row.number.low)} - {_written(row, row.number.high)})", 2
        )
        yield f"  {path.removeprefix(PREFIX)}:"
        for use, unannounced in mine:
            yield f"    - value: {_written(row, use.parameters.value)}"
            yield f"      {'# ' * unannounced}announced: {use.announced}  # {say('file.announced', lang)}"
            yield f"      from: {use.start}  # {say('file.start', lang)}"
            yield f"      {'' if use.until else '# '}until: {use.until or '2030-12-31'}  # {say('file.until', lang)}"
            weeks = use.phase_in_weeks
            yield f"      {'' if weeks else '# '}phase_in_weeks: {weeks or 26}  # {say('file.phase', lang)}"


def _measure(use: LeverUse, unannounced: bool, lang: str) -> Iterator[str]:
    lever = use.measure
    yield from _comment(f"{lever.id}: {field(lever, 'title', lang)}", 2)
    yield f"  - lever: {use.lever}"
    yield f"    {'# ' * unannounced}announced: {use.announced}  # {say('file.announced', lang)}"
    yield f"    from: {use.start}  # {say('file.start', lang)}"
    yield f"    {'' if use.until else '# '}until: {use.until or '2030-12-31'}  # {say('file.until', lang)}"
    if not lever.at_once:
        weeks = use.phase_in_weeks
        yield f"    {'' if weeks else '# '}phase_in_weeks: {weeks or 26}  # {say('file.phase', lang)}"
    if lever.tells_new:
        yield f"    applies_to: {use.applies_to}  # {say('file.target', lang)}"
    rows = declared(lever.parameters, "p")
    if rows:
        yield "    parameters:"
    for row in rows:
        yield from _parameter(use, row, lang)


def _parameter(use: LeverUse, row: Declared, lang: str) -> Iterator[str]:
    """A parameter with its comment; an amount that counts for no more than another is written as it counts."""
    name, number = row.path.partition(".")[2], row.number
    value = getattr(use.parameters, name)
    if whole := PART_OF.get((use.lever, name)):
        value = min(value, getattr(use.parameters, whole))
    ends = f"{_written(row, number.low)} - {_written(row, number.high)} {parameter_unit(number.unit, lang)}".strip()
    allowed = " | ".join(option.name.lower() for option in number.choices) if number.choices else ends
    meaning = getattr(use.measure.texts[name], lang)
    usual = f"{say('file.default', lang)} {_written(row, row.default)}"
    yield from _comment(f"{meaning} ({allowed}; {usual})", 6)
    yield f"      {name}: {_written(row, value)}"


def _written(row: Declared, value: Any) -> str:
    """A value as the file has it: choices by name; never as 12.345, which may be taken for thousands."""
    if row.number.choices is not None:
        return row.number.choices(value).name.lower()
    text = f"{value:.10g}"
    return f"{text}0" if _GROUPED.match(text) else text


def _comment(text: str, indent: int = 0) -> list[str]:
    return _wrapped(text, " " * indent + "# ")


def _wrapped(text: str, lead: str) -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()), WIDTH, initial_indent=lead, subsequent_indent=lead,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _quoted(text: str) -> str:
    """A text in double quotes, which in JSON are those of YAML."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
