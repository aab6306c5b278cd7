"""An experiment: uncertainties x levers x base worlds x seeds -> outcomes, from a file and from words."""

from __future__ import annotations

import dataclasses
import functools
import os
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeGuard

from experiments.design.designs import KINDS, MOST_POINTS, Choices, Interval
from experiments.design.grammar import Said, expand, seeds_of, swept
from experiments.design.ranges import WHOLE, all_of, choices_of, interval_of
from experiments.plan.lists import LISTED, beside, join_names, split_names
from experiments.plan.parameters import know_own, unknown, written
from experiments.plan.plan import read_seeds
from sim.declare.kinds import is_list, is_mapping
from sim.declare.params import InvalidInput, Mistake, did_you_mean
from sim.declare.validation import SLUG, Checker, Words, join
from sim.declare.yaml_reader import MAX_BYTES, parse_checked, shown
from sim.outcomes.metrics import BY_NAME
from sim.world import SIZES

MOST_DESIGN_SEED = 2**31 - 1
_OPTIONAL = ("text", "base", "policies", "size", "seeds", "until", "design", "vary", "set", "outcomes")


@dataclasses.dataclass(frozen=True)
class Experiment:
    """What is asked, before any world is loaded; None or empty where nothing is said."""

    id: str = "sweep"
    title: Words = Words("Eigen experiment", "Experiment of your own")  # noqa: RUF009
    text: Words = Words("", "")  # noqa: RUF009
    base: str | None = None  # several with commas
    policies: str | None = None
    size: str | None = None
    seeds: tuple[int, ...] | None = None
    until: str | None = None
    kind: str | None = None
    points: int | None = None
    design_seed: int = 1
    points_file: str | None = None
    vary: Mapping[str, Choices | Interval] = dataclasses.field(default_factory=dict[str, Choices | Interval])
    fixed: Mapping[str, Any] = dataclasses.field(default_factory=dict[str, Any])
    outcomes: tuple[str, ...] = ()

    def with_words(self, said: Said) -> Experiment:
        """The experiment with the settings of the words in place of those of the file."""
        settings: dict[str, Any] = dict(said.settings)
        seeds = said.seeds
        changed = {name: settings[name] for name in ("base", "policies", "size", "until") if name in settings}
        vary = {key: what for key, what in self.vary.items() if key not in said.fixed} | said.vary
        fixed = {key: value for key, value in self.fixed.items() if key not in said.vary} | said.fixed
        return dataclasses.replace(self, **changed, vary=vary, fixed=fixed, seeds=seeds or self.seeds)

    def facts(self) -> dict[str, Any]:
        """The declaration as plain data, for the manifest: from it a design can be generated again or extended."""
        return dataclasses.asdict(self)


def experiment_names() -> list[str]:
    """Names of the experiments that come with the package."""
    names = (item.name for item in files("conf").joinpath("experiment").iterdir())
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def load_experiment(source: str, told: bool = True) -> Experiment:
    """An experiment by name or path; mistakes name the file if ``told``.

    Raises
    ------
    InvalidInput
        With every mistake in the file, or when there is no such name or file.
    """
    content, folder = _content(source)
    try:
        return parse_checked(content, lambda data: from_data(data, folder))
    except InvalidInput as error:
        raise InvalidInput([m._replace(path=f"{source}: {m.path}") if told else m for m in error.mistakes]) from None


def _content(source: str) -> tuple[bytes, str]:
    names = experiment_names()
    if source in names:
        return files("conf").joinpath("experiment", f"{source}.yaml").read_bytes(), ""
    try:
        # the type of a file is looked at first: a pipe or device could be read without end
        if Path(source).is_file():
            with open(source, "rb") as file:
                return file.read(MAX_BYTES + 1), os.path.dirname(source)
    except (OSError, ValueError):
        raise InvalidInput([Mistake("experiment", shown(source), "", "", "this file cannot be read", "")]) from None
    if SLUG.match(source):
        hint = did_you_mean(source, names) or "See `uitzendlab list experiments`."
        raise InvalidInput([Mistake("experiment", source, "", ", ".join(names), "unknown name", hint)])
    raise InvalidInput([Mistake("experiment", shown(source), "", ", ".join(names), "no such file", "")])


