"""Pictures and tables of the architecture page are what the code says."""

import re

import networkx

from sim.schedule import PHASES, STEPS
from tools.docs.import_tables import code_imports
from tools.docs.make_architecture import TABLES, TARGET, main
from tools.docs.marked_tables import drifted

TEXT = TARGET.read_text("utf-8")


def test_pictures_and_tables_are_what_the_code_says():
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


def test_no_two_files_import_each_other():
    graph = networkx.DiGraph()
    imports = code_imports()
    for module in imports.modules:
        graph.add_edges_from((module, other) for other in imports.find_modules_directly_imported_by(module))
    assert [sorted(group) for group in networkx.strongly_connected_components(graph) if len(group) > 1] == []
    assert graph.has_edge("sim.model", "sim.schedule")  # it did read the imports


def test_the_picture_of_imports_has_every_folder_and_goes_down():
    picture, folders = TABLES["imports"](), TABLES["folders"]()
    places = re.findall(r"^\| `(\S+)/` \| \S", folders, re.MULTILINE)
    assert len(re.findall(r'^    \w+\["', picture, re.MULTILINE)) == len(places) == len(set(places)) > 25
    assert "sim_phases_employment --> sim_phases_cover" in picture and "sim_phases_cover --> sim_phases_e" in picture
