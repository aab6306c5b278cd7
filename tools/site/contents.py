"""The pages of the documentation site, by what a reader comes for: the only list of them."""

PAGES: dict[str, tuple[str, ...]] = {
    "Use": (
        "docs/economists",
        "docs/results",
        "docs/measure-files",
        "docs/tutorials/add-a-measure",
        "docs/tutorials/add-an-outcome",
        "docs/tutorials/add-a-rule",
        "docs/api",
        "docs/glossary",
    ),
    "Results": ("docs/policies", "docs/packages", "docs/levers"),
    "Model": (
        "docs/odd",
        "docs/architecture",
        "docs/law-check",
        "scenarios/evidence/README",
        "docs/first-fit",
        "docs/scaling",
        "docs/performance",
    ),
    "Development": ("CONTRIBUTING", "docs/decisions/index", "CHANGELOG"),
}


def contents(page: str) -> str:
    """Hidden lists of the pages that a page leads to, as the navigation of the site shows them; empty for most."""
    if page == "README":
        return "\n" + "\n".join(_list(":caption: " + caption, pages) for caption, pages in PAGES.items())
    return "\n" + _list(":glob:", ("docs/decisions/*",)) if page == "docs/decisions/index" else ""


def _list(option: str, pages: tuple[str, ...]) -> str:
    return "\n".join(
        ["```{toctree}", ":hidden:", ":maxdepth: 1", option, "", *(f"/{page}" for page in pages), "```", ""]
    )
