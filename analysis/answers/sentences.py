"""What each policy does, in sentences made from the numbers: direction only where it is shown or likely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from analysis.answers.records import Effect, Step
from analysis.answers.transition import WORSE, Worse
from analysis.text.codebook import NET
from analysis.text.messages import say
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
COUNTED = (
    *("persons", "agencies", "directors", "beds", "orders", "locations", "contracts", "accidents", "awards", "checks"),
    *("complaints", "dismissals", "visits"),
)
"""Units of things that are counted: of these there are more or fewer, and no number of them is high or low."""
_WAYS = {"better": ("better",), "worse": ("worse",), "moved": ("higher", "lower")}
_REST = {
    "not_shown": ("none", "same"),
    "no_interval": ("one_pair", "few_pairs", "unknown"),
    "masked": ("masked",),
}
"""Findings that are counted together, by the text of their number (family ``tally``)."""


def tally(effects: Sequence[Effect], lang: str) -> str:
    """How many outcomes have which verdict, and which way they go.

    Examples
    --------
    >>> from types import SimpleNamespace as Of
    >>> tally([Of(finding=key) for key in ("better", "higher", "likely_worse", "none")], "en")
    'Of 4 outcomes: shown: 1 better, 1 higher or lower; likely: 1 worse; not shown: 1.'
    """
    counts = Counter(effect.finding for effect in effects)
    parts: list[str] = []
    for verdict, start in (("shown", ""), ("likely", "likely_")):
        ways = _counted({text: [start + key for key in keys] for text, keys in _WAYS.items()}, counts, lang)
        if ways:
            parts.append(f"{say(f'verdict.{verdict}', lang)}: {', '.join(ways)}")
    parts += _counted(_REST, counts, lang)
    return say("tally.start", lang, n=len(effects)) + "; ".join(parts) + "."


def _counted(findings: Mapping[str, Sequence[str]], counts: Mapping[str, int], lang: str) -> list[str]:
    """How often each text holds, of those that hold at all."""
    found = {text: sum(counts.get(key, 0) for key in keys) for text, keys in findings.items()}
    return [say(f"tally.{text}", lang, n=n) for text, n in found.items() if n]


def sentence(effect: Effect, lang: str) -> str:
    """One outcome in one sentence, with its interval."""
    words, name, ends = effect.words(lang), name_of(effect, lang), interval_of(effect, lang)
    if effect.verdict not in ("shown", "likely") or effect.change.value is None or effect.without is None:
        return f"{name}: {words} ({ends})." if effect.change.lo is not None else f"{name}: {words}."
    told = f"{moved_by(effect, lang)} ({ends}): {words}."
    return told if received(effect) else f"{name}: {told}"


def received(of: Effect | Step) -> bool:
    """Whether the outcome is a net cost below zero, which is reported as net income."""
    return of.metric in NET and of.without is not None and of.without < 0


def name_of(effect: Effect | Step, lang: str) -> str:
    """What a sentence about an outcome begins with."""
    return say("answer.received", lang) if received(effect) else effect.label(lang)


def moved_by(effect: Effect | Step, lang: str) -> str:
    """How far an outcome is from its base, and where the base is; of the State, what it receives."""
    unit, without, diff = effect.unit, effect.without or 0.0, effect.change.value or 0.0
    size = change(abs(diff), unit, lang).removeprefix("+")
    if received(effect):
        key = "answer.received_less" if diff > 0 else "answer.received_more"
        return say(key, lang, size=size, level=figure(abs(without), unit, lang))
    size = size if unit == "share" else f"{size} {unit_name(unit, lang)}"
    up, down = ("more", "fewer") if unit.partition("/")[0] in COUNTED else ("higher", "lower")
    return say(f"answer.{up if diff > 0 else down}", lang, size=size, level=figure(without, unit, lang))


def interval_of(effect: Effect | Step, lang: str) -> str:
    """The interval of a difference in words; of what the State receives, with the sign of income."""
    low, high = effect.change.ends
    if received(effect) and low is not None and high is not None:
        low, high = -high, -low
    return say("answer.interval", lang, ends=change_interval(low, high, effect.unit, lang))


def sentences_of(effects: Sequence[Effect], lang: str) -> list[str]:
    """Sentences of one policy: the tally, all that is shown or likely to be worse, then the other main outcomes."""
    worse = [effect for effect in effects if effect.finding in WORSE]
    of = {effect.metric: effect for effect in effects if effect.finding not in WORSE}
    others = [of[name] for name in TOLD if name in of]
    return [tally(effects, lang), *(sentence(effect, lang) for effect in (*worse, *others))]


def over_all_policies(effects: Sequence[Effect], lang: str) -> str:
    """Which differences of one policy remain when the interval holds for all policies of the folder at once."""
    shown = [effect for effect in effects if effect.shown]
    gone = [effect.label(lang) for effect in shown if not effect.shown_all]
    facts = {"n": effects[0].all_outcomes, "left": len(shown) - len(gone), "shown": len(shown)}
    more = say("answer.not_then", lang, names="; ".join(gone)) if gone else ""
    return say("answer.all_policies", lang, **facts) + more


def period_words(period: str, lang: str) -> str:
    """A period in words: a calendar year, or one of its halves.

    Examples
    --------
    >>> period_words("2022-H2", "nl"), period_words("2022", "en")
    ('tweede helft van 2022', '2022')
    """
    year, _, half = period.partition("-")
    return say(f"answer.half_{half}", lang, year=year) if half else year


def passage_sentence(worse: Worse, lang: str) -> str:
    """Where an outcome is worse on the way, how much, how sure, and what the year of the table says of it.

    The interval is the one of the tables, which holds for all at once: that of a likely difference may include zero.
    """
    step, last = worse.worst, worse.last
    halves, moved, when = "-" in step.period, moved_by(step, lang), period_words(step.period, lang)
    later = _later(last, lang) if last.verdict in ("shown", "likely") else last.words(lang)
    sure = {"shown": worse.shown_worse, "likely": len(worse.periods) - worse.shown_worse}
    return say(
        "answer.worse_on_the_way",
        lang,
        name=name_of(step, lang),
        n=len(worse.periods),
        of=worse.periods_of_it,
        kind=say("answer.half_years" if halves else "answer.years", lang),
        sure=", ".join(f"{n} {say(f'verdict.{key}', lang)}" for key, n in sure.items() if n),
        when=say("answer.when_half", lang, period=when) if halves else when,
        moved=_lower(moved) if received(step) else moved,
        interval=interval_of(step, lang),
        year=say("answer.all_years", lang) if last.period == "all" else period_words(last.period, lang),
        later=later,
    )


def passage_sentences(worse: Sequence[Worse], steps: Sequence[Step], period: str, lang: str) -> list[str]:
    """What one policy does on the way to the ``period`` of its table: how much was looked at, then the outcomes."""
    if not steps:
        return []
    pairs = max(step.pairs for step in steps)
    if pairs < 2:
        return [say("answer.way_one_pair", lang)]
    shown, likely = (sum(step.finding == key for step in steps) for key in WORSE)
    year = say("answer.whole_period", lang) if period == "all" else period
    start = say("answer.way", lang, n=steps[0].outcomes, shown=shown, likely=likely)
    rest = say("answer.way_some" if worse else "answer.way_none", lang, year=year, pairs=pairs)
    return [start + rest, *(passage_sentence(w, lang) for w in worse)]


def _later(last: Effect, lang: str) -> str:
    """What the table says of the same outcome, with the interval it has there."""
    return f"{_lower(moved_by(last, lang))} ({interval_of(last, lang)}), {last.words(lang)}"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
