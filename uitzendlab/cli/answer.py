"""The headline of a result folder in a terminal or as JSON: the same view as the page."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

from analysis.dutch import chance, change, change_interval, figure, interval, plain, unit_name
from analysis.reasons import reason
from analysis.sections import Sections
from analysis.sentences import over_all_policies
from analysis.view import View
from uitzendlab.cli.output import Output
from uitzendlab.cli.sections import show_section

EFFECTS = "effects"


def show_view(
    view: View,
    sections: Sections,
    out: Output,
    failed: list[dict[str, Any]] | None = None,
    show: Sequence[str] = (EFFECTS,),
) -> None:
    """Show the key outcomes of every world, or the sections named in ``show``; as JSON always all of it."""
    if view.plumbing_only:
        out.note(out.say("plumbing"))
    if EFFECTS in show and not out.json:
        _show_headline(view, sections, out)
    for name in show if not out.json else ():
        if name != EFFECTS:
            show_section(name, sections, period_of(view, out), out)
    out.note(out.say("intended"))
    if failed:
        show_failed(failed, view.runs_done + view.runs_failed, out, str(view.folder))
    if not out.json:
        return
    warnings = [out.say("plumbing")] if view.plumbing_only else []
    facts = view.facts()
    headline, comparison = facts.pop("rows"), facts.pop("effects")
    document = {**facts, "headline": headline, "comparison": comparison, **sections.facts()}
    out.document({**document, "failed": failed or [], "warnings": warnings})


def _show_headline(view: View, sections: Sections, out: Output) -> None:
    """The key outcomes of worlds without partner, the effects of the others, and what all of it is of."""
    for base, policy in view.worlds:
        # of a policy the difference is what was asked; its levels are on the page and in --json
        if view.effects_of(base, policy):
            _show_effects(view, base, policy, out)
            for sentence in sections.on_the_way(base, policy, out.lang):
                out.result(sentence)
        else:
            _show_world(view, base, policy, out)
    if len(view.seeds) == 1:
        out.result(out.say("one_seed"))
    elif view.few_seeds:
        out.result(out.say("few_seeds", n=len(view.seeds)))
    for k, scope in enumerate(_scopes(view, out.lang), 1):
        # scopes are sentences, so they stand once below the table
        out.result(f"[{k}] {scope}")
    if view.effects:
        out.result(out.say("more", folder=view.folder))


def period_of(view: View, out: Output) -> str:
    """The period of the numbers in words."""
    return out.say("whole", end=view.end) if view.period == "all" else out.say("year", period=view.period)


def _show_world(view: View, base: str, policy: str, out: Output) -> None:
    title = view.title(base if policy == "base" else policy, out.lang)
    rows = view.rows_of(base, policy)
    most = max((row.n for row in rows), default=0)
    out.result(out.say("head", title=title, period=period_of(view, out), n=most, scale=plain(view.scale, out.lang)))
    heads = [out.say(key) for key in ("outcome", "value", "interval", "unit", "scope")]
    scopes = _scopes(view, "en")
    lines = []
    for row in rows:
        label = row.label_nl if out.lang == "nl" else row.label_en
        ends = reason(row.no_interval, out.lang) or interval(row.lo, row.hi, row.unit, out.lang)
        value = figure(row.value, row.unit, out.lang)
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
            scale=plain(view.scale, out.lang),
        )
    )  # fmt: skip
    keys = (
        "outcome",
        "unit",
        "base_level",
        "interval",
        "difference",
        "simultaneous",
        "percent",
        "of_percent",
        "p_better",
    )
    scopes, lines = _scopes(view, "en"), []
    for effect in effects:
        unit, lang = effect.unit, out.lang
        label = effect.label_nl if lang == "nl" else effect.label_en
        part = change(effect.relative, "share", lang).replace(" pp", "%")
        parts = change_interval(effect.relative_lo, effect.relative_hi, "share", lang).replace(" pp", "%")
        lines.append(
            [
                label, unit_name(unit, lang), figure(effect.base_value, unit, lang),
                reason(effect.no_base_interval, lang) or interval(effect.base_lo, effect.base_hi, unit, lang),
                change(effect.diff, unit, lang),
                reason(effect.no_interval, lang) or change_interval(effect.sim_lo, effect.sim_hi, unit, lang),
                part, reason(effect.no_relative, lang) or parts, chance(effect.p_better, lang, effect.pairs),
                f"[{scopes.index(effect.scope) + 1}]", effect.words(lang),
            ]
        )  # fmt: skip
    heads = [*(out.say(key) for key in keys), out.say("scope"), out.say("finding")]
    out.table(heads, lines, right=(2, 3, 4, 5, 6, 7, 8))
    out.result(over_all_policies(effects, out.lang))


def _scopes(view: View, lang: str) -> list[str]:
    scopes = dict.fromkeys((row.scope, row.scope_nl) for row in (*view.rows, *view.effects))
    return [nl if lang == "nl" else en for en, nl in scopes]


def show_failed(failed: list[dict[str, Any]], runs: int, out: Output, folder: str) -> None:
    """Runs without result, with the first line of what went wrong and the command that reproduces it."""
    out.note(out.say("failed", failed=len(failed), runs=runs))
    for run in failed:
        error = (run["error"] or run["status"]).splitlines()[0]
        out.note(f"  {run['run_id']} {run['base']}/{run['policy']} seed {run['seed']}: {error}")
        out.note(f"    {out.say('reproduce')}: {shlex.join(['uitzendlab', 'rerun', folder, run['run_id']])}")
