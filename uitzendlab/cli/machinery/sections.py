"""Sections of a comparison in a terminal: the passage, who pays, heads and rate, lengths of spells, groups."""

from __future__ import annotations

from collections.abc import Callable

from analysis.answers.decompose import PARTS
from analysis.answers.groups import group_name
from analysis.answers.records import Compared, Difference, Estimate
from analysis.answers.sections import ABOUT, Sections, Told, of_policy
from analysis.text.answer_words import DIMENSIONS
from analysis.text.languages import field
from analysis.text.messages import say
from analysis.text.missing_values import reason
from analysis.text.number_format import day, figure, grouped, plain, unit_name
from analysis.text.rounding import rounded_change, rounded_level
from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.tables import show_table, show_text


def level(of: Estimate, unit: str, lang: str) -> str:
    """A level with its interval, or why there is none."""
    text, inside = rounded_level(of.value, *of.ends, unit, lang)
    return f"{text} ({reason(of.no_interval, lang) or inside})"


def moved(of: Estimate, unit: str, lang: str) -> str:
    """A difference with its interval, or why there is none."""
    text, inside = rounded_change(of.value, *of.ends, unit, lang)
    return f"{text} ({reason(of.no_interval, lang) or inside})"


def with_unit(row: Compared, lang: str) -> str:
    """The outcome of a row with its unit."""
    return f"{row.label(lang)} ({unit_name(row.unit, lang)})"


def show_passage(sections: Sections, base: str, policy: str, out: Output) -> None:
    """Differences by half-year, and what is worse on the way."""
    steps, lang = of_policy(sections.steps, base, policy), out.lang
    lines: list[list[str]] = []
    for s in steps:
        level, _ = rounded_level(s.level.value, *s.level.ends, s.unit, lang)
        value, ends = rounded_change(s.change.value, *s.change.ends, s.unit, lang)
        said = say(f"finding.{s.finding}", lang)
        why = reason(s.change.no_interval, lang) or ends
        lines.append([with_unit(s, lang), short(s.period, lang), level, value, why, said])
    keys = ("outcome", "period", "base_level", "difference", "at_once", "verdict")
    show_table(out, [say(f"page.{key}", lang) for key in keys], lines, right=(2, 3, 4))
    for sentence in sections.on_the_way(base, policy, lang):
        show_text(out, sentence, "  ")


def short(period: str, lang: str) -> str:
    """A year, or a half of it, in few characters.

    Examples
    --------
    >>> short("2022-H2", "nl"), short("2022-H1", "en"), short("2022", "en")
    ('2e helft 2022', '1st half 2022', '2022')
    """
    year, _, half = period.partition("-")
    return say(f"answer.short_{half}", lang, year=year) if half else year


def show_payers(sections: Sections, base: str, policy: str, out: Output) -> None:
    """What each party has more or less."""
    lang = out.lang
    lines: list[list[str]] = []
    for p in of_policy(sections.payers, base, policy):
        value, ends = rounded_change(p.change.value, *p.change.ends, p.unit, lang)
        why = reason(p.change.no_interval, lang) or ends
        lines.append([p.label(lang), unit_name(p.unit, lang), value, why, str(p.pairs), said(p, lang)])
    keys = ("party", "unit", "difference", "interval", "pairs", "verdict")
    show_table(out, [say(f"page.{key}", lang) for key in keys], lines, (2, 3, 4))


def said(of: Difference, lang: str) -> str:
    """The verdict alone, where no direction is better; else why there is none."""
    return say(f"verdict.{of.verdict}" if of.verdict else f"finding.{of.finding}", lang)


def show_heads(sections: Sections, base: str, policy: str, out: Output) -> None:
    """Changes of counts by heads and by rate per head."""
    lang = out.lang
    lines = [
        [
            with_unit(s, lang),
            *(moved(s.parts[part], s.unit, lang) for part in PARTS),
            str(s.pairs), "; ".join(say(f"shift.{key}", lang) for key in s.says),
        ]
        for s in of_policy(sections.splits, base, policy)
    ]  # fmt: skip
    keys = ("outcome", "count", "by_heads", "by_rate", "pairs", "verdict")
    show_table(out, [say(f"page.{key}", lang) for key in keys], lines, right=(1, 2, 3, 4))


def show_spells(sections: Sections, base: str, policy: str, out: Output) -> None:
    """How long spells last; the whole curves are in ``--json`` and on the page."""
    lang = out.lang
    lines = [
        [
            f"{say(f'page.{d.kind}', lang)}: {say(f'page.{d.measure}', lang)} ({unit_name(d.unit, lang)})",
            level(Estimate(d.without, d.without_lo, d.without_hi, d.no_without_interval), d.unit, lang),
            grouped(d.spells_without, 0, lang),
            level(Estimate(d.with_policy, d.with_lo, d.with_hi, d.no_with_interval), d.unit, lang),
            grouped(d.spells_with, 0, lang),
            moved(Estimate(d.diff, d.lo, d.hi, d.no_interval), d.unit, lang), str(d.pairs),
        ]
        for d in of_policy(sections.durations, base, policy)
    ]  # fmt: skip
    keys = ("measure", "base_level", "spells", "with_policy", "spells", "difference", "pairs")
    show_table(out, [say(f"page.{key}", lang) for key in keys], lines, right=(1, 2, 3, 4, 5, 6))


