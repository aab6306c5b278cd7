"""The command line: what it prints where, how it refuses, and that help costs nothing."""

import json
import subprocess
import sys

import pytest

from analysis.answers.comparison import COMPARED
from tests.experiments.fake_market import add_spells, make, make_with_page
from tests.health.checkout import PROJECT
from uitzendlab.cli import COMMANDS, main
from uitzendlab.shadow import language

HEAVY = {"hydra", "omegaconf", "numba", "numpy", "polars", "pydantic", "mesa", "plotly", "rich", "scipy"}


def call(capsys, *words):
    code = main(list(words))
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["life", "-h"], ["--version"]])
def test_help_imports_nothing_heavy(words):
    script = (
        f"import sys\nfrom uitzendlab.cli import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        "print('LOADED', *sorted(name for name in sys.modules if '.' not in name))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not HEAVY & set(done.stdout.split("LOADED")[1].split())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.NAME)
def test_every_help_has_examples_in_two_languages(command, capsys):
    for lang, word in (("nl", "voorbeelden:"), ("en", "examples:")):
        with pytest.raises(SystemExit) as ended:
            main([command.NAME, "--lang", lang, "--help"])
        assert ended.value.code == 0
        assert word in capsys.readouterr().out


REFUSED = [
    ["run", "--sise", "smoke"],
    ["run", "--size", "huge"],
    ["run", "--seeds", "a"],
    ["run", "--until", "yesterday"],
    ["run", "--workers", "0"],
    ["run", "--base", "nowhere"],
    ["run", "--policies", "nowhere"],
    ["run", "--record", "all"],
    ["run", "world.hirer=1"],
    ["run", "world.hirers=1"],
    ["run", "hydra.run.dir=x"],
    ["run", "+x=1"],
    ["run", "~size"],
    ["run", "a@b=1"],
    ["run", "world.hirers=${x}"],
    ["run", "--out", "${x}"],
    ["check", "nowhere.yaml"],
    ["list", "cows"],
    ["life", "nowhere"],
    ["report", "nowhere"],
    ["compare", "nowhere"],
    ["compare", "nowhere", "--show", "effects,cows"],
    ["cow"],
]


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_refusals(words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = call(capsys, *words, "--json")
    assert code == 2 and err == ""
    (error, *_) = json.loads(out)["errors"]
    assert {"path", "value", "unit", "allowed", "message", "hint"} <= set(error)
    assert error["message"]
    code, out, err = call(capsys, *words, "--lang", "nl")
    assert code == 2 and out == "" and err
    assert list(tmp_path.iterdir()) == []  # nothing is made when it is refused


def test_all_mistakes_of_all_files_at_once(capsys, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("id: X Y\nlevers: 3\n")
    files = [str(tmp_path / f"{name}.yaml") for name in ("a", "b")]
    code, out, _ = call(capsys, "check", *files, "--json")
    errors = json.loads(out)["errors"]
    assert code == 2 and {e["file"] for e in errors} == set(files) and len(errors) >= 6


def test_lists(capsys):
    for what, key in (("outcomes", "name"), ("parameters", "path")):
        code, out, _ = call(capsys, "list", what, "--json")
        rows = json.loads(out)
        assert code == 0 and len(rows) > 40 and all(row[key] for row in rows)
    assert all(
        {"definition_nl", "scope_nl"} <= set(row) for row in json.loads(call(capsys, "list", "outcomes", "--json")[1])
    )
    for what in ("levers", "policies"):
        assert isinstance(json.loads(call(capsys, "list", what, "--json")[1]), list)
    assert call(capsys, "check", "law-2020", "--quiet")[0] == 0


def test_a_folder_is_shown_in_both_forms(capsys, tmp_path):
    make_with_page(tmp_path)
    code, out, err = call(capsys, "compare", str(tmp_path), "--lang", "en")
    assert (
        code == 0
        and "year 2021" in out
        and "only tests that everything works" in err
        and "needs a run with a policy" in err
    )
    shown = json.loads(call(capsys, "compare", str(tmp_path), "--json", "--quiet")[1])
    assert len(shown["headline"]) == 15 and shown["scale"] == 0.01 and shown["warnings"]
    assert call(capsys, "compare", str(tmp_path), "--quiet")[2] == ""


def test_policies_are_compared_with_their_base(capsys, tmp_path):
    make_with_page(tmp_path, policies=("deposit",), seeds=(0, 1, 2, 3))
    code, out, err = call(capsys, "compare", str(tmp_path), "--lang", "nl")
    assert code == 0 and "4 paren van simulaties met hetzelfde toeval" in out and "Niet aangetoond" in out
    assert "jaar 2021" in out and "schaal 0,01" in out and f"alle {len(COMPARED)} uitkomsten tegelijk" in out
    assert "alleen de basis" not in err and "gaat in op 05-07-2021" in out
    shown = json.loads(call(capsys, "compare", str(tmp_path), "--json", "--quiet")[1])["comparison"]
    assert len(shown) == len(COMPARED) and {"diff", "sim_lo", "p_better", "unit", "scope", "shown"} <= set(shown[0])


def test_every_section_of_a_comparison_can_be_shown(capsys, tmp_path):
    store = make_with_page(tmp_path, policies=("deposit",), seeds=(0, 1, 2))
    add_spells(store)
    code, out, _ = call(capsys, "compare", str(tmp_path), "--lang", "nl", "--show", "spells,heads,passage,groups")
    assert code == 0 and f"Van {len(COMPARED)}" not in out and f"geldt voor alle {len(COMPARED)}" not in out
    # in the order of the help: passage, heads, spells; no groups in these runs, which is said
    places = [
        out.index(text)
        for text in ("Tijdens de overgang ·", "Aantal, en kans per persoon", "Hoe lang het duurt", "niet bewaard")
    ]
    assert places == sorted(places) and "2e helft 2021" in out and "dakloos:" in out
    everything = call(capsys, "compare", str(tmp_path), "--lang", "en", "--show", "all")[1]
    for text in ("Years since the start", "probability of", "by the rate for", "Kaplan-Meier", "Who pays"):
        assert text in everything
    assert "remain shown" in " ".join(everything.split()) and "During the transition, of" in everything


def test_lengths_of_spells_stand_beside_their_number(capsys, tmp_path):
    store = make_with_page(tmp_path, policies=("deposit",), seeds=(0, 1, 2))
    add_spells(store)
    table = call(capsys, "compare", str(tmp_path), "--lang", "en", "--show", "spells")[1]
    line = next(line for line in table.splitlines() if line.startswith("homeless: med"))
    (row,) = [
        row
        for row in json.loads(call(capsys, "compare", str(tmp_path), "--json", "--quiet")[1])["spells"]["rows"]
        if (row["kind"], row["measure"]) == ("homeless", "median")
    ]
    assert row["spells_without"] + row["spells_with"] == row["spells"] > row["spells_with"] > 0
    numbers = [int(word) for word in line.split() if word.isdigit()]
    assert [n for n in numbers if n >= 10][:2] == [row["spells_without"], row["spells_with"]]


def test_json_holds_every_section_whatever_is_shown(capsys, tmp_path):
    store = make_with_page(tmp_path, policies=("deposit",), seeds=(0, 1, 2))
    add_spells(store)
    shown = json.loads(call(capsys, "compare", str(tmp_path), "--json", "--quiet", "--show", "payers")[1])
    assert len(shown["comparison"]) == len(COMPARED)
    for name in ("passage", "payers", "heads", "spells", "groups"):
        assert {"period", "scale", "about_nl", "about_en", "rows"} <= set(shown[name])
    assert shown["passage"]["rows"] and shown["heads"]["rows"] and shown["spells"]["rows"]
    assert {"unit", "scope", "scope_nl", "pairs", "sim_lo", "no_interval"} <= set(shown["passage"]["rows"][0])
    (uninsured, _) = shown["spells"]["curves"]
    assert len(uninsured["weeks"]) == len(uninsured["without_lo"]) == 53
    for row in [*shown["comparison"], *shown["passage"]["rows"], *shown["payers"]["rows"]]:
        assert (row["sim_lo"] is None) == (row["no_interval"] is not None)
    assert "masked" in shown["words"]["reasons"]


def test_a_life_is_told(capsys, tmp_path):
    make(tmp_path)
    code, out, _ = call(capsys, "life", str(tmp_path), "--sample", "homeless", "--lang", "en")
    assert code == 0 and "lost the job (demand fell)" in out and "no effect of that policy" in out
    told = json.loads(call(capsys, "life", str(tmp_path), "--person", "7", "--json")[1])
    assert told["person"] == 7 and len(told["events"]) == 4
    assert call(capsys, "life", str(tmp_path), "--sample", "uninsured", "--json")[0] == 2
    assert call(capsys, "life", str(tmp_path), "--seed", "9")[0] == 2


def test_a_life_under_a_policy_stands_beside_that_in_the_base(capsys, tmp_path):
    make(tmp_path, policies=("deposit",))
    code, out, _ = call(capsys, "life", str(tmp_path), "--person", "7", "--lang", "en")
    assert code == 0 and "law-2020/base | law-2020/deposit" in out
    assert "The same in both worlds:" in out and "In the world" not in out and "no effect of that policy" in out
    told = json.loads(call(capsys, "life", str(tmp_path), "--person", "7", "--json")[1])
    assert told["in_base"]["sentences"] == told["sentences"] and told["in_base"]["run_id"] != told["run_id"]
    alone = json.loads(call(capsys, "life", str(tmp_path), "--person", "7", "--policy", "base", "--json")[1])
    assert "in_base" not in alone


def test_the_page_is_made_anew(capsys, tmp_path):
    make(tmp_path)
    assert call(capsys, "report", str(tmp_path))[0] == 0
    assert (tmp_path / "report.html").stat().st_size < 10_000_000


def test_the_language_of_a_call():
    assert language(["run", "--lang", "nl"], {}) == "nl"
    assert language(["run", "--lang=nl"], {"LANG": "en_GB.UTF-8"}) == "nl"
    assert language([], {"LANG": "nl_NL.UTF-8"}) == "nl"
    assert language([], {"LC_ALL": "C", "LANG": "nl_NL.UTF-8"}) == "en"
    assert language([], {}) == "en"


def test_the_model_is_there_when_asked_for():
    import uitzendlab

    assert uitzendlab.LabourMarket.__name__ == "LabourMarket"
    with pytest.raises(AttributeError):
        _ = uitzendlab.nothing
