"""The page as people meet it: offline, in two languages, with a table for each chart, accessible."""

import datetime as dt

import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from analysis.answers.comparison import COMPARED
from analysis.answers.view import KEY_OUTCOMES
from experiments.store.store import MANIFEST
from tests.browser.chromium import launch_settings
from tests.experiments.fake_market import add_spells, make_with_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(**launch_settings())
        yield opened
        opened.close()


@pytest.fixture
def page(browser, tmp_path):
    yield from shown(browser, tmp_path)


@pytest.fixture
def compared(browser, tmp_path):
    yield from shown(browser, tmp_path, more=True, seeds=(0, 1, 2), policies=("deposit", "all-four"))


def shown(browser, tmp_path, more=False, **changes):
    store = make_with_page(tmp_path, **changes)
    if more:
        add_spells(store)
        make_late_harm(store)
    manifest = store.manifest()
    manifest["titles"]["law-2020"]["en"] = "<img src=x onerror=document.title='owned'>"
    store.write_json(MANIFEST, manifest)
    make_page(store)
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.said = []
    opened.on("console", lambda message: opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    opened.goto((tmp_path / "report.html").as_uri())
    expect(opened.locator("body")).to_have_attribute("data-ready", "yes", timeout=20_000)
    yield opened
    context.close()


def make_late_harm(store):
    """More orders stay open under the deposit in the second half of the year; the year as a whole is as the base."""
    late = (pl.col("date") >= dt.date(2021, 7, 1)) & (pl.col("policy") == "deposit")
    value = pl.when(late).then(0.5 + 0.001 * pl.col("seed")).otherwise(0.2)
    for path in (store.folder / "weekly").glob("*.parquet"):
        frame = pl.read_parquet(path, memory_map=False)
        open_orders = pl.when(pl.col("metric") == "vacancy_unfilled_share").then(value).otherwise("value")
        frame.with_columns(open_orders.alias("value")).write_parquet(path)


def make_page(store):
    from analysis.page.report import write_report

    write_report(store, "en")


def test_it_shows_charts_tables_and_the_warning_without_network(page):
    expect(page.get_by_text("only tests that everything works")).to_be_visible()
    expect(page.locator("figure .chart svg.main-svg").first).to_be_visible()
    assert page.locator("figure").count() == len(KEY_OUTCOMES)
    assert page.locator("main table").first.locator("tbody tr").count() == len(KEY_OUTCOMES)
    assert page.said == []


def test_each_chart_has_its_table(page):
    details = page.locator("figure details").first
    details.locator("summary").click()
    expect(details.locator("tbody tr")).to_have_count(52)
    assert "by week" in details.locator("caption").text_content()


def test_two_languages(page):
    page.get_by_role("button", name="Nederlands").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.get_by_role("heading", name="Belangrijkste uitkomsten, jaar 2021")).to_be_visible()
    row = page.locator("main tbody tr", has_text="Aandeel onverzekerd").first  # the counts before it are masked
    assert "," in row.locator("td.number").first.text_content()


def test_texts_from_data_stay_text(page):
    assert page.title() != "owned" and page.locator("main img").count() == 0
    assert "<img" in page.locator("caption").first.text_content()


@pytest.mark.parametrize("language", ["English", "Nederlands"])
def test_axe_finds_nothing(page, language):
    page.get_by_role("button", name=language).click()
    page.locator("figure details summary").first.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_policies_have_sentences_points_and_tables(compared):
    expect(compared.get_by_role("heading", name="What the policies do, year 2021")).to_be_visible()
    said = compared.locator("section.said")
    assert said.count() == 2 and f"Of {len(COMPARED)} outcomes" in said.first.text_content()
    first = said.first.locator("li").first.text_content()
    assert first == "Security deposit of agencies: announced 2021-01-04, from 2021-07-05"
    assert "95% interval" in said.first.locator("ul").nth(2).text_content(), "after the measure and its numbers"
    # effects, paths, a curve for each policy and kind of spell, and what is worse on the way
    worse = compared.locator("figure:has([id^=way])").count()
    assert worse >= 1 and compared.locator("figure").count() == len(COMPARED) + len(KEY_OUTCOMES) + 4 + worse
    assert (
        compared.locator("main > .scroll table").count() == 1 + 1 + 2 + 2
    )  # all side by side, the base, heads and rate, spells
    said.first.locator("summary", has_text="Table: ").click()
    expect(said.first.locator("tbody tr")).to_have_count(len(COMPARED))
    assert "probability of better" not in said.first.locator("thead").text_content(), "that is for economists"
    said.first.locator("summary", has_text="For economists").click()
    expect(said.first.locator("thead").nth(1)).to_contain_text("probability of better")
    said.first.locator("summary", has_text="Years since the start").click()
    expect(said.first.locator("thead")).to_have_count(3)
    chart = compared.locator("figure", has=compared.locator("#effect-uninsured_share"))
    expect(chart.locator("svg.main-svg").first).to_be_visible()
    chart.locator("summary").press("Enter")
    expect(chart.locator("tbody tr")).to_have_count(2)
    compared.get_by_role("button", name="Nederlands").click()
    assert f"Van {len(COMPARED)} uitkomsten" in compared.locator("section.said").first.text_content()
    assert compared.said == []


