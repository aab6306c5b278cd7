"""What the command line says of experiments, in Dutch and English; part of `analysis.text.messages`."""

from __future__ import annotations

from analysis.text.languages import Words

TEXTS: dict[str, Words] = {
    "sweep_outcomes": (
        "van een sweep: deze uitkomsten, met komma's (anders die van het experiment)",
        "of a sweep: these outcomes, with commas (else those of the experiment)",
    ),
    "sweep": (
        "draai een experiment: veel punten, beleid en seeds",
        "run an experiment: many points, policies and seeds",
    ),
    "sweep_record": ("wat bewaard blijft (anders yearly)", "what is stored (else yearly)"),
    "sweep_groups": ("ook per groep: none of all (anders none)", "also by group: none or all (else none)"),
    "sweep_design": (
        "grid, list, lhs, nested (lhs met minstens 2 seeds), sobol, morris, saltelli of one-at-a-time",
        "grid, list, lhs, nested (lhs with at least 2 seeds), sobol, morris, saltelli or one-at-a-time",
    ),
    "sweep_points": (
        "aantal punten; bij morris het aantal paden, bij saltelli het aantal van de eerste steekproef",
        "number of points; with morris that of trajectories, with saltelli that of the first sample",
    ),
    "sweep_design_seed": ("seed van het ontwerp (anders 1)", "seed of the design (else 1)"),
    "sweep_points_file": ("CSV of Parquet, kolommen zijn sleutels", "CSV or Parquet, columns are keys"),
    "sweep_words": (
        "naam of pad van een experiment, dan woorden: policies=a,b base=a seed=range(0,50) seeds=10 size=desk "
        "sleutel=waarde sleutel=choice(1,2) sleutel=range(0,3,1) sleutel=interval(1,2); sleutel=interval is het hele "
        "bereik. Woorden gaan boven het bestand",
        "name or path of an experiment, then words: policies=a,b base=a seed=range(0,50) seeds=10 size=desk "
        "key=value key=choice(1,2) key=range(0,3,1) key=interval(1,2); key=interval is all of its range. Words "
        "override the file",
    ),
    "sweep_plan": (
        "{points} punten, {runs} runs; {shared} daarvan horen bij meer dan één punt (zonder delen: {members}).",
        "{points} points, {runs} runs; {shared} of these are shared by more than one point (without sharing: "
        "{members}).",
    ),
    "left_out": (
        "{count} parameters weggelaten ({groups}): in proefruns van dezelfde werelden op {scale}, met seed {seed} en "
        "tot twee jaar na de laatste verandering van de regels, veranderde er niets aan de onderkant en bovenkant van "
        "hun bereik. `plan ... --json` noemt ze alle. Zo varieert u er toch een: {one}=interval.",
        "{count} parameters left out ({groups}): in trial runs of the same worlds at {scale}, with seed {seed} and up "
        "to two years after the last change of the rules, nothing changed at the low and the high end of their range. "
        "`plan ... --json` names them all. To vary one all the same: {one}=interval.",
    ),
    "planning_trials": ("parameters proberen", "trying parameters"),
    "planning_runs": ("runs benoemen", "naming runs"),
    "planning_line": ("{what}: {done} van {of}", "{what}: {done} of {of}"),
    "sweep_head": (
        "{title}, vergeleken met: {base} · {period} · tot {n} paren van simulaties met hetzelfde toeval (seed) per "
        "punt · verschil met een 95%-interval dat voor alle {rows} regels van de tabel tegelijk geldt · schaal "
        "{scale}, omgerekend naar heel Nederland · euro's van 2021",
        "{title}, compared with: {base} · {period} · up to {n} pairs of runs with the same seed per point · "
        "difference with a 95% interval that holds for all {rows} rows of the table at once · scale {scale}, scaled "
        "to the nation · euros of 2021",
    ),
    "sweep_level_head": (
        "{title} · {period} · gemiddelde over {n} simulaties met 95%-interval · schaal {scale}, omgerekend naar heel "
        "Nederland · euro's van 2021",
        "{title} · {period} · mean over {n} seeds with 95% interval · scale {scale}, scaled to the nation · euros of "
        "2021",
    ),
    "sweep_extremes": (
        "{points} punten: hier alleen het laagste en het hoogste van elke uitkomst.",
        "{points} points: here only the lowest and the highest of each outcome.",
    ),
    "sweep_where": (
        "De hele tabel: {folder}/summary.parquet (kolom point), de waarden per punt: {folder}/design.parquet. "
        "Plaatjes: {folder}/report.html (`uitzendlab report {folder}` maakt de pagina).",
        "The whole table: {folder}/summary.parquet (column point), the values by point: {folder}/design.parquet. "
        "Charts: {folder}/report.html (`uitzendlab report {folder}` writes the page).",
    ),
    "point": ("punt", "point"),
    "settings": ("waarden", "settings"),
    "whole_period": ("hele periode", "whole period"),
}

REFUSALS_NL: dict[str, str] = {
    "a choice has no interval": "een keuze heeft geen interval",
    "an interval needs a sampling design": "een interval vraagt een ontwerp met trekkingen",
    "columns with ; or with ,?": "kolommen met ; of met ,?",
    "Monte Carlo variation and parameters cannot be separated": "toeval en parameters zijn niet te scheiden",
    "must be a power of two": "moet een macht van twee zijn",
    "needs a package that is missing": "vraagt een pakket dat ontbreekt",
    "not a model parameter": "geen parameter van het model",
    "no points in it": "er staan geen punten in",
    "no values": "geen waarden",
    "not a finite number": "geen eindig getal",
    "not a full row": "geen volledige regel",
    "not a list of values": "geen lijst van waarden",
    "nothing is varied": "er verandert niets",
    "the low end must be under the high end": "de onderkant moet onder de bovenkant liggen",
    "too many points": "te veel punten",
    "too many runs": "te veel runs",
}

HINTS_NL = (
    ("Vary a parameter, as", "Varieer een parameter, zoals"),
    ("Use --design", "Gebruik --design"),
    ("Give --points", "Geef --points"),
    ("Install it:", "Installeer het:"),
    ("Write choice", "Schrijf choice"),
    ("more of its values are refused too", "andere waarden ervan zijn ook geweigerd"),
)
