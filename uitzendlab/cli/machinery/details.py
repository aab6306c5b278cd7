"""What stands behind the verdicts: every outcome in full, effects by year, and the chances for economists."""

from __future__ import annotations

from collections.abc import Callable

from analysis.answers.records import Effect, YearEffect
from analysis.answers.sections import Sections, of_policy
from analysis.answers.sentences import over_all_policies
from analysis.answers.themes import place
from analysis.answers.view import View
from analysis.text.messages import say
from analysis.text.missing_values import reason
from analysis.text.number_format import chance, change, change_interval, grouped
from analysis.text.rounding import rounded_change, rounded_level
from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.tables import show_table, show_text
from uitzendlab.cli.machinery.verdicts import labelled

MARKS = {"shown": "** ", "likely": "* "}


def show_effects(view: View, _: Sections, period: str, out: Output) -> None:
    """Every outcome with its base, difference and verdict; then what each is of."""
    lang = out.lang
    scopes = dict.fromkeys(e.outcome.scope_in(lang) for e in view.effects)
    marks = {scope: f"[{k}]" for k, scope in enumerate(scopes, 1)}
    heads = [
        say(f"page.{key}", lang) for key in ("outcome", "base_level", "difference", "simultaneous", "verdict", "scope")
    ]
    for effects in _by_policy(view, "effects", "paired", period, out):
        lines: list[list[str]] = []
        for e in effects:
            level, inside = rounded_level(e.level.value, *e.level.ends, e.unit, lang)
            moved, ends = rounded_change(e.change.value, *e.change.ends, e.unit, lang)
            inside = reason(e.level.no_interval, lang) or inside
            of = marks[e.outcome.scope_in(lang)]
            why = reason(e.change.no_interval, lang) or ends
            lines.append([labelled(e, lang), f"{level} ({inside})", moved, why, e.words(lang), of])
        show_table(out, heads, lines, right=(1, 2, 3))
    for scope, mark in marks.items():
        show_text(out, f"{mark} {scope}", "    ")


def show_chances(view: View, sections: Sections, period: str, out: Output) -> None:
    """Of each outcome alone: per cents of the base, the chance of better, and how far base and policy go together."""
    lang = out.lang
    keys = ("outcome", "percent", "percent_interval", "p_better", "correlation", "pairs", "verdict")
    for effects in _by_policy(view, "chances", "chances_text", period, out):
        lines: list[list[str]] = []
        for e in effects:
            part = change(e.relative.value, "share", lang).replace(" pp", "%")
            parts = change_interval(*e.relative.ends, "share", lang).replace(" pp", "%")
            near = "–" if e.correlation is None else grouped(e.correlation, 2, lang)
            odds = chance(e.p_better, lang, e.pairs)
            row = [part, reason(e.relative.no_interval, lang) or parts, odds, near, str(e.pairs), e.words(lang)]
            lines.append([e.label(lang), *row])
        show_table(out, [say(f"page.{key}", lang) for key in keys], lines, right=(1, 2, 3, 4, 5))
        show_text(out, over_all_policies(effects, lang))
    rivals = [r for r in sections.rivals if r.p_better is not None]
    if rivals:
        out.result("")
        lines = [
            [
                *(view.title(name, lang) for name in (r.policy, r.rival)), r.label(lang),
                chance(r.p_better, lang, r.pairs),
            ]
            for r in rivals
        ]  # fmt: skip
        show_table(
            out, [say(f"page.{key}", lang) for key in ("policy", "rival", "outcome", "p_better")], lines, right=(3,)
        )


def show_years(view: View, sections: Sections, period: str, out: Output) -> None:
    """Effects by year since the start, each beside the calendar year in which it begins."""
    lang = out.lang
    _title("years", "years_text", "", out)
    show_text(out, out.say("marks"))
    keys = ("outcome", "since", "difference", "calendar", "difference")
    calendar = (0, 3, 4)
    for base, policy in view.worlds:
        mine = of_policy(sections.years, base, policy)
        if not mine:
            continue
        _head(view, base, policy, out)
        rows, heads = _beside(mine, lang), [say(f"page.{key}", lang) for key in keys]
        if any(e.kind == "since" for e in mine):
            show_table(out, heads, rows, right=(1, 2, 3, 4))
            continue
        show_text(out, out.say("no_since"))
        few = [[row[k] for k in calendar] for row in (heads, *rows)]
        show_table(out, few[0], few[1:], right=(1, 2))


def _beside(effects: list[YearEffect], lang: str) -> list[list[str]]:
    """A row for each outcome and year: since the start, and the calendar year that goes with it."""
    rows: list[list[str]] = []
    before = ""
    moved = {e.year for e in effects if e.kind == "calendar" and e.finding != "same"}  # from the news on
    for metric in sorted(dict.fromkeys(e.metric for e in effects), key=place):
        mine = [e for e in effects if e.metric == metric]
        started = [e for e in mine if e.kind == "since"]
        # 52 weeks are shorter than a year: in the end two of them begin in one calendar year
        since = {int(started[0].start[:4]) + e.year - started[0].year: e for e in started}
        calendar = {e.year: e for e in mine if e.kind == "calendar"}
        for year in sorted(since | {y: e for y, e in calendar.items() if not since or y >= min(since) or y in moved}):
            sides = [
                (str(e.year), _change_text(e, lang)) if (e := of.get(year)) else ("–", "–") for of in (since, calendar)
            ]
            name = "" if metric == before else labelled(mine[0], lang)
            rows.append([name, *sides[0], *sides[1]])
            before = metric
    return rows


def _change_text(effect: YearEffect, lang: str) -> str:
    moved, ends = rounded_change(effect.change.value, *effect.change.ends, effect.unit, lang)
    why = reason(effect.change.no_interval, lang) or ends
    return f"{MARKS.get(effect.verdict or '', '')}{moved} ({why})"


def _by_policy(view: View, title: str, about: str, period: str, out: Output):
    """Effects of each policy by theme, after its head."""
    _title(title, about, period, out)
    for base, policy in view.worlds:
        effects: list[Effect] = sorted(view.effects_of(base, policy), key=lambda e: place(e.metric))
        if effects:
            _head(view, base, policy, out)
            yield effects


def _title(title: str, about: str, period: str, out: Output) -> None:
    out.result("")
    show_text(out, say(f"page.{title}", out.lang) + (f" · {period}" if period else ""))
    show_text(out, say(f"page.{about}", out.lang))


def _head(view: View, base: str, policy: str, out: Output) -> None:
    out.result("")
    show_text(out, out.say("compare_head", title=view.title(policy, out.lang), base=view.title(base, out.lang)))


Show = Callable[[View, Sections, str, Output], None]
# by the word of ``--show``
DETAILS: dict[str, Show] = {"effects": show_effects, "years": show_years, "chances": show_chances}
