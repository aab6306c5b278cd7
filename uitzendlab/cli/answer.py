"""The headline of a result folder in a terminal or as JSON: the same view as the page."""

from __future__ import annotations

import dataclasses
from typing import Any

from analysis.dutch import chance, change, change_interval, figure, interval, unit_name
from analysis.view import View
from uitzendlab.cli.output import Output


def show_view(view: View, out: Output, failed: list[dict[str, Any]] | None = None) -> None:
    """Show the key outcomes of every world, what they are of, and what must not be concluded."""
    if view.plumbing_only:
        out.note(out.say("plumbing"))
    for base, policy in view.worlds:
        # of a policy the difference is what was asked; its levels are on the page and in --json
        (_show_effects if view.effects_of(base, policy) else _show_world)(view, base, policy, out)
    if len(view.seeds) == 1:
        out.result(out.say("one_seed"))
    _show_scopes(view, out)
    out.note(out.say("intended"))
    if failed:
        show_failed(failed, view.runs_done + view.runs_failed, out)
    warnings = [out.say("plumbing")] if view.plumbing_only else []
    facts = view.facts()
    headline, comparison = facts.pop("rows"), facts.pop("effects")
    out.document(
        {**facts, "headline": headline, "comparison": comparison, "failed": failed or [], "warnings": warnings}
    )


def period_of(view: View, out: Output) -> str:
    """The period of the numbers in words."""
    return out.say("whole", end=view.end) if view.period == "all" else out.say("year", period=view.period)


def _show_world(view: View, base: str, policy: str, out: Output) -> None:
    title = view.title(base if policy == "base" else policy, out.lang)
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


def _show_effects(view: View, base: str, policy: str, out: Output) -> None:
    """What a policy changes, with the interval that holds for the whole table."""
    effects = view.effects_of(base, policy)
    out.result("")
    out.result(
        out.say(
            "compare_head", title=view.title(policy, out.lang), base=view.title(base, out.lang),
            period=period_of(view, out), n=max(effect.pairs for effect in effects), outcomes=effects[0].outcomes,
            scale=f"{view.scale:g}",
        )
    )  # fmt: skip
    keys = ("outcome", "unit", "base_level", "interval", "difference", "simultaneous", "percent", "p_better")
    scopes, lines = _scopes(view), []
    for effect in effects:
        unit, lang = effect.unit, out.lang
        label = effect.label_nl if lang == "nl" else effect.label_en
        relative = change(effect.relative, "share", lang).replace(" pp", "%")
        lines.append(
            [
                label, unit_name(unit, lang), figure(effect.base_value, unit, lang),
                interval(effect.base_lo, effect.base_hi, unit, lang), change(effect.diff, unit, lang),
                change_interval(effect.sim_lo, effect.sim_hi, unit, lang), relative, chance(effect.p_better, lang),
                f"[{scopes.index(effect.scope) + 1}]", effect.words(lang),
            ]
        )  # fmt: skip
    heads = [*(out.say(key) for key in keys), out.say("scope"), out.say("finding")]
    out.table(heads, lines, right=(2, 3, 4, 5, 6, 7))


def _scopes(view: View) -> list[str]:
    return list(dict.fromkeys(row.scope for row in (*view.rows, *view.effects)))


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
