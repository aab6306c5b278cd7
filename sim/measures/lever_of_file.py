"""A lever out of a measure file: its numbers, its effects on rules, and what follows from these."""

from __future__ import annotations

import hashlib
import importlib
from dataclasses import dataclass, replace
from typing import Any

from sim.declare import plugins
from sim.declare.kinds import is_mapping
from sim.declare.params import InvalidInput, Number, convert, did_you_mean
from sim.declare.validation import Checker, Words, join
from sim.measures.declaration import RULES_ARE, Parameter, numbers_of, parameter, reader
from sim.measures.effects import (
    MODIFIERS,
    OPERATORS,
    RULES,
    Effect,
    applied,
    by_new_only,
    comes_last,
)
from sim.measures.formula import Formula, FormulaError, formula
from sim.measures.lever import Standing
from sim.measures.neutral import neutral_numbers
from sim.rules import Rules

UNRECKONABLE = "a formula has no finite value here"
SHARE = Number("a share", "share", 0.0, 1.0, "assumed", "assumption: by its nature")
CODE_HINT = f"Code runs only out of packages that {plugins.VARIABLE} names, and then without effects."
OWN_TERM = "It has a term of its own: set {}."
MISSING, OF_RULE = "is missing", (".unit", ".low", ".high")
UNRECKONED = (ZeroDivisionError, OverflowError, ValueError)  # what a formula may come to
KEYS = ("parameters", "only_if", "effects", "code", "own_term", "at_once", "neutral")


@dataclass(frozen=True, eq=False)
class Lever:
    """A measure that the model can pull.

    A lever holds no state, draws nothing and writes no column: `rewrite` gives the rules of a week, and the phases read
    those. At the numbers in ``neutral`` it changes nothing.
    """

    id: str  # number of the recommendation in the letter, as ``2.1.C``; of a measure of one's own its slug
    slug: str
    title_nl: str
    title_en: str
    parameters: Any  # NamedTuple of declared numbers with their defaults
    texts: dict[str, Words]  # what each number means
    neutral: dict[str, Any]
    effects: tuple[Effect, ...]
    only_if: Formula | None  # it does nothing while this is zero or less
    sources: tuple[str, ...]
    at_once: str  # why it cannot be phased in, and what to do instead; empty: ``phase_in_weeks`` bites
    code: Any = (
        None  # has ``rewrite``, for what effects cannot say: of `sim.measures.code`, or of `sim.declare.plugins`
    )
    content: bytes | None = None  # its file, where it is a measure of one's own
    first: bool = False  # it is a change of the law itself, on which measures build

    def rewrite(self, rules: Rules, parameters: Any, standing: Standing) -> Rules:
        """The rules of a week in which it stands so far."""
        if self.code is not None:
            return self.code.rewrite(rules, parameters, standing)
        if self.only_if is not None and self.only_if.value(lambda name: _read(rules, parameters, name)) <= 0.0:
            return rules
        return applied(rules, self.effects, parameters, standing)

    def milestones(self, parameters: Any) -> tuple[int, ...]:
        """Weeks after the start in which the rules change once more, apart from the phase-in."""
        if self.code is not None:
            return getattr(self.code, "milestones", _none)(parameters)
        read = reader(parameters)
        return tuple(sorted(set[int]().union(*(effect.milestones(read) for effect in self.effects))))

    @property
    def last(self) -> bool:
        """Whether it comes after other levers wherever it stands in a plan."""
        return comes_last(self.effects) if self.code is None else getattr(self.code, "LAST", False)

    @property
    def tells_new(self) -> bool:
        """Whether it tells new firms, contracts or stays from old ones (``applies_to: new``)."""
        return by_new_only(self.effects) if self.code is None else getattr(self.code, "TELLS_NEW", False)

    @property
    def works(self) -> str:
        """A hash of all by which it moves rules; of code the name, since the code has its own hash."""
        parts = [self.only_if.text if self.only_if else "", code_name(self.code) if self.code else ""]
        parts += [
            repr([part.text if isinstance(part, Formula) else part for part in effect]) for effect in self.effects
        ]
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def code_name(code: Any) -> str:
    """The name of what rewrites the rules in place of effects."""
    return getattr(code, "__name__", type(code).__name__)


def _none(_parameters: Any) -> tuple[int, ...]:
    return ()


def _read(rules: Rules, parameters: Any, name: str) -> Any:
    group, dot, field = name.partition(".")
    return getattr(getattr(rules, group), field) if dot else getattr(parameters, name)


