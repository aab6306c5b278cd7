"""A good policy file, a lever to name in it, and a corpus of files that must be refused."""

from __future__ import annotations

GOOD = """\
id: deposit-low
title: {nl: Lage waarborgsom, en: Low deposit}
text: {en: "Half of the deposit"}
base: law-2020
author: A. Person
version: 1
levers:
  - lever: deposit
    announced: 2021-01-04
    from: 2021-07-05
    until: 2026-12-31
    phase_in_weeks: 26
    applies_to: new
    parameters: {deposit_eur: 50000}
sources: [LAW-X07]
"""


def changed(old: str, new: str) -> str:
    """The good file with one text replaced."""
    assert old in GOOD
    return GOOD.replace(old, new)


BILLION_LAUGHS = "a0: &a0 [lol, lol]\n" + "".join(
    f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}, *a{i - 1}]\n" for i in range(1, 30)
)

# name: (content, path of a mistake that must be among those told ("...": and deeper), a word told with it)
REFUSED: dict[str, tuple[str | bytes, str, str]] = {
    # attacks on the reader
    "billion laughs": (BILLION_LAUGHS, "a0", "anchors"),
    "alias": (changed("en: Low deposit", "en: *x"), "title.en", "aliases"),
    "anchor": (changed("en: Low deposit", "en: &x Low"), "title.en", "anchors"),
    "merge key": (changed("base: law-2020", "base: law-2020\n<<: {id: other}"), "<<", "unknown name"),
    "python object": (changed("id: deposit-low", "id: !!python/object:os.system x"), "id", "tags"),
    "python call": ("!!python/object/apply:os.system ['true']", "(file)", "tags"),
    "standard tag": (changed("version: 1", "version: !!str 1"), "version", "tags"),
    "own tag": (changed("version: 1", "version: !env HOME"), "version", "tags"),
    "tag of a list": (changed("levers:", "levers: !!set"), "levers", "tags"),
    "deep list": ("[" * 5000, "[0][0]...", "deeply"),
    "deep dashes": ("- " * 5000, "[0][0]...", "deeply"),
    "deep mapping": ("a:\n" + "".join(" " * i + "a:\n" for i in range(1, 60)), "a.a...", "deeply"),
    "huge file": (GOOD + "# " + "x" * 1_100_000, "(file)", "too large"),
    "very many values": ("[" + "1," * 200_000 + "]", "(file)", "too many"),
    "two documents": (GOOD + "---\n" + GOOD, "(file)", "more than one document"),
    "empty": ("", "(file)", "empty"),
    "only a comment": ("# nothing\n", "(file)", "empty"),
    "only a word": ("deposit", "(file)", "mapping"),
    "a list": ("- id: x\n", "(file)", "mapping"),
    "broken": ("id: [", "(file)", "not readable as YAML"),
    "tab": ("id:\n\t- x", "(file)", "tabs are not allowed"),
    "not text": (b"id: \xff\xfe", "(file)", "not readable as text"),
    "binary": (b"\x7fELF\x00\x01", "(file)", "not readable"),
    "escape beyond unicode": ('id: "\\UFFFFFFFF"', "(file)", "not readable as YAML"),
    "half a character": ('id: "\\uD800"', "id", "cannot be printed"),
    "terminal escape": (changed("Low deposit", '"\\e[2J gone"'), "title.en", "cannot be printed"),
    # instantiation and interpolation
    "target": (changed("version: 1", "_target_: os.system"), "_target_", "begin with _"),
    "target in parameters": (
        changed("{deposit_eur: 50000}", "{_target_: os.system}"),
        "levers[0].parameters._target_",
        "begin with _",
    ),
    "environment": (changed("A. Person", "${oc.env:HOME}"), "author", "${"),
    "environment in quotes": (changed("A. Person", '"x ${oc.env:HOME}"'), "author", "${"),
    "reference in a name": (changed("{deposit_eur: 50000}", '{"${x}": 1}'), "levers[0].parameters", "${"),
    # names
    "duplicate key": (changed("version: 1", "version: 1\nversion: 2"), "version", "twice"),
    "duplicate key inside": (
        changed("{deposit_eur: 50000}", "{deposit_eur: 1, deposit_eur: 2}"),
        "levers[0].parameters.deposit_eur",
        "twice",
    ),
    "unknown key": (changed("author:", "auther:"), "auther", "Did you mean 'author'"),
    "unknown key in lever": (changed("phase_in_weeks", "phase_in"), "levers[0].phase_in", "phase_in_weeks"),
    "unknown lever": (
        changed("lever: deposit", "lever: depositt"),
        "levers[0].lever",
        "Did you mean 'deposit'",
    ),
    "unknown parameter": (
        changed("deposit_eur:", "deposit_euro:"),
        "levers[0].parameters.deposit_euro",
        "Did you mean 'levers[0].parameters.deposit_eur'",
    ),
    "unknown base": (changed("law-2020", "law-2O20"), "base", "Did you mean 'law-2020'"),
    "missing title": (changed("title: {nl: Lage waarborgsom, en: Low deposit}\n", ""), "title", "missing"),
    "number as name": (changed("version: 1", "1: x"), "1", "must be text"),
    "mapping as name": ("? {a: b}\n: c\n", "(file)", "must be text"),
    "empty name": (changed("version: 1", "~: x"), "~", "must be text"),
    "id with a path": (changed("id: deposit-low", "id: ../../etc"), "id", "not a name"),
    "language": (changed("nl: Lage", "de: Lage"), "title.de", "unknown name"),
    # values
    "bool for number": (changed("50000", "true"), "levers[0].parameters.deposit_eur", "not a number"),
    "text for number": (changed("50000", "fifty"), "levers[0].parameters.deposit_eur", "not a number"),
    "yes for number": (
        changed("phase_in_weeks: 26", "phase_in_weeks: yes"),
        "levers[0].phase_in_weeks",
        "whole",
    ),
    "sexagesimal": (changed("50000", "13:53:20"), "levers[0].parameters.deposit_eur", "not a number"),
    "octal": (changed("50000", "0o7777"), "levers[0].parameters.deposit_eur", "not a number"),
    "infinite": (changed("50000", ".inf"), "levers[0].parameters.deposit_eur", "not a finite"),
    "infinite by size": (changed("50000", "1e999"), "levers[0].parameters.deposit_eur", "not a finite"),
    "not a number": (changed("50000", ".nan"), "levers[0].parameters.deposit_eur", "not a finite"),
    "endless digits": (changed("50000", "9" * 5000), "levers[0].parameters.deposit_eur", "too long"),
    "out of range": (changed("50000", "-1"), "levers[0].parameters.deposit_eur", "outside its range"),
    "list for number": (changed("50000", "[1]"), "levers[0].parameters.deposit_eur", "not a number"),
    "levers no list": (changed("levers:\n  - lever", "levers:\n    lever"), "levers", "must be a list"),
    "no lever at all": (GOOD[: GOOD.index("levers:")] + "levers: []\n", "levers", "at least one lever"),
    "empty author": (changed("A. Person", '""'), "author", "must be text"),
    # dates
    "no such day": (changed("2021-07-05", "2021-02-30"), "levers[0].from", "no such date"),
    "before the run": (
        changed("from: 2021-07-05", "from: 2020-07-06"),
        "levers[0].from",
        "outside its range",
    ),
    "far future": (changed("from: 2021-07-05", "from: 2999-01-01"), "levers[0].from", "outside its range"),
    "other date form": (changed("2021-07-05", "05-07-2021"), "levers[0].from", "must be a date"),
    "week date": (changed("2021-07-05", "2021-W27-1"), "levers[0].from", "must be a date"),
    "time": (changed("2021-07-05", "2021-07-05 12:00:00"), "levers[0].from", "must be a date"),
    "announced late": (changed("2021-01-04", "2021-08-01"), "levers[0].announced", "announced after"),
    "ends first": (changed("until: 2026-12-31", "until: 2021-05-01"), "levers[0].until", "ends before"),
}
