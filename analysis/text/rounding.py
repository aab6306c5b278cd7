"""Numbers rounded by how well they are known: no digit that the interval makes meaningless.

Half of the interval keeps two digits where it is under 3.55 times a power of ten and one digit otherwise, and the
estimate and both ends are rounded to that place (the rule of the Particle Data Group). An interval that excludes zero
still does when rounded.
"""

from __future__ import annotations

import math

from analysis.text.messages import say
from analysis.text.number_format import change, figure, grouped, large


def rounded_change(value: float | None, low: float | None, high: float | None, unit: str, lang: str) -> tuple[str, str]:
    """A difference and its interval as text; without an interval the difference alone, of one point the point.

    Examples
    --------
    >>> rounded_change(-737.4, -934.2, -539.8, "agencies", "en")
    ('-740', '-930 to -540')
    >>> rounded_change(-0.0152, -0.0217, -0.0087, "share", "nl")
    ('-1,5 pp', '-2,2 tot -0,9 pp')
    >>> rounded_change(154.6e6, 124e6, 185.2e6, "EUR/year", "en")
    ('+155 m', '+124 to +185 m')
    >>> rounded_change(None, None, None, "persons", "nl")
    ('–', '')
    """
    if value is None or low is None or high is None or low == high:
        return change(value, unit, lang), "" if low is None else change(low, unit, lang)
    return _rounded(value, low, high, unit, lang, "pp", signed=True)


def rounded_level(value: float | None, low: float | None, high: float | None, unit: str, lang: str) -> tuple[str, str]:
    """A level and its interval as text; without an interval the level alone.

    Examples
    --------
    >>> rounded_level(0.0571, 0.0545, 0.0598, "share", "en"), rounded_level(13.51e9, 13.4e9, 13.6e9, "EUR/year", "nl")
    (('5.71%', '5.45 to 5.98%'), ('13,51 mld.', '13,40 tot 13,60 mld.'))
    """
    if value is None or low is None or high is None or low == high:
        return figure(value, unit, lang), "" if low is None else figure(low, unit, lang)
    return _rounded(value, low, high, unit, lang, "%", signed=False)


def _rounded(
    value: float, low: float, high: float, unit: str, lang: str, of_share: str, signed: bool
) -> tuple[str, str]:
    factor, mark = 1.0, ""
    if unit == "share":
        factor, mark = 100.0, of_share if of_share == "%" else f" {of_share}"
    else:
        size, word = large(unit, lang, value, low, high)
        factor, mark = (1.0 / size, f" {word}") if word else (factor, mark)
    numbers = [factor * x for x in (value, low, high)]
    step = step_of((numbers[2] - numbers[1]) / 2.0)
    while (low > 0.0 or high < 0.0) and any(round(x / step) == 0 for x in numbers):
        step /= 10.0
    first, *ends = (_text(x, step, lang, signed) for x in numbers)
    return first + mark, say("answer.ends", lang, low=ends[0], high=ends[1]) + mark


def step_of(half: float) -> float:
    """The power of ten that an interval of this half width is rounded to.

    Examples
    --------
    >>> [step_of(half) for half in (197.0, 0.65, 0.0213, 8.0)]
    [10.0, 0.1, 0.001, 1.0]
    """
    if half <= 0.0:  # no width: an interval cut off at what is possible
        return 1e-9
    place = math.floor(math.log10(half))
    return 10.0 ** (place - 1 if half / 10.0**place < 3.55 else place)


def _text(value: float, step: float, lang: str, signed: bool) -> str:
    decimals = max(0, -round(math.log10(step)))
    text = grouped(round(value / step) * step, decimals, lang)
    return f"+{text}" if signed and value > 0 and any(c in "123456789" for c in text) else text
