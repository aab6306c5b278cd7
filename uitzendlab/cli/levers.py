"""``uitzendlab list levers [NAME]``: what can be pulled, what the letter has besides, and one measure in full."""

from __future__ import annotations

import csv
import io
import shutil
import textwrap
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from uitzendlab.cli.output import BOLD, PLAIN, Output, Refused, coloured

Row = dict[str, Any]
NARROWEST, WIDEST = 60, 120  # columns; longer lines are hard to read


def lever_rows(name: str | None) -> list[Row]:
    """Every measure in the order of the letter, or the one with that slug or number, or of a file of one's own.

    Raises
    ------
    Refused
        When there is no such measure.
    """
    from sim.lever_names import no_lever
    from sim.levers.catalogue import find, measures
    from sim.overrides import list_parameters

    if name is not None and name.endswith(".yaml"):
        from sim.loading import load_measure

        own = load_measure(name)
        return [_row(own, list_parameters())]
    parameters = list_parameters()
    if name is None:
        return [_row(measure, parameters) for measure in measures()]
    if (measure := find(name) or find(name.upper()) or find(name.lower())) is None:
        message, allowed, hint = no_lever(name)
        raise Refused("name", name, allowed, message, hint)
    return [_row(measure, parameters)]


def _row(measure: Any, parameters: Sequence[Row]) -> Row:
    row: Row = {"id": measure.id, "slug": measure.slug, "title_nl": measure.title.nl, "title_en": measure.title.en}
    row |= {"class": measure.class_, "available": measure.available}
    row |= {"stance": measure.stance.en, "stance_nl": measure.stance.nl}
    row |= {"text_nl": measure.text.nl, "text_en": measure.text.en}
    row |= {"acts_on_nl": [who.nl for who in measure.acts_on], "acts_on_en": [who.en for who in measure.acts_on]}
    row |= {"later_nl": measure.later.nl, "later_en": measure.later.en, "confidence": measure.confidence}
    row["may_conflict_with_eu_law"] = measure.may_conflict_with_eu_law
    if measure.eu_law:
        row |= {"eu_law_nl": measure.eu_law.nl, "eu_law_en": measure.eu_law.en}
    if measure.reason:
        row |= {"reason": measure.reason.en, "reason_nl": measure.reason.nl}
    row["nearest"] = measure.nearest or None
    mine = [p for p in parameters if p["path"].startswith(f"lever.{measure.slug}.")]
    texts = measure.lever.texts if measure.lever else {}
    row["parameters"] = [p | {"text_nl": texts[p["path"].split(".")[2]].nl} for p in mine]
    row["effects"] = _effects(measure.lever) if measure.lever else []
    return row | {"sources": list(measure.sources)}


def _effects(lever: Any) -> list[str]:
    """What a lever does to rules, as its file writes it."""
    from sim.levers.lever_of_file import code_name

    if lever.code is not None:
        return [f"code {code_name(lever.code)}"]
    return [*([f"only_if {lever.only_if.text}"] if lever.only_if else []), *map(str, lever.effects)]


def show_levers(rows: Sequence[Row], out: Output) -> None:
    """Two lists: what can be used, and what no simulation answers."""
    built = [row for row in rows if row["available"]]
    never = [row for row in rows if row["class"] == "out-of-model"]
    heading(out.say("levers_built"), out)
    _table(built, out, "class")
    out.result("")
    heading(out.say("levers_never", count=len(never)), out)
    for row in never:
        _table([row], out, like=never)
        paragraph(f"{row[_in('reason', out)]} {out.say('measure_nearest')}: {row['nearest']}.", out, 7)
    out.result("")
    paragraph(out.say("levers_more"), out)


