"""Dutch of what is refused in measure files, changes of the law and plug-ins."""

from __future__ import annotations

REFUSALS_NL: dict[str, str] = {
    "a formula has no finite value here": "een formule heeft hier geen eindige waarde",
    "a number in a formula is at most 1e12": "een getal in een formule is hooguit 1e12",
    "changes nothing: the rules are the same without it, by what else is in force": (
        "verandert niets: door wat er verder geldt zijn de regels zonder dit hetzelfde"
    ),
    "no formula reads this number": "geen formule leest dit getal",
    "two measure files of this name differ": "twee maatregelbestanden met deze naam verschillen",
    "a formula reads at most 10 numbers": "een formule leest hooguit 10 getallen",
    "a formula has at most 300 characters": "een formule heeft hooguit 300 tekens",
    "min() and max() take two values or more": "min() en max() nemen twee waarden of meer",
    "must be a number or a formula": "moet een getal of een formule zijn",
    "must be true or false": "moet true of false zijn",
    "must begin with these": "moet hiermee beginnen",
    "no parameter of this measure": "geen parameter van deze maatregel",
    "no rule and no parameter": "geen regel en geen parameter",
    "no such package is installed": "zo'n pakket is niet geïnstalleerd",
    "not a formula": "geen formule",
    "not a measure file": "geen maatregelbestand",
    "not allowed in a formula": "niet toegestaan in een formule",
    "one operator is needed": "er is één bewerking nodig",
    "this name is taken by a measure of uitzendlab": "deze naam is van een maatregel van uitzendlab",
    "unknown rule": "onbekende regel",
}
ALLOWED_NL: tuple[tuple[str, str], ...] = (
    (
        "a list of measure files beside the policy file, as [rent_cap.yaml]",
        "een lijst van maatregelbestanden naast het beleidsbestand, zoals [rent_cap.yaml]",
    ),
    ("at least one lever, or a rule under rules", "ten minste één maatregel, of een regel onder rules"),
    ("another name", "een andere naam"),
    ("other values or dates", "andere waarden of data"),
    ("a value, or a list of values with dates", "een waarde, of een lijst van waarden met data"),
    ("a-z, 0-9 and underscores, no word of a formula", "a-z, 0-9 en liggende streepjes, geen woord van een formule"),
    ("a-z, 0-9 and single underscores", "a-z, 0-9 en losse liggende streepjes"),
    (
        "figures of the law in `uitzendlab list parameters`, without law.",
        "getallen van de wet in `uitzendlab list parameters`, zonder law.",
    ),
    ("for what is out-of-model, and for that only", "alleen bij wat out-of-model is"),
    ("one effect at least", "ten minste één effect"),
    ("one number at least", "ten minste één getal"),
    ("two names or more, or ", "twee namen of meer, of "),
    ("numbers, parameters, rules, ", "getallen, parameters, regels, "),
)
HINTS_NL: tuple[tuple[str, str], ...] = (
    ("Code runs only out of packages that ", "Code komt alleen uit pakketten die "),
    (" names, and then without effects.", " noemt, en dan zonder effects."),
    (
        "Install it in this environment, or take it out of the variable.",
        "Installeer het in deze omgeving, of haal het uit de variabele.",
    ),
    ("The name of the file names the measure.", "De naam van het bestand is die van de maatregel."),
    ("Paths begin at the policy file.", "Paden beginnen bij het beleidsbestand."),
    (
        "A measure of your own is named under measures, as [rent_cap.yaml].",
        "Een eigen maatregel staat onder measures, zoals [rent_cap.yaml].",
    ),
    (
        "Give one of the two another name: results keep each measure by its name.",
        "Geef een van de twee een andere naam: resultaten bewaren elke maatregel onder zijn naam.",
    ),
    (
        "It follows on a stage of its own: leave phase_in_weeks out, and write more stages where it grows in steps.",
        "Het volgt op een eigen stap: laat phase_in_weeks weg, en schrijf meer stappen waar het in stappen groeit.",
    ),
    ("These rules are so already in these weeks.", "Deze regels gelden in deze weken al zo."),
)
