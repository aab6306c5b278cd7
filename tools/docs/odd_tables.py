"""The tables of docs/odd.md, read from the code: columns, parameters, codes, draws, outcomes."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path

from sim.behaviour import Behaviour
from sim.core.draws import Stream
from sim.declare.params import Declared, declared
from sim.outcomes.metrics import CODEBOOK
from sim.rules import Rules
from sim.scenario.loading import load_base
from sim.state import codes
from sim.state.columns import Agencies, Column, Hirers, Institutions, Landlords, Migrants, columns
from sim.state.ledger import ENDS
from sim.world import SIZES, World

PROJECT = Path(__file__).parents[2]
SIM = PROJECT / "sim"
_STREAM_LINE = re.compile(r"^    (?:# (?P<group>.+)|(?P<name>[A-Z_]+) = \d+)$", re.MULTILINE)


def table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for row in rows:
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |")
    return "\n".join(lines)


def plain_number(value: float) -> str:
    """A number as a reader writes it."""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def state_table(kind: type) -> str:
    """Columns of one class of actors."""
    rows = [(f"`{name}`", *_about(column)) for name, column in columns(kind).items()]
    return table(("variable", "type", "unit", "start", "meaning"), rows)


def _about(column: Column) -> tuple[str, str, str, str]:
    kind = column.dtype if column.width == 1 else f"{column.dtype} x {column.width}"
    return kind, column.unit, plain_number(column.start), column.text


def parameter_table(group: type, prefix: str) -> str:
    """Every declared parameter below a prefix."""
    rows = [_figure(row) for row in declared(group, prefix)]
    return table(("parameter", "value", "unit", "range", "kind", "euros", "source", "meaning"), rows)


def _figure(row: Declared) -> tuple[str, ...]:
    num = row.number
    if num.choices is not None:
        value = num.choices(row.default).name.lower()
        allowed = ", ".join(option.name.lower() for option in num.choices)
    else:
        value, allowed = plain_number(row.default), f"{num.low:g} to {num.high:g}"
    money = "" if num.money == "none" else num.money
    return f"`{row.path}`", value, num.unit, allowed, num.kind, money, num.source, num.text


def kinds_table() -> str:
    """Codes of the columns whose unit is the name of a code list."""
    lists = [k for k in vars(codes).values() if inspect.isclass(k) and issubclass(k, IntEnum) and k is not IntEnum]
    rows = [(f"`{k.__name__}`", ", ".join(f"{m.value} {m.name.lower()}" for m in k), _first_line(k)) for k in lists]
    return table(("code list", "codes", "meaning"), rows)


def _first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")


def sizes_table() -> str:
    """Run sizes."""
    rows = [(f"`{s.name}`", f"1/{1 / s.scale:g}", s.warmup_weeks, s.weeks, s.seeds) for s in SIZES.values()]
    return table(("size", "scale", "weeks of warm-up", "weeks that count", "seeds by default"), rows)


def splits_table(base: str = "law-2020") -> str:
    """Starting shares of a base world, with their sources."""
    world = load_base(base)
    sources = {path: source for path, source in world.sources if path.startswith("splits.")}
    rows = []
    for kind, kinds_of_it in (("province", codes.Province), ("sector", codes.Sector), ("origin", codes.Origin)):
        for code, share in zip(kinds_of_it, getattr(world.splits, kind), strict=True):
            name = code.name.lower()
            rows.append((kind, name, plain_number(share), sources.get(f"splits.{kind}.{name}", "")))
    return table(("kind", "name", "share", "source"), rows)


def streams_table() -> str:
    """Streams of random draws with the files that draw from them."""
    source = (SIM / "core" / "draws.py").read_text("utf-8")
    used: dict[str, list[str]] = {}
    for path in sorted(SIM.rglob("*.py")):
        for name in set(re.findall(r"\bStream\.([A-Z_]+)\b", path.read_text("utf-8"))):
            used.setdefault(name, []).append(f"`{path.relative_to(SIM).as_posix()}`")
    rows, group = [], ""
    for found in _STREAM_LINE.finditer(source[source.index("class Stream(") :]):
        if found["group"]:
            group = found["group"]
        else:
            name = found["name"]
            rows.append((int(Stream[name]), f"`{name}`", group, ", ".join(used.get(name, ["reserved, not drawn yet"]))))
    return table(("number", "stream", "for", "drawn in"), rows)


def outcomes_table() -> str:
    """The code book in short."""
    rows = [(f"`{r['name']}`", r["unit"], r["kind"], r["better"], r["definition"]) for r in CODEBOOK]
    return table(("outcome", "unit", "kind", "better", "definition"), rows)


def ledger_table() -> str:
    """Payments and the accounts between which they move."""
    rows = [(item.name.lower(), ends[0].name.lower(), ends[1].name.lower()) for item, ends in ENDS.items()]
    return table(("item", "from", "to"), rows)


def unread_table() -> str:
    """Declared figures and columns that no expression of the model reads or writes by name."""
    named: set[str] = set()
    for path in SIM.rglob("*.py"):
        named |= {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}
    figures = [row for g, p in ((Rules, "law"), (Behaviour, "behaviour"), (World, "world")) for row in declared(g, p)]
    rows = [(f"`{r.path}`", r.number.text) for r in figures if r.path.rpartition(".")[2] not in named]
    for kind in (Migrants, Agencies, Hirers, Landlords, Institutions):
        rows += [
            (f"`{kind.__name__}.{name}`", column.text) for name, column in columns(kind).items() if name not in named
        ]
    return table(("declared", "meaning"), rows) if rows else "None."
