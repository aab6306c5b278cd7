"""Reads a policy file: its measures, changes of the law and measures of its author, checked to the last word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from sim.core.calendar import FIRST_MONDAY, LAST_DAY, monday, week_of, weeks_in_force
from sim.declare.kinds import is_list, is_mapping
from sim.declare.params import InvalidInput, build, did_you_mean
from sim.declare.validation import Checker, Words, join
from sim.measures import LEVERS
from sim.measures.catalogue import OWN, own_measure
from sim.measures.declaration import RULES_ARE
from sim.measures.effects import RULES
from sim.measures.law_of_week import change_weeks, law_of_week
from sim.measures.lever_of_file import UNRECKONABLE, UNRECKONED, Lever
from sim.measures.rule_change import VALUE, rule_change
from sim.rules import Rules
from sim.scenario.measure_lookup import nearest, no_lever
from sim.scenario.policy import LAST_END, MONDAYS, NO_MONDAY, PART_OF, LeverUse, Scenario, no_contradiction, no_overlap

# A measure may be announced before the run begins; nothing is simulated after 2032.
FIRST_NEWS = dt.date(2017, 1, 1)
LAST_START = monday(week_of(LAST_DAY))  # what starts later is in force on no Monday
TARGETS = ["all", "new"]
MOST_WEEKS = 500  # in which a measure of one's own is tried
NAME_IT = " A measure of your own is named under measures, as [rent_cap.yaml]."


def policy_from_data(data: Any, bases: list[str], digest: str = "", own: Sequence[tuple[str, bytes]] = ()) -> Scenario:
    """The scenario that a file describes; ``bases`` are the known base worlds.

    Parameters
    ----------
    own
        The measure files that it names, with what they hold.

    Raises
    ------
    InvalidInput
        With every mistake in the file.
    """
    check = Checker()
    optional = ("text", "author", "version", "sources", "levers", "rules", "measures")
    top = check.mapping(data, "", ("id", "title", "base"), optional)
    name = check.slug(top.get("id"), "id") if "id" in top else ""
    title = check.words(top["title"], "title") if "title" in top else Words("", "")
    text = check.words(top["text"], "text", 5000) if "text" in top else title
    base = _base(check, top["base"], bases) if "base" in top else ""
    author = check.text(top.get("author"), "author", default="unknown")
    version = _version(check, top.get("version"))
    sources = tuple(check.text(item, path, 1000) for path, item in check.rows(top.get("sources"), "sources"))
    rows = check.rows(top.get("levers"), "levers")
    if not top.get("rules") and not top.get("levers") and isinstance(top.get("levers"), list | None):
        check.refuse("levers", top.get("levers"), "is missing", "at least one lever, or a rule under rules")
    mine = own_levers(check, own)
    levers = [use for path, item in rows if (use := lever_use(check, item, path, mine)) is not None]
    changes = rule_uses(check, top.get("rules"))
    levers += [use for use, _ in changes]
    no_overlap(check, levers)
    no_contradiction(check, levers)
    check.done()
    announced = [is_mapping(row) and row.get("announced") is not None for _, row in rows]
    announced += [given for _, given in changes]
    without = tuple(k for k, given in enumerate(announced) if not given)
    return Scenario(name, title, text, base, author, version, tuple(levers), sources, digest, without, tuple(own))


def _base(check: Checker, value: Any, bases: list[str]) -> str:
    """The name of a base world; items it is to be without, behind a ``~``, are looked up when it is read."""
    name, mark, items = value.partition("~") if isinstance(value, str) else (value, "", "")
    return check.one_of(name, "base", bases) + mark + items


def _version(check: Checker, value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return check.text(value, "version", 40, default="1")


def own_levers(check: Checker, own: Sequence[tuple[str, bytes]]) -> dict[str, Lever | None]:
    """The levers of measure files of one's own, by slug; None where a file cannot be read."""
    found: dict[str, Lever | None] = {}
    for k, (name, content) in enumerate(own):
        slug, path = PurePath(name).stem, f"measures[{k}]"
        try:
            lever = own_measure(slug, content).lever
        except InvalidInput as error:
            of_file = [one._replace(path=f"{path} ({PurePath(name).name}): {one.path}") for one in error.mistakes]
            check.add(InvalidInput(of_file))
            found[slug] = None
            continue
        if slug in found:
            check.refuse(path, name, "written twice")
        elif lever is not None:
            found[slug] = OWN[slug] = lever
    return found


def rule_uses(check: Checker, value: Any) -> list[tuple[LeverUse, bool]]:
    """Changes of the law itself by a policy, each with whether its file says when it is announced."""
    if value is not None and not is_mapping(value):
        check.refuse("rules", value, "must be a mapping of names to values", "paths as pay.housing_deduction_cap")
    found: list[tuple[LeverUse, bool]] = []
    for name, told in (value if is_mapping(value) else {}).items():
        path, rule = join("rules", str(name)), str(name).removeprefix("law.")
        if rule not in RULES:
            check.refuse(path, name, "unknown rule", RULES_ARE, did_you_mean(rule, list(RULES)))
            continue
        many = is_list(told)
        if told in ([], None):
            check.refuse(path, told, "is missing", "a value, or a list of values with dates")
        for k, item in enumerate(told if many else [] if told is None else [told]):
            place = f"{path}[{k}]" if many else path
            row = (
                check.mapping(item, place, (VALUE,), ("from", "until", "announced", "phase_in_weeks"))
                if is_mapping(item)
                else {VALUE: item}
            )
            parameters = {VALUE: row[VALUE]} if VALUE in row else {}
            lever = rule_change(rule)
            if (use := _dated_use(check, lever, row, place, parameters, FIRST_MONDAY)) is not None:
                found.append((use, row.get("announced") is not None))
    return found


