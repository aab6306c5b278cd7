"""The diagrams of the week and of the imports as lists: Mermaid draws with a script that the site does not bring along.

No well-kept Python package draws Mermaid without a browser or a network.
"""

import re

from docutils import nodes
from docutils.parsers.rst import Directive

STEP = re.compile(r'(?:subgraph )?\w+\["(\d+ .+)"\]')
PHASE = re.compile(r'(p\w+)\["(\w+)"\]')
FOLDER = re.compile(r'(\w+)\["([\w/]+)"\]')
IMPORT = re.compile(r"(\w+) --> (\w+)")
HANDED = re.compile(r"(\w+) -\. (\w+) \.-> (\w+)")


class Mermaid(Directive):
    """A fence ``mermaid`` of `tools.docs`: steps with their phases and what they hand over, or folders and imports."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the lists that say what the diagram shows."""
        lines = [line.strip() for line in self.content]
        steps, handed = read_week(lines)
        if steps:
            return self._week(steps, handed)
        if imports := read_imports(lines):
            return [_listed([[*_codes([a]), nodes.Text(" imports "), *_codes(found)] for a, found in imports])]
        raise self.error("neither steps nor imports found: the diagram is of neither schedule_tables nor import_tables")

    def _week(self, steps: list[tuple[str, list[str]]], handed: list[tuple[str, str, str]]) -> list[nodes.Node]:
        first = [nodes.Text(f"{title}: " if phases else title) for title, phases in steps]
        items = [[text, *_codes(phases)] for text, (_, phases) in zip(first, steps, strict=True)]
        passed = [[*_codes([a]), nodes.Text(f" hands {what} to "), *_codes([b])] for a, what, b in handed]
        return [_listed(items), _listed(passed)]


def read_imports(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Folders with those they import, from the lines of a diagram of `tools.docs.import_tables`."""
    names = {found[1]: found[2] for line in lines if (found := FOLDER.fullmatch(line))}
    arrows = [(names[found[1]], names[found[2]]) for line in lines if (found := IMPORT.fullmatch(line))]
    return [(folder, [to for one, to in arrows if one == folder]) for folder in dict.fromkeys(a for a, _ in arrows)]


def read_week(lines: list[str]) -> tuple[list[tuple[str, list[str]]], list[tuple[str, str, str]]]:
    """Steps with their phases, and handovers as phase, what, phase, from the lines of a diagram."""
    steps: list[tuple[str, list[str]]] = []
    names: dict[str, str] = {}
    handed = []
    for line in lines:
        if found := PHASE.fullmatch(line):
            names[found[1]] = found[2]
            steps[-1][1].append(found[2])
        elif found := STEP.fullmatch(line):
            steps.append((found[1], []))
        elif found := HANDED.fullmatch(line):
            handed.append((names[found[1]], found[2], names[found[3]]))
    return steps, handed


def _codes(names: list[str]) -> list[nodes.Node]:
    spaced = [(nodes.Text(", "), nodes.literal(text=name)) for name in names]
    return [node for pair in spaced for node in pair][1:]


def _listed(items: list[list[nodes.Node]]) -> nodes.bullet_list:
    whole = nodes.bullet_list()
    for item in items:
        whole += nodes.list_item("", nodes.paragraph("", "", *item))
    return whole
