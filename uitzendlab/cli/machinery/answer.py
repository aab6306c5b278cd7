"""The answer of a result folder in a terminal or as JSON: the same view as the page."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

from analysis.answers.precision import looks_words
from analysis.answers.sections import Sections
from analysis.answers.view import View
from analysis.text.missing_values import reason
from analysis.text.number_format import day, plain, unit_name
from analysis.text.rounding import rounded_level
from uitzendlab.cli.machinery.details import DETAILS
from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.sections import show_section
from uitzendlab.cli.machinery.tables import show_note, show_table, show_text
from uitzendlab.cli.machinery.verdicts import show_verdicts

VERDICTS = "verdicts"


def show_view(
    view: View,
    sections: Sections,
    out: Output,
    failed: list[dict[str, Any]] | None = None,
    show: Sequence[str] = (VERDICTS,),
) -> None:
    """Show the verdicts of every policy, or what is named in ``show``; as JSON always all of it."""
    if view.plumbing_only:
        show_note(out, out.say("plumbing"))
    for name in show if not out.json else ():
        if name == VERDICTS:
            _show_verdicts(view, sections, out)
        elif name in DETAILS:
            DETAILS[name](view, sections, period_of(view, out), out)
        else:
            show_section(name, sections, period_of(view, out), out)
    if (words := looks_words(view.looks)) and not out.json:
        show_text(out, words[out.lang])
    show_note(out, out.say("intended"))
    if failed:
        show_failed(failed, view.runs_done + view.runs_failed, out, str(view.folder))
    if not out.json:
        return
    warnings = [out.say("plumbing")] if view.plumbing_only else []
    facts = view.facts()
    headline, comparison = facts.pop("rows"), facts.pop("effects")
    document = {**facts, "headline": headline, "comparison": comparison, **sections.facts()}
    out.document({**document, "failed": failed or [], "warnings": warnings})


def _show_verdicts(view: View, sections: Sections, out: Output) -> None:
    """The key outcomes of worlds without partner, the verdicts on the others, and how to read them."""
    for base, policy in view.worlds:
        if view.effects_of(base, policy):
            show_verdicts(view, sections, base, policy, period_of(view, out), out)
        else:
            _show_world(view, base, policy, out)
    out.result("")
    if len(view.seeds) == 1:
        show_text(out, out.say("one_seed"))
    elif view.few_seeds:
        show_text(out, out.say("few_seeds", n=len(view.seeds)))
    if view.effects:
        show_text(out, out.say("how_to_read", outcomes=view.effects[0].outcomes))
        show_text(out, out.say("more", folder=view.folder))


def period_of(view: View, out: Output) -> str:
    """The period of the numbers in words."""
    return (
        out.say("whole", end=day(view.end, out.lang)) if view.period == "all" else out.say("year", period=view.period)
    )


def _show_world(view: View, base: str, policy: str, out: Output) -> None:
    """The levels of a world that is compared with nothing."""
    title = view.title(base if policy == "base" else policy, out.lang)
    rows = view.rows_of(base, policy)
    most = max((row.n for row in rows), default=0)
    show_text(out, out.say("head", title=title, period=period_of(view, out), n=most, scale=plain(view.scale, out.lang)))
    lines: list[list[str]] = []
    for row in rows:
        value, ends = rounded_level(row.level.value, *row.level.ends, row.unit, out.lang)
        why = reason(row.level.no_interval, out.lang) or ends
        lines.append([row.label(out.lang), value, why, unit_name(row.unit, out.lang)])
    show_table(out, [out.say(key) for key in ("outcome", "value", "interval", "unit")], lines, right=(1, 2))


def show_failed(failed: list[dict[str, Any]], runs: int, out: Output, folder: str) -> None:
    """Runs without result, with the first line of what went wrong and the command that reproduces it."""
    out.note(out.say("failed", failed=len(failed), runs=runs))
    for run in failed:
        error = (run["error"] or run["status"]).splitlines()[0]
        out.note(f"  {run['run_id']} {run['base']}/{run['policy']} seed {run['seed']}: {error}")
        out.note(f"    {out.say('reproduce')}: {shlex.join(['uitzendlab', 'rerun', folder, run['run_id']])}")