def lever_use(check: Checker, item: Any, path: str, own: Mapping[str, Lever | None] | None = None) -> LeverUse | None:
    """One measure of a file: which, when, on whom, with which numbers; None if it cannot be read.

    ``own`` are measures of one's own by slug.
    """
    optional = ("announced", "until", "phase_in_weeks", "applies_to", "parameters")
    row = check.mapping(item, path, ("lever", "from"), optional)
    lever = _lever(check, row["lever"], join(path, "lever"), own or {}) if "lever" in row else None
    if "from" in row and row["from"] is None:
        check.refuse(join(path, "from"), None, "must be a date", "YYYY-MM-DD")
    return _dated_use(check, lever, row, path, row.get("parameters"), None)


def _dated_use(
    check: Checker, lever: Lever | None, row: dict[str, Any], path: str, given: Any, otherwise: dt.date | None
) -> LeverUse | None:
    """The use of a lever with the dates of a row; ``otherwise`` is the start where it gives none."""
    start = check.date(row.get("from"), join(path, "from"), FIRST_MONDAY, LAST_START) or otherwise
    announced = check.date(row.get("announced"), join(path, "announced"), FIRST_NEWS, LAST_DAY)
    until = check.date(row.get("until"), join(path, "until"), FIRST_MONDAY, LAST_END)
    phase_in = check.whole(row.get("phase_in_weeks"), join(path, "phase_in_weeks"), 0, 520, "weeks", 0)
    target = check.one_of(row.get("applies_to"), join(path, "applies_to"), TARGETS, "all")
    if start and announced and announced > start:
        allowed = f"at most {start}"
        check.refuse(join(path, "announced"), announced.isoformat(), "announced after it enters", allowed)
    if start and until and until < start:
        check.refuse(join(path, "until"), until.isoformat(), "ends before it starts", f"from {start}")
    elif start and until and not weeks_in_force(start, until):
        refuse_no_monday(check, start, until, join(path, "until"))
    if lever and target == "new" and not lever.tells_new:
        hint = "Leave applies_to out: this measure holds for everybody from its date on."
        check.refuse(join(path, "applies_to"), target, "does not tell new from old", "all", hint)
    if lever and phase_in and lever.at_once:
        path_in = join(path, "phase_in_weeks")
        check.refuse(path_in, phase_in, "cannot be phased in", "0", lever.at_once)
    parameters = _parameters(check, lever, given, path if lever and lever.first else join(path, "parameters"))
    if lever is None or start is None or parameters is None:
        return None
    use = LeverUse(lever, announced or start, start, until, phase_in, target, parameters)
    if lever.content is not None:
        _reckon(check, use, path)
    return use


def _reckon(check: Checker, use: LeverUse, path: str) -> None:
    """Refuse a measure of one's own whose formulas have no finite value with these numbers in some week."""
    for week in change_weeks([use])[:MOST_WEEKS]:
        try:
            law_of_week(Rules(), [use], week, False)
        except UNRECKONED:
            check.refuse(join(path, "parameters"), monday(week).isoformat(), UNRECKONABLE)
            return


def refuse_no_monday(check: Checker, start: dt.date, until: dt.date, path: str) -> None:
    """Refuse a last day before the first Monday: what ends then is in force in no week of any run."""
    first = monday(weeks_in_force(start, until).start)
    check.refuse(path, until.isoformat(), NO_MONDAY, f"from {first}", MONDAYS)


def _lever(check: Checker, value: Any, path: str, own: Mapping[str, Lever | None]) -> Lever | None:
    """A lever written by its slug or its number in the letter."""
    if isinstance(value, str) and (lever := own.get(value)) is not None:
        return lever
    if isinstance(value, str) and (slug := LEVERS.slug_of(value)):
        return LEVERS[slug]
    if value in own:  # its file has mistakes of its own, which are reported
        return None
    message, allowed, hint = no_lever(str(value))
    if message == "unknown lever" and not nearest(str(value)):
        hint += NAME_IT
    check.refuse(path, value, message, ", ".join([*own, allowed]), did_you_mean(str(value), list(own)) or hint)
    return None


def _parameters(check: Checker, lever: Lever | None, value: Any, path: str) -> Any:
    if value is not None and not is_mapping(value):
        check.refuse(path, value, "must be a mapping of names to values")
        return None
    if lever is None:
        return None
    given: dict[str, Any] = value or {}
    try:
        built = build(lever.parameters, given, path)
    except InvalidInput as error:
        check.add(error)
        return None
    for (slug, part), whole in PART_OF.items():
        # only where it is written: a lower deposit alone is no mistake, and a design may vary both
        if lever.slug == slug and part in given and getattr(built, part) > (most := getattr(built, whole)):
            allowed, hint = f"at most {most:.10g} ({whole})", f"Write {most:.10g}, or raise {whole}."
            check.refuse(join(path, part), given[part], "more than the whole it is a part of", allowed, hint)
    return built
