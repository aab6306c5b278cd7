"""``uitzendlab list``: policies, levers, outcomes and parameters there are."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

from uitzendlab.cli.machinery.output import Output, Refused

NAME = "list"
EXAMPLES = (
    "list outcomes",
    "list parameters --json",
    "list levers deposit",
    "list policies wtta",
    "list bases law-as-enacted --lang nl",
)
WHAT = ("bases", "policies", "experiments", "levers", "outcomes", "parameters")


@dataclasses.dataclass(frozen=True)
class Request:
    """Which list, or which one of it."""

    what: str
    name: str | None


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("what", choices=WHAT, help=say("what", lang))
    parser.add_argument("name", nargs="?", metavar="NAME", help=say("which_lever", lang))


def execute(request: Request, out: Output) -> int:
    """Show the list."""
    if request.what == "levers":
        return _levers(request.name, out)
    if request.what == "bases" and request.name is not None:
        return _items(request.name, out)
    if request.what == "policies" and request.name is not None:
        from uitzendlab.cli.commands.policies import show_policy

        return show_policy(request.name, out)
    if request.name is not None:
        allowed = "list levers NAME, list policies NAME, list bases NAME"
        raise Refused("name", request.name, allowed, "not allowed here")
    make = {
        "bases": _bases,
        "policies": _policies,
        "experiments": _experiments,
        "outcomes": _outcomes,
        "parameters": _parameters,
    }
    rows: list[dict[str, Any]] = make[request.what]()
    out.document(rows)
    if not rows:
        out.note(out.say("nothing"))
        return 0
    shown = {
        "bases": ("id", f"title_{out.lang}", "frozen", "last_day"),
        "policies": ("id", f"title_{out.lang}", "base", "version"),
        "experiments": ("id", f"title_{out.lang}", "design", "policies", "vary"),
        "outcomes": ("name", f"label_{out.lang}", "unit", "better"),
        "parameters": ("path", "default", "unit", "low", "high", "kind", "source"),
    }[request.what]
    out.table(shown, [[_cell(_shown_value(row, name, request.what, out.lang)) for name in shown] for row in rows])
    return 0


def _shown_value(row: dict[str, Any], name: str, what: str, lang: str) -> Any:
    """A field as people read it: units and kinds of figures in the language asked for."""
    from analysis.text.messages import say
    from analysis.text.number_format import day, unit_name
    from analysis.text.parameter_words import kind_name, source_text

    value = row[name]
    if name in ("frozen", "last_day"):
        return day(value, lang)
    if what not in ("outcomes", "parameters"):
        return value
    if name == "unit":
        return say("answer.share", lang) if value == "share" else unit_name(value, lang)
    return {"kind": kind_name, "source": source_text}[name](value, lang) if name in ("kind", "source") else value


def _bases() -> list[dict[str, Any]]:
    from sim.scenario.loading import base_names, load_base

    rows: list[dict[str, Any]] = []
    for name in base_names():
        base = load_base(name)
        row = {"id": base.id, "title_nl": base.title.nl, "title_en": base.title.en}
        row |= {"text_nl": base.text.nl, "text_en": base.text.en}
        days = {"frozen": base.frozen, "last_day": base.last_day}
        row |= {key: day.isoformat() if day else "" for key, day in days.items()}
        rows.append(row | {"items": [item.id for item in base.items]})
    return rows


def _items(name: str, out: Output) -> int:
    """What may be left out of one base world."""
    from analysis.text.number_format import day
    from sim.scenario.loading import load_base

    base = load_base(name)
    rows: list[dict[str, Any]] = [
        {"id": item.id, "title_nl": item.title.nl, "title_en": item.title.en}
        | {"from": item.start.isoformat() if item.start else "", "sources": list(item.sources)}
        for item in base.items
    ]
    out.document(rows)
    if not rows:
        out.note(out.say("nothing"))
        return 0
    title = f"title_{out.lang}"
    out.table(("id", title, "from"), [[row["id"], row[title], day(row["from"], out.lang)] for row in rows])
    out.note(out.say("leave_out", base=base.id, item=rows[-1]["id"]))
    return 0


def _policies() -> list[dict[str, Any]]:
    from sim.scenario.loading import load_policy, policy_names

    rows: list[dict[str, Any]] = []
    for name in policy_names():
        policy = load_policy(name)
        row = {"id": policy.id, "title_nl": policy.title.nl, "title_en": policy.title.en, "base": policy.base}
        row |= {"version": policy.version, "author": policy.author, "sources": list(policy.sources)}
        rows.append(row | {"levers": [use.lever for use in policy.levers]})
    return rows


def _experiments() -> list[dict[str, Any]]:
    from experiments.design.experiment import experiment_names, load_experiment
    from experiments.design.sweep_plan import kind_of

    rows: list[dict[str, Any]] = []
    for name in experiment_names():
        found = load_experiment(name)
        row = {"id": found.id, "title_nl": found.title.nl, "title_en": found.title.en}
        row |= {"text_nl": found.text.nl, "text_en": found.text.en, "design": kind_of(found) or "none"}
        row |= {"base": found.base, "policies": found.policies, "size": found.size, "seeds": found.seeds}
        rows.append(row | {"vary": ", ".join(found.vary), "outcomes": list(found.outcomes)})
    return rows


def _levers(name: str | None, out: Output) -> int:
    from uitzendlab.cli.commands.levers import lever_rows, show_lever, show_levers

    rows = lever_rows(name)
    out.document(rows)
    if name is None:
        show_levers(rows, out)
    else:
        show_lever(rows[0], out)
    return 0


def _outcomes() -> list[dict[str, Any]]:
    from analysis.text.codebook import dutch_words
    from sim.outcomes.metrics import CODEBOOK

    return [row | dutch_words(row) for row in CODEBOOK]


def _parameters() -> list[dict[str, Any]]:
    from analysis.text.parameter_words import figure_text
    from sim.scenario.overrides import list_parameters

    return [row | {"text_nl": figure_text(row["path"], row["text"], "nl")} for row in list_parameters()]


def _cell(value: Any) -> str:
    text = f"{value:g}" if isinstance(value, float) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
