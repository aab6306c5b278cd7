"""The answer of a sweep in a terminal: every point where they are few, else the extremes; as JSON all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.answers.precision import looks_words
from analysis.answers.records import PointRow
from analysis.answers.sections import Sections
from analysis.answers.sweep import Sweep, extremes
from analysis.text.messages import say
from analysis.text.missing_values import FEW, reason
from analysis.text.number_format import figure, plain, unit_name
from analysis.text.rounding import rounded_change, rounded_level
from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.sections import show_section
from uitzendlab.cli.machinery.tables import show_note, show_table, show_text

OVER_POINTS = ("rivals", "noise")  # sections that say something of all points together
MOST_SHOWN = 20  # design points; more are no table to read


def show_sweep(
    sweep: Sweep,
    out: Output,
    failed: list[dict[str, Any]],
    warnings: list[str],
    *,
    show: Sequence[str] = ("effects",),
    sections: Sections | None = None,
    counts: Mapping[str, int] | None = None,
) -> None:
    """Show a table for every base and policy; ``warnings`` are told even to those who want no messages.

    ``show`` names what is shown beside or instead of the effects (of ``sections``, over all points together); as JSON
    all of it is told where there are sections.
    """
    for warning in warnings:
        out.warning(warning)
    if sweep.size == "smoke":
        show_note(out, out.say("plumbing"))
        warnings = [out.say("plumbing"), *warnings]
    for base, policy in sweep.worlds if not out.json and "effects" in show else ():
        _show_world(sweep, base, policy, out)
    period = out.say("whole_period") if sweep.period == "all" else out.say("year", period=sweep.period)
    if sections and not out.json:
        for name in (name for name in show if name in OVER_POINTS):
            show_section(name, sections, period, out)
    if not out.json:
        if sweep.seeds < FEW:
            show_text(out, out.say("few_seeds" if sweep.seeds > 1 else "one_seed", n=sweep.seeds))
        if words := looks_words(sweep.looks):
            show_text(out, words[out.lang])
        out.result("")
        show_text(out, out.say("sweep_where", folder=sweep.folder))
    show_note(out, out.say("intended"))
    document = sweep.facts()
    # names of a JSON object are text, so points are told as a list
    document["points"] = [{"point": point, "settings": told} for point, told in document.pop("settings").items()]
    if sections:
        document |= {name: told for name, told in sections.facts(OVER_POINTS).items() if name in OVER_POINTS}
    out.document({**(counts or {}), **document, "failed": failed, "warnings": warnings})


def _show_world(sweep: Sweep, base: str, policy: str, out: Output) -> None:
    rows = [row for row in sweep.rows if (row.base, row.policy) == (base, policy)]
    compared = rows[0].finding is not None
    points, lang = len({row.point for row in rows}), out.lang
    period = out.say("whole_period") if sweep.period == "all" else out.say("year", period=sweep.period)
    title = sweep.titles.get(policy if compared else base, {}).get(lang, policy)
    against = sweep.titles.get(base, {}).get(lang, base)
    out.result("")
    show_text(
        out,
        out.say(
            "sweep_head" if compared else "sweep_level_head", title=title, base=against, period=period,
            n=max(row.n for row in rows), rows=rows[0].at_once, scale=plain(sweep.scale, lang),
        ),
    )  # fmt: skip
    if points > MOST_SHOWN:
        show_text(out, out.say("sweep_extremes", points=points))
        rows = extremes(rows)
    heads = [out.say("outcome"), out.say("point"), out.say("settings")]
    if compared:
        heads += [out.say(key) for key in ("base_level", "difference", "interval", "verdict")]
        show_table(out, heads, [_effect(row, sweep, lang) for row in rows], right=(1, 3, 4, 5))
    else:
        heads += [out.say("value"), out.say("interval")]
        show_table(out, heads, [_level(row, sweep, lang) for row in rows], right=(1, 3, 4))


def _about(row: PointRow, sweep: Sweep, lang: str) -> list[str]:
    return [f"{row.label(lang)} ({unit_name(row.unit, lang)})", str(row.point), sweep.label(row.point)]


def _effect(row: PointRow, sweep: Sweep, lang: str) -> list[str]:
    value, ends = rounded_change(row.estimate.value, *row.estimate.ends, row.unit, lang)
    said = say(f"finding.{row.finding or 'unknown'}", lang)
    level = figure(row.without, row.unit, lang)
    return [*_about(row, sweep, lang), level, value, reason(row.estimate.no_interval, lang) or ends, said]


def _level(row: PointRow, sweep: Sweep, lang: str) -> list[str]:
    value, ends = rounded_level(row.estimate.value, *row.estimate.ends, row.unit, lang)
    return [*_about(row, sweep, lang), value, reason(row.estimate.no_interval, lang) or ends]
