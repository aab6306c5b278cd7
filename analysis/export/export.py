"""A result folder for other programs: CSV, an Excel workbook, or the long table of the IAMC.

What leaves the folder is masked: counts of persons that rest on fewer than ten simulated ones, and every outcome of a
group that small. No text can start a formula where a spreadsheet would run it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from analysis.answers.annual import mondays, per_year
from analysis.answers.groups import HEADS
from analysis.answers.view import last_day
from analysis.export.design_points import Design
from analysis.export.target import DIALECTS, WORKBOOK, mark, refuse_other_plan, replaced, write_csv
from analysis.text.codebook import stored_codebook
from analysis.text.missing_values import LEAST, OF_PERSONS
from experiments.store.store import MANIFEST, TABLES, UNFINISHED, Store
from experiments.store.writable import refuse_unwritable, writing
from sim.declare.params import InvalidInput, Mistake

FORMATS = ("csv", "xlsx", "iamc")
SINGLE = ("summary", "runs", "codebook")
OF_DESIGN = ("design", "members")  # a row a point; which runs belong to which
KNOWN = (*SINGLE, *OF_DESIGN, *TABLES)
USUAL = ("summary", "yearly", "codebook", "runs")
EXCEL_ROWS = 1_048_575  # below the head of a sheet
NUMBERS = ("value", "mean", "lo", "hi", "diff", "diff_lo", "diff_hi", "p_better", "persons")
SUMS = {"flows": "persons", "ledger": "eur"}  # raw sums of the weeks of a calendar year
PER_YEAR = "_per_year"
_STARTS_FORMULA = r"^[=+\-@\t\r]"
_WORLD = ("base", "policy", "point", "run_id")
_WHEN = ("period", "year", "week")
_IAMC = {
    "mean": "",
    "lo": "|95% low",
    "hi": "|95% high",
    "diff": "|difference",
    "diff_lo": "|difference|95% low",
    "diff_hi": "|difference|95% high",
}


def masked(frame: pl.DataFrame, units: dict[str, str], scale: float) -> pl.DataFrame:
    """The frame without the numbers based on too few persons; ``masked`` says which rows those are.

    Parameters
    ----------
    frame
        A table of outcomes (with ``metric``) or ``flows`` (with ``persons``); any other comes back as it is.
    units
        Unit by metric.
    scale
        Simulated persons per person of the country.
    """
    least = LEAST / scale
    if "persons" in frame.columns:
        small = pl.col("persons").abs() < least
    elif "metric" in frame.columns:
        level = "mean" if "mean" in frame.columns else "value"
        counts = [name for name, unit in units.items() if unit in OF_PERSONS]
        small = pl.col("metric").is_in(counts) & (pl.col(level).abs() < least)
        frame = _with_heads(frame, level)
        small |= (pl.col("group_by") != "all") & (pl.col("heads") < least)
    else:
        return frame
    frame = frame.with_columns(small.fill_null(False).alias("masked")).drop("heads", strict=False)
    names = [name for name in frame.columns if name.removesuffix(PER_YEAR) in NUMBERS]
    hidden = [pl.when(~pl.col("masked")).then(pl.col(n)).alias(n) for n in names]
    return frame.with_columns(hidden)


def _with_heads(frame: pl.DataFrame, level: str) -> pl.DataFrame:
    """Persons present in the group of each row; of a comparison, in the smaller of both worlds."""
    same = [n for n in (*_WORLD, "group_by", "group", *_WHEN) if n in frame.columns]
    found = frame.filter(metric=HEADS).select(*same, pl.col(level).alias("heads"))
    frame = frame.join(found, on=same, how="left", nulls_equal=True)
    if "diff" not in frame.columns:
        return frame
    both = [n for n in same if n != "policy"]
    bases = found.filter(policy="base").select(*both, pl.col("heads").alias("base_heads"))
    frame = frame.join(bases, on=both, how="left", nulls_equal=True)
    return frame.with_columns(pl.min_horizontal("heads", "base_heads").alias("heads")).drop("base_heads")


def harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with an apostrophe before every text, and head, that a spreadsheet would take for a formula."""
    frame = frame.rename({name: "'" + name for name in frame.columns if re.match(_STARTS_FORMULA, name)})
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    return frame.with_columns(
        pl.when(pl.col(n).str.contains(_STARTS_FORMULA)).then("'" + pl.col(n)).otherwise(pl.col(n)).alias(n)
        for n in texts
    )


def iamc(
    summary: pl.DataFrame, units: dict[str, str], model: str, labels: Mapping[int, str] | None = None
) -> pl.DataFrame:
    """Yearly means, differences and their 95% ends as model, scenario, region, variable, unit, year, value.

    A scenario is the base, the policy and the point: by its name of ``labels``, else by its number if that is not 0.
    """
    years = summary.filter(pl.col("period").str.contains(r"^\d{4}$"), group_by="all")
    long = years.unpivot(list(_IAMC), index=["base", "policy", "point", "metric", "period"], variable_name="what")
    world = pl.col("base") + "|" + pl.col("policy")
    number = pl.col("point").cast(pl.String)
    point = pl.when(pl.col("point") > 0).then("|point " + number).otherwise(pl.lit(""))
    if labels:
        named = {str(key): f"|{label}" for key, label in labels.items()}
        point = number.replace_strict(named, default=point)
    return (
        long.drop_nulls("value")
        .select(
            pl.lit(model).alias("model"),
            (world + point).alias("scenario"),
            pl.lit("Netherlands").alias("region"),
            (pl.col("metric") + pl.col("what").replace_strict(_IAMC)).alias("variable"),
            pl.col("metric").replace_strict(units).alias("unit"),
            pl.col("period").cast(pl.Int32).alias("year"),
            "value",
        )
        .sort("scenario", "variable", "year")
    )


