"""The page as people meet it: offline, in two languages, with a table for each chart, accessible."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from experiments.store import MANIFEST
from tests.browser.chromium import launch_settings
from tests.experiments.fake_market import make_with_page

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
    yield from shown(browser, tmp_path, seeds=(0, 1, 2), policies=("deposit", "all-four"))


def shown(browser, tmp_path, **changes):
    store = make_with_page(tmp_path, **changes)
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


def make_page(store):
    from analysis.report import write_report

    write_report(store, "en")


def test_it_shows_charts_tables_and_the_warning_without_network(page):
    expect(page.get_by_text("plumbing only")).to_be_visible()
    expect(page.locator("figure .chart svg.main-svg").first).to_be_visible()
    assert page.locator("figure").count() == 13
    assert page.locator("main table").first.locator("tbody tr").count() == 13
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
    assert "," in page.locator("main td.number").first.text_content()


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
    assert said.count() == 2 and "Of 21 outcomes" in said.first.text_content()
    assert "95% interval" in said.first.locator("li").first.text_content()
    assert compared.locator("figure").count() == 21 + 13 and compared.locator("main > .scroll table").count() == 3
    said.first.locator("summary").click()
    expect(said.first.locator("tbody tr")).to_have_count(21)
    chart = compared.locator("figure", has=compared.locator("#effect-uninsured_share"))
    expect(chart.locator("svg.main-svg").first).to_be_visible()
    chart.locator("summary").press("Enter")
    expect(chart.locator("tbody tr")).to_have_count(2)
    compared.get_by_role("button", name="Nederlands").click()
    assert "Van 21 uitkomsten" in compared.locator("section.said").first.text_content()
    assert compared.said == []


@pytest.mark.parametrize("language", ["English", "Nederlands"])
def test_axe_finds_nothing_in_a_comparison(compared, language):
    compared.get_by_role("button", name=language).click()
    compared.locator("section.said summary").first.click()
    compared.locator("figure details summary").first.click()
    found = Axe().run(compared)
    assert found.violations_count == 0, found.generate_report()
