"""What is said of input that is refused or has a remark, in Dutch and English; part of `analysis.text.messages`."""

from __future__ import annotations

import re

from analysis.text.languages import Words

TEXTS: dict[str, Words] = {
    "remark": ("LET OP", "NOTE"),
    "answer_lost": (
        "Het antwoord kon niet worden geschreven ({error}). De runs zijn bewaard.",
        "The answer could not be written ({error}). The runs are stored.",
    ),
    "page_lost": (
        "De pagina kon niet worden geschreven ({error}). De runs zijn bewaard; maak schijfruimte vrij en maak de "
        "pagina met: {command}",
        "The page could not be written ({error}). The runs are stored; free disk space and write the page with: "
        "{command}",
    ),
    "summary_lost": (
        "De samenvatting kon niet worden geschreven ({error}). De runs zijn bewaard; maak schijfruimte vrij en toon "
        "het antwoord met: {command}",
        "The summary could not be written ({error}). The runs are stored; free disk space and show the answer with: "
        "{command}",
    ),
    "kind_policy": ("beleid", "policy"),
    "kind_measure": ("maatregel", "measure"),
    "kind_base": ("basiswereld", "base world"),
    "kind_experiment": ("experiment", "experiment"),
    "kind_settings": ("instellingen", "settings"),
    "kind_points": ("punten", "points"),
    "kind_slurm": ("instellingen voor SLURM", "settings for SLURM"),
    "export_force": (
        "vervang ook een export van een ander plan; de bestanden daarvan worden verwijderd",
        "replace an export of another plan too; its files are removed",
    ),
    "dialect": (
        "CSV voor welk rekenblad: en (komma's, decimale punt) of nl (puntkomma's, decimale komma, met BOM)",
        "CSV for which spreadsheet: en (commas, decimal point) or nl (semicolons, decimal comma, with BOM)",
    ),
    "new": ("begin een eigen beleidsbestand", "begin a policy file of your own"),
    "new_name": ("naam van het nieuwe beleid: kleine letters en streepjes", "name of the new policy: lower case and "
                 "hyphens"),
    "new_from": ("beleid om uit te gaan: naam of pad", "policy to start from: name or path"),
    "new_out": ("bestand (anders NAME.yaml)", "file (else NAME.yaml)"),
    "new_ready": (
        "{file} is geschreven. Pas het aan en controleer het met: uitzendlab check {word}",
        "{file} is written. Edit it and check it with: uitzendlab check {word}",
    ),
    "policy_id": ("Naam", "Name"),
    "policy_base": ("Basis", "Base"),
    "policy_author": ("Auteur", "Author"),
    "policy_version": ("versie", "version"),
    "policy_measures": ("Maatregelen", "Measures"),
    "policy_copy": (
        "Een kopie om aan te passen: uitzendlab new EIGEN-NAAM --from {policy}",
        "A copy to edit: uitzendlab new YOUR-NAME --from {policy}",
    ),
    "check_until": ("tot wanneer de run loopt (anders als bij run)", "until when the run lasts (else as with run)"),
    "check_size": ("omvang van de run (anders desk)", "size of the run (else desk)"),
}  # fmt: skip

REFUSALS_NL: dict[str, str] = {
    "a column without a key": "een kolom zonder sleutel",
    "a frozen world has no path": "een bevroren wereld heeft geen pad",
    "blank rows and columns are skipped": "lege rijen en kolommen zijn overgeslagen",
    "holds an export of another plan": "bevat een uitvoer van een ander plan",
    "holds the runs of a result folder": "bevat de runs van een resultatenmap",
    "is there already": "bestaat al",
    "must be a list or a mapping": "moet een lijst of een reeks namen met waarden zijn",
    "needs a value": "heeft een waarde nodig",
    "never in force: there is no Monday between from and until": "nooit van kracht: er ligt geen maandag tussen from "
    "en until",
    "no row has a value for this key": "geen enkele rij heeft een waarde voor deze sleutel",
    "not a date": "geen datum",
    "not a list of names": "geen lijst van namen",
    "not given: taken as known only when the measure enters, so nobody can prepare": "niet opgegeven: aangenomen dat "
    "de maatregel pas bekend wordt als hij ingaat, zodat niemand zich kan voorbereiden",
    "not in force on the date of this frozen world": "niet van kracht op de datum van deze bevroren wereld",
    "not together with another option": "niet samen met een andere optie",
    "outside the calendar": "buiten de kalender",
    "phased in for longer than it is in force in this run, so it never holds in full": "wordt over langere tijd "
    "ingevoerd dan hij in deze run van kracht is, en geldt dus nooit volledig",
    "takes no value": "heeft geen waarde",
    "takes the place of this base world's own use of the measure": "komt in de plaats van deze maatregel zoals de "
    "basiswereld die zelf heeft",
    "this base world holds the whole policy already: it would be compared with itself": "deze basiswereld bevat het "
    "hele beleid al: het zou met zichzelf worden vergeleken",
    "this base world holds this measure already, with the same dates and numbers: it makes no difference": "deze "
    "basiswereld heeft deze maatregel al, met dezelfde datums en getallen: hij maakt geen verschil",
    "unknown size": "onbekende omvang",
}

