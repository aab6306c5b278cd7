"""What is published of an answer: every record under its own names, each name with one meaning, nothing left out."""

import dataclasses
from typing import Any

import polars as pl
import pytest

from analysis.answers.columns import COLUMNS, OWN_PLACES, PLACES, row_of
from analysis.answers.records import Estimate, Interval, OfWorld, Outcome, PointRow, Row
from analysis.answers.sections import Sections
from analysis.answers.sweep import sweep_of
from analysis.answers.view import view_of
from experiments.design.designs import Choices
from experiments.design.experiment import Experiment
from tests.experiments.fake_market import make_sweep, make_with_page

LEVEL = ("base_value", "base_lo", "base_hi", "no_base_interval")
CHANGE = ("diff", "sim_lo", "sim_hi", "no_interval")
ALONE = ("value", "lo", "hi", "no_interval")  # of rows that have one number


@pytest.fixture(scope="module")
def records(tmp_path_factory) -> dict[type, list[OfWorld]]:
    """Records of every kind, of a folder with two policies, a ledger and groups."""
    folder = tmp_path_factory.mktemp("columns")
    store = make_with_page(folder, policies=("deposit", "all-four"), seeds=(0, 1, 2, 3))
    for path in (folder / "yearly").glob("*.parquet"):
        frame = pl.read_parquet(path, memory_map=False)
        group = frame.with_columns(pl.lit("origin").alias("group_by"), pl.lit("pl").alias("group"))
        pl.concat([frame, group]).write_parquet(path)
    (folder / "ledger").mkdir()
    for k, run in enumerate(store.read("runs")["run_id"]):
        facts = {"run_id": [run], "year": [2021], "from_account": ["hirers"], "to_account": ["agencies"]}
        pl.DataFrame(facts | {"item": ["hire"], "eur": [100.0 + k]}).write_parquet(folder / "ledger" / f"{run}.parquet")
    view = view_of(store)
    sections = Sections(store, view)
    every = [view.effects, sections.steps, sections.years, sections.groups, sections.payers]
    every += [sections.rivals, sections.splits, sections.noise, view.rows]
    asked = Experiment(vary={"world.hirers": Choices((20_000.0, 30_000.0))}, policies="deposit", size="smoke")
    every.append(sweep_of(make_sweep(tmp_path_factory.mktemp("swept"), asked)).rows)
    return {type(rows[0]): list(rows) for rows in every}


def leaves(record: Any) -> list[Any]:
    """Every number and text a record holds."""
    if isinstance(record, (Estimate, Interval)):
        return list(record)
    if isinstance(record, (OfWorld, Outcome)):
        return [leaf for field in dataclasses.fields(record) for leaf in leaves(getattr(record, field.name))]
    if isinstance(record, dict):
        return [leaf for value in record.values() for leaf in leaves(value)]
    return [record]


def test_every_record_is_published_under_its_names(records):
    assert set(records) == set(COLUMNS)
    for kind, rows in records.items():
        assert all(tuple(row_of(row)) == COLUMNS[kind] for row in rows)
        assert len(set(COLUMNS[kind])) == len(COLUMNS[kind])


def test_nothing_a_record_knows_is_lost(records):
    for kind, rows in records.items():
        for row in rows[:5]:
            told = leaves(row_of(row))
            untold = {leaf for leaf in leaves(row) if isinstance(leaf, float) and leaf not in told}
            assert untold == set(), kind


def test_numbers_stand_under_the_name_that_says_what_they_are(records):
    for rows in records.values():
        for row in rows:
            told = row_of(row)
            assert (told["base"], told["policy"]) == (row.base, row.policy)
            assert told["unit"] == row.outcome.unit and told.get("metric", told.get("party")) == row.outcome.metric
            if hasattr(row, "change"):
                assert tuple(told[name] for name in CHANGE) == row.change
            if hasattr(row, "level"):
                assert tuple(told[name] for name in (ALONE if isinstance(row, Row) else LEVEL)) == row.level
            if isinstance(row, PointRow):
                assert tuple(told[name] for name in ALONE) == row.estimate
            if hasattr(row, "parts"):
                assert told["values"] == {part: estimate.value for part, estimate in row.parts.items()}
                assert told["no_interval"] == {part: estimate.no_interval for part, estimate in row.parts.items()}


def test_a_name_that_is_no_field_is_used():
    assert set(PLACES) <= {name for names in COLUMNS.values() for name in names}
    assert all(set(places) <= set(COLUMNS[kind]) for kind, places in OWN_PLACES.items())
