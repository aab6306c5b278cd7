"""One catalogue in two languages, and one place that chooses between them."""

import ast
import re

import pytest

from analysis.text.languages import LANGUAGES, field, in_language
from analysis.text.messages import CATALOGUE, FAMILIES, REFUSALS_NL, family, say
from tests.health.checkout import PROJECT, tracked_files

HOME = "analysis/text/languages.py"
ELSEWHERE = {
    "uitzendlab/cli/commands/export.py": "the dialect of a CSV file is no language",
}
PACKAGES = ("analysis/", "experiments/", "uitzendlab/")
SILENT = ("start.",)  # events with which a life may begin and that need no words


def choices(source: str) -> list[int]:
    """Lines that choose by language: a comparison with one of them, or a pair looked up where it is written."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            compared = [node.left, *node.comparators]
            if any(isinstance(one, ast.Constant) and one.value in LANGUAGES for one in compared):
                found.append(node.lineno)
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
            keys = {getattr(key, "value", None) for key in node.value.keys}
            found += [node.lineno] if keys & set(LANGUAGES) else []
    return found


def test_only_one_file_chooses_by_language():
    files = {file.relative_to(PROJECT).as_posix(): file for file in tracked_files("*.py")}
    ours = {name: file.read_text("utf-8") for name, file in files.items() if name.startswith(PACKAGES)}
    found = {name: choices(source) for name, source in ours.items() if choices(source) and name not in ELSEWHERE}
    assert set(found) <= {HOME}, f"texts come from say(), fields from field(), see {HOME}: {found}"


@pytest.mark.parametrize(
    "line",
    [
        'x = a if lang == "nl" else b',
        'k = lang != "en"',
        'if "nl" == out.lang: pass',
        'x = {"nl": "ja", "en": "yes"}[lang]',
        'x = (a, b)[lang in ("nl",)] if lang == "nl" else c',
    ],
)
def test_what_counts_as_a_choice(line):
    assert choices(line)


def test_what_is_no_choice():
    assert not choices('x = say("year", lang)\ny = {"nl": 1, "en": 2}\nz = field(row, "title", lang)')


def test_every_text_is_there_twice_with_the_same_facts():
    for key, words in CATALOGUE.items():
        assert len(words) == len(LANGUAGES), key
        assert all(words) or (key.startswith(SILENT) and not any(words)), key
        facts = [sorted(set(re.findall(r"\{\w+\}", text))) for text in words]
        assert facts[0] == facts[1], key


def test_no_two_texts_have_one_key():
    assert len(CATALOGUE) == sum(len(table) for table in FAMILIES.values())
    assert all("." not in key for key in FAMILIES[""])


def test_refusals_have_dutch():
    assert all(REFUSALS_NL.values())


def test_a_text_and_a_field_in_the_language_asked_for():
    assert say("year", "nl", period=2022) == "jaar 2022" and say("verdict.shown", "en") == "shown"
    assert family("verdict")["likely"] == {"nl": "waarschijnlijk", "en": "likely"}
    assert in_language(("ja", "yes"), "en") == "yes"
    row = {"text": "x", "label_en": "y"}
    assert field(row, "text", "nl") == "x" and field(row, "label", "nl") == "y", "older folders have English only"
