"""The page as a file: nothing from outside, nothing from the data that could run."""

import json
import re

from analysis.answers.comparison import COMPARED
from analysis.answers.sections import Sections
from analysis.answers.view import view_of
from analysis.page.report import SCRIPTS, report_page
from analysis.page.shell import embedded, own
from analysis.page.sweep_page import SWEEP_SCRIPTS
from experiments.store.store import MANIFEST
from tests.experiments.fake_market import add_spells, make_with_page


def test_the_page_fetches_nothing_and_runs_only_its_own_scripts(tmp_path):
    page = report_page(make_with_page(tmp_path), "nl")
    head = page[: page.index("</head>")]
    assert page.startswith('<!doctype html>\n<html lang="nl">')
    assert "default-src &#x27;none&#x27;" in head and head.count("&#x27;sha256-") == 2
    assert "unsafe-eval" not in head and "http:" not in head and "https:" not in head
    assert not re.search(r"<(script|link|img|iframe)[^>]+(src|href)=", page)


def test_data_cannot_end_its_element(tmp_path):
    assert "<" not in embedded({"title": "</script><script>alert(1)</script>"})
    store = make_with_page(tmp_path)
    manifest = store.manifest()
    manifest["titles"]["law-2020"]["en"] = "</script><img src=x onerror=alert(1)>"
    store.write_json(MANIFEST, manifest)
    assert "<img" not in report_page(store, "en").split('id="data"')[1].split("</script>")[0]


def test_the_page_holds_what_the_terminal_shows(tmp_path):
    page = report_page(make_with_page(tmp_path), "en")
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert len(data["view"]["rows"]) == 15 and len(data["paths"]) == 15
    assert data["view"]["plumbing_only"] is True
    assert {len(line["date"]) for chart in data["paths"] for line in chart["lines"]} == {52}


def test_page_and_json_hold_the_same_sections(tmp_path):
    store = make_with_page(tmp_path, seeds=(0, 1, 2), policies=("deposit",))
    add_spells(store)
    page = json.loads(report_page(store, "en").split('id="data">')[1].split("</script>")[0])
    facts = json.loads(json.dumps(Sections(store, view_of(store)).facts()))
    assert page["durations"] == facts["spells"]["rows"] and page["curves"] == facts["spells"]["curves"]
    assert page["payers"] == facts["payers"]["rows"] and page["splits"] == facts["heads"]["rows"]
    assert page["groups"] == facts["groups"]["rows"] and len(page["curves"]) == 2
    same = ("metric", "period", "diff", "sim_lo", "own_lo", "finding")
    assert [[s[k] for k in same] for s in page["steps"]] == [[s[k] for k in same] for s in facts["passage"]["rows"]]


def test_yearly_runs_have_a_page_too(tmp_path):
    page = report_page(make_with_page(tmp_path, record="yearly"), "en")
    assert json.loads(page.split('id="data">')[1].split("</script>")[0])["paths"][0]["step"] == "year"


def test_a_page_of_policies_holds_their_effects(tmp_path):
    page = report_page(make_with_page(tmp_path, policies=("deposit",)), "nl")
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert len(data["view"]["effects"]) == len(data["findings"]) == len(COMPARED)
    assert sorted(metric for metrics in data["sections"].values() for metric in metrics) == sorted(COMPARED)
    assert data["policies"][0]["nl"][0].startswith(f"Van {len(COMPARED)} uitkomsten") and data["splits"]
    assert [line["policy"] for line in data["paths"][0]["lines"]] == ["base", "deposit"]


def test_no_script_of_a_page_takes_a_name_of_another():
    """They are one script: the later of two functions of a name would be called for both."""
    scripts = dict.fromkeys((*SCRIPTS, *SWEEP_SCRIPTS))
    names = re.findall(r"^(?:function|const|let) (\w+)", "".join(own(name) for name in scripts), re.MULTILINE)
    assert len(names) > 40 and sorted(names) == sorted(set(names))