def export(
    store: Store, kind: str, tables: Sequence[str], out: Path, dialect: str = "en", force: bool = False
) -> list[Path]:
    """Write the tables; gives the files.

    Parameters
    ----------
    kind
        One of ``FORMATS``. ``csv`` makes a file a table and the manifest, ``xlsx`` a sheet each in one workbook,
        ``iamc`` one table made of the summary. Where there are several design points the design goes along: a row a
        point, and its settings as columns beside outcomes (`analysis.export.design_points`).
    out
        Folder to write into; made if it is not there, and nothing else in it is touched.
    dialect
        One of ``DIALECTS``: how CSV is written. ``nl`` opens in a Dutch Excel by a double click.
    force
        Replace an export of another plan: its files are removed. The results of another plan are never written over.

    Raises
    ------
    InvalidInput
        For an unknown or empty table, one too long for a sheet, a folder that takes no files or holds another plan;
        before anything is written. Also for a disk that gets full.
    """
    if dialect not in DIALECTS:
        raise InvalidInput([Mistake("dialect", dialect, "", ", ".join(DIALECTS), "unknown choice", "")])
    manifest = store.manifest() or {}
    refuse_other_plan(store, manifest, out, force)
    units = dict(stored_codebook(store).select("name", "unit").iter_rows())
    scale = float(manifest["scale"])
    design = Design(store)
    if kind == "iamc":
        model, labels = f"uitzendlab {manifest['versions'].get('uitzendlab', '')}".strip(), design.labels()
        frames = {"iamc": iamc(masked(store.read("summary"), units, scale), units, model, labels)}
        if design.several:
            named = pl.col("point").cast(pl.String)
            named = named.replace_strict({str(k): v for k, v in labels.items()}, default="point " + named)
            frames["design"] = design.table().select("point", named.alias("scenario"), pl.exclude("point"))
    else:
        chosen = (*tables, "design") if design.several else tables
        frames = {
            name: design.beside(name, masked(_table(store, name, design), units, scale))
            for name in dict.fromkeys(chosen)
        }
    frames = {name: harmless(frame) for name, frame in frames.items()}
    for name, frame in frames.items() if kind == "xlsx" else ():
        if frame.height > EXCEL_ROWS:
            hint = "Use csv, or another table."
            raise InvalidInput([Mistake("tables", name, "rows", f"at most {EXCEL_ROWS}", "too many rows", hint)])
    refuse_unwritable("out", out)  # before the folder is made, so that no empty one is left
    new = not out.exists()
    try:
        with writing("out", out, ()):
            for path in replaced(manifest, out, (*KNOWN, "iamc")):
                path.unlink(missing_ok=True)  # else they would lie beside a manifest that is not theirs
            return _write_all(kind, frames, manifest, out, dialect)
    except InvalidInput:
        if new:
            with contextlib.suppress(OSError):  # some of the files did find room
                out.rmdir()
        raise


def _write_all(
    kind: str, frames: dict[str, pl.DataFrame], manifest: dict[str, Any], out: Path, dialect: str
) -> list[Path]:
    out.mkdir(parents=True, exist_ok=True)
    if kind == "xlsx":
        return [_write(out / WORKBOOK, lambda path: _workbook(path, frames, manifest))]
    files = [_write(out / f"{name}.csv", write_csv(frame, dialect)) for name, frame in frames.items()]
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    return [*files, _write(out / MANIFEST, lambda path: path.write_text(text, "utf-8"))]


def _table(store: Store, name: str, design: Design) -> pl.DataFrame:
    if name not in KNOWN:
        raise InvalidInput([Mistake("tables", name, "", ", ".join(KNOWN), "unknown choice", "")])
    if name in OF_DESIGN:
        return design.table() if name == "design" else design.members()
    frame = stored_codebook(store) if name == "codebook" else store.read(name)
    if frame.is_empty():
        hint = "These runs were kept with less detail."
        raise InvalidInput([Mistake("tables", name, "", "", "holds no rows", hint)])
    return with_annual(frame, SUMS[name], last_day(store)) if name in SUMS else frame


def with_annual(frame: pl.DataFrame, name: str, last: str) -> pl.DataFrame:
    """Sums by calendar year with their weeks (52 or 53), and on the annual basis that outcomes have beside them."""
    weeks = {year: mondays(str(year), last) for year in frame["year"].unique()}
    factors = {year: per_year(str(year), last) for year in weeks}
    of = pl.col("year")
    return frame.with_columns(
        of.replace_strict(weeks, return_dtype=pl.Int32).alias("weeks"),
        (pl.col(name) * of.replace_strict(factors, return_dtype=pl.Float64)).alias(name + PER_YEAR),
    )


def _workbook(path: Path, frames: dict[str, pl.DataFrame], manifest: dict[str, Any]) -> None:
    import xlsxwriter
    import xlsxwriter.exceptions

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    facts = pl.DataFrame(
        [(name, json.dumps(value, ensure_ascii=False)[:32_000]) for name, value in manifest.items()],
        schema=["name", "value"],
        orient="row",
    )
    try:
        with xlsxwriter.Workbook(path, plain) as workbook:
            mark(workbook, manifest)
            for name, frame in {**frames, "manifest": harmless(facts)}.items():
                frame.write_excel(workbook, worksheet=name, autofit=frame.height < 10_000)
    except xlsxwriter.exceptions.FileCreateError as error:  # hides what the system said
        raise OSError(None, str(error)) from error


def _write(target: Path, fill: Callable[[Path], Any]) -> Path:
    """A file that appears whole or not at all."""
    part = target.with_name(f"{target.stem}.{uuid.uuid4().hex[:8]}{UNFINISHED}{target.suffix}")
    try:
        fill(part)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target
