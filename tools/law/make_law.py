"""Make the base worlds in ``scenarios/law`` from the evidence.

.venv/bin/python -m tools.law.make_law            write the files
.venv/bin/python -m tools.law.make_law --check    say whether the files are what this would write
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from sim.declare.yaml_reader import parse_yaml
from tools.law.items import path_items
from tools.law.mapping import RULES, SPLITS, WORLD, Row
from tools.law.path import Figure, PathItem

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FOLDER = SCENARIOS / "law"
FROZEN = dt.date(2021, 1, 4)  # Monday of week 1: the rules of December 2020 with the wages of January 2021

MADE = """\
# Made by tools/law/make_law.py from scenarios/evidence: change the evidence or the mapping, not this file.
# Figures of the law that are not here have the default declared in sim/rules.py, with its source.
"""
HEAD_2020 = f"""\
id: law-2020
title:
  nl: De regels van december 2020, bevroren
  en: The rules of December 2020, frozen
text:
  nl: >-
    De wet, de cao en het toezicht zoals zij golden toen het kabinet op 14 december 2020 op het rapport "Geen
    tweederangsburgers" antwoordde, met de minimumlonen van januari 2021. Niets verandert daarna, ook de vraag
    naar arbeid kent geen trend, zodat een verschil met deze wereld van de maatregel komt en van niets anders.
  en: >-
    Law, collective agreement and supervision as they stood when the cabinet answered the report "Geen
    tweederangsburgers" on 14 December 2020, with the minimum wages of January 2021. Nothing changes after
    that and demand for labour has no trend, so that a difference from this world comes from the measure only.
frozen: {FROZEN}
"""
HEAD_ENACTED = """\
# An item may be left out by its id: --base law-as-enacted~admission-act
id: law-as-enacted
title:
  nl: Het recht zoals het werd, 2021-2032
  en: The law as it became, 2021-2032
text:
  nl: >-
    De regels van december 2020 en wat daarna kwam, op zijn datum: minimumloon, cao, fasen, ziekte, huur, registratie,
    toezicht, opvang en de toelatingswet van 2027, met de prijzen en de vraag die daarbij horen. Na 2028 verandert
    alleen nog wat met de lonen en prijzen meegaat. Wat in de cijfers van 2026 en later nog niet vaststaat, is een
    verwachting. Niet in het model: het puntenstelsel voor huren en de norm voor nieuwe huizen met keurmerk van 2025,
    het einde van tijdelijke huurcontracten in 2024, de ruimere inlenersbeloning van 2022 en 2023, de opvang voor
    iedereen in de eerste coronawinter en de daling van de vraag in 2020. Per regel: docs/law-check.md.
  en: >-
    The rules of December 2020 and what came after, at its date: minimum wage, collective agreement, phases, sickness,
    tenancy, registration, supervision, shelter and the admission act of 2027, with the prices and the demand that go
    with them. After 2028 only what follows wages and prices still changes. What is not yet known of 2026 and later
    is an expectation. Not in the model: the points system for rents and the norm for new labelled houses of 2025,
    the end of temporary tenancies in 2024, the wider hirer's pay of 2022 and 2023, shelter for everyone in the first
    corona winter, and the fall of demand in 2020. Row by row: docs/law-check.md.
