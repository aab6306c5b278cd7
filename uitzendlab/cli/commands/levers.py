"""``uitzendlab list levers [NAME]``: measures that can be used, the others of the letter, or one in full."""

from __future__ import annotations

import csv
import io
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from analysis.text.languages import field
from uitzendlab.cli.machinery.output import BOLD, PLAIN, Output, Refused, coloured

Row = dict[str, Any]
NARROWEST, WIDEST = 60, 120  # columns; longer lines are hard to read


def lever_rows(name: str | None) -> list[Row]:
    """Every measure in the order of the letter, or the one with that slug or number, or of a file of one's own.

    Raises
    ------
    Refused
        When there is no such measure.
    """
    from sim.measures.catalogue import find, measures
    from sim.scenario.measure_lookup import no_lever
    from sim.scenario.overrides import list_parameters

    if name is not None and name.endswith(".yaml"):
        from sim.scenario.loading import load_measure

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
    for name, words in (("in_model", measure.in_model), ("side_effects", measure.side_effects)):
        if words:
            row |= {f"{name}_nl": words.nl, f"{name}_en": words.en}
    if measure.reason:
        row |= {"reason": measure.reason.en, "reason_nl": measure.reason.nl}
    row["nearest"] = measure.nearest or None
    mine = [p for p in parameters if p["path"].startswith(f"lever.{measure.slug}.")]
    texts: dict[str, Any] = measure.lever.texts if measure.lever else {}
    row["parameters"] = [p | {"text_nl": texts[p["path"].split(".")[2]].nl} for p in mine]
    row["effects"] = _effects(measure.lever) if measure.lever else []
    return row | {"sources": list(measure.sources)}


def _effects(lever: Any) -> list[str]:
    """What a lever does to rules, as its file writes it."""
    from sim.measures.lever_of_file import code_name

    if lever.code is not None:
        return [f"code {code_name(lever.code)}"]
    return [*([f"only_if {lever.only_if.text}"] if lever.only_if else []), *map(str, lever.effects)]


def show_levers(rows: Sequence[Row], out: Output) -> None:
    """Two lists: measures that can be used, and those that no simulation can answer."""
    built = [row for row in rows if row["available"]]
    never = [row for row in rows if row["class"] == "out-of-model"]
    heading(out.say("levers_built"), out)
    _table(built, out, "class")
    out.result("")
    heading(out.say("levers_never", count=len(never)), out)
    for row in never:
        _table([row], out, like=never)
        paragraph(f"{field(row, 'reason', out.lang)} {out.say('measure_nearest')}: {row['nearest']}.", out, 7)
    out.result("")
    paragraph(out.say("levers_more"), out)


def show_lever(row: Row, out: Output) -> None:
    """All that is known of one measure."""
    names = " ".join(dict.fromkeys((row["id"], row["slug"])))  # one of one's own has no number
    heading(f"{names}: {field(row, 'title', out.lang)}", out)
    for key, text in _about(row, out):
        out.result("")
        paragraph(f"{out.say(key)}: {text}", out)
    _section("measure_parameters", out, [_figure(figure, out) for figure in row["parameters"]])
    _section("measure_effects", out, [(effect,) for effect in row["effects"]])
    letter = [(out.say("measure_letter"),)] if row["id"] != row["slug"] and not row["id"].startswith("X") else []
    _section("measure_sources", out, [*((f"{key}: {publication(key)}",) for key in row["sources"]), *letter])


def _about(row: Row, out: Output) -> Iterator[tuple[str, str]]:
    """What a measure is, as key of a text and text."""
    standing = out.say("standing_built" if row["available"] else "standing_never")
    yield "measure_class", f"{out.say('class_' + row['class'])}; {standing}"
    for name in ("text", "in_model", "side_effects"):
        if text := field(row, name, out.lang):
            yield f"measure_{name}", text
    if row["id"] != row["slug"]:  # one of one's own has neither number nor history
        yield "measure_acts_on", ", ".join(field(row, "acts_on", out.lang))
        yield "measure_stance", field(row, "stance", out.lang)
        confidence = f"{out.say('confidence')}: {out.say('confidence_' + row['confidence'])}"
        yield "measure_later", f"{field(row, 'later', out.lang)} ({confidence})"
    if row["may_conflict_with_eu_law"]:
        yield "measure_eu_law", field(row, "eu_law", out.lang)
    if "reason" in row:
        yield "measure_reason", field(row, "reason", out.lang)
    if row["nearest"]:
        yield "measure_nearest", row["nearest"]


def _figure(figure: Row, out: Output) -> tuple[str, str]:
    """A number of a measure: its value and range, then what it means and where it comes from."""
    from analysis.text.parameter_words import kind_name, parameter_unit, source_text

    allowed = ", ".join(figure["choices"] or ()) or f"{figure['low']:g} - {figure['high']:g}"
    unit = f" {parameter_unit(figure['unit'], out.lang)}".rstrip()
    value = figure["default"] if isinstance(figure["default"], str) else f"{figure['default']:.10g}"
    head = f"{figure['path']} = {value}{unit} ({allowed}; {kind_name(figure['kind'], out.lang)})"
    return head, f"{field(figure, 'text', out.lang)}; {source_text(figure['source'], out.lang)}"


def _section(key: str, out: Output, items: Sequence[tuple[str, ...]]) -> None:
    """A list with its heading, nothing where it is empty; of each item the second text stands below the first."""
    if items:
        out.result("")
        out.result(f"{out.say(key)}:")
    for first, *below in items:
        paragraph(first, out, 2)
        for text in below:
            paragraph(text, out, 6)


def publication(key: str) -> str:
    """What a key of the evidence stands for, in the words of that file."""
    from sim.scenario.loading import evidence

    if key in (law := evidence("law.csv")):
        row = law[key]
        unit = "" if row["unit"] in ("rule", "option", "practice", "date", "dates") else f" {row['unit']}"
        return f"{row['theme']}: {row['rule']}: {row['value']}{unit} ({row['source']})"
    if key in (facts := evidence("facts.csv")):
        return f"{facts[key]['quantity']}: {facts[key]['value']} ({facts[key]['source']})"
    text = files("scenarios").joinpath("evidence", "sources.csv").read_text("utf-8")
    return next((row["source"] for row in csv.DictReader(io.StringIO(text)) if row["key"] == key), "?")


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
        paragraph(field(row, "title", out.lang), out, len(head), head)


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
