"""What each measure alone does to its own margin: a stored experiment, and its table docs/lever-effects.csv.

    python -m tools.docs.lever_effects results/lever-effects          make the runs, then write the table
    python -m tools.docs.lever_effects --blank                        a table without figures, before the first run

Each measure enters alone on the law of 2020, at its defaults, and is compared seed by seed with the world without it.
A measure that does nothing by itself enters beside those that its margin names (`sim/measures/letter.yaml`), and is
compared with these alone. The folder is a result folder as any other: stopped or killed, the same command goes on.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from analysis.answers.summary import values_of
from analysis.statistics.domain import Domain, domains
from analysis.statistics.false_discovery import chosen
from analysis.statistics.paired import differences, pair_up
from experiments.engine.batch import run_batch
from experiments.engine.executors import available_cores, executor
from experiments.plan.plan import Plan, resolve
from experiments.plan.run_spec import BASE
from experiments.store.store import Store
from sim.measures import LEVERS
from sim.measures.catalogue import measures
from sim.measures.measure_file import Margin

TABLE = Path(__file__).parents[2] / "docs" / "lever-effects.csv"
SIZE, SEEDS, UNTIL = "desk", 8, "2025-12-31"  # the last full year is read: most that is built has opened by then
ANNOUNCED, FROM = "2021-01-04", "2021-07-05"  # as the first policies
COLUMNS = (
    *("id", "measure", "outcome", "expected", "beside", "size", "year"),
    *("without", "diff", "diff_lo", "diff_hi", "pairs", "verdict"),
)
DIGITS = 6
EXPECTED, OPPOSITE, UNSEEN, SAME, UNMEASURED = "expected", "opposite", "unseen", "same", "unmeasured"


def margins() -> dict[str, Margin]:
    """The own margin of every lever by slug, in the order of the catalogue."""
    return {m.slug: m.margin for m in measures() if m.margin is not None}


def policy_name(slugs: Sequence[str]) -> str:
    """Name of the policy that pulls these levers and no others; that of the base for none."""
    return "-and-".join(slugs).replace("_", "-") if slugs else BASE


def write_policies(folder: Path, slugs: Sequence[str]) -> list[str]:
    """Write a scenario file for each measure, and for what some stand beside; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    found = margins()
    wanted = [(*found[slug].beside, slug) for slug in slugs] + [found[slug].beside for slug in slugs]
    paths = {}
    for levers in dict.fromkeys(levers for levers in wanted if levers):
        title = " + ".join(LEVERS[slug].title_en for slug in levers)
        dutch = " + ".join(LEVERS[slug].title_nl for slug in levers)
        rows = [{"lever": slug, "announced": ANNOUNCED, "from": FROM} for slug in levers]
        name = policy_name(levers)
        data = {"id": name, "title": {"nl": dutch, "en": title}, "base": "law-2020", "levers": rows}
        paths[name] = folder / f"{name}.yaml"
        with paths[name].open("w", encoding="utf-8") as file:
            yaml.safe_dump(data, file, sort_keys=False, allow_unicode=True)
    return [str(path) for path in paths.values()]


def make_runs(folder: Path, given: argparse.Namespace, slugs: Sequence[str]) -> None:
    """Make the runs that are not in the folder yet."""
    policies = write_policies(folder.with_name(folder.name + "-policies"), slugs)
    plan = Plan(
        policies=tuple(policies), size=given.size, seeds=tuple(range(given.seeds)), end=given.until,
        record="yearly", groups="none",
    )  # fmt: skip
    resolved = resolve(plan)
    done = 0

    def tell(spec: Any, status: str) -> None:
        nonlocal done
        done += 1
        print(f"{done} of {len(resolved.specs)}: {spec.policy} seed {spec.seed} {status}", file=sys.stderr)

    command = f"python -m tools.docs.lever_effects {folder}"
    batch = run_batch(
        resolved, Store(folder), lambda runs: executor(given.workers, runs), on_done=tell, command=command
    )
    if batch.failed:
        raise SystemExit(f"{len(batch.failed)} runs failed, the first: {batch.failed[0]['error']}")


