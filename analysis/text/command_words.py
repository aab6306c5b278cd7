"""What the command line says: texts of commands, options and answers, (Dutch, English)."""

from __future__ import annotations

from analysis.text.languages import Words

TEXTS: dict[str, Words] = {
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
    "run": ("simuleer werelden en bewaar de uitkomsten", "simulate worlds and store the outcomes"),
    "check": ("controleer uw bestanden, zoals run en sweep dat doen", "check your files as run and sweep do"),
    "list": ("toon wat er is om uit te kiezen", "show what there is to choose from"),
    "life": ("toon het leven van één persoon", "show the life of one person"),
    "report": ("maak de pagina van een resultatenmap", "make the page of a result folder"),
    "compare": ("vergelijk beleid in een resultatenmap", "compare policies in a result folder"),
    "export": ("exporteer tabellen voor andere programma's", "export tables for other programs"),
    "format": ("csv, xlsx of iamc", "csv, xlsx or iamc"),
    "tables": ("welke tabellen, met komma's", "which tables, with commas"),
    "export_out": ("map voor de bestanden (anders DIR/export)", "folder for the files (else DIR/export)"),
    "masking": (
        "Aantallen op basis van minder dan tien gesimuleerde personen zijn weggelaten (kolom masked).",
        "Counts based on fewer than ten simulated persons are left out (column masked).",
    ),
    "base": ("basiswereld: naam of pad", "base world: name or path"),
    "policies": (
        "namen of paden, met komma's; een naam met een komma staat tussen dubbele aanhalingstekens; none: geen beleid",
        "names or paths, with commas; a name with a comma goes in double quotes; none: no policy",
    ),
    "size": ("omvang: smoke, desk, study of nation", "size: smoke, desk, study or nation"),
    "seeds": (
        "startwaarden van het toeval: 10 is 0 tot en met 9; 3,7; 3, is alleen 3",
        "seeds of the random draws: 10 means 0 to 9; 3,7; 3, means seed 3 only",
    ),
    "until": ("laatste dag (JJJJ-MM-DD)", "last day (YYYY-MM-DD)"),
    "workers": ("aantal processen naast elkaar", "number of processes side by side"),
    "record": ("wat bewaard blijft: summary, yearly, weekly", "what is stored: summary, yearly, weekly"),
    "groups": ("ook per groep: none of all", "also by group: none or all"),
    "out": ("map voor de uitkomsten", "folder for the results"),
    "force": (
        "vervang een ander plan in die map; de runs daarvan worden verwijderd",
        "replace another plan in that folder; its runs are removed",
    ),
    "config_dir": (
        "map met een eigen run.yaml, met regels als `size: smoke` of `seeds: 4`; wat er niet in staat houdt de "
        "standaardwaarde",
        "folder with a run.yaml of your own, with lines such as `size: smoke` or `seeds: 4`; what it leaves out has "
        "its default",
    ),
    "overrides": ("andere waarden voor parameters, zoals law.pay.x=1", "override parameters, e.g. law.pay.x=1"),
    "show": (
        "wat er getoond wordt, met komma's: verdicts (oordelen; anders dit), effects (elke uitkomst volledig), years "
        "(jaren sinds de ingang en kalenderjaren), passage (overgang per halfjaar), payers (wie betaalt), heads "
        "(aantal en kans), spells (duur), groups (per groep), rivals (beleid onderling), chances (kans op beter, "
        "procenten van de basis), noise (toeval) of all. Van een sweep: effects, rivals en noise. --json geeft "
        "altijd alles",
        "what to show, with commas: verdicts (the default), effects (every outcome in full), years (years since the "
        "start and calendar years), passage (the transition by half-year), payers (who pays), heads (headcount and "
        "rate), spells (lengths), groups (by group), rivals (policies compared with each other), chances "
        "(probability of better, per cents of the base), noise (Monte Carlo variation) or all. Of a sweep: effects, "
        "rivals and noise. --json always gives all",
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
        "Elk beleid wordt vergeleken met de opgegeven basis {base}.",
        "Every policy is compared with the given base {base}.",
    ),
    "unsettled": (
        "AANLOOP TE KORT in {base}: {metric} verandert nog, van {first} in het eerste jaar naar {later} daarna "
        "({change}). Gebruik deze runs niet.",
        "WARM-UP TOO SHORT in {base}: {metric} still drifts, from {first} in the first year to {later} later "
        "({change}). Do not use these runs.",
    ),
    "stored": (
        "Alle runs bestaan al; dit zijn de opgeslagen uitkomsten.",
        "All runs exist already; showing the stored results.",
    ),
    "some_stored": ("{stored} van {runs} runs bestonden al.", "{stored} of {runs} runs existed already."),
    "failed": ("{failed} van {runs} runs mislukten:", "{failed} of {runs} runs failed:"),
    "no_result": ("Geen enkele run slaagde: er is geen uitkomst.", "No run succeeded: there is no outcome."),
    "interrupted": (
        "Afgebroken. Runs die klaar zijn, zijn bewaard. Ga verder met:",
        "Interrupted. Finished runs are stored. Go on with:",
    ),
    "plumbing": (
        "LET OP: omvang smoke toetst alleen of alles werkt. Trek hieruit geen conclusies.",
        "WARNING: size smoke only tests that everything works. Draw no conclusions from it.",
    ),
    "results": ("Uitkomsten staan in {folder} (pagina: {page}).", "Results are in {folder} (page: {page})."),
    "head": (
        "{title} · {period} · gemiddelde over {n} simulaties met 95%-interval · schaal {scale}, omgerekend naar heel "
        "Nederland · euro's van 2021",
        "{title} · {period} · mean over {n} seeds with 95% interval · scale {scale}, scaled to the nation · euros of "
        "2021",
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
        "{period} · {n} paren van simulaties met hetzelfde toeval (seed){starts} · schaal {scale}, aantallen voor "
        "heel Nederland · euro's van 2021",
        "{period} · {n} pairs of runs with the same seed{starts} · scale {scale}, counts for the nation · euros of "
        "2021",
    ),
    "starts": (" · gaat in op {day}", " · takes effect on {day}"),
    "verdict": ("oordeel", "verdict"),
    "theme": ("thema", "theme"),
    "marks": (
        "** aangetoond, * waarschijnlijk, zonder teken niet aangetoond.",
        "** shown, * likely, without a mark not shown.",
    ),
    "no_since": (
        "Geen jaren sinds de ingang: daarvoor zijn bewaarde weken (--record weekly) en 52 gesimuleerde weken nodig.",
        "No years since the start: they need stored weeks (--record weekly) and 52 simulated weeks.",
    ),
    "way_worse": (
        "Tijdens de overgang slechter dan in dit jaar (uitzendlab compare {folder} --show passage): {names}.",
        "Worse during the transition than in this year (uitzendlab compare {folder} --show passage): {names}.",
    ),
    "how_to_read": (
        "Aangetoond: het 95%-interval, dat voor alle {outcomes} uitkomsten tegelijk geldt, sluit nul uit. "
        "Waarschijnlijk: gekozen zodat naar verwachting hooguit één op de twintig toeval is. Niet aangetoond is geen "
        "bewijs dat er geen verschil is. Intervallen tonen toeval tussen simulaties, niet wat over de wereld "
        "onbekend is.",
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
        "Scale {scale}, scaled to the nation; euros of 2021.",
    ),
    "one_seed": ("Eén simulatie (seed): geen interval.", "One seed: no interval."),
    "few_seeds": (
        "LET OP: {n} simulaties (seeds) is te weinig; de intervallen zeggen bijna niets. Neem er acht of meer.",
        "WARNING: {n} seeds are too few; the intervals say almost nothing. Take eight or more.",
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
        "This base world has this measure since {since}; from {start} the numbers above apply.",
    ),
    "checked": ("{file}: in orde ({kind} {id})", "{file}: sound ({kind} {id})"),
    "page_ready": ("De pagina is {page}.", "The page is {page}."),
    "nothing": ("(niets)", "(nothing)"),
    # measures
    "which_lever": (
        "bij levers en policies: één maatregel of beleid, volledig; bij bases: wat er uit die wereld weggelaten kan "
        "worden",
        "with levers and policies: one measure or policy in full; with bases: which items of that world can be left "
        "out",
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
    "measure_parameters": ("Parameters", "Parameters"),
    "measure_effects": ("Wat de maatregel aan de regels verandert", "What it changes in the rules"),
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
