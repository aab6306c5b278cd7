"""All sections of an answer beside the headline, the same for terminal, ``--json`` and page."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Sequence
from typing import Any

from analysis.answers import durations
from analysis.answers.columns import row_of
from analysis.answers.decompose import splits_of
from analysis.answers.groups import group_effects_of, group_name
from analysis.answers.payers import payers_of
from analysis.answers.policy_ranking import rivals_of
from analysis.answers.records import Compared, GroupEffect, Noise, Payer, Rival, Split, Step, YearEffect
from analysis.answers.sentences import passage_sentence, passage_sentences
from analysis.answers.transition import Worse, steps_of, worse_on_the_way
from analysis.answers.variance_decomposition import noise_of
from analysis.answers.view import View
from analysis.answers.years import years_of
from analysis.text.languages import LANGUAGES, in_each
from analysis.text.messages import family, say
from experiments.store.store import Store

Told = Compared | durations.Duration | durations.Curve


class Sections:
    """Sections of one folder, each made when first asked for."""

    def __init__(self, store: Store, view: View) -> None:
        self._store, self.view = store, view

    @functools.cached_property
    def steps(self) -> list[Step]:
        """Differences on the way, by half-year."""
        return steps_of(self._store, self.view.effects)

    @functools.cached_property
    def worse(self) -> list[Worse]:
        """What is worse on the way than the headline says."""
        return worse_on_the_way(self.steps, self.view.effects)

    @functools.cached_property
    def years(self) -> list[YearEffect]:
        """Effects by calendar year and by year since the start."""
        return years_of(self._store, self.view.measures, self.view.effects)

    @functools.cached_property
    def payers(self) -> list[Payer]:
        """Who pays."""
        return payers_of(self._store, self.view.period)

    @functools.cached_property
    def splits(self) -> list[Split]:
        """Changes of counts by heads and by rate."""
        return splits_of(self._store, self.view.period)

    @functools.cached_property
    def groups(self) -> list[GroupEffect]:
        """Effects by group."""
        return group_effects_of(self._store, self.view.period, self.view.scale)

    @functools.cached_property
    def rivals(self) -> list[Rival]:
        """Policies against each other."""
        return rivals_of(self._store, self.view.period)

    @functools.cached_property
    def noise(self) -> list[Noise]:
        """How much of each effect is Monte Carlo variation."""
        return noise_of(self._store, self.view.period)

    @functools.cached_property
    def _spells(self) -> tuple[list[durations.Duration], list[durations.Curve]]:
        return durations.of_store(self._store)

    @property
    def durations(self) -> list[durations.Duration]:
        """Lengths of spells."""
        return self._spells[0]

    @property
    def curves(self) -> list[durations.Curve]:
        """Survival curves of spells."""
        return self._spells[1]

    def on_the_way(self, base: str, policy: str, lang: str) -> list[str]:
        """Sentences on the passage of one policy."""
        worse = [w for w in self.worse if (w.worst.base, w.worst.policy) == (base, policy)]
        return passage_sentences(worse, of_policy(self.steps, base, policy), self.view.period, lang)

    def facts(self, names: Sequence[str] = ()) -> dict[str, Any]:
        """All sections as plain data, or those named, each with its period, scale and what its intervals are."""
        if names:
            return {name: self._section_facts(name) for name in names}
        worse = [
            {"base": w.worst.base, "policy": w.worst.policy, "metric": w.worst.metric, "worst": w.worst.period}
            | {"periods": w.periods, "shown": w.shown_worse, "periods_of_it": w.periods_of_it}
            | {f"sentence_{lang}": passage_sentence(w, lang) for lang in LANGUAGES}
            for w in self.worse
        ]
        found: dict[str, Any] = {name: self._section_facts(name) for name in ABOUT}
        found["passage"]["worse"] = worse
        found["spells"]["curves"] = [dataclasses.asdict(curve) for curve in self.curves]
        families = {"parties": "party", "shifts": "shift", "reasons": "reason", "findings": "finding"}
        found["words"] = {key: family(name) for key, name in families.items()} | {"groups": self.group_names()}
        return found

    def _section_facts(self, name: str) -> dict[str, Any]:
        view, (rows, about) = self.view, ABOUT[name]
        return {
            "period": f"{view.start}/{view.end}" if name in ("passage", "spells", "years") else view.period,
            # spells are counted as simulated
            "scale": None if name == "spells" else view.scale,
            **{f"about_{lang}": say(f"page.{about}", lang) for lang in LANGUAGES},
            "rows": [published(row) for row in rows(self)],
        }

    def group_names(self) -> dict[str, dict[str, str]]:
        """Names of the groups by language."""
        return {e.group: in_each(functools.partial(group_name, e.group)) for e in self.groups}


# by name: its rows, and what its intervals are (key of the family ``page``)
ABOUT: dict[str, tuple[Callable[[Sections], Sequence[Any]], str]] = {
    "passage": (lambda s: s.steps, "passage_text"),
    "years": (lambda s: s.years, "years_text"),
    "payers": (lambda s: s.payers, "payers_text"),
    "heads": (lambda s: s.splits, "splits_text"),
    "spells": (lambda s: s.durations, "durations_text"),
    "groups": (lambda s: s.groups, "groups_text"),
    "rivals": (lambda s: s.rivals, "rivals_text"),
    "noise": (lambda s: s.noise, "noise_text"),
}


def published(row: Told) -> dict[str, Any]:
    """A row of a section as it is published."""
    return row_of(row) if isinstance(row, Compared) else dataclasses.asdict(row)


def of_policy[Row: Told](rows: Sequence[Row], base: str, policy: str) -> list[Row]:
    """Rows of one policy."""
    return [row for row in rows if (row.base, row.policy) == (base, policy)]
