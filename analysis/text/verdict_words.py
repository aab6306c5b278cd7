"""What may be said of a difference: verdicts, directions, findings, and why a number has no interval."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.text.languages import Words

VERDICTS: dict[str, Words] = {
    "shown": ("aangetoond", "shown"),
    "likely": ("waarschijnlijk", "likely"),
    "not_shown": ("niet aangetoond", "not shown"),
}
DIRECTIONS: dict[str, Words] = {
    "better": ("beter", "better"),
    "worse": ("slechter", "worse"),
    "higher": ("hoger", "higher"),
    "lower": ("lager", "lower"),
}
FINDINGS: dict[str, Words] = {
    "none": VERDICTS["not_shown"],
    "same": ("in elk paar gelijk", "the same in every pair"),
    **{
        way: (f"{VERDICTS['shown'][0]} {nl}", f"{VERDICTS['shown'][1]} to be {en}")
        for way, (nl, en) in DIRECTIONS.items()
    },
    **{
        f"likely_{way}": (f"{VERDICTS['likely'][0]} {nl}", f"{VERDICTS['likely'][1]} {en}")
        for way, (nl, en) in DIRECTIONS.items()
    },
    "one_pair": ("één paar: geen interval", "one pair: no interval"),
    "few_pairs": ("minder dan 3 paren: geen interval", "fewer than 3 pairs: no interval"),
    "unknown": ("geen interval te schatten", "no interval can be estimated"),
    "masked": ("minder dan 10 gesimuleerde personen", "fewer than 10 simulated persons"),
    "few": ("(bepaald door enkele paren)", "(driven by a few pairs)"),
}
REASONS: dict[str, Words] = {
    "one_run": ("één simulatie", "one run"),
    "alike_runs": ("alle simulaties gelijk", "all runs the same"),
    "one_pair": ("één paar", "one pair"),
    "alike_pairs": ("elk paar verschilt evenveel", "every pair differs by the same amount"),
    "near_zero": ("basis niet van nul te onderscheiden", "base not distinguishable from zero"),
    "few_for_percent": ("te weinig paren voor een interval van %", "too few pairs for an interval of %"),
    "few_pairs": ("minder dan 3 paren", "fewer than 3 pairs"),
    "too_wide": ("te weinig paren: elke waarde is mogelijk", "too few pairs: any value is possible"),
    "not_crossed": ("punten en seeds niet gekruist", "points and seeds not crossed"),
    "alike_draws": ("elke trekking gelijk", "every draw the same"),
    "unended": ("mediaan in sommige trekkingen niet bereikt", "median not reached in some draws"),
    "masked": ("minder dan 10 gesimuleerde personen", "fewer than 10 simulated persons"),
    "no_value": ("geen waarde", "no value"),
}
FAMILIES: dict[str, Mapping[str, Words]] = {
    "verdict": VERDICTS,
    "direction": DIRECTIONS,
    "finding": FINDINGS,
    "reason": REASONS,
}