def lever_of(
    check: Checker, row: dict[str, Any], head: tuple[str, str, Words], more: list[str], content: bytes | None = None
) -> Lever | None:
    """The lever that the rows of a file describe; None where it cannot be made, with the mistakes in ``check``.

    Parameters
    ----------
    row
        The file, with the keys of `KEYS` among others.
    head
        Its id, slug and title.
    more
        What the file names besides the sources of its numbers.
    """
    declared = row.get("parameters", {})
    if not is_mapping(declared) or not declared:
        check.refuse("parameters", declared, "must be a mapping of names to values", "one number at least")
        return None
    names = tuple(map(str, declared))
    effects = [_effect(check, item, path, names) for path, item in check.rows(row.get("effects"), "effects")]
    only_if = _formula(check, row["only_if"], "only_if", names) if "only_if" in row else None
    code = _code(check, row, content)
    if code is None and not effects:
        check.refuse("effects", None, "is missing", "one effect at least")
    made = tuple(effect for effect in effects if effect is not None)
    # what multiplies a rule is no value of it, so it has neither its unit nor its range
    sets = {e.value.bare: e.rule for e in reversed(made) if e.value.bare and e.operator != "times"}
    found = [
        parameter(check, str(name), value, join("parameters", str(name)), sets.get(str(name), ""))
        for name, value in declared.items()
    ]
    parameters = [one for one in found if one is not None]
    if None in effects:  # what numbers have of their rule is not known then, and not missing
        check.mistakes = [m for m in check.mistakes if m.message != MISSING or not m.path.endswith(OF_RULE)]
    _unread(check, names, made, only_if, code)
    if len(parameters) < len(found) or None in effects or check.mistakes:
        return None
    id_, slug, title = head
    numbers = numbers_of(slug, parameters)
    texts = {one.name: one.text for one in parameters}
    at_once = _at_once(check, row, names)
    named = [s for one in parameters if not (s := one.number.source).startswith("assumption: ")]
    sources = tuple(dict.fromkeys((*named, *more)))
    lever = Lever(
        id_, slug, title.nl, title.en, numbers, texts, row.get("neutral", {}), made, only_if, sources, at_once, code,
        content,
    )  # fmt: skip
    _try(check, lever, parameters)
    if check.mistakes or code is not None:
        return lever
    try:
        return replace(lever, neutral=neutral_numbers(made, only_if, parameters, numbers))
    except UNRECKONED:  # at a number between the ends: none is known then
        return lever


def _effect(check: Checker, item: Any, path: str, names: tuple[str, ...]) -> Effect | None:
    row = check.mapping(item, path, ("rule",), (*OPERATORS, *MODIFIERS))
    rule = row.get("rule", "")
    if "rule" in row and rule not in RULES:
        hint = did_you_mean(str(rule).removeprefix("law."), list(RULES))
        check.refuse(join(path, "rule"), rule, "unknown rule", RULES_ARE, hint)
    said = [name for name in OPERATORS if name in row]
    if len(said) != 1:
        check.refuse(path, ", ".join(said), "one operator is needed", ", ".join(OPERATORS))
    if rule not in RULES or len(said) != 1:
        return None
    phased = row.get("phased", True)
    if not isinstance(phased, bool):
        check.refuse(join(path, "phased"), phased, "must be true or false", "true, false")
    every = check.whole(row.get("every"), join(path, "every"), 1, 52, "weeks", 1)
    parts = {
        name: _formula(check, row[name], join(path, name), names)
        for name in (said[0], "when", "share", "from", "after", "until", "in_turn", "as_stays_end")
        if name in row
    }
    if None in parts.values():
        return None
    value = parts.pop(said[0])
    assert value is not None
    if not _constant(check, value, rule, said[0], join(path, said[0])):
        return None
    if (share := parts.get("share")) is not None and not _constant(check, share, "", "share", join(path, "share")):
        return None
    start = parts.pop("from", None)
    return Effect(rule, said[0], value, start=start, phased=bool(phased), every=every, **parts)


def _constant(check: Checker, value: Formula, rule: str, operator: str, path: str) -> bool:
    """Whether a formula that is a number alone is one that a rule, a chance or a share may be."""
    if value.names or value.rules or operator in ("add", "times"):
        return True
    number = RULES[rule].number if operator not in ("either", "share") else SHARE
    try:
        convert(path, float, number._replace(choices=None), value.value(str))
    except InvalidInput as error:
        check.add(error)
        return False
    except UNRECKONED:
        check.refuse(path, value.text, UNRECKONABLE)
        return False
    return True


def _formula(check: Checker, value: Any, path: str, names: tuple[str, ...]) -> Formula | None:
    try:
        return formula(value, names, frozenset(RULES))
    except FormulaError as error:
        reason, _, what = str(error).partition(": ")
        check.refuse(path, what or value, reason, "numbers, parameters, rules, + - * /, min(), max()")
        return None


def _code(check: Checker, row: dict[str, Any], content: bytes | None) -> Any:
    """The code of a measure: of the package, or for a file of one's own of a package that the user allows."""
    if "code" not in row:
        return None
    if content is None:
        return importlib.import_module(f"sim.measures.code.{row['code']}")
    known = plugins.loaded(plugins.REWRITES)
    if row["code"] not in known or "effects" in row:
        check.refuse("code", row["code"], "not allowed here", ", ".join(["effects", *known]), CODE_HINT)
        return None
    return known[row["code"]]


def _at_once(check: Checker, row: dict[str, Any], names: tuple[str, ...]) -> str:
    if "own_term" in row:
        return OWN_TERM.format(check.one_of(row["own_term"], "own_term", list(names)))
    return check.text(row["at_once"], "at_once", 200) if "at_once" in row else ""


def _unread(
    check: Checker, names: tuple[str, ...], effects: tuple[Effect, ...], only_if: Formula | None, code: Any
) -> None:
    """Refuse numbers that nothing reads, where all effects could be read."""
    read = {name for part in [only_if, *(f for e in effects for f in e.formulas())] if part for name in part.names}
    for name in names if code is None and not check.mistakes else ():
        if name not in read:
            check.refuse(join("parameters", name), name, "no formula reads this number")


def _try(check: Checker, lever: Lever, parameters: list[Parameter]) -> None:
    """Rewrite the rules at both ends of every number: a formula that cannot be reckoned there is reported now."""
    for one in parameters:
        ends = list(one.number.choices or (one.number.low, one.number.high, one.default))
        between = [0] if one.number.low < 0 < one.number.high else []
        for value in dict.fromkeys(one.type(end) for end in (*ends, *between)):
            try:
                lever.rewrite(Rules(), lever.parameters._replace(**{one.name: value}), Standing(1.0, 40, 500, 40))
            except UNRECKONED:
                check.refuse(join("parameters", one.name), value, UNRECKONABLE)
