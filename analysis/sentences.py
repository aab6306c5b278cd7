"""What each policy does, in sentences made from the numbers: direction only where it can be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

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
)


def tally(effects: Sequence[Effect], lang: str) -> str:
    """How many outcomes go which way."""
    counts = Counter(effect.finding for effect in effects)
    numbers = [(sum(counts[key] for key in keys), nl if lang == "nl" else en) for keys, nl, en in _KINDS]
    parts = ", ".join(text.format(n=n) for n, text in numbers if n)
    return f"Van {len(effects)} uitkomsten: {parts}." if lang == "nl" else f"Of {len(effects)} outcomes: {parts}."


def sentence(effect: Effect, lang: str) -> str:
    """One outcome in one sentence, with its interval."""
    dutch, unit = lang == "nl", effect.unit
    label = effect.label_nl if dutch else effect.label_en
    known = effect.sim_lo is not None
    name = "95%-interval" if dutch else "95% interval"
    ends = f"{name} {change_interval(effect.sim_lo, effect.sim_hi, unit, lang)}"
    words = effect.words(lang)
    if not effect.shown:
        return f"{label}: {words} ({ends})." if known else f"{label}: {words}."
    size = change(abs(effect.diff), unit, lang).removeprefix("+")
    size = size if unit == "share" else f"{size} {unit_name(unit, lang)}"
    which = {"nl": ("lager", "hoger"), "en": ("lower", "higher")}[lang][effect.diff > 0]
    level = figure(effect.without, unit, lang)
    than = f"dan {level} in de basis" if dutch else f"than {level} in the base"
    verdict = f": {words}" if effect.finding in ("better", "worse") else ""
    return f"{label}: {size} {which} {than} ({ends}){verdict}."


def sentences_of(effects: Sequence[Effect], lang: str) -> list[str]:
    """Sentences of one policy: the tally, then the outcomes told."""
    told = {effect.metric: effect for effect in effects}
    return [tally(effects, lang), *(sentence(told[name], lang) for name in TOLD if name in told)]
