"""Lives of persons: of those sampled, or of anyone by re-running the run and following that person."""

from __future__ import annotations

import dataclasses
import random
from typing import Any

import polars as pl

from experiments.engine.run import labour_market, run_to_end
from experiments.plan.run_spec import BASE
from experiments.store.frames import frame_of
from experiments.store.reopen import run_of
from experiments.store.store import DONE, Store
from sim.declare.params import InvalidInput, Mistake

KINDS = ("random", "homeless", "uninsured", "rogue-agency")
_STATES = {
    "homeless": (("housing", "shelter"), ("housing", "street")),
    "uninsured": (("cover", "none"),),
}


def choose_run(store: Store, policy: str | None, seed: int | None) -> dict[str, Any]:
    """The row of ``runs`` of a policy and seed; by default the first policy and the first seed."""
    runs = [r for r in store.read("runs").to_dicts() if r["status"] == DONE]
    if policy is None:
        policy = next((r["policy"] for r in runs if r["policy"] != BASE), BASE)
    found = [r for r in runs if r["policy"] == policy and seed in (None, r["seed"])]
    if not found:
        ready = ", ".join(f"{r['policy']}/{r['seed']}" for r in runs)
        raise InvalidInput([Mistake("run", f"{policy}/{seed}", "", ready, "no such run", "")])
    return found[0]


def base_run(store: Store, run: dict[str, Any]) -> dict[str, Any] | None:
    """The finished run of the base with the same seed and draw; None for a run of the base itself."""
    if run["policy"] == BASE:
        return None
    same = {"policy": BASE, "status": DONE} | {name: run[name] for name in ("base", "seed", "draw")}
    rows = store.read("runs").to_dicts()
    return next((row for row in rows if all(row[name] == value for name, value in same.items())), None)


def life_of(store: Store, run_id: str, person: int) -> list[dict[str, Any]] | None:
    """Events of a sampled person, None if that one was not sampled."""
    lives = _table(store, "lives", run_id)
    mine = lives.filter(pl.col("person") == person) if not lives.is_empty() else lives
    return mine.to_dicts() if not mine.is_empty() else None


def life_by_rerun(store: Store, run_id: str, person: int) -> list[dict[str, Any]]:
    """Events of any person: the run is re-run, bit for bit the same, with that person followed.

    Raises
    ------
    InvalidInput
        When there is no such person, or the code or files have changed so that it would be another run.
    """
    spec = run_of(store, run_id)
    model = labour_market(dataclasses.replace(spec, record="summary", groups="none"), (person,))
    run_to_end(model)
    lives = frame_of(model.recorder.tables()["lives"], spec, paired=False).filter(pl.col("person") == person)
    if lives.is_empty():
        hint = "Numbers of persons who came are in the spells and lives of the run; --sample random names one"
        raise InvalidInput([Mistake("person", person, "", "", "no such person", hint)])
    return lives.to_dicts()


def sampled_person(store: Store, run_id: str, kind: str) -> int:
    """A person of a kind: of those sampled, else (homeless, uninsured) of the spells.

    Raises
    ------
    InvalidInput
        When there is none.
    """
    lives, spells = _table(store, "lives", run_id), _table(store, "spells", run_id)
    people: list[int] = []
    if not lives.is_empty():
        # those who were here when nothing had happened yet have little to tell
        shown = lives.filter(pl.col("why") != "start") if kind == "random" else lives
        for event, to in _STATES.get(kind, ()):
            people += shown.filter(pl.col("event") == event, pl.col("to") == to)["person"].to_list()
        if kind == "random":
            people = shown["person"].to_list()
    if not people and kind in _STATES and not spells.is_empty():
        people = spells.filter(pl.col("kind") == kind)["person"].to_list()
    if not people:
        hint = "Lives are kept with --record weekly; or name one: --person N"
        raise InvalidInput([Mistake("sample", kind, "", "", "nobody like that in this run", hint)])
    # the same one each time it is asked of the same run
    return random.Random(f"{run_id} {kind}").choice(sorted(set(people)))


def rogue_agency(store: Store, run_id: str) -> tuple[list[dict[str, Any]], int | None]:
    """Years of a rogue agency and someone followed who worked there, if there is such an agency."""
    agencies, lives = _table(store, "agencies", run_id), _table(store, "lives", run_id)
    if not agencies.is_empty():
        rogue = agencies.filter("rogue")
        ranked = rogue.sort("size", "director", descending=[True, False])["director"].unique(maintain_order=True)
        workers = dict(_workers(lives))
        director = next((d for d in ranked if d in workers), ranked[0] if len(ranked) else None)
        if director is not None:
            years = agencies.filter(pl.col("director") == director).to_dicts()
            return years, workers.get(director)
    raise InvalidInput([Mistake("sample", "rogue-agency", "", "", "nobody like that in this run", "")])


def _workers(lives: pl.DataFrame) -> list[tuple[int, int]]:
    if lives.is_empty():
        return []
    rows = lives.filter(pl.col("event") == "agency", pl.col("to") != "").select("to", "person").rows()
    return [(int(name.split(".")[0]), person) for name, person in rows]


def _table(store: Store, table: str, run_id: str) -> pl.DataFrame:
    frame = store.read(table)
    return frame.filter(pl.col("run_id") == run_id) if not frame.is_empty() else frame
