"""Writes tests/golden/outcomes.json: what smoke runs of the base world and of each policy give with seed 1.

    python -m tools.dev.update_golden            write the file
    python -m tools.dev.update_golden --check    tell what differs, write nothing

A change that is meant to leave the model as it is must not move these figures. One that is meant to move them
comes with the file written anew, so that the change shows in the same commit.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
from pathlib import Path
from typing import Any

from sim.model import LabourMarket
from sim.scenario.loading import load_policy, policy_names

TARGET = Path(__file__).parents[2] / "tests" / "golden" / "outcomes.json"
BASE = "base"
SEED, SIZE = 1, "smoke"
FIRST_YEAR = dt.date(2021, 12, 31)  # to which a smoke run goes at least
DIGITS = 12  # written; more than a comparison looks at
# exp and log may differ in their last bit on another machine; a difference that grows beyond this is another world
SAME = 1e-9

Outcomes = dict[str, float | None]


def measured() -> dict[str, Outcomes]:
    """Every outcome at the end of the run, by policy."""
    found = {}
    for name in (BASE, *policy_names()):
        model = LabourMarket(rng=SEED, size=SIZE, record="summary", **({} if name == BASE else of_policy(name)))
        while model.running:
            model.step()
        found[name] = model.outcomes()
    return found


def of_policy(name: str) -> dict[str, Any]:
    """A policy of the library on its own base world, until some months after its last measure has entered."""
    policy = load_policy(name)
    last = max(use.start for use in policy.levers) + dt.timedelta(weeks=25)
    return {"policy": name, "base": policy.base, "until": max(last, FIRST_YEAR)}


def written() -> dict[str, Outcomes]:
    """The figures on file."""
    return json.loads(TARGET.read_text("utf-8"))


def differences(old: dict[str, Outcomes], new: dict[str, Outcomes]) -> list[str]:
    """One line for each figure that is not the same on both sides, missing ones included."""
    lines = []
    for name in sorted(old.keys() | new.keys()):
        one, other = old.get(name, {}), new.get(name, {})
        for outcome in sorted(one.keys() | other.keys()):
            was, now = one.get(outcome, "missing"), other.get(outcome, "missing")
            if not _same(was, now):
                lines.append(f"{name}: {outcome} was {was}, now {now}")
    return lines


def _same(one, other) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=SAME, abs_tol=1e-12)
    return one is other or one == other


def main(arguments: list[str] | None = None) -> int:
    """Write the file, or with ``--check`` tell what differs; 1 if anything does."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.dev.update_golden", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--check", action="store_true", help="tell what differs, write nothing")
    check = parser.parse_args(arguments).check
    found = measured()
    lines = differences(written() if TARGET.exists() else {}, found)
    if not check:
        _write(found)
    print("\n".join(lines) or "nothing differs")
    return int(check and bool(lines))


def _write(found: dict[str, Outcomes]) -> None:
    rounded = {
        name: {key: None if value is None else float(f"{value:.{DIGITS}g}") for key, value in outcomes.items()}
        for name, outcomes in found.items()
    }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(rounded, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
