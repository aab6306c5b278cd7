"""The page of a sweep as people meet it: offline, in two languages, on a desk and on a phone."""

from typing import Any

import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from analysis.page.sweep_page import write_sweep_page
from experiments.design.designs import Choices, Interval
from experiments.design.experiment import Experiment
from tests.browser.chromium import launch_settings
from tests.experiments.fake_market import make_sweep

pytestmark = pytest.mark.browser
DEPOSIT, VISITS = "lever.deposit.deposit_eur", "law.inspection.inspectorate_visits"
SAID: list[str] = []  # by the consoles of all pages
DESIGNS: dict[str, dict[str, Any]] = {
    "grid": {"vary": {DEPOSIT: Choices((0.0, 50_000.0, 200_000.0)), VISITS: Choices((217.5, 435.0))}},
    "one-at-a-time": {"vary": {DEPOSIT: Interval(0.0, 250_000.0), VISITS: Interval(200.0, 900.0),
                               "behaviour.switch.leave_rule": Choices(("tenure", "savings"))}},
    "sobol": {"vary": {DEPOSIT: Interval(0.0, 250_000.0), VISITS: Interval(200.0, 900.0)}, "points": 8},
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """An opened page of each design, of which one outcome certainly differs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_settings())
        opened = {}
        for kind, design in DESIGNS.items():
            asked = Experiment(policies="deposit", size="smoke", seeds=(0, 1, 2), kind=kind, **design)
            store = make_sweep(tmp_path_factory.mktemp(kind), asked, "uitzendlab sweep x.yaml", policies="deposit")
            make_certain(store)
            page = browser.new_context(offline=True).new_page()
            page.on("console", lambda message: SAID.append(message.text))
            page.on("pageerror", lambda error: SAID.append(str(error)))
            page.goto(write_sweep_page(store, "en").as_uri())
            expect(page.locator("body")).to_have_attribute("data-ready", "yes", timeout=20_000)
            opened[kind] = page
        yield opened
        browser.close()


def make_certain(store):
    """Fewer orders stay open under the deposit, in every pair by nearly the same."""
    for path in (store.folder / "yearly").glob("*.parquet"):
        frame = pl.read_parquet(path, memory_map=False)
        value = 0.4 - 0.2 * (pl.col("policy") == "deposit") * (1 + 0.001 * pl.col("seed")) + 0.01 * pl.col("seed")
        certain = pl.when(pl.col("metric") == "uninsured_share").then(value).otherwise("value")
        frame.with_columns(certain.alias("value")).write_parquet(path)


@pytest.mark.parametrize("width", [1100, 390])
@pytest.mark.parametrize("language", ["English", "Nederlands"])
@pytest.mark.parametrize("kind", DESIGNS)
def test_it_can_be_used_and_nothing_is_wrong(pages, kind, language, width):
    page = pages[kind]
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_role("button", name=language).click()
    expect(page.locator("html")).to_have_attribute("lang", "en" if language == "English" else "nl")
    assert page.locator("figure").count() == 6
    # of one outcome no value may be shown: too few persons
    assert page.locator("figure .chart svg.main-svg").count() >= 5 and page.locator("figure .chart").count() == 5
    expect(
        page.get_by_text("only tests that everything works" if language == "English" else "alleen of alles werkt")
    ).to_be_visible()
    details = page.locator("figure details").first
    details.locator("summary").click()
    points = {"grid": 6, "one-at-a-time": 6, "sobol": 8}[kind]
    expect(details.locator("tbody tr")).to_have_count(points)
    for _ in range(50):  # charts follow the width one by one
        if page.evaluate("document.documentElement.scrollWidth") <= width:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert SAID == []


def test_numbers_are_written_as_the_language_does(pages):
    page = pages["grid"]
    page.get_by_role("button", name="Nederlands").click()
    details = page.locator("figure details").first
    details.locator("summary").click()
    row = details.locator("tbody tr").nth(2).text_content()
    assert "deposit_eur = 50.000 EUR; inspectorate_visits = 217,5 bezoeken/jaar" in row
    assert "-20,0 pp" in row and "beter" in row
    assert "vergeleken met: De regels van december 2020" in details.locator("caption").text_content()


def test_marks_are_filled_where_a_difference_is_shown(pages):
    chart = "document.querySelector('#point-law-2020-deposit-{} ~ .chart')"
    marks = chart + ".data.flatMap((trace) => trace.marker.symbol)"
    symbols = [pages["grid"].evaluate(marks.format(name)) for name in ("uninsured_share", "rogue_agency_count")]
    assert symbols[0] == ["circle"] * 3 + ["square"] * 3
    assert symbols[1] == ["circle-open"] * 3 + ["square-open"] * 3


def test_the_figure_of_a_scatter_is_chosen_by_key(pages):
    page = pages["sobol"]
    page.set_viewport_size({"width": 1100, "height": 900})
    page.get_by_role("button", name="English").click()
    frame = page.locator("figure").first
    assert "by deposit_eur" in frame.locator("h3").text_content()
    frame.get_by_label("Against").focus()
    page.keyboard.press("ArrowDown")
    expect(frame.locator("h3")).to_contain_text("by inspectorate_visits")
    expect(frame.locator(".xtitle")).to_contain_text("inspectorate_visits (visits/year)")
    assert SAID == []
