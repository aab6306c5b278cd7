"""The diagram of the week as a list: Mermaid draws with a script, and no well-kept Python package brings that along."""

import re

from docutils import nodes
from docutils.parsers.rst import Directive

STEP = re.compile(r'(?:subgraph )?\w+\["(\d+ .+)"\]')
PHASE = re.compile(r'(p\w+)\["(\w+)"\]')
HANDED = re.compile(r"(\w+) -\. (\w+) \.-> (\w+)")


class Mermaid(Directive):
    """A fence ``mermaid`` of `tools.docs.schedule_tables`, as steps with their phases and what they hand over."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return a list of steps, and a list of what one phase hands to a later one."""
        steps, handed = read(list(self.content))
        if not steps:
            raise self.error("no steps found: the diagram is not one of tools.docs.schedule_tables.picture")
        first = [nodes.Text(f"{title}: " if phases else title) for title, phases in steps]
        items = [[text, *_codes(phases)] for text, (_, phases) in zip(first, steps, strict=True)]
        passed = [[*_codes([a]), nodes.Text(f" hands {what} to "), *_codes([b])] for a, what, b in handed]
        return [_listed(items), _listed(passed)]


def read(lines: list[str]) -> tuple[list[tuple[str, list[str]]], list[tuple[str, str, str]]]:
    """Steps with their phases, and handovers as phase, what, phase, from the lines of a diagram."""
    steps: list[tuple[str, list[str]]] = []
    names: dict[str, str] = {}
    handed = []
    for line in map(str.strip, lines):
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
