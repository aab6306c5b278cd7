"""The life of one person, and the years of one agency, as dated sentences in Dutch or English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from analysis.text.biography_words import CAUSES, EXITS, NOTES, ORDINALS, STARTS, TURNS
from analysis.text.number_format import figure

MARGINS = ("extraction_wage", "extraction_tax", "extraction_health", "extraction_housing")
Event = dict[str, Any]


def monday_of(week: int) -> dt.date:
    """The Monday of a week."""
    from sim.core.calendar import monday

    return monday(week)


def week_words(week: int, lang: str) -> str:
    """The week by its Monday, as people of that language write dates."""
    date = monday_of(week)
    return f"week van {date:%d-%m-%Y}" if lang == "nl" else f"week of {date.isoformat()}"


def sentences(events: Sequence[Event], lang: str) -> list[tuple[int, str]]:
    """One sentence per week in which something changed.

    Parameters
    ----------
    events : sequence of dict
        Rows of ``lives/`` of one person, in order.
    """
    told: list[tuple[int, str]] = []
    for week, group in groupby(events, key=lambda e: e["week"]):
        changes = list(group)
        parts = [part for event in changes if (part := _part(event, changes, lang))]
        if notice := _weeks_left_in_bed(week, changes, events, lang):
            parts.append(notice)
        if parts:
            told.append((week, f"{week_words(week, lang)}: {', '.join(parts)}."))
    return told


def _part(event: Event, together: Sequence[Event], lang: str) -> str:
    """One change in words; empty where another change of the same week says it already."""
    kind, to, why = event["event"], event["to"], event["why"]
    number = 0 if lang == "nl" else 1
    if kind == "agency" and why == "start" and not to:
        return ""
    if kind == "agency":
        if not to or why == "start":
            key = ("agency", "begin") if to else ("agency", "end")
        else:
            key = ("agency", "change") if event["from"] else ("agency", "begin")
        lost = not to and any(e["event"] == "work" and e["from"] == "agency" for e in together)
        return "" if lost else TURNS[key][number].format(agency=agency_name(to or event["from"], lang))
    if why == "start":
        return STARTS.get((kind, to), TURNS.get((kind, to), ("", "")))[number]
    if (kind, event["from"], to) in TURNS:
        text = TURNS[kind, event["from"], to][number]
    else:
        text = TURNS.get((kind, to), ("", ""))[number]
    if kind == "contract" and to == "none":
        return ""  # the end of the work says it
    cause = CAUSES.get((kind, why), CAUSES.get(("", why), ("", "")))[number]
    return f"{text} ({cause})" if text and cause else text


def agency_name(code: str, lang: str) -> str:
    """An agency of the tables, director and how many firms that one had before, as people call it.

    Examples
    --------
    >>> agency_name("645.0", "en"), agency_name("645.1", "nl"), agency_name("645.9", "en")
    ('agency 645 (first firm)', 'uitzendbureau 645 (tweede bedrijf)', 'agency 645 (firm 10)')
    """
    director, _, before = code.partition(".")
    k, number = 0 if lang == "nl" else 1, int(before or 0) + 1
    firm = NOTES["nth_firm"][k].format(nth=ORDINALS[number - 1][k]) if number <= len(ORDINALS) else ""
    return NOTES["agency_name"][k].format(number=director, firm=firm or NOTES["firm_number"][k].format(number=number))


def _weeks_left_in_bed(week: int, changes: Sequence[Event], events: Sequence[Event], lang: str) -> str:
    """After a job is lost: how long the bed that came with it stays, if it is lost too."""
    lost = any(e["event"] == "work" and e["from"] == "agency" and e["to"] == "jobless" for e in changes)
    housed = [e for e in events if e["event"] == "housing"]
    before = [e for e in housed if e["week"] <= week]
    after = next((e for e in housed if e["week"] > week), None)
    if not lost or not before or before[-1]["to"] != "tied" or after is None:
        return ""
    left = after["week"] - week
    work_again = any(e["event"] == "work" and e["to"] == "agency" and week < e["week"] <= after["week"] for e in events)
    if work_again or left > 26:
        return ""
    return NOTES["bed_one" if left == 1 else "bed"][0 if lang == "nl" else 1].format(weeks=left)


def agency_years(rows: Iterable[dict[str, Any]], lang: str) -> list[str]:
    """The years of one director, one sentence each."""
    nl = lang == "nl"
    told = []
    for row in sorted(rows, key=lambda r: (r["year"], r["incarnation"])):
        taken = sum(row[m] for m in MARGINS)
        parts = [figure(row[m], "share", lang) for m in MARGINS]
        gone = row["exit_cause"] != "none"
        firm = NOTES["firm"][0 if nl else 1].format(number=row["incarnation"] + 1)
        size, capital = figure(row["size"], "", lang), figure(row["capital"], "EUR", lang)
        # a firm that ended in the year has nobody left to count
        text = NOTES["agency_ended" if gone else "agency_year"][0 if nl else 1].format(
            year=row["year"], firm=firm, size=size, taken=figure(taken, "share", lang), wage=parts[0],
            tax=parts[1], health=parts[2], housing=parts[3], capital=capital.rstrip("."),
        )  # fmt: skip
        if gone:
            text += " " + NOTES["ended"][0 if nl else 1].format(cause=EXITS[row["exit_cause"]][0 if nl else 1])
        told.append(text)
    return told
