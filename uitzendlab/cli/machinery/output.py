"""Results on stdout, words on stderr; one way to refuse, and one to report what is no mistake but must be known."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.text.languages import translated
from analysis.text.messages import allowed, hint, place, refusal, say, value_words
from uitzendlab.cli.machinery import streams

if TYPE_CHECKING:
    from sim.declare.params import Mistake

FIELDS = ("path", "value", "unit", "allowed", "message", "hint")
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
        self.notes: list[dict[str, Any]] | None = None  # remarks; None: this command has none to make
        streams.take_every_text()

    def result(self, text: str) -> None:
        """Results for people; not shown when one JSON document was asked for."""
        if not self.json:
            streams.write(sys.stdout, text)

    def document(self, value: Mapping[str, Any] | Sequence[Any]) -> None:
        """Results for programs, with the remarks as ``notes``; a console that lacks a character gets it escaped."""
        if not self.json:
            return
        if self.notes is not None and isinstance(value, Mapping):
            value = {**value, "notes": self.notes}
        text = json.dumps(value, ensure_ascii=False, indent=1, default=str)
        if not streams.takes(sys.stdout, text):
            text = json.dumps(value, ensure_ascii=True, indent=1, default=str)
        streams.write(sys.stdout, text)

    def note(self, text: str) -> None:
        """Words that can be missed."""
        if not self.quiet:
            streams.write(sys.stderr, text)

    def warning(self, text: str) -> None:
        """Words that cannot be missed."""
        streams.write(sys.stderr, text)

    def failure(self, text: str) -> None:
        """Why there is no result: words that cannot be missed, as JSON an error."""
        self.warning(text)
        self.document({"errors": [dict(zip(FIELDS, ("", None, "", "", text, ""), strict=True))]})

    def say(self, key: str, **facts: object) -> str:
        """A text of the catalogue."""
        return say(key, self.lang, **facts)

    def system(self, error: OSError) -> str:
        """What the system says of an error, in Dutch where it is known."""
        return hint(str(error.strerror or error), self.lang)

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
    terminal = sys.stdout is not None and sys.stdout.isatty()
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def report_refusal(out: Output, mistakes: Iterable[dict[str, Any] | Mistake], **more: str) -> None:
    """All mistakes at once: as JSON on stdout, else what, where, what is allowed, what to do."""
    told = _translated(out, mistakes, more)
    if out.json:
        out.document({"errors": told})
        return
    for mistake in told:
        got = f" ({out.say('got')}: {_value(mistake, out)})" if mistake["value"] not in ("", None) else ""
        out.warning(f"{_where(mistake, out)}: {mistake['message']}{got}")
        if mistake["allowed"]:
            out.warning(f"  {out.say('allowed')}: {mistake['allowed']}")
        if mistake["hint"]:
            out.warning(f"  {mistake['hint']}")


def report_remarks(out: Output, remarks: Iterable[Any], **more: str) -> None:
    """What is no mistake but must be known, one note each; as JSON in ``notes`` of the document, which comes later."""
    told = _translated(out, remarks, more)
    out.notes = [*(out.notes or []), *told]
    for remark in told:
        facts = [_value(remark, out)] if remark["value"] not in ("", None) else []
        facts += [remark["allowed"]] if remark["allowed"] else []
        about = f" ({'; '.join(facts)})" if facts else ""
        out.note(f"{out.say('remark')} {_where(remark, out)}: {remark['message']}{about}")
        if remark["hint"]:
            out.note(f"  {remark['hint']}")


def _translated(
    out: Output, mistakes: Iterable[dict[str, Any] | Mistake], more: dict[str, str]
) -> list[dict[str, Any]]:
    """The mistakes as plain data, in the language asked for."""
    plain: list[dict[str, Any]] = [dict(m) if isinstance(m, dict) else m._asdict() for m in mistakes]
    told = [dict(m, **more) if "file" not in m else m for m in plain]
    for mistake in told:
        if mistake["unit"]:
            mistake["allowed"] = translated(str(mistake["allowed"]), out.lang, functools.partial(_with_unit, mistake))
        own = _OWN_DUTCH.get(mistake["message"], str)
        mistake["hint"] = translated(mistake["hint"], out.lang, own)
        mistake["message"] = refusal(mistake["message"], out.lang)
        mistake["allowed"] = allowed(str(mistake["allowed"]), out.lang)
        mistake["hint"] = hint(mistake["hint"], out.lang)
    return told


def _with_unit(mistake: dict[str, Any], allowed: str) -> str:
    from analysis.text.parameter_words import allowed_in

    return allowed_in(allowed, mistake["unit"], "nl")


def _of_a_measure(hint: str) -> str:
    from sim.measures.catalogue import dutch_hint

    return dutch_hint(hint)


def _of_a_contradiction(hint: str) -> str:
    from sim.measures.contradictions import dutch_reason

    return dutch_reason(hint)


_OWN_DUTCH: dict[str, Callable[[str], str]] = {
    "not for a simulation to answer": _of_a_measure,
    "these two measures contradict each other": _of_a_contradiction,
}
"""By refusal, who has the Dutch of its hint: files of the model with words in both languages."""


def _where(mistake: dict[str, Any], out: Output) -> str:
    path = place(str(mistake["path"]), out.lang)
    return f"{mistake['file']}: {path}" if mistake.get("file") else path


def _value(mistake: dict[str, Any], out: Output) -> str:
    return value_words(str(mistake["value"]), out.lang)