# whole sentences first: the pieces of `analysis.text.messages` come after these
HINTS_NL: tuple[tuple[str, str], ...] = (
    (
        "The model counts in weeks: a measure holds in the weeks whose Monday lies between from and until.",
        "Het model telt in weken: een maatregel geldt in de weken waarvan de maandag tussen from en until ligt.",
    ),
    ("Compare it with this world without that item: base ", "Vergelijk het met deze wereld zonder dat onderdeel: "
     "basis "),
    (
        "Give announced: the day on which it becomes known.",
        "Geef announced: de dag waarop de maatregel bekend wordt.",
    ),
    ("Leave defaults out.", "Laat defaults weg."),
    ("Give it another name: --out FILE", "Geef een andere naam: --out BESTAND"),
    ("A column with values has a key in its first row.", "Een kolom met waarden heeft een sleutel in de eerste rij."),
    ("A text that holds a colon and a space stands in quotes.", "Een tekst met een dubbele punt en een spatie staat "
     "tussen aanhalingstekens."),
    ("Behind a name stand a colon and a space.", "Achter een naam staan een dubbele punt en een spatie."),
    (
        "Check the indentation, and whether brackets and quotes are closed.",
        "Controleer de inspringing, en of haakjes en aanhalingstekens gesloten zijn.",
    ),
    ("Check the commas, and whether brackets are closed.", "Controleer de komma's, en of haakjes gesloten zijn."),
    ("A quote is not closed.", "Een aanhalingsteken is niet gesloten."),
    (
        "A text that begins with a sign such as @, % or ` stands in quotes.",
        "Een tekst die met een teken als @, % of ` begint staat tussen aanhalingstekens.",
    ),
    (
        "In double quotes a backslash is written twice; single quotes take it as it is.",
        "Tussen dubbele aanhalingstekens schrijft u een backslash twee keer; tussen enkele blijft hij zoals hij is.",
    ),
    (
        "Check quotes, brackets, colons and indentation.",
        "Controleer aanhalingstekens, haakjes, dubbele punten en inspringing.",
    ),
    (
        "Ask the larger design with `uitzendlab sweep`; --store takes the runs there are.",
        "Vraag het grotere ontwerp met `uitzendlab sweep`; --store neemt de runs die er zijn.",
    ),
    (
        "Ask the larger design with `uitzendlab sweep` in a new folder.",
        "Vraag het grotere ontwerp met `uitzendlab sweep` in een nieuwe map.",
    ),
    (
        "Start the scheduler with --tls-cert and use tls://.",
        "Start de scheduler met --tls-cert en gebruik tls://.",
    ),
    (
        "Install the same version of uitzendlab where the workers run, and start them in a folder without a sim/, "
        "experiments/ or analysis/ of its own.",
        "Installeer dezelfde versie van uitzendlab waar de workers draaien, en start ze in een map zonder een eigen "
        "sim/, experiments/ of analysis/.",
    ),
    (
        "Install the same version of uitzendlab there, with the same scenario files under the same paths.",
        "Installeer daar dezelfde versie van uitzendlab, met dezelfde scenariobestanden onder dezelfde paden.",
    ),
    (
        "Numbers of persons who came are in the spells and lives of the run; --sample random names one",
        "De nummers van personen staan in spells en lives van de run; --sample random noemt er een",
    ),
    (
        "Lives are kept with --record weekly; or name one: --person N",
        "Levens worden bewaard met --record weekly; of noem iemand: --person N",
    ),
    ("No run in this folder is finished yet.", "In deze map is nog geen run af."),
    ("It is for a sweep; here all are shown.", "Dat is voor een sweep; hier worden alle getoond."),
    ("Name a policy: --policies deposit", "Noem een beleid: --policies deposit"),
    ("Change the id in the file.", "Verander de id in het bestand."),
    ("See `uitzendlab status DIR`, or runs.parquet.", "Zie `uitzendlab status DIR`, of runs.parquet."),
    ("Wait for it, or choose another --out.", "Wacht daarop, of kies een andere --out."),
    ("Install it: in a checkout `make setup`, elsewhere `", "Installeer het: in een checkout `make setup`, elders `"),
    ("Install it: in a checkout `make setup`", "Installeer het: in een checkout `make setup`"),
    (", or use --executor processes.", ", of gebruik --executor processes."),
    ("Choose another --out: its own files would be replaced.", "Kies een andere --out: de bestanden van dat plan "
     "zouden worden vervangen."),
    ("Choose an --out outside it.", "Kies een --out daarbuiten."),
    ("Choose another --out, or overwrite it with --force.", "Kies een andere --out, of vervang het met --force."),
    ("Rows: ", "Rijen: "),
    (
        "Use --design lhs, nested, sobol, morris or saltelli.",
        "Gebruik --design lhs, nested, sobol, morris of saltelli.",
    ),
    # what the system says
    ("No space left on device", "De schijf is vol"),
    ("Disk quota exceeded", "De schijfruimte is op"),
    ("File too large", "Het bestand wordt te groot"),
    ("Read-only file system", "De schijf is alleen te lezen"),
    ("Permission denied", "Geen toegang"),
    ("Operation not permitted", "Niet toegestaan"),
    ("Not a directory", "Geen map"),
    ("Is a directory", "Een map"),
    ("File name too long", "De naam is te lang"),
    ("Invalid argument", "Ongeldige naam"),
    ("Input/output error", "Fout bij lezen of schrijven"),
)  # fmt: skip

