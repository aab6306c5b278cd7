"""Result folders: whole files only, what is there is kept, what is foreign is left alone."""

import json

import polars as pl
import pytest

from experiments.plan.plan import resolve
from experiments.store.store import Store
from sim.declare.params import InvalidInput
from tests.experiments.fake_market import contents, make, small_plan


def test_the_folder_of_the_contract(tmp_path):
    assert make(tmp_path / "r").made == 2
    store = Store(tmp_path / "r")
    weekly = store.read("weekly")
    whose = {"run_id": pl.String, "base": pl.String, "policy": pl.String, "seed": pl.Int32, "draw": pl.String}
    assert dict(list(weekly.schema.items())[:5]) == whose
    assert weekly.schema["week"] == pl.Int32 and weekly.schema["date"] == pl.Date
    assert store.read("lives").schema["person"] == pl.Int64
    assert store.read("yearly")["value"].null_count() == 2  # what has no value is null, never nan
    assert store.read("yearly")["value"].is_nan().any() is False
    assert store.read("runs")["status"].to_list() == ["done", "done"]
    assert store.read("design")["point"].to_list() == [0, 0]
    manifest = json.loads((tmp_path / "r/manifest.json").read_text())
    assert {"schema_version", "command", "plan", "run_ids", "seeds", "scale", "versions", "data"} <= set(manifest)
    assert manifest["end"] is not None


def test_a_complete_folder_is_left_as_it_is(tmp_path):
    make(tmp_path)
    before = contents(tmp_path)
    assert make(tmp_path).made == 0
    assert contents(tmp_path) == before


def test_only_what_is_missing_is_made(tmp_path):
    make(tmp_path)
    before = contents(tmp_path)
    lost = next((tmp_path / "weekly").iterdir())
    lost.unlink()
    assert make(tmp_path).made == 1
    assert contents(tmp_path) == before


def test_what_was_never_finished_goes(tmp_path):
    make(tmp_path)
    half = tmp_path / "weekly" / f"{'0' * 16}.parquet.1a2b3c4d.unfinished"
    half.write_bytes(b"PAR1")
    make(tmp_path)
    assert not half.exists()


def test_a_part_that_cannot_be_written_leaves_nothing(tmp_path):
    store = Store(tmp_path)
    with pytest.raises(TypeError):
        store.write_json("manifest.json", {"a": object()})
    with pytest.raises(ZeroDivisionError):
        store._write("weekly/x.parquet", lambda file: file.write(b"x") and 1 // 0)
    assert [p.name for p in tmp_path.rglob("*")] == ["weekly"]


def test_more_detail_is_made_under_the_same_name_and_none_is_lost(tmp_path):
    make(tmp_path, record="summary", groups="all")
    assert not (tmp_path / "weekly").exists()
    assert make(tmp_path, record="weekly", groups="none").made == 2
    store = Store(tmp_path)
    spec = resolve(small_plan()).specs[0]
    assert store.receipt(spec.run_id)["groups"] == "all"
    assert store.read("weekly").height
    assert make(tmp_path, record="summary", groups="none").made == 0


def test_a_foreign_folder_is_refused_and_never_emptied(tmp_path):
    (tmp_path / "weekly").mkdir()
    mine = [tmp_path / "thesis.docx", tmp_path / "weekly" / "mine.parquet"]
    for file in mine:
        file.write_text("mine")
    with pytest.raises(InvalidInput, match="something else"):
        make(tmp_path)
    make(tmp_path, force=True)
    assert all(file.read_text() == "mine" for file in mine)


def test_another_plan_is_refused_unless_forced(tmp_path):
    make(tmp_path)
    with pytest.raises(InvalidInput, match=r"another plan.*seeds"):
        make(tmp_path, seeds=(1, 2))
    assert make(tmp_path, seeds=(1, 2), force=True).made == 1  # seed 1 was there
    assert Store(tmp_path).read("weekly")["seed"].unique().sort().to_list() == [1, 2]
    assert len(list((tmp_path / "weekly").iterdir())) == 2


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "f").write_text("")
    with pytest.raises(InvalidInput, match="not a folder"):
        make(tmp_path / "f")


def test_two_commands_do_not_write_at_once(tmp_path):
    with Store(tmp_path).locked() as ours:
        assert ours
        with pytest.raises(InvalidInput, match="another command"):
            make(tmp_path)


def test_figures_set_by_hand_are_in_the_design(tmp_path):
    make(tmp_path, overrides=(("behaviour.switch.leave_rule", "savings"), ("world.hirers", 20000)))
    design = Store(tmp_path).read("design").filter(pl.col("run_id") == pl.col("run_id").first())
    assert design.select("point", "key", "value").rows() == [
        (1, "behaviour.switch.leave_rule", 1.0),
        (1, "world.hirers", 20000.0),
    ]
