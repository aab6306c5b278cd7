"""Heads and rate: by hand, and exact in every pair."""

import polars as pl
import pytest

from analysis.answers.decompose import COUNTS, parts_of, splits_of
from analysis.statistics.paired import differences, pair_up
from analysis.text.answer_words import SHIFTS
from sim.outcomes.metrics import BY_NAME
from tests.experiments.fake_market import make_with_page


def pairs(base, policy):
    rows = []
    for name, seeds in (("base", base), ("p", policy)):
        for seed, (count, heads) in enumerate(seeds):
            for metric, value in (("count_of", count), ("heads_of", heads)):
                rows.append(("law", name, seed, "central", metric, "all", "all", "2023", float(value)))
    names = ["base", "policy", "seed", "draw", "metric", "group_by", "group", "period", "value"]
    return pair_up(pl.DataFrame(rows, schema=names, orient="row"))


def test_by_hand():
    # 10 of 100 become 12 of 80: 20 fewer heads at 1 in 10 is -2; the rate of .15 instead of .10 over 80 is +4
    parts = parts_of(pairs([(10, 100)], [(12, 80)]), "count_of", "heads_of")
    found = dict(parts.select("metric", "change").iter_rows())
    assert found == pytest.approx({"count": 2.0, "heads": -2.0, "rate": 4.0})


def test_parts_add_up_over_pairs():
    parts = parts_of(pairs([(10, 100), (7, 90), (3, 50)], [(12, 80), (4, 95), (4, 44)]), "count_of", "heads_of")
    mean = {row["metric"]: row["diff"] for row in differences(parts, {}).to_dicts()}
    assert mean["heads"] + mean["rate"] == pytest.approx(mean["count"])


def test_every_policy_has_its_parts(tmp_path):
    splits = splits_of(make_with_page(tmp_path, policies=("deposit", "all-four")), "2021")
    assert {name for pair in COUNTS.items() for name in pair} <= set(BY_NAME)
    assert [split.policy for split in splits] == ["deposit"] * len(COUNTS) + ["all-four"] * len(COUNTS)
    assert all(set(split.says) <= set(SHIFTS) for split in splits)
    assert splits_of(make_with_page(tmp_path / "alone"), "2021") == []
