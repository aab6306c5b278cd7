"""One annual basis, and one interval and verdict for a quantity wherever it is shown."""

import json

import polars as pl
import pytest

from analysis.answers.annual import mondays, per_year
from analysis.answers.comparison import COMPARED, effects_of
from analysis.answers.decompose import COUNTS, PARTS
from analysis.answers.payers import PARTIES, payers_of
from analysis.answers.sections import Sections
from analysis.answers.transition import steps_of
from analysis.answers.view import view_of
from analysis.export.export import masked, with_annual
from analysis.text.rounding import rounded_change
from experiments.store.store import Store
from sim.outcomes.history import WEEKS_PER_YEAR
from tests.experiments.fake_market import make_with_page
from uitzendlab.cli import main

STATE = "state_cost_eur_per_year"
COST = {("base", 0): -5.0e7, ("base", 1): -5.2e7, ("base", 2): -5.1e7, ("base", 3): -5.3e7, ("base", 4): -5.0e7}
COST |= {("deposit", k): COST["base", k] + extra for k, extra in enumerate((1.0e6, 1.67e6, 0.66e6, 1.33e6, 0.94e6))}


def with_ledger(folder, year=2021, weeks=52, record="weekly"):
    """A folder whose ledger holds the State's cost (a sum of so many weeks) and whose tables hold it a year."""
    store = make_with_page(folder, policies=("deposit",), seeds=(0, 1, 2, 3, 4), record=record)
    (folder / "ledger").mkdir()
    for run in store.read("runs").to_dicts():
        weekly = COST[run["policy"], run["seed"]]
        rows = {"run_id": run["run_id"], "year": year, "from_account": ["state"], "to_account": ["migrants"]}
        frame = pl.DataFrame(rows | {"item": ["sickness_benefit"], "eur": [weekly * weeks]})
        frame.write_parquet(folder / "ledger" / f"{run['run_id']}.parquet")
        for table, time in (("yearly", "year"), ("totals", None)):
            path = folder / table / f"{run['run_id']}.parquet"
            frame = pl.read_parquet(path, memory_map=False)
            # another outcome is surely higher, so that of two the State's cost is likely without being shown
            rate = 20.0 + 0.1 * run["seed"] + (1.0 + 0.001 * run["seed"]) * (run["policy"] != "base")
            value = pl.when(pl.col("metric") == STATE).then(weekly * WEEKS_PER_YEAR)
            value = value.when(pl.col("metric") == "hire_rate_eur_per_hour").then(rate).otherwise("value")
            frame = frame.with_columns(value.alias("value"))
            frame = frame.with_columns(pl.lit(year, pl.Int32).alias("year")) if time else frame
            frame.write_parquet(path)
    return store


def test_some_years_have_53_mondays():
    end = "2032-12-27"
    assert [year for year in range(2021, 2033) if mondays(str(year), end) == 53] == [2024, 2029]
    assert per_year("2024", end) * 53 == pytest.approx(per_year("2023", end) * 52) == pytest.approx(WEEKS_PER_YEAR)
    with pytest.raises(ValueError, match="2033"):
        per_year("2033", end)


@pytest.mark.parametrize(("year", "weeks"), [(2023, 52), (2024, 53)])
def test_payers_are_on_the_basis_of_effects_in_every_year(tmp_path, monkeypatch, year, weeks):
    store = with_ledger(tmp_path / "r", year, weeks)
    monkeypatch.setattr("analysis.answers.payers.last_day", lambda _: "2024-12-30")
    (effect,) = (e for e in effects_of(store, str(year)) if e.metric == STATE)
    (payer,) = (p for p in payers_of(store, str(year)) if p.metric == "state")
    assert payer.unit == effect.unit == "EUR/year"
    change, mirrored = payer.change, effect.change
    assert change.value == pytest.approx(-mirrored.value) == pytest.approx(-1.12e6 * WEEKS_PER_YEAR)
    assert change.ends == pytest.approx((-mirrored.hi, -mirrored.lo))
    assert payer.shown == effect.shown and payer.outcomes == effect.outcomes


def test_every_place_says_the_same_of_the_states_cost(tmp_path, capsys):
    folder = tmp_path / "r"
    store = with_ledger(folder, record="yearly")  # by year, so that the passage has the very same difference
    (folder / "report.html").unlink()
    view = view_of(store)
    (effect,) = (e for e in view.effects if e.metric == STATE)
    sections = Sections(Store(folder), view)
    same = [s for s in sections.steps if s.metric == STATE] + [y for y in sections.years if y.metric == STATE]
    assert len(same) == 2 and effect.verdict == "likely"
    for other in same:
        assert other.change[:3] == pytest.approx(effect.change[:3])
        assert (other.finding, other.shown) == (effect.finding, effect.shown)
    (payer,) = (p for p in sections.payers if p.metric == "state")
    assert payer.change.ends == pytest.approx((-effect.change.hi, -effect.change.lo))
    assert payer.finding == "likely_lower" and effect.finding == "likely_worse"
    alone = [s for s in steps_of(store) if s.metric == STATE]
    assert alone[0].change.lo != effect.change.lo, "of itself the passage would judge by a family of its own"
    # and so do the terminal, in one rounding, and the page
    assert main(["compare", str(folder), "--show", "verdicts,effects,years,passage", "--lang", "en", "--quiet"]) == 0
    out = capsys.readouterr().out
    value, ends = rounded_change(effect.change.value, *effect.change.ends, effect.unit, "en")
    rows = [line for line in out.splitlines() if "Net cost" in line and " m" in line]
    assert len(rows) == 4 and all(value in row and ends.split(" to ")[0] in row for row in rows)
    assert main(["report", str(folder)]) == 0
    page = (folder / "report.html").read_text("utf-8")
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    for name in ("years", "steps"):
        (row,) = (r for r in data[name] if r["metric"] == STATE)
        assert (row["sim_lo"], row["finding"]) == (pytest.approx(effect.change.lo), "likely_worse")


def test_tables_that_borrow_the_measure_of_the_effects_are_no_larger():
    """So that what is said of them is true: their intervals hold for all their rows at once."""
    assert len(PARTIES) <= len(COMPARED) and len(PARTS) * len(COUNTS) <= len(COMPARED)


def test_exported_sums_have_their_weeks_and_an_annual_amount():
    sums = pl.DataFrame({"year": [2023, 2024], "eur": [52.0, 53.0]})
    told = with_annual(sums, "eur", "2024-12-30")
    assert told["weeks"].to_list() == [52, 53] and told["eur"].to_list() == [52.0, 53.0]
    assert told["eur_per_year"].to_list() == pytest.approx([WEEKS_PER_YEAR] * 2)
    few = masked(with_annual(pl.DataFrame({"year": [2023], "persons": [3.0]}), "persons", "2024-12-30"), {}, 1.0)
    assert few["masked"].item() and few["persons_per_year"].item() is None