def show_groups(sections: Sections, base: str, policy: str, out: Output) -> None:
    """Effects by group, a table for each way to divide people."""
    lang = out.lang
    effects = of_policy(sections.groups, base, policy)
    for dimension in DIMENSIONS:
        mine = [effect for effect in effects if effect.group_by == dimension]
        lines = [
            [
                group_name(e.group, lang), e.label(lang), level(e.level, e.unit, lang),
                moved(e.change, e.unit, lang), str(e.pairs), say(f"finding.{e.finding}", lang),
            ]
            for e in mine
        ]  # fmt: skip
        keys = ("outcome", "base_level", "difference", "pairs", "verdict")
        show_table(
            out,
            [say(f"dimension.{dimension}", lang), *(say(f"page.{key}", lang) for key in keys)],
            lines,
            right=(2, 3, 4),
        )


def show_rivals(sections: Sections, base: str, policy: str, out: Output) -> None:
    """One policy against each other one, and its regret; the chances are with ``--show chances``."""
    lang = out.lang
    lines = [
        [
            with_unit(r, lang), sections.view.title(r.rival, lang),
            moved(r.change, r.unit, lang), f"{grouped(100 * r.won, 0, lang)}%",
            figure(r.regret, r.unit, lang), figure(r.regret_most, r.unit, lang), str(r.pairs),
        ]
        for r in of_policy(sections.rivals, base, policy)
    ]  # fmt: skip
    keys = ("outcome", "rival", "difference", "won", "regret", "regret_most", "pairs")
    show_table(out, [say(f"page.{key}", lang) for key in keys], lines, right=(2, 3, 4, 5, 6))


def show_noise(sections: Sections, base: str, policy: str, out: Output) -> None:
    """How much of each effect is Monte Carlo variation, and what common draws save."""
    lang, rows = out.lang, of_policy(sections.noise, base, policy)
    keys = ("outcome", "sd_pair", "sd_apart", "saved", "worth", "pairs")
    lines = [
        [
            with_unit(n, lang), figure(n.sd_pair, n.unit, lang),
            figure(n.sd_apart, n.unit, lang), part(n.saved, lang),
            "–" if n.worth is None else grouped(n.worth, 0, lang), str(n.pairs),
        ]
        for n in rows
    ]  # fmt: skip
    show_table(out, [say(f"page.{key}", lang) for key in keys], lines, right=(1, 2, 3, 4, 5))
    split = [n for n in rows if n.no_split is None]
    if not split:
        return
    out.result("")
    keys = ("outcome", "sd_points", "doubt_share", "seeds_share", "rest_share", "points")
    lines = [
        [
            with_unit(n, lang), figure(n.sd_points, n.unit, lang),
            *(
                shared(getattr(n, f"{name}_share"), getattr(n, f"{name}_lo"), getattr(n, f"{name}_hi"), lang)
                for name in ("doubt", "seeds", "rest")
            ),
            str(n.points),
        ]
        for n in split
    ]  # fmt: skip
    show_table(out, [say(f"page.{key}", lang) for key in keys], lines, right=(1, 2, 3, 4, 5))


def part(value: float | None, lang: str) -> str:
    """A part of a whole in whole per cents."""
    return "–" if value is None else f"{grouped(100 * value, 0, lang)}%"


def shared(value: float, low: float, high: float, lang: str) -> str:
    """A share of the variance with its interval; where it is estimated at zero, how much it is at most.

    Examples
    --------
    >>> shared(0.19, 0.08, 0.45, "nl"), shared(0.0, 0.0, 0.123, "en")
    ('19% (8 tot 45%)', 'at most 12%')
    """
    if value == 0.0:
        return f"{say('page.at_most_part', lang)} {part(max(high, 0.01), lang)}"
    ends = say("answer.ends", lang, low=grouped(100 * low, 0, lang), high=part(high, lang))
    return f"{part(value, lang)} ({ends})"


Show = Callable[[Sections, str, str, Output], None]
# by the word of ``--show``: how it is shown and its title (key of the family ``page``)
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
    when = f"{day(view.start, lang)} – {day(view.end, lang)}" if name in WHOLE_PERIOD else period
    out.result("")
    show_text(out, f"{say(f'page.{title}', lang)} · {when}")
    setting = "" if name == "spells" else " " + out.say("setting", scale=plain(view.scale, lang))
    show_text(out, say(f"page.{about}", lang) + setting)
    if not rows(sections):
        show_text(out, say("page.not_kept", lang))
        return
    for base, policy in view.worlds:
        if of_policy(rows(sections), base, policy):
            out.result("")
            show_text(out, out.say("compare_head", title=view.title(policy, lang), base=view.title(base, lang)))
            show(sections, base, policy, out)
    scopes = dict.fromkeys(scope_in(row, lang) for row in rows(sections) if name != "payers")
    for scope in scopes:
        show_text(out, f"{out.say('scope')}: {scope}", "  ")


def scope_in(row: Told, lang: str) -> str:
    """Of whom or what a row is, in words."""
    if isinstance(row, Compared):
        return row.outcome.scope_in(lang)
    return field(row, "scope", lang)
