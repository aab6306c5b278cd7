"""Results on stdout, words on stderr; one way to refuse."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from uitzendlab.words import allowed, hint, refusal, say

FIELDS = ("path", "value", "unit", "allowed", "message", "hint")
# The refusal whose hint is told by the catalogue of measures, which has its own words in both languages.
OF_A_MEASURE = "not for a simulation to answer"
CONTRADICTION = "these two measures contradict each other"
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"


class Refused(Exception):
    """Input that cannot be used, found on the command line itself."""

    def __init__(self, path: str, value: Any, allowed: str, message: str, hint: str = "") -> None:
        self.mistakes = [
            {"path": path, "value": value, "unit": "", "allowed": allowed, "message": message, "hint": hint}
        ]
        super().__init__(f"{path}: {message}")


class Output:
    """Where a command writes, in which language and form."""

    def __init__(self, lang: str, json: bool = False, quiet: bool = False) -> None:
        self.lang, self.json, self.quiet = lang, json, quiet

    def result(self, text: str) -> None:
        """Results for people; not shown when one JSON document was asked for."""
        if not self.json:
            print(text)

    def document(self, value: Any) -> None:
        """Results for programs."""
        if self.json:
            print(json.dumps(value, ensure_ascii=False, indent=1, default=str))

    def note(self, text: str) -> None:
        """Words that can be missed."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def failure(self, text: str) -> None:
        """Words that cannot be missed."""
        print(text, file=sys.stderr)
        self.document({"errors": [dict(zip(FIELDS, ("", None, "", "", text, ""), strict=True))]})

    def say(self, key: str, **facts: object) -> str:
        """A text of the catalogue."""
        return say(key, self.lang, **facts)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> None:
        """Columns side by side, those in ``right`` aligned at their right."""
        lines = [[str(cell) for cell in row] for row in rows]
        widths = [max(len(row[i]) for row in [list(heads), *lines]) for i in range(len(heads))]
        for k, row in enumerate([list(heads), *lines]):
            cells = [c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))]
            text = "  ".join(cells).rstrip()
            self.result(f"{BOLD}{text}{PLAIN}" if k == 0 and coloured() else text)


def coloured() -> bool:
    """Whether the reader is a terminal that wants emphasis."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def tell_refusal(out: Output, mistakes: Iterable[Any], **more: str) -> None:
    """All mistakes at once: as JSON on stdout, else what, where, what is allowed, what to do."""
    told = [m if isinstance(m, dict) else m._asdict() for m in mistakes]
    told = [dict(m, **more) if "file" not in m else m for m in told]
    for mistake in told:
        if out.lang == "nl" and mistake["message"] == OF_A_MEASURE:
            from sim.levers.letter import dutch_hint

            mistake["hint"] = dutch_hint(mistake["hint"])
        if out.lang == "nl" and mistake["message"] == CONTRADICTION:
            from sim.levers.contradictions import dutch_reason

            mistake["hint"] = dutch_reason(mistake["hint"])
        if out.lang == "nl" and mistake["unit"]:
            from analysis.parameter_words import allowed_in

            mistake["allowed"] = allowed_in(str(mistake["allowed"]), mistake["unit"], out.lang)
        mistake["message"] = refusal(mistake["message"], out.lang)
        mistake["hint"] = hint(mistake["hint"], out.lang)
    if out.json:
        out.document({"errors": told})
        return
    for mistake in told:
        where = f"{mistake['file']}: {mistake['path']}" if mistake.get("file") else mistake["path"]
        got = f" ({out.say('got')}: {mistake['value']})" if mistake["value"] not in ("", None) else ""
        print(f"{where}: {mistake['message']}{got}", file=sys.stderr)
        if mistake["allowed"]:
            print(f"  {out.say('allowed')}: {allowed(str(mistake['allowed']), out.lang)}", file=sys.stderr)
        if mistake["hint"]:
            print(f"  {mistake['hint']}", file=sys.stderr)
