"""The tables of the ODD document are what the code says, and a drift is noticed."""

import re

import pytest

from tools.make_odd import MARKED, TABLES, TARGET, drifted, main, with_tables

TEXT = TARGET.read_text("utf-8")


def test_tables_are_what_the_code_says():
    assert drifted(TEXT) == [], "run: python -m tools.make_odd"
    assert main(["--check"]) == 0


def test_every_table_has_rows():
    for found in MARKED.finditer(TEXT):
        assert len(found[0].splitlines()) > 5 or found["name"] == "unread", found["name"]


def test_schedule_holds_the_fourteen_steps_and_what_they_call():
    schedule = TABLES["schedule"]()
    numbers = [int(n) for n in re.findall(r"^\| (\d+) \|", schedule, re.MULTILINE)]
    assert sorted(set(numbers)) == list(range(1, 15)) and numbers == sorted(numbers)
    for name in ("end_placements", "route_ended", "recruit_abroad", "restart_agencies", "sanction"):
        assert f"`{name}`" in schedule


def test_a_drift_is_noticed_and_mended(tmp_path, capsys):
    target = tmp_path / "odd.md"
    target.write_text(TEXT.replace("| `savings` | float64 |", "| `savings` | int8 |", 1), encoding="utf-8")
    assert main(["--check"], target) == 1
    assert "migrants" in capsys.readouterr().out
    assert main([], target) == 0
    assert target.read_text("utf-8") == TEXT


def test_a_table_without_a_place_is_an_error():
    with pytest.raises(ValueError, match="hirers"):
        with_tables(TEXT.replace("<!-- table: hirers -->", ""))


def test_all_seven_elements_are_there():
    titles = re.findall(r"^## (\d)\. (.+)$", TEXT, re.MULTILINE)
    assert [number for number, _ in titles] == list("1234567")
