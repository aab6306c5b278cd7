"""The code book in Dutch: scopes by their English text, definitions by the name of the outcome.

A test compares both languages outcome by outcome, with the numbers in them, so that neither can lag behind unseen.
"""

from __future__ import annotations

SCOPES: dict[str, str] = {
    "persons in NL who work through an agency or did in the last 104 weeks, or in those weeks began other work at a"
    " hirer of the model": (
        "mensen in Nederland die via een uitzendbureau werken of dat in de laatste 104 weken deden, of in die weken"
        " ander werk begonnen bij een inlener van het model"
    ),
    "agencies with at least one worker placed in the last 13 weeks": (
        "uitzendbureaus met ten minste één plaatsing in de laatste 13 weken"
    ),
    "agencies visited by the Inspectorate": "uitzendbureaus die de Arbeidsinspectie bezocht",
    "agencies and hirers": "uitzendbureaus en inleners",
    "hirers of agency migrants": "inleners van arbeidsmigranten",
    "persons placed by an agency": "mensen die door een uitzendbureau zijn geplaatst",
    "persons with an agency contract": "mensen met een uitzendcontract",
    "persons who came to NL for the first time": "mensen die voor het eerst naar Nederland kwamen",
    "spells with an agency": "perioden bij een uitzendbureau",
    "the State": "de Staat",
    "agencies": "uitzendbureaus",
    "directors of agencies": "bestuurders van uitzendbureaus",
    "locations that let beds to agency workers": "locaties die bedden aan uitzendkrachten verhuren",
}

ENDINGS: tuple[tuple[str, str], ...] = (
    ("an empty denominator gives no value", "een lege noemer geeft geen waarde"),
    ("nothing counted gives 0", "niets geteld geeft 0"),
)
WINDOW = "geen waarde voordat {weeks} weken zijn geboekt"

_CONDUCT = (
    "de onrechtmatige euro's over alle marges (loon en uren, belasting en premies, zorgdekking, huisvesting en andere "
    "inhoudingen) gedeeld door de wettelijke loonsom"
)
_JUDGED = (
    "Beoordeeld worden actieve bureaus met ten minste 13 weken en 13 gewerkte weken in de laatste 52 weken (of sinds "
    "de start)"
)


def _takes(line: int) -> str:
    return (
        f"Bureaus waarbij {_CONDUCT}, opgeteld over de laatste 52 weken, ten minste {line}% is (tot het onder vier "
        "vijfde daarvan komt), gedeeld door beoordeelde bureaus, van alle groottes of van een grootteklasse die voor "
        f"het beleid vaststaat. {_JUDGED}."
    )


def _takes_worker_weeks(line: int) -> str:
    return (
        f"Gewerkte weken van de laatste 13 weken bij beoordeelde bureaus, gewogen van 0 voor een bureau waarbij "
        f"{_CONDUCT} de helft van {line}% is tot 1 bij anderhalf keer {line}%, gedeeld door alle gewerkte weken bij "
        f"beoordeelde bureaus. {_JUDGED}."
    )


def _losing(line: int) -> str:
    return (
        f"Weken waarin iemand door een bureau is geplaatst en ten minste {line}% van het wettelijke loon verloor, door "
        "niet betaald loon, premie ingehouden zonder dekking of onrechtmatige inhoudingen, gedeeld door al die weken. "
        "Ontdoken belasting telt niet mee: die verliest de Staat."
    )


