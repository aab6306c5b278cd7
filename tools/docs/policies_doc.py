"""Writes what each policy did, beside what was expected, into docs/policies.md and the README from a result folder.

    python -m tools.docs.policies_doc results/main

The tables between the markers are made anew; the words around them are written by hand, after looking at them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.answers.comparison import effects_of
from analysis.answers.records import Effect
from analysis.answers.sentences import passage_sentence
from analysis.answers.transition import Worse, steps_of, worse_on_the_way
from analysis.answers.view import last_full_year
from analysis.text.number_format import figure, unit_name
from analysis.text.rounding import rounded_change
from experiments.store.store import Store

DOC, README = Path("docs/policies.md"), Path("README.md")
# outcome by the codes of the letter's analysis: U uninsured, H homeless, R rogue, W wage theft, V recovered,
# D dismissals at a threshold, F unfilled, CH, CA, CS cost to hirers, agencies, State, O crowding, S small exits
OUTCOMES = {
    "U": "uninsured_share",
    "H": "homeless_stock",
    "R": "rogue_worker_share",
    "W": "wage_theft_eur_per_worker_week",
    "V": "wage_recovered_share",
    "D": "threshold_dismissals_per_year",
    "F": "vacancy_unfilled_share",
    "CH": "hirer_cost_eur_per_year",
    "CA": "agency_compliance_cost_eur_per_year",
    "CS": "state_cost_eur_per_year",
    "O": "crowded_bed_share",
    "S": "honest_small_agency_exits_per_year",
}
BESIDES = (
    *("taken_eur_per_worker_week", "worker_weeks_losing_5", "hirer_cost_eur_per_hour"),
    *("homeless_after_job_loss_share", "rogue_agency_share", "agency_count", "honest_small_agency_count"),
    *("displaced_share", "migrants_present"),
)
FOUND = ("shown", "likely")

# the table of the README, and the names of the policies in its head
HEADLINE = (
    *("uninsured_share", "homeless_stock", "taken_eur_per_worker_week", "worker_weeks_losing_5", "rogue_agency_share"),
    *("honest_small_agency_count", "crowded_bed_share", "hirer_cost_eur_per_year", "hirer_cost_eur_per_hour"),
)
SHORT = {
    "mandatory-certification": "certification",
    "deposit": "deposit",
    "decoupled-housing": "housing",
    "uitzendbeding-26-weeks": "clause",
    "all-four": "all four",
}
# signs expected before the model was run: + rises, - falls, ! a strategic response may cancel or reverse it
EXPECTED = {
    "mandatory-certification": "U- H- R- W-! V+ F+! CH+ CA+ CS+ O- S+!",
    "deposit": "R- W- V+ CA+ CS- S+!",
    "decoupled-housing": "H-! W- V+ CH+ CA+ O+!",
    "uitzendbeding-26-weeks": "U-! H-! W- V+ D-! F+ CH+ CA+ S+",
    "all-four": "",
}


def expectations(policy: str) -> dict[str, str]:
    """Expected sign by outcome, as ``-`` or ``+!``."""
    return {OUTCOMES[code]: sign for code, sign in re.findall(r"([A-Z]+)([-+]!?)", EXPECTED[policy])}


def verdict(sign: str, effect: Effect) -> str:
    """What came of an expectation."""
    if effect.verdict not in FOUND or effect.change.value is None:
        return "not shown"
    rises, likely = effect.change.value > 0, "likely " if effect.verdict == "likely" else ""
    if not sign:
        return likely + ("rises" if rises else "falls")
    as_said = rises == sign.startswith("+")
    told = "as expected" if as_said else ("reversed, as was possible" if "!" in sign else "reversed")
    return f"**{told}**" if told == "reversed" and not likely else likely + told


def table(policy: str, effects: dict[str, Effect]) -> str:
    """The table of one policy."""
    lines = ["| outcome | base | difference | 95% interval, all at once | expected | found |", "| --- " * 6 + "|"]
    expected = expectations(policy)
    for name in (*OUTCOMES.values(), *BESIDES):
        effect = effects[name]
        moved, ends = rounded_change(effect.change.value, *effect.change.ends, effect.unit, "en")
        sign = expected.get(name, "")
        cells = (effect.label("en"), level(effect), moved, ends or "none", sign or ".", verdict(sign, effect))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def level(effect: Effect) -> str:
    """Level of the base with its unit."""
    value = figure(effect.without or 0.0, effect.unit, "en")
    return value if effect.unit == "share" else f"{value} {unit_name(effect.unit, 'en')}"


def passages(worse: Sequence[Worse]) -> str:
    """What is worse during the transition, as the comparison reports it."""
    return "\n".join(f"- {passage_sentence(w, 'en')}" for w in worse) or "- Nothing is found to be worse."


def headline(effects: Sequence[Effect], rows: Sequence[str], policies: dict[str, str]) -> str:
    """A table of outcomes by policies, with the names of these in its head."""
    of = {(e.policy, e.metric): e for e in effects}
    lines = [f"| outcome, base level | {' | '.join(policies.values())} |", "| --- " * (1 + len(policies)) + "|"]
    for name in rows:
        cells = []
        for policy in policies:
            e = of[policy, name]
            moved, ends = rounded_change(e.change.value, *e.change.ends, e.unit, "en")
            likely = "likely " if e.verdict == "likely" else ""
            cells.append(f"{likely}{moved} ({ends})" if e.verdict in FOUND and ends else "=")
        first = of[next(iter(policies)), name]
        lines.append(f"| {first.label('en')}, {level(first)} | {' | '.join(cells)} |")
    return "\n".join(lines)


def between(text: str, marker: str, made: str) -> str:
    """The text with what stands between a marker and the next end made anew."""
    pattern = re.compile(rf"<!-- {re.escape(marker)} -->.*?<!-- end -->", re.S)
    if not pattern.search(text):
        raise SystemExit(f"no marker <!-- {marker} --> in the document")
    return pattern.sub(lambda _: f"<!-- {marker} -->\n\n{made}\n\n<!-- end -->", text)


def read(folder: str) -> tuple[list[Effect], list[Worse], str]:
    """Effects in the last full year, what is worse during the transition, and a sentence on what was run."""
    store = Store(folder)
    manifest = store.manifest()
    if manifest is None:
        raise SystemExit(f"{folder} is no result folder")
    end = next(told["end"] for run in store.run_ids() if (told := store.receipt(run)) is not None)
    plan, year = manifest["plan"], last_full_year(end)
    effects = effects_of(store, year)
    told = f"Year {year}, size {plan['size']}, {len(plan['seeds'])} seeds, base `{effects[0].base}`, counts for the "
    told += f"nation, euros of 2021. Intervals hold for all {effects[0].outcomes} outcomes that are compared at once."
    return effects, worse_on_the_way(steps_of(store), effects), told


def main(folder: str) -> None:
    """Make the tables of the documents anew."""
    effects, worse, told = read(folder)
    doc = DOC.read_text("utf-8")
    for policy in EXPECTED:
        mine = {e.metric: e for e in effects if e.policy == policy}
        doc = between(doc, f"table: {policy}", table(policy, mine))
        doc = between(doc, f"passage: {policy}", passages([w for w in worse if w.worst.policy == policy]))
    DOC.write_text(between(doc, "run", told), "utf-8")
    first = effects[0]
    words = (
        f"What they change in {first.period}, at 1/10 of the country, mean of {first.pairs} pairs of runs, with a 95% "
        f"interval that holds for all {first.outcomes} outcomes of a policy at once; "
        "`likely` is chosen with at most one in twenty by chance, and its interval may hold zero; `=` is not shown:"
    )
    readme = README.read_text("utf-8")
    README.write_text(between(readme, "headline", f"{words}\n\n{headline(effects, HEADLINE, SHORT)}"), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "results/main")
