"""Figures as people read them: 1.234,5 in Dutch, 1,234.5 in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.text.missing_values import LEAST_PAIRS, reason

_LARGE = ((1e9, {"nl": "mld.", "en": "bn"}), (1e6, {"nl": "mln.", "en": "m"}))
_UNITS_NL: Mapping[str, str] = {
    "share": "aandeel",
    "persons": "personen",
    "persons/year": "personen/jaar",
    "agencies": "bureaus",
    "agencies/year": "bureaus/jaar",
    "EUR/year": "EUR/jaar",
    "EUR/hour": "EUR/uur",
    "EUR/worker-week": "EUR/gewerkte week",
    "weeks": "weken",
    "1/year": "per jaar",
    "moves per person-year": "overgangen per persoonsjaar",
    "spells per 1,000 person-years": "perioden per 1.000 persoonsjaren",
    "complaints/year": "meldingen/jaar",
    "visits/year": "bezoeken/jaar",
    "dismissals/year": "ontslagen/jaar",
    "1/quarter": "per kwartaal",
    "1/week": "per week",
    "EUR/worker": "EUR/werknemer",
    "beds": "bedden",
    "beds/year": "bedden/jaar",
    "days": "dagen",
    "establishments": "vestigingen",
    "firms": "bedrijven",
    "hours/week": "uren/week",
    "locations": "locaties",
    "month wages": "maandlonen",
    "offers": "aanbiedingen",
    "orders": "opdrachten",
    "persons/bed": "personen/bed",
    "quarters": "kwartalen",
    "ratio": "verhouding",
    "share of gross wage": "aandeel van het brutoloon",
    "share of legal wage": "aandeel van het wettelijk loon",
    "share of wage": "aandeel van het loon",
    "week wages": "weeklonen",
    "weight": "gewicht",
    "years": "jaren",
    "visits": "bezoeken",
    "contracts": "contracten",
    "beds/job": "bedden/baan",
    "EUR/bed/year": "EUR/bed/jaar",
    "m2": "m²",
    "log": "op logschaal",
    "1/log": "per eenheid op logschaal",
    "0..1": "0 tot 1",
    "share of cost": "aandeel van de kosten",
    "share of labour cost": "aandeel van de arbeidskosten",
    "awards/year": "toewijzingen/jaar",
    "directors": "bestuurders",
    "directors/year": "bestuurders/jaar",
    "accidents/year": "ongevallen/jaar",
    "contracts/year": "contracten/jaar",
    "checks/year": "controles/jaar",
    "locations/year": "locaties/jaar",
    "m2/bed": "m²/bed",
}


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
    for size, words in _LARGE:
        if max(abs(value), abs(beside)) >= size and unit.startswith("EUR"):
            return f"{grouped(value / size, 1, lang)} {words[lang]}"
    whole = 100 if unit.startswith("EUR") else 10  # prices have cents, counts do not
    decimals = 0 if abs(value) >= whole else 2 if abs(value) >= 1 or value == 0 else 3
    return grouped(value, decimals, lang)


def interval(low: float | None, high: float | None, unit: str, lang: str) -> str:
    """Two ends as one text; empty without an interval."""
    if low is None or high is None:
        return ""
    joint = "tot" if lang == "nl" else "to"
    return f"{figure(low, unit, lang, high)} {joint} {figure(high, unit, lang, low)}"


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
    joint = "tot" if lang == "nl" else "to"
    first = change(low, unit, lang, high).removesuffix(" pp")
    return f"{first} {joint} {change(high, unit, lang, low)}"


def share_decimals(value: float) -> int:
    """Decimals of a share in per cents: one more where it would look like none."""
    return 1 if abs(100 * value) >= 0.1 or value == 0 else 2


def chance(value: float | None, lang: str, pairs: int) -> str:
    """A probability that rests on so many pairs of runs, told no nearer to certain than they can tell.

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
    """A number with its thousands apart."""
    text = f"{value:,.{decimals}f}"
    if text.startswith("-") and not any(c in "123456789" for c in text):
        text = text[1:]  # no minus before nothing
    return text.translate(str.maketrans(",.", ".,")) if lang == "nl" else text


def plain(value: float, lang: str) -> str:
    """A number such as a scale, with the digits it has.

    Examples
    --------
    >>> plain(0.1, "nl"), plain(0.01, "en"), plain(1.0, "nl")
    ('0,1', '0.01', '1')
    """
    return f"{value:g}".replace(".", "," if lang == "nl" else ".")


def unit_name(unit: str, lang: str) -> str:
    """A unit in the language asked for; shares are shown as percentages."""
    if unit == "share":
        return "%"
    return _UNITS_NL.get(unit, unit) if lang == "nl" else unit


def listed(numbers: Sequence[int], lang: str) -> str:
    """Whole numbers in a sentence.

    Examples
    --------
    >>> listed((4, 8, 16), "nl"), listed((4, 8), "en"), listed((4,), "en")
    ('4, 8 en 16', '4 and 8', '4')
    """
    *first, last = (grouped(number, 0, lang) for number in numbers)
    return f"{', '.join(first)} {'en' if lang == 'nl' else 'and'} {last}" if first else last
