"""The documentation site builds without a network, a broken link stops it, and no page loads a file of another host."""

import html.parser
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import launch_settings
from tests.health.checkout import PROJECT, tracked_files
from tools.docs.import_tables import imports_picture
from tools.docs.schedule_tables import picture
from tools.site.contents import PAGES
from tools.site.mermaid import read_imports, read_week

NO_NETWORK = """
import socket

def refuse(*_):
    raise OSError("the build asked for the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""
LOADS = {"img": "src", "script": "src", "iframe": "src", "source": "src", "link": "href", "object": "data"}
BY_A_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?((?:https?:)?//[^\"')]+)")


def built(source: Path, target: Path, away: Path) -> subprocess.CompletedProcess[str]:
    """What `make docs` does, of another source folder and into another target, with no network to be had."""
    (words,) = re.findall(r"\$\(PY\) -m sphinx (.*) \$\(ARGS\)", (PROJECT / "Makefile").read_text("utf-8"))
    assert " -W " in words and words.endswith("-c tools/site -d build/doctrees . build/docs")
    (away / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
    settings = [*words.split()[:-6], "-c", PROJECT / "tools/site", "-d", target.with_name("doctrees"), source, target]
    command = [sys.executable, "-m", "sphinx", *map(str, settings)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(away), str(PROJECT)])}
    return subprocess.run(command, cwd=away, env=env, capture_output=True, text=True, timeout=600, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = built(PROJECT, folder / "html", folder)
    assert done.returncode == 0, done.stderr
    return folder / "html"


class Loaded(html.parser.HTMLParser):
    """What a page loads by itself; where its links lead is the reader's choice."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag, attrs):
        if address := dict(attrs).get(LOADS.get(tag, "")):
            self.addresses.append(address)


def elsewhere(file: Path) -> list[str]:
    text = file.read_text("utf-8")
    found = BY_A_STYLE.findall(text)
    if file.suffix == ".html":
        page = Loaded()
        page.feed(text)
        found += [address for address in page.addresses if re.match(r"(\w+:)?//", address)]
    return found


@pytest.mark.slow
def test_every_document_has_a_page_that_loads_nothing_from_elsewhere(site):
    documents = [file.relative_to(PROJECT) for file in tracked_files("*.md")]
    assert [d for d in documents if not (site / d).with_suffix(".html").is_file()] == []
    files = [file for kind in ("html", "css") for file in site.rglob(f"*.{kind}")]
    assert len(files) > 40 and {str(file): found for file in files if (found := elsewhere(file))} == {}


def test_what_is_loaded_from_elsewhere_would_be_found(tmp_path):
    page, style = tmp_path / "page.html", tmp_path / "style.css"
    page.write_text('<a href="https://a.nl">a</a><script src="//b.nl/x.js"></script><img src="c.png">', "utf-8")
    style.write_text(
        "@import 'https://d.nl/e.css'; a { background: url(//f.nl/g.png) } b { src: url(h.woff) }", "utf-8"
    )
    assert elsewhere(page) == ["//b.nl/x.js"]
    assert elsewhere(style) == ["https://d.nl/e.css", "//f.nl/g.png"]


@pytest.mark.slow
def test_a_broken_link_stops_the_build(tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    (source / "README.md").write_text("# One\n\n[gone](docs/gone.md) and [no such part](#nowhere)\n", "utf-8")
    done = built(source, tmp_path / "html", tmp_path)
    assert done.returncode != 0
    assert "docs/gone" in done.stderr and "nowhere" in done.stderr


@pytest.mark.slow
def test_the_api_pages_tell_of_every_public_name(site):
    import uitzendlab

    text = (site / "docs/api.html").read_text("utf-8")
    assert [name for name in uitzendlab.__all__ if f'id="uitzendlab.{name}"' not in text] == []


def test_pages_are_listed_once_and_exist():
    listed = [page for pages in PAGES.values() for page in pages]
    assert len(listed) == len(set(listed))
    assert [page for page in listed if not (PROJECT / f"{page}.md").is_file()] == []


def test_the_diagram_of_imports_is_told_in_full():
    lines = [line.strip() for line in imports_picture().splitlines()]
    imports = read_imports(lines)
    assert sum(len(found) for _, found in imports) == sum(" --> " in line for line in lines) > 20
    assert "sim/core" not in dict(imports)  # it stands on nothing else


def test_the_diagram_of_the_week_is_told_in_full():
    lines = [line.strip() for line in picture().splitlines()]
    steps, handed = read_week(lines)
    assert [title.split()[0] for title, _ in steps] == [str(n) for n in range(1, 15)]
    assert sum(len(phases) for _, phases in steps) == sum(line[0] == "p" and '["' in line for line in lines)
    assert len(handed) == sum(" -. " in line for line in lines) > 10


@pytest.mark.slow
@pytest.mark.browser
def test_a_reader_without_a_network_gets_to_a_page_by_search(site):
    asked: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_settings())
        page = browser.new_context(offline=True).new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / "index.html").as_uri())
        page.wait_for_url("**/README.html")
        page.locator("input[name=q]").first.fill("waarborgsom")
        page.keyboard.press("Enter")
        expect(page.locator("ul.search li a").first).to_be_visible(timeout=20_000)
        page.locator("ul.search li a").first.click()
        expect(page.locator("h1").first).to_be_visible()
        browser.close()
    assert asked and [url for url in asked if not url.startswith(("file:", "data:"))] == []
