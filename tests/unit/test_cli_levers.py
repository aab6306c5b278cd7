"""``uitzendlab list levers``: three lists, one measure in full, and refusals of what cannot be used."""

import json

import pytest

from sim.levers import LEVERS
from sim.levers.letter import measures
from uitzendlab.cli import main
from uitzendlab.cli.levers import publication

CONTRACT = {"id", "slug", "title_nl", "title_en", "class", "stance", "parameters", "sources"}


@pytest.fixture
def call(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*words, columns=80):
        monkeypatch.setenv("COLUMNS", str(columns))
        code = main(list(words))
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def test_json_holds_every_measure_and_says_which_can_be_used(call):
    code, out, err = call("list", "levers", "--json")
    rows = json.loads(out)
    assert code == 0 and err == "" and len(rows) == 89
    assert all(set(row) >= CONTRACT | {"available"} for row in rows)
    assert [row["slug"] for row in rows if row["available"]] == list(LEVERS)
    for row in rows:
        assert bool(row["parameters"]) == row["available"]
        assert ("reason" in row) == ("reason_nl" in row) == (row["class"] == "out-of-model")
        lever = LEVERS.get(row["slug"])
        assert lever is None or (lever.stance == row["stance"] and set(lever.sources) <= set(row["sources"]))


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        (
            "en",
            ["To use in a policy", "In the letter or later, not in the model yet", "Not for a simulation to answer"],
        ),
        ("nl", ["Te gebruiken in een beleid", "In de brief of later bedacht, nog niet", "Niet door een simulatie te"]),
    ],
)
def test_the_three_lists(call, lang, headings, columns):
    code, out, err = call("list", "levers", "--lang", lang, columns=columns)
    lines = out.splitlines()
    assert code == 0 and err == ""
    assert max(len(line) for line in lines) <= columns
    starts = [next(i for i, line in enumerate(lines) if line.startswith(heading)) for heading in headings]
    assert starts == sorted(starts)
    part_of = [
        [lines[i].split()[:2] for i in range(a, b) if lines[i]]
        for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
    for measure in measures():
        part = 0 if measure.available else 2 if measure.class_ == "out-of-model" else 1
        assert [[measure.id, measure.slug] in rows for rows in part_of] == [part == k for k in range(3)], measure.id
    words = " ".join(out.split())
    for measure in measures():
        assert getattr(measure.title, lang) in words
        assert measure.reason is None or getattr(measure.reason, lang) in words


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("measure", measures(), ids=lambda m: m.slug)
def test_one_measure_in_full(call, measure, lang):
    code, out, err = call("list", "levers", measure.slug, "--lang", lang)
    words = " ".join(out.split())
    assert code == 0 and err == ""
    told = [
        measure.title,
        measure.text,
        measure.stance,
        measure.later,
        *measure.acts_on,
        measure.eu_law,
        measure.reason,
    ]
    assert [pair for pair in told if pair and getattr(pair, lang) not in words] == []
    assert all(f"{key}: " in words for key in measure.sources)
    if measure.available:
        assert all(f"lever.{measure.slug}.{name} = " in words for name in LEVERS[measure.slug].parameters._fields)
    # addresses are not broken, so that they can be clicked
    assert all(len(line) <= 80 or "http" in line for line in out.splitlines())


def test_one_measure_by_its_number_and_as_json(call):
    for name in ("B26", "b26", "volume_limits"):
        (row,) = json.loads(call("list", "levers", name, "--json")[1])
        assert row["id"] == "B26" and row["may_conflict_with_eu_law"] and row["eu_law_nl"] and row["eu_law_en"]


def test_names_that_lead_nowhere(call):
    code, out, _ = call("list", "levers", "hirer_liabilty", "--json")
    (error,) = json.loads(out)["errors"]
    assert code == 2 and error["message"] == "unknown lever" and error["hint"] == "Did you mean 'hirer_liability'?"
    assert call("list", "policies", "deposit")[0] == 2


def test_every_source_says_what_it_is():
    assert "?" not in {publication(key) for measure in measures() for key in measure.sources}
    assert publication("nothing") == "?"


@pytest.mark.parametrize(
    ("lang", "not_yet", "never"),
    [
        ("en", "not in the model yet", "not for a simulation to answer"),
        ("nl", "nog niet in het model", "niet door een simulatie te beantwoorden"),
    ],
)
def test_a_measure_that_cannot_be_used_is_refused_in_files_and_by_hand(call, tmp_path, lang, not_yet, never):
    later = next(m for m in reversed(measures()) if not m.available and not m.reason)
    out_of_model = next(m for m in measures() if m.reason)
    levers = "".join(f"  - {{lever: {name}, from: 2021-07-05}}\n" for name in (later.slug, out_of_model.id))
    (tmp_path / "mine.yaml").write_text(f"id: mine\ntitle: {{en: x}}\nbase: law-2020\nlevers:\n{levers}")
    told = [not_yet, never, getattr(later.title, lang), getattr(out_of_model.reason, lang), f"'{out_of_model.nearest}'"]
    by_hand = [f"lever.{later.slug}.share=1", f"lever.{out_of_model.id}.size=3"]
    for words in (["check", "mine.yaml"], ["run", "--policies", "mine.yaml"], ["run", *by_hand]):
        code, out, err = call(*words, "--lang", lang)
        assert code == 2 and out == ""
        assert [text for text in told if text not in err] == []
        assert "unknown" not in err and "onbekende" not in err
    code, out, err = call("check", "mine.yaml", "--lang", lang, "--json")
    first, second = json.loads(out)["errors"]
    assert code == 2 and err == "" and (first["message"], second["message"]) == (not_yet, never)
    assert told[2] in first["hint"] and told[3] in second["hint"]
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
