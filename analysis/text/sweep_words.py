"""Words of the page of a sweep: (Dutch, English); those it shares with the other page are in `page_words`."""

from __future__ import annotations

from analysis.text.languages import Words

SWEEP_WORDS: dict[str, Words] = {
    "asked": ("Wat er gevraagd is", "What was asked"),
    "bases": ("Basiswereld", "Base world"),
    "policies": ("Beleid", "Policies"),
    "no_policies": (
        "Geen beleid: deze pagina toont de wereld zelf op elk punt.",
        "No policies: this page shows the world itself at each point.",
    ),
    "design": ("Ontwerp", "Design"),
    "kind_grid": ("raster, elke combinatie van de waarden", "grid, every combination of the values"),
    "kind_list": ("lijst van punten", "list of points"),
    "kind_lhs": ("trekking volgens latin hypercube", "Latin hypercube sample"),
    "kind_nested": (
        "trekking volgens latin hypercube, elk punt met meer dan één seed",
        "Latin hypercube sample, each point with more than one seed",
    ),
    "kind_sobol": ("Sobol-reeks", "Sobol sequence"),
    "kind_morris": ("Morris-paden", "Morris trajectories"),
    "kind_saltelli": ("Saltelli-trekking", "Saltelli sample"),
    "kind_one-at-a-time": (
        "één parameter tegelijk anders, laag en hoog",
        "one parameter changed at a time, low and high",
    ),
    "points_count": ("punten", "points"),
    "runs_count": ("{done} van {all} simulaties klaar", "{done} of {all} runs done"),
    "varied": ("Wat varieert", "What is varied"),
    "figure": ("parameter", "parameter"),
    "about": ("omschrijving (Engels)", "description"),
    "values": ("waarden", "values"),
    "unit_of": ("eenheid", "unit"),
    "fixed": ("Op elk punt op dezelfde waarde gezet", "Set to the same value at every point"),
    "as_is": ("zoals het is", "as it is"),
    "nothing_changed": ("niets veranderd", "nothing changed"),
    "and_more": ("en {n} meer (design.parquet)", "and {n} more (design.parquet)"),
    "effects_sweep": (
        "Verschil met de basis op hetzelfde punt, gepaard: met hetzelfde toeval (seed), tot {n} paren per punt. Het "
        "95%-interval geldt voor alle {rows} verschillen van dit experiment tegelijk (t-verdeling, Bonferroni) en "
        "toont alleen toeval tussen simulaties. Het zegt of een verschil van nul afwijkt, niet of twee punten van "
        "elkaar verschillen.",
        "Difference from the base at the same point, paired by seed, up to {n} pairs per point. The 95% interval "
        "holds for all {rows} differences of this experiment at once (Student's t, Bonferroni) and shows Monte Carlo "
        "variation between runs only. It says whether a difference departs from zero, not whether two points differ "
        "from each other.",
    ),
    "levels_sweep": (
        "Gemiddelde over tot {n} simulaties per punt. Het 95%-interval is van elk punt en elke uitkomst apart, dus "
        "niet van alle tegelijk (t-verdeling, van aandelen op de logitschaal), en toont alleen toeval tussen "
        "simulaties.",
        "Mean over up to {n} seeds per point. The 95% interval is of each point and outcome alone, so not of all at "
        "once (Student's t, of shares on the logit scale), and shows Monte Carlo variation between runs only.",
    ),
    "legend_filled": (
        "Gevuld teken: aangetoond, het interval sluit nul uit. Open teken: waarschijnlijk of niet aangetoond.",
        "Filled marker: shown, the interval excludes zero. Open marker: likely or not shown.",
    ),
    "legend_bars": ("Streep: het interval.", "Bar: the interval."),
    "legend_aside": (
        "Lijnen zijn iets naast elkaar getekend, zodat de strepen elkaar niet bedekken.",
        "Lines are drawn slightly apart, so that the bars do not cover each other.",
    ),
    "legend_tornado": (
        "Elke rij: de parameter aan zijn lage en zijn hoge kant, al het andere zoals het is; de langste bovenaan. "
        "Dikke lijn: niets veranderd, met zijn interval als band. Intervallen van de uiteinden staan in de tabel.",
        "Each row: the parameter at its low and its high end, all else as it is; the longest on top. Thick line: "
        "nothing changed, with its interval as a band. Intervals of the ends are in the table.",
    ),
    "legend_no_bars": (
        "Zo veel punten dat strepen ze zouden bedekken: intervallen staan in de tabel.",
        "So many points that bars would hide them: intervals are in the table.",
    ),
    "low_end": ("lage kant", "low end"),
    "high_end": ("hoge kant", "high end"),
    "other_option": ("andere keuze", "other option"),
    "centre": ("Niets veranderd: {value} ({interval}).", "Nothing changed: {value} ({interval})."),
    "clipped": (
        "Dit interval is veel breder dan het verschil tussen de rijen: de band loopt het plaatje uit.",
        "This interval is much wider than the rows are apart: the band runs out of the picture.",
    ),
    "rows_of": (
        "De {shown} langste van {all} rijen; de andere staan in de tabel.",
        "The {shown} longest of {all} rows; the others are in the table.",
    ),
    "against": ("Tegen", "Against"),
    "by_figure": ("naar {name}", "by {name}"),
    "points_of": (
        "{shown} van {all} punten, gelijk verdeeld over het ontwerp en de uitersten erbij.",
        "{shown} of {all} points, evenly through the design with the extremes among them.",
    ),
    "table_extremes": (
        "De {shown} laagste en hoogste van {all} punten; alle geeft `uitzendlab compare DIR --json`, en "
        "summary.parquet (kolom point).",
        "The {shown} lowest and highest of {all} points; all are given by `uitzendlab compare DIR --json`, and "
        "summary.parquet (column point).",
    ),
    "nothing_shown": (
        "Van geen enkel punt is hier een waarde te tonen ({why}).",
        "No point has a value to show here ({why}).",
    ),
    "settings": ("waarden", "settings"),
    "point": ("punt", "point"),
    "every_interval": ("95%-interval, alle tegelijk", "95% interval, all at once"),
    "again": ("Opnieuw te draaien met", "Re-run with"),
    "where": (
        "Alle waarden staan in summary.parquet (kolom point; met een interval van elke uitkomst apart), wat op een "
        "punt is gezet in design.parquet, de simulaties in runs.parquet.",
        "All values are in summary.parquet (column point; with an interval of each outcome alone), what is set at a "
        "point in design.parquet, the runs in runs.parquet.",
    ),
}
