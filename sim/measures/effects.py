"""Effects of a measure on rules: seven operators, and what may be said with each.

Of several measures in force in full on one rule the strictest floor or ceiling holds, sums add up, chances of
independent causes join and ratios multiply what comes of that. A rule never leaves the range in which it is declared.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from sim.declare.params import Declared, declared
from sim.measures.formula import Formula
from sim.measures.lever import Standing, both, in_turn, renewals, renewed, towards
from sim.rules import Rules

RULES: dict[str, Declared] = {row.path.removeprefix("law."): row for row in declared(Rules, "law")}
_PLACES = {path: tuple(path.split(".")) for path in RULES}
_RANGES = {p: (row.type is int, row.type(row.number.low), row.type(row.number.high)) for p, row in RULES.items()}
Operator = Callable[[Any, float, float, Any], Any]  # the rule, the value, the weight, what the phase-in begins from

OPERATORS: dict[str, Operator] = {
    "set": lambda rule, value, weight, start: value,  # in full from the first week, however it is phased in
    "towards": lambda rule, value, weight, start: towards(start, value, weight),
    "at_least": lambda rule, value, weight, start: max(rule, towards(start, value, weight)),
    "at_most": lambda rule, value, weight, start: min(rule, towards(start, value, weight)),
    "add": lambda rule, value, weight, start: rule + weight * value,
    "times": lambda rule, value, weight, start: rule * towards(1.0, value, weight),
    "either": lambda rule, value, weight, start: both(rule, weight * value),  # a chance beside another one
}
LONGEST_TERM = 1040  # weeks
MODIFIERS = ("when", "share", "from", "phased", "after", "until", "in_turn", "every", "as_stays_end")


class Effect(NamedTuple):
    """What a measure does to one rule.

    The weight of an effect is the share of the phase-in that is over (1 where ``phased`` is false), times the share of
    those whom it holds for (``share``), of those with a term whose turn has come (``in_turn``: weeks of the term,
    counted every ``every`` weeks) and of stays that began under the measure (``as_stays_end``: mean weeks of a stay).
    """

    rule: str
    operator: str
    value: Formula
    when: Formula | None = None  # it works while this is above zero
    share: Formula | None = None
    start: Formula | None = None  # ``from``: what the phase-in begins from; None: the rule as it is
    phased: bool = True
    after: Formula | None = None  # weeks after the start from which on it works
    until: Formula | None = None  # weeks after the start up to which it works
    in_turn: Formula | None = None
    every: int = 1
    as_stays_end: Formula | None = None

    def __str__(self) -> str:
        """The effect as a file writes it."""
        said = {self.operator: self.value, "when": self.when, "share": self.share}
        said |= {"from": self.start, "after": self.after}
        said |= {"until": self.until, "in_turn": self.in_turn, "as_stays_end": self.as_stays_end}
        parts = [f"{name} {part.text}" for name, part in said.items() if part is not None]
        parts += [f"every {self.every}"] * (self.every > 1) + ["not phased"] * (not self.phased)
        return f"{self.rule}: {', '.join(parts)}"

    def formulas(self) -> list[Formula]:
        """All formulas of the effect."""
        return [part for part in self if isinstance(part, Formula)]

    def weight(self, standing: Standing, number: Callable[[str], Any]) -> float:
        """Share of the effect that is there in a week, 0..1."""
        weight = standing.weight if self.phased else 1.0
        if self.share is not None:
            weight *= self.share.value(number)
        if self.in_turn is not None:
            weight *= in_turn(standing.weeks // self.every * self.every + self.every - 1, self.in_turn.value(number))
        if self.as_stays_end is not None:
            weight *= renewed(standing, self.as_stays_end.value(number))
        return weight

    def stands(self, weeks: int, number: Callable[[str], Any]) -> bool:
        """Whether it works so many weeks after the start of the measure."""
        return (self.after is None or weeks >= self.after.value(number)) and (
            self.until is None or weeks < self.until.value(number)
        )

    def milestones(self, number: Callable[[str], Any]) -> set[int]:
        """Weeks after the start in which what it does changes, apart from the phase-in."""
        weeks = {_term(part, number) for part in (self.after, self.until) if part is not None}
        if self.in_turn is not None:
            weeks |= set(range(self.every, _term(self.in_turn, number) + self.every, self.every))
        if self.as_stays_end is not None:
            weeks |= set(renewals(_term(self.as_stays_end, number)))
        return weeks


def _term(part: Formula, number: Callable[[str], Any]) -> int:
    """A number of weeks, in the bounds of any run."""
    return int(min(max(part.value(number), 0), LONGEST_TERM))


def applied(rules: Rules, effects: tuple[Effect, ...], parameters: Any, standing: Standing) -> Rules:
    """The rules after these effects, one after the other.

    Parameters
    ----------
    parameters
        The numbers of the measure, a NamedTuple.

    Raises
    ------
    ZeroDivisionError
        Where a formula divides by a number that is zero.
    """
    changed: dict[str, Any] = {}
    weeks = {"start": standing.start, "new_from": standing.new_from}

    def read(name: str) -> Any:
        if name in changed:
            return changed[name]
        if name in _PLACES:
            group, field = _PLACES[name]
            return getattr(getattr(rules, group), field)
        return weeks[name] if name in weeks else getattr(parameters, name)

    for effect in effects:
        if effect.stands(standing.weeks, read) and (effect.when is None or effect.when.value(read) > 0.0):
            changed[effect.rule] = _after(effect, standing, read)
    return _with(rules, changed)


def _with(rules: Rules, changed: dict[str, Any]) -> Rules:
    """The rules with these values, by path."""
    groups: dict[str, dict[str, Any]] = {}
    for path, value in changed.items():
        group, field = _PLACES[path]
        groups.setdefault(group, {})[field] = value
    return rules._replace(**{group: getattr(rules, group)._replace(**own) for group, own in groups.items()})


def _after(effect: Effect, standing: Standing, read: Callable[[str], Any]) -> Any:
    """The value of a rule after an effect on it, of its declared type and in its declared range."""
    rule, (whole, low, high) = read(effect.rule), _RANGES[effect.rule]
    start = rule if effect.start is None else effect.start.value(read)
    value = OPERATORS[effect.operator](rule, effect.value.value(read), effect.weight(standing, read), start)
    if not math.isfinite(value):
        raise OverflowError(f"{effect}: not a finite number")
    value = round(value) if whole else float(value)
    return low if value < low else high if value > high else value


def by_new_only(effects: tuple[Effect, ...]) -> bool:
    """Whether effects tell new contracts, stays or firms from old ones."""
    return any(e.as_stays_end is not None or any("new_from" in part.names for part in e.formulas()) for e in effects)


def comes_last(effects: tuple[Effect, ...]) -> bool:
    """Whether effects must follow those of other measures: they multiply a rule or read one they do not set."""
    own = {e.rule for e in effects}
    return any(e.operator == "times" or any(set(part.rules) - own for part in e.formulas()) for e in effects)
