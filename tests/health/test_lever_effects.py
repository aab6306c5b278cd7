"""docs/lever-effects.csv covers every lever, agrees with the catalogue, and is told in docs/levers.md as it is."""

import polars as pl
import pytest

from sim.measures import LEVERS
from sim.measures.catalogue import find
from sim.scenario.loading import load_policy
from tools.docs import lever_effects, lever_margins
from tools.docs.lever_effects import (
    EXPECTED,
    OPPOSITE,
    SAME,
    SEEDS,
    UNMEASURED,
    UNSEEN,
    effects,
    margins,
    policy_name,
    read_table,
    verdict,
    write_policies,
    write_table,
)
from tools.docs.make_levers import document

ROWS = read_table()


def test_the_table_has_a_row_for_every_lever_and_says_what_the_catalogue_says():
    assert [row["measure"] for row in ROWS] == list(margins()), "run: make lever-effects"
    assert {row["measure"] for row in ROWS} == LEVERS.keys()
    for row in ROWS:
        margin = find(row["measure"]).margin
        beside = " ".join(LEVERS[slug].id for slug in margin.beside)
        assert (row["outcome"], row["expected"], row["beside"]) == (margin.outcome, margin.sign, beside)


def test_all_measures_are_measured_in_the_same_runs_or_none_is_yet():
    assert len({(row["size"], row["year"]) for row in ROWS}) == 1
    measured = [row for row in ROWS if row["verdict"] != UNMEASURED]
    assert not measured or len(measured) == len(ROWS)
    for row in measured:
        # a share without a denominator in a run leaves a pair less
        assert SEEDS - 2 <= row["pairs"] <= SEEDS and (row["size"], row["year"]) == (
            lever_effects.SIZE,
            lever_effects.UNTIL[:4],
        )
        assert row["verdict"] in (EXPECTED, OPPOSITE, UNSEEN, SAME)
        if row["verdict"] in (EXPECTED, OPPOSITE):
            assert row["diff_lo"] is None or row["diff_lo"] * row["diff_hi"] > 0.0
            assert (row["verdict"] == EXPECTED) == ((row["diff"] > 0.0) == (row["expected"] == "up"))


def test_the_page_tells_of_every_measure_what_it_does_alone():
    page = document()
    for row in ROWS:
        part = page.split(f"\n### {row['id']} ")[1].split("\n### ")[0]
        assert f"`{row['outcome']}`" in part and "- Alone, on its own margin: " in part


def test_every_measure_has_a_policy_that_can_be_run(tmp_path):
    paths = write_policies(tmp_path, list(margins()))
    found = {policy.id: [use.lever for use in policy.levers] for policy in map(load_policy, paths)}
    for slug, margin in margins().items():
        assert found[policy_name((*margin.beside, slug))] == [*margin.beside, slug]
        assert not margin.beside or found[policy_name(margin.beside)] == list(margin.beside)
    assert policy_name(()) == "base" and len(paths) == len(set(paths)) == len(found)


def values(outcome: str, **by_policy: list[float]) -> pl.DataFrame:
    """Yearly values of an outcome, one a seed, for policies named with underscores."""
    rows = [
        ("law-2020", name.replace("_", "-"), 0, seed, "central", outcome, "all", "all", year, value)
        for name, series in by_policy.items()
        for seed, value in enumerate(series)
        for year in ("2024", "2025", "all")
    ]
    names = ("base", "policy", "point", "seed", "draw", "metric", "group_by", "group", "period", "value")
    return pl.DataFrame(rows, schema=list(names), orient="row")


def test_a_measure_is_compared_with_the_world_without_it(tmp_path):
    beds = values(
        "beds_open", base=[100.0, 90.0, 110.0], housing_task=[120.0, 112.0, 131.0],
        housing_task_and_regional_deals=[121.0, 113.5, 132.0],
    )  # fmt: skip
    banned = values("directors_banned", base=[0.0] * 3, directors_ban=[0.0] * 3)
    visits = values("inspections_per_year", base=[400.0] * 3, inspection_capacity=[500.0] * 3)
    slugs = ["housing_task", "regional_deals", "directors_ban", "inspection_capacity"]
    rows = effects(pl.concat([beds, banned, visits]), slugs, "desk", {})
    task, deals, ban, capacity = rows
    assert (capacity["diff"], capacity["verdict"]) == (100.0, EXPECTED), "the same in every pair, so no chance"
    assert task["diff"] == pytest.approx(21.0) and task["without"] == 100.0 and task["verdict"] == EXPECTED
    assert deals["diff"] == pytest.approx(3.5 / 3) and deals["without"] == 121.0, "beside 4.2.A, not the base"
    assert (ban["diff"], ban["verdict"], ban["year"], ban["beside"]) == (0.0, SAME, "2025", "")
    write_table(rows, tmp_path / "table.csv")
    assert read_table(tmp_path / "table.csv")[0]["diff_lo"] == pytest.approx(task["diff_lo"], rel=1e-5)


@pytest.mark.parametrize(
    ("diff", "sd", "chosen", "said"),
    [(0.0, 0.0, False, SAME), (1.0, 9.0, False, UNSEEN), (1.0, 0.1, True, EXPECTED), (-1.0, 0.1, True, OPPOSITE)],
)
def test_what_came_of_an_expected_rise(diff, sd, chosen, said, monkeypatch):
    assert verdict("up", {"diff": diff, "sd": sd, "chosen": chosen, "pairs": 8}) == said
    row = ROWS[0] | {
        "id": "2.1.E",
        "measure": "hirer_liability",
        "outcome": "charged_to_hirers_eur_per_year",
        "expected": "up",
    }
    row |= {"without": 2e6, "diff": diff * 1e6, "diff_lo": diff * 1e6 - 1e5, "diff_hi": diff * 1e6 + 1e5, "beside": ""}
    row |= {"verdict": said, "pairs": 8.0, "size": "desk", "year": "2025"}
    monkeypatch.setattr(lever_margins, "read_table", lambda: [row])
    sentence = lever_margins.told_by_measure()["hirer_liability"]
    reason = find("hirer_liability").margin.unseen.en
    assert (reason in sentence) == (said != EXPECTED)
    assert ("nothing can be seen" in sentence) == (said in (UNSEEN, SAME))
    page = lever_margins.overview()
    assert "| 2.1.E | `hirer_liability` |" in page and "8 pairs of runs at 1/10" in page
