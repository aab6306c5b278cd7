"""The folders of the code and which of them import which, read from the imports themselves."""

from __future__ import annotations

import functools
import importlib
import inspect

import grimp
import networkx

from tools.docs.odd_tables import table

PACKAGES = ("uitzendlab", "analysis", "experiments", "sim")
WINGS = "sim.phases"


def folders_table() -> str:
    """Every folder with what it holds: the first line of its ``__init__.py``."""
    rows = []
    for name in sorted({_folder(module) for module in code_imports().modules}):
        text = (inspect.getdoc(importlib.import_module(name)) or "").split("\n\n")[0].replace("\n", " ")
        rows.append((f"`{name.replace('.', '/')}/`", text))
    return table(("folder", "holds"), rows)


def imports_picture() -> str:
    """Mermaid: an arrow from a folder to what it imports, those left out that follow from others.

    Raises
    ------
    ValueError
        Where folders import each other in a circle.
    """
    arrows = networkx.DiGraph()
    graph = code_imports()
    for module in sorted(graph.modules):
        arrows.add_node(_folder(module))
        for other in sorted(graph.find_modules_directly_imported_by(module)):
            if _outer(_folder(module), _folder(other)):
                arrows.add_edge(_folder(module), _folder(other))
    if not networkx.is_directed_acyclic_graph(arrows):
        raise ValueError(f"a circle of folders: {networkx.find_cycle(arrows)}")
    short = networkx.transitive_reduction(arrows)
    lines = ["```mermaid", "flowchart TB"]
    for package in PACKAGES:
        lines.append(f"  subgraph {package}_[{package}]")
        lines += [f'    {_key(n)}["{_label(n)}"]' for n in sorted(arrows) if n.partition(".")[0] == package]
        lines.append("  end")
    lines += [f"  {_key(a)} --> {_key(b)}" for a, b in sorted(short.edges)]
    return "\n".join([*lines, "```"])


@functools.cache
def code_imports() -> grimp.ImportGraph:
    """Which module of the packages imports which, wherever in its file."""
    first, *others = PACKAGES
    return grimp.build_graph(first, *others, exclude_type_checking_imports=True, cache_dir=None)


def _folder(module: str) -> str:
    """The folder a module is in; of the wings of the phases the wing, of other inner folders the outer one."""
    found = importlib.import_module(module)
    package = module if hasattr(found, "__path__") else module.rpartition(".")[0]
    parts = package.split(".")
    return ".".join(parts[: 3 if package.startswith((WINGS, "uitzendlab.cli")) else 2])


def _outer(one: str, other: str) -> bool:
    """Whether an arrow says something: a folder and what lies in it are no two places."""
    return one != other and not one.startswith(f"{other}.") and not other.startswith(f"{one}.")


def _key(name: str) -> str:
    return name.replace(".", "_")


def _label(name: str) -> str:
    return name if "." not in name else name.partition(".")[2].replace(".", "/")
