"""Dutch of what is refused from Python only: seeds, models and pairs handed to `LabourMarket` and its frames."""

from __future__ import annotations

REFUSALS_NL: dict[str, str] = {
    "no pairs": "geen paren",
    "not a base world": "geen basiswereld",
    "not a policy": "geen beleid",
    "not a seed": "geen seed",
    "not alike": "niet gelijk",
    "not at the end": "niet aan het einde",
    "not models": "geen modellen",
    "the bases differ": "de basiswerelden verschillen",
}

ALLOWED_NL: tuple[tuple[str, str], ...] = (
    ("a whole number from 0 to ", "een geheel getal van 0 tot en met "),
    (", or None", ", of None"),
    ("a name, a path or a Scenario", "een naam, een pad of een Scenario"),
    ("a name or a path", "een naam of een pad"),
    ("models of one seed on one base world", "modellen van één seed op één basiswereld"),
    ("seeds that both have", "seeds die beide hebben"),
    ("one LabourMarket or more", "een of meer LabourMarket"),
    ("a result folder", "een resultaatmap"),
    ("LabourMarket, one or a list", "LabourMarket, een of een lijst"),
)

HINTS_NL: tuple[tuple[str, str], ...] = (
    (
        "None draws a seed, which the model keeps as model.seed and in the column seed of its data collector.",
        "None trekt een seed; die staat in model.seed en in de kolom seed van de datacollector.",
    ),
    ("Give both the same rng, as rng=1, rng=2 and rng=3.", "Geef beide dezelfde rng, zoals rng=1, rng=2 en rng=3."),
    (
        "Give both the same base; without one a model stands on the base world that its policy names.",
        "Geef beide dezelfde basis; zonder basis staat een model op de basiswereld die zijn beleid noemt.",
    ),
    (
        "A pair is a run with a policy and the run of its base with the same seed.",
        "Een paar is een run met beleid en de run van de basis met dezelfde seed.",
    ),
    (
        "Other years of a sweep are in its summary.parquet, by point and period.",
        "Andere jaren van een sweep staan in summary.parquet, per punt en periode.",
    ),
)