DEFINITIONS: dict[str, str] = {
    "uninsured_share": (
        "Mensen in Nederland zonder zorgdekking, per aanwezige arbeidsmigrant; zij wier aanmelding loopt en zal "
        "terugwerken tot het begin van deze verzekeringsplicht tellen niet mee. Een betaalgarantie van verzekeraars"
        " is geen dekking, een wettelijke uitlooptermijn wel."
    ),
    "uncovered_share": (
        "Mensen in Nederland zonder zorgdekking in de week zelf, of dat later met terugwerkende kracht wordt "
        "hersteld of niet, per aanwezige arbeidsmigrant."
    ),
    "uninsured_spells_per_1000py": (
        "Begonnen reeksen van onverzekerde weken (als in uninsured_share) per 1.000 jaren die mensen binnen het "
        "bereik in Nederland leefden."
    ),
    "uninsured_spell_weeks_median": (
        "Kaplan-Meier-mediaan van de lengte van onverzekerde reeksen, uit de reeksen die in de weken van het "
        "venster konden eindigen (52 weken; per jaar: het jaar). Reeksen die nog lopen tellen zo lang als ze zijn "
        "gezien; reeksen waarvan het begin niet bekend is tellen niet. Een reeks eindigt ook als iemand Nederland "
        "verlaat. Geen waarde waar minder dan de helft binnen twee jaar eindigt."
    ),
    "uncovered_care_eur_per_year": (
        "Kosten van zorg aan mensen zonder dekking in de week van de zorg, wie ook betaalt: de regeling voor "
        "onverzekerden, de persoon zelf, de zorgaanbieder of een garantie van een verzekeraar."
    ),
    "uninsured_after_job_loss_share": (
        "Van de verloren uitzendbanen van mensen die 8 weken in Nederland blijven, het deel met binnen 8 weken ten "
        "minste één onverzekerde week. Een baan die in dezelfde week naar een ander bureau leidt is niet verloren. "
        "Geteld 8 weken na het verlies; weekwaarden over 52 weken."
    ),
    "homeless_stock": "Mensen in de opvang of op straat (ETHOS Light 1 en 2).",
    "homeless_share": "Mensen in de opvang of op straat, per aanwezige arbeidsmigrant.",
    "homeless_inflow_per_year": (
        "Mensen die vanuit een andere woonvorm of uit het buitenland in de opvang of op straat komen; iemand telt "
        "elke keer. Weekwaarden zijn die van de week, omgerekend naar een jaar."
    ),
    "homeless_from_job_loss_share": (
        "Van wie dakloos wordt, het deel dat de woning verloor doordat de baan eindigde waarbij die hoorde. "
        "Weekwaarden over 52 weken."
    ),
    "hidden_homeless_share": (
        "Mensen die bij familie of vrienden verblijven bij gebrek aan een eigen plek, per aanwezige arbeidsmigrant."
    ),
    "homeless_after_job_loss_share": (
        "Van de verloren uitzendbanen van mensen die 8 weken in Nederland blijven, het deel met binnen 8 weken ten "
        "minste één week in de opvang of op straat. Geteld 8 weken na het verlies; weekwaarden over 52 weken."
    ),
    "triple_loss_per_year": (
        "Mensen die in Nederland blijven en binnen 8 weken na het verlies van een uitzendbaan zonder eigen plek "
        "raken (vrienden, opvang, straat) én onverzekerd, waarbij beide in die tijd beginnen. Geteld 8 weken na het"
        " verlies, één keer voor hetzelfde bed en dezelfde dekking."
    ),
    "tied_housing_share": (
        "Mensen met een uitzendcontract van wie het bed bij het werk hoort, gedeeld door agency_migrants_present. "
        "Een bed van een bureau met een eigen huurcontract hoort niet bij het werk."
    ),
    "crowded_bed_share": (
        "Mensen in een woonlocatie waar meer mensen wonen dan er volgens de norm bedden zijn, gedeeld door "
        "migrants_present."
    ),
    "rent_eur_per_week": (
        "Gemiddelde huur van mensen in een bed dat bij het werk hoort, in een bed van een bureau met een eigen "
        "huurcontract of in eigen huur."
    ),
    "agency_count": "Uitzendbureaus met ten minste één plaatsing in de laatste 13 weken.",
    "judged_agency_count": (
        f"{_JUDGED}: aandelen malafide bureaus gaan over deze bureaus. De andere zijn te jong of te klein om er iets "
        "van te zeggen."
    ),
    "rogue_agency_count": (
        f"Malafide bureaus. Een bureau is malafide als {_CONDUCT}, opgeteld over de laatste 52 weken, ten minste 5% "
        "is, of als het in ten minste 10% van zijn gewerkte weken premie inhield bij een werknemer zonder dekking; "
        f"het blijft dat tot het onder vier vijfde van beide grenzen komt. {_JUDGED}. Deze getallen horen bij de "
        "definitie (world.rogue) en zijn in te stellen."
    ),
    "rogue_agency_share": (
        "Malafide bureaus (zie rogue_agency_count) gedeeld door beoordeelde bureaus (zie judged_agency_count): boven "
        "en onder de grens dezelfde bureaus."
    ),
    "rogue_worker_share": (
        "Gewerkte weken van de laatste 13 weken bij beoordeelde bureaus, gewogen van 0 voor een bureau op de helft "
        "van de grens van rogue_agency_count tot 1 op anderhalf keer die grens, gedeeld door alle gewerkte weken bij "
        "beoordeelde bureaus: een bureau dat rond de grens schommelt verschuift niets met sprongen."
    ),
    **{f"takes_share_{line}": _takes(line) for line in (2, 5, 10)},
    **{f"takes_worker_weeks_{line}": _takes_worker_weeks(line) for line in (2, 5, 10)},
    "taken_eur_per_worker_week": (
        "Onrechtmatige euro's van bureaus over alle marges (loon en uren, belasting en premies, premie ingehouden "
        "zonder dekking, huisvesting en andere inhoudingen), gedeeld door de weken waarin mensen door bureaus zijn "
        "geplaatst."
    ),
    **{f"worker_weeks_losing_{line}": _losing(line) for line in (2, 5, 10)},
    "rogue_share_observed": (
        "Van de bureaus die de Arbeidsinspectie in de laatste 52 weken bezocht, ook die sindsdien ophielden, het "
        "deel waar zij een overtreding vond. Per jaar: in de laatste week van het jaar."
    ),
    "certified_share": "Actieve bureaus met het keurmerk (SNA) of een toelating, gedeeld door actieve bureaus.",
    "top_agency_share": (
        "Deel van de gewerkte weken van de laatste 13 weken bij de grootste 0,15% van de actieve bureaus; waar dat "
        "geen heel aantal is, telt een deel van het volgende bureau naar rato mee."
    ),
    "agency_entry_rate_per_year": (
        "Bureaus die hun eerste werknemer plaatsen, per jaar, gedeeld door actieve bureaus. Een doorstart onder een"
        " nieuwe naam telt mee."
    ),
    "agency_exit_rate_per_year": (
        "Bureaus die mensen hebben geplaatst en ophouden, om welke reden ook, per jaar, gedeeld door actieve bureaus."
    ),
    "honest_small_agency_exits_per_year": (
        "Kleine eerlijke bureaus (zie honest_small_agency_count) die ophouden, om welke reden ook, per jaar. Een "
        "aantal, dat daalt waar er minder over zijn; als deel van wat over is: honest_small_agency_exit_rate_per_year."
    ),
    "honest_small_agency_exit_rate_per_year": (
        "Bureaus geteld in honest_small_agency_exits_per_year, gedeeld door die geteld in honest_small_agency_count: "
        "het aantal dat stopt per bureau en jaar. Over meer jaren worden stoppers en jaren eerst opgeteld."
    ),
    "honest_small_agency_count": (
        "Actieve bureaus met minder dan 50 geplaatste werknemers, vastgesteld voor het beleid, die niet malafide zijn "
        "(zie rogue_agency_count) naar wat zij in de laatste 52 weken afnamen, of sinds hun start als zij te jong zijn "
        "om te beoordelen."
    ),
    "wage_theft_eur_per_worker_week": (
        "Loon dat verschuldigd is en door bureaus niet wordt betaald, gedeeld door de weken waarin mensen door "
        "bureaus zijn geplaatst."
    ),
    "wage_recovered_share": (
        "Loon dat voor werknemers is teruggehaald, gedeeld door het loon dat in dezelfde weken verschuldigd was en "
        "niet betaald (52 weken; per jaar: het jaar)."
    ),
    "vacancy_unfilled_share": (
        "Opdrachten van inleners voor uitzendkrachten die deze week open blijven, gedeeld door al hun opdrachten."
    ),
    "hire_rate_eur_per_hour": (
        "Wat inleners aan bureaus betalen voor de uren van arbeidsmigranten, gedeeld door die uren."
    ),
    "hirer_cost_eur_per_year": (
        "Alles wat van de rekening van de inleners gaat: inleen, loon en belasting van andere vormen van werk, boetes, "
        "nabetalingen en verplichtingen. Het daalt waar minder mensen werken; werk dat blijft liggen doordat een "
        "opdracht open blijft is geen betaling en telt niet mee (zie vacancy_unfilled_share). Wat een uur kost staat "
        "in hirer_cost_eur_per_hour."
    ),
    "hirer_cost_eur_per_hour": (
        "Alles wat van de rekening van de inleners gaat (zie hirer_cost_eur_per_year), gedeeld door de uren die "
        "migranten daar werken: via bureaus, en 38 per week van wie in directe dienst is, gedetacheerd, zelfstandig of "
        "bij een onderaannemer."
    ),
    "agency_compliance_cost_eur_per_year": (
        "Kosten voor bureaus van keurmerk, toelating, controles, waarborgsom en andere plichten die de regels hun "
        "opleggen. Ze dalen waar minder bureaus over zijn."
    ),
    "state_cost_eur_per_year": (
        "Alles wat van de rekening van de Staat gaat, min alles wat erop komt (belasting, premies, boetes); "
        "negatief waar meer binnenkomt. De bruto bedragen staan in het grootboek."
    ),
    "migrants_present": "Mensen in Nederland en binnen het bereik.",
    "agency_migrants_present": "Mensen met een uitzendcontract: geplaatst, zonder plaatsing of ziek.",
    "heads_per_year": (
        "Mensen met ten minste één week uitzendwerk in de laatste 52 weken, ook als zij Nederland hebben verlaten. "
        "Per jaar: in de laatste week van het jaar."
    ),
    "first_year_departure_share": (
        "Van wie 52 tot 104 weken geleden voor het eerst aankwam, het deel van wie het eerste verblijf binnen 52 "
        "weken eindigde."
    ),
    "agency_spells_under_13w_share": (
        "Van de perioden van ononderbroken contract bij één bureau die in het venster eindigden (52 weken; per "
        "jaar: het jaar), het deel korter dan 13 weken."
    ),
    "onward_to_direct_or_other_per_year": (
        "Mensen met een uitzendcontract in de ene week en direct, gedetacheerd, zelfstandig of via een "
        "onderaannemer aan het werk in de volgende, per jaar, gedeeld door de aanwezige mensen met een "
        "uitzendcontract."
    ),
    "direct_hire_inflow_per_year": (
        "Mensen binnen het bereik die vanuit een andere situatie in Nederland rechtstreeks in dienst komen."
    ),
    "phase_b_inflow_per_year": "Contracten die van fase A naar fase B gaan.",
    "threshold_dismissals_per_year": (
        "Plaatsingen die het bureau beëindigt omdat een termijn van het contract bijna afloopt."
    ),
    "replacement_dismissals_per_year": (
        "Plaatsingen die eindigden doordat de inlener om een ander vroeg terwijl zijn vraag doorging."
    ),
    "displaced_share": (
        "Gewerkte weken in directe dienst, gedetacheerd, als zelfstandige of bij een onderaannemer, gedeeld door "
        "alle gewerkte weken binnen het bereik. Verschuiving door beleid is het gepaarde verschil ervan."
    ),
    "jobless_share": (
        "Mensen in Nederland zonder werk en zonder contract, per aanwezige arbeidsmigrant; zieken horen er niet bij."
    ),
    "sick_share": "Mensen die ziek zijn op kosten van een bureau of de Staat, per aanwezige arbeidsmigrant.",
    "registered_share": (
        "Mensen die als ingezetene in de basisregistratie personen (BRP) staan, per aanwezige arbeidsmigrant; het "
        "register van niet-ingezetenen (RNI) telt niet."
    ),
    "complaints_per_year": "Meldingen van benadeelde arbeidsmigranten die een toezichthouder of hulploket bereiken.",
    "inspections_per_year": (
        "Alle bezoeken van de Arbeidsinspectie, bij bureaus en bij inleners. Controles van het sectororgaan en het "
        "keurmerk staan alleen in het grootboek en in agencies/."
    ),
    "visit_rate_per_year": (
        "Bezoeken van de Arbeidsinspectie bij bureaus plus de helft van die bij inleners, per jaar, per actief bureau."
    ),
    "fines_collected_share": (
        "Geïnde euro's aan boetes gedeeld door in dezelfde weken opgelegde boetes (52 weken; per jaar: het jaar)."
    ),
    "rights_known_share": (
        "Gemiddelde over mensen in Nederland en binnen het bereik van wat zij van hun rechten weten, van 0 "
        "(niets) tot 1 (alles wat voor een melding telt)."
    ),
    "reachable_share": (
        "Mensen in Nederland van wie de overheid een adres of telefoonnummer heeft dat klopt, gedeeld door "
        "migrants_present."
    ),
    "clause_contract_share": (
        "Contracten met uitzendbeding, waarbij de baan met de terbeschikkingstelling eindigt, gedeeld door "
        "agency_migrants_present."
    ),
    "back_pay_awards_per_year": (
        "Toewijzingen van niet betaald loon aan werknemers die er nog zijn, bij een bevinding of als het bureau "
        "eindigt, of het te innen is of niet. Een bureau telt elke keer."
    ),
    "back_pay_awards_presumed_per_year": (
        "Van back_pay_awards_per_year die welke hoger zijn dan wat te bewijzen was, omdat zonder boeken een "
        "werkduur wordt vermoed."
    ),
    "back_pay_awarded_eur_per_year": (
        "Euro's van back_pay_awards_per_year, voor zover zij toekomen aan werknemers die er nog zijn. Wat daarvan "
        "binnenkomt staat in wage_recovered_share."
    ),
    "reached_after_job_loss_per_year": "Mensen aan wie de Staat hulp aanbiedt na een verloren baan.",
    "loans_to_migrants_eur_per_year": (
        "Door bureaus aan arbeidsmigranten geleend voor de reis en de eerste weken, om van het loon in te houden."
    ),
    "rent_arrears_eur_per_tied_bed": (
        "Huurschuld van mensen met een uitzendcontract in een bed dat bij het werk hoort, gedeeld door hun aantal."
    ),
    "sick_pay_eur_per_year": "Loon dat bureaus betalen aan mensen die ziek zijn.",
    "directors_banned": (
        "Bestuurders van bureaus, lopend of geëindigd, die door een geldend verbod geen bureau mogen leiden, ook "
        "wie via een stroman doorgaat."
    ),
    "directors_refused_per_year": (
        "Oprichters en bestuurders die geen verklaring omtrent het gedrag kunnen tonen en niet beginnen, of aftreden."
    ),
    "records_kept_share": (
        "Actieve bureaus met een administratie die een inspecteur kan lezen, gedeeld door de actieve bureaus."
    ),
    "agencies_moved_abroad": (
        "Actieve bureaus die hun zetel naar het buitenland verplaatsten om buiten het bereik van de toelating te zijn."
    ),
    "accidents_reported_per_year": "Arbeidsongevallen die de inlener aan het bureau meldt, of beide melden.",
    "wage_tax_paid_share": "Loonheffing die bureaus betalen, gedeeld door verschuldigd loon.",
    "premium_passed_on_share": "Zorgpremies die bureaus betalen, gedeeld door wat zij ervoor inhouden.",
    "wage_paid_eur_per_hour": "Brutoloon dat bureaus betalen, gedeeld door de uren die inleners betalen.",
    "charged_to_hirers_eur_per_year": (
        "Boetes, belasting en achterstallig loon die inleners betalen vanwege een bureau dat aan hen uitleent."
    ),
    "permanent_by_chain_per_year": (
        "Uitzendcontracten die vast worden doordat hun aantal of duur aan de grens van de ketenregeling is."
    ),
    "posting_conversions_per_year": (
        "Geplaatste werknemers die de inlener aan het einde van de inleentermijn in dienst neemt of via een "
        "onderaannemer houdt."
    ),
    "orders_held": (
        "Opdrachten voor uitzendkrachten boven het oude niveau die wachten omdat een effectrapport er geen bedden "
        "voor kan tonen."
    ),
    "posted_share": (
        "Gewerkte weken voor een werkgever in het buitenland, gedeeld door alle gewerkte weken binnen het bereik."
    ),
    "rough_sleepers": "Mensen op straat (ETHOS Light 1): de daklozen zonder wie in een opvang slaapt.",
    "beds_open": "Bedden volgens de norm in locaties die in gebruik zijn.",
    "labelled_bed_share": "Bedden met een keurmerk voor huisvesting (SNF of AKF), gedeeld door beds_open.",
    "labelled_area_m2_per_bed": "Gemiddeld vloeroppervlak van een bed met een keurmerk voor huisvesting.",
    "houses_checked_per_year": (
        "Controles van locaties door een gemeente, zonder die van een vergunning of oppervlaktenorm."
    ),
    "houses_found_crowded_per_year": (
        "Locaties die bij een controle voller zijn dan de norm of regel daar toestaat; zij worden ontruimd of gesloten."
    ),
    "care_guaranteed_eur_per_year": (
        "Kosten van zorg aan mensen zonder dekking die verzekeraars door een garantie betalen."
    ),
    "scheme_recovered_eur_per_year": (
        "Zorgkosten uit de regeling voor onverzekerden die landen van herkomst terugbetalen."
    ),
}
