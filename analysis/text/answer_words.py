"""Words of the answers: names of what is counted and of whom, and the sentences that numbers are put into."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.text.languages import Words

THEMES: dict[str, Words] = {
    "cover": ("zorg", "cover"),
    "housing": ("wonen", "housing"),
    "agencies": ("bureaus", "agencies"),
    "pay": ("loon", "pay"),
    "work": ("werk", "work"),
    "money": ("kosten", "cost"),
}
DIMENSIONS: dict[str, Words] = {
    "origin": ("herkomst", "origin"),
    "sector": ("sector", "sector"),
    "province": ("provincie", "province"),
}
GROUPS: dict[str, Words] = {
    "pl": ("Polen", "Poland"),
    "ro": ("Roemenië", "Romania"),
    "bg": ("Bulgarije", "Bulgaria"),
    "other_eu": ("overige EU", "other EU"),
    "posted_third": ("gedetacheerd van buiten de EU", "posted from outside the EU"),
    "horticulture": ("tuinbouw", "horticulture"),
    "logistics": ("logistiek", "logistics"),
    "food": ("voedingsindustrie", "food industry"),
    "construction": ("bouw", "construction"),
    "cleaning_other": ("schoonmaak en overig", "cleaning and other"),
}
PARTIES: dict[str, Words] = {
    "migrants": ("arbeidsmigranten", "migrants"),
    "agencies": ("uitzendbureaus en eigenaren", "agencies and their owners"),
    "hirers": ("inleners", "hirers"),
    "state": ("de Staat", "the State"),
    "landlords": ("verhuurders", "landlords"),
    "care": ("zorg en zorgverzekeraars", "care and health insurers"),
    "suppliers": ("leveranciers en toezicht", "suppliers and supervision"),
}
SHIFTS: dict[str, Words] = {
    "masked": ("minder dan 10 gesimuleerde personen", "fewer than 10 simulated persons"),
    "neither": ("geen van beide aangetoond", "neither shown"),
    "heads_fewer": ("minder mensen of bureaus", "fewer people or agencies"),
    "heads_more": ("meer mensen of bureaus", "more people or agencies"),
    "rate_lower": ("lagere kans voor elk", "lower rate for each"),
    "rate_higher": ("hogere kans voor elk", "higher rate for each"),
}
KINDS: dict[str, Words] = {
    "law": ("wet", "law"),
    "measured": ("gemeten", "measured"),
    "calibrated": ("geijkt", "calibrated"),
    "assumed": ("aangenomen", "assumed"),
}
TALLY: dict[str, Words] = {
    "start": ("Van {n} uitkomsten: ", "Of {n} outcomes: "),
    "better": ("{n} beter", "{n} better"),
    "worse": ("{n} slechter", "{n} worse"),
    "moved": ("{n} hoger of lager", "{n} higher or lower"),
    "not_shown": ("niet aangetoond: {n}", "not shown: {n}"),
    "no_interval": ("zonder interval: {n}", "without interval: {n}"),
    "masked": ("te weinig personen om te tonen: {n}", "too few persons to show: {n}"),
}
SENTENCES: dict[str, Words] = {
    "received": ("Wat de Staat netto ontvangt", "What the State receives net"),
    "received_more": (
        "De Staat ontvangt netto EUR {size} per jaar meer dan de EUR {level} in de basis",
        "The State receives EUR {size} a year more net than the EUR {level} in the base",
    ),
    "received_less": (
        "De Staat ontvangt netto EUR {size} per jaar minder dan de EUR {level} in de basis",
        "The State receives EUR {size} a year less net than the EUR {level} in the base",
    ),
    "higher": ("{size} hoger dan {level} in de basis", "{size} higher than {level} in the base"),
    "lower": ("{size} lager dan {level} in de basis", "{size} lower than {level} in the base"),
    "more": ("{size} meer dan {level} in de basis", "{size} more than {level} in the base"),
    "fewer": ("{size} minder dan {level} in de basis", "{size} fewer than {level} in the base"),
    "interval": ("95%-interval {ends}", "95% interval {ends}"),
    "all_policies": (
        "Met een interval voor alle {n} verschillen van alle beleid in deze map tegelijk blijven er {left} van de "
        "{shown} aangetoond.",
        "With an interval for all {n} differences of all policies in this folder at once, {left} of the {shown} remain "
        "shown.",
    ),
    "not_then": (" Dan niet meer: {names}.", " Not then: {names}."),
    "half_H1": ("eerste helft van {year}", "first half of {year}"),
    "half_H2": ("tweede helft van {year}", "second half of {year}"),
    "short_H1": ("1e helft {year}", "1st half {year}"),
    "short_H2": ("2e helft {year}", "2nd half {year}"),
    "half_years": ("halfjaren", "half-years"),
    "years": ("jaren", "years"),
    "all_years": ("Alle jaren samen", "All years together"),
    "whole_period": ("de hele periode", "the whole period"),
    "when_half": ("de {period}", "the {period}"),
    "worse_on_the_way": (
        "{name}: slechter in {n} van {of} {kind} ({sure}), het meest in {when}: {moved} ({interval} voor alles "
        "tegelijk). {year}: {later}.",
        "{name}: worse in {n} of {of} {kind} ({sure}), most in {when}: {moved} ({interval} for all at once). {year}: "
        "{later}.",
    ),
    "way": (
        "Tijdens de overgang, van {n} verschillen per halfjaar of jaar: {shown} aangetoond slechter dan de basis, "
        "{likely} waarschijnlijk slechter. ",
        "During the transition, of {n} differences by half-year or year: {shown} shown to be worse than the base, "
        "{likely} likely worse. ",
    ),
    "way_some": ("Slechter dan in {year}:", "Worse than in {year}:"),
    "way_none": (
        "Geen uitkomst is dan slechter dan in {year}, voor zover {pairs} paren dat kunnen aantonen.",
        "No outcome is worse then than in {year}, as far as {pairs} pairs can detect.",
    ),
    "way_one_pair": (
        "Tijdens de overgang: één paar, dus niets aangetoond.",
        "During the transition: one pair, so nothing is shown.",
    ),
    "week_of": ("week van {day}", "week of {day}"),
    "ends": ("{low} tot {high}", "{low} to {high}"),
    "share": ("aandeel", "share"),
}
MEASURES: dict[str, Words] = {
    "announced": ("aangekondigd {day}", "announced {day}"),
    "not_announced": (
        "niet aangekondigd, dus pas bekend als hij ingaat",
        "not announced, so known only when it enters",
    ),
    "from": ("vanaf {day}", "from {day}"),
    "from_week": ("vanaf {day} (week van {enters})", "from {day} (week of {enters})"),
    "until": ("tot en met {day}", "until {day}"),
    "phased_in": ("ingevoerd over {weeks} weken", "phased in over {weeks} weeks"),
    "new_only": ("alleen voor nieuwe", "for new ones only"),
    "default": (" (standaard {value})", " (default {value})"),
    "at_most": ("; telt voor hooguit {name}", "; counts for no more than {name}"),
}
FAMILIES: dict[str, Mapping[str, Words]] = {
    "theme": THEMES,
    "dimension": DIMENSIONS,
    "group": GROUPS,
    "party": PARTIES,
    "shift": SHIFTS,
    "kind": KINDS,
    "tally": TALLY,
    "answer": SENTENCES,
    "measure": MEASURES,
}
