"""Base worlds without some of their items, in plans, folders and names of runs; worlds that set their own end."""

import datetime as dt
from importlib.resources import files

import pytest

from experiments.plan.plan import resolve
from experiments.store.manifest_shape import Manifest
from experiments.store.reopen import reopen
from experiments.store.store import Store
from sim.declare.params import InvalidInput
from tests.experiments.fake_market import make, small_plan

ENACTED = "law-as-enacted"


def test_a_policy_is_compared_with_the_world_its_file_names():
    found = resolve(small_plan(policies=("wtta", "deposit"), end=None, seeds=(0,)))
    pairs = {(spec.base, spec.policy): spec for spec in found.specs}
    without = f"{ENACTED}~admission-act"
    assert set(pairs) == {(without, "base"), (without, "wtta"), ("law-2020", "base"), ("law-2020", "deposit")}
    ends = {base: spec.end for (base, _), spec in pairs.items()}
    assert ends == {without: "2032-12-27", "law-2020": "2021-12-27"}
    assert len({spec.run_id for spec in found.specs}) == 4


def test_a_world_is_another_run_for_each_item_left_out_that_it_reads():
    def name(base, end):
        return resolve(small_plan(base=base, policies=(), end=end, seeds=(0,))).specs[0].run_id

    assert name(ENACTED, "2021-12-27") != name(f"{ENACTED}~demand", "2021-12-27")
    # what comes after the end is not read, so the run is the same one
    assert name(ENACTED, "2021-12-27") == name(f"{ENACTED}~phases", "2021-12-27")
    assert name(ENACTED, "2023-12-25") != name(f"{ENACTED}~phases", "2023-12-25")
    assert name(ENACTED, "2026-12-28") != name(f"{ENACTED}~admission-act", "2026-12-28"), "it is announced by then"


def test_a_policy_that_cannot_stand_on_a_world_is_refused_before_anything_runs(tmp_path):
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        f"id: mine\ntitle: {{en: Mine}}\nbase: {ENACTED}\nlevers:\n"
        f"  - {{lever: deposit, from: {dt.date(2028, 1, 3)}, phase_in_weeks: 10}}\n"
    )
    with pytest.raises(InvalidInput) as caught:
        resolve(small_plan(policies=(str(mine),), end=None))
    (mistake,) = caught.value.mistakes
    assert mistake.path == f"mine on {ENACTED}: levers" and mistake.message == "would be phased in from nothing"


def test_a_file_of_the_user_without_items_is_copied_whole_and_opened_again(tmp_path):
    mine = tmp_path / "mine.yaml"
    content = files("scenarios").joinpath("law", f"{ENACTED}.yaml").read_bytes()
    mine.write_bytes(content.replace(b"\nid: law-as-enacted\n", b"\nid: mine\n"))
    make(tmp_path / "r", base=f"{mine}~demand~phases", policies=(), seeds=(0,))
    assert (tmp_path / "r/inputs/mine.yaml").read_bytes() == mine.read_bytes()
    mine.unlink()
    store = Store(tmp_path / "r")
    again = reopen(store)
    assert [base.id for base in again.bases.values()] == ["mine~demand~phases"]
    manifest = store.manifest()
    assert manifest is not None and Manifest.model_validate(manifest)
    for wrong in ("../x", "mine~", "~mine", "mine~../x", "Mine~demand"):
        with pytest.raises(ValueError, match="pattern"):
            Manifest.model_validate({**manifest, "bases": dict.fromkeys(manifest["bases"], wrong)})
