"""The picture and the table of phases in the architecture page are what the code says."""

import re

from sim.schedule import PHASES, STEPS
from tools.docs.make_architecture import TABLES, TARGET, main
from tools.docs.marked_tables import drifted

TEXT = TARGET.read_text("utf-8")


def test_picture_and_table_are_what_the_code_says():
    assert drifted(TEXT, TABLES) == [], "run: python -m tools.docs.make_architecture"
    assert main(["--check"]) == 0


def test_the_picture_holds_every_phase_in_its_place_and_what_is_handed_on():
    picture = TABLES["week"]()
    assert re.findall(r'\["(\w+)"\]', picture) == [phase.name for phase in PHASES]
    assert re.findall(r"subgraph s(\d+)", picture) == [str(step.number) for step in STEPS]
    places = dict(re.findall(r'(p\d+_\d+)\["(\w+)"\]', picture))
    handed = {(places[a], name, places[b]) for a, name, b in re.findall(r"(p\w+) -\. (\w+) \.-> (p\w+)", picture)}
    for arrow in (
        ("end_placements", "ended", "route_ended"),
        ("place_in_country", "open_orders", "recruit_abroad"),
        ("inspect", "findings", "sanction"),
        ("choose_ends", "ending", "claims_at_the_end"),
        ("choose_ends", "ending", "end_agencies"),
        ("show_registration", "short", "admit_agencies"),
    ):
        assert arrow in handed


def test_the_table_has_a_row_for_every_phase():
    names = re.findall(r"^\| \d+ \| `(\w+)`", TABLES["phases"](), re.MULTILINE)
    assert names == [phase.name for phase in PHASES]
