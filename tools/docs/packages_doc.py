"""Writes what each package of measures did into docs/packages.md from two result folders.

    python -m tools.docs.packages_doc results/packages results/packages-path

The first holds the packages on the law of 2020, the second those on the law as enacted without the admission act. The
tables between the markers are made anew; the words around them are written by hand, after looking at them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tools.docs.policies_doc import between, headline, passages, read

DOC = Path("docs/packages.md")
ROWS = (
    *("uninsured_share", "homeless_stock", "homeless_after_job_loss_share", "crowded_bed_share"),
    *("taken_eur_per_worker_week", "worker_weeks_losing_5"),
    *("rogue_worker_share", "rogue_agency_share", "wage_theft_eur_per_worker_week", "wage_recovered_share"),
    *("threshold_dismissals_per_year", "vacancy_unfilled_share", "displaced_share", "migrants_present"),
    *("agency_count", "honest_small_agency_count"),
    *("hirer_cost_eur_per_year", "agency_compliance_cost_eur_per_year", "state_cost_eur_per_year"),
)
# names of the packages in the head of each table
PACKAGES = {
    "packages": {
        "adopted-in-letter": "adopted in the letter",
        "next-cabinet": "next cabinet",
        "roemer-complete": "all of the report",
        "borstlap": "Borstlap",
        "housing-first": "housing first",
        "enforcement-first": "enforcement first",
    },
    "path": {"wtta": "admission act", "wtta-plus": "admission act with teeth"},
}


def main(*folders: str) -> None:
    """Make the tables of the document anew."""
    doc = DOC.read_text("utf-8")
    for (part, packages), folder in zip(PACKAGES.items(), folders, strict=True):
        effects, worse, told = read(folder)
        doc = between(doc, f"run: {part}", told)
        doc = between(doc, f"table: {part}", headline(effects, ROWS, packages))
        for name in packages:
            doc = between(doc, f"passage: {name}", passages([w for w in worse if w.worst.policy == name]))
    DOC.write_text(doc, "utf-8")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ("results/packages", "results/packages-path")))
