"""Writes what each policy did, beside what was expected of it, into docs/policies.md from a result folder.

    python -m tools.policies_doc results/main

The tables between the markers are made anew; the words around them are written by hand, after looking at them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import polars as pl

from analysis.comparison import WHOLE, in_period
from analysis.paired import compared, pair_up
from analysis.summary import directions, values_of
from analysis.view import last_full_year
from experiments.store import Store

DOC = Path("docs/policies.md")
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
BESIDES = ("homeless_after_job_loss_share", "rogue_agency_share", "agency_count", "displaced_share", "migrants_present")
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


def verdict(sign: str, row: dict) -> str:
    """What came of an expectation."""
    if not row["shown"]:
        return "no difference can be shown"
    rises = row["diff"] > 0
    if not sign:
        return "rises" if rises else "falls"
    as_said = rises == sign.startswith("+")
    return "as expected" if as_said else ("reversed, as was possible" if "!" in sign else "**reversed**")


def table(policy: str, rows: dict[str, dict], labels: dict[str, tuple[str, str]]) -> str:
    """The table of one policy."""
    lines = [
        "| outcome | unit | base | difference | 95% interval, all at once | expected | found |",
        "| --- " * 7 + "|",
    ]
    expected = expectations(policy)
    for name in (*OUTCOMES.values(), *BESIDES):
        if name not in rows:
            continue
        row = rows[name]
        ends = "none" if row["sim_lo"] is None else f"{row['sim_lo']:+.3g} to {row['sim_hi']:+.3g}"
        sign = expected.get(name, "")
        label, unit = labels[name]
        label += " (all years)" if name in WHOLE else ""
        lines.append(
            f"| {label} | {unit} | {row['without']:.4g} | {row['diff']:+.3g} | {ends} | "
            f"{sign or '.'} | {verdict(sign, row)} |"
        )
    return "\n".join(lines)


def main(folder: str) -> None:
    """Make the tables of the document anew."""
    store = Store(folder)
    manifest = store.manifest() or {"plan": {"seeds": [], "size": ""}}
    end = next(told["end"] for run in store.run_ids() if (told := store.receipt(run)) is not None)
    year = last_full_year(end)
    wanted = [*OUTCOMES.values(), *BESIDES]
    values = values_of(store)
    values = values.filter(in_period(year) & (pl.col("group_by") == "all") & pl.col("metric").is_in(wanted))
    found = compared(pair_up(values), directions(store)).to_dicts()
    labels = {r["name"]: (r["label_en"], r["unit"]) for r in store.read("codebook").to_dicts()}
    text = DOC.read_text("utf-8")
    for policy in EXPECTED:
        rows = {r["metric"]: r for r in found if r["policy"] == policy}
        made = table(policy, rows, labels)
        pattern = re.compile(rf"<!-- table: {policy} -->.*?<!-- end -->", re.S)
        text = pattern.sub(lambda _, p=policy, m=made: f"<!-- table: {p} -->\n\n{m}\n\n<!-- end -->", text)
    seeds, size = len(manifest["plan"]["seeds"]), manifest["plan"]["size"]
    told = f"Year {year}, size {size}, {seeds} seeds, base `law-2020`, counts for the nation, euros of 2021."
    text = re.sub(r"<!-- run -->.*?<!-- end -->", f"<!-- run -->\n\n{told}\n\n<!-- end -->", text, flags=re.S)
    DOC.write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "results/main")
