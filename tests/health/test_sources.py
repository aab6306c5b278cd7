"""Habits that hold for every file: nothing of one machine in it, and short enough to be read."""

import re

from tests.health.checkout import PROJECT, text_of, tracked_files

LONGEST = 300
LONG_FOR_A_REASON: dict[str, str] = {
    "sim/state/columns.py": "every column of the world is declared here, once, and nothing else is",
    "sim/state/ledger.py": "every payment and every count is declared here, once, a line each",
    "sim/rules.py": "every figure of the law is declared here, once, a line each, and nothing else is",
    "tests/levers/test_measures_housing.py": "one street of houses made by hand against every housing measure",
    "tests/model/test_market_phases.py": "one test a mechanism of the agency market on one shared world",
    "tests/performance/mesa_person.py": "the reference person carries all rules in one class, as a Mesa user writes it",
    "tests/performance/mesa_reference.py": "the reference is one model that stands alone",
    "analysis/text/codebook_dutch.py": "one table of texts, a definition an outcome, where each stands once",
    "tests/model/test_mesa.py": "every call that Mesa makes, on one model",
    "tests/unit/outcomes/test_metrics.py": "one hand-made world against every metric of the code book",
}
"""Python files of more than 300 lines, each with the reason why it is better not split."""

HOMES = re.compile(
    r"(?<![\w.~$}\])])(/work/|/root/|/home/[a-z]|/Users/[A-Za-z]|/opt/pypi|/tmp/[a-z]\w*\.\d)|[A-Z]:\\Users\\"
)
REGISTRIES = re.compile(
    r"\b(pypi\.org|pythonhosted\.org|registry\.npmjs\.org|registry\.yarnpkg\.com|deb\.debian\.org"
    r"|archive\.ubuntu\.com|conda\.anaconda\.org|proxy\.golang\.org|crates\.io)\b"
)


def offending_lines(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for file in tracked_files():
        text = text_of(file)
        if text is None or file.name == "test_sources.py":  # the patterns themselves
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if match := pattern.search(line):
                found.append(f"{file.relative_to(PROJECT)}:{number}: {match.group()}")
    return found


def test_no_path_of_one_machine():
    assert offending_lines(HOMES) == []


def test_no_package_registry():
    """Where packages come from is for the user's own settings to say."""
    assert offending_lines(REGISTRIES) == []


def test_the_patterns_find_what_they_should():
    assert HOMES.search("see /home/jan/model") and HOMES.search('"/work/x"') and HOMES.search("C:\\Users\\jan")
    assert not HOMES.search("the page docs/work/plan.md") and not HOMES.search("~/home/x")
    assert REGISTRIES.search("https://pypi." + "org/simple")


def test_files_are_short_enough_to_read():
    lengths = {
        file.relative_to(PROJECT).as_posix(): len(file.read_text("utf-8").splitlines())
        for file in tracked_files("*.py")
    }
    too_long = {name: lines for name, lines in lengths.items() if lines > LONGEST}
    unexplained = {name: lines for name, lines in too_long.items() if not LONG_FOR_A_REASON.get(name)}
    assert not unexplained, f"split these, or give a reason in LONG_FOR_A_REASON: {unexplained}"
    assert set(LONG_FOR_A_REASON) <= set(too_long), "no longer too long: take it out of LONG_FOR_A_REASON"
