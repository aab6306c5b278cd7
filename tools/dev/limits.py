"""Own limits, and who still breaks them: a list that may only shrink.

    python -m tools.dev.limits            tell what breaks a limit more than the list allows
    python -m tools.dev.limits --lower    write the list anew, where it has become shorter

`tools/dev/limits.json` holds, by file, how often each limit is broken: complexity over 10 (C901), more than 7 arguments
(PLR0913), arguments that are not read (ARG001, ARG002), docstrings (D), tests (PT), functions over 60 lines (LINES),
files without kernels that pyright does not check as strictly as it can (STRICT).
What is not in the list may break none. Whoever mends one lowers the list in the same commit.
"""

from __future__ import annotations

import ast
import collections
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "tools" / "dev" / "limits.json"
CODE = ("uitzendlab", "sim", "experiments", "analysis", "conf", "scenarios", "tools", "tests")
RULES = "C901,PLR0913,ARG001,ARG002,D,PT"
# Not ours: a docstring says what is given and not what to do, may begin in two lines, and what Python calls by itself
# has none; a test may look at several facts of one thing in one assertion.
EXEMPT = {"D105", "D107", "D205", "D401", "D404", "PT006", "PT018"}
LONGEST = 60  # lines of a function
KERNEL = re.compile(r"^@(kernel|inlined|array_maker|scalar)\b", re.MULTILINE)  # the decorators of sim.core.kernels

Counts = dict[str, dict[str, int]]  # by file and limit


def broken() -> Counts:
    """How often each file breaks each limit now."""
    found: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for row in _ruff():
        found[Path(row["filename"]).relative_to(ROOT).as_posix()][row["code"]] += 1
    for folder in CODE:
        for path in (ROOT / folder).rglob("*.py"):
            if many := sum(_length(node) > LONGEST for node in ast.walk(ast.parse(path.read_text("utf-8")))):
                found[path.relative_to(ROOT).as_posix()]["LINES"] = many
    for name in _loose():
        found[name]["STRICT"] = 1
    return {name: dict(sorted(counts.items())) for name, counts in sorted(found.items())}


def _ruff() -> list[dict[str, str]]:
    words = ["ruff", "check", "--select", RULES, "--output-format", "json", "--exit-zero", "--quiet"]
    done = subprocess.run(
        [sys.executable, "-m", *words, *(f for f in CODE if (ROOT / f).is_dir())],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [row for row in json.loads(done.stdout) if row["code"] not in EXEMPT and not _of_a_test(row)]


def _of_a_test(row: dict[str, str]) -> bool:
    """What holds for tests no more: their names say what they are, and fixtures are asked for by naming them."""
    return "/tests/" in row["filename"] and row["code"].startswith(("D", "ARG"))


def _length(node: ast.AST) -> int:
    """Lines of a function without its docstring; 0 of anything else."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return 0
    words = ast.get_docstring(node, clean=False)
    return (node.end_lineno or node.lineno) - node.lineno + 1 - (len(words.splitlines()) if words else 0)


def _loose() -> list[str]:
    """Files of the model that hold no kernel and are not in pyright's list of those whose every type it must know."""
    strict = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pyright"]["strict"]
    known = {path for name in strict for path in _files(name)}
    return [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "sim").rglob("*.py")
        if path not in known and not KERNEL.search(path.read_text("utf-8"))
    ]


def _files(name: str) -> Iterator[Path]:
    """The files of an entry of pyright's list: a folder, a file or a pattern."""
    for path in ROOT.glob(name):
        yield from path.rglob("*.py") if path.is_dir() else (path,)


def over(now: Counts, most: Counts) -> list[str]:
    """One line for each file that breaks a limit more often than it may."""
    return [
        f"{name}: {limit} {many} times, at most {most.get(name, {}).get(limit, 0)}"
        for name, counts in now.items()
        for limit, many in counts.items()
        if many > most.get(name, {}).get(limit, 0)
    ]


def total(counts: Counts) -> int:
    """How often limits are broken in all."""
    return sum(many for its in counts.values() for many in its.values())


def main(words: list[str]) -> int:
    """Tell what is over the list, or write it anew; 1 where a limit is broken more often, or the list can be lower."""
    now = broken()
    most: Counts = json.loads(TARGET.read_text("utf-8")) if TARGET.is_file() else now
    lines = over(now, most)
    if lines:
        print("\n".join([*lines, "Keep to the limits: docs/decisions/, and ruff's words: ruff rule CODE."]))
        return 1
    if words == ["--lower"] or not TARGET.is_file():
        TARGET.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
    elif over(most, now):
        print(f"The list can be lower ({total(now)} instead of {total(most)}): python -m tools.dev.limits --lower")
        return 1
    print(f"limits are broken {total(now)} times, no more than the list allows")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
