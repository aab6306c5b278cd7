"""Words for the events of a life: (Dutch, English) by kind of event and what it became."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.text.languages import Words

# event.to or event.from.to
TURNS: dict[str, Words] = {
    "work.abroad": ("vertrok naar het buitenland", "went abroad"),
    "work.left": ("verliet Nederland", "left the Netherlands"),
    "work.arriving": (
        "werd geworven en reist naar Nederland",
        "was recruited and travels to the Netherlands",
    ),
    "work.settled": (
        "werkt niet meer via of rond een uitzendbureau",
        "no longer works through or near an agency",
    ),
    "work.agency": ("begon werk via een uitzendbureau", "began work through an agency"),
    "work.sick.agency": ("is beter en werkt weer", "recovered and works again"),
    "work.idle.agency": ("kreeg weer een plaatsing", "was placed again"),
    "work.idle": ("zit zonder plaatsing, met contract", "has no placement, with a contract"),
    "work.sick": ("werd ziek", "fell ill"),
    "work.jobless": ("zit zonder werk", "is without work"),
    "work.agency.jobless": ("verloor het werk", "lost the job"),
    "work.idle.jobless": ("verloor het contract", "lost the contract"),
    "work.direct": ("kwam in dienst bij een inlener", "was hired directly"),
    "work.self_employed": ("werkt als zelfstandige", "works self-employed"),
    "work.posted": ("werkt gedetacheerd", "works posted"),
    "work.subcontracted": ("werkt bij een onderaannemer", "works for a subcontractor"),
    "contract.a_clause": (
        "contract in fase A met uitzendbeding",
        "contract in phase A with agency clause",
    ),
    "contract.a_series": (
        "korte contracten in fase A zonder uitzendbeding",
        "short phase A contracts without clause",
    ),
    "contract.b": ("contract in fase B", "contract in phase B"),
    "contract.c": ("vast contract (fase C)", "permanent contract (phase C)"),
    "contract.direct": ("contract bij de inlener", "contract with the hirer"),
    "contract.other": ("ander contract", "another contract"),
    "agency.begin": ("bij {agency}", "at {agency}"),
    "agency.change": ("ging over naar {agency}", "moved to {agency}"),
    "agency.end": ("weg bij {agency}", "left {agency}"),
    "housing.tied": ("kreeg een bed dat bij het werk hoort", "got a bed that comes with the job"),
    "housing.agency_lease": (
        "huurt een bed van een bureau, los van het werk",
        "rents a bed from an agency, apart from the job",
    ),
    "housing.rental": ("vond een eigen huurplek", "found a place of their own to rent"),
    "housing.friends": (
        "slaapt bij vrienden of familie (verborgen dakloos)",
        "sleeps with friends or family (hidden homeless)",
    ),
    "housing.shelter": ("slaapt in de opvang (dakloos)", "sleeps in a shelter (homeless)"),
    "housing.street": ("slaapt op straat (dakloos)", "sleeps on the street (homeless)"),
    "cover.none": ("is onverzekerd tegen zorgkosten", "has no health cover"),
    "cover.employer": ("is via de werkgever verzekerd", "is insured through the employer"),
    "cover.own": ("heeft een eigen zorgverzekering", "has health insurance of their own"),
    "cover.run_off": ("is na het werk nog verzekerd", "is still covered after the job"),
    "cover.home_state": ("is verzekerd in het land van herkomst", "is covered by the home country"),
    "registration.rni": (
        "staat ingeschreven als niet-ingezetene (RNI)",
        "is registered as non-resident (RNI)",
    ),
    "registration.rni_contact": (
        "staat in de RNI met contactgegevens",
        "is in the RNI with contact details",
    ),
    "registration.resident": (
        "staat ingeschreven als ingezetene (BRP)",
        "is registered as resident (BRP)",
    ),
    "registration.none": ("staat nergens ingeschreven", "is not registered"),
}

# how a life is found when the run begins
STARTS: dict[str, Words] = {
    "work.agency": ("werkt via een uitzendbureau", "works through an agency"),
    "work.sick": ("is ziek", "is ill"),
    "work.direct": ("werkt bij een inlener", "works for a hirer"),
    "housing.tied": ("heeft een bed dat bij het werk hoort", "has a bed that comes with the job"),
    "housing.rental": ("huurt zelf", "rents a place of their own"),
    "work.abroad": ("", ""),
    "work.left": ("", ""),
    "contract.none": ("", ""),
    "housing.abroad": ("", ""),
    "cover.abroad": ("", ""),
    "registration.none": ("", ""),
}

# cause, or event.cause where one cause has another name of that event
CAUSES: dict[str, Words] = {
    "demand": ("de vraag viel weg", "demand fell"),
    "replaced": ("vervangen door een ander", "replaced by someone else"),
    "threshold": ("vlak voor meer rechten", "just before more rights"),
    "sick": ("ziekte", "illness"),
    "quit": ("nam zelf ontslag", "quit"),
    "completed": ("contract liep af", "contract ended"),
    "agency_died": ("het bureau hield op", "the agency closed"),
    "posting_limit": ("de langste terbeschikkingstelling was om", "the longest posting was over"),
    "taken_over": ("het bureau werd verkocht; het werk gaat door", "the agency was sold; the work goes on"),
    "onward": ("ging naar ander werk", "moved on to other work"),
    "job_loss": ("door het verlies van het werk", "because the job was lost"),
    "end_of_friends": (
        "kon niet langer bij vrienden blijven",
        "could not stay with friends any longer",
    ),
    "house_closed": ("het huis werd gesloten", "the house was closed"),
    "no_bed_on_arrival": ("geen bed bij aankomst", "no bed on arrival"),
    "rent_arrears": ("huurschuld", "rent arrears"),
    "housing.other": ("andere oorzaak", "another cause"),
    "job_ended": ("het werk eindigde", "the job ended"),
    "never_enrolled": ("nooit aangemeld", "never enrolled"),
    "enrolment_lag": ("aanmelding duurt", "enrolment takes time"),
    "lapse": ("polis verlopen", "policy lapsed"),
    "between_states": ("tussen twee landen", "between two countries"),
    "self_employed": ("als zelfstandige", "as self-employed"),
    "repaired": ("met terugwerkende kracht hersteld", "restored with retroactive effect"),
}

EXITS: dict[str, Words] = {
    "voluntary": ("stopte zelf", "closed by choice"),
    "losses": ("verliezen", "losses"),
    "planned": ("vooraf gepland einde", "planned end"),
    "refused": ("toelating geweigerd", "admission refused"),
    "revoked": ("toelating ingetrokken", "admission revoked"),
    "banned": ("verbod", "banned"),
    "not_worth_it": ("nieuwe verplichting niet rendabel", "new obligation not profitable"),
    "sold": ("verkocht aan een groter bureau", "sold to a larger agency"),
    "vanished": ("leeggehaald voor er kon worden geïnd", "emptied before anything could be collected"),
}

ORDINALS: dict[str, Words] = {
    "1": ("eerste", "first"),
    "2": ("tweede", "second"),
    "3": ("derde", "third"),
    "4": ("vierde", "fourth"),
    "5": ("vijfde", "fifth"),
    "6": ("zesde", "sixth"),
}

NOTES: dict[str, Words] = {
    "agency_name": ("uitzendbureau {number} ({firm})", "agency {number} ({firm})"),
    "nth_firm": ("{nth} bedrijf", "{nth} firm"),
    "firm_number": ("bedrijf {number}", "firm {number}"),
    "bed": ("het bed moet na {weeks} weken worden verlaten", "the bed must be left after {weeks} weeks"),
    "bed_one": ("het bed moet na een week worden verlaten", "the bed must be left after a week"),
    "firm": ("onderneming {number} van deze bestuurder", "firm {number} of this director"),
    "agency_year": (
        "{year} ({firm}): {size} mensen geplaatst; neemt {taken} van de wettelijke loonsom (loon {wage}, "
        "belasting {tax}, zorg {health}, huisvesting {housing}); vermogen EUR {capital}.",
        "{year} ({firm}): {size} people placed; takes {taken} of the legal wage bill (wage {wage}, tax {tax}, "
        "health {health}, housing {housing}); capital EUR {capital}.",
    ),
    "agency_ended": (
        "{year} ({firm}): nam {taken} van de wettelijke loonsom (loon {wage}, belasting {tax}, zorg {health}, "
        "huisvesting {housing}).",
        "{year} ({firm}): took {taken} of the legal wage bill (wage {wage}, tax {tax}, health {health}, "
        "housing {housing}).",
    ),
    "ended": ("Hield op: {cause}.", "Closed: {cause}."),
    "one_life": (
        "Dit is één gesimuleerd leven. Het verschil met hetzelfde leven onder ander beleid is geen effect "
        "van dat beleid: mensen beïnvloeden elkaars banen en bedden.",
        "This is one simulated life. Its difference from the same life under another policy is no effect of "
        "that policy: people influence each other's jobs and beds.",
    ),
    "both": ("In beide werelden hetzelfde:", "The same in both worlds:"),
    "nothing_more": ("(verder niets)", "(nothing more)"),
    "differs": ("In de wereld {world}:", "In the world {world}:"),
    "person": ("Persoon {person}, {world}, seed {seed}", "Person {person}, {world}, seed {seed}"),
    "agency": (
        "Bureau van bestuurder {director}, {world}, seed {seed}",
        "Agency of director {director}, {world}, seed {seed}",
    ),
    "no_worker": ("Geen van de gevolgde personen werkte hier.", "None of the persons followed worked here."),
    "never": (
        "Deze persoon kwam in deze wereld nooit naar Nederland.",
        "This person never came to the Netherlands in this world.",
    ),
    "again": (
        "De run wordt opnieuw gedraaid om deze persoon te volgen.",
        "Re-running the run to follow this person.",
    ),
}

FAMILIES: dict[str, Mapping[str, Words]] = {
    "event": TURNS,
    "start": STARTS,
    "cause": CAUSES,
    "exit": EXITS,
    "ordinal": ORDINALS,
    "life": NOTES,
}