def from_data(data: Any, folder: str = "") -> Experiment:
    """The experiment that a file describes; the file of points is looked for beside it, in ``folder``.

    Raises
    ------
    InvalidInput
        With every mistake.
    """
    check = Checker()
    top = check.mapping(data, "", ("id", "title"), _OPTIONAL)
    name = check.slug(top.get("id"), "id") if "id" in top else ""
    title = check.words(top["title"], "title") if "title" in top else Words("", "")
    text = check.words(top["text"], "text", 5000) if "text" in top else title
    size = check.one_of(top["size"], "size", list(SIZES)) if "size" in top else None
    until = check.date(top["until"], "until") if "until" in top else None
    design = check.mapping(top.get("design", {}), "design", (), ("kind", "points", "seed", "file"))
    kind = check.one_of(design["kind"], "design.kind", list(KINDS)) if "kind" in design else None
    points = check.whole(design.get("points"), "design.points", 1, MOST_POINTS, "points", 0) or None
    seed = check.whole(design.get("seed"), "design.seed", 0, MOST_DESIGN_SEED, "", 1)
    file = check.text(design["file"], "design.file", 1000) if "file" in design else None
    lists = {key: _list(check, top[key], key, folder) for key in ("base", "policies") if key in top}
    know_own(lists.get("policies"))
    vary = _each(check, top.get("vary", {}), "vary", _range_of)
    fixed = _each(check, top.get("set", {}), "set", _value_of)
    for key in vary.keys() & fixed.keys():
        check.refuse(join("set", key), fixed[key], "written twice")
    outcomes = [check.one_of(item, path, list(BY_NAME)) for path, item in check.rows(top.get("outcomes"), "outcomes")]
    if len(set(outcomes)) < len(outcomes) and not check.mistakes:
        check.refuse("outcomes", ", ".join(outcomes), "written twice")
    seeds = _attempt(check, functools.partial(_seeds, top["seeds"])) if "seeds" in top else None
    check.done()
    return Experiment(
        name, title, text, lists.get("base"), lists.get("policies"), size, seeds, until and until.isoformat(),
        kind, points, seed, os.path.join(folder, file) if file else None, vary, fixed, tuple(outcomes),
    )  # fmt: skip


def _list(check: Checker, value: Any, path: str, folder: str) -> str:
    """Names or paths, written as text with commas or as a list; a file is looked for in ``folder`` first."""
    parts: list[tuple[str, Any]] = check.rows(value, path) if not isinstance(value, str) else []
    if isinstance(value, str):
        try:
            parts = [(path, name) for name in split_names(check.text(value, path, 2000), folder)]
        except ValueError:
            check.refuse(path, value, "not a list of names", LISTED)
    texts = [check.text(part, place, 2000) for place, part in parts]
    if not texts and not check.mistakes:
        check.refuse(path, value, "is missing", "names or paths")
    return join_names(beside(text, folder) for text in texts)


def _seeds(value: Any) -> tuple[int, ...]:
    if is_list(value):
        return seeds_of(value)
    if isinstance(value, str) and "(" in value:
        return seeds_of(expand("seeds", value))
    return read_seeds(str(value))


def _each(check: Checker, value: Any, path: str, read: Any) -> dict[str, Any]:
    """Every key of a mapping of parameters, read on its own so that all mistakes are reported."""
    if not is_mapping(value):
        check.refuse(path, value, "must be a mapping of names to values")
        return {}
    found = {key: _attempt(check, functools.partial(read, key, item), path) for key, item in value.items()}
    return {key: item for key, item in found.items() if item is not None}


def _attempt(check: Checker, read: Any, path: str = "") -> Any:
    try:
        return read()
    except InvalidInput as error:
        check.add(InvalidInput([m._replace(path=join(path, m.path)) for m in error.mistakes]))
        return None


def _value_of(key: str, value: Any) -> Any:
    if mistake := unknown(key, value):
        raise InvalidInput([mistake])
    return written(key, value)


def _is_several(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, Sequence)


def _range_of(key: str, value: Any) -> Choices | Interval:
    """Values of a parameter: a list, ``{low, high}``, the word interval, or a text as on the command line."""
    if mistake := unknown(key):
        raise InvalidInput([mistake])
    if isinstance(value, dict):
        check = Checker()
        ends = check.mapping(value, key, (), ("low", "high"))
        check.done()
        return interval_of(key, ends.get("low"), ends.get("high"))
    if value == WHOLE:
        return all_of(key)
    if isinstance(value, str):
        return swept(key, value)
    return choices_of(key, value if _is_several(value) else [value])
