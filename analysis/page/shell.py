"""What the pages have in common: one file that needs no network and may run nothing but its own two scripts."""

from __future__ import annotations

import base64
import functools
import hashlib
import html
import json
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from analysis.answers.policy_text import dates_of, numbers_of
from analysis.text.languages import field, in_each
from analysis.text.number_format import unit_name

PAGE = "report.html"


def page_of(data: Any, scripts: Iterable[str], lang: str) -> str:
    """A page as text.

    Parameters
    ----------
    data : plain data
        All the page shows, with its words; raises ValueError for a number that is not finite.
    scripts : names of files in ``analysis/page``
        They become one script, in this order; the last fills the page.
    lang : str
        The language it opens in, ``nl`` or ``en``.
    """
    from plotly.offline import get_plotlyjs

    library = get_plotlyjs().replace("\r\n", "\n")
    ours, style = "".join(own(name) for name in scripts), own("report.css")
    allowed = " ".join(_hash(script) for script in (library, ours))
    # Plotly writes style elements of its own; nothing can be fetched or sent.
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    return "".join(
        [
            f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy, quote=True)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>uitzendlab</title>\n<style>{style}</style>\n</head>\n<body>\n",
            '<header class="top"><button type="button" data-lang="nl" lang="nl">Nederlands</button>',
            '<button type="button" data-lang="en" lang="en">English</button></header>\n<main></main>\n',
            f'<script type="application/json" id="data">{embedded(data)}</script>\n',
            f"<script>{library}</script>\n<script>{ours}</script>\n</body>\n</html>\n",
        ]
    )


def unit_names(units: Iterable[str]) -> dict[str, dict[str, str]]:
    """Units in words, by language."""
    return {unit: in_each(functools.partial(unit_name, unit)) for unit in sorted(units)}


def measure_texts(measures: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Measures of a policy, as the manifest tells of them, with their dates and numbers in words by language."""

    def told(measure: dict[str, Any], lang: str) -> dict[str, Any]:
        title = field(measure, "title", lang)
        return {"title": title, "dates": dates_of(measure, lang), "numbers": numbers_of(measure, lang)}

    return [in_each(functools.partial(told, measure)) for measure in measures]


def embedded(data: Any) -> str:
    """JSON that cannot end the element it stands in; raises ValueError for a number that is not finite."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def own(name: str) -> str:
    """A file of ``analysis/page`` as text."""
    return files("analysis").joinpath("page", name).read_text("utf-8")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