last_day: 2032-12-31
"""


def evidence() -> dict[str, dict[str, str]]:
    """All rows of the evidence by id."""
    rows: dict[str, dict[str, str]] = {}
    for name in ("facts.csv", "law.csv", "splits.csv"):
        with open(SCENARIOS / "evidence" / name, encoding="utf-8", newline="") as file:
            rows |= {row["id"]: row for row in csv.DictReader(file)}
    return rows


def rule_line(row: Row, source: dict[str, str]) -> str:
    """One dated figure of the law."""
    try:
        value = row.convert(source["value"])
    except ValueError as error:
        raise SystemExit(f"{row.path} from {row.source}: {error}") from error
    start, until = source["from"], source["until"]
    if row.not_yet:
        start, until = "", (dt.date.fromisoformat(source["from"]) - dt.timedelta(days=1)).isoformat()
    if (start and start > FROZEN.isoformat()) or (until and until < FROZEN.isoformat()):
        raise SystemExit(f"{row.path}: {row.source} is not in force on {FROZEN}")
    return figure_line(Figure(row.path, value, start, until, row.source))


def figure_line(figure: Figure, indent: int = 2) -> str:
    """A dated figure as a row of the file."""
    words = [f"path: {figure.path}", f"value: {figure.value}"]
    words += [f"{name}: {day}" for name, day in (("from", figure.start), ("until", figure.until)) if day]
    return " " * indent + "- {" + ", ".join([*words, f"source: {quoted(figure.source)}"]) + "}\n"


def quoted(text: str) -> str:
    """A text in quotes where the row needs them."""
    return json.dumps(text, ensure_ascii=False) if any(sign in text for sign in ",:~{}") else text


def split_line(name: str, keys: tuple[str, ...], rows: dict[str, dict[str, str]]) -> str:
    """One starting share; several rows of evidence are added up."""
    share = round(sum(float(rows[key]["share"]) for key in keys), 6)
    source = ", ".join(keys) or "assumption: posted workers are not placed by an agency here"
    return f"    - {{name: {name}, share: {share}, source: {quoted(source)}}}\n"


def item_lines(item: PathItem) -> str:
    """One item of a path."""
    text = f"  - id: {item.id}\n    title: {{nl: {quoted(item.nl)}, en: {quoted(item.en)}}}\n"
    text += f"    sources: [{', '.join(item.sources)}]\n"
    text += f"    part_of: {item.part_of}\n" if item.part_of else ""
    for name, figures in (("rules", item.rules), ("instead", item.instead)):
        if figures:
            text += f"    {name}:\n" + "".join(figure_line(figure, 6) for figure in figures)
    if item.levers:
        text += "    levers:\n" + "".join(f"      - {flow(use)}\n" for use in item.levers)
    return text


def flow(value: Any) -> str:
    """A mapping on one line; other values as they are."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {flow(item)}" for name, item in value.items()) + "}"
    return str(value)


def admission_act() -> tuple[dict[str, Any], ...]:
    """The measures of the admission act, as the policy ``wtta`` has them."""
    return tuple(parse_yaml((SCENARIOS / "policies" / "wtta.yaml").read_bytes())["levers"])


def rest(rows: dict[str, dict[str, str]]) -> str:
    """What both worlds start from."""
    text = "\nworld:\n"
    for row in WORLD:
        value = row.convert(rows[row.source]["value"])
        text += f"  - {{path: {row.path}, value: {value}, source: {row.source}}}\n"
    text += "\nsplits:\n"
    for kind, names in SPLITS.items():
        text += f"  {kind}:\n" + "".join(split_line(name, keys, rows) for name, keys in names.items())
    return text


def files() -> dict[str, str]:
    """The text of each file by its name."""
    rows = evidence()
    start = "\nrules:\n" + "".join(rule_line(row, rows[row.source]) for row in RULES)
    items = "\nitems:\n" + "".join(item_lines(item) for item in path_items(rows, admission_act()))
    return {
        "law-2020.yaml": MADE + HEAD_2020 + start + rest(rows),
        "law-as-enacted.yaml": MADE + HEAD_ENACTED + start + items + rest(rows),
    }


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` return 1 if one differs."""
    differing = 0
    for name, text in files().items():
        target = FOLDER / name
        if arguments == ["--check"]:
            same = target.is_file() and target.read_text("utf-8") == text
            print(f"{name} is {'up to date' if same else 'not what tools/law/make_law.py makes'}")
            differing += not same
        else:
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    return int(differing > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
