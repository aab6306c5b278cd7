"""Make ``scenarios/law/law-2020.yaml`` from the evidence.

.venv/bin/python -m tools.make_law            write the file
.venv/bin/python -m tools.make_law --check    say whether the file is what this would write
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from pathlib import Path

from tools.law_mapping import RULES, SPLITS, WORLD, Row

SCENARIOS = Path(__file__).parents[1] / "scenarios"
TARGET = SCENARIOS / "law" / "law-2020.yaml"
FROZEN = dt.date(2021, 1, 4)  # Monday of week 1: the rules of December 2020 with the wages of January 2021

HEAD = f"""\
# Made by tools/make_law.py from scenarios/evidence: change the evidence or the mapping, not this file.
# Figures of the law that are not here have the default declared in sim/rules.py, with its source.
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
    dates = {"from": source["from"], "until": source["until"]}
    if row.not_yet:
        before = dt.date.fromisoformat(source["from"]) - dt.timedelta(days=1)
        dates = {"from": "", "until": before.isoformat()}
    start, until = dates["from"], dates["until"]
    if (start and start > FROZEN.isoformat()) or (until and until < FROZEN.isoformat()):
        raise SystemExit(f"{row.path}: {row.source} is not in force on {FROZEN}")
    words = [f"path: {row.path}", f"value: {value}"]
    words += [f"{name}: {date}" for name, date in dates.items() if date]
    return "  - {" + ", ".join([*words, f"source: {row.source}"]) + "}\n"


def split_line(name: str, keys: tuple[str, ...], rows: dict[str, dict[str, str]]) -> str:
    """One starting share; several rows of evidence are added up."""
    share = round(sum(float(rows[key]["share"]) for key in keys), 6)
    source = ", ".join(keys) or "assumption: posted workers are not placed by an agency here"
    text = f'"{source}"' if "," in source or ":" in source else source
    return f"    - {{name: {name}, share: {share}, source: {text}}}\n"


def law_2020() -> str:
    """The text of the file."""
    rows = evidence()
    text = HEAD + "\nrules:\n" + "".join(rule_line(row, rows[row.source]) for row in RULES)
    text += "\nworld:\n"
    for row in WORLD:
        value = row.convert(rows[row.source]["value"])
        text += f"  - {{path: {row.path}, value: {value}, source: {row.source}}}\n"
    text += "\nsplits:\n"
    for kind, names in SPLITS.items():
        text += f"  {kind}:\n" + "".join(split_line(name, keys, rows) for name, keys in names.items())
    return text


def main(arguments: list[str]) -> int:
    """Write the file, or with ``--check`` return 1 if it differs."""
    text = law_2020()
    if arguments == ["--check"]:
        same = TARGET.is_file() and TARGET.read_text("utf-8") == text
        print(f"{TARGET.name} is {'up to date' if same else 'not what tools/make_law.py makes'}")
        return 0 if same else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
