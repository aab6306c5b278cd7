"""What a manifest must hold, for pydantic: every field that some command reads, of the right type.

Names of runs and worlds are parts of paths, so they may be nothing else than such names.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pydantic

from experiments.plan.lists import split_names
from experiments.plan.plan import MOST_SEEDS
from experiments.store.looks import FEWEST

_Text = pydantic.StrictStr
_RunId = Annotated[_Text, pydantic.StringConstraints(pattern=r"^[0-9a-f]{16}$")]
_Seed = Annotated[int, pydantic.Field(strict=True, ge=0, lt=10**9)]
_Look = Annotated[int, pydantic.Field(strict=True, ge=FEWEST, le=MOST_SEEDS)]
_Slug = Annotated[_Text, pydantic.StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
_Base = Annotated[_Text, pydantic.StringConstraints(pattern=r"^[a-z0-9]+([-~][a-z0-9]+)*$")]  # with items left out
_Number = Annotated[float, pydantic.Field(strict=True, allow_inf_nan=False)]
_Value = pydantic.StrictBool | pydantic.StrictInt | _Number | _Text
_Settings = dict[_Text, _Value]


class _Strict(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(strict=True, extra="allow")


class _Plan(_Strict):
    """The fields of `experiments.plan.plan.Plan`, and no other: it is made of them."""

    model_config = pydantic.ConfigDict(strict=True, extra="forbid")

    base: _Text | None
    policies: list[_Text]
    size: Literal["smoke", "desk", "study", "nation"]
    seeds: Annotated[list[_Seed], pydantic.Field(min_length=1)]
    draws: list[_Text]
    end: _Text | None
    overrides: _Settings
    design: list[_Settings]
    record: Literal["summary", "yearly", "weekly"]
    groups: Literal["none", "all"]


class _Values(_Strict):
    values: list[_Value]


class _Ends(_Strict):
    low: _Number
    high: _Number


class _Words(_Strict):
    nl: _Text
    en: _Text


class _Experiment(_Strict):
    """What was asked in a sweep, as far as it is read again."""

    title: _Words
    text: _Words
    kind: _Text | None
    design_seed: Annotated[int, pydantic.Field(strict=True, ge=0, lt=2**31)]
    points_file: _Text | None
    vary: dict[_Text, _Values | _Ends]
    outcomes: list[_Text]


class _Configuration(_Strict):
    looks: list[_Look] = []  # of a folder whose seeds were added until an effect was known narrowly enough
    workers: Annotated[int, pydantic.Field(strict=True, ge=1, le=1024)] | None = None
    # A run has none; None would be another answer to "is this of a sweep?".
    experiment: _Experiment = pydantic.Field(default=None)  # pyright: ignore[reportAssignmentType]


class Manifest(_Strict):
    """The whole of it; more fields may be there."""

    command: _Text
    plan: _Plan
    configuration: _Configuration
    run_ids: list[_RunId]
    scale: Annotated[_Number, pydantic.Field(gt=0)]
    bases: dict[_Text, _Base]
    policies: dict[_Text, _Slug]
    titles: dict[_Text, _Words]
    measures: dict[_Text, list[dict[_Text, Any]]]
    versions: dict[_Text, _Text]
    start: _Text
    end: _Text | None

    @pydantic.model_validator(mode="after")
    def _worlds_are_named(self) -> Manifest:
        asked = set(split_names(self.plan.base or "")) - {""}
        if not asked <= set(self.bases) or not set(self.plan.policies) <= set(self.policies):
            raise ValueError("bases, policies")
        return self