def effects(
    values: pl.DataFrame, slugs: Sequence[str], size: str, limits: Mapping[str, Domain]
) -> list[dict[str, Any]]:
    """A row of the table for each measure, from the last year of ``values``, those of all runs by period."""
    found = margins()
    values = values.filter(group_by="all")
    year = max(period for period in values["period"].unique() if period != "all")
    parts = [_pairs(values, slug, found[slug], year) for slug in slugs]
    table = chosen(differences(pair_up(pl.concat(parts)), {}, limits))
    rows = {row["policy"]: row for row in table.iter_rows(named=True)}
    return [_row(slug, found[slug], size, year, rows[slug]) for slug in slugs]


def _pairs(values: pl.DataFrame, slug: str, margin: Margin, year: str) -> pl.DataFrame:
    """Values of the margin in the worlds with the measure and without it, as a policy of that name and its base.

    Each measure has a base of its own name, since what it is compared with differs where it stands beside others.
    """
    own, name = values.filter(metric=margin.outcome, period=year), policy_name((*margin.beside, slug))
    with_it = own.filter(policy=name).with_columns(pl.lit(slug).alias("policy"))
    without = own.filter(policy=policy_name(margin.beside)).with_columns(pl.lit(BASE).alias("policy"))
    return pl.concat([with_it, without]).with_columns(pl.lit(slug).alias("base"))


def _row(slug: str, margin: Margin, size: str, year: str, found: dict[str, Any]) -> dict[str, Any]:
    figures = {name: found[name] for name in ("without", "diff", "diff_lo", "diff_hi", "pairs")}
    return _head(slug, margin, size, year) | figures | {"verdict": verdict(margin.sign, found)}


def _head(slug: str, margin: Margin, size: str, year: str) -> dict[str, Any]:
    beside = " ".join(LEVERS[other].id for other in margin.beside)
    head = {"id": LEVERS[slug].id, "measure": slug, "outcome": margin.outcome, "expected": margin.sign}
    return head | {"beside": beside, "size": size, "year": year}


def verdict(sign: str, found: dict[str, Any]) -> str:
    """What came of an expected sign: of the differences told apart at most one in twenty is expected to be chance.

    A difference that is the same in every pair, as that of a number of visits which the rules set, needs no test.
    """
    alike = found["pairs"] >= 2 and found["sd"] == 0.0
    if alike and found["diff"] == 0.0:
        return SAME
    if not (alike or found["chosen"]):
        return UNSEEN
    return EXPECTED if (found["diff"] > 0.0) == (sign == "up") else OPPOSITE


def blank() -> list[dict[str, Any]]:
    """Rows without figures."""
    none = dict.fromkeys(COLUMNS, "")
    return [none | _head(slug, margin, "", "") | {"verdict": UNMEASURED} for slug, margin in margins().items()]


def write_table(rows: Sequence[dict[str, Any]], path: Path = TABLE) -> None:
    """Write the table; figures to six digits, so that it is the same on every machine."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        out.writeheader()
        out.writerows({name: _written(value) for name, value in row.items()} for row in rows)


def _written(value: Any) -> Any:
    return f"{value:.{DIGITS}g}" if isinstance(value, float) else "" if value is None else value


def read_table(path: Path = TABLE) -> list[dict[str, Any]]:
    """The rows of the table, with figures as numbers and None where there is none."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    numbers = ("without", "diff", "diff_lo", "diff_hi", "pairs")
    return [row | {name: float(row[name]) if row[name] else None for name in numbers} for row in rows]


def main(words: list[str]) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("results/lever-effects"))
    parser.add_argument("--blank", action="store_true", help="write a table without figures")
    parser.add_argument("--size", default=SIZE)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--until", default=UNTIL)
    parser.add_argument("--workers", type=int, default=available_cores())
    parser.add_argument("--only", help="slugs with commas between; needs --table, the stored one is of all")
    parser.add_argument("--table", type=Path, default=TABLE)
    given = parser.parse_args(words)
    slugs = given.only.split(",") if given.only else list(margins())
    if unknown := [slug for slug in slugs if slug not in LEVERS]:
        parser.error(f"unknown: {', '.join(unknown)}; see uitzendlab list levers")
    if given.only and given.table == TABLE:
        parser.error("--only makes a part of the table: name another with --table")
    if given.blank:
        write_table(blank(), given.table)
        return 0
    make_runs(given.folder, given, slugs)
    store = Store(given.folder)
    rows = effects(values_of(store), slugs, given.size, domains(store))
    write_table(rows, given.table)
    for row in rows:
        print(f"{row['id']:6} {row['measure']:26} {row['outcome']:36} {_written(row['diff']):>12} {row['verdict']}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
