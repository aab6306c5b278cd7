"""Numbers and dates as each language writes them, by Babel, with the digits that we choose."""

import random
import re
import subprocess
import sys

import pytest

from analysis.page.shell import own
from analysis.text.languages import LANGUAGES
from analysis.text.messages import say
from analysis.text.number_format import DATES, LOCALES, day, grouped, plain, rough, size_word

SEPARATORS = {"nl": str.maketrans(",.", ".,"), "en": {}}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_babel_writes_and_python_rounds(lang):
    draw = random.Random(2021)
    for _ in range(500):
        value, decimals = draw.choice((-1, 1)) * 10 ** draw.uniform(-6, 12), draw.randrange(4)
        expected = f"{value:,.{decimals}f}"
        expected = expected if re.search("[1-9]", expected) else expected.removeprefix("-")
        assert grouped(value, decimals, lang) == expected.translate(SEPARATORS[lang])


def test_half_a_cent_is_rounded_as_the_number_is_and_not_as_it_is_written():
    assert grouped(2.675, 2, "en") == "2.67", "2.675 is a little less in binary"


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [(0.1, "0,1", "0.1"), (1234.5, "1234,5", "1234.5"), (1e7, "10000000", "10000000"), (float("inf"), "inf", "inf")],
)
def test_plain_numbers(value, dutch, english):
    assert (plain(value, "nl"), plain(value, "en")) == (dutch, english)


def test_estimates_have_two_digits():
    assert [rough(value, "nl") for value in (0.0123, 9.87, 12.3, 1234.0)] == ["0,012", "9,9", "12", "1234"]


def test_dates():
    assert (day("2021-01-04", "nl"), day("2021-01-04", "en"), day("", "nl")) == ("04-01-2021", "2021-01-04", "")


def test_the_page_writes_sums_and_dates_in_the_same_form():
    for lang in LANGUAGES:
        assert [size_word(10**9, lang), size_word(10**6, lang)] == [
            say(f"page.{w}", lang) for w in ("billion", "million")
        ]
    script = own("base.js")
    assert 'lang === "nl" ? "nl-NL" : "en-GB"' in script and LOCALES == {"nl": "nl_NL", "en": "en_GB"}
    assert 'iso.split("-").reverse().join("-") : iso' in script and DATES == {"nl": "dd-MM-yyyy", "en": "yyyy-MM-dd"}


def test_help_does_not_wait_for_babel():
    code = "import sys, uitzendlab.cli as c\ntry: c.main(['run', '--help'])\nfinally: sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL).returncode == 0
