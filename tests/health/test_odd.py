"""The tables of the ODD document are what the code says, and a drift is noticed."""

import re

import pytest

from sim.schedule import PHASES
from tools.docs.make_odd import TABLES, TARGET, main
from tools.docs.marked_tables import MARKED, drifted, with_tables

TEXT = TARGET.read_text("utf-8")


def test_tables_are_what_the_code_says():
    assert drifted(TEXT, TABLES) == [], "run: python -m tools.docs.make_odd"
    assert main(["--check"]) == 0


def test_every_table_has_rows():
    for found in MARKED.finditer(TEXT):
        assert len(found[0].splitlines()) > 5 or found["name"] == "unread", found["name"]


def test_schedule_holds_the_fourteen_steps_and_every_phase_with_what_it_reads_and_writes():
    rows = [row.split(" | ") for row in TABLES["schedule"]().splitlines()[2:]]
    numbers = [int(row[0].strip("| ")) for row in rows]
    assert sorted(set(numbers)) == list(range(1, 15)) and numbers == sorted(numbers)
    assert [re.match(r"`(\w+)`", row[2])[1] for row in rows[1:-1]] == [phase.name for phase in PHASES]
    for row, phase in zip(rows[1:-1], PHASES, strict=True):
        for cell, names in ((row[3], phase.reads), (row[4], phase.writes)):
            told = set(re.findall(r"\w+\*?", cell))
            columns = {name.partition(".")[2] for name in names}
            assert {name for name in columns if not name.startswith(("extracted_", "quarter_"))} <= told, phase.name


def test_a_drift_is_noticed_and_mended(tmp_path, capsys):
    target = tmp_path / "odd.md"
    target.write_text(TEXT.replace("| `savings` | float64 |", "| `savings` | int8 |", 1), encoding="utf-8")
    assert main(["--check"], target) == 1
    assert "migrants" in capsys.readouterr().out
    assert main([], target) == 0
    assert target.read_text("utf-8") == TEXT


def test_a_table_without_a_place_is_an_error():
    with pytest.raises(ValueError, match="hirers"):
        with_tables(TEXT.replace("<!-- table: hirers -->", ""), TABLES)


def test_all_seven_elements_are_there():
    titles = re.findall(r"^## (\d)\. (.+)$", TEXT, re.MULTILINE)
    assert [number for number, _ in titles] == list("1234567")
