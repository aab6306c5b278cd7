"""Settings of Sphinx for the documentation site: the Markdown files of the project as they are, and the Python API.

The source folder is the project itself, so that a link between two documents works in the repository and on the site.
A link that leads nowhere and a document that is in no list of pages are warnings; `make docs` makes warnings errors.
"""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # the settings import `tools.site`, the API pages `uitzendlab`

from tools.site.contents import contents  # noqa: E402
from tools.site.mermaid import Mermaid  # noqa: E402

project = "uitzendlab"
author = "the uitzendlab authors"
version = release = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

root_doc = "README"
include_patterns = ["*.md", "docs/*.md", "docs/*/*.md", "scenarios/evidence/README.md"]
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(?!uitzendlab\.).*")
]  # types of Python, NumPy, polars and Mesa: no network to look them up

myst_heading_anchors = 4
myst_fence_as_directive = ["mermaid"]
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_google_docstring = False

html_theme = "furo"
html_title = f"uitzendlab {version}"
html_extra_path = ["extra"]  # index.html, which leads to README.html
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {"source_edit_link": ""}


def setup(app):
    """Add the lists of pages, and the diagram that Markdown viewers draw with a script."""
    app.connect("source-read", _list_pages)
    app.add_directive("mermaid", Mermaid)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _list_pages(_app, name: str, source: list[str]) -> None:
    source[0] += contents(name)
