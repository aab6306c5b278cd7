"""The life of one person, and the years of one agency, as dated sentences in Dutch or English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from analysis.text.messages import first_known, say
from analysis.text.number_format import day, figure

MARGINS = ("extraction_wage", "extraction_tax", "extraction_health", "extraction_housing")
Event = dict[str, Any]


def monday_of(week: int) -> dt.date:
    """The Monday of a week."""
    from sim.core.calendar import monday

    return monday(week)


def week_words(week: int, lang: str) -> str:
    """The week by its Monday, as people of that language write dates."""
    return say("answer.week_of", lang, day=day(monday_of(week).isoformat(), lang))


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
    if kind == "agency" and why == "start" and not to:
        return ""
    if kind == "agency":
        if not to or why == "start":
            key = "event.agency.begin" if to else "event.agency.end"
        else:
            key = "event.agency.change" if event["from"] else "event.agency.begin"
        lost = not to and any(e["event"] == "work" and e["from"] == "agency" for e in together)
        return "" if lost else say(key, lang, agency=agency_name(to or event["from"], lang))
    if why == "start":
        return first_known([f"start.{kind}.{to}", f"event.{kind}.{to}"], lang)
    text = first_known([f"event.{kind}.{event['from']}.{to}", f"event.{kind}.{to}"], lang)
    if kind == "contract" and to == "none":
        return ""  # the end of the work says it
    cause = first_known([f"cause.{kind}.{why}", f"cause.{why}"], lang)
    return f"{text} ({cause})" if text and cause else text


def agency_name(code: str, lang: str) -> str:
    """An agency of the tables, director and how many firms that one had before, as people call it.

    Examples
    --------
    >>> agency_name("645.0", "en"), agency_name("645.1", "nl"), agency_name("645.9", "en")
    ('agency 645 (first firm)', 'uitzendbureau 645 (tweede bedrijf)', 'agency 645 (firm 10)')
    """
    director, _, before = code.partition(".")
    number = int(before or 0) + 1
    nth = first_known([f"ordinal.{number}"], lang)
    firm = say("life.nth_firm", lang, nth=nth) if nth else say("life.firm_number", lang, number=number)
    return say("life.agency_name", lang, number=director, firm=firm)


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
    return say("life.bed_one" if left == 1 else "life.bed", lang, weeks=left)


def agency_years(rows: Iterable[dict[str, Any]], lang: str) -> list[str]:
    """The years of one director, one sentence each."""
    told: list[str] = []
    for row in sorted(rows, key=lambda r: (r["year"], r["incarnation"])):
        taken = sum(row[m] for m in MARGINS)
        parts = [figure(row[m], "share", lang) for m in MARGINS]
        gone = row["exit_cause"] != "none"
        firm = say("life.firm", lang, number=row["incarnation"] + 1)
        size, capital = figure(row["size"], "", lang), figure(row["capital"], "EUR", lang)
        # a firm that ended in the year has nobody left to count
        text = say(
            "life.agency_ended" if gone else "life.agency_year", lang,
            year=row["year"], firm=firm, size=size, taken=figure(taken, "share", lang), wage=parts[0],
            tax=parts[1], health=parts[2], housing=parts[3], capital=capital.rstrip("."),
        )  # fmt: skip
        if gone:
            text += " " + say("life.ended", lang, cause=say(f"exit.{row['exit_cause']}", lang))
        told.append(text)
    return told