ALLOWED_NL: tuple[tuple[str, str], ...] = (
    ("a-z, 0-9 and single hyphens, at most 60", "a-z, 0-9 en losse koppeltekens, hooguit 60"),
    ("YYYY-MM-DD", "JJJJ-MM-DD"),
    ("leave out frozen or items", "laat frozen of items weg"),
    ("at least one lever", "ten minste één maatregel"),
    ("names or paths", "namen of paden"),
    ("a CSV or Parquet file", "een CSV- of Parquet-bestand"),
    ("CSV or Parquet", "CSV of Parquet"),
    ("a row of keys, then rows of values", "een rij sleutels, dan rijen waarden"),
    ("columns of the file", "kolommen van het bestand"),
    ("numbers and words", "getallen en woorden"),
    ("a folder with ", "een map met "),
    ("outcome=5% of its base | outcome=100 in its unit", "uitkomst=5% van de basis | uitkomst=100 in haar eenheid"),
    ("a YAML file with run settings", "een YAML-bestand met instellingen"),
    ("choice(..), range(..), interval(..) or values with commas", "choice(..), range(..), interval(..) of waarden "
     "met komma's"),
    ("with, comma.yaml", "met, komma.yaml"),
    ("a slug, not out-of-model", "een slug, niet out-of-model"),
    ("in force for ", "van kracht gedurende "),
    ("key=value", "sleutel=waarde"),
)  # fmt: skip

PLACES_NL: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(english), dutch)
    for english, dutch in (
        (r"\(file\)", "(bestand)"),
        (r"\(word\)", "(woord)"),
        (r"\(key\)", "(sleutel)"),
        (r"\(plan\)", "(plan)"),
        (r"\(command\)", "(opdracht)"),
        (r"\(settings\)", "(instellingen)"),
        (r"\(text\)", "(tekst)"),
        (r"\A([a-z0-9-]+) on ([a-z0-9~-]+): ", r"\1 op \2: "),
        (r": row (\d+)", r": rij \1"),
        (r": column (\d+)", r": kolom \1"),
        (r": line (\d+)", r": regel \1"),
    )
)
COUNTS_NL: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(english), dutch)
    for english, dutch in (
        (r"\b(\d[\d.,]*) values\b", r"\1 waarden"),
        (r"\b(\d[\d.,]*) points\b", r"\1 punten"),
        (r"\b(\d[\d.,]*) characters\b", r"\1 tekens"),
        (r"\b(\d[\d.,]*) weeks\b", r"\1 weken"),
        (r"\b(\d[\d.,]*) levels\b", r"\1 niveaus"),
        (r"\b(\d[\d.,]*) processes\b", r"\1 processen"),
        (r"\b(\d[\d.,]*) hours\b", r"\1 uur"),
        (r"\Arow (\d+)", r"rij \1"),
        (r"\Arows ([\d, .]+)", r"rijen \1"),
        (r"columns ([\d, .]+)", r"kolommen \1"),
        (r"\bcolumn (\d+)", r"kolom \1"),
        (r"\bfrom (\d)", r"vanaf \1"),
        (r"\bsince (\d)", r"sinds \1"),
        (r" and ", " en "),
        (r"\Aa list or mapping\Z", "een lijst of een reeks namen met waarden"),
        (r"(\d) to (-?\d)", r"\1 tot \2"),
    )
)
