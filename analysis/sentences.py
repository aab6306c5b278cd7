"""What each policy does, in sentences made from the numbers: direction only where it can be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.codebook import NET
from analysis.comparison import Effect
from analysis.dutch import change, change_interval, figure, unit_name

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
_KINDS = (
    (("better",), "{n} beter", "{n} better"),
    (("worse",), "{n} slechter", "{n} worse"),
    (("higher", "lower"), "{n} anders, zonder goed of slecht", "{n} otherwise different"),
    (("none", "same"), "bij {n} is geen verschil aantoonbaar", "for {n} no difference can be shown"),
    (("one_pair", "unknown"), "bij {n} is er geen interval", "for {n} there is no interval"),
    (("masked",), "{n} met te weinig personen om te tonen", "{n} with too few persons to show"),
)


def tally(effects: Sequence[Effect], lang: str) -> str:
    """How many outcomes go which way."""
    counts = Counter(effect.finding for effect in effects)
    numbers = [(sum(counts[key] for key in keys), nl if lang == "nl" else en) for keys, nl, en in _KINDS]
    parts = ", ".join(text.format(n=n) for n, text in numbers if n)
    return f"Van {len(effects)} uitkomsten: {parts}." if lang == "nl" else f"Of {len(effects)} outcomes: {parts}."


def sentence(effect: Effect, lang: str) -> str:
    """One outcome in one sentence, with its interval."""
    words = effect.words(lang)
    if not effect.shown or effect.diff is None or effect.without is None:
        known = effect.sim_lo is not None
        ends = interval_of(effect.metric, effect.unit, effect.without, (effect.sim_lo, effect.sim_hi), lang)
        return f"{name_of(effect, lang)}: {words} ({ends})." if known else f"{name_of(effect, lang)}: {words}."
    verdict = f": {words}" if effect.finding in ("better", "worse") else ""
    moved = moved_by(effect.metric, effect.unit, effect.without, effect.diff, lang)
    ends = interval_of(effect.metric, effect.unit, effect.without, (effect.sim_lo, effect.sim_hi), lang)
    told = f"{moved} ({ends}){verdict}."
    return told if received(effect.metric, effect.without) else f"{name_of(effect, lang)}: {told}"


def received(metric: str, without: float | None) -> bool:
    """Whether the outcome is a net cost below zero, which is told as what comes in."""
    return metric in NET and without is not None and without < 0


def name_of(effect: Effect, lang: str) -> str:
    """What a sentence about an outcome begins with."""
    if received(effect.metric, effect.without):
        return "Wat de Staat netto ontvangt" if lang == "nl" else "What the State receives net"
    return effect.label_nl if lang == "nl" else effect.label_en


def moved_by(metric: str, unit: str, without: float, diff: float, lang: str) -> str:
    """How far an outcome is from its base, and where the base is; of the State, what it receives."""
    dutch = lang == "nl"
    size, level = change(abs(diff), unit, lang).removeprefix("+"), figure(abs(without), unit, lang)
    if received(metric, without):
        which = {"nl": ("meer", "minder"), "en": ("more", "less")}[lang][diff > 0]
        if dutch:
            return f"De Staat ontvangt netto EUR {size} per jaar {which} dan de EUR {level} in de basis"
        return f"The State receives EUR {size} a year {which} net than the EUR {level} in the base"
    level = figure(without, unit, lang)
    size = size if unit == "share" else f"{size} {unit_name(unit, lang)}"
    which = {"nl": ("lager", "hoger"), "en": ("lower", "higher")}[lang][diff > 0]
    return f"{size} {which} dan {level} in de basis" if dutch else f"{size} {which} than {level} in the base"


def interval_of(
    metric: str, unit: str, without: float | None, ends: tuple[float | None, float | None], lang: str
) -> str:
    """The interval of a difference in words; of what the State receives, with the sign of income."""
    name = "95%-interval" if lang == "nl" else "95% interval"
    low, high = ends
    if received(metric, without) and low is not None and high is not None:
        low, high = -high, -low
    return f"{name} {change_interval(low, high, unit, lang)}"


def sentences_of(effects: Sequence[Effect], lang: str) -> list[str]:
    """Sentences of one policy: the tally, then the outcomes told."""
    told = {effect.metric: effect for effect in effects}
    return [tally(effects, lang), *(sentence(told[name], lang) for name in TOLD if name in told)]
