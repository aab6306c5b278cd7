"""Numbers and dates as people read them: 1.234,5 and 04-01-2021 in Dutch, 1,234.5 and 2021-01-04 in English.

How many digits a number deserves is decided here; separators, words for millions and the form of dates are those of
Unicode's Common Locale Data Repository, by way of Babel, which is imported with the first number that is written.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from decimal import Decimal

from analysis.text.languages import translated
from analysis.text.messages import say
from analysis.text.missing_values import LEAST_PAIRS, reason
from analysis.text.unit_words import UNITS_NL

LOCALES = {"nl": "nl_NL", "en": "en_GB"}  # as the page has them in `base.js`
DATES = {"nl": "dd-MM-yyyy", "en": "yyyy-MM-dd"}
_LARGE = (10**9, 10**6)


def figure(value: float | None, unit: str, lang: str, beside: float = 0.0) -> str:
    """A value with as many digits as it deserves; shares as percentages, large sums in millions.

    Examples
    --------
    >>> figure(0.0371, "share", "nl"), figure(17338984.6, "EUR/year", "nl"), figure(6417.3, "persons", "en")
    ('3,7%', '17,3 mln.', '6,417')
    >>> figure(0.0004, "share", "en")  # not nothing
    '0.04%'
    >>> figure(-823965.0, "EUR/year", "en", beside=-165.3e6)  # in the unit of the other end
    '-0.8 m'
    """
    if value is None:
        return "–"
    if unit == "share":
        return f"{grouped(100 * value, share_decimals(value), lang)}%"
    size, word = large(unit, lang, value, beside)
    if word:
        return f"{grouped(value / size, 1, lang)} {word}"
    whole = 100 if unit.startswith("EUR") else 10  # prices have cents, counts do not
    decimals = 0 if abs(value) >= whole else 2 if abs(value) >= 1 or value == 0 else 3
    return grouped(value, decimals, lang)


def large(unit: str, lang: str, *values: float) -> tuple[int, str]:
    """In which size these sums are written together, and its word: millions or billions; 1 and no word where in none.

    Examples
    --------
    >>> large("EUR/year", "nl", 2.6e9, 1.0), large("EUR", "en", -17e6), large("persons", "en", 17e6)
    ((1000000000, 'mld.'), (1000000, 'm'), (1, ''))
    """
    if unit.startswith("EUR"):
        for size in _LARGE:
            if max(abs(value) for value in values) >= size:
                return size, size_word(size, lang)
    return 1, ""


@functools.cache
def size_word(size: int, lang: str) -> str:
    """The short word for a million or a billion."""
    from babel.numbers import format_compact_decimal

    return format_compact_decimal(size, locale=LOCALES[lang]).lstrip("1").strip()


def interval(low: float | None, high: float | None, unit: str, lang: str) -> str:
    """Two ends as one text; empty without an interval."""
    if low is None or high is None:
        return ""
    return say("answer.ends", lang, low=figure(low, unit, lang, high), high=figure(high, unit, lang, low))


def change(value: float | None, unit: str, lang: str, beside: float = 0.0) -> str:
    """A difference with its sign; of shares in percentage points, which are not per cents.

    Examples
    --------
    >>> change(0.0123, "share", "nl"), change(-4161.4, "persons", "en"), change(0.0, "persons", "en")
    ('+1,2 pp', '-4,161', '0.00')
    """
    if value is None:
        return "–"
    text = (
        f"{grouped(100 * value, share_decimals(value), lang)} pp"
        if unit == "share"
        else figure(value, unit, lang, beside)
    )
    return f"+{text}" if value > 0 and any(c in "123456789" for c in text) else text


def change_interval(low: float | None, high: float | None, unit: str, lang: str) -> str:
    """Two ends of a difference as one text; a dash without an interval."""
    if low is None or high is None:
        return "–"
    first = change(low, unit, lang, high).removesuffix(" pp")
    return say("answer.ends", lang, low=first, high=change(high, unit, lang, low))


def share_decimals(value: float) -> int:
    """Decimals of a share in per cents: one more where it would look like none."""
    return 1 if abs(100 * value) >= 0.1 or value == 0 else 2


def chance(value: float | None, lang: str, pairs: int) -> str:
    """A probability that rests on so many pairs of runs, reported no nearer to certain than they can show.

    Were there no effect, all of ``n`` pairs would still go the same way once in 2 to the n; what the t distribution
    makes of it beyond that is its shape and not the pairs.

    Examples
    --------
    >>> chance(0.9999, "nl", 8), chance(0.9999, "en", 4), chance(0.0001, "en", 3), chance(0.7, "en", 3)
    ('>0,99', '>0.93', '<0.13', '0.70')
    >>> chance(0.9999, "en", 2)
    'fewer than 3 pairs'
    """
    if value is None:
        return "–"
    if pairs < LEAST_PAIRS:
        return reason("few_pairs", lang)
    most = int(100 * min(0.99, 1 - 0.5**pairs)) / 100
    if value > most or value < 1 - most:
        return f"{'>' if value > 0.5 else '<'}{grouped(most if value > 0.5 else 1 - most, 2, lang)}"
    return grouped(value, 2, lang)


def grouped(value: float, decimals: int, lang: str) -> str:
    """A number with its thousands apart; what rounds to nothing has no minus."""
    text = f"{value:.{decimals}f}"  # rounds the number itself: Babel would round its shortest decimal form
    return _written(text if any(c in "123456789" for c in text) else text.removeprefix("-"), lang)


def plain(value: float, lang: str) -> str:
    """A number such as a scale, with the digits it has.

    Examples
    --------
    >>> plain(0.1, "nl"), plain(0.01, "en"), plain(1.0, "nl")
    ('0,1', '0.01', '1')
    """
    return _written(f"{value:g}", lang, grouping=False)


def rough(value: float, lang: str) -> str:
    """An estimate in two digits, whole numbers as they are.

    Examples
    --------
    >>> rough(0.1234, "nl"), rough(123.4, "en")
    ('0,12', '123')
    """
    return plain(float(f"{value:.2g}"), lang) if value < 10 else _written(f"{value:.0f}", lang, grouping=False)


def _written(text: str, lang: str, grouping: bool = True) -> str:
    """A number with the separators of the language and all of its digits."""
    from babel.numbers import format_decimal

    number = Decimal(text)
    if not number.is_finite():
        return text
    decimals = max(0, -int(number.as_tuple().exponent))
    pattern = ("#,##0" if grouping else "0") + "." * (decimals > 0) + "0" * decimals
    return format_decimal(number, format=pattern, locale=LOCALES[lang])


def day(iso: str, lang: str) -> str:
    """A date as people of the language write it; what is no date, as an empty one, as it is.

    Examples
    --------
    >>> day("2021-01-04", "nl"), day("2021-01-04", "en"), day("", "nl")
    ('04-01-2021', '2021-01-04', '')
    """
    from babel.dates import format_date

    if not iso:
        return iso
    return format_date(dt.date.fromisoformat(iso), format=DATES[lang], locale=LOCALES[lang])


def unit_name(unit: str, lang: str) -> str:
    """A unit in the language asked for; shares are shown as percentages."""
    return "%" if unit == "share" else translated(unit, lang, lambda name: UNITS_NL.get(name, name))


def listed(numbers: Sequence[int], lang: str) -> str:
    """Whole numbers in a sentence.

    Examples
    --------
    >>> listed((4, 8), "nl"), listed((4, 8), "en"), listed((4,), "en")
    ('4 en 8', '4 and 8', '4')
    """
    from babel.lists import format_list

    return format_list([grouped(number, 0, lang) for number in numbers], locale=LOCALES[lang])
