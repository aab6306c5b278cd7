"""Write docs/levers.md from the catalogue and the levers (`--check`: is it old?)."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Any

from sim.declare.params import fields_of
from sim.measures import LEVERS
from sim.measures.catalogue import measures
from sim.measures.measure_file import Measure
from tools.docs.lever_margins import overview, told_by_measure

TARGET = Path(__file__).parents[2] / "docs" / "levers.md"
THEMES = {
    "2.1": "Agencies and their hirers",
    "2.2": "Pay and debts",
    "3.1": "Registration",
    "3.2": "Information and access",
    "4.1": "Municipalities and landlords",
    "4.2": "More housing",
    "4.3": "Labels and norms",
    "4.4": "Rent and work apart",
    "5.1": "Health cover",
    "6.1": "Supervision",
    "6.2": "Proof",
    "6.3": "Supervision of registration",
    "7.1": "Taking part",
    "7.2": "Report and justice",
    "B": "Measures in the body of the letter",
    "X": "Later measures",
}
COLUMNS = ("parameter", "meaning", "default", "range", "unit", "kind", "source")
HEAD = """# The levers

Written by `python -m tools.docs.make_levers` from the files of `scenarios/measures`; do not edit.

{built} of {all} measures can be used; the other {never} cannot be answered by a simulation.
Levers that are in force in full combine whatever their order: of floors and ceilings on one number the strictest holds,
capacity, costs and gains in knowledge add up, chances of independent causes join, ratios multiply what comes of that.
While two on one rule are phased in at once their order may matter. Statements on what a
measure would change are expectations. The effect of each measure alone on its own margin is below; results of the first
policies are in [policies.md](policies.md).
"""


def theme_of(measure: Measure) -> str:
    """The heading under which a measure stands."""
    return measure.id[:3] if measure.id[0].isdigit() else measure.id[0]


def document() -> str:
    """The page as Markdown."""
    every = measures()
    parts = [HEAD.format(built=len(LEVERS), all=len(every), never=len(every) - len(LEVERS)), overview()]
    alone = told_by_measure()
    for theme, title in THEMES.items():
        parts.append(f"## {title}\n")
        parts += [_measure(m, alone.get(m.slug, "")) for m in every if theme_of(m) == theme]
    return "\n".join(parts)


def _measure(m: Measure, alone: str) -> str:
    standing = f"`{m.slug}`, {m.class_}" if m.available else f"{m.class_}, not in the model"
    lines = [f"### {m.id} {m.title.en}", "", f"*{m.title.nl}* · {standing}", "", m.text.en, ""]
    lines += [f"- Acts on: {', '.join(who.en for who in m.acts_on)}.", f"- In the letter: {m.stance.en}."]
    lines.append(f"- What became of it: {m.later.en.rstrip('.')} (confidence: {m.confidence}).")
    if m.eu_law:
        lines.append(f"- EU law: {m.eu_law.en}")
    if m.reason:
        lines.append(f"- Not in the model: {m.reason.en}")
    if m.nearest:
        lines.append(f"- Nearest: `{m.nearest}`.")
    lever = m.lever
    if lever:
        assert m.in_model is not None  # a test asks for it
        lines.append(f"- In the model: {m.in_model.en}")
        if m.side_effects:
            lines.append(f"- Side effects: {m.side_effects.en}")
        lines.append(f"- Alone, on its own margin: {alone}")
    if m.sources:
        lines.append(f"- Sources: {', '.join(m.sources)}.")
    if lever:
        lines += ["", f"| {' | '.join(COLUMNS)} |", "| --- " * len(COLUMNS) + "|"]
        for name, (_, number) in fields_of(type(lever.parameters)).items():
            assert number is not None  # every parameter of a lever is a declared number
            value = getattr(lever.parameters, name)
            allowed = f"{_plain(number.low)} – {_plain(number.high)}"
            if number.choices:
                allowed = ", ".join(option.name.lower() for option in number.choices)
            meaning = f"{number.text}<br>*{lever.texts[name].nl}*"
            cells = [f"`{name}`", meaning, _plain(value), allowed, number.unit, number.kind, number.source]
            lines.append(f"| {' | '.join(cells)} |")
        neutral = ", ".join(f"`{name}` {_plain(value)}" for name, value in lever.neutral.items())
        lines += ["", f"Changes nothing at: {neutral}."]
    return "\n".join([*lines, ""])


def _plain(value: Any) -> str:
    """A number or choice as people write it."""
    return value.name.lower() if isinstance(value, Enum) else f"{value:,.10g}"


def main(words: list[str]) -> int:
    """Write the page, or say whether it is what this would write."""
    fresh = document()
    if words == ["--check"]:
        stale = not TARGET.is_file() or TARGET.read_text("utf-8") != fresh
        print(
            "docs/levers.md is out of date: python -m tools.docs.make_levers"
            if stale
            else "docs/levers.md is up to date"
        )
        return int(stale)
    TARGET.write_text(fresh, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
