"""Tables for scripts and notebooks, as polars frames: outcomes by year, and what a policy changes, pair by pair."""

from __future__ import annotations

import collections
import os
from collections.abc import Iterable, Sequence
from typing import Any, TypeGuard

import polars as pl

from analysis.answers.columns import row_of
from analysis.answers.comparison import effects_of
from analysis.answers.records import Effect, PointRow
from analysis.answers.summary import values_of
from analysis.answers.sweep import is_sweep, sweep_of
from analysis.answers.view import last_day, last_full_year
from analysis.text.codebook import codebook_of
from analysis.text.languages import LANGUAGES, field
from experiments.plan.run_spec import BASE
from experiments.store.store import Store
from sim.declare.kinds import is_path
from sim.declare.params import InvalidInput, Mistake, did_you_mean
from sim.model import LabourMarket
from sim.outcomes.metrics import BY_NAME
from uitzendlab.held import Held

_OTHER_NAMES = {"n": "pairs", "value": "diff", "lo": "sim_lo", "hi": "sim_hi"}  # of a sweep, as those of one point


def yearly(*models: LabourMarket | Iterable[LabourMarket], lang: str = "en") -> pl.DataFrame:
    """Outcomes by calendar year of models, a row for each model, year and outcome; warm-up weeks are in no year.

    Parameters
    ----------
    *models : LabourMarket
        At any week, running or ended; or one list of them.
    lang : str
        Language of the labels, ``en`` or ``nl``.

    Returns
    -------
    polars.DataFrame
        base, policy (``base``: none), seed, year, weeks (simulated), complete (all weeks of the year were), metric,
        label, unit, value (of the country, in ``unit``; null where a denominator is empty or a window not full).
    """
    if not models:
        raise InvalidInput([Mistake("models", "", "", "one LabourMarket or more", "is missing", "")])
    every = _checked_models("models", models[0] if len(models) == 1 else models)
    _one_of("lang", lang, LANGUAGES)
    return pl.concat([_years(model, lang) for model in every])


def _years(model: LabourMarket, lang: str) -> pl.DataFrame:
    columns = model.yearly()
    value = pl.Series("value", columns["value"], dtype=pl.Float64, nan_to_null=True)
    names = columns["metric"].tolist()
    labels = [field(BY_NAME[name], "label", lang) for name in names]
    texts = {"metric": names, "label": labels, "unit": columns["unit"].tolist()}
    return pl.DataFrame(
        [
            *(pl.Series(name, columns[name]) for name in ("year", "weeks", "complete")),
            *(pl.Series(name, text, dtype=pl.String) for name, text in texts.items()),
            value,
        ]
    ).select(
        pl.lit(model.base.id).alias("base"),
        pl.lit(model.policy.id if model.policy else BASE).alias("policy"),
        pl.lit(model.seed, pl.Int32).alias("seed"),
        pl.all(),
    )


def effects(
    results: str | os.PathLike[str],
    period: int | str | None = None,
    outcomes: str | Sequence[str] = (),
    lang: str = "en",
) -> pl.DataFrame:
    """What every policy of a result folder changes: mean difference with its base over pairs of runs of one seed.

    The numbers of ``uitzendlab compare`` and of the page, from the same functions.

    Parameters
    ----------
    results : str or path
        Folder that ``uitzendlab run`` or ``sweep`` made.
    period : int or str, optional
        A calendar year, or ``all`` for the whole period. Default: the last full year.
    outcomes : str or sequence of str
        This outcome, or these outcomes, only. Default: those that are compared; of a sweep those of its experiment.
    lang : str
        Language of ``label`` and ``says``, ``en`` or ``nl``.

    Returns
    -------
    polars.DataFrame
        A row for each base, policy and outcome, of a sweep also ``point`` with its ``settings``: metric, label, unit,
        period, pairs, without, with_policy, diff with its interval alone (diff_lo, diff_hi) and for all outcomes of
        the table at once (sim_lo, sim_hi), the same as a part of the base (relative), finding and what may be said of
        it (says), and more. Numbers that rest on fewer than ten simulated persons are null.

    Raises
    ------
    InvalidInput
        When the folder holds no results, no finished pair, or not this period or outcome.
    """
    store = Store(results) if is_path(results) else None
    if store is None or store.manifest() is None:
        hint = "Make one: uitzendlab run --out DIR"
        raise InvalidInput([Mistake("results", str(results), "", "a result folder", "no result folder", hint)])
    return _effects(store, period, outcomes, lang)


