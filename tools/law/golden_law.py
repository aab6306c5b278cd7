"""Writes tests/golden/law.json: the law of each week, of both base worlds and of each policy on its own.

    python -m tools.law.golden_law            write the file
    python -m tools.law.golden_law --check    tell which rule of which world moved, and from which week

A rule that is the same in all weeks of the model's calendar stands there only where it is not that of December 2020.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

from sim.core.calendar import LAST_DAY, week_of
from sim.measures.law_of_week import Laws
from sim.rules import Rules
from sim.scenario.loading import base_names, load_base, load_policy, policy_names
from sim.scenario.policy import plan_of

TARGET = Path(__file__).parents[2] / "tests" / "golden" / "law.json"
SAME = 1e-12  # exp may differ in its last bit on another machine

Law = dict[str, list[list[Any]]]  # by rule: the weeks in which it changes, each with the value from then on


def laws() -> dict[str, Law]:
    """The law by world: a base, or a policy on its base as far as it differs from that."""
    policies = {name: load_policy(name).base for name in policy_names()}
    found = {name: _law(name, None) for name in dict.fromkeys((*base_names(), *policies.values()))}
    for name, base in policies.items():
        law = _law(base, name)
        found[f"{name} on {base}"] = {path: rows for path, rows in law.items() if rows != found[base].get(path)}
    return found


def _law(base: str, policy: str | None) -> Law:
    world = load_base(base)
    drawn = Laws(plan_of(world.levers, load_policy(policy).levers if policy else ()), anticipates=True)
    changes: Law = {}
    now = _flat(Rules())
    for week in range(1, week_of(LAST_DAY) + 1):
        then = _flat(drawn.of_week(world.rules_at(week), week).rules)
        for path, value in then.items():
            if value != now[path]:
                changes.setdefault(path, []).append([week, value])
        now = then
    return changes


def _flat(rules: Rules) -> dict[str, Any]:
    groups = rules._asdict().items()
    return {f"{group}.{name}": value for group, its in groups for name, value in its._asdict().items()}


def differences(old: dict[str, Law], new: dict[str, Law]) -> list[str]:
    """One line for each rule of a world that is not the same in all weeks, with the first in which it differs."""
    lines = []
    for world in dict.fromkeys((*old, *new)):
        one, other = old.get(world, {}), new.get(world, {})
        for path in sorted({*one, *other}):
            was, now = one.get(path, []), other.get(path, [])
            if (week := _first(was, now)) is not None:
                lines.append(f"{world}: {path} from week {week}: was {_at(was, week)}, now {_at(now, week)}")
    return lines


def _first(was: list[list[Any]], now: list[list[Any]]) -> int | None:
    weeks = sorted({week for week, _ in (*was, *now)})
    return next((week for week in weeks if not _same(_at(was, week), _at(now, week))), None)


def _at(rows: list[list[Any]], week: int) -> Any:
    return next((value for start, value in reversed(rows) if start <= week), "as in 2020")


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return math.isclose(one, other, rel_tol=SAME, abs_tol=1e-15)


def written() -> dict[str, Law]:
    """The laws on file."""
    return json.loads(TARGET.read_text("utf-8"))


def main(words: list[str]) -> int:
    """Write the file, or with ``--check`` report what differs; 1 if anything does."""
    found = laws()
    lines = differences(written() if TARGET.exists() else {}, found)
    if words != ["--check"]:
        rows = [f" {json.dumps(path)}: {json.dumps(law)}" for path, law in found.items()]
        TARGET.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")
    print("\n".join(lines) or "nothing differs")
    return int(words == ["--check"] and bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
