"""docs/law-check.md accounts for every row of the law, and the check finds what was wrong in it once."""

import copy

import pytest

from tools.law.law_check import evidence, lines, main, worlds
from tools.law.reasons import OTHER_DATE, UNREAD

FROZEN, ENACTED = worlds()


def faults(enacted=ENACTED, rows=None, unread=UNREAD, other=OTHER_DATE) -> dict[str, str]:
    """What is wrong, by row."""
    found = lines(rows or evidence(), FROZEN, enacted, unread, other)
    return {line.row["id"]: line.fault for line in found if line.fault}


def changed(item: str, **parts) -> dict:
    """The law as it became with parts of an item replaced."""
    world = copy.deepcopy(ENACTED)
    (row,) = [row for row in world["items"] if row["id"] == item]
    row.update(parts)
    return world


def levers_of(item: str) -> list[dict]:
    return copy.deepcopy(next(row for row in ENACTED["items"] if row["id"] == item)["levers"])


def test_the_page_is_up_to_date_and_every_row_is_accounted_for():
    assert main(["--check"]) == 0, "run: python -m tools.law.law_check"


def test_every_row_is_read_or_says_why_not_and_no_reason_is_left_over():
    assert faults() == {}
    ids = [row["id"] for row in evidence()]
    assert len(ids) == len(set(ids)) >= 198 and {*UNREAD, *OTHER_DATE} <= set(ids)
    assert all(len(reason) > 8 for reason in (*UNREAD.values(), *(why for _, why in OTHER_DATE.values())))


def test_it_finds_a_deposit_that_does_not_come_with_the_decision():
    act = next(row for row in ENACTED["items"] if row["id"] == "admission-act")
    sources = [key for key in act["sources"] if key not in ("LAW-X05", "LAW-X14")]
    found = faults(changed("admission-act", sources=sources))
    assert "from 2027-01-01" in found["LAW-X14"] and "not read" in found["LAW-X05"], "no default will do"
    early = levers_of("admission-act")
    early[0]["parameters"]["apply_w"] = 0  # no term to apply: the end of June 2027 is nowhere
    assert "until 2027-07-01" in faults(changed("admission-act", levers=early))["LAW-X05"]


def test_it_finds_the_sickness_rule_that_stays_on_too_long():
    late = [{"lever": "sickness_no_end", "announced": "2023-03-17", "from": "2023-07-01"}]
    assert "from 2023-03-17" in faults(changed("sickness", levers=late))["LAW-S02"]


def test_it_finds_pension_from_the_first_day_at_the_wrong_date():
    rules = [{"path": "pay.cost_factor", "value": 1.763, "from": "2026-01-01", "source": "LAW-A06"}]
    assert "from 2023-07-01" in faults(changed("pension", rules=rules))["LAW-A06"]
    nowhere = copy.deepcopy(ENACTED)
    nowhere["items"] = [row for row in ENACTED["items"] if row["id"] != "pension"]
    assert "not read" in faults(nowhere)["LAW-A06"]


@pytest.mark.parametrize("row", ["LAW-H07", "LAW-A02"])
def test_it_finds_rows_that_are_in_no_item_and_not_named_as_left_out(row):
    assert row in UNREAD and UNREAD[row].startswith("left out")
    assert faults(unread={key: why for key, why in UNREAD.items() if key != row}).keys() == {row}


def test_it_finds_a_date_that_was_changed_in_the_evidence_and_a_reason_nobody_needs():
    rows = evidence()
    moved = next(row for row in rows if row["id"] == "LAW-A01")
    moved["from"] = "2024-03-01"
    assert "2024-03-01" in faults(rows=rows)["LAW-A01"]
    assert "not needed" in faults(unread=UNREAD | {"LAW-A01": "it is read all the same"})["LAW-A01"]
    spare = OTHER_DATE | {"LAW-A01": ("from", "its date is the same")}
    assert "no other than its own" in faults(other=spare)["LAW-A01"]
