"""The answer of a result folder on one screen a policy: verdicts first, by theme, numbers rounded by their interval."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.answers.records import Compared, Effect
from analysis.answers.sections import Sections
from analysis.answers.sentences import tally
from analysis.answers.themes import place, theme_name
from analysis.answers.view import View
from analysis.text.messages import first_known, say
from analysis.text.number_format import day, plain, unit_name
from analysis.text.rounding import rounded_change, rounded_level
from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.tables import show_table, show_text


def show_verdicts(view: View, sections: Sections, base: str, policy: str, period: str, out: Output) -> None:
    """What one policy changes: what is shown, what is likely, and the names of the rest."""
    effects = sorted(view.effects_of(base, policy), key=lambda e: place(e.metric))
    lang = out.lang
    out.result("")
    show_text(out, out.say("compare_head", title=view.title(policy, lang), base=view.title(base, lang)))
    entry = view.entry(policy)
    starts = out.say("starts", day=day(entry, lang)) if entry else ""
    show_text(out, out.say("compare_of", period=period, n=max(e.pairs for e in effects), starts=starts,
                           scale=plain(view.scale, lang)))  # fmt: skip
    show_text(out, tally(effects, lang))
    rows = [row for key in ("shown", "likely") for row in _rows(key, effects, lang)]
    heads = [out.say(key) for key in ("theme", "verdict", "outcome", "base_level", "difference", "interval")]
    show_table(out, heads, rows, right=(3, 4, 5), bold=(1,), gap=1)
    for text in (*_without(effects, lang), *_on_the_way(sections, base, policy, out)):
        show_text(out, text, "  ")


def _rows(key: str, effects: Sequence[Effect], lang: str) -> list[list[str]]:
    """The verdict, then its rows, each theme named before its first; nothing where it has no row."""
    before = ""
    rows = [["", "", say(f"verdict.{key}", lang).upper(), "", "", ""]]
    for effect in (e for e in effects if e.verdict == key):
        theme = theme_name(effect.metric, lang)
        way = effect.finding.removeprefix("likely_")
        few = f" {say('finding.few', lang)}" if effect.doubtful and key == "likely" else ""
        change, ends = rounded_change(effect.change.value, *effect.change.ends, effect.unit, lang)
        level, _ = rounded_level(effect.level.value, *effect.level.ends, effect.unit, lang)
        name, said = labelled(effect, lang) + few, say(f"direction.{way}", lang)
        rows.append(["" if theme == before else theme, said, name, level, change, ends])
        before = theme
    return rows if len(rows) > 1 else []


def labelled(effect: Compared, lang: str) -> str:
    """The outcome with its unit, which a share has in its numbers."""
    label = effect.label(lang)
    return label if effect.unit == "share" else f"{label} ({unit_name(effect.unit, lang)})"


def _without(effects: Sequence[Effect], lang: str) -> list[str]:
    """The outcomes of which nothing is shown or likely, and those of which nothing can be said, with the reason."""
    said = {effect.metric: say("verdict.not_shown", lang) for effect in effects if effect.verdict == "not_shown"}
    for effect in effects:
        if effect.verdict is None:
            why = effect.change.no_interval
            said[effect.metric] = first_known([f"reason.{why}", f"finding.{effect.finding}"], lang)
    texts: list[str] = []
    for word in dict.fromkeys(said.values()):
        mine = [effect for effect in effects if said.get(effect.metric) == word]
        names = "; ".join(e.label(lang) for e in mine)
        texts.append(f"{word[0].upper()}{word[1:]} ({len(mine)}): {names}.")
    return texts


def _on_the_way(sections: Sections, base: str, policy: str, out: Output) -> list[str]:
    """One line on what is worse on the way than the year of the table shows; none where nothing is."""
    lang = out.lang
    worse = [w for w in sections.worse if (w.worst.base, w.worst.policy) == (base, policy)]
    if not worse:
        return []
    names = "; ".join(w.worst.label(lang) for w in worse)
    return [out.say("way_worse", names=names, folder=sections.view.folder)]
