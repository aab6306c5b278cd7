"""Sections of a comparison in a terminal: the passage, who pays, heads and rate, lengths of spells, groups."""

from __future__ import annotations

from collections.abc import Callable

from analysis.comparison import FINDINGS
from analysis.decompose import PARTS, SHIFT
from analysis.dutch import chance, change, change_interval, figure, grouped, interval, plain, unit_name
from analysis.groups import DIMENSIONS, group_name
from analysis.page_words import word
from analysis.payers import NAMES
from analysis.reasons import reason
from analysis.sections import ABOUT, Sections, of_policy
from analysis.sentences import period_words
from uitzendlab.cli.output import Output

Ends = tuple[float | None, float | None]


def level(value: float | None, ends: Ends, why: str | None, unit: str, lang: str) -> str:
    """A level with its interval, or why there is none."""
    inside = reason(why, lang) if why else interval(*ends, unit, lang)
    return f"{figure(value, unit, lang)} ({inside})"


def moved(value: float | None, ends: Ends, why: str | None, unit: str, lang: str) -> str:
    """A difference with its interval, or why there is none."""
    inside = reason(why, lang) if why else change_interval(*ends, unit, lang)
    return f"{change(value, unit, lang)} ({inside})"


def label(row: object, lang: str) -> str:
    """The outcome of a row."""
    return getattr(row, f"label_{lang}")


def show_passage(sections: Sections, base: str, policy: str, out: Output) -> None:
    """Differences by half-year, and what is worse on the way."""
    steps, lang = of_policy(sections.steps, base, policy), out.lang
    lines = [
        [
            label(s, lang), unit_name(s.unit, lang), period_words(s.period, lang),
            level(s.base_value, (s.base_lo, s.base_hi), s.no_base_interval, s.unit, lang), change(s.diff, s.unit, lang),
            reason(s.no_interval, lang) or change_interval(s.sim_lo, s.sim_hi, s.unit, lang),
            change_interval(s.own_lo, s.own_hi, s.unit, lang) if s.own_lo is not None else "–", str(s.pairs),
            FINDINGS[s.finding][0 if lang == "nl" else 1],
        ]
        for s in steps
    ]  # fmt: skip
    keys = ("outcome", "unit", "period", "base_level", "difference", "at_once", "own_interval", "pairs", "finding")
    out.table([word(key, lang) for key in keys], lines, right=(3, 4, 5, 6, 7))
    for sentence in sections.on_the_way(base, policy, lang):
        out.result(sentence)


def show_payers(sections: Sections, base: str, policy: str, out: Output) -> None:
    """What each party has more or less."""
    lang = out.lang
    lines = [
        [
            NAMES[p.party][0 if lang == "nl" else 1], unit_name(p.unit, lang),
            moved(p.diff, (p.sim_lo, p.sim_hi), p.no_interval, p.unit, lang), str(p.pairs), "*" if p.shown else "",
        ]
        for p in of_policy(sections.payers, base, policy)
    ]  # fmt: skip
    out.table([word(key, lang) for key in ("party", "unit", "difference", "pairs")] + [out.say("shown")], lines, (2, 3))


def show_heads(sections: Sections, base: str, policy: str, out: Output) -> None:
    """Changes of counts by heads and by rate per head."""
    lang, k = out.lang, 0 if out.lang == "nl" else 1
    lines = [
        [
            label(s, lang), unit_name(s.unit, lang),
            *(moved(s.values[p], (s.lo[p], s.hi[p]), s.no_interval[p], s.unit, lang) for p in PARTS),
            str(s.pairs), "; ".join(SHIFT[key][k] for key in s.says),
        ]
        for s in of_policy(sections.splits, base, policy)
    ]  # fmt: skip
    keys = ("outcome", "unit", "count", "by_heads", "by_rate", "pairs", "finding")
    out.table([word(key, lang) for key in keys], lines, right=(2, 3, 4, 5))


def show_spells(sections: Sections, base: str, policy: str, out: Output) -> None:
    """How long spells last; the whole curves are in ``--json`` and on the page."""
    lang = out.lang
    lines = [
        [
            f"{word(d.kind, lang)}: {word(d.measure, lang)}", unit_name(d.unit, lang),
            level(d.without, (d.without_lo, d.without_hi), d.no_without_interval, d.unit, lang),
            grouped(d.spells_without, 0, lang),
            level(d.with_policy, (d.with_lo, d.with_hi), d.no_with_interval, d.unit, lang),
            grouped(d.spells_with, 0, lang), moved(d.diff, (d.lo, d.hi), d.no_interval, d.unit, lang), str(d.pairs),
        ]
        for d in of_policy(sections.durations, base, policy)
    ]  # fmt: skip
    keys = ("measure", "unit", "base_level", "spells", "with_policy", "spells", "difference", "pairs")
    out.table([word(key, lang) for key in keys], lines, right=(2, 3, 4, 5, 6, 7))


