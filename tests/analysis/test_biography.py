"""Lives told in sentences: every code has its words, and what happened together is told together."""

from enum import IntEnum

import pytest

from analysis.answers.biography import agency_name, agency_years, sentences
from analysis.text.biography_words import CAUSES, EXITS, TURNS
from sim.state.codes import Contract, Cover, EndCause, ExitCause, Homeless, Housing, Registration, Uncovered, Work

EVENTS: dict[str, type[IntEnum]] = {"work": Work, "housing": Housing, "cover": Cover, "contract": Contract}
SILENT = {"housing.abroad", "cover.abroad", "contract.none"}


@pytest.mark.parametrize("event", [*EVENTS, "registration"])
def test_every_state_has_words(event):
    kind = EVENTS.get(event, Registration)
    for state in kind:
        key = f"{event}.{state.name.lower()}"
        assert key in SILENT or all(TURNS[key]), key


def test_every_cause_has_words():
    known = {key.split(".")[-1] for key in CAUSES}
    causes = {c.name.lower() for kind in (EndCause, Homeless, Uncovered) for c in kind}
    assert causes - known == {"none", "housed", "covered"}
    assert {c.name.lower() for c in ExitCause} - set(EXITS) == {"none"}


def row(week, event, before, now, why=""):
    return {"week": week, "event": event, "from": before, "to": now, "why": why}


LIFE = [
    row(1, "work", "", "agency", "start"),
    row(1, "agency", "", "71.0", "start"),
    row(1, "housing", "", "tied", "start"),
    row(10, "work", "agency", "jobless", "demand"),
    row(10, "contract", "a_clause", "none", "demand"),
    row(10, "agency", "71.0", "", "demand"),
    row(10, "cover", "employer", "none", "job_ended"),
    row(13, "housing", "tied", "street", "job_loss"),
]


def test_a_triple_loss_in_english():
    assert [text for _, text in sentences(LIFE, "en")] == [
        "week of 2021-01-04: works through an agency, at agency 71 (first firm), has a bed that comes with the job.",
        "week of 2021-03-08: lost the job (demand fell), has no health cover (the job ended), "
        "the bed must be left after 3 weeks.",
        "week of 2021-03-29: sleeps on the street (homeless) (because the job was lost).",
    ]


def test_and_in_dutch():
    told = [text for _, text in sentences(LIFE, "nl")]
    assert told[1].startswith("week van 08-03-2021: verloor het werk (de vraag viel weg), is onverzekerd")
    assert "bij uitzendbureau 71 (eerste bedrijf)" in sentences(LIFE, "nl")[0][1]
    assert "het bed moet na 3 weken worden verlaten" in told[1]


def test_no_notice_for_a_bed_that_stays_or_a_job_found_in_time():
    again = [*LIFE[:-1], row(11, "work", "jobless", "agency"), LIFE[-1]]
    assert "must be left" not in " ".join(text for _, text in sentences(again, "en"))


@pytest.mark.parametrize(
    ("code", "dutch", "english"),
    [
        ("645.0", "uitzendbureau 645 (eerste bedrijf)", "agency 645 (first firm)"),
        ("645.5", "uitzendbureau 645 (zesde bedrijf)", "agency 645 (sixth firm)"),
        ("7.6", "uitzendbureau 7 (bedrijf 7)", "agency 7 (firm 7)"),
    ],
)
def test_an_agency_is_named_by_its_owner_and_the_number_of_the_firm(code, dutch, english):
    assert (agency_name(code, "nl"), agency_name(code, "en")) == (dutch, english)


def test_years_of_an_agency():
    year = {"year": 2022, "incarnation": 1, "size": 1200.0, "capital": -5000.0, "exit_cause": "planned"}
    year |= {
        "extraction_wage": 0.1,
        "extraction_tax": 0.0,
        "extraction_health": 0.05,
        "extraction_housing": 0.0,
    }
    (text,) = agency_years([year], "nl")
    assert "onderneming 2" in text and "nam 15,0%" in text and "vooraf gepland einde" in text
    assert "1.200" not in text, "nobody is left to count"
    (text,) = agency_years([year | {"exit_cause": "none", "capital": 1.1e6}], "nl")
    assert "1.200 mensen geplaatst" in text and text.endswith("EUR 1,1 mln.")
