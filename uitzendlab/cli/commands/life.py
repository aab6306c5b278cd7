"""``uitzendlab life``: one life of a run, or one agency, as dated sentences."""

from __future__ import annotations

import argparse
import dataclasses
from typing import Any

from uitzendlab.cli.machinery.output import Output
from uitzendlab.cli.machinery.request import OfFolder

NAME = "life"
EXAMPLES = ("life results/main --sample homeless", "life results/main --person 1234 --policy base --seed 3")
KINDS = ("random", "homeless", "uninsured", "rogue-agency")


@dataclasses.dataclass(frozen=True)
class Request(OfFolder):
    """Whose life, in which run of a folder."""

    person: int | None
    sample: str | None
    policy: str | None
    seed: int | None


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from analysis.text.messages import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--person", type=int, metavar="N", help=say("person", lang))
    who.add_argument("--sample", choices=KINDS, metavar="KIND", help=say("sample", lang))
    parser.add_argument("--policy", metavar="P", help=say("policy", lang))
    parser.add_argument("--seed", type=int, metavar="S", help=say("seed", lang))


def execute(request: Request, out: Output) -> int:
    """Show the life."""
    from analysis.answers.lives import choose_run, rogue_agency, sampled_person
    from uitzendlab.cli.machinery.folder import open_folder

    store = open_folder(request.dir)
    run = choose_run(store, request.policy, request.seed)
    document: dict[str, Any] = {k: run[k] for k in ("run_id", "base", "policy", "seed")}
    if request.sample == "rogue-agency":
        years, person = rogue_agency(store, run["run_id"])
        document["agency"] = _tell_agency(years, run, out)
        if person is None:
            out.result(out.say("life.no_worker"))
    else:
        person = request.person
        if person is None:
            person = sampled_person(store, run["run_id"], request.sample or "random")
    if person is not None:
        document |= _tell_person(store, run, person, request.person is not None, out)
    document["note"] = out.say("life.one_life")
    out.result(out.say("life.one_life"))
    out.document(document)
    return 0


def _tell_agency(years: list[dict[str, Any]], run: dict[str, Any], out: Output) -> list[dict[str, Any]]:
    from analysis.answers.biography import agency_years

    out.result(out.say("life.agency", director=years[0]["director"], world=_world(run), seed=run["seed"]))
    for line in agency_years(years, out.lang):
        out.result(f"  {line}")
    return years


def _tell_person(store: Any, run: dict[str, Any], person: int, asked: bool, out: Output) -> dict[str, Any]:
    """The life in this run, beside the one in its base where there is one."""
    from analysis.answers.lives import base_run

    events, lines = _life(store, run, person, True, out)
    partner = base_run(store, run)
    # of someone sampled the other life is shown if it was kept; making a run again is for those asked for by name
    before = None if partner is None else _life_elsewhere(store, partner, person, asked, out)
    document = {"person": person, "events": events, "sentences": lines}
    if partner is None or before is None:
        out.result(out.say("life.person", person=person, world=_world(run), seed=run["seed"]))
        _show(lines, out)
        return document
    worlds = f"{_world(partner)} | {_world(run)}"
    out.result(out.say("life.person", person=person, world=worlds, seed=run["seed"]))
    alike = next((k for k, pair in enumerate(zip(before[1], lines, strict=False)) if pair[0] != pair[1]), None)
    alike = min(len(before[1]), len(lines)) if alike is None else alike
    if alike:
        out.result(out.say("life.both"))
        _show(lines[:alike], out)
    if before[1] != lines:
        for whose, told in ((partner, before[1]), (run, lines)):
            out.result(out.say("life.differs", world=_world(whose)))
            _show(told[alike:] or [out.say("life.nothing_more")], out)
    return document | {"in_base": {"run_id": partner["run_id"], "events": before[0], "sentences": before[1]}}


def _show(lines: list[str], out: Output) -> None:
    for line in lines:
        out.result(f"  {line}")


def _life(
    store: Any, run: dict[str, Any], person: int, again: bool, out: Output
) -> tuple[list[dict[str, Any]], list[str]]:
    from analysis.answers.biography import sentences
    from analysis.answers.lives import life_by_rerun, life_of

    events = life_of(store, run["run_id"], person)
    if events is None and again:
        out.note(out.say("life.again"))
        events = life_by_rerun(store, run["run_id"], person)
    return events or [], [text for _, text in sentences(events or [], out.lang)] or [out.say("life.never")]


def _life_elsewhere(
    store: Any, run: dict[str, Any], person: int, again: bool, out: Output
) -> tuple[list[dict[str, Any]], list[str]] | None:
    """The same person in the base; one who never came there has no events, one not stored is not shown."""
    from analysis.answers.lives import life_of
    from sim.declare.params import InvalidInput

    if not again and life_of(store, run["run_id"], person) is None:
        return None
    try:
        return _life(store, run, person, again, out)
    except InvalidInput as refusal:
        if refusal.mistakes[0].path != "person":
            raise
        return [], [out.say("life.never")]


def _world(run: dict[str, Any]) -> str:
    return f"{run['base']}/{run['policy']}"
