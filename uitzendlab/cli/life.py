"""``uitzendlab life``: one life of a run, or one agency, as dated sentences."""

from __future__ import annotations

import argparse
from typing import Any

from uitzendlab.cli.output import Output

NAME = "life"
EXAMPLES = ("life results/main --sample homeless", "life results/main --person 1234 --policy base --seed 3")
KINDS = ("random", "homeless", "uninsured", "rogue-agency")


def arguments(parser: argparse.ArgumentParser, lang: str) -> None:
    """Declare the arguments."""
    from uitzendlab.words import say

    parser.add_argument("dir", metavar="DIR", help=say("dir", lang))
    who = parser.add_mutually_exclusive_group()
    who.add_argument("--person", type=int, metavar="N", help=say("person", lang))
    who.add_argument("--sample", choices=KINDS, metavar="KIND", help=say("sample", lang))
    parser.add_argument("--policy", metavar="P", help=say("policy", lang))
    parser.add_argument("--seed", type=int, metavar="S", help=say("seed", lang))


def execute(given: argparse.Namespace, out: Output) -> int:
    """Tell the life."""
    from analysis.lives import choose_run, rogue_agency, sampled_person
    from uitzendlab.cli.folder import open_folder

    store = open_folder(given.dir)
    run = choose_run(store, given.policy, given.seed)
    document: dict[str, Any] = {k: run[k] for k in ("run_id", "base", "policy", "seed")}
    if given.sample == "rogue-agency":
        years, person = rogue_agency(store, run["run_id"])
        document["agency"] = _tell_agency(years, run, out)
        if person is None:
            out.result(_note("no_worker", out))
    else:
        person = given.person
        if person is None:
            person = sampled_person(store, run["run_id"], given.sample or "random")
    if person is not None:
        document |= _tell_person(store, run, person, out)
    document["note"] = _note("one_life", out)
    out.result(_note("one_life", out))
    out.document(document)
    return 0


def _tell_agency(years: list[dict[str, Any]], run: dict[str, Any], out: Output) -> list[dict[str, Any]]:
    from analysis.biography import agency_years

    out.result(_note("agency", out, director=years[0]["director"], world=_world(run), seed=run["seed"]))
    for line in agency_years(years, out.lang):
        out.result(f"  {line}")
    return years


def _tell_person(store: Any, run: dict[str, Any], person: int, out: Output) -> dict[str, Any]:
    from analysis.biography import sentences
    from analysis.lives import life_again, life_of

    events = life_of(store, run["run_id"], person)
    if events is None:
        out.note(_note("again", out))
        events = life_again(store, run["run_id"], person)
    out.result(_note("person", out, person=person, world=_world(run), seed=run["seed"]))
    lines = [text for _, text in sentences(events, out.lang)] or [_note("never", out)]
    for line in lines:
        out.result(f"  {line}")
    return {"person": person, "events": events, "sentences": lines}


def _world(run: dict[str, Any]) -> str:
    return f"{run['base']}/{run['policy']}"


def _note(key: str, out: Output, **facts: object) -> str:
    from analysis.biography_words import NOTES

    return NOTES[key][0 if out.lang == "nl" else 1].format(**facts)
