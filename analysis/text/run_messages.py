"""What the commands that make, follow and continue many runs say, in Dutch and English."""

from __future__ import annotations

from analysis.text.languages import Words

TEXTS: dict[str, Words] = {
    "precision": (
        "seeds bij tot het halve 95%%-interval van het effect hooguit zo breed is: homeless_stock=5%% (van de basis) "
        "of =100; gekeken wordt bij 4, 8, 16 ... paren en bij --most-seeds; alle intervallen houden daar rekening mee",
        "add seeds until half the 95%% interval of the effect is at most so wide: homeless_stock=5%% (of the base) or "
        "=100; it looks at 4, 8, 16 ... pairs and at --most-seeds; all intervals allow for these looks",
    ),
    "most_seeds": (
        "hoogstens zoveel seeds (anders 64): daar kijkt --precision het laatst; vaker kijken maakt intervallen breder",
        "at most so many seeds (else 64): the last look of --precision; more looks make intervals wider",
    ),
    "looks": (
        "Er zijn seeds toegevoegd tot een effect nauw genoeg bekend was. De intervallen houden rekening met kijken bij "
        "{looks} paren: hun 95% geldt voor al die keren samen, ook als eerder is gestopt.",
        "Seeds were added until an effect was known narrowly enough. Intervals allow for looking at {looks} pairs: "
        "their 95% holds over all these looks together, also where it stopped before the last.",
    ),
    "plan_looks": (
        "--precision kijkt bij {looks} seeds en stopt zodra het nauw genoeg is: hoogstens {runs} runs. De intervallen "
        "houden rekening met al die keren. De schatting hierna is van de eerste {first} seeds.",
        "--precision looks at {looks} seeds and stops when it is narrow enough: at most {runs} runs. Intervals allow "
        "for all these looks. The estimate below is of the first {first} seeds.",
    ),
    "next_look": ("De volgende keer kijken: bij {next} paren.", "Next look: at {next} pairs."),
    "next_look_of": (
        "De volgende keer kijken: bij {next} paren. Naar de spreiding tot nu toe zijn er ongeveer {wanted} nodig.",
        "Next look: at {next} pairs. By the spread so far about {wanted} are needed.",
    ),
    "width": (
        "{policy}{where}, {label} ({unit}): plus of min {half}, gevraagd hooguit {most} ({pairs} paren)",
        "{policy}{where}, {label} ({unit}): plus or minus {half}, asked at most {most} ({pairs} pairs)",
    ),
    "width_point": (", punt {point} (het breedste)", ", point {point} (the widest)"),
    "width_unknown": (
        "Met minder dan {least} seeds is van geen verschil een breedte bekend.",
        "With fewer than {least} seeds the width of no difference is known.",
    ),
    "precise": (
        "Nauw genoeg met {n} seeds, elk verschil op zich; intervallen in tabellen gelden voor alle tegelijk en zijn "
        "breder.",
        "Narrow enough with {n} seeds, each difference by itself; intervals in tables hold for all at once and are "
        "wider.",
    ),
    "not_precise": (
        "NIET nauw genoeg met {n} seeds; meer dan {most} waren niet toegestaan.",
        "NOT narrow enough with {n} seeds; more than {most} were not allowed.",
    ),
    "not_precise_limits": (
        "NIET nauw genoeg met {n} seeds; meer zou boven {limits} uitkomen.",
        "NOT narrow enough with {n} seeds; more would go beyond {limits}.",
    ),
    "no_pairs": (
        "Van geen beleid is een verschil met de basis bekend: of het nauw genoeg is, is niet te zeggen.",
        "Of no policy a difference with the base is known: whether it is narrow enough cannot be said.",
    ),
    "status": ("toon de voortgang van een resultatenmap", "show the progress of a result folder"),
    "resume": ("draai wat in een resultatenmap nog ontbreekt", "run what is still missing in a result folder"),
    "extend": ("voeg seeds of punten toe aan een resultatenmap", "add seeds or points to a result folder"),
    "rerun": ("draai één run opnieuw en vergelijk bit voor bit", "re-run one run and compare bit for bit"),
    "compact": ("voeg de bestanden van losse runs samen", "merge the files of single runs"),
    "compact_dir": ("resultatenmap, of map van --store", "result folder, or folder of --store"),
    "plan_command": (
        "schat tijd, geheugen en schijf van een run of sweep", "estimate time, memory and disk of a run or sweep",
    ),
    "run_id": ("naam van de run (zie status of runs.parquet)", "name of the run (see status or runs.parquet)"),
    "extend_seeds": ("+20: de volgende twintig; 0..39; 3,7", "+20: the next twenty; 0..39; 3,7"),
    "extend_points": (
        "+64: de volgende punten van een Sobol-rij; 128: zoveel in totaal",
        "+64: the next points of a Sobol sequence; 128: so many in all",
    ),
    "executor": (
        "waar runs worden uitgevoerd: serial, processes, dask",
        "where runs are executed: serial, processes, dask",
    ),
    "scheduler": (
        "adres van een draaiend dask-cluster: tls://HOST:POORT, of tcp:// op deze machine",
        "address of a running dask cluster: tls://HOST:PORT, or tcp:// on this machine",
    ),
    "slurm": ("YAML-bestand voor SLURM (voorbeeld: conf/cluster/slurm.yaml)", "YAML file for SLURM (example: "
              "conf/cluster/slurm.yaml)"),
    "dry_run": (
        "voer niets uit: toon wat het zou vragen, zoals plan; met --slurm het jobscript",
        "run nothing: show what it would take, as plan does; with --slurm the job script",
    ),
    "plan_there": ("{there} van {runs} runs bestaan al.", "{there} of {runs} runs exist already."),
    "as_before": ("Met de instellingen van deze map: {options}", "With the settings of this folder: {options}"),
    "store": ("map met runs die resultatenmappen delen", "folder of runs that result folders share"),
    "fail_fast": ("stop bij de eerste run die mislukt", "stop at the first run that fails"),
    "max_hours": ("begin niet als het langer zou duren (uren)", "do not start if it would take longer (hours)"),
    "max_gb": (
        "begin niet als het meer geheugen of schijf zou vragen (GB)",
        "do not start if it would need more memory or disk (GB)",
    ),
    "wait_minutes": (
        "geef op als er na zoveel minuten geen worker is (met --scheduler 10, met --slurm nooit)",
        "give up if no worker is there after so many minutes (with --scheduler 10, with --slurm never)",
    ),
    "no_worker_yet": (
        "Nog geen worker na {seconds} seconden; wacht verder.",
        "No worker yet after {seconds} seconds; still waiting.",
    ),
    "no_worker_came": (
        "Er kwam geen worker binnen {minutes} minuten (--wait-minutes). Runs die klaar zijn, zijn bewaard; ga verder "
        "met: uitzendlab resume {folder}",
        "No worker came within {minutes} minutes (--wait-minutes). Finished runs are stored; go on with: uitzendlab "
        "resume {folder}",
    ),
    "worker_refused": ("Worker {worker} is geweigerd: {wrong}", "Worker {worker} was refused: {wrong}"),
    "worker_ended": (
        "Een worker is gestopt; de run ervan wordt opnieuw geprobeerd.",
        "A worker stopped; its run will be retried.",
    ),
    "compiling": (
        "Het model wordt eenmalig gecompileerd; dat duurt ongeveer een minuut.",
        "Compiling the model once; this takes about a minute.",
    ),
    "compiling_bar": ("compileren", "compiling"),
    "estimate": (
        "{runs} runs uit te voeren met {workers} processen: ongeveer {time} (u:mm:ss), {memory} GB "
        "geheugen, {disk} GB schijf.",
        "{runs} runs to execute with {workers} processes: about {time} (h:mm:ss), {memory} GB memory, {disk} GB "
        "disk.",
    ),
    "standing": (
        "{done} van {runs} runs af, {failed} mislukt, {waiting} nog te doen.",
        "{done} of {runs} runs done, {failed} failed, {waiting} to do.",
    ),
    "standing_running": ("Er wordt nu gerekend.", "Runs are in progress."),
    "standing_idle": ("Er wordt nu niet gerekend.", "No runs are in progress."),
    "standing_rate": ("Tempo: {rate} runs per uur.", "Rate: {rate} runs per hour."),
    "standing_left": ("Nog ongeveer {left}.", "About {left} left."),
    "go_on": ("Ga verder met: uitzendlab resume {folder}", "Go on with: uitzendlab resume {folder}"),
    "settings_of": ("instellingen", "settings"),
    "reproduce": ("opnieuw draaien", "re-run"),
    "line": (
        "{done}/{runs} af, {failed} mislukt, {rate} runs per minuut, nog ongeveer {left}",
        "{done}/{runs} done, {failed} failed, {rate} runs per minute, about {left} left",
    ),
    "bar_begins": ("voorbereiden", "preparing"),
    "bar_failed": (" ({failed} mislukt)", " ({failed} failed)"),
    "no_room": (
        "Er kan niets meer worden geschreven ({error}). Runs die klaar zijn, zijn bewaard; maak schijfruimte vrij en "
        "ga verder met: uitzendlab resume {folder}",
        "Nothing more can be written ({error}). Finished runs are stored; free disk space and go on with: uitzendlab "
        "resume {folder}",
    ),
    "cluster_gone": (
        "De verbinding met het cluster is verbroken. Runs die klaar zijn, zijn bewaard; ga verder met: uitzendlab "
        "resume {folder}",
        "The connection to the cluster was lost. Finished runs are stored; go on with: uitzendlab resume {folder}",
    ),
    "again_equal": (
        "Run {run} opnieuw gedraaid: bit voor bit gelijk ({tables}).",
        "Run {run} re-run: identical bit for bit ({tables}).",
    ),
    "again_differs": (
        "Run {run} opnieuw gedraaid: VERSCHILT in {table}, kolom {column}, rij {row}: {kept} bewaard, {made} nu.",
        "Run {run} re-run: DIFFERS in {table}, column {column}, row {row}: {kept} stored, {made} now.",
    ),
    "again_failed": ("Run {run} mislukt opnieuw: {error}", "Run {run} fails again: {error}"),
    "again_new": (
        "Run {run} lukt nu, maar was {status} in de map: er is niets om mee te vergelijken. Ga verder met: "
        "uitzendlab resume {folder}",
        "Run {run} succeeds now, but was {status} in the folder: nothing to compare with. Go on with: "
        "uitzendlab resume {folder}",
    ),
    "compacted": ("{runs} runs samengevoegd.", "{runs} runs merged."),
}  # fmt: skip

