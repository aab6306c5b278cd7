"""Writes docs/performance.md from results/bench.json and engine.json, and nothing else does: `make bench-docs`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

from tools.docs import bench_docs_engine

ROOT = Path(__file__).parents[2]
RESULTS, ENGINE, PAGE = (
    ROOT / "results" / "bench.json",
    ROOT / "results" / "engine.json",
    ROOT / "docs" / "performance.md",
)


class Target(NamedTuple):
    """What was promised: the figure must be at most (or at least) this."""

    text: str
    part: str
    key: str
    bound: float
    unit: str
    at_least: bool = False
    per: float = 1.0


TARGETS = (
    Target("a fresh smoke run of a new seed, CPU without import", "fresh_smoke", "seed_cpu", 2.5, "s"),
    Target("the same of another conduct", "fresh_smoke", "conduct_cpu", 2.5, "s"),
    Target("a fresh desk run of a new seed, CPU without import", "fresh_desk", "seed_cpu", 9, "s"),
    Target("the same of another conduct", "fresh_desk", "conduct_cpu", 9, "s"),
    Target("desk, all phases and outcomes", "desk_model", "ns", 320, "ns per week and person"),
    Target("nation, all phases and outcomes", "model", "ns", 250, "ns per week and person"),
    Target("nation, nine years, one world", "nation", "seconds", 60, "s"),
    Target("nation, peak memory", "nation", "peak_bytes", 2.0, "GB", per=1e9),
    Target("all measures at once beside none", "levers", "ratio", 1.15, "times"),
    Target("smoke, import to first result", "smoke", "seconds", 3, "s"),
    Target("set-up with cold kernels, two cores", "set_up", "seconds", 75, "s"),
)


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def _verdict(target: Target, found: dict[str, Any]) -> list[str]:
    sign = "at least" if target.at_least else "at most"
    row = [target.text, f"{sign} {target.bound:g} {target.unit}"]
    if target.part not in found:
        return [*row, "not measured", "not measured"]
    value = found[target.part][target.key] / target.per
    met = value >= target.bound if target.at_least else value <= target.bound
    digits = 0 if value >= 20 else 2
    return [*row, f"{value:.{digits}f} {target.unit}", "met" if met else "**missed**"]


def page(found: dict[str, Any], engine: dict[str, Any]) -> str:
    """The page as Markdown, of the model and of the engine."""
    rows = [_verdict(target, found) for target in TARGETS] + bench_docs_engine.verdicts(engine)
    missed = [row[0] for row in rows if "missed" in row[3]]
    open_ones = [row[0] for row in rows if row[3] == "not measured"]
    lines = ["# Performance", "", "Written by `make bench-docs` from the last `make bench`; do not edit.", ""]
    if found["quick"]:
        lines += [
            "**A quick measurement at small sizes: the figures of the model are not those of the targets.**",
            "",
        ]
    lines += [f"Targets missed: {'; '.join(missed)}." if missed else "No target that was measured is missed."]
    if open_ones:
        lines += [f"Not measured this time: {'; '.join(open_ones)} (`make bench ARGS=--full`, `make bench-engine`)."]
    lines += ["", "## Targets", "", *_table(["measure", "target", "measured", ""], rows), ""]
    model = found["model"]
    lines += ["## Where the time goes", "", _model_line(model), ""]
    share = sorted(model["phases"].items(), key=lambda item: -item[1])
    cells = [[name.replace("_", " "), f"{ns:.1f}", f"{100 * ns / model['ns']:.0f}%"] for name, ns in share]
    lines += [*_table(["phase", "ns per week and person", "share"], cells), ""]
    lines += ["## Against plain Mesa and a bare pass", "", REFERENCE, ""]
    rows = [
        [
            f"Mesa, scale {m['scale']:g}",
            f"{m['persons']:,}",
            f"{m['mesa_ns']:,.0f}",
            f"{m['ours_ns']:,.0f}",
            f"{m['ratio']:.0f}",
        ]
        for m in found["mesa"]
    ]
    bare, levers = found["bare"], found["levers"]
    rows.append([
        f"bare pass, scale {bare['scale']:g}", f"{bare['persons']:,}", f"{bare['bare_ns']:.1f}",
        f"{bare['ours_ns']:,.0f}", f"1/{bare['ratio']:.0f}",
    ])  # fmt: skip
    lines += [*_table(["against", "persons", "its ns", "our ns", "times as fast"], rows), ""]
    lines += ["## All measures at once", "", LEVERS.format(*levers["levers"]), "", _levers_line(levers), ""]
    lines += [
        "## Whole runs",
        "",
        ALONE,
        "",
    ]
    runs = [(size, found[size]) for size in ("smoke", "desk", "nation") if size in found]
    cells = [
        [size, *(f"{run[key]:.1f}" for key in KEYS),
         f"{run['peak_bytes'] / 1e9:.2f} GB"] for size, run in runs
    ]  # fmt: skip
    lines += [*_table(["size", "import", "build", "weeks", "in all", "CPU", "peak memory"], cells), "", FRESH, ""]
    fresh = [found[part] for part in ("fresh_smoke", "fresh_desk") if part in found]
    cells = [[run["size"], *(f"{run[key]:.1f}" for key in FRESH_KEYS)] for run in fresh]
    lines += [*_table(["size", "new seed", "another conduct", "other stays"], cells), ""]
    lines += bench_docs_engine.lines(engine)
    lines += ["## Machine", "", "Of the model's figures.", ""]
    lines += [f"- {name}: {value}" for name, value in found["machine"].items()]
    return "\n".join([*lines, f"- date: {found['date']}", ""])


KEYS = ("import_seconds", "build_seconds", "run_seconds", "seconds", "cpu_seconds")
ALONE = (
    "In a process of their own, kernels compiled before; seconds of the clock, and of the CPU in all. Other work "
    "on the machine makes the clock run longer, which shows in the difference."
)
FRESH_KEYS = ("seed_cpu", "conduct_cpu", "stays_cpu")
FRESH = (
    "Runs whose world has yet to settle, CPU seconds without import: of a new seed; of conduct set otherwise, which "
    "begins with the long years of the base; of stays set otherwise, which need long years of their own."
)
REFERENCE = (
    "The reference (`tests/performance/mesa_reference.py`) has one `mesa.Agent` per migrant and the "
    "migrants' side alone; ours then runs the same phases alone, from the same start. A bare pass reads and writes a "
    "handful of columns per person and decides nothing. Nanoseconds per week and person, CPU time."
)


LEVERS = (
    "All measures that may stand together, {} and {}: one side of every contradiction and the other. They enter at "
    "once in July 2021 and run by turns with a world without any, to the end of 2027; CPU time per week and person."
)


def _levers_line(levers: dict[str, Any]) -> str:
    one, other = levers["all_ns"]
    return (
        f"Size {levers['size']}, {levers['weeks']} weeks: {levers['none_ns']:.0f} ns under none, {one:.0f} and "
        f"{other:.0f} ns under all, {levers['ratio']:.2f} times at most; {levers['early_ratio']:.2f} times in the "
        "first year and a half, while terms to comply run."
    )


def _model_line(model: dict[str, Any]) -> str:
    return (
        f"Size {model['size']}, {model['persons']:,} persons in NL on average, median of {model['weeks']} "
        f"weeks: {model['ns']:.0f} ns per week and person."
    )


def main() -> int:
    """Rewrite the page."""
    if not RESULTS.exists():
        print(f"no {RESULTS.relative_to(ROOT)}: run `make bench` first", file=sys.stderr)
        return 1
    PAGE.parent.mkdir(exist_ok=True)
    engine = json.loads(ENGINE.read_text()) if ENGINE.is_file() else {}
    PAGE.write_text(page(json.loads(RESULTS.read_text()), engine), encoding="utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
