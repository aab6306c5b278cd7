"""``uitzendlab list levers``: two lists, one measure in full, and refusals of what cannot be used."""

import json

import pytest

from sim.measures import LEVERS
from sim.measures.catalogue import measures
from uitzendlab.cli import main
from uitzendlab.cli.commands.levers import publication

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
    assert code == 0 and err == "" and len(rows) == len(measures())
    assert all(set(row) >= CONTRACT | {"available"} for row in rows)
    assert [row["slug"] for row in rows if row["available"]] == list(LEVERS)
    for row in rows:
        assert bool(row["parameters"]) == row["available"]
        assert ("reason" in row) == ("reason_nl" in row) == (row["class"] == "out-of-model")
        lever = LEVERS.get(row["slug"])
        assert lever is None or set(lever.sources) <= set(row["sources"])


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    ("lang", "headings"),
    [
        ("en", ["To use in a policy", "Not for a simulation to answer"]),
        ("nl", ["Te gebruiken in een beleid", "Niet door een simulatie te"]),
    ],
)
def test_the_two_lists(call, lang, headings, columns):
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
        assert [[measure.id, measure.slug] in rows for rows in part_of] == [measure.available, not measure.available]
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
    assert call("list", "outcomes", "deposit")[0] == 2


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("2.1.c", "Did you mean '2.1.C' (deposit)?"),
        ("b01", "Did you mean 'B01' (clause_limit)?"),
        ("DEPOSIT", "Did you mean 'deposit'?"),
        ("Hirer-liability", "Did you mean 'hirer_liability'?"),
        ("fined", "Did you mean 'fined_managers'?"),
        ("4.4", "Did you mean '4.4.A' (own_tenancy), '4.4.B' (decoupling)?"),
        ("kabouter", "See `uitzendlab list levers`."),
    ],
)
def test_a_wrong_name_leads_to_the_nearest_few(call, tmp_path, wrong, hint):
    levers = f"levers: [{{lever: {wrong}, from: 2021-07-05}}]\n"
    (tmp_path / "mine.yaml").write_text(f"id: mine\ntitle: {{en: x}}\nbase: law-2020\n{levers}")
    for words in (["check", "mine.yaml"], ["run", f"lever.{wrong}.size=3"]):
        code, out, _ = call(*words, "--json")
        (error,) = json.loads(out)["errors"]
        assert code == 2 and error["message"] == "unknown lever" and error["hint"].startswith(hint[:-1])
        assert "`uitzendlab list levers`" in error["allowed"] and len(error["allowed"].split(", ")) <= 7
    if wrong.isupper():  # one measure is found whatever the case
        assert call("list", "levers", wrong)[0] == 0
    assert f"{len(LEVERS)} maatregelen, zie `uitzendlab list levers`" in call("check", "mine.yaml", "--lang", "nl")[2]


def test_a_measure_out_of_the_model_is_told_of_in_lower_case_too(call, tmp_path):
    (tmp_path / "mine.yaml").write_text(
        "id: mine\ntitle: {en: x}\nbase: law-2020\nlevers: [{lever: b26, from: 2021-07-05}]\n"
    )
    assert "not for a simulation to answer" in call("check", "mine.yaml", "--lang", "en")[2]


def test_every_source_says_what_it_is():
    assert "?" not in {publication(key) for measure in measures() for key in measure.sources}
    assert publication("nothing") == "?"


@pytest.mark.parametrize(
    ("lang", "never"), [("en", "not for a simulation to answer"), ("nl", "niet door een simulatie te beantwoorden")]
)
def test_a_measure_that_cannot_be_used_is_refused_in_files_and_by_hand(call, tmp_path, lang, never):
    measure = next(m for m in measures() if m.reason)
    levers = f"  - {{lever: {measure.id}, from: 2021-07-05}}\n"
    (tmp_path / "mine.yaml").write_text(f"id: mine\ntitle: {{en: x}}\nbase: law-2020\nlevers:\n{levers}")
    told = [never, getattr(measure.reason, lang), f"'{measure.nearest}'"]
    for words in (["check", "mine.yaml"], ["run", "--policies", "mine.yaml"], ["run", f"lever.{measure.id}.size=3"]):
        code, out, err = call(*words, "--lang", lang)
        assert code == 2 and out == ""
        assert [text for text in told if text not in err] == []
        assert "unknown" not in err and "onbekende" not in err
    code, out, err = call("check", "mine.yaml", "--lang", lang, "--json")
    (error,) = json.loads(out)["errors"]
    assert code == 2 and err == "" and error["message"] == never and told[1] in error["hint"]
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize(
    ("base", "lever", "said"),
    [
        ("law-as-enacted", "{lever: deposit, from: 2028-01-03, phase_in_weeks: 9}", "zou vanaf nul worden ingevoerd"),
        ("law-as-enacted~foo", "{lever: deposit, from: 2028-01-03}", "geen onderdeel van die naam"),
        ("law-2020", "{lever: deposit, from: 2022-01-03}\n  - {lever: 2.1.C, from: 2022-03-07}", "until: 2022-03-06"),
        ("law-2020", "{lever: own_tenancy, from: 2022-01-03}\n  - {lever: X06, from: 2022-03-07}", "Kies er een"),
    ],
)  # fmt: skip
def test_a_policy_is_checked_on_the_world_it_names_and_told_what_to_do(tmp_path, capsys, base, lever, said):
    path = tmp_path / "mine.yaml"
    path.write_text(f"id: mine\ntitle: {{en: x}}\nbase: {base}\nlevers:\n  - {lever}\n")
    assert main(["check", str(path), "--lang", "nl"]) == 2
    assert said in capsys.readouterr().err
