"""What the command line says, in Dutch and English. Nothing heavy is imported, so that help comes at once."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence

from analysis.text import input_errors, measure_errors, python_errors, sweep_messages
from analysis.text.run_messages import RUN_HINTS_NL, RUN_REFUSALS_NL, RUN_TEXTS

LANGUAGES = ("nl", "en")

TEXTS: dict[str, tuple[str, str]] = RUN_TEXTS | {
    "about": (
        "Simuleert uitzendwerk door arbeidsmigranten in Nederland en vergelijkt beleid.",
        "Simulates agency work by labour migrants in the Netherlands and compares policies.",
    ),
    "usage": ("gebruik", "usage"),
    "commands": ("opdrachten", "commands"),
    "options": ("opties", "options"),
    "arguments": ("argumenten", "arguments"),
    "help": ("toon deze hulp", "show this help"),
    "version": ("toon de versie", "show the version"),
    "json": ("één JSON-document op stdout", "one JSON document on stdout"),
    "quiet": ("geen meldingen en geen voortgang", "no messages and no progress"),
    "lang": ("taal: nl of en", "language: nl or en"),
    "examples": ("voorbeelden", "examples"),
    "run": ("simuleer werelden en bewaar de uitkomsten", "simulate worlds and keep the outcomes"),
    "check": ("controleer uw bestanden, zoals run en sweep dat doen", "check your files as run and sweep do"),
    "list": ("toon wat er is om uit te kiezen", "show what there is to choose from"),
    "life": ("vertel het leven van één persoon", "tell the life of one person"),
    "report": ("maak de pagina van een resultatenmap", "make the page of a result folder"),
    "compare": ("vergelijk beleid in een resultatenmap", "compare policies in a result folder"),
    "export": ("geef tabellen door aan andere programma's", "hand tables to other programs"),
    "format": ("csv, xlsx of iamc", "csv, xlsx or iamc"),
    "tables": ("welke tabellen, met komma's", "which tables, with commas"),
    "export_out": ("map voor de bestanden (anders DIR/export)", "folder for the files (else DIR/export)"),
    "masking": (
        "Aantallen die op minder dan tien gesimuleerde personen rusten zijn weggelaten (kolom masked).",
        "Counts that rest on fewer than ten simulated persons are left out (column masked).",
    ),
    "base": ("basiswereld: naam of pad", "base world: name or path"),
    "policies": (
        "namen of paden, met komma's; een naam met een komma staat tussen dubbele aanhalingstekens; none: geen",
        "names or paths, with commas; a name that holds a comma stands in double quotes; none: none",
    ),
    "size": ("omvang: smoke, desk, study of nation", "size: smoke, desk, study or nation"),
    "seeds": ("10 is 0 tot en met 9; 3,7; 3, is alleen 3", "10 is 0 to 9; 3,7; 3, is seed 3 only"),
    "until": ("laatste dag (JJJJ-MM-DD)", "last day (YYYY-MM-DD)"),
    "workers": ("aantal processen naast elkaar", "number of processes side by side"),
    "record": ("wat bewaard blijft: summary, yearly, weekly", "what is kept: summary, yearly, weekly"),
    "groups": ("ook per groep: none of all", "also by group: none or all"),
    "out": ("map voor de uitkomsten", "folder for the results"),
    "force": (
        "vervang een ander plan in die map; de runs ervan worden verwijderd",
        "replace another plan in that folder; the runs of it are removed",
    ),
    "config_dir": (
        "map met een eigen run.yaml, met regels als `size: smoke` of `seeds: 4`; wat er niet in staat is als altijd",
        "folder with a run.yaml of your own, with lines as `size: smoke` or `seeds: 4`; what it leaves out is as usual",
    ),
    "overrides": ("waarden met de hand, zoals law.pay.x=1", "figures by hand, as law.pay.x=1"),
    "show": (
        "wat er getoond wordt, met komma's: verdicts (oordelen; anders dit), effects (elke uitkomst voluit), years "
        "(jaren sinds de ingang en kalenderjaren), passage (per halfjaar), payers (wie betaalt), heads (hoofden en "
        "kans), spells (duur), groups (per groep), rivals (beleid tegen beleid), chances (kans op beter, procenten van "
        "de basis), noise (toeval) of all. Van een sweep: effects, rivals en noise. --json geeft altijd alles",
        "what to show, with commas: verdicts (the default), effects (every outcome in full), years (years since the"
        " start and calendar years), passage (by half-year), payers (who pays), heads (heads and rate), spells "
        "(lengths), groups (by group), rivals (policies against each other), chances (chance of better, per cents of "
        "the base), noise (Monte Carlo variation) or all. Of a sweep: effects, rivals and noise. --json always gives "
        "all",
    ),
    "file": ("bestand of naam", "file or name"),
    "what": ("wat", "what"),
    "dir": ("resultatenmap", "result folder"),
    "person": ("nummer van de persoon", "number of the person"),
    "sample": (
        "kies iemand: random, homeless, uninsured, rogue-agency",
        "choose: random, homeless, uninsured, rogue-agency",
    ),
    "policy": ("beleid (anders het eerste)", "policy (else the first)"),
    "seed": ("seed (anders de eerste)", "seed (else the first)"),
    # what is said while running
    "plan": (
        "{runs} runs, omvang {size} (schaal {scale}), basis {base}",
        "{runs} runs, size {size} (scale {scale}), base {base}",
    ),
    "base_replaced": (
        "Alle beleid wordt vergeleken met de gegeven basis {base}.",
        "All policies are compared with the given base {base}.",
    ),
    "unsettled": (
        "NIET TOT RUST GEKOMEN in {base}: {metric} is {first} in het eerste jaar en {later} daarna ({change}). "
        "De aanloop was te kort; gebruik deze runs niet.",
        "NOT AT REST in {base}: {metric} is {first} in the first year and {later} later ({change}). "
        "The warm-up was too short; do not use these runs.",
    ),
    "stored": (
        "Alle runs waren er al; dit is het bewaarde antwoord.",
        "All runs were there already; this is the stored answer.",
    ),
    "some_stored": ("{stored} van {runs} runs waren er al.", "{stored} of {runs} runs were there already."),
    "failed": ("{failed} van {runs} runs mislukten:", "{failed} of {runs} runs failed:"),
    "no_result": ("Geen enkele run slaagde: er is geen uitkomst.", "No run succeeded: there is no outcome."),
    "interrupted": (
        "Afgebroken. Wat af is blijft bewaard. Ga verder met:",
        "Interrupted. What is finished is kept. Go on with:",
    ),
    "plumbing": (
        "LET OP: omvang smoke toetst alleen of alles werkt. Trek hieruit geen conclusies.",
        "WARNING: size smoke is plumbing only. Draw no conclusions from it.",
    ),
    "results": ("Uitkomsten staan in {folder} (pagina: {page}).", "Results are in {folder} (page: {page})."),
    "head": (
        "{title} · {period} · gemiddelde over {n} seeds met 95%-interval · schaal {scale}, "
        "omgerekend naar heel Nederland · euro's van 2021",
        "{title} · {period} · mean over {n} seeds with 95% interval · scale {scale}, "
        "counts for the nation · euros of 2021",
    ),
    "year": ("jaar {period}", "year {period}"),
    "whole": ("hele periode tot {end}", "whole period until {end}"),
    "outcome": ("uitkomst", "outcome"),
    "value": ("waarde", "value"),
    "interval": ("95%-interval", "95% interval"),
    "unit": ("eenheid", "unit"),
    "scope": ("bereik", "scope"),
    "compare_head": (
        "{title}, vergeleken met: {base}",
        "{title}, compared with: {base}",
    ),
    "compare_of": (
        "{period} · {n} paren van runs met dezelfde seed{starts} · schaal {scale}, aantallen voor heel Nederland · "
        "euro's van 2021",
        "{period} · {n} pairs of runs with the same seed{starts} · scale {scale}, counts for the nation · euros of "
        "2021",
    ),
    "starts": (" · gaat in op {day}", " · enters on {day}"),
    "verdict": ("oordeel", "verdict"),
    "theme": ("thema", "theme"),
    "marks": (
        "** aangetoond, * waarschijnlijk, zonder teken niet aangetoond.",
        "** shown, * likely, without a mark not shown.",
    ),
    "no_since": (
        "Geen jaren sinds de ingang: daarvoor moeten weken zijn bewaard (--record weekly) en 52 weken zijn "
        "gesimuleerd.",
        "No years since the start: they need weeks that were kept (--record weekly) and 52 weeks simulated.",
    ),
    "way_worse": (
        "Onderweg slechter dan dit jaar laat zien (uitzendlab compare {folder} --show passage): {names}.",
        "Worse on the way than this year shows (uitzendlab compare {folder} --show passage): {names}.",
    ),
    "how_to_read": (
        "Aangetoond: het 95%-interval, dat voor alle {outcomes} uitkomsten tegelijk geldt, sluit nul uit. "
        "Waarschijnlijk: gekozen zodat naar verwachting hooguit één op de twintig toeval is. Niet aangetoond is geen "
        "bewijs dat er geen verschil is. Intervallen tonen toeval tussen runs, niet wat over de wereld onbekend is.",
        "Shown: the 95% interval, which holds for all {outcomes} outcomes at once, excludes zero. Likely: chosen so "
        "that at most one in twenty is expected to be chance. Not shown is no proof that there is no difference. "
        "Intervals show Monte Carlo variation between runs, not what is unknown about the world.",
    ),
    "base_level": ("basis", "base"),
    "difference": ("verschil", "difference"),
    "more": (
        "Meer: uitzendlab compare {folder} --show effects (of years, passage, payers, heads, spells, groups, "
        "rivals, chances, noise, all)",
        "More: uitzendlab compare {folder} --show effects (or years, passage, payers, heads, spells, groups, "
        "rivals, chances, noise, all)",
    ),
    "setting": (
        "Schaal {scale}, omgerekend naar heel Nederland; euro's van 2021.",
        "Scale {scale}, counts for the nation; euros of 2021.",
    ),
    "one_seed": ("Eén seed: geen interval.", "One seed: no interval."),
    "few_seeds": (
        "LET OP: {n} seeds is te weinig; de intervallen zeggen bijna niets. Neem er acht of meer.",
        "WARNING: {n} seeds are too few; the intervals say next to nothing. Take eight or more.",
    ),
    "intended": (
        "Het model verkent wat beleid kan doen; het voorspelt niet en beschrijft geen bestaande persoon of bedrijf.",
        "The model explores what policy may do; it is no forecast and describes no existing person or firm.",
    ),
    "compare_none": (
        "Een vergelijking heeft een run met beleid nodig; hier is alleen de basis gedraaid. Dit is de basis:",
        "A comparison needs a run with a policy; only the base was run here. This is the base:",
    ),
    "replaces": (
        "Deze basiswereld heeft deze maatregel sinds {since}; vanaf {start} gelden de getallen hierboven.",
        "This base world has this measure since {since}; from {start} on the numbers above hold.",
    ),
    "checked": ("{file}: in orde ({kind} {id})", "{file}: sound ({kind} {id})"),
    "page_ready": ("De pagina is {page}.", "The page is {page}."),
    "nothing": ("(niets)", "(nothing)"),
    # measures
    "which_lever": (
        "bij levers en policies: één maatregel of beleid, volledig; bij bases: wat er uit die wereld weggelaten kan "
        "worden",
        "with levers and policies: one measure or policy, in full; with bases: what may be left out of that world",
    ),
    "leave_out": (
        "Laat een onderdeel weg met ~ en zijn naam: --base {base}~{item}",
        "Leave an item out with ~ and its name: --base {base}~{item}",
    ),
    "levers_built": ("Te gebruiken in een beleid", "To use in a policy"),
    "levers_never": ("Niet door een simulatie te beantwoorden ({count})", "Not for a simulation to answer ({count})"),
    "levers_more": (
        "`uitzendlab list levers NAAM` toont één maatregel volledig, `--json` alles van alle maatregelen. "
        "De nummers zijn die van de brief van 14 december 2020; X: later.",
        "`uitzendlab list levers NAME` shows one measure in full, `--json` all of every measure. "
        "Numbers are those of the letter of 14 December 2020; X: later.",
    ),
    "standing_built": ("te gebruiken in een beleid", "to use in a policy"),
    "standing_never": ("niet door een simulatie te beantwoorden", "not for a simulation to answer"),
    "measure_class": ("Soort", "Class"),
    "class_mechanism": ("mechanisme", "mechanism"),
    "class_parameter": ("parameter", "parameter"),
    "class_out-of-model": ("buiten het model", "out of the model"),
    "measure_text": ("Wat het is", "What it is"),
    "measure_in_model": ("In het model", "In the model"),
    "measure_side_effects": ("Neveneffecten", "Side effects"),
    "measure_acts_on": ("Raakt", "Acts on"),
    "measure_stance": ("Kabinet in de brief", "Cabinet in the letter"),
    "measure_later": ("Later, stand van 2026", "Later, as of 2026"),
    "measure_eu_law": ("Mogelijk in strijd met EU-recht", "May conflict with EU law"),
    "measure_reason": ("Waarom niet in het model", "Why not in the model"),
    "measure_nearest": ("Naaste maatregel", "Nearest measure"),
    "measure_parameters": ("Getallen", "Parameters"),
    "measure_effects": ("Wat hij met regels doet", "What it does to rules"),
    "measure_sources": ("Bronnen", "Sources"),
    "measure_letter": (
        "Brief van 14 december 2020, Kamerstuk 29 861, nr. 55",
        "Letter of 14 December 2020, Kamerstuk 29 861, nr. 55",
    ),
    "confidence": ("zekerheid", "confidence"),
    "confidence_high": ("hoog", "high"),
    "confidence_medium-high": ("redelijk hoog", "medium to high"),
    "confidence_medium": ("redelijk", "medium"),
    "confidence_low-medium": ("vrij laag", "low to medium"),
    "confidence_low": ("laag", "low"),
    "confidence_unverified": ("niet geverifieerd", "not verified"),
    "confidence_ungraded": ("niet beoordeeld", "not graded"),
    # errors
    "refused": ("geweigerd", "refused"),
    "got": ("gekregen", "got"),
    "allowed": ("toegestaan", "allowed"),
    "bug": ("Er ging iets mis in het programma: {error}", "Something went wrong in the program: {error}"),
}

REFUSALS_NL: dict[str, str] = RUN_REFUSALS_NL | {
    "a name must be text": "een naam moet tekst zijn",
    "aliases are not allowed": "verwijzingen (*) zijn niet toegestaan",
    "anchors are not allowed": "ankers (&) zijn niet toegestaan",
    "announced after it enters": "aangekondigd nadat het ingaat",
    "another command is writing there": "een andere opdracht schrijft daar",
    "cannot be read": "kan niet worden gelezen",
    "characters that cannot be printed": "tekens die niet te drukken zijn",
    "ends before it starts": "eindigt voor het begint",
    "holds no rows": "heeft geen regels",
    "holds something else than results": "bevat iets anders dan resultaten",
    "holds the results of another plan": "bevat de resultaten van een ander plan",
    "does not tell new from old": "maakt geen verschil tussen nieuw en oud",
    "cannot be phased in": "kan niet geleidelijk worden ingevoerd",
    "is a figure, not a group": "is een getal, geen groep",
    "is a group, not a figure": "is een groep, geen getal",
    "is missing": "ontbreekt",
    "is not a folder": "is geen map",
    "more than the whole it is a part of": "meer dan het geheel waarvan het een deel is",
    "more than one document in the file": "meer dan één document in het bestand",
    "must be a date": "moet een datum zijn",
    "must be a list": "moet een lijst zijn",
    "must be a mapping of names to values": "moet een lijst van namen met waarden zijn",
    "must be a whole number": "moet een geheel getal zijn",
    "must be text": "moet tekst zijn",
    "names that begin with _ are not allowed": "namen die met _ beginnen zijn niet toegestaan",
    "nested too deeply": "te diep genest",
    "no chosen policy has this lever": "geen gekozen beleid heeft deze maatregel",
    "no result folder": "geen resultatenmap",
    "no such file": "bestaat niet",
    "no such person": "er is geen persoon met dit nummer",
    "no such run": "deze run is er niet",
    "nobody like that in this run": "zo iemand is er niet in deze run",
    "not a list of policies": "geen lijst van beleid",
    "not a list of seeds": "geen lijst van seeds",
    "not a name": "geen naam",
    "not a number": "geen getal",
    "not a setting": "geen instelling",
    "not allowed here": "hier niet toegestaan",
    "not for a simulation to answer": "niet door een simulatie te beantwoorden",
    "not readable as YAML": "niet leesbaar als YAML",
    "not readable as text": "niet leesbaar als tekst",
    "outside its range": "valt buiten het bereik",
    "references are not allowed here": "verwijzingen zijn hier niet toegestaan",
    "references with ${ are not allowed": "verwijzingen met ${ zijn niet toegestaan",
    "shares must add up to one": "aandelen moeten samen één zijn",
    "starts after the end of the run": "gaat in na het einde van de run",
    "no such date": "die datum bestaat niet",
    "tabs are not allowed": "tabs zijn niet toegestaan; gebruik spaties",
    "thousands or decimals?": "duizendtallen of decimalen?",
    "tags are not allowed": "labels (!) zijn niet toegestaan",
    "the file is empty": "het bestand is leeg",
    "the file is too large": "het bestand is te groot",
    "the same lever twice at the same time": "dezelfde maatregel twee keer tegelijk",
    "these two measures contradict each other": "deze twee maatregelen spreken elkaar tegen",
    "this file cannot be read": "dit bestand kan niet worden gelezen",
    "this world has no such item to leave out": "deze wereld heeft geen onderdeel van die naam om weg te laten",
    "this id is taken": "deze naam is al in gebruik",
    "too many rows": "te veel regels",
    "too many values": "te veel waarden",
    "two values for the same figure at the same time": "twee waarden voor hetzelfde getal tegelijk",
    "unknown choice": "onbekende keuze",
    "unknown lever": "onbekende maatregel",
    "unknown name": "onbekende naam",
    "unknown option": "onbekende optie",
    "unusable command": "onbruikbare opdracht",
    "would be phased in from nothing": "zou vanaf nul worden ingevoerd",
    "written twice": "staat er twee keer",
}
ALLOWED_NL = (
    (
        "nothing behind a ~: this world has no items to leave out",
        "niets achter een ~: deze wereld heeft geen onderdelen om weg te laten",
    ),
    (
        "columns with , and decimals with a point, or columns with ; and decimals with a comma",
        "kolommen met , en decimalen met een punt, of kolommen met ; en decimalen met een komma",
    ),
    (" to ", " tot "),
    ("at most ", "hooguit "),
    ("one of ", "een van "),
    (" measures, see `", " maatregelen, zie `"),
    ("at least ", "ten minste "),
    ("a number above ", "een getal boven "),
)
HINTS_NL: tuple[tuple[str, str], ...] = (
    *RUN_HINTS_NL,  # whole sentences, before the pieces below
    (" in the first, or leave one of the two out.", " bij de eerste, of laat een van beide weg."),
    ("Leave one of the two out.", "Laat een van beide weg."),
    (
        "It is a switch: from its date on it holds for every contract.",
        "Het is een schakelaar: vanaf de ingangsdatum geldt het voor elk contract.",
    ),
    (
        "Write each stage as a use of its own, with its date and term.",
        "Schrijf elke stap als een eigen onderdeel, met datum en termijn.",
    ),
    ("It has a term of its own: set ", "De maatregel heeft een eigen termijn: stel die in met "),
    (
        "Leave applies_to out: this measure holds for everybody from its date on.",
        "Laat applies_to weg: deze maatregel geldt vanaf zijn datum voor iedereen.",
    ),
    (
        "Write the base without ~. A world with items is law-as-enacted, as law-as-enacted~prices.",
        "Schrijf de basis zonder ~. Een wereld met onderdelen is law-as-enacted, zoals law-as-enacted~prices.",
    ),
    ("Each item stands behind a ~, as ", "Elk onderdeel staat achter een ~, zoals "),
    ("Run longer, as with --until ", "Laat de run langer duren, bijvoorbeeld met --until "),
    ("This base world has it since ", "Deze basiswereld heeft haar sinds "),
    (": leave phase_in_weeks out, or end that item with ~.", ": laat phase_in_weeks weg, of dat onderdeel met ~."),
    ("Write ", "Schrijf "),
    (" (a share, not percent).", " (een aandeel, geen percentage)."),
    (" (a fraction, not percent).", " (een breuk, geen percentage)."),
    (": a decimal has a point.", ": een decimaal heeft een punt."),
    (" if that is meant.", " als dat bedoeld is."),
    (", or raise ", ", of verhoog "),
    ("Line ", "Regel "),
    ("A decimal is written with a point, as 0.2.", "Schrijf een decimaal met een punt, zoals 0.2."),
    ("A name or a path of a YAML file is needed.", "Geef een naam of het pad van een YAML-bestand."),
    ("These runs were kept with less detail.", "Van deze runs is minder bewaard."),
    ("Use csv, or another table.", "Gebruik csv, of een andere tabel."),
    ("Did you mean", "Bedoelde u"),
    ("See `", "Zie `"),
    ("or use --force", "of gebruik --force"),
    ("Choose another --out", "Kies een andere --out"),
    ("It differs in", "Het verschilt in"),
    ("Make one:", "Maak er een:"),
    ("Wait for it", "Wacht daarop"),
    (
        "The code or the scenario files have changed since.",
        "De code of de scenariobestanden zijn sindsdien veranderd.",
    ),
    (", or ", ", of "),
)
TEXTS |= sweep_messages.TEXTS | input_errors.TEXTS
REFUSALS_NL |= (
    sweep_messages.REFUSALS_NL | input_errors.REFUSALS_NL | python_errors.REFUSALS_NL | measure_errors.REFUSALS_NL
)
HINTS_NL = measure_errors.HINTS_NL + python_errors.HINTS_NL + input_errors.HINTS_NL + HINTS_NL + sweep_messages.HINTS_NL
ALLOWED_NL = measure_errors.ALLOWED_NL + python_errors.ALLOWED_NL + input_errors.ALLOWED_NL + ALLOWED_NL


def say(key: str, lang: str, **facts: object) -> str:
    """A text in the language asked for."""
    return TEXTS[key][LANGUAGES.index(lang)].format(**facts)


def refusal(message: str, lang: str) -> str:
    """What is wrong, in the language asked for; English where it was never translated."""
    return REFUSALS_NL.get(message, message) if lang == "nl" else message


def hint(text: str, lang: str) -> str:
    """What to do, in the language asked for."""
    for english, dutch in HINTS_NL if lang == "nl" else ():
        text = text.replace(english, dutch)
    return text


def allowed(text: str, lang: str) -> str:
    """A range or list of choices, in the language asked for."""
    for english, dutch in ALLOWED_NL if lang == "nl" else ():
        text = text.replace(english, dutch)
    return _patterned(text, input_errors.COUNTS_NL, lang)


def place(text: str, lang: str) -> str:
    """Where something is wrong: a dotted path, which has words of ours for what is no name."""
    return _patterned(text, input_errors.PLACES_NL, lang)


def value_words(text: str, lang: str) -> str:
    """A value as it was found; a number of things is in words."""
    return _patterned(text, input_errors.COUNTS_NL, lang)


def _patterned(text: str, patterns: Sequence[tuple[re.Pattern[str], str]], lang: str) -> str:
    for english, dutch in patterns if lang == "nl" else ():
        text = english.sub(dutch, text)
    return text


def language(argv: Sequence[str], environ: Mapping[str, str] = os.environ) -> str:
    """The language of this call: ``--lang``, else the locale, else English."""
    for i, word in enumerate(argv):
        given = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and i + 1 < len(argv):
            given = argv[i + 1]
        if given in LANGUAGES:
            return given
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "nl" if locale.lower().startswith("nl") else "en"
