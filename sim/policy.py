"""A policy scenario: which levers enter on top of a base world, when, and with which numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sim.checking import Checker, Words, join
from sim.clock import FIRST_MONDAY, LAST_DAY, monday, week_of, weeks_in_force
from sim.lever_names import no_lever
from sim.levers import LEVERS
from sim.levers.contradictions import CONTRADICTION, contradiction
from sim.params import Declared, InvalidInput, build, declared

# A measure may be announced before the run begins; nothing is simulated after 2032.
FIRST_NEWS = dt.date(2017, 1, 1)
LAST_START = monday(week_of(LAST_DAY))  # what starts later is in force on no Monday
LAST_END = dt.date(2040, 12, 31)
TARGETS = ["all", "new"]
WEEK = dt.timedelta(days=7)
NO_MONDAY = "never in force: there is no Monday between from and until"
MONDAYS = "The model counts in weeks: a measure holds in the weeks whose Monday lies between from and until."
PART_OF = {("deposit", "starter_first"): "deposit_eur"}  # amounts that count for no more than the whole


@dataclass(frozen=True)
class LeverUse:
    """One lever of a scenario; ``until`` is the last day, None when it stays."""

    lever: str  # slug, the key in `sim.levers.LEVERS`
    announced: dt.date
    start: dt.date  # ``from`` in the file
    until: dt.date | None
    phase_in_weeks: int
    applies_to: str  # all | new
    parameters: Any  # the checked NamedTuple of the lever
    since: dt.date | None = None  # start of the use whose place it takes: its terms count from there


@dataclass(frozen=True)
class Scenario:
    """A checked policy scenario."""

    id: str
    title: Words
    text: Words
    base: str
    author: str
    version: str
    levers: tuple[LeverUse, ...]
    sources: tuple[str, ...]
    digest: str = ""  # SHA-256 of the file
    unannounced: tuple[int, ...] = ()  # numbers of the measures whose file gives no ``announced``


def told(scenario: Scenario) -> list[dict[str, Any]]:
    """What a policy does, as plain data: a measure a row, with its dates and numbers, in the order of the file."""
    rows = []
    for k, use in enumerate(scenario.levers):
        lever = LEVERS[use.lever]
        numbers = [_number(use, d) for d in declared(lever.parameters, "p")]
        dates = {"announced": use.announced.isoformat(), "announced_given": k not in scenario.unannounced}
        enters = monday(weeks_in_force(use.start, use.until).start)
        dates |= {"from": use.start.isoformat(), "enters": enters.isoformat()}
        dates |= {"until": use.until and use.until.isoformat()}
        how = {"phase_in_weeks": use.phase_in_weeks, "applies_to": use.applies_to, "parameters": numbers}
        rows.append({"lever": use.lever, "title_nl": lever.title_nl, "title_en": lever.title_en, **dates, **how})
    return rows


def _number(use: LeverUse, d: Declared) -> dict[str, Any]:
    """One number of a measure, and the amount it is cut off at where it would be more than the whole."""
    name = d.path.partition(".")[2]
    value = getattr(use.parameters, name)
    row = {"name": name, "text": d.number.text, "unit": d.number.unit}
    row |= {"value": _written(d, value), "default": _written(d, d.default)}
    whole = PART_OF.get((use.lever, name))
    return row | {"at_most": whole} if whole and value > getattr(use.parameters, whole) else row


def _written(declaration: Declared, value: Any) -> Any:
    """A number as the file writes it: choices by name."""
    options = declaration.number.choices
    return value if options is None else options(value).name.lower()


def policy_from_data(data: Any, bases: list[str], digest: str = "") -> Scenario:
    """The scenario that a file describes; ``bases`` are the known base worlds.

    Raises
    ------
    InvalidInput
        With every mistake in the file.
    """
    check = Checker()
    required = ("id", "title", "base", "levers")
    top = check.mapping(data, "", required, ("text", "author", "version", "sources"))
    name = check.slug(top.get("id"), "id") if "id" in top else ""
    title = check.words(top["title"], "title") if "title" in top else Words("", "")
    text = check.words(top["text"], "text", 5000) if "text" in top else title
    base = _base(check, top["base"], bases) if "base" in top else ""
    author = check.text(top.get("author"), "author", default="unknown")
    version = _version(check, top.get("version"))
    sources = tuple(check.text(item, path, 1000) for path, item in check.rows(top.get("sources"), "sources"))
    rows = check.rows(top.get("levers"), "levers")
    if "levers" in top and not top["levers"] and isinstance(top["levers"], list | None):
        check.refuse("levers", top["levers"], "is missing", "at least one lever")
    levers = [use for path, item in rows if (use := lever_use(check, item, path)) is not None]
    no_overlap(check, levers)
    no_contradiction(check, levers)
    check.done()
    without = tuple(k for k, (_, row) in enumerate(rows) if isinstance(row, dict) and row.get("announced") is None)
    return Scenario(name, title, text, base, author, version, tuple(levers), sources, digest, without)


def _base(check: Checker, value: Any, bases: list[str]) -> str:
    """The name of a base world; items it is to be without, behind a ``~``, are looked up when it is read."""
    name, mark, items = value.partition("~") if isinstance(value, str) else (value, "", "")
    return check.one_of(name, "base", bases) + mark + items


def _version(check: Checker, value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return check.text(value, "version", 40, default="1")


def lever_use(check: Checker, item: Any, path: str) -> LeverUse | None:
    """One measure of a file: which, when, on whom, with which numbers; None if it cannot be read."""
    optional = ("announced", "until", "phase_in_weeks", "applies_to", "parameters")
    row = check.mapping(item, path, ("lever", "from"), optional)
    slug = _slug(check, row["lever"], join(path, "lever")) if "lever" in row else ""
    start = check.date(row.get("from"), join(path, "from"), FIRST_MONDAY, LAST_START)
    announced = check.date(row.get("announced"), join(path, "announced"), FIRST_NEWS, LAST_DAY)
    until = check.date(row.get("until"), join(path, "until"), FIRST_MONDAY, LAST_END)
    phase_in = check.whole(row.get("phase_in_weeks"), join(path, "phase_in_weeks"), 0, 520, "weeks", 0)
    target = check.one_of(row.get("applies_to"), join(path, "applies_to"), TARGETS, "all")
    if "from" in row and row["from"] is None:
        check.refuse(join(path, "from"), None, "must be a date", "YYYY-MM-DD")
    if start and announced and announced > start:
        allowed = f"at most {start}"
        check.refuse(join(path, "announced"), announced.isoformat(), "announced after it enters", allowed)
    if start and until and until < start:
        check.refuse(join(path, "until"), until.isoformat(), "ends before it starts", f"from {start}")
    elif start and until and not weeks_in_force(start, until):
        refuse_no_monday(check, start, until, join(path, "until"))
    if slug and target == "new" and not LEVERS[slug].tells_new:
        hint = "Leave applies_to out: this measure holds for everybody from its date on."
        check.refuse(join(path, "applies_to"), target, "does not tell new from old", "all", hint)
    if slug and phase_in and LEVERS[slug].at_once:
        path_in = join(path, "phase_in_weeks")
        check.refuse(path_in, phase_in, "cannot be phased in", "0", LEVERS[slug].at_once)
    parameters = _parameters(check, slug, row.get("parameters"), join(path, "parameters"))
    if not slug or start is None:
        return None
    return LeverUse(slug, announced or start, start, until, phase_in, target, parameters)


def refuse_no_monday(check: Checker, start: dt.date, until: dt.date, path: str) -> None:
    """Refuse a last day before the first Monday: what ends then is in force in no week of any run."""
    first = monday(weeks_in_force(start, until).start)
    check.refuse(path, until.isoformat(), NO_MONDAY, f"from {first}", MONDAYS)


def _slug(check: Checker, value: Any, path: str) -> str:
    """The slug of a lever written by its slug or its number in the letter."""
    names = {slug: slug for slug in LEVERS} | {lever.id: slug for slug, lever in LEVERS.items()}
    if isinstance(value, str) and value in names:
        return names[value]
    message, allowed, hint = no_lever(str(value))
    check.refuse(path, value, message, allowed, hint)
    return ""


def _parameters(check: Checker, slug: str, value: Any, path: str) -> Any:
    if value is not None and not isinstance(value, dict):
        check.refuse(path, value, "must be a mapping of names to values")
        return None
    if not slug:
        return None
    given = value or {}
    try:
        built = build(LEVERS[slug].parameters, given, path)
    except InvalidInput as error:
        check.add(error)
        return None
    for (lever, part), whole in PART_OF.items():
        # only where it is written: a lower deposit alone is no mistake, and a design may vary both
        if lever == slug and part in given and getattr(built, part) > (most := getattr(built, whole)):
            allowed, hint = f"at most {most:.10g} ({whole})", f"Write {most:.10g}, or raise {whole}."
            check.refuse(join(path, part), given[part], "more than the whole it is a part of", allowed, hint)
    return built


def no_overlap(check: Checker, levers: Sequence[LeverUse]) -> None:
    """Refuse a lever that stands twice at the same time, also while one of the two is phased in."""
    for i, use in enumerate(levers):
        for other in levers[:i]:
            if use.lever == other.lever and together(use, other):
                first, then = sorted((use, other), key=lambda one: one.start)
                hint = f"Write until: {then.start - dt.timedelta(days=1)} in the first, or leave one of the two out."
                if first.start == then.start:
                    hint = "Leave one of the two out."
                check.refuse("levers", use.lever, "the same lever twice at the same time", "", hint)


def no_contradiction(check: Checker, levers: Sequence[LeverUse]) -> None:
    """Refuse two levers of which one leaves the other no meaning, with the reason."""
    for i, use in enumerate(levers):
        for other in levers[:i]:
            if together(use, other) and (why := contradiction(use, other)) is not None:
                check.refuse("levers", f"{other.lever}, {use.lever}", CONTRADICTION, "", why.en)


def together(one: LeverUse, other: LeverUse) -> bool:
    """Whether two uses stand on the same day."""
    return max(one.start, other.start) <= min(one.until or LAST_END, other.until or LAST_END)


def plan_of(base: Sequence[LeverUse], policy: Sequence[LeverUse]) -> tuple[LeverUse, ...]:
    """The measures of a base world and those of a policy on it, as one plan.

    While the policy uses a lever that is part of the base world, the base's own use of it rests: a policy says anew
    how strong that measure is. Terms to comply and lags go on from where they were.

    Raises
    ------
    InvalidInput
        When the policy contradicts the base, or phases in anew what stands already.
    """
    check, kept, mine = Checker(), list(base), []
    for use in policy:
        since = None
        for own in [own for own in kept if own.lever == use.lever and together(own, use)]:
            kept.remove(own)
            begun = own.since or own.start
            if own.start < use.start:
                kept.append(replace(own, until=use.start - dt.timedelta(days=1)))
                since = begun
            if use.until and use.until < (own.until or LAST_END):
                again = use.until + dt.timedelta(days=1)
                kept.append(replace(own, start=again, phase_in_weeks=0, since=min(begun, use.start)))
            if own.start < use.start and use.phase_in_weeks > 0:
                hint = f"This base world has it since {own.start}: leave phase_in_weeks out, or end that item with ~."
                check.refuse("levers", use.lever, "would be phased in from nothing", "phase_in_weeks: 0", hint)
        mine.append(replace(use, since=since) if since else use)
    mine = _joined(mine)
    no_contradiction(check, [*kept, *mine])
    check.done()
    return (*kept, *mine)


def _joined(uses: Sequence[LeverUse]) -> list[LeverUse]:
    """The uses of a policy; one that follows on another of the same lever without a gap goes on from there."""
    joined = list(uses)
    for k in sorted(range(len(joined)), key=lambda k: joined[k].start):
        use = joined[k]
        for one in joined:
            if one.lever == use.lever and one.until and dt.timedelta(0) < use.start - one.until <= WEEK:
                joined[k] = replace(use, since=use.since or one.since or one.start)
    return joined


def replaced(base: Sequence[LeverUse], use: LeverUse) -> LeverUse | None:
    """The use of a base world whose place a policy's use takes."""
    return next((own for own in base if own.lever == use.lever and together(own, use)), None)