def compare(
    without: Iterable[LabourMarket],
    with_policy: Iterable[LabourMarket],
    period: int | str | None = None,
    outcomes: str | Sequence[str] = (),
    lang: str = "en",
) -> pl.DataFrame:
    """What a change makes of outcomes: mean difference over pairs of models with the same seed, with intervals.

    Parameters
    ----------
    without, with_policy : LabourMarket, several
        Worlds at their end, of one size and end: those to compare with, and those with a policy or with other figures.
        Models whose seed is in one list only have no partner and do not count.
    period, outcomes, lang
        As in `effects`.

    Returns
    -------
    polars.DataFrame
        The columns of `effects`; ``policy`` is the one of the second list, or ``changed`` where these have none.

    Raises
    ------
    InvalidInput
        When models still run, differ in size or end, share no seed, or hold a seed twice, and when two of one seed
        stand on different base worlds.
    """
    before, after = _checked_models("without", without), _checked_models("with_policy", with_policy)
    seeds = [[model.seed for model in models] for models in (before, after)]
    found: list[Mistake] = []
    for name, mine in zip(("without", "with_policy"), seeds, strict=True):
        twice = sorted(seed for seed, times in collections.Counter(mine).items() if times > 1)
        found += [Mistake(name, seed, "", "a seed once", "written twice", "") for seed in twice]
    every = [*before, *after]
    if any(model.running for model in every):
        found.append(Mistake("models", "", "", "worlds at their end", "not at the end", "Call model.run_model()."))
    kinds = sorted({f"{model.size.name} to {model.last_week}" for model in every})
    if len(kinds) > 1:
        found.append(Mistake("models", ", ".join(kinds), "weeks", "one size and end", "not alike", ""))
    if not set(seeds[0]) & set(seeds[1]):
        hint = "Give both the same rng, as rng=1, rng=2 and rng=3."
        found.append(Mistake("models", str(seeds), "", "seeds that both have", "no pairs", hint))
    base_of = {model.seed: model.base.id for model in before}
    bases = {" and ".join((base_of[m.seed], m.base.id)) for m in after if base_of.get(m.seed, m.base.id) != m.base.id}
    for pair in sorted(bases):
        hint = "Give both the same base; without one a model stands on the base world that its policy names."
        found.append(Mistake("models", pair, "", "models of one seed on one base world", "the bases differ", hint))
    if found:
        raise InvalidInput(found)
    names = {model.policy.id for model in after if model.policy}
    label = names.pop() if len(names) == 1 else "changed"
    labelled = [(BASE, model) for model in before] + [(label, model) for model in after]
    last = every[0]
    return _effects(Held(labelled, last.size.scale, last.date.isoformat()), period, outcomes, lang)


def _effects(store: Store, period: int | str | None, outcomes: str | Sequence[str], lang: str) -> pl.DataFrame:
    if isinstance(outcomes, str) or not isinstance(outcomes, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance] - of any caller
        outcomes = (outcomes,)  # one name is no list of letters
    _one_of("lang", lang, LANGUAGES)
    values = values_of(store)
    periods = [] if values.is_empty() else values["period"].unique().sort().to_list()
    when = last_full_year(last_day(store)) if period is None and periods else str(period)
    _one_of("period", when, periods)
    for name in outcomes:
        _one_of("outcomes", name, list(codebook_of(store)))
    if is_held_or_point(store):
        rows = [_row(effect, lang) for effect in effects_of(store, when)]
        rows = [row for row in rows if not outcomes or row["metric"] in outcomes]
    else:
        if period is not None and when != last_full_year(last_day(store)):
            hint = "Other years of a sweep are in its summary.parquet, by point and period."
            raise InvalidInput([Mistake("period", when, "", last_full_year(last_day(store)), "not allowed here", hint)])
        sweep = sweep_of(store, tuple(outcomes))
        rows = [_row(row, lang) | {"settings": sweep.label(row.point)} for row in sweep.rows]
    if not rows:
        hint = "A pair is a run with a policy and the run of its base with the same seed."
        raise InvalidInput([Mistake("results", str(store.folder), "", "finished pairs", "no pairs", hint)])
    return pl.DataFrame(rows, infer_schema_length=None)


def is_held_or_point(store: Store) -> bool:
    """Whether a store holds a single design point."""
    return isinstance(store, Held) or not is_sweep(store)


def _row(effect: Effect | PointRow, lang: str) -> dict[str, Any]:
    """What is published of an effect, its words in one language."""
    facts = {_OTHER_NAMES.get(name, name): value for name, value in row_of(effect).items()}
    label = field(facts, "label", lang)
    said = {"says": effect.words(lang)} if isinstance(effect, Effect) else {}
    kept = {name: value for name, value in facts.items() if not name.startswith(("label_", "scope"))}
    order = ("base", "policy", "point", "metric")
    first = {name: kept.pop(name) for name in order if name in kept}
    return first | {"label": label} | kept | said


def _are_several(models: object) -> TypeGuard[Iterable[Any]]:
    return isinstance(models, Iterable) and not isinstance(models, LabourMarket)


def _checked_models(name: str, models: Any) -> list[LabourMarket]:
    found: list[Any] = list(models) if _are_several(models) else [models]
    if not found or not all(isinstance(model, LabourMarket) for model in found):
        kinds = ", ".join(sorted({type(model).__name__ for model in found})) or "nothing"
        raise InvalidInput([Mistake(name, kinds, "", "LabourMarket, one or a list", "not models", "")])
    return found


def _one_of(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        hint = did_you_mean(str(value), list(known))
        raise InvalidInput([Mistake(name, value, "", ", ".join(known), "unknown choice", hint)])
