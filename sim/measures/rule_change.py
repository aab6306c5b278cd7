"""A change of one rule of the law by a policy: ``rules: {pay.housing_deduction_cap: 0.15}``, with its dates.

Such a change is a measure of one number: the rule is that number while it is in force. It stands under all other
measures of a plan, which build on the law as it then is.
"""

from __future__ import annotations

import functools
from typing import Any

from sim.declare.validation import Words
from sim.measures.declaration import Parameter, numbers_of, restored_by
from sim.measures.effects import RULES, Effect
from sim.measures.formula import formula
from sim.measures.lever_of_file import Lever

PREFIX = "rules."
VALUE = "value"  # name of its one number
_TITLE = Words("Regel: {}", "Rule: {}")


@functools.cache
def rule_change(rule: str) -> Lever:
    """The lever that sets a rule, by the path of the rule below ``law.``.

    Raises
    ------
    KeyError
        Where there is no such rule.

    Examples
    --------
    >>> rule_change("contract.clause_max_weeks").slug, rule_change("contract.clause_max_weeks").parameters.value
    ('rules.contract.clause_max_weeks', 78)
    """
    row = RULES[rule]
    text = Words(row.number.text, row.number.text)
    number = Parameter(VALUE, row.type, row.default, row.number, text)
    numbers: Any = numbers_of(PREFIX + rule, [number])
    restored_by(numbers, restored, rule)
    effect = Effect(rule, "towards", formula(VALUE, (VALUE,), ()))
    titles = (_TITLE.nl.format(rule), _TITLE.en.format(rule))
    neutral = {VALUE: row.default}
    return Lever(
        PREFIX + rule, PREFIX + rule, *titles, numbers, {VALUE: text}, neutral, (effect,), None, (), "", first=True
    )


def restored(rule: str, values: tuple[Any, ...]) -> Any:
    """The number of a rule as another process had it."""
    return type(rule_change(rule).parameters)(*values)