REFUSALS_NL: dict[str, str] = {
    "cannot be written to": "er kan niet in worden geschreven",
    "made by another version of the results": "gemaakt door een andere versie van de resultaten",
    "the manifest cannot be read": "het manifest kan niet worden gelezen",
    "not a precision": "geen nauwkeurigheid",
    "this design cannot be extended": "dit ontwerp kan niet worden uitgebreid",
    "the sequence is not that of this folder": "de rij is niet die van deze map",
    "no policy, so no effect": "geen beleid, dus geen effect",
    "a worker cannot read the code of uitzendlab": "een worker kan de code van uitzendlab niet lezen",
    "beyond this machine only with TLS": "buiten deze machine alleen met TLS",
    "dask is not installed": "dask is niet geïnstalleerd",
    "less than the runs will take": "minder dan de runs nodig hebben",
    "no scheduler answers there": "daar antwoordt geen scheduler",
    "not a time": "geen tijd",
    "not an address": "geen adres",
    "not an amount of memory": "geen hoeveelheid geheugen",
    "these runs would differ from those of the folder": "deze runs zouden afwijken van die van de map",
}

HINTS_NL: tuple[tuple[str, str], ...] = (
    ("Make the runs in a new folder: ", "Maak de runs in een nieuwe map: "),
    ("(--force would remove the runs that are here)", "(--force zou de runs verwijderen die er zijn)"),
    ("Choose another folder, or make this one writable.", "Kies een andere map, of maak deze beschrijfbaar."),
    ("Choose another folder.", "Kies een andere map."),
    (
        "Read it with the version of uitzendlab that made it, or make the runs in a new folder.",
        "Lees het met de versie van uitzendlab die het maakte, of maak de runs in een nieuwe map.",
    ),
    (
        "The runs in the folder are still there and nothing was changed. Put the manifest back (an export holds a copy "
        "of it), or make the runs in a new folder: --out NEW --store",
        "De runs in de map zijn er nog en er is niets veranderd. Zet het manifest terug (een export bevat een kopie "
        "ervan), of maak de runs in een nieuwe map: --out NIEUW --store",
    ),
    (" takes those that are there.", " neemt de runs die er zijn."),
    (
        "or use --force, which removes the runs of that plan",
        "of gebruik --force, dat de runs van dat plan verwijdert",
    ),
)
