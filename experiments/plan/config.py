"""How to run, composed by Hydra from ``conf/`` and checked by pydantic. No parameter of the world is set here.

Hydra knows names and types, pydantic knows ranges. Files of a user never pass through either: scenario files are data
for ``sim.scenario.loading``, and what a ``run.yaml`` of the user's own folder (``--config-dir``) says is read by
``experiments.plan.settings_file`` and handed on as if it had been given as options.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import pydantic

from experiments.plan.lists import LISTED, split_names
from experiments.plan.plan import Plan, read_seeds
from experiments.plan.settings_file import FILE_NAME, load_settings
from sim.declare.params import InvalidInput, Mistake, did_you_mean
from sim.scenario.loading import policy_names
from sim.world import SIZES

FIRST_POLICIES = (
    "mandatory-certification",
    "deposit",
    "decoupled-housing",
    "uitzendbeding-26-weeks",
    "all-four",
)
_REFERENCE = re.compile(r"\$\{")


@dataclasses.dataclass
class RunSchema:
    """Names and types for Hydra; plain, because Hydra cannot override frozen ones."""

    base: str | None = None
    policies: str = "default"
    size: str = "desk"
    seeds: str | None = None
    until: str | None = None
    workers: int | None = None
    record: str = "weekly"
    groups: str = "all"
    out: str | None = None


class RunConfig(pydantic.BaseModel):
    """The same, checked."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, strict=True)

    base: str | None
    policies: str
    size: Literal["smoke", "desk", "study", "nation"]
    seeds: str | None
    until: str | None
    workers: int | None = pydantic.Field(ge=1, le=1024)
    record: Literal["summary", "yearly", "weekly"]
    groups: Literal["none", "all"]
    out: str | None

    def plan(self, overrides: Mapping[str, Any]) -> Plan:
        """The plan it asks for, with overridden parameters."""
        seeds = read_seeds(self.seeds if self.seeds is not None else str(SIZES[self.size].seeds))
        return Plan(
            base=self.base,
            policies=chosen_policies(self.policies),
            size=self.size,
            seeds=seeds,
            end=self.until,
            overrides=tuple(sorted(overrides.items())),
            record=self.record,
            groups=self.groups,
        )


def chosen_policies(text: str) -> tuple[str, ...]:
    """Policies as written: names and paths with commas between, ``none``, or ``default``."""
    if text == "default":
        known = policy_names()
        return tuple(name for name in FIRST_POLICIES if name in known)
    if text == "none":
        return ()
    try:
        parts = split_names(text)
    except ValueError:
        parts = [""]
    if not all(parts) or len(set(parts)) < len(parts):
        message = "written twice" if all(parts) else "not a list of policies"
        raise InvalidInput([Mistake("policies", text, "", f"{LISTED} | none", message, "")])
    return tuple(parts)


def compose(given: Mapping[str, Any], folder: str | None = None) -> RunConfig:
    """The settings of a run: those given, else of the user's folder, else of the package.

    Parameters
    ----------
    given : mapping
        Settings by name; those that are None were not given.
    folder : str, optional
        A folder whose ``run.yaml`` says what is not given; what it leaves out is as the package has it.

    Raises
    ------
    InvalidInput
        For unknown names, wrong types, values out of range, and references to anything else.
    """
    file = Path(folder) / FILE_NAME if folder is not None else None
    own = load_settings(file) if file is not None else {}
    said = {name: value for name, value in given.items() if value is not None}
    plain = _composed([f"{name}={_quoted(name, value)}" for name, value in (own | said).items()])
    try:
        return RunConfig(**plain)
    except pydantic.ValidationError as error:
        mistakes = [_mistake(entry) for entry in error.errors()]
        written = own.keys() - said.keys()
        mistakes = [m._replace(path=f"{file}: {m.path}") if m.path in written else m for m in mistakes]
        raise InvalidInput(mistakes) from None


def _composed(words: list[str]) -> dict[str, Any]:
    # Half a second to import, and only this function needs it.
    from hydra import compose as compose_hydra
    from hydra import initialize_config_module
    from hydra.core.config_store import ConfigStore
    from hydra.errors import HydraException
    from omegaconf import OmegaConf
    from omegaconf.errors import OmegaConfBaseException

    ConfigStore.instance().store(name="run_schema", node=RunSchema)
    try:
        with initialize_config_module("conf", version_base="1.3"):
            return OmegaConf.to_container(compose_hydra("run", words), resolve=True)  # type: ignore[return-value]
    except (HydraException, OmegaConfBaseException, ValueError) as error:
        raise _from_hydra(error) from None


def _quoted(name: str, value: Any) -> str:
    """A value as Hydra reads it back unchanged; references are refused before Hydra sees them."""
    if not isinstance(value, str):
        return str(value)
    if _REFERENCE.search(value):
        raise InvalidInput([Mistake(name, value, "", "", "references are not allowed here", "")])
    # Hydra reads backslashes as such, except those that stand before a quote.
    escaped = re.sub(r"(\\*)('|\Z)", lambda m: m[1] * 2 + (r"\'" if m[2] else ""), value)
    return f"'{escaped}'"


def _mistake(entry: Any) -> Mistake:
    path = ".".join(str(part) for part in entry["loc"])
    context = entry.get("ctx", {})
    allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
    low, high = context.get("ge"), context.get("le")
    if low is not None or high is not None:
        allowed, message = "1 to 1024", "outside its range"
    else:
        message = {"literal_error": "unknown choice", "extra_forbidden": "unknown name"}.get(
            entry["type"], "not a number"
        )
    options = [part.strip() for part in allowed.split(",")]
    hint = did_you_mean(str(entry["input"]), options) if message == "unknown choice" else ""
    return Mistake(path, entry["input"], "", allowed, message, hint)


def _from_hydra(error: Exception) -> InvalidInput:
    """Hydra's own words, without its advice to add keys (they would be refused all the same)."""
    inner = error.__cause__ or error
    text = str(inner).splitlines()[0] if str(inner) else type(inner).__name__
    path = getattr(inner, "full_key", None) or "(settings)"
    known = ", ".join(field.name for field in dataclasses.fields(RunSchema))
    return InvalidInput([Mistake(str(path), "", "", known, "cannot be read", text[:200])])