def show_lever(row: Row, out: Output) -> None:
    """All that is known of one measure."""
    from analysis.parameter_words import kind_name, parameter_unit, source_text

    heading(f"{row['id']} {row['slug']}: {row[f'title_{out.lang}']}", out)
    standing = out.say("standing_built" if row["available"] else "standing_never")
    told = [
        ("measure_class", f"{out.say('class_' + row['class'])}; {standing}"),
        ("measure_text", row[f"text_{out.lang}"]),
    ]
    if ours := row["id"] != row["slug"]:
        told.append(("measure_acts_on", ", ".join(row[f"acts_on_{out.lang}"])))
        told.append(("measure_stance", row[_in("stance", out)]))
        confidence = out.say(f"confidence_{row['confidence']}")
        told.append(("measure_later", f"{row[f'later_{out.lang}']} ({out.say('confidence')}: {confidence})"))
    if row["may_conflict_with_eu_law"]:
        told.append(("measure_eu_law", row[f"eu_law_{out.lang}"]))
    if "reason" in row:
        told.append(("measure_reason", row[_in("reason", out)]))
    if row["nearest"]:
        told.append(("measure_nearest", row["nearest"]))
    for key, text in told:
        out.result("")
        paragraph(f"{out.say(key)}: {text}", out)
    if row["parameters"]:
        out.result("")
        out.result(f"{out.say('measure_parameters')}:")
    for figure in row["parameters"]:
        allowed = ", ".join(figure["choices"] or ()) or f"{figure['low']:g} - {figure['high']:g}"
        unit = f" {parameter_unit(figure['unit'], out.lang)}".rstrip()
        value = figure["default"] if isinstance(figure["default"], str) else f"{figure['default']:.10g}"
        paragraph(f"{figure['path']} = {value}{unit} ({allowed}; {kind_name(figure['kind'], out.lang)})", out, 2)
        text = figure[_in("text", out)]
        paragraph(f"{text}; {source_text(figure['source'], out.lang)}", out, 6)
    if row["effects"]:
        out.result("")
        out.result(f"{out.say('measure_effects')}:")
    for effect in row["effects"]:
        paragraph(effect, out, 2)
    letter = out.say("measure_letter") if ours and not row["id"].startswith("X") else ""
    if row["sources"] or letter:
        out.result("")
        out.result(f"{out.say('measure_sources')}:")
    for key in row["sources"]:
        paragraph(f"{key}: {publication(key)}", out, 2)
    if letter:
        paragraph(letter, out, 2)


def publication(key: str) -> str:
    """What a key of the evidence stands for, in the words of that file."""
    from sim.loading import evidence

    if key in (law := evidence("law.csv")):
        row = law[key]
        unit = "" if row["unit"] in ("rule", "option", "practice", "date", "dates") else f" {row['unit']}"
        return f"{row['theme']}: {row['rule']}: {row['value']}{unit} ({row['source']})"
    if key in (facts := evidence("facts.csv")):
        return f"{facts[key]['quantity']}: {facts[key]['value']} ({facts[key]['source']})"
    text = files("scenarios").joinpath("evidence", "sources.csv").read_text("utf-8")
    return next((row["source"] for row in csv.DictReader(io.StringIO(text)) if row["key"] == key), "?")


def _in(name: str, out: Output) -> str:
    """The field of a text whose English has the bare name, as the contract of the list has it."""
    return f"{name}_nl" if out.lang == "nl" else name


def heading(text: str, out: Output) -> None:
    """A line that stands out, as wide as the terminal."""
    for line in textwrap.wrap(text, _width()):
        out.result(f"{BOLD}{line}{PLAIN}" if coloured() else line)


def _table(rows: Sequence[Row], out: Output, *more: str, like: Sequence[Row] = ()) -> None:
    """Number, slug, what more is asked for and title, as wide as ``like``; a long title goes on below itself."""
    names = ("id", "slug", *more)
    widths = [max(len(row[name]) for row in like or rows) for name in names]
    for row in rows:
        head = "".join(f"{row[name]:<{width}}  " for name, width in zip(names, widths, strict=True))
        paragraph(row[f"title_{out.lang}"], out, len(head), head)


def paragraph(text: str, out: Output, indent: int = 0, first: str | None = None) -> None:
    """A text as wide as the terminal, indented; ``first`` stands in the place of the first indent."""
    lead = " " * indent
    lines = textwrap.wrap(
        text, _width(), initial_indent=lead if first is None else first, subsequent_indent=lead,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    for line in lines:
        out.result(line)


def _width() -> int:
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))