def test_survival_curves_have_bands_and_tables(compared):
    chart = compared.locator("figure", has=compared.locator("#curve-law-2020-deposit-uninsured"))
    expect(chart.locator("svg.main-svg").first).to_be_visible()
    assert chart.locator("path.js-line").count() >= 2 and chart.locator("path.js-fill").count() == 2
    chart.locator("summary").press("Enter")
    rows = chart.locator("tbody tr")
    expect(rows).to_have_count(53)
    assert "100.0% (by definition)" in rows.first.text_content()
    assert " pp to " not in rows.nth(4).text_content() and " to " in rows.nth(4).text_content()
    assert "3 pairs" in chart.locator("caption").text_content()
    boxes = [figure.bounding_box() for figure in compared.locator(".beside > figure:has([id^=curve])").all()]
    drawn = [svg.bounding_box() for svg in compared.locator("figure:has([id^=curve]) svg.main-svg").all()[::3]]
    assert all(svg["width"] <= box["width"] + 1 for svg, box in zip(drawn, boxes, strict=False))


def test_what_is_worse_on_the_way_is_told_and_drawn(compared):
    deposit, everything = (compared.locator("section.said").nth(k) for k in (0, 1))
    told = deposit.locator("li", has_text="most in the second half of 2021")
    assert "Share of orders unfilled: worse in 1 of 2 half-years (1 shown)" in told.text_content()
    assert "No outcome is worse then than in 2021, as far as 3 pairs can detect." in everything.text_content()
    chart = compared.locator("figure", has=compared.locator("#way-law-2020-deposit-vacancy_unfilled_share"))
    expect(chart.locator("svg.main-svg").first).to_be_visible()
    chart.locator("summary").press("Enter")
    expect(chart.locator("tbody tr")).to_have_count(2)
    assert "second half of 2021" in chart.locator("tbody tr").last.text_content()
    compared.get_by_role("button", name="Nederlands").click()
    assert "het meest in de tweede helft van 2021" in compared.locator("section.said").first.text_content()


def test_the_dutch_page_has_dutch_scopes_and_definitions(compared):
    compared.get_by_role("button", name="Nederlands").click()
    text = compared.locator("main").text_content()
    assert "uitzendbureaus met ten minste één plaatsing" in text and "Mensen in de opvang of op straat" in text
    for english in ("persons in NL", "agencies with at least", "over migrants_present", "denominator"):
        assert english not in text


def test_small_counts_are_masked_with_the_reason(compared):
    chart = compared.locator("figure", has=compared.locator("#effect-homeless_stock"))  # under 1 person in these runs
    chart.locator("summary").press("Enter")
    assert "fewer than 10 simulated persons" in chart.locator("tbody tr").first.text_content()


def test_nothing_is_wider_than_a_phone(compared):
    compared.set_viewport_size({"width": 400, "height": 800})
    for _ in range(50):  # charts follow one by one, each in its own time
        if compared.evaluate("document.documentElement.scrollWidth") <= 400:
            break
        compared.wait_for_timeout(100)
    assert compared.evaluate("document.documentElement.scrollWidth") <= 400


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["English", "Nederlands"])
def test_opened_tables_stay_in_their_box_and_fit_a_desk(compared, width, language):
    compared.set_viewport_size({"width": width, "height": 900})
    compared.get_by_role("button", name=language).click()
    compared.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    expect(compared.locator(".said tbody tr").first).to_be_visible()
    compared.wait_for_timeout(300)
    over = """() => [...document.querySelectorAll('main *')].filter((e) => !e.closest('.scroll') && !e.closest('svg')
        && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.tagName + e.textContent.slice(0, 60))"""
    assert compared.evaluate(over) == []
    cut = """() => [...document.querySelectorAll('.scroll')].filter((e) => e.scrollWidth > e.clientWidth + 1)
        .map((e) => `${e.scrollWidth} > ${e.clientWidth} ${e.getAttribute('aria-label')}`)"""
    wider = compared.evaluate(cut)
    if width == 1280:
        assert wider == []
        return
    # on a phone they scroll, and the name of the row stays in sight
    assert wider
    box = compared.locator(".said .scroll").first
    box.evaluate("(e) => { e.scrollLeft = 300; }")
    name = box.locator("tbody th").first
    assert abs(name.bounding_box()["x"] - box.bounding_box()["x"]) < 2
    broken = "() => [...document.querySelectorAll('td .piece')].filter((e) => e.getClientRects().length > 1).length"
    assert compared.evaluate(broken) == 0


@pytest.mark.parametrize("language", ["English", "Nederlands"])
def test_axe_finds_nothing_in_a_comparison(compared, language):
    compared.get_by_role("button", name=language).click()
    compared.locator("section.said summary").first.click()
    compared.locator("figure details summary").first.click()
    found = Axe().run(compared)
    assert found.violations_count == 0, found.generate_report()
