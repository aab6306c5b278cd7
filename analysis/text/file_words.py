"""Comments in files that are written to be edited, (Dutch, English)."""

from __future__ import annotations

from analysis.text.languages import Words

WORDS: dict[str, Words] = {
    "head": (
        "Een beleid: een verschil met een basiswereld. Controleer het met: uitzendlab check {file}",
        "A policy: a difference on a base world. Check it with: uitzendlab check {file}",
    ),
    "from": ("Begonnen als kopie van {source}.", "Begun as a copy of {source}."),
    "more": (
        "Meer maatregelen: uitzendlab list levers. Een regel met # ervoor telt niet mee.",
        "More measures: uitzendlab list levers. A line behind # does not count.",
    ),
    "title": ("Eigen versie van: {title}", "Own version of: {title}"),
    "base": ("basiswereld, zie: uitzendlab list bases", "base world, see: uitzendlab list bases"),
    "announced": (
        "dag waarop de maatregel bekend wordt, JJJJ-MM-DD; weggelaten: pas als hij ingaat",
        "day on which the measure becomes known, YYYY-MM-DD; left out: only when it enters",
    ),
    "start": (
        "eerste dag; geldt vanaf die maandag, of de eerste erna",
        "first day; holds from that Monday, or the first after it",
    ),
    "until": ("laatste dag; weggelaten: blijft", "last day; left out: it stays"),
    "phase": ("weken waarin hij geleidelijk ingaat, 0 - 520", "weeks over which it is phased in, 0 - 520"),
    "target": ("all: voor iedereen; new: alleen voor nieuwe", "all: for everybody; new: for new ones only"),
    "default": ("standaard", "default"),
    "new_title": ("Mijn beleid", "My own policy"),
    "new_text": ("Wat dit beleid doet, in een paar zinnen.", "What this policy does, in a few sentences."),
}
