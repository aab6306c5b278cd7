"""The page on result folders names every table and every column, and no others."""

import re

import pytest

from experiments.plan.run_spec import RunSpec
from experiments.store.design_table import SCHEMA
from experiments.store.frames import frame_of
from experiments.store.store import _PAIRED, _RUNS, OWN_FILES, TABLES
from sim.outcomes.groups import GROUPS
from sim.outcomes.metrics import CODEBOOK
from tests.experiments.fake_market import make_with_page
from tests.health.checkout import PROJECT
from tests.unit.outcomes.small_world import SmallWorld

TEXT = (PROJECT / "docs/results.md").read_text("utf-8")
TOLD = {
    name: re.findall(r"`(\w+)`", columns)
    for name, columns in re.findall(r"^\| `([\w.]+)` \| [^|]* \| (.*) \|$", TEXT, re.MULTILINE)
}


@pytest.fixture(scope="module")
def tables():
    world = SmallWorld(record="weekly", follow=(0,))
    world.arrive(*range(12))
    world.book(30)
    return world.recorder.tables()


@pytest.mark.parametrize("name", TABLES)
def test_tables_of_runs_have_the_columns_that_the_page_names(name, tables):
    spec = RunSpec(
        "0" * 16, "law-2020", "none", 1, "given", "smoke", "2021-12-27", (), "weekly", "none", "law-2020", ""
    )
    assert frame_of(tables[name], spec, name in _PAIRED).columns == TOLD[name]


def test_single_files_have_the_columns_that_the_page_names(tmp_path):
    store = make_with_page(tmp_path)
    assert TOLD["summary.parquet"] == store.read("summary").columns
    assert TOLD["codebook.parquet"] == list(CODEBOOK[0])
    assert TOLD["runs.parquet"] == list(_RUNS)
    assert TOLD["design.parquet"] == list(SCHEMA)


def test_nothing_is_left_out():
    assert set(TOLD) == {*TABLES, *(name for name in OWN_FILES if name.endswith(".parquet"))}
    (groups,) = re.findall(r"`group_by` is (.*)\. Groups", TEXT)
    assert set(re.findall(r"`(\w+)`", groups)) == {group.by for group in GROUPS}
