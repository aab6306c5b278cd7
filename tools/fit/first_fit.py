"""First fit: a recorded search that sets the free numbers so that the base world lies in its bands.

Rounds of Latin hypercubes: the first over the middle of the ranges, the next around the best points so far.
Each point is judged on a settled world (24 years at 1/40), so a point that fits is at rest. Run

    python -m tools.fit.first_fit --points 60 --rounds 3      # search, write the log and docs/first-fit.md
    python -m tools.fit.first_fit --apply                     # write the best point into sim/behaviour
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from scipy.stats import qmc

from sim import schedule
from sim.behaviour import Behaviour
from sim.declare.params import build, declared
from sim.outcomes.recorder import Recorder
from sim.population.frame import fit_rentals
from sim.population.settling import SETTLING_WEEKS, settling_world
from sim.scenario.loading import load_base
from tools.fit.bands import BANDS, FREE, Band
from tools.fit.departures import Departures

LOG = Path("docs/first-fit.csv")
CHOSEN = Path("docs/first-fit.json")
STARTS = Path("docs/starts.csv")
SEED_DESIGN = 20201214
LAST_WEEK = -104
YEARS = 3


def ranges() -> dict[str, tuple[float, float, float]]:
    """Default, low and high of the free numbers by dotted name."""
    every = {d.path.removeprefix("behaviour."): d for d in declared(Behaviour, "behaviour")}
    return {name: (every[name].default, every[name].number.low, every[name].number.high) for name in FREE}


def evaluate(task: tuple[int, dict[str, float], int]) -> tuple[int, dict[str, float]]:
    """Outcomes of one point: means over the last years of a settled world."""
    number, values, seed = task
    base = load_base("law-2020")
    behaviour = build(base.behaviour, values, "behaviour")
    rules = base.rules_at(1)
    week = settling_world(seed, LAST_WEEK, base.world, base.splits, behaviour, rules)
    recorder = Recorder(week.state.migrants.work.size, record="summary")
    week.on_move.append(recorder.move_rows)
    rows, departures = [], Departures()
    for k in range(LAST_WEEK - SETTLING_WEEKS + 1, LAST_WEEK + 1):
        departures.before(week, k)
        week.open(k, rules)
        schedule.live(week)
        if k % 13 == 0 and k < LAST_WEEK - 104:
            fit_rentals(week)
        if k > LAST_WEEK - 52 * YEARS:
            departures.after(week)
            recorder.book_week(week.now, week.state, week.lists, week.books, rules)
            if k > LAST_WEEK - 52:
                rows.append(recorder.outcomes())
    for row in rows:
        row["departure_year_2"], row["departure_later"] = departures.chance(2), departures.chance(3)
    return number, {name: mean(rows, band) for name, band in BANDS.items()}


def mean(rows: list[dict[str, float | None]], band: Band) -> float:
    """Mean over the year of a metric or of a ratio of two; nan where there is none."""
    pairs = [(row[band.metric], 1.0 if band.over is None else row[band.over]) for row in rows]
    good = [a / b for a, b in pairs if a is not None and b]
    return float(np.mean(good)) if good else float("nan")


def misfit(outcomes: dict[str, float]) -> float:
    """Sum over bands: the squared distance to the centre in half widths, times nine outside the band."""
    total = 0.0
    for name, band in BANDS.items():
        x = outcomes[name]
        if not np.isfinite(x):
            total += 100.0
            continue
        z = (x - 0.5 * (band.low + band.high)) / (0.5 * (band.high - band.low))
        total += band.weight * (z * z * 0.1 if abs(z) <= 1.0 else 0.1 + 9.0 * (abs(z) - 1.0) + (abs(z) - 1.0) ** 2)
    return total


def design(points: int, box: dict[str, tuple[float, float]], skip: int) -> list[dict[str, float]]:
    """A Latin hypercube in a box, four digits."""
    cube = qmc.LatinHypercube(len(box), rng=SEED_DESIGN + skip).random(points)
    return [
        {name: float(f"{low + u * (high - low):.4g}") for u, (name, (low, high)) in zip(row, box.items(), strict=True)}
        for row in cube
    ]


def next_box(log: list[dict], width: float) -> dict[str, tuple[float, float]]:
    """A box around the best tenth of all points, ``width`` of the range wide, inside the ranges."""
    best = sorted(log, key=lambda row: row["misfit"])[: max(3, len(log) // 10)]
    box = {}
    for name, (_, low, high) in ranges().items():
        centre = float(np.mean([row[name] for row in best]))
        half = 0.5 * width * (high - low)
        box[name] = (max(low, centre - half), min(high, centre + half))
    return box


def read_log() -> list[dict]:
    """Points tried so far."""
    if not LOG.exists():
        return []
    with LOG.open() as file:
        return [{k: float(v) for k, v in row.items()} for row in csv.DictReader(file)]


def search(points: int, rounds: int, workers: int, first_width: float) -> None:
    """Run the rounds; every point is logged as it ends, so nothing is lost."""
    log = read_log()
    fields = ["point", "round", "misfit", *FREE, *BANDS]
    start = int(max((row["round"] for row in log), default=-1)) + 1
    for number in range(start, start + rounds):
        if not log:
            centre = {name: default for name, (default, _, _) in ranges().items()}
            box = {
                name: (
                    max(low, centre[name] - first_width / 2 * (high - low)),
                    min(high, centre[name] + first_width / 2 * (high - low)),
                )
                for name, (_, low, high) in ranges().items()
            }
            batch = [centre, *design(points - 1, box, 0)]
        else:
            batch = design(points, next_box(log, first_width * 0.6**number), number)
        tasks = [(len(log) + k, values, 1 + k % 3) for k, values in enumerate(batch)]
        began = time.time()
        with ProcessPoolExecutor(workers) as pool:
            for done, (point, outcomes) in enumerate(pool.map(evaluate, tasks)):
                row = {"point": point, "round": number, "misfit": misfit(outcomes)}
                row |= batch[point - tasks[0][0]] | outcomes
                log.append(row)
                append(row, fields)
                left = (time.time() - began) / (done + 1) * (len(tasks) - done - 1)
                best = min(r["misfit"] for r in log)
                print(
                    f"\rround {number}: {done + 1}/{len(tasks)} best {best:.2f}, {left / 60:.1f} min left",
                    end="",
                    file=sys.stderr,
                )
        print(file=sys.stderr)


def append(row: dict, fields: list[str]) -> None:
    """Add one point to the log."""
    new = not LOG.exists()
    LOG.parent.mkdir(exist_ok=True)
    with LOG.open("a", newline="") as file:
        writer = csv.DictWriter(file, fields)
        if new:
            writer.writeheader()
        writer.writerow({k: f"{v:.6g}" for k, v in row.items()})


def apply() -> None:
    """Write the best point into the declarations of `sim.behaviour` and remember it as chosen."""
    inside = [row for row in read_log() if all(low <= row[n] <= high for n, (_, low, high) in ranges().items())]
    best = min(inside, key=lambda row: row["misfit"])
    chosen = {name: best[name] for name in FREE}
    CHOSEN.write_text(
        json.dumps({"point": int(best["point"]), "misfit": best["misfit"], "values": chosen}, indent=1) + "\n"
    )
    groups = {g: type(getattr(Behaviour(), g)) for g in Behaviour._fields}
    for name, value in chosen.items():
        group, field = name.split(".")
        path = Path(sys.modules[groups[group].__module__].__file__ or "")
        text = path.read_text()
        start = text.index(f"class {groups[group].__name__}(")
        pattern = re.compile(rf"(    {field}: A\[.*\] = )[-0-9.e]+$", re.MULTILINE)
        changed, count = pattern.subn(rf"\g<1>{value!r}", text[start:], count=1)
        if count != 1:
            raise RuntimeError(f"{name} has no declaration of the usual form in {path.name}")
        path.write_text(text[:start] + changed)


def report() -> None:
    """Write docs/first-fit.md from the log, the chosen point and the states reached from other starts."""
    chosen = json.loads(CHOSEN.read_text())
    log = read_log()
    point = next(row for row in log if int(row["point"]) == chosen["point"])
    judged = {name: band for name, band in BANDS.items() if name in point}
    inside = [row for row in log if all(b.low <= row[n] <= b.high for n, b in judged.items())]
    lines = [
        "# First fit",
        "",
        "Written by `python -m tools.fit.first_fit --report`. The free parameters are set by a recorded search, never",
        "by hand: rounds of Latin hypercubes, wide ones first (`first-fit-wide.csv`, under earlier rules), then",
        "three rounds under the present rules (`first-fit.csv`, point 0 is the world as it was set before). A",
        "point is judged on a world at 1/40 that has lived 24 years under it, so a fit is a steady state. This is no",
        "calibration: it gives one point, not what is unknown about it.",
        "",
        "How it went, since a fit should be read with its attempts. The first 161 wide points and 48 narrow ones",
        "aimed at 16 bands, without the departures in the second and later years. A test of the second year then",
        "failed (.206 against .25-.41), so both were added as targets and searched again in four rounds of 100",
        "points, 5 of them inside all bands. Then the start of the world and the way people are recruited",
        "changed, and the search was run once more. The second-year departure is therefore fitted and no test of",
        "the model.",
        "",
        "**The mean integrity was set again later.** These rounds aimed at a rogue share that set large agencies",
        "above the line against all agencies below it (decision 103). `tools/fit/fit_integrity.py` sets it against the",
        "shares of agencies and of worker-weeks (`fit-integrity.csv`, decision 106), all else as found here.",
        "",
        f"{len(log)} points in the last rounds, {len(inside)} of them inside the {len(judged)} other bands.",
        "Chosen: point",
        f"{chosen['point']}, misfit {chosen['misfit']:.3f} (0 is the centre of every band).",
        "",
        "| outcome | band | chosen point | points inside |",
        "| --- | --- | --- | --- |",
    ]
    for name, band in judged.items():
        share = np.mean([band.low <= row[name] <= band.high for row in log])
        lines.append(f"| {name} | {band.low:g} to {band.high:g} | {point[name]:.4g} | {share:.0%} |")
    never = [name for name, band in judged.items() if not any(band.low <= row[name] <= band.high for row in log)]
    lines += ["", "No point reaches: " + (", ".join(never) if never else "none; every band is reached."), ""]
    lines += ["| free number | value | range |", "| --- | --- | --- |"]
    for name, (_, low, high) in ranges().items():
        now = f" (now {ranges()[name][0]:g})" if ranges()[name][0] != chosen["values"][name] else ""
        lines.append(f"| {name} | {chosen['values'][name]:g}{now} | {low:g} to {high:g} |")
    if STARTS.exists():
        lines += ["", "## States reached from other starts", "", starts_text(), ""]
    Path("docs/first-fit.md").write_text("\n".join(lines) + "\n")


def starts_text() -> str:
    """Table of the rogue share by year from several starting shares (`python -m tools.fit.starts`)."""
    with STARTS.open() as file:
        rows = list(csv.DictReader(file))
    years = sorted({int(row["year"]) for row in rows})
    lines = ["Rogue share of agencies (of worker-weeks), desk size, by year from the start of the warm-up.", ""]
    lines.append("| start | seed | " + " | ".join(f"year {y}" for y in years) + " |")
    lines.append("| --- | --- |" + " --- |" * len(years))
    for start, seed in sorted({(row["start"], row["seed"]) for row in rows}):
        path = [row for row in rows if (row["start"], row["seed"]) == (start, seed)]
        cells = " | ".join(f"{float(row['agencies']):.2f} ({float(row['workers']):.2f})" for row in path)
        lines.append(f"| {float(start):.0%} | {seed} | {cells} |")
    return "\n".join(lines)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--points", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--width", type=float, default=0.5, help="part of each range the first box covers")
    parser.add_argument("--apply", action="store_true", help="write the best point into the behaviour")
    parser.add_argument("--report", action="store_true", help="write docs/first-fit.md")
    args = parser.parse_args()
    if args.report:
        report()
    elif args.apply:
        apply()
    else:
        search(args.points, args.rounds, args.workers, args.width)


if __name__ == "__main__":
    main()
