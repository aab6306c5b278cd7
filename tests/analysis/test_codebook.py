"""The code book speaks two languages, and both say the same."""

import re
import shutil

import polars as pl
import pytest

from analysis.answers.decompose import COUNTS
from analysis.answers.sections import Sections
from analysis.answers.view import paths_of, view_of
from analysis.text.codebook import codebook_of, dutch_words, over_all_years, stored_codebook
from analysis.text.codebook_dutch import DEFINITIONS, SCOPES
from analysis.text.number_format import unit_name
from experiments.store.store import Store
from sim.outcomes.metrics import CODEBOOK, METRICS
from tests.experiments.fake_market import make_with_page

SAME_IN_DUTCH = {"EUR/week", "EUR"}


def numbers(text: str) -> list[str]:
    """Digits in a text, however thousands and decimals are written."""
    return sorted(re.sub(r"[.,]", "", found) for found in re.findall(r"\d[\d.,]*\d|\d", text))


def test_no_outcome_lacks_dutch_and_none_is_left_over():
    assert set(DEFINITIONS) == {metric.name for metric in METRICS}
    assert set(SCOPES) == {metric.scope for metric in METRICS}


@pytest.mark.parametrize("entry", CODEBOOK, ids=lambda entry: entry["name"])
def test_both_languages_hold_the_same_numbers(entry):
    dutch = dutch_words(entry)
    assert dutch["definition_nl"] != entry["definition"] and dutch["scope_nl"] != entry["scope"]
    assert numbers(dutch["definition_nl"]) == numbers(entry["definition"])
    assert numbers(dutch["scope_nl"]) == numbers(entry["scope"])
    assert "denominator" not in dutch["definition_nl"] and "booked" not in dutch["definition_nl"]
    assert unit_name(entry["unit"], "nl") != entry["unit"] or entry["unit"] in SAME_IN_DUTCH


def test_labels_say_how_to_read_a_number(tmp_path):
    found = codebook_of(make_with_page(tmp_path))
    assert "min: hij ontvangt" in found["state_cost_eur_per_year"]["label_nl"]
    closing = over_all_years(found["honest_small_agency_exits_per_year"])
    assert closing["label_en"].endswith("(mean of all years)")
    assert over_all_years(found["uninsured_share"]) == found["uninsured_share"]


def test_what_other_code_named_keeps_its_english():
    entry = {"name": "new", "scope": "cows", "definition": "Cows. (nothing counted gives 0.)"}
    assert dutch_words(entry) == {"scope_nl": "cows", "definition_nl": "Cows. (nothing counted gives 0.)"}


def test_it_is_read_once_for_a_folder_and_anew_where_it_is_another(tmp_path, monkeypatch):
    shutil.copytree(make_with_page(tmp_path / "r", policies=("deposit",), seeds=(0, 1, 2)).folder, tmp_path / "copy")
    store, read = Store(tmp_path / "copy"), []
    plain = Store.read
    monkeypatch.setattr(Store, "read", lambda self, table: read.append(table) or plain(self, table))
    Sections(store, view_of(store)).facts()
    paths_of(Store(tmp_path / "copy"))
    assert read.count("codebook") == 1
    table = stored_codebook(store)
    assert table.equals(plain(store, "codebook"))
    store.write_frame("codebook.parquet", table.with_columns(pl.lit("other").alias("label_en")))
    assert {codebook_of(store)[name]["label_en"] for name in COUNTS} == {"other"}


def test_no_reader_can_change_what_others_read(tmp_path):
    found = codebook_of(make_with_page(tmp_path))
    with pytest.raises(TypeError):
        found["agency_count"]["label_nl"] = "x"
    assert codebook_of(Store(tmp_path / "none")) == {}
