"""What each policy does, in sentences made from the numbers: direction only where it is shown or likely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.answers.records import Effect, Step
from analysis.answers.transition import WORSE, Worse
from analysis.statistics.verdict import VERDICTS
from analysis.text.codebook import NET
from analysis.text.number_format import change, change_interval, figure, unit_name

TOLD = (
    "uninsured_share",
    "homeless_stock",
    "triple_loss_per_year",
    "rogue_agency_count",
    "wage_theft_eur_per_worker_week",
    "crowded_bed_share",
    "hirer_cost_eur_per_year",
    "state_cost_eur_per_year",
    "displaced_share",
)
_WAYS = (
    (("better",), "{n} beter", "{n} better"),
    (("worse",), "{n} slechter", "{n} worse"),
    (("higher", "lower"), "{n} hoger of lager", "{n} higher or lower"),
)
_REST = (
    (("none", "same"), "niet aangetoond: {n}", "not shown: {n}"),
    (("one_pair", "few_pairs", "unknown"), "zonder interval: {n}", "without interval: {n}"),
    (("masked",), "te weinig personen om te tonen: {n}", "too few persons to show: {n}"),
)


def tally(effects: Sequence[Effect], lang: str) -> str:
    """How many outcomes have which verdict, and which way they go.

    Examples
    --------
    >>> from types import SimpleNamespace as Of
    >>> tally([Of(finding=key) for key in ("better", "higher", "likely_worse", "none")], "en")
    'Of 4 outcomes: shown: 1 better, 1 higher or lower; likely: 1 worse; not shown: 1.'
    """
    k = 0 if lang == "nl" else 1
    counts = Counter(effect.finding for effect in effects)
    parts = []
    for verdict, start in (("shown", ""), ("likely", "likely_")):
        ways = [(sum(counts[start + key] for key in keys), (nl, en)[k]) for keys, nl, en in _WAYS]
        if any(n for n, _ in ways):
            parts.append(f"{VERDICTS[verdict][k]}: " + ", ".join(text.format(n=n) for n, text in ways if n))
    rest = [(sum(counts[key] for key in keys), (nl, en)[k]) for keys, nl, en in _REST]
    parts += [text.format(n=n) for n, text in rest if n]
    start = (f"Van {len(effects)} uitkomsten: ", f"Of {len(effects)} outcomes: ")[k]
    return start + "; ".join(parts) + "."


def sentence(effect: Effect, lang: str) -> str:
    """One outcome in one sentence, with its interval."""
    words, name, ends = effect.words(lang), name_of(effect, lang), interval_of(effect, lang)
    if effect.verdict not in ("shown", "likely") or effect.change.value is None or effect.without is None:
        return f"{name}: {words} ({ends})." if effect.change.lo is not None else f"{name}: {words}."
    told = f"{moved_by(effect, lang)} ({ends}): {words}."
    return told if received(effect) else f"{name}: {told}"


def received(of: Effect | Step) -> bool:
    """Whether the outcome is a net cost below zero, which is told as what comes in."""
    return of.metric in NET and of.without is not None and of.without < 0


def name_of(effect: Effect | Step, lang: str) -> str:
    """What a sentence about an outcome begins with."""
    if received(effect):
        return "Wat de Staat netto ontvangt" if lang == "nl" else "What the State receives net"
    return effect.label(lang)


def moved_by(effect: Effect | Step, lang: str) -> str:
    """How far an outcome is from its base, and where the base is; of the State, what it receives."""
    dutch, unit = lang == "nl", effect.unit
    without, diff = effect.without or 0.0, effect.change.value or 0.0
    size, level = change(abs(diff), unit, lang).removeprefix("+"), figure(abs(without), unit, lang)
    if received(effect):
        which = {"nl": ("meer", "minder"), "en": ("more", "less")}[lang][diff > 0]
        if dutch:
            return f"De Staat ontvangt netto EUR {size} per jaar {which} dan de EUR {level} in de basis"
        return f"The State receives EUR {size} a year {which} net than the EUR {level} in the base"
    level = figure(without, unit, lang)
    size = size if unit == "share" else f"{size} {unit_name(unit, lang)}"
    which = {"nl": ("lager", "hoger"), "en": ("lower", "higher")}[lang][diff > 0]
    return f"{size} {which} dan {level} in de basis" if dutch else f"{size} {which} than {level} in the base"


def interval_of(effect: Effect | Step, lang: str) -> str:
    """The interval of a difference in words; of what the State receives, with the sign of income."""
    name = "95%-interval" if lang == "nl" else "95% interval"
    low, high = effect.change.ends
    if received(effect) and low is not None and high is not None:
        low, high = -high, -low
    return f"{name} {change_interval(low, high, effect.unit, lang)}"


def sentences_of(effects: Sequence[Effect], lang: str) -> list[str]:
    """Sentences of one policy: the tally, all that is shown or likely to be worse, then the other outcomes told."""
    worse = [effect for effect in effects if effect.finding in WORSE]
    of = {effect.metric: effect for effect in effects if effect.finding not in WORSE}
    others = [of[name] for name in TOLD if name in of]
    return [tally(effects, lang), *(sentence(effect, lang) for effect in (*worse, *others))]


def over_all_policies(effects: Sequence[Effect], lang: str) -> str:
    """Which differences of one policy remain when the interval holds for all policies of the folder at once."""
    shown = [effect for effect in effects if effect.shown]
    gone = [effect.label(lang) for effect in shown if not effect.shown_all]
    kept, n = len(shown) - len(gone), effects[0].all_outcomes
    if lang == "nl":
        text = (
            f"Met een interval voor alle {n} verschillen van alle beleid in deze map tegelijk blijven er {kept} van de "
        )
        return f"{text}{len(shown)} aangetoond." + (f" Dan niet meer: {'; '.join(gone)}." if gone else "")
    text = f"With an interval for all {n} differences of all policies in this folder at once, {kept} of the "
    return f"{text}{len(shown)} remain shown." + (f" Not then: {'; '.join(gone)}." if gone else "")


HALVES = {
    "H1": ("eerste helft van {year}", "first half of {year}"),
    "H2": ("tweede helft van {year}", "second half of {year}"),
}


def period_words(period: str, lang: str) -> str:
    """A period in words: a calendar year, or one of its halves.

    Examples
    --------
    >>> period_words("2022-H2", "nl"), period_words("2022", "en")
    ('tweede helft van 2022', '2022')
    """
    year, _, half = period.partition("-")
    return HALVES[half][0 if lang == "nl" else 1].format(year=year) if half else year


def passage_sentence(worse: Worse, lang: str) -> str:
    """Where an outcome is worse on the way, how much, how sure, and what the year of the table says of it.

    The interval is the one of the tables, which holds for all at once: that of a likely difference may include zero.
    """
    step, last, k = worse.worst, worse.last, 0 if lang == "nl" else 1
    halves = "-" in step.period
    kind = (("halfjaren", "half-years") if halves else ("jaren", "years"))[k]
    moved, interval = moved_by(step, lang), interval_of(step, lang)
    sort = ("voor alles tegelijk", "for all at once")[k]
    later = _later(last, lang) if last.verdict in ("shown", "likely") else last.words(lang)
    year = period_words(last.period, lang) if last.period != "all" else ("Alle jaren samen", "All years together")[k]
    likely = len(worse.periods) - worse.shown_worse
    sure = ", ".join(
        f"{n} {words[k]}" for n, words in ((worse.shown_worse, VERDICTS["shown"]), (likely, VERDICTS["likely"])) if n
    )
    when = f"{('de ', 'the ')[k] if halves else ''}{period_words(step.period, lang)}"
    text = (
        "{name}: slechter in {n} van {of} {kind} ({sure}), het meest in {when}: ",
        "{name}: worse in {n} of {of} {kind} ({sure}), most in {when}: ",
    )[k]
    return (text + "{moved} ({interval} {sort}). {year}: {later}.").format(
        name=name_of(step, lang), n=len(worse.periods), of=worse.periods_of_it, kind=kind, sure=sure, when=when,
        moved=_lower(moved) if received(step) else moved, interval=interval, sort=sort,
        year=year, later=later,
    )  # fmt: skip


PASSAGE = {
    "nl": (
        "Onderweg, van {n} verschillen per halfjaar of jaar: {shown} aangetoond slechter dan de basis, {likely} "
        "waarschijnlijk slechter. ",
        "Slechter dan {year} laat zien:",
        "Geen daarvan is slechter dan {year} laat zien, voor zover {pairs} paren dat kunnen tonen.",
    ),
    "en": (
        "On the way, of {n} differences by half-year or year: {shown} shown worse than the base, {likely} likely "
        "worse. ",
        "Worse than {year} shows:",
        "None is worse than {year} lets on, as far as {pairs} pairs can show.",
    ),
}


def passage_sentences(worse: Sequence[Worse], steps: Sequence[Step], period: str, lang: str) -> list[str]:
    """What one policy does on the way to the ``period`` of its table: how much was looked at, then the outcomes."""
    if not steps:
        return []
    dutch = lang == "nl"
    pairs = max(step.pairs for step in steps)
    if pairs < 2:
        return [("Onderweg: één paar, dus niets aangetoond.", "On the way: one pair, so nothing is shown.")[not dutch]]
    shown, likely = (sum(step.finding == key for step in steps) for key in WORSE)
    whole = ("de hele periode", "the whole period")[not dutch]
    facts: dict[str, object] = {"n": steps[0].outcomes, "shown": shown, "likely": likely, "pairs": pairs}
    facts["year"] = whole if period == "all" else period
    start, some, none = PASSAGE[lang]
    return [(start + (some if worse else none)).format(**facts), *(passage_sentence(w, lang) for w in worse)]


def _later(last: Effect, lang: str) -> str:
    """What the table says of the same outcome, with the interval it has there."""
    return f"{_lower(moved_by(last, lang))} ({interval_of(last, lang)}), {last.words(lang)}"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