def show_groups(sections: Sections, base: str, policy: str, out: Output) -> None:
    """Effects by group, a table for each way to divide people."""
    lang, k = out.lang, 0 if out.lang == "nl" else 1
    for dimension, names in DIMENSIONS.items():
        mine = [e for e in of_policy(sections.groups, base, policy) if e.group_by == dimension]
        lines = [
            [
                group_name(e.group, lang), label(e, lang), unit_name(e.unit, lang),
                level(e.base_value, (e.base_lo, e.base_hi), e.no_base_interval, e.unit, lang),
                moved(e.diff, (e.sim_lo, e.sim_hi), e.no_interval, e.unit, lang), str(e.pairs), "*" if e.shown else "",
            ]
            for e in mine
        ]  # fmt: skip
        keys = ("outcome", "unit", "base_level", "difference", "pairs")
        out.table([names[k], *(word(key, lang) for key in keys), out.say("shown")], lines, right=(3, 4, 5))


def show_rivals(sections: Sections, base: str, policy: str, out: Output) -> None:
    """One policy against each other one, and its regret."""
    lang = out.lang
    lines = [
        [
            label(r, lang), unit_name(r.unit, lang), sections.view.title(r.rival, lang),
            moved(r.diff, (r.sim_lo, r.sim_hi), r.no_interval, r.unit, lang), chance(r.p_better, lang, r.pairs),
            f"{grouped(100 * r.won, 0, lang)}%", figure(r.regret, r.unit, lang), figure(r.regret_most, r.unit, lang),
            str(r.pairs),
        ]
        for r in of_policy(sections.rivals, base, policy)
    ]  # fmt: skip
    keys = ("outcome", "unit", "rival", "difference", "p_better", "won", "regret", "regret_most", "pairs")
    out.table([word(key, lang) for key in keys], lines, right=(3, 4, 5, 6, 7, 8))


def show_noise(sections: Sections, base: str, policy: str, out: Output) -> None:
    """How much of each effect is luck, and what common draws save."""
    lang = out.lang

    def part(value: float | None) -> str:
        return "–" if value is None else f"{grouped(100 * value, 0, lang)}%"

    lines = [
        [
            label(n, lang), unit_name(n.unit, lang), figure(n.sd_pair, n.unit, lang), figure(n.sd_apart, n.unit, lang),
            part(n.saved), "–" if n.worth is None else grouped(n.worth, 0, lang), figure(n.sd_points, n.unit, lang),
            part(n.doubt_share), str(n.pairs), str(n.points),
        ]
        for n in of_policy(sections.noise, base, policy)
    ]  # fmt: skip
    keys = ("outcome", "unit", "sd_pair", "sd_apart", "saved", "worth", "sd_points", "doubt_share", "pairs", "points")
    out.table([word(key, lang) for key in keys], lines, right=tuple(range(2, 10)))


Show = Callable[[Sections, str, str, Output], None]
# by the word of ``--show``: how it is shown and its title (key of WORDS)
SECTIONS: dict[str, tuple[Show, str]] = {
    "passage": (show_passage, "passage"),
    "payers": (show_payers, "payers"),
    "heads": (show_heads, "splits"),
    "spells": (show_spells, "durations"),
    "groups": (show_groups, "groups"),
    "rivals": (show_rivals, "rivals"),
    "noise": (show_noise, "noise"),
}
WHOLE_PERIOD = ("passage", "spells")


def show_section(name: str, sections: Sections, period: str, out: Output) -> None:
    """One section for every policy: title, what its intervals are, then a table for each."""
    (show, title), (rows, about) = SECTIONS[name], ABOUT[name]
    view, lang = sections.view, out.lang
    when = f"{view.start} – {view.end}" if name in WHOLE_PERIOD else period
    out.result("")
    out.result(f"{word(title, lang)} · {when}")
    setting = "" if name == "spells" else " " + out.say("setting", scale=plain(view.scale, lang))
    out.result(word(about, lang) + setting)
    if not rows(sections):
        out.result(word("not_kept", lang))
        return
    for base, policy in view.worlds:
        if of_policy(rows(sections), base, policy):
            out.result("")
            out.result(f"{view.title(policy, lang)}, {word('compared', lang)}: {view.title(base, lang)} · {when}")
            show(sections, base, policy, out)
    scopes = dict.fromkeys(row.scope if lang == "en" else row.scope_nl for row in rows(sections) if name != "payers")
    for scope in scopes:
        out.result(f"{out.say('scope')}: {scope}")
