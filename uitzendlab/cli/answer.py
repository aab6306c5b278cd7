"""The headline of a result folder in a terminal or as JSON: the same view as the page."""

from __future__ import annotations

import dataclasses
from typing import Any

from analysis.dutch import figure, interval, unit_name
from analysis.view import View
from uitzendlab.cli.output import Output


def show_view(view: View, out: Output, failed: list[dict[str, Any]] | None = None) -> None:
    """Show the key outcomes of every world, what they are of, and what must not be concluded."""
    if view.plumbing_only:
        out.note(out.say("plumbing"))
    for base, policy in view.worlds:
        _show_world(view, base, policy, out)
    if len(view.seeds) == 1:
        out.result(out.say("one_seed"))
    _show_scopes(view, out)
    out.note(out.say("intended"))
    if failed:
        show_failed(failed, view.runs_done + view.runs_failed, out)
    warnings = [out.say("plumbing")] if view.plumbing_only else []
    facts = view.facts()
    headline = facts.pop("rows")
    out.document({**facts, "headline": headline, "failed": failed or [], "warnings": warnings})


def period_of(view: View, out: Output) -> str:
    """The period of the numbers in words."""
    return out.say("whole", end=view.end) if view.period == "all" else out.say("year", period=view.period)


def _show_world(view: View, base: str, policy: str, out: Output) -> None:
    title = view.titles.get(base if policy == "base" else policy, {}).get(out.lang, policy)
    rows = view.rows_of(base, policy)
    most = max((row.n for row in rows), default=0)
    out.result(out.say("head", title=title, period=period_of(view, out), n=most, scale=f"{view.scale:g}"))
    heads = [out.say(key) for key in ("outcome", "value", "interval", "unit", "scope")]
    scopes = _scopes(view)
    lines = []
    for row in rows:
        label = row.label_nl if out.lang == "nl" else row.label_en
        value, ends = figure(row.value, row.unit, out.lang), interval(row.lo, row.hi, row.unit, out.lang)
        lines.append([label, value, ends, unit_name(row.unit, out.lang), f"[{scopes.index(row.scope) + 1}]"])
    out.table(heads, lines, right=(1, 2))


def _scopes(view: View) -> list[str]:
    return list(dict.fromkeys(row.scope for row in view.rows))


def _show_scopes(view: View, out: Output) -> None:
    """Scopes are sentences, so they stand once below the table."""
    for k, scope in enumerate(_scopes(view), 1):
        out.result(f"[{k}] {scope}")


def show_failed(failed: list[dict[str, Any]], runs: int, out: Output) -> None:
    """Runs without result, with the first line of what went wrong."""
    out.note(out.say("failed", failed=len(failed), runs=runs))
    for run in failed:
        error = (run["error"] or run["status"]).splitlines()[0]
        out.note(f"  {run['run_id']} {run['base']}/{run['policy']} seed {run['seed']}: {error}")


def rows_as_data(view: View) -> list[dict[str, Any]]:
    """Rows for a program."""
    return [dataclasses.asdict(row) for row in view.rows]
